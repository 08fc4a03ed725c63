"""Workbooks (XLSX) of texts and numbers: a sheet for a table, its heads fixed above the rows."""

from __future__ import annotations

import json
import math
import os
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ._html import escaped
from .error import problem

_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
#: What XML 1.0 has no place for, and what a spreadsheet takes for such a character written out.
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)")

Rows = Sequence[Mapping[str, Any]]


def write(path: str | os.PathLike[str], sheets: Mapping[str, Rows]) -> Path:
    """Writes tables into the sheets of one workbook."""
    named: dict[str, Rows] = {}
    for name, rows in sheets.items():
        named[_sheet_name(name, named)] = rows
    parts = {
        "[Content_Types].xml": _types(len(named)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _book(list(named)),
        "xl/_rels/workbook.xml.rels": _relations(
            [("worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(named) + 1)] + [("styles", "styles.xml")]
        ),
        "xl/styles.xml": _STYLES,
        **{f"xl/worksheets/sheet{at}.xml": _rows_xml(rows) for at, rows in enumerate(named.values(), 1)},
    }
    try:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
            for name, content in parts.items():
                book.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), _HEAD + content, zipfile.ZIP_DEFLATED)
    except OSError as fault:
        raise problem(
            "file_unwritable",
            (f"无法写入文件：{fault}", f"The file cannot be written: {fault}."),
            (
                "请换一个可写的路径，或关闭打开该文件的程序。",
                "Choose a path that can be written to, or close the file.",
            ),
            str(path),
        ) from fault
    return Path(path)


def _rows_xml(rows: Rows) -> str:
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = [_line(1, names, ' s="1"')]
    lines += [_line(at, [row.get(name) for name in names], "") for at, row in enumerate(rows, 2)]
    pane = '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>'
    return f'<worksheet xmlns="{_SHEET}">{pane}<sheetData>{"".join(lines)}</sheetData></worksheet>'


def _line(at: int, values: Sequence[Any], style: str) -> str:
    cells = (_cell(f"{_letters(column)}{at}", value, style) for column, value in enumerate(values))
    return f'<row r="{at}">{"".join(cells)}</row>'


def _cell(at: str, value: Any, style: str) -> str:
    """Text stands in a cell as text, so that nothing of it is ever a formula."""
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return f'<c r="{at}"{style} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int) or (isinstance(value, float) and math.isfinite(value)):
        return f'<c r="{at}"{style}><v>{value!r}</v></c>'
    text = json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, (dict, list)) else str(value)
    text = _ODD.sub(lambda odd: f"_x{ord(odd[0]):04X}_", text)
    return f'<c r="{at}"{style} t="inlineStr"><is><t xml:space="preserve">{escaped(text)}</t></is></c>'


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def _sheet_name(name: str, taken: Mapping[str, Rows]) -> str:
    """A name as spreadsheets allow it, in capitals or not unlike every other."""
    plain = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", name).strip(" '")[:27] or "sheet"
    others = {each.lower() for each in taken}
    more = next(at for at in range(1, len(others) + 2) if (plain if at == 1 else f"{plain} {at}").lower() not in others)
    return plain if more == 1 else f"{plain} {more}"


def _book(names: list[str]) -> str:
    sheets = "".join(f'<sheet name="{escaped(name)}" sheetId="{at}" r:id="r{at}"/>' for at, name in enumerate(names, 1))
    return f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'


def _relations(of: list[tuple[str, str]]) -> str:
    lines = (
        f'<Relationship Id="r{at}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(of, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def _types(sheets: int) -> str:
    parts = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    parts += [(f"/xl/worksheets/sheet{at}.xml", "worksheet") for at in range(1, sheets + 1)]
    lines = "".join(f'<Override PartName="{name}" ContentType="{_KIND}.{kind}+xml"/>' for name, kind in parts)
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{rels}{lines}</Types>'


#: As they are, and bold.
_STYLES = (
    f'<styleSheet xmlns="{_SHEET}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0"/></cellStyles></styleSheet>'
)
