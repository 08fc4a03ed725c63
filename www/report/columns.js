/**
 * The indicators that figures of reports are figures of: those of one subject, kind and unit make a column, over reports and years.
 * No DOM.
 */

import { inUnit, measureOf, plain } from "./measures.js";
import { kindOf } from "./items.js";

/** @typedef {import("./items.js").Item} Item */
/** @typedef {import("./reports.js").Report} Report */
/** @typedef {import("./reports.js").State} State */
/** @typedef {import("../api/types.js").Text} Text */
/** @typedef {{ target?: number | null, direction?: 1 | -1 }} Choice what a person says of an indicator */
/** @typedef {{ item: Item, report: Report, period: string, value: number }} Cell a figure in the unit of its column */
/**
 * @typedef {object} Column
 * @property {string} key
 * @property {string} id what the panel calls it
 * @property {Text} name
 * @property {string} unit
 * @property {string} kind
 * @property {Cell[]} cells accepted figures
 * @property {Cell[]} targets accepted targets
 * @property {1 | -1} direction
 * @property {number | null} target a person's, else the newest of the texts
 */

/** How a column of a kind is called. @type {Record<string, (subject: string) => Text>} */
const NAMES = {
  level: (subject) => ({ zh: subject, en: subject }),
  new: (subject) => ({ zh: /^新/.test(subject) ? subject : `新增${subject}`, en: `${subject} (new)` }),
  cumulative: (subject) => ({ zh: /^累计/.test(subject) ? subject : `累计${subject}`, en: `${subject} (cumulative)` }),
  growth: (subject) => ({ zh: `${subject}增长率`, en: `${subject} (growth)` }),
  points: (subject) => ({ zh: `${subject}变动`, en: `${subject} (change in points)` }),
  rank: (subject) => ({ zh: `${subject}名次`, en: `${subject} (rank)` }),
  share: (subject) => ({ zh: subject, en: subject }),
};

/** Names of columns that a panel uses itself. */
const TAKEN = /^(code|unit|province|year|period|unit_(level|parent|parent_name|group))$/i;

/** The key that a figure has by itself. @param {Item} item */
export const ownKey = ({ said }) => [kindOf(said), plain(said.subject), measureOf(said.unit).noun].map((part) => part.replace(/\|/g, "/")).join("|");

/** The key of the column that a figure belongs to. @param {Item} item */
export const keyOf = (item) => item.column ?? ownKey(item);

/** Whether a figure is in the unit of measure of the column it is put to, but for 万 and 亿. @param {Item} item */
export const inItsUnit = (item) => keyOf(item).split("|")[2] === ownKey(item).split("|")[2];

/** What was found for a state, which never changes. @type {WeakMap<State, Column[]>} */
const known = new WeakMap();

/** Every indicator of the accepted figures, in the order of the texts. @param {State} state @returns {Column[]} */
export function columnsOf(state) {
  const found = known.get(state) ?? collected(state);
  known.set(state, found);
  return found;
}

/** @param {State} state @returns {Column[]} */
function collected({ reports, columns }) {
  /** @type {Map<string, { report: Report, item: Item }[]>} */
  const found = new Map();
  for (const report of reports) {
    for (const item of report.items) {
      if (item.status !== "accepted") continue;
      const key = keyOf(item);
      found.set(key, [...(found.get(key) ?? []), { report, item }]);
    }
  }
  const made = [...found].map(([key, all]) => columnOf(key, all, columns[key] ?? {}));
  return named(made);
}

/** @param {string} key @param {{ report: Report, item: Item }[]} all @param {Choice} choice @returns {Column} */
function columnOf(key, all, choice) {
  const [kind, subject] = key.split("|");
  const first = all.find(({ item }) => item.said.kind !== "target") ?? all[0];
  const { unit } = first.item.said;
  // The subject as the first figure of its own writes it: the key has it without quotes.
  const own = all.find(({ item }) => item.column === null)?.item.said.subject ?? subject;
  /** @param {{ report: Report, item: Item }} each @returns {Cell} */
  const cell = ({ report, item }) => ({ item, report, period: item.said.period || report.period, value: inUnit(Number(item.said.value), item.said.unit, unit) ?? NaN });
  const of = (/** @type {boolean} */ target) => all.filter(({ item }) => (item.said.kind === "target") === target).map(cell).sort((a, b) => (a.period < b.period ? -1 : 1));
  const targets = of(true);
  return {
    key,
    id: own,
    name: NAMES[kind](own),
    unit,
    kind,
    cells: of(false),
    targets,
    direction: choice.direction ?? (kind === "rank" ? -1 : 1),
    target: choice.target !== undefined ? choice.target : (targets[targets.length - 1]?.value ?? null),
  };
}

/** Gives every column a name of its own in the panel. A growth rate is called after its indicator, as `<innodex-targets>` looks for it. @param {Column[]} columns */
function named(columns) {
  /** @type {Set<string>} */
  const used = new Set();
  const once = (/** @type {string} */ name) => {
    let id = TAKEN.test(name) ? `${name}*` : name;
    for (let n = 2; used.has(id); n++) id = `${name} ${n}`;
    used.add(id);
    return id;
  };
  const amounts = columns.filter(({ kind }) => kind !== "growth");
  for (const column of amounts) column.id = once(column.name.zh);
  for (const column of columns) {
    if (column.kind !== "growth") continue;
    const subject = column.key.split("|")[1];
    const grown = amounts.find(({ key, kind }) => ["level", "new", "cumulative"].includes(kind) && key.split("|")[1] === subject);
    column.id = once(grown ? `${grown.id}_growth` : column.name.zh);
  }
  return columns;
}
