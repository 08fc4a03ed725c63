import { copy, html, nothing, option, periodName, saveCsv, say } from "../elements/index.js";
import { audit } from "../api/analysis.js";
import { FullModelElement } from "../elements/full-element.js";
import { style } from "./style.js";
import { WORDS } from "./text.js";

/** @typedef {import("../api/types.js").Audit} Audit */

/** `<innodex-audit period data framework indicators lang>`: the audit of an index and its methodology note. Events: `ready`, `error`. */
export class InnodexAudit extends FullModelElement {
  static styles = [...FullModelElement.styles, style];

  constructor() {
    super();
    /** @type {Audit | null} */
    this.found = null;
  }

  /** @returns {any} the words of this element, in the present language */
  get words() {
    return WORDS[this.language];
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  compute(changed) {
    if (!this.model || (this.computed === this.model && !changed.has("period"))) return;
    this.computed = null;
    this.found = audit(this.model, this.shownPeriod);
    this.computed = this.model;
  }

  controls() {
    const { periods, frequency } = this.description;
    const shown = this.shownPeriod;
    const options = [...periods].reverse().map((each) => option(each, each, each === shown));
    return html`<div class="controls" part="controls">${this.picker(this.words[frequency], options, (value) => (this.period = value))}</div>`;
  }

  content() {
    const { words, language: lang, found } = this;
    if (!found) return nothing;
    const { remarks, checks, period } = found;
    const note = found.note[lang];
    /** @param {{ check: string, looked_at: number, remarked: number }} each */
    const row = ({ check, looked_at, remarked }) => html`<tr part="row">
      <th scope="row">
        ${words.checks[check]}
        ${remarked
          ? html`<ul>
              ${remarks
                .filter((remark) => remark.check === check)
                .map(({ message, explanation }) => html`<li>${say(message, lang)}${explanation ? html`<p class="quiet" part="explanation">${words.explained(say(explanation, lang))}</p>` : nothing}</li>`)}
            </ul>`
          : nothing}
      </th>
      <td class="number">${looked_at}</td>
      <td class="number">${remarked}</td>
    </tr>`;
    return html`${this.controls()}
      <table part="table">
        <caption part="caption">
          <strong>${words.title(say(this.description.framework.name, lang))}</strong>
          <span class="quiet">${periodName(period, lang)}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">${words.check}</th>
            <th scope="col" class="number">${words.looked}</th>
            <th scope="col" class="number">${words.remarked}</th>
          </tr>
        </thead>
        <tbody>
          ${checks.filter(({ looked_at }) => looked_at).map(row)}
        </tbody>
      </table>
      <p role="status">${words.found(remarks.length, remarks.filter(({ explanation }) => explanation).length)}</p>
      <p class="quiet" part="notes">${words.about}</p>
      <section part="note">
        <label for="note"><strong>${words.note}</strong></label>
        <p class="quiet">${words.noteHint}</p>
        <textarea id="note" readonly rows="8" .value=${note}></textarea>
        <div class="actions">
          <button type="button" part="button" @click=${(/** @type {Event} */ event) => this.copied(event, note)}>${words.copy}</button>
          <button type="button" part="button" @click=${this.download}>${words.download}</button>
          <span role="status" class="copied"></span>
        </div>
      </section>`;
  }

  /** @param {Event} event @param {string} note */
  copied(event, note) {
    const area = /** @type {HTMLTextAreaElement} */ (this.renderRoot.querySelector("textarea"));
    const status = /** @type {HTMLElement} */ (this.renderRoot.querySelector(".copied"));
    copy(area, status, note, this.words);
  }

  download() {
    const { words, language: lang, found } = this;
    if (!found) return;
    saveCsv(`audit-${found.period}`, [
      words.columns,
      ...found.remarks.map(({ check, place, other, value, threshold, message, explanation }) => [
        ...[words.checks[check], place, other, value, threshold, say(message, lang)],
        explanation && say(explanation, lang),
      ]),
    ]);
  }
}
