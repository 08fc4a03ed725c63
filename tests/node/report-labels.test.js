// The labels of reports: every label names the characters that it says, and its values agree with one another.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const KINDS = ["level", "new", "cumulative", "growth", "points", "rank", "share", "target"];
const MEMBERS = "start end written context value unit base_value kind qualifier subject".split(" ");
// How many figures a text has at least and at most.
const TEXTS = [
  ["report/communique", 40, 120],
  ["report/zone", 40, 120],
  ["report/budget", 40, 120],
  ["report/news", 10, 40],
  ["report/traditional", 20, 120],
  ["fixtures/report/report-1", 41, 41],
];

function read(name) {
  const at = (end) => readFileSync(new URL(`../${name}${end}`, import.meta.url), "utf8");
  const figures = at(".figures.jsonl").trimEnd().split("\n").map((line) => JSON.parse(line));
  return { characters: [...at(".txt")], figures };
}

// What a value in a unit is in base units.
function base(value, unit, written) {
  if (["%", "个百分点"].includes(unit)) return value / 100;
  if (unit === "成") return value / 10;
  if (unit === "番") return 2 ** value - 1;
  if (unit === "千公顷") return value * 1e3;
  if (!unit || unit === "比") return value;
  const power = unit.length < 2 ? 0 : { 万: 4, 萬: 4, 亿: 8, 億: 8 }[unit[0]] ?? 0;
  assert.ok(power === 0 || /[万萬亿億]/.test(written), `${written} has the power of ten of ${unit}`);
  return value * 10 ** power;
}

for (const [name, least, most] of TEXTS) {
  test(`labels of ${name} stand where they say`, () => {
    const { characters, figures } = read(name);
    assert.ok(figures.length >= least && figures.length <= most, `${figures.length} figures`);
    let last = 0;
    for (const figure of figures) {
      const where = `${figure.start}: ${figure.written}`;
      for (const member of MEMBERS) assert.ok(member in figure, `${where} has ${member}`);
      assert.equal(characters.slice(figure.start, figure.end).join(""), figure.written, where);
      assert.ok(figure.start >= last, `${where} begins after the figure before`);
      last = figure.end;
      assert.ok(KINDS.includes(figure.kind), `${where} is ${figure.kind}`);
      assert.ok(figure.subject.length > 0, `${where} has a subject`);
      const expected = base(figure.value, figure.unit, figure.written);
      const error = Math.abs(figure.base_value - expected);
      assert.ok(error <= 1e-9 * Math.max(1, Math.abs(expected)), `${where}: ${figure.base_value}, not ${expected}`);
      if ("high" in figure) assert.ok(Math.abs(figure.high) > Math.abs(figure.value), where);
    }
  });

  test(`no digit of ${name} is labelled twice or in part`, () => {
    const { characters, figures } = read(name);
    const digit = /[0-9０-９.．,，]/;
    for (const { start, end, written } of figures) {
      const before = characters[start - 1] ?? "";
      assert.ok(!/[0-9０-９]/.test(before) && !(/[0-9０-９]/.test(characters[end] ?? "") && digit.test(written.slice(-1))), written);
    }
  });
}
