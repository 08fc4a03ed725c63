/**
 * The owner of work reports and of what a person decided about their figures. Every change makes a new state, so that each can be
 * taken back; nothing is accepted but by `accept`. No DOM.
 */

import { bySubject, changed, complete, cut, frequency, joined, marked, PERIOD, saidOf } from "./items.js";
import { columnsOf, inItsUnit, keyOf } from "./columns.js";
import { places } from "./ladder.js";
import { shifted } from "./measures.js";
import { problem } from "./problems.js";

/** @typedef {import("./items.js").Item} Item */
/** @typedef {import("./items.js").Said} Said */
/** @typedef {import("./columns.js").Choice} Choice */
/** @typedef {{ check: string, items: string[], message: { zh: string, en: string }, answer: string }} Question */
/**
 * @typedef {object} Report
 * @property {string} id
 * @property {string} name of the file, or what a person calls it
 * @property {string} source who published it
 * @property {string} period of its figures, where they say none
 * @property {string} text
 * @property {Item[]} items in the order of the text
 * @property {Question[]} questions
 * @property {{ start: number, end: number, text: string, rule: string }[]} skipped numbers that are no figures
 * @property {{ name: string, zh: string, en: string, example: string }[]} rules what the rules say that took part
 * @property {number} next the number of the next item
 */
/**
 * @typedef {object} State
 * @property {string} unit whose reports they are
 * @property {Report[]} reports
 * @property {Record<string, Choice>} columns what a person chose for indicators, by their keys
 * @property {Record<string, import("./ladder.js").Slotted>} slots what a person put into the ready frameworks, by their slots
 */

/** @type {State} */
const EMPTY = { unit: "", reports: [], columns: {}, slots: {} };

/** Kinds of which more may be aimed at: no rates, no places. */
const AMOUNTS = ["level", "new", "cumulative"];

/** How many changes can be taken back. */
const MOST = 200;

export class Reports {
  /** @param {() => void} [notify] called after every change */
  constructor(notify = () => {}) {
    this.notify = notify;
    /** @type {State[]} */
    this.states = [EMPTY];
    this.at = 0;
  }

  get state() {
    return this.states[this.at];
  }

  get canUndo() {
    return this.at > 0;
  }

  get canRedo() {
    return this.at < this.states.length - 1;
  }

  /** @param {State} state */
  set(state) {
    this.states = [...this.states.slice(0, this.at + 1), state].slice(-MOST);
    this.at = this.states.length - 1;
    this.notify();
  }

  undo() {
    if (this.canUndo) this.at--;
    this.notify();
  }

  redo() {
    if (this.canRedo) this.at++;
    this.notify();
  }

  /** Another state in place of all that is here, as from a file. @param {State} state */
  replace(state) {
    this.states = [state];
    this.at = 0;
    this.notify();
  }

  /**
   * Takes a report that was read; all its figures are open.
   * @param {{ name: string, source?: string, period?: string, reading: any }} report
   * @returns {Report}
   */
  add({ name, source = "", period = "", reading }) {
    const { reports } = this.state;
    if (reports.some((each) => each.name === name)) throw problem("two_texts", name, name);
    const id = `r${1 + Math.max(0, ...reports.map((each) => Number(each.id.slice(1))))}`;
    const items = reading.figures.map((/** @type {any} */ read, /** @type {number} */ i) => {
      const [start, end] = read.utf16;
      return /** @type {Item} */ ({ id: `${id}.${i + 1}`, start, end, text: reading.text.slice(start, end), read, origin: "read", said: saidOf(read), status: "open", column: null });
    });
    const questions = reading.questions.map((/** @type {any} */ { check, figures, message }) => ({ check, items: figures.map((/** @type {number} */ i) => items[i].id), message, answer: "" }));
    const skipped = reading.skipped.map((/** @type {any} */ { utf16: [start, end], rule }) => ({ start, end, text: reading.text.slice(start, end), rule }));
    const used = new Set([...skipped.map((/** @type {any} */ { rule }) => rule), ...items.flatMap((/** @type {Item} */ { read }) => [read.rule, ...read.rules])]);
    const rules = reading.rules.filter((/** @type {any} */ { name: each }) => used.has(each)).map((/** @type {any} */ { name: each, text, example }) => ({ name: each, zh: text.zh, en: text.en, example }));
    const report = { id, name, source, period, text: reading.text, items: inOrder(items), questions, skipped, rules, next: items.length + 1 };
    this.set({ ...this.state, reports: [...reports, report] });
    return report;
  }

  /** @param {string} id of a report */
  remove(id) {
    this.set({ ...this.state, reports: this.state.reports.filter((report) => report.id !== id) });
  }

  /** @param {string} unit whose reports they are */
  call(unit) {
    this.set({ ...this.state, unit });
  }

  /** What is said of a whole report. @param {string} id @param {{ source?: string, period?: string }} about */
  describe(id, about) {
    if (about.period && !PERIOD.test(about.period)) throw problem("no_period", id, about.period);
    this.change(id, (report) => ({ ...report, ...about }));
  }

  /** @param {string} id of a report @param {(report: Report) => Report} change */
  change(id, change) {
    this.set({ ...this.state, reports: this.state.reports.map((report) => (report.id === id ? change(report) : report)) });
  }

  /** @param {string} id of an item @returns {{ report: Report, item: Item }} */
  find(id) {
    for (const report of this.state.reports) {
      const item = report.items.find((each) => each.id === id);
      if (item) return { report, item };
    }
    throw problem("bad_span", id, id);
  }

  /** Puts others in the place of items. @param {Report} report @param {Item[]} former @param {Omit<Item, "id">[]} others @returns {Item[]} the others */
  put(report, former, others) {
    const items = others.map((each, i) => ({ ...each, id: `${report.id}.${report.next + i}` }));
    const rest = report.items.filter((each) => !former.includes(each));
    this.change(report.id, () => ({ ...report, items: inOrder([...rest, ...items]), next: report.next + items.length }));
    return items;
  }

  /** @param {Report} report @param {Item} item what takes the place of the item of its id */
  update(report, item) {
    this.change(report.id, () => ({ ...report, items: report.items.map((each) => (each.id === item.id ? item : each)) }));
  }

  /** Corrects a figure. One that was accepted has to be accepted again. @param {string} id @param {Partial<Said>} correction */
  correct(id, correction) {
    const { report, item } = this.find(id);
    this.update(report, { ...item, said: changed(item.said, correction), status: "open" });
  }

  /** Puts a figure to an indicator. @param {string} id @param {string | null} column its key; null for that of its own subject */
  assign(id, column) {
    const { report, item } = this.find(id);
    this.update(report, { ...item, column, status: "open" });
  }

  /** Accepts a figure into the panel; fails with a `ReportProblem` where a cell cannot hold it. @param {string} id */
  accept(id) {
    const { report, item } = this.find(id);
    this.fitting(item, complete(item, report.period));
    this.update(report, { ...item, status: "accepted" });
  }

  /** Fails where the panel has no place for a figure. @param {Item} item @param {string} period */
  fitting(item, period) {
    const key = keyOf(item);
    if (!inItsUnit(item)) throw problem("other_unit", item.id, key.split("|")[1], item.said.unit, key.split("|")[2]);
    for (const column of columnsOf(this.state)) {
      for (const { item: other, period: when } of [...column.cells, ...column.targets]) {
        if (other.id === item.id) continue;
        const target = item.said.kind === "target";
        if (!target && other.said.kind !== "target" && frequency(when) !== frequency(period)) throw problem("mixed_periods", item.id, item.text, period, when);
        if (column.key === key && when === period && (other.said.kind === "target") === target) throw problem("two_values", item.id, column.name.zh, period, other.text, item.text);
      }
    }
  }

  /** @param {string} id */
  reject(id) {
    const { report, item } = this.find(id);
    this.update(report, { ...item, status: "rejected" });
  }

  /** @param {string} id */
  reopen(id) {
    const { report, item } = this.find(id);
    this.update(report, { ...item, status: "open" });
  }

  /** As it was read. @param {string} id */
  restore(id) {
    const { report, item } = this.find(id);
    this.update(report, { ...item, said: item.read ? saidOf(item.read) : item.said, status: "open", column: null });
  }

  /** Splits a figure: by its subjects, or after so many characters. @param {string} id @param {number} [at] @returns {Item[]} */
  split(id, at) {
    const { report, item } = this.find(id);
    return this.put(report, [item], at === undefined ? bySubject(item) : cut(item, at));
  }

  /** Joins a figure with the next of its paragraph. @param {string} id @returns {Item} */
  join(id) {
    const { report, item } = this.find(id);
    const next = report.items.find((each) => each.start >= item.end);
    if (!next || report.text.slice(item.end, next.start).includes("\n")) throw problem("no_neighbour", id, item.text);
    return this.put(report, [item, next], [joined(item, next, report.text.slice(item.start, next.end))])[0];
  }

  /** Marks what the reader did not. @param {string} id of a report @param {number} start @param {number} end @returns {Item} */
  mark(id, start, end) {
    const report = this.state.reports.find((each) => each.id === id);
    const text = report?.text.slice(start, end) ?? "";
    const free = report?.items.every((each) => each.end <= start || each.start >= end);
    if (!report || start < 0 || end > report.text.length || !text.trim() || text.includes("\n") || !free) throw problem("bad_span", id, text);
    return this.put(report, [], [marked(start, text)])[0];
  }

  /** Answers a question of the reader. @param {string} id of a report @param {number} at @param {string} answer */
  answer(id, at, answer) {
    this.change(id, (report) => ({ ...report, questions: report.questions.map((each, i) => (i === at ? { ...each, answer } : each)) }));
  }

  /** What a person chooses for an indicator: target, direction, name. @param {string} key @param {Partial<Choice>} choice */
  choose(key, choice) {
    const { columns } = this.state;
    this.set({ ...this.state, columns: { ...columns, [key]: { ...columns[key], ...choice } } });
  }

  /** Fills a place of a ready framework: with an indicator, with a figure of one's own, with a target. @param {string} id @param {import("./ladder.js").Slotted} filling */
  fill(id, filling) {
    const { slots } = this.state;
    this.set({ ...this.state, slots: { ...slots, [id]: { ...slots[id], ...filling, own: { ...slots[id]?.own, ...filling.own } } } });
  }

  /**
   * Gives a target to everything that has a figure and no target: the newest figure and so many per cent more, rounded up.
   * @param {number} percent @param {import("./ladders.js").Ladder} [ladder] the places of a ready framework; the indicators where left out
   */
  raise(percent, ladder) {
    const { state } = this;
    // As many decimals as the figure has: 3.5 becomes 4.2.
    const up = (/** @type {number} */ value) => {
      const decimals = String(value).split(".")[1]?.length ?? 0;
      return shifted(Math.ceil(Number(shifted(value * (1 + percent / 100), decimals).toPrecision(12))), -decimals);
    };
    const [columns, slots] = [{ ...state.columns }, { ...state.slots }];
    for (const { key, target, kind, cells } of ladder ? [] : columnsOf(state)) {
      const last = cells[cells.length - 1];
      if (last && target === null && AMOUNTS.includes(kind) && last.value > 0) columns[key] = { ...columns[key], target: up(last.value) };
    }
    for (const { slot, cells, target } of ladder ? places(state, ladder) : []) {
      const last = [...cells].sort(([a], [b]) => (a < b ? -1 : 1)).pop()?.[1];
      if (last && target === null && last.value > 0) slots[slot.id] = { ...slots[slot.id], target: up(last.value) };
    }
    this.set({ ...state, columns, slots });
  }

  /** Takes a figure of one's own out of a ready framework. @param {string} id @param {string} period */
  empty(id, period) {
    const { slots } = this.state;
    const own = { ...slots[id]?.own };
    delete own[period];
    this.set({ ...this.state, slots: { ...slots, [id]: { ...slots[id], own } } });
  }
}

/** @param {Item[]} items */
const inOrder = (items) => [...items].sort((a, b) => a.start - b.start || a.end - b.end || number(a.id) - number(b.id));

/** @param {string} id */
const number = (id) => Number(id.split(".")[1]);
