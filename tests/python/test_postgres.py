"""Plans as SQL on PostgreSQL: what polars makes, and what DuckDB makes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest
from innodex import _sql
from test_sql import CASES, PLAN, REGISTER, agree, asked, made, quoted, same, table


def programs() -> Path:
    """Where the server's programs are: on the path, or where Debian puts them."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))


@pytest.fixture(scope="module")
def postgres() -> Iterator[Any]:
    """A server of its own, on a socket in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="innodex-postgres-") as folder:
        as_user: list[str] = []
        if os.getuid() == 0:  # as which it would not run
            shutil.chown(folder, "postgres")
            as_user = ["runuser", "-u", "postgres", "--"]

        def run(program: str, *given: str) -> None:
            command = [*as_user, str(programs() / program), "-D", f"{folder}/data", *given]
            subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)

        run("initdb", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        settings = f"-k {folder} -c listen_addresses= -c fsync=off"
        run("pg_ctl", "-w", "-l", f"{folder}/log", "-o", settings, "start")
        try:
            with psycopg.connect(host=folder, user="postgres", dbname="postgres", autocommit=True) as connection:
                yield connection
        finally:
            run("pg_ctl", "-m", "immediate", "stop")


@pytest.mark.parametrize("case", asked(CASES, "postgres"), ids=lambda case: case["name"])
def test_postgres_makes_what_polars_makes(case: dict[str, Any], postgres: Any) -> None:
    with postgres.transaction(force_rollback=True):
        for each in case["tables"]:
            columns = ", ".join(f"{quoted(name)} TEXT" for name in each["columns"])
            postgres.execute(f"CREATE TABLE {quoted(each['name'])} ({columns})")
            places = ", ".join(["%s"] * len(each["columns"]))
            postgres.cursor().executemany(f"INSERT INTO {quoted(each['name'])} VALUES ({places})", each["rows"])
        agree(case, made(case, _sql.Other(postgres, "postgres")))


def test_the_whole_way(postgres: Any) -> None:
    """PostgreSQL is asked what a table is like, and gives what DuckDB gives of the same rows."""
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE firms AS {REGISTER.format(rows=40_000)}")
    columns = "区县 TEXT, 年份 INTEGER, 行业 TEXT, 认定 TEXT, 研发费用 DOUBLE PRECISION, 营业收入 DOUBLE PRECISION"
    postgres.execute(f"CREATE TABLE firms ({columns})")
    with postgres.cursor().copy("COPY firms FROM STDIN") as copy:
        for row in connection.execute("FROM firms").fetchall():
            copy.write_row(row)
    ours = table(PLAN, connection=postgres, dialect="postgres", reasons=True)
    same(ours, table(PLAN, connection=connection, reasons=True))


def test_counties_of_one_name(postgres: Any) -> None:
    rows = [
        ("南京", "鼓楼区", 1),
        ("徐州", "鼓楼区", 2),
        ("武汉", "江岸区", 3),
        (None, "江汉区", 4),
        ("武汉", "合计", 5),
    ]
    postgres.execute("CREATE TABLE counties (市 TEXT, 区县 TEXT, 年份 SMALLINT, 产值 NUMERIC(9, 2))")
    many = [(city, county, 2000 + at % 20, value) for at in range(4_000) for city, county, value in rows]
    with postgres.cursor().copy("COPY counties FROM STDIN") as copy:
        for row in sorted(many, key=lambda row: row[3]):
            copy.write_row(row)
    plan = {
        "sources": {"counties": {"columns": {"市": "parent", "区县": "unit"}}},
        "steps": [{"step": "group_by", "by": ["unit", "period"], "figures": {"产值": {"sum": "产值"}}}],
    }
    made = table(json.dumps(plan), connection=postgres, dialect="postgres")
    assert {row["code"]: row["产值"] for row in made} == {"320106": 200, "320302": 400, "420102": 600, "420103": 800}
    assert len(made) == 80
