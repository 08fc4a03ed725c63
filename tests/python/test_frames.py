"""Input as analysts have it: every kind of frame and of column gives one answer, and every refusal names column and row label."""

from __future__ import annotations

import datetime
import pickle
import warnings
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import innodex
import narwhals as nw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import refused

FIGURE = (
    innodex.Framework("figure")
    .dimension("x_only", ["x"])
    .dimension("y_only", ["y"])
    .aggregate("arithmetic", minimum_share=0.1)
)
ROWS: list[dict[str, Any]] = [
    {"unit": "甲", "year": 2021, "x": 1.5, "y": 8},
    {"unit": "甲", "year": 2022, "x": 2.5, "y": None},
    {"unit": "乙", "year": 2021, "x": None, "y": 3},
    {"unit": "乙", "year": 2022, "x": 7.25, "y": -1},
]
WANTED = [("乙", 3.125, 7.25, -1.0), ("甲", 2.5, 2.5, None)]


def told(answer: Any) -> list[tuple[Any, ...]]:
    from innodex.result import records

    return [(row["unit"], row["score"], row["x_only"], row["y_only"]) for row in records(answer)]


def ranked(table: Any, **named: Any) -> Any:
    return innodex.Model(table, FIGURE, **named).rank(2022)


PANDAS: dict[str, Any] = {
    "objects": lambda: pd.DataFrame(ROWS, dtype=object),
    "nullable": lambda: pd.DataFrame(ROWS).convert_dtypes(),
    "arrow": lambda: pd.DataFrame(ROWS).convert_dtypes(dtype_backend="pyarrow"),
    "categorical": lambda: pd.DataFrame(ROWS).astype({"unit": "category", "year": "category"}),
    "years as text": lambda: pd.DataFrame(ROWS).astype({"year": "str"}),
    "years as floats": lambda: pd.DataFrame(ROWS).astype({"year": "float64"}),
    "years as periods": lambda: pd.DataFrame(ROWS).assign(
        year=pd.PeriodIndex([str(r["year"]) for r in ROWS], freq="Y")
    ),
    "named levels": lambda: pd.DataFrame(ROWS).set_index(["unit", "year"]),
    "levels without names": lambda: pd.DataFrame(
        [[row["x"], row["y"]] for row in ROWS],
        columns=["x", "y"],
        index=pd.MultiIndex.from_arrays(
            [[r["unit"] for r in ROWS], pd.PeriodIndex([str(r["year"]) for r in ROWS], freq="Y")]
        ),
    ),
    "units in an index without a name": lambda: pd.DataFrame(ROWS).set_index("unit").rename_axis(None),
    "numbers as text": lambda: pd.DataFrame(ROWS).astype({"x": "str"}).replace({"x": {"nan": ""}}),
}


@pytest.mark.parametrize("kind", list(PANDAS))
def test_pandas(kind: str) -> None:
    answer = ranked(PANDAS[kind]())
    assert type(answer) is pd.DataFrame and told(answer) == WANTED


class Streamed:
    """What has nothing but the Arrow C interface."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._table.__arrow_c_stream__(requested_schema)


def relation() -> Any:
    given = pa.Table.from_pylist(ROWS)  # noqa: F841 (DuckDB finds it by its name)
    return duckdb.sql("SELECT * FROM given")


OTHERS: dict[str, tuple[Any, type]] = {
    "polars": (lambda: pl.DataFrame(ROWS), pl.DataFrame),
    "polars categorical": (lambda: pl.DataFrame(ROWS).with_columns(pl.col("unit").cast(pl.Categorical)), pl.DataFrame),
    "a lazy frame": (lambda: pl.DataFrame(ROWS).lazy(), pl.DataFrame),
    "Arrow": (lambda: pa.Table.from_pylist(ROWS), pa.Table),
    "Arrow, dictionaries": (
        lambda: pa.Table.from_pylist(ROWS).set_column(
            0, "unit", pa.array([r["unit"] for r in ROWS]).dictionary_encode()
        ),
        pa.Table,
    ),
    "a record batch": (lambda: pa.Table.from_pylist(ROWS).to_batches()[0], pa.Table),
    "the Arrow C interface": (lambda: Streamed(pa.Table.from_pylist(ROWS)), pa.Table),
    "DuckDB": (relation, pa.Table),
    "narwhals around pandas": (lambda: nw.from_native(pd.DataFrame(ROWS)), pd.DataFrame),
    "narwhals around Arrow": (lambda: nw.from_native(pa.Table.from_pylist(ROWS)), pa.Table),
    "narwhals, lazy": (lambda: nw.from_native(pl.DataFrame(ROWS).lazy()), pl.DataFrame),
    "a dict of columns": (lambda: {name: [row[name] for row in ROWS] for name in ROWS[0]}, list),
    "an array of records": (lambda: pd.DataFrame(ROWS).to_records(index=False), list),
    "a generator": (lambda: (row for row in ROWS), list),
}


@pytest.mark.parametrize("kind", list(OTHERS))
def test_other_frames(kind: str) -> None:
    make, comes_back = OTHERS[kind]
    answer = ranked(make())
    assert isinstance(answer, comes_back) and told(answer) == WANTED


def test_a_duckdb_relation_without_arrow(monkeypatch: pytest.MonkeyPatch) -> None:
    cells = ", ".join(f"('{r['unit']}', {r['year']}, {r['x'] or 'NULL'}, {r['y'] or 'NULL'})" for r in ROWS)
    made = duckdb.sql(f"SELECT * FROM (VALUES {cells}) AS own(unit, year, x, y)")
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    answer = ranked(made)
    assert isinstance(answer, list) and told(answer) == WANTED


def test_a_file_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    pd.DataFrame(ROWS).to_csv(path, index=False)
    assert told(ranked(path)) == WANTED
    assert refused(lambda: ranked(tmp_path / "none.csv")).code == "missing_file"
    error = refused(lambda: ranked(tmp_path / "own.xlsx"))
    assert error.code == "bad_frame" and "innodex.table" in error.hint["en"]


def test_columns_of_other_names() -> None:
    frame = pd.DataFrame(ROWS).rename(columns={"unit": "地区", "year": "年份"})
    assert told(ranked(frame, unit="地区", period="年份")) == WANTED
    assert told(ranked(frame.drop(columns="年份").iloc[[1, 3]], unit="地区", period=2022)) == WANTED, "a cross-section"
    error = refused(lambda: ranked(frame, unit="place", period="年份"))
    assert error.code == "unknown_column" and "地区" in error.hint["zh"]
    assert refused(lambda: ranked("unit,year,x\n甲,2022,1", unit="place")).place == "unit"


@pytest.mark.parametrize(
    "make", [pd.DataFrame, pl.DataFrame, pa.Table.from_pylist, list], ids=["pandas", "polars", "arrow", "dicts"]
)
def test_dates_are_years_where_that_is_said(make: Any) -> None:
    rows = [{**row, "year": datetime.date(row["year"], 7, 1)} for row in ROWS]
    assert refused(lambda: ranked(make(rows))).code == "bad_period"
    assert told(ranked(make(rows), frequency="year")) == WANTED
    model = innodex.Model(make(rows), FIGURE, frequency="quarter")
    assert model.periods == ["2021Q3", "2022Q3"]
    assert innodex.Model(make(rows), FIGURE, frequency="month").periods == ["2021-07", "2022-07"]
    assert refused(lambda: ranked(make(rows), frequency="week")).place == "frequency"


def test_timestamps_of_pandas_and_numpy() -> None:
    frame = pd.DataFrame(ROWS).assign(year=lambda f: pd.to_datetime(f["year"].astype(str) + "-12-31"))
    assert told(ranked(frame, frequency="year")) == WANTED
    assert told(ranked(frame.set_index("year"), frequency="year")) == WANTED
    columns = {name: frame[name].to_numpy() for name in frame.columns}
    assert told(ranked(columns, frequency="year")) == WANTED


def test_codes_as_numbers() -> None:
    frame = pd.DataFrame({"province": [42, 43], "year": 2022, "x": [1.0, 2.0]})
    assert list(innodex.rank(frame, None)["unit"]) == ["湖南", "湖北"]
    more = pd.DataFrame(
        {"unit": [42], "period": [2022], "indicator": "x", "op": "multiply", "value": np.float64(3), "keep": None}
    )
    model = innodex.Model(frame, None)
    after = model.scenario(more, 2022)
    assert list(after["unit"]) == ["湖北", "湖南"] and list(after["score"]) == [3.0, 2.0]
    same = [{"unit": np.int64(42), "period": np.int64(2022), "indicator": "x", "op": "multiply", "value": np.int64(3)}]
    pd.testing.assert_frame_equal(model.scenario(same, 2022), after)
    assert (
        innodex.Model().profile(unit=42)["code"] == "42"
        and innodex.Model().history(unit=[42, "43"])["rows"][0]["code"] == "42"
    )


def test_texts_that_the_framework_does_not_need_are_left_out_with_a_warning() -> None:
    frame = pd.DataFrame(ROWS).assign(region="东", note="见表", checked=True, when=datetime.date(2023, 1, 1), z=5.0)
    with pytest.warns(innodex.InnodexWarning, match="region, note, checked, when") as caught:
        answer = ranked(frame)
    assert told(answer) == WANTED and caught[0].filename == __file__
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert told(ranked(frame, columns=["x", "y"])) == WANTED
        assert [
            column["id"]
            for column in innodex.Model(frame.drop(columns=["region", "note", "checked", "when"]), FIGURE).description[
                "columns"
            ]
        ] == ["x", "y", "z"]
    assert refused(lambda: ranked(frame, columns="all")).code in ("not_a_number", "bad_frame")
    assert refused(lambda: ranked(frame, columns=["x", "q"])).code == "unknown_column"
    assert refused(lambda: ranked(pd.DataFrame(ROWS).assign(x="many"))).code == "not_a_number", "what it needs is not"


def test_every_refusal_names_column_and_label() -> None:
    frame = pd.DataFrame(ROWS, index=["a", "b", "c", "d"])
    bad = frame.astype({"x": object})
    bad.loc["c", "x"] = "viel"
    error = refused(lambda: ranked(bad[bad["unit"] == "乙"]))
    assert (error.code, error.place, error.row, error.label) == ("not_a_number", "row 2, column x", 0, "c")
    assert "label 'c'" in str(error)
    bad = frame.assign(year=[2021, 2022, 2021, datetime.date(2022, 1, 1)])
    error = refused(lambda: ranked(bad))
    assert (error.code, error.place, error.row, error.label) == ("bad_period", "row 5, column year", 3, "d")
    twice = pd.concat([frame, frame.loc[["b"]].rename({"b": "again"})])
    error = refused(lambda: ranked(twice))
    assert (error.code, error.row, error.label) == ("duplicate_row", 4, "again")
    error = refused(lambda: ranked(pl.DataFrame([*ROWS, ROWS[0]])))
    assert (error.code, error.row, error.label) == ("duplicate_row", 4, None) and "iloc[4]" in str(error)
    by_place = frame.set_index(["unit", "year"])
    by_place = by_place.astype({"y": object})
    by_place.loc[("乙", 2022), "y"] = "x"
    assert refused(lambda: ranked(by_place)).label == ("乙", 2022)


def test_an_error_of_cells_is_none_of_the_frame() -> None:
    frame = pd.DataFrame(ROWS, index=["a", "b", "c", "d"])
    cells = [{"code": "甲", "period": 2022, "indicator": "nothing", "standard_error": 1.0}]
    error = refused(lambda: ranked(frame, cells=cells))
    assert error.place == "row 2, column indicator" and error.label is None


@pytest.mark.parametrize(
    ("given", "words"),
    [(2022, "period=2022"), ("own.csv", "pathlib.Path"), ("provincial", "framework="), (pd.Series([1]), "to_frame")],
    ids=str,
)
def test_what_was_meant_is_said(given: Any, words: str) -> None:
    error = refused(lambda: innodex.rank(given))
    assert error.code == "bad_frame" and words in error.hint["en"]
    assert type(given).__name__ in error.message["en"] or repr(given) in error.message["en"]


def test_a_model_is_pickled_as_what_it_is_made_of() -> None:
    model = innodex.Model(pd.DataFrame(ROWS), FIGURE)
    again = pickle.loads(pickle.dumps(model))
    assert told(again.rank(2022)) == WANTED and repr(again) == "Model('figure', 2 units, 2021 to 2022)"
    assert pickle.loads(pickle.dumps(innodex.Model())).periods == innodex.Model().periods


def ask(model: innodex.Model) -> float:
    return model.rank(2022)[0]["score"]


def test_other_processes_ask_the_same_model() -> None:
    import multiprocessing

    model = innodex.Model(ROWS, FIGURE)
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert pool.submit(ask, model).result() == 3.125


def test_long_tables() -> None:
    long = [
        {"place": row["unit"], "when": row["year"], "what": name, "figure": row[name]}
        for row in ROWS
        for name in ("x", "y")
    ]
    for make, kind in (
        (pd.DataFrame, pd.DataFrame),
        (pl.DataFrame, pl.DataFrame),
        (pa.Table.from_pylist, pa.Table),
        (list, list),
    ):
        panel = innodex.long(make(long), unit="place", period="when", indicator="what", value="figure")
        assert isinstance(panel, kind) and told(ranked(panel)) == WANTED
    dated = pd.DataFrame(long).assign(when=lambda f: pd.to_datetime(f["when"].astype(str)))
    panel = innodex.long(dated, unit="place", period="when", indicator="what", value="figure", frequency="year")
    assert told(ranked(panel)) == WANTED
    names = {"unit": "place", "period": "when", "indicator": "what", "value": "figure"}
    twice = pd.DataFrame([*long, long[0]], index=[f"r{at}" for at in range(9)])
    error = refused(lambda: innodex.long(twice, **names))
    assert (error.code, error.label) == ("duplicate_row", "r8")
    error = refused(lambda: innodex.long([{**long[0], "figure": "1,5 Mio"}], **names))
    assert (error.code, error.place) == ("not_a_number", "row 2, column figure")
    assert refused(lambda: innodex.long([{**long[0], "place": None}], **names)).place == "row 2, column place"
    assert refused(lambda: innodex.long(long, **{**names, "unit": "who"})).code == "unknown_column"


def test_wide_tables() -> None:
    wide = pd.DataFrame(
        {"place": ["甲", "乙"] * 2, "what": ["x", "x", "y", "y"], 2021: [1.5, None, 8, 3], 2022: [2.5, 7.25, None, -1]}
    )
    assert told(ranked(innodex.wide(wide, unit="place", indicator="what"))) == WANTED
    assert refused(lambda: ranked(wide)).code == "bad_frame", "and the hint says so"
    assert "innodex.wide" in refused(lambda: ranked(wide)).hint["en"]
    of_text = wide.rename(columns={2021: "2021", 2022: "2022"})
    for frame in (of_text, pl.from_pandas(of_text), pa.Table.from_pandas(of_text)):
        assert told(ranked(innodex.wide(frame, unit="place", indicator="what"))) == WANTED
    one = innodex.wide(wide[wide["what"] == "x"], unit="place", indicator="gdp")
    assert list(one.columns) == ["unit", "period", "gdp"] and len(one) == 4
    assert refused(lambda: innodex.wide([{"place": "甲", "x": 1}], unit="place", indicator="x")).place == "periods"
