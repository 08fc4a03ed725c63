/** The calculator on one panel: through the API, below it, and beside plain JavaScript. */
import { PlainIndex } from "./plain.js";
import { synthetic } from "./synthetic.js";
import { middle, nanoseconds } from "./timing.js";

/** @typedef {import("../../www/api/browser.js").Model} Model */
/** @typedef {typeof import("../../www/api/browser.js").Model} Models */

/** The year that is ranked, of the provinces and of the made-up panels. */
const YEAR = "2022";

/** Where a slider stands at a step: everywhere between doing nothing and doubling. @param {number} step */
export const slider = (step) => 1 + (step % 100) / 100;

/** The embedded provinces. @param {Models} Model */
export async function provincial(Model) {
  const model = await Model.load();
  const { units, nodes } = model.description;
  const ids = new Set(nodes.filter(({ leaf }) => leaf).flatMap(({ numerator, denominator }) => [numerator ?? "", denominator ?? ""]));
  const column = (/** @type {string} */ id) => Float64Array.from(units, ({ code }) => model.figure(id, code, YEAR).value ?? NaN);
  const times = compute(model, Object.fromEntries([...ids].map((id) => [id, column(id)])), { code: "42", one: "rd_expenditure", most: "population" });
  model.dispose();
  return { panel: "provincial", ...times };
}

/**
 * A made-up panel, read from its CSV.
 * @param {Models} Model
 * @param {number} units
 * @param {number} indicators
 */
export async function made(Model, units, indicators) {
  const { csv, framework, columns } = synthetic(units, indicators);
  const reading = [];
  for (let i = 0; i < 5; i++) {
    const from = performance.now();
    const model = await Model.load({ data: csv, framework: /** @type {any} */ (framework) });
    reading.push((performance.now() - from) * 1e6);
    model.dispose();
  }
  const model = await Model.load({ data: csv, framework: /** @type {any} */ (framework) });
  const { times, sum } = compute(model, columns, { code: "U00001", one: "x1", most: "people" });
  model.dispose();
  return { panel: `${units} x ${indicators}`, csv: csv.length, times: { load: middle(reading), ...times }, sum };
}

/**
 * @param {Model} model
 * @param {Record<string, Float64Array>} columns the figures of the year, a value a unit
 * @param {{ code: string, one: string, most: string }} moved the unit, and the columns of it that a slider moves
 */
function compute(model, columns, { code, one, most }) {
  const root = model.description.nodes[0].id;
  const unit = model.description.units.findIndex((u) => u.code === code);
  const plain = new PlainIndex(model.description, columns);
  plain.rank();
  const rows = model.rank(YEAR);
  for (const { code, rank, score } of rows) {
    const u = model.description.units.findIndex((known) => known.code === code);
    const same = score === null ? Number.isNaN(plain.scores[u]) : plain.ranks[u] === rank && Math.abs(plain.scores[u] - score) < 1e-9;
    if (!same) throw new Error(`plain JavaScript ranks ${code} otherwise: ${plain.ranks[u]}, ${plain.scores[u]}; ${rank}, ${score}`);
  }

  /** @type {Record<string, number>} */
  const times = { rank: nanoseconds(() => model.rank(YEAR)) };
  for (const [part, indicator] of Object.entries({ one, most })) {
    const scenario = model.scenario({ changes: [{ unit: code, indicator, op: "multiply", value: 1 }] });
    // Below the API: what the wasm returns before it is cut into rows.
    const inner = /** @type {any} */ (scenario)._inner;
    const published = columns[indicator][unit];
    let step = 0;
    times[part] = nanoseconds(() => {
      scenario.setValue(0, slider(++step));
      return scenario.rank(YEAR);
    });
    times[`${part}, packed`] = nanoseconds(() => {
      inner.set_value(0, slider(++step));
      return inner.rank(YEAR, root, undefined, "competition");
    });
    times[`${part}, plain`] = nanoseconds(() => {
      plain.set(indicator, unit, published * slider(++step));
      plain.rank();
    });
    plain.set(indicator, unit, published);
    scenario.dispose();
  }
  const scenario = model.scenario({ changes: [{ unit: code, indicator: most, op: "multiply", value: 1.5 }] });
  const sum = scenario.rank(YEAR).reduce((total, { score }) => total + (score ?? 0), 0);
  scenario.dispose();
  return { times, sum };
}
