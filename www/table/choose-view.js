/** Choosing what to rank by: a figure, or one divided by another; and the plan that does it, which may be changed. */

import { html, nothing, number, option } from "../elements/index.js";

/** @typedef {import("./opened.js").Choice} Choice */
/** @typedef {import("./opened.js").Chosen} Chosen */
/** @typedef {import("./text.js").Words} Words */

/**
 * @typedef {object} Use
 * @property {Choice[]} all
 * @property {Choice} above
 * @property {Choice | undefined} below
 * @property {Chosen} chosen
 * @property {{ measure: string, scale: number } | null} quotient
 * @property {boolean} ready whether nothing waits in the files that are used
 * @property {string[]} large the names of those that are too large to be used here
 * @property {string} plan as text
 * @property {boolean} edited whether the plan is the reader's own, and the choices are not what is done
 * @property {(change: Partial<Chosen>) => unknown} choose
 * @property {() => unknown} discard
 * @property {() => unknown} rank
 * @property {(text: string) => unknown} edit
 * @property {() => unknown} run
 * @property {() => unknown} savePlan
 */

/** A file's name as a command line takes it. @param {string} name */
const quoted = (name) => (/^[\p{L}\p{N}._-]+$/u.test(name) ? name : `"${name.replace(/["\\$`]/g, "\\$&")}"`);

/** @param {Use} use @param {Words} words @param {import("../elements/language.js").Lang} lang */
export function chooseView({ all, above, below, chosen, quotient, ready, large, plan, edited, choose, discard, rank, edit, run, savePlan }, words, lang) {
  const several = new Set(all.map(({ file }) => file)).size > 1;
  /** @param {Choice} each */
  const label = ({ id, measure, file }) => [id, measure && `(${measure})`, several && `· ${file.name}`].filter(Boolean).join(" ");
  /** @param {string} text @param {unknown} options @param {(value: any) => Partial<Chosen>} change */
  const picker = (text, options, change) =>
    html`<label>${text} <select part="select" @change=${(/** @type {any} */ event) => choose(change(event.target.value))}>${options}</select></label>`;
  const records = [above, below].some((each) => each?.file.seen?.form === "records");
  return html`<section class="use" part="use" aria-label=${words.use}>
    <h2>${words.use}</h2>
    ${edited
      ? html`<p>${words.edited}${words.stop} <button type="button" part="button" @click=${discard}>${words.discard}</button></p>`
      : html`<div class="controls" part="controls">
      ${picker(words.numerator, all.map((each) => option(each.key, label(each), each === above)), (value) => ({ above: value, measure: "" }))}
      ${picker(words.denominator, [option("", words.nothing, !below), ...all.filter((each) => each !== above).map((each) => option(each.key, label(each), each === below))], (value) => ({ below: value, measure: "" }))}
      ${below
        ? html`<label
            >${words.result}
            <input type="text" .value=${quotient?.measure ?? chosen.measure} @change=${(/** @type {any} */ event) => choose({ measure: event.target.value.trim() })} />
          </label>`
        : nothing}
      ${records ? picker(words.group, [option("sum", words.sums.sum, chosen.summary === "sum"), option("mean", words.sums.mean, chosen.summary === "mean")], (value) => ({ summary: value })) : nothing}
      ${picker(words.order, [option("1", words.more, chosen.direction === 1), option("-1", words.less, chosen.direction === -1)], (value) => ({ direction: /** @type {1 | -1} */ (Number(value)) }))}
      <button type="button" class="main" part="button" ?disabled=${!ready} @click=${rank}>${words.rank}</button>
    </div>`}
    ${below && !edited
      ? html`<p class="quiet" role="status">
          ${quotient ? words.quotient(above.measure, below.measure, quotient.measure, number(quotient.scale, quotient.scale < 1 ? 4 : 0, lang)) : words.unfit}${words.stop}
        </p>`
      : nothing}
    ${large.length
      ? html`<p role="status">${words.large(large.join(words.listing))} <code>innodex table plan.json ${large.map(quoted).join(" ")} --sql</code></p>`
      : ready
        ? nothing
        : html`<p class="quiet">${words.waits}</p>`}
    <details ?open=${edited || large.length > 0}>
      <summary>${words.plan}</summary>
      <p class="quiet" id="hint">${words.planHint}</p>
      <textarea
        part="plan"
        rows="12"
        spellcheck="false"
        aria-label=${words.plan}
        aria-describedby="hint"
        .value=${plan}
        @change=${(/** @type {any} */ event) => edit(event.target.value)}
      ></textarea>
      <div class="actions">
        <button type="button" class=${edited ? "main" : ""} part="button" ?disabled=${!ready} @click=${run}>${words.runPlan}</button>
        <button type="button" part="button" @click=${savePlan}>${words.savePlan}</button>
      </div>
    </details>
  </section>`;
}
