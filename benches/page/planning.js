/** What-ifs through the API, as a page asks for them. */
import { panel, SPEC } from "./draws.js";

/** @typedef {typeof import("../../www/api/browser.js").Model} Models */
/** @typedef {typeof import("../../www/api/planning.js")} Planning */

/** @param {number} count @param {(round: number) => unknown} f @returns {number[]} milliseconds a call, after warming up */
function samples(count, f) {
  const begin = performance.now();
  for (let warm = 0; warm < 2 || performance.now() - begin < 300; warm++) f(warm);
  return Array.from({ length: count }, (_, round) => {
    const from = performance.now();
    f(round);
    return performance.now() - from;
  });
}

/**
 * A slider of a scenario on 31 units and 60 indicators: one figure changed, everyone ranked, 1,000 draws with the new figures,
 * likely ranks of everyone.
 * @param {Models} Model @param {any} Robustness
 */
export async function step(Model, Robustness) {
  const { csv, framework } = panel(31, 60);
  const model = await Model.load({ data: csv, framework: /** @type {any} */ (framework), methods: true });
  const scenario = model.scenario({ changes: [{ unit: "U00001", indicator: "x1", op: "multiply", value: 1 }] });
  const analysis = new Robustness(model, { period: "2022", spec: SPEC, draws: 1000 });
  const all = samples(300, (round) => {
    scenario.setValue(0, 1 + (round % 100) / 100);
    const rows = scenario.rank("2022");
    analysis.follow(scenario);
    analysis.run();
    return [rows, analysis.intervals()];
  });
  for (const each of [analysis, scenario, model]) each.dispose();
  return all;
}

/**
 * The provincial index of 2022: for every unit in turn, the smallest change of every column to every rank; and a budget over all
 * 31 units by each objective.
 * @param {Models} Model @param {Planning} planning
 */
export async function answers(Model, { allocate, reach }) {
  const model = await Model.load({ framework: "provincial", methods: true });
  const { units } = model.description;
  const goals = samples(2 * units.length, (round) => reach(model, { period: "2022", unit: units[round % units.length].code }));
  const found = reach(model, { period: "2022", unit: "42" });
  const budget = (/** @type {"mean" | "minimum" | { unit: string }} */ objective) => ({
    ...{ budget: 1_000_000, indicator: "rd_expenditure", units: units.map(({ code }) => code), cap: 200_000, objective },
    assumptions: { returns: { exponent: 0.8, source: "assumed" } },
  });
  const splits = [/** @type {const} */ ("mean"), /** @type {const} */ ("minimum"), { unit: "42" }].map((objective) => samples(15, () => allocate(model, "2022", budget(objective))));
  model.dispose();
  return { goals, columns: found.length, splits };
}
