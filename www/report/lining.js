/** Lines the figures of several reports up: the same phrase in the same unit, and what is nearly so, for a person to say. No DOM. */

import { keyOf } from "./columns.js";
import { kindOf } from "./items.js";
import { measureOf, plain } from "./measures.js";

/** @typedef {import("./items.js").Item} Item */
/** @typedef {import("./reports.js").State} State */
/** @typedef {{ key: string, subject: string, unit: string, kind: string, items: Record<string, Item[]>, near: Record<string, Item[]> }} Line the figures by report */

/** Words at the beginning of a phrase that say where, when or how much of it, and at its end that it is a number: not what. */
const BEFORE = /^(全区|全市|全省|全县|本区|我区|我市|全年|当年|本年|新区|新增|新认定|新建|新引进|累计|净增|现有|拥有|共有|国家级|省级|市级|省级以上)+/;
const AFTER = /(数量|总数|个数|总量|数)$/;

/** What a phrase is of. @param {string} subject */
const core = (subject) => plain(subject).replace(BEFORE, "").replace(AFTER, "");

/** The ends of a phrase, itself first: what a phrase is of stands at its end. @param {string} phrase */
const ends = (phrase) => Array.from({ length: Math.max(0, phrase.length - 1) }, (_, i) => phrase.slice(i));

/**
 * A line for every indicator of the first report, then for what only later ones have. Rejected figures are no candidates.
 * @param {State} state
 * @returns {Line[]} without what is near
 */
export function phrases({ reports }) {
  /** @type {Map<string, Line>} */
  const lines = new Map();
  for (const { id, items } of reports) {
    for (const item of items) {
      if (item.status === "rejected") continue;
      const key = keyOf(item);
      const { subject, unit } = item.said;
      const line = lines.get(key) ?? { key, subject, unit, kind: kindOf(item.said), items: {}, near: {} };
      (line.items[id] ??= []).push(item);
      lines.set(key, line);
    }
  }
  return [...lines.values()];
}

/** What was found for a state, which never changes. @type {WeakMap<State, Line[]>} */
const known = new WeakMap();

/** The same with what is near, where a later report has no figure of the phrase: one phrase ends as the other. @param {State} state */
export function lineUp(state) {
  const found = known.get(state) ?? compared(state);
  known.set(state, found);
  return found;
}

/** @param {State} state @returns {Line[]} */
function compared(state) {
  const { reports } = state;
  const all = phrases(state);
  const firstOf = (/** @type {Line} */ { items }) => Object.keys(items)[0];
  const about = (/** @type {Line} */ { kind, unit }) => `|${kind}|${measureOf(unit).noun}`;
  for (const [i, { id: own }] of reports.entries()) {
    const mine = byEnd(all.filter((line) => firstOf(line) === own), about);
    for (const { id } of reports.slice(i + 1)) {
      // What an earlier report has too is no other's.
      for (const other of all) {
        if (other.items[own] || !other.items[id]) continue;
        const phrase = core(other.subject);
        const lines = new Set([...(mine.whole.get(phrase + about(other)) ?? []), ...(mine.ends.get(phrase + about(other)) ?? []), ...ends(phrase).flatMap((end) => mine.whole.get(end + about(other)) ?? [])]);
        for (const line of lines) if (!line.items[id]) (line.near[id] ??= []).push(...other.items[id]);
      }
    }
  }
  return all;
}

/** Lines by what their phrases are of, and by the ends of that. @param {Line[]} lines @param {(line: Line) => string} about */
function byEnd(lines, about) {
  /** @type {{ whole: Map<string, Line[]>, ends: Map<string, Line[]> }} */
  const found = { whole: new Map(), ends: new Map() };
  const put = (/** @type {Map<string, Line[]>} */ map, /** @type {string} */ key, /** @type {Line} */ line) => {
    const there = map.get(key);
    if (there) there.push(line);
    else map.set(key, [line]);
  };
  for (const line of lines) {
    const phrase = core(line.subject);
    if (phrase.length < 2) continue;
    put(found.whole, phrase + about(line), line);
    for (const end of ends(phrase).slice(1)) put(found.ends, end + about(line), line);
  }
  return found;
}
