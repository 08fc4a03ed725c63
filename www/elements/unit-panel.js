/** The figures behind one unit's score: every dimension, every indicator, what it is made of and where that comes from. */

import { html, nothing } from "lit";
import { figure, number, periodName, scoreDigits, sourceName } from "./format.js";
import { say } from "./language.js";
import { WORDS } from "./text.js";
import { rankChange } from "./bar.js";

/** @typedef {import("../api/types.js").Figure} Figure */
/** @typedef {import("../api/types.js").RankRow} RankRow */
/** @typedef {import("../api/types.js").NodeInfo} NodeInfo */
/** @typedef {import("./language.js").Lang} Lang */
/** @typedef {import("../api/browser.js").Model} Model */
/** @typedef {{ model: Model, lang: Lang, digits: number, leaves: Map<string, NodeInfo> }} Context */

/**
 * @param {{ model: Model, row: RankRow, node: NodeInfo, period: string, digits: number, lang: Lang, close: () => void }} options
 */
export function unitPanel({ model, row, node, period, digits, lang, close }) {
  const words = WORDS[lang];
  const { nodes } = model.description;
  const whole = model.figure(nodes[0].id, row.code, period);
  const leaves = new Map(nodes.filter(({ leaf }) => leaf).map((leaf) => [leaf.id, leaf]));
  /** @type {Context} */
  const context = { model, lang, leaves, digits: scoreDigits([whole.value, ...whole.parts.map(({ value }) => value)]) };
  const groups = whole.parts.some(({ id }) => leaves.has(id)) ? [whole] : whole.parts;
  return html`<section
    id="panel"
    class="panel"
    part="panel"
    aria-label=${words.panel(say(row.unit, lang), periodName(period, lang))}
    @keydown=${(/** @type {KeyboardEvent} */ event) => event.key === "Escape" && close()}
  >
    <div class="panel-head">
      <h3>${words.panel(say(row.unit, lang), periodName(period, lang))}</h3>
      <p>${standing(row, node, digits, lang)}</p>
      <button type="button" part="button" @click=${close}>${words.close}</button>
    </div>
    <div class="groups">${groups.map((group) => groupTable(group, context))}</div>
  </section>`;
}

/**
 * Score, rank and change in a sentence.
 * @param {RankRow} row
 * @param {NodeInfo} node
 * @param {number} digits
 * @param {Lang} lang
 */
function standing({ rank, rank_before: before, score, missing }, node, digits, lang) {
  const words = WORDS[lang];
  if (rank === null || score === null) return nothing;
  const was = before ? html` ${rankChange(before, rank, words)} <span class="quiet">${words.before(before)}</span>` : nothing;
  const lacking = missing ? html` <span class="lacking">* ${words.lackingLong(missing)}</span>` : nothing;
  return html`${words.standing(say(node.name, lang), number(score, digits, lang), rank)}${was}${lacking}`;
}

/**
 * @param {Figure} group
 * @param {Context} context
 */
function groupTable(group, context) {
  const { lang, digits, model } = context;
  const words = WORDS[lang];
  const score = group.value === null ? reason(group, model, lang) : number(group.value, digits, lang);
  return html`<table part="figures">
    <caption>
      ${say(group.name, lang)} ${score}
    </caption>
    <thead class="said">
      <tr>
        <th scope="col">${words.indicator}</th>
        <th scope="col">${words.value}</th>
        <th scope="col">${words.points}</th>
      </tr>
    </thead>
    <tbody>
      ${group.parts.map((part) => figureRows(part, 1, context))}
    </tbody>
  </table>`;
}

/**
 * An indicator's row, or a nested group's row and those below it.
 * @param {Figure} item
 * @param {number} depth
 * @param {Context} context
 * @returns {unknown}
 */
function figureRows(item, depth, context) {
  const { lang, digits, model, leaves } = context;
  const leaf = leaves.get(item.id);
  const score = leaf ? item.steps.filter(({ step }) => step === "normalise").pop()?.value : item.value;
  return html`<tr>
      <th scope="row" class=${depth > 1 ? "depth-2" : nothing}>
        ${say(item.name, lang)} ${leaf ? madeOf(item, leaf, context) : nothing}
      </th>
      <td class="number">
        ${!leaf ? nothing : item.value === null ? reason(item, model, lang) : figure(item.value, item.measure, lang)}
      </td>
      <td class="number points">${score === null || score === undefined ? "—" : number(score, digits, lang)}</td>
    </tr>
    ${leaf ? nothing : item.parts.map((part) => figureRows(part, depth + 1, context))}`;
}

/**
 * The published figures an indicator is computed from, each with year, source, table and note.
 * @param {Figure} item
 * @param {NodeInfo} leaf
 * @param {Context} context
 */
function madeOf(item, leaf, { lang, model }) {
  const published = item.parts.length ? item.parts : [item];
  return html`<ul class="made">
    ${published.map((part, i) => {
      const sign = leaf.denominator && i > 0 ? "÷ " : "＝ ";
      const value = part.value === null ? reason(part, model, lang) : figure(part.value, part.measure, lang);
      return html`<li title=${part.value === null ? nothing : `${part.value} ${part.measure}`}>
        ${item.parts.length ? html`${sign}${say(part.name, lang)} ${value}<br />` : nothing} ${origin(part, lang)}
      </li>`;
    })}
  </ul>`;
}

/**
 * "2022年，中国统计年鉴，表…，注：…".
 * @param {Figure} part
 * @param {Lang} lang
 */
function origin({ period, source, table, note }, lang) {
  const words = WORDS[lang];
  return [periodName(period, lang), sourceName(source, lang), table && words.table + table, note && words.note + note]
    .filter(Boolean)
    .join(lang === "zh" ? "，" : ", ");
}

/**
 * @param {Figure} item
 * @param {Model} model
 * @param {Lang} lang
 */
const reason = (item, model, lang) => (item.reason ? say(model.reasonText(item.reason), lang) : "—");
