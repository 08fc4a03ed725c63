import { html, nothing, number, option, periodName, say } from "../elements/index.js";
import { marksView } from "./node-details.js";

/** @typedef {import("./element.js").InnodexWorkbench} InnodexWorkbench */

/** How many units are shown before somebody asks for all. */
const FIRST = 10;

/** The ranking beside the tree, and what the last change did to it. @param {InnodexWorkbench} element @param {import("./marks.js").Mark[]} marks of units */
export function liveView(element, marks) {
  const { live, words: { live: words }, workbench } = element;
  return html`<aside class="live" aria-labelledby="live">
    <h3 id="live">${words.title}</h3>
    ${!workbench.calculated ? html`<p class="quiet">${words.none}</p>` : live.problem && !live.model ? html`<p class="problem">${words.failed}</p>` : live.rows.length ? shown(element, marks) : html`<p class="quiet">${words.computing}</p>`}
  </aside>`;
}

/** @param {InnodexWorkbench} element @param {import("./marks.js").Mark[]} marks */
function shown(element, marks) {
  const { live, all, words: { live: words, index }, language: lang } = element;
  const { rows, before, effect, findings, period } = live;
  const few = all ? rows : rows.slice(0, FIRST);
  const open = findings.filter(({ explanation }) => !explanation).length;
  return html`${periods(element)}
    <p role="status" class="effect">${effect ? words.effect(effect.units, effect.unit ? say(effect.unit, lang) : "", effect.most) : nothing}</p>
    <div class=${all ? "scrolled" : ""} tabindex=${all ? 0 : nothing} role=${all ? "region" : nothing} aria-label=${all ? words.title : nothing}>
    <table>
      <caption class="said">${words.title} ${periodName(period, lang)}</caption>
      <thead>
        <tr>
          <th scope="col" class="number">${words.rank}</th>
          <th scope="col">${words.unit}</th>
          <th scope="col" class="number">${words.score}</th>
          <th scope="col" class="number">${words.change}</th>
        </tr>
      </thead>
      <tbody>
        ${few.map(({ code, unit, rank, score }) => html`<tr><td class="number">${rank ?? "—"}</td><th scope="row">${say(unit, lang)}</th><td class="number">${score === null ? words.unranked : number(score, digitsOf(rows), lang)}</td><td class="number">${change(before.get(code), rank, words)}</td></tr>`)}
      </tbody>
    </table>
    </div>
    ${rows.length > FIRST ? html`<button type="button" part="button" aria-expanded=${all} @click=${() => (element.all = !all)}>${all ? words.fewer : words.more(rows.length)}</button>` : nothing}
    ${live.audited ? html`<p class="audit">${words.audit(findings.length, open)} ${findings.length ? html`<span class="quiet">${words.auditHint}</span>` : nothing}</p>` : nothing}
    ${marks.length ? html`<details><summary>${index.units}${element.words.aside(index.marks(marks.length))}</summary>${marksView(element, marks)}</details>` : nothing}`;
}

/** Enough digits to tell scores apart. @param {import("../api/types.js").RankRow[]} rows */
function digitsOf(rows) {
  const scores = rows.flatMap(({ score }) => (score === null ? [] : [Math.abs(score)]));
  const most = scores.length ? Math.max(...scores) : 0;
  return most >= 10 ? 1 : most >= 1 ? 2 : 3;
}

/** @param {number | null | undefined} former @param {number | null} rank @param {InnodexWorkbench["words"]["live"]} words */
function change(former, rank, words) {
  if (!former || !rank || former === rank) return html`<span class="same" aria-hidden="true">·</span>`;
  const by = former - rank;
  return by > 0 ? html`<span class="up"><span aria-hidden="true">▲${by}</span><span class="said">${words.up(by)}</span></span>` : html`<span class="down"><span aria-hidden="true">▼${-by}</span><span class="said">${words.down(-by)}</span></span>`;
}

/** @param {InnodexWorkbench} element */
function periods(element) {
  const { live, words: { live: words }, language: lang } = element;
  const all = live.model?.description.periods ?? [];
  if (all.length < 2) return nothing;
  return html`<label>${words.year} <select part="select" @change=${(/** @type {any} */ { target }) => element.showPeriod(target.value)}>${[...all].reverse().map((each) => option(each, periodName(each, lang), each === live.period))}</select></label>`;
}
