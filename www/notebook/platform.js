/** The API in a notebook: files that the kernel sent, each gzipped and each once. It stands where browser.js does. */
import { why } from "../api/inside.js";
import { lasting } from "../api/instance.js";
import { loader } from "../api/loader.js";
import { Model } from "../api/model.js";
import { refuse } from "../api/refuse.js";
import glue from "../../build/notebook/notebook.js";
export { InnodexError, Model, Scenario } from "../api/model.js";

/** @typedef {Record<string, DataView>} Files gzipped, by name */

/** Gives the files. The first to give them is heard: they are all the same. @type {(files: Files) => void} */
export let provide;

/** @type {Promise<Files>} */
const files = new Promise((resolve) => (provide = resolve));

/** @param {string} name */
async function file(name) {
  const zipped = (await files)[name];
  if (!zipped) return null;
  const plain = new Blob([/** @type {DataView<ArrayBuffer>} */ (zipped)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(plain).arrayBuffer());
}

/** What a page names to show the same: the files that \`copy_files\` of the Python package lays beside it. */
export const scriptAddress = () => "innodex/innodex.js";

/** The widget has every element from the beginning. */
export const later = () => {};

/** Python gives figures and no file of another form. */
export const mending = () => {};

/** One module is enough here: the one with everything. @type {() => Promise<import("../api/instance.js").Running<typeof import("../../build/notebook/notebook.js")>>} */
const module = lasting(async () => ({ glue, module: await WebAssembly.compile(/** @type {Uint8Array<ArrayBuffer>} */ (await file("notebook.wasm"))) }));

const load = loader({ refuse, ranking: module, model: module, analysis: module, file });

/** Reads and resolves a panel and a framework. @param {import("../api/types.js").LoadOptions} [options] */
Model.load = (options) =>
  load(options).catch(async (thrown) => {
    throw await why(thrown);
  });
