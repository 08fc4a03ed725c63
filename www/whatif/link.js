/**
 * Everything that a reader has put together, as text after `#`: it never reaches a server, and is short enough for a message.
 *
 * `1.CONTENT.CHECK`: the version; JSON in UTF-8 as base64url; six digits that tell whether it arrived whole. The content is
 * `[framework id, its hash, hash of the data, seed, period, plan shown, names, plans]`; indicators and lists of units are written
 * once, as names, and meant by number.
 */

import { hashText } from "./hash.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Kind} Kind */
/** @typedef {{ framework: string, frameworkHash: string, dataHash: string, seed: number, period: string, state: State }} Shared */

const VERSION = "1";

/** @type {Kind[]} */
const KINDS = ["percent", "amount", "money"];

/** Longer links are cut by some programs; one is said to be too long from here on. */
export const LONGEST = 1500;

/** The name of what comes after `#`, where the element has no id. */
export const LINK = "whatif";

/** Digits of a hash that go into a link: 40 bits. */
export const DIGITS = 10;

/** Codes of provinces stand side by side after a dot, others are parted by commas. @param {string[]} units */
const joined = (units) =>
  units.every((unit) => /^\d\d$/.test(unit)) ? `.${units.join("")}` : units.map((unit) => unit.replace(/[%,]/g, encodeURIComponent).replace(/^\./, "%2E")).join(",");

/** @param {string} text */
const parted = (text) => (text[0] === "." ? text.match(/\d\d/g) ?? [] : text.split(",").map(decodeURIComponent));

/** @param {Uint8Array} bytes */
function base64url(bytes) {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** @param {string} text */
const bytesOf = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (character) => character.charCodeAt(0));

/** @param {string} content */
const check = (content) => hashText(content).slice(-6);

/** @param {Shared} shared */
export function encode({ framework, frameworkHash, dataHash, seed, period, state }) {
  /** @type {string[]} */
  const names = [];
  /** @param {string} name */
  const number = (name) => {
    if (!names.includes(name)) names.push(name);
    return names.indexOf(name);
  };
  const plans = state.plans.map(({ changes, assumptions }) => {
    const written = changes.map(({ units, indicator, kind, value }) => [number(joined(units)), number(indicator), KINDS.indexOf(kind), value]);
    return assumptions ? [written, assumptions] : [written];
  });
  const content = [framework, frameworkHash.slice(0, DIGITS), dataHash.slice(0, DIGITS), seed, period, state.at, names, plans];
  const text = base64url(new TextEncoder().encode(JSON.stringify(content)));
  return `${VERSION}.${text}.${check(text)}`;
}

/**
 * @param {string} text what `encode` gave
 * @returns {Shared | "damaged" | "newer"} `newer`: written by a later version
 */
export function decode(text) {
  const [version, content = "", sum] = text.split(".");
  if (/^\d+$/.test(version) && version !== VERSION) return "newer";
  if (version !== VERSION || check(content) !== sum) return "damaged";
  try {
    const [framework, frameworkHash, dataHash, seed, period, at, names, plans] = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytesOf(content)));
    const state = {
      at,
      plans: plans.map((/** @type {any} */ [changes, assumptions = null]) => ({
        changes: changes.map((/** @type {number[]} */ [units, indicator, kind, value]) => ({ units: parted(names[units]), indicator: names[indicator], kind: KINDS[kind], value })),
        assumptions,
      })),
    };
    const sound = state.plans[at]?.changes && state.plans.every((/** @type {any} */ { changes }) => changes.every((/** @type {any} */ { kind, indicator, value }) => kind && typeof indicator === "string" && Number.isFinite(value)));
    return sound ? { framework, frameworkHash, dataHash, seed, period, state } : "damaged";
  } catch {
    return "damaged";
  }
}

/**
 * The part of an address after `#` that has a name: `#whatif=…`, also among others (`#top&whatif=…`).
 * @param {string} hash @param {string} name
 */
export const partOf = (hash, name) =>
  hash
    .replace(/^#/, "")
    .split("&")
    .find((part) => part.startsWith(`${name}=`))
    ?.slice(name.length + 1) ?? null;
