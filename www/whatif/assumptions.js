/** The assumptions on the effect of money: shown beside the result, each with its source or the word "assumed"; a reader can change them. */

import { html, nothing, option, say } from "../elements/index.js";

/** @typedef {import("../api/types.js").ColumnInfo} ColumnInfo */
/**
 * Who has assumptions: `funded` are the inputs, `assume` takes other assumptions.
 * @typedef {object} Owner
 * @property {any} words
 * @property {import("../elements/language.js").Lang} language
 * @property {import("../api/types.js").Description} description
 * @property {{ acting: ColumnInfo[], idle: ColumnInfo[] }} choices
 * @property {(id: string) => ColumnInfo | undefined} column
 * @property {any} assumptions
 * @property {string[]} funded
 * @property {(assumptions: any) => void} assume
 */

/** What stands for a source where none is named. */
const NOBODY = /^\s*(assumed|假设)?\s*$/i;

/** A number as it is written: alone, or with its source. @param {any} stated @returns {{ value: number, source?: string } | null} */
const stated = (stated) => (typeof stated === "number" ? { value: stated } : record(stated));

/** An object, or null. What is wrong with anything else, the calculator says. @param {any} given */
const record = (given) => (given && typeof given === "object" && !Array.isArray(given) ? given : null);

/** @param {any} given @returns {any[]} */
const listed = (given) => (Array.isArray(given) ? given.filter(record) : []);

/**
 * Every assumption in words, each with its source or the word "assumed".
 * @param {Pick<Owner, "words" | "language" | "column">} owner @param {any} assumptions
 * @returns {string[]}
 */
export function assumptionLines(owner, assumptions) {
  const { words, language: lang } = owner;
  const { additionality, returns, elasticities, ...notes } = record(assumptions) ?? {};
  const from = (/** @type {any} */ of) => words.aside(NOBODY.test(String(of?.source ?? "")) ? words.assumed : `${words.sourceIs}${of.source}`);
  const name = (/** @type {string} */ id) => say(owner.column(id)?.name ?? { zh: id, en: id }, lang);
  const a = stated(additionality);
  return [
    words.additionalityIs(a?.value ?? 1) + from(a),
    ...(returns?.exponent !== undefined ? [words.exponentIs(returns.exponent) + from(returns)] : []),
    ...(returns?.limit !== undefined ? [words.limitIs(returns.limit) + from(returns)] : []),
    ...listed(elasticities).map((each) => words.elasticityIs(each.from ? name(each.from) : words.theInput, name(each.to), each.value, each.lag ?? 0) + from(each)),
    ...Object.entries(notes).map(([key, note]) => `${key}${words.colon}${typeof note === "string" ? note : JSON.stringify(note)}`),
  ];
}

/**
 * The assumptions that the money of a plan rests on, in words; none where no money is put in.
 * @param {Pick<Owner, "words" | "language" | "column">} owner @param {import("./plan.js").Plan} plan
 */
export const planAssumptions = (owner, { changes, assumptions }) => (changes.some(({ kind, value }) => kind === "money" && value) ? assumptionLines(owner, assumptions) : []);

/**
 * Assumptions as fields.
 * @param {Owner} owner
 */
export function assumptionsView(owner) {
  const { words, assumptions } = owner;
  const set = (/** @type {any} */ part) => owner.assume({ ...record(assumptions), ...part });
  const a = stated(assumptions?.additionality) ?? { value: 1 };
  const returns = record(assumptions?.returns);
  const elasticities = listed(assumptions?.elasticities);
  const put = (/** @type {number} */ at, /** @type {any} */ part) => set({ elasticities: elasticities.map((/** @type {any} */ each, /** @type {number} */ i) => (i === at ? { ...each, ...part } : each)) });
  const all = [a, ...(returns ? [returns] : []), ...elasticities];
  return html`<details class="assumptions" part="assumptions">
    <summary>${words.assumptions}${words.aside(words.assumedOf(all.filter(({ source }) => NOBODY.test(source ?? "")).length, all.length))}</summary>
    <div class="stated">
      <label>${words.additionality} ${numberField(a.value, (value) => set({ additionality: { ...a, value } }))}</label>
      ${sourceField(words, words.additionality, a.source, (source) => set({ additionality: { ...a, source } }))}
    </div>
    <div class="stated">
      <label>${words.exponent} ${numberField(returns?.exponent ?? 1, (value) => set({ returns: value === 1 ? undefined : { source: returns?.source, exponent: value } }))}</label>
      ${returns ? sourceField(words, words.exponent, returns.source, (source) => set({ returns: { ...returns, source } })) : nothing}
    </div>
    ${elasticities.map(
      (/** @type {any} */ each, /** @type {number} */ i) => html`<div class="stated">
        <label>${words.follows} ${followers(owner, each.to, (to) => put(i, { to }))}</label>
        <label>${words.byPercent} ${numberField(each.value, (value) => put(i, { value }))} %</label>
        <label>${words.later} ${numberField(each.lag ?? 0, (lag) => put(i, { lag }), (typed) => Math.max(0, Math.round(typed)))} ${words.periods}</label>
        ${sourceField(words, words.follows, each.source, (source) => put(i, { source }))}
        <button type="button" part="button" @click=${() => set({ elasticities: elasticities.filter((/** @type {any} */ _, /** @type {number} */ at) => at !== i) })}>${words.remove}</button>
      </div>`,
    )}
    <button type="button" part="button" @click=${() => set({ elasticities: [...elasticities, { to: firstFollower(owner), value: 0.1, lag: 0 }] })}>${words.addElasticity}</button>
    <p class="quiet">${words.assumptionsNote}</p>
  </details>`;
}

/** The first that acts on the index, is not funded itself and no part or total of what is. @param {Owner} owner */
function firstFollower({ choices: { acting, idle }, funded, column }) {
  const tied = new Set(funded.flatMap((id) => [id, column(id)?.part_of?.total, column(id)?.same_as?.indicator]));
  return [...acting, ...idle].find(({ id, part_of: part, same_as: same }) => ![id, part?.total, same?.indicator].some((each) => each && tied.has(each)))?.id ?? funded[0];
}

/** @param {Owner} owner @param {string} chosen @param {(id: string) => void} set */
const followers = ({ choices: { acting, idle }, language }, chosen, set) =>
  html`<select part="select" @change=${(/** @type {any} */ event) => set(event.target.value)}>
    ${[...acting, ...idle].map(({ id, name }) => option(id, say(name, language), id === chosen))}
  </select>`;

/** @param {number} value @param {(value: number) => void} set @param {(value: number) => number} [fit] what can be of what was typed */
function numberField(value, set, fit = (typed) => typed) {
  const leave = (/** @type {any} */ { target }) => {
    const typed = target.valueAsNumber;
    const next = Number.isFinite(typed) ? fit(typed) : value;
    // When the field is left, it shows the value that is computed with.
    target.value = String(next);
    if (next !== value) set(next);
  };
  return html`<input type="number" step="any" part="field" .value=${String(value)} @change=${leave} />`;
}

/** @param {any} words @param {string} of @param {string | undefined} source @param {(source: string) => void} set */
const sourceField = (words, of, source, set) =>
  html`<label class="source"
    ><span class=${NOBODY.test(source ?? "") ? "mark" : "said"}>${words.assumed}</span>
    <input type="text" part="field" placeholder=${words.sourceHint} aria-label="${of}${words.colon}${words.sourceHint}" .value=${NOBODY.test(source ?? "") ? "" : source} @change=${(/** @type {any} */ event) => set(event.target.value.trim() || "assumed")}
  /></label>`;
