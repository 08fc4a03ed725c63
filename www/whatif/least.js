/** What drawing level with the next region above would gain, in each indicator alone. */

import { html, number, say } from "../elements/index.js";
import { figure } from "../elements/format.js";
import { rangeOf, rangeText } from "../uncertainty/range.js";

/** @typedef {import("../api/types.js").Raised} Raised */

/** The most ranks first, then the most points. @param {Raised[]} raised */
export const byGain = (raised) => {
  const points = (/** @type {Raised} */ { score, score_before: before }) => (score === null || before === null ? -Infinity : score - before);
  return [...raised].sort((a, b) => (b.gained ?? -Infinity) - (a.gained ?? -Infinity) || points(b) - points(a) || 0);
};

/**
 * @param {Raised[]} raised
 * @param {{ words: any, lang: import("../elements/language.js").Lang, name: string, nameOf: (code: string) => string, because: (reason: any) => string }} more
 */
export function leastTable(raised, { words, lang, name, nameOf, because }) {
  const likely = (/** @type {[number, number] | null} */ interval) => {
    const range = interval && rangeOf({ q5: interval[0], q95: interval[1] });
    return range ? html` <span class="quiet">${words.likelyIn(rangeText(range))}</span>` : "";
  };
  return html`<table part="table">
    <caption part="caption"><span class="quiet">${words.leastTable(name, raised.some(({ interval }) => interval))}</span></caption>
    <thead>
      <tr>
        <th scope="col">${words.indicator}</th>
        <th scope="col">${words.nextAbove}</th>
        <th scope="col" class="number">${words.change}</th>
        <th scope="col" class="number">${words.rankThen}</th>
      </tr>
    </thead>
    <tbody>
      ${byGain(raised).map(
        ({ name: indicator, measure, from, to, next, change_percent: change, rank_before: before, rank, gained, interval, reason }) => html`<tr part="row" class=${gained ? "moved" : ""}>
          <th scope="row">${say(indicator, lang)}</th>
          ${to === null || from === null || rank === null
            ? html`<td class="quiet" colspan="3">${reason ? because(reason) : next === null ? words.nobodyAbove : words.cannotReach(nameOf(next))}</td>`
            : html`<td>${next === null ? "—" : nameOf(next)} <span class="quiet next">${figure(from, measure, lang)}<wbr />→${figure(to, measure, lang)}</span></td>
                <td class="number">${change === null ? "—" : `${number(change, Math.abs(change) < 1 ? 2 : 1, lang, true)}%`}</td>
                <td class="number rank">${before === null || before === rank ? rank : `${before}→${rank}`}${likely(interval)}</td>`}
        </tr>`,
      )}
    </tbody>
  </table>`;
}

/** @param {Raised[]} raised @param {any} words @param {import("../elements/language.js").Lang} lang @param {(reason: any) => string} because */
export const leastSheet = (raised, words, lang, because) => [
  words.leastColumns,
  ...byGain(raised).map((row) => [
    ...[say(row.name, lang), row.measure, row.from, row.next, row.to, row.column, row.column_from, row.column_to, row.change_percent],
    ...[row.rank_before, row.rank, row.interval?.[0], row.interval?.[1], row.score_before, row.score, row.reason && because(row.reason)],
  ]),
];
