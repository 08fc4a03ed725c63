"""A table of one's own, of whatever kind, as the CSV that the calculator reads (FORMATS: panel).

Numbers are written with every digit (``repr``), so that they read back to the bit; None, NaN and pandas' NA are empty.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Mapping
from decimal import Decimal
from numbers import Integral, Real
from typing import Any, Literal, NamedTuple

from ._period import is_missing, period_text, whole
from .error import InnodexError, problem, shown, utf8

Kind = Literal["pandas", "polars", "dicts"]

#: Columns that say who and when, not how much.
NAMES = ("province", "code", "unit")
PERIODS = ("year", "period")
#: Of a table of cells: text.
WORDS = ("indicator", "note", "reason")


class Table(NamedTuple):
    """A table as text, and what kind it was, so that answers can be of the same."""

    csv: bytes
    kind: Kind


def read(given: Any) -> Table:
    """The table of a pandas or polars frame, of a list of dicts, or of CSV text or bytes.

    Raises:
        InnodexError: ``bad_frame`` where it is none of them, ``bad_period`` or ``not_a_number`` with the row and column.
    """
    if isinstance(given, (str, bytes)):
        return Table(utf8(given) if isinstance(given, str) else given, "dicts")
    pandas, polars = sys.modules.get("pandas"), sys.modules.get("polars")
    if pandas is not None and isinstance(given, pandas.DataFrame):
        return Table(_csv(*_of_pandas(given)), "pandas")
    if polars is not None and isinstance(given, (polars.DataFrame, polars.LazyFrame)):
        frame = given.collect() if isinstance(given, polars.LazyFrame) else given
        return Table(_csv(frame.columns, [frame[name].to_list() for name in frame.columns]), "polars")
    if isinstance(given, Iterable) and not isinstance(given, Mapping):
        return Table(_csv(*_of_dicts(list(given))), "dicts")
    raise _bad_frame(given)


def _of_pandas(frame: Any) -> tuple[list[Any], list[list[Any]]]:
    """Named levels of the index are columns like others; one without a name only counts the rows."""
    levels = [(name, frame.index.get_level_values(at)) for at, name in enumerate(frame.index.names) if name is not None]
    names = [name for name, _ in levels] + list(frame.columns)
    return names, [values.tolist() for _, values in levels] + [
        frame.iloc[:, at].tolist() for at in range(frame.shape[1])
    ]


def _of_dicts(rows: list[Any]) -> tuple[list[Any], list[list[Any]]]:
    if not all(isinstance(row, Mapping) for row in rows):
        raise _bad_frame(rows)
    names = list(dict.fromkeys(name for row in rows for name in row))
    return names, [[row.get(name) for row in rows] for name in names]


def _csv(names: list[Any], columns: list[list[Any]]) -> bytes:
    for at, name in enumerate(names, 1):
        if not isinstance(name, str):
            raise problem(
                "bad_frame",
                (f"列名 {shown(name)} 不是文字。", f"The column name {shown(name)} is not text."),
                (
                    "请把列名改为文字，例如指标的 id。",
                    "Give the column a name that is text, such as the indicator's id.",
                ),
                f"row 1, column {at}",
            )
    cells = [
        [_cell(name.strip(), value, row) for row, value in enumerate(values, 2)] for name, values in zip(names, columns)
    ]
    out = io.StringIO()
    # With both characters in its line ends the writer quotes either of them within a cell.
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([names] if names else [])
    writer.writerows(zip(*cells))
    return utf8(out.getvalue())


def _cell(column: str, value: Any, row: int) -> str:
    if isinstance(value, str):
        return value
    place = f"row {row}, column {column}"
    if column in PERIODS:
        return period_text(value, place)
    if is_missing(value):
        return ""
    text = whole(value) if column in NAMES else None if column in WORDS else _figure(value)
    if text is None:
        raise _not_of_its_kind(column, value, place)
    return text


def _figure(value: Any) -> str | None:
    if isinstance(value, Decimal):
        return "" if value.is_nan() else str(value)
    if isinstance(value, Integral) or not isinstance(value, Real):
        return whole(value)
    try:
        return repr(float(value))
    except OverflowError:  # a fraction: the calculator says that it is too large
        return "inf"


def _not_of_its_kind(column: str, value: object, place: str) -> InnodexError:
    named = column in NAMES + WORDS
    kind = type(value).__name__
    return problem(
        "bad_frame" if named else "not_a_number",
        (
            f"{shown(value)}（{kind}）不是{'名称' if named else '数字'}。",
            f"{shown(value)} ({kind}) is not a {'name' if named else 'number'}.",
        ),
        ("请改为文字。", "Make it text.")
        if named
        else ("请填写数字；没有数据时请留空（None）。", "Put a number there, or None where there is none."),
        place,
    )


def _bad_frame(given: object) -> InnodexError:
    kind = type(given).__name__
    return problem(
        "bad_frame",
        (f"{kind} 不是可用的数据表。", f"{kind} is not a table that can be read."),
        (
            "请给出 pandas 或 polars 的 DataFrame、字典列表，或 CSV 文本。",
            "Give a pandas or polars DataFrame, a list of dicts, or the text of a CSV.",
        ),
    )
