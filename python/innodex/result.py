"""What answers can do besides holding figures: show themselves without a kernel, be drawn, be written into a workbook.

A list of dicts, or a dict of several tables, is one that can do this by itself (:class:`Rows`, :class:`Answer`). A frame of pandas
or polars stays exactly the frame of that library, whose own ``plot`` and ``to_excel`` mean what they always mean; there the same is
``frame.innodex.plot()``, as both libraries want it of others, or ``innodex.plot(frame)`` of any kind of frame.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from . import _charts, _excel, _html
from ._options import options
from .error import problem, shown

__all__ = ["Answer", "Rows", "plot", "to_excel", "to_html"]

#: What is known of an answer: the question, the language, and the names of the tree's nodes.
About = dict[str, Any]
Row = dict[str, Any]


class Result:
    """An answer."""

    about: About

    def _repr_html_(self) -> str:
        parts = tables_of(self)
        heads = _about(self).get("heads")
        return ("".join(_html.table(rows, heads) for rows in parts.values() if rows) or _html.table([])) + _notes(self)

    def plot(self, kind: str | None = None, **chosen: Any) -> Any:
        """See :func:`innodex.plot`."""
        return plot(self, kind, **chosen)

    def to_excel(self, path: str | os.PathLike[str]) -> Path:
        """See :func:`innodex.to_excel`."""
        return to_excel(self, path)

    def to_html(self, path: str | os.PathLike[str] | None = None) -> str:
        """See :func:`innodex.to_html`."""
        return to_html(self, path)


class Rows(Result, list[Row]):
    """Rows of one table: a list of dicts."""

    def __init__(self, rows: Collection[Row] = (), about: About | None = None) -> None:
        super().__init__(rows)
        self.about = about or {}

    def __getitem__(self, at: Any) -> Any:
        """A row; of a slice, rows that show themselves too."""
        found = super().__getitem__(at)
        return Rows(found, self.about) if isinstance(at, slice) else found


class Answer(Result, dict[str, Any]):
    """Several tables, and what else there is to say: a dict."""

    def __init__(self, parts: Mapping[str, Any] | None = None, about: About | None = None) -> None:
        super().__init__(parts or {})
        self.about = about or {}


class Accessor(Result):
    """What a frame of pandas or polars can do by ``frame.innodex``."""

    def __init__(self, frame: Any) -> None:
        self._frame = frame
        self.about = _about(frame)


def plot(
    result: Any,
    kind: str | None = None,
    *,
    highlight: str | Collection[str] = (),
    intervals: Any = None,
    lang: str | None = None,
) -> Any:
    """A picture of an answer, by Altair (``pip install altair``), in the colours of the page.

    Args:
        result: what a question gave, of whatever kind.
        kind: ``"ranking"``, ``"intervals"``, ``"bump"``, ``"heat"``, ``"sensitivity"``, ``"growth"``, ``"contributions"`` or
            ``"tornado"``; what fits the columns where left out.
        highlight: units to pick out, by code or name.
        intervals: of a ranking, what ``model.uncertainty()`` gave: each rank is drawn within its interval.
        lang: the language of titles; that of the answer where left out.

    Returns:
        An Altair chart; in a notebook it shows itself.
    """
    spec = chart(result, kind, highlight=highlight, intervals=intervals, lang=lang)
    try:
        import altair
    except ImportError:
        raise problem(
            "altair_missing",
            ("此处没有安装 Altair，无法作图。", "Altair is not installed here, so nothing can be drawn."),
            ("请运行 pip install altair。", "Run pip install altair."),
        ) from None
    return altair.Chart.from_dict(spec)


def chart(
    result: Any, kind: str | None, *, highlight: str | Collection[str], intervals: Any, lang: str | None
) -> dict[str, Any]:
    """The picture as Vega-Lite has it."""
    about = _about(result)
    rows = _main(result)
    if intervals is not None:
        ends = {row["code"]: row for row in _main(intervals)}
        rows = [
            {**row, **{name: ends.get(row["code"], {}).get(name) for name in ("nominal", "q5", "q95")}} for row in rows
        ]
        kind = kind or "intervals"
    found = kind or _charts.kind_of(rows)
    names = set(rows[0]) if rows else set()
    if found not in _charts.KINDS or not any(needed <= names for needed in _charts.NEEDS[found]):
        fit = [each for each in _charts.KINDS if any(needed <= names for needed in _charts.NEEDS[each])]
        raise problem(
            "no_picture",
            (f"这些列没有 {shown(kind)} 图。", f"There is no picture {shown(kind)} of these columns."),
            (f"可选：{'、'.join(fit) or '无'}。", f"Choose one of: {', '.join(fit) or 'none'}."),
            "kind",
        )
    chosen = [highlight] if isinstance(highlight, str) else [str(each) for each in highlight]
    look = _charts.Look(lang or about.get("lang") or options.lang, about.get("heads") or {}, chosen)
    return _charts.spec(found, rows, look)


def to_excel(result: Any, path: str | os.PathLike[str]) -> Path:
    """Writes an answer into a workbook (XLSX), each of its tables into a sheet. Texts are never formulas.

    Returns:
        The path.
    """
    parts = {name: rows for name, rows in tables_of(result).items() if rows}
    return _excel.write(path, parts or {"rows": []})


def to_html(result: Any, path: str | os.PathLike[str] | None = None) -> str:
    """An answer as a page that needs nothing else; written into a file where a path is given.

    Returns:
        The page.
    """
    heads = _about(result).get("heads")
    body = "".join(_html.table(rows, heads) for rows in tables_of(result).values()) + _notes(result)
    page = _PAGE.replace("BODY", body)
    if path is not None:
        Path(path).write_text(page, encoding="utf-8")
    return page


_PAGE = """<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>innodex</title>
<style>body{font-family:system-ui,sans-serif;margin:2em auto;max-width:960px}table{border-collapse:collapse;margin:1em 0}
th,td{border-bottom:1px solid #e3e8ee;padding:.3em .6em}th{text-align:left;background:#f1f5fa}</style>
BODY</html>
"""


def _main(result: Any) -> list[Row]:
    """The table that a picture is of."""
    tables = tables_of(result)
    return tables.get("rows") or next((rows for rows in tables.values() if rows), [])


def tables_of(result: Any) -> dict[str, list[Row]]:
    """The tables of an answer of any kind, as lists of dicts in which what is missing is None."""
    if isinstance(result, Accessor):
        result = result._frame
    if isinstance(result, Mapping):
        return {str(name): records(part) for name, part in result.items() if _is_table(part)}
    return {"rows": records(result)}


def _is_table(part: Any) -> bool:
    return hasattr(part, "columns") or (isinstance(part, list) and bool(part) and isinstance(part[0], dict))


def records(frame: Any) -> list[Row]:
    """A table of any kind as a list of dicts."""
    if isinstance(frame, list) and all(isinstance(row, dict) for row in frame):
        return frame
    pandas = sys.modules.get("pandas")
    if pandas is not None and isinstance(frame, pandas.DataFrame):
        rows: list[Row] = frame.to_dict("records")
        missing = (pandas.NA, pandas.NaT)
        return [{name: None if _gone(value, missing) else value for name, value in row.items()} for row in rows]
    listed = getattr(frame, "to_dicts", None) or getattr(frame, "to_pylist", None)
    if listed is None:
        raise problem(
            "bad_frame",
            (f"{type(frame).__name__} 不是答案。", f"{type(frame).__name__} is no answer."),
            ("请给出 innodex 返回的表。", "Give what innodex returned."),
        )
    made: list[Row] = listed()
    return made


def _gone(value: Any, missing: tuple[Any, ...]) -> bool:
    return any(value is each for each in missing) or (isinstance(value, float) and value != value)


def _notes(result: Any) -> str:
    """What an answer relies on."""
    return "".join(f"<p>{_html.escaped(note)}</p>" for note in _about(result).get("notes") or [])


def _about(result: Any) -> About:
    about: Any = getattr(result, "about", None)
    if about is None and isinstance(getattr(result, "attrs", None), dict):  # pandas
        about = result.attrs.get("innodex")
    return about if isinstance(about, dict) else {}
