// The packed package in Chromium computes what the native core computes, and what COINr computes.
import assert from "node:assert/strict";
import { html, page } from "../support/browser.js";
import { asem, assertAsem, assertGolden, GOLDEN_FIGURES, goldenInput, playAsem, playGolden } from "../support/golden.js";

const empty = { pages: { "/empty.html": html("") }, at: "/empty.html" };

/** Runs a `play` function of support/golden.js in a page. */
const inPage = (tab, play, input) => tab.evaluate(`import("/innodex/index.js").then(({ Model }) => (${play})(Model, ${JSON.stringify(input)}))`);

page("every period, node, growth rate and a what-if equal the native core", empty, async (tab, { requests }) => {
  assert.equal(assertGolden(await inPage(tab, playGolden, goldenInput())), GOLDEN_FIGURES);
  for (const file of ["calculator.wasm", "reader.wasm", "provinces.bin"]) {
    assert.equal(requests.filter((path) => path.endsWith(file)).length, 1, `${file} once`);
  }
});

page("COINr's example: 51 units, 49 indicators, three levels", empty, async (tab) => {
  assert.deepEqual(assertAsem(await inPage(tab, playAsem, asem())), { step_normalised: 51 * 49, step_aggregated: 51 * 60, results_ranks: 51 * 60 });
});

page("a page with the embedded data does not load the reader", empty, async (tab, { requests }) => {
  await inPage(tab, async (Model) => (await Model.load()).dispose(), null);
  assert.deepEqual(requests.filter((path) => path.includes("reader")), []);
});
