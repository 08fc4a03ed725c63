/** The API in a page that asks for no file: code and data stand in the page itself. It stands where browser.js does. */
import { why } from "../api/inside.js";
import { lasting } from "../api/instance.js";
import { loader } from "../api/loader.js";
import { Model } from "../api/model.js";
import { refuse } from "../api/refuse.js";
export { InnodexError, Model, Scenario } from "../api/model.js";

/** What the page holds: gzipped, in base64, by name (package.js). */
const held = () => /** @type {Record<string, string>} */ (/** @type {any} */ (globalThis)[Symbol.for("innodex.files")] ?? {});

/** A file that the page holds; null where it does not. @param {string} name */
export async function file(name) {
  const text = held()[name];
  if (!text) return null;
  const zipped = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const plain = new Blob([zipped]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(plain).arrayBuffer());
}

/** What a page names to show the same: the folder that was published with it. */
export const scriptAddress = () => "innodex/innodex.js";

/** Every element is here from the beginning. */
export const later = () => {};

/** What was published is of the form that is read. */
export const mending = () => {};

/** One module is enough: the one that the page holds, with its glue. */
const module = lasting(async () => ({ glue: /** @type {any} */ (globalThis)[Symbol.for("innodex.glue")], module: await WebAssembly.compile(/** @type {Uint8Array<ArrayBuffer>} */ (await file("module.wasm"))) }));

const load = loader({ refuse, ranking: module, model: module, analysis: module, file });

/** Reads and resolves a panel and a framework. @param {import("../api/types.js").LoadOptions} [options] */
Model.load = (options) =>
  load(options).catch(async (thrown) => {
    throw await why(thrown);
  });
