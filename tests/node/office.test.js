// Workbooks as offices have them (tests/fixtures/office, made by openpyxl): every figure that they say is read, and no other.
import assert from "node:assert/strict";
import test from "node:test";
import { Tables } from "../../pkg/dist/tables-node.js";
import { bytes, json } from "../support/files.js";

const FOLDER = "tests/fixtures/office/";
const expected = json(`${FOLDER}expected.json`);

/** The figures of a panel: unit, period, indicator, value. */
function figures(panel) {
  const all = [];
  panel.indicators.forEach(({ id }, i) => panel.periods.forEach((period, p) => panel.units.forEach(({ name }, u) => all.push([name.zh, period, id, panel.figure(i, p, u)]))));
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
    assert.deepEqual(asked, [], "nothing is left to ask");
    const { panel } = await tables.run();
    tables.dispose();
    const key = (each) => each.slice(0, 3).join("|");
    const read = figures(panel).sort((a, b) => (key(a) < key(b) ? -1 : 1));
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

test("marks: those that a note explains are read, others wait with an answer", async () => {
  const tables = new Tables();
  const seen = await tables.open(await bytes(`${FOLDER}6-marks.xlsx`), "6-marks.xlsx");
  const asked = seen.remarks.filter(({ severity }) => severity === "error");
  assert.deepEqual(asked.map(({ code, fix }) => [code, fix.missing]), ["…", "-", "无统计", "x"].map((mark) => ["missing_mark", [mark]]));
  const { panel } = await tables.run({ missing: ["…", "-", "无统计", "x"] });
  tables.dispose();
  const read = Object.fromEntries(figures(panel).map(([unit, period, , value]) => [`${unit} ${period}`, value]));
  assert.deepEqual([read["武汉市 2022"], read["黄石市 2022"], read["宜昌市 2022"], read["襄阳市 2022"]], [601.2, 43.5, 141.2, 129.9]);
  assert.equal(Object.keys(read).length, 12);
});
