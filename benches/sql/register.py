"""A register of made-up firms, larger than a browser, to a panel of 3,000 counties in DuckDB: a plan beside SQL by hand.

`python benches/sql/register.py [ROWS]` (10^8 where it is not said; about 1.5 GB of Parquet in the system's folder for such
things, which goes when it is done). Each is run in a process of its own, warm, the best of three (ROUNDS): time by the clock and of
the processor, which says more where others use the machine too, and the most memory that the process had.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

COUNTIES, YEARS = 3_000, 10
BEST_OF = int(os.environ.get("ROUNDS", "3"))

#: The same firms every time: what a hash of their number says.
FIRMS = """
    SELECT CAST(110000 + hash(i) % {counties} * 10 AS VARCHAR) AS district,
        list_value('C27', 'C34', 'C39', 'I63', 'I65', 'M73', 'M74')[CAST(1 + hash(i + 1) % 7 AS INT)] AS industry,
        CAST(2013 + hash(i + 2) % {years} AS SMALLINT) AS year,
        CASE WHEN hash(i + 3) % 50 = 0 THEN NULL ELSE CAST(hash(i + 4) % 1000000 AS DOUBLE) / 100 END AS rd,
        CAST(1 + hash(i + 5) % 100000000 AS DOUBLE) / 100 AS revenue,
        hash(i + 6) % 3 = 0 AS recognised
    FROM range({rows}) AS t(i)
"""

BY_HAND = """
    WITH grouped AS (
        SELECT district, year, sum(rd) AS rd, sum(revenue) AS revenue, count(rd) AS firms
        FROM read_parquet('{file}') WHERE recognised GROUP BY district, year
    ), divided AS (
        SELECT *, rd / nullif(revenue, 0) * 100 AS intensity FROM grouped
    ), grown AS (
        SELECT a.*, a.rd / b.rd - 1 AS growth FROM divided AS a
        LEFT JOIN divided AS b ON b.district = a.district AND b.year = a.year - 1
    )
    SELECT district, year, rd, revenue, firms, intensity, growth,
        CASE WHEN intensity IS NOT NULL THEN rank() OVER (PARTITION BY year ORDER BY intensity DESC NULLS LAST) END AS rank
    FROM grown ORDER BY district, year
"""

PLAN: dict[str, Any] = {
    "sources": {"firms": {"columns": {"district": "unit", "industry": "key", "year": "period", "recognised": "key", "rd": "figure", "revenue": "figure"}}},
    "steps": [
        {"step": "filter", "column": "recognised", "is": "true"},
        {
            "step": "group_by",
            "by": ["unit", "period"],
            "skip_missing": True,
            "figures": {"rd": {"sum": "rd"}, "revenue": {"sum": "revenue"}, "firms": {"count": "rd"}},
        },
        {"step": "ratio", "id": "intensity", "numerator": "rd", "denominator": "revenue", "scale": 100},
        {"step": "growth", "id": "growth", "column": "rd", "rate": "simple"},
        {"step": "rank", "id": "rank", "column": "intensity"},
    ],
}


class Times:
    """The least time of a few runs, by the clock and of the processor."""

    def __init__(self) -> None:
        self.clock = self.processor = float("inf")

    def of(self, work: Any) -> Any:
        """What comes out of a run."""
        clock, processor = time.perf_counter(), time.process_time()
        try:
            return work()
        finally:
            self.clock = min(self.clock, time.perf_counter() - clock)
            self.processor = min(self.processor, time.process_time() - processor)


def run(how: str, file: str) -> dict[str, Any]:
    """One of the ways, in this process."""
    import duckdb

    connection = duckdb.connect()
    query, whole = Times(), Times()
    if how == "hand":
        for _ in range(BEST_OF):
            rows = query.of(lambda: connection.execute(BY_HAND.format(file=file)).fetchall())
        made = [[row[0], str(row[1]), *row[2:]] for row in rows]
    else:
        from innodex import _sql

        base = _sql.Duckdb(connection)
        rows_of = base.rows
        base.rows = lambda sql: query.of(lambda: rows_of(sql)) if sql.startswith("WITH") else rows_of(sql)  # type: ignore[method-assign]
        plan = json.dumps({**PLAN, "sources": {"firms": {**PLAN["sources"]["firms"], "file": file}}})
        for _ in range(BEST_OF):
            panel, _remarks = whole.of(lambda: _sql.run(plan, base))
        size = len(panel.units) * len(panel.periods)
        made = [
            [unit["code"], period, *(panel.values[at * size + p * len(panel.units) + u] for at in range(6))]
            for u, unit in enumerate(panel.units)
            for p, period in enumerate(panel.periods)
        ]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"query": vars(query), "whole": vars(whole), "memory": memory, "made": made}


def differs(ours: list[Any], theirs: list[Any]) -> bool:
    """Whether two panels are not the same to 1e-9, ranks exactly."""

    def same(one: Any, other: Any) -> bool:
        if other is None or isinstance(other, str):
            return one == other or one != one
        return abs(one - other) <= 1e-9 * abs(other)

    return len(ours) != len(theirs) or not all(
        same(a, b) and (at < 7 or a == b) for one, other in zip(ours, theirs) for at, (a, b) in enumerate(zip(one, other))
    )


def main() -> None:
    rows = int(float(sys.argv[1])) if len(sys.argv) > 1 else 100_000_000
    import duckdb

    with tempfile.TemporaryDirectory(prefix="innodex-register-") as folder:
        file = f"{folder}/firms.parquet"
        began = time.perf_counter()
        firms = FIRMS.format(rows=rows, counties=COUNTIES, years=YEARS)
        duckdb.connect().execute(f"COPY ({firms}) TO '{file}' (FORMAT parquet)")
        print(f"{rows:,} firms made in {time.perf_counter() - began:.0f} s, {Path(file).stat().st_size / 1e6:,.0f} MB", flush=True)
        found = {}
        for how in ("hand", "plan"):
            done = subprocess.run([sys.executable, __file__, f"--{how}", file], capture_output=True, check=False, text=True)
            if done.returncode:
                raise SystemExit(done.stderr)
            found[how] = json.loads(done.stdout)
        hand, plan = found["hand"], found["plan"]
        if differs(plan["made"], hand["made"]):
            raise SystemExit("the plan and the SQL by hand do not give the same panel")
        print(f"{len(hand['made']):,} rows of {COUNTIES:,} counties, the same to 1e-9")
        print(f"{'':<34}   clock  processor      memory")
        for name, each in (("SQL by hand", hand), ("a plan: its query", plan)):
            clock, processor = (each["query"][of] / hand["query"][of] for of in ("clock", "processor"))
            times = f"{each['query']['clock']:8.2f} s {each['query']['processor']:7.2f} s"
            print(f"{name:<34}{times} {each['memory'] / 1e6:8,.0f} MB   x {clock:.2f}, x {processor:.2f}")
        asking = [plan["whole"][of] - plan["query"][of] for of in ("clock", "processor")]
        print(f"{'a plan: asking what is there':<34}{asking[0]:8.2f} s {asking[1]:7.2f} s")


if __name__ == "__main__":
    if len(sys.argv) > 2 and sys.argv[1] in ("--hand", "--plan"):
        print(json.dumps(run(sys.argv[1][2:], sys.argv[2])))
    else:
        main()
