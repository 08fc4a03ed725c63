"""Weights of pairwise judgements computed without innodex: python3 tests/golden/ahp.py

Writes tests/golden/ahp.json: matrices with weights by the principal eigenvector and by geometric means, the principal
eigenvalue and the consistency ratio. Complete ones by pyDecision 5.1.8 and ahpy 2.1 (by Saaty's random index), which have to
agree (ahpy's table of random indices is that of Saaty 2005, so its ratio is turned back into the index); incomplete ones by numpy: Harker's matrix, and least squares of logarithms. (ahpy completes a matrix in another way:
by the eigenvalue that is least.) Needs numpy, pyDecision==5.1.8 and ahpy==2.1.
"""

import itertools
import json
import pathlib

import ahpy
import numpy
from pyDecision.algorithm import ahp_method

# Saaty (1990), How to make a decision: choosing a school. Printed: .32 .14 .03 .13 .24 .14.
SCHOOL = """1 4 3 1 3 4
1/4 1 7 3 1/5 1
1/3 1/7 1 1/5 1/5 1/6
1 1/3 5 1 1 1/3
1/3 5 5 1 1 3
1/4 1 6 3 1/3 1"""
# Saaty (1980): the wealth of seven nations. Printed: .427 .230 .021 .052 .052 .123 .094, lambda 7.61.
WEALTH = """1 4 9 6 6 5 5
1/4 1 7 5 5 3 4
1/9 1/7 1 1/5 1/5 1/7 1/5
1/6 1/5 5 1 1 1/3 1/3
1/6 1/5 5 1 1 1/3 1/3
1/5 1/3 7 3 3 1 2
1/5 1/4 5 3 3 1/2 1"""
SCALE = [1 / 9, 1 / 7, 1 / 5, 1 / 3, 1 / 2, 1, 2, 3, 5, 7, 9]
# ahpy's.
RANDOM_INDEX_2005 = {3: 0.52, 4: 0.89, 5: 1.11, 6: 1.25, 7: 1.35, 8: 1.40, 9: 1.45, 15: 1.59}


def read(text):
    number = lambda cell: eval(cell, {"__builtins__": {}})
    return numpy.array([[float(number(cell)) for cell in line.split()] for line in text.splitlines()])


def drawn(random, n):
    matrix = numpy.ones((n, n))
    for i, j in itertools.combinations(range(n), 2):
        matrix[i, j] = random.choice(SCALE)
        matrix[j, i] = 1 / matrix[i, j]
    return matrix


def eigen(matrix):
    values, vectors = numpy.linalg.eig(matrix)
    at = numpy.argmax(values.real)
    weights = vectors[:, at].real
    return weights / weights.sum(), values[at].real


def complete(matrix):
    n = len(matrix)
    weights, ratio = ahp_method(matrix, "me")
    geometric, _ = ahp_method(matrix, "g")
    pairs = {(str(i), str(j)): matrix[i, j] for i, j in itertools.combinations(range(n), 2)}
    other = ahpy.Compare("x", pairs, precision=12, random_index="saaty", iterations=1000, tolerance=1e-14)
    assert max(abs(other.target_weights[str(i)] - weights[i]) for i in range(n)) < 1e-9
    eigenvalue = eigen(matrix)[1]
    theirs = other.consistency_ratio * RANDOM_INDEX_2005[n] * (n - 1) + n
    assert abs(theirs - eigenvalue) < 1e-8, (theirs, eigenvalue)
    return dict(weights=list(weights), eigenvalue=eigenvalue, geometric=list(geometric), ratio=max(ratio, 0))


def incomplete(matrix):
    n = len(matrix)
    harker = numpy.where(numpy.isnan(matrix), 0.0, matrix)
    numpy.fill_diagonal(harker, 1 + numpy.isnan(matrix).sum(axis=1))
    weights, eigenvalue = eigen(harker)
    rows, logs = [], []
    for i, j in itertools.combinations(range(n), 2):
        if not numpy.isnan(matrix[i, j]):
            rows.append([(k == i) - (k == j) for k in range(n)])
            logs.append(numpy.log(matrix[i, j]))
    found = numpy.exp(numpy.linalg.lstsq(numpy.array(rows, float), numpy.array(logs), rcond=None)[0])
    return dict(weights=list(weights), eigenvalue=eigenvalue, geometric=list(found / found.sum()))


random = numpy.random.default_rng(20260)
cases = [("school", read(SCHOOL)), ("wealth", read(WEALTH))]
cases += [(f"drawn {n}", drawn(random, n)) for n in (3, 4, 5, 9, 15)]
answers = [dict(name=name, matrix=matrix.tolist(), **complete(matrix)) for name, matrix in cases]
for n, gaps in [(4, 2), (6, 5), (8, 12), (5, 6)]:
    matrix = drawn(random, n)
    # A chain stays, so that all hang together.
    others = [(i, j) for i, j in itertools.combinations(range(n), 2) if j > i + 1]
    for at in random.permutation(len(others))[:gaps]:
        i, j = others[at]
        matrix[i, j] = matrix[j, i] = numpy.nan
    written = [[None if numpy.isnan(x) else x for x in row] for row in matrix.tolist()]
    answers.append(dict(name=f"drawn {n} without {gaps}", matrix=written, **incomplete(matrix)))
lines = ",\n".join(json.dumps(answer) for answer in answers)
(pathlib.Path(__file__).parent / "ahp.json").write_text(f"[\n{lines}\n]\n")
