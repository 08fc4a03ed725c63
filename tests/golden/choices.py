"""How much hangs on choices, computed without innodex: python3 tests/golden/choices.py

Writes tests/golden/choices.json, of made-up tables with numpy alone: rank acceptabilities and central weights by 400,000 draws of
weights (Dirichlet with ones; what an order does not allow is thrown away), pairs that are reversed without a unit under
min-max and a weighted mean, and the ranks that a unit with missing figures could have.
"""

import itertools
import json
import pathlib

import numpy

random = numpy.random.default_rng(7)
DRAWS = 400_000


def smaa(table, pairs):
    units, criteria = table.shape
    weights = random.dirichlet(numpy.ones(criteria), DRAWS)
    for a, b in pairs:
        weights = weights[weights[:, a] >= weights[:, b]]
    ranks = (-(weights @ table.T)).argsort(axis=1).argsort(axis=1)
    shares = [[float((ranks[:, unit] == rank).mean()) for rank in range(units)] for unit in range(units)]
    first = [weights[ranks[:, unit] == 0] for unit in range(units)]
    central = [list(map(float, each.mean(axis=0))) if len(each) > 500 else None for each in first]
    counts = [len(each) for each in first]
    return dict(table=table.tolist(), order=pairs, draws=len(weights), shares=shares, central=central, first=counts)


def index(table, weights):
    low, high = numpy.nanmin(table, axis=0), numpy.nanmax(table, axis=0)
    scaled = (table - low) / (high - low)
    there = ~numpy.isnan(scaled)
    return numpy.nansum(scaled * weights, axis=1) / (there * weights).sum(axis=1)


def rank(scores):
    return [1 + int((scores > score).sum()) for score in scores]


def reversals(table, weights):
    nominal, found = index(table, weights), []
    for removed in range(len(table)):
        others = [unit for unit in range(len(table)) if unit != removed]
        scores = dict(zip(others, index(table[others], weights)))
        for a, b in itertools.permutations(others, 2):
            if nominal[a] > nominal[b] and scores[a] < scores[b]:
                found.append([removed, a, b])
    return dict(table=table.tolist(), weights=weights.tolist(), pairs=found)


def bounds(table, weights, directions):
    """Figures of which less is better are turned first, as min-max turns them."""
    turned, found = table * directions, []
    for unit in range(len(table)):
        gaps = numpy.isnan(turned[unit])
        row = [int(gaps.sum()), rank(index(turned, weights))[unit]]
        for extreme in (numpy.nanmax, numpy.nanmin):
            filled = turned.copy()
            filled[unit, gaps] = extreme(turned, axis=0)[gaps]
            row += [rank(index(filled, weights))[unit], float(index(filled, weights)[unit])]
        found.append(row)
    written = [[None if numpy.isnan(x) else x for x in row] for row in table.tolist()]
    return dict(table=written, weights=weights.tolist(), directions=directions.tolist(), units=found)


cases = [smaa(random.uniform(size=(6, 3)), []), smaa(random.uniform(size=(5, 4)), [])]
cases += [smaa(random.uniform(size=(5, 3)), [(0, 1), (1, 2)]), smaa(random.uniform(size=(6, 5)), [(0, 1), (0, 2), (3, 2)])]
holes = random.uniform(1, 9, size=(8, 4)).round(2)
for unit, criterion in [(0, 1), (2, 0), (2, 3), (5, 2), (7, 1)]:
    holes[unit, criterion] = numpy.nan
answers = dict(
    smaa=cases,
    reversals=[reversals(random.uniform(1, 9, size=(9, 4)).round(2), numpy.array([1.0, 2.0, 1.0, 3.0])) for _ in range(2)],
    bounds=bounds(holes, numpy.array([2.0, 1.0, 1.0, 1.0]), numpy.array([1, -1, 1, 1])),
)
lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(value)}" for name, value in answers.items())
(pathlib.Path(__file__).parent / "choices.json").write_text(f"{{\n{lines}\n}}\n")
