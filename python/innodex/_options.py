"""What holds for every call that does not say otherwise: ``innodex.options.lang = "en"``."""

from __future__ import annotations

from typing import Any, Literal

from .error import problem, shown

__all__ = ["options"]

LANGUAGES = ("zh", "en")
KINDS = ("dicts", "pandas", "polars", "pyarrow")


class Options:
    """What is usual.

    Attributes:
        lang: the language of names, ``"zh"`` or ``"en"``.
        kind: what answers about the embedded panel come as: ``"dicts"``, ``"pandas"``, ``"polars"`` or ``"pyarrow"``. About a table
            of one's own they come as the table came.

    >>> options.lang
    'zh'
    """

    __slots__ = ("kind", "lang")
    lang: Literal["zh", "en"]
    kind: Literal["dicts", "pandas", "polars", "pyarrow"]

    def __init__(self) -> None:
        self.lang, self.kind = "zh", "dicts"

    def __setattr__(self, name: str, value: Any) -> None:
        choices = {"lang": LANGUAGES, "kind": KINDS}.get(name)
        if choices is None:
            raise AttributeError(f"there is no option {name!r}; there are lang and kind")
        if value not in choices:
            raise problem(
                "bad_parameter",
                (f"{name} 不能是 {shown(value)}。", f"{name} cannot be {shown(value)}."),
                (f"可选：{'、'.join(choices)}。", f"Choose one of: {', '.join(choices)}."),
                f"options.{name}",
            )
        object.__setattr__(self, name, value)

    def __repr__(self) -> str:
        return f"options(lang={self.lang!r}, kind={self.kind!r})"


#: The options of this process.
options = Options()
