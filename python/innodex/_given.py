"""What a question is asked with, checked before the calculator sees it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Union

from ._period import period_text, whole
from .error import problem, shown

#: A list of changes, or a whole scenario, ``{"name": ..., "changes": [...]}``, which may be JSON text.
Changes = Union[Iterable[Mapping[str, Any]], Mapping[str, Any], str]


def checked_lang(lang: str) -> str:
    """``"zh"`` or ``"en"``."""
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
    """A scenario as JSON."""
    if isinstance(changes, str):
        return changes
    try:
        given = changes if isinstance(changes, Mapping) else {"changes": list(changes)}
        return json.dumps(given, allow_nan=False)
    except (TypeError, ValueError) as fault:
        raise problem(
            "bad_json",
            (f"changes 无法写成 JSON：{fault}", f"changes cannot be written as JSON: {fault}."),
            ("请给出由字典组成的列表。", "Give a list of dicts."),
        ) from None


#: Members that are periods, which may be numbers or pandas Periods.
_PERIODS = ("period", "periods", "since", "until", "base")


def given(request: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of a question, as JSON can hold it; what is None is left out."""
    return {name: _member(name, value) for name, value in request.items() if value is not None}


def _member(name: str, value: Any) -> Any:
    listed = getattr(value, "tolist", None) or getattr(value, "to_list", None)  # of numpy, of a series
    value = listed() if listed else value
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
