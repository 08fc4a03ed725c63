"""Takes packed answers apart, by columns. Made of crates/wasm/src/layout.rs by crates/wasm/examples/layout.rs; not to be edited."""

from __future__ import annotations

from array import array
from typing import NamedTuple


class Growth(NamedTuple):
    """The growth of an indicator, a row a unit, with the periods used."""

    value: array[float]
    reason: array[float]
    from_: array[float]
    to: array[float]


def growth(packed: array[float]) -> Growth:
    """The columns of a packed answer."""
    return Growth(
        packed[0::4],
        packed[1::4],
        packed[2::4],
        packed[3::4],
    )


class Stuck(NamedTuple):
    """The figures that should have moved and could not, with the one that they depend on."""

    unit: array[float]
    column: array[float]
    because_of: array[float]


def stuck(packed: array[float]) -> Stuck:
    """The columns of a packed answer."""
    return Stuck(
        packed[0::3],
        packed[1::3],
        packed[2::3],
    )


class RankingColumns(NamedTuple):
    """A ranking by its columns, in the order of ranks; then the score of every group below the node, in the order of the tree."""

    unit: array[float]
    rank: array[float]
    score: array[float]
    reason: array[float]
    rank_before: array[float]
    score_before: array[float]
    groups: list[array[float]]


def ranking_columns(packed: array[float]) -> RankingColumns:
    """The columns of a packed answer."""
    units, groups = (int(count) for count in packed[:2])
    return RankingColumns(
        packed[2 + 0 * units : 2 + 1 * units],
        packed[2 + 1 * units : 2 + 2 * units],
        packed[2 + 2 * units : 2 + 3 * units],
        packed[2 + 3 * units : 2 + 4 * units],
        packed[2 + 4 * units : 2 + 5 * units],
        packed[2 + 5 * units : 2 + 6 * units],
        [packed[2 + at * units : 2 + (at + 1) * units] for at in range(6, 6 + groups)],
    )
