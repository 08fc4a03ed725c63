// The workbench without a page: commands and the way back, trees, guesses, the audit's marks and remedies, judgements, data of raw tables.
import "../support/build.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { Model } from "../../pkg/dist/node.js";
import { Tables } from "../../pkg/dist/tables-node.js";
import { readProject, writeProject } from "../../www/project/project.js";
import { about, frameworkOf, indicatorOf, overrideOf, stepOf } from "../../www/workbench/framework.js";
import { Engine } from "../../www/workbench/engine.js";
import { directionOf, divisorsOf, ratioName } from "../../www/workbench/guess.js";
import { isWhole, keptOf, keyOf, newExpert, newJudging, restored, resultOf } from "../../www/workbench/judging.js";
import { effectOf, Live } from "../../www/workbench/live.js";
import { apply, atOf, marksOf, remediesOf } from "../../www/workbench/marks.js";
import { stepAs } from "../../www/workbench/methods.js";
import { headOf, plainCsv, planOfAll, dataOf, surveyOf } from "../../www/workbench/panel.js";
import { WORDS } from "../../www/workbench/text.js";
import { equal, find, leavesOf, moved, sharesOf, shifted, walk, withShare } from "../../www/workbench/tree.js";
import { blankProject, hasData, Workbench } from "../../www/workbench/workbench.js";

/** Twelve made-up counties: b is twice a with a little noise, d grows from one to the next, and the last are outliers, less of 能耗 is better. */
const PLACES = Array.from({ length: 12 }, (_, i) => {
  const a = 10 + ((i * 7) % 12);
  return [`u${i + 10}`, `甲${i + 10}县`, "2022", a, 2 * a + (i % 3) * 0.1, (i * 5) % 12 + 3, Math.round(20 * 2.2 ** ((i * 5) % 12)), 30 + ((i * 11) % 17), 50 + i * 3];
});
const CSV = plainCsv([["code", "unit", "year", "a", "b", "c", "d", "能耗", "人口"], ...PLACES]);
const INDICATORS = [
  { id: "a", zh: "经费", en: "Money", unit: "万元" },
  { id: "b", zh: "支出", en: "Spending", unit: "万元" },
  { id: "c", zh: "论文", en: "Papers", unit: "篇" },
  { id: "d", zh: "专利", en: "Patents", unit: "件" },
  { id: "能耗", zh: "能耗", en: "Energy use", unit: "万吨" },
  { id: "人口", zh: "常住人口", en: "Population", unit: "万人" },
];

/** A workbench with these data, as the core describes them. */
async function opened() {
  const workbench = new Workbench();
  workbench.open(blankProject());
  workbench.takeData({ data: { csv: CSV }, indicators: INDICATORS }, false, "数据");
  const model = await Model.load({ data: CSV, indicators: INDICATORS, framework: surveyOf(workbench.project.data) });
  workbench.describe(workbench.project.data, model.description);
  model.dispose();
  return workbench;
}

/** An engine on this thread, as a live ranking calls it. */
const calculatorOf = (engine) => ({ call: async (method, ...args) => engine[method](...args) });

/** What stands beside the tree of a workbench. */
async function calculated(workbench) {
  const { data, indicators } = workbench.project;
  const engine = new Engine(Model.load);
  const live = new Live(calculatorOf(engine));
  await live.survey({ data: data.csv, indicators }, surveyOf(data));
  await live.calculate(workbench.calculated, undefined);
  assert.equal(live.problem, null);
  return { model: engine.model, live };
}

test("from a blank project to a ranking, and all the way back", async () => {
  const workbench = await opened();
  const states = [workbench.project];
  const step = (command) => {
    command();
    assert.notEqual(workbench.project, states[states.length - 1]);
    states.push(workbench.project);
  };
  step(() => workbench.addGroup({ zh: "投入", en: "Input" }, "维度"));
  step(() => workbench.add(["a", "能耗"], "放入"));
  step(() => workbench.addGroup({ zh: "产出", en: "Output" }, "维度"));
  step(() => workbench.add(["c"], "放入"));
  step(() => workbench.slide("dimension_1", 0.75, "权重"));
  step(() => workbench.direct("能耗", -1, "方向"));
  step(() => workbench.rename("c", { zh: "论文数" }, "改名"));
  assert.deepEqual(workbench.unconfirmed, []);
  const { model, live } = await calculated(workbench);
  // The same by hand: min-max of each, means with the weights, less of 能耗 is better.
  const scaled = (at, turned) => {
    const column = PLACES.map((row) => row[at]);
    const [least, most] = [Math.min(...column), Math.max(...column)];
    return column.map((value) => (100 * (turned ? most - value : value - least)) / (most - least));
  };
  const [a, energy, c] = [scaled(3, false), scaled(7, true), scaled(5, false)];
  const expected = new Map(PLACES.map(([code], u) => [code, 0.75 * ((a[u] + energy[u]) / 2) + 0.25 * c[u]]));
  for (const { code, score } of live.rows) assert.ok(Math.abs(score - expected.get(code)) < 1e-9, `${code}: ${score}`);
  assert.equal(live.weights.get("a").effective, 0.375);
  model.dispose();
  for (const state of [...states].reverse().slice(1)) {
    workbench.undo();
    assert.equal(workbench.project, state);
  }
  for (const state of states.slice(1)) {
    workbench.redo();
    assert.equal(workbench.project, state);
  }
  // What is saved is read as it was.
  assert.deepEqual(readProject(writeProject(workbench.project)), JSON.parse(JSON.stringify(workbench.project)));
});

test("a slider on its way is one step back", async () => {
  const workbench = await opened();
  workbench.add(["a", "c"], "放入");
  const before = workbench.project;
  for (const share of [0.51, 0.55, 0.7]) workbench.slide("a", share, "权重");
  assert.deepEqual(sharesOf(workbench.framework.tree), { a: 0.7, c: 0.3 });
  workbench.undo();
  assert.equal(workbench.project, before);
  assert.equal(workbench.history.labels.redo, "权重");
});

test("a denominator: id, name and unit of measure follow, wherever the indicator is named", async () => {
  const workbench = await opened();
  workbench.add(["d", "c"], "放入");
  workbench.treat("d", { method: "log" }, "对数");
  workbench.addPreset({ zh: "专家", en: "Experts" }, "方案");
  const quotient = await new Tables().quotient(workbench.column("d").measure, workbench.column("人口").measure);
  assert.deepEqual(quotient, { measure: "件/万人", scale: 1 });
  workbench.divide("d", "人口", quotient, "比值");
  const { framework } = workbench;
  assert.deepEqual(indicatorOf(framework, "d_per_人口"), { id: "d_per_人口", name: { zh: "人均专利", en: "Patents per person" }, unit: "件/万人", direction: 1, numerator: "d", denominator: "人口", scale: 1 });
  assert.deepEqual(overrideOf(framework, "treat", "d_per_人口"), { method: "log" });
  assert.deepEqual(Object.keys(framework.presets[0].weights).sort(), ["c", "d_per_人口"]);
  assert.deepEqual(framework.steps.map(({ step }) => step), ["denominate", "treat", "normalise", "aggregate"]);
  const { model } = await calculated(workbench);
  assert.equal(model.figure("d_per_人口", "u10", "2022").value, 20 / 50);
  model.dispose();
  workbench.divide("d_per_人口", null, null, "不作比值");
  assert.equal(stepOf(workbench.framework, "denominate"), undefined);
  assert.equal(indicatorOf(workbench.framework, "d").unit, "件");
});

test("directions that are in doubt wait for an answer, which is saved", async () => {
  for (const [zh, direction, doubtful] of [["单位GDP能耗", -1, true], ["城镇登记失业率", -1, true], ["二氧化硫排放量", -1, true], ["资产负债率", -1, true], ["污染治理投资", 1, true], ["能耗下降率", 1, true], ["房价", 1, true], ["专利授权数", 1, false], ["人均可支配收入", 1, false], ["人口密度", 1, false]]) {
    assert.deepEqual(directionOf({ zh }), { direction, doubtful }, zh);
  }
  for (const [en, direction] of [["Unemployment rate", -1], ["CO2 emissions", -1], ["Wastewater treated", 1], ["Patents granted", 1]]) assert.equal(directionOf({ en }).direction, direction, en);
  const workbench = await opened();
  workbench.add(["能耗", "a"], "放入");
  assert.equal(indicatorOf(workbench.framework, "能耗").direction, -1);
  assert.deepEqual(workbench.unconfirmed, ["能耗"]);
  assert.deepEqual(workbench.openQuestions, { data: false, indicators: false, empty: [], directions: ["能耗"] });
  workbench.divide("能耗", "人口", { measure: "吨/人", scale: 1 }, "比值");
  assert.deepEqual(workbench.unconfirmed, ["能耗_per_人口"]);
  workbench.direct("能耗_per_人口", -1, "方向");
  const again = new Workbench();
  again.open(readProject(writeProject(workbench.project)));
  assert.deepEqual(again.unconfirmed, []);
  again.remove("能耗_per_人口", "移出");
  assert.equal(again.project.answers, undefined);
});

test("what is offered as a denominator: people and GDP first", () => {
  const columns = [{ id: "gdp", zh: "地区生产总值", en: "GDP" }, { id: "density", zh: "人口密度", en: "Population density" }, { id: "x", zh: "专利", en: "Patents" }, { id: "people", zh: "常住人口", en: "Population" }];
  const { likely, others } = divisorsOf(columns, "x");
  assert.deepEqual([likely.map(({ id }) => id), others.map(({ id }) => id)], [["people", "gdp"], ["density"]]);
  assert.deepEqual(ratioName({ zh: "专利", en: "Patents" }, columns[0]), { zh: "专利与地区生产总值之比", en: "Patents over GDP" });
});

test("the audit's findings stand on their indicators, and each remedy does what it says and can be undone", async () => {
  const workbench = await opened();
  workbench.addGroup({ zh: "投入", en: "Input" }, "维度");
  workbench.add(["a", "b", "d"], "放入");
  workbench.addGroup({ zh: "产出", en: "Output" }, "维度");
  workbench.add(["c", "能耗"], "放入");
  let { model, live } = await calculated(workbench);
  const marks = marksOf(workbench.framework, live.findings);
  const outlier = marks.get("d").find(({ finding }) => finding.check === "outliers");
  assert.deepEqual(outlier.remedies.map(({ kind }) => kind), ["log", "winsorise", "remove"]);
  const twice = [...marks.values()].flat().find(({ finding }) => finding.check === "redundancy" && finding.place === "a");
  assert.deepEqual(twice.remedies, [{ kind: "remove", node: "a" }, { kind: "remove", node: "b" }]);
  const before = workbench.project;
  const each = async (remedy, check) => {
    await apply(workbench, live, remedy, remedy.kind);
    check(workbench.framework);
    workbench.undo();
    assert.equal(workbench.project, before);
  };
  await each(outlier.remedies[0], (framework) => assert.deepEqual(overrideOf(framework, "treat", "d"), { method: "log" }));
  await each(outlier.remedies[1], (framework) => assert.deepEqual(overrideOf(framework, "treat", "d"), { method: "winsorise" }));
  await each(twice.remedies[1], (framework) => assert.equal(find(framework.tree, "b"), null));
  await each({ kind: "move", node: "d", group: "dimension_2" }, (framework) => assert.deepEqual(leavesOf(find(framework.tree, "dimension_2")), ["c", "能耗", "d"]));
  await each({ kind: "turn", node: "c" }, (framework) => assert.equal(indicatorOf(framework, "c").direction, -1));
  await each({ kind: "screen", node: "u10" }, (framework) => assert.equal(stepOf(framework, "screen").available, 0.65));
  await each({ kind: "median", node: "a" }, (framework) => assert.equal(stepOf(framework, "impute").method, "median"));
  // After the logarithm the finding is gone; an explanation is beside the other one.
  await apply(workbench, live, outlier.remedies[0], "对数");
  workbench.answer("redundancy", atOf(twice.finding), { zh: "口径不同" }, "说明");
  model.dispose();
  ({ model, live } = await calculated(workbench));
  assert.equal(live.findings.some(({ check, place }) => check === "outliers" && place === "d"), false);
  assert.deepEqual(live.findings.find(({ check, place }) => check === "redundancy" && place === "a").explanation, { zh: "口径不同", en: "口径不同" });
  model.dispose();
});

test("every check of the audit has a remedy, or none that would do harm", () => {
  const framework = { id: "x", indicators: [{ id: "a", direction: 1 }], tree: { id: "index", children: [{ id: "a" }, { id: "g", children: [] }] }, steps: [] };
  const kinds = (check, more = {}) => remediesOf(framework, { check, place: "a", other: null, value: 0, ...more }).map(({ kind }) => kind);
  assert.deepEqual(kinds("indicator_coverage"), ["remove", "median"]);
  assert.deepEqual(kinds("mixed_measures", { place: "index" }), ["scale"]);
  assert.deepEqual(kinds("other_group", { other: "g" }), ["move", "remove"]);
  assert.deepEqual(kinds("weak_link", { value: -0.5, other: "index" }), ["turn", "remove"]);
  assert.deepEqual(kinds("alpha", { place: "index" }), []);
  // The index itself is never left out.
  assert.deepEqual(kinds("redundancy", { place: "index" }), []);
});

test("zeros have no logarithm: the shifted one is taken", async () => {
  const workbench = await opened();
  workbench.takeData({ data: { csv: CSV.replace(/^(u10,.*?,2022,.*?,.*?,.*?),20,/m, "$1,0,") }, indicators: INDICATORS }, false, "数据");
  workbench.add(["d", "c"], "放入");
  const { model, live } = await calculated(workbench);
  await apply(workbench, live, { kind: "log", node: "d" }, "对数");
  assert.deepEqual(overrideOf(workbench.framework, "treat", "d"), { method: "log_shift" });
  model.dispose();
});

test("an error of the core is shown at the member that it is about", async () => {
  const workbench = await opened();
  workbench.addGroup({ zh: "投入", en: "Input" }, "维度");
  workbench.add(["a"], "放入");
  workbench.addGroup({ zh: "产出", en: "Output" }, "维度");
  workbench.add(["c", "d"], "放入");
  const place = async (framework) => {
    const error = await Model.load({ data: CSV, framework }).then(() => assert.fail("accepted"), (thrown) => thrown);
    return about(framework, error.place);
  };
  const spoilt = (change) => {
    const framework = JSON.parse(JSON.stringify(workbench.calculated));
    change(framework);
    return framework;
  };
  assert.deepEqual(await place(spoilt((each) => (each.tree.children[1].children[0].weight = -1, each.tree.children[1].children[1].weight = 1))), { node: "c" });
  assert.deepEqual(await place(spoilt((each) => (each.indicators[2].column = "nowhere"))), { node: "d" });
  assert.deepEqual(await place(spoilt((each) => (each.steps[0].method = "magic"))), { step: "normalise" });
  assert.deepEqual(await place(spoilt((each) => (each.steps.unshift({ step: "treat", method: "none", overrides: { c: { method: "magic" } } })))), { node: "c" });
});

test("empty dimensions are left out of the calculation and stay in the project", async () => {
  const workbench = await opened();
  workbench.addGroup({ zh: "空", en: "Empty" }, "维度");
  workbench.add(["a", "c"], "放入", { group: "index" });
  assert.deepEqual(workbench.openQuestions.empty, ["dimension_1"]);
  assert.equal(find(workbench.calculated.tree, "dimension_1"), null);
  const { model } = await calculated(workbench);
  model.dispose();
  assert.equal(frameworkOf({ framework: blankProject().framework }), null);
  assert.equal(hasData(blankProject()), false);
});

test("weights by the data are shown, and can be fixed as they are", async () => {
  const workbench = await opened();
  workbench.add(["a", "c", "d"], "放入");
  workbench.step("weigh", stepAs(workbench.framework, "weigh", "critic"), "赋权");
  const { model, live } = await calculated(workbench);
  const found = live.found().index;
  assert.ok(Math.abs(Object.values(found).reduce((sum, share) => sum + share, 0) - 1) < 1e-12);
  workbench.weights(live.found(), "固定");
  assert.equal(stepOf(workbench.framework, "weigh"), undefined);
  for (const [id, share] of Object.entries(sharesOf(workbench.framework.tree))) assert.ok(Math.abs(share - found[id]) < 1e-5, id);
  model.dispose();
});

test("judgements and points: the weights are those of the core", async () => {
  const workbench = await opened();
  workbench.add(["a", "c", "d"], "放入");
  const { model, live } = await calculated(workbench);
  const ask = (word, request) => live.ask(word, request);
  const ids = ["a", "c", "d"];
  const name = (at) => `专家${at + 1}`;
  const judging = newJudging("index", "ahp", ids);
  judging.experts[0].pairs = { [keyOf("a", "c")]: 2, [keyOf("a", "d")]: 4, [keyOf("c", "d")]: 2 };
  const { weights, ratio } = await resultOf(judging, name, ask);
  // Consistent judgements: 4 : 2 : 1.
  for (const [id, weight] of Object.entries({ a: 4 / 7, c: 2 / 7, d: 1 / 7 })) assert.ok(Math.abs(weights[id] - weight) < 1e-9);
  assert.ok(Math.abs(ratio) < 1e-9);
  const contradictory = newJudging("index", "ahp", ids);
  contradictory.experts[0].pairs = { [keyOf("a", "c")]: 9, [keyOf("a", "d")]: 1 / 9, [keyOf("c", "d")]: 9 };
  const bad = await resultOf(contradictory, name, ask);
  assert.ok(bad.ratio > 0.1);
  assert.deepEqual([...bad.triple].sort(), ids);
  const points = newJudging("index", "points", ids);
  assert.deepEqual(newExpert(ids).points, { a: 34, c: 33, d: 33 });
  points.experts = [{ pairs: {}, points: { a: 50, c: 30, d: 20 } }, { pairs: {}, points: { a: 70, c: 10, d: 20 } }];
  assert.deepEqual(Object.values((await resultOf(points, name, ask)).weights).map((weight) => Math.round(100 * weight)), [60, 20, 20]);
  for (const each of [judging, points]) {
    assert.deepEqual(restored(keptOf(each), ids).experts.map(({ pairs, points: given }) => (each.method === "ahp" ? pairs : given)), each.experts.map(({ pairs, points: given }) => (each.method === "ahp" ? pairs : given)));
    assert.equal(restored(keptOf(each), ["a", "c", "z"]), null);
  }
  points.experts[0].points.a = 51;
  assert.equal(isWhole(points), false);
  assert.equal(await resultOf(points, name, ask), null);
  model.dispose();
});

test("trees: nothing is lost on the way, and no group goes into itself", () => {
  const tree = { id: "index", children: [{ id: "g", weight: 3, children: [{ id: "a", weight: 1 }, { id: "b", weight: 3 }] }, { id: "h", weight: 1, children: [{ id: "c" }] }] };
  assert.equal(moved(tree, "g", "g"), tree);
  const nested = moved(tree, "h", "g");
  assert.deepEqual(walk(nested).map(({ node }) => node.id), ["index", "g", "a", "b", "h", "c"]);
  assert.equal(find(nested, "h").weight, 2, "as the others on average");
  assert.equal(moved(nested, "g", "h"), nested);
  assert.deepEqual(leavesOf(shifted(tree, "a", 1)), ["b", "a", "c"]);
  assert.equal(shifted(tree, "a", -1), tree);
  for (const share of [0, 0.1, 0.5, 1]) {
    const shares = sharesOf(find(withShare({ id: "x", children: [{ id: "a", weight: 1 }, { id: "b", weight: 2 }, { id: "c", weight: 1 }] }, "a", share), "x"));
    assert.ok(Math.abs(shares.a - share) < 1e-4);
    if (share < 1) assert.ok(Math.abs(shares.b / shares.c - 2) < 1e-3, "the others keep their proportions");
  }
  assert.equal(find(equal(tree, "g"), "a").weight, undefined);
});

test("a mean that zeros make zero begins above zero, and goes back", async () => {
  const workbench = await opened();
  workbench.add(["a", "c"], "放入");
  workbench.aggregate(stepAs(workbench.framework, "aggregate", "geometric"), "合成");
  assert.equal(stepOf(workbench.framework, "normalise").lower, 1);
  workbench.aggregate(stepAs(workbench.framework, "aggregate", "arithmetic"), "合成");
  assert.equal(stepOf(workbench.framework, "normalise").lower, 0);
});

test("every method that is offered is one that the core knows", async () => {
  const workbench = await opened();
  workbench.add(["a", "c", "d"], "放入");
  for (const [name, choices] of Object.entries(WORDS.zh.methods.choices)) {
    for (const choice of Object.keys(choices)) {
      const before = workbench.project;
      if (["goalposts", "standard"].includes(choice)) continue; // below
      const step = stepAs(workbench.framework, name, choice);
      if (name === "aggregate") workbench.aggregate(step, name);
      else workbench.step(name, step, name);
      const { model, live } = await calculated(workbench);
      assert.equal(live.rows.length, 12, `${name} ${choice}`);
      model.dispose();
      if (workbench.project !== before) workbench.undo();
    }
  }
});

test("ends and standards are asked of every indicator, and until then it is said which lack them", async () => {
  const workbench = await opened();
  workbench.add(["a", "c"], "放入");
  const start = workbench.project;
  workbench.step("normalise", stepAs(workbench.framework, "normalise", "standard"), "标准");
  assert.deepEqual(workbench.untargeted, ["a", "c"]);
  const error = await Model.load({ data: CSV, framework: workbench.calculated }).then(() => assert.fail("accepted"), (thrown) => thrown);
  assert.deepEqual(about(workbench.calculated, error.place), { step: "normalise" });
  workbench.setTarget("a", "standard", 20, "标准");
  workbench.setTarget("c", "standard", 10, "标准");
  assert.deepEqual(workbench.untargeted, []);
  const { live } = await calculated(workbench);
  for (const { code, score } of live.rows) {
    const [, , , a, , c] = PLACES.find(([each]) => each === code);
    assert.ok(Math.abs(score - (Math.min(100, 5 * a) + Math.min(100, 10 * c)) / 2) < 1e-9, code);
  }
  workbench.step("normalise", stepAs(workbench.framework, "normalise", "goalposts"), "上下限");
  assert.deepEqual(workbench.untargeted, ["a", "c"], "a standard is no end");
  while (workbench.project !== start) workbench.undo();
});

test("both languages have the same words", () => {
  const keys = (value, path = "") => (typeof value === "object" ? Object.entries(value).flatMap(([key, each]) => keys(each, `${path}.${key}`)) : [`${path} ${typeof value}`]);
  assert.deepEqual(keys(WORDS.en).sort(), keys(WORDS.zh).sort());
});

test("changes that come while something is calculated are gathered, and the last one counts", async () => {
  const workbench = await opened();
  workbench.add(["a", "c"], "放入");
  const { live, model } = await calculated(workbench);
  const calls = [];
  const { calculator } = live;
  live.calculator = { call: (method, ...args) => (calls.push(method), calculator.call(method, ...args)) };
  const asked = [];
  for (const share of [0.1, 0.3, 0.9]) {
    workbench.slide("a", share, "权重");
    asked.push(live.calculate(workbench.calculated, undefined));
  }
  await Promise.all(asked);
  assert.deepEqual(calls, ["calculate", "calculate", "audit"]);
  assert.equal(live.of, workbench.calculated);
  assert.equal(live.weights.get("a").effective, 0.9);
  // What cannot be calculated is a problem; the next change mends it.
  const { framework } = workbench;
  await live.calculate({ ...framework, indicators: framework.indicators.map((each) => ({ ...each, column: "nowhere" })) }, undefined);
  assert.equal(live.problem.code, "unknown_column");
  await live.calculate(workbench.calculated, undefined);
  assert.equal(live.problem, null);
  model.dispose();
});

test("what a change did to the ranks", () => {
  const row = (code, rank) => ({ code, rank, unit: { zh: code, en: code } });
  const former = new Map([["x", 1], ["y", 2], ["z", 3]]);
  assert.deepEqual(effectOf(former, [row("z", 1), row("y", 2), row("x", 3)]), { units: 2, most: 2, unit: { zh: "z", en: "z" } });
  assert.equal(effectOf(new Map(), [row("x", 1)]), null);
});

test("several raw tables become the data of a project, with their units of measure and how they were read", async () => {
  const tables = new Tables();
  const files = { "money.csv": "地区,2021年,2022年\n北京,2629.3,2843.3\n天津,574.3,568.7\n河北,745.5,848.9\n", "people.csv": "地区,年份,常住人口（万人）\n北京,2022,2184\n天津,2022,1363\n河北,2022,7420\n北京,2021,2189\n天津,2021,1373\n河北,2021,7448\n" };
  const opened = [];
  for (const [name, content] of Object.entries(files)) {
    await tables.open(content, name);
    const answers = name === "money.csv" ? { name: "R&D经费", measures: { "R&D经费": "亿元" } } : {};
    const source = name.replace(".csv", "");
    opened.push({ name, book: name, sheet: null, kind: null, blob: new Blob([content]), source, answers, pointed: null, problem: null, seen: await tables.understand(name, { sources: { [source]: { file: name, ...answers } } }) });
  }
  const chosen = opened.flatMap((file) => file.seen.figures.map(({ id, measure }) => ({ key: JSON.stringify([file.source, id]), file, id, measure })));
  const plan = planOfAll(chosen, opened, "sum", null);
  const { panel } = await tables.run(plan);
  const data = dataOf(panel, plan);
  const workbench = new Workbench();
  workbench.open(blankProject());
  workbench.takeData(data, true, "数据");
  const model = await Model.load({ data: data.data.csv, indicators: data.indicators, framework: surveyOf(data.data) });
  assert.deepEqual(model.description.periods, ["2021", "2022"]);
  assert.deepEqual(model.description.columns.map(({ id, measure }) => [id, measure]), [["R&D经费", "亿元"], ["常住人口", "万人"]]);
  assert.equal(model.figure("常住人口", "13", "2021").value, 7448);
  model.dispose();
  tables.dispose();
});

test("the first line of a CSV, with quotes", () => {
  assert.deepEqual(headOf('\ufeffcode,"a, b","say ""x""",year\n1,2,3,4'), ["code", "a, b", 'say "x"', "year"]);
});
