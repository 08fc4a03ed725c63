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

test("marks of figures become notes, and figures say where they stand", async () => {
  const tables = new Tables();
  const read = "地区,年份,x,y\n湖北,2022,1255①,…\n湖南,2022,[360],4\n江西,2022,90,5\n安徽,2022,80,6\n注：①含东湖高新区；“…”表示不足本表最小单位数。\n[ ]内为估计数\n";
  await tables.open(read, "book.csv");
  const plan = { missing: ["…"], steps: [{ step: "ratio", id: "z", numerator: "x", denominator: "y" }] };
  const { panel } = await tables.run(plan);
  assert.deepEqual(panel.notes.map(({ unit, indicator, mark, text }) => [unit, indicator, mark, text]), [
    ["42", "x", "①", "含东湖高新区"],
    ["43", "x", "[ ]", "内为估计数"],
    ["42", "y", "…", "不足本表最小单位数"],
  ]);
  const place = (list, of) => list.findIndex(of);
  const [hubei, x, y] = [place(panel.units, ({ code }) => code === "42"), place(panel.indicators, ({ id }) => id === "x"), place(panel.indicators, ({ id }) => id === "y")];
  assert.deepEqual([panel.noted, panel.note(x, 0, hubei).text, panel.note(y, 0, hubei).mark, panel.note(x, 0, 0)], [3, "含东湖高新区", "…", null]);
  const where = async (indicator, unit = "湖北") => (await tables.origin(plan, { unit, period: "2022", indicator })).cells.map(({ file, sheet, cell, text, note }) => [file, sheet, cell, text, note?.text ?? null]);
  assert.deepEqual(await where("x"), [["book.csv", null, "C2", "1255①", "含东湖高新区"]]);
  assert.deepEqual(await where("z", "43"), [["book.csv", null, "C3", "[360]", "内为估计数"], ["book.csv", null, "D3", "4", null]]);
  // A model of the panel knows the notes too.
  const model = await Model.load({ data: panel, framework: null });
  assert.equal(model.figure("x", "42", "2022").note, "含东湖高新区");
  await fault(tables.origin(plan, { unit: "42", period: "二〇", indicator: "x" }), "bad_period", "");
  tables.dispose();
});

test("every figure of an office's workbook is found in the cell that it was written to", async () => {
  const expected = json("tests/fixtures/office/expected.json");
  for (const [name, figures] of Object.entries(expected)) {
    const tables = new Tables();
    await tables.open(bytes(`tests/fixtures/office/${name}`), name);
    assert.deepEqual([...new Set(tables.sheets(name).map(({ kind }) => kind))], ["XLSX"]);
    const columns = (await Promise.all(tables.tablesOf(name).map((table) => tables.understand(table)))).flatMap(({ columns }) => columns);
    for (const [unit, period, indicator, value] of figures.filter((_, at) => at % 11 === 0)) {
      const { cells, all } = await tables.origin({}, { unit, period, indicator });
      assert.deepEqual([all, cells.map(({ file, text }) => [file, parseFloat(text)])], [1, [[name, value]]], `${name} ${unit} ${period} ${indicator}`);
      // It stands in one of the columns that a column of figures was read from.
      const [letters] = /^[A-Z]+/.exec(cells[0].cell);
      assert.ok(columns.some((column) => column.role === "figure" && column.letters.includes(letters)), `${name} ${cells[0].cell}`);
    }
    tables.dispose();
  }
});
