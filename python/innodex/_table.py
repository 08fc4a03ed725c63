"""A table of one's own, of whatever kind, as the calculator reads it: text as CSV (docs/formats.md, Panel).

What is a number in memory crosses with all its bits; what is text is read as the text of a CSV is. None, NaN and pandas' NA are
missing.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
import sys
from array import array
from collections.abc import Sequence
from decimal import Decimal
from numbers import Integral, Real
from typing import Any, NamedTuple

from ._asked import NAMES, PERIODS, WORDS, Asked
from ._frames import Given, Kind, of_text, opened
from ._period import is_missing, period_text, whole
from .error import InnodexError, problem, shown, utf8


class Table(NamedTuple):
    """A table, and what kind it was, so that answers can be of the same."""

    kind: Kind
    #: A CSV as it was given; the rest is empty then.
    given: bytes | None = None
    #: The columns that are text, as CSV.
    text: bytes = b""
    #: Of all columns in their order: the name where they are figures, null where they are text. JSON.
    names: str = "[]"
    #: Figures of eight bytes (little-endian), a column after the other.
    figures: bytes = b""
    #: What its rows are called, where they have labels.
    labels: Sequence[Any] | None = None

    @property
    def size(self) -> int:
        """Its bytes."""
        return sum(len(part or "") for part in self.parts())

    def parts(self) -> tuple[bytes | str | None, ...]:
        """All that is in it."""
        return self.given, self.text, self.names, self.figures

    def csv(self) -> bytes:
        """All of it as CSV, every digit of a number written (``repr``), so that it reads back to the bit."""
        if self.given is not None:
            return self.given
        header, *rows = csv.reader(io.StringIO(self.text.decode(), newline=""))
        texts = iter(zip(header, zip(*rows)) if rows else ((name, ()) for name in header))
        figures, length = iter(_numbers(self.figures)), len(rows)
        names, columns = [], []
        for name in json.loads(self.names):
            heading, cells = next(texts) if name is None else (name, [_digits(next(figures)) for _ in range(length)])
            names.append(heading)
            columns.append(cells)
        return _written(names, columns)


def read(given: Any, asked: Asked | None = None) -> Table:
    """The table of a frame of whatever kind, of a list of dicts, of a dict of columns, or of CSV text, bytes or a path.

    Raises:
        InnodexError: ``bad_frame`` where it is none of them, ``bad_period`` or ``not_a_number`` with the row and column.
    """
    asked = asked or Asked()
    if isinstance(given, str):
        wrong = of_text(given)
        if wrong is not None:
            raise wrong
        given = utf8(given)
    found = given if isinstance(given, bytes) else opened(given)
    if isinstance(found, bytes):
        asked.refuse_of_csv()
        return Table("dicts", found)
    try:
        named = asked.named(found)
        return _table(named, asked)
    except InnodexError as error:
        raise located(error, found.labels) from None


def located(error: InnodexError, labels: Sequence[Any] | None) -> InnodexError:
    """The error of a row of a frame, with its position and its label."""
    row = re.match(r"row (\d+)\b", error.place)
    if row is None or int(row[1]) < 2 or error.row is not None:
        return error
    at = int(row[1]) - 2
    return error.at_row(at, labels[at] if labels is not None and at < len(labels) else None)


def _table(given: Given, asked: Asked) -> Table:
    names, columns = given.names, given.columns
    for at, name in enumerate(names, 1):
        if not isinstance(name, str):
            raise problem(
                "bad_frame",
                (f"列名 {shown(name)} 不是文字。", f"The column name {shown(name)} is not text."),
                (
                    "请把列名改为文字，例如指标的 id；列是年份的宽表请先用 innodex.wide()。",
                    "Give the column a name that is text, such as the indicator's id; where columns are years, use innodex.wide() first.",
                ),
                f"row 1, column {at}",
            )
    names, columns = asked.chosen(names, columns)
    read = [_column(name.strip(), values) for name, values in zip(names, columns)]
    if all(isinstance(column, bytes) for column in read):  # nothing says who and when: the calculator says so
        read = [[_digits(figure) for figure in _numbers(column)] for column in read if isinstance(column, bytes)]
    texts = [(name, column) for name, column in zip(names, read) if not isinstance(column, bytes)]
    return Table(
        given.kind,
        labels=given.labels,
        text=_written([name for name, _ in texts], [column for _, column in texts]),
        names=json.dumps(
            [name if isinstance(column, bytes) else None for name, column in zip(names, read)], ensure_ascii=False
        ),
        figures=b"".join(column for column in read if isinstance(column, bytes)),
    )


def _written(names: list[str], columns: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO()
    # With both characters in its line ends the writer quotes either of them within a cell.
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([names] if names else [])
    writer.writerows(zip(*columns))
    return utf8(out.getvalue())


def _column(name: str, values: Any) -> list[str] | bytes:
    """The figures of a column of numbers, or every cell of any other as text."""
    figures = None if name in NAMES + PERIODS + WORDS else _figures(values)
    return _texts(name, listed(values)) if figures is None else figures


def listed(values: Any) -> list[Any]:
    if isinstance(values, list):
        return values
    for name in ("to_pylist", "tolist", "to_list"):  # of Arrow, of an array, of a polars series
        given = getattr(values, name, None)
        if given is not None:
            return list(given())
    return list(values)


def _figures(values: Any) -> bytes | None:
    """A column of numbers and of what is missing as float64; None for any other."""
    kind: Any = getattr(values, "dtype", None)
    if getattr(kind, "kind", "") in ("i", "u", "f") and hasattr(values, "isna"):  # pandas; of Arrow and nullable too
        floats: bytes = values.to_numpy(dtype="float64", na_value=math.nan).astype("<f8", copy=False).tobytes()
        return floats
    if hasattr(kind, "is_numeric") and kind.is_numeric() and not kind.is_decimal():
        polars = sys.modules["polars"]
        values = values.cast(polars.Float64)
    kind = getattr(values, "type", None)
    if hasattr(values, "cast") and kind is not None and re.match(r"u?int|float|double|halffloat", str(kind)):  # Arrow
        values = values.cast("float64", safe=False)
    return _of_numbers(listed(values))


def _of_numbers(values: list[Any]) -> bytes | None:
    kinds = set(map(type, values))
    if not kinds <= {float, int, type(None)}:
        return None
    if type(None) in kinds:
        values = [math.nan if value is None else value for value in values]
    try:
        figures = array("d", values)
    except OverflowError:
        return None  # as text the calculator says that it is too large
    if sys.byteorder == "big":
        figures.byteswap()
    return figures.tobytes()


def _numbers(figures: bytes) -> array[float]:
    numbers = array("d", figures)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _texts(column: str, values: list[Any]) -> list[str]:
    """Every cell as text. What stands in a column again and again is read once, where all is of one type: 1 and True are equal."""
    kinds = set(map(type, values))
    if kinds == {str}:
        return values
    if len(kinds) > 1 or kinds & {float, list, dict, set}:
        return [_cell(column, value, row) for row, value in enumerate(values, 2)]
    known: dict[Any, str] = {}
    try:
        return [
            known[value] if value in known else known.setdefault(value, _cell(column, value, row))
            for row, value in enumerate(values, 2)
        ]
    except TypeError:  # what cannot be told apart by a dict
        return [_cell(column, value, row) for row, value in enumerate(values, 2)]


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
        return _digits(float(value))
    except OverflowError:  # a fraction: the calculator says that it is too large
        return "inf"


def _digits(number: float) -> str:
    return "" if number != number else repr(number)[:-2] if number.is_integer() and abs(number) < 1e15 else repr(number)


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
