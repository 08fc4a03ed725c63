"""Python computes what Node computes, to the bit, and what the native core computed: one wasm, two hosts."""

from __future__ import annotations

import json
from pathlib import Path

import innodex
import pytest
from conftest import node, text

GOLDEN = json.loads(text("tests/golden/scores.json"))

NODE = """
import { Model } from "./pkg/dist/node.js";
import { readFileSync } from "node:fs";
const golden = JSON.parse(readFileSync("tests/golden/scores.json"));
const all = (model) => Object.fromEntries(model.description.periods.flatMap((period) => model.description.nodes.map(({ id }) =>
  [`${period} ${id}`, model.rank(period, { node: id }).map(({ code, rank, score, reason }) => [code, rank, score, reason])])));
const provincial = await Model.load();
const hdi = await Model.load({ data: readFileSync("data/hdi.csv"), framework: "hdi" });
const scenario = provincial.scenario(golden.what_if);
const rates = "simple log symmetric cagr least_squares difference base_index trend_percent contribution".split(" ");
console.log(JSON.stringify({
  provincial: all(provincial),
  hdi: all(hdi),
  after: ["2015", "2022"].map((period) => scenario.rank(period).map((row) => [row.code, row.rank, row.score, row.rank_before, row.score_before])),
  growth: Object.fromEntries(["rd_expenditure", "rd_intensity"].flatMap((id) => rates.map((rate) =>
    [`${id} ${rate}`, provincial.growth({ indicator: id, rate, period: "2022" }).map(({ code, value, reason, from, to }) => [code, value, reason, from, to])]))),
  lagged: provincial.growth({ indicator: "gdp", rate: "simple", period: "2022", lag: 3 }).map(({ value }) => value),
  described: provincial.description,
}));
"""


@pytest.fixture(scope="module")
def theirs() -> dict:
    return node(NODE)


def every(model: innodex.Model) -> dict:
    return {
        f"{period} {each['id']}": [
            [row["code"], row["rank"], row["score"], row["reason"]] for row in model.rank(period, node=each["id"])
        ]
        for period in model.periods
        for each in model.description["nodes"]
    }


def close(ours: list, native: list) -> int:
    """Holds figures to 1e-12 of the native ones, missing to missing; how many were compared."""
    assert [x is None for x in ours] == [x is None for x in native]
    known = [(x, y) for x, y in zip(ours, native) if y is not None]
    assert all(abs(x - y) <= 1e-12 * abs(y) for x, y in known)
    return len(known)


def test_every_ranking_equals_nodes(provincial: innodex.Model, theirs: dict) -> None:
    assert every(provincial) == theirs["provincial"]
    assert provincial.description == theirs["described"]


def test_hdi_equals_nodes_and_the_goldens(theirs: dict) -> None:
    hdi = innodex.Model(text("data/hdi.csv"), "hdi")
    assert every(hdi) == theirs["hdi"]
    for name, golden in GOLDEN["hdi"].items():
        by_code = sorted(hdi.rank(name.split()[0]), key=lambda row: row["code"])
        assert [row["rank"] for row in by_code] == golden["ranks"]
        assert close([row["score"] for row in by_code], golden["scores"]) > 0


def test_the_goldens(provincial: innodex.Model) -> None:
    first = innodex.Model(framework=Path(__file__).resolve().parents[2] / "tests/fixtures/provincial-first.json")
    for model, group, least in ((first, "rankings", 8_000), (provincial, "provincial", 7_000)):
        compared = 0
        for name, golden in GOLDEN[group].items():
            period, id = name.split()
            by_code = sorted(model.rank(period, node=id), key=lambda row: row["code"])
            assert [row["rank"] for row in by_code] == golden["ranks"], name
            compared += close([row["score"] for row in by_code], golden["scores"])
        assert compared > least


def test_scenarios_equal_nodes(provincial: innodex.Model, theirs: dict) -> None:
    after = [provincial.scenario(GOLDEN["what_if"], period) for period in ("2015", 2022)]
    keys = ("code", "rank", "score", "rank_before", "score_before")
    assert [[[row[key] for key in keys] for row in rows] for rows in after] == theirs["after"]
    assert provincial.scenario(json.dumps(GOLDEN["what_if"]), 2022) == after[1]


def test_growth_equals_nodes(provincial: innodex.Model, theirs: dict) -> None:
    for name, rows in theirs["growth"].items():
        id, rate = name.split()
        ours = provincial.growth(id, rate, 2022)
        assert [[row["code"], row["value"], row["reason"], row["from"], row["to"]] for row in ours] == rows, name
        assert any(value is not None for _, value, *_ in rows), name
    assert [row["value"] for row in provincial.growth("gdp", period=2022, lag=3)] == theirs["lagged"]


def test_the_command_line_has_the_same_rows() -> None:
    script = """
      import { execFileSync } from "node:child_process";
      const run = (...more) => JSON.parse(execFileSync("node", ["pkg/bin/innodex.js", "rank", "--format", "json", ...more]));
      console.log(JSON.stringify([
        run("--period", "2022"),
        run("--period", "2019", "--node", "input", "--region", "west", "--ties", "fractional"),
        run("--data", "examples/own-figures/central.csv", "--framework", "examples/own-figures/central.json", "--period", "2022"),
      ]));
    """
    command = node(script)
    framework = Path(__file__).resolve().parents[2] / "examples/own-figures/central.json"
    for lang in ("zh", "en"):
        ours = [
            innodex.rank(period=2022, lang=lang),
            innodex.rank(period="2019", node="input", region="west", ties="fractional", lang=lang),
            innodex.rank(text("examples/own-figures/central.csv"), framework, 2022, lang=lang),
        ]
        assert ours == [[{**row, "unit": row["unit"][lang]} for row in rows] for rows in command]
        assert [list(row) for row in ours[0]] == [list(row) for row in command[0]], "the columns in their order"
