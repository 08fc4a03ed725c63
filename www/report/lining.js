/** Lines the figures of several reports up: the same phrase in the same unit, and what is nearly so, for a person to say. No DOM. */

import { keyOf } from "./columns.js";
import { kindOf } from "./items.js";
import { measureOf, plain } from "./measures.js";

/** @typedef {import("./items.js").Item} Item */
/** @typedef {import("./reports.js").State} State */
/** @typedef {{ key: string, subject: string, unit: string, kind: string, items: Record<string, Item[]>, near: Record<string, Item[]> }} Line the figures by report */

/** Words at the beginning of a phrase that say where, when or how much of it, not what. */
const BEFORE = /^(全区|全市|全省|全县|本区|我区|我市|全年|当年|本年|新区|新增|新认定|新建|新引进|累计|净增|现有|拥有|共有|国家级|省级|市级|省级以上)+/;

/** What a phrase is of. @param {string} subject */
const core = (subject) => plain(subject).replace(BEFORE, "");

/** Whether two figures may be of one indicator, though their phrases differ. @param {Item} one @param {Item} other */
export function alike(one, other) {
  const [a, b] = [one.said, other.said];
  if (kindOf(a) !== kindOf(b) || measureOf(a.unit).noun !== measureOf(b.unit).noun) return false;
  const [x, y] = [core(a.subject), core(b.subject)];
  return x.length > 1 && y.length > 1 && (x.includes(y) || y.includes(x));
}

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

/** The same with what is near, where a later report has no figure of the phrase. @param {State} state */
export function lineUp(state) {
  const { reports } = state;
  const all = phrases(state);
  // Only lines of one kind and unit can be near.
  /** @type {Map<string, Line[]>} */
  const groups = new Map();
  const groupOf = (/** @type {Line} */ { kind, unit }) => `${kind}|${measureOf(unit).noun}`;
  for (const line of all) groups.set(groupOf(line), [...(groups.get(groupOf(line)) ?? []), line]);
  for (const line of all) {
    const [[own, [first]]] = Object.entries(line.items);
    const from = reports.findIndex(({ id }) => id === own);
    for (const { id } of reports.slice(from + 1)) {
      if (line.items[id]) continue;
      // What an earlier report has too is no other's.
      const others = (groups.get(groupOf(line)) ?? []).filter((other) => other !== line && !other.items[own] && other.items[id]);
      const near = others.flatMap((other) => other.items[id].filter((item) => alike(first, item)));
      if (near.length) line.near[id] = near;
    }
  }
  return all;
}
