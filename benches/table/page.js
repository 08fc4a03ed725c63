/** What runs in the page: one engine, timed, or watched. */
import { watch } from "./watch.js";

/** @typedef {{ sales: Uint8Array<ArrayBuffer>, prices: Uint8Array<ArrayBuffer> }} Files */
/**
 * An engine that is ready.
 * @typedef {object} Engine
 * @property {(files: Files) => Promise<void>} read takes the bytes, which are its own from then on
 * @property {() => Promise<Float64Array>} work from what was read to the panel, in the order of data.js
 * @property {() => Promise<void>} stop
 */
/** @typedef {{ csv: number, work: number, values: number[] }} Pass milliseconds, and the panel */

/** The two files; made anew for every pass, since engines may take the bytes for good. @returns {Promise<Files>} */
async function files() {
  const bytes = async (/** @type {string} */ name) => new Uint8Array(await (await fetch(`/data/${name}.csv`)).arrayBuffer());
  const [sales, prices] = await Promise.all([bytes("sales"), bytes("prices")]);
  return { sales, prices };
}

/** Starts an engine by its file. @param {string} name @param {object} [how] @returns {Promise<Engine>} */
const started = (name, how) => import(`/benches/table/${name}.js`).then(({ start }) => start(how));

/**
 * Milliseconds until the engine is ready, and then of every pass: the bytes are there before, and the panel after.
 * @param {string} name @param {object} how @param {number} passes
 */
export async function timed(name, how, passes) {
  // The engine's own file and what it imports belong to the bench: they are there before the clock runs.
  await import(`/benches/table/${name}.js`);
  const given = await Promise.all(Array.from({ length: passes }, files));
  const from = performance.now();
  const engine = await started(name, how);
  const start = performance.now() - from;
  /** @type {Pass[]} */
  const all = [];
  for (const each of given) {
    const begin = performance.now();
    await engine.read(each);
    const read = performance.now();
    const values = await engine.work();
    all.push({ csv: read - begin, work: performance.now() - read, values: [...values] });
  }
  await engine.stop();
  return { start, passes: all };
}

/** What the page's process holds of the machine's memory, in bytes: the bench looks from outside. @returns {Promise<number>} */
const resident = () => /** @type {any} */ (globalThis).__resident();

/**
 * How long the main thread was away while an engine started, read and worked.
 * @param {string} name @param {object} how
 */
export async function watched(name, how) {
  await import(`/benches/table/${name}.js`);
  const given = await files();
  const { stop } = await watch();
  const engine = await started(name, how);
  await engine.read(given);
  const values = await engine.work();
  const seen = await stop();
  await engine.stop();
  return { ...seen, values: [...values] };
}

/**
 * Reads and works over and over in one engine, and then in a new one every time.
 * @param {string} name @param {object} how @param {number} times
 */
export async function loaded(name, how, times) {
  const given = await files();
  const copy = () => ({ sales: given.sales.slice(), prices: given.prices.slice() });
  const tenth = times / 10;
  /** @param {() => Promise<{ bytes: number, values: Float64Array }>} load one load, and the bytes of wasm after it */
  const over = async (load) => {
    const { bytes: first } = await load();
    const before = await resident();
    const spent = [];
    let [tenthLoad, last] = [first, first];
    /** @type {Float64Array} */
    let values = new Float64Array();
    for (let time = 1; time < times; time++) {
      const from = performance.now();
      ({ bytes: last, values } = await load());
      spent.push(performance.now() - from);
      if (time === 9) tenthLoad = last;
    }
    const mean = (/** @type {number[]} */ all) => all.reduce((sum, x) => sum + x, 0) / all.length;
    return { wasm: [first, tenthLoad, last], before, after: await resident(), early: mean(spent.slice(0, tenth)), late: mean(spent.slice(-tenth)), values: [...values] };
  };
  const start = () => /** @type {Promise<import("./ours.js").Ours>} */ (started(name, how));
  /** @param {import("./ours.js").Ours} engine */
  const once = async (engine) => {
    await engine.read(copy());
    const values = await engine.work();
    await engine.close();
    return { bytes: await engine.memory(), values };
  };
  const kept = await start();
  const same = await over(() => once(kept));
  await kept.stop();
  const anew = await over(async () => {
    const engine = await start();
    const result = await once(engine);
    await engine.stop();
    return result;
  });
  return { same, anew };
}
