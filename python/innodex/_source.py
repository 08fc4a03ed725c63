"""What a model is made of, as text: the same goes to the calculator here and to the one in the page."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any, NamedTuple

from . import _files, _table
from .error import problem, utf8


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

    @property
    def kind(self) -> _table.Kind:
        """What answers come as."""
        return self.table.kind if self.table else "dicts"

    def digest(self) -> bytes:
        """What equal sources have in common, and others not."""
        parts = [*(self.table.parts() if self.table else ()), None, self.framework, self.indicators, self.cells]
        digest = hashlib.blake2b(digest_size=32)
        for part in parts:
            data = utf8(part) if isinstance(part, str) else part
            digest.update(b"-" if data is None else b"%d:" % len(data))
            digest.update(data or b"")
        return digest.digest()


def source(df: Any = None, framework: Any = "provincial", indicators: Any = None, cells: Any = None) -> Source:
    """See :class:`innodex.Model`."""
    table = None if df is None else _table.read(df)
    if table is None and framework is None:
        framework = "provincial"
    ready = framework if isinstance(framework, str) and not framework.lstrip().startswith("{") else None
    return Source(
        table=table,
        ready=ready,
        framework=_ready(ready) if ready is not None else _json("framework", framework),
        indicators=_json("indicators", indicators),
        cells=None if cells is None else _table.read(cells).csv(),
    )


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
            else json.dumps(given, allow_nan=False)
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
