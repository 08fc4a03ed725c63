"""A table of one's own, of whatever kind, as the calculator reads it: text as CSV (docs/formats.md, Panel).

What is a number in memory crosses with all its bits; what is text is read as the text of a CSV is. None, NaN and pandas' NA are
missing.
"""

from __future__ import annotations

import csv
import io
import json
import math
import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from numbers import Integral, Real
from typing import Any, Literal, NamedTuple

from ._period import is_missing, period_text, whole
from .error import InnodexError, problem, shown, utf8

Kind = Literal["pandas", "polars", "dicts"]

#: Columns that say who and when, not how much.
NAMES = ("province", "code", "unit", "unit_level", "unit_parent", "unit_parent_name", "unit_group")
PERIODS = ("year", "period")
#: Of a table of cells: text.
WORDS = ("indicator", "note", "reason")


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


def read(given: Any) -> Table:
    """The table of a pandas or polars frame, of a list of dicts, of a dict of columns, or of CSV text or bytes.

    Raises:
        InnodexError: ``bad_frame`` where it is none of them, ``bad_period`` or ``not_a_number`` with the row and column.
    """
    if isinstance(given, (str, bytes)):
        return Table("dicts", utf8(given) if isinstance(given, str) else given)
    pandas, polars = sys.modules.get("pandas"), sys.modules.get("polars")
    if pandas is not None and isinstance(given, pandas.DataFrame):
        return _table("pandas", *_of_pandas(given))
    if polars is not None and isinstance(given, (polars.DataFrame, polars.LazyFrame)):
        frame = given.collect() if isinstance(given, polars.LazyFrame) else given
        return _table("polars", frame.columns, [frame[name] for name in frame.columns])
    if isinstance(given, Mapping):
        return _table("dicts", *_of_columns(given))
    if isinstance(given, Iterable):
        return _table("dicts", *_of_dicts(list(given)))
    raise _bad_frame(given)


def _of_pandas(frame: Any) -> tuple[list[Any], list[Any]]:
    """Named levels of the index are columns like others; one without a name only counts the rows."""
    levels = [(name, frame.index.get_level_values(at)) for at, name in enumerate(frame.index.names) if name is not None]
    names = [name for name, _ in levels] + list(frame.columns)
    return names, [values for _, values in levels] + [frame.iloc[:, at] for at in range(frame.shape[1])]


def _of_columns(given: Mapping[Any, Any]) -> tuple[list[Any], list[Any]]:
    columns = list(given.values())
    if not all(isinstance(column, Sequence) or hasattr(column, "__array__") for column in columns) or any(
        isinstance(column, (str, bytes)) for column in columns
    ):
        raise _bad_frame(given)
    try:
        lengths = sorted({len(column) for column in columns})
    except TypeError:  # an array of one number, which has none
        raise _bad_frame(given) from None
    if len(lengths) > 1:
        raise problem(
            "bad_frame",
            (
                f"各列长短不一：{lengths[0]} 至 {lengths[-1]} 行。",
                f"The columns are not of one length: {lengths[0]} to {lengths[-1]} rows.",
            ),
            ("请使每列的行数相同。", "Give every column a figure for every row, None where there is none."),
        )
    return list(given), columns


def _of_dicts(rows: list[Any]) -> tuple[list[Any], list[Any]]:
    if not all(isinstance(row, Mapping) for row in rows):
        raise _bad_frame(rows)
    names = list(dict.fromkeys(name for row in rows for name in row))
    return names, [[row.get(name) for row in rows] for name in names]


def _table(kind: Kind, names: list[Any], columns: list[Any]) -> Table:
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
    read = [_column(name.strip(), values) for name, values in zip(names, columns)]
    if all(isinstance(column, bytes) for column in read):  # nothing says who and when: the calculator says so
        read = [[_digits(figure) for figure in _numbers(column)] for column in read if isinstance(column, bytes)]
    texts = [(name, column) for name, column in zip(names, read) if not isinstance(column, bytes)]
    return Table(
        kind,
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
    return _texts(name, _listed(values)) if figures is None else figures


def _listed(values: Any) -> list[Any]:
    if isinstance(values, list):
        return values
    listed = getattr(values, "tolist", None) or getattr(values, "to_list", None)  # of an array, of a polars series
    return list(listed() if listed else values)


def _figures(values: Any) -> bytes | None:
    """A column of numbers and of what is missing as float64; None for any other."""
    kind: Any = getattr(values, "dtype", None)
    if getattr(kind, "kind", "") in ("i", "u", "f") and hasattr(values, "isna"):  # pandas; of Arrow and nullable too
        floats: bytes = values.to_numpy(dtype="float64", na_value=math.nan).astype("<f8", copy=False).tobytes()
        return floats
    if hasattr(kind, "is_numeric") and kind.is_numeric() and not kind.is_decimal():
        polars = sys.modules["polars"]
        values = values.cast(polars.Float64)
    return _of_numbers(_listed(values))


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


def _bad_frame(given: object) -> InnodexError:
    kind = type(given).__name__
    return problem(
        "bad_frame",
        (f"{kind} 不是可用的数据表。", f"{kind} is not a table that can be read."),
        (
            "请给出 pandas 或 polars 的 DataFrame、字典列表、由列组成的字典，或 CSV 文本。",
            "Give a pandas or polars DataFrame, a list of dicts, a dict of columns, or the text of a CSV.",
        ),
    )
