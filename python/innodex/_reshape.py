"""Long and wide tables into the form that a model reads: a row for each unit and period, a column for each indicator."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Union

from . import _table
from ._asked import NAMES, PERIODS, Asked
from ._frames import Given, opened
from ._period import is_missing, period_text, whole
from ._shape import frame
from .error import InnodexError, problem, shown

__all__ = ["long", "wide"]

#: A column, or several that name a unit together with what is known of it.
Names = Union[str, Sequence[str]]
PERIOD = re.compile(r"\d{4}(Q[1-4]|-\d\d)?")


def long(df: Any, *, unit: str, period: str, indicator: str, value: str, frequency: str | None = None) -> Any:
    """A long table, a row for each figure, as :class:`innodex.Model` reads it.

    Args:
        df: a frame of any kind.
        unit, period, indicator, value: its columns.
        frequency: ``"year"``, ``"quarter"`` or ``"month"``: dates stand for these.

    Returns:
        A frame of the same kind: units, periods, and a column for each indicator; None where a figure is missing.

    Raises:
        InnodexError: a figure that stands there twice, or is no number, with its row.

    >>> rows = [{"place": "A", "year": 2022, "what": "gdp", "figure": 5}, {"place": "B", "year": 2022, "what": "gdp", "figure": 7}]
    >>> long(rows, unit="place", period="year", indicator="what", value="figure")[1]
    {'unit': 'B', 'year': '2022', 'gdp': 7.0}
    """
    given = _columns(df)
    named = Asked(frequency=frequency, period=period).named(given)
    at = {name: _place(given, name) for name in (unit, period, indicator, value)}
    who = _labels(given.columns[at[unit]], unit, given)
    when = [
        period_text(each, f"row {row}, column {period}") for row, each in enumerate(_list(named.columns[at[period]]), 2)
    ]
    what = _labels(given.columns[at[indicator]], indicator, given)
    figures = _figures(given, given.columns[at[value]], value)
    return _panel(given, list(zip(who, when, what, figures)), unit, period)


def wide(df: Any, *, unit: str, indicator: str, periods: Sequence[Any] | None = None) -> Any:
    """A wide table, whose columns are periods (2021, 2022, ...), as :class:`innodex.Model` reads it.

    Args:
        df: a frame of any kind.
        unit: its column of units.
        indicator: its column of indicators; or, where all figures are of one, the name of that.
        periods: its columns that are periods; those that look like ``2022``, ``2022Q1`` or ``2022-03`` where left out.

    Returns, Raises:
        As :func:`long`.

    >>> wide([{"place": "A", "2021": 5, "2022": 6}], unit="place", indicator="gdp")
    [{'unit': 'A', 'period': '2021', 'gdp': 5.0}, {'unit': 'A', 'period': '2022', 'gdp': 6.0}]
    """
    given = _columns(df)
    chosen = [each for each in given.names if PERIOD.fullmatch(_name(each))] if periods is None else list(periods)
    if not chosen:
        raise problem(
            "bad_frame",
            ("没有以时期为名的列。", "No column is named by a period."),
            ("请用 periods= 指明列。", "Name the columns by periods=."),
            "periods",
        )
    who = _labels(given.columns[_place(given, unit)], unit, given)
    named = indicator in given.names
    what = _labels(given.columns[_place(given, indicator)], indicator, given) if named else [indicator] * len(who)
    cells = []
    for name in chosen:
        figures = _figures(given, given.columns[_place(given, name)], _name(name))
        cells += [(u, period_text(name), i, figure) for u, i, figure in zip(who, what, figures)]
    return _panel(given, cells, unit, "period")


def _columns(df: Any) -> Given:
    given = opened(df) if not isinstance(df, (str, bytes)) else df
    if isinstance(given, Given):
        return given
    raise problem(
        "bad_frame",
        ("CSV 文本不能在此转换。", "The text of a CSV cannot be turned here."),
        ("请先读成数据框，或用 innodex.table。", "Read it into a frame first, or use innodex.table."),
    )


def _name(name: Any) -> str:
    return name if isinstance(name, str) else whole(name) or str(name)


def _place(given: Given, name: Any) -> int:
    names = [_name(each) for each in given.names]
    if _name(name) in names:
        return names.index(_name(name))
    listed = ", ".join(names)
    raise problem(
        "unknown_column",
        (f"数据中没有“{name}”列。", f'The data have no column "{name}".'),
        (f"可选：{listed}。", f"Choose one of: {listed}."),
        str(name),
    )


def _list(values: Any) -> list[Any]:
    return _table.listed(values)


def _labels(values: Any, column: str, given: Given) -> list[str]:
    made = []
    for row, value in enumerate(_list(values), 2):
        text = value if isinstance(value, str) else None if is_missing(value) else whole(value)
        if not text:
            raise _wrong(given, row, column, value, "empty_name", "名称", "name")
        made.append(text)
    return made


def _figures(given: Given, values: Any, column: str) -> list[float | None]:
    made: list[float | None] = []
    for row, value in enumerate(_list(values), 2):
        if is_missing(value) or (isinstance(value, str) and not value.strip()):
            made.append(None)
            continue
        try:
            if isinstance(value, bool):
                raise TypeError
            made.append(float(value))
        except (TypeError, ValueError):
            raise _wrong(given, row, column, value, "not_a_number", "数字", "number") from None
    return made


def _wrong(given: Given, row: int, column: str, value: Any, code: str, zh: str, en: str) -> InnodexError:
    error = problem(
        code,
        (f"{shown(value)} 不是{zh}。", f"{shown(value)} is not a {en}."),
        ("请修改此处；没有数据时请留空（None）。", "Correct it; where there is no figure, put None."),
        f"row {row}, column {column}",
    )
    return _table.located(error, given.labels)


def _panel(given: Given, cells: list[tuple[str, str, str, float | None]], unit: str, period: str) -> Any:
    figures: dict[tuple[str, str], dict[str, float | None]] = {}
    indicators: dict[str, None] = {}
    for row, (who, when, what, figure) in enumerate(cells, 2):
        of = figures.setdefault((who, when), {})
        if what in of:
            error = problem(
                "duplicate_row",
                (f"{who}、{when}、{what} 出现了两次。", f"{who}, {when}, {what} stands there twice."),
                ("请删去其一。", "Delete one of them."),
                f"row {(row - 2) % (len(given.columns[0]) or 1) + 2}",
            )
            raise _table.located(error, given.labels)
        of[what] = figure
        indicators[what] = None
    keys = list(figures)
    unit, period = unit if unit in NAMES else "unit", period if period in PERIODS else "period"
    table: dict[str, Any] = {unit: [who for who, _ in keys], period: [when for _, when in keys]}
    nothing = float("nan")
    for what in indicators:
        row_of = (figures[key].get(what) for key in keys)
        table[what] = [nothing if figure is None else figure for figure in row_of]
    return frame(table, {name: "text" if name in (unit, period) else "number" for name in table}, given.kind)
