"""Measures of disparity computed without innodex: python3 tests/golden/disparity.py

Gini's coefficient and Theil's T with their split by PySAL (pip install numpy inequality==1.1.2), where all units weigh the same;
all else by numpy, Dagum's parts by the double sums over pairs of units of his paper (1997). The figures are made up.
Writes disparity_figures.csv (case, group, figure, weight) and disparity.csv (case, measure, value).
"""

import csv
import pathlib

import numpy as np
from inequality.gini import Gini
from inequality.theil import TheilD

HERE = pathlib.Path(__file__).parent


def cases():
    draw = np.random.default_rng(20240607)
    groups = np.repeat(["east", "central", "west", "alone"], [10, 8, 12, 1])
    centre = np.repeat([9.0, 8.4, 8.1, 7.0], [10, 8, 12, 1])
    figures = np.round(np.exp(draw.normal(centre, 0.35)), 1)
    people = np.round(np.exp(draw.normal(8, 0.8, len(groups))), 0)
    yield "plain", groups, figures, np.ones(len(groups))
    yield "population", groups, figures, people
    with_zeros = figures.copy()
    with_zeros[[3, 20]] = 0.0
    with_zeros[[5, 6, 22]] = with_zeros[7]  # ties, in one group and across two
    yield "zeros", groups, with_zeros, np.ones(len(groups))


def mean_difference(x, px, y, py):
    return sum(p * q * abs(a - b) for a, p in zip(x, px) for b, q in zip(y, py))


def above(x, px, y, py):
    """Mean over all pairs of x - y where x is above y."""
    return sum(p * q * (a - b) for a, p in zip(x, px) for b, q in zip(y, py) if a > b)


def dagum(names, groups, x, w):
    mean, found = np.average(x, weights=w), {"dagum_within": 0.0, "dagum_between": 0.0, "dagum_transvariation": 0.0}
    part = {}
    for name in names:
        own = groups == name
        p = w[own].sum() / w.sum()
        mu = np.average(x[own], weights=w[own])
        part[name] = (x[own], w[own] / w[own].sum(), p, p * mu / mean, mu)
        gini = mean_difference(*part[name][:2], *part[name][:2]) / (2 * mu)
        found["dagum_within"] += gini * p * part[name][3]
    for j, first in enumerate(names):
        for second in names[j + 1 :]:
            (xa, wa, pa, sa, ma), (xb, wb, pb, sb, mb) = part[first], part[second]
            gini = mean_difference(xa, wa, xb, wb) / (ma + mb)
            rich, poor = ((xa, wa), (xb, wb)) if ma > mb else ((xb, wb), (xa, wa))
            d, p = above(*rich, *poor), above(*poor, *rich)
            distance = (d - p) / (d + p)
            found["dagum_between"] += gini * (pa * sb + pb * sa) * distance
            found["dagum_transvariation"] += gini * (pa * sb + pb * sa) * (1 - distance)
            if {first, second} == set(names[:2]):
                found["pair_1_2"], found["distance_1_2"] = gini, distance
    return found


def theil_l(x, w):
    return np.average(np.log(np.average(x, weights=w) / x), weights=w)


def theil_t(x, w):
    ratio = x / np.average(x, weights=w)
    return np.average(ratio * np.log(np.where(ratio > 0, ratio, 1.0)), weights=w)


def split(names, groups, x, w, measure, shares):
    within = sum(shares(groups == name) * measure(x[groups == name], w[groups == name]) for name in names)
    means = np.array([np.average(x[groups == name], weights=w[groups == name]) for name in names])
    return within, measure(means, np.array([w[groups == name].sum() for name in names]))


def measures(groups, x, w):
    names = list(dict.fromkeys(groups))
    mean = np.average(x, weights=w)
    found = {"variation": np.sqrt(np.average((x - mean) ** 2, weights=w)) / mean}
    found["gini"] = mean_difference(x, w / w.sum(), x, w / w.sum()) / (2 * mean)
    found["theil_t"] = theil_t(x, w)
    of_sum = lambda own: (x[own] * w[own]).sum() / (x * w).sum()  # noqa: E731
    found["theil_t_within"], found["theil_t_between"] = split(names, groups, x, w, theil_t, of_sum)
    if (x > 0).all():
        found["theil_l"] = theil_l(x, w)
        of_weight = lambda own: w[own].sum() / w.sum()  # noqa: E731
        found["theil_l_within"], found["theil_l_between"] = split(names, groups, x, w, theil_l, of_weight)
    found.update(dagum(names, groups, x, w))
    if (w == w[0]).all():
        assert abs(found["gini"] - Gini(x).g) < 1e-12, (found["gini"], Gini(x).g)
        pysal = TheilD(x, groups)
        assert abs(found["theil_t"] - pysal.T) < 1e-10
        assert abs(found["theil_t_between"] - pysal.bg) < 1e-10 and abs(found["theil_t_within"] - pysal.wg) < 1e-10
    assert abs(sum(found[f"dagum_{part}"] for part in ("within", "between", "transvariation")) - found["gini"]) < 1e-12
    return found


with (HERE / "disparity_figures.csv").open("w", newline="\n") as figures, (HERE / "disparity.csv").open("w", newline="\n") as out:
    figures.write("case,group,figure,weight\n")
    out.write("case,measure,value\n")
    for case, groups, x, w in cases():
        csv.writer(figures, lineterminator="\n").writerows((case, g, a, b) for g, a, b in zip(groups, x, w))
        csv.writer(out, lineterminator="\n").writerows((case, name, f"{value:.17g}") for name, value in measures(groups, x, w).items())
