"""Figures out of work reports in Chinese."""

from __future__ import annotations

import struct
import warnings
from typing import Any

from ._engine import REPORTS, Instance
from ._frames import Kind
from ._given import checked_lang
from ._interrupt import held
from ._shape import Columns, frame
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

#: Numbers and words of a figure, numbers of what is none, bytes that stand before them.
NUMBERS, WORDS, SKIPPED, HEAD = 16, 8, 5, 24
KINDS = ("level", "new", "cumulative", "growth", "points", "rank", "share", "target")
BOUNDS = ("about", "above", "below")


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
            found = _taken_apart(text, reader.ask("flat_report", text).tobytes())
    finally:
        reader.close()
    rows, questions = found
    said = [question[lang == "en"] for question in questions]
    if said:
        warnings.warn("\n".join(said), InnodexWarning, stacklevel=2)
    return frame({name: [row[name] for row in rows] for name in COLUMNS}, COLUMNS, to)


def _taken_apart(text: str, data: bytes) -> tuple[list[dict[str, Any]], list[tuple[str, str]]]:
    """The figures and the questions of an answer; crates/wasm/src/report.rs has its layout."""
    count, others, *sizes = struct.unpack_from("<5I", data)
    at = HEAD + 8 * (NUMBERS * count + SKIPPED * others)
    texts = []
    for size in sizes:
        texts.append(data[at : at + size].decode().split("\n"))
        at += size
    words, asked, known = texts
    rows = []
    for i in range(count):
        numbers = struct.unpack_from(f"<{NUMBERS}d", data, HEAD + 8 * NUMBERS * i)
        rows.append(_row(text, numbers, words[WORDS * i : WORDS * (i + 1)], known[::5]))
    return rows, [(asked[i + 2], asked[i + 3]) for i in range(0, len(asked) - 3, 4)]


def _row(text: str, numbers: tuple[float, ...], words: list[str], rules: list[str]) -> dict[str, Any]:
    start, end, _, _, value, high, normalised, normalised_high, kind, target_of, bound, part_of, line, rule = numbers[
        :14
    ]
    bits = int(numbers[14]) | int(numbers[15]) << 32
    phrase, subject, unit, base, qualifier, period, region, compared = words
    return {
        "start": int(start),
        "end": int(end),
        "text": text[int(start) : int(end)],
        "subject": subject,
        "phrase": phrase,
        "value": value,
        "high": high,
        "unit": unit,
        "normalised": normalised,
        "normalised_high": normalised_high,
        "normalised_unit": base,
        "kind": KINDS[int(kind)],
        "target_of": None if target_of != target_of else KINDS[int(target_of)],
        "qualifier": qualifier or None,
        "bound": None if bound != bound else BOUNDS[int(bound)],
        "period": period or None,
        "region": region or None,
        "compared_with": compared or None,
        "part_of": part_of,
        "paragraph": line,
        "rule": rules[int(rule)],
        "rules": " ".join(name for i, name in enumerate(rules) if bits >> i & 1),
    }
