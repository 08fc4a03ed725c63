// What the elements of draws compute, without a page: shares, excerpts, the strip of ranks, labels, and the search for causes.
import "../support/build.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { CauseSearch } from "../../www/uncertainty/cause-search.js";
import { excerpt } from "../../www/uncertainty/excerpt.js";
import { percents, withShare } from "../../www/uncertainty/shares.js";
import { binsOf, level, topOf, widthOf } from "../../www/uncertainty/strip.js";
import { WORDS } from "../../www/uncertainty/text.js";
import { WeightSliders } from "../../www/uncertainty/weights-sliders.js";

test("shares of a group sum to 1, and shown with one decimal to 100", () => {
  const equal = [0.25, 0.25, 0.25, 0.25];
  for (const moved of [0, 0.01, 0.3333, 0.5, 0.999, 1]) {
    const shares = withShare([0.1, 0.2, 0.3, 0.4], 1, moved, equal);
    assert.equal(shares[1], moved);
    assert.ok(Math.abs(shares.reduce((a, b) => a + b, 0) - 1) < 1e-12);
    assert.ok(moved === 1 || Math.abs(shares[3] / shares[0] - 4) < 1e-9, "the others keep their proportions");
    const shown = percents(shares);
    assert.equal(shown.reduce((a, b) => a + 10 * b, 0).toFixed(6), "1000.000000");
    assert.ok(shown.every((percent, i) => Math.abs(percent - 100 * shares[i]) < 0.1 + 1e-9));
  }
  // Where the others have nothing left, they come back as they usually are.
  assert.deepEqual(withShare([0, 1, 0], 1, 0.4, [0.5, 0.2, 0.3]).map((share) => share.toFixed(6)), ["0.375000", "0.400000", "0.225000"]);
  assert.deepEqual(withShare([1], 0, 0.3, [1]), [1]);
});

test("excerpt: of more than 200 rows, the first 40 and those around one unit", () => {
  const rows = Array.from({ length: 3000 }, (_, i) => ({ code: String(i + 1) }));
  const shown = (code, all = false) => excerpt(rows, code, all).flatMap((part) => [-part.before, ...part.rows.map((row) => Number(row.code))].filter(Boolean));
  const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
  assert.deepEqual(shown("2000"), [...range(1, 40), -1949, ...range(1990, 2010), -990]);
  assert.deepEqual(shown("3000"), [...range(1, 40), -2949, ...range(2990, 3000)]);
  for (const early of ["1", "35", undefined, "nobody"]) assert.deepEqual(shown(early), [...range(1, early === "35" ? 45 : 40), early === "35" ? -2955 : -2960]);
  assert.deepEqual(shown("2000", true), range(1, 3000));
  assert.deepEqual(excerpt(rows.slice(0, 200), "7", false), [{ rows: rows.slice(0, 200), before: 0 }]);
});

test("strip: at most 40 columns, which hold every rank once", () => {
  for (const units of [1, 31, 40, 41, 300, 3000]) {
    const bins = binsOf(units);
    assert.ok(bins.length <= 40 && bins.length === Math.ceil(units / widthOf(units)), `${units}`);
    assert.deepEqual(bins.flatMap(({ low, high }) => Array.from({ length: high - low + 1 }, (_, i) => low + i)), Array.from({ length: units }, (_, i) => i + 1));
  }
});

test("strip: a colour for every share, and how many units are among the first", () => {
  assert.deepEqual([0, NaN, 1e-9, 0.05, 0.051, 0.5, 0.75, 0.76, 1].map(level), [0, 0, 1, 1, 2, 4, 5, 6, 6]);
  assert.deepEqual([topOf(undefined, 31), topOf(undefined, 12), topOf(undefined, 1), topOf(8, 31), topOf(99, 31), topOf(-3, 31)], [10, 4, 1, 8, 31, 1]);
});

test("weights: a mark has its label in the language that is shown, found once for each", () => {
  const units = [["a", "甲", "Alpha"], ["b", "乙", "Beta"]].map(([code, zh, en]) => ({ code, name: { zh, en } }));
  const sliders = new WeightSliders(() => {});
  const crossing = { share: 0.4, above: "a", below: "b" };
  const shown = (lang, words = WORDS[lang]) => {
    sliders.shown = { description: { units }, lang, words };
    return sliders.label(crossing);
  };
  const [zh, en] = ["zh", "en"].map((lang) => String(WORDS[lang].crossing("40.0", ...(lang === "zh" ? ["甲", "乙"] : ["Alpha", "Beta"]))));
  assert.deepEqual([shown("zh"), shown("en"), shown("zh")], [zh, en, zh]);
  assert.equal(shown("zh", {}), zh, "not asked again");
});

const REST = 300;
const FOUND = { factors: [] };

/** An analysis whose draws are complete, and what was asked of it. */
function analysisOf(sensitivity = async () => FOUND) {
  const asked = [];
  const robustness = {
    sensitivity: (options) => {
      asked.push(options.unit);
      return sensitivity(options);
    },
  };
  return { asked, generation: 0, question: "draws", robustness, analyses: { source: { once: (_, work) => work() } } };
}

function search() {
  const seen = { updates: 0, problems: [] };
  const explain = (error) => (error.passing ? null : { code: error.code });
  return { seen, search: new CauseSearch({ requestUpdate: () => seen.updates++, explain, complain: (problem) => seen.problems.push(problem.code) }) };
}

test("causes are looked for once, when the draws rest, and again with other weights or of another unit", async () => {
  const { search: causes, seen } = search();
  const analysis = analysisOf();
  for (let update = 0; update < 5; update++) causes.seek(analysis, "42");
  assert.deepEqual(analysis.asked, []);
  await pause(REST + 40);
  assert.deepEqual([analysis.asked, causes.causes, seen.updates], [["42"], FOUND, 1]);
  causes.seek(analysis, "42");
  assert.equal(causes.causes, FOUND);
  analysis.generation++;
  causes.seek(analysis, "42");
  assert.equal(causes.causes, null, "of the former weights");
  await pause(50);
  causes.seek(analysis, undefined);
  await pause(REST + 40);
  assert.deepEqual(analysis.asked, ["42", undefined], "begun once for what was asked last");
});

test("a search that is dropped ends, and reports neither a result nor a failure", async () => {
  const { search: causes, seen } = search();
  let signal;
  const analysis = analysisOf(async (options) => {
    ({ signal } = options);
    await pause(30);
    throw Object.assign(new Error(), { code: "broke_off" });
  });
  causes.seek(analysis, "42");
  causes.forget();
  await pause(REST + 40);
  assert.deepEqual(analysis.asked, [], "not begun");
  causes.seek(analysis, "42");
  await pause(REST + 15);
  causes.forget();
  assert.equal(signal.aborted, true);
  await pause(40);
  assert.deepEqual([causes.causes, causes.problem, seen.problems], [null, null, []]);
});

test("a search that fails shows why, but not where that only follows from another failure", async () => {
  for (const [error, problems] of [[{ code: "bad_parameter" }, ["bad_parameter"]], [{ code: "broke_off", passing: true }, []]]) {
    const { search: causes, seen } = search();
    causes.seek(analysisOf(async () => {
      throw error;
    }), undefined);
    await pause(REST + 40);
    assert.deepEqual([seen.problems, causes.problem?.code ? [causes.problem.code] : [], seen.updates], [problems, problems, 1]);
  }
});
