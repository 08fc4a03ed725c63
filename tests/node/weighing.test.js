// Weights that people agree on and how much hangs on choices: the same in JavaScript, by its name, and on the command line. What
// they compute is tested in Rust (tests/elicitation.rs, tests/choices.rs).
import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as analysis from "../../pkg/dist/analysis.js";
import { Model } from "../../pkg/dist/node.js";
import { confidenceSets, leaveOneOut, Robustness } from "../../pkg/dist/robustness.js";
import { innodex } from "../support/cli.js";
import { linkProblem } from "../../www/uncertainty/link-problem.js";
import { linked, linkIn, linkTo } from "../../www/uncertainty/weights-link.js";

/** @type {Model} */
let model;
before(async () => {
  model = await Model.load({ methods: true });
});

/** Three districts that are made up, and two indicators. */
const DATA = "code,year,x,y\na,2020,50,1\nb,2020,48,9\nc,2020,10,5\n";
const FRAMEWORK = {
  id: "t",
  indicators: ["x", "y"].map((id) => ({ id, direction: 1 })),
  tree: { id: "index", children: [{ id: "x" }, { id: "y" }] },
  steps: [{ step: "normalise", method: "min_max" }, { step: "aggregate", method: "arithmetic" }],
  presets: [{ id: "first", name: { zh: "甲", en: "First" }, weights: { x: 3 } }, { id: "second", based_on: "first", weights: { y: 2 } }],
};

const JUDGEMENTS = [{ a: "inventions_valid_density", b: "papers_density", value: 2 }, { a: "papers_density", b: "tech_sales", value: 3 }];

test("judgements give weights, which make a framework that ranks", async () => {
  const { weights, warnings } = analysis.ahp(model, { node: "output", judgements: JUDGEMENTS });
  for (const [id, weight] of /** @type {[string, number][]} */ ([["inventions_valid_density", 0.6], ["papers_density", 0.3], ["tech_sales", 0.1]])) assert.ok(Math.abs(weights[id] - weight) < 1e-12);
  assert.match(warnings[0].en, /^2 of 3 pairs/);
  const { framework } = analysis.withWeights(model, { weights });
  const other = await Model.load({ framework, methods: true });
  const shares = analysis.withWeights(other).rows.filter(({ id }) => id in weights).map(({ share }) => share);
  assert.ok(shares.every((share, at) => Math.abs(share - Object.values(weights)[at]) < 1e-12));
  assert.notDeepEqual(other.rank("2022", { node: "output" }).map(({ score }) => score), model.rank("2022", { node: "output" }).map(({ score }) => score));
  other.dispose();
  assert.throws(() => analysis.budgetWeights(model, { node: "output", experts: [{ name: "甲", points: { inventions_valid_density: 50, papers_density: 30, tech_sales: 30 } }] }), (/** @type {any} */ error) => error.code === "bad_parameter" && /甲.*110/.test(error.messages.en));
});

test("warnings of a command are said beside its table", async () => {
  const found = await innodex("ahp", "--node", "output", "--judgements", JSON.stringify(JUDGEMENTS), "--lang", "en", "--format", "csv");
  assert.equal(found.code, 0);
  assert.match(found.out, /^id,name,weight,eigenvector,geometric_mean,least,most\ninventions_valid_density,/);
  assert.match(found.err, /2 of 3 pairs/);
});

test("presets are those of the framework, and make one", async () => {
  const own = await Model.load({ data: DATA, framework: FRAMEWORK, methods: true });
  assert.deepEqual(analysis.presets(own).presets.map(({ id, weights }) => [id, weights]), [["first", { x: 3, y: 1 }], ["second", { x: 3, y: 2 }]]);
  const other = await Model.load({ data: DATA, framework: analysis.withWeights(own, { preset: "second" }).framework });
  // 0.6 of 100 and 0.4 of 0.
  assert.equal(other.rank("2020").find(({ code }) => code === "a")?.score, 60);
  assert.throws(() => analysis.presets(own, { preset: "third" }), { code: "bad_parameter", place: "$.preset" });
  await assert.rejects(Model.load({ data: DATA, framework: { ...FRAMEWORK, presets: [{ id: "x", based_on: "x" }] } }), { code: "cycle", place: "$.presets[0].based_on" });
  own.dispose();
  other.dispose();
});

test("draws as a table are those of the question, and of the weights set", async () => {
  const draws = new Robustness(model, { period: "2022", draws: 30, seed: 2 }).run();
  const { rows } = analysis.draws(model, { period: "2022", draws: 30, seed: 2 });
  assert.deepEqual(draws.table(), rows);
  assert.equal(rows.length, 30);
  draws.setWeights({ input: 0 });
  draws.run();
  assert.ok(draws.table().every((row) => row["weight:input"] === 0));
  draws.dispose();
  const { out } = await innodex("draws", "--period", "2022", "--draws", "30", "--seed", "2", "--format", "csv");
  assert.equal(out.trim().split("\n").length, 31);
  assert.match(out, /^draw,treat,impute,replicate,normalise,aggregate,left_out,weight:/);
});

test("combinations have a column each; on the command line methods are named", async () => {
  const { out } = await innodex("combinations", "--period", "2022", "--normalise", "min_max,rank", "--aggregate", "arithmetic", "--format", "csv");
  const lines = out.trim().split("\n");
  assert.equal(lines[0], "code,unit,nominal,best,worst,mean,min_max·arithmetic,rank·arithmetic");
  assert.equal(lines.length, 32);
});

test("leaving one out is what the function answers", () => {
  const { rows, nodes } = analysis.ask(model, "leave_one_out", { period: "2022", level: 2 });
  for (const { node, mean_shift, ranks } of leaveOneOut(model, "2022", 2)) {
    assert.equal(nodes.find((/** @type {any} */ each) => each.id === node).mean_shift, mean_shift);
    const own = rows.filter((/** @type {any} */ row) => row.id === node);
    for (const { code, rank } of own) assert.ok(rank === ranks[code] || (rank === null && Number.isNaN(ranks[code])));
  }
});

test("figures without a standard error are exact, or have the median, and it is said", async () => {
  const cells = "code,period,indicator,standard_error\na,2020,x,2\nb,2020,x,4.8\n";
  const own = await Model.load({ data: DATA, cells, framework: FRAMEWORK, methods: true });
  const exact = confidenceSets(own, "2020", { draws: 200 });
  const median = confidenceSets(own, "2020", { draws: 200, without: "median" });
  assert.deepEqual([exact?.without, median?.without], ["exact", "median"]);
  assert.match(exact?.warnings[0].en ?? "", /taken as exact/);
  assert.match(median?.warnings[0].en ?? "", /median relative error/);
  const asked = analysis.ask(own, "confidence", { draws: 200, without: "median" });
  assert.deepEqual(asked.rows.map((/** @type {any} */ row) => [row.code, row.lower, row.upper]), median?.map(({ code, lower, upper }) => [code, lower, upper]));
  assert.throws(() => confidenceSets(own, "2020", { without: /** @type {any} */ ("nothing") }), { code: "bad_parameter" });
  own.dispose();
});

test("weights in an address: a preset by its id, or shares by node; what else stands after # stays", () => {
  const at = (address) => linkIn(new URL(address).hash, "weights");
  for (const id of ["first", "", "专家", "a:b,c", "x&y=z#", "100%"]) {
    const address = linkTo("https://a.example/p?q=1#/route/2022&whatif=1.a.b", "weights", id, {});
    assert.match(address, /#\/route\/2022&whatif=1\.a\.b&weights=/);
    assert.deepEqual(linked(at(address) ?? "none"), { preset: id }, address);
    // Made again, it takes the place of the former.
    assert.equal(linkTo(address, "weights", "other", {}).split("weights=").length, 2);
  }
  const weights = { "x:1": 0.3333, "甲,乙": 0.6667 };
  assert.deepEqual(linked(at(linkTo("https://a.example/", "weights", null, { "x:1": 1 / 3, "甲,乙": 2 / 3 })) ?? ""), { weights });
  assert.equal(at("https://a.example/#top"), null);
});

test("weights in an address that are cut or made up are not used", () => {
  for (const text of ["x:", ":0.5", "x:0.5,y", "x:-1", "x:1e9", "x:NaN", "x:0.5:1", "x:1,x:2", "%E6", `x:${"1".repeat(20000)}`]) assert.equal(linked(text), "damaged", text);
  const { message, hint } = linkProblem("unknown", ["a", "b", "c", "d", "e", "f"]);
  assert.match(message.zh, /“a”、.*等6项/);
  assert.match(message.en, /"a", .*6 in all/);
  assert.ok(hint.zh && hint.en);
});
