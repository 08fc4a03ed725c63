// How sure a rank is, in Node: against the native core, against COINr, and one file of the module against the other.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Model } from "../../pkg/dist/node.js";
import * as planning from "../../pkg/dist/planning.js";
import * as robustness from "../../pkg/dist/robustness.js";
import { innodex } from "../support/cli.js";
import { hashed, records, text } from "../support/files.js";
import { FIRST } from "../support/golden.js";
import { assertDraws, playDraws } from "../support/robustness.js";

test("draws, crossings, leave-one-out and sensitivity equal the native core's", async () => {
  assertDraws(await playDraws(Model, robustness, FIRST));
});

test("the file with vector instructions computes what the other does, to the bit", async () => {
  const compact = readFileSync("pkg/dist/provinces.bin");
  const framework = text("tests/fixtures/provincial-first.json");
  const drawn = [];
  for (const file of ["analysis.wasm", "analysis.simd.wasm"]) {
    const glue = await import(`../../build/analysis/analysis.js?${file}`);
    glue.initSync({ module: readFileSync(`pkg/dist/${hashed(file)}`) });
    const calculator = new glue.Calculator(compact, framework);
    const all = [];
    // 2024 has gaps: other sums than where everything is there.
    for (const period of ["2022", "2024", "2017"]) {
      const analysis = calculator.uncertainty(period, undefined, 500, 3);
      analysis.advance(500);
      all.push(...analysis.histogram(1), ...analysis.units(), ...calculator.rank(period, "index", undefined, "competition"));
    }
    drawn.push(all);
  }
  assert.ok(drawn[0].length > 3 * 31 * 31);
  assert.deepEqual(drawn[0], drawn[1]);
});

test("uncertainty: COINr's own analysis, within the limits of definitions.md", async () => {
  const { code, out, err } = await innodex(
    ...["uncertainty", "--coinr", "tests/oracle/asem/data.csv", "tests/oracle/asem/meta.csv", "--group", "EurAsia_group"],
    ...["--spec", "tests/oracle/uncertainty.json", "--format", "csv"],
  );
  assert.deepEqual([code, err], [0, ""]);
  assert.equal(out.split("\n")[0], "uCode,Nominal,Mean,Median,Q5,Q95");
  const [ours, theirs] = [records(out), records(text("tests/oracle/asem/uncertainty_rank_stats.csv"))];
  let [squares, near] = [0, 0];
  for (const [at, row] of theirs.entries()) {
    const own = ours[at];
    assert.deepEqual([own.uCode, own.Nominal], [row.uCode, row.Nominal]);
    const off = Math.abs(own.Mean - row.Mean);
    assert.ok(off < 0.35, `${row.uCode}: mean rank ${own.Mean} against ${row.Mean}`);
    squares += off * off;
    near += Number(Math.abs(own.Q5 - row.Q5) <= 1 && Math.abs(own.Q95 - row.Q95) <= 1);
  }
  assert.ok(Math.sqrt(squares / 51) < 0.12 && near >= 46);
});

test("uncertainty: of a framework, with draws and seed, in every format", async () => {
  const asked = ["uncertainty", "--framework", "tests/fixtures/provincial-first.json", "--period", "2022", "--draws", "200"];
  const [asCsv, asJson, other, forPeople] = await Promise.all([
    innodex(...asked, "--seed", "7", "--format", "csv"),
    innodex(...asked, "--seed", "7", "--format", "json"),
    innodex(...asked, "--seed", "8", "--format", "csv"),
    innodex(...asked, "--lang", "en"),
  ]);
  const rows = records(asCsv.out);
  assert.equal(asCsv.out.split("\n")[0], "code,Nominal,Mean,Median,Q5,Q95");
  assert.equal(rows.length, 31);
  assert.deepEqual(
    JSON.parse(asJson.out).map(({ code, Nominal, Mean, Median, Q5, Q95 }) => [code, Nominal, Mean, Median, Q5, Q95]),
    rows.map(({ code, ...numbers }) => [code, ...Object.values(numbers).map(Number)]),
  );
  assert.notEqual(asCsv.out, other.out);
  assert.match(forPeople.out, /Beijing/);
});

test("what is wrong with a specification is exit 2, with the place", async () => {
  const refused = async (/** @type {string[]} */ ...args) => {
    const { code, out, err } = await innodex("uncertainty", ...args, "--format", "json");
    assert.deepEqual([code, out], [2, ""]);
    const { code: what, place } = JSON.parse(err);
    return `${what} ${place}`;
  };
  assert.equal(await refused("--framework", "tests/fixtures/provincial-first.json", "--period", "2022", "--draws", "0.5"), "bad_command ");
  assert.equal(await refused("--coinr", "tests/oracle/asem/data.csv"), "bad_command ");
  assert.equal(await refused("--framework", "tests/fixtures/provincial-first.json", "--period", "2022", "--spec", "tests/oracle/uncertainty.json"), "bad_parameter $.weights.levels");
});

test("non-integer numbers are refused by name, not rounded", async () => {
  const model = await Model.load({ framework: text("tests/fixtures/provincial-first.json"), methods: true });
  const few = { period: "2022", draws: 20 };
  const analysis = new robustness.Robustness(model, few).run();
  /** @type {[string, () => unknown][]} */
  const wrong = [
    ["draws", () => new robustness.Robustness(model, { ...few, draws: 2.5 })],
    ["draws", () => new robustness.Robustness(model, { ...few, draws: 0 })],
    ["draws", () => new robustness.Robustness(model, { ...few, draws: 1_000_001 })],
    ["seed", () => new robustness.Robustness(model, { ...few, seed: -1 })],
    ["seed", () => new robustness.Robustness(model, { ...few, seed: 2 ** 32 })],
    ["draws", () => planning.leastData(model, { ...few, unit: "42", draws: NaN })],
    ["width", () => analysis.histogram({ width: -1 })],
    ["k", () => analysis.top(1.5)],
    ["basePoints", () => analysis.sensitivity({ basePoints: 0.5 })],
    ["bootstraps", () => analysis.sensitivity({ basePoints: 16, bootstraps: -1 })],
    ["bootstraps", () => analysis.sensitivity({ basePoints: 16, bootstraps: 2 ** 31 })],
    ["bootstraps", () => analysis.sensitivity({ basePoints: 16, bootstraps: 10_001 })],
    ["level", () => robustness.leaveOneOut(model, "2022", 1.5)],
    ["seed", () => robustness.confidenceSets(model, "2022", { seed: 0.1 })],
  ];
  for (const [name, work] of wrong) {
    await assert.rejects(async () => work(), (/** @type {any} */ error) => error.code === "bad_parameter" && error.place === name && /整数/.test(error.messages.zh), name);
  }
  assert.equal(planning.leastData(model, { ...few, unit: "42", draws: 0 }).length, 17);
  for (const lag of [1.5, -1, NaN, 0]) {
    assert.throws(() => model.growth({ indicator: "rd_expenditure", rate: "simple", period: "2022", lag }), (/** @type {any} */ error) => error.code === "bad_parameter" && /whole number/.test(error.message), String(lag));
  }
  assert.equal(model.growth({ indicator: "rd_expenditure", rate: "simple", period: "2022", lag: 2 })[0].from, "2020");
});

test("where a framework says what varies, an alternative that does not fit is found there", async () => {
  const framework = {
    id: "x",
    indicators: ["a", "b"].map((id) => ({ id, direction: 1 })),
    tree: { id: "i", children: ["a", "b"].map((id) => ({ id })) },
    steps: [{ step: "normalise", method: "min_max" }, { step: "aggregate", method: "arithmetic" }],
    uncertainty: { normalise: [{ method: "distance_to_target" }] },
  };
  const model = await Model.load({ data: "unit,year,a,b\nA,2022,1,2\nB,2022,2,1\n", framework });
  const place = (/** @type {object} */ options) => {
    try {
      new robustness.Robustness(model, { period: "2022", ...options });
    } catch (error) {
      return /** @type {any} */ (error).place;
    }
  };
  assert.equal(place({}), "$.uncertainty.normalise[0].target");
  assert.equal(place({ spec: framework.uncertainty }), "$.normalise[0].target");
});

test("an analysis can be stopped, followed and weighed otherwise", async () => {
  const model = await Model.load({ framework: text("tests/fixtures/provincial-first.json"), methods: true });
  const analysis = new robustness.Robustness(model, { period: "2022", draws: 400 });
  const stop = new AbortController();
  assert.equal(await analysis.refine({ signal: stop.signal, each: () => stop.abort() }), false);
  assert.ok(analysis.done > 0 && analysis.done < 400);
  assert.equal(await analysis.refine(), true);
  const before = analysis.intervals();
  assert.ok(before.some(({ tier }) => tier !== null && tier > 1));
  assert.deepEqual(analysis.intervals({ tiers: false }), before.map((row) => ({ ...row, tier: null })));
  analysis.setWeights({ input: 3 });
  assert.equal(analysis.done, 0);
  analysis.run();
  assert.notDeepEqual(analysis.intervals(), before);
  const { share, events, ranges } = analysis.crossings("input", { unit: "42" });
  assert.equal(share, 0.5);
  assert.ok(events.length > 0 && events.every(({ above, below }) => above === "42" || below === "42"));
  assert.deepEqual(ranges.map(({ code }) => code), ["42"]);
  assert.ok(ranges[0].low < 0.5 && ranges[0].high > 0.5);
  // Just beyond the end of the range, with that share as the weight, the rank is another.
  const own = (/** @type {import("../../pkg/dist/node.js").RankRow[]} */ rows) => rows.find(({ code }) => code === "42")?.rank;
  const at = own(analysis.rank());
  const weight = (/** @type {number} */ s) => (3 * s) / (1 - s);
  for (const [inside, end] of [[ranges[0].low + 1e-6, ranges[0].low - 1e-6], [ranges[0].high - 1e-6, ranges[0].high + 1e-6]]) {
    analysis.setWeights({ input: weight(inside) });
    assert.equal(own(analysis.rank()), at);
    if (end <= 0 || end >= 1) continue;
    analysis.setWeights({ input: weight(end) });
    assert.notEqual(own(analysis.rank()), at);
  }
  analysis.setWeights({});
  const scenario = model.scenario({ changes: [{ unit: "42", indicator: "rd_expenditure", period: "2022", op: "multiply", value: 1.5 }] });
  analysis.follow(scenario);
  assert.deepEqual(analysis.rank().map(({ code, score }) => [code, score]), scenario.rank("2022").map(({ code, score }) => [code, score]));
  assert.throws(() => analysis.setWeights({ nonsense: 1 }), { code: "unknown_node" });
  analysis.dispose();
  assert.throws(() => analysis.run(), { code: "disposed" });
});

test("confidence sets: from the standard errors of single figures; none where there are none", async () => {
  const model = await Model.load({ framework: text("tests/fixtures/provincial-first.json"), methods: true });
  assert.equal(robustness.confidenceSets(model, "2022"), null);
  model.dispose();
  const data = "code,year,x\na,2020,50\nb,2020,48\nc,2020,10\n";
  const cells = "code,period,indicator,standard_error\na,2020,x,2\nb,2020,x,2\nc,2020,x,2\n";
  const framework = { id: "t", indicators: [{ id: "x", direction: 1 }], tree: { id: "index", children: [{ id: "x" }] }, steps: [{ step: "aggregate", method: "arithmetic" }] };
  const own = await Model.load({ data, cells, framework });
  const sets = robustness.confidenceSets(own, "2020") ?? [];
  // A difference of 2 with a standard error of 2.8 tells nobody apart, one of 40 does.
  assert.deepEqual(sets.map(({ code, lower, upper }) => [code, lower, upper]), [["a", 1, 2], ["b", 1, 2], ["c", 3, 3]]);
  // The scores are the figures: so is their error, to that of 10,000 draws (2 / sqrt(20000) = 0.014, four of them).
  for (const { standard_error: error } of sets) assert.ok(Math.abs(Number(error) - 2) < 0.057);
  assert.deepEqual([sets.figures, sets.with_error, sets.draws, sets.left_out, sets.warnings], [3, 3, 10000, 0, []]);
  assert.throws(() => robustness.confidenceSets(own, "2020", { coverage: 2 }), { code: "bad_parameter" });
  own.dispose();
  const some = await Model.load({ data, cells: cells.replace("c,2020,x,2", "c,2020,x,"), framework });
  const found = robustness.confidenceSets(some, "2020", { draws: 200 });
  assert.deepEqual([found.figures, found.with_error, found.draws, found.warnings.length], [3, 2, 200, 1]);
  assert.match(found.warnings[0].en, /^Only 2 of the 3 figures/);
  assert.match(found.warnings[0].zh, /3个数值中，只有2个带标准误/);
  some.dispose();
});
