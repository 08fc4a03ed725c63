"""What a question is asked with, checked before the calculator sees it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Union

from ._options import options
from ._period import is_missing, period_text, whole
from .error import InnodexError, problem, shown
from .result import records

#: A list of changes, or a whole scenario, ``{"name": ..., "changes": [...]}``, which may be JSON text.
Changes = Union[Iterable[Mapping[str, Any]], Mapping[str, Any], str]


def checked_lang(lang: str | None) -> str:
    """``"zh"`` or ``"en"``; what the options say where it is None."""
    if lang is None:
        return options.lang
    if isinstance(lang, str) and lang in ("zh", "en"):
        return lang
    raise problem(
        "bad_parameter",
        (f"没有语言 {shown(lang)}。", f"There is no language {shown(lang)}."),
        ("请用 zh 或 en。", "Use zh or en."),
        "lang",
    )


def steps_of(lag: Any) -> str:
    """A lag in periods."""
    number = whole(lag)
    if number is not None and 0 <= int(number) < 2**32:
        return str(int(number))  # the calculator refuses 0 itself
    raise problem(
        "bad_parameter",
        ("间隔须为正整数。", "The lag must be a whole number from 1."),
        ("请修改 lag。", "Change lag."),
        "lag",
    )


def texts(*, optional: Mapping[str, Any] | None = None, **needed: Any) -> None:
    """Refuses what is not text."""
    chosen = {name: value for name, value in (optional or {}).items() if value is not None}
    for name, value in {**needed, **chosen}.items():
        if not isinstance(value, str):
            raise problem(
                "bad_parameter",
                (f"{name} 须为文字，而不是 {shown(value)}。", f"{name} must be text, not {shown(value)}."),
                ("请写成字符串。", "Write it as a string."),
                name,
            )


def spec_of(changes: Any) -> str:
    """A scenario as JSON; its changes may be a frame."""
    if isinstance(changes, str):
        return changes
    try:
        given = dict(changes) if isinstance(changes, Mapping) else {"changes": _changes(changes)}
        given["changes"] = [_change(each) for each in given.get("changes", [])]
        return json.dumps(given, allow_nan=False)
    except InnodexError:
        raise
    except (TypeError, ValueError) as fault:
        raise problem(
            "bad_json",
            (f"changes 无法写成 JSON：{fault}", f"changes cannot be written as JSON: {fault}."),
            ("请给出由字典组成的列表。", "Give a list of dicts."),
        ) from None


def _changes(given: Any) -> list[Any]:
    """The changes of a list, or of a frame: what is missing in a row is left out."""
    if not hasattr(given, "columns"):
        return list(given)
    return [{name: value for name, value in row.items() if not is_missing(value)} for row in records(given)]


def _change(change: Any) -> Any:
    """A change as JSON can hold it; codes and periods may be numbers."""
    if not isinstance(change, Mapping):
        return change
    made = {name: plain(value) for name, value in change.items()}
    if "unit" in made:
        units = made["unit"]
        made["unit"] = [_unit(each) for each in units] if isinstance(units, list) else _unit(units)
    if made.get("period") is not None:
        made["period"] = period_text(made["period"], "period")
    return made


def plain(value: Any) -> Any:
    """A value of numpy, or a series, as Python has it."""
    listed = getattr(value, "tolist", None) or getattr(value, "to_list", None)
    return listed() if listed else value


def one_of(name: str, value: Any, choices: tuple[str, ...]) -> None:
    """Refuses a text that is none of some."""
    if isinstance(value, str) and value not in choices:
        raise problem(
            "bad_parameter",
            (f"没有“{value}”这一选项。", f'Unknown option "{value}".'),
            (f"可选：{'、'.join(choices)}。", f"Choose one of: {', '.join(choices)}."),
            name,
        )


#: Members that are periods, which may be numbers or pandas Periods.
_PERIODS = ("period", "periods", "since", "until", "base")
#: Members that are units, whose codes may be numbers.
_UNITS = ("unit", "units", "reference")


def _unit(value: Any) -> Any:
    return whole(value) or value


def given(request: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of a question, as JSON can hold it; what is None is left out."""
    return {name: _member(name, value) for name, value in request.items() if value is not None}


def _member(name: str, value: Any) -> Any:
    value = plain(value)
    if name in _UNITS:
        value = [_unit(each) for each in value] if isinstance(value, (list, tuple)) else _unit(value)
    if name in _PERIODS and not isinstance(value, Mapping):
        return (
            [period_text(each, name) for each in value]
            if isinstance(value, (list, tuple))
            else period_text(value, name)
        )
    try:
        return json.loads(json.dumps(value, allow_nan=False))
    except (TypeError, ValueError) as fault:
        raise problem(
            "bad_json",
            (f"{name} 无法写成 JSON：{fault}", f"{name} cannot be written as JSON: {fault}."),
            ("请给出文字、数字、列表或字典。", "Give text, numbers, lists or dicts."),
            name,
        ) from None
