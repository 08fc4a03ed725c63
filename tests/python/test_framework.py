"""Frameworks written in Python: the same as in JSON, and every error says the line that it is about."""

from __future__ import annotations

import inspect
import json
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import innodex
import pytest
from conftest import PROJECT, refused, text

OWN = [
    {"unit": "甲", "year": 2022, "spending": 3.0, "papers": 10.0, "waste": 5.0, "gdp": 100.0},
    {"unit": "乙", "year": 2022, "spending": 1.0, "papers": 30.0, "waste": 1.0, "gdp": 50.0},
    {"unit": "丙", "year": 2022, "spending": 2.0, "papers": 20.0, "waste": 9.0, "gdp": 80.0},
]


def here() -> int:
    """The line that calls this."""
    frame = inspect.currentframe()
    assert frame is not None and frame.f_back is not None
    return frame.f_back.f_lineno


def own() -> innodex.Framework:
    return (
        innodex.Framework("own", name="Own")
        .indicator("intensity", numerator="spending", denominator="gdp", scale=100)
        .indicator("waste", direction=-1)
        .dimension("input", ["intensity"], weight=0.3)
        .dimension("output", {"papers": 2, "waste": 1}, weight=0.7)
        .denominate()
        .normalise("min_max", scope="all")
        .aggregate("arithmetic")
    )


def test_the_methods_are_those_of_the_schema() -> None:
    made = subprocess.run(["node", "scripts/steps.mjs", "--print"], cwd=PROJECT, capture_output=True, check=True).stdout
    ruff = [sys.executable, "-m", "ruff", "format", "--quiet", "--config", "python/pyproject.toml", "-"]
    formatted = subprocess.run(ruff, input=made, cwd=PROJECT, capture_output=True, check=True).stdout
    assert formatted.decode() == text("python/innodex/_steps.py")
    schema = json.loads(text("pkg/dist/schema/framework.json"))
    steps = [step["properties"]["step"]["const"] for step in schema["$defs"]["Step"]["oneOf"]]
    assert all(callable(getattr(innodex.Framework, step)) for step in steps)


def said_again(given: dict[str, Any]) -> innodex.Framework:
    """A framework's dict, said by the builder."""
    root = {name: value for name, value in given["tree"].items() if name != "children"}
    made = innodex.Framework(given["id"], name=given["name"], source=given.get("source"), root=root)
    for each in given["indicators"]:
        made = made.indicator(**each)

    def below(node: dict[str, Any], parent: str | None) -> None:
        nonlocal made
        for child in node["children"]:
            members = {name: value for name, value in child.items() if name not in ("children", "id")}
            leaves = [each for each in child["children"] if "children" not in each]
            children = {each["id"]: each.get("weight") for each in leaves}
            made = made.dimension(child["id"], children, parent=parent, **members)
            below({"children": [each for each in child["children"] if "children" in each]}, child["id"])

    below(given["tree"], None)
    for step in given["steps"]:
        made = getattr(made, step["step"])(**{name: value for name, value in step.items() if name != "step"})
    for preset in given.get("presets", []):
        made = made.preset(**preset)
    for note in given.get("notes", []):
        made = made.note(**note)
    for rule in given.get("points", {}).get("rules", []):
        made = made.rule(**rule)
    if "uncertainty" in given:
        made = made.uncertainty(**given["uncertainty"])
    return made.reference(**given["reference"]) if "reference" in given else made


@pytest.mark.parametrize("name", innodex.frameworks())
def test_every_ready_framework_can_be_said(name: str) -> None:
    given = json.loads(text(f"pkg/dist/frameworks/{name}.json"))
    assert innodex.framework(name).to_dict() == given
    assert said_again(given).to_dict() == given


def test_a_framework_of_ones_own_ranks_as_its_json_does() -> None:
    made = own()
    assert innodex.rank(OWN, made) == innodex.rank(OWN, made.to_dict()) == innodex.rank(OWN, made.to_json())
    by_hand = {row["unit"]: row["score"] for row in innodex.rank(OWN, made, 2022)}
    # 乙: intensity 2 of 2 to 3, papers 30 of 10 to 30, waste 1 of 1 to 9.
    assert by_hand["乙"] == pytest.approx(0.3 * 0 + 0.7 * 100)
    assert by_hand["甲"] == pytest.approx(0.3 * 100 + 0.7 * (0 * 2 + 50) / 3)


def test_every_call_leaves_the_framework_as_it_was() -> None:
    first = own()
    before = first.to_json()
    others = [
        first.normalise("rank"),
        first.replace("normalise", method="z_score"),
        first.rule("papers", at_least=1, bonus=2),
    ]
    assert first.to_json() == before and len({first, *others}) == 4
    assert first == innodex.Framework.from_json(before) and pickle.loads(pickle.dumps(first)) == first
    assert others[1].to_dict()["steps"][1] == {"step": "normalise", "method": "z_score"}


def test_points_references_and_what_varies() -> None:
    made = (
        own()
        .rule("papers", at_least=25, bonus=2, name="many papers")
        .caps(bonus=5)
        .reference(["丙"], counted=False)
        .preset("even", {"input": 1, "output": 1})
        .uncertainty(weights={"noise": 0.2}, normalise=["min_max", "rank"], draws=20)
    )
    assert made.to_dict()["points"] == {
        "rules": [
            {"indicator": "papers", "at_least": 25, "bonus": 2, "name": {"zh": "many papers", "en": "many papers"}}
        ],
        "bonus_cap": 5,
    }
    rows = {row["unit"]: row for row in innodex.rank(OWN, made)}
    assert rows["丙"]["reason"] == "reference_unit"
    model = innodex.Model(OWN, made)
    assert [each["id"] for each in model.presets()["presets"]] == ["even"] and model.uncertainty()["draws"] == 20


def test_a_word_that_is_none_is_refused_at_its_line() -> None:
    line = here() + 1
    error = refused(lambda: own().normalise("minmax"))
    assert (error.code, error.place) == ("bad_parameter", "normalise.method")
    assert error.said == f"{Path(__file__).name}:{line}" and "z_score" in error.hint["en"] and error.said in str(error)
    assert refused(lambda: own().impute("mean", group="regoin")).place == "impute.group"
    assert refused(lambda: own().replace("weigh", method="critic")).place == "replace.step"
    assert refused(lambda: own().dimension("x", "papers")).place == "dimension.children"
    assert refused(lambda: innodex.framework("regional")).code == "unknown_framework"
    assert refused(lambda: own().treat("winsorise", points=float("nan"))).code == "bad_json"


def test_what_only_the_calculator_sees_is_told_with_its_line() -> None:
    lines = {}
    made = innodex.Framework("own")
    lines["dimension"] = here() + 1
    made = made.dimension("all", ["papers", "nothing"])
    lines["normalise"] = here() + 1
    made = made.normalise("goalposts", low=9, high=1)
    made = made.aggregate("arithmetic")
    error = refused(lambda: innodex.Model(OWN, made))
    assert error.code == "unknown_column" and error.said == f"{Path(__file__).name}:{lines['dimension']}"
    data = [{**row, "nothing": 1.0} for row in OWN]
    error = refused(lambda: innodex.Model(data, made))
    assert error.place.startswith("$.steps[0]") and error.said == f"{Path(__file__).name}:{lines['normalise']}"


def test_a_dimension_of_nobody() -> None:
    line = here() + 1
    made = innodex.Framework("own").dimension("a", ["x"], parent="nowhere")
    error = refused(made.to_dict)
    assert error.code == "unknown_node" and error.said == f"{Path(__file__).name}:{line}"


def test_periods_and_numbers_of_numpy() -> None:
    import numpy as np

    made = own().replace("normalise", method="min_max", scope={"base": 2022}, lower=np.float64(1), upper=np.int64(5))
    assert made.to_dict()["steps"][1] == {
        "step": "normalise",
        "method": "min_max",
        "scope": {"base": "2022"},
        "lower": 1.0,
        "upper": 5,
    }
    assert innodex.rank(OWN, made)[0]["rank"] == 1


def test_a_framework_shows_itself(tmp_path: Path) -> None:
    made = own().dimension("<script>", ["papers"])
    assert "<script>" not in made._repr_html_() and "&lt;script&gt;" in made._repr_html_()
    assert repr(own()) == "Framework('own', 3 indicators, denominate > normalise > aggregate)"
    path = tmp_path / "own.json"
    own().to_json(path)
    assert innodex.rank(OWN, path) == innodex.rank(OWN, own()) and innodex.Framework.from_json(path) == own()


def test_topsis_is_that_of_scikit_criteria() -> None:
    # scikit-criteria 0.10: mkpipe(NegateMinimize(), MinMaxScaler("matrix"), SumScaler("weights"), TOPSIS()) of
    # mkdm([[7, 5, 35], [5, 4, 26], [5, 6, 28], [3, 4, 36]], [min, max, max], [2, 4, 1])
    theirs = {"A": 0.43659399, "B": 0.19074357, "C": 0.76322339, "D": 0.35857017}
    matrix = [(7, 5, 35), (5, 4, 26), (5, 6, 28), (3, 4, 36)]
    rows = [{"unit": unit, "a": a, "b": b, "c": c} for unit, (a, b, c) in zip(theirs, matrix)]
    made = (
        innodex.Framework("cars")
        .indicator("a", direction=-1)
        .dimension("all", {"a": 2, "b": 4, "c": 1}, aggregate={"method": "topsis", "scale": "none"})
        .normalise("min_max", lower=0, upper=1)
        .aggregate("arithmetic")
    )
    scores = {row["unit"]: row["score"] for row in innodex.Model(rows, made, period=2024).rank()}
    assert scores == pytest.approx(theirs, abs=1e-8)
