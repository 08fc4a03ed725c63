// The boundary to the core: how packed answers are taken apart, and how often a slider's frame crosses it.
import "../support/build.js";
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { Model } from "../../pkg/dist/node.js";
import { Robustness } from "../../pkg/dist/robustness.js";
import * as layout from "../../www/api/layout.js";
import { ScenarioRun } from "../../www/elements/scenario-run.js";
import { changeableColumns } from "../../www/elements/columns.js";
import { Draws } from "../../www/whatif/likely.js";
import { PlanRuns } from "../../www/whatif/runs.js";

const model = await Model.load();
const PERIOD = "2022";
const packed = (...numbers) => Float64Array.from(numbers);

test("packed answers are taken apart by name, missing figures as null", () => {
  assert.deepEqual(layout.growth(packed(0.5, -1, 0, 1, NaN, 3, -1, 1)), [
    { value: 0.5, reason: -1, from: 0, to: 1 },
    { value: null, reason: 3, from: -1, to: 1 },
  ]);
  assert.deepEqual(layout.ranking(packed(9, 2, 2, 4, 1, 80.5, 0, -1, 2, NaN, 70, NaN, 35, 45.5)), {
    leaves: 9,
    rows: [{ unit: 4, rank: 1, score: 80.5, missing: 0, reason: -1, rank_before: 2, score_before: null, children: [70, null], parts: [35, 45.5] }],
  });
  assert.deepEqual(layout.ranking(packed(9, 1, 0, 4, NaN, NaN, 9, 0, NaN, NaN, NaN)).rows[0].parts, [], "where the mean is not arithmetic");
  assert.deepEqual(layout.ranking(packed(9, 2, 0)), { leaves: 9, rows: [] });
  assert.deepEqual(layout.moved(packed(1, 2, 3, NaN, 5, 2)), [{ unit: 1, column: 2, period: 3, from: null, to: 5, why: "total" }]);
  assert.deepEqual(layout.crossings(packed(0.25, 1, 0.5, 7, 8, 0, 1, NaN, NaN)), { share: 0.25, rows: [{ share: 0.5, above: 7, below: 8 }], rest: packed(0, 1, NaN, NaN) });
  assert.deepEqual(layout.frame(packed(1, 2, 2.5, 2, 1, NaN, 0, 9, 2, 0)), { rows: [{ nominal: 2, mean: 2.5, median: 2, q5: 1, q95: null, missing: 0 }], rest: packed(9, 2, 0) });
  assert.deepEqual(layout.ranges(packed(0, 1, NaN, NaN)), [{ low: 0, high: 1 }, { low: null, high: null }]);
  assert.deepEqual(layout.contributions(packed(2, 5, 1, NaN, 6, 3, 4)), [{ node: 5, values: [1, null] }, { node: 6, values: [3, 4] }]);
  assert.deepEqual(layout.leftOut(packed(2, 5, 0.5, 2, 1)), [{ node: 5, mean_shift: 0.5, ranks: [2, 1] }]);
});

test("no other script, and no module of Python, knows where a number of a packed answer stands", () => {
  const scripts = readdirSync("www", { recursive: true }).filter((name) => name.endsWith(".js") && !name.endsWith("api/layout.js"));
  const modules = readdirSync("python/innodex").filter((name) => name.endsWith(".py") && name !== "_layout.py");
  const files = [...scripts.map((name) => `www/${name}`), ...modules.map((name) => `python/innodex/${name}`)];
  assert.ok(files.length > 150);
  for (const file of files) assert.doesNotMatch(readFileSync(file, "utf8"), /packed\[|packed\.subarray|\.subarray\(\d+ \*/, file);
});

/** Counts what is asked of the core behind an object of the API, by name. */
function counted(of) {
  const calls = [];
  const inner = of._inner;
  of._inner = new Proxy(inner, {
    get(target, name) {
      const value = target[name];
      if (typeof value !== "function") return value;
      return (...given) => {
        calls.push(name);
        return value.apply(target, given);
      };
    },
  });
  return calls;
}

const asked = (value, indicator = "rd_expenditure") => {
  const scenario = model.scenario({ changes: [{ unit: "42", indicator, period: PERIOD, op: "multiply", value }] });
  const rows = scenario.rank(PERIOD);
  scenario.dispose();
  return rows;
};

test("a frame of the what-if's slider is one call of the core", () => {
  const run = new ScenarioRun();
  run.open(model, { unit: "42", indicator: "rd_expenditure", period: PERIOD });
  const calls = counted(run.scenario);
  for (const percent of [10, 30, -20]) {
    run.move(percent);
    run.step(run.scenario);
    assert.deepEqual(run.rows, asked(1 + percent / 100));
  }
  assert.deepEqual(calls, ["frame", "frame", "frame"]);
  run.release();
});

test("a frame of the planner's slider is one call of the core", () => {
  const runs = new PlanRuns({ once: (_, work) => work(), explain: (error) => error, report: assert.fail });
  const plan = (value, revision) => ({ changes: [{ units: ["42"], indicator: "gdp", kind: "amount", value: 100 }, { units: ["42"], indicator: "rd_expenditure", kind: "percent", value }], assumptions: null, revision });
  runs.use(model, true);
  runs.sync([plan(0, 1)], PERIOD);
  const [run] = runs.all;
  const calls = counted(run.scenario);
  runs.slide(run, plan(30, 2), 1);
  assert.deepEqual(calls, ["frame"]);
  const scenario = model.scenario({ changes: [{ unit: "42", indicator: "gdp", period: PERIOD, op: "add", value: 100 }, { unit: "42", indicator: "rd_expenditure", period: PERIOD, op: "multiply", value: 1.3 }] });
  assert.deepEqual(run.rows, scenario.rank(PERIOD));
  scenario.dispose();
  runs.dispose();
});

test("a frame of the planner's slider with likely ranks is one call of the core", async () => {
  const changes = (value) => ({ changes: [{ unit: "42", indicator: "rd_expenditure", period: PERIOD, op: "multiply", value }] });
  const plan = (value, revision) => ({ changes: [{ units: ["42"], indicator: "rd_expenditure", kind: "percent", value }], assumptions: null, revision });
  const runs = new PlanRuns({ once: (_, work) => work(), explain: (error) => error, report: assert.fail });
  const draws = new Draws(assert.fail);
  runs.use(model, true);
  runs.sync([plan(0, 1)], PERIOD);
  const [run] = runs.all;
  await draws.all(model, run.scenario, PERIOD, 1, (work) => work());
  // The first frame of a scenario checks it.
  runs.slide(run, plan(10, 2), 0, draws);
  const calls = [counted(run.scenario), counted(draws.robustness)];
  draws.some = 40;
  const { likely } = runs.slide(run, plan(30, 3), 0, draws);
  assert.deepEqual(calls, [[], ["frame"]]);
  const [scenario, robustness] = [model.scenario(changes(1.3)), new Robustness(model, { period: PERIOD, draws: 1000, seed: 1 })];
  assert.deepEqual(run.rows, scenario.rank(PERIOD));
  robustness.follow(scenario);
  robustness.advance(40);
  assert.deepEqual([...likely.values()], robustness.intervals({ tiers: false }));
  for (const each of [scenario, robustness, runs, draws.robustness]) each.dispose();
});

test("a frame of several values equals setting each, and one that is refused changes nothing", () => {
  const changes = ["rd_expenditure", "gdp"].map((indicator) => ({ unit: "42", indicator, period: PERIOD, op: "multiply", value: 1 }));
  const [one, other] = [model.scenario({ changes }), model.scenario({ changes })];
  const rows = one.frame([[0, 1.3], [1, 0.9]], PERIOD, { region: "central", ties: "dense" });
  other.setValue(0, 1.3);
  other.setValue(1, 0.9);
  assert.deepEqual(rows, other.rank(PERIOD, { region: "central", ties: "dense" }));
  const before = one.rank(PERIOD);
  for (const wrong of [[[0, 2], [2, 1]], [[0, 2], [1, NaN]], [[0, 2], [0.5, 1]], [[0, 2], [-1, 1]], [[0, Infinity]]]) {
    assert.throws(() => one.frame(wrong, PERIOD), { name: "InnodexError", code: "bad_parameter" });
    assert.deepEqual(one.rank(PERIOD), before);
  }
  assert.throws(() => one.frame([[0, 2]], "1999"), { code: "unknown_period" });
  assert.throws(() => one.frame([], PERIOD, { ties: "none" }), { code: "bad_parameter", place: "ties" });
  one.dispose();
  other.dispose();
});

test("a ranking with other weights has its rank before, joined by the core", () => {
  const robustness = new Robustness(model, { period: PERIOD });
  robustness.setWeights({ environment: 0.2, input: 0.2, output: 0.4, effect: 0.2 });
  for (const compare of [PERIOD, "2021"]) {
    for (const options of [{}, { region: "west" }, { node: "input" }]) {
      const before = new Map(model.rank(compare, options).map((row) => [row.code, row]));
      const joined = robustness.rank(options).map((row) => ({ ...row, rank_before: before.get(row.code).rank, score_before: before.get(row.code).score }));
      assert.deepEqual(robustness.rank({ ...options, compare }), joined);
    }
  }
  assert.ok(robustness.rank({ compare: PERIOD }).some(({ rank, rank_before }) => rank !== rank_before));
  assert.throws(() => robustness.rank({ compare: "1999" }), { code: "unknown_period" });
  robustness.dispose();
});

test("no column but those that act on the index moves a score, and they do, unless accounts alone tie them to it", () => {
  const { acting, idle } = changeableColumns(model.description);
  assert.ok(acting.length > 10 && idle.length > 0);
  const moves = ({ id }) => {
    // Other columns that depend on it move along, whatever is changed.
    const rows = asked(1.0625, id);
    return rows.some(({ score, score_before }) => score !== score_before);
  };
  const known = ({ id }) => model.figure(id, "42", PERIOD).value !== null;
  assert.deepEqual(idle.filter(known).filter(moves).map(({ id }) => id), []);
  const still = acting.filter(known).filter((column) => !moves(column));
  // What the index is read from is another part of the same total, which stays as it is.
  assert.deepEqual(still.map(({ id, part_of: part }) => [id, part.total]), [["fiscal_education", "fiscal_expenditure"]]);
});
