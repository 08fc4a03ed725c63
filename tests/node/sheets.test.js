// Workbooks, web pages and JSON as raw tables, in Node and on the command line.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Tables } from "../../pkg/dist/tables-node.js";

const FIXTURES = new URL("../fixtures/workbooks/", import.meta.url);
const folder = mkdtempSync(join(tmpdir(), "innodex-sheets-"));

/** @param {string} name */
const fixture = (name) => readFileSync(new URL(name, FIXTURES));

/** @param {...string} args */
const table = (...args) => execFileSync(process.execPath, ["pkg/bin/innodex.js", "table", ...args, "--format", "csv"], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

/** Made-up figures as XML of Excel 2003, a sheet a year. @param {string[]} years */
const book = (years) =>
  `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">${years
    .map((year, at) => {
      const rows = [["地区", "经费（亿元）"], ["湖北", 10 + at], ["湖南", 20 + at]];
      const cell = (/** @type {string | number} */ value) => `<Cell><Data ss:Type="${typeof value === "number" ? "Number" : "String"}">${value}</Data></Cell>`;
      return `<Worksheet ss:Name="${year}"><Table>${rows.map((row) => `<Row>${row.map(cell).join("")}</Row>`).join("")}</Table></Worksheet>`;
    })
    .join("")}</Workbook>`;

test("the sheets of a workbook are listed, and those with a table are open", async () => {
  const tables = new Tables();
  for (const name of ["openpyxl.xlsx", "libreoffice.xls", "libreoffice.ods", "xlwt.xls"]) {
    const seen = await tables.open(fixture(name), name);
    assert.equal(seen.file, name);
    const [first, second] = tables.sheets(name);
    assert.deepEqual(first, { name: "2022年", hidden: false, rows: 8, columns: 7, file: name, problem: null });
    assert.deepEqual([second.name, second.hidden, second.file], ["隐藏 表", true, null]);
  }
  assert.equal(tables.names.length, 4);
  await tables.close("xlwt.xls");
  assert.deepEqual(tables.names, ["openpyxl.xlsx", "libreoffice.xls", "libreoffice.ods"]);
  await tables.open(fixture("xlwt.xls"), "xlwt.xls", { sheets: ["隐藏 表"] });
  assert.equal(tables.sheets("xlwt.xls")[1].file, "xlwt.xls");
  await assert.rejects(tables.open(fixture("xlwt.xls"), "xlwt.xls", { sheets: ["没有"] }), { code: "unknown_table" });
  tables.dispose();
});

test("a sheet a year is one table, by a plan or without", async () => {
  const path = join(folder, "book.xls");
  writeFileSync(path, book(["2021年", "2022年"]));
  const expected = "code,province,year,经费\n42,湖北,2021,10\n42,湖北,2022,11\n43,湖南,2021,20\n43,湖南,2022,21\n";
  assert.equal(table(path).replaceAll("\r\n", "\n"), expected);
  const plan = join(folder, "plan.json");
  writeFileSync(plan, JSON.stringify({ sources: { x: { file: "book.xls", sheet: ["2021年", "2022年"] } } }));
  assert.equal(table(plan, path).replaceAll("\r\n", "\n"), expected);
  writeFileSync(plan, JSON.stringify({ sources: { x: { file: "book.xls", sheet: "2022年" } } }));
  assert.equal(table(plan, path).split("\n").length, 4);
  assert.match(table(path, "--sheets"), /2021年,3,2,false,.*book\.xls#2021年/);
});

test("web pages and JSON are tables too", () => {
  const rows = [{ 地区: "湖北", 年份: 2022, 经费: 1254.7 }, { 地区: "湖南", 年份: 2022, 经费: 1175.3 }];
  const json = join(folder, "records.json");
  writeFileSync(json, JSON.stringify({ data: rows }));
  const page = join(folder, "page.xls");
  writeFileSync(page, `<meta charset=utf-8><table><tr>${Object.keys(rows[0]).map((name) => `<td>${name}`).join("")}${rows.map((row) => `<tr>${Object.values(row).map((value) => `<td>${value}`).join("")}`).join("")}</table>`);
  assert.match(table(json), /42,湖北,2022,1254\.7/);
  assert.equal(table(page), table(json));
});

test("what cannot be read is refused with its reason", async () => {
  const tables = new Tables();
  for (const name of ["pass_protected.xlsx", "pass_protected.ods", "issue_385.xls"]) {
    await assert.rejects(tables.open(fixture(`calamine/${name}`), name), { code: "locked", place: name });
  }
  await assert.rejects(tables.open(fixture("openpyxl.xlsx").subarray(0, 3000), "cut.xlsx"), { code: "unknown_form", place: "cut.xlsx" });
  await assert.rejects(tables.open("<p>nothing", "page.xls"), { code: "not_a_table", place: "page.xls" });
  // The module goes on.
  assert.equal((await tables.open(fixture("openpyxl.xlsx"), "book.xlsx")).file, "book.xlsx");
  tables.dispose();
});
