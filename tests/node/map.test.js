// A tile grid, without a page: layouts with what can be wrong in them, classes, and how values are written.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Model } from "../../pkg/dist/node.js";
import { breaksOf, classesOf } from "../../www/map/classes.js";
import { neighbour, readLayout, usualLayout } from "../../www/map/layout.js";
import { valuesOf, writingOf } from "../../www/map/values.js";

const unit = (code, zh) => ({ code, name: { zh, en: `U${code}` } });
const UNITS = [unit("c1", "甲"), unit("c2", "乙"), unit("c3", "丙")];
const model = await Model.load();

test("the provinces stand as in data/tile-grid.json, all 34, also those that the data do not have", () => {
  const grid = JSON.parse(readFileSync("data/tile-grid.json", "utf8"));
  const { tiles, columns, rows, left, made } = usualLayout(model.description.units);
  assert.deepEqual(tiles.map(({ code, column, row }) => [code, column, row]), grid.map(({ code, column, row }) => [code, column, row]));
  assert.deepEqual([columns, rows, left, made], [9, 8, [], false]);
  assert.deepEqual(tiles.filter(({ known }) => !known).map(({ name }) => name.zh), ["台湾", "澳门", "香港"]);
  assert.equal(new Set(tiles.map(({ column, row }) => `${column} ${row}`)).size, 34);
});

test("own units without a layout stand in the order of their codes", () => {
  const many = Array.from({ length: 17 }, (_, i) => unit(`d${i}`, `城${i}`));
  const { tiles, columns, made } = usualLayout(many);
  assert.deepEqual([tiles.length, made], [17, true]);
  assert.equal(new Set(tiles.map(({ column, row }) => row * columns + column)).size, 17);
});

test("a layout is a list of tiles, or rows of names; units without a tile are named", () => {
  const list = readLayout('[{"code":"c1","column":3,"row":2},{"code":"乙","column":4,"row":3,"mark":"Y"},{"code":"x","column":3,"row":3,"name":"外","en":"Out"}]', UNITS);
  assert.deepEqual(list.tiles.map(({ code, column, row, known, name }) => [code, column, row, known, name.zh, name.en]), [
    ["c1", 0, 0, true, "甲", "Uc1"],
    ["c2", 1, 1, true, "乙", "Uc2"],
    ["x", 0, 1, false, "外", "Out"],
  ]);
  assert.deepEqual([list.columns, list.rows, list.left], [2, 2, ["c3"]]);
  const rows = readLayout([["", "甲"], ["乙", null, "Uc3"]], UNITS);
  assert.deepEqual(rows.tiles.map(({ code, column, row }) => [code, column, row]), [["c1", 1, 0], ["c2", 0, 1], ["c3", 2, 1]]);
});

const wrong = {
  "not JSON": ['[\n{"code": "c1" "column": 0}]', "bad_json", /^layout:2:\d+$|^layout$/],
  "no list": ["{}", "bad_layout", "$"],
  "nothing in it": ["[]", "bad_layout", "$"],
  "rows without a name": ['[["", ""]]', "bad_layout", "$"],
  "rows and tiles": ['[["甲"], {"code":"c2","column":0,"row":1}]', "bad_layout", "$[1]"],
  "a number as a name": ["[[1]]", "bad_layout", "$[0][0]"],
  "a tile that is none": ["[7]", "bad_layout", "$[0]"],
  "no code": ['[{"column":0,"row":0}]', "bad_layout", "$[0].code"],
  "a code without quotes": ['[{"code":42,"column":0,"row":0}]', "bad_layout", "$[0].code"],
  "an unknown member": ['[{"code":"c1","col":0,"row":0}]', "bad_layout", "$[0].col"],
  "a column that is a text": ['[{"code":"c1","column":"0","row":0}]', "bad_layout", "$[0].column"],
  "a row below zero": ['[{"code":"c1","column":0,"row":-1}]', "bad_layout", "$[0].row"],
  "a row between": ['[{"code":"c1","column":0,"row":1.5}]', "bad_layout", "$[0].row"],
  "a place far away": ['[{"code":"c1","column":1000000,"row":0}]', "bad_layout", "$[0].column"],
  "a name that is a number": ['[{"code":"c1","column":0,"row":0,"name":3}]', "bad_layout", "$[0].name"],
  "a unit twice, once by name": ['[{"code":"c1","column":0,"row":0},{"code":"甲","column":1,"row":0}]', "bad_layout", "$[1].code"],
  "a place twice": ['[{"code":"c1","column":0,"row":0},{"code":"c2","column":0,"row":0}]', "bad_layout", "$[1]"],
  "a unit twice in rows": ['[["甲"],["甲"]]', "bad_layout", "$[1][0]"],
  "nobody of the data": ['[{"code":"9","column":0,"row":0}]', "bad_layout", "$"],
};
for (const [name, [given, code, place]] of Object.entries(wrong)) {
  test(`a layout is refused with its place: ${name}`, () => {
    assert.throws(() => readLayout(given, UNITS), (error) => {
      assert.equal(error.code, code);
      if (typeof place === "string") assert.equal(error.place, place);
      else assert.match(error.place, place);
      for (const text of [error.messages, error.hint]) assert.ok(/[\u4e00-\u9fff]/.test(text.zh) && text.en && !/[\u4e00-\u9fff]/.test(text.en.replace(/"[^"]*"/g, "")), JSON.stringify(text));
      return true;
    });
  });
}

test("quantile classes have about equal numbers, and equal values are together", () => {
  const ranks = Array.from({ length: 31 }, (_, i) => i + 1);
  const { classes, of } = classesOf(ranks, { classes: 5, breaks: "quantile", falling: true });
  assert.deepEqual(classes.map(({ from, to, count }) => [from, to, count]), [[1, 7, 7], [8, 13, 6], [14, 19, 6], [20, 25, 6], [26, 31, 6]]);
  assert.deepEqual(classes.map(({ shade }) => shade), ["shade-5", "shade-4", "shade-3", "shade-2", "shade-1"]);
  for (const rank of ranks) assert.ok(rank >= classes[of(rank)].from && rank <= classes[of(rank)].to);
  const tied = classesOf([1, 1, 1, 1, 1, 1, 2, 3], { classes: 4, breaks: "quantile" });
  assert.equal(tied.classes.reduce((sum, { count }) => sum + count, 0), 8);
  assert.deepEqual(tied.classes[0], { from: 1, to: 1, shade: tied.classes[0].shade, count: 6, first: false, last: false });
  assert.deepEqual(classesOf([4, 4], { classes: 5, breaks: "quantile" }).classes.length, 1);
  assert.deepEqual(classesOf([NaN], { classes: 5, breaks: "quantile" }).classes, []);
});

test("values on both sides of zero have shades of their own below it", () => {
  const { classes } = classesOf([-4, -2, 0, 1, 2, 3, 8], { classes: 5, breaks: "quantile", signed: true });
  assert.ok(classes.every(({ from, to, shade }) => (to < 0 ? shade.startsWith("below") : from >= 0 && shade.startsWith("shade"))));
  assert.deepEqual(classesOf([1, 2], { classes: 5, breaks: "quantile", signed: true }).classes.filter(({ shade }) => shade.startsWith("below")), []);
});

test("stated and equal bounds: the lower one is inside, the ends are open", () => {
  const { classes, of } = classesOf([10, 60, 65, 80, 95], { classes: 5, breaks: [60, 80] });
  assert.deepEqual(classes.map(({ count }) => count), [1, 2, 2]);
  assert.deepEqual([of(59.9), of(60), of(79.9), of(80), of(200), of(-5)], [0, 1, 1, 2, 2, 0]);
  assert.deepEqual(classesOf([0, 10], { classes: 2, breaks: "equal" }).classes.map(({ from, to }) => [from, to]), [[0, 5], [5, 10]]);
  assert.deepEqual(["quantile", "", undefined, "equal", "60, 70", [1, 2], "70,60", "x", "1,2,3,4,5", "1,,2"].map(breaksOf), ["quantile", "quantile", "quantile", "equal", [60, 70], [1, 2], null, null, null, null]);
});

test("arrow keys go to the next tile, those in line first", () => {
  const { tiles } = usualLayout(model.description.units);
  const to = (code, key) => neighbour(tiles, code, key)?.code;
  assert.deepEqual([to("42", "ArrowUp"), to("42", "ArrowDown"), to("42", "ArrowLeft"), to("42", "ArrowRight")], ["41", "43", "50", "34"]);
  assert.deepEqual([to("65", "ArrowLeft"), to("65", "ArrowDown"), to("42", "x")], [undefined, "54", undefined]);
  // Every tile can be reached.
  const reached = new Set(["42"]);
  for (const code of reached) for (const key of ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]) { const next = to(code, key); if (next) reached.add(next); }
  assert.equal(reached.size, 34);
});

const shown = { period: "2022", node: model.description.nodes[0].id, indicator: "rd_expenditure", measure: "万元", rate: "simple" };

test("values are those of the model", () => {
  const ranked = model.rank("2022");
  assert.deepEqual(valuesOf(model, { ...shown, show: "rank" }).map(({ code, value }) => [code, value]), ranked.map(({ code, rank }) => [code, rank]));
  assert.deepEqual(valuesOf(model, { ...shown, show: "score" }).map(({ value }) => value), ranked.map(({ score }) => score));
  const figures = valuesOf(model, { ...shown, show: "value" });
  for (const { code, value } of figures) assert.equal(value, model.figure("rd_expenditure", code, "2022").value);
  assert.ok(figures.every(({ rank }, i) => !i || (rank ?? 99) >= (figures[i - 1].rank ?? 99)));
  const growth = new Map(model.growth({ indicator: "rd_expenditure", rate: "simple", period: "2022" }).map(({ code, value }) => [code, value]));
  for (const { code, value } of valuesOf(model, { ...shown, show: "growth" })) assert.equal(value, growth.get(code));
});

test("figures are short on a tile and whole in words, in the unit in which the largest reads best", () => {
  const entry = (value) => ({ code: "1", unit: { zh: "", en: "" }, value, reason: null, rank: 1, score: null });
  const zh = writingOf({ ...shown, show: "value" }, [44118912.3, 125461.9].map(entry), "zh");
  assert.deepEqual([zh.measure, zh.short(44118912.3), zh.short(125461.9), zh.long(44118912.3)], ["亿元", "4,412", "13", "4,411.9亿元"]);
  const en = writingOf({ ...shown, show: "value" }, [entry(44118912.3)], "en");
  assert.deepEqual([en.measure, en.short(44118912.3), en.long(44118912.3)], ["billion yuan", "441", "441.2 billion yuan"]);
  const percent = writingOf({ ...shown, show: "growth" }, [entry(0.081)], "zh");
  assert.deepEqual([percent.short(0.081), percent.long(-0.01)], ["+8.1", "−1.0%"]);
  const points = writingOf({ ...shown, show: "growth", rate: "difference", measure: "%" }, [entry(0.44)], "en");
  assert.equal(points.long(0.44), "+0.44 percentage points");
  assert.equal(writingOf({ ...shown, show: "value", measure: "家" }, [entry(0)], "zh").short(0), "0");
});
