"""Widgets as a page of their own: everything that they need stands in it."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from .. import _files
from .._html import table
from ..error import InnodexError

#: What of a widget's state its page reads.
PARTS = ("_kind", "_data", "_framework", "_indicators", "lang")


def page(widgets: Sequence[Any]) -> str:
    """One page of widgets, each with a table that is there before it is."""
    script = _files.contents("widget.js").decode()
    files = {name: base64.b64encode(_files.zipped(name)).decode() for name in _files.travelling()}
    states = [{name: getattr(widget, name) for name in (*PARTS, *widget._chosen())} for widget in widgets]
    made = _PAGE
    for name, content in (
        ("TABLES", "".join(f"<section>{_table(widget)}</section>" for widget in widgets)),
        ("SCRIPT", _json(script)),
        ("FILES", _json(files)),
        ("STATES", _json(states)),
    ):
        made = made.replace(f"@@{name}@@", content)
    return made


def _table(widget: Any) -> str:
    with suppress(InnodexError):
        return table(widget._table())
    return ""


def _json(value: Any) -> str:
    """JSON within a script: nothing of it ends the script, or begins another."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


_PAGE = """<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>innodex</title>
<style>body { font-family: system-ui, sans-serif; max-width: 960px; margin: 2em auto; padding: 0 1em }</style>
@@TABLES@@
<script type="module">
const files = @@FILES@@, states = @@STATES@@;
const bytes = (text) => new DataView(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer);
const shared = { get: () => Object.fromEntries(Object.entries(files).map(([name, text]) => [name, bytes(text)])) };
const code = new Blob([@@SCRIPT@@], { type: "text/javascript" });
const { default: widget } = await import(URL.createObjectURL(code));
document.querySelectorAll("section").forEach((el, at) => {
  const state = { ...states[at], _files: "IPY_MODEL_files" };
  const fallback = [...el.childNodes];
  const model = {
    get: (name) => state[name],
    set: (name, value) => (state[name] = value),
    save_changes() {},
    on() {},
    widget_manager: { get_model: async () => shared },
  };
  widget.render({ model, el });
  for (const node of fallback) node.remove();
});
</script>
</html>
"""
