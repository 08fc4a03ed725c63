"""Groups computed without innodex, by scipy and numpy: python3 tests/golden/groups.py

Writes tests/golden/groups/panel.csv, made-up figures of fourteen units with gaps and ties, and what scipy's `seuclidean`
and `rankdata` and numpy's `percentile` make of them: distance.csv (of every unit from u03, and why it has none), profile.csv
(u03 beside its group `b`), within.csv (ranks of the mean of five min-max figures within each group).
"""

import csv
import pathlib

import numpy
from scipy.spatial.distance import cdist
from scipy.stats import rankdata

HERE = pathlib.Path(__file__).parent / "groups"
COLUMNS, DIRECTION = ["x1", "x2", "x3", "x4", "x5"], numpy.array([1, 1, -1, 1, -1])


def panel():
    random = numpy.random.default_rng(20261130)
    figures = numpy.round(random.lognormal(3, 0.8, (14, 5)), 1)
    figures[1, 2] = figures[6, 0] = figures[9, 4] = numpy.nan
    figures[4, 1] = figures[3, 1]
    figures[5] = figures[3]
    groups = ["a" if at % 3 == 0 and at != 3 else "b" for at in range(14)]
    return [f"u{at:02}" for at in range(14)], groups, figures


def write(name, header, rows):
    with (HERE / name).open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([["" if isinstance(x, float) and numpy.isnan(x) else x for x in row] for row in rows])


def main():
    codes, groups, figures = panel()
    write("panel.csv", ["code", "unit", "unit_group", "year", *COLUMNS], [
        [code, code, group, 2022, *map(float, row)] for code, group, row in zip(codes, groups, figures)])
    towards = figures * DIRECTION
    low, high = numpy.nanmin(towards, 0), numpy.nanmax(towards, 0)
    scaled = 100 * (towards - low) / (high - low)
    variance = numpy.nanvar(scaled, axis=0, ddof=1)
    distance = cdist(scaled[3:4], scaled, "seuclidean", V=variance)[0]
    write("distance.csv", ["code", "distance"], zip(codes, map(float, distance)))
    score = numpy.nanmean(scaled, axis=1)
    rows = []
    for group in ["a", "b"]:
        own = [at for at, name in enumerate(groups) if name == group]
        ranks = rankdata(-score[own], "min")
        rows += [[codes[at], group, float(score[at]), int(rank)] for at, rank in zip(own, ranks)]
    write("within.csv", ["code", "group", "score", "rank"], rows)
    own = [at for at, name in enumerate(groups) if name == "b"]
    rows = []
    for at, column in enumerate(COLUMNS):
        x = figures[own, at]
        rank = rankdata(-x * DIRECTION[at], "min", nan_policy="omit")[own.index(3)]
        everyone = rankdata(-figures[:, at] * DIRECTION[at], "min", nan_policy="omit")[3]
        five = numpy.nanpercentile(x, [0, 25, 50, 75, 100])
        rows.append([column, int(rank), int(everyone), int(numpy.isfinite(x).sum()), *map(float, five)])
    write("profile.csv", ["indicator", "rank", "rank_all", "among", "least", "q1", "median", "q3", "greatest"], rows)


main()
