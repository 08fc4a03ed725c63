"""What a model is made of, as text: the same goes to the calculator here and to the one in the page."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, NamedTuple

from . import _files, _table
from .error import problem


class Source(NamedTuple):
    """A panel and a framework."""

    #: None for the embedded provincial panel.
    csv: bytes | None
    kind: _table.Kind
    #: The id of a ready framework, or None.
    ready: str | None
    #: The framework's JSON; None for one's own figures of which no index is asked.
    framework: str | None
    indicators: str | None
    cells: bytes | None


def source(df: Any = None, framework: Any = "provincial", indicators: Any = None, cells: Any = None) -> Source:
    """See :class:`innodex.Model`."""
    table = None if df is None else _table.read(df)
    if table is None and framework is None:
        framework = "provincial"
    ready = framework if isinstance(framework, str) and not framework.lstrip().startswith("{") else None
    return Source(
        csv=table and table.csv,
        kind=table.kind if table else "dicts",
        ready=ready,
        framework=_ready(ready) if ready is not None else _json("framework", framework),
        indicators=_json("indicators", indicators),
        cells=None if cells is None else _table.read(cells).csv,
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
