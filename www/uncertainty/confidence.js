import { css, html, InnodexElement, nothing, number, option, periodName, saveCsv, say, table } from "../elements/index.js";
import { tableButtons } from "../elements/further.js";
import { confidenceSets } from "../api/robustness.js";
import { drawing, drawn, rangeText } from "./range.js";
import { WORDS } from "./text.js";

/** @typedef {import("../api/browser.js").Model} Model */
/** @typedef {import("../api/types.js").ConfidenceSets} ConfidenceSets */
/** @typedef {import("../api/types.js").RankRow} RankRow */

/** The confidences that a reader chooses from. */
const COVERAGES = [0.9, 0.95, 0.99];

const style = css`
  h2 {
    margin: 0 0 calc(1.5 * var(--space));
    font-size: 1.4em;
    font-weight: 650;
    line-height: 1.35;
  }
  [part="notes"],
  .actions {
    margin-block-start: var(--space);
  }
  td.set {
    min-width: 130px;
  }
  td.set div {
    display: flex;
    align-items: center;
    gap: var(--space);
  }
  td.set span {
    min-width: 4em;
    text-align: end;
  }
  @media screen {
    .narrow h2 {
      font-size: 1.25em;
    }
    .narrow td.set {
      min-width: 96px;
    }
    .narrow td.set span {
      min-width: 2.6em;
    }
    .narrow .error {
      display: none;
    }
  }
`;

/**
 * `<innodex-confidence cells period unit coverage kind without lang>`: the ranks that the standard errors of figures leave open.
 * `cells` is an address, CSV text or bytes (code, period, indicator, standard_error). Events: `ready`, `error`.
 */
export class InnodexConfidence extends InnodexElement {
  static styles = [...InnodexElement.styles, table, drawn, style];

  /** @type {import("lit").PropertyDeclarations} */
  static properties = { period: {}, unit: {}, cells: {}, coverage: { type: Number }, kind: {}, without: {} };

  constructor() {
    super();
    /** @type {string | undefined} */
    this.period = undefined;
    /** A unit, by code or name. @type {string | undefined} */
    this.unit = undefined;
    /** What single figures know. @type {string | Uint8Array | undefined} */
    this.cells = undefined;
    this.coverage = 0.95;
    /** @type {import("../api/types.js").ConfidenceKind} */
    this.kind = "simultaneous";
    /** What figures without a standard error are taken for. @type {import("../api/types.js").WithoutError} */
    this.without = "exact";
    /** The model with these errors; the shared one does not have them. @type {Model | null} */
    this.full = null;
    /** The shared model that it was made beside. @type {Model | null} */
    this.beside = null;
    /** Why it could not be made. @type {unknown} */
    this.failure = null;
    this.turn = 0;
    /** @type {ConfidenceSets | null} */
    this.sets = null;
    /** By rank. @type {RankRow[]} */
    this.rows = [];
  }

  /** @returns {any} the words of this element, in the present language */
  get words() {
    return WORDS[this.language];
  }

  get shownPeriod() {
    return this.period || this.usualPeriod;
  }

  /** The code of the marked unit; empty where there is none. */
  get marked() {
    const { unit } = this;
    return unit ? (this.description.units.find(({ code, name }) => code === unit || name.zh === unit || name.en === unit)?.code ?? unit) : "";
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.forget();
  }

  /** Frees the model with the errors. */
  forget() {
    this.turn++;
    this.full?.dispose();
    this.full = this.beside = null;
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  compute(changed) {
    const { model } = this;
    if (!model || !this.isConnected) return;
    if (this.beside !== model || changed.has("cells") || this.full?.ended) this.reload(model);
    if (this.failure) throw this.failure;
    if (!this.full) return;
    const { coverage, kind, without, shownPeriod: period } = this;
    if (this.unit) this.full.figure(this.description.nodes[0].id, this.marked, period); // says which unit is not there
    this.sets = confidenceSets(this.full, period, { coverage, kind, without });
    this.rows = this.full.rank(period);
  }

  /** Loads the model again, with the errors. @param {Model} model */
  async reload(model) {
    this.forget();
    const { turn, source } = this;
    this.beside = model;
    this.failure = null;
    try {
      const cells = await source?.part.call(/** @type {any} */ ({ host: this }), /** @type {any} */ ("cells"));
      const { load } = /** @type {typeof import("../api/browser.js").Model} */ (model.constructor);
      const full = await load({ ...(await source?.options()), methods: true, ...(cells === undefined ? {} : { cells }) });
      if (turn !== this.turn) return full.dispose();
      this.full = full;
    } catch (error) {
      if (turn !== this.turn) return;
      this.failure = error;
    }
    this.requestUpdate();
  }

  /** `ready` is dispatched when there are sets. */
  updated() {
    if (this.full || this.problem) super.updated();
  }

  controls() {
    const { words, language: lang, description, coverage, kind, without, sets } = this;
    const { periods, frequency, units } = description;
    const shown = [...periods].reverse().map((each) => option(each, each, each === this.shownPeriod));
    const coverages = COVERAGES.map((each) => option(String(each), `${100 * each}%`, each === coverage));
    const kinds = ["simultaneous", "marginal"].map((each) => option(each, words.kinds[each], each === kind));
    const choices = ["exact", "median"].map((each) => option(each, words.without[each], each === without));
    const all = [option("", words.allUnits, !this.marked), ...units.map(({ code, name }) => option(code, say(name, lang), code === this.marked))];
    return html`<div class="controls" part="controls">
      ${this.picker(words[frequency], shown, (value) => (this.period = value))} ${this.picker(words.unit, all, (value) => (this.unit = value || undefined))}
      ${this.picker(words.coverage, coverages, (value) => (this.coverage = Number(value)))} ${this.picker(words.kind, kinds, (value) => (this.kind = /** @type {any} */ (value)))}
      ${sets && sets.with_error < sets.figures ? this.picker(words.withoutError, choices, (value) => (this.without = /** @type {any} */ (value))) : nothing}
    </div>`;
  }

  content() {
    const { words, full, sets } = this;
    if (!full) return html`<slot><p class="quiet">${words.loadingModel}</p></slot>`;
    return sets ? this.shown(sets) : html`<h2 part="result">${words.noErrors}</h2>${this.controls()}`;
  }

  /** @param {ConfidenceSets} sets */
  shown(sets) {
    const { words, language: lang, rows, marked } = this;
    const own = new Map(sets.map((each) => [each.code, each]));
    const ranked = rows.filter(({ rank }) => rank !== null);
    return html`<h2 part="result">${this.sentence(own)}</h2>
      ${this.controls()}
      <table part="table">
        <caption part="caption">
          <strong>${words.confidenceOf(say(this.description.framework.name, lang))}${words.aside(periodName(this.shownPeriod, lang))}</strong>
          <span class="quiet">${words.confidenceHint}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col" class="number">${words.rank}</th>
            <th scope="col">${words.unit}</th>
            <th scope="col" class="number">${words.score}</th>
            <th scope="col" class="number error">${words.standardError}</th>
            <th scope="col">${words.rankSet}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(({ code, unit: name, rank, score, reason }) => {
            const { standard_error: error = null, lower = null, upper = null } = own.get(code) ?? {};
            return html`<tr class=${code === marked ? "selected" : ""} part="row">
              <td class="number">${rank ?? "—"}</td>
              <th scope="row">${say(name, lang)}</th>
              <td class="number">${score === null ? "—" : number(score, 2, lang)}</td>
              <td class="number error">${error === null ? "—" : number(error, 3, lang)}</td>
              <td class="set">
                ${rank === null || lower === null || upper === null
                  ? reason ? html`<span class="quiet">${this.because(reason)}</span>` : "—"
                  : html`<div>${drawing(rank, { low: lower, high: upper }, ranked.length)}<span>${rangeText({ low: lower, high: upper })}</span></div>`}
              </td>
            </tr>`;
          })}
        </tbody>
      </table>
      <p class="quiet" part="notes">${sets.with_error < sets.figures ? sets.warnings.map((warning) => say(warning, lang)).join(" ") : words.allErrors(sets.figures)}</p>
      <div class="actions"><button type="button" part="button" @click=${this.download}>${words.download}</button>${tableButtons(this)}</div>`;
  }

  /** What the sets say, in a sentence. @param {Map<string, import("../api/types.js").ConfidenceSet>} own */
  sentence(own) {
    const { words, language: lang, marked, rows, coverage } = this;
    const row = rows.find(({ code }) => code === marked);
    const set = own.get(marked);
    const percent = number(100 * coverage, 1, lang).replace(/\.0$/, "");
    if (row && set?.lower && set.upper && row.rank !== null) return words.setOf(say(row.unit, lang), row.rank, set.lower, set.upper, percent);
    const known = [...own.values()].filter(({ lower }) => lower !== null);
    return words.certain(known.filter(({ lower, upper }) => lower === upper).length, known.length, percent);
  }

  download() {
    const { name, lines } = this.saved();
    saveCsv(name, lines);
  }

  /** The table as it is saved. @returns {import("../elements/sharing.js").Saved} */
  saved() {
    const { words, language: lang, rows, sets, description, shownPeriod: period } = this;
    const known = new Map(rows.map((row) => [row.code, row]));
    const lines = [
      words.setColumns,
      ...(sets ?? []).map(({ code, unit, standard_error: error, lower, upper }) => [code, say(unit, lang), known.get(code)?.rank ?? null, known.get(code)?.score ?? null, error, lower, upper]),
    ];
    const name = say(description.framework.name, lang);
    return { name: `${name}-${words.rankSet}-${period}`, title: `${words.confidenceOf(name)}${words.aside(periodName(period, lang))}`, measure: words.score, lines };
  }
}
