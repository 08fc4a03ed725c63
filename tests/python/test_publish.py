"""A publication of the command line has the ranks that Python computes: in the plain table, the JSON and the workbook."""

from __future__ import annotations

import json
import subprocess
import zipfile
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import innodex
import openpyxl
import pytest
from conftest import PROJECT

OWN = PROJECT / "examples/own-figures"


class Rows(HTMLParser):
    """Code, rank and name of every row of the plain table."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "tr" and "data-code" in given:
            self.rows.append([given["data-code"] or ""])
        self.cell = tag in ("td", "bdi") and bool(self.rows) and len(self.rows[-1]) < 3

    def handle_data(self, data: str) -> None:
        if self.cell:
            self.rows[-1].append(data)
            self.cell = False


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    provinces = {
        "innodex": "project",
        "version": 1,
        "title": {"zh": "省级创新指数"},
        "data": {"ready": "provinces"},
        "framework": "provincial",
        "show": {"views": ["ranking"], "period": "2022"},
    }
    project = tmp_path_factory.mktemp("project") / "provinces.json"
    project.write_text(json.dumps(provinces), encoding="utf-8")
    made = {}
    for name, path in {"provinces": project, "own": OWN / "project.json"}.items():
        made[name] = tmp_path_factory.mktemp(name)
        run = [
            "node",
            "pkg/bin/innodex.js",
            "publish",
            str(path),
            "--out",
            str(made[name]),
            "--zip",
            str(made[name]) + ".zip",
        ]
        subprocess.run(run, cwd=PROJECT, check=True, capture_output=True)
    return made


def ranks(name: str) -> dict[str, tuple[int, float]]:
    """By code, what Python computes of the same figures."""
    if name == "provinces":
        model = innodex.Model(framework="provincial")
    else:
        model = innodex.Model((OWN / "central.csv").read_text(encoding="utf-8"), framework=OWN / "central.json")
    return {row["code"]: (row["rank"], row["score"]) for row in rows_of(model.rank("2022"))}


def rows_of(table: Any) -> list[dict[str, Any]]:
    return table if isinstance(table, list) else table.to_dict("records")


@pytest.mark.parametrize("name", ["provinces", "own"])
def test_the_ranks_are_pythons(folders: dict[str, Path], name: str) -> None:
    wanted = ranks(name)
    shown = Rows()
    shown.feed((folders[name] / "static.html").read_text(encoding="utf-8"))
    assert {code: int(rank) for code, rank, _ in shown.rows} == {code: rank for code, (rank, _) in wanted.items()}
    published = json.loads((folders[name] / "data/ranking.json").read_text(encoding="utf-8"))["rows"]
    assert {row["code"]: (row["rank"], row["score"]) for row in published} == wanted
    sheet = openpyxl.load_workbook(folders[name] / "ranking.xlsx").worksheets[0]
    lines = [line for line in sheet.iter_rows(values_only=True) if line[0] in wanted]
    assert {line[0]: (line[2], line[3]) for line in lines} == wanted


@pytest.mark.parametrize("name", ["provinces", "own"])
def test_the_zip_is_the_folder(folders: dict[str, Path], name: str) -> None:
    with zipfile.ZipFile(BytesIO(Path(str(folders[name]) + ".zip").read_bytes())) as zipped:
        assert zipped.testzip() is None
        for path in zipped.namelist():
            assert zipped.read(path) == (folders[name] / path).read_bytes(), path
