"""Tables of every kind give one ranking; what a cell means is never guessed."""

from __future__ import annotations

import datetime
import json
import math
import random
import struct
from decimal import Decimal
from fractions import Fraction
from typing import Any

import innodex
import numpy as np
import openpyxl
import pandas as pd
import polars as pl
import pytest
from conftest import PROJECT, refused, text

FRAMEWORK = {
    "id": "own",
    "indicators": [{"id": "x", "direction": 1}, {"id": "y", "direction": -1}],
    "tree": {"id": "all", "children": [{"id": "g", "children": [{"id": "x"}]}, {"id": "h", "children": [{"id": "y"}]}]},
    "steps": [
        {"step": "normalise", "method": "min_max"},
        {"step": "aggregate", "method": "arithmetic", "minimum_share": 0.5},
    ],
}
#: The score is the figure itself.
FIGURE = {
    "id": "figure",
    "indicators": [{"id": "x", "direction": 1}],
    "tree": {"id": "all", "children": [{"id": "x"}]},
    "steps": [{"step": "aggregate", "method": "arithmetic"}],
}
ROWS: list[dict[str, Any]] = [
    {"unit": "A", "year": 2021, "x": 1, "y": 2.5},
    {"unit": "A", "year": 2022, "x": 4, "y": 0.1},
    {"unit": "B", "year": 2021, "x": 2.25, "y": None},
    {"unit": "B", "year": 2022, "x": 3, "y": 7},
    {"unit": "C", "year": 2022, "y": -1e-7},
]


def ranked(table: Any) -> list[dict[str, Any]]:
    return innodex.Model(table, FRAMEWORK).rank(2022)


def plain(frame: Any) -> list[dict[str, Any]]:
    rows = frame.to_dict("records") if isinstance(frame, pd.DataFrame) else frame.to_dicts()
    return [{name: None if value is pd.NA or value != value else value for name, value in row.items()} for row in rows]


def test_every_kind_gives_one_ranking_of_its_own_kind() -> None:
    wanted = ranked(ROWS)
    assert [(row["code"], row["rank"], row["g"]) for row in wanted] == [("C", 1, None), ("A", 2, 100.0), ("B", 3, 0.0)]
    pandas, polars = ranked(pd.DataFrame(ROWS)), ranked(pl.DataFrame(ROWS))
    assert isinstance(pandas, pd.DataFrame) and isinstance(polars, pl.DataFrame)
    assert plain(pandas) == wanted == plain(polars)
    assert [str(dtype) for dtype in pandas.dtypes[["rank", "score", "g"]]] == ["Int64", "float64", "float64"]
    assert polars.schema == {
        "code": pl.String,
        "unit": pl.String,
        "rank": pl.Int64,
        "score": pl.Float64,
        "g": pl.Float64,
        "h": pl.Float64,
        "reason": pl.String,
    }
    assert plain(ranked(pl.LazyFrame(ROWS))) == wanted
    assert ranked(iter(ROWS)) == wanted
    assert ranked(pd.DataFrame(ROWS).to_csv(index=False)) == wanted


def test_a_named_index_is_columns() -> None:
    frame = pd.DataFrame(ROWS)
    wanted = plain(ranked(frame))
    assert plain(ranked(frame.set_index(["unit", "year"]))) == wanted
    assert plain(ranked(frame.set_index("year"))) == wanted
    assert plain(ranked(frame.sample(frac=1, random_state=1))) == wanted, "one without a name only counts the rows"
    assert refused(lambda: ranked(frame.set_index("unit", drop=False))).code == "duplicate_column"


def test_the_embedded_panel_takes_definitions_and_cells() -> None:
    wanted = innodex.rank(period=2022)
    named = [{"id": "rd_expenditure", "zh": "研发支出", "en": "R&D"}]
    known = [{"code": "42", "period": 2022, "indicator": "rd_expenditure", "standard_error": 100000}]
    assert innodex.rank(period=2022, indicators=named) == wanted
    assert innodex.rank(period=2022, cells=known) == wanted
    more = [{"unit": "42", "indicator": "rd_expenditure", "op": "multiply", "value": 1.3}]
    moved = innodex.scenario(changes=more, period=2022, indicators=named)
    assert moved == innodex.scenario(changes=more, period=2022)


def test_growth_and_scenarios_come_as_the_table_came() -> None:
    frame = pd.DataFrame(ROWS)
    grown = innodex.growth(frame, "x", period=2022)
    assert grown["value"].tolist()[:2] == [4 / 1 - 1, 3 / 2.25 - 1] and math.isnan(grown["value"][2])
    assert grown["reason"].tolist()[2] == "not_published"
    after = innodex.scenario(
        pl.DataFrame(ROWS), FRAMEWORK, 2022, changes=[{"unit": "B", "indicator": "x", "op": "set", "value": 9}]
    )
    assert after.columns == ["code", "unit", "rank", "score", "g", "h", "reason", "rank_before", "score_before"]
    assert after.schema["rank_before"] == pl.Int64


def test_numbers_cross_to_the_bit() -> None:
    dice = random.Random(7)
    doubles = [struct.unpack("<d", dice.randbytes(8))[0] for _ in range(4_000)]
    numbers = [x for x in doubles if math.isfinite(x)] + [
        0.1,
        1e16,
        1e-7,
        5e-324,
        -0.0,
        1.7976931348623157e308,
        2**53 - 1,
    ]
    for kind in (pd.DataFrame, pl.DataFrame, pd.DataFrame.to_dict):
        frame = pd.DataFrame({"unit": [f"u{i:05}" for i in range(len(numbers))], "year": 2022, "x": numbers})
        table = frame.to_dict("records") if kind is pd.DataFrame.to_dict else kind(frame.to_dict("list"))
        read = innodex.Model(table, FIGURE).rank(2022, ties="ordinal")
        scores = (
            dict(zip(read["code"], read["score"]))
            if not isinstance(read, list)
            else {row["code"]: row["score"] for row in read}
        )
        assert [struct.pack("<d", scores[f"u{i:05}"] + 0.0) for i in range(len(numbers))] == [
            struct.pack("<d", x + 0.0) for x in numbers
        ]


@pytest.mark.parametrize(
    "years",
    [
        [2021, 2022],
        np.array([2021, 2022], dtype="int16"),
        np.array([2021.0, 2022.0], dtype="float32"),
        pd.array([2021, 2022], dtype="Int64"),
        pd.array([2021.0, 2022.0], dtype="Float64"),
        pd.PeriodIndex(["2021", "2022"], freq="Y"),
        pd.Series([2021, 2022], dtype=object),
        pd.Categorical([2021, 2022]),
        ["2021", "2022"],
    ],
    ids=str,
)
def test_years(years: Any) -> None:
    table = pd.DataFrame({"code": ["a", "a"], "year": years, "x": [1, 2]})
    assert innodex.Model(table, None).periods == ["2021", "2022"]


def test_quarters_and_months() -> None:
    def periods(values: Any) -> list[str]:
        return innodex.Model(pd.DataFrame({"code": "a", "period": values, "x": 1.5}), None).periods

    assert periods(pd.PeriodIndex(["2021Q4", "2022Q1"], freq="Q")) == ["2021Q4", "2022Q1"]
    assert periods(pd.PeriodIndex(["2021-12", "2022-01"], freq="M")) == ["2021-12", "2022-01"]
    model = innodex.Model(
        [{"code": "a", "period": "2022Q1", "x": 1}, {"code": "b", "period": "2022Q1", "x": 2}], FIGURE
    )
    assert model.rank(pd.Period("2022Q1"))[0]["code"] == "b"


@pytest.mark.parametrize(
    "year",
    [
        2022.5,
        math.inf,
        True,
        datetime.date(2022, 1, 1),
        pd.Timestamp("2022-01-01"),
        np.datetime64("2022"),
        pd.Period("2022-01-01", freq="D"),
        pd.Period("2022Q1", freq="Q-MAR"),
        "2022.5",
        "2022年",
        Decimal(2022),
        None,
        math.nan,
        pd.NaT,
    ],
    ids=repr,
)
def test_what_is_no_year_is_refused(year: Any) -> None:
    error = refused(
        lambda: innodex.rank([{"code": "a", "year": 2021, "x": 1}, {"code": "b", "year": year, "x": 1}], None)
    )
    assert (error.code, error.place) == ("bad_period", "row 3, column year")


def test_years_with_a_gap_are_refused_where_the_gap_is() -> None:
    frame = pd.DataFrame({"code": ["a", "b", "c"], "year": [2021, None, 2022], "x": 1})
    assert frame["year"].dtype == "float64"
    assert refused(lambda: innodex.rank(frame, None)).place == "row 3, column year"


@pytest.mark.parametrize(
    "missing", [None, math.nan, np.nan, pd.NA, pd.NaT, "", np.float32("nan"), Decimal("NaN")], ids=repr
)
def test_missing(missing: Any) -> None:
    rows = [{"code": "a", "year": 2022, "x": 1.5}, {"code": "b", "year": 2022, "x": missing}]
    assert [(row["score"], row["reason"]) for row in innodex.rank(rows, FIGURE)] == [
        (1.5, None),
        (None, "too_few_children"),
    ]


@pytest.mark.parametrize(
    "number", [2, 2.0, np.int8(2), np.uint64(2), np.float16(2), Decimal("2.0"), Fraction(4, 2), "2", " 2e0 "], ids=repr
)
def test_numbers(number: Any) -> None:
    assert innodex.rank([{"code": "a", "year": 2022, "x": number}], FIGURE)[0]["score"] == 2.0


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (True, "not_a_number"),
        (np.True_, "not_a_number"),
        ("1,000", "thousands_separator"),
        ("１", "full_width_digits"),
        (math.inf, "not_finite"),
        (10**400, "not_finite"),
        ([1], "not_a_number"),
        (1j, "not_a_number"),
        (datetime.date(2022, 1, 1), "not_a_number"),
        (b"1", "not_a_number"),
        ("x", "not_a_number"),
    ],
    ids=repr,
)
def test_what_is_no_number_is_refused(value: Any, code: str) -> None:
    error = refused(lambda: innodex.rank([{"code": "a", "year": 2022, "x": value}], None))
    assert (error.code, error.place) == (code, "row 2, column x")


def test_codes_may_be_numbers() -> None:
    frame = pd.read_csv(pd.io.common.StringIO(text("data/provinces.csv")))
    assert frame["code"].dtype == "int64"
    assert innodex.rank(frame, period=2022)["score"].tolist() == [row["score"] for row in innodex.rank(period=2022)]
    frame["code"] = frame["code"].astype(float)
    assert innodex.rank(frame, period=2022)["code"].tolist()[:2] == ["11", "31"]
    assert refused(lambda: innodex.rank([{"code": 1.5, "year": 2022, "x": 1}], None)).place == "row 2, column code"


def test_labels_are_text_whatever_stands_in_them_and_white_space_is_one_space() -> None:
    label = '"a",b\r\nc\rd\ne;<b>\u2028湖北\t=1'
    tidy = '"a",b c d e;<b> 湖北 =1'
    rows = [{"code": "x", "unit": label, "year": 2022, "x": 1}, {"code": "y", "unit": "Y", "year": 2022, "x": 2}]
    assert innodex.rank(rows, None)[1]["unit"] == tidy
    assert innodex.rank(pd.DataFrame(rows), None)["unit"][1] == tidy


def test_a_year_written_with_a_zero_behind_the_point_is_that_year() -> None:
    rows = [
        {"code": "a", "year": "2022.0", "x": 1},
        {"code": "b", "year": 2022.0, "x": 2},
        {"code": "c", "year": 2022, "x": 3},
    ]
    assert [row["code"] for row in innodex.rank(rows, None, period=2022)] == ["c", "b", "a"]


@pytest.mark.parametrize(
    "table",
    [
        5,
        {"year": 2022},
        {"year": [2022], "x": "1"},
        {"year": [2022], "x": np.array(1)},
        {"year": [2022], "x": [1, 2]},
        {2022: [1]},
        [1, 2],
        pd.Series([1]),
        pd.DataFrame({2022: [1]}),
        pd.DataFrame([[1]], columns=pd.MultiIndex.from_tuples([("a", "b")])),
        [{"year": 2022, 5: 1}],
    ],
    ids=lambda t: type(t).__name__,
)
def test_what_is_no_table_is_refused(table: Any) -> None:
    assert refused(lambda: innodex.rank(table, None)).code == "bad_frame"


def test_figures_cross_to_the_bit_as_in_the_csv_of_the_same() -> None:
    dice = random.Random(11)
    floats = [struct.unpack("<d", dice.randbytes(8))[0] for _ in range(3_000)]
    x = [value if math.isfinite(value) else None for value in floats]
    y = [dice.choice([None, dice.randrange(-(2**63), 2**63), dice.randrange(100)]) for _ in x]
    units = [f"u{at:04}" for at in range(len(x))]
    frame = pd.DataFrame({"unit": units, "year": 2022, "x": pd.Series(x, dtype="float64"), "y": pd.array(y, "Int64")})
    lines = (f"{unit},2022,{'' if a is None else repr(a)},{'' if b is None else b}" for unit, a, b in zip(units, x, y))
    csv = "unit,year,x,y\n" + "\n".join(lines) + "\n"

    def figures(table: Any, column: str) -> list[bytes]:
        framework = {
            **FIGURE,
            "indicators": [{"id": column, "direction": 1}],
            "tree": {"id": "a", "children": [{"id": column}]},
        }
        rows = innodex.Model(table, framework).rank()
        rows = rows if isinstance(rows, list) else plain(rows)
        scores = {row["code"]: row["score"] for row in rows}
        return [b"" if scores[unit] is None else struct.pack("<d", scores[unit]) for unit in units]

    tables = {
        "pandas": frame,
        "nullable": frame.astype({"x": "Float64"}),
        "objects": frame.astype({"x": object, "y": object}),
        "text": frame.assign(x=["" if value is None else repr(value) for value in x]),
        "index": frame.set_index(["unit", "year"]),
        "shuffled": frame.sample(frac=1, random_state=3),
        "every other row of twice as many": pd.concat([frame, frame]).sort_values("unit", kind="stable").iloc[::2],
        "polars": pl.DataFrame({"unit": units, "year": 2022, "x": x, "y": y}, schema_overrides={"y": pl.Int64}),
        "dicts": [{"unit": unit, "year": 2022, "x": a, "y": b} for unit, a, b in zip(units, x, y)],
        "columns": {"unit": units, "year": [2022] * len(x), "x": x, "y": y},
        "arrays": {"unit": np.array(units), "year": np.full(len(x), 2022), "x": frame["x"].to_numpy(), "y": frame["y"]},
    }
    for column in ("x", "y"):
        wanted = figures(csv, column)
        assert b"" in wanted and len(set(wanted)) > 90
        for kind, table in tables.items():
            assert figures(table, column) == wanted, (kind, column)


@pytest.mark.parametrize(
    "values",
    [
        np.array([1, 200], dtype="uint8"),
        np.array([0.1, 200], dtype="float32"),
        np.array([1, 200], dtype=">i4"),
        np.array([0.1, 200], dtype=">f8"),
        pd.array([1, 200], dtype="UInt16"),
        pd.array([0.1, 200], dtype="Float32"),
        pd.Series([1, 200], dtype="Sparse[float]"),
        pd.Series(["0.25", 200], dtype=object),
        pd.Series([Decimal("0.1"), 200], dtype=object),
        pd.Series(["1", "200"], dtype="string"),
        pd.Categorical([3, 200]),
        pl.Series([1, 200], dtype=pl.UInt64),
        pl.Series([0.1, 200], dtype=pl.Float32),
        pl.Series(["0.1", "200"]),
        pl.Series([Decimal("0.1"), Decimal(200)]),
    ],
    ids=lambda values: f"{type(values).__name__} {values.dtype}",
)
def test_every_dtype_of_numbers(values: Any) -> None:
    columns = {"code": ["a", "b"], "year": [2022, 2022], "x": values}
    table = pl.DataFrame(columns) if isinstance(values, pl.Series) else pd.DataFrame(columns)
    rows = plain(innodex.rank(table, FIGURE))
    wanted = [float(value) for value in values]
    assert [(row["code"], row["score"]) for row in rows] == [("b", wanted[1]), ("a", wanted[0])]


def test_infinite_figures_are_refused_where_they_stand() -> None:
    for table in (
        pd.DataFrame({"code": ["a", "b"], "year": 2022, "y": 1.0, "x": [1.0, -math.inf]}),
        pl.DataFrame({"code": ["a", "b"], "year": [2022] * 2, "x": [1.0, -math.inf]}),
        {"code": ["a", "b"], "year": [2022] * 2, "x": [1, -math.inf]},
    ):
        error = refused(lambda table=table: innodex.rank(table, None))
        assert (error.code, error.place) == ("not_finite", "row 3, column x")
        assert "-inf" in error.message["en"]


def test_a_dict_of_columns_is_a_table() -> None:
    columns = {name: [row.get(name) for row in ROWS] for name in ("unit", "year", "x", "y")}
    assert ranked(columns) == ranked(ROWS)
    assert ranked({name: tuple(values) for name, values in columns.items()}) == ranked(ROWS)
    error = refused(lambda: ranked({**columns, "y": [1.0]}))
    assert error.code == "bad_frame" and "1 to 5 rows" in error.message["en"]


def test_a_cell_of_several_lines_does_not_move_the_row_of_an_error() -> None:
    frame = pd.DataFrame({"unit": ["a\nb\nc", "d"], "year": 2022, "x": ["1", "one"]})
    assert refused(lambda: innodex.rank(frame, None)).place == "row 3, column x"


def test_notes_of_figures_and_where_they_come_from() -> None:
    written = "地区,年份,x,y\n湖北,2022,1255①,…\n湖南,2022,20,4\n江西,2022,9,5\n安徽,2022,8,6\n注：①为快报数；“…”表示不足本表最小单位数。\n"
    plan = {"missing": ["…"], "steps": [{"step": "ratio", "id": "z", "numerator": "x", "denominator": "y"}]}
    files = {"t.csv": written.encode("gb18030")}
    with pytest.warns(innodex.InnodexWarning):
        rows = innodex.table(plan, files, notes=True)
    hubei = next(row for row in rows if row["province"] == "湖北")
    assert [hubei[f"{name} (note)"] for name in "xyz"] == ["快报数", "不足本表最小单位数", None]
    assert all(row["x (note)"] is None for row in rows if row is not hubei)
    found = innodex.origin(plan, files, unit="湖南", period=2022, indicator="z")
    assert [(each["cell"], each["text"], each["mark"]) for each in found] == [("C3", "20", None), ("D3", "4", None)]
    first = innodex.origin(plan, files, unit="42", period="2022", indicator="x")[0]
    assert first == {
        "file": "t.csv", "sheet": None, "cell": "C2", "row": 2, "text": "1255①", "figure": "x", "period": "2022",
        "mark": "①", "note": "快报数",
    }  # fmt: skip
    assert innodex.origin(plan, files, unit="火星", period=2022, indicator="x") == []
    assert refused(lambda: innodex.origin(plan, files, unit="42", period="?", indicator="x")).code == "bad_period"


def test_figures_of_workbooks_are_found_by_sheet_and_cell() -> None:
    office = PROJECT / "tests/fixtures/office"
    expected = json.loads(text("tests/fixtures/office/expected.json"))
    for name in ("1-two-headers.xlsx", "3-sheet-a-year.xlsx"):
        unit, period, indicator, value = expected[name][-1]
        [cell] = innodex.origin(None, [office / name], unit=unit, period=period, indicator=indicator)
        assert (cell["file"], float(cell["text"].rstrip("%"))) == (name, value)
        there = openpyxl.load_workbook(office / name)[cell["sheet"]][cell["cell"]]
        # What a workbook shows in per cent it holds as a share.
        shown = round(100 * there.value, 9) if "%" in there.number_format else there.value
        assert shown == value
