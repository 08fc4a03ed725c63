// The controllers of goals, budgets and a reader's own figures, without a page.
import "../support/build.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { allocate, goal, leastData } from "../../pkg/dist/planning.js";
import { Model } from "../../pkg/dist/node.js";
import { budgetSpec, BudgetSplit, checkRecipients, usualBudget } from "../../www/whatif/budget-split.js";
import { GoalSearch } from "../../www/whatif/goal-search.js";
import { OwnFigures } from "../../www/whatif/own-figures.js";

const model = await Model.load();
const explain = (error) => (error.passing ? null : { code: error.code ?? "unexpected", place: error.place ?? "", message: { zh: error.message, en: error.message }, hint: { zh: "", en: "" } });
const question = (more = {}) => ({ period: "2022", unit: "42", indicator: "rd_expenditure", rank: 7, fund: null, ...more });
const { columns } = model.description;
const acting = ["rd_expenditure", "rd_personnel", "gdp"].map((id) => columns.find((each) => each.id === id)).filter(Boolean);

test("a goal: the rank that is looked for, and the answer of the calculator", () => {
  const search = new GoalSearch(explain);
  search.ask(model, question(), false);
  assert.deepEqual(search.answer, goal(model, { period: "2022", unit: "42", indicator: "rd_expenditure", rank: 7 }));
  assert.deepEqual([search.present, search.rankFor(undefined), search.rankFor(0), search.rankFor(99), search.rankFor(2.4)], [8, 7, 7, 31, 2]);
  search.ask(model, question({ rank: undefined, fund: {} }), false);
  assert.deepEqual(search.answer, goal(model, { period: "2022", unit: "42", indicator: "rd_expenditure", rank: 7, fund: {} }));
  assert.throws(() => search.ask(model, question({ unit: "nobody" }), false));
});

test("every indicator alone: complete, kept for the same goal, dropped for another, ended by halt", async () => {
  const search = new GoalSearch(explain);
  search.ask(model, question(), false);
  let shown = 0;
  await search.everyIndicator(acting, () => shown++);
  assert.ok(shown >= 2 && search.complete);
  assert.deepEqual(search.all.map(({ answer }) => answer), acting.map(({ id }) => goal(model, { period: "2022", unit: "42", indicator: id, rank: 7 })));
  const { all } = search;
  search.ask(model, question({ indicator: "gdp" }), true);
  assert.equal(search.all, all, "another indicator of the same goal");
  search.ask(model, question({ rank: 6 }), false);
  assert.equal(search.all, null);
  // What comes between ends it before the next slice.
  const many = Array.from({ length: 200 }, (_, i) => acting[i % acting.length]);
  const under = search.everyIndicator(many, () => {});
  search.halt();
  await under;
  assert.equal(search.complete, false);
  search.ask(model, question({ rank: 6 }), true);
  assert.equal(search.all, null, "some of them alone are no comparison");
  await assert.rejects(search.everyIndicator([acting[0], { ...acting[0], id: "nothing" }], () => {}));
  assert.equal(search.all, null);
});

test("the next above: with ranges where there are, without and why where there are none", async () => {
  const search = new GoalSearch(explain);
  search.ask(model, question(), false);
  search.eachNext();
  assert.deepEqual(search.raised, leastData(model, { period: "2022", unit: "42" }));
  assert.equal(search.unsure, null);
  search.ask(model, question(), true);
  assert.equal(search.raised, null);
  const framework = {
    id: "x",
    indicators: ["a", "b"].map((id) => ({ id, direction: 1 })),
    tree: { id: "i", children: ["a", "b"].map((id) => ({ id })) },
    steps: [{ step: "normalise", method: "min_max" }, { step: "aggregate", method: "arithmetic" }],
    uncertainty: { normalise: [{ method: "distance_to_target" }] },
  };
  const unsure = await Model.load({ data: "unit,year,a,b\n甲,2022,9,2\n乙,2022,7,6\n丙,2022,4,5\n", framework });
  search.ask(unsure, question({ unit: "丙", indicator: "a", rank: 1 }), false);
  search.eachNext();
  assert.equal(search.raised.length, 2);
  assert.match(search.unsure.place, /^\$\.uncertainty/);
  unsure.dispose();
});

test("a budget: a round one per cent where nobody says, and recipients that are not in the data are named", () => {
  const three = ["41", "42", "43"];
  const size = three.reduce((sum, code) => sum + model.figure("rd_expenditure", code, "2022").value, 0);
  assert.equal(usualBudget(model, "2022", "rd_expenditure", three), Number((size / 100).toPrecision(1)));
  assert.ok(usualBudget(model, "2022", "rd_expenditure", ["*"]) > usualBudget(model, "2022", "rd_expenditure", three));
  assert.equal(usualBudget(model, "2022", "rd_expenditure", []), 1);
  checkRecipients(model, "2022", "rd_expenditure", ["*"]);
  assert.throws(() => checkRecipients(model, "2022", "rd_expenditure", ["42", "zzz"]), /zzz/);
  assert.throws(() => checkRecipients(model, "2022", "zzz", ["*"]), /zzz/);
});

test("a split: the question as the calculator reads it, its answer, or why there is none", () => {
  const question = { indicator: "rd_expenditure", units: ["41", "42", "43"], budget: 2e6, objective: "minimum", limits: { floor: null, cap: 1.5e6 }, assumptions: null };
  const wanted = { budget: 2e6, objective: "minimum", indicator: "rd_expenditure", units: ["41", "42", "43"], cap: 1.5e6 };
  assert.deepEqual(budgetSpec(question), wanted);
  const other = budgetSpec({ ...question, units: ["*"], objective: "42", limits: { floor: 1, cap: null }, assumptions: { additionality: 0.5 } });
  assert.deepEqual(other, { budget: 2e6, objective: { unit: "42" }, indicator: "rd_expenditure", units: "*", floor: 1, assumptions: { additionality: 0.5 } });
  const split = new BudgetSplit(explain);
  assert.equal(split.compute(model, "2022", wanted), true);
  assert.deepEqual([split.found, split.problem], [allocate(model, "2022", wanted), null]);
  // Too much for each at least: no answer of before stays.
  assert.equal(split.compute(model, "2022", { ...wanted, floor: 1e9, cap: undefined }), true);
  assert.deepEqual([split.found, split.problem !== null], [null, true]);
  split.compute(model, "2022", wanted);
  split.forget();
  assert.deepEqual([split.found, split.problem], [null, null]);
  // Where the model has ended, what is shown stays until the next one is there.
  split.compute(model, "2022", wanted);
  const { found } = split;
  const ended = new BudgetSplit(() => null);
  Object.assign(ended, { found });
  assert.equal(ended.compute(model, "2022", { ...wanted, indicator: "zzz" }), false);
  assert.equal(ended.found, found);
});

test("a reader's own figures: one after the other, each once a model can be made with it, and all of them back", async () => {
  const data = "unit,year,a,b\n甲,2022,1,2\n乙,2022,3,4\n";
  const framework = {
    id: "x",
    indicators: ["a", "b"].map((id) => ({ id, direction: 1 })),
    tree: { id: "i", children: ["a", "b"].map((id) => ({ id })) },
    steps: [{ step: "normalise", method: "goalposts", low: 0, high: 10 }, { step: "aggregate", method: "arithmetic" }],
  };
  const asked = [];
  const source = {
    host: { data, framework: "/f.json" },
    options: async () => ({ data: source.host.data, framework: typeof source.host.framework === "string" ? framework : source.host.framework }),
    check: async (parts) => {
      asked.push(Object.keys(parts).join());
      (await Model.load({ ...(await source.options()), ...parts })).dispose();
    },
  };
  const own = new OwnFigures();
  assert.equal(own.restore(source), null);
  const figure = { names: ["甲"], period: "2022", column: "a", value: 5 };
  const [first, second] = await Promise.all([own.setFigure(source, figure, true), own.setTarget(source, "b", 8)]);
  assert.equal(first.data, "unit,year,a,b\n甲,2022,5,2\n乙,2022,3,4\n");
  assert.equal(second.framework.steps[0].overrides.b.high, 8);
  assert.deepEqual([source.host.data, source.host.framework, [...own.edited]], [first.data, second.framework, ["a"]]);
  // What cannot be is refused, changes nothing, and does not keep the next from being made.
  const refused = own.setTarget(source, "b", -1);
  const third = own.setFigure(source, { ...figure, column: "b", value: 7 }, false);
  await assert.rejects(refused);
  assert.equal((await third).data, "unit,year,a,b\n甲,2022,5,7\n乙,2022,3,4\n");
  assert.deepEqual([source.host.framework, [...own.edited]], [second.framework, ["a"]]);
  // Nothing typed, a place that the data do not have.
  assert.equal(await own.setTarget(source, "b", NaN), null);
  assert.equal(await own.setFigure(source, { ...figure, period: "1999" }, true), null);
  assert.deepEqual(asked, ["data", "framework", "framework", "data"]);
  assert.deepEqual(own.restore(source), { data, framework: "/f.json" });
  assert.deepEqual([source.host, own.edited.size, own.restore(source)], [{ data, framework: "/f.json" }, 0, null]);
});
