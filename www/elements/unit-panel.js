/** The figures behind one unit's score: dimensions, indicators, what they are computed from, and the sources. */

import { html, nothing } from "lit";
import { exact, figure, number, periodName, scoreDigits, inLanguage } from "./format.js";
import { say } from "./language.js";
import { WORDS } from "./text.js";
import { rankChange } from "./bar.js";
import { named } from "./method.js";

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
  const context = { model, lang, leaves, digits: scoreDigits(scores(whole, leaves)) };
  const groups = whole.parts.some(({ id }) => leaves.has(id)) ? [whole] : whole.parts;
  return html`<section
    id="panel"
    class="panel"
    part="panel"
    aria-label=${words.panel(say(row.unit, lang), periodName(period, lang))}
    @keydown=${(/** @type {KeyboardEvent} */ event) => event.key === "Escape" && close()}
  >
    <div class="panel-head">
      <h2>${words.panel(say(row.unit, lang), periodName(period, lang))}</h2>
      <p>${standing(row, node, digits, lang)}</p>
      <button type="button" part="button" @click=${close}>${words.close}</button>
    </div>
    <div class="groups">${groups.map((group) => groupTable(group, context))}</div>
    <details class="sources" part="sources">
      <summary>${words.origins}</summary>
      <ul class="quiet">
        ${published(whole).map((part) => html`<li>${origin(part, context)}</li>`)}
      </ul>
    </details>
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
 * The row of an indicator, or the rows of a nested group.
 * @param {Figure} item
 * @param {number} depth
 * @param {Context} context
 * @returns {unknown}
 */
function figureRows(item, depth, context) {
  const { lang, digits, model, leaves } = context;
  const words = WORDS[lang];
  const leaf = leaves.get(item.id);
  const score = leaf ? normalised(item) : item.value;
  const made = leaf?.denominator ? item.parts : [];
  return html`<tr class=${made.length ? "with-made" : nothing}>
      <th scope="row" class=${depth > 1 ? "nested" : nothing}>${say(item.name, lang)}${leaf?.treatment ? html` <span class="quiet">${words.aside(named(words.treatment, leaf.treatment))}</span>` : nothing}</th>
      <td class="number">
        ${!leaf ? nothing : item.value === null ? reason(item, model, lang) : figure(item.value, item.measure, lang)}
      </td>
      <td class="number points">${score === null ? "—" : number(score, digits, lang)}</td>
    </tr>
    ${made.length
      ? html`<tr>
          <td colspan="3" class="made">
            ${made.map((part, i) => html`${i ? "÷" : "＝"} ${say(part.name, lang)} <span class="whole">${amount(part, context)}</span> `)}
          </td>
        </tr>`
      : nothing}
    ${leaf ? nothing : item.parts.map((part) => figureRows(part, depth + 1, context))}`;
}

/**
 * All scores in a figure: the values of groups, the normalised values of indicators.
 * @param {Figure} item
 * @param {Map<string, NodeInfo>} leaves
 * @returns {(number | null)[]}
 */
const scores = (item, leaves) => (leaves.has(item.id) ? [normalised(item)] : [item.value, ...item.parts.flatMap((part) => scores(part, leaves))]);

/** @param {Figure} leaf */
const normalised = ({ steps }) => steps.filter(({ step }) => step === "normalise").pop()?.value ?? null;

/**
 * The published figures behind a score, each once.
 * @param {Figure} item
 * @returns {Figure[]}
 */
function published(item) {
  const found = item.parts.length ? item.parts.flatMap(published) : [item];
  return found.filter((part, i) => found.findIndex(({ id }) => id === part.id) === i);
}

/**
 * "R&D经费内部支出：12,547,025.7万元，2022年，中国科技统计年鉴，表…，注：…", with every digit.
 * @param {Figure} part
 * @param {Context} context
 */
function origin({ name, value, measure, reason: why, period, source, table, note }, { lang, model }) {
  const words = WORDS[lang];
  const parts = [value === null ? why && say(model.reasonText(why), lang) : exact(value, measure, lang), periodName(period, lang), inLanguage(source, lang), table && words.table + table, note && words.note + inLanguage(note, lang)];
  return html`<strong>${say(name, lang)}</strong>${words.colon}${parts.filter(Boolean).join(words.comma)}`;
}

/**
 * @param {Figure} part
 * @param {Context} context
 */
const amount = (part, { lang, model }) => (part.value === null ? reason(part, model, lang) : figure(part.value, part.measure, lang));

/**
 * @param {Figure} item
 * @param {Model} model
 * @param {Lang} lang
 */
const reason = (item, model, lang) => (item.reason ? say(model.reasonText(item.reason), lang) : "—");
