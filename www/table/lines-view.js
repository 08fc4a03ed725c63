/** The file as it stands: what each line and cell was taken for, by a letter and by colour, and a choice at each line to correct it. */

import { html, nothing, option } from "../elements/index.js";
import { isPointed, pointedBy, pointView } from "./point-view.js";

/** @typedef {import("../api/types.js").LineSeen} LineSeen */
/** @typedef {import("../api/types.js").CellSeen} CellSeen */
/** @typedef {import("./opened.js").Opened} Opened */
/** @typedef {import("./text.js").Words} Words */

/** What a line can be corrected to. @type {("header" | "body" | "total" | "left_out")[]} */
const CHOICES = ["header", "body", "total", "left_out"];

/**
 * @param {Opened} opened
 * @param {import("../api/types.js").Understood} seen
 * @param {Words} words
 * @param {import("./file-view.js").Acts} acts
 */
export function linesView(opened, seen, words, acts) {
  const { lines } = seen;
  const width = Math.max(0, ...lines.map(({ cells }) => cells.length));
  const letters = [...Array(width).keys()].map(columnName);
  return html`<details open>
    <summary>${words.lines.title}</summary>
    <p class="quiet">${words.lines.hint}</p>
    <p class="legend">${Object.entries(words.lines.cells).map(([taken, { letter, name }]) => html`<span class="cell ${taken}"><b>${letter}</b> ${name}</span>`)}</p>
    ${pointView(opened, seen, words, acts)}
    <div class="wide lines" tabindex="0" role="region" aria-label=${words.caption(seen.file)}>
      <table part="table">
        <thead>
          <tr>
            <th scope="col">${words.lines.row}</th>
            <th scope="col">${words.lines.taken}</th>
            ${letters.map((letter) => html`<th scope="col" class="pick-head">${letter}${columnPick(opened, letter, words, acts)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${lines.map((line, at) => html`${gap(lines[at - 1], line, width, words)}${lineRow(opened, line, width, words, acts)}`)}
        </tbody>
      </table>
    </div>
  </details>`;
}

/** What points at a column: it covers the head, whose letter it says. @param {Opened} opened @param {string} letter @param {Words} words @param {import("./file-view.js").Acts} acts */
function columnPick(opened, letter, words, acts) {
  const { pointed } = opened;
  const on = pointed !== null && "letter" in pointed && pointed.letter === letter;
  return html`<button type="button" class="point" aria-label=${words.point.pickColumn(letter)} aria-pressed=${on ? "true" : "false"} @click=${() => acts.point(opened, on ? null : { letter })}></button>`;
}

/** The lines between two that are shown. @param {LineSeen | undefined} before @param {LineSeen} line @param {number} width @param {Words} words */
function gap(before, line, width, words) {
  const between = line.row - (before?.row ?? 0) - 1;
  return between > 0 ? html`<tr class="gap"><td colspan=${width + 2}>${words.lines.between(between)}</td></tr>` : nothing;
}

/** @param {Opened} opened @param {LineSeen} line @param {number} width @param {Words} words @param {import("./file-view.js").Acts} acts */
function lineRow(opened, line, width, words, acts) {
  const { row, taken, cells } = line;
  const label = `${words.line(row)}${words.lines.as}`;
  const choices = CHOICES.filter((each) => each !== "total" || cells.some((cell) => cell.taken === "unit"));
  /** @param {any} event */
  const choose = ({ target }) => acts.line(opened, line, target.value || null);
  const on = isPointed(opened, row);
  return html`<tr class="line ${taken}${on ? " pointed" : ""}">
    <th scope="row" class="pick-head">${row}<button type="button" class="point" aria-label=${words.point.pickLine(row)} aria-pressed=${on ? "true" : "false"} @click=${() => acts.point(opened, pointedBy(opened.pointed, row))}></button></th>
    <td>
      <b aria-hidden="true">${words.lines.kinds[taken].letter}</b>
      <select part="select" aria-label=${label} @change=${choose}>
        ${option("", words.lines.kinds[taken].name, true)} ${choices.filter((each) => each !== taken).map((each) => option(each, words.lines.change[each], false))}
        ${option("", words.automatic, false)}
      </select>
    </td>
    ${[...Array(width).keys()].map((at) => cellView(cells[at], words))}
  </tr>`;
}

/** @param {CellSeen | undefined} cell @param {Words} words */
function cellView(cell, words) {
  if (!cell?.text) return html`<td></td>`;
  const taken = cell.taken && words.lines.cells[cell.taken];
  return html`<td class="cell ${cell.taken ?? ""}" title=${taken ? taken.name : nothing}>${cell.text}${taken ? html`<sup>${taken.letter}</sup>` : nothing}</td>`;
}

/** The letters of a column, as spreadsheets name it. @param {number} at from 0 @returns {string} */
function columnName(at) {
  return (at >= 26 ? columnName(Math.floor(at / 26) - 1) : "") + String.fromCharCode(65 + (at % 26));
}
