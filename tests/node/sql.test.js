// Plans as SQL in Node and on the command line. That the SQL gives what polars gives is tested where there are databases:
// tests/python/test_sql.py.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { InnodexError, Tables } from "../../pkg/dist/tables-node.js";
import { innodex } from "../support/cli.js";
import { bytes, json } from "../support/files.js";

const RAW = "tests/fixtures/raw/";
const FILES = ["rd_intensity_long.csv", "population_wide_english.csv"];
const PLAN = "examples/raw-tables/per-person.json";
const folder = mkdtempSync(join(tmpdir(), "innodex-sql-"));
after(() => rmSync(folder, { recursive: true }));

const opened = async () => {
  const tables = new Tables();
  for (const name of FILES) await tables.open(bytes(RAW + name), name);
  return tables;
};

test("a plan is one SELECT with a CTE for each step, in every dialect", async () => {
  const tables = await opened();
  for (const dialect of /** @type {const} */ (["duckdb", "spark", "postgres"])) {
    const { sql, remarks } = await tables.sql(json(PLAN), { dialect });
    assert.match(sql, /^WITH\n/);
    for (const step of ["join people", "ratio rd_per_person", "rank rank"]) assert.ok(sql.includes(`: ${step}\n`), step);
    assert.equal(sql.includes("DOUBLE PRECISION"), dialect === "postgres");
    assert.equal(sql.includes("`chn_block4`"), dialect === "spark");
    assert.equal(sql.includes("read_csv('rd_intensity_long.csv'"), dialect === "duckdb");
    assert.ok(remarks.some(({ code }) => code === "total_set_apart"));
  }
});

test("the command prints what the interface gives, and nothing else", async () => {
  const files = FILES.map((name) => RAW + name);
  for (const dialect of [[], ["--dialect", "postgres"]]) {
    const { code, out } = await innodex("table", PLAN, ...files, "--sql", ...dialect);
    const { sql } = await (await opened()).sql(json(PLAN), { dialect: /** @type {any} */ (dialect[1]) });
    assert.deepEqual([code, out], [0, `${sql}\n`]);
  }
});

test("a sample is named like its source, and the file of the plan is read", async () => {
  const sample = join(folder, "firms.csv");
  writeFileSync(sample, "区县,年份,认定,研发\n420102,2022,是,1\n420106,2022,否,2\n");
  const plan = join(folder, "plan.json");
  const sources = { firms: { file: "firms/*.parquet", columns: { 区县: "unit", 认定: "key" } } };
  const steps = [{ step: "group_by", by: ["unit", "period"], figures: { 研发: { sum: "研发" } } }];
  writeFileSync(plan, JSON.stringify({ sources, steps }));
  const { code, out } = await innodex("table", plan, sample, "--sql");
  assert.equal(code, 0);
  assert.match(out, /FROM read_parquet\('firms\/\*\.parquet'\) AS s/);
  assert.match(out, /AS NOT MATERIALIZED \(/, "all rows of a large table are kept nowhere");
});

test("what cannot be written is refused with its place", async () => {
  const tables = await opened();
  const fault = async (plan, options, code, place) => {
    const error = await tables.sql(plan, options).then(() => assert.fail("nothing was thrown"), (thrown) => thrown);
    assert.ok(error instanceof InnodexError, String(error));
    assert.deepEqual([error.code, error.place], [code, place]);
  };
  await fault(json(PLAN), { dialect: "klingon" }, "bad_parameter", "dialect");
  await fault({ ...json(PLAN), steps: [{ step: "ratio", id: "r", numerator: "x", denominator: "y" }] }, {}, "unknown_column", "$.steps[0].numerator");
  await fault({ sources: { other: {} } }, {}, "missing_file", "$.sources.other");
});

test("a table that the plan states needs no file", async () => {
  const columns = { 区县: "unit", 年份: "period", 认定: "key", 研发: "figure", 收入: "figure" };
  const steps = [
    { step: "filter", column: "认定", is: "是" },
    { step: "group_by", by: ["unit", "period"], figures: { 研发: { sum: "研发" }, 收入: { sum: "收入" } } },
    { step: "ratio", id: "强度", numerator: "研发", denominator: "收入" },
    { step: "rank", id: "位次", column: "强度" },
  ];
  const plan = { sources: { firms: { file: "stats.firms", columns } }, steps };
  const { sql, remarks } = await new Tables().sql(plan, { dialect: "postgres" });
  assert.match(sql, /FROM "stats"\."firms" AS s/);
  assert.match(sql, / = '是'\)/);
  assert.deepEqual(remarks.map(({ place }) => place), ["$.sources.firms"]);
  const pivot = { ...plan, steps: [steps[1], { step: "pivot", names: "认定" }] };
  await assert.rejects(new Tables().sql({ ...pivot, steps: [{ step: "pivot", names: "认定" }] }), ({ place }) => place === "$.steps[0].names");
});
