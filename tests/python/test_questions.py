"""Each question is a method of Model and answers what it answers in Node."""

from __future__ import annotations

import csv
import json
from typing import Any

import innodex
import pandas as pd
import pytest
from conftest import PROJECT, node, refused, text

QUESTIONS = {question["word"]: question["request"] for question in json.loads(text("pkg/dist/schema/questions.json"))}

#: What has to be said of those that need something said.
SAID: dict[str, dict[str, Any]] = {
    "history": {"periods": ["2020", "2022"]},
    "figure": {"indicator": "rd_intensity", "unit": "42"},
    "within": {"group": "central"},
    "profile": {"unit": "42"},
    "alike": {"unit": "42"},
    "tiers": {"reference": "42"},
    "explain": {"unit": "42", "since": "2020", "period": "2022"},
    "uncertainty": {"draws": 100, "seed": 1},
    "sensitivity": {"points": 64, "bootstraps": 10, "seed": 1},
    "crossings": {"node": "input"},
    "compare": {"scenarios": [{"changes": [{"unit": "42", "indicator": "gdp", "op": "multiply", "value": 1.1}]}]},
    "goal": {"period": "2022", "unit": "42", "indicator": "rd_expenditure", "rank": 7},
    "reach": {"period": "2022", "unit": "42"},
    "least_data": {"unit": "42", "draws": 20, "seed": 1},
    "tornado": {"unit": "42"},
    "ahp": {
        "judgements": [
            {"a": "input", "b": "output", "value": 3},
            {"a": "output", "b": "effect", "value": 2},
            {"a": "environment", "b": "effect", "value": 1},
        ]
    },
    "budget_weights": {
        "experts": [{"name": "A", "points": {"environment": 10, "input": 35, "output": 30, "effect": 25}}]
    },
    "smaa": {"draws": 200, "order": [["input", "output"]]},
    "draws": {"draws": 20},
    "reversals": {"unit": "42"},
    "allocate": {"budget": {"budget": 1e5, "objective": "mean", "indicator": "rd_expenditure", "units": ["42", "43"]}},
}


@pytest.fixture(scope="module")
def theirs() -> dict[str, Any]:
    return node(
        f"""
import {{ Model }} from "./pkg/dist/node.js";
import {{ ask }} from "./pkg/dist/analysis.js";
const model = await Model.load({{ methods: true }}), said = {json.dumps(SAID)};
const words = {json.dumps(list(QUESTIONS))};
const answer = (word) => {{ try {{ return ask(model, word, said[word] ?? {{}}) }} catch (error) {{ return {{ refused: error.code }} }} }};
console.log(JSON.stringify(Object.fromEntries(words.map((word) => [word, answer(word)]))));
"""
    )


def english(value: Any) -> Any:
    """With texts in one language, as Python gives them."""
    if isinstance(value, dict):
        same = set(value) == {"zh", "en"}
        return (value["en"] or value["zh"]) if same else {name: english(each) for name, each in value.items()}
    return [english(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("word", list(QUESTIONS))
def test_every_question_answers_what_it_answers_in_node(word: str, theirs: dict[str, Any]) -> None:
    wanted = english(theirs[word])
    if word == "points":  # the ready framework has none
        assert refused(lambda: innodex.Model().points()).code == wanted["refused"]
        return
    found = getattr(innodex.Model(), word)(**SAID.get(word, {}), lang="en")
    assert found == (wanted["rows"] if list(wanted) == ["rows"] else wanted)


def test_a_frame_is_answered_by_frames() -> None:
    frame = pd.DataFrame({"unit": ["a", "b", "a", "b"], "year": [2020, 2020, 2021, 2021], "x": [1.0, 2.0, 3.0, 1.0]})
    rows = innodex.Model(frame, None).history(periods=[2020, 2021])["rows"]
    assert isinstance(rows, pd.DataFrame)
    assert list(rows["rank"]) == [2, 1, 1, 2]


def test_what_is_wrong_is_said_with_its_member() -> None:
    assert refused(lambda: innodex.Model().history(unit="Atlantis")).place == "$.unit"
    assert refused(lambda: innodex.Model().history(unit=object())).place == "unit"
    assert (
        refused(lambda: innodex.Model().goal(period=2022, unit="42", indicator="nothing", rank=1)).code
        == "unknown_column"
    )


def test_the_figures_themselves() -> None:
    with (PROJECT / "data/provinces.csv").open(encoding="utf-8") as lines:
        theirs = {(row["province"], row["year"]): row for row in csv.DictReader(lines)}
    rows = innodex.Model().data()
    assert len(rows) == len(theirs) == 465
    count = 0
    for row in rows:
        wanted = theirs[row["unit"], row["period"]]
        for name in set(row) - {"code", "unit", "period"}:
            assert row[name] == (float(wanted[name]) if wanted[name] else None), (row["unit"], row["period"], name)
            count += row[name] is not None
    assert count == 12_163
    frame = innodex.Model(pd.DataFrame({"unit": ["b", "a"], "year": 2022, "x": [1.5, None]}), None).data(2022)
    assert list(frame["unit"]) == ["a", "b"] and frame["x"].isna()[0] and frame["x"][1] == 1.5
