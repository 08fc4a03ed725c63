// The built package in Node computes what the native core computes, and what COINr computes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Model } from "../../pkg/dist/node.js";
import { asem, assertAsem, assertGolden, GOLDEN_FIGURES, goldenInput, playAsem, playGolden } from "../support/golden.js";

test("every period, node, growth rate and a what-if equal the native core", async () => {
  const compared = assertGolden(await playGolden(Model, goldenInput()));
  assert.equal(compared, GOLDEN_FIGURES);
  assert.ok(compared > 15_000, `${compared}`);
});

test("COINr's example: 51 units, 49 indicators, three levels", async () => {
  const counts = assertAsem(await playAsem(Model, asem()));
  assert.deepEqual(counts, { step_normalised: 51 * 49, step_aggregated: 51 * 60, results_ranks: 51 * 60 });
});
