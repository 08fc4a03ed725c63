"""How packed answers are taken apart, and what a question with a former period is answered."""

from __future__ import annotations

from array import array
from math import nan

import innodex
from innodex import _layout


def test_a_ranking_is_taken_apart_by_its_columns() -> None:
    found = _layout.ranking_columns(array("d", [2, 1, 4, 3, 1, 2, 80, 70, -1, -1, 2, 1, 75, 71, 60, 65]))
    assert [list(column) for column in found[:6]] == [[4, 3], [1, 2], [80, 70], [-1, -1], [2, 1], [75, 71]]
    assert [list(group) for group in found.groups] == [[60, 65]]


def test_a_ranking_of_nobody_has_its_columns_too() -> None:
    found = _layout.ranking_columns(array("d", [0, 3]))
    assert [len(column) for column in found[:6]] == [0] * 6
    assert [len(group) for group in found.groups] == [0] * 3


def test_rows_are_taken_apart_by_their_columns() -> None:
    found = _layout.growth(array("d", [0.5, -1, 0, 1, nan, 3, -1, 1]))
    assert found.value[0] == 0.5
    assert (list(found.reason), list(found.from_), list(found.to)) == ([-1, 3], [0, -1], [1, 1])
    assert [list(column) for column in _layout.stuck(array("d", [1, 2, 3, 4, 5, 6]))] == [[1, 4], [2, 5], [3, 6]]


ROWS = [
    {"unit": unit, "year": year, "x": x, "y": None if year == 2020 else y}
    for year in (2020, 2021, 2022)
    for unit, x, y in (("A", 1, 9), ("B", 2, 5), ("C", 3, 1))
]


def test_ranks_of_periods_with_other_indicators_are_not_compared() -> None:
    """As in JavaScript: a rank that changed may have changed for that alone."""
    framework = {
        "id": "f",
        "indicators": [{"id": "x", "direction": 1}, {"id": "y", "direction": 1}],
        "tree": {"id": "index", "children": [{"id": "x"}, {"id": "y"}]},
        "steps": [
            {"step": "normalise", "method": "min_max"},
            {"step": "aggregate", "method": "arithmetic", "minimum_share": 0.5},
        ],
    }
    with innodex.Model(ROWS, framework) as model:
        assert [row["rank_before"] for row in model.rank(2022, compare=2021)] == [1, 1, 1]
        assert [row["rank_before"] for row in model.rank(2022, compare=2020)] == [None, None, None]
        same, other = model.rank(2022, compare=2021), model.rank(2022, compare=2020)
        assert [(row["rank_change"], row["change_reason"]) for row in same] == [(0, None)] * 3
        assert [(row["rank_change"], row["change_reason"]) for row in other] == [(None, "other_indicators")] * 3
        assert "change_reason" not in model.rank(2022)[0]
