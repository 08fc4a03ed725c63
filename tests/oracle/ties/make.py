"""Ranks and correlations of ASEM's TolMin by scipy, of figures rounded to 12 digits of the column's largest.

TolMin is a ratio with equal figures that differ in the last binary digit: 3.4 and 3.4000000000000004, 5.1 and
5.1000000000000005. COINr 1.1.14 ranks them apart, so its files (norm_rank, norm_borda, norm_prank, results_ranks,
corr_spearman, corr_kendall) do not hold for this column. Here they tie. All other columns have no such figures.

    pip install scipy numpy; python tests/oracle/ties/make.py
"""
import csv
import pathlib

import numpy as np
from scipy.stats import kendalltau, rankdata, spearmanr

here = pathlib.Path(__file__).parent


def table(name):
    rows = list(csv.reader(open(here.parent / "asem" / f"{name}.csv")))
    return rows[0][1:], [r[0] for r in rows[1:]], np.array([[float(x) for x in r[1:]] for r in rows[1:]])


def rounded(x):
    digits = 12 - int(np.ceil(np.log10(np.max(np.abs(x)))))
    return np.round(x, digits)


codes, units, z = table("step_normalised")
columns = {code: rounded(z[:, at]) for at, code in enumerate(codes)}
own = columns["TolMin"]
with open(here / "ranks.csv", "w") as out:
    out.write("uCode,competition,rank,borda,percentile_rank\n")
    worst = rankdata(own, "min")
    for unit, first, last in zip(units, rankdata(-own, "min"), worst):
        out.write(f"{unit},{first:.0f},{last:.0f},{last - 1:.0f},{float((last - 1) / (len(own) - 1))!r}\n")
with open(here / "correlations.csv", "w") as out:
    out.write("iCode,spearman,kendall\n")
    for code, other in columns.items():
        values = [float(f(own, other).statistic) for f in (spearmanr, kendalltau)]
        out.write(f"{code},{values[0]!r},{values[1]!r}\n")
