/** The work in arquero, on the main thread. */
import { CELLS, cellAt, MEASURES, SHAPE } from "./data.js";

const KEYS = ["province", "year"];

/** @returns {Promise<import("./page.js").Engine>} */
export async function start() {
  const library = "/peers/arquero/arquero.min.js";
  await import(library);
  const { desc, fromCSV, op } = /** @type {any} */ (globalThis).aq;
  /** @type {Record<string, any>} */
  const tables = {};
  return {
    async read(files) {
      for (const [name, bytes] of Object.entries(files)) tables[name] = fromCSV(new TextDecoder().decode(bytes));
    },
    // arquero reads the source of these functions: they hold nothing but columns and op.
    async work() {
      const wide = tables.sales
        .filter((/** @type {any} */ d) => d.size !== "micro")
        .join_left(tables.prices, [KEYS, KEYS])
        .groupby("province", "year", "sector")
        .rollup({
          sales: (/** @type {any} */ d) => op.sum(d.sales),
          cost: (/** @type {any} */ d) => op.sum(d.cost),
          staff: (/** @type {any} */ d) => op.sum(d.staff),
          deflator: (/** @type {any} */ d) => op.max(d.deflator),
        })
        .derive({
          per_head: (/** @type {any} */ d) => d.sales / d.staff / (d.deflator ?? NaN),
          cost_share: (/** @type {any} */ d) => d.cost / d.sales,
        })
        .groupby("province", "sector")
        .orderby("year")
        .derive({ growth: (/** @type {any} */ d) => (op.lag(d.year, 1) === d.year - 1 ? d.per_head / op.lag(d.per_head, 1) - 1 : NaN) })
        .groupby("year", "sector")
        .orderby(desc("per_head"))
        .derive({ rank: (/** @type {any} */ d) => (op.is_finite(d.per_head) ? op.rank() : NaN) })
        .groupby("province", "year")
        .pivot("sector", Object.fromEntries(MEASURES.map((measure) => [measure, op.max(measure)])));
      const values = new Float64Array(CELLS).fill(NaN);
      const [units, years] = ["province", "year"].map((name) => wide.array(name));
      SHAPE.sectors.forEach((sector, s) =>
        MEASURES.forEach((measure, m) => {
          const column = wide.array(`${measure}_${sector}`);
          for (let row = 0; row < column.length; row++) {
            values[cellAt(SHAPE.units.indexOf(units[row]), SHAPE.periods.indexOf(years[row]), s, m)] = column[row] ?? NaN;
          }
        }),
      );
      return values;
    },
    async stop() {},
  };
}
