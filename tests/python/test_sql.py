"""Plans as SQL on real databases: DuckDB and Spark make what polars makes (crates/table/tests/sql_cases.rs writes the cases)."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import innodex
import pytest
from conftest import PROJECT, refused, text
from innodex import _sql

CASES: list[dict[str, Any]] = json.loads(text("build/sql/cases.json"))  # `scripts/test.sh core` writes it
REASONS: list[str] = [reason["id"] for reason in innodex.Model()._calculator.reasons]
Rows = Callable[[str], list[tuple[Any, ...]]]


class Database:
    """What `_sql` runs a query on."""

    def __init__(self, dialect: str, rows: Rows) -> None:
        self.dialect, self.rows = dialect, rows


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def made(case: dict[str, Any], base: Database) -> dict[str, Any]:
    """What the query of a case gives, in the form of what polars gave."""
    try:
        panel, remarks = _sql._panel(case["queries"][base.dialect], base)
    except innodex.InnodexError as error:
        return {"code": error.code, "place": error.place}
    return {
        "units": [unit["code"] for unit in panel.units],
        "periods": panel.periods,
        "indicators": [[indicator["id"], indicator["unit"]] for indicator in panel.indicators],
        "values": [None if math.isnan(value) else value for value in panel.values],
        "reasons": panel.reasons,
        "said": len(remarks),
    }


def agree(case: dict[str, Any], found: dict[str, Any]) -> None:
    wanted = case["expected"]
    if "code" in wanted:
        assert (found.get("code"), found.get("place")) == (wanted["code"], wanted["place"])
        return
    for part in ("units", "periods", "indicators", "said"):
        assert found.get(part) == wanted[part], part
    cells = zip(found["values"], wanted["values"], found["reasons"], wanted["reasons"])
    for at, (ours, theirs, why, number) in enumerate(cells):
        assert (ours is None) == (theirs is None), at
        assert (why is None) if ours is not None else why == REASONS[number], at
        assert ours is None or abs(ours - theirs) <= 1e-9 * abs(theirs), at


def asked(cases: list[dict[str, Any]], dialect: str) -> list[dict[str, Any]]:
    """The cases of which SQL could be written: the others are refused alike, which the Rust test sees to."""
    return [case for case in cases if "error" not in case["queries"][dialect]]


def test_cases_are_of_every_kind() -> None:
    words = json.dumps([case["queries"]["duckdb"].get("sql", "") for case in CASES])
    kinds = ["filter", "join", "stack", "group_by", "pivot", "ratio", "growth", "rank"]
    assert all(f": {kind}" in words for kind in kinds)
    assert sum("values" in case["expected"] for case in CASES) > 100
    assert {"join_multiplies", "pivot_conflict", "leftover_key", "no_rows"} & {
        case["expected"].get("code") for case in CASES
    }


@pytest.mark.parametrize("case", asked(CASES, "duckdb"), ids=lambda case: case["name"])
def test_duckdb_makes_what_polars_makes(case: dict[str, Any]) -> None:
    with duckdb.connect() as connection:
        for table in case["tables"]:
            columns = ", ".join(f"{quoted(name)} VARCHAR" for name in table["columns"])
            connection.execute(f"CREATE TABLE {quoted(table['name'])} ({columns})")
            places = ", ".join("?" for _ in table["columns"])
            connection.executemany(f"INSERT INTO {quoted(table['name'])} VALUES ({places})", table["rows"])
        agree(case, made(case, Database("duckdb", lambda sql: connection.execute(sql).fetchall())))


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.memory": "2g",
        "spark.sql.shuffle.partitions": "1",
        # Of a few rows: compiling a plan to bytecode takes longer than running it.
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    }
    builder = SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


#: Spark takes a second or two for each: the golden tables and every fourth of the others.
FOR_SPARK = [case for at, case in enumerate(asked(CASES, "spark")) if at < 6 or at % 4 == 0]


@pytest.mark.parametrize("case", FOR_SPARK, ids=lambda case: case["name"])
def test_spark_makes_what_polars_makes(case: dict[str, Any], spark: Any) -> None:
    from pyspark.sql.types import StringType, StructField, StructType

    for table in case["tables"]:
        schema = StructType([StructField(name, StringType()) for name in table["columns"]])
        rows = spark.createDataFrame([tuple(row) for row in table["rows"]], schema).coalesce(1)
        rows.createOrReplaceTempView(f"`{table['name']}`")
    agree(case, made(case, Database("spark", _sql.Spark(spark).rows)))


# The whole way: a database is asked what its tables are like, and the plan is run there.

FOLDER = PROJECT / "tests/golden/tables"
PLANS: dict[str, Any] = json.loads(text("tests/golden/tables/cases.json"))
MADE: dict[str, Any] = json.loads(text("tests/golden/tables/made.json"))


def path_of(name: str) -> Path:
    return next(path for path in (PROJECT / "tests/fixtures/raw" / name, FOLDER / name) if path.exists())


def table(*args: Any, **options: Any) -> Any:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", innodex.InnodexWarning)
        return innodex.table(*args, **options)


def holds(rows: list[dict[str, Any]], wanted: dict[str, Any]) -> None:
    """Whether rows are the golden panel."""
    units, periods = wanted["units"], wanted["periods"]
    assert [(row["code"], row.get("year", row.get("period"))) for row in rows] == [
        (u, p) for u in units for p in periods
    ]
    at = iter(zip(wanted["values"], wanted["reasons"]))
    by_cell = {(row["code"], row.get("year", row.get("period"))): row for row in rows}
    for indicator, _ in wanted["indicators"]:
        for period in periods:
            for unit in units:
                value, reason = next(at)
                row = by_cell[unit, period]
                if value is None:
                    assert row[indicator] is None and row[f"{indicator} (reason)"] == REASONS[reason]
                else:
                    assert abs(row[indicator] - value) <= 1e-9 * abs(value) and row[f"{indicator} (reason)"] is None


@pytest.mark.parametrize("name", PLANS)
def test_files_give_the_golden_panels(name: str) -> None:
    case = PLANS[name]
    rows = table(case["plan"], [path_of(file) for file in case["files"]], reasons=True)
    holds(rows, MADE[name])


@pytest.mark.parametrize("name", ["patents", "budget", "every step"])
def test_csv_read_by_duckdb_gives_the_golden_panels(name: str) -> None:
    plan = json.loads(json.dumps(PLANS[name]["plan"]))
    sources = plan.setdefault("sources", {Path(file).stem: {} for file in PLANS[name]["files"]})
    for file in PLANS[name]["files"]:
        sources[Path(file).stem]["file"] = str(path_of(file))
    holds(table(plan, connection=duckdb.connect(), reasons=True), MADE[name])


def test_csv_read_by_spark_gives_the_golden_panel(spark: Any) -> None:
    plan = json.loads(json.dumps(PLANS["every step"]["plan"]))
    for name, source in plan["sources"].items():
        source["file"] = str(path_of(f"{name}.csv"))
    holds(table(plan, connection=spark, reasons=True), MADE["every step"])


REGISTER = """
    SELECT printf('%06d', 420000 + i % 300) AS 区县, 2018 + (i // 300) % 5 AS 年份,
        list_value('C39', 'I65', 'M73')[CAST(1 + hash(i + 2) % 3 AS INT)] AS 行业,
        list_value('是', '否')[CAST(1 + hash(i + 3) % 2 AS INT)] AS 认定,
        CASE WHEN i % 97 = 0 THEN NULL ELSE CAST(hash(i) % 100000 AS DOUBLE) / 8 END AS 研发费用,
        CASE WHEN i % 89 = 0 THEN 'nan'::DOUBLE ELSE CAST(hash(i + 1) % 1000000 AS DOUBLE) / 8 END AS 营业收入
    FROM range({rows}) AS t(i)
"""
PLAN: dict[str, Any] = {
    "sources": {"企业": {"file": "firms", "columns": {"区县": "unit", "行业": "key", "认定": "key"}}},
    "steps": [
        {"step": "filter", "column": "认定", "is": "是"},
        {
            "step": "group_by",
            "by": ["unit", "period", "行业"],
            "figures": {"研发": {"sum": "研发费用"}, "收入": {"sum": "营业收入"}, "企业数": {"count": "研发费用"}},
            "skip_missing": True,
        },
        {"step": "ratio", "id": "强度", "numerator": "研发", "denominator": "收入"},
        {"step": "growth", "id": "增长", "column": "研发", "rate": "simple"},
        {"step": "rank", "id": "位次", "column": "强度", "over": ["period", "行业"]},
        {"step": "pivot", "names": "行业"},
    ],
}


@pytest.fixture(scope="module")
def register() -> Any:
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE firms AS {REGISTER.format(rows=200_000)}")
    return connection


def same(ours: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> None:
    assert [list(row) for row in ours[:1]] == [list(row) for row in theirs[:1]]
    assert len(ours) == len(theirs)
    for one, other in zip(ours, theirs):
        for name, value in one.items():
            if isinstance(value, float):
                assert abs(value - other[name]) <= 1e-9 * abs(other[name]), name
            else:
                assert value == other[name], name


def test_a_register_of_which_only_a_part_was_looked_at(register: Any, tmp_path: Path) -> None:
    ours = table(PLAN, connection=register, reasons=True)
    file = tmp_path / "企业.csv"
    register.execute(
        f"COPY (SELECT * REPLACE (nullif(营业收入, 'nan'::DOUBLE) AS 营业收入) FROM firms) TO '{file}' (HEADER)"
    )
    theirs = table({**PLAN, "sources": {"企业": {"columns": PLAN["sources"]["企业"]["columns"]}}}, file, reasons=True)
    assert len(ours) == 1500 and ours[0]["unit"] == "420000"
    same(ours, theirs)


def test_parquet_and_a_folder_of_csv_are_read_in_place(register: Any, tmp_path: Path) -> None:
    expected = table(PLAN, connection=register)
    for year in range(2018, 2023):
        register.execute(f"COPY (FROM firms WHERE 年份 = {year}) TO '{tmp_path}/{year}.parquet'")
        register.execute(f"COPY (FROM firms WHERE 年份 = {year}) TO '{tmp_path}/{year}.csv' (HEADER)")
    for kind in ("parquet", "csv"):
        source = {**PLAN["sources"]["企业"], "file": f"{tmp_path}/*.{kind}", "missing": ["nan"]}
        same(table({**PLAN, "sources": {"企业": source}}, connection=duckdb.connect()), expected)


def test_spark_makes_of_parquet_what_duckdb_makes(register: Any, spark: Any, tmp_path: Path) -> None:
    file = tmp_path / "firms.parquet"
    register.execute(f"COPY firms TO '{file}'")
    plan = {**PLAN, "sources": {"企业": {**PLAN["sources"]["企业"], "file": str(file)}}}
    same(table(plan, connection=spark), table(PLAN, connection=register))


def test_a_connection_of_the_db_api(register: Any) -> None:
    same(table(PLAN, connection=register, dialect="duckdb"), table(PLAN, connection=register))


def test_another_dialect_by_sqlglot() -> None:
    # DuckDB reads what sqlglot writes for it, as any database reads its own.
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE firms AS {REGISTER.format(rows=9_000)}")

    class Known(_sql.Other):
        def __init__(self) -> None:
            super().__init__(connection, "duckdb")
            self.dialect, self._translated = "postgres", _sql._translator("duckdb")

    panel, _ = _sql.run(json.dumps(PLAN), Known())
    expected, _ = _sql.run(json.dumps(PLAN), _sql.Duckdb(connection))
    assert panel.units == expected.units and panel.reasons == expected.reasons
    for ours, theirs in zip(panel.values, expected.values):
        assert (ours != ours and theirs != theirs) or abs(ours - theirs) <= 1e-9 * abs(theirs)


def test_every_kind_of_column() -> None:
    connection = duckdb.connect()
    connection.execute(
        "CREATE TABLE t AS SELECT * FROM (VALUES (' 湖北 ', 2021::SMALLINT, 1.50::DECIMAL(9, 2), '1,234', true), "
        "('湖北省', 2022::SMALLINT, NULL, '…', false), ('全国', 2022::SMALLINT, 9, '5', true)) AS v(地区, 年, x, y, z)"
    )
    plan = {"sources": {"t": {"thousands": True, "missing": ["…"], "columns": {"z": "left_out"}}}}
    assert table(plan, connection=connection, reasons=True) == [
        {
            "code": "42",
            "province": "湖北",
            "year": "2021",
            "x": 1.5,
            "x (reason)": None,
            "y": 1234.0,
            "y (reason)": None,
        },
        {
            "code": "42",
            "province": "湖北",
            "year": "2022",
            "x": None,
            "x (reason)": "not_published",
            "y": None,
            "y (reason)": "not_published",
        },
    ]


def test_quarters_and_months_are_written_as_they_are() -> None:
    connection = duckdb.connect()
    connection.execute(
        "CREATE TABLE q AS SELECT * FROM (VALUES ('甲', '2021Q4', 1.0), ('甲', '2022年1季度', 3.0)) AS v(企业, 时期, x)"
    )
    connection.execute(
        "CREATE TABLE m AS SELECT * FROM (VALUES ('甲', '2021-12', 1.0), ('甲', '2022年1月', 3.0)) AS v(企业, 时期, x)"
    )
    steps = [{"step": "growth", "id": "g", "column": "x", "rate": "difference", "lag": 1}]
    for name, periods in (("q", ["2021Q4", "2022Q1"]), ("m", ["2021-12", "2022-01"])):
        rows = table({"sources": {name: {}}, "steps": steps}, connection=connection)
        assert [row["period"] for row in rows] == periods
        assert [row["g"] for row in rows] == [None, 2.0]


def test_nothing_in_a_table_is_taken_for_sql() -> None:
    connection = duckdb.connect()
    nasty = "x'); DROP TABLE t; --"
    connection.execute(f'CREATE TABLE t ("省份" VARCHAR, "年份" INTEGER, "{nasty}" VARCHAR, "a""b" DOUBLE)')
    connection.executemany(
        "INSERT INTO t VALUES (?, ?, ?, ?)", [["湖北", 2022, nasty, 1.0], ["湖北", 2022, "\\'", 2.0]]
    )
    plan = {
        "sources": {"t": {"columns": {nasty: "key", 'a"b': "figure"}}},
        "steps": [{"step": "pivot", "names": nasty}],
    }
    rows = table(plan, connection=connection)
    assert rows == [{"code": "42", "province": "湖北", "year": "2022", nasty: 1.0, "\\'": 2.0}]
    assert connection.execute("SELECT count(*) FROM t").fetchone() == (2,)


def test_what_waits_and_what_is_wrong_is_refused_with_its_place(register: Any) -> None:
    connection = duckdb.connect()
    connection.execute(
        "CREATE TABLE t AS SELECT * FROM (VALUES ('湖比', 2022, 1.0), ('湖南', 2022, 2.0)) AS v(省份, 年份, x)"
    )
    error = refused(lambda: innodex.table({"sources": {"t": {}}}, connection=connection))
    assert error.code == "misread_province" and "accept" in error.hint["en"]
    assert table({"sources": {"t": {"accept": {"湖比": "湖北"}}}}, connection=connection)[1]["code"] == "43"
    for plan, code, place in [
        ({}, "missing_file", "$.sources"),
        ({"sources": {"t": {"skip": [2]}}}, "bad_parameter", "$.sources.t.skip"),
        ({"sources": {"t": {"file": "nowhere"}}}, "unknown_table", "$.sources.t"),
        (
            {"sources": {"t": {}}, "steps": [{"step": "ratio", "id": "r", "numerator": "x", "denominator": "z"}]},
            "unknown_column",
            None,
        ),
    ]:
        plan = {"accept": {"湖比": "湖北"}, **plan}
        error = refused(lambda plan=plan: innodex.table(plan, connection=connection))
        assert error.code == code and place in (None, error.place), error
    twice = {**PLAN, "steps": [PLAN["steps"][5]]}
    error = refused(lambda: innodex.table(twice, connection=register))
    assert error.code == "pivot_conflict" and error.place == "$.steps[0]" and "420000" in error.message["en"]
    assert refused(lambda: innodex.table({}, connection=object())).code == "bad_parameter"
    assert refused(lambda: innodex.table({})).place == "files"
    assert refused(lambda: innodex.table({}, connection=register, dialect="klingon")).place == "dialect"


def test_frames_in_and_out() -> None:
    import pandas
    import polars

    rows = {"省份": ["湖北", "湖南"], "年份": [2022, 2022], "产值": [1.5, None]}
    for frame in (pandas.DataFrame(rows), polars.DataFrame(rows)):
        made = table(None, {"t": frame})
        assert type(made) is type(frame)
        assert list(made["code"]) == ["42", "43"] and made["产值"][0] == 1.5
    assert table(None, {"t.csv": "省份,年份,x\n湖北,2022,1\n".encode("gb18030")})[0]["province"] == "湖北"
    assert table(None, {"t.csv": "省份\t年份\tx\n湖北\t2022\t1\n".encode("utf-16")})[0]["x"] == 1.0
    assert isinstance(table(None, {"t": pandas.DataFrame(rows)}, to="polars"), polars.DataFrame)
    assert refused(lambda: innodex.table(None, {"t": b"%PDF-1.4"})).code == "not_a_table"


def test_a_workbook_is_read_sheet_by_sheet(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for name, rows in (
        ("产值", [["省份", "年份", "产值"], ["湖北", 2022, 1.5]]),
        ("人口", [["省份", "年份", "人口"], ["湖北", 2022, 6]]),
    ):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.remove(book.worksheets[0])
    book.save(tmp_path / "年鉴.xlsx")
    assert table(None, tmp_path / "年鉴.xlsx") == [
        {"code": "42", "province": "湖北", "year": "2022", "产值": 1.5, "人口": 6.0}
    ]


def test_a_panel_can_be_ranked(register: Any) -> None:
    rows = table(
        {**PLAN, "steps": [*PLAN["steps"][:1], {**PLAN["steps"][1], "by": ["unit", "period"]}]}, connection=register
    )
    assert innodex.rank(rows, None, 2022)[0]["rank"] == 1
