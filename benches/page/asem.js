/** COINr's own example, from raw figures to ranks. */

const YEAR = "2018";
const ROUNDS = 2_000;

/**
 * Two models of which one unit's figures differ are asked in turn, so that nothing could have been kept from the last time.
 * @param {typeof import("../../www/api/browser.js").Model} Model
 * @param {{ csv: string, changed: string, framework: any, ranks: Record<string, number> }} input `ranks`: COINr's, by unit
 */
export async function asem(Model, { csv, changed, framework, ranks }) {
  const loading = [];
  for (let i = 0; i < 20; i++) {
    const from = performance.now();
    const model = await Model.load({ data: csv, framework, methods: true });
    loading.push(performance.now() - from);
    model.dispose();
  }
  const models = [await Model.load({ data: csv, framework, methods: true }), await Model.load({ data: changed, framework, methods: true })];
  const root = models[0].description.nodes[0].id;
  // Below the API: the numbers before they are cut into rows.
  const inner = models.map((model) => /** @type {any} */ (model)._inner);

  const codes = Object.keys(ranks);
  const apart = models.map((model) => model.rank(YEAR).filter(({ code, rank }) => rank !== ranks[code]).length);
  if (codes.length !== 51 || models[0].rank(YEAR).length !== 51 || apart[0] !== 0) throw new Error(`${apart[0]} ranks are not COINr's`);
  if (apart[1] === 0) throw new Error("other figures have the same ranks");

  /** Milliseconds of every round, after as many of warming up. @param {(round: number) => unknown} f */
  const timed = (f) => {
    const samples = [];
    for (let round = 0; round < 2 * ROUNDS; round++) {
      const from = performance.now();
      f(round);
      if (round >= ROUNDS) samples.push(performance.now() - from);
    }
    return samples;
  };
  const times = {
    loading,
    api: timed((round) => models[round % 2].rank(YEAR)),
    wasm: timed((round) => inner[round % 2].rank(YEAR, root, undefined, "competition", undefined)),
  };
  for (const model of models) model.dispose();
  return times;
}
