"""Where Python itself runs in a page, as in JupyterLite, the page's own WebAssembly computes: the same, to the last digit."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import innodex
from conftest import PROJECT

SCRIPT = """
import json, sys
import innodex

def refused(work):
    try:
        work()
    except innodex.InnodexError as error:
        return [error.code, error.place]

model = innodex.Model()
json.dumps({
    "python": sys.version_info[:2],
    "wasmtime": "wasmtime" in sys.modules,
    "rank": innodex.rank(period=2022),
    "scenario": innodex.scenario(changes=[{"unit": 42, "indicator": "gdp", "op": "multiply", "value": 1.1}], period=2022),
    "uncertainty": model.uncertainty(period=2022, draws=5000),
    "data": model.data(2022),
    "table": innodex.table(None, {"gdp.csv": "省份,年份,产值（亿元）\\n湖北,2022,10\\n湖南,2022,20\\n".encode()}),
    "refused": [
        refused(lambda: model.rank(1990)),
        refused(lambda: model.unit("Atlantis")),
        refused(lambda: innodex.Model([{"unit": "a", "year": 2022, "x": "many"}], None)),
    ],
    "after": model.rank(2022)[0]["code"],
})
"""


def test_the_calculator_answers_what_it_answers_here() -> None:
    done = subprocess.run(
        ["node", "tests/python/pyodide.mjs"],
        input=SCRIPT,
        cwd=PROJECT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    assert found["python"] >= [3, 14] and found["wasmtime"] is False
    model = innodex.Model()
    changes = [{"unit": 42, "indicator": "gdp", "op": "multiply", "value": 1.1}]
    assert found["rank"] == model.rank(2022) and found["scenario"] == model.scenario(changes, 2022)
    assert found["uncertainty"] == model.uncertainty(period=2022, draws=5000) and found["data"] == model.data(2022)
    assert [row["产值"] for row in found["table"]] == [10.0, 20.0]
    assert found["refused"] == [["unknown_period", ""], ["unknown_unit", ""], ["not_a_number", "row 2, column x"]]
    assert found["after"] == "11"
