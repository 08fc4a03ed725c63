"""Tables of cities, counties and an office's own units: what Node makes of the same files (tests/node/divisions.test.js), by SQL too."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import duckdb
import innodex
import pandas as pd
import pytest
from conftest import node, refused

CITIES = (
    "省份,城市,年份,产值\n湖北,武汉,2023,3\n湖北,宜昌,2023,2\n湖北,恩施州,2023,1\n湖南,长沙,2023,5\n湖南,株洲,2023,4\n"
)
COUNTIES = "市,区县,年份,产值\n南京,鼓楼区,2023,3\n徐州,鼓楼区,2023,2\n福州,鼓楼区,2023,1\n武汉,江岸区,2023,5\n武汉,合计,2023,9\n"
PARKS = (
    "code,name,parent,group\nP1,东湖生物城|生物城,,园区\nF1,甲药业有限公司|甲药业,P1,医药\nF2,乙软件有限公司,P1,软件\n"
)
FIRMS = "企业,年份,营业收入\n甲药业,2023,1\n乙软件有限公司,2023,2\n"
PROVINCES = "省份,年份,产值\n湖北,2023,3\n湖南,2023,2\n"
INDEX = {
    "id": "one",
    "indicators": [{"id": "产值", "direction": 1}],
    "tree": {"id": "index", "children": [{"id": "产值"}]},
    "steps": [{"step": "aggregate", "method": "arithmetic"}],
}
WITHIN = {"sources": {"counties": {"columns": {"市": "parent"}}}}
FILTERED = {"sources": {"cities": {}}, "steps": [{"step": "filter", "column": "unit", "is": ["武汉市", "430200"]}]}
SCRIPT = """
    import {{ Tables }} from "./pkg/dist/tables-node.js";
    const {{ plan, files, register }} = {given};
    const tables = new Tables();
    if (register) await tables.register(...register);
    for (const [name, content] of Object.entries(files)) await tables.open(content, name);
    const {{ panel }} = await tables.run(plan);
    console.log(JSON.stringify(panel.rows()));
"""


def table(*args: Any, **options: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", innodex.InnodexWarning)
        return innodex.table(*args, **options)


def in_node(plan: Any, files: dict[str, str], register: list[str] | None = None) -> list[dict[str, Any]]:
    """The rows that Node gives."""
    head, *rows = node(SCRIPT.format(given=json.dumps({"plan": plan, "files": files, "register": register})))
    return [dict(zip(head, row)) for row in rows]


@pytest.mark.parametrize(
    ("plan", "files"),
    [
        ({}, {"cities.csv": CITIES}),
        ({}, {"counties.csv": COUNTIES}),
        (WITHIN, {"counties.csv": COUNTIES}),
        (FILTERED, {"cities.csv": CITIES}),
        ({}, {"provinces.csv": PROVINCES}),
        ({}, {"firms.csv": FIRMS}),
    ],
    ids=["cities", "counties", "counties, as the plan says", "some cities", "provinces", "firms"],
)
def test_files_give_what_node_gives(plan: Any, files: dict[str, str]) -> None:
    wanted = in_node(plan, files)
    assert wanted and table(plan, {name: text.encode() for name, text in files.items()}) == wanted


def test_units_know_level_and_parent_and_rank_within_it() -> None:
    rows = table(None, {"cities.csv": CITIES.encode()})
    enshi = next(row for row in rows if row["code"] == "422800")
    assert (enshi["unit_level"], enshi["unit_parent"], enshi["unit_parent_name"]) == ("prefecture", "42", "湖北")
    ranked = innodex.rank(rows, INDEX, 2023, region="42")
    assert [(row["code"], row["rank"]) for row in ranked] == [("420100", 1), ("420500", 2), ("422800", 3)]
    gulou = [row for row in table(None, {"counties.csv": COUNTIES.encode()}) if row["unit"].endswith("鼓楼区")]
    assert [row["unit_parent"] for row in gulou] == ["320100", "320300", "350100"]
    english = table(None, {"cities.csv": CITIES.encode()}, lang="en")
    assert english[0]["unit_parent_name"] == "Hubei"


def test_a_register_of_ones_own(tmp_path: Path) -> None:
    plan = {"register": {"file": "parks.csv"}}
    wanted = in_node(plan, {"firms.csv": FIRMS}, [PARKS, "parks.csv"])
    assert [row["unit_group"] for row in wanted] == ["医药", "软件"]
    path = tmp_path / "parks.csv"
    path.write_text(PARKS, encoding="utf-8")
    frame = pd.DataFrame(
        [line.split(",") for line in PARKS.splitlines()[1:]], columns=["code", "name", "parent", "group"]
    )
    chinese = {"名录.csv": PARKS.encode("gb18030")}
    for register in (path, str(path), PARKS.encode(), frame, {"parks.csv": PARKS.encode("gb18030")}):
        assert table(plan, {"firms.csv": FIRMS.encode()}, register=register) == wanted
    assert table(None, {"firms.csv": FIRMS.encode()}, register=chinese) == wanted
    firms = {"firms.csv": FIRMS.encode()}
    assert refused(lambda: table(plan, firms)).code == "missing_file"
    assert refused(lambda: table(plan, firms, register=chinese)).place == "$.register.file"
    twice = refused(lambda: table(plan, firms, register={"bad.csv": "code,name\nA,甲\nA,乙\n".encode()}))
    assert twice.code == "unit_conflict" and "bad.csv" in twice.place
    assert refused(lambda: table(plan, firms, register=[path, path])).place == "register"
    assert refused(lambda: table(plan, firms, register=[1])).place == "register"
    stated = {"sources": {"firms": {"territory": "register"}}}
    assert refused(lambda: table(stated, firms)).code == "needs_register"


def in_duckdb(plan: Any, tables: dict[str, str], **options: Any) -> Any:
    """The same files as tables of a database."""
    connection = duckdb.connect()
    for name, text in tables.items():
        head, *rows = (line.split(",") for line in text.splitlines())
        connection.execute(f"CREATE TABLE {name} ({', '.join(f'{column} VARCHAR' for column in head)})")
        connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(head))})", rows)
    return table(plan, connection=connection, **options)


def test_sql_gives_the_same() -> None:
    for plan, name, text in ((FILTERED, "cities", CITIES), (WITHIN, "counties", COUNTIES)):
        assert in_duckdb(plan, {name: text}) == table(plan, {f"{name}.csv": text.encode()})
    plan = {"register": {"file": "parks.csv"}, "sources": {"firms": {}}}
    wanted = table(plan, {"firms.csv": FIRMS.encode()}, register={"parks.csv": PARKS.encode()})
    assert in_duckdb(plan, {"firms": FIRMS}, register={"parks.csv": PARKS.encode()}) == wanted
    assert refused(lambda: in_duckdb(plan, {"firms": FIRMS})).code == "missing_file"


LARGE = """
    SELECT c.city AS 市, c.county AS 区县, 2020 + i % 4 AS 年份, CAST(hash(i) % 1000 AS DOUBLE) AS 产值
    FROM range(60_000) AS t(i) JOIN (VALUES ('南京', '鼓楼区', 0), ('武汉', '江岸区', 1), ('徐州', '鼓楼区', 2), ('福州市', '鼓楼区', 3),
        ('开封', '鼓楼区', 4), ('武汉', '合计', 5)) AS c(city, county, n) ON c.n = i // 10_000
    ORDER BY i
"""


def test_counties_of_one_name_in_more_rows_than_are_looked_at(tmp_path: Path) -> None:
    # The first 10,000 rows are all of Nanjing, and no county's name is new in Xuzhou, Fuzhou and Kaifeng.
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE firms AS {LARGE}")
    plan = {
        "sources": {"firms": {"columns": {"市": "parent", "区县": "unit"}}},
        "steps": [{"step": "group_by", "by": ["unit", "period"], "figures": {"产值": {"sum": "产值"}}}],
    }
    connection.execute(f"COPY firms TO '{tmp_path}/firms.csv' (HEADER)")
    rows = table(plan, connection=connection)
    assert sorted({row["code"] for row in rows}) == ["320106", "320302", "350102", "410204", "420102"]
    assert rows == table(plan, tmp_path / "firms.csv")
    assert rows[0]["unit_parent_name"] == "南京市"
