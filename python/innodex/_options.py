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
        threads: how many threads share out the draws of ``uncertainty``; as many as there are cores where None.

    >>> options.lang
    'zh'
    """

    __slots__ = ("kind", "lang", "threads")
    threads: int | None
    lang: Literal["zh", "en"]
    kind: Literal["dicts", "pandas", "polars", "pyarrow"]

    def __init__(self) -> None:
        self.lang, self.kind, self.threads = "zh", "dicts", None

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "threads" and (value is None or (type(value) is int and value > 0)):
            object.__setattr__(self, name, value)
            return
        choices = {"lang": LANGUAGES, "kind": KINDS, "threads": ("None", "1", "2", "...")}.get(name)
        if choices is None:
            raise AttributeError(f"there is no option {name!r}; there are lang, kind and threads")
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
