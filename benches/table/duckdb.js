/** The work in duckdb-wasm: SQL, in its worker. */
import { CELLS, cellAt, SHAPE } from "./data.js";

const WORK = (/** @type {string} */ sales, /** @type {string} */ prices) => `
  WITH grouped AS (
    SELECT province, year, sector, sum(sales) AS sales, sum(cost) AS cost, sum(staff) AS staff, max(deflator) AS deflator
    FROM ${sales} LEFT JOIN ${prices} USING (province, year)
    WHERE size <> 'micro'
    GROUP BY province, year, sector
  ), divided AS (
    SELECT province, year, sector, sales / staff / deflator AS per_head, cost / sales AS cost_share FROM grouped
  ), lagged AS (
    SELECT *, CASE WHEN lag(year) OVER before = year - 1 THEN per_head / lag(per_head) OVER before - 1 END AS growth
    FROM divided WINDOW before AS (PARTITION BY province, sector ORDER BY year)
  ), ranked AS (
    SELECT *, CASE WHEN per_head IS NOT NULL THEN rank() OVER (PARTITION BY year, sector ORDER BY per_head DESC NULLS LAST)::DOUBLE END AS rank
    FROM lagged
  )
  FROM (
    PIVOT ranked ON sector IN (${SHAPE.sectors.map((sector) => `'${sector}'`).join()})
    USING ${SHAPE.measures.map((measure) => `max(${measure}) AS ${measure}`).join(", ")}
    GROUP BY province, year
  )`;

/**
 * @param {{ straight?: boolean }} [how] straight: the query reads the CSV itself, and no table is made
 * @returns {Promise<import("./page.js").Engine>}
 */
export async function start({ straight = false } = {}) {
  const [library, folder] = ["/peers/bundle/duckdb.js", new URL("/peers/duckdb/", location.href)];
  const { AsyncDuckDB, VoidLogger } = await import(library);
  const worker = new Worker(new URL("duckdb-browser-eh.worker.js", folder));
  const db = new AsyncDuckDB(new VoidLogger(), worker);
  await db.instantiate(new URL("duckdb-eh.wasm", folder).href);
  const connection = await db.connect();
  const tables = straight ? ["read_csv('sales.csv') AS sales", "read_csv('prices.csv') AS prices"] : ["sales", "prices"];
  return {
    async read(files) {
      await db.dropFiles();
      for (const [name, bytes] of Object.entries(files)) {
        await db.registerFileBuffer(`${name}.csv`, bytes);
        if (!straight) await connection.query(`CREATE OR REPLACE TABLE ${name} AS FROM read_csv('${name}.csv')`);
      }
    },
    async work() {
      const result = await connection.query(WORK(tables[0], tables[1]));
      const values = new Float64Array(CELLS).fill(NaN);
      const [units, years] = ["province", "year"].map((name) => result.getChild(name));
      SHAPE.sectors.forEach((sector, s) =>
        SHAPE.measures.forEach((measure, m) => {
          const column = result.getChild(`${sector}_${measure}`);
          for (let row = 0; row < result.numRows; row++) {
            const at = cellAt(SHAPE.units.indexOf(units.get(row)), SHAPE.periods.indexOf(Number(years.get(row))), s, m);
            values[at] = column.get(row) ?? NaN;
          }
        }),
      );
      return values;
    },
    async stop() {
      await connection.close();
      await db.terminate();
    },
  };
}
