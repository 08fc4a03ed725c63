/**
 * What a reader sees of a ranking, as a part of the page's address after `#`: `ranking=…`, in the form of www/whatif/link.js. Weights
 * and scenarios have parts of their own there (`weights`, `whatif`). No DOM.
 *
 * The content is `[framework id, its hash, hash of the data, period, node, region, language, units]`.
 */

import { packed, shortened, unpacked } from "../whatif/link.js";

/** @typedef {import("../elements/language.js").Lang} Lang */
/** @typedef {{ framework: string, frameworkHash: string, dataHash: string, period: string, node: string, region: string, lang: Lang, units: string[] }} Seen */
/** @typedef {import("../api/types.js").Description} Description */
/** @typedef {{ period?: string, node?: string, region?: string, unit?: string | null }} Choice */

/** The name of the part, where the element has no id. */
export const LINK = "ranking";

/** More units no link has. */
const MOST_UNITS = 100;

/** @param {Seen} seen */
export const encode = ({ framework, frameworkHash, dataHash, period, node, region, lang, units }) =>
  packed([framework, shortened(frameworkHash), shortened(dataHash), period, node, region, lang, units]);

/** @param {string} text what `encode` gave @returns {Seen | "damaged" | "newer"} `newer`: written by a later version */
export function decode(text) {
  const read = unpacked(text);
  if (typeof read === "string") return read;
  if (!Array.isArray(read.content)) return "damaged";
  const [framework, frameworkHash, dataHash, period, node, region, lang, units] = read.content;
  const texts = [framework, frameworkHash, dataHash, period, node, region].every((each) => typeof each === "string");
  const sound = Array.isArray(units) && units.length <= MOST_UNITS && units.every((each) => typeof each === "string") && ["zh", "en"].includes(lang);
  return texts && sound ? { framework, frameworkHash, dataHash, period, node, region, lang, units } : "damaged";
}

/**
 * What of a link a page can show, and what it does not have.
 * @param {Seen} seen @param {Description} description @param {string[]} areas ids of the regions or groups
 * @returns {{ choice: Choice, unknown: string[] }}
 */
export function choiceOf({ period, node, region, units }, { periods, nodes, units: all }, areas) {
  /** @type {Choice} */
  const choice = { region: undefined, unit: null };
  /** @type {string[]} */
  const unknown = [];
  if (periods.includes(period)) choice.period = period;
  else unknown.push(period);
  if (nodes.some(({ id }) => id === node)) choice.node = node;
  else unknown.push(node);
  if (!region || areas.includes(region)) choice.region = region || undefined;
  else unknown.push(region);
  const [unit] = units;
  if (!unit || all.some(({ code }) => code === unit)) choice.unit = unit ?? null;
  else unknown.push(unit);
  return { choice, unknown };
}
