"""The notebooks of examples/notebook that need no page run from top to bottom, in a kernel, in a folder of their own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import innodex
import nbclient
import nbformat
import openpyxl
import pytest
from conftest import PROJECT

FOLDER = PROJECT / "examples/notebook"
NAMES = ["first-ranking", "what-if-funding", "how-sure-is-a-rank", "from-spreadsheets-to-a-page"]


@pytest.fixture(autouse=True)
def of_the_kernel(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The built package, and a state of the kernel's own."""
    state = tmp_path_factory.mktemp("state")
    monkeypatch.setenv("PYTHONPATH", str(PROJECT / "build/python"))
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(state))


def run(name: str, folder: Path) -> list[dict[str, Any]]:
    """The outputs of all cells; an error in a cell is one here."""
    book = nbformat.read(FOLDER / f"{name}.ipynb", 4)
    nbclient.NotebookClient(book, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    return [output for cell in book.cells if cell.cell_type == "code" for output in cell.outputs]


def said(outputs: list[dict[str, Any]]) -> str:
    return "\n".join(output.get("text") or output["data"].get("text/plain", "") for output in outputs)


def pictures(outputs: list[dict[str, Any]]) -> int:
    return sum("alt." in output.get("data", {}).get("text/plain", "") for output in outputs)


@pytest.mark.parametrize("name", NAMES)
def test_it_is_kept_without_what_it_printed(name: str) -> None:
    cells = json.loads((FOLDER / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert len(code) >= 5 and all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    words = "".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    assert sum("\u4e00" <= c <= "\u9fff" for c in words) > 80, "in Chinese too"


def test_first_ranking(tmp_path: Path) -> None:
    outputs = run("first-ranking", tmp_path)
    assert "bad_parameter | method cannot be 'minmax'. | cell [3]:2" in said(outputs)
    assert "not needed by the framework: remark" in said(outputs) and pictures(outputs) == 2
    sheet = openpyxl.load_workbook(tmp_path / "ranking.xlsx")["rows"]
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == ["乙州", "甲州", "丁州", "丙州"]


def test_what_if_funding(tmp_path: Path) -> None:
    outputs = run("what-if-funding", tmp_path)
    goal = innodex.Model().goal(unit="42", indicator="rd_expenditure", rank=7, period=2022)
    assert str(round(goal["change_percent"], 1)) in said(outputs) and pictures(outputs) == 1
    assert not any("InnodexWarning" in output.get("text", "") for output in outputs), "all that is assumed is stated"


def test_how_sure_is_a_rank(tmp_path: Path) -> None:
    outputs = run("how-sure-is-a-rank", tmp_path)
    rows = innodex.Model().uncertainty(period=2022, draws=1000, seed=1)["rows"]
    hubei = next(row for row in rows if row["code"] == "42")
    assert str((hubei["q5"], hubei["nominal"], hubei["q95"])) in said(outputs) and pictures(outputs) == 3


def test_from_spreadsheets_to_a_page(tmp_path: Path) -> None:
    outputs = run("from-spreadsheets-to-a-page", tmp_path)
    assert "'file': '研发.xlsx', 'sheet': 'rows', 'cell': 'D6'" in said(outputs)
    page = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert "<td>乙州</td>" in page and 'data="panel.csv" framework="framework.json"' in page
    assert (tmp_path / "site/innodex/innodex.js").read_bytes() == (PROJECT / "pkg/dist/innodex.js").read_bytes()
    framework = json.loads((tmp_path / "site/framework.json").read_text(encoding="utf-8"))
    written = innodex.rank(tmp_path / "site/panel.csv", framework, 2024, lang="en")
    assert [(row["unit"], row["rank"]) for row in written] == [("乙州", 1), ("甲州", 2), ("丙州", 3)]
    assert "100" in (tmp_path / "ranking.html").read_text(encoding="utf-8")
