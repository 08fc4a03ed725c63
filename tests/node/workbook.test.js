// Workbooks in Node and on the command line: what R makes of the same files, and the way there and back.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { readCoinTool, writeCoinTool, InnodexError } from "../../pkg/dist/workbook-node.js";
import { innodex } from "../support/cli.js";
import { bytes, cells, records, text } from "../support/files.js";

const ORACLE = "tests/oracle/cointool";
const ASEM = ["data", "meta"].map((name) => `tests/oracle/asem/${name}.csv`);
const folder = mkdtempSync(join(tmpdir(), "innodex-workbook-"));
after(() => rmSync(folder, { recursive: true }));

/** Cells with numbers as numbers, and NA as nothing. */
const values = (csv) => cells(csv).map((row) => row.map((cell) => (cell === "NA" || cell === "" ? null : cell.trim() !== "" && Number.isFinite(Number(cell)) ? Number(cell) : cell)));

test("a workbook of the COIN Tool gives what COINr's own function gives", async () => {
  for (const book of ["esi", "old"]) {
    const { data, meta } = await readCoinTool(bytes(`${ORACLE}/${book}.xlsx`));
    assert.deepEqual(values(data), values(text(`${ORACLE}/${book}_data.csv`)));
    assert.deepEqual(values(meta), values(text(`${ORACLE}/${book}_meta.csv`)));
  }
});

test("tables to a workbook and back, the same bytes every time", async () => {
  const [data, meta] = ASEM.map(text);
  const book = await writeCoinTool({ data, meta: new TextEncoder().encode(meta) });
  assert.ok(book instanceof Uint8Array);
  assert.deepEqual(await writeCoinTool({ data, meta }), book);
  const again = await readCoinTool(book.buffer.slice(book.byteOffset, book.byteOffset + book.byteLength));
  assert.deepEqual(values(again.data), values(data));
  assert.deepEqual(values(again.meta), values(meta));
});

test("what is wrong is an InnodexError with the cell", async () => {
  const thrown = await readCoinTool(bytes(`${ORACLE}/waiting.xlsx`)).catch((error) => error);
  assert.ok(thrown instanceof InnodexError);
  assert.deepEqual([thrown.code, thrown.place], ["not_a_number", "Database!E18"]);
  await assert.rejects(writeCoinTool({ data: "uCode,a\nX,1\n", meta: "iCode\na\n" }), { code: "missing_column", place: "iMeta" });
});

test("innodex coinr takes a workbook in place of both tables", async () => {
  const [data, meta, book] = ["data.csv", "meta.csv", "asem.xlsx"].map((name) => join(folder, name));
  const made = await innodex("convert", ...ASEM, book);
  assert.deepEqual([made.code, made.out, made.err], [0, "", ""]);
  const group = ["--group", "EurAsia_group", "--format", "csv"];
  const [ours, theirs] = await Promise.all([innodex("coinr", book, ...group), innodex("coinr", ...ASEM, ...group)]);
  assert.deepEqual([ours.code, ours.err], [0, ""]);
  assert.equal(ours.out, theirs.out);
  assert.equal(records(ours.out).length, 51);
  // And back: the tables stand in files again.
  assert.equal((await innodex("convert", book, data, meta)).code, 0);
  assert.deepEqual(values(readFileSync(data, "utf8")), values(text(ASEM[0])));
  assert.deepEqual(values(readFileSync(meta, "utf8")), values(text(ASEM[1])));
  assert.equal((await innodex("coinr", data, meta, ...group)).out, theirs.out);
});

test("of a workbook of the COIN Tool itself: the index that its own figures make", async () => {
  const { code, out } = await innodex("coinr", `${ORACLE}/esi.xlsx`, "--format", "csv");
  assert.equal(code, 0);
  const rows = records(out);
  assert.deepEqual(Object.keys(rows[0]).slice(-6), ["sp.01", "sp.02", "sp.03", "p.01", "p.02", "Index"]);
  // Of its two pillars, of one weight.
  for (const row of rows) {
    assert.ok(Math.abs(Number(row.Index) - (Number(row["p.01"]) + Number(row["p.02"])) / 2) < 1e-9, row.uCode);
  }
});

test("convert: what is no such list of files is exit 2, and nothing is written", async () => {
  const out = join(folder, "never.csv");
  const book = join(folder, "never.xlsx");
  writeFileSync(join(folder, "bad.xlsx"), "no workbook");
  for (const [files, code] of [
    [[ASEM[0], book], "bad_command"],
    [[ASEM[0], ASEM[1], out], "bad_command"],
    [[book, out, book], "bad_command"],
    [[join(folder, "bad.xlsx"), out, join(folder, "nor.csv")], "unknown_form"],
    [[join(folder, "bad.xlsx"), out, out], "bad_command"],
    [[ASEM[1], ASEM[0], book], "missing_column"],
    [[join(folder, "none.xlsx"), out, join(folder, "nor.csv")], "bad_command"],
    [[...ASEM, join(folder, "no/such/folder.xlsx")], "bad_command"],
  ]) {
    const said = await innodex("convert", ...files, "--format", "json");
    assert.deepEqual([said.code, said.out, JSON.parse(said.err).code], [2, "", code], files.join(" "));
  }
  assert.ok(!existsSync(out) && !existsSync(book));
  assert.equal((await innodex("coinr", ASEM[0])).code, 2);
});
