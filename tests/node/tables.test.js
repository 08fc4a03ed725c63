// Raw tables in Node: the same plans make the same panels as natively, a panel goes on into a model, and what is wrong is
// said as everywhere.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Model } from "../../pkg/dist/node.js";
import { InnodexError, TablePanel, Tables } from "../../pkg/dist/tables-node.js";
import { bytes, json, records, text } from "../support/files.js";
import { assertTables, playTables, tablesInput } from "../support/golden.js";

const RAW = "tests/fixtures/raw/";
const opened = async (...names) => {
  const tables = new Tables();
  for (const name of names) await tables.open(bytes(RAW + name), name);
  return tables;
};
const { plan: perPerson } = json("tests/golden/tables/cases.json")["per person"];

/** What is thrown, and that it is whole. */
async function fault(promise, code, place) {
  const error = await promise.then(
    () => assert.fail("nothing was thrown"),
    (thrown) => thrown,
  );
  assert.ok(error instanceof InnodexError, String(error));
  assert.deepEqual([error.code, error.place], [code, place]);
  for (const words of [error.messages, error.hint]) assert.ok(words.zh && words.en);
  return error;
}

test("every plan makes what it makes natively, to the last bit", async () => {
  assert.ok(assertTables(await playTables(Tables, tablesInput())) > 4_000);
});

test("what is understood says columns, units of measure, periods, provinces and what waits", async () => {
  const tables = new Tables();
  const seen = await tables.open(bytes(`${RAW}patents_in_force_2013_2015.csv`), "patents.csv");
  assert.deepEqual([seen.file, seen.encoding, seen.form, seen.rows, seen.units.length], ["patents.csv", "utf-8", "long", 388, 31]);
  assert.deepEqual(
    seen.columns.map(({ name, role, holds }) => [name, role, holds]),
    [
      ["province", "unit", "text"],
      ["year", "period", "periods"],
      ["chn_block4", "indicator", "text"],
      ["value", "figure", "numbers"],
      ["units", "measure", "text"],
    ],
  );
  assert.deepEqual(
    seen.refused.map(({ written, meant }) => [written, ...meant]),
    [["江四", "江西"], ["尔部地区", "东部地区"], ["浙汀", "浙江"], ["四藏", "西藏"]],
  );
  const fixes = seen.remarks.filter(({ severity }) => severity === "error").map(({ fix }) => fix);
  // The suggestions, put together, are the plan that settles it.
  const accept = Object.assign({}, ...fixes.map((fix) => fix.accept));
  const settled = await tables.understand("patents.csv", { accept });
  assert.deepEqual(settled.remarks.filter(({ severity }) => severity === "error"), []);
  assert.deepEqual(settled.source.columns, { province: "unit", year: "period", chn_block4: "indicator", value: "figure", units: "measure" });
  tables.dispose();
});

test("a panel of raw tables goes on into a model", async () => {
  const tables = await opened("rd_intensity_long.csv", "population_wide_english.csv");
  const { panel } = await tables.run(perPerson);
  assert.ok(panel instanceof TablePanel);
  const model = await Model.load({ data: panel, framework: null });
  assert.deepEqual(model.description.periods, panel.periods);
  assert.equal(model.description.provincial, true);
  assert.equal(model.description.columns[0].measure, "元/人");
  const of = (id) => panel.indicators.findIndex((indicator) => indicator.id === id);
  const [value, rank] = [of("rd_per_person"), of("rank")];
  panel.periods.forEach((period, p) => {
    panel.units.forEach(({ code }, u) => {
      const figure = model.figure("rd_per_person", code, period);
      assert.equal(figure.value, panel.figure(value, p, u));
    });
  });
  // Our ranks of a framework are polars' ranks of the column.
  const framework = {
    id: "per_person",
    indicators: [{ id: "rd_per_person", direction: 1 }],
    tree: { id: "index", children: [{ id: "rd_per_person" }] },
    steps: [{ step: "aggregate", method: "arithmetic" }],
  };
  const ranked = await Model.load({ data: panel, framework });
  panel.periods.forEach((period, p) => {
    for (const { code, rank: ours, score } of ranked.rank(period)) {
      const u = panel.units.findIndex((unit) => unit.code === code);
      assert.deepEqual([ours, score], [panel.figure(rank, p, u), panel.figure(value, p, u)]);
    }
  });
  // Why a figure is missing crosses too.
  assert.equal(model.figure("growth", "42", "2011").reason, "base_missing");
  tables.dispose();
});

test("a panel that does not fit is refused", async () => {
  const about = { units: [{ code: "A", name: { zh: "A", en: "A" } }], periods: ["2022"], indicators: [{ id: "x" }] };
  const load = (values, reasons) => Model.load({ data: new TablePanel(about, Float64Array.of(...values), Uint8Array.of(...reasons)), framework: null });
  await load([1], [0]);
  for (const [values, reasons] of [[[1, 2], [0, 0]], [[1], []], [[NaN], [200]], [[Infinity], [0]]]) {
    await assert.rejects(load(values, reasons), ({ code }) => ["bad_parameter", "not_finite"].includes(code));
  }
});

describe("errors", () => {
  test("an invalid file is refused, and others stay usable", async () => {
    const tables = new Tables();
    await fault(tables.open("PK\u0003\u0004", "book.xlsx"), "unknown_form", "book.xlsx");
    await fault(tables.open("%PDF-1.7", "book.pdf"), "not_a_table", "book.pdf");
    // What failed is not open, and harms no other.
    assert.deepEqual(tables.names, []);
    await tables.open("province,year,x\n湖北,2022,1\n", "good.csv");
    const { panel } = await tables.run();
    assert.deepEqual([...panel.values], [1]);
    tables.dispose();
  });

  test("an invalid plan is refused at its place", async () => {
    const tables = await opened("rd_intensity_long.csv");
    await fault(tables.run({ steps: [{ step: "filter", column: "nothing" }] }), "unknown_column", "$.steps[0].column");
    await fault(tables.run('{"steps": ['), "bad_json", "line 1, column 12");
    await fault(tables.run({ sources: { other: { file: "other.csv" } } }), "missing_file", "$.sources.other");
    await fault(tables.understand("other.csv"), "missing_file", "");
    tables.dispose();
  });

  test("a call that was stopped before it began", async () => {
    const tables = new Tables();
    const stop = new AbortController();
    stop.abort();
    await assert.rejects(tables.open("a,b\n1,2\n", "t.csv", { signal: stop.signal }), { name: "AbortError" });
    tables.dispose();
  });
});

test("arguments that are no files are refused, and open files stay open", async () => {
  const tables = await opened("rd_intensity_long.csv");
  const any = /** @type {any} */ (tables);
  for (const wrong of [undefined, null, 3, {}, [], true]) await fault(any.open(wrong), "bad_parameter", "file");
  for (const wrong of [null, 3, {}]) await fault(any.open("a,b\n1,2\n", wrong), "bad_parameter", "name");
  assert.deepEqual(tables.names, ["rd_intensity_long.csv"]);
  assert.ok((await tables.run({})).panel.units.length > 0);
  tables.dispose();
});

/** A table of so many rows. */
const rowsOf = (count) => `province,year,x\n${Array.from({ length: count }, (_, i) => `${["湖北", "湖南", "江西"][i % 3]},${2000 + (i % 20)},${i}.25\n`).join("")}`;

test("progress ascends from 0 to 1", async () => {
  const tables = new Tables();
  const told = [];
  await tables.open(rowsOf(400_000), "t.csv", { onProgress: (share) => told.push(share) });
  assert.ok(told.length > 3 && told.every((share, i) => share >= (told[i - 1] ?? 0)), String(told));
  assert.equal(told[told.length - 1], 1);
  tables.dispose();
});

describe("a large file in pieces", () => {
  const bytes = new TextEncoder().encode(rowsOf(400_000));

  test("a Blob and a file that has slices are read as bytes are, in any encoding", async () => {
    const tables = new Tables();
    const inBytes = await tables.open(bytes, "t.csv");
    const wide = new Uint8Array(Buffer.from(`\ufeff${new TextDecoder().decode(bytes)}`, "utf16le"));
    for (const [file, encoding] of [[new Blob([bytes]), "utf-8"], [wide, "utf-16le"], [new Blob([wide]), "utf-16le"]]) {
      assert.deepEqual(await tables.open(file, "t.csv"), { ...inBytes, encoding });
    }
    assert.equal(inBytes.rows, 400_000);
    tables.dispose();
  });

  test("what will not fit is refused early, can be understood by its beginning, and harms no other", async () => {
    const tables = new Tables({ memory: 3e6 });
    await tables.open("province,year,x\n湖北,2022,1\n", "good.csv");
    const error = await tables.open(bytes, "large.csv").catch((thrown) => thrown);
    assert.equal(error.code, "too_large");
    assert.match(error.place, /^large\.csv: row \d+$/);
    assert.match(error.hint.zh, /innodex table plan\.json .*--sql/);
    assert.deepEqual(tables.names, ["good.csv"]);
    const roomy = new Tables();
    const seen = await roomy.open(new Blob([bytes]), "large.csv", { sample: true });
    assert.deepEqual(seen.figures.map(({ id }) => id), ["x"]);
    await fault(roomy.run(), "too_large", "large.csv");
    assert.deepEqual([...(await tables.run()).panel.values], [1]);
    tables.dispose();
    roomy.dispose();
  });

  test("cancelled half-way, the files before are still there", async () => {
    const tables = new Tables();
    await tables.open("province,year,x\n湖北,2022,1\n", "good.csv");
    const stop = new AbortController();
    await assert.rejects(tables.open(new Blob([bytes]), "large.csv", { signal: stop.signal, onProgress: (share) => share > 0.4 && stop.abort() }), { name: "AbortError" });
    assert.deepEqual(tables.names, ["good.csv"]);
    assert.deepEqual([...(await tables.run()).panel.values], [1]);
    tables.dispose();
  });

  test("a slice that cannot be read says so", async () => {
    const tables = new Tables();
    const gone = { size: 9e6, slice: () => ({ arrayBuffer: () => Promise.reject(new Error("gone")) }) };
    await assert.rejects(tables.open(gone, "t.csv"));
    assert.deepEqual(tables.names, []);
    tables.dispose();
  });
});

test("rows() is a CSV that the reader takes again", async () => {
  const tables = await opened("public_budget_2018_2019.csv");
  const { panel } = await tables.run();
  const csv = panel.rows().map((row) => row.map((cell) => cell ?? "").join(",")).join("\n");
  const model = await Model.load({ data: csv, framework: null });
  assert.equal(model.description.provincial, true);
  assert.deepEqual(
    records(csv).map(({ code, year, 科学技术: value }) => model.figure("科学技术", code, year).value - Number(value)),
    Array(62).fill(0),
  );
  assert.ok(text(`${RAW}public_budget_2018_2019.csv`).includes("科学技术"));
  tables.dispose();
});
