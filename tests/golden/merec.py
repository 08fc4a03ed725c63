"""MEREC weights computed without innodex, by pymcdm 1.4.0 and by a loop: python3 tests/golden/merec.py

Reads tests/oracle/asem/norm_minmax_1_100.csv (more is better everywhere, every column from 1 to 100) and writes
tests/golden/merec.csv: the weight of every indicator within its pillar. Needs pymcdm (pip install pymcdm==1.4.0).
"""

import csv
import math
import pathlib

import numpy
from pymcdm.weights import merec_weights

TESTS = pathlib.Path(__file__).parents[1]


def rows(path):
    return list(csv.DictReader((TESTS / path).open()))


def loop(columns):
    """The paper's formulas, 11 to 16, of criteria of which more is better."""
    terms = [[abs(math.log(min(column) / x)) for x in column] for column in columns]
    m, effects = len(columns), []
    for own in terms:
        effect = 0.0
        for unit in range(len(own)):
            all_of_it = sum(term[unit] for term in terms)
            without = sum(term[unit] for term in terms if term is not own)
            effect += abs(math.log(1 + without / m) - math.log(1 + all_of_it / m))
        effects.append(effect)
    return [effect / sum(effects) for effect in effects]


data = rows("oracle/asem/norm_minmax_1_100.csv")
pillars = {}
for line in rows("oracle/asem/meta.csv"):
    if line["Type"] == "Indicator":
        pillars.setdefault(line["Parent"], []).append(line["iCode"])
with (TESTS / "golden/merec.csv").open("w", newline="\n") as file:
    file.write("pillar,iCode,weight\n")
    for pillar, codes in pillars.items():
        columns = [[float(row[code]) for row in data] for code in codes]
        weights = merec_weights(numpy.array(columns).T, numpy.ones(len(codes), int))
        for code, weight, other in zip(codes, weights, loop(columns)):
            assert abs(weight - other) <= 1e-13 * other, (code, weight, other)
            file.write(f"{pillar},{code},{weight:.17g}\n")
