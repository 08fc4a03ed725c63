/** Whether the wasm memory stays as it is. It never shrinks, so what it holds at the end is the most it ever held. */
import { slider } from "./compute.js";
import { synthetic } from "./synthetic.js";

/** @typedef {typeof import("../../www/api/browser.js").Model} Models */

/** The bytes of every wasm memory of the page, in the order of their making (see `captureMemories`). */
export const memories = () => /** @type {any} */ (globalThis).wasmMemories.map((/** @type {WebAssembly.Memory} */ m) => m.buffer.byteLength);

/**
 * Runs in the page before anything else, and keeps hold of the memory of every wasm module that is made.
 */
export function captureMemories() {
  /** @type {WebAssembly.Memory[]} */
  const kept = [];
  const { instantiate } = WebAssembly;
  const keep = (/** @type {any} */ made) => {
    kept.push((made.instance ?? made).exports.memory);
    return made;
  };
  Object.assign(globalThis, { wasmMemories: kept });
  Object.assign(WebAssembly, { instantiate: (/** @type {[any, any]} */ ...all) => instantiate.apply(WebAssembly, all).then(keep) });
}

/**
 * Does a thing over and over: bytes after the first time and at the end, and whether the last are slower than the
 * first, as they would be where the allocator's free list grows.
 * @param {string} what
 * @param {number} times
 * @param {(time: number) => unknown} f
 */
async function over(what, times, f) {
  const tenth = times / 10;
  /** @type {number[]} */
  const spent = [];
  let time = 0;
  const run = async (/** @type {number} */ until) => {
    const from = performance.now();
    for (; time < until; time++) await f(time);
    spent.push(performance.now() - from);
  };
  await f(0);
  const before = memories();
  for (let part = 1; part <= 10; part++) await run(part * tenth);
  return { what, times, before, after: memories(), first: spent[1] / tenth, last: spent[9] / tenth };
}

/** @param {Models} Model */
export async function memory(Model) {
  const model = await Model.load();
  const spec = { changes: [{ unit: "42", indicator: "rd_expenditure", op: /** @type {const} */ ("multiply"), value: 1 }] };
  const scenario = model.scenario(spec);
  const results = [
    await over("slider steps", 10_000, (time) => {
      scenario.setValue(0, slider(time));
      scenario.rank("2022");
    }),
    await over("scenarios made and disposed of", 1_000, (time) => {
      const other = model.scenario(spec);
      other.setValue(0, slider(time));
      other.rank("2022");
      other.dispose();
    }),
  ];
  scenario.dispose();
  model.dispose();
  results.push(await over("models of the embedded data loaded and disposed of", 200, async () => (await Model.load()).dispose()));
  const { csv: data, framework } = synthetic(300, 17);
  const load = async () => (await Model.load({ data, framework: /** @type {any} */ (framework) })).dispose();
  results.push(await over("models of a CSV of 300 x 17 loaded and disposed of", 200, load));
  return results;
}
