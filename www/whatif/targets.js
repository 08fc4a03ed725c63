import { written } from "../api/json.js";
import { fields } from "../elements/further.js";
import { explain, InnodexElement, nothing, saveCsv, say } from "../elements/index.js";
import { inLanguage } from "../elements/format.js";
import { OwnFigures } from "./own-figures.js";
import { save } from "./picture.js";
import { rowsOf } from "./rows.js";
import { csvOf, frameworkOf } from "./model-parts.js";
import { isAssumed, targetOf } from "./target.js";
import { targetsControls, targetsView } from "./targets-view.js";
import { WORDS } from "./text.js";
import { base, targets } from "./style.js";

/** @typedef {import("../api/types.js").Figure} Figure */
/** @typedef {import("../api/browser.js").Model} Model */
/** @typedef {import("./own-figures.js").Parts} Parts */
/** @typedef {{ item: Figure, share: number | null, target: number | null, counts: boolean }} Line an indicator, how much of its target is done in per cent, whether it has a weight */

/**
 * `<innodex-targets unit period data framework indicators lang>`: one unit against its own targets. A reader may change all of them,
 * and every figure that is marked as assumed. Inside an `<innodex-model>` the other elements show the changes too.
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
    this.own = new OwnFigures();
    /** The framework as it is written. @type {any} */
    this.written = null;
    /** The whole index. @type {Figure | null} */
    this.root = null;
    /** Why the last change was not taken. @type {import("../elements/problem.js").Problem | null} */
    this.trouble = null;
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
   * Reads the framework as it is written: the targets are there, and the model does not give them.
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
    this.root = this.model.figure(this.description.nodes[0].id, this.shownUnit.code, this.shownPeriod);
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

  /** Whether a figure stands in a field. @param {string} id */
  isOpen(id) {
    const column = this.column(id);
    return Boolean(column && (this.editing || isAssumed(column)));
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

  /** Where a figure comes from. @param {string} id */
  origin(id) {
    const { words, language: lang } = this;
    const column = this.column(id);
    if (this.own.edited.has(id)) return [words.changedByYou];
    return column ? [inLanguage(column.source, lang), column.note && words.note + inLanguage(column.note, lang)].filter(Boolean) : [];
  }

  /** @param {string} id @param {number} value @returns {Promise<boolean>} whether it was taken */
  async setTarget(id, value) {
    const { source, own } = this;
    return source ? this.taken(own.setTarget(source, id, value)) : false;
  }

  /** @param {string} id @param {number} value @returns {Promise<boolean>} whether it was taken */
  async setFigure(id, value) {
    const { source, own } = this;
    const { code, name } = this.shownUnit;
    const figure = { names: [code, name.zh, name.en], period: this.shownPeriod, column: id, value };
    return source ? this.taken(own.setFigure(source, figure, !isAssumed(this.column(id) ?? { source: "" }))) : false;
  }

  /** @param {Promise<Parts | null>} change */
  async taken(change) {
    try {
      const parts = await change;
      if (parts) this.replaced(parts);
      return parts !== null;
    } catch (error) {
      this.failed(error);
      return false;
    }
  }

  /** Other parts have taken the place of the host's. @param {Parts} parts */
  replaced(parts) {
    this.trouble = null;
    if (parts.framework && typeof parts.framework === "object") this.written = parts.framework;
    const { data, framework } = /** @type {NonNullable<typeof this.source>} */ (this.source).host;
    this.announce("targetschange", { framework, data });
  }

  /** @param {unknown} error */
  failed(error) {
    this.trouble = explain(error);
    this.complain(this.trouble);
    this.requestUpdate();
  }

  /** Takes every change back. */
  restore() {
    const parts = this.source && this.own.restore(this.source);
    if (!parts) return;
    this.replaced(parts);
    this.requestUpdate();
  }

  controls() {
    return targetsControls(this);
  }

  content() {
    return this.root && this.written ? targetsView(this, this.root) : nothing;
  }

  download() {
    const { words, language: lang, root } = this;
    if (!root) return;
    saveCsv(`${say(this.description.framework.name, lang)}-${this.shownPeriod}`, [
      words.targetColumns,
      ...this.lines(root).map(({ item, share, target }) => {
        const growth = this.growthOf(item.id);
        const assumed = (item.formula ? item.parts : [item]).some(({ id }) => isAssumed(this.column(id) ?? { source: "" }));
        const origin = item.formula ? item.formula : this.origin(item.id).join(words.comma);
        return [say(item.name, lang), item.value, item.measure, growth?.value ?? null, target, share, assumed ? words.assumed : "", origin];
      }),
    ]);
  }

  /** Saves the data and the framework with all changes, as two files that every other face of innodex reads. */
  keep() {
    this.saveParts().catch((error) => this.failed(error));
  }

  async saveParts() {
    if (!this.source) return;
    const { data, framework } = await this.source.options();
    const text = csvOf(data);
    const own = await frameworkOf(framework);
    if (text && rowsOf(text).length) save(`${own.id}.csv`, new Blob(["\ufeff" + text.replace(/^\ufeff/, "")], { type: "text/csv;charset=utf-8" }));
    save(`${own.id}.json`, new Blob([written(own, null, 1)], { type: "application/json" }));
  }
}
