/** The tables beside lines: every period in figures, and what the draws say of the last changes. */

import { html, number, periodName, rankChange, say } from "../elements/index.js";
import { percentOf } from "./robust-changes.js";

/** @typedef {import("../api/types.js").History} History */
/** @typedef {import("../api/types.js").HistoryRow} HistoryRow */
/** @typedef {import("../api/types.js").Changes} Changes */
/** @typedef {import("./trend.js").InnodexTrend} Context */

/** The rows of the units shown, in their order. @param {History} found @param {string[]} chosen */
const rowsOf = ({ rows }, chosen) => chosen.flatMap((code) => rows.filter((row) => row.code === code));

/** Ranks by arrows; where there is no change, why. @param {HistoryRow} row @param {Context} context */
function changeOf({ rank, rank_change: change, change_reason: reason }, context) {
  const { words } = context;
  if (change === null || rank === null) return html`<span class="quiet">${reason ? context.because(reason) : "—"}</span>`;
  return rankChange(rank - change, rank, words);
}

/** @param {History} found @param {string[]} chosen @param {Context} context */
export function historyTable(found, chosen, context) {
  const { words, language: lang, digits = 1 } = context;
  const value = (/** @type {number | null} */ x, signed = false) => (x === null ? "—" : number(x, digits, lang, signed));
  const drawn = context.robust.found.size > 0;
  const incomplete = new Set(found.periods.filter(({ complete }) => !complete).map(({ period }) => period));
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${words.tableTitle}>
    <table part="table" class="history">
      <thead>
        <tr>
          <th scope="col">${words.unit}</th>
          <th scope="col">${words.period}</th>
          <th scope="col" class="number">${words.rank}</th>
          <th scope="col" class="number">${words.changeHead}</th>
          ${drawn ? html`<th scope="col">${words.robust}</th>` : ""}
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
            <td class="number">${row.rank ?? (row.reason ? context.because(row.reason) : "—")}</td>
            <td class="number">${changeOf(row, context)}</td>
            ${drawn ? html`<td>${robustOf(context.robust.of(row.code, row.period), context)}</td>` : ""}
            <td class="number">${value(row.score)}</td>
            <td class="number">${value(row.score_change, true)}</td>
            ${found.scale.ratio ? html`<td class="number">${row.score_growth === null ? "—" : number(100 * row.score_growth, 1, lang, true)}</td>` : ""}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Whether a change is robust, in words and with the share of draws that agrees. @param {import("../api/types.js").ChangesRow | undefined} row @param {Context} context */
function robustOf(row, { words, language: lang }) {
  if (!row || row.firm === null || row.agreeing === null) return "—";
  const { value, digits } = percentOf(row.agreeing);
  const share = words.aside(words.share(number(value, digits, lang)));
  return row.firm ? words.firm + share : html`<strong class="loose">${words.loose}${share}</strong>`;
}

/** What the draws say of one change. @param {Changes} found @param {string[]} chosen @param {Context} context */
export function changesTable(found, chosen, context) {
  const { words, language: lang } = context;
  const share = (/** @type {number | null} */ x) => {
    if (x === null) return "—";
    const { value, digits } = percentOf(x);
    return words.share(number(value, digits, lang));
  };
  const rows = chosen.flatMap((code) => found.rows.filter((row) => row.code === code));
  return html`<h3>${words.robustTitle}</h3>
    <p class="quiet">${words.drawn(periodName(found.since, lang), periodName(found.period, lang), number(found.draws, 0, "en"))} ${words.firmRule}</p>
    <div class="scroll" tabindex="0" role="region" aria-label=${words.robustTitle}><table part="changes" class="changes">
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
          (row) => html`<tr part="row">
            <th scope="row">${say(row.unit, lang)}</th>
            <td class="number">${row.rank_change === null ? "—" : rankChange(row.rank_before, row.rank, words)}</td>
            <td class="number">${share(row.rose)}</td>
            <td class="number">${share(row.same)}</td>
            <td class="number">${share(row.fell)}</td>
            <td>${row.firm === null ? (row.reason ? context.because(row.reason) : "—") : row.firm ? words.firm : html`<strong class="loose">${words.loose}</strong>`}</td>
          </tr>`,
        )}
      </tbody>
    </table></div>
    ${found.warnings.map((warning) => html`<p class="problem">${say(warning, lang)}</p>`)}`;
}

/** Lines of the downloaded table, the head first. @param {History} found @param {string[]} chosen @param {Context} context */
export function sheet(found, chosen, context) {
  const { words, language: lang, robust } = context;
  const reason = (/** @type {string | null} */ id) => (id ? context.because(id) : null);
  return [
    [words.code, words.unit, words.period, words.rank, words.changeHead, words.robust, words.score, words.scoreChange, words.reason],
    ...rowsOf(found, chosen).map((row) => {
      const { rank_change: change, score, score_change: by } = row;
      const drawn = robust.of(row.code, row.period);
      const agreeing = drawn && drawn.firm !== null ? (drawn.firm ? words.firm : words.loose) : null;
      return [row.code, say(row.unit, lang), row.period, row.rank, change === null ? null : -change, agreeing, score, by, reason(row.reason ?? row.change_reason)];
    }),
  ];
}
