"""The calculator's numbers as rows, and rows as frames of the kind that was given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

from ._table import Kind

Row = dict[str, Any]
#: Names of columns with what they hold, in their order.
Columns = dict[str, Literal["text", "whole", "number"]]

#: Numbers of a row before the children's scores (packed() in src/wasm/mod.rs).
HEAD = 7


def or_none(number: float) -> float | None:
    """A figure that is not there is None."""
    return None if number != number else number


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


def ranking_rows(
    description: Row, reasons: list[Row], ask: Callable[[str], tuple[float, ...]], at: int, columns: Columns, lang: str
) -> list[Row]:
    """The rows of a ranking; `ask` ranks by a node, and every answer has the scores of that node's children."""
    nodes, units = description["nodes"], description["units"]
    below = groups_below(nodes, at)
    answers = {
        parent: _units(nodes, parent, ask(nodes[parent]["id"])) for parent in {at, *(nodes[i]["parent"] for i in below)}
    }
    rows = []
    for number, (_, rank, score, _, reason, rank_before, score_before, _) in answers[at].items():
        whole = int if columns["rank"] == "whole" else float
        row: Row = {
            "code": units[number]["code"],
            "unit": name_of(units[number], lang),
            "rank": None if rank != rank else whole(rank),
            "score": or_none(score),
            **{nodes[i]["id"]: answers[nodes[i]["parent"]][number][-1][i] for i in below},
            "reason": reason_of(reasons, reason),
            "rank_before": None if rank_before != rank_before else whole(rank_before),
            "score_before": or_none(score_before),
        }
        rows.append({name: row[name] for name in columns})
    return rows


def _units(nodes: Sequence[Row], parent: int, packed: tuple[float, ...]) -> dict[int, tuple[Any, ...]]:
    """A packed ranking by unit, in its order: the numbers of the head, and the scores of the children by node."""
    children = [i for i, node in enumerate(nodes) if node["parent"] == parent]
    stride = HEAD + len(children) * (2 if packed[1] else 1)
    found = {}
    for start in range(2, len(packed), stride):
        scores = {i: or_none(packed[start + HEAD + c]) for c, i in enumerate(children)}
        found[int(packed[start])] = (*packed[start : start + HEAD], scores)
    return found


def name_of(named: Row, lang: str) -> str:
    """A name in one language, or in the other where it is missing."""
    name: dict[str, str] = named["name"]
    return name[lang] or name["zh"] or name["en"]


def reason_of(reasons: list[Row], number: float) -> str | None:
    """The stable code of a reason, by number."""
    return None if number < 0 else reasons[int(number)]["id"]


def stuck_notes(description: Row, packed: tuple[float, ...], lang: str) -> list[str]:
    """What should have moved and could not, in words."""
    units, columns = description["units"], description["columns"]
    notes = []
    for at in range(0, len(packed), 3):
        unit, indicator, because = (int(number) for number in packed[at : at + 3])
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


def frame(rows: list[Row], columns: Columns, kind: Kind) -> Any:
    """Rows as a pandas or polars frame, or as they are."""
    if kind == "dicts":
        return rows
    values = {name: [row[name] for row in rows] for name in columns}
    if kind == "pandas":
        import pandas

        types = {"whole": "Int64", "number": "float64", "text": None}
        return pandas.DataFrame(
            {name: pandas.Series(values[name], dtype=types[holds]) for name, holds in columns.items()}
        )
    import polars

    schema = {"whole": polars.Int64, "number": polars.Float64, "text": polars.String}
    return polars.DataFrame(values, schema={name: schema[holds] for name, holds in columns.items()})
