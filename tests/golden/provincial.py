"""Scores of the ready framework `provincial`, computed without innodex: python3 tests/golden/provincial.py

Reads data/provinces.csv and data/frameworks/provincial.json, and writes tests/golden/provincial.csv: the index and its
dimensions, a row a province and year, empty where missing. It knows what this framework asks for and no more: ratios,
natural logarithms, min-max from 0 to 100 over all years, means of those present where they are at least half.
"""

import csv
import json
import math
import pathlib

ROOT = pathlib.Path(__file__).parents[2]
framework = json.loads((ROOT / "data/frameworks/provincial.json").read_text())
rows = list(csv.DictReader((ROOT / "data/provinces.csv").open(encoding="utf-8-sig")))
denominate, treat, normalise, aggregate = framework["steps"]
assert (treat["method"], normalise["method"], normalise["scope"]) == ("none", "min_max", "all")


def figure(row, indicator):
    top, below = row[indicator["numerator"]], row[indicator["denominator"]]
    if not top or not below:
        return None
    ratio = float(top) * indicator["scale"] / float(below)
    if indicator["id"] not in treat["overrides"]:
        return ratio
    return math.log(ratio) if ratio > 0 else None


def mean(values):
    there = [v for v in values if v is not None]
    return sum(there) / len(there) if there and len(there) / len(values) >= aggregate["minimum_share"] else None


normalised = {}
for indicator in framework["indicators"]:
    assert indicator["direction"] == 1
    column = [figure(row, indicator) for row in rows]
    there = [x for x in column if x is not None]
    low, high = min(there), max(there)
    normalised[indicator["id"]] = [None if x is None else 100 * (x - low) / (high - low) for x in column]

with (ROOT / "tests/golden/provincial.csv").open("w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    groups = framework["tree"]["children"]
    writer.writerow(["code", "year", "index", *(group["id"] for group in groups)])
    for at, row in enumerate(rows):
        assert all(child["weight"] == 1 for group in groups for child in [group, *group["children"]])
        parts = [mean([normalised[leaf["id"]][at] for leaf in group["children"]]) for group in groups]
        cells = [mean(parts), *parts]
        writer.writerow([row["code"], row["year"], *("" if x is None else repr(x) for x in cells)])
