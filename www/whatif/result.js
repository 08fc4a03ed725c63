/** The result of the plans: in words, with its assumptions, as a table, a chart of rank changes, a map. */

import { html, nothing, number, rankChange, say } from "../elements/index.js";
import { figure, periodName } from "../elements/format.js";
import { drawing, rangeOf, rangeText } from "../uncertainty/range.js";
import { planAssumptions } from "./assumptions.js";
import { tileMap } from "./map.js";
import { slopes } from "./slope.js";
import { touched } from "./plan.js";

/** @typedef {import("./planner.js").InnodexPlanner} Planner */
/** @typedef {import("../api/types.js").RankRow} RankRow */
/** @typedef {import("./plan.js").Plan} Plan */
/** @typedef {"table" | "slopes" | "map"} View */

/** The result of more units than this is summed up in words. */
const MOST_NAMED = 3;

/** The units that the words are about: those changed, or the one whose change is open. @param {Planner} planner @returns {Set<string>} */
export function chosen(planner) {
  const changed = touched(planner.plan, planner.codes);
  const [first] = planner.plan.changes[planner.history?.open ?? 0]?.units ?? [];
  return changed.size ? changed : new Set(first && first !== "*" ? [first] : planner.codes.slice(0, 1));
}

/**
 * The result in words, one sentence for each unit.
 * @param {Planner} planner
 * @returns {{ head: string, tail: string }[]}
 */
export function sentences(planner) {
  const { run, words } = planner;
  const named = chosen(planner);
  const rows = (run?.rows ?? []).filter(({ code }) => named.has(code));
  const changed = touched(planner.plan, planner.codes).size > 0;
  if (rows.length <= MOST_NAMED) return rows.map((row) => sentence(planner, row, changed));
  const up = rows.filter(({ rank, rank_before: before }) => rank && before && rank < before);
  const down = rows.filter(({ rank, rank_before: before }) => rank && before && rank > before);
  const furthest = [...rows].sort((a, b) => Math.abs((b.rank_before ?? b.rank ?? 0) - (b.rank ?? 0)) - Math.abs((a.rank_before ?? a.rank ?? 0) - (a.rank ?? 0)));
  const summary = [{ head: words.together(rows.length, up.length, down.length), tail: "" }];
  return up.length + down.length ? [...summary, sentence(planner, furthest[0], changed)] : summary;
}

/** @param {Planner} planner @param {RankRow} row @param {boolean} changed */
function sentence(planner, row, changed) {
  const { words, language: lang, digits, likely, host } = planner;
  const { code, rank, rank_before: before = null, score, score_before: was = null } = row;
  const close = score !== null && was !== null && score !== was && number(score, digits, lang) === number(was, digits, lang);
  const shown = (/** @type {number | null} */ value) => (value === null ? "—" : number(value, digits + (close ? 1 : 0), lang));
  const name = planner.nameOf(code);
  // A rank among one says nothing.
  if (planner.codes.length < 2) return { head: words.alone(name, say(planner.description.nodes[0].name, lang), shown(was), shown(score), score === was), tail: words.stop };
  const { head, tail } = /** @type {any} */ (host).words.outcome({ name, rankFrom: before, rankTo: rank, scoreFrom: shown(was), scoreTo: shown(score), changed });
  const range = rangeOf(likely?.get(code));
  return { head, tail: tail + (range ? words.likely(range.low, range.high) : "") + words.stop };
}

/** @param {Planner} planner */
export function resultView(planner) {
  const { words, run, language: lang, view, description } = planner;
  if (!run) return nothing;
  const named = chosen(planner);
  const others = run.rows.filter(({ code, rank, rank_before: before }) => !named.has(code) && rank !== before).length;
  const changed = touched(planner.plan, planner.codes).size > 0;
  const alone = planner.codes.length < 2;
  /** @type {View[]} */
  const views = alone ? [] : description.provincial ? ["table", "slopes", "map"] : ["table", "slopes"];
  const assumed = planAssumptions(planner, planner.plan);
  const look = (/** @type {View} */ which) => {
    planner.view = which;
    planner.requestUpdate();
  };
  return html`<p class="printed">${asked(planner)}</p>
    <p class="say" part="result">
      ${sentences(planner).map(({ head, tail }) => html`<strong>${head}</strong>${tail}`)}${changed && !alone ? /** @type {any} */ (planner.host).words.othersMoved(others) : nothing}
    </p>
    <div class="quiet" part="notes">
      ${assumed.length
        ? html`<p>${words.restsOn}</p>
            <ul class="assumed" part="assumed">
              ${assumed.map((line) => html`<li>${line}</li>`)}
            </ul>`
        : nothing}
      ${along(planner)} ${run.notes.map((text) => html`<p>${say(text, lang)}</p>`)}
      ${alone ? nothing : html`<p>${/** @type {any} */ (planner.host).words.others}${planner.likely ? words.likelyNote : ""}</p>
            ${withoutLikely(planner)}`}
    </div>
    ${views.length
      ? html`<div class="segments views" role="group" aria-label=${words.show} part="segments">
          ${views.map((each) => html`<button type="button" part="segment" aria-pressed=${each === view} @click=${() => look(each)}>${words.views[each]}</button>`)}
        </div>`
      : nothing}
    ${view === "slopes" ? chart(planner, named) : view === "map" ? tileMap({ rows: run.rows, chosen: named, words, lang }) : nothing}
    ${alone ? parts(planner) : html`<div class=${view === "table" ? "" : "under"}>${planner.runs.all.length > 1 ? comparison(planner, named) : table(planner, named)}</div>`}`;
}

/** That rank intervals are being computed, or why there are none. @param {Planner} planner */
function withoutLikely(planner) {
  const { words, language: lang, likely, missing, draws } = planner;
  const problem = missing ?? draws.problem;
  if (problem) return html`${unsure(problem, words, lang)}${missing ? html`<button type="button" part="button" class="retry" @click=${() => planner.retry()}>${words.retry}</button>` : nothing}`;
  return likely ? nothing : html`<p part="pending">${words.likelyLoading}</p>`;
}

/**
 * Why ranks have no interval.
 * @param {import("../elements/problem.js").Problem} problem @param {any} words @param {import("../elements/language.js").Lang} lang
 */
export const unsure = ({ message, place }, words, lang) => html`<p class="quiet" part="unsure">${words.unsure(say(message, lang))}${place ? html` <code>${place}</code>` : nothing}</p>`;

/** What is changed in a plan, in one line: for files and printed pages. @param {Planner} planner @param {Plan} [plan] */
export function asked(planner, plan = planner.plan) {
  const { words, language: lang } = planner;
  const parts = plan.changes.filter(({ value }) => value).map((change) => {
    const column = planner.column(change.indicator);
    const by = change.kind === "percent" ? `${number(change.value, Number.isInteger(change.value) ? 0 : 1, lang, true)}%` : figure(change.value, column?.measure ?? "", lang, true);
    const who = change.units[0] === "*" ? words.everybody : change.units.map((code) => planner.nameOf(code)).join(words.listing);
    return `${who}${words.colon}${column ? say(column.name, lang) : change.indicator} ${by}${change.kind === "money" ? words.aside(words.kinds.money) : ""}`;
  });
  return `${periodName(planner.shownPeriod, lang)}${words.comma}${parts.join(words.semicolon) || words.asPublished}`;
}

/** What moved along with the figures that were changed. @param {Planner} planner */
function along({ run, plan, words, language: lang, codes }) {
  // What follows money is "asked" for the calculator; what the reader typed in is not listed again.
  const asked = new Set(plan.changes.map(({ indicator }) => indicator));
  const along = (run?.moves ?? []).filter(({ indicator }) => !asked.has(indicator));
  if (!along.length) return nothing;
  const several = new Set(along.map(({ code }) => code)).size > 1;
  // Of several units only the names of the figures are listed.
  const listed = several
    ? [...new Set(along.map(({ name }) => say(name, lang)))]
    : along.map(({ name, measure, from, to }) => `${say(name, lang)}${from === null ? "" : ` ${figure(from, measure, lang)}→${figure(to, measure, lang)}`}`);
  return html`<p>${codes.length < 2 || !several ? words.along : words.alongEach}${listed.join(words.listing)}${words.stop}</p>`;
}

/** Of one unit alone: the score of every group and indicator, before and after. @param {Planner} planner */
function parts({ words, language: lang, run, runs: { all: runs }, description, shownPeriod, state, digits }) {
  const shown = (/** @type {number | null | undefined} */ value) => (value === null || value === undefined ? "—" : number(value, digits, lang));
  const many = runs.length > 1;
  const rows = description.nodes.map((node) => {
    const of = (/** @type {typeof run} */ each) => each?.scenario?.rank(shownPeriod, { node: node.id })[0];
    return { node, was: of(runs[0])?.score_before, now: (many ? runs : [run]).map((each) => of(each)?.score) };
  });
  return html`<table part="table">
    <caption part="caption"><span class="quiet">${words.partsTitle}</span></caption>
    <thead>
      <tr>
        <th scope="col" class="name">${words.indicator}</th>
        <th scope="col" class="number">${words.now}</th>
        ${(many ? runs : [run]).map((_, i) => html`<th scope="col" class="number" aria-current=${many && i === state.at ? "true" : nothing}>${many ? words.plan(i + 1) : words.after}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ node, was, now }) => html`<tr part="row" class=${now.some((each) => each !== was) ? "moved" : ""}>
          <th scope="row" class="name depth-${node.depth}">${say(node.name, lang)}</th>
          <td class="number">${shown(was)}</td>
          ${now.map((each) => html`<td class="number ${each === was ? "" : "rank"}">${shown(each)}</td>`)}
        </tr>`,
      )}
    </tbody>
  </table>`;
}

/** @param {Planner} planner @param {Set<string>} named */
function chart(planner, named) {
  const { words, language: lang, runs: { all: runs } } = planner;
  const first = whereRanked(runs);
  const ranks = runs.map(({ rows }) => new Map(rows.map(({ code, rank }) => [code, rank])));
  const series = first.rows.map(({ code, rank_before: before = null }) => ({ code, name: planner.nameOf(code), ranks: [before, ...ranks.map((of) => of.get(code) ?? null)] }));
  const heads = [words.now, ...runs.map((_, i) => (runs.length > 1 ? words.plan(i + 1) : words.after))];
  return slopes({ heads, series, chosen: named, lang });
}

/** One scenario: rank, change, score, likely ranks. @param {Planner} planner @param {Set<string>} named */
function table(planner, named) {
  const { words, language: lang, run, digits, likely, codes } = planner;
  const shown = (/** @type {number | null | undefined} */ value) => (value === null || value === undefined ? "—" : number(value, digits, lang));
  return html`<table part="table">
    <caption part="caption"><span class="quiet">${words.resultTitle}</span></caption>
    <thead>
      <tr>
        <th scope="col" class="number">${words.rankNow}</th>
        <th scope="col" class="number">${words.rankWas}</th>
        <th scope="col" class="moves">${words.rankChange}</th>
        <th scope="col" class="name">${words.unit}</th>
        <th scope="col" class="number">${words.scoreNow}</th>
        ${likely ? html`<th scope="col" class="sure">${words.likelyRanks}</th>` : html`<th scope="col" class="number">${words.scoreWas}</th>`}
      </tr>
    </thead>
    <tbody>
      ${run?.rows.map(({ code, rank, rank_before: before, score, score_before: was }) => {
        const range = rangeOf(likely?.get(code));
        return html`<tr class="${named.has(code) ? "selected" : ""} ${rank !== before ? "moved" : ""}" part="row">
          <td class="number rank">${rank ?? "—"}</td>
          <td class="number">${before ?? "—"}</td>
          <td class="moves">${rankChange(before ?? null, rank, words)}</td>
          <th scope="row" class="name">${planner.nameOf(code)}</th>
          <td class="number rank">${shown(score)}</td>
          ${likely
            ? html`<td class="sure">
                ${range && rank !== null
                  ? html`<div>${drawing(rank, range, codes.length)}<span>${rangeText(range)}</span></div>`
                  : "—"}
              </td>`
            : html`<td class="number">${shown(was)}</td>`}
        </tr>`;
      })}
    </tbody>
  </table>`;
}

/** The first plan with a result; the first of all where none has one. @template {{ rows: unknown[] }} T @param {T[]} runs @returns {T} */
const whereRanked = (runs) => runs.find(({ rows }) => rows.length) ?? runs[0];

/** Up to three scenarios side by side. @param {Planner} planner @param {Set<string>} named */
function comparison(planner, named) {
  const { words, runs: { all: runs }, state } = planner;
  const ranks = runs.map(({ rows }) => new Map(rows.map(({ code, rank }) => [code, rank])));
  const now = [...whereRanked(runs).rows].sort((a, b) => (a.rank_before ?? Infinity) - (b.rank_before ?? Infinity) || (a.code < b.code ? -1 : 1));
  return html`<table part="table">
    <caption part="caption"><span class="quiet">${words.comparisonTitle}</span></caption>
    <thead>
      <tr>
        <th scope="col" class="number">${words.now}</th>
        <th scope="col" class="name">${words.unit}</th>
        ${runs.map((_, i) => html`<th scope="col" class="number" aria-current=${i === state.at ? "true" : nothing}>${words.plan(i + 1)}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${now.map(
        ({ code, rank_before: before = null }) => html`<tr class="${named.has(code) ? "selected" : ""} ${ranks.some((of) => of.get(code) !== before) ? "moved" : ""}" part="row">
          <td class="number rank">${before ?? "—"}</td>
          <th scope="row" class="name">${planner.nameOf(code)}</th>
          ${ranks.map((of) => html`<td class="number">${of.get(code) ?? "—"} ${of.get(code) === before ? nothing : rankChange(before ?? null, of.get(code) ?? null, words)}</td>`)}
        </tr>`,
      )}
    </tbody>
  </table>`;
}
