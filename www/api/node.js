/** The API in Node: the same wasm, files beside this module. */
import { readFile } from "node:fs/promises";
import { guarded } from "./error.js";
import { inNode, lasting } from "./instance.js";
import { loader, readyFrameworks } from "./loader.js";
import { hasVectors } from "./compile.js";
import glue from "../../build/analysis/analysis.js";
import { Model } from "./model.js";
import { refuse } from "./refuse.js";
export { InnodexError, Model, Scenario } from "./model.js";

/** One module is enough here: the one with everything. @type {() => Promise<import("./instance.js").Running<typeof import("../../build/analysis/analysis.js")>>} */
const module = lasting(async () => ({ glue, module: await WebAssembly.compile(await readFile(new URL(hasVectors() ? FILES.analysisVector : FILES.analysis, import.meta.url))) }), inNode);

/** @type {import("./loader.js").Platform} */
const platform = {
  refuse,
  ranking: module,
  model: module,
  analysis: module,
  file: (name) =>
    readFile(new URL(name, import.meta.url)).then(
      (buffer) => new Uint8Array(buffer),
      (fault) => {
        if (fault.code === "ENOENT") return null;
        throw fault;
      },
    ),
};

const load = loader(platform);

/** Reads and resolves a panel and a framework. @param {import("./types.js").LoadOptions} [options] */
Model.load = (options) => load(options);

/**
 * The ready frameworks, each with the number of its indicators.
 * @returns {Promise<{ id: string, name: import("./types.js").Text, indicators: number, source: string | null }[]>}
 */
export async function frameworks() {
  const ids = await readyFrameworks(platform);
  return Promise.all(
    ids.map(async (id) => {
      const file = await platform.file(`frameworks/${id}.json`);
      const { name, indicators, source } = JSON.parse(new TextDecoder().decode(file ?? new Uint8Array()));
      return { id, name, indicators: indicators.length, source: source ?? null };
    }),
  );
}

/**
 * Checks files against each other: one list of findings a file.
 * @param {Uint8Array[]} files
 * @returns {Promise<import("./types.js").Finding[][]>}
 */
export async function check(files) {
  const [{ check }, embedded] = await Promise.all([module(), platform.file("provinces.bin")]);
  return guarded(() => check(files, embedded ?? undefined));
}

/**
 * COINr's own example pipeline on its tables: every level of every unit, in COINr's order.
 * @param {Uint8Array} data iData @param {Uint8Array} meta iMeta @param {string} [group] a column of groups
 * @returns {Promise<{ columns: string[], rows: (string | number | null)[][] }>} the first column is `uCode`
 */
export async function coinr(data, meta, group) {
  const wasm = await module();
  const { columns, codes, rows } = guarded(() => wasm.coinr(data, meta, group));
  return { columns: ["uCode", ...columns], rows: rows.map((/** @type {(number | null)[]} */ row, /** @type {number} */ at) => [codes[at], ...row]) };
}

/**
 * COINr's tables as a model, by the pipeline of its own example.
 * @param {Uint8Array} data iData @param {Uint8Array} meta iMeta @param {string} [group] a column of groups
 * @returns {Promise<Model>}
 */
export async function coinrModel(data, meta, group) {
  const wasm = await module();
  return new Model(guarded(() => wasm.coinr_model(data, meta, group)), wasm.reasons(), wasm);
}
