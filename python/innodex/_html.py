"""Tables of HTML, of whatever stands in somebody's spreadsheet."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ._heads import head

#: So many rows are shown.
MOST = 100
_MARKS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


def escaped(value: object) -> str:
    """A text that no browser takes for anything else."""
    return str(value).translate(_MARKS)


def table(rows: Sequence[Mapping[str, Any]], heads: Mapping[str, Mapping[str, str]] | None = None) -> str:
    """Rows as a table whose heads are in both languages."""
    if not rows:
        return "<p>没有行。 No rows.</p>"
    names = list(dict.fromkeys(name for row in rows for name in row))
    top = "".join(f'<th scope="col">{_head(name, heads or {})}</th>' for name in names)
    body = "".join(f"<tr>{''.join(_cell(row.get(name)) for name in names)}</tr>" for row in rows[:MOST])
    more = len(rows) - MOST
    rest = f"<p>另有 {more} 行。 {more} more rows.</p>" if more > 0 else ""
    return f'<table class="innodex"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>{rest}'


def _head(name: str, heads: Mapping[str, Mapping[str, str]]) -> str:
    words = head(name, heads)
    return escaped(words["zh"]) + ("" if words["zh"] == words["en"] else f"<br>{escaped(words['en'])}")


def _cell(value: Any) -> str:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return f'<td align="right">{escaped(text_of(value))}</td>' if number else f"<td>{escaped(text_of(value))}</td>"


def text_of(value: Any) -> str:
    """A value as a reader wants it; a missing one is a dash."""
    if value is None or value != value:
        return "–"
    if isinstance(value, bool):
        return "✓" if value else "✗"
    if isinstance(value, float) and not value.is_integer():
        return f"{value:,.2f}" if abs(value) >= 1 else f"{value:.4g}"
    if isinstance(value, (int, float)):
        return f"{value:,.0f}"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else str(value)
