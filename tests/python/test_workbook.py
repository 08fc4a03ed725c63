"""Another program's reading of the workbooks that are written: openpyxl, cell by cell."""

import csv
import io
import math
import subprocess
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

ROOT = Path(__file__).parents[2]


def rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))


def written(data: Path, meta: Path, book: Path) -> None:
    command = ["node", "pkg/bin/innodex.js", "convert", str(data), str(meta), str(book)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=60)


def agrees(sheet: Worksheet, table: list[list[str]]) -> int:
    """Every cell of a table; how many are numbers. What is no number must not be one, and the other way round."""
    assert (sheet.max_row, sheet.max_column) == (len(table), len(table[0]))
    numbers = 0
    for line, row in zip(sheet.iter_rows(values_only=True), table, strict=True):
        for cell, text in zip(line, row, strict=True):
            if isinstance(cell, int | float):
                assert float(cell) == float(text)
                numbers += 1
            else:
                assert (cell or "") == text
    return numbers


def test_the_example_of_coinr(tmp_path: Path) -> None:
    data, meta = (ROOT / "tests/oracle/asem" / f"{name}.csv" for name in ("data", "meta"))
    written(data, meta, tmp_path / "asem.xlsx")
    book = load_workbook(tmp_path / "asem.xlsx")
    assert book.sheetnames == ["Database", "Framework", "iData", "iMeta"]
    table = rows(data)
    assert agrees(book["iData"], table) > 51 * 49
    assert agrees(book["iMeta"], rows(meta)) > 49 * 3

    # Figures with a denominator are the ratio.
    by = {row[1]: row for row in rows(meta)}
    header = rows(meta)[0]
    leaves = [row[1] for row in rows(meta) if row[header.index("Type")] == "Indicator"]
    database = book["Database"]
    for at, row in enumerate(table[1:]):
        of = dict(zip(table[0], row, strict=True))
        assert (database.cell(17 + at, 2).value, database.cell(17 + at, 3).value) == (of["uName"], of["uCode"])
        for column, code in enumerate(leaves):
            below = by[code][header.index("Denominator")]
            figure = float(of[code] or "nan") / (float(of[below] or "nan") if below else 1)
            cell = database.cell(17 + at, 5 + column).value
            assert (cell == "n/a") if math.isnan(figure) else (cell == figure), (of["uCode"], code)
    assert database.cell(18 + len(table) - 2, 3).value is None


def test_texts_stay_texts(tmp_path: Path) -> None:
    data, meta = tmp_path / "data.csv", tmp_path / "meta.csv"
    data.write_text("uName,uCode,a\n'=1+1,U,1\n+2,042,0.1\n-3,@x,NA\n", encoding="utf-8")
    meta.write_text(
        "iCode,iName,Level,Parent,Weight,Direction,Type\na,=A1,1,I,1,-1,Indicator\nI,I & <b>,2,NA,1,1,Aggregate\n",
        encoding="utf-8",
    )
    written(data, meta, tmp_path / "texts.xlsx")
    book = load_workbook(tmp_path / "texts.xlsx")
    for sheet in book:
        assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)
    found = [tuple(cell.value for cell in line) for line in book["Database"]["B17:E19"]]
    assert found == [("=1+1", "U", None, 1), ("+2", "042", None, 0.1), ("-3", "@x", None, "n/a")]
    assert book["Database"]["E15"].value == "=A1"
    assert book["Framework"]["H5"].value == "I & <b>"
