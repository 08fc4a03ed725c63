// Workbooks as offices have them (tests/fixtures/office, made by openpyxl): every figure that they say is read, and no other.
import assert from "node:assert/strict";
import test from "node:test";
import { Tables } from "../../pkg/dist/tables-node.js";
import { bytes, json } from "../support/files.js";

const FOLDER = "tests/fixtures/office/";
const expected = json(`${FOLDER}expected.json`);

/** What has to be answered before a workbook is used: its year, which the title says and nobody takes unasked. */
const ANSWERS = { "5-units-as-columns.xlsx": { period: "2022" }, "7-unit-row.xlsx": { period: "2023" }, "10-nanjing.xlsx": { period: "2023" } };

/** The figures of a panel: unit, period, indicator, value. */
function figures({ units, periods, indicators, figure }) {
  const all = [];
  indicators.forEach(({ id }, i) => periods.forEach((period, p) => units.forEach(({ name }, u) => all.push([name.zh, period, id, figure(i, p, u)]))));
  return all.filter(([, , , value]) => value !== null && !Number.isNaN(value));
}

for (const [book, said] of Object.entries(expected)) {
  test(`${book}: ${said.length} figures`, async () => {
    const tables = new Tables();
    await tables.open(await bytes(FOLDER + book), book);
    const asked = [];
    for (const name of tables.tablesOf(book)) {
      const seen = await tables.understand(name);
      asked.push(...seen.remarks.filter(({ severity }) => severity === "error"));
      assert.ok(seen.lines.length > 0);
    }
    const answers = ANSWERS[book] ?? {};
    // What is asked is answered by the suggestion beside it.
    assert.deepEqual(asked.map(({ code, fix }) => [code, fix]), answers.period ? [["missing_period", answers]] : []);
    const { panel } = await tables.run(answers);
    tables.dispose();
    const key = (each) => each.slice(0, 3).join("|");
    const read = figures({ ...panel, units: panel.units, periods: panel.periods, indicators: panel.indicators, figure: (...at) => panel.figure(...at) }).sort((a, b) => (key(a) < key(b) ? -1 : 1));
    assert.deepEqual(read, said.slice().sort((a, b) => (key(a) < key(b) ? -1 : 1)));
  });
}

test("a workbook of formulas that were never computed asks for them, and says what it hides", async () => {
  const tables = new Tables();
  const seen = await tables.open(await bytes(`${FOLDER}11-formulas.xlsx`), "11-formulas.xlsx");
  tables.dispose();
  const codes = seen.remarks.map(({ severity, code }) => `${severity} ${code}`);
  assert.ok(seen.remarks.some(({ severity, message }) => severity === "error" && message.zh.includes("公式")), codes.join());
  assert.ok(seen.remarks.some(({ message }) => message.zh.includes("隐藏")), codes.join());
});

test("marks: explained ones are notes, others wait", async () => {
  const tables = new Tables();
  const seen = await tables.open(await bytes(`${FOLDER}6-marks.xlsx`), "6-marks.xlsx");
  tables.dispose();
  assert.deepEqual(seen.remarks.filter(({ severity }) => severity === "error").map(({ code, message }) => `${code} ${message.zh}`), []);
});
