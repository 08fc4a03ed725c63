/** Fetches the files of the package and compiles its wasm modules. */
import { InnodexError } from "./error.js";

/** The smallest module with a vector instruction (i8x16.popcnt, as wasm-feature-detect asks). */
const VECTORS = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11];

/** Whether this engine has vector instructions (Chromium 91, Firefox 89, Safari 16.4). */
export const hasVectors = () => WebAssembly.validate(Uint8Array.from(VECTORS));

/** How many bytes came of each file. @type {Record<string, number>} */
const came = {};

/**
 * Where a file of the package is: beside this script, or where the page says (`globalThis[Symbol.for("innodex")] = { base: "/innodex/" }`),
 * for bundlers that write another address into scripts.
 * @param {string} name
 */
export function addressOf(name) {
  const { base } = /** @type {any} */ (globalThis)[Symbol.for("innodex")] ?? {};
  return new URL(name, base ? new URL(base, document.baseURI) : import.meta.url).href;
}

/** What is said where the rescue cannot be loaded either. @param {string} place */
const lost = (place) =>
  new InnodexError({
    code: "file_unreadable",
    place,
    message: { zh: "没能载入 innodex 的一个文件。", en: "Could not load a file of innodex." },
    hint: { zh: "请刷新页面；若仍不行，请确认整个文件夹已完整复制。", en: "Reload the page; if that does not help, check that the whole folder was copied." },
  });

/** Says why a script of the package could not be loaded. @param {string} name @returns {Promise<never>} */
export async function unloaded(name) {
  if (name !== FILES.rescue) await rescue("script", addressOf(name));
  // Not even what helps: the folder holds another build. A reload finds it, once the browser asks for what leads there.
  await /** @type {any} */ (globalThis)[Symbol.for("innodex")]?.fresh?.();
  throw lost(name);
}

/**
 * A script of the package. Its address is no literal: it is found beside this one, and a bundler makes no copy.
 * @param {string} name @returns {Promise<any>}
 */
export const script = (name) => import(addressOf(name)).catch(() => unloaded(name));

/**
 * Asks what helps where a file cannot be used (rescue.js), which is loaded then.
 * @template {keyof import("./rescue.js").Rescue} T @param {T} what @param {Parameters<import("./rescue.js").Rescue[T]>} given
 * @returns {Promise<any>}
 */
export async function rescue(what, ...given) {
  const { result, problem } = await (await script(FILES.rescue)).rescue(what, given);
  if (problem) throw new InnodexError(problem);
  return result;
}

/**
 * Fetches a file and makes something of it; where that fails, the rescue does.
 * @param {string} name @param {(bytes: ArrayBuffer) => any} make @param {"module" | "file"} otherwise
 */
async function fetched(name, make, otherwise) {
  const href = addressOf(name);
  try {
    const response = await fetch(href);
    const bytes = await response.arrayBuffer();
    came[href] = bytes.byteLength;
    if (response.ok) return await make(bytes);
  } catch {
    // The rescue finds out why.
  }
  return rescue(otherwise, href);
}

/**
 * Compiles a module from its bytes, whatever type the server gives them: streaming would refuse what is not exactly
 * `application/wasm`, and leaves Firefox 115 hanging on a truncated file.
 * @param {string} name @returns {Promise<WebAssembly.Module>}
 */
export const compile = (name) => fetched(name, (bytes) => WebAssembly.compile(bytes), "module");

/** A file as it is; null where the package has none of this name. @param {string} name @returns {Promise<Uint8Array | null>} */
export const file = (name) => fetched(name, (bytes) => new Uint8Array(bytes), "file");

/** What went wrong with the files, where something did; else what was thrown. @param {unknown} thrown */
export const why = (thrown) => rescue("check", came).then(() => thrown, (found) => (found.place === FILES.rescue ? thrown : found));
