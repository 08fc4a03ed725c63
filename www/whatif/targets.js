import { explain, fields, html, InnodexElement, nothing, option, periodName, problemView, saveCsv, say } from "../elements/index.js";
import { exact, figure, inLanguage, number } from "../elements/format.js";
import { tidy, unitOf } from "./amount.js";
import { WORDS } from "./text.js";
import { bar } from "./bar.js";
import { save } from "./picture.js";
import { rowsOf, withFigure } from "./rows.js";
import { csvOf, frameworkOf } from "./source.js";
import { isAssumed, targetOf, withTarget } from "./target.js";
import { base, targets } from "./style.js";

/** @typedef {import("../api/types.js").Figure} Figure */
/** @typedef {import("../api/types.js").ColumnInfo} ColumnInfo */
/** @typedef {import("../api/browser.js").Model} Model */
/** @typedef {Partial<Record<"data" | "framework", any>>} Parts */
/** @typedef {{ item: Figure, share: number | null, target: number | null, counts: boolean }} Line an indicator, how much of its target is done in per cent, whether it has a weight */

/**
 * `<innodex-targets unit period data framework indicators lang>`: one unit against its own targets, all of which a reader may change,
 * as may every figure that is marked as assumed. Inside an `<innodex-model>` the others follow.
 * Events: `ready`, `error`, `targetschange`.
 */
export class InnodexTargets extends InnodexElement {
  static styles = [...InnodexElement.styles, fields, base, targets];

  /** @type {import("lit").PropertyDeclarations} */
  static properties = { unit: {}, period: {}, editing: { state: true } };

  constructor() {
    super();
    /** @type {string | undefined} */
    this.unit = undefined;
    /** @type {string | undefined} */
    this.period = undefined;
    /** Whether published figures stand in fields too. */
    this.editing = false;
    /** What the element's host said before the first change. @type {Parts | null} */
    this.original = null;
    /** Columns whose published figure the reader has replaced. @type {Set<string>} */
    this.edited = new Set();
    /** The framework as it is written. @type {any} */
    this.written = null;
    /** @type {Figure | null} */
    this.whole = null;
    /** @type {import("../elements/problem.js").Problem | null} */
    this.trouble = null;
    /** Changes are made one after the other. @type {Promise<unknown>} */
    this.queue = Promise.resolve();
    this.turn = 0;
  }

  /** @returns {any} the words of this element, in the present language */
  get words() {
    return WORDS[this.language];
  }

  get shownPeriod() {
    return this.period || this.usualPeriod;
  }

  get shownUnit() {
    const { units } = this.description;
    return units.find(({ code }) => code === this.unit) ?? units[0];
  }

  /**
   * The targets are in the framework as it is written, which the model does not tell.
   * @param {Model | null} model @param {any} problem @param {boolean} mine
   */
  receive(model, problem, mine) {
    super.receive(model, problem, mine);
    const turn = ++this.turn;
    if (!model || !this.source) return;
    this.source
      .options()
      .then(({ framework }) => frameworkOf(framework))
      .then(
        (written) => {
          if (turn !== this.turn) return;
          this.written = written;
          this.requestUpdate();
        },
        (error) => turn === this.turn && super.receive(null, explain(error), true),
      );
  }

  updated() {
    if (this.written) super.updated();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.turn++;
    this.model = null;
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  compute(changed) {
    if (!this.model || (this.computed === this.model && !["unit", "period"].some((key) => changed.has(key)))) return;
    this.computed = null;
    this.whole = this.model.figure(this.description.nodes[0].id, this.shownUnit.code, this.shownPeriod);
    this.computed = this.model;
  }

  /** The indicators of a group. @param {Figure} group @returns {Line[]} */
  lines(group) {
    const { nodes, method } = this.description;
    const { lower, upper } = { lower: method.lower ?? 0, upper: method.upper ?? 1 };
    return group.parts.flatMap((item) => {
      const node = nodes.find(({ id }) => id === item.id);
      if (!node?.leaf) return this.lines(item);
      const score = item.steps.filter(({ step }) => step === "normalise").pop()?.value ?? null;
      const share = score === null ? null : (100 * (score - lower)) / (upper - lower);
      return [{ item, share, target: targetOf(this.written, item.id), counts: node.effective_weight > 0 }];
    });
  }

  /** @param {string} id */
  column(id) {
    return this.description.columns.find((column) => column.id === id);
  }

  /** The published figure of a column. @param {string} id @returns {Figure | null} */
  published(id) {
    return this.model && this.column(id) ? this.model.figure(id, this.shownUnit.code, this.shownPeriod) : null;
  }

  /**
   * Growth on the period before in per cent, computed where the data have it, else as published in a column `<id>_growth`.
   * @param {string} id
   * @returns {{ value: number, published: boolean } | null}
   */
  growthOf(id) {
    const { periods } = this.description;
    if (!this.column(id) || !this.model) return null;
    if (periods.indexOf(this.shownPeriod) > 0) {
      const row = this.model.growth({ indicator: id, rate: "simple", period: this.shownPeriod }).find(({ code }) => code === this.shownUnit.code);
      if (row && row.value !== null) return { value: row.value, published: false };
    }
    const stated = this.published(`${id}_growth`)?.value ?? null;
    return stated === null ? null : { value: stated, published: true };
  }

  /**
   * Changes what the model is made of, once it is known that it can be made.
   * @param {(options: Record<string, any>) => Promise<Parts | null>} change
   * @returns {Promise<boolean>} whether it was
   */
  edit(change) {
    const done = this.queue.then(async () => {
      const { source, model } = this;
      if (!source || !model) return false;
      try {
        const options = await source.options();
        const changed = await change(options);
        if (!changed) return false;
        /** @type {any} */
        const { load } = model.constructor;
        (await load({ ...options, ...changed })).dispose();
        this.original ??= { data: source.host.data, framework: source.host.framework };
        this.trouble = null;
        this.replace(changed);
        return true;
      } catch (error) {
        this.failed(error);
        return false;
      }
    });
    this.queue = done;
    return done;
  }

  /** @param {unknown} error */
  failed(error) {
    this.trouble = explain(error);
    this.complain(this.trouble);
    this.requestUpdate();
  }

  /** @param {Parts} parts */
  replace(parts) {
    if (!this.source) return;
    if (parts.framework && typeof parts.framework === "object") this.written = parts.framework;
    Object.assign(this.source.host, parts);
    this.announce("targetschange", { framework: this.source.host.framework, data: this.source.host.data });
  }

  /** @param {string} id @param {number} value */
  async setTarget(id, value) {
    if (Number.isNaN(value)) return false;
    return this.edit(async ({ framework }) => ({ framework: withTarget(await frameworkOf(framework), id, value) }));
  }

  /** @param {string} id @param {number} value */
  async setFigure(id, value) {
    if (Number.isNaN(value)) return false;
    const { code, name } = this.shownUnit;
    return this.edit(async ({ data }) => {
      const text = csvOf(data);
      const changed = text && withFigure(text, { names: [code, name.zh, name.en], period: this.shownPeriod, column: id, value });
      if (!changed) return null;
      if (!isAssumed(this.column(id) ?? { source: "" })) this.edited.add(id);
      return { data: changed };
    });
  }

  reset() {
    if (!this.original) return;
    this.replace(this.original);
    this.original = null;
    this.trouble = null;
    this.edited.clear();
    this.requestUpdate();
  }

  controls() {
    const { words, language: lang, description } = this;
    const { units, periods, frequency } = description;
    const named = units.map(({ code, name }) => option(code, inLanguage(say(name, lang), lang), code === this.shownUnit.code));
    const times = [...periods].reverse().map((each) => option(each, each, each === this.shownPeriod));
    return html`<div class="controls" part="controls">
      ${units.length > 1 ? this.picker(words.unit, named, (value) => (this.unit = value)) : nothing}
      ${periods.length > 1 ? this.picker(words[frequency], times, (value) => (this.period = value)) : nothing}
      <button type="button" part="button" aria-pressed=${this.editing} @click=${() => (this.editing = !this.editing)}>${words.ownFigures}</button>
      <button type="button" part="button" ?disabled=${!this.original} @click=${this.reset}>${words.restoreOriginal}</button>
    </div>`;
  }

  content() {
    const { words, language: lang, whole, written } = this;
    if (!whole || !written) return nothing;
    const { nodes } = this.description;
    const leaf = (/** @type {string} */ id) => nodes.find((node) => node.id === id)?.leaf;
    const groups = whole.parts.some(({ id }) => leaf(id)) ? [whole] : whole.parts;
    return html`${this.controls()}
      <p class="say" part="result" role="status">${this.sentence()}</p>
      ${this.trouble ? problemView(this.trouble, lang) : nothing}
      <div class="tables">${groups.map((group) => this.groupTable(group))}</div>
      ${this.unbalanced()}
      <details part="sources">
        <summary>${words.origins}</summary>
        <ul class="quiet">
          ${this.origins(whole).map((line) => html`<li>${line}</li>`)}
        </ul>
      </details>
      <div class="quiet" part="notes">
        <p>${words.assumedNote}</p>
        ${this.description.framework.source ? html`<p>${inLanguage(this.description.framework.source, lang)}</p>` : nothing}
      </div>
      <div class="actions">
        <button type="button" part="button" @click=${this.download}>${words.csv}</button>
        <button type="button" part="button" @click=${this.keep}>${words.keep}</button>
      </div>`;
  }

  /** Where the unit stands, in words. */
  sentence() {
    const { words, language: lang, whole } = this;
    if (!whole) return "";
    const lines = this.lines(whole).filter(({ counts, share }) => counts && share !== null);
    const least = lines.reduce((/** @type {Line | null} */ worst, line) => (worst && Number(worst.share) <= Number(line.share) ? worst : line), null);
    return words.progress({
      unit: inLanguage(say(this.shownUnit.name, lang), lang),
      period: periodName(this.shownPeriod, lang),
      name: say(whole.name, lang),
      score: whole.value === null ? null : number(whole.value, 1, lang),
      full: number(this.description.method.upper ?? 1, 0, lang),
      all: lines.length,
      met: lines.filter(({ share }) => Number(share) >= 100).length,
      least: least && Number(least.share) < 100 ? { name: say(least.item.name, lang), share: number(Number(least.share), 0, lang) } : null,
      because: whole.reason && this.because(whole.reason),
    });
  }

  /** @param {Figure} group */
  groupTable(group) {
    const { words, language: lang } = this;
    const lines = this.lines(group);
    const score = group.value === null ? this.because(group.reason) : number(group.value, 1, lang);
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
        ${lines.map((line) => this.line(line))}
      </tbody>
    </table>`;
  }

  /** @param {Line} line */
  line({ item, share, target }) {
    const { words, language: lang } = this;
    const made = item.formula ? item.parts : [];
    const growth = this.growthOf(item.id);
    const source = this.column(item.id);
    const own = source && (this.editing || isAssumed(source));
    return html`<tr part="row" class=${made.length ? "with-made" : nothing}>
        <th scope="row">${say(item.name, lang)}</th>
        <td class="number">
          ${own ? this.field(item.measure, item.value, `${say(item.name, lang)} ${words.reported}`, (value) => this.setFigure(item.id, value)) : item.value === null ? this.because(item.reason) : figure(item.value, item.measure, lang)}
          ${this.edited.has(item.id) ? html`<span class="mark">${words.changed}</span>` : nothing}
          ${growth
            ? html`<span class="growth ${growth.value < 0 ? "down" : "up"}"
                ><span aria-hidden="true">${growth.value < 0 ? "▼" : "▲"}</span> ${words.growthIs(number(growth.value, 1, lang, true), growth.published)}</span
              >`
            : nothing}
        </td>
        <td class="number">
          ${target === null
            ? "—"
            : this.field(item.measure, target, `${say(item.name, lang)} ${words.target}`, (value) => this.setTarget(item.id, value))}
        </td>
        <td class="share">${share === null ? "—" : html`${bar(share / 100)}<b>${number(share, 0, lang)}%</b>`}</td>
      </tr>
      ${made.length
        ? html`<tr>
            <td colspan="4" class="made">
              ${made.map((part, i) => {
                const column = this.column(part.id);
                return html`<span class="factor"
                  >${i ? "÷" : "＝"} ${say(part.name, lang)}
                  ${column && (this.editing || isAssumed(column)) ? this.field(part.measure, part.value, say(part.name, lang), (value) => this.setFigure(part.id, value)) : part.value === null ? "—" : figure(part.value, part.measure, lang)}
                  ${column && isAssumed(column) ? html`<span class="mark">${words.assumed}</span>` : nothing}</span
                >`;
              })}
            </td>
          </tr>`
        : nothing}`;
  }

  /**
   * A figure in a field, money in the unit that people say.
   * @param {string} measure @param {number | null} value @param {string} label @param {(value: number) => Promise<boolean>} set whether it was taken
   */
  field(measure, value, label, set) {
    const unit = unitOf(measure, value ?? 0, this.language);
    const shown = value === null ? "" : String(tidy(value / unit.per));
    const leave = async (/** @type {any} */ { target }) => {
      // What was typed and is not taken gives way to what is computed with.
      if (!(await set(tidy(target.valueAsNumber * unit.per)))) target.value = shown;
    };
    return html`<span class="field"
      ><input
        type="number"
        step="any"
        part="field"
        aria-label=${label}
        .value=${shown}
        @change=${leave}
      />
      <span class="unit">${unit.name}</span></span
    >`;
  }

  /** Says so where assumed parts do not add up to the total that they split. */
  unbalanced() {
    const { words, language: lang } = this;
    /** @type {Map<string, number>} */
    const sums = new Map();
    for (const column of this.description.columns) {
      const { part_of: part } = column;
      if (part?.complete && isAssumed(column)) sums.set(part.total, (sums.get(part.total) ?? 0) + (this.published(column.id)?.value ?? 0) * (part.factor ?? 1));
    }
    return [...sums].map(([total, sum]) => {
      const whole = this.published(total);
      if (!whole || whole.value === null || Math.abs(sum - whole.value) <= 1e-9 * Math.abs(whole.value)) return nothing;
      return html`<p class="problem" role="status">${words.unbalanced(say(whole.name, lang), exact(whole.value, whole.measure, lang), exact(sum, whole.measure, lang))}</p>`;
    });
  }

  /** Every figure that the scores rest on, with its source and note. @param {Figure} item @returns {string[]} */
  origins(item) {
    const { words, language: lang } = this;
    /** @type {Map<string, string>} */
    const told = new Map();
    /** @param {Figure} each */
    const visit = (each) => {
      if (each.parts.length) return each.parts.forEach(visit);
      const value = each.value === null ? this.because(each.reason) : exact(each.value, each.measure, lang).trim();
      told.set(each.id, say(each.name, lang) + words.colon + [value, ...this.origin(each.id)].join(words.comma));
      const stated = this.published(`${each.id}_growth`);
      if (stated && stated.value !== null) told.set(stated.id, say(stated.name, lang) + words.colon + [exact(stated.value, stated.measure, lang).trim(), ...this.origin(stated.id)].join(words.comma));
    };
    visit(item);
    return [...told.values()];
  }

  /** @param {string} id */
  origin(id) {
    const { words, language: lang } = this;
    const column = this.column(id);
    if (this.edited.has(id)) return [words.changedByYou];
    return column ? [inLanguage(column.source, lang), column.note && words.note + inLanguage(column.note, lang)].filter(Boolean) : [];
  }

  download() {
    const { words, language: lang, whole } = this;
    if (!whole) return;
    saveCsv(`${say(this.description.framework.name, lang)}-${this.shownPeriod}`, [
      words.targetColumns,
      ...this.lines(whole).map(({ item, share, target }) => {
        const growth = this.growthOf(item.id);
        const assumed = (item.formula ? item.parts : [item]).some(({ id }) => isAssumed(this.column(id) ?? { source: "" }));
        const origin = item.formula ? item.formula : this.origin(item.id).join(words.comma);
        return [say(item.name, lang), item.value, item.measure, growth?.value ?? null, target, share, assumed ? words.assumed : "", origin];
      }),
    ]);
  }

  /** Saves the data and the framework with all changes, as two files that every other face of innodex reads. */
  keep() {
    this.kept().catch((error) => this.failed(error));
  }

  async kept() {
    if (!this.source) return;
    const { data, framework } = await this.source.options();
    const text = csvOf(data);
    const written = await frameworkOf(framework);
    if (text && rowsOf(text).length) save(`${written.id}.csv`, new Blob(["\ufeff" + text.replace(/^\ufeff/, "")], { type: "text/csv;charset=utf-8" }));
    save(`${written.id}.json`, new Blob([JSON.stringify(written, null, 1)], { type: "application/json" }));
  }
}
