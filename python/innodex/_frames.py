"""Frames of pandas, polars and pyarrow, and what else holds columns: into columns, and columns into a frame of the same kind."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, NamedTuple

from ._paths import read_bytes
from .error import InnodexError, problem, shown

Kind = Literal["pandas", "polars", "pyarrow", "dicts"]
#: What a column of an answer holds.
Holds = Literal["text", "whole", "number"]


class Given(NamedTuple):
    """A table's columns; what kind it was, so that answers can be of the same; and what its rows are called."""

    kind: Kind
    names: list[Any]
    columns: list[Any]
    #: By position, where rows have labels.
    labels: Sequence[Any] | None = None


def opened(given: Any) -> Given | bytes:
    """The columns of whatever kind of table; the bytes of a CSV by its path.

    Raises:
        InnodexError: ``bad_frame`` where it is no table.
    """
    if isinstance(given, os.PathLike):
        return _file(Path(given))
    pandas, polars, pyarrow = (sys.modules.get(name) for name in ("pandas", "polars", "pyarrow"))
    if pandas is not None and isinstance(given, pandas.DataFrame):
        return _of_pandas(given)
    if polars is not None and isinstance(given, (polars.DataFrame, polars.LazyFrame)):
        frame = given.collect() if isinstance(given, polars.LazyFrame) else given
        return Given("polars", frame.columns, [frame[name] for name in frame.columns])
    if pyarrow is not None and isinstance(given, (pyarrow.Table, pyarrow.RecordBatch)):
        return Given("pyarrow", list(given.schema.names), list(given.columns))
    if type(given).__name__ == "DuckDBPyRelation":
        return _of_duckdb(given)
    if getattr(getattr(given, "dtype", None), "names", None):  # an array of records
        return Given("dicts", list(given.dtype.names), [given[name] for name in given.dtype.names])
    if isinstance(given, Mapping):
        return Given("dicts", *_of_columns(given))
    if hasattr(given, "to_frame"):  # a series
        raise bad_frame(given)
    if hasattr(given, "__arrow_c_stream__") or type(given).__module__.partition(".")[0] == "narwhals":
        return _by_narwhals(given)
    if isinstance(given, Iterable):
        return Given("dicts", *_of_dicts(list(given), given))
    raise bad_frame(given)


def _file(path: Path) -> bytes:
    if path.suffix.lower() not in (".csv", ".txt", ".tsv", ""):
        raise problem(
            "bad_frame",
            (f"{path.name} 不是 CSV。", f"{path.name} is not a CSV."),
            (
                "工作簿等请先用 innodex.table(None, 路径) 读入。",
                "Read a workbook and the like by innodex.table(None, path) first.",
            ),
        )
    return read_bytes(path)


def _of_pandas(frame: Any) -> Given:
    """Named levels of the index are columns like others; one without a name is the units or periods where it can be nothing else."""
    names = [str(name) if name is not None else None for name in frame.index.names]
    levels = [frame.index.get_level_values(at) for at in range(len(names))]
    known = [name for name in [*names, *frame.columns] if isinstance(name, str)]
    found = [(name or _level_name(level, known), level) for name, level in zip(names, levels)]
    kept = [(name, level) for name, level in found if name is not None]
    columns = [frame.iloc[:, at] for at in range(frame.shape[1])]
    labels = None if _only_counts(frame.index) else frame.index
    return Given(
        "pandas", [*(name for name, _ in kept), *frame.columns], [*(level for _, level in kept), *columns], labels
    )


def _only_counts(index: Any) -> bool:
    return type(index).__name__ == "RangeIndex" and index.start == 0 and index.step == 1


def _level_name(level: Any, known: list[str]) -> str | None:
    kind = type(level).__name__
    if kind in ("PeriodIndex", "DatetimeIndex"):
        return None if {"year", "period"} & set(known) else "period"
    texts = kind in ("Index", "CategoricalIndex") and all(isinstance(each, str) for each in level.unique())
    return "unit" if texts and len(level) and not {"province", "code", "unit"} & set(known) else None


def _of_duckdb(relation: Any) -> Given:
    """As the relation's own exchange, Arrow, where it is installed."""
    try:
        import pyarrow
    except ImportError:
        rows = relation.fetchall()
        return Given(
            "dicts", list(relation.columns), [list(column) for column in zip(*rows)] or [[] for _ in relation.columns]
        )
    made = relation.to_arrow_table() if hasattr(relation, "to_arrow_table") else relation.arrow()
    table = made if isinstance(made, pyarrow.Table) else made.read_all()
    return Given("pyarrow", list(table.schema.names), list(table.columns))


def _by_narwhals(given: Any) -> Given:
    """Of any library that narwhals or the Arrow C interface knows."""
    narwhals: Any = sys.modules.get("narwhals")
    if narwhals is None:
        with suppress(ImportError):
            narwhals = import_module("narwhals")
    if narwhals is not None:
        frame: Any = narwhals.from_native(given, pass_through=True)
        if isinstance(frame, (narwhals.DataFrame, narwhals.LazyFrame)):
            if frame.implementation.is_pandas() or frame.implementation.is_polars():
                native = opened(frame.to_native())
                return native if isinstance(native, Given) else _unread(given)
            table = (frame.collect("pyarrow") if isinstance(frame, narwhals.LazyFrame) else frame).to_arrow()
            return Given("pyarrow", list(table.schema.names), list(table.columns))
    try:
        import pyarrow
    except ImportError:
        return _unread(given)
    table = pyarrow.table(given)
    return Given("pyarrow", list(table.schema.names), list(table.columns))


def _unread(given: Any) -> Given:
    kind = type(given).__name__
    raise problem(
        "bad_frame",
        (f"读取 {kind} 需要 narwhals 或 pyarrow。", f"To read {kind}, narwhals or pyarrow is needed."),
        ("请运行 pip install narwhals pyarrow。", "Run pip install narwhals pyarrow."),
    )


def _of_columns(given: Mapping[Any, Any]) -> tuple[list[Any], list[Any]]:
    columns = list(given.values())
    if not all(isinstance(column, Sequence) or hasattr(column, "__array__") for column in columns) or any(
        isinstance(column, (str, bytes)) for column in columns
    ):
        raise bad_frame(given)
    try:
        lengths = sorted({len(column) for column in columns})
    except TypeError:  # an array of one number, which has none
        raise bad_frame(given) from None
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


def _of_dicts(rows: list[Any], given: Any) -> tuple[list[Any], list[Any]]:
    if not all(isinstance(row, Mapping) for row in rows):
        raise bad_frame(given)
    names = list(dict.fromkeys(name for row in rows for name in row))
    return names, [[row.get(name) for row in rows] for name in names]


def bad_frame(given: object) -> InnodexError:
    """The error of what is no table; the type that is named is the one given."""
    kind = type(given).__name__
    hint = ("请给出 pandas、polars、pyarrow 的表、字典列表、由列组成的字典，或 CSV 文本。",)
    english = ("Give a frame of pandas, polars or pyarrow, a list of dicts, a dict of columns, or the text of a CSV.",)
    if isinstance(given, (int, float)) and not isinstance(given, bool):
        hint = (f"时期请写成 period={given!r}。",)
        english = (f"Did you mean period={given!r}?",)
    elif kind == "Series":
        hint, english = ("请用 .to_frame() 转为数据框。",), ("Make it a frame by .to_frame().",)
    return problem(
        "bad_frame", (f"{kind} 不是可用的数据表。", f"{kind} is not a table that can be read."), (hint[0], english[0])
    )


def of_text(text: str) -> InnodexError | None:
    """What is wrong with a text that has no line end, and so is no CSV; None where it may be one."""
    if "\n" in text or "\r" in text or not text.strip():
        return None
    return problem(
        "bad_frame",
        (f"{shown(text)} 不是 CSV 文本。", f"{shown(text)} is not the text of a CSV."),
        (
            "文件请用 pathlib.Path；指标体系请写 framework=，指标请写 indicator=。",
            "For a file use pathlib.Path; a framework is framework=, an indicator indicator=.",
        ),
    )


def made(table: Mapping[str, Sequence[Any]], holds: Sequence[Holds], kind: Kind, about: Mapping[str, Any]) -> Any:
    """Columns as a frame; NaN is missing."""
    if kind == "pandas":
        return _pandas(table, holds, about)
    if kind == "pyarrow":
        import pyarrow

        types = {"text": pyarrow.string(), "whole": pyarrow.int64(), "number": pyarrow.float64()}
        return pyarrow.table(
            {name: pyarrow.array(_plain(values, of), types[of]) for (name, values), of in zip(table.items(), holds)}
        )
    import polars

    _name_space(polars)
    series = []
    for (name, values), of in zip(table.items(), holds):
        if of == "text":
            series.append(polars.Series(name, values, dtype=polars.String))
        else:
            numbers = polars.Series(name, list(values), dtype=polars.Float64).fill_nan(None)
            series.append(numbers.cast(polars.Int64) if of == "whole" else numbers)
    return polars.DataFrame(series)


def _pandas(table: Mapping[str, Sequence[Any]], holds: Sequence[Holds], about: Mapping[str, Any]) -> Any:
    import pandas

    _name_space(pandas)
    types: dict[Holds, Any] = {"whole": "Int64", "number": "float64", "text": None}
    frame = pandas.DataFrame(
        {
            name: pandas.Series(pandas.array(values, dtype=types[of]) if of == "whole" else values, dtype=types[of])
            for (name, values), of in zip(table.items(), holds)
        }
    )
    frame.attrs["innodex"] = dict(about)
    return frame


def of_records(records: list[dict[str, Any]], kind: Kind, about: Mapping[str, Any]) -> Any:
    """Records as a frame."""
    if kind == "pandas":
        import pandas

        _name_space(pandas)
        frame = pandas.DataFrame.from_records(records)
        frame.attrs["innodex"] = dict(about)
        return frame
    if kind == "pyarrow":
        import pyarrow

        return pyarrow.Table.from_pylist(records)
    import polars

    _name_space(polars)
    return polars.DataFrame(records, infer_schema_length=None)


def _plain(values: Sequence[Any], holds: Holds) -> list[Any]:
    if holds == "text":
        return list(values)
    return [None if value != value else int(value) if holds == "whole" else value for value in values]


def _name_space(library: Any) -> None:
    """Lets the library's frames have ``frame.innodex``."""
    if hasattr(library.DataFrame, "innodex"):
        return
    from .result import Accessor

    if library.__name__ == "pandas":
        library.api.extensions.register_dataframe_accessor("innodex")(Accessor)
    else:
        library.api.register_dataframe_namespace("innodex")(Accessor)
