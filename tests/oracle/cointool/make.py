"""Workbooks in the COIN Tool's layout, written by others than innodex: openpyxl 3.1.5, and two of them computed and saved
again by LibreOffice 7.4. usage: python make.py (needs openpyxl, and soffice on the PATH)"""
import subprocess
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

HERE = Path(__file__).parent
FIRST = 5  # column E


def layout(indicators, groups, units, *, labels=True, down=0, rows=48):
    """The two sheets of the tool. `indicators`: (weight, direction, lower, upper, index, si, p, sp, name, code)."""
    book = Workbook()
    database = book.active
    database.title = "Database"
    framework = book.create_sheet("Framework")
    if labels:
        # Rows 1 to 6 as in COIN_Tool_v1_LITE_exampledata.xlsm.
        for row, word in enumerate(["Minmax", "Datamax", "Goalposts", "Dataz", "Dataprcranks", "Geometric"], 1):
            database.cell(row, 1, word)
        database["B1"] = "Database"
        for cell, value in {"C2": "Normalisation method:", "D2": "Minmax", "B3": "For MinMax, DataMax, Goalposts:", "C3": "Minimum score", "D3": 0, "C4": "Maximum score", "D4": 100, "B5": "For Dataz (z-scores):", "C5": "Mean score", "D5": 50, "C6": "Standard deviation", "D6": 10}.items():
            database[cell] = value
    for at, cells in enumerate(indicators):
        for row, value in enumerate(cells, 7):
            database.cell(row, FIRST + at, value)
    for at, (name, code, *figures) in enumerate(units):
        database.cell(17 + at, 2, name)
        database.cell(17 + at, 3, code)
        database.cell(17 + at, 4, at + 1)
        for column, value in enumerate(figures):
            database.cell(17 + at, FIRST + column, value)
    header = ["Item", "Dimension/indicator", "Supra-dimension", "Weight", "Aggregation", "Direction", "Name of dimension/indicator", None, "Code"]
    framework.cell(2 + down, 2, "Conceptual framework")
    for column, word in enumerate(header, 2):
        framework.cell(4 + down, column, word)
    for at in range(rows):
        code, above, weight, name = groups[at] if at < len(groups) else ("--", "--", None, None)
        row = [code, above, weight, "Arithmetic", 1, name, None, "index" if code == "Index" else code]
        for column, value in enumerate(row, 3):
            framework.cell(5 + down + at, column, value)
    return book


def esi():
    """The European Skills Index of the tool's own example, as far as R printed it: see README.md."""
    names = ["Pre-primary pupil-to-teacher ratio", "Share of population aged 15-64 with at least upper secondary education", "Reading, maths & science scores (aged 15)", "Recent training", "VET students", "High computer skills", "Early leavers from training", "Recent graduates in employment"]
    weights = [0.4, 0.3, 0.3, 0.3, 0.35, 0.35, 0.7, 0.3]
    directions = [-1, 1, 1, 1, 1, 1, -1, 1]
    paths = ["sp.01"] * 3 + ["sp.02"] * 3 + ["sp.03"] * 2
    pillar = {"sp.01": "p.01", "sp.02": "p.01", "sp.03": "p.02"}
    indicators = [(w, d, "n/a", "n/a", "Index", "si.01", pillar[s], s, name, f"ind.{at:02}") for at, (w, d, s, name) in enumerate(zip(weights, directions, paths, names), 1)]
    groups = [
        ("Index", None, 1, "European Skills Index"),
        ("si.01", "Index", 1, "European Skills Index"),
        ("p.01", "si.01", 0.3, "Skills Development"),
        ("p.02", "si.01", 0.3, "Skills Activation"),
        ("sp.01", "p.01", 0.5, "Compulsory education"),
        ("sp.02", "p.01", 0.5, "Training and tertiary education"),
        ("sp.03", "p.02", 0.5, "Transition to work"),
    ]
    units = [
        ("Austria", "AT", 13.3, 80.4, 492, 14.9, 68.8, 34, 3.7, 87.6),
        ("Belgium", "BE", 15.1, 71.8, 503, 7, 59.6, 24, 5.2, 81.2),
        ("Bulgaria", "BG", 12.3, 78.1, 440, 2.2, 51.3, 15, 10.6, 72),
        ("Cyprus", "CY", 14, 76, 438, 6.9, 16.7, 23, 3.6, 73.4),
        ("Czech Republic", "CZ", 13.5, 87.6, 491, 8.8, 73.2, 27, 3.9, 86.7),
        ("Germany", "DE", 9.7, 80.2, 508, 8.5, 46.3, 30, 5.6, 90.1),
        ("Denmark", "DK", 9.7, 73, 504, 27.7, 40.6, 39, 3.8, 83.9),
        ("Estonia", "EE", 8.6, 83.3, 524, 15.7, 35.7, 37, 4.1, 77.1),
        ("Greece", "EL", 11.8, 70, 458, 4, 31.5, 30, 3.9, 49.2),
        ("Spain", "ES", 14.9, 57.4, 491, 9.4, 34.8, 33, 11.4, 68),
    ]
    return layout(indicators, groups, units)


def levels():
    """Every level used, and every kind of cell that a figure may come in."""
    paths = [("si.01", "p.01", "sp.01"), ("si.01", "p.01", "sp.01"), ("si.01", "p.02", "sp.02"), ("si.01", "p.02", "sp.03"), ("si.02", "p.03", "sp.04"), ("si.02", "p.03", "sp.05"), ("si.02", "p.03", "sp.05")]
    names = ["专利授权量", "Échange & co", 'Say "so", twice', "=not a formula", "a < b", "  spaces around  ", "plain"]
    weights = [1, 0.5, 1 / 3, 2, 0.1 + 0.2, 0, 7e-5]
    indicators = [[w, -1 if at % 2 else 1, 0 if at == 0 else "n/a", 100.5 if at == 0 else "n/a", "Index", *path, name, f"ind.{at + 1:02}"] for at, (w, path, name) in enumerate(zip(weights, paths, names))]
    groups = [("Index", None, 1, "Index of all"), ("si.01", "Index", 0.6, "First"), ("si.02", "Index", "=1-0.6", "Second"), ("p.01", "si.01", 1, "P one"), ("p.02", "si.01", 2, "P two"), ("p.03", "si.02", 1, "P three"), ("sp.01", "p.01", 1, "SP 1"), ("sp.02", "p.02", 1, "SP 2"), ("sp.03", "p.02", 1, "SP 3"), ("sp.04", "p.03", 0.25, "SP 4"), ("sp.05", "p.03", 0.75, "SP 5")]
    units = [
        ("北京", "BJ", 0.1, 1 / 3, 1e-300, 1e300, -0.5, 123456789.123456789, 5e-324),
        ("Two", "T", "=1/3", "=0.1+0.2", "=SUM(E17:F17)", "=IF(1=1,\"n/a\",0)", "=NA()", "n/a", None),
        ("Number as code", 42, "12.5", 1, 2, 3, 4, 5, 6),
        ("Decimal as code", 0.5, 7, 8, 9, 10, 11, 12, 13),
        ("Nothing named", "Z", 14, 15, 16, 17, "=IF(FALSE,1,\"\")", 19, 20),
        ("'quoted", "Q1", -1, -2, -3, -4, -5, -6, -7),
    ]
    book = layout(indicators, groups, units)
    sheet = book["Database"]
    sheet["H15"].data_type = "s"
    sheet["E20"].number_format = "0.00%"
    sheet["F20"].number_format = '#,##0.0;[Red]-#,##0.0'
    return book


def rich():
    """As older tools and other programs leave it: Framework one row further down, texts in several fonts."""
    book = layout([[1, 1, None, None, "Index", "si.01", "p.01", "sp.01", "One", "ind.01"], [3, -1, None, None, "Index", "si.01", "p.01", "sp.02", "Two", "ind.02"]],
                  [("Index", None, 1, "I"), ("si.01", "Index", 1, "I"), ("p.01", "si.01", 1, "I"), ("sp.01", "p.01", 0.5, "A"), ("sp.02", "p.01", 0.5, "B")],
                  [("U", "u", 1, 2), ("V", "v", 3, "n/a"), ("W", "w", 5, 6)], labels=False, down=1)
    book["Database"]["E15"] = CellRichText("On", TextBlock(InlineFont(b=True), "e"))
    return book


def main():
    esi().save(HERE / "esi.xlsx")
    rich().save(HERE / "old.xlsx")
    raw = HERE / "raw"
    raw.mkdir(exist_ok=True)
    levels().save(raw / "levels.xlsx")
    subprocess.run(["soffice", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", HERE, raw / "levels.xlsx"], check=True, capture_output=True)
    # What openpyxl writes has formulas, and nobody computed them.
    (raw / "levels.xlsx").rename(HERE / "waiting.xlsx")
    raw.rmdir()


main()
