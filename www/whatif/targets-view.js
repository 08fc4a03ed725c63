/** What `<innodex-targets>` shows: the unit in a sentence, its indicators against their targets, where each figure comes from. */

import { html, nothing, option, periodName, problemView, say } from "../elements/index.js";
import { exact, figure, inLanguage, number } from "../elements/format.js";
import { tidy, unitOf } from "./amount.js";
import { bar } from "./bar.js";
import { isAssumed } from "./target.js";

/** @typedef {import("./targets.js").InnodexTargets} Targets */
/** @typedef {import("./targets.js").Line} Line */
/** @typedef {import("../api/types.js").Figure} Figure */

/** @param {Targets} targets */
export function targetsControls(targets) {
  const { words, language: lang, description } = targets;
  const { units, periods, frequency } = description;
  const named = units.map(({ code, name }) => option(code, inLanguage(say(name, lang), lang), code === targets.shownUnit.code));
  const times = [...periods].reverse().map((each) => option(each, each, each === targets.shownPeriod));
  return html`<div class="controls" part="controls">
    ${units.length > 1 ? targets.picker(words.unit, named, (value) => (targets.unit = value)) : nothing}
    ${periods.length > 1 ? targets.picker(words[frequency], times, (value) => (targets.period = value)) : nothing}
    <button type="button" part="button" aria-pressed=${targets.editing} @click=${() => (targets.editing = !targets.editing)}>${words.ownFigures}</button>
    <button type="button" part="button" ?disabled=${!targets.own.original} @click=${targets.restore}>${words.restoreOriginal}</button>
  </div>`;
}

/** @param {Targets} targets @param {Figure} root the figure of the whole index */
export function targetsView(targets, root) {
  const { words, language: lang, description } = targets;
  const leaf = (/** @type {string} */ id) => description.nodes.find((node) => node.id === id)?.leaf;
  const groups = root.parts.some(({ id }) => leaf(id)) ? [root] : root.parts;
  return html`${targets.controls()}
    <p class="say" part="result" role="status">${sentence(targets, root)}</p>
    ${targets.trouble ? problemView(targets.trouble, lang) : nothing}
    <div class="tables">${groups.map((group) => groupTable(targets, group))}</div>
    ${unbalanced(targets)}
    <details part="sources">
      <summary>${words.origins}</summary>
      <ul class="quiet">
        ${origins(targets, root).map((line) => html`<li>${line}</li>`)}
      </ul>
    </details>
    <div class="quiet" part="notes">
      <p>${words.assumedNote}</p>
      ${description.framework.source ? html`<p>${inLanguage(description.framework.source, lang)}</p>` : nothing}
    </div>
    <div class="actions">
      <button type="button" part="button" @click=${targets.download}>${words.csv}</button>
      <button type="button" part="button" @click=${targets.keep}>${words.keep}</button>
    </div>`;
}

/** Score, targets met, the one furthest away. @param {Targets} targets @param {Figure} root */
function sentence(targets, root) {
  const { words, language: lang } = targets;
  const lines = targets.lines(root).filter(({ counts, share }) => counts && share !== null);
  const least = lines.reduce((/** @type {Line | null} */ worst, line) => (worst && Number(worst.share) <= Number(line.share) ? worst : line), null);
  return words.progress({
    unit: inLanguage(say(targets.shownUnit.name, lang), lang),
    period: periodName(targets.shownPeriod, lang),
    name: say(root.name, lang),
    score: root.value === null ? null : number(root.value, 1, lang),
    full: number(targets.description.method.upper ?? 1, 0, lang),
    all: lines.length,
    met: lines.filter(({ share }) => Number(share) >= 100).length,
    least: least && Number(least.share) < 100 ? { name: say(least.item.name, lang), share: number(Number(least.share), 0, lang) } : null,
    because: root.reason && targets.because(root.reason),
  });
}

/** @param {Targets} targets @param {Figure} group */
function groupTable(targets, group) {
  const { words, language: lang } = targets;
  const lines = targets.lines(group);
  const score = group.value === null ? targets.because(group.reason) : number(group.value, 1, lang);
  return html`<table part="table">
    <caption part="caption">
      <strong>${say(group.name, lang)} ${score}${lines.some(({ counts }) => counts) ? nothing : html` <span class="quiet">${words.noWeight}</span>`}</strong>
    </caption>
    <thead>
      <tr>
        <th scope="col">${words.indicator}</th>
        <th scope="col" class="number">${words.reported}</th>
        <th scope="col" class="number">${words.target}</th>
        <th scope="col" class="share">${words.done}</th>
      </tr>
    </thead>
    <tbody>
      ${lines.map((line) => lineRows(targets, line))}
    </tbody>
  </table>`;
}

/** An indicator, and below it what a ratio is made of. @param {Targets} targets @param {Line} line */
function lineRows(targets, { item, share, target }) {
  const { words, language: lang } = targets;
  const made = item.formula ? item.parts : [];
  const name = say(item.name, lang);
  return html`<tr part="row" class=${made.length ? "with-made" : nothing}>
      <th scope="row">${name}</th>
      <td class="number">
        ${targets.isOpen(item.id) ? field(targets, item.measure, item.value, `${name} ${words.reported}`, (value) => targets.setFigure(item.id, value)) : item.value === null ? targets.because(item.reason) : figure(item.value, item.measure, lang)}
        ${targets.own.edited.has(item.id) ? html`<span class="mark">${words.changed}</span>` : nothing} ${growthMark(targets, item.id)}
      </td>
      <td class="number">
        ${target === null ? "—" : field(targets, item.measure, target, `${name} ${words.target}`, (value) => targets.setTarget(item.id, value))}
      </td>
      <td class="share">${share === null ? "—" : html`${bar(share / 100)}<b>${number(share, 0, lang)}%</b>`}</td>
    </tr>
    ${made.length ? html`<tr><td colspan="4" class="made">${made.map((part, i) => factor(targets, part, i))}</td></tr>` : nothing}`;
}

/** @param {Targets} targets @param {string} id */
function growthMark(targets, id) {
  const { words, language: lang } = targets;
  const growth = targets.growthOf(id);
  if (!growth) return nothing;
  return html`<span class="growth ${growth.value < 0 ? "down" : "up"}"
    ><span aria-hidden="true">${growth.value < 0 ? "▼" : "▲"}</span> ${words.growthIs(number(growth.value, 1, lang, true), growth.published)}</span
  >`;
}

/** One of the figures that a ratio is made of. @param {Targets} targets @param {Figure} part @param {number} i */
function factor(targets, part, i) {
  const { words, language: lang } = targets;
  const column = targets.column(part.id);
  return html`<span class="factor"
    >${i ? "÷" : "＝"} ${say(part.name, lang)}
    ${targets.isOpen(part.id) ? field(targets, part.measure, part.value, say(part.name, lang), (value) => targets.setFigure(part.id, value)) : part.value === null ? "—" : figure(part.value, part.measure, lang)}
    ${column && isAssumed(column) ? html`<span class="mark">${words.assumed}</span>` : nothing}</span
  >`;
}

/**
 * A figure in a field, money in the unit that people say.
 * @param {Targets} targets @param {string} measure @param {number | null} value @param {string} label
 * @param {(value: number) => Promise<boolean>} set whether it was taken
 */
function field(targets, measure, value, label, set) {
  const unit = unitOf(measure, value ?? 0, targets.language);
  const shown = value === null ? "" : String(tidy(value / unit.per));
  const leave = async (/** @type {any} */ { target }) => {
    // When the field is left, it shows the value that is computed with.
    if (!(await set(tidy(target.valueAsNumber * unit.per)))) target.value = shown;
  };
  return html`<span class="field"
    ><input type="number" step="any" part="field" aria-label=${label} .value=${shown} @change=${leave} />
    <span class="unit">${unit.name}</span></span
  >`;
}

/** Says so where assumed parts do not add up to the total that they split. @param {Targets} targets */
function unbalanced(targets) {
  const { words, language: lang } = targets;
  /** @type {Map<string, number>} */
  const sums = new Map();
  for (const column of targets.description.columns) {
    const { part_of: part } = column;
    if (part?.complete && isAssumed(column)) sums.set(part.total, (sums.get(part.total) ?? 0) + (targets.published(column.id)?.value ?? 0) * (part.factor ?? 1));
  }
  return [...sums].map(([id, sum]) => {
    const total = targets.published(id);
    if (!total || total.value === null || Math.abs(sum - total.value) <= 1e-9 * Math.abs(total.value)) return nothing;
    return html`<p class="problem" role="status">${words.unbalanced(say(total.name, lang), exact(total.value, total.measure, lang), exact(sum, total.measure, lang))}</p>`;
  });
}

/** Every figure that the scores rest on, with its source and note. @param {Targets} targets @param {Figure} root @returns {string[]} */
function origins(targets, root) {
  const { words, language: lang } = targets;
  /** @type {Map<string, string>} */
  const lines = new Map();
  /** @param {Figure} each */
  const visit = (each) => {
    if (each.parts.length) return each.parts.forEach(visit);
    const value = each.value === null ? targets.because(each.reason) : exact(each.value, each.measure, lang).trim();
    lines.set(each.id, say(each.name, lang) + words.colon + [value, ...targets.origin(each.id)].join(words.comma));
    const stated = targets.published(`${each.id}_growth`);
    if (stated && stated.value !== null) lines.set(stated.id, say(stated.name, lang) + words.colon + [exact(stated.value, stated.measure, lang).trim(), ...targets.origin(stated.id)].join(words.comma));
  };
  visit(root);
  return [...lines.values()];
}
