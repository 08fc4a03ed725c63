/** The figure that is chosen: how it was read and why, with a field for everything that a person may correct. */

import { html, nothing, option } from "../elements/index.js";
import { corrected, KINDS, subjectsOf } from "./items.js";
import { keyOf, ownKey } from "./columns.js";
import { digits } from "./shown.js";
import { phrases } from "./lining.js";

/** @typedef {import("./element.js").InnodexReport} Element */
/** @typedef {import("./reports.js").Report} Report */
/** @typedef {import("./items.js").Item} Item */

/** @param {Element} element @param {Report} report */
export function chosenView(element, report) {
  const { words, item } = element;
  if (!item) return html`<section class="chosen" part="chosen" aria-label=${words.chosen}><p class="quiet">${words.none}</p></section>`;
  return html`<section class="chosen" part="chosen" aria-label=${words.chosen}>
    <h3>${item.text} <span class="mark ${item.status}">${words.statuses[item.status]}</span></h3>
    ${decisions(element, item)} ${fields(element, report, item)} ${reasons(element, report, item)} ${mending(element, item)}
  </section>`;
}

/** @param {Element} element @param {Item} item */
function decisions(element, item) {
  const { words, reports } = element;
  return html`<div class="actions">
    <button type="button" class="main" part="button" ?disabled=${item.status === "accepted"} @click=${() => element.decide("accept")}>${words.accept}</button>
    <button type="button" part="button" ?disabled=${item.status === "rejected"} @click=${() => element.decide("reject")}>${words.reject}</button>
    ${item.status === "open" ? nothing : html`<button type="button" part="button" @click=${() => reports.reopen(item.id)}>${words.reopen}</button>`}
    ${corrected(item).length || item.column ? html`<button type="button" part="button" @click=${() => reports.restore(item.id)}>${words.restore}</button>` : nothing}
  </div>`;
}

/** @param {Element} element @param {Report} report @param {Item} item */
function fields(element, report, item) {
  const { words, reports } = element;
  const { said } = item;
  const correct = (/** @type {any} */ change) => element.attempt(() => reports.correct(item.id, change));
  /** @param {"subject" | "unit" | "qualifier" | "period" | "region" | "compared_with"} member @param {string} label @param {string} [hint] */
  const text = (member, label, hint = "") =>
    html`<label>${label} <input type="text" placeholder=${hint} .value=${said[member] ?? ""} @change=${(/** @type {any} */ { target }) => correct({ [member]: target.value.trim() || (["subject", "unit"].includes(member) ? "" : null) })} /></label>`;
  /** @param {"value" | "high"} member @param {string} label */
  const amount = (member, label) =>
    html`<label>${label} <input type="number" step="any" .value=${said[member] === null ? "" : String(said[member])} @change=${(/** @type {any} */ { target }) => correct({ [member]: target.value === "" ? null : Number(target.value) })} /></label>`;
  const kinds = (/** @type {any} */ chosen, /** @type {readonly string[]} */ all) => all.map((kind) => option(kind, words.kindNames[kind], kind === chosen));
  return html`<div class="fields">
    ${text("subject", words.subject)} ${amount("value", words.value)} ${said.high === null ? nothing : amount("high", words.high)} ${text("unit", words.measure)}
    ${element.picker(words.kind, kinds(said.kind, KINDS), (kind) => correct({ kind }))}
    ${said.kind === "target" ? element.picker(words.targetOf, kinds(said.target_of ?? "level", KINDS.filter((kind) => kind !== "target")), (kind) => correct({ target_of: kind })) : nothing}
    ${text("period", words.itsPeriod, words.asReport(report.period))} ${text("qualifier", words.qualifier)} ${text("region", words.region)} ${text("compared_with", words.compared)}
    ${columnPicker(element, item)}
  </div>`;
}

/** Among how many indicators a person chooses. */
const MOST = 500;

/** Which indicator a figure belongs to: its own, or one that is there in the same unit. @param {Element} element @param {Item} item */
function columnPicker(element, item) {
  const { words, reports } = element;
  const own = ownKey(item);
  const others = phrases(reports.state)
    .filter(({ key, items }) => key !== own && key.split("|")[2] === own.split("|")[2] && Object.values(items).flat().some(({ id }) => id !== item.id))
    .slice(0, MOST);
  if (!others.length) return nothing;
  const chosen = item.column === null ? "" : keyOf(item);
  const options = others.map(({ key, subject, kind }) => option(key, `${subject}${words.aside(words.kindNames[kind])}`, key === chosen));
  return element.picker(words.column, [option("", words.ownColumn, chosen === ""), ...options], (key) => element.attempt(() => reports.assign(item.id, key || null)));
}

/** Why it was read so. @param {Element} element @param {Report} report @param {Item} item */
function reasons(element, report, item) {
  const { words, language: lang } = element;
  const { read, origin } = item;
  const rule = report.rules.find(({ name }) => name === read?.rule);
  const others = (read?.rules ?? []).filter((/** @type {string} */ name) => name !== read.rule).map((/** @type {string} */ name) => report.rules.find((each) => each.name === name)?.[lang] ?? name);
  const members = corrected(item).map((member) => memberName(words, member));
  return html`<details class="how" part="how" open>
    <summary>${words.how}</summary>
    ${origin === "marked" ? html`<p>${words.byHand}</p>` : origin === "split" ? html`<p>${words.split}</p>` : origin === "joined" ? html`<p>${words.joined}</p>` : nothing}
    ${read ? html`<p>${words.because(rule ? rule[lang] : read.rule)}</p>${rule?.example ? html`<p class="quiet">${words.example(rule.example)}</p>` : nothing}` : nothing}
    ${others.length ? html`<p class="quiet">${words.otherRules}${words.colon}${others.join(words.comma)}</p>` : nothing}
    ${read?.normalised_unit && typeof read.normalised === "number" ? html`<p class="quiet">${words.normalised}${words.colon}${digits(read.normalised, lang)}${read.normalised_unit === "1" ? "" : read.normalised_unit}</p>` : nothing}
    ${members.length ? html`<p class="quiet">${words.corrected(members.join(words.listing))}</p>` : nothing}
  </details>`;
}

/** @param {any} words @param {string} member */
const memberName = (words, member) =>
  ({ subject: words.subject, value: words.value, high: words.high, unit: words.measure, kind: words.kind, target_of: words.targetOf, qualifier: words.qualifier, period: words.itsPeriod, region: words.region, compared_with: words.compared })[member] ?? member;

/** Split, join, decide a range. @param {Element} element @param {Item} item */
function mending(element, item) {
  const { words, reports } = element;
  const { text, said } = item;
  const act = (/** @type {() => any} */ work) => element.attempt(() => {
    const done = work();
    const first = Array.isArray(done) ? done[0] : done;
    if (first) element.choose(first.id, true);
  });
  const cuts = Array.from({ length: text.length - 1 }, (_, i) => option(String(i + 1), `${text.slice(0, i + 1)} | ${text.slice(i + 1)}`, i === 0));
  const cut = (/** @type {any} */ { target }) => act(() => reports.split(item.id, Number(target.parentNode.querySelector("select").value)));
  return html`<div class="actions">
    ${said.high === null ? nothing : html`<button type="button" part="button" @click=${() => act(() => reports.correct(item.id, { high: null }))}>${words.low}</button>
          <button type="button" part="button" @click=${() => act(() => reports.correct(item.id, { value: said.high, high: null }))}>${words.top}</button>`}
    ${subjectsOf(said.subject).length > 1 ? html`<button type="button" part="button" @click=${() => act(() => reports.split(item.id))}>${words.splitSubjects}</button>` : nothing}
    <button type="button" part="button" @click=${() => act(() => reports.join(item.id))}>${words.join}</button>
    ${text.length > 1 ? html`<span class="cut"><label>${words.cutWhere} <select part="select">${cuts}</select></label> <button type="button" part="button" @click=${cut}>${words.cutAt}</button></span>` : nothing}
  </div>`;
}

