/** Correcting by pointing: a column by its letter, some lines by their numbers. What is pointed at is asked for in one place, by buttons. */

import { html, nothing } from "../elements/index.js";

/** @typedef {import("./opened.js").Opened} Opened */
/** @typedef {import("./text.js").Words} Words */
/** @typedef {import("./file-view.js").Acts} Acts */
/** @typedef {import("../api/types.js").Understood} Understood */
/** @typedef {import("../api/types.js").Role} Role */

/** What a reader points at: a column of the sheet, or the lines from one to another. @typedef {{ letter: string } | { from: number, to: number }} Pointed */

/** What lines can be corrected to. @type {("header" | "body" | "left_out")[]} */
const LINES = ["header", "body", "left_out"];

/** So many columns of the table are asked about, where one of the sheet holds figures of several. */
const MOST = 12;

/** Whether a line is among those that are pointed at. @param {Opened} opened @param {number} row */
export const isPointed = ({ pointed }, row) => pointed !== null && "from" in pointed && row >= pointed.from && row <= pointed.to;

/**
 * What a press on the number of a line points at: that line, or all from the one that is pointed at to it.
 * @param {Pointed | null} pointed @param {number} row @returns {Pointed | null}
 */
export function pointedBy(pointed, row) {
  if (!pointed || !("from" in pointed)) return { from: row, to: row };
  if (pointed.from === row && pointed.to === row) return null;
  return row >= pointed.from && row <= pointed.to ? { from: row, to: row } : { from: Math.min(row, pointed.from), to: Math.max(row, pointed.to) };
}

/**
 * What is asked of what is pointed at.
 * @param {Opened} opened @param {Understood} seen @param {Words} words @param {Acts} acts
 */
export function pointView(opened, seen, words, acts) {
  const { pointed } = opened;
  if (!pointed) return nothing;
  const close = html`<button type="button" part="button" @click=${() => acts.point(opened, null)}>${words.close}</button>`;
  const escape = (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && acts.point(opened, null);
  return html`<div class="pointed" role="group" aria-label=${words.point.title} @keydown=${escape}>
    ${"letter" in pointed ? column(opened, seen, pointed.letter, words, acts) : lines(opened, pointed, words, acts)} ${close}
  </div>`;
}

/** @param {Opened} opened @param {Understood} seen @param {string} letter @param {Words} words @param {Acts} acts */
function column(opened, seen, letter, words, acts) {
  const stated = opened.answers.columns ?? {};
  const roles = /** @type {Role[]} */ (Object.keys(words.roles));
  const held = seen.columns.filter(({ letters }) => letters.includes(letter));
  /** @param {Understood["columns"][number]} column */
  const choices = ({ name, role, letters }) => html`<p>
    <span>${words.point.column(letters.length > 4 ? `${letters[0]}–${letters[letters.length - 1]}` : letters.join(words.listing), name)}</span>
    ${roles.map((each) => html`<button type="button" part="button" aria-pressed=${role === each ? "true" : "false"} @click=${() => acts.role(opened, name, each)}>${words.roles[each]}</button>`)}
    ${stated[name] ? html`<button type="button" part="button" @click=${() => acts.role(opened, name, null)}>${words.automatic}</button>` : nothing}
  </p>`;
  return held.length ? held.slice(0, MOST).map(choices) : html`<p>${words.point.unread(letter)}</p>`;
}

/** @param {Opened} opened @param {{ from: number, to: number }} pointed @param {Words} words @param {Acts} acts */
function lines(opened, { from, to }, words, acts) {
  return html`<p>
    <span>${words.point.lines(from, to)}</span>
    ${LINES.map((each) => html`<button type="button" part="button" @click=${() => acts.lines(opened, from, to, each)}>${words.point.as[each]}</button>`)}
    <button type="button" part="button" @click=${() => acts.lines(opened, from, to, null)}>${words.automatic}</button>
    <span class="quiet">${from === to ? words.point.more : ""}</span>
  </p>`;
}
