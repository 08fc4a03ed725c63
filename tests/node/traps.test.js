// What ends a wasm instance is survived: it is said, with one code, and the next load has another instance.
import assert from "node:assert/strict";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { audit, explain } from "../../pkg/dist/analysis.js";
import { check, coinrModel, Model } from "../../pkg/dist/node.js";
import { goal } from "../../pkg/dist/planning.js";
import { leaveOneOut, Robustness, uncertainty } from "../../pkg/dist/robustness.js";
import { Tables } from "../../pkg/dist/tables-node.js";
import { readCoinTool, writeCoinTool } from "../../pkg/dist/workbook-node.js";
import { innodex } from "../support/cli.js";
import { project } from "../support/files.js";
import { KINDS, waylay } from "../support/traps.js";

const traps = waylay();

const DATA = "unit,period,x,y\nA,2022,3,1\nB,2022,2,2\nC,2022,1,4\n";
const FRAMEWORK = {
  id: "own",
  name: { zh: "自有", en: "own" },
  indicators: ["x", "y"].map((id) => ({ id, name: { zh: id, en: id }, unit: "", direction: 1 })),
  tree: { id: "index", name: { zh: "指数", en: "index" }, children: [{ id: "x" }, { id: "y" }] },
  steps: [{ step: "normalise", method: "min_max" }, { step: "aggregate", method: "arithmetic" }],
};
const load = () => Model.load({ data: DATA, framework: FRAMEWORK });
/** Of x 100, 50, 0 and of y 0, 33.3, 100. */
const SCORES = { A: 50, B: 125 / 3, C: 50 };
const good = async () => {
  const model = await load();
  const rows = model.rank("2022");
  assert.equal(rows.length, 3);
  for (const { unit, score } of rows) assert.ok(Math.abs(score - SCORES[unit.zh]) < 1e-12, `${unit.zh} ${score}`);
  model.dispose();
};

/** An error of ours that says in both languages what to do, and of the engine nothing but the cause. */
function saysSo(thrown, kind, what) {
  // Of every bundle: each has a class of its own.
  assert.equal(thrown.name, "InnodexError", String(thrown));
  assert.equal(thrown.code, "broke_off");
  for (const text of [thrown.messages.zh, thrown.messages.en, thrown.hint.zh, thrown.hint.en]) assert.ok(text.length > 8);
  assert.doesNotMatch(thrown.message, /unreachable|recursive use|ownership|out of bounds|call stack/);
  assert.equal(thrown.cause?.name, kind && KINDS[kind], what);
  return true;
}

for (const kind of Object.keys(KINDS)) {
  test(`ten times ${kind}: every object of the instance says so and can be disposed of, and the next load works`, async () => {
    for (let time = 0; time < 10; time++) {
      const model = await load();
      const other = await load();
      const scenario = model.scenario({ changes: [] });
      const draws = new Robustness(model, { period: "2022", draws: 10 });
      traps.next = { name: "whatif_moved", kind };
      assert.throws(() => scenario.moved("2022"), (thrown) => saysSo(thrown, kind));
      for (const call of [
        () => scenario.moved("2022"),
        () => scenario.rank("2022"),
        () => scenario.update({ changes: [] }),
        () => model.rank("2022"),
        () => model.figure("x", "A", "2022"),
        () => model.scenario({ changes: [] }),
        () => other.rank("2022"),
        () => audit(other, "2022"),
        () => goal(other, { period: "2022", unit: "A", indicator: "x", rank: 1 }),
        () => leaveOneOut(other, "2022", 1),
        () => draws.advance(1),
        () => draws.done,
        () => draws.spec,
        () => draws.intervals(),
        () => draws.follow(scenario),
        () => explain({ model, period: "2022" }, { scenario, period: "2022" }, "A"),
      ]) {
        assert.throws(call, (thrown) => saysSo(thrown));
      }
      await assert.rejects(draws.refine(), (thrown) => saysSo(thrown));
      await assert.rejects(draws.sensitivity(), (thrown) => saysSo(thrown));
      for (const each of [scenario, model, other, draws, model]) each.dispose();
      await good();
    }
  });
}

test("a trap in any call of any module is an InnodexError broke_off", async () => {
  const figures = new Robustness(await load(), { period: "2022" });
  for (const [name, call] of Object.entries({
    calculator_rank: async () => (await load()).rank("2022"),
    calculator_describe: load,
    calculator_from_csv: load,
    calculator_audit: async () => audit(await load(), "2022"),
    calculator_leave_one_out: async () => leaveOneOut(await load(), "2022", 1),
    calculator_state: async () => explain({ model: await load(), period: "2022" }, { model: await load(), period: "2022" }, "A"),
    robustness_advance: async () => uncertainty(await load(), { period: "2022", draws: 5 }),
    causes_advance: async () => new Robustness(await load(), { period: "2022" }).sensitivity({ basePoints: 4 }),
    causes_indices: async () => new Robustness(await load(), { period: "2022" }).sensitivity({ basePoints: 4 }),
    causes_factors: async () => new Robustness(await load(), { period: "2022" }).sensitivity({ basePoints: 4 }),
    coinr_model: () => coinrModel(new Uint8Array([1]), new Uint8Array([1])),
    check: () => check([new Uint8Array([1])]),
    malloc: load,
    read_workbook: () => readCoinTool(new Uint8Array([1])),
    write_workbook: () => writeCoinTool({ data: "a", meta: "b" }),
  })) {
    traps.next = { name, kind: "unreachable" };
    await assert.rejects(async () => call(), (thrown) => saysSo(thrown, "unreachable", name));
    assert.equal(traps.next, null, `${name} was called`);
    await good();
  }
  assert.throws(() => figures.rank(), (thrown) => saysSo(thrown), "of an instance that others ended");
});

test("an error in dispose() is never thrown", async () => {
  for (const name of ["calculator_free", "whatif_free", "wbindgen_free", "robustness_free"]) {
    const model = await load();
    const scenario = model.scenario({ changes: [] });
    const draws = new Robustness(model, { period: "2022" });
    const sprung = traps.sprung;
    traps.next = { name, kind: "unreachable" };
    for (const each of [draws, scenario, model]) each.dispose();
    traps.next = null;
    if (name !== "wbindgen_free") assert.equal(traps.sprung, sprung + 1);
    await good();
  }
});

test("a load that waits while the instance ends gets the next instance", async () => {
  const model = await load();
  const waiting = load();
  traps.next = { name: "calculator_rank", kind: "stack" };
  assert.throws(() => model.rank("2022"), (thrown) => saysSo(thrown, "stack"));
  const next = await waiting;
  assert.equal(next.rank("2022").length, 3);
  next.dispose();
});

test("the end of memory, of the real module", async () => {
  const model = await load();
  const memory = traps.memories.at(-1);
  // All that there is, but for what has been given out already.
  for (let pages = 2 ** 16; pages >= 1; pages = Math.floor(pages / 2)) {
    try {
      memory.grow(pages);
    } catch {
      continue;
    }
  }
  const made = [];
  assert.throws(
    () => {
      for (let i = 0; i < 1e6; i++) made.push(model.scenario({ changes: [] }));
    },
    (thrown) => saysSo(thrown, "unreachable"),
  );
  for (const each of made) each.dispose();
  model.dispose();
  await good();
});

test("a TypeError for an argument does not end the instance", async () => {
  const model = await load();
  const scenario = model.scenario({ changes: [{ unit: "A", indicator: "x", period: "2022", op: "multiply", value: 2 }] });
  assert.throws(() => scenario.setValue(Symbol("x"), 1), TypeError);
  assert.equal(scenario.rank("2022").length, 3);
  scenario.dispose();
  model.dispose();
});

test("raw tables: the files are opened again on another instance, in this object and in others", async () => {
  const [mine, other] = [new Tables(), new Tables()];
  await mine.open("unit,year,x\nA,2022,1\nB,2022,2\n", "a.csv");
  await other.open("unit,year,x\nA,2022,3\nB,2022,4\n", "b.csv");
  for (let time = 0; time < 10; time++) {
    traps.next = { name: "tables_run", kind: "unreachable" };
    await assert.rejects(mine.run(), ({ name, code, hint }) => name === "InnodexError" && code === "table_worker_died" && hint.zh.length > 8);
    assert.equal((await other.run()).panel.figure(0, 0, 1), 4);
    assert.equal((await mine.run()).panel.figure(0, 0, 1), 2);
  }
});

test("the command line says it in one line, and ends with 2", async () => {
  const folder = await mkdtemp(join(tmpdir(), "innodex-traps-"));
  const before = join(folder, "before.mjs");
  await writeFile(before, `import { waylay } from ${JSON.stringify(`file://${project}tests/support/traps.js`)};\nwaylay().next = { name: "calculator_rank", kind: "unreachable" };\n`);
  process.env.NODE_OPTIONS = `--import=file://${before}`;
  try {
    for (const lang of ["zh", "en"]) {
      const { code, out, err } = await innodex("rank", "--period", "2022", "--lang", lang);
      assert.equal(code, 2);
      assert.equal(out, "");
      assert.match(err, lang === "zh" ? /^broke_off: 计算中断.*\n$/ : /^broke_off: The computation broke off.*\n$/);
    }
  } finally {
    delete process.env.NODE_OPTIONS;
  }
});
