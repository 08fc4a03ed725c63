"""A page that Python writes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import innodex
import pandas as pd
from conftest import refused

ROWS = [{"unit": "<b>甲</b>", "year": 2022, "x": 1.0}, {"unit": "乙", "year": 2022, "x": 3.0}]
FRAMEWORK = innodex.Framework("own").dimension("g", ["x"]).normalise("min_max").aggregate("arithmetic")


def test_a_page_of_ones_own(tmp_path: Path) -> None:
    page = innodex.publish(
        tmp_path, pd.DataFrame(ROWS), FRAMEWORK, title='<i>"A" & B', growth="x", scenario=("乙", "x")
    )
    text = page.read_text(encoding="utf-8")
    assert "&lt;i&gt;&quot;A&quot; &amp; B" in text and "<b>" not in text and "&lt;b&gt;甲&lt;/b&gt;" in text
    assert "style=" not in text and not re.search(r"<script(?! type=\"module\" src=)", text) and "http://" not in text
    assert json.loads((tmp_path / "framework.json").read_text(encoding="utf-8")) == FRAMEWORK.to_dict()
    assert innodex.rank(tmp_path / "panel.csv", FRAMEWORK) == innodex.rank(ROWS, FRAMEWORK)
    assert "<innodex-growth" in text and '<innodex-scenario unit="乙" indicator="x" period="2022">' in text


def test_the_embedded_panel_by_its_model(tmp_path: Path) -> None:
    text = innodex.publish(tmp_path, innodex.Model(), lang="en", period=2022).read_text(encoding="utf-8")
    assert '<innodex-model framework="provincial" lang="en"><innodex-ranking period="2022">' in text
    assert "<td>Beijing</td>" in text and not (tmp_path / "panel.csv").exists()


def test_nothing_is_written_of_what_is_wrong(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    assert refused(lambda: innodex.publish(folder, ROWS, FRAMEWORK, period=1990)).code == "unknown_period"
    assert not folder.exists()
