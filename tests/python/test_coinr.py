"""COINr's tables in Python: R's own scores, to the last digits (tests/oracle/asem)."""

from __future__ import annotations

import csv
from typing import Any

import innodex
import pandas as pd
import polars as pl
import pytest
from conftest import PROJECT, refused
from innodex._engine import WORKBOOKS, Instance

ASEM = PROJECT / "tests/oracle/asem"
DATA, META = ASEM / "data.csv", ASEM / "meta.csv"


@pytest.fixture(scope="module")
def theirs() -> dict[str, dict[str, str]]:
    with (ASEM / "results_scores.csv").open(encoding="utf-8") as lines:
        return {row["uCode"]: row for row in csv.DictReader(lines)}


@pytest.mark.parametrize("kind", ["paths", "pandas", "polars", "texts"])
def test_the_scores_of_its_own_example(kind: str, theirs: dict[str, dict[str, str]]) -> None:
    read = {
        "paths": lambda p: p,
        "pandas": pd.read_csv,
        "polars": lambda p: pl.read_csv(p, null_values="NA", infer_schema_length=None),
        "texts": lambda p: p.read_text(encoding="utf-8"),
    }[kind]
    model = innodex.coinr(read(DATA), read(META), group="EurAsia_group")
    rows = {row["code"]: row for row in model.rank()}
    assert len(theirs) == 51 and set(rows) == set(theirs)
    for code, row in theirs.items():
        assert rows[code]["rank"] == int(row["Rank"])
        assert rows[code]["score"] == pytest.approx(float(row["Index"]), rel=1e-12)
        for group in ("Conn", "Sust", "Physical", "P2P", "SusEcFin"):
            assert rows[code][group] == pytest.approx(float(row[group]), rel=1e-12)


def test_other_steps_and_the_framework() -> None:
    steps = [
        {"step": "denominate"},
        {"step": "impute", "method": "median"},
        {"step": "normalise", "method": "rank"},
        {"step": "aggregate", "method": "geometric"},
    ]
    model = innodex.coinr(DATA, META, steps=steps)
    assert model.framework is not None and model.framework.steps == [step["step"] for step in steps]
    assert model.framework.replace("aggregate", method="arithmetic").to_dict()["tree"]["id"] == "Index"
    assert model.rank()[0]["rank"] == 1 and model.uncertainty(draws=20)["draws"] == 20


def frames() -> tuple[Any, Any]:
    data = pd.DataFrame({"uCode": ["X", "Y"], "a": [1.0, 2.0], "b": [3.0, 1.0]})
    meta = pd.DataFrame(
        {
            "iCode": ["a", "b", "I"],
            "Level": [1, 1, 2],
            "Weight": [1, 1, 1],
            "Direction": [1, 1, 1],
            "Parent": ["I", "I", None],
            "Type": ["Indicator", "Indicator", "Aggregate"],
        }
    )
    return data, meta


@pytest.mark.parametrize(
    ("spoil", "code", "place"),
    [
        (lambda d, m: (d, m.drop(columns="Parent")), "missing_column", "iMeta"),
        (lambda d, m: (d.drop(columns="b"), m), "missing_column", "iData"),
        (
            lambda d, m: (d, m.assign(Type=["Indicator", "Indikator", "Aggregate"])),
            "bad_parameter",
            "iMeta: row 3, column Type",
        ),
        (lambda d, m: (d, m.assign(iCode=["a", "a", "I"])), "duplicate_row", "iMeta: row 3, column iCode"),
        (lambda d, m: (d, m.assign(Direction=[1, 2, 1])), "bad_parameter", "iMeta: row 3, column Direction"),
        (lambda d, m: (d, m.assign(Weight=["1", "x", "1"])), "not_a_number", "iMeta: row 3, column Weight"),
        (lambda d, m: (d, m.assign(Parent=["J", "I", None])), "unknown_node", "iMeta: row 2, column Parent"),
        (lambda d, m: (d, m.assign(Parent=["I", "I", "I"])), "bad_parameter", "iMeta"),
        (lambda d, m: (d.assign(uCode=["X", None]), m), "empty_name", "iData: row 3, column uCode"),
        (lambda d, m: (d.assign(uCode=["X", "X"]), m), "duplicate_row", "iData: row 3"),
        (lambda d, m: (d.assign(a=["1", "many"]), m), "not_a_number", "iData: row 3, column a"),
        (lambda d, m: (d[:0], m), "no_rows", "iData"),
    ],
)
def test_what_is_wrong_is_said_with_its_table(spoil: Any, code: str, place: str) -> None:
    data, meta = spoil(*frames())
    error = refused(lambda: innodex.coinr(data, meta))
    assert (error.code, error.place) == (code, place)


def test_groups() -> None:
    error = refused(lambda: innodex.coinr(*frames(), group="region"))
    assert error.code == "unknown_column"


@pytest.mark.skipif(not Instance(WORKBOOKS).has("flat_workbook"), reason="workbook-read.wasm is older than its sources")
@pytest.mark.parametrize("name", ["esi", "levels", "old"])
def test_a_workbook_of_the_coin_tool(name: str) -> None:
    folder = PROJECT / "tests/oracle/cointool"  # what R's import_coin_tool makes of the same
    tool = innodex.read_coin_tool(folder / f"{name}.xlsx")
    for part in ("data", "meta"):
        with (folder / f"{name}_{part}.csv").open(encoding="utf-8") as lines:
            theirs = list(csv.DictReader(lines))
        assert len(tool[part]) == len(theirs)
        for mine, row in zip(tool[part], theirs):
            for column in set(mine) & set(row):
                # A formula whose result is an empty text: R reads 0, where nothing stands.
                if (name, row.get("uCode"), column) == ("levels", "Z", "ind.05"):
                    continue
                wanted = None if row[column] in ("", "NA") else row[column]
                found = mine[column]
                if isinstance(found, float):
                    assert wanted is not None and found == pytest.approx(float(wanted), rel=1e-12), column
                else:
                    assert found == wanted, column


@pytest.mark.skipif(not Instance(WORKBOOKS).has("flat_workbook"), reason="workbook-read.wasm is older than its sources")
def test_a_workbook_is_ranked_and_what_is_none_is_refused() -> None:
    tool = innodex.read_coin_tool(PROJECT / "tests/oracle/cointool/esi.xlsx")
    steps = [
        {"step": "normalise", "method": "min_max"},
        {"step": "aggregate", "method": "arithmetic", "minimum_share": 0.5},
    ]
    assert innodex.coinr(tool["data"], tool["meta"], steps=steps).rank()[0]["rank"] == 1
    assert refused(lambda: innodex.read_coin_tool(b"PK")).code
    assert refused(lambda: innodex.read_coin_tool("nowhere.xlsx")).code == "missing_file"
