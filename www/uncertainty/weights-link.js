/** Weights in the page's address, after `#`: a preset by its id (`weights=experts`), or shares by the id of a node (`weights=x:0.6,y:0.4`). No DOM. */

import { partOf, withPart } from "../whatif/link.js";

/** @typedef {import("./weighting.js").Weights} Weights */
/** @typedef {{ preset: string } | { weights: Weights } | "damaged"} Linked */

/** The name of the part, where the element has no id. */
export const LINK = "weights";

/** Shares are written to so many decimals. */
const DECIMALS = 4;

/** No link is longer. */
const LONGEST = 15000;

/** @param {string} text */
const decoded = (text) => decodeURIComponent(text);

/**
 * Weights as the text of a link.
 * @param {string | null} preset its id, "" for the framework's own weights, null for others @param {Weights} weights
 */
export function textOf(preset, weights) {
  const share = (/** @type {number} */ value) => String(Number(value.toFixed(DECIMALS)));
  return preset === null ? Object.entries(weights).map(([id, value]) => `${encodeURIComponent(id)}:${share(value)}`).join(",") : encodeURIComponent(preset);
}

/**
 * The address of a page with these weights; what else stands after `#` stays.
 * @param {string} address @param {string} name @param {string | null} preset its id, "" for the framework's own weights, null for others
 * @param {Weights} weights
 */
export function linkTo(address, name, preset, weights) {
  const url = new URL(address);
  url.hash = withPart(url.hash, name, textOf(preset, weights));
  return url.href;
}

/**
 * The text that an address has after `#`; null where it has none.
 * @param {string} hash @param {string} name
 */
export const linkIn = (hash, name) => partOf(hash, name);

/** What a text means: a preset ("" for the framework's own weights), or weights. @param {string} text @returns {Linked} */
export function linked(text) {
  if (text.length > LONGEST) return "damaged";
  try {
    if (!text.includes(":")) return { preset: decoded(text) };
    const pairs = text.split(",").map((pair) => pair.split(":"));
    const sound = pairs.every(([id, share, more]) => id && more === undefined && /^\d+(\.\d+)?$/.test(share ?? ""));
    const weights = Object.fromEntries(pairs.map(([id, share]) => [decoded(id), Number(share)]));
    return sound && Object.keys(weights).length === pairs.length ? { weights } : "damaged";
  } catch {
    return "damaged"; // %E6 alone is no letter
  }
}
