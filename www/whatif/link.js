/**
 * Everything that a reader has put together, as text after `#`: it never reaches a server, and is short enough for a message.
 *
 * `1.CONTENT.CHECK`: the version; JSON in UTF-8 as base64url; six digits that tell whether it arrived whole. The content is
 * `[framework id, its hash, hash of the data, seed, period, plan shown, names, plans]`; indicators and lists of units are written
 * once, as names, and meant by number.
 */

import { written } from "../api/json.js";
import { hashText } from "./hash.js";
import { MOST_PLANS } from "./plan.js";

/** @typedef {import("./plan.js").State} State */
/** @typedef {import("./plan.js").Kind} Kind */
/** @typedef {{ framework: string, frameworkHash: string, dataHash: string, seed: number, period: string, state: State }} Shared */

const VERSION = "1";

/** @type {Kind[]} */
const KINDS = ["percent", "amount", "money"];

/** Longer links are cut by some programs; one is said to be too long from here on. */
export const LONGEST = 1500;

/** More changes, or figures that follow money, no link has: they would take seconds to be computed. */
export const MOST_CHANGES = 200;

/** The name of what comes after `#`, where the element has no id. */
export const LINK = "whatif";

/** Digits of a hash that go into a link: 40 bits. */
const DIGITS = 10;

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

/** JSON as text for a link: version, content, check. @param {unknown} content */
export function packed(content) {
  const text = base64url(new TextEncoder().encode(written(content)));
  return `${VERSION}.${text}.${check(text)}`;
}

/**
 * The JSON that `packed` was given.
 * @param {string} text
 * @returns {{ content: any } | "damaged" | "newer"} `newer`: written by a later version
 */
export function unpacked(text) {
  const [version, content = "", sum] = text.split(".");
  if (/^\d+$/.test(version) && version !== VERSION) return "newer";
  if (version !== VERSION || text.length > 10 * LONGEST || check(content) !== sum) return "damaged";
  try {
    return { content: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytesOf(content))) };
  } catch {
    return "damaged";
  }
}

/** The digits of a hash that go into a link. @param {string} hash */
export const shortened = (hash) => hash.slice(0, DIGITS);

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
  return packed([framework, shortened(frameworkHash), shortened(dataHash), seed, period, state.at, names, plans]);
}

/** Whether a plan is such as a reader can put together. @param {any} plan */
const sound = ({ changes, assumptions }) =>
  changes.length <= MOST_CHANGES && changes.every((/** @type {any} */ { kind, indicator, value }) => kind && typeof indicator === "string" && Number.isFinite(value)) && areAssumptions(assumptions);

/** Whether assumptions have the shape that they are written in; what else is wrong with them, the calculator says. @param {any} given */
function areAssumptions(given) {
  if (given === null) return true;
  if (!isRecord(given)) return false;
  const { additionality = 1, returns = {}, elasticities = [] } = given;
  const stated = isNumber(additionality) || (isRecord(additionality) && isNumber(additionality.value) && hasSource(additionality));
  const less = isRecord(returns) && [returns.exponent, returns.limit].every((each) => each === undefined || isNumber(each)) && hasSource(returns);
  return stated && less && Array.isArray(elasticities) && elasticities.length <= MOST_CHANGES && elasticities.every(isElasticity);
}

/** @param {any} given */
const isElasticity = (given) =>
  isRecord(given) && typeof given.to === "string" && ["string", "undefined"].includes(typeof given.from) && isNumber(given.value) && isNumber(given.lag ?? 0) && hasSource(given);

/** @param {any} given */
const isRecord = (given) => typeof given === "object" && given !== null && !Array.isArray(given);
/** @param {any} given */
const isNumber = (given) => Number.isFinite(given);
/** @param {any} given */
const hasSource = ({ source = "" }) => typeof source === "string";

/**
 * @param {string} text what `encode` gave
 * @returns {Shared | "damaged" | "newer"} `newer`: written by a later version
 */
export function decode(text) {
  const read = unpacked(text);
  if (typeof read === "string") return read;
  try {
    const [framework, frameworkHash, dataHash, seed, period, at, names, plans] = read.content;
    const state = {
      at,
      plans: plans.map((/** @type {any} */ [changes, assumptions = null]) => ({
        changes: changes.map((/** @type {number[]} */ [units, indicator, kind, value]) => ({ units: parted(names[units]), indicator: names[indicator], kind: KINDS[kind], value })),
        assumptions,
      })),
    };
    const texts = [framework, frameworkHash, dataHash, period, ...names].every((each) => typeof each === "string");
    const numbers = Number.isInteger(at) && Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32;
    return texts && numbers && state.plans.length <= MOST_PLANS && state.plans[at]?.changes && state.plans.every(sound) ? { framework, frameworkHash, dataHash, seed, period, state } : "damaged";
  } catch {
    return "damaged";
  }
}

/**
 * Whether a link was made on other data, or with another framework, than a page has.
 * @param {{ frameworkHash: string, dataHash: string }} shared @param {{ frameworkHash: string, dataHash: string }} here
 */
export const differences = (shared, here) => ({
  data: shortened(here.dataHash) !== shared.dataHash,
  framework: shortened(here.frameworkHash) !== shared.frameworkHash,
});

/**
 * The part of an address after `#` that has a name: `#whatif=…`, also among others (`#top&whatif=…`).
 * @param {string} hash @param {string} name
 */
export const partOf = (hash, name) =>
  hash
    .replace(/^#/, "")
    .split("&")
    .map((part) => part.split(/=(.*)/))
    .find(([each]) => decoded(each) === name)?.[1] ?? null;

/**
 * What stands after `#`, with a part put in, or taken out: what was there stays, as a page may find its way by it.
 * @param {string} hash @param {string} name @param {string | null} text null takes it out
 */
export function withPart(hash, name, text) {
  const others = hash.replace(/^#/, "").split("&").filter((part) => part && decoded(part.split("=")[0]) !== name);
  return [...others, ...(text === null ? [] : [`${name}=${text}`])].join("&");
}

/** The name of a part: an address bar writes 情景 as %E6%83%85%E6%99%AF. @param {string} name */
function decoded(name) {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
