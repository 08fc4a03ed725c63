// Questions that every face can ask, held against the functions that JavaScript had before, and against the ranking.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as analysis from "../../pkg/dist/analysis.js";
import { Model } from "../../pkg/dist/node.js";
import * as planning from "../../pkg/dist/planning.js";
import { Robustness } from "../../pkg/dist/robustness.js";
import { innodex } from "../support/cli.js";
import { text } from "../support/files.js";

const { ask, history } = analysis;
/** @type {{ word: string }[]} */
const questions = JSON.parse(text("pkg/dist/schema/questions.json"));

/** @type {Model} */
let model;
before(async () => {
  model = await Model.load({ methods: true });
});

/** A number of JSON and the same number of JavaScript. @param {unknown} value */
const plain = (value) => JSON.parse(JSON.stringify(value));

test("scores and ranks over the years are those of each year's ranking", () => {
  const { rows } = history(model, { periods: ["2022", "2020"], region: "central" });
  for (const period of ["2020", "2022"]) {
    const ranked = model.rank(period, { region: "central" });
    for (const { code, rank, score, reason } of ranked) {
      const row = rows.find((row) => row.code === code && row.period === period);
      assert.deepEqual([row?.rank, row?.score, row?.reason], [rank, score, reason]);
    }
  }
  assert.equal(rows.length, 2 * model.rank("2022", { region: "central" }).length);
});

test("what is asked by its name is what the functions answer", () => {
  const period = "2022";
  const goal = { period, unit: "42", indicator: "rd_expenditure", rank: 7 };
  const spec = { budget: 1e5, objective: "mean", indicator: "rd_expenditure", units: ["42", "43"] };
  const scenarios = [{ changes: [{ unit: "42", indicator: "rd_expenditure", op: "multiply", value: 1.5 }] }];
  /** @type {[string, object, unknown][]} */
  const same = [
    ["report", { period }, analysis.report(model, period)],
    ["audit", { period }, analysis.audit(model, period)],
    ["association", { period, measure: "spearman", indicators: true }, analysis.association(model, period, { measure: "spearman", indicators: true })],
    ["performance", { period, region: "east" }, analysis.performance(model, period, { region: "east" })],
    ["explain", { unit: "42", period, since: "2020" }, analysis.explain({ model, period: "2020" }, { model, period }, "42")],
    ["compare", { scenarios, period }, planning.compare(model, scenarios, { period })],
    ["goal", goal, planning.goal(model, goal)],
    ["reach", { period, unit: "42" }, { rows: planning.reach(model, { period, unit: "42" }) }],
    ["tornado", { period, unit: "42", percent: 5 }, { rows: planning.tornado(model, { period, unit: "42", percent: 5 }) }],
    ["least_data", { period, unit: "42", draws: 50, seed: 1 }, { rows: planning.leastData(model, { period, unit: "42", draws: 50, seed: 1 }) }],
    ["allocate", { period, budget: spec }, planning.allocate(model, period, spec)],
  ];
  for (const [word, request, wanted] of same) assert.deepEqual(plain(ask(model, word, request)), plain(wanted), word);
});

test("contributions and intervals are those of the packed answers", async () => {
  const parts = ask(model, "contributions", { period: "2022" }).rows;
  for (const { indicator, values } of analysis.contributions(model, "2022") ?? []) {
    const found = Object.fromEntries(parts.filter((/** @type {any} */ row) => row.indicator === indicator).map((/** @type {any} */ row) => [row.code, row.value]));
    assert.deepEqual(found, values);
  }
  const draws = new Robustness(model, { period: "2022", draws: 200, seed: 3 });
  await draws.run();
  const { rows } = ask(model, "uncertainty", { period: "2022", draws: 200, seed: 3 });
  const wanted = draws.intervals();
  assert.equal(rows.length, wanted.length);
  for (const { code, mean, q5, q95 } of rows) {
    const other = wanted.find((row) => row.code === code);
    assert.deepEqual([mean, q5, q95], [other?.mean, other?.q5, other?.q95]);
  }
  draws.dispose();
});

test("a question that there is not, and a member that there is not, are named with their place", () => {
  assert.throws(() => ask(model, "histories"), (/** @type {any} */ error) => error.code === "bad_parameter" && /history/.test(error.hint.en));
  assert.throws(() => ask(model, "history", { units: [] }), { code: "bad_json", place: "$.units" });
  assert.throws(() => ask(model, "history", { unit: "Atlantis" }), { code: "unknown_unit", place: "$.unit" });
  assert.throws(() => ask(model, "history", { periods: ["2022", "1066"] }), { code: "unknown_period", place: "$.periods[1]" });
});

test("each question is a command, which prints what it is asked", async () => {
  const { out } = await innodex("--help");
  for (const { word } of questions) assert.match(out, new RegExp(`innodex ${word === "report" ? "steps" : word.replaceAll("_", "-")} `), word);
  const said = await innodex("contributions", "--period", "2022", "--format", "json");
  assert.deepEqual(JSON.parse(said.out), plain(ask(model, "contributions", { period: "2022" })));
  const central = await innodex("within", "--group", "central", "--period", "2022", "--format", "json");
  assert.deepEqual(JSON.parse(central.out), plain(ask(model, "within", { group: "central", period: "2022" })), central.err);
  const wrong = await innodex("history", "--unit", "Atlantis", "--lang", "en");
  assert.equal(wrong.code, 2);
  assert.match(wrong.err, /^unknown_unit \(\$\.unit\[0\]\)/);
});
