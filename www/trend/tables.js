/** The tables beside lines: every period in figures, and what the draws say of the last changes. */

import { html, number, periodName, rankChange, say } from "../elements/index.js";

/** @typedef {import("../api/types.js").History} History */
/** @typedef {import("../api/types.js").HistoryRow} HistoryRow */
/** @typedef {import("../api/types.js").Changes} Changes */
/** @typedef {{ words: any, language: "zh" | "en", digits?: number, because(reason: string | null): string }} Context */

/** The rows of the units shown, in their order. @param {History} found @param {string[]} chosen */
const rowsOf = ({ rows }, chosen) => chosen.flatMap((code) => rows.filter((row) => row.code === code));

/** Ranks by arrows; where there is no change, why. @param {HistoryRow} row @param {Context} context */
function changeOf({ rank, rank_change: change, change_reason: reason }, { words, because }) {
  if (change === null || rank === null) return html`<span class="quiet">${reason ? because(reason) : "—"}</span>`;
  return rankChange(rank - change, rank, words);
}

/** @param {History} found @param {string[]} chosen @param {Context} context */
export function historyTable(found, chosen, context) {
  const { words, language: lang, digits = 1 } = context;
  const because = (/** @type {string | null} */ reason) => context.because(reason);
  const value = (/** @type {number | null} */ x, signed = false) => (x === null ? "—" : number(x, digits, lang, signed));
  const incomplete = new Set(found.periods.filter(({ complete }) => !complete).map(({ period }) => period));
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${words.tableTitle}>
    <table part="table" class="history">
      <thead>
        <tr>
          <th scope="col">${words.unit}</th>
          <th scope="col">${words.period}</th>
          <th scope="col" class="number">${words.rank}</th>
          <th scope="col" class="number">${words.changeHead}</th>
          <th scope="col" class="number">${words.score}</th>
          <th scope="col" class="number">${words.scoreChange}</th>
          ${found.scale.ratio ? html`<th scope="col" class="number">${words.growth}</th>` : ""}
        </tr>
      </thead>
      <tbody>
        ${rowsOf(found, chosen).map(
          (row) => html`<tr part="row">
            <th scope="row">${say(row.unit, lang)}</th>
            <td>${row.period}${incomplete.has(row.period) ? "*" : ""}</td>
            <td class="number">${row.rank ?? (row.reason ? because(row.reason) : "—")}</td>
            <td class="number">${changeOf(row, { ...context, words, because })}</td>
            <td class="number">${value(row.score)}</td>
            <td class="number">${value(row.score_change, true)}</td>
            ${found.scale.ratio ? html`<td class="number">${row.score_growth === null ? "—" : number(100 * row.score_growth, 1, lang, true)}</td>` : ""}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** @param {Changes} found @param {string[]} chosen @param {Context} context */
export function changesTable(found, chosen, context) {
  const { words, language: lang } = context;
  const share = (/** @type {number | null} */ x) => (x === null ? "—" : words.share(number(100 * x, x > 0.995 && x < 1 ? 1 : 0, lang)));
  const rows = chosen.flatMap((code) => found.rows.filter((row) => row.code === code));
  return html`<table part="changes" class="changes">
      <caption>
        <strong>${words.robustTitle}</strong>
        <span class="quiet">${words.drawn(periodName(found.since, lang), periodName(found.period, lang), number(found.draws, 0, "en"))}</span>
      </caption>
      <thead>
        <tr>
          <th scope="col">${words.unit}</th>
          <th scope="col" class="number">${words.changeHead}</th>
          <th scope="col" class="number">${words.rose}</th>
          <th scope="col" class="number">${words.same}</th>
          <th scope="col" class="number">${words.fell}</th>
          <th scope="col">${words.robust}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ unit, rank, rank_before: before, rank_change: change, rose, same, fell, firm, reason }) => html`<tr part="row">
            <th scope="row">${say(unit, lang)}</th>
            <td class="number">${change === null ? "—" : rankChange(before, rank, words)}</td>
            <td class="number">${share(rose)}</td>
            <td class="number">${share(same)}</td>
            <td class="number">${share(fell)}</td>
            <td>${firm === null ? (reason ? context.because(reason) : "—") : firm ? words.firm : html`<strong class="loose">${words.loose}</strong>`}</td>
          </tr>`,
        )}
      </tbody>
    </table>
    ${found.warnings.map((warning) => html`<p class="problem">${say(warning, lang)}</p>`)}`;
}

/** Lines of the downloaded table, the head first. @param {History} found @param {string[]} chosen @param {Context} context */
export function sheet(found, chosen, { words, language: lang, because }) {
  const reason = (/** @type {string | null} */ id) => (id ? because(id) : null);
  return [
    [words.code, words.unit, words.period, words.rank, words.changeHead, words.score, words.scoreChange, words.reason],
    ...rowsOf(found, chosen).map((row) => [row.code, say(row.unit, lang), row.period, row.rank, row.rank_change === null ? null : -row.rank_change, row.score, row.score_change, reason(row.reason ?? row.change_reason)]),
  ];
}
