"""Raw tables to a panel: by the module that a page has, or in a database, which keeps its rows."""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal, Union

from . import _raw, _table
from ._frames import Kind
from ._given import checked_lang
from ._paths import read_bytes
from ._raw import Panel, Remark
from ._shape import Columns, Row, Table, frame, name_of
from .error import InnodexWarning, problem, shown

__all__ = ["origin", "table"]

#: A file by its path, or several, or their contents by their names: bytes, or frames.
Files = Union[str, "os.PathLike[str]", Iterable[Any], Mapping[str, Any]]
#: What bytes or a frame without a name are called.
NAMELESS = "table.csv"


def table(
    plan: Any = None,
    files: Files | None = None,
    *,
    connection: Any = None,
    dialect: str | None = None,
    register: Any = None,
    reasons: bool = False,
    notes: bool = False,
    to: Literal["dicts", "pandas", "polars", "pyarrow"] | None = None,
    lang: str | None = None,
) -> Any:
    r"""What a plan makes of raw tables: a panel, as :func:`innodex.rank` reads it.

    Args:
        plan: a dict, JSON text or the path of a JSON file (docs/raw-tables.md). None takes every file as it is read.
        files: the path of a file, several paths, or a dict of contents by their names: bytes, or frames.
        connection: in place of files an open DuckDB connection or a Spark session, whose tables the plan's sources name
            (``"file"``: a table or view, Parquet or CSV files). Any other connection of Python's DB-API needs ``dialect``.
        dialect: the database behind ``connection``: ``"duckdb"``, ``"spark"``, ``"postgres"``, or one that sqlglot knows
            (``pip install innodex[sql]``).
        register: an office's own register of units (docs/raw-tables.md): the path of a CSV, its bytes, or a frame. China's
            cities and counties need none.
        reasons: whether a column behind each figure says why it is missing, ``"gdp (reason)"``.
        notes: whether a column behind each figure says what its mark does, ``"gdp (note)"``: estimated, provisional, what
            stands in the place of a missing one. Of a connection there are none.
        to: what is given back; left out, the kind of the frames among ``files``, or a list of dicts.
        lang: the language of names, ``"zh"`` or ``"en"``.

    Returns:
        ``code``, ``province`` or ``unit`` (with level, parent and group where a register knows them), ``year`` or
        ``period``, and a column for each figure. What was set apart, left out or not found is an :class:`InnodexWarning`, a
        line each.

    Raises:
        InnodexError: what waits for an answer, or is wrong, in a table or in the plan.

    >>> rows = table(None, {"gdp.csv": "省份,年份,产值（亿元）\n湖北,2022,10\n湖南,2022,20\n".encode()})
    >>> rows[0]["province"], rows[0]["产值"]
    ('湖北', 10.0)
    """
    written = _plan(plan)
    lang = checked_lang(lang)
    if (files is None) == (connection is None):
        raise problem(
            "bad_parameter",
            ("files 与 connection 须且只须给出一个。", "Give files or a connection, one of the two."),
            ("请给出文件，或给出数据库连接。", "Give the files, or the connection to a database."),
            "files",
        )
    own = None if register is None else _register(register, written)
    kind: Kind = "dicts"
    if connection is not None:
        from . import _sql

        made, remarks = _sql.run(written, _sql.database(connection, dialect), own)
    else:
        contents, kind = _contents(files)
        made, remarks = _raw.run(written, contents, own)
    said = [_line(remark, lang) for remark in remarks]
    if said:
        warnings.warn("\n".join(said), InnodexWarning, stacklevel=2)
    table, columns = _shaped(made, reasons, notes, lang)
    return frame(table, columns, to or kind)


def origin(
    plan: Any, files: Files, *, unit: str, period: str | int, indicator: str, register: Any = None
) -> list[dict[str, Any]]:
    r"""Where a figure of the panel that :func:`table` makes comes from.

    Args:
        plan, files, register: as :func:`table` takes them.
        unit: by code or name.
        period: 2022, ``"2022Q1"`` or ``"2022-03"``.
        indicator: the column of the figure.

    Returns:
        The cell that it is, or the first fifty of those that it was computed of, each a dict: ``file``, ``sheet`` (None where
        the file has no sheets), ``cell`` as a spreadsheet names it, ``row``, ``text`` as written, ``figure`` and ``period``
        that it is in its table, ``mark`` and ``note``. Empty where no cell is about the figure.

    Raises:
        InnodexError: what waits for an answer, or is wrong, in a table or in the plan.

    >>> files = {"gdp.csv": "省份,年份,产值（亿元）\n湖北,2022,10\n湖南,2022,20\n".encode()}
    >>> [(each["cell"], each["text"]) for each in origin(None, files, unit="湖南", period=2022, indicator="产值")]
    [('C3', '20')]
    """
    written = _plan(plan)
    own = None if register is None else _register(register, written)
    found = _raw.origin(written, _contents(files)[0], own, (str(unit), str(period), str(indicator)))
    cells = []
    for cell in found["cells"]:
        note = cell.pop("note") or {"mark": None, "text": None}
        cells.append({**cell, "mark": note["mark"], "note": note["text"]})
    return cells


def _line(remark: Remark, lang: str) -> str:
    place = f"{remark['place']}: " if remark["place"] else ""
    return f"{place}{remark['message'][lang]}"


def _plan(given: Any) -> str:
    if given is None:
        return "{}"
    try:
        if isinstance(given, os.PathLike) or (isinstance(given, str) and not given.lstrip().startswith("{")):
            return Path(given).read_text(encoding="utf-8")
        return given if isinstance(given, str) else json.dumps(given, allow_nan=False)
    except (OSError, TypeError, ValueError) as fault:
        raise problem(
            "bad_json",
            (f"方案无法读成 JSON：{fault}", f"The plan cannot be read as JSON: {fault}."),
            ("请给出字典、JSON 文本或文件路径。", "Give a dict, JSON text, or the path of a file."),
            "plan",
        ) from None


def _register(given: Any, plan: str) -> _raw.Named:
    """The register by its name: that of its file, or what the plan calls it."""
    contents, _ = _contents(given, "register")
    if len(contents) != 1:
        raise problem(
            "bad_parameter",
            (f"register 须为一个文件，给出了 {len(contents)} 个。", f"register is one file, not {len(contents)}."),
            ("请给出一个 CSV 文件的路径、其内容，或一个数据框。", "Give the path of one CSV, its bytes, or a frame."),
            "register",
        )
    ((name, content),) = contents
    if name == NAMELESS:
        with suppress(ValueError, TypeError, KeyError):  # what is wrong in a plan is told where it is read
            name = str(json.loads(plan)["register"]["file"])
    return name, content


def _contents(files: Any, place: str = "files") -> tuple[list[_raw.Named], Kind]:
    """Names and bytes, and the kind of the first frame among them."""
    if isinstance(files, (str, os.PathLike)):
        files = [files]
    if isinstance(files, Mapping):
        given = [(str(name), content) for name, content in files.items()]
    elif isinstance(files, Iterable) and not isinstance(files, bytes) and not hasattr(files, "columns"):
        given = [(Path(path).name, Path(path)) for path in (_path(each, place) for each in files)]
    else:
        given = [(NAMELESS, files)]
    kinds: list[Kind] = []
    contents = []
    for name, content in given:
        if isinstance(content, (os.PathLike, str)):
            contents.append((name, read_bytes(Path(content))))
        elif isinstance(content, bytes):
            contents.append((name, content))
        else:
            read = _table.read(content)
            kinds.append(read.kind)
            contents.append((name, read.csv()))
    return contents, kinds[0] if kinds else "dicts"


def _path(given: Any, place: str) -> Any:
    if isinstance(given, (str, os.PathLike)):
        return given
    raise problem(
        "bad_parameter",
        (f"{shown(given)} 不是文件路径。", f"{shown(given)} is not the path of a file."),
        (
            "请给出路径；内容请写成字典：{文件名: 内容}。",
            "Give paths; contents go in a dict by their names: {name: content}.",
        ),
        place,
    )


def _shaped(made: Panel, reasons: bool, notes: bool, lang: str) -> tuple[Table, Columns]:
    """The panel as columns, a row for each unit and period."""
    units, periods, size = made.units, made.periods, len(made.units) * len(made.periods)
    when = "year" if all(len(period) == 4 for period in periods) else "period"
    provincial = all(unit["provincial"] for unit in units)
    named: dict[str, list[str | None]] = {
        "code": [unit["code"] for unit in units],
        "province" if provincial else "unit": [name_of(unit, lang) for unit in units],
        **({} if provincial else _beside(units, lang)),
    }
    table: Table = {name: [word for word in words for _ in periods] for name, words in named.items()}
    table[when] = periods * len(units)
    columns: Columns = dict.fromkeys(table, "text")
    # From a unit's figures side by side to those of a period.
    order = [p * len(units) + u for u in range(len(units)) for p in range(len(periods))]
    for at, indicator in enumerate(made.indicators):
        values, why = made.values[at * size : (at + 1) * size], made.reasons[at * size : (at + 1) * size]
        table[indicator["id"]] = [values[place] for place in order]
        columns[indicator["id"]] = "number"
        if reasons:
            name = f"{indicator['id']} (reason)"
            table[name] = [why[place] for place in order]
            columns[name] = "text"
        if notes:
            name = f"{indicator['id']} (note)"
            table[name] = [made.notes.get(at * size + place) for place in order]
            columns[name] = "text"
    return table, columns


def _beside(units: list[Row], lang: str) -> dict[str, list[str | None]]:
    """What is known of units beside their names, as a panel's CSV has it."""
    parents = [unit["parent"] for unit in units]
    known: dict[str, list[str | None]] = {
        "unit_level": [unit["level"] for unit in units],
        "unit_parent": [parent and parent["code"] for parent in parents],
        "unit_parent_name": [parent and name_of(parent, lang) for parent in parents],
        "unit_group": [unit["group"] for unit in units],
    }
    return {name: words for name, words in known.items() if any(words)}
