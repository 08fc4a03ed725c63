"""Whatever is wrong is an InnodexError with a code, a place and a way to hint it, in both languages; nothing breaks for good."""

from __future__ import annotations

import datetime
import math
import pickle
import random
import subprocess
import sys
import threading
import warnings
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import innodex
import numpy as np
import pandas as pd
import pytest
from conftest import refused

CHANGE = {"unit": "42", "indicator": "rd_expenditure", "op": "multiply", "value": 1.1}


@pytest.mark.parametrize(
    ("work", "code", "place"),
    [
        (lambda m: m.rank(1990), "unknown_period", ""),
        (lambda m: m.rank("22"), "bad_period", ""),
        (lambda m: m.rank(2022, compare="x"), "bad_period", ""),
        (lambda m: m.rank(2022, node="x"), "unknown_node", ""),
        (lambda m: m.rank(2022, node=5), "bad_parameter", "node"),
        (lambda m: m.rank(2022, region="north"), "bad_parameter", "region"),
        (lambda m: m.rank(2022, ties="alphabetical"), "bad_parameter", "ties"),
        (lambda m: m.rank(2022, ties=None), "bad_parameter", "ties"),
        (lambda m: m.rank(2022, lang="fr"), "bad_parameter", "lang"),
        (lambda m: m.growth("x"), "unknown_indicator", ""),
        (lambda m: m.growth(None), "bad_parameter", "indicator"),
        (lambda m: m.growth("gdp", "fast"), "bad_parameter", "rate"),
        (lambda m: m.growth("gdp", lag=0), "bad_parameter", ""),
        (lambda m: m.growth("gdp", "real"), "bad_parameter", "deflator"),
        (lambda m: m.growth("gdp", deflator="population"), "bad_parameter", "deflator"),
        (lambda m: m.growth("gdp", "real", deflator="cpi"), "unknown_column", "deflator"),
        (lambda m: m.growth("gdp", lag=-1), "bad_parameter", "lag"),
        (lambda m: m.growth("gdp", lag=1.5), "bad_parameter", "lag"),
        (lambda m: m.growth("gdp", "cagr", 2015, from_=2020), "bad_parameter", ""),
        (lambda m: m.scenario([{**CHANGE, "unit": "Atlantis"}]), "unknown_unit", "$.changes[0].unit"),
        (lambda m: m.scenario([{**CHANGE, "op": "double"}]), "bad_json", "$.changes[0].op"),
        (lambda m: m.scenario([{**CHANGE, "value": float("nan")}]), "bad_json", ""),
        (
            lambda m: m.scenario([{**CHANGE, "indicator": "rd_intensity_bulletin"}]),
            "ratio_not_changeable",
            "$.changes[0].indicator",
        ),
        (
            lambda m: m.scenario(
                [{**CHANGE, "indicator": "rd_basic", "op": "add", "value": 1e9, "keep": ["rd_expenditure"]}]
            ),
            "account_exceeded",
            None,
        ),
        (lambda m: m.scenario(5), "bad_json", ""),
        (lambda m: m.unit("Atlantis"), "unknown_unit", ""),
    ],
)
def test_questions(provincial: innodex.Model, work: Any, code: str, place: str | None) -> None:
    error = refused(lambda: work(provincial))
    assert error.code == code
    assert place is None or error.place == place
    assert provincial.rank(2022)[0]["code"] == "11", "and the model is as it was"


@pytest.mark.parametrize(
    ("made", "code", "place"),
    [
        ({"framework": "regional"}, "unknown_framework", ""),
        ({"framework": {"id": "x"}}, "bad_json", "$"),
        ({"framework": '{"id": '}, "bad_json", None),
        ({"framework": {"id": float("inf")}}, "bad_json", ""),
        ({"framework": {"id": object()}}, "bad_json", ""),
        ({"framework": Path("/nowhere.json")}, "bad_json", ""),
        ({"indicators": [{"id": 1}]}, "bad_json", "$[0].id"),
        (
            {"cells": [{"code": "42", "period": 2022, "indicator": "nothing"}]},
            "unknown_column",
            "row 2, column indicator",
        ),
        ({"df": []}, "empty_file", ""),
        ({"df": [{"code": "a", "year": 2022, "x": 1}]}, "unknown_column", None),
        ({"df": [{"code": "a", "year": 2022, "x": 1}] * 2, "framework": None}, "duplicate_row", "row 3"),
        ({"df": [{"province": "湖比", "year": 2022}], "framework": None}, "misread_province", "row 2, column province"),
        ({"df": [{"x": 1}], "framework": None}, "missing_column", "row 1"),
        ({"df": [{"code": "\ud800", "year": 2022}], "framework": None}, "encoding_not_utf8", ""),
        ({"df": b"code,year,x\n\xff,2022,1", "framework": None}, "encoding_not_utf8", None),
        (
            {"df": [{"code": "a", "year": 2022, "x": 1}], "framework": None, "indicators": [{"id": 1}]},
            "bad_json",
            "$[0].id",
        ),
    ],
)
def test_models(made: dict[str, Any], code: str, place: str | None) -> None:
    error = refused(lambda: innodex.Model(**made))
    assert error.code == code
    assert place is None or error.place == place


def test_an_error_is_whole_after_a_journey() -> None:
    error = refused(lambda: innodex.rank(period=1990))
    back = pickle.loads(pickle.dumps(error))
    assert (back.code, back.place, back.message, back.hint, str(back)) == (
        error.code,
        error.place,
        error.message,
        error.hint,
        str(error),
    )


def test_a_broken_instance_is_left_behind() -> None:
    model = innodex.Model()
    wanted = model.rank(2022)
    model._calculator._model = 0  # what no handle is: the wasm gives up
    assert refused(lambda: model.rank(2022)).code == "unexpected"
    assert model.rank(2022) == wanted
    model._calculator._model = 2**31 - 8  # outside its memory: a trap
    assert refused(lambda: model.rank(2022)).code == "unexpected"
    assert model.rank(2022) == wanted


def test_a_framework_too_deep_for_the_stack() -> None:
    error = refused(lambda: innodex.Model(framework='{"a":' * 100_000))
    assert error.code in ("bad_json", "unexpected")
    assert innodex.rank(period=2022)[0]["code"] == "11"


def test_what_could_not_move_is_warned_of_where_it_is_asked() -> None:
    change = [{**CHANGE, "unit": ["54", "42"], "indicator": "hightech_new_products"}]
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        innodex.scenario(changes=change, period=2022, lang="en")
        innodex.Model().scenario(change, 2022)
    assert [each.category for each in caught] == [innodex.InnodexWarning] * 2
    assert (
        str(caught[0].message).startswith("Tibet: ")
        and str(caught[1].message) == "西藏：高技术产业新产品销售收入没有数据，无法变化。"
    )
    assert {each.filename for each in caught} == {__file__}


def test_threads_take_turns(provincial: innodex.Model) -> None:
    wanted = {period: provincial.rank(period) for period in provincial.periods}
    begin = threading.Barrier(8)

    def work(number: int) -> bool:
        begin.wait()
        return all(provincial.rank(period) == rows for period, rows in list(wanted.items())[number % 3 :])

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(8)))


def test_scenarios_are_freed(provincial: innodex.Model) -> None:
    def size() -> int:
        instance = provincial._calculator._instance
        return instance._memory.data_len(instance._store)

    provincial.scenario([CHANGE], 2022)
    before = size()
    for step in range(300):
        provincial.scenario([{**CHANGE, "value": 1 + step / 100}], 2022)
    assert size() == before


def test_without_wasmtime_the_error_says_what_to_install() -> None:
    script = """
import sys; sys.modules["wasmtime"] = None
import innodex
try: innodex.rank()
except innodex.InnodexError as error: print(error.code, error.hint["en"])
print(innodex.Ranking(period=2022, unit="42").period)
try: innodex.Ranking().rows
except innodex.InnodexError as error: print(error.code)
"""
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert said.splitlines() == [
        "engine_missing Run pip install wasmtime; in JupyterLite use the widgets.",
        "2022",
        "engine_missing",
    ]


class _Odd:
    def __repr__(self) -> str:
        raise ValueError("no words for it")


NONSENSE: list[Any] = [
    *(
        None,
        0,
        -1,
        2022,
        1.5,
        -0.0,
        math.nan,
        math.inf,
        True,
        1j,
        10**30,
        10**5000,
        b"x",
        [],
        {},
        (1,),
        _Odd(),
        np.array([1, 2]),
    ),
    *("", "2022", "2022Q1", "湖北", "42", "a\r\nb", "\x00", "\ufeff", '"', "=1", "x" * 1000, "\ud800", "２０２２"),
    *(
        pd.NA,
        pd.NaT,
        pd.Timestamp("2022-01-01"),
        pd.Period("2022"),
        np.float32(0.1),
        np.bool_(True),
        np.datetime64("NaT"),
    ),
    *(
        Decimal("1e5"),
        Decimal("sNaN"),
        Decimal("Infinity"),
        Fraction(1, 3),
        Fraction(10**400, 1),
        datetime.date(2022, 1, 1),
    ),
]


def test_nonsense_is_refused_in_words(provincial: innodex.Model) -> None:
    dice = random.Random(5)

    def odd(usual: Any) -> Any:
        return dice.choice(NONSENSE) if dice.random() < 0.4 else usual

    def change() -> dict[str, Any]:
        return {"unit": odd("42"), "indicator": odd("gdp"), "op": "add", "value": odd(2)}

    def row() -> dict[Any, Any]:
        return {
            dice.choice(["code", "unit", "province", 5]): odd("a"),
            dice.choice(["year", "period"]): odd(2022),
            "x": odd(1),
        }

    widgets = innodex.Scenario(), innodex.Ranking(), innodex.Growth()
    traits = ["unit", "indicator", "period", "percent", "node", "region", "rate", "from_", "base", "lag", "lang"]
    asks = [
        lambda: provincial.rank(
            odd(2022), node=odd(None), region=odd(None), ties=odd("dense"), compare=odd(None), lang=odd("en")
        ),
        lambda: provincial.growth(odd("gdp"), odd("simple"), odd(2022), from_=odd(None), base=odd(None), lag=odd(None)),
        lambda: provincial.scenario(odd([change()]), 2022),
        lambda: provincial.unit(odd("42")),
        lambda: innodex.rank([row(), row()], None, odd(2022)),
        lambda: innodex.rank(pd.DataFrame([row(), row()], dtype=object), None),
        lambda: innodex.Model(odd([row()]), odd(None), indicators=odd(None)),
        lambda: setattr(widgets[0], dice.choice(traits), odd(None)),
        lambda: setattr(widgets[1], dice.choice(traits), odd(None)),
        lambda: setattr(widgets[2], dice.choice(traits), odd(None)),
    ]
    told = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", innodex.InnodexWarning)
        for _ in range(2_000):
            try:
                dice.choice(asks)()
            except innodex.InnodexError as error:
                told += 1
                assert len(str(error)) < 3_000
    assert told > 500
    assert provincial.rank(2022)[0]["code"] == "11"
    assert all(len(rows) == 31 for rows in (widgets[0].result, widgets[2].rows))
    assert widgets[1].rows
