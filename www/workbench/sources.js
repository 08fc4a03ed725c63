/** The raw tables of a project: `<innodex-table>` without its ranking; what it opens goes into the project instead. */

import { css, html, nothing, option } from "../elements/index.js";
import { InnodexTable } from "../table/index.js";
import { ofOneForm, choices, waiting } from "../table/opened.js";
import { dataOf, planOfAll, repeated } from "./panel.js";
import { WORDS } from "./text.js";

/** @typedef {import("../table/opened.js").Choice} Choice */
/** @typedef {import("../api/types.js").Remark} Remark */

/** The hash of a file, where the page may compute one: a page without TLS may not. @param {Blob} blob */
async function hashOf(blob) {
  if (!globalThis.crypto?.subtle) return null;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Events: those of `<innodex-table>`, and `taken` with the data of a project. */
export class InnodexSources extends InnodexTable {
  static styles = [
    ...InnodexTable.styles,
    css`
      .figures {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 18px;
        align-items: center;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        margin-block-end: 8px;
      }
      .figures label {
        min-height: 28px;
      }
    `,
  ];

  static properties = { ...InnodexTable.properties, left: { state: true }, summing: { state: true }, remarks: { state: true } };

  constructor() {
    super();
    /** The keys of the figures that are not wanted. @type {Set<string>} */
    this.left = new Set();
    /** @type {"sum" | "mean"} */
    this.summing = "sum";
    /** The text of the register in which units are looked up. @type {string | undefined} */
    this.units = undefined;
    /** What was done when the tables were put together. @type {Remark[]} */
    this.remarks = [];
  }

  /** Takes a register, and keeps its text for the project. @param {Blob} file @param {string} name */
  async takeRegister(file, name) {
    await super.takeRegister(file, name);
    if (this.register !== name) return;
    try {
      this.units = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    } catch {
      // A register that is no text: the plan names it, and it is not inside.
      this.units = undefined;
    }
  }

  get own() {
    return WORDS[this.language].data;
  }

  /** How many questions are open. */
  get questions() {
    return this.files.reduce((sum, file) => sum + waiting(file).length + (file.problem ? 1 : 0), 0);
  }

  /** The figures that are wanted. @returns {Choice[]} */
  get wanted() {
    return choices(this.files).filter(({ key }) => !this.left.has(key));
  }

  using() {
    const all = choices(this.files);
    if (!all.length) return nothing;
    const { own, wanted, words, language: lang } = this;
    const same = repeated(wanted);
    const files = [...new Set(all.map(({ file }) => file))];
    const ready = !this.busy && this.questions === 0 && wanted.length > 0 && !same.length;
    const records = wanted.some(({ file }) => file.seen?.form === "records");
    const set = (/** @type {string[]} */ keys, /** @type {boolean} */ on) => {
      const left = new Set(this.left);
      for (const key of keys) if (on) left.delete(key);
      else left.add(key);
      this.left = left;
    };
    return html`<section class="use" part="use" aria-label=${own.choose}>
      <h2>${own.choose}</h2>
      ${files.map((file) => {
        const of = all.filter((each) => each.file === file);
        return html`<fieldset class="figures">
          <legend>${ofOneForm(this.files, file).map(({ name }) => name).join(words.listing)}</legend>
          ${of.map(({ key, id, measure }) => html`<label><input type="checkbox" .checked=${!this.left.has(key)} @change=${(/** @type {any} */ event) => set([key], event.target.checked)} /> ${id}${measure ? html` <span class="quiet">${measure}</span>` : nothing}</label>`)}
          ${of.length > 3 ? html`<span><button type="button" part="button" @click=${() => set(of.map(({ key }) => key), true)}>${own.all}</button> <button type="button" part="button" @click=${() => set(of.map(({ key }) => key), false)}>${own.none}</button></span>` : nothing}
        </fieldset>`;
      })}
      <div class="controls" part="controls">
        ${records ? this.picker(own.summary, ["sum", "mean"].map((each) => option(each, own.sums[/** @type {"sum"} */ (each)], each === this.summing)), (value) => (this.summing = /** @type {"sum"} */ (value))) : nothing}
        <button type="button" class="main" part="button" ?disabled=${!ready} @click=${this.take}>${own.use}</button>
      </div>
      ${same.length ? html`<p role="status">${own.same(same)}</p>` : ready || this.busy ? nothing : html`<p class="quiet">${own.waits}</p>`}
      ${this.remarks.length ? html`<ul class="quiet remarks">${this.remarks.map(({ location, message }) => html`<li>${location[lang]}${location[lang] ? own.colon : ""}${message[lang]}</li>`)}</ul>` : nothing}
    </section>`;
  }

  /** Whatever was made goes into the project. */
  made() {
    return html``;
  }

  /** Puts the wanted figures side by side, and hands them on. */
  async take() {
    const { wanted } = this;
    const plan = planOfAll(wanted, this.files, this.summing, this.register);
    const used = [...new Set(wanted.flatMap(({ file }) => ofOneForm(this.files, file)))];
    this.outcome = null;
    await this.run(plan, null);
    const { outcome } = this;
    if (!outcome || this.problem) return;
    const books = [...new Map(used.map(({ book, blob }) => [book, blob]))];
    const files = await Promise.all(books.map(async ([name, blob]) => ({ name, sha256: await hashOf(blob) })));
    const hashed = files.every(({ sha256 }) => sha256) ? { files: /** @type {any} */ (files) } : {};
    const { panel } = outcome;
    const units = this.register !== null && this.units ? { units: this.units } : {};
    this.announce("taken", { data: { ...dataOf(panel, plan), ...units, ...hashed }, panel });
  }

  /** @param {any} outcome @param {object} framework @param {any} plan */
  show(outcome, framework, plan) {
    this.outcome = { ...outcome, framework, plan };
    this.remarks = outcome.remarks;
    this.said = this.words.made(outcome.panel.units.length, outcome.panel.periods.length, outcome.panel.indicators.length) + this.words.stop;
  }
}
