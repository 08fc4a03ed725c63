"""A plan as SQL: a database is asked what its tables are like, and then for the panel. The rows stay there.

What is asked, and the query of the plan, are written by the module (crates/table/src/sql); here they are sent.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from ._engine import SQL, Instance
from ._interrupt import held
from ._raw import Named, Opened, Panel, Remark
from ._shape import Row
from .error import InnodexError, problem, shown

#: Types whose numbers are whole, or decimals of fixed length, and those of floating-point numbers, in lower case.
EXACT = (
    "tinyint",
    "smallint",
    "int",
    "bigint",
    "hugeint",
    "utinyint",
    "usmallint",
    "uint",
    "ubigint",
    "uhugeint",
    "decimal",
    "numeric",
    "long",
    "short",
    "byte",
)
FLOATING = ("float", "double", "real")
TEXTS = ("varchar", "string", "text", "char")
TRUTHS = ("boolean", "bool")
#: An estimate may be off by so much.
ABOUT = 1.2
#: So many rows of one word are many.
FEW = 10
#: More names than these no column of units has (crates/table/src/sql/profile.rs).
MOST_WORDS = 50_000
#: Periods in a year.
FREQUENCIES = {"year": 1, "quarter": 4, "month": 12}
#: What is known of a unit of which nothing is known.
UNKNOWN: Row = {"provincial": False, "region": None, "level": None, "parent": None, "group": None}


class Database(Protocol):
    """What a plan is run on."""

    dialect: str

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""

    def columns(self, relation: str) -> list[tuple[str, str]]:
        """The columns of a relation, each with its type."""

    def relation(self, name: str, file: str, relation: str) -> str:
        """What is read of a source: SQL."""


class Duckdb:
    """An open connection of DuckDB."""

    dialect = "duckdb"

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = self._connection.execute(sql).fetchall()
        return found

    def columns(self, relation: str) -> list[tuple[str, str]]:
        return [(name, kind) for name, kind, *_ in self.rows(f"DESCRIBE SELECT * FROM {relation}")]

    def relation(self, name: str, file: str, relation: str) -> str:
        return relation


class Spark:
    """A Spark session."""

    dialect = "spark"

    def __init__(self, session: Any) -> None:
        self._session = session
        self._views = 0

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self._session.sql(sql).collect()]

    def columns(self, relation: str) -> list[tuple[str, str]]:
        return [(name, kind) for name, kind in self._session.sql(f"SELECT * FROM {relation} LIMIT 0").dtypes]

    def relation(self, name: str, file: str, relation: str) -> str:
        """A view: of CSV with its header, and of names that SQL would take for variables."""
        if file.lower().endswith((".csv", ".tsv", ".txt", ".csv.gz")):
            separator = "\t" if ".tsv" in file.lower() else ","
            read = self._session.read.option("header", True).option("sep", separator).option("escape", '"').csv(file)
            self._views += 1
            view = f"innodex_source_{self._views}"
            read.createOrReplaceTempView(view)
            return view
        return relation


class Other:
    """A connection of Python's DB-API (PEP 249)."""

    def __init__(self, connection: Any, dialect: str) -> None:
        self._connection = connection
        self.dialect = dialect if dialect in ("duckdb", "spark", "postgres") else "postgres"
        self._translated: Callable[[str], str] = _translator(dialect) if self.dialect != dialect else str

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        cursor = self._connection.cursor()
        try:
            cursor.execute(self._translated(sql))
            return [tuple(row) for row in cursor.fetchall()]
        finally:
            cursor.close()

    def columns(self, relation: str) -> list[tuple[str, str]]:
        """By what is in the first rows: what a driver calls types is its own."""
        cursor = self._connection.cursor()
        try:
            cursor.execute(self._translated(f"SELECT * FROM {relation} AS s LIMIT 100"))
            names = [each[0] for each in cursor.description]
            rows = cursor.fetchall()
        finally:
            cursor.close()
        return [(name, _type([row[at] for row in rows])) for at, name in enumerate(names)]

    def relation(self, name: str, file: str, relation: str) -> str:
        return relation


def database(connection: Any, dialect: str | None) -> Database:
    """What a connection leads to."""
    module = type(connection).__module__.split(".")[0].lstrip("_")
    if dialect is None and module == "duckdb":
        return Duckdb(connection)
    if dialect is None and module == "pyspark":
        return Spark(connection)
    if dialect is not None and isinstance(dialect, str) and hasattr(connection, "cursor"):
        return Other(connection, dialect)
    raise problem(
        "bad_parameter",
        (
            f"不知道如何使用这一连接：{shown(connection)}。",
            f"This connection cannot be used: {shown(connection)}.",
        ),
        (
            "请给出 DuckDB 连接或 Spark 会话；其他数据库请写明 dialect。",
            "Give a DuckDB connection or a Spark session; of another database say the dialect.",
        ),
        "connection",
    )


def run(plan: str, base: Database, register: Named | None = None) -> tuple[Panel, list[Remark]]:
    """What a plan makes of tables of a database."""
    writer = Instance(SQL)
    with held():
        opened = Opened(register)
    try:
        with held():
            sources = writer.ask("flat_relations", plan, base.dialect)
        if not sources:
            raise problem(
                "missing_file",
                ("方案没有写明数据库中的表。", "The plan names no tables of the database."),
                ('请写 "sources": {"名称": {"file": "表名"}}。', 'Say "sources": {"name": {"file": "the table"}}.'),
                "$.sources",
            )
        samples = [Sample(plan, source, base, writer) for source in sources]
        for sample in samples:
            sample.open(opened)
        tables = _resolved(plan, samples, opened)
        with held():
            query = writer.ask("flat_sql", plan, json.dumps(tables["tables"], ensure_ascii=False), base.dialect)
    finally:
        opened.close()
        writer.close()
    try:
        panel, remarks = _panel(query, base)
    except InnodexError:
        raise
    except Exception as fault:
        raise _failed("table_failed", fault, "") from fault
    return panel, tables["remarks"] + remarks


def _failed(code: str, fault: Exception, place: str) -> InnodexError:
    """What the database refuses, in its own words."""
    said = (str(fault).strip().splitlines() or [type(fault).__name__])[0]
    return problem(
        code,
        (f"数据库未能执行：{said}", f"The database refused: {said}"),
        ("请核对方案中的表名（file）以及表的内容。", "Check the plan's tables (file) and what is in them."),
        place,
    )


class Sample:
    """A part of a table in which every different word stands, as far as the plan needs it."""

    def __init__(self, plan: str, source: Row, base: Database, writer: Instance) -> None:
        self.name: str = source["name"]
        file = source["file"].replace("\\", "/").rsplit("/", 1)[-1] or self.name
        self.file = f"{self.name}/{file}"
        self.relation = base.relation(self.name, source["file"], source["relation"])
        self._base, self._writer = base, writer
        try:
            known = base.columns(self.relation)
        except Exception as fault:  # each driver has its own
            raise _failed("unknown_table", fault, f"$.sources.{self.name}") from fault
        self.columns: list[Row] = [{"name": name, "holds": _holds(kind), "padded": False} for name, kind in known]
        self.unknown: list[int] = []
        self.complete = True
        profile = self._written("flat_profile", plan, self.name, self.relation, self._columns())
        self.rows = self._asked(profile)

    def said(self) -> Row:
        """All but its rows."""
        known = ("name", "file", "relation", "columns", "unknown", "complete")
        return {name: getattr(self, name) for name in known}

    def open(self, opened: Opened) -> None:
        """Opens the rows as a file."""
        for at, column in enumerate(self.columns):
            column["padded"] = any(row[at] is not None and row[at] != row[at].strip() for row in self.rows)
        out = io.StringIO()
        cells = csv.writer(out, lineterminator="\n")
        cells.writerow([column["name"] for column in self.columns])
        cells.writerows(self.rows)
        with held():
            opened.open(self.file, out.getvalue().encode())

    def adds_combinations(self, names: list[str]) -> bool:
        """Adds a row of each combination of words that some columns have, if there are rows that were not looked at."""
        numbers = [at for at, column in enumerate(self.columns) if column["name"] in names]
        if self.complete or len(numbers) < 2 or not set(numbers).isdisjoint(self.unknown):
            return False
        sql = self._written("flat_combinations", self.relation, self._columns(), json.dumps(numbers))
        found = [_cells(cells) for (cells,) in self._base.rows(sql)]
        if len(found) > MOST_WORDS:
            self.unknown = sorted({*self.unknown, *numbers})
        seen = {tuple(row[at] for at in numbers) for row in self.rows}
        self.rows += [row for row in found if tuple(row[at] for at in numbers) not in seen]
        return True

    def _asked(self, profile: Row) -> list[Sequence[Any]]:
        """The first rows, and one of each word that stands in none of them."""
        rows: list[Sequence[Any]] = list(self._base.rows(profile["rows"]))
        if len(rows) <= profile["sample"]:
            return rows
        self.complete = False
        rows = rows[: int(profile["sample"])]
        known = {int(asked["column"]) for asked in profile["columns"]}
        self.unknown = [at for at in range(len(self.columns)) if at not in known]
        more: list[Sequence[Any]] = []
        kinds = 1
        for asked, many in zip(profile["columns"], self._have_many(profile, rows)):
            at, most = int(asked["column"]), asked["most"]
            words = set() if many else self._words(asked["words"])
            if many or len(words) > most:
                self.unknown.append(at)
                words = self._words(asked["odd"]) if asked["odd"] else set()
                if len(words) > most:  # a column of words, which no figure can be read from
                    continue
            else:
                kinds *= max(len(words), 1)
            more += self._rows_of(at, words - {row[at] for row in rows})
        self.unknown.sort()
        total = self._base.rows(profile["count"])[0][0]
        # Where rows have to have the same words, they have them in what is looked at too.
        times = 3 if total > 2 * kinds else 1
        return rows * times + list(dict.fromkeys(map(tuple, more)))

    def _have_many(self, profile: Row, rows: list[Sequence[Any]]) -> list[bool]:
        """Of each column that is asked about, whether it has too many words for certain, or nearly."""
        distinct = [len({row[int(asked["column"])] for row in rows}) for asked in profile["columns"]]
        many = [seen > asked["most"] for seen, asked in zip(distinct, profile["columns"])]
        # What comes again and again in a part of the rows has few words in all of them.
        doubtful = any(FEW * seen >= len(rows) and not is_known for seen, is_known in zip(distinct, many))
        if profile["about"] and doubtful:
            found = self._base.rows(profile["about"])[0]
            many = [about > asked["most"] * ABOUT for about, asked in zip(found, profile["columns"])]
        return many

    def _words(self, sql: str) -> set[str | None]:
        return {word for (word,) in self._base.rows(sql)}

    def _rows_of(self, column: int, words: set[str | None]) -> list[Sequence[Any]]:
        """A row of each of some words of a column."""
        if not words:
            return []
        listed = json.dumps(sorted(words, key=lambda word: word or ""), ensure_ascii=False)
        sql = self._written("flat_rows", self.relation, self._columns(), float(column), listed)
        return [_cells(cells) for (cells,) in self._base.rows(sql)]

    def _columns(self) -> str:
        return json.dumps(self.columns, ensure_ascii=False)

    def _written(self, question: str, *given: str | float) -> Any:
        with held():
            return self._writer.ask(question, *given, self._base.dialect)


def _resolved(plan: str, samples: list[Sample], opened: Opened) -> Row:
    """What SQL needs to know of the tables; where columns name a unit together, of all that they say together."""

    def resolve() -> Row:
        with held():
            said = [sample.said() for sample in samples]
            tables: Row = opened.resolve(plan, json.dumps(said, ensure_ascii=False))
            return tables

    tables = resolve()
    units = {table["name"]: table["unit"]["columns"] for table in tables["tables"] if table["unit"]}
    added = [sample for sample in samples if sample.adds_combinations(units.get(sample.name, []))]
    for sample in added:
        with held():
            opened.forget(sample.file)
        sample.open(opened)
    return resolve() if added else tables


def _cells(cells: Any) -> Sequence[Any]:
    return list(cells)


def _panel(query: Row, base: Database) -> tuple[Panel, list[Remark]]:
    """The panel of a query's answer, once all that has to hold does."""
    found = base.rows(query["sql"])
    size, checks = len(query["indicators"]), query["checks"]
    if not found:
        raise problem(
            "no_rows",
            ("结果中没有任何数据。", "Nothing is left."),
            ("请核对筛选条件（filter）。", "Check the filters."),
        )
    counts = [int(count or 0) for count in found[0][2 + 2 * size :]]
    names = {unit["code"]: unit["name"] for unit in query["units"]}
    remarks = []
    for check, count in zip(checks, counts):
        said = _said(check, count, query, names, base)
        if said and check["rule"] == "lost":
            remarks.append(said)
        elif said:
            raise InnodexError(said)
    if any(row[0] is None or row[1] is None for row in found):
        raise problem(
            "unknown_unit",
            ("表在读取之后有了新的单位或时期。", "The table has units or periods that were not there a moment ago."),
            ("请再运行一次。", "Run it again."),
        )
    kept = [at for at in range(size) if all(counts[int(need)] for need in query["needs"][at])]
    units = sorted({row[0] for row in found}, key=str.encode)
    periods = sorted({row[1] for row in found})
    cells = {(row[0], row[1]): row for row in found}
    values, reasons = [], []
    for at in kept:
        for period in periods:
            for unit in units:
                row = cells.get((unit, period))
                value = None if row is None else row[2 + at]
                values.append(math.nan if value is None else float(value))
                reasons.append(None if value is not None else "not_published" if row is None else row[2 + size + at])
    known = {unit["code"]: unit for unit in query["units"]}
    named = [known.get(unit) or {**UNKNOWN, "code": unit, "name": {"zh": unit, "en": unit}} for unit in units]
    return Panel(named, periods, [query["indicators"][at] for at in kept], values, reasons), remarks


def _said(check: Row, count: int, query: Row, names: dict[str, Any], base: Database) -> Remark | None:
    """What is wrong, or to be said, where a count is not what it has to be."""
    rule = check["rule"]
    broken = count > 1 if rule == "at_most_one" else count == 0 if rule == "some" else count > 0
    if rule == "present" or not broken:
        return None
    keys = base.rows(check["which"])[:1] if check["which"] else []
    error: Row = check["error"]
    message = dict(error["message"])
    for lang in message:
        words = [_word(kind, key, query, names, lang) for row in keys for kind, key in zip(check["keys"], row)]
        message[lang] = message[lang].replace("{n}", str(count)).replace("{}", " ".join(words))
    return {**error, "message": message}


def _word(kind: str, key: Any, query: Row, names: dict[str, Any], lang: str) -> str:
    if kind == "unit":
        return str(names.get(key, {"zh": key, "en": key})[lang])
    if kind == "period":
        year, rest = divmod(int(key), FREQUENCIES[query["frequency"] or "year"])
        return {"year": f"{year:04}", "quarter": f"{year:04}Q{rest + 1}", "month": f"{year:04}-{rest + 1:02}"}[
            query["frequency"] or "year"
        ]
    return str(key)


def _holds(kind: str) -> str:
    """What a type holds."""
    begin = kind.lower().split("(")[0].strip()
    whole = begin in EXACT or begin in ("integer", "uinteger")
    return (
        "exact"
        if whole
        else "float"
        if begin in FLOATING
        else "text"
        if begin in TEXTS
        else "truth"
        if begin in TRUTHS
        else "other"
    )


def _type(values: list[Any]) -> str:
    from decimal import Decimal

    kinds = {type(value) for value in values if value is not None}
    if kinds and kinds <= {int, Decimal}:
        return "decimal"
    return "double" if kinds and kinds <= {float, int} else "text" if kinds <= {str} else "other"


def _translator(dialect: str) -> Callable[[str], str]:
    try:
        import sqlglot
    except ImportError:
        raise problem(
            "engine_missing",
            (f"“{dialect}”需要 sqlglot。", f'sqlglot is needed for "{dialect}".'),
            ("请运行 pip install innodex[sql]。", "Run pip install innodex[sql]."),
            "dialect",
        ) from None
    try:
        sqlglot.Dialect.get_or_raise(dialect)
    except ValueError:
        raise problem(
            "bad_parameter",
            (f"sqlglot 没有“{dialect}”这一种 SQL。", f'sqlglot knows no dialect "{dialect}".'),
            ("请核对 dialect。", "Check the dialect."),
            "dialect",
        ) from None
    return lambda sql: str(sqlglot.transpile(sql, read="postgres", write=dialect)[0])
