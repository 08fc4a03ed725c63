"""Convergence computed without innodex: python3 tests/golden/convergence.py

The regressions by statsmodels' OLS, dispersion by numpy and scipy (pip install numpy scipy statsmodels==0.15.0). The figures are
made up. Writes convergence_figures.csv (a row a unit: level in eight years, two controls) and convergence.csv (regression, term,
value, error, t, p), where the lines `r2`, `adjusted_r2` and `n` have their figure in `value`.
"""

import csv
import pathlib

import numpy as np
import statsmodels.api as sm
from scipy import stats

HERE = pathlib.Path(__file__).parent
YEARS = np.arange(2015, 2023)

draw = np.random.default_rng(7)
start = draw.normal(10.5, 0.5, 31)
rate = 0.06 - 0.03 * (start - 10.5) + draw.normal(0, 0.004, 31)
levels = np.round(np.exp(start[:, None] + rate[:, None] * (YEARS - YEARS[0]) + draw.normal(0, 0.01, (31, 8))), 2)
controls = np.round(np.column_stack([draw.normal(2, 0.6, 31), draw.uniform(30, 90, 31)]), 3)


def lines(name, terms, fitted):
    for at, term in enumerate(terms):
        yield name, term, fitted.params[at], fitted.bse[at], fitted.tvalues[at], fitted.pvalues[at]
    for term, value in (("r2", fitted.rsquared), ("adjusted_r2", fitted.rsquared_adj), ("n", fitted.nobs)):
        yield name, term, value, "", "", ""


def found():
    years = YEARS[-1] - YEARS[0]
    growth = np.log(levels[:, -1] / levels[:, 0]) / years
    log = np.log(levels[:, 0])
    yield from lines("absolute", ["constant", "log"], sm.OLS(growth, sm.add_constant(log)).fit())
    both = sm.add_constant(np.column_stack([log, controls]))
    yield from lines("conditional", ["constant", "log", "control_1", "control_2"], sm.OLS(growth, both).fit())
    variation = stats.variation(levels, axis=0)
    sd_log = np.std(np.log(levels), axis=0)
    for name, of in (("variation", variation), ("sd_log", sd_log)):
        for year, value in zip(YEARS, of):
            yield name, str(year), value, "", "", ""
        yield from lines(name, ["constant", "trend"], sm.OLS(of, sm.add_constant(YEARS.astype(float))).fit())


def text(value):
    return value if isinstance(value, str) else f"{value:.17g}"


with (HERE / "convergence_figures.csv").open("w", newline="\n") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow(["code", "year", "level", "control_1", "control_2"])
    for unit in range(31):
        for at, year in enumerate(YEARS):
            out.writerow([f"u{unit + 1:02}", year, levels[unit, at], *controls[unit]])
with (HERE / "convergence.csv").open("w", newline="\n") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow(["regression", "term", "value", "error", "t", "p"])
    out.writerows([text(cell) for cell in line] for line in found())
