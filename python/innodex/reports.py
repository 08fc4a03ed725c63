"""Figures out of work reports in Chinese."""

from __future__ import annotations

import warnings
from typing import Any

from ._engine import REPORTS, Instance
from ._frames import Kind
from ._given import checked_lang
from ._interrupt import held
from ._shape import Columns, Table, frame
from .error import InnodexWarning, problem, shown

__all__ = ["report"]

#: The columns of the frame.
COLUMNS: Columns = {
    "start": "whole",
    "end": "whole",
    "text": "text",
    "subject": "text",
    "phrase": "text",
    "value": "number",
    "high": "number",
    "unit": "text",
    "normalised": "number",
    "normalised_high": "number",
    "normalised_unit": "text",
    "kind": "text",
    "target_of": "text",
    "qualifier": "text",
    "bound": "text",
    "period": "text",
    "region": "text",
    "compared_with": "text",
    "part_of": "whole",
    "paragraph": "whole",
    "rule": "text",
    "rules": "text",
}


def report(text: str, *, to: Kind = "dicts", lang: str | None = None) -> Any:
    """The figures of a work report in Chinese.

    Args:
        text: the report.
        to: what is given back: a list of dicts, or a frame of pandas, polars or pyarrow.
        lang: the language of the questions, ``"zh"`` or ``"en"``.

    Returns:
        A row a figure: where it stands (``start``, ``end`` in characters), its ``text``, ``subject`` and ``phrase``, ``value`` in
        its ``unit`` and ``normalised`` in base units, its ``kind`` (``"level"``, ``"new"``, ``"cumulative"``, ``"growth"``,
        ``"points"``, ``"rank"``, ``"share"``, ``"target"``), what qualifies it, its ``period`` and ``region``, and the ``rules``
        that it was read by (docs/report-grammar.md). What cannot be, or can be read in two ways, is an :class:`InnodexWarning`,
        a question a line.

    Raises:
        InnodexError: where ``text`` is none.

    >>> [(row["value"], row["unit"], row["kind"]) for row in report("新认定高新技术企业130家，同比增长65%。")]
    [(130.0, '家', 'new'), (65.0, '%', 'growth')]
    """
    lang = checked_lang(lang)
    if not isinstance(text, str):
        raise problem(
            "bad_parameter",
            (f"须给出文字，而不是{shown(text)}。", f"Give a text, not {shown(text)}."),
            (
                "文件请先读为文字，或用命令 innodex report。",
                "Read a file as text first, or use the command innodex report.",
            ),
            "text",
        )
    reader = Instance(REPORTS)
    try:
        with held():
            found = reader.ask("flat_report", text)
    finally:
        reader.close()
    said = [question["message"][lang] for question in found["questions"]]
    if said:
        warnings.warn("\n".join(said), InnodexWarning, stacklevel=2)
    rows = found["figures"]
    table: Table = {name: [_known(row[name], holds) for row in rows] for name, holds in COLUMNS.items()}
    return frame(table, COLUMNS, to)


def _known(value: Any, holds: str) -> Any:
    """A value, or what stands for a missing number."""
    return float("nan") if value is None and holds != "text" else value
