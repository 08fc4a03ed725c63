// Periods found by their dates, shares however they are written, and ranks that are compared only where they can be.
import "../support/build.js";
import assert from "node:assert/strict";
import test from "node:test";
import { Model } from "../../pkg/dist/node.js";
import { exact, figure, measureName } from "../../www/elements/format.js";
import { shareOf } from "../../www/elements/measure.js";
import { earlier, firstWithin, gapsBetween } from "../../www/elements/period.js";

test("earlier: the period k periods before, by date", () => {
  const cases = [["2022", 1, "2021"], ["2022", 5, "2017"], ["2022Q1", 1, "2021Q4"], ["2022Q3", 4, "2021Q3"], ["2022Q2", 5, "2021Q1"], ["2022-03", 12, "2021-03"], ["2022-01", 1, "2021-12"], ["2022-12", 60, "2017-12"], ["0004", 1, "0003"], ["2022Q4", 0, "2022Q4"]];
  for (const [period, k, expected] of cases) assert.equal(earlier(period, k), expected, `${period} ${k}`);
});

test("firstWithin: the first listed period of a stretch, by date", () => {
  assert.equal(firstWithin(["2005", "2010", "2015", "2018", "2020"], "2020", 5), "2015");
  assert.equal(firstWithin(["2005", "2010", "2012", "2016", "2020"], "2020", 5), "2016");
  assert.equal(firstWithin(["2000", "2010", "2020"], "2020", 5), "2010", "none within: the last before");
  assert.equal(firstWithin(["2020", "2021"], "2020", 5), "2020", "none before");
  assert.equal(firstWithin(["2016-12", "2017-02", "2021-03", "2022-02"], "2022-02", 60), "2017-02");
});

test("shareOf: per cent and per mille in all spellings", () => {
  // The same spellings as in src/share.rs.
  const percent = ["%", "％", "﹪", " % ", "（%）", "百分点", "个百分点", "百分比", "percent", "Per cent", "per  cent", "ｐｅｒｃｅｎｔ", "percentage points", "pct", "% of GDP", "占GDP的％"];
  for (const unit of percent) assert.equal(shareOf(unit), "percent", unit);
  for (const unit of ["‰", " ‰", "per mille", "permille", "千分点"]) assert.equal(shareOf(unit), "permille", unit);
  for (const unit of ["", "元", "万人", "亿元", "人/万人", "上年=100", "percentile", "per capita", "centimetres", "件"]) assert.equal(shareOf(unit), null, unit);
});

test("a share is shown with % or ‰", () => {
  for (const unit of ["%", "％", "percent", "per cent"]) {
    for (const lang of ["zh", "en"]) assert.deepEqual([figure(2.5, unit, lang), exact(2.5, unit, lang), measureName(unit, lang)], ["2.50%", "2.5%", "%"], unit);
  }
  assert.deepEqual([figure(8.2, "‰", "en"), exact(8.2, "‰", "en")], ["8.20‰", "8.2‰"]);
});

const FRAMEWORK = {
  id: "f",
  indicators: [{ id: "x", direction: 1 }, { id: "y", direction: 1 }, { id: "z", direction: 1 }],
  tree: { id: "index", children: [{ id: "g", children: [{ id: "x" }, { id: "y" }] }, { id: "h", children: [{ id: "z" }] }] },
  steps: [{ step: "aggregate", method: "arithmetic" }],
};
const CSV = "unit,year,x,y,z\na,2020,1,1,1\nb,2020,2,2,2\na,2021,3,,1\nb,2021,2,,2\na,2022,1,,3\nb,2022,2,,2\n";

test("ranks are compared only by the same indicators; gapsBetween names those that one period lacks", async () => {
  const model = await Model.load({ data: CSV, framework: FRAMEWORK });
  const { incomplete, nodes, newest_complete } = model.description;
  assert.deepEqual([newest_complete, incomplete], ["2020", [{ period: "2021", indicators: ["y"] }, { period: "2022", indicators: ["y"] }]]);
  const before = (period, options) => model.rank(period, options).map(({ code, rank_before, score_before }) => [code, rank_before, score_before]);
  assert.deepEqual(before("2021", { compare: "2020" }), [["a", null, null], ["b", null, null]]);
  assert.deepEqual(before("2022", { compare: "2021" }), [["a", 1, 2], ["b", 1, 2]]);
  assert.deepEqual(before("2021", { node: "h", compare: "2020" }), [["b", 1, 2], ["a", 2, 1]], "h has its indicator in both");
  assert.throws(() => model.rank("2021", { compare: "1999" }), { code: "unknown_period" });
  const gaps = (id, one, other) => gapsBetween(model.description, nodes.find((node) => node.id === id), one, other).map(({ period, indicators }) => [period, indicators.map((leaf) => leaf.id)]);
  assert.deepEqual(gaps("index", "2021", "2020"), [["2021", ["y"]]]);
  assert.deepEqual(gaps("g", "2020", "2021"), [["2021", ["y"]]]);
  assert.deepEqual([gaps("h", "2021", "2020"), gaps("index", "2022", "2021")], [[], []]);
  model.dispose();
});
