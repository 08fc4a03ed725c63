/** The figures of a panel, each with the mark of its note; pressed, a figure says its note and where it stands in the files. */

import { html, measureName, nothing, number, option, periodName, problemView, say } from "../elements/index.js";

/** @typedef {import("../api/types.js").TablePanel} TablePanel */
/** @typedef {import("../api/types.js").TableNote} TableNote */
/** @typedef {import("../api/types.js").Origin} Origin */
/** @typedef {import("../api/types.js").Origins} Origins */
/** @typedef {import("../elements/problem.js").Problem} Problem */
/** @typedef {import("../elements/language.js").Lang} Lang */
/** @typedef {import("./text.js").Words} Words */

/** A figure of a panel by the places of its indicator, period and unit. @typedef {{ i: number, p: number, u: number }} At */

/**
 * What is shown of a panel.
 * @typedef {object} Shown
 * @property {number} period its place
 * @property {boolean} all whether every unit is shown
 * @property {At | null} pressed
 * @property {Origins | Problem | null} origins of the one that is pressed; null until they are there
 * @property {{ text: string, left: number, top: number } | null} tip
 */

/**
 * @typedef {object} Presses
 * @property {(change: Partial<Shown>) => unknown} show
 * @property {(at: At) => unknown} press
 */

/** How many units are shown before somebody asks for all. */
const FIRST = 40;

/** @param {TablePanel} panel @returns {Shown} */
export const shownOf = (panel) => ({ period: panel.periods.length - 1, all: false, pressed: null, origins: null, tip: null });

/**
 * @param {TablePanel} panel @param {Shown} shown @param {Words} words @param {Lang} lang @param {Presses} presses
 */
export function figuresView(panel, shown, words, lang, presses) {
  const { units, periods, indicators } = panel;
  const { show } = presses;
  const count = shown.all ? units.length : Math.min(FIRST, units.length);
  const notes = noted(panel, shown.period, count);
  /** @param {KeyboardEvent} event */
  const keys = (event) => event.key === "Escape" && show(shown.tip ? { tip: null } : { pressed: null });
  const years = html`<label>${words.origins.period} <select part="select" @change=${(/** @type {any} */ event) => show({ period: Number(event.target.value), pressed: null })}>
    ${periods.map((period, p) => option(String(p), periodName(period, lang), p === shown.period)).reverse()}
  </select></label>`;
  return html`<details ?open=${panel.noted}>
    <summary>${words.origins.title}</summary>
    <p class="quiet">${words.origins.hint}</p>
    <div class="controls">${years}</div>
    <div class="wide" tabindex="0" role="region" aria-label=${words.origins.title} @keydown=${keys} @scroll=${() => shown.tip && show({ tip: null })}>
      <table part="table">
        <thead>
          <tr>
            <th scope="col">${words.roles.unit}</th>
            ${indicators.map((each) => html`<th scope="col" class="number">${say(named(each), lang)} <span class="quiet">${each.unit ? measureName(each.unit, lang) : ""}</span></th>`)}
          </tr>
        </thead>
        <tbody>
          ${units.slice(0, count).map((unit, u) => html`<tr>
              <th scope="row">${say(unit.name, lang)}</th>
              ${indicators.map((_, i) => html`<td class="number">${figureView(panel, { i, p: shown.period, u }, shown, words, lang, presses)}</td>`)}
            </tr>
            ${shown.pressed?.u === u ? html`<tr class="origin"><td colspan=${indicators.length + 1} role="status">${originView(panel, shown, words, lang)}</td></tr>` : nothing}`)}
        </tbody>
      </table>
    </div>
    ${notes.length ? html`<ul class="notes" aria-label=${words.origins.notes}>${notes.map((note) => html`<li>${noteText(note, words)}</li>`)}</ul>` : nothing}
    ${count < units.length ? html`<button type="button" part="button" @click=${() => show({ all: true })}>${words.origins.all(units.length)}</button>` : nothing}
    ${shown.tip ? html`<div class="tip" aria-hidden="true" .style=${`left:${shown.tip.left}px;top:${shown.tip.top}px`}>${shown.tip.text}</div>` : nothing}
  </details>`;
}

/** @param {TablePanel["indicators"][number]} indicator */
const named = ({ id, zh, en }) => ({ zh: zh || id, en: en || id });

/** What is said of the figures that are shown, each once. @param {TablePanel} panel @param {number} period @param {number} units @returns {TableNote[]} */
function noted(panel, period, units) {
  /** @type {Set<TableNote>} */
  const found = new Set();
  if (!panel.noted) return [];
  panel.indicators.forEach((_, i) => {
    for (let u = 0; u < units; u++) {
      const note = panel.note(i, period, u);
      if (note?.text) found.add(note);
    }
  });
  return [...found];
}

/** @param {TableNote} note @param {Words} words */
const noteText = ({ mark, text }, words) => (text ? mark + words.origins.colon + text : mark);

/** A figure as it is shown, with as many decimals as it has. @param {number} value @param {Lang} lang */
const exact = (value, lang) => number(value, Math.min(6, String(value).split(".")[1]?.length ?? 0), lang);

/**
 * @param {TablePanel} panel @param {At} at @param {Shown} shown @param {Words} words @param {Lang} lang @param {Presses} presses
 */
function figureView(panel, at, { pressed, tip }, words, lang, { show, press }) {
  const value = panel.figure(at.i, at.p, at.u);
  const note = panel.note(at.i, at.p, at.u);
  const open = pressed?.i === at.i && pressed.u === at.u;
  const text = note ? noteText(note, words) : "";
  /** @param {any} event */
  const enter = ({ currentTarget }) => {
    const { left, bottom } = currentTarget.getBoundingClientRect();
    show({ tip: { text, left: Math.max(8, Math.min(left, innerWidth - 260)), top: bottom + 4 } });
  };
  const leave = () => tip && show({ tip: null });
  const label = [say(panel.units[at.u].name, lang), panel.indicators[at.i].id].join(" ");
  // What stands in the place of a figure is shown there.
  const shownText = value === null ? (note?.mark ?? "—") : exact(value, lang);
  const mark = note && value !== null ? note.mark : "";
  return html`<button
    type="button"
    class="figure"
    aria-expanded=${open ? "true" : "false"}
    aria-label="${label}: ${shownText}${mark}${text && `, ${words.origins.notes}: ${text}`}"
    @click=${() => press(at)}
    @pointerenter=${note ? enter : nothing}
    @focus=${note ? enter : nothing}
    @pointerleave=${note ? leave : nothing}
    @blur=${note ? leave : nothing}
  >${shownText}${mark ? html`<sup>${mark}</sup>` : nothing}</button>`;
}

/** The note of the figure that is pressed, and where it stands. @param {TablePanel} panel @param {Shown} shown @param {Words} words @param {Lang} lang */
function originView(panel, { pressed, origins }, words, lang) {
  const { i, p, u } = /** @type {At} */ (pressed);
  const note = panel.note(i, p, u);
  const { origins: figures } = words;
  const head = html`<strong>${say(panel.units[u].name, lang)} ${periodName(panel.periods[p], lang)} ${say(named(panel.indicators[i]), lang)}</strong>`;
  return html`<p>${head}${note ? html` ${figures.notes}${figures.colon}${noteText(note, words)}` : nothing}</p>
    ${origins === null ? html`<p class="quiet">${figures.looking}</p>` : "cells" in origins ? cellsView(origins, panel.indicators[i].id, words, lang) : problemView(origins, lang)}`;
}

/** @param {Origins} origins @param {string} id of the figure @param {Words} words @param {Lang} lang */
function cellsView({ cells, all }, id, words, lang) {
  const { origins: figures } = words;
  if (all === 0) return html`<p class="quiet">${figures.none}</p>`;
  if (all === 1 && cells[0].figure === id) return html`<p>${figures.origin}${figures.colon}${cellText(cells[0], words)}</p>`;
  return html`<p>${figures.computed(all)}${all > cells.length ? figures.first(cells.length) : ""}</p>
    <ul>${cells.map((cell) => html`<li>${cell.figure} ${periodName(cell.period, lang)}${figures.colon}${cellText(cell, words)}</li>`)}</ul>`;
}

/** "book.xlsx，工作表“2022年”，单元格D7，原文“1255①”（①：快报数）". @param {Origin} cell @param {Words} words */
function cellText({ file, sheet, cell, text, note }, words) {
  const { origins: figures } = words;
  return [file, sheet && figures.sheet(sheet), figures.cell(cell), figures.text(text.trim()) + (note?.text ? figures.aside(noteText(note, words)) : "")].filter(Boolean).join(words.comma);
}
