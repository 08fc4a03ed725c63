import { html, InnodexElement, option, WORDS as COMMON } from "../elements/index.js";
import { Follower } from "./follower.js";
import { WORDS } from "./text.js";

/** @typedef {import("../api/types.js").UncertaintySpec} UncertaintySpec */

/** The base of the elements that show draws: they follow the analysis of their period. */
export class DrawsElement extends InnodexElement {
  /** @type {import("lit").PropertyDeclarations} */
  static properties = { period: {}, unit: {}, spec: {}, all: { state: true } };

  constructor() {
    super();
    /** @type {string | undefined} */
    this.period = undefined;
    /** A unit's code. @type {string | undefined} */
    this.unit = undefined;
    /** What varies; by default what the framework says. @type {UncertaintySpec | string | undefined} */
    this.spec = undefined;
    /** Whether every row of thousands is shown. */
    this.all = false;
    this.follower = new Follower(this, (moving) => this.notified(moving), this.moves);
  }

  /** Whether it moves weights: then it is notified within the frame. */
  get moves() {
    return false;
  }

  /** @returns {any} the words of this element, in the present language */
  get words() {
    return WORDS[this.language];
  }

  get analysis() {
    return this.follower.analysis;
  }

  /** The draws, once they are there. */
  get robustness() {
    return this.analysis?.robustness ?? null;
  }

  get shownPeriod() {
    return this.period || this.usualPeriod;
  }

  /** Called when there are new draws. @param {boolean} _moving within the frame in which a weight is moved */
  notified(_moving) {
    this.requestUpdate();
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  compute(changed) {
    const { model, source } = this;
    if (!model || !source || !this.isConnected) return;
    if (this.follower.show(model, source, this.shownPeriod, this.spec || undefined)) this.renewed();
    const problem = this.analysis?.problem;
    if (problem) throw problem;
    if (this.robustness) this.prepare(changed);
  }

  /** Called when another analysis is followed. */
  renewed() {}

  /**
   * Computes what is shown, once there are draws. Everything that can fail happens here.
   * @type {(changed: Map<PropertyKey, unknown>) => void}
   */
  prepare() {}

  /** What the element shows of the draws. @returns {unknown} */
  shown() {
    return "";
  }

  content() {
    return this.robustness ? this.shown() : html`<slot><p class="quiet">${this.words.loading}</p></slot>`;
  }

  /** `ready` is dispatched when there are draws. */
  updated() {
    if (this.robustness || this.problem) super.updated();
  }

  periodPicker() {
    const { periods, frequency, incomplete } = this.description;
    const lacking = new Set(incomplete.map(({ period }) => period));
    const options = [...periods].reverse().map((each) => option(each, each + (lacking.has(each) ? COMMON[this.language].incomplete : ""), each === this.shownPeriod));
    return this.picker(this.words[frequency], options, (value) => (this.period = value));
  }
}
