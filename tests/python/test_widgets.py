"""The widgets without a page: traits that say no in words, and results that are always those of the present traits."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import innodex
import ipywidgets
import pandas as pd
import pytest
from conftest import PROJECT, refused, text

FRAMEWORK = Path(PROJECT, "examples/own-figures/central.json")


def test_ranking() -> None:
    seen: list[Any] = []
    ranking = innodex.Ranking(period=2022, unit="Hubei")
    ranking.observe(lambda change: seen.append((change.name, change.new)), ["period", "node", "region", "unit", "lang"])
    assert (ranking.period, ranking.node, ranking.region, ranking.unit, ranking.lang) == (
        "2022",
        None,
        None,
        "42",
        "zh",
    )
    assert ranking.rows == innodex.rank(period=2022)
    ranking.period, ranking.node, ranking.region, ranking.unit, ranking.lang = (
        pd.Period("2019"),
        "input",
        "west",
        "四川",
        "en",
    )
    assert ranking.rows == innodex.rank(period="2019", node="input", region="west", lang="en")
    assert seen == [("period", "2019"), ("node", "input"), ("region", "west"), ("unit", "51"), ("lang", "en")]
    assert innodex.Ranking().period == "2022", "the newest complete one"


@pytest.mark.parametrize(
    ("trait", "value", "code"),
    [
        ("period", 1990, "unknown_period"),
        ("period", 2022.5, "bad_period"),
        ("node", "x", "unknown_node"),
        ("node", 5, "bad_parameter"),
        ("region", "north", "bad_parameter"),
        ("unit", "Atlantis", "unknown_unit"),
        ("lang", "fr", "bad_parameter"),
        ("lang", None, "bad_parameter"),
    ],
)
def test_a_ranking_refuses_and_stays_as_it_was(trait: str, value: Any, code: str) -> None:
    ranking = innodex.Ranking(period=2022)
    before = getattr(ranking, trait)
    assert refused(lambda: setattr(ranking, trait, value)).code == code
    assert getattr(ranking, trait) == before
    assert refused(lambda: innodex.Ranking(**{trait: value})).code == code if value is not None else True


def test_scenario() -> None:
    funded = innodex.Scenario(unit="湖北", indicator="rd_expenditure", period=2022)
    assert all(row["score"] == row["score_before"] for row in funded.result)
    funded.percent = 30
    assert funded.result == innodex.scenario(
        changes=[{"unit": "42", "indicator": "rd_expenditure", "op": "multiply", "value": 1.3}], period=2022
    )
    funded.unit, funded.period, funded.percent = "江苏", 2021, -50
    assert funded.changes == [
        {"unit": "32", "indicator": "rd_expenditure", "period": "2021", "op": "multiply", "value": 0.5}
    ]
    funded.unit = funded.indicator = funded.period = None
    usual = innodex.Scenario()
    assert (funded.unit, funded.indicator, funded.period) == (usual.unit, usual.indicator, usual.period)
    assert (usual.unit, usual.indicator, usual.period, usual.percent) == ("11", "rd_expenditure", "2022", 0)


@pytest.mark.parametrize(
    ("trait", "value", "code"),
    [
        ("percent", 101, "bad_parameter"),
        ("percent", -51, "bad_parameter"),
        ("percent", float("nan"), "bad_parameter"),
        ("percent", True, "bad_parameter"),
        ("percent", "5", "bad_parameter"),
        ("percent", None, "bad_parameter"),
        ("indicator", "x", "unknown_column"),
        ("indicator", "rd_intensity_bulletin", "ratio_not_changeable"),
        ("unit", "Atlantis", "unknown_unit"),
        ("period", 1990, "unknown_period"),
    ],
)
def test_a_scenario_refuses_and_stays_as_it_was(trait: str, value: Any, code: str) -> None:
    funded = innodex.Scenario(percent=5)
    before = getattr(funded, trait)
    assert refused(lambda: setattr(funded, trait, value)).code == code
    assert getattr(funded, trait) == before


def test_growth() -> None:
    grown = innodex.Growth(indicator="gdp", rate="cagr", period=2022)
    assert grown.rows == innodex.growth(indicator="gdp", rate="cagr", from_=2017, period=2022), (
        "five years back, as the page shows"
    )
    grown.from_ = 2012
    assert grown.rows == innodex.growth(indicator="gdp", rate="cagr", from_=2012, period=2022)
    grown.rate, grown.lag = "simple", 3
    assert grown.rows == innodex.growth(indicator="gdp", period=2022, lag=3)
    grown.rate, grown.base = "base_index", 2015
    assert grown.rows == innodex.growth(indicator="gdp", rate="base_index", period=2022, base=2015)
    for trait, value, code in [
        ("indicator", "x", "unknown_indicator"),
        ("rate", "fast", "bad_parameter"),
        ("lag", 0, "bad_parameter"),
        ("base", 1990, "unknown_period"),
        ("from_", 2022.5, "bad_period"),
        ("unit", "Atlantis", "unknown_unit"),
    ]:
        assert refused(lambda trait=trait, value=value: setattr(grown, trait, value)).code == code


def test_one_s_own_figures_go_to_the_page_as_they_are() -> None:
    frame = pd.read_csv(pd.io.common.StringIO(text("examples/own-figures/central.csv")))
    ranking = innodex.Ranking(frame, FRAMEWORK, 2022, lang="en")
    assert ranking.rows == innodex.rank(text("examples/own-figures/central.csv"), FRAMEWORK, 2022, lang="en")
    assert json.loads(ranking._framework) == json.loads(FRAMEWORK.read_text(encoding="utf-8"))
    assert pd.read_csv(pd.io.common.StringIO(ranking._data)).equals(frame)
    assert innodex.Ranking()._data is None and innodex.Ranking()._framework == "provincial"
    assert refused(lambda: innodex.Ranking(frame)).code == "unknown_column"


def test_figures_without_a_framework() -> None:
    rows = [{"code": "a", "year": 2022, "x": 2, "y": 4}, {"code": "b", "year": 2022, "x": 1}]
    widget = innodex.Ranking(rows, None)
    assert [(row["code"], row["score"]) for row in widget.rows] == [("a", 3.0), ("b", 1.0)]
    assert innodex.rank(rows, json.loads(widget._framework)) == widget.rows, "the page is told the same"
    assert innodex.Growth(rows).indicator == "x"


def test_one_copy_of_the_wasm_for_all_widgets() -> None:
    shared = innodex.Ranking()._files
    assert innodex.Scenario()._files is shared and innodex.Growth()._files is shared
    for name, zipped in shared.files.items():
        folder = "build/notebook" if name == "notebook.wasm" else "pkg/dist"
        assert gzip.decompress(zipped) == (PROJECT / folder / name).read_bytes(), name
    assert {
        "notebook.wasm",
        "provinces.bin",
        *(f"frameworks/{file.name}" for file in (PROJECT / "pkg/dist/frameworks").iterdir()),
    } == set(shared.files)
    assert sum(map(len, shared.files.values())) < 320_000
    ipywidgets.Widget.close_all()
    assert innodex.Ranking()._files is not shared, "closed: made again"


def test_a_widget_says_what_it_shows() -> None:
    ranking = innodex.Ranking(period=2022, region="central")
    assert repr(ranking) == "Ranking(period='2022', region='central')" and ranking.problem is None
    assert repr(innodex.Scenario(unit="湖北", period=2022)) == (
        "Scenario(indicator='rd_expenditure', percent=0.0, period='2022', unit='42')"
    )


def test_a_table_stands_beside_the_view() -> None:
    bundle = innodex.Ranking(period=2022, lang="en")._repr_mimebundle_()
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    assert "<td>Beijing</td>" in data["text/html"] and "application/vnd.jupyter.widget-view+json" in data


def test_a_layout_is_passed_on_and_a_box_leaves_room() -> None:
    assert innodex.Ranking(layout={"height": "400px"}).layout.height == "400px"
    assert innodex.Ranking().layout.flex == "1 1 auto" and innodex.Growth().layout.min_width == "280px"


def test_other_figures_take_the_place_of_the_former() -> None:
    def rows(last: float) -> list[dict[str, object]]:
        return [{"unit": u, "year": y, "x": x} for u, y, x in (("a", 2021, 1.0), ("b", 2021, 2.0), ("a", 2022, last))]

    made = innodex.Framework("t").dimension("g", ["x"]).aggregate("arithmetic")
    ranking = innodex.Ranking(rows(5.0), made, period=2022)
    ranking.update(rows(9.0), made)
    assert (ranking.period, ranking.rows[0]["score"]) == ("2022", 9.0) and "9" in ranking._data
    ranking.update([row for row in rows(9.0) if row["year"] == 2021], made)
    assert ranking.period == "2021", "the former period is not in these figures"
    with pytest.raises(innodex.InnodexError):
        ranking.update([{"x": 1}], made)
    assert ranking.rows[0]["unit"] == "b", "and it shows what it showed"


def test_a_page_of_its_own_holds_everything(tmp_path: Path) -> None:
    hostile = [{"unit": "</script><script>alert(1)</script>", "year": 2022, "x": 1.0}]
    page = innodex.Ranking(hostile, None).to_html(tmp_path / "page.html")
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == page
    assert page.count("<script") == 1 and "<td>&lt;/script&gt;&lt;script&gt;alert(1)" in page


def test_the_shared_files_are_a_widget_of_anywidget() -> None:
    import anywidget

    assert isinstance(innodex.Ranking()._files, anywidget.AnyWidget)
