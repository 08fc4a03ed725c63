"""Periods and names out of what tables hold: what is not clearly one is refused, never bent into one."""

from __future__ import annotations

from numbers import Integral, Real
from typing import Any

from .error import InnodexError, problem, shown


def is_missing(value: object) -> bool:
    """None, NaN, and the two of pandas that are neither."""
    return (
        value is None or type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, Real) and value != value)
    )


def whole(value: object) -> str | None:
    """A whole number as text; 2022.0 too, which is how pandas holds 2022 in a column with gaps."""
    if isinstance(value, bool):
        return None
    try:
        if isinstance(value, Integral):
            return str(int(value))
        if isinstance(value, Real) and float(value).is_integer():
            return str(int(float(value)))
    except (OverflowError, ValueError):  # thousands of digits
        pass
    return None


def period_text(value: Any, place: str = "") -> str:
    """``2022``, ``2022Q1`` or ``2022-03`` of a number, a text or a pandas Period.

    Raises:
        InnodexError: ``bad_period``, of anything else: a date is not a year.
    """
    if isinstance(value, str):
        return value  # the calculator reads it, strictly
    if is_missing(value):
        return ""
    year = whole(value)
    if year is not None:
        return year
    frequency = getattr(value, "freqstr", "") if type(value).__name__ == "Period" else ""
    # Only years and quarters that begin in January are those of a calendar.
    if frequency in ("Y-DEC", "A-DEC"):
        return f"{value.year:04}"
    if frequency == "Q-DEC":
        return f"{value.year:04}Q{value.quarter}"
    if frequency in ("M", "ME"):
        return f"{value.year:04}-{value.month:02}"
    raise _bad_period(value, place)


def _bad_period(value: object, place: str) -> InnodexError:
    return problem(
        "bad_period",
        (
            f"{shown(value)}（{type(value).__name__}）不是年份、季度或月份。",
            f"{shown(value)} ({type(value).__name__}) is not a year, quarter or month.",
        ),
        (
            '请用 2022、"2022Q1"、"2022-03" 或 pandas 的 Period；日期可先用 .dt.year 转换。',
            'Use 2022, "2022Q1", "2022-03" or a pandas Period; of dates take .dt.year first.',
        ),
        place,
    )
