/** The table of `<innodex-weights>`: everyone ranked with the weights as they are set. While a slider moves, only what changed is rendered. */

import { html, noChange, number, rankChange, say } from "../elements/index.js";
import { excerpt, onScreen } from "./excerpt.js";
import { excerptRows, showAll } from "./excerpt-view.js";
import { intervalCell } from "./interval.js";

/** @typedef {import("../api/types.js").RankRow} RankRow */
/** @typedef {import("../api/types.js").RankInterval} RankInterval */
/** @typedef {import("../elements/language.js").Lang} Lang */
/**
 * @typedef {object} Shown
 * @property {RankRow[]} rows @property {Map<string, RankInterval>} ranges by code @property {number} digits of scores
 * @property {string} unit whose row is marked @property {number} units how many there are
 * @property {boolean} all whether every row is shown @property {() => void} showAll asks for every row
 * @property {boolean} moving whether a slider moves
 * @property {Lang} lang @property {any} words
 */

export class WeightsTable {
  constructor() {
    /** The first and the last row on the screen, while a slider moves; null where that is not known any more. @type {[number, number] | null} */
    this.visibleRows = null;
    /** What each row showed last, but for its score. @type {string[]} */
    this.rowKeys = [];
  }

  /** The page was scrolled, or has another size. */
  forgetVisible() {
    this.visibleRows = null;
  }

  /** Looks which rows are on the screen, where that is not known. @param {ParentNode} root @param {boolean} again */
  findVisible(root, again) {
    if (again) this.visibleRows = null;
    this.visibleRows = this.visibleRows ?? onScreen(root);
  }

  /** @param {Shown} shown */
  render(shown) {
    const { rows, unit, all, moving, words } = shown;
    const stretches = excerpt(rows, unit, all);
    // A row that goes and comes again is a new one: it has shown nothing yet.
    this.rowKeys.length = stretches.reduce((sum, stretch) => sum + stretch.rows.length, 0);
    // What is spoken of every row is found again when the slider rests: it takes as long as the table itself.
    return html`<table part="table" class=${moving ? "moving" : ""}>
      <caption part="caption" class="quiet">
        ${words.resultTitle}
      </caption>
      <thead>
        <tr>
          <th scope="col" class="number rank">${words.rankNow}</th>
          <th scope="col" class="moves">${words.rankChange}</th>
          <th scope="col" class="name">${words.unit}</th>
          <th scope="col" class="number score">${words.score}</th>
          <th scope="col" class="likely">${words.interval}<span class="ninety"> ${words.ninety}</span></th>
        </tr>
      </thead>
      <tbody>
        ${excerptRows(stretches, 5, (row, at) => this.row(row, at, shown), words)}
      </tbody>
    </table>
    ${showAll(stretches, rows.length, shown.showAll, words)}`;
  }

  /**
   * While a slider moves, rows that nobody sees wait until it rests, and of the others what is as it was in the last frame.
   * @param {RankRow} row @param {number} at @param {Shown} shown
   */
  row(row, at, { ranges, unit: selected, units, digits, moving, lang, words }) {
    const { visibleRows: visible } = this;
    if (moving && visible && (at < visible[0] || at > visible[1])) return noChange;
    const { code, unit, rank, rank_before: before = null, score } = row;
    const interval = ranges.get(code);
    const key = [code, rank, before, interval?.q5, interval?.q95].join();
    const same = moving && this.rowKeys[at] === key;
    this.rowKeys[at] = key;
    return html`<tr class="${code === selected ? "selected" : ""} ${rank !== before ? "moved" : ""}" part="row">
      <td class="number rank">${rank ?? "—"}</td>
      <td class="moves">${same ? noChange : rankChange(before, rank, words)}</td>
      <th scope="row" class="name">${say(unit, lang)}</th>
      <td class="number score">${score === null ? "—" : number(score, digits, lang)}</td>
      <td class="likely">${same ? noChange : intervalCell(row, interval, { units, lang })}</td>
    </tr>`;
  }
}
