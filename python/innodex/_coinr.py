"""COINr's two tables, iData and iMeta, as a model (Becker and others 2022, JOSS 7(78), 4567)."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from . import _frames, _table
from ._engine import WORKBOOKS, Instance
from ._framework import Framework
from ._options import options
from ._paths import read_bytes
from ._period import is_missing, period_text, whole
from ._shape import Columns, frame
from .error import InnodexError, problem, shown
from .model import Model
from .result import Answer

__all__ = ["coinr", "read_coin_tool"]

TYPES = ("Indicator", "Aggregate", "Denominator", "Group", "Other")
NEEDED = ("iCode", "Level", "Weight", "Direction", "Parent", "Type")
#: Columns that are text, whatever stands in them.
TEXTS = ("uCode", "uName", "Time", "iCode", "iName", "Parent", "Denominator", "Unit", "Type")
#: The period of tables without a column Time, as the rest of innodex has it.
TIMELESS = "0000"

Row = dict[str, Any]


def coinr(data: Any, meta: Any, *, group: str | None = None, steps: Sequence[Mapping[str, Any]] | None = None) -> Model:
    r"""COINr's iData and iMeta as a model.

    Args:
        data, meta: both tables: frames, paths of CSV, or the texts of CSV.
        group: a column of iData (of the Type Group) by which means stand in for missing figures.
        steps: the steps of the method, as a framework has them. Where left out, those of COINr's own example: denominate; the
            mean of the group, or of all units, for what is missing; leave out units with less than 90 % of the indicators; at
            most five points winsorised, then a logarithm; min-max 0 to 100; arithmetic means.

    Returns:
        A model that ranks at the newest time; its framework is ``model.framework``.

    Raises:
        InnodexError: what is wrong, with table, row and column.

    >>> data = "uCode,a,b\nX,1,5\nY,3,2\nZ,2,9\n"
    >>> meta = '''iCode,Level,Parent,Weight,Direction,Type
    ... a,1,I,1,1,Indicator
    ... b,1,I,1,-1,Indicator
    ... I,2,,1,1,Aggregate
    ... '''
    >>> [(row["code"], row["rank"]) for row in coinr(data, meta).rank()]
    [('Y', 1), ('X', 2), ('Z', 3)]
    """
    elements = _elements(_rows(meta, "iMeta"))
    units = _rows(data, "iData")
    figures = [each["iCode"] for each in elements if each["Type"] in ("Indicator", "Denominator")]
    _needs(units, ["uCode", *figures], "iData")
    made = _tree(elements)
    groups = None if group is None else _groups(units, elements, group)
    for step in _example(groups) if steps is None else steps:
        members = {name: value for name, value in step.items() if name != "step"}
        made = getattr(made, str(step["step"]))(**members)
    timed = "Time" in units[0]
    panel = {
        "code": [_label(row, "uCode", at, "iData") for at, row in enumerate(units)],
        "unit": [str(row.get("uName") or row["uCode"]) for row in units],
        "period": [
            period_text(row["Time"], f"iData: row {at + 2}, column Time") if timed else TIMELESS
            for at, row in enumerate(units)
        ],
        **{code: [row[code] for row in units] for code in figures},
    }
    try:
        return Model(panel, made)
    except InnodexError as error:
        raise error if error.place.startswith("$") else _in_table(error) from None


def _rows(given: Any, name: str) -> list[Row]:
    """The rows of a table; what is empty or NA is missing."""
    if isinstance(given, os.PathLike):
        given = Path(given).read_bytes() if Path(given).exists() else _frames.opened(given)
    if isinstance(given, (bytes, str)):
        text = given.decode("utf-8-sig") if isinstance(given, bytes) else given
        rows: list[Row] = list(csv.DictReader(io.StringIO(text, newline="")))
    else:
        found = _frames.opened(given)
        assert isinstance(found, _frames.Given)
        columns = [_table.listed(column) for column in found.columns]
        rows = [dict(zip(map(str, found.names), row)) for row in zip(*columns)]
    if not rows:
        raise _wrong(
            "no_rows", name, "表中没有数据行。", "The table has no row.", "请给出 COINr 的表。", "Give COINr's table."
        )
    return [{key: None if _missing(value) else value for key, value in row.items()} for row in rows]


def _missing(value: Any) -> bool:
    return is_missing(value) or (isinstance(value, str) and value.strip() in ("", "NA"))


def _elements(rows: list[Row]) -> list[Row]:
    _needs(rows, NEEDED, "iMeta")
    known: set[str] = set()
    for at, row in enumerate(rows):
        row["iCode"] = _label(row, "iCode", at, "iMeta")
        if row["Type"] not in TYPES:
            raise _cell(at, "Type", row["Type"], "bad_parameter", "类型", "type", f"one of: {', '.join(TYPES)}")
        if row["iCode"] in known:
            raise _cell(
                at, "iCode", row["iCode"], "duplicate_row", "唯一的代码", "code that stands once", "another code"
            )
        known.add(row["iCode"])
        if row["Type"] in ("Indicator", "Aggregate"):
            for column in ("Level", "Weight", "Direction"):
                row[column] = _number(row[column], at, column)
            row["Level"] = int(row["Level"])
            if row["Direction"] not in (1, -1):
                raise _cell(at, "Direction", row["Direction"], "bad_parameter", "方向", "direction", "1 or -1")
    _check_tree([row for row in rows if row["Type"] in ("Indicator", "Aggregate")], rows)
    return rows


def _check_tree(tree: list[Row], rows: list[Row]) -> None:
    levels = {row["iCode"]: row["Level"] for row in tree}
    tops = [row for row in tree if row["Parent"] is None]
    if len(tops) != 1:
        said = ", ".join(row["iCode"] for row in tops) or "-"
        raise _wrong(
            "bad_parameter",
            "iMeta",
            f"没有上级的节点须恰有一个：{said}。",
            f"Exactly one element has no parent, not: {said}.",
            "请修改 Parent。",
            "Correct Parent.",
        )
    for at, row in enumerate(rows):
        if row in tree and row["Parent"] is not None and levels.get(str(row["Parent"])) != row["Level"] + 1:
            raise _cell(
                at, "Parent", row["Parent"], "unknown_node", "上一层的节点", "node one level above", "its iCode"
            )


def _tree(elements: list[Row]) -> Framework:
    top = next(row for row in elements if row["Type"] == "Aggregate" and row["Parent"] is None)
    under_top = [row for row in elements if row["Type"] == "Indicator" and row["Parent"] == top["iCode"]]
    root = {"id": top["iCode"], "name": _name(top), "children": [_leaf(row) for row in under_top]}
    made = Framework("coinr", name=_name(top), source="COINr iData, iMeta", root=root)
    for row in elements:
        if row["Type"] == "Indicator":
            below = row.get("Denominator")
            unit, direction = row.get("Unit"), row["Direction"]
            made = made.indicator(
                row["iCode"],
                name=_name(row),
                direction=1 if direction > 0 else -1,
                unit=None if unit is None else str(unit),
                numerator=row["iCode"] if below else None,
                denominator=str(below) if below else None,
            )
    groups = sorted((row for row in elements if row["Type"] == "Aggregate"), key=lambda row: -row["Level"])
    for group in groups:
        children = [row for row in elements if row["Type"] == "Indicator" and row["Parent"] == group["iCode"]]
        weights = {row["iCode"]: row["Weight"] for row in children}
        if group is top:
            continue
        parent = None if group["Parent"] == top["iCode"] else group["Parent"]
        made = made.dimension(group["iCode"], weights, weight=group["Weight"], parent=parent, name=_name(group))
    return made


def _leaf(row: Row) -> Row:
    return {"id": row["iCode"], "weight": row["Weight"]}


def _name(row: Row) -> str:
    return str(row.get("iName") or row["iCode"])


def _groups(units: list[Row], elements: list[Row], column: str) -> dict[str, str]:
    known = [row["iCode"] for row in elements if row["Type"] == "Group"]
    if column not in known or column not in units[0]:
        listed = ", ".join(known)
        raise _wrong(
            "unknown_column",
            "iMeta",
            f"没有分组列“{column}”。",
            f'There is no column of groups "{column}".',
            f"可选：{listed}。",
            f"Choose one of: {listed}.",
        )
    return {str(row["uCode"]): _label(row, column, at, "iData") for at, row in enumerate(units)}


def _example(groups: dict[str, str] | None) -> list[dict[str, Any]]:
    return [
        {"step": "denominate"},
        {"step": "impute", "method": "mean", **({"group": groups} if groups else {})},
        {"step": "screen", "available": 0.9},
        {"step": "treat", "method": "winsorise", "points": 5, "then": "log_shift"},
        {"step": "normalise", "method": "min_max"},
        {"step": "aggregate", "method": "arithmetic"},
    ]


def _needs(rows: list[Row], columns: Sequence[str], name: str) -> None:
    for column in columns:
        if column not in rows[0]:
            raise _wrong(
                "missing_column",
                name,
                f"缺少“{column}”列。",
                f'The column "{column}" is missing.',
                "请按 COINr 的表补上该列。",
                "Add it, as COINr's tables have it.",
            )


def _label(row: Row, column: str, at: int, name: str) -> str:
    value = row[column]
    text = value.strip() if isinstance(value, str) else whole(value)
    if not text:
        raise _cell(at, column, value, "empty_name", "名称", "name", "a name", name)
    return text


def _number(value: Any, at: int, column: str) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        raise _cell(at, column, value, "not_a_number", "数字", "number", "a number") from None


def _cell(at: int, column: str, value: Any, code: str, zh: str, en: str, use: str, name: str = "iMeta") -> InnodexError:
    place = f"{name}: row {at + 2}, column {column}"
    words = f"{shown(value)} 不是{zh}。", f"{shown(value)} is no {en}."
    return problem(code, words, ("请修改此处。", f"Put {use} there."), place)


def _wrong(code: str, name: str, zh: str, en: str, hint_zh: str, hint_en: str) -> InnodexError:
    return problem(code, (zh, en), (hint_zh, hint_en), name)


def _in_table(error: InnodexError) -> InnodexError:
    made = InnodexError(
        {
            "code": error.code,
            "place": f"iData: {error.place}".rstrip(": "),
            "message": error.message,
            "hint": error.hint,
        }
    )
    return made.at_row(error.row) if error.row is not None else made


def read_coin_tool(workbook: str | os.PathLike[str] | bytes) -> Answer:
    """The tables of a workbook of the JRC's COIN Tool (XLSX, XLSM), as :func:`coinr` takes them.

    Args:
        workbook: its path, or its bytes.

    Returns:
        ``{"data": ..., "meta": ...}``: COINr's iData and iMeta.

    Raises:
        InnodexError: what is wrong, with sheet and cell.
    """
    content = workbook if isinstance(workbook, bytes) else read_bytes(Path(workbook))
    instance = Instance(WORKBOOKS)
    try:
        data, meta = instance.ask("flat_workbook", content)
    finally:
        instance.close()
    about = {"question": "read_coin_tool"}
    return Answer({"data": _frame(data), "meta": _frame(meta)}, about)


def _frame(text: str) -> Any:
    """A CSV as a frame; a column of numbers alone is figures, codes stay text."""
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    table: dict[str, Any] = {}
    columns: Columns = {}
    for name, cells in zip(header, zip(*rows)):
        figures = None if name in TEXTS else _numbers(cells)
        table[name] = [None if cell in _absent(name) else _bare(cell) for cell in cells] if figures is None else figures
        columns[name] = "text" if figures is None else "number"
    return frame(table, columns, options.kind)


def _bare(cell: str) -> str:
    """A text without the apostrophe that keeps a spreadsheet from running it as a formula."""
    return cell[1:] if cell[0] == "'" and cell[1:2] in ("=", "+", "-", "@") else cell


def _absent(name: str) -> tuple[str, ...]:
    """What stands for nothing in a column of texts; a unit may be called NA (Namibia)."""
    return ("", "NA") if name in ("Parent", "Denominator") else ("",)


def _numbers(cells: Sequence[str]) -> list[float] | None:
    try:
        return [float(cell) if not _missing(cell) else float("nan") for cell in cells]
    except ValueError:
        return None
