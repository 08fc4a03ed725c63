"""Answers show themselves, are drawn, and are written into workbooks, whatever kind of frame they are."""

from __future__ import annotations

import json
import pickle
import re
import subprocess
import sys
import warnings
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import altair
import innodex
import openpyxl
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import PROJECT, refused, text

HOSTILE = "<img src=x onerror=alert(1)>\"'&=1+1"
ROWS = [
    {"unit": HOSTILE, "year": 2022, "x": 1.0, "y": 4.0},
    {"unit": "=cmd|' /C calc'!A0", "year": 2022, "x": 3.0, "y": 2.0},
    {"unit": "丙\u0001", "year": 2022, "x": None, "y": None},
]
FRAMEWORK = (
    innodex.Framework("own")
    .dimension("g", ["x"], name={"zh": "甲组", "en": "Group <g>"})
    .dimension("h", ["y"])
    .normalise("min_max")
    .aggregate("arithmetic", minimum_share=0.5)
)


class Cells(HTMLParser):
    """The tags and the texts of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def of_kind(kind: str) -> Any:
    table = {"pandas": pd.DataFrame, "polars": pl.DataFrame, "pyarrow": pa.Table.from_pylist, "dicts": list}[kind](ROWS)
    return innodex.rank(table, FRAMEWORK, lang="en")


KINDS = ["dicts", "pandas", "polars", "pyarrow"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_stands_without_a_kernel_and_holds_no_tag_of_anybodys(kind: str) -> None:
    answer = of_kind(kind)
    html = answer._repr_html_() if kind == "dicts" else innodex.to_html(answer)
    seen = Cells(html)
    assert set(seen.tags) <= {"table", "thead", "tbody", "tr", "th", "td", "br", "p", "html", "meta", "title", "style"}
    assert HOSTILE in "".join(seen.texts) and "得分" in seen.texts and "score" in seen.texts
    assert seen.tags.count("tr") == 1 + len(ROWS)
    if kind in ("dicts", "pandas"):  # what knows the names of dimensions
        assert {"甲组", "Group <g>"} <= set(seen.texts)


def test_a_long_table_says_what_it_leaves_out() -> None:
    rows = innodex.Model().contributions(period=2022)
    assert len(rows) == 403 and "303 more rows" in rows._repr_html_() and rows._repr_html_().count("<tr>") == 101
    assert "没有行" in innodex.to_html([])


def test_answers_are_still_lists_and_dicts() -> None:
    rank, intervals = innodex.rank(period=2022), innodex.Model().uncertainty(draws=20)
    assert isinstance(rank, list) and isinstance(intervals, dict) and rank[:2] == list(rank)[:2]
    assert rank[:2]._repr_html_().count("<tr>") == 3 and rank[0]["code"] == "11"
    assert json.loads(json.dumps(rank)) == rank and pd.DataFrame(rank).shape == (31, 9)
    again = pickle.loads(pickle.dumps(intervals))
    assert again == intervals and again.about == intervals.about and again["rows"]._repr_html_()


def test_frames_are_exactly_those_of_their_library() -> None:
    assert type(of_kind("pandas")) is pd.DataFrame and type(of_kind("polars")) is pl.DataFrame
    table = of_kind("pyarrow")
    assert type(table) is pa.Table and str(table.schema.field("rank").type) == "int64"
    assert table.to_pylist() == of_kind("dicts") == of_kind("polars").to_dicts()
    assert of_kind("pandas").innodex.plot().to_dict()["data"] and of_kind("polars").innodex.plot("heat")


@pytest.mark.parametrize("kind", KINDS)
def test_a_workbook_has_texts_and_numbers_and_no_formula(kind: str, tmp_path: Path) -> None:
    answer = of_kind(kind)
    path = answer.to_excel(tmp_path / "r.xlsx") if kind == "dicts" else innodex.to_excel(answer, tmp_path / "r.xlsx")
    sheet = openpyxl.load_workbook(path)["rows"]
    head, *rows = ([cell.value for cell in row] for row in sheet.iter_rows())
    wanted = of_kind("dicts")
    assert head == list(wanted[0]) and sheet.freeze_panes == "A2"
    assert [cell.data_type for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []
    assert [row[1] for row in rows] == [row["unit"].replace("\u0001", "_x0001_") for row in wanted]
    assert [row[3] for row in rows] == [row["score"] for row in wanted], "every digit"


def test_every_table_of_an_answer_is_a_sheet(tmp_path: Path) -> None:
    answer = innodex.Model().smaa(draws=20)
    book = openpyxl.load_workbook(answer.to_excel(tmp_path / "a.xlsx"))
    assert book.sheetnames == ["rows", "acceptability", "central_weights"]
    assert [c.value for c in book["rows"][2]][:2] == ["11", "北京"]
    with pytest.raises(innodex.InnodexError, match="file_unwritable"):
        answer.to_excel(tmp_path / "nowhere" / "a.xlsx")
    again = tmp_path / "b.xlsx"
    answer.to_excel(again)
    assert again.read_bytes() == (tmp_path / "a.xlsx").read_bytes(), "the same bytes for the same answer"


def test_names_of_sheets_are_such_as_a_spreadsheet_opens(tmp_path: Path) -> None:
    from innodex import _excel

    names = ["a/b:c*?[d]", "A B C   D ", "x" * 60, "x" * 60, "", "'"]
    path = _excel.write(tmp_path / "n.xlsx", {f"{name}{' ' * at}": [{"v": at}] for at, name in enumerate(names)})
    found = openpyxl.load_workbook(path).sheetnames
    assert len({name.lower() for name in found}) == 6 and all(0 < len(name) <= 31 for name in found)
    assert not any(re.search(r"[\[\]:*?/\\]", name) for name in found)


@pytest.fixture(scope="module")
def answers() -> dict[str, Any]:
    model = innodex.Model()
    return {
        "ranking": model.rank(2022, lang="en"),
        "intervals": model.uncertainty(period=2022, draws=50, lang="en"),
        "bump": model.history(periods=[2020, 2021, 2022], lang="en"),
        "sensitivity": model.sensitivity(period=2022, points=64, bootstraps=10, lang="en"),
        "growth": model.growth("rd_expenditure", period=2022, lang="en"),
        "contributions": model.contributions(period=2022, lang="en"),
        "tornado": model.tornado(unit="42", period=2022, lang="en"),
    }


def points(chart: Any) -> list[dict[str, Any]]:
    spec = chart.to_dict()
    return spec["datasets"][spec["data"]["name"]] if "name" in spec["data"] else spec["data"]["values"]


@pytest.mark.parametrize("kind", ["ranking", "intervals", "bump", "sensitivity", "growth", "contributions", "tornado"])
def test_every_answer_has_the_picture_that_fits(kind: str, answers: dict[str, Any]) -> None:
    chart = answers[kind].plot()
    assert isinstance(chart, (altair.Chart, altair.LayerChart))
    assert chart.to_dict()["title"]["text"] == innodex._charts.TITLES[kind][1]  # validated by Altair's schema
    assert answers[kind].plot(lang="zh").to_dict()["title"]["text"] == innodex._charts.TITLES[kind][0]
    assert len(points(chart)) >= 3


def test_pictures_show_the_figures_of_the_answer(answers: dict[str, Any]) -> None:
    ranking = answers["ranking"]
    drawn = points(ranking.plot(highlight="Hubei"))
    assert [(row["unit"], row["score"]) for row in drawn] == [(row["unit"], row["score"]) for row in ranking]
    assert [row["unit"] for row in drawn if row["_chosen"]] == ["Hubei"]
    assert [row["_chosen"] for row in points(ranking.plot(highlight=["42"]))] == [row["_chosen"] for row in drawn]
    within = points(innodex.plot(ranking, intervals=answers["intervals"]))
    assert {row["code"]: (row["q5"], row["q95"]) for row in within} == {
        row["code"]: (row["q5"], row["q95"]) for row in answers["intervals"]["rows"]
    }
    strips = points(ranking.plot("heat"))
    assert len(strips) == 31 * 4 and {row["dimension"] for row in strips} >= {"Innovation input"}
    bars = points(answers["sensitivity"].plot())
    assert [bar["value"] for bar in bars] == [
        row[part] for row in answers["sensitivity"]["rows"] for part in ("first", "total")
    ]


def test_the_colours_are_those_of_the_page() -> None:
    from innodex import _charts

    style = text("www/elements/style.js") + text("www/uncertainty/robustness.style.js")
    light = dict(reversed(re.findall(r"--innodex-([\w-]+), (#\w+)", style)))
    assert [light[f"part-{at}"] for at in range(1, 7)] == list(_charts.PARTS)
    assert [light[f"heat-{at}"] for at in range(1, 7)] == list(_charts.HEAT)
    assert (light["muted"], light["selected-edge"]) == (_charts.MUTED, _charts.CHOSEN)
    assert (light["up"], light["down"]) == (_charts.UP, _charts.DOWN)


def test_what_cannot_be_drawn_is_refused_with_what_can() -> None:
    error = refused(lambda: innodex.rank(period=2022).plot("bump"))
    assert error.code == "no_picture" and "ranking" in error.hint["en"] and "heat" in error.hint["en"]
    assert refused(lambda: innodex.Model().audit().plot()).code == "no_picture"
    assert refused(lambda: innodex.plot(5)).code == "bad_frame"


def test_without_altair_it_says_what_to_install() -> None:
    script = """
import sys; sys.modules["altair"] = None
import innodex
try: innodex.rank(period=2022).plot()
except innodex.InnodexError as error: print(error.code, error.hint["en"])
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=PROJECT)
    assert done.stdout.strip() == "altair_missing Run pip install altair."


def test_options_hold_for_every_call() -> None:
    try:
        innodex.options.lang = "en"
        assert (
            innodex.rank(period=2022)[0]["unit"] == "Beijing" and innodex.Model().history(unit="42")["name"] == "Index"
        )
        assert innodex.rank(period=2022, lang="zh")[0]["unit"] == "北京"
        innodex.options.kind = "polars"
        assert isinstance(innodex.rank(period=2022), pl.DataFrame)
        assert isinstance(innodex.Model().smaa(draws=5)["rows"], pl.DataFrame)
        assert innodex.rank(ROWS, FRAMEWORK)[0]["rank"] == 1, "what is given comes back as it came"
        assert refused(lambda: setattr(innodex.options, "lang", "fr")).place == "options.lang"
        with pytest.raises(AttributeError):
            innodex.options.language = "en"
    finally:
        innodex.options.lang, innodex.options.kind = "zh", "dicts"


def test_money_says_what_it_relies_on() -> None:
    fund = [{"unit": "42", "indicator": "rd_expenditure", "op": "fund", "value": 1_000_000}]
    with pytest.warns(innodex.InnodexWarning, match="changes R&D expenditure by 1 .assumed") as caught:
        after = innodex.scenario(changes=fund, period=2022, lang="en")
    assert caught[0].filename == __file__ and "changes R&amp;D expenditure by 1" in after._repr_html_()
    more = [{"unit": "42", "indicator": "rd_expenditure", "op": "add", "value": 1_000_000}]
    assert after == innodex.scenario(changes=more, period=2022, lang="en"), "a yuan is a yuan: that is the assumption"
    stated = {"changes": fund, "assumptions": {"additionality": {"value": 0.5, "source": "Report 7"}}}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        after = innodex.scenario(changes=stated, period=2022, lang="en")
    assert "Report 7" in after._repr_html_()
