"""What a model is made of: a panel and a framework, each given in any of several ways."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any, NamedTuple

from . import _files, _table
from ._asked import Asked
from ._frames import Kind
from ._framework import Framework
from ._options import options
from .error import InnodexError, problem, utf8


class Source(NamedTuple):
    """A panel and a framework."""

    #: None for the embedded provincial panel.
    table: _table.Table | None
    #: The id of a ready framework, or None.
    ready: str | None
    #: The framework's JSON; None for one's own figures of which no index is asked.
    framework: str | None
    indicators: str | None
    cells: bytes | None
    #: The framework as it was written in Python, which knows where it was said.
    written: Framework | None = None

    @property
    def kind(self) -> Kind:
        """What answers come as."""
        return self.table.kind if self.table else options.kind

    def digest(self) -> bytes:
        """What equal sources have in common, and others not."""
        parts = [*(self.table.parts() if self.table else ()), None, self.framework, self.indicators, self.cells]
        digest = hashlib.blake2b(digest_size=32)
        for part in parts:
            data = utf8(part) if isinstance(part, str) else part
            digest.update(b"-" if data is None else b"%d:" % len(data))
            digest.update(data or b"")
        return digest.digest()

    def placed(self, error: InnodexError) -> InnodexError:
        """An error with the row of the frame, and the line of the framework, that it is about."""
        if self.written is not None and error.place.startswith("$"):
            line = self.written.said(error.place)
            return error if line is None else error.said_in(str(line))
        if self.table is None or self.table.given is not None:
            return error
        column = error.place.partition("column ")[2]
        of_cells = self.cells is not None and (
            not column or column in self.cells.partition(b"\n")[0].decode().strip().split(",")
        )
        return error if of_cells else _table.located(error, self.table.labels)


def source(
    df: Any = None,
    framework: Any = "provincial",
    indicators: Any = None,
    cells: Any = None,
    *,
    unit: str | None = None,
    period: Any = None,
    frequency: str | None = None,
    columns: Any = "needed",
) -> Source:
    """See :class:`innodex.Model`."""
    if df is None and framework is None:
        framework = "provincial"
    ready = framework if isinstance(framework, str) and not framework.lstrip().startswith("{") else None
    written = framework if isinstance(framework, Framework) else None
    text = _ready(ready) if ready is not None else _json("framework", written.to_dict() if written else framework)
    asked = Asked(unit, period, frequency, columns, None if text is None or df is None else needed(text))
    return Source(
        table=None if df is None else _table.read(df, asked),
        ready=ready,
        framework=text,
        indicators=_json("indicators", indicators),
        cells=None if cells is None else _table.read(cells).csv(),
        written=written,
    )


def needed(framework: str) -> frozenset[str] | None:
    """The columns that a framework reads; None where it cannot be read: the calculator says why."""
    try:
        made = json.loads(framework)
        indicators = [
            name
            for each in made["indicators"]
            for name in (each["id"], each.get("column"), each.get("numerator"), each.get("denominator"))
        ]
        rules = [rule["indicator"] for rule in (made.get("points") or {}).get("rules", [])]
        return frozenset(str(name) for name in [*indicators, *rules] if name)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _ready(name: str) -> str:
    known = _files.ready_frameworks()
    if name in known:
        return _files.contents(f"frameworks/{name}.json").decode()
    raise problem(
        "unknown_framework",
        (f"没有名为“{name}”的现成指标体系。", f'There is no ready framework "{name}".'),
        (
            f"可选：{'、'.join(known)}；文件请用 pathlib.Path。",
            f"Choose one of: {', '.join(known)}; for a file use pathlib.Path.",
        ),
    )


def _json(what: str, given: Any) -> str | None:
    """JSON as text: of text, of a file named by a path, or of what can be written as JSON."""
    if given is None or isinstance(given, str):
        return given
    try:
        return (
            Path(given).read_text(encoding="utf-8")
            if isinstance(given, os.PathLike)
            else json.dumps(given, allow_nan=False, default=_listed)
        )
    except (OSError, TypeError, ValueError) as fault:
        raise problem(
            "bad_json",
            (f"{what} 无法读成 JSON：{fault}", f"{what} cannot be read as JSON: {fault}."),
            (
                "请给出字典、JSON 文本或文件路径（pathlib.Path）。",
                "Give a dict, JSON text, or the path of a file (pathlib.Path).",
            ),
        ) from None


def _listed(value: Any) -> Any:
    """A number or a list of numpy and the like, as JSON has it."""
    listed = getattr(value, "tolist", None)
    if listed is None:
        raise TypeError(f"{type(value).__name__} is neither text nor a number")
    return listed()
