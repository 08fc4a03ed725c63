// The uncertainty analysis of the provinces: what the native core draws (tests/golden/draws.json), drawn in Node and in a page.
import assert from "node:assert/strict";
import { json } from "./files.js";

/** Runs in Node or in a page, so it stands alone. */
export async function playDraws(Model, robustness, framework) {
  const model = await Model.load({ framework, methods: true });
  const analysis = robustness.uncertainty(model, { period: "2022", draws: 2000, seed: 7 });
  const causes = await analysis.sensitivity({ basePoints: 256, bootstraps: 20 });
  const found = {
    units: analysis.intervals().map(({ nominal, mean, median, q5, q95, tier }) => [nominal, mean, median, q5, q95, tier]),
    top: Object.values(analysis.top(5)),
    histogram: Array.from(analysis.histogram()[16]),
    pairwise: analysis.pairwise(["42", "34", "37"]),
    crossings: robustness.crossings(model, "2022", "input").events.map(({ share, above, below }) => [share, above, below]),
    left_out: robustness.leaveOneOut(model, "2022", 2).map(({ node, mean_shift }) => [node, mean_shift]),
    causes: causes.factors.map(({ id, first, total }) => [id, first, total]),
  };
  analysis.dispose();
  model.dispose();
  return found;
}

/** Equal to the bit: the same sums in the same order, `ln` from the same library. */
export function assertDraws(found) {
  assert.deepEqual(found, json("tests/golden/draws.json"));
  assert.equal(found.units.length, 31);
}
