"""The calculator's numbers as rows, and rows as frames of the kind that was given."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Sequence
from typing import Any, Literal

from . import _frames
from ._frames import Holds, Kind
from ._layout import Stuck
from ._layout import ranking_columns as ranking_columns_of
from .result import About, Answer, Rows

Row = dict[str, Any]
#: Names of columns with what they hold, in their order.
Columns = dict[str, Holds]

#: What the columns hold; NaN is missing, in text None.
Table = dict[str, Sequence[Any]]


def groups_below(nodes: Sequence[Row], at: int) -> list[int]:
    """The groups below a node, in tree order; indicators are none."""
    below: list[int] = []
    for i, node in enumerate(nodes):
        if not node["leaf"] and i != at and (node["parent"] == at or node["parent"] in below):
            below.append(i)
    return below


def ranking_columns(nodes: Sequence[Row], at: int, ties: str, compared: bool) -> Columns:
    """The columns of a ranking: those of the command line."""
    rank: Literal["number", "whole"] = "number" if ties == "fractional" else "whole"
    columns: Columns = {"code": "text", "unit": "text", "rank": rank, "score": "number"}
    columns.update({nodes[i]["id"]: "number" for i in groups_below(nodes, at)})
    columns["reason"] = "text"
    if compared:
        columns.update(rank_before=rank, score_before="number")
    return columns


def ranking_table(
    description: Row, reasons: list[Row], packed: array[float], at: int, columns: Columns, lang: str
) -> Table:
    """The columns of a ranking by a node."""
    units = description["units"]
    below = groups_below(description["nodes"], at)
    found = ranking_columns_of(packed)
    who = [units[int(number)] for number in found.unit]
    made: dict[str, Sequence[Any]] = {
        "code": [each["code"] for each in who],
        "unit": [name_of(each, lang) for each in who],
        "rank": found.rank,
        "score": found.score,
        **{description["nodes"][i]["id"]: scores for i, scores in zip(below, found.groups)},
        "reason": [reason_of(reasons, number) for number in found.reason],
        "rank_before": found.rank_before,
        "score_before": found.score_before,
    }
    return {name: made[name] for name in columns}


def with_changes(columns: Columns, table: Table, reasons: dict[str, str | None]) -> tuple[Columns, Table]:
    """A ranking with the change of rank since another period, below zero where a unit has risen, or with the reason."""
    why = [reasons.get(code) for code in table["code"]]
    pairs = zip(table["rank"], table["rank_before"], why)
    change = [math.nan if reason is not None else now - before for now, before, reason in pairs]
    rank = columns["rank"]
    return {**columns, "rank_change": rank, "change_reason": "text"}, {
        **table,
        "rank_change": change,
        "change_reason": why,
    }


def name_of(named: Row, lang: str) -> str:
    """A name in one language, or in the other where it is missing."""
    name: dict[str, str] = named["name"]
    return name[lang] or name["zh"] or name["en"]


def reason_of(reasons: list[Row], number: float) -> str | None:
    """The stable code of a reason, by number."""
    return None if number < 0 else reasons[int(number)]["id"]


def stuck_notes(description: Row, stuck: Stuck, lang: str) -> list[str]:
    """What should have moved and could not, in words."""
    units, columns = description["units"], description["columns"]
    notes = []
    for numbers in zip(*stuck):
        unit, indicator, because = map(int, numbers)
        who, what, why = (name_of(each, lang) for each in (units[unit], columns[indicator], columns[because]))
        if indicator == because:
            words = f"{who}：{what}没有数据，无法变化。", f"{who}: {what} has no figure and cannot change."
        else:
            words = (
                f"{who}：{what}未随{why}变动（数值缺失或为零）。",
                f"{who}: {what} did not move with {why} (missing or zero).",
            )
        notes.append(words[lang == "en"])
    return notes


def rows_of(table: Table, columns: Columns) -> list[Row]:
    """A table as a list of dicts; what is missing is None."""
    plain = [_plain(values, holds) for values, holds in zip(table.values(), columns.values())]
    return [dict(zip(table, row)) for row in zip(*plain)]


def _plain(values: Sequence[Any], holds: str) -> Sequence[Any]:
    if holds == "text":
        return values
    number: Callable[[float], float] = int if holds == "whole" else float
    return [None if value != value else number(value) for value in values]


def answered(answer: Row, kind: Kind, lang: str, about: About) -> Any:
    """The answer to a question: its lists of records as frames; where there is one list and nothing else, that frame."""
    shown = {name: _shown(value, kind, lang, about) for name, value in answer.items()}
    return shown["rows"] if list(shown) == ["rows"] else Answer(shown, about)


def _shown(value: Any, kind: Kind, lang: str, about: About) -> Any:
    if isinstance(value, dict):
        return (
            value[lang] or value["zh"]
            if set(value) == {"zh", "en"}
            else {k: _shown(v, kind, lang, about) for k, v in value.items()}
        )
    if not isinstance(value, list) or not value or not isinstance(value[0], dict) or set(value[0]) == {"zh", "en"}:
        return [_shown(each, kind, lang, about) for each in value] if isinstance(value, list) else value
    records = [{name: _shown(each, "dicts", lang, about) for name, each in record.items()} for record in value]
    return Rows(records, about) if kind == "dicts" else _frames.of_records(records, kind, about)


def frame(table: Table, columns: Columns, kind: Kind, about: About | None = None) -> Any:
    """A table as a frame of its kind, or as a list of dicts."""
    if kind == "dicts":
        return Rows(rows_of(table, columns), about)
    return _frames.made(table, list(columns.values()), kind, about or {})
