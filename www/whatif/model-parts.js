/** What a model was made of: to change a part of it, and for hashes that say whether a link was made on the same. */

import { file } from "./beside.js";
import { canonical, hash, hashText } from "./hash.js";

/** @typedef {import("../elements/source.js").ModelSource} ModelSource */

/** The framework as an object, wherever it comes from. @param {any} framework an id, JSON text, an object */
export async function frameworkOf(framework = "provincial") {
  if (typeof framework !== "string") return framework;
  return JSON.parse(/^\s*\{/.test(framework) ? framework : new TextDecoder().decode(await file(`frameworks/${framework}.json`)));
}

/** The data as CSV text; null where they are none that can be written so. @param {any} data */
export function csvOf(data) {
  if (typeof data === "string") return data;
  if (data instanceof ArrayBuffer || data instanceof Uint8Array) {
    const bytes = new Uint8Array(data);
    return bytes[0] === 0x89 ? null : new TextDecoder().decode(bytes);
  }
  return null;
}

/**
 * Hashes of what a source loads: of the framework by content, of the data by their bytes, with the definitions of the columns.
 * @param {ModelSource} source
 */
export async function fingerprint(source) {
  const { data, indicators, framework } = await source.options();
  const text = typeof indicators === "string" ? canonical(JSON.parse(indicators)) : indicators ? canonical(indicators) : "";
  return { frameworkHash: hashText(canonical(await frameworkOf(framework))), dataHash: hashText((await dataHash(data)) + text) };
}

/** @param {any} data */
async function dataHash(data) {
  if (data === undefined) return hash(await file("provinces.bin"));
  if (typeof data === "string") return hashText(data);
  // A panel is told from bytes by its reasons: bytes have `values` too.
  if (!data.reasons) return hash(new Uint8Array(data));
  // A panel made of raw tables: its figures, its reasons, its names.
  const { values, reasons } = data;
  return hash(new Uint8Array(values.buffer, values.byteOffset, values.byteLength)) + hash(reasons) + hashText(canonical(data.toJSON()));
}
