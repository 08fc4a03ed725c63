// Why a rank changed, performance groups, trends and COINr's tables: `innodex/analysis`, and the commands that stand on it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { coinrTables, explain, performance, trend } from "../../pkg/dist/analysis.js";
import { coinr, Model } from "../../pkg/dist/node.js";
import { innodex } from "../support/cli.js";
import { json, records, text } from "../support/files.js";

const FACTORS = ["own", "others", "weights", "method"];
const SCENARIO = "examples/own-figures/scenario.json";

const provincial = await Model.load({ framework: text("tests/fixtures/provincial-first.json") });
const hubei = (rows) => rows.find(({ code }) => code === "42");
const near = (a, b, within = 1e-12) => assert.ok(Math.abs(a - b) <= within * Math.max(1, Math.abs(a), Math.abs(b)), `${a} ${b}`);

/** The parts sum: ranks to the last bit in any order, scores but for rounding; indicators and dimensions to own data. */
function assertSums({ rank, score, from, to, parts, dimensions, indicators, reason, own_reason }) {
  assert.deepEqual([reason, own_reason], [null, null]);
  assert.equal(rank, to.rank - from.rank);
  const sum = (parts, of) => parts.reduce((sum, part) => sum + part[of], 0);
  const all = FACTORS.map((factor) => parts[factor]);
  assert.equal(sum(all, "rank"), rank);
  assert.equal(sum([...all].reverse(), "rank"), rank);
  near(sum(all, "score"), score);
  for (const split of [dimensions, indicators]) {
    assert.equal(sum(split, "rank"), parts.own.rank);
    near(sum(split, "score"), parts.own.score);
  }
}

test("explain: two periods of a model", () => {
  const found = explain({ model: provincial, period: "2021" }, { model: provincial, period: "2022" }, "湖北");
  const [before, after] = ["2021", "2022"].map((period) => hubei(provincial.rank(period)));
  assert.deepEqual(found.from, { period: "2021", rank: before.rank, score: before.score });
  assert.deepEqual(found.to, { period: "2022", rank: after.rank, score: after.score });
  assert.deepEqual([found.code, found.node, found.decomposition], ["42", "index", "shapley"]);
  assertSums(found);
  assert.deepEqual([found.parts.weights, found.parts.method], [{ rank: 0, score: 0 }, { rank: 0, score: 0 }]);
  assert.deepEqual(found.dimensions.map(({ id }) => id), ["environment", "input", "output", "effect"]);
  assert.equal(found.indicators.length, 17);
});

test("explain: a scenario before and after, and of another against it", () => {
  const spec = json(SCENARIO);
  const scenario = provincial.scenario(spec);
  const [row] = scenario.rank("2022").filter(({ code }) => code === "42");
  const found = explain({ model: provincial, period: "2022" }, { scenario, period: "2022" }, "42");
  assertSums(found);
  assert.deepEqual([found.from.score, found.to.score], [row.score_before, row.score]);
  assert.equal(found.parts.own.score, found.score, "nobody else has more money");
  const beijing = provincial.scenario({ changes: spec.changes.map((change) => ({ ...change, unit: "11" })) });
  const others = explain({ scenario: beijing, period: "2022" }, { scenario, period: "2022" }, "42");
  assertSums(others);
  assert.ok(others.parts.own.score > 0 && others.parts.others.score > 0, "its own came, Beijing's went");
  [scenario, beijing].forEach((each) => each.dispose());
});

test("explain: two models, by order, in a region and by a dimension", async () => {
  const framework = json("tests/fixtures/provincial-first.json");
  framework.tree.children[1].weight = 2;
  framework.steps[1] = { step: "normalise", method: "z_score" };
  const other = await Model.load({ framework });
  const [from, to] = [{ model: provincial, period: "2022" }, { model: other, period: "2022" }];
  for (const decomposition of ["shapley", "ordered"]) {
    const found = explain(from, to, "42", { decomposition });
    assertSums(found);
    const { own, others, weights, method } = found.parts;
    assert.deepEqual([own, others], [{ rank: 0, score: 0 }, { rank: 0, score: 0 }]);
    assert.ok(weights.score !== 0 && method.score !== 0);
  }
  const found = explain({ model: provincial, period: "2021" }, to, "42", { region: "central", node: "input", ties: "dense" });
  assertSums(found);
  assert.equal(found.to.rank, hubei(other.rank("2022", { region: "central", node: "input", ties: "dense" })).rank);
  other.dispose();
});

test("explain: what is wrong has a code, what has no score a reason", async () => {
  const there = { model: provincial, period: "2022" };
  const refused = (code, ...given) => assert.throws(() => explain(...given), { name: "InnodexError", code });
  refused("unknown_unit", there, there, "99");
  refused("unknown_period", there, { model: provincial, period: "1999" }, "42");
  refused("bad_parameter", there, { period: "2022" }, "42");
  refused("bad_parameter", there, there, "42", { decomposition: "by guess" });
  refused("bad_parameter", there, there, "42", { region: "east" });
  refused("unknown_node", there, there, "42", { node: "nothing" });
  refused("unknown_indicator", there, { model: await Model.load({ framework: "eis" }), period: "2022" }, "42");
  const data = "unit,year,x,y\na,2021,1,\nb,2021,2,2\na,2022,4,1\nb,2022,3,3\n";
  const framework = {
    id: "f",
    indicators: ["x", "y"].map((id) => ({ id, direction: 1 })),
    tree: { id: "index", children: [{ id: "x" }, { id: "y" }] },
    steps: [{ step: "aggregate", method: "arithmetic", minimum_share: 1 }],
  };
  const model = await Model.load({ data, framework });
  const found = explain({ model, period: "2021" }, { model, period: "2022" }, "a");
  assert.deepEqual([found.rank, found.parts, found.reason, found.from.rank, found.to.rank], [null, null, "too_few_children", null, 2]);
  model.dispose();
  refused("disposed", { model, period: "2021" }, there, "a");
});

test("performance: groups by the mean of those ranked, a region's, or a given average", () => {
  const rows = provincial.rank("2022");
  const mean = rows.reduce((sum, { score }) => sum + score, 0) / rows.length;
  const { average, units } = performance(provincial, "2022");
  near(average, mean);
  assert.deepEqual(units.map(({ code }) => code), provincial.description.units.map(({ code }) => code));
  for (const { code, score, percent, group, name } of units) {
    assert.equal(score, rows.find((row) => row.code === code).score);
    near(percent, (100 * score) / mean);
    const [id, en] = percent > 125 ? ["leader", "Innovation leader"] : percent >= 100 ? ["strong", "Strong innovator"] : percent >= 70 ? ["moderate", "Moderate innovator"] : ["emerging", "Emerging innovator"];
    assert.deepEqual([group, name.en], [id, en]);
  }
  assert.deepEqual([...new Set(units.map(({ group }) => group))].sort(), ["emerging", "leader", "moderate", "strong"]);
  const central = performance(provincial, "2022", { region: "central", node: "input" });
  const inputs = provincial.rank("2022", { region: "central", node: "input" });
  assert.equal(central.units.length, 6);
  near(central.average, inputs.reduce((sum, { score }) => sum + score, 0) / 6);
  assert.equal(performance(provincial, "2022", { average: 1 }).units.every(({ group }) => group === "leader"), true);
  const none = performance(provincial, "2022", { average: -1 }).units[0];
  assert.deepEqual([none.group, none.name, none.percent, none.reason], [null, null, null, "base_not_positive"]);
  // 2024 has too few figures for a score.
  const empty = performance(provincial, "2024");
  assert.equal(empty.average, null);
  assert.ok(empty.units.every(({ score, group, reason }) => score === null && group === null && reason !== null));
});

test("trend: slope and test, as computed elsewhere", async () => {
  // pymannkendall.original_test of the same figures: s 8, var_s 16.67, z 1.7146, slope 5.875; scipy.stats.kendalltau, method="exact": p 1/12.
  const data = "unit,year,x\na,2018,100\na,2019,104\na,2020,111\na,2021,108\na,2022,125\nb,2018,\nb,2019,3\nb,2020,\nb,2021,\nb,2022,\nc,2018,7\nc,2019,\nc,2020,7\nc,2021,\nc,2022,\n";
  const model = await Model.load({ data, framework: null });
  const [a, b, c] = trend(model, { indicator: "x", period: "2022" });
  assert.deepEqual([a.n, a.slope, a.s, a.from, a.to, a.reason], [5, 5.875, 8, "2018", "2022", null]);
  near(a.variance, 50 / 3);
  near(a.z, 7 / Math.sqrt(50 / 3));
  near(a.p, 1 / 12);
  near(a.tau, 0.8);
  assert.deepEqual([b.n, b.slope, b.p, b.reason, b.from], [1, null, null, "too_few_points", "2019"]);
  assert.deepEqual([c.n, c.slope, c.s, c.p, c.tau, c.to], [2, 0, 0, 1, null, "2020"]);
  assert.throws(() => trend(model, { indicator: "x", period: "2018" }), { code: "bad_parameter", place: "from" });
  assert.throws(() => trend(model, { indicator: "z", period: "2022" }), { code: "unknown_indicator" });
  const rates = provincial.growth({ indicator: "rd_intensity", rate: "theil_sen", from: "2013", period: "2022" });
  const rows = trend(provincial, { indicator: "rd_intensity", from: "2013", period: "2022" });
  assert.deepEqual(rows.map(({ slope, from, to }) => [slope, from, to]), rates.map(({ value, from, to }) => [value, from, to]));
});

test("coinrTables: what COINr reads, and we read again", async () => {
  const { data, meta } = coinrTables(provincial, "2022");
  const [rows, elements] = [records(data), records(meta)];
  assert.equal(rows.length, 31);
  assert.deepEqual([hubei(rows.map((row) => ({ ...row, code: row.uCode }))).uName, rows[0].Time, rows[0].Region_group], ["Hubei", "2022", "East"]);
  assert.deepEqual(elements.filter(({ Type }) => Type === "Indicator").map(({ iCode }) => iCode), provincial.description.nodes.filter(({ leaf }) => leaf).map(({ id }) => id));
  const again = await coinr(new TextEncoder().encode(data), new TextEncoder().encode(meta));
  assert.equal(again.rows.length, 31);
  assert.throws(() => coinrTables(provincial, "1999"), { code: "unknown_period" });
});

test("explain on the command line", async () => {
  const asked = ["explain", "--framework", "tests/fixtures/provincial-first.json", "--unit", "湖北", "--period", "2022"];
  const [asCsv, asJson, people, scenario, other, nothing, reason] = await Promise.all([
    innodex(...asked, "--from", "2021", "--format", "csv"),
    innodex(...asked, "--from", "2021", "--format", "json"),
    innodex(...asked, "--from", "2021", "--lang", "en"),
    innodex(...asked, SCENARIO, "--format", "csv"),
    innodex(...asked, "--then", "eis"),
    innodex(...asked),
    innodex("explain", "--unit", "42", "--from", "2022", "--period", "2024", "--lang", "en"),
  ]);
  assert.deepEqual([asCsv.code, asCsv.err], [0, ""]);
  const rows = records(asCsv.out);
  assert.deepEqual(Object.keys(rows[0]), ["part", "dimension", "indicator", "rank", "score"]);
  const whole = rows.find(({ part }) => part === "change");
  const parts = rows.filter(({ part, dimension }) => part !== "change" && dimension === "");
  assert.deepEqual(parts.map(({ part }) => part), FACTORS);
  assert.equal(parts.reduce((sum, { rank }) => sum + Number(rank), 0), Number(whole.rank));
  assert.deepEqual(JSON.parse(asJson.out), explain({ model: provincial, period: "2021" }, { model: provincial, period: "2022" }, "42"));
  assert.match(people.out, /^because of +places +score\nown data +-2\.500 +4\.677\n {2}Innovation environment /);
  assert.match(people.out, /\nchange +-1\.000 +2\.332\n$/);
  const moved = records(scenario.out).find(({ part }) => part === "change");
  near(Number(moved.score), 33.01 - 32.46, 0.01);
  for (const { code, out } of [other, nothing]) assert.deepEqual([code, out], [2, ""]);
  assert.match(other.err, /^unknown_indicator: /);
  assert.match(nothing.err, /--from/);
  assert.equal(reason.code, 0);
  assert.match(reason.err, /too few of its parts have figures/);
  assert.match(reason.out, /change +– +–/);
});

test("trend on the command line", async () => {
  const { code, out } = await innodex("trend", "--indicator", "rd_expenditure", "--from", "2013", "--period", "2022", "--format", "csv");
  assert.equal(code, 0);
  const rows = records(out);
  assert.deepEqual(Object.keys(rows[0]), ["code", "unit", "n", "slope", "s", "variance", "z", "p", "tau", "reason", "from", "to"]);
  assert.deepEqual([rows[0].n, rows[0].s, rows[0].tau], ["10", "45", "1"], "Beijing's never fell");
  assert.equal((await innodex("trend", "--indicator", "rd_expenditure")).code, 2);
});
