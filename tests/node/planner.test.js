// The controllers of the planner, without a page: the history that owns the plans, the runs that compute them, likely ranks.
import "../support/build.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { Model } from "../../pkg/dist/node.js";
import { ScenarioRun } from "../../www/elements/scenario-run.js";
import { History } from "../../www/whatif/history.js";
import { Draws } from "../../www/whatif/likely.js";
import { differences } from "../../www/whatif/link.js";
import { calculatorIndex } from "../../www/whatif/plan.js";
import { PlanRuns } from "../../www/whatif/runs.js";

const model = await Model.load();
const codes = model.description.units.map(({ code }) => code);
const change = (value, more = {}) => ({ units: ["42"], indicator: "rd_expenditure", kind: "percent", value, ...more });
const plan = (...changes) => ({ changes, assumptions: null });
const first = () => ({ plans: [plan(change(0))], at: 0 });

/** A history, and what it notified of. */
function owned(state = first()) {
  const heard = [];
  const history = new History(state, (changed) => heard.push(changed));
  return { history, heard, values: () => history.now.plans.map(({ changes }) => changes.map(({ value }) => value)) };
}

/** Runs of plans in Node: nothing breaks off but what throws `passing`. */
function computed(funds = true) {
  const problems = [];
  const runs = new PlanRuns({
    once: (question, work) => work(),
    explain: (error) => (error.passing ? null : { code: error.code ?? "unexpected", place: "", message: error.message }),
    report: (problem) => problems.push(problem.code),
  });
  runs.use(model, funds);
  return { runs, problems };
}

/** What the calculator itself says. */
function ranked(changes, more = {}) {
  const scenario = model.scenario({ changes: changes.map((each) => ({ period: "2022", ...each })), ...more });
  const rows = scenario.rank("2022");
  scenario.dispose();
  return rows;
}

test("every change of a reader is notified and can be undone and done again", () => {
  const { history, heard, values } = owned();
  history.setChange(0, { value: 10 });
  history.addChange(change(5, { indicator: "gdp" }));
  assert.deepEqual([values(), history.open], [[[10, 5]], 1]);
  history.clear();
  history.undo();
  assert.deepEqual(values(), [[10, 5]]);
  history.undo();
  history.undo();
  assert.deepEqual([values(), history.open], [[[0]], 0]);
  history.undo();
  history.redo();
  history.redo();
  history.redo();
  history.redo();
  assert.deepEqual(values(), [[0, 0]]);
  history.openChange(1);
  history.removeChange(0);
  assert.deepEqual([values(), history.open, history.plan.changes[0].indicator], [[[0]], 0, "gdp"]);
  assert.equal(heard.every((each) => each === "plans"), true);
});

test("a slider on its way is one step, and is notified of as a value", () => {
  const { history, heard, values } = owned();
  for (const value of [1, 2, 3]) history.slide(0, value);
  history.slide(0, NaN);
  history.endStep();
  history.slide(0, 4);
  assert.deepEqual(heard, ["value", "value", "value", "value"]);
  history.undo();
  assert.deepEqual(values(), [[3]]);
  history.undo();
  assert.deepEqual(values(), [[0]]);
});

test("plans side by side: copied, removed, opened", () => {
  const { history, values } = owned();
  history.slide(0, 7);
  history.copyPlan();
  history.slide(0, 9);
  assert.deepEqual([values(), history.now.at], [[[7], [9]], 1]);
  history.openPlan(0);
  history.removePlan();
  assert.deepEqual([values(), history.now.at], [[[9]], 0]);
  history.undo();
  assert.deepEqual([values(), history.now.at], [[[7], [9]], 0]);
});

test("equal revisions have equal content, and only what changed has a new one", () => {
  const { history } = owned({ plans: [plan(change(1)), plan(change(2))], at: 1 });
  const revisions = () => history.now.plans.map(({ revision }) => revision);
  const before = revisions();
  assert.equal(new Set(before).size, 2);
  history.slide(0, 3);
  assert.equal(revisions()[0], before[0]);
  assert.notEqual(revisions()[1], before[1]);
  history.undo();
  assert.deepEqual(revisions(), before);
  history.redo();
  history.setChange(0, { value: 2 });
  assert.equal(new Set([...before, ...revisions()]).size, 3, "a new revision even for a content that there was");
});

test("a goal's or an allocation's proposal takes the place of a plan that changes nothing, and stands beside one that does", () => {
  const spec = (value) => ({ changes: [{ unit: "42", indicator: "rd_expenditure", op: "fund", value }], assumptions: { additionality: 0.5 } });
  const { history, heard, values } = owned();
  history.propose(spec(100));
  assert.deepEqual([values(), history.plan.changes[0].kind, history.plan.assumptions], [[[100]], "money", { additionality: 0.5 }]);
  // The allocation is applied, then changed by hand: the proposal of before can be got back.
  history.setChange(0, { value: 150 });
  history.propose(spec(200));
  assert.deepEqual([values(), history.now.at], [[[150], [200]], 1]);
  history.setChange(0, { value: 210 });
  history.undo();
  assert.deepEqual(values(), [[150], [200]]);
  history.undo();
  history.undo();
  assert.deepEqual([values(), history.now.at], [[[100]], 0]);
  history.redo();
  history.redo();
  history.propose(spec(300));
  history.propose(spec(400));
  assert.deepEqual([values(), history.now.at], [[[150], [200], [400]], 2], "there is room for three");
  assert.equal(heard.every((each) => each === "plans"), true);
});

const made = { framework: "provincial", frameworkHash: "0123456789abcdef", dataHash: "fedcba9876543210", period: "2022" };

test("a link opens in another history with all that was put together, once", () => {
  const { history } = owned({ plans: [plan(change(10), change(3, { kind: "money", units: ["*"] })), plan(change(-5))], at: 1 });
  history.seed = 7;
  assert.equal(history.link, "");
  assert.equal(history.makeLink("https://a.example/p.html?x=1#old", "whatif", made), true);
  const url = new URL(history.link);
  assert.equal(`${url.origin}${url.pathname}${url.search}`, "https://a.example/p.html?x=1");
  const other = owned();
  const shared = other.history.applyLink(url.hash, "whatif");
  assert.equal(shared.period, "2022");
  assert.deepEqual([other.values(), other.history.now.at, other.history.seed], [[[10, 3], [-5]], 1, 7]);
  assert.deepEqual(other.heard, [], "what a link says is no change of the reader");
  assert.equal(other.history.applyLink(url.hash, "whatif"), null, "the same text a second time");
  assert.equal(other.history.applyLink(url.hash, "another"), null);
  other.history.undo();
  assert.deepEqual(other.values(), [[0]]);
  // The way round: its own link is the same.
  other.history.redo();
  other.history.makeLink("https://b.example/#old", "whatif", { ...made, ...shared, frameworkHash: made.frameworkHash });
  assert.equal(new URL(other.history.link).hash, url.hash);
});

test("a link shown is gone with the next change", () => {
  const { history } = owned();
  for (const act of [() => history.slide(0, 1), () => history.copyPlan(), () => history.undo(), () => history.redo()]) {
    history.makeLink("https://a.example/", "whatif", made);
    assert.notEqual(history.link, "");
    act();
    assert.equal(history.link, "");
  }
});

test("a stale link: made on other data or with another framework; damaged; newer; too large", () => {
  const { history, values } = owned();
  history.slide(0, 12);
  history.makeLink("https://a.example/", "whatif", made);
  const { hash } = new URL(history.link);
  const shared = owned().history.applyLink(hash, "whatif");
  assert.deepEqual(differences(shared, made), { data: false, framework: false });
  assert.deepEqual(differences(shared, { ...made, dataHash: "fedcba98ffffffff" }), { data: true, framework: false });
  assert.deepEqual(differences(shared, { ...made, frameworkHash: "ff" }), { data: false, framework: true });
  assert.equal(history.applyLink(`${hash}0`, "whatif"), "damaged");
  assert.equal(history.applyLink(hash.replace("=1.", "=2."), "whatif"), "newer");
  assert.deepEqual(values(), [[12]], "what is there stays");
  history.setPlan({ changes: Array.from({ length: 201 }, () => change(1)) });
  assert.equal(history.makeLink("https://a.example/", "whatif", made), false);
  assert.equal(history.link, "");
});

test("changes of what a panel does not have are dropped and named; nobody is notified", () => {
  const { history, heard } = owned({ plans: [plan(change(1, { units: ["42", "99"] }), change(2, { indicator: "nothing" })), plan(change(3, { units: ["98"] }))], at: 0 });
  history.openChange(1);
  const panel = { codes, isChangeable: (id) => id === "rd_expenditure" };
  assert.deepEqual(history.dropUnknownChanges(panel).sort(), ["98", "99", "nothing"]);
  assert.deepEqual(history.now.plans.map(({ changes }) => changes), [[change(1)], []]);
  assert.deepEqual([history.open, heard], [0, []]);
  const { now } = history;
  assert.deepEqual([history.dropUnknownChanges(panel), history.now], [[], now]);
});

test("a plan is computed once for each revision, and a slider's step gives what the whole computation gives", () => {
  const { runs } = computed();
  const { history } = owned();
  const sync = () => runs.sync(history.now.plans, "2022");
  assert.equal(sync(), true);
  assert.equal(sync(), false);
  history.addChange(change(5, { indicator: "gdp" }));
  assert.equal(sync(), true);
  history.slide(1, -20);
  const [run] = runs.all;
  assert.notEqual(runs.slide(run, history.plan, history.sliding), null);
  assert.equal(sync(), false, "the step was the computation");
  assert.deepEqual(run.rows, ranked([{ unit: "42", indicator: "rd_expenditure", op: "multiply", value: 1 }, { unit: "42", indicator: "gdp", op: "multiply", value: 0.8 }]));
  const before = run.moves.length;
  runs.refresh(run, history.plan);
  assert.ok(run.moves.length >= before && run.moves.some(({ indicator }) => indicator === "gdp"));
  history.undo();
  assert.equal(sync(), true);
  history.copyPlan();
  sync();
  assert.equal(runs.all.length, 2);
  assert.deepEqual(runs.all[0].rows, runs.all[1].rows);
  history.removePlan();
  sync();
  assert.equal(runs.all.length, 1);
  runs.forget();
  assert.equal(sync(), true);
  runs.dispose();
});

test("a change that is not computed has no number; a step of it is left to the whole computation", () => {
  const both = plan(change(1, { units: [] }), change(2), change(3, { kind: "money" }), change(4));
  assert.deepEqual([0, 1, 2, 3, 4].map((at) => calculatorIndex(both, at, true)), [-1, 0, 1, 2, -1]);
  assert.deepEqual([0, 1, 2, 3, 4].map((at) => calculatorIndex(both, at, false)), [-1, 0, -1, 1, -1]);
  const { runs } = computed();
  runs.sync([{ ...both, revision: 1 }], "2022");
  assert.equal(runs.slide(runs.all[0], both, 0), null);
  runs.dispose();
});

test("money that cannot be computed has no result, not that of the other changes", () => {
  const { runs } = computed(false);
  const money = { ...plan(change(10), change(1000, { kind: "money" })), revision: 1 };
  assert.equal(runs.lacks(money), true);
  runs.sync([money], "2022");
  assert.deepEqual([runs.all[0].rows, runs.all[0].scenario], [[], null]);
  runs.use(model, true);
  runs.sync([money], "2022");
  assert.deepEqual(runs.all[0].rows, ranked([{ unit: "42", indicator: "rd_expenditure", op: "multiply", value: 1.1 }, { unit: "42", indicator: "rd_expenditure", op: "fund", value: 1000 }]));
  runs.dispose();
});

test("what cannot be computed is reported once, shows no figure, and is computed again when the plan changes", () => {
  const { runs, problems } = computed();
  const bad = { ...plan(change(1, { indicator: "nothing" })), revision: 1 };
  for (let time = 0; time < 3; time++) runs.sync([bad], "2022");
  assert.deepEqual([problems.length, runs.all[0].rows, runs.all[0].problem !== null], [1, [], true]);
  runs.sync([{ ...plan(change(1)), revision: 2 }], "2022");
  assert.deepEqual([problems.length, runs.all[0].rows.length, runs.all[0].problem], [1, 31, null]);
  runs.dispose();
});

test("a run whose model has ended is not at fault: it is computed with the next model", () => {
  const { runs, problems } = computed();
  const { once } = runs.context;
  const good = { ...plan(change(1)), revision: 1 };
  runs.context.once = () => {
    throw Object.assign(new Error("ended"), { passing: true });
  };
  runs.sync([good], "2022");
  assert.deepEqual([problems, runs.all[0].problem, runs.all[0].rows], [[], null, []]);
  runs.context.once = once;
  runs.sync([good], "2022");
  assert.equal(runs.all[0].rows.length, 31);
  // A step that breaks off leaves its run to be computed anew.
  runs.context.once = () => {
    throw new Error("trap");
  };
  assert.equal(runs.slide(runs.all[0], { ...good, revision: 2 }, 0), null);
  runs.context.once = once;
  assert.equal(runs.sync([good], "2022"), true);
  runs.dispose();
});

test("likely ranks: none within a frame before all draws have been made, none after they are forgotten", async () => {
  const draws = new Draws((error) => ({ code: error.code, place: "", message: error.message }));
  const scenario = model.scenario({ changes: [{ unit: "42", indicator: "rd_expenditure", period: "2022", op: "multiply", value: 1.3 }] });
  assert.equal(draws.frame(scenario, [[0, 1.3]], "2022"), null);
  const all = await draws.all(model, scenario, "2022", 1, (work) => work());
  assert.equal(all.size, 31);
  const { rows, likely } = draws.frame(scenario, [[0, 2]], "2022");
  assert.equal(likely.size, 31);
  assert.deepEqual(rows, scenario.rank("2022"));
  const halted = draws.all(model, scenario, "2022", 1, (work) => work());
  draws.halt();
  assert.equal(await halted, undefined, "something came between");
  draws.forget();
  assert.equal(draws.frame(scenario, [[0, 2]], "2022"), null);
  assert.equal(await draws.all(model, scenario, "1800", 1, (work) => work()), null);
  assert.notEqual(draws.problem, null);
  draws.forget();
  scenario.dispose();
});

test("the plain what-if: one figure, one step a frame, nothing where there is no figure", () => {
  const run = new ScenarioRun();
  run.open(model, { unit: "42", indicator: "rd_expenditure", period: "2022" });
  assert.deepEqual([run.changeable, run.moves, run.rows], [true, [], ranked([])]);
  run.move(30);
  run.step(run.scenario);
  assert.deepEqual(run.rows, ranked([{ unit: "42", indicator: "rd_expenditure", op: "multiply", value: 1.3 }]));
  run.readMoves();
  assert.ok(run.moves.some(({ why }) => why === "asked"));
  run.move(1000);
  assert.equal(run.percent, 100);
  run.move(-1000);
  assert.equal(run.percent, -50);
  run.release();
  run.release();
  assert.equal(run.scenario, null);
});
