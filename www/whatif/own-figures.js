/**
 * The owner of what a reader replaces in a page's data and framework: targets and figures. Changes are made one after the other,
 * each once it is known that a model can be made with it. No DOM.
 */

import { csvOf, frameworkOf } from "./model-parts.js";
import { withFigure } from "./rows.js";
import { withTarget } from "./target.js";

/** @typedef {Partial<Record<"data" | "framework", any>>} Parts */
/**
 * Where the parts come from (`ModelSource`).
 * @typedef {object} Source
 * @property {{ data: unknown, framework: unknown }} host
 * @property {() => Promise<Record<string, any>>} options
 * @property {(parts: Parts) => Promise<void>} check fails where no model can be made with the parts
 */

export class OwnFigures {
  constructor() {
    /** The parts before the first change; null where nothing is changed. @type {Parts | null} */
    this.original = null;
    /** Columns whose published figure is replaced. @type {Set<string>} */
    this.edited = new Set();
    /** @type {Promise<unknown>} */
    this.queue = Promise.resolve();
  }

  /**
   * Gives an indicator another target.
   * @param {Source} source @param {string} id @param {number} value
   * @returns {Promise<Parts | null>} what is to take the place of the host's parts; null where nothing is
   */
  async setTarget(source, id, value) {
    if (Number.isNaN(value)) return null;
    return this.edit(source, async ({ framework }) => ({ framework: withTarget(await frameworkOf(framework), id, value) }));
  }

  /**
   * Gives a unit another figure.
   * @param {Source} source @param {{ names: string[], period: string, column: string, value: number }} figure names: whatever the unit is called
   * @param {boolean} published whether the figure replaces a published one
   * @returns {Promise<Parts | null>} as `setTarget`
   */
  async setFigure(source, figure, published) {
    if (Number.isNaN(figure.value)) return null;
    const parts = await this.edit(source, async ({ data }) => {
      const text = csvOf(data);
      const changed = text && withFigure(text, figure);
      return changed ? { data: changed } : null;
    });
    if (parts && published) this.edited.add(figure.column);
    return parts;
  }

  /** @param {Source} source @param {(options: Record<string, any>) => Promise<Parts | null>} change @returns {Promise<Parts | null>} */
  edit(source, change) {
    const done = this.queue.then(async () => {
      const changed = await change(await source.options());
      if (!changed) return null;
      await source.check(changed);
      this.original ??= { data: source.host.data, framework: source.host.framework };
      Object.assign(source.host, changed);
      return changed;
    });
    // A change that is refused does not keep others from being made.
    this.queue = done.catch(() => {});
    return done;
  }

  /** Takes every change back. @param {Source} source @returns {Parts | null} the parts of before */
  restore(source) {
    const { original } = this;
    if (!original) return null;
    this.original = null;
    this.edited.clear();
    Object.assign(source.host, original);
    return original;
  }
}
