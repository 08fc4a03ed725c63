/**
 * A figure of a report as a person decides about it: what the reader said of it, what it is now, and whether it is accepted. Pure
 * functions on plain values. No DOM.
 */

import { numeral, plain } from "./measures.js";
import { problem } from "./problems.js";

/** @typedef {"level" | "new" | "cumulative" | "growth" | "points" | "rank" | "share" | "target"} Kind */
/** @typedef {"open" | "accepted" | "rejected"} Status */
/**
 * What a figure says, as it is read or corrected.
 * @typedef {object} Said
 * @property {string} subject
 * @property {number | null} value
 * @property {number | null} high the upper end of a range
 * @property {string} unit
 * @property {Kind} kind
 * @property {Kind | null} target_of what a target would be otherwise
 * @property {string | null} qualifier
 * @property {string | null} period
 * @property {string | null} region
 * @property {string | null} compared_with
 */
/**
 * @typedef {object} Item
 * @property {string} id
 * @property {number} start in the text, as `slice` counts
 * @property {number} end
 * @property {string} text
 * @property {any} read the figure as the reader gave it; null where a person marked it
 * @property {"read" | "split" | "joined" | "marked"} origin
 * @property {Said} said
 * @property {Status} status
 * @property {string | null} column the indicator it is put to, by a person; else that of its subject, kind and unit
 */

/** @type {Kind[]} */
export const KINDS = ["level", "new", "cumulative", "growth", "points", "rank", "share", "target"];
/** @type {Status[]} */
export const STATUSES = ["open", "accepted", "rejected"];
export const ORIGINS = ["read", "split", "joined", "marked"];
/** What a person may correct. */
export const MEMBERS = /** @type {const} */ (["subject", "value", "high", "unit", "kind", "target_of", "qualifier", "period", "region", "compared_with"]);

/** 2024, 2024Q3, 2024-03. */
export const PERIOD = /^\d{4}(Q[1-4]|-(0[1-9]|1[0-2]))?$/;

/** @param {string} period whether it is a year, a quarter or a month */
export const frequency = (period) => (period.includes("Q") ? "quarter" : period.includes("-") ? "month" : "year");

/** @param {any} figure what the reader says @returns {Said} */
export const saidOf = (figure) => ({
  subject: figure.subject ?? "",
  value: figure.value ?? null,
  high: figure.high ?? null,
  unit: figure.unit ?? "",
  kind: figure.kind,
  target_of: figure.target_of ?? null,
  qualifier: figure.qualifier ?? null,
  period: figure.period ?? null,
  region: figure.region ?? null,
  compared_with: figure.compared_with ?? null,
});

/** Which members a person has changed. @param {Item} item */
export const corrected = ({ read, said }) => (read ? MEMBERS.filter((member) => said[member] !== saidOf(read)[member]) : []);

/** What a figure is compared by when reports are lined up. @param {Said} said */
export const kindOf = ({ kind, target_of: otherwise }) => (kind === "target" ? (otherwise ?? "level") : kind);

/** @param {Said} said @param {Partial<Said>} change @returns {Said} */
export function changed(said, change) {
  const next = { ...said, ...change };
  if (next.kind !== "target") next.target_of = null;
  return next;
}

/**
 * Fails where a figure lacks what a cell of a panel needs.
 * @param {Item} item @param {string} period that of the report
 * @returns {string} the period of the figure
 */
export function complete({ id, text, said }, period) {
  if (said.value === null || !Number.isFinite(said.value)) throw problem("no_value", id, text);
  if (said.high !== null) throw problem("range_undecided", id, text);
  if (!plain(said.subject)) throw problem("no_subject", id, text);
  const own = said.period || period;
  if (!PERIOD.test(own)) throw problem("no_period", id, text);
  return own;
}

/** The subjects of a figure that is said of several. @param {string} subject */
export const subjectsOf = (subject) => {
  const parts = subject.split(/、|，|,|;|；/).map((each) => each.trim()).filter(Boolean);
  return parts.length > 1 ? parts : subject.split(/和|及/).map((each) => each.trim()).filter(Boolean);
};

/** The same figure once for each of its subjects. @param {Item} item @returns {Omit<Item, "id">[]} */
export function bySubject(item) {
  const subjects = subjectsOf(item.said.subject);
  if (subjects.length < 2) throw problem("one_only", item.id, item.text);
  return subjects.map((subject) => ({ ...item, origin: /** @type {const} */ ("split"), status: /** @type {const} */ ("open"), column: null, said: { ...item.said, subject } }));
}

/**
 * Two figures, cut after so many characters. What is written in digits has its value again; of the rest a person says it.
 * @param {Item} item @param {number} at
 * @returns {Omit<Item, "id">[]}
 */
export function cut(item, at) {
  const { start, text } = item;
  if (at < 1 || at >= text.length) throw problem("bad_span", item.id, text);
  return [
    [start, text.slice(0, at)],
    [start + at, text.slice(at)],
  ].map(([from, part]) => {
    const written = String(part);
    return { ...item, origin: /** @type {const} */ ("split"), status: /** @type {const} */ ("open"), column: null, start: Number(from), end: Number(from) + written.length, text: written, said: { ...item.said, high: null, ...numeral(written) } };
  });
}

/** One figure of two, with all that stands between them; its value is for a person to say. @param {Item} one @param {Item} other @param {string} text @returns {Omit<Item, "id">} */
export const joined = (one, other, text) => ({
  ...one,
  origin: "joined",
  status: "open",
  column: null,
  end: other.end,
  text,
  said: { ...one.said, value: null, high: null, unit: other.said.unit },
});

/** A figure that a person marked. @param {number} start @param {string} text @returns {Omit<Item, "id">} */
export const marked = (start, text) => ({
  start,
  end: start + text.length,
  text,
  read: null,
  origin: "marked",
  status: "open",
  column: null,
  said: { ...saidOf({ kind: "level" }), ...numeral(text) },
});
