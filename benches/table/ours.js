/** The work in innodex: a plan, in its worker. */
import { CELLS, cellAt, MEASURES, SHAPE } from "./data.js";

/** The file of the package that is measured. */
export const MODULE = "tables.js";

const PLAN = {
  sources: { sales: { file: "sales.csv" }, prices: { file: "prices.csv" } },
  from: "sales",
  steps: [
    { step: "filter", column: "size", not: "micro" },
    { step: "join", with: "prices", on: ["unit", "period"] },
    {
      step: "group_by",
      by: ["unit", "period", "sector"],
      figures: { sales: { sum: "sales" }, cost: { sum: "cost" }, staff: { sum: "staff" }, deflator: { max: "deflator" } },
      skip_missing: true,
    },
    { step: "ratio", id: "at_prices", numerator: "sales", denominator: "staff" },
    { step: "ratio", id: "per_head", numerator: "at_prices", denominator: "deflator" },
    { step: "ratio", id: "cost_share", numerator: "cost", denominator: "sales" },
    { step: "growth", id: "growth", column: "per_head", rate: "simple", lag: 1 },
    { step: "rank", id: "rank", column: "per_head", over: ["period", "sector"] },
    { step: "pivot", names: "sector", values: MEASURES },
  ],
};

/** @typedef {import("./page.js").Engine & { close: () => Promise<void>, memory: () => Promise<number> }} Ours an engine that can forget its files, and say how much memory its wasm has */

/**
 * @param {{ asFile?: boolean }} [how] asFile: given as files, as a reader drops them, and not as bytes
 * @returns {Promise<Ours>}
 */
export async function start({ asFile = false } = {}) {
  const library = `/innodex/${MODULE}`;
  const { Tables } = await import(library);
  const tables = new Tables();
  // The worker starts when it is first asked for something.
  await tables.memory();
  return {
    async read(files) {
      for (const [name, bytes] of Object.entries(files)) {
        const file = `${name}.csv`;
        await tables.open(asFile ? new File([bytes], file) : bytes, file);
      }
    },
    async work() {
      const { panel } = await tables.run(PLAN);
      const values = new Float64Array(CELLS).fill(NaN);
      const [units, periods] = [panel.units.length, panel.periods.length];
      const unitAt = panel.units.map((/** @type {any} */ unit) => SHAPE.units.indexOf(unit.name.zh));
      const periodAt = panel.periods.map((/** @type {string} */ period) => SHAPE.periods.indexOf(Number(period)));
      // [indicator][period][unit], and a pivoted figure is called "sector measure".
      panel.indicators.forEach((/** @type {{ id: string }} */ { id }, /** @type {number} */ i) => {
        const [sector, measure] = id.split(" ");
        const [s, m] = [SHAPE.sectors.indexOf(sector), MEASURES.indexOf(measure)];
        for (let p = 0; p < periods; p++) {
          for (let u = 0; u < units; u++) values[cellAt(unitAt[u], periodAt[p], s, m)] = panel.values[(i * periods + p) * units + u];
        }
      });
      return values;
    },
    close: () => tables.close(),
    memory: () => tables.memory(),
    stop: async () => tables.dispose(),
  };
}
