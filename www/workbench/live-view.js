import { html, nothing, number, option, periodName, say } from "../elements/index.js";
import { marksView } from "./node-details.js";

/** @typedef {import("./element.js").InnodexWorkbench} InnodexWorkbench */

/** How many units are shown before somebody asks for more, and how many more then. */
const FIRST = 10;
const MORE = 100;

/** The ranking beside the tree, and what the last change did to it. @param {InnodexWorkbench} element @param {import("./marks.js").Mark[]} marks of units */
export function liveView(element, marks) {
  const { live, words: { live: words }, workbench } = element;
  return html`<aside class="live" aria-labelledby="live">
    <h3 id="live">${words.title}</h3>
    ${!workbench.calculated ? html`<p class="quiet">${words.none}</p>` : live.problem ? html`<p class="problem">${words.failed}</p>` : live.rows.length ? shown(element, marks) : html`<p class="quiet">${words.computing}</p>`}
  </aside>`;
}

/** @param {InnodexWorkbench} element @param {import("./marks.js").Mark[]} marks */
function shown(element, marks) {
  const { live, shownRows, wantedUnit, words: { live: words, index }, language: lang } = element;
  const { rows, before, effect, findings, period } = live;
  const count = FIRST + MORE * shownRows;
  const wanted = wantedUnit.trim().toLowerCase();
  const few = (wanted ? rows.filter(({ code, unit }) => `${code} ${unit.zh} ${unit.en}`.toLowerCase().includes(wanted)) : rows).slice(0, count);
  const all = shownRows > 0;
  const digits = digitsOf(rows);
  const open = findings.filter(({ explanation }) => !explanation).length;
  return html`${periods(element)}
    ${rows.length > FIRST ? html`<label class="search"><span class="said">${words.find}</span><input type="search" placeholder=${words.find} .value=${wantedUnit} @input=${(/** @type {any} */ { target }) => (element.wantedUnit = target.value)} /></label>` : nothing}
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
        ${few.map(({ code, unit, rank, score }) => html`<tr><td class="number">${rank ?? "—"}</td><th scope="row">${say(unit, lang)}</th><td class="number">${score === null ? words.unranked : number(score, digits, lang)}</td><td class="number">${change(before.get(code), rank, words)}</td></tr>`)}
      </tbody>
    </table>
    </div>
    ${rows.length > FIRST
      ? html`<div class="actions">
          ${count < rows.length && !wanted ? html`<button type="button" part="button" @click=${() => element.shownRows++}>${rows.length <= count + MORE ? words.more(rows.length) : words.further(MORE)}</button>` : nothing}
          ${all ? html`<button type="button" part="button" @click=${() => (element.shownRows = 0)}>${words.fewer}</button>` : nothing}
        </div>`
      : nothing}
    ${live.audited ? html`<p class="audit">${words.audit(findings.length, open)} ${findings.length ? html`<span class="quiet">${words.auditHint}</span>` : nothing}</p>` : nothing}
    ${marks.length ? html`<details><summary>${index.units}${element.words.aside(index.marks(marks.length))}</summary>${marksView(element, marks)}</details>` : nothing}`;
}

/** Enough digits to tell scores apart. @param {import("./engine.js").Row[]} rows */
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
  const all = live.periods;
  if (all.length < 2) return nothing;
  return html`<label>${words.year} <select part="select" @change=${(/** @type {any} */ { target }) => element.showPeriod(target.value)}>${[...all].reverse().map((each) => option(each, periodName(each, lang), each === live.period))}</select></label>`;
}
