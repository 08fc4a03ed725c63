/** What runs inside the page. Times are in milliseconds unless a name says otherwise. */
import { Model } from "/innodex/index.js";
import { PlainIndex } from "./plain.js";
import { synthetic } from "./synthetic.js";

/** Where a slider stands at a step: everywhere between doing nothing and doubling. @param {number} step */
const slider = (step) => 1 + (step % 100) / 100;

/** @param {number[]} samples */
const middle = (samples) => samples.sort((a, b) => a - b)[samples.length >> 1];

/**
 * Nanoseconds a call: the median of 15 samples of at least 4 ms each, after 150 ms of warming up, in which the
 * engine compiles what is hot.
 * @param {() => unknown} f
 */
function median(f) {
  let calls = 0;
  const begin = performance.now();
  while (calls === 0 || performance.now() - begin < 150) {
    f();
    calls++;
  }
  const batch = Math.ceil((4 * calls) / (performance.now() - begin));
  const samples = Array.from({ length: 15 }, () => {
    const from = performance.now();
    for (let i = 0; i < batch; i++) f();
    return ((performance.now() - from) / batch) * 1e6;
  });
  return middle(samples);
}

/** Milliseconds of the fastest half's middle of five. @param {() => Promise<unknown>} f */
async function medianOfFive(f) {
  const samples = [];
  for (let i = 0; i < 5; i++) {
    const from = performance.now();
    await f();
    samples.push(performance.now() - from);
  }
  return middle(samples);
}

/**
 * The figures of one period, by column.
 * @param {Model} model
 * @param {string} period
 */
function columnsOf({ description: { units, nodes }, ...model }, period) {
  return { units, nodes, model, period };
}

/**
 * The calculator on one panel, through the API and below it, beside the plain JavaScript.
 * @param {Model} model
 * @param {Record<string, Float64Array>} columns
 * @param {string} period
 * @param {{ code: string, one: string, most: string }} moved the unit and the columns that the slider moves
 */
function compute(model, columns, period, { code, one, most }) {
  const root = model.description.nodes[0].id;
  const unit = model.description.units.findIndex((u) => u.code === code);
  const plain = new PlainIndex(model.description, columns);
  plain.rank();
  agree(model.rank(period), plain, model);

  /** @type {Record<string, number>} */
  const times = { rank: median(() => model.rank(period)) };
  for (const [part, indicator] of Object.entries({ one, most })) {
    const scenario = model.scenario({ changes: [{ unit: code, indicator, op: "multiply", value: 1 }] });
    const { _inner: inner } = /** @type {any} */ (scenario);
    const published = columns[indicator][unit];
    let step = 0;
    times[part] = median(() => {
      scenario.setValue(0, slider(++step));
      return scenario.rank(period);
    });
    times[`${part} packed`] = median(() => {
      inner.set_value(0, slider(++step));
      return inner.rank(period, root, undefined, "competition");
    });
    times[`${part} plain`] = median(() => {
      plain.set(indicator, unit, published * slider(++step));
      plain.rank();
    });
    plain.set(indicator, unit, published);
    scenario.dispose();
  }
  const scenario = model.scenario({ changes: [{ unit: code, indicator: most, op: "multiply", value: 1.5 }] });
  const sum = scenario.rank(period).reduce((total, { score }) => total + (score ?? 0), 0);
  scenario.dispose();
  return { times, sum };
}
