// What it would take, in Node: the figures of METHODS 5, the command line, and money with what it takes for granted.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Model } from "../../pkg/dist/node.js";
import * as planning from "../../pkg/dist/planning.js";
import { Robustness } from "../../pkg/dist/robustness.js";
import { innodex } from "../support/cli.js";
import { json, records, text } from "../support/files.js";

const folder = mkdtempSync(join(tmpdir(), "innodex-planning-"));
after(() => rmSync(folder, { recursive: true }));

/** @type {Model} */
let model;
before(async () => {
  model = await Model.load({ framework: text("tests/fixtures/provincial-first.json"), methods: true });
});

const asked = { period: "2022", unit: "42", indicator: "rd_expenditure" };
const rankOf = (/** @type {any[]} */ rows, code = "42") => rows.find((row) => row.code === code)?.rank;

test("Hubei to 7th by R&D expenditure: + 127.8 %, and the scenario that does it; 5th is out of reach", () => {
  const seventh = planning.goal(model, { ...asked, rank: 7 });
  assert.ok(seventh.reachable && seventh.certain);
  assert.ok(Math.abs(Number(seventh.change_percent) - 127.8) < 0.05);
  const scenario = model.scenario({ changes: [{ unit: "42", indicator: "rd_expenditure", op: "set", value: Number(seventh.to) }] });
  assert.equal(rankOf(scenario.rank("2022")), 7);
  assert.deepEqual(scenario.moved("2022").map(({ indicator, to }) => [indicator, to]), seventh.moved.map(({ indicator, to }) => [indicator, to]));
  // A little less is not enough.
  scenario.setValue(0, Number(seventh.to) * (1 - 1e-6));
  assert.equal(rankOf(scenario.rank("2022")), 8);
  scenario.dispose();
  const fifth = planning.goal(model, { ...asked, rank: 5 });
  assert.deepEqual([fifth.reachable, fifth.to, fifth.change, fifth.rank], [false, null, null, null]);
  assert.ok(Number(fifth.best_rank) > 5);
});

test("every column and every rank for one unit; each answer is that of the goal", () => {
  const columns = planning.reach(model, { period: "2022", unit: "42" });
  const rd = columns.find(({ indicator }) => indicator === "rd_expenditure");
  assert.ok(columns.length > 10 && rd);
  for (const { rank, to } of rd.ranks) assert.ok(Math.abs(Number(planning.goal(model, { ...asked, rank }).to) / to - 1) < 1e-9);
  assert.deepEqual(rd.ranks.map(({ rank }) => rank), [7]);
});

test("money: the least of it, and what it takes for granted, also in a scenario", () => {
  const fund = { additionality: { value: 0.5, source: "a study" } };
  const least = planning.goal(model, { ...asked, rank: 7, fund });
  const direct = planning.goal(model, { ...asked, rank: 7 });
  // Half of every yuan arrives.
  assert.ok(Math.abs(Number(least.money) / (2 * Number(direct.change)) - 1) < 1e-6);
  assert.equal(least.assumptions[0].source, "a study");
  const scenario = model.scenario({ changes: [{ unit: "42", indicator: "rd_expenditure", op: "fund", value: Number(least.money) }], assumptions: fund });
  assert.equal(rankOf(scenario.rank("2022")), 7);
  assert.deepEqual(planning.assumptions(scenario).map(({ kind, value, source }) => [kind, value, source]), [["additionality", 0.5, "a study"]]);
  scenario.update({ changes: [{ unit: "42", indicator: "rd_expenditure", op: "fund", value: 1000 }] });
  assert.deepEqual(planning.assumptions(scenario).map(({ value, source }) => [value, source]), [[1, "assumed"]]);
  scenario.update({
    changes: [{ unit: "42", indicator: "rd_expenditure", op: "fund", value: 1000 }],
    assumptions: { elasticities: [{ to: "inventions_granted", value: 0.3, lag: 40 }] },
  });
  assert.match(planning.unseen(scenario, "2022")[0].en, /not counted/);
  scenario.dispose();
});

test("tornado, the next above in every indicator, scenarios side by side", () => {
  const bars = planning.tornado(model, { period: "2022", unit: "42", percent: 10 });
  const scenario = model.scenario({ changes: [{ unit: "42", indicator: bars[0].indicator, op: "multiply", value: 1.1 }] });
  assert.ok(Math.abs(Number(bars[0].more?.score) - Number(scenario.rank("2022").find(({ code }) => code === "42")?.score)) < 1e-9);
  scenario.dispose();
  assert.ok(bars.every(({ swing }, at) => at === 0 || swing <= bars[at - 1].swing));
  const raised = planning.leastData(model, { period: "2022", unit: "42" });
  assert.equal(raised.length, 17);
  assert.ok(raised.some(({ score, score_before: was }) => Number(score) > Number(was)));
  // How sure the ranks are then: what an analysis that follows the same change says.
  const sure = new Robustness(model, { period: "2022" });
  const changed = model.scenario({ changes: [] });
  const answered = raised.filter(({ to }) => to !== null);
  assert.ok(answered.length > 10);
  for (const { column, column_to: value, interval, rank } of answered) {
    changed.update({ changes: [{ unit: "42", indicator: column, period: "2022", op: "set", value: Number(value) }] });
    sure.follow(changed);
    const { q5, q95, nominal } = sure.run().intervals().find(({ code }) => code === "42") ?? assert.fail();
    assert.deepEqual([interval, rank], [[q5, q95], nominal], column);
  }
  for (const each of [sure, changed]) each.dispose();
  assert.ok(planning.leastData(model, { period: "2022", unit: "42", draws: 0 }).every(({ interval }) => interval === null));
  assert.ok(planning.leastData(model, { period: "2022", unit: "42", node: "input" }).every(({ interval }) => interval === null), "draws are of the whole index");
  const change = (/** @type {number} */ value) => ({ name: `x ${value}`, changes: [{ unit: "42", indicator: "rd_expenditure", op: /** @type {const} */ ("multiply"), value }] });
  const { names, rows } = planning.compare(model, [change(1.5), change(2.5)], { period: "2022" });
  assert.deepEqual(names, ["x 1.5", "x 2.5"]);
  assert.deepEqual(rows.find(({ code }) => code === "42")?.ranks, [8, 8, 7]);
});

test("goal: JSON with the keys of docs/formats.md, also where it is not reachable; a table where one is asked for", async () => {
  const command = ["goal", "--framework", "tests/fixtures/provincial-first.json", "--period", "2022", "--unit", "42", "--indicator", "rd_expenditure"];
  const [plain, asJson, asCsv, asTable, never] = await Promise.all([
    innodex(...command, "--rank", "7"),
    innodex(...command, "--rank", "7", "--format", "json"),
    innodex(...command, "--rank", "7", "--format", "csv"),
    innodex(...command, "--rank", "7", "--format", "table", "--lang", "en"),
    innodex(...command, "--rank", "5", "--limit", "10"),
  ]);
  assert.equal(plain.out, asJson.out);
  assert.equal(plain.out, asCsv.out);
  const answer = JSON.parse(plain.out);
  assert.deepEqual(Object.keys(answer).slice(0, 8), ["reachable", "rank", "from", "to", "change", "change_percent", "best_rank", "moved"]);
  assert.deepEqual([answer.reachable, answer.rank], [true, 7]);
  assert.match(asTable.err, /→/);
  const { reachable, rank, to, change, change_percent: percent } = JSON.parse(never.out);
  assert.deepEqual([reachable, rank, to, change, percent], [false, null, null, null, null]);
  const here = JSON.parse((await innodex(...command, "--rank", "8")).out);
  assert.deepEqual([here.reachable, here.rank, here.change], [true, 8, 0]);
  const wrong = await innodex(...command, "--rank", "7", "--score", "3", "--format", "json");
  assert.deepEqual([wrong.code, JSON.parse(wrong.err).code], [2, "bad_command"]);
  const unknown = await innodex(...command.slice(0, -1), "rd_intensity", "--rank", "7", "--format", "json");
  assert.equal(unknown.code, 2);
});

test("scenario with money on the command line says what it takes for granted; tornado as csv", async () => {
  const path = join(folder, "fund.json");
  writeFileSync(path, JSON.stringify({ changes: [{ unit: "湖北", indicator: "rd_expenditure", op: "fund", value: 1_000_000 }] }));
  const { code, out, err } = await innodex("scenario", path, "--framework", "tests/fixtures/provincial-first.json", "--period", "2022", "--format", "csv", "--lang", "en");
  assert.equal(code, 0);
  assert.match(err, /\(assumed\)/);
  assert.equal(records(out).length, 31);
  const bars = records((await innodex("tornado", "--framework", "tests/fixtures/provincial-first.json", "--period", "2022", "--unit", "42", "--format", "csv")).out);
  assert.deepEqual(Object.keys(bars[0]), ["indicator", "name", "score_less", "rank_less", "score_more", "rank_more", "note"]);
  const raised = records((await innodex("least-data", "--framework", "tests/fixtures/provincial-first.json", "--period", "2022", "--unit", "湖北", "--format", "csv")).out);
  const own = planning.leastData(model, { period: "2022", unit: "42" });
  assert.deepEqual(raised.map(({ indicator, rank, Q5, Q95 }) => [indicator, rank, Q5, Q95]), own.map(({ indicator, rank, interval }) => [indicator, rank, ...(interval ?? [null, null])].map((each) => String(each ?? ""))));
});

test("a budget over three provinces: its split as a scenario gives what it says, and nothing exceeds the bound", () => {
  const budget = json("examples/allocation/three-provinces.json");
  const found = planning.allocate(model, "2022", budget);
  assert.deepEqual(found, planning.allocate(model, "2022", JSON.stringify(budget)));
  assert.deepEqual(found.recipients.map(({ id }) => id), ["42", "43", "36"]);
  assert.ok(found.recipients.every(({ amount, cap }) => amount >= 0 && amount <= cap && cap === 12000));
  assert.ok(Math.abs(found.spent + found.unspent - budget.budget) < 1e-6);
  assert.equal(found.measure, "万元");
  const { achieved, bound, equal, before: without, gap } = found;
  assert.ok(Number(bound) >= Number(achieved) && Number(achieved) >= Number(equal) && Number(equal) > Number(without));
  assert.ok(Math.abs(Number(bound) - Number(achieved) - Number(gap)) < 1e-12);
  const scenario = model.scenario(found.scenario);
  const rows = scenario.rank("2022");
  const scores = rows.map(({ score }) => Number(score));
  assert.ok(Math.abs(scores.reduce((sum, score) => sum + score, 0) / scores.length - Number(achieved)) < 1e-9);
  for (const { id, score, rank } of found.recipients) {
    const row = rows.find(({ code }) => code === id);
    assert.deepEqual([row?.score, row?.rank], [score, rank]);
  }
  assert.ok(planning.assumptions(scenario).some(({ source }) => source.startsWith("assumed: no leverage")));
  scenario.dispose();
  assert.throws(() => planning.allocate(model, "2022", { budget: 1, units: ["99"], indicator: "gdp" }), { code: "unknown_unit", place: "$.units" });
});

test("allocate on the command line: csv that reads back, JSON with everything, assumptions on standard error", async () => {
  const command = ["allocate", "examples/allocation/programmes.json", "--framework", "tests/fixtures/provincial-first.json", "--period", "2022"];
  const [asCsv, asJson, asTable] = await Promise.all(["csv", "json", "table"].map((format) => innodex(...command, "--format", format, "--lang", "en")));
  assert.deepEqual([asCsv.code, asJson.code, asTable.code], [0, 0, 0]);
  const whole = JSON.parse(asJson.out);
  assert.deepEqual(whole, planning.allocate(model, "2022", json("examples/allocation/programmes.json")));
  // Applied research lowers the share of basic research, less and less: what that can cost is bounded too.
  assert.ok(whole.bound >= whole.achieved && whole.recipients.length === 3);
  assert.ok(whole.achieved >= whole.equal && whole.equal > whole.before);
  const rows = records(asCsv.out);
  assert.deepEqual(rows.map(({ id, amount }) => [id, Number(amount)]), whole.recipients.map(({ id, amount }) => [id, amount]));
  assert.match(asTable.err, /1 % more .* changes .* by 0.3 % \(assumed\)/);
  assert.match(asTable.out, /Basic research in Hubei/);
  const missing = await innodex("allocate", "--period", "2022", "--format", "json");
  assert.deepEqual([missing.code, JSON.parse(missing.err).code], [2, "bad_command"]);
});

test("the least money on the command line", async () => {
  const path = join(folder, "assumptions.json");
  writeFileSync(path, JSON.stringify({ additionality: { value: 0.5, source: "a study" } }));
  const command = ["goal", "--framework", "tests/fixtures/provincial-first.json", "--period", "2022", "--unit", "42", "--indicator", "rd_expenditure", "--rank", "7", "--lang", "en"];
  const [plain, money, half] = await Promise.all([innodex(...command), innodex(...command, "--money"), innodex(...command, "--money", "--assumptions", path)]);
  const [by, one, two] = [JSON.parse(plain.out).change, JSON.parse(money.out).money, JSON.parse(half.out).money];
  assert.ok(Math.abs(one / by - 1) < 1e-6 && Math.abs(two / by - 2) < 1e-6);
  assert.match(half.err, /a study/);
  assert.match(money.err, /\(assumed\)/);
  const alone = await innodex(...command, "--assumptions", path, "--format", "json");
  assert.deepEqual([alone.code, JSON.parse(alone.err).code], [2, "bad_command"]);
});

// The issue asks for 50 and 100 ms in Chromium; Node has the same engine. Twice that, for a machine that does other things too.
test("every goal of a unit, and a budget over all units, are computed within their time limits", () => {
  const best = (/** @type {() => void} */ work) =>
    Math.min(
      ...Array.from({ length: 5 }, () => {
        const begin = performance.now();
        work();
        return performance.now() - begin;
      }),
    );
  for (const unit of ["42", "53", "54"]) {
    const taken = best(() => planning.reach(model, { period: "2022", unit }));
    assert.ok(taken < 100, `${unit}: ${taken} ms`);
  }
  const assumptions = { returns: { exponent: 0.6 }, elasticities: [{ to: "papers_sci", value: 0.3 }] };
  for (const objective of /** @type {const} */ (["mean", "minimum"])) {
    const taken = best(() => planning.allocate(model, "2022", { budget: 2e7, indicator: "rd_expenditure", units: "*", objective, assumptions }));
    assert.ok(taken < 200, `${objective}: ${taken} ms`);
  }
});
