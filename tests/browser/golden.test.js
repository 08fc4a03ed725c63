// The packed package in Chromium computes what the native core computes, and what COINr computes.
import assert from "node:assert/strict";
import { html, page } from "../support/browser.js";
import { assertOracle, input, ORACLE, play } from "../support/oracle/index.js";
import { assertDraws, playDraws } from "../support/robustness.js";
import { asem, assertAsem, assertGolden, FIRST, GOLDEN_FIGURES, goldenInput, playAsem, playGolden } from "../support/golden.js";

const empty = { pages: { "/empty.html": html("") }, at: "/empty.html" };

/** Runs a `play` function of support/golden.js in a page. */
const inPage = (tab, play, input) => tab.evaluate(`import("/innodex/index.js").then(({ Model }) => (${play})(Model, ${JSON.stringify(input)}))`);

page("every period, node, growth rate and a what-if equal the native core", empty, async (tab, { requests }) => {
  assert.equal(assertGolden(await inPage(tab, playGolden, goldenInput())), GOLDEN_FIGURES);
  for (const file of ["ranking.wasm", "model.wasm", "provinces.bin"]) {
    assert.equal(requests.filter((path) => path.endsWith(file)).length, 1, `${file} once`);
  }
});

page("COINr's example: 51 units, 49 indicators, three levels", empty, async (tab) => {
  assert.deepEqual(assertAsem(await inPage(tab, playAsem, asem())), { step_normalised: 51 * 49, step_aggregated: 51 * 60, results_ranks: 51 * 60 });
});

page("a page with the embedded data and a first ranking loads no other module", empty, async (tab, { requests }) => {
  await inPage(tab, async (Model) => (await Model.load()).dispose(), null);
  assert.deepEqual(requests.filter((path) => /model|analysis/.test(path)), []);
});

page("COINr, pymcdm, Compind and scipy, every file, by the module with every method", empty, async (tab, { requests }) => {
  const api = 'Promise.all([import("/innodex/index.js"), import("/innodex/analysis.js")])';
  const played = await tab.evaluate(`${api}.then(([{ Model }, analysis]) => (${play})({ Model, analysis }, ${JSON.stringify(input())}))`);
  assert.deepEqual(assertOracle(played), ORACLE);
  assert.deepEqual(requests.filter((path) => path.endsWith(".wasm")).map((path) => path.split("/").pop()), ["analysis.simd.wasm"]);
});

page("draws, crossings, leave-one-out and sensitivity equal the native core's", empty, async (tab) => {
  const source = `Promise.all([import("/innodex/index.js"), import("/innodex/robustness.js")]).then(([{ Model }, robustness]) => (${playDraws})(Model, robustness, ${JSON.stringify(FIRST)}))`;
  assertDraws(await tab.evaluate(source));
});

page("an engine without vector instructions gets the other file, and the same ranks", empty, async (tab, { requests }) => {
  // As Chromium 90 answers the probe.
  await tab.evaluate(() => void (WebAssembly.validate = () => false));
  const source = `Promise.all([import("/innodex/index.js"), import("/innodex/robustness.js")]).then(([{ Model }, robustness]) => (${playDraws})(Model, robustness, ${JSON.stringify(FIRST)}))`;
  assertDraws(await tab.evaluate(source));
  assert.deepEqual(requests.filter((path) => path.includes("analysis.") || path.includes("analysis-glue")).map((path) => path.split("/").pop()), ["analysis-glue.js", "analysis.wasm"]);
});

page("the embedded data by a framework that asks for more than a first ranking needs", empty, async (tab, { requests }) => {
  const scores = await inPage(
    tab,
    async (Model) => {
      const framework = {
        id: "x",
        indicators: [{ id: "rd_expenditure", direction: 1 }],
        tree: { id: "index", children: [{ id: "rd_expenditure" }] },
        steps: [{ step: "treat" }, { step: "normalise", method: "min_max" }, { step: "aggregate", method: "harmonic" }],
      };
      const model = await Model.load({ framework });
      return model.rank("2022").map(({ score }) => score);
    },
    null,
  );
  assert.equal(scores.length, 31);
  assert.ok(scores.every((score) => score >= 0 && score <= 100));
  assert.deepEqual(requests.filter((path) => path.endsWith(".wasm")).map((path) => path.split("/").pop()), ["model.wasm"]);
});
