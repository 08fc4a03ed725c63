import { html, noChange } from "lit";
import { Frame } from "./frame.js";
import { say } from "./language.js";
import { ModelSource } from "./source.js";
import { explain, passing, problemView } from "./problem.js";

/** @typedef {import("./problem.js").Problem} Problem */
/** @typedef {import("../api/browser.js").Model} Model */

/**
 * The nearest `<innodex-model>` around an element, through shadow roots.
 * @param {Element} element
 * @returns {(HTMLElement & { source?: ModelSource }) | null}
 */
export function enclosing(element) {
  const found = element.closest("innodex-model");
  if (found) return /** @type {HTMLElement} */ (found);
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? enclosing(root.host) : null;
}

/**
 * The base of all elements that show a model. An element has a model of its own, or that of the `<innodex-model>` around it. Until
 * the model is computed, and where it cannot be, the page's own content inside the element stays visible.
 */
export class InnodexElement extends Frame {
  /** @type {import("lit").PropertyDeclarations} */
  static properties = { data: {}, framework: {}, indicators: {} };

  /** What further scripts add to the elements of this class, by the names of the scripts. @type {Map<string, (element: any) => any>} */
  static extensions = new Map();

  /**
   * Adds something to every element of this class, also to those on the page. A further script calls it of the class that is
   * registered, so it does not matter whether several copies of a script are on the page: the first of a name counts.
   * @param {string} name @param {(element: any) => any} make called once for each element
   */
  static extend(name, make) {
    if (this.extensions.has(name)) return;
    this.extensions.set(name, make);
    for (const element of Frame.connected) if (element instanceof this) element.requestUpdate();
  }

  constructor() {
    super();
    /** What further scripts add to this element. @type {any[]} */
    this.added = [];
    /** An address, CSV text or bytes. @type {unknown} */
    this.data = undefined;
    /** An address, a ready framework's id, JSON text or an object. @type {unknown} */
    this.framework = undefined;
    /** An address, JSON text or a list. @type {unknown} */
    this.indicators = undefined;
    /** @type {Model | null} */
    this.model = null;
    /** @type {Problem | null} */
    this.problem = null;
    /** @type {ModelSource | null} */
    this.source = null;
    /** The model that `compute` was last done for. @type {Model | null} */
    this.computed = null;
    /** Whether the event `ready` was dispatched for this model. */
    this.announced = false;
  }

  get description() {
    return /** @type {import("../api/types.js").Description} */ (this.model?.description);
  }

  /** The default period: the newest complete one, or the newest. */
  get usualPeriod() {
    const { periods, newest_complete: newest } = this.description;
    return newest || periods[periods.length - 1];
  }

  /**
   * The text of a reason for a missing figure.
   * @param {string | null} reason
   */
  because(reason) {
    return reason && this.model ? say(this.model.reasonText(reason), this.language) : "—";
  }

  /** What further scripts add to this element. @returns {any[]} */
  extended() {
    const { extensions } = /** @type {typeof InnodexElement} */ (this.constructor);
    for (const make of [...extensions.values()].slice(this.added.length)) this.added.push(make(this));
    return this.added;
  }

  connectedCallback() {
    super.connectedCallback();
    const model = enclosing(this);
    if (model && !model.source) customElements.whenDefined("innodex-model").then(() => this.isConnected && this.listen(model.source));
    else this.listen(model?.source);
  }

  /** @param {ModelSource | undefined} [shared] the source of an element around this one */
  listen(shared) {
    const source = (this.source = shared ?? new ModelSource(this));
    this.leaving.push(source.listen(() => this.receive(source.model, source.problem, !shared)));
  }

  /**
   * @param {Model | null} model
   * @param {Problem | null} problem
   * @param {boolean} mine whether this element owns the source and shows its problem
   */
  receive(model, problem, mine) {
    this.model = model;
    const restored = this.source?.restored && !problem;
    this.problem = mine && problem ? problem : restored ? this.problem : null;
    this.announced = Boolean(restored && this.announced);
    if (mine && problem) this.complain(problem);
    this.requestUpdate();
  }

  /** A key for what is asked of the model. A question that broke off is not asked again by itself. */
  get question() {
    const { elementProperties } = /** @type {typeof InnodexElement} */ (this.constructor);
    const own = [...elementProperties.keys()].filter((key) => !(key in InnodexElement.properties)).map((key) => /** @type {any} */ (this)[key]);
    return JSON.stringify([this.localName, ...own]);
  }

  /** A model that has broken off computes nothing; the next one is being loaded. */
  shouldUpdate() {
    return !this.source?.ended && !this.model?.ended;
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    // Some frameworks (Vue) pass `:period="2022"` as a number.
    for (const key of ["period", "unit", "from", "base"]) {
      const own = /** @type {any} */ (this);
      if (typeof own[key] === "number") own[key] = String(own[key]);
    }
    if (this.source?.host === this && this.source.stale()) this.source.load();
    super.willUpdate(changed);
    if (!this.model) return;
    try {
      this.source?.once(() => this.question, () => this.compute(changed));
      if (!this.source?.problem) this.problem = null;
    } catch (error) {
      this.fail(error);
    }
  }

  /** Shows an error, and dispatches it once. @param {unknown} error */
  fail(error) {
    if (passing(error)) return;
    const problem = explain(error);
    if (problem.code !== this.problem?.code || problem.place !== this.problem.place) this.complain(problem);
    this.problem = problem;
  }

  /**
   * Computes what is shown. Everything that can fail happens here, before rendering.
   * @type {(changed: Map<PropertyKey, unknown>) => void}
   */
  compute() {}

  /** What the element shows of its model. @returns {unknown} */
  content() {
    return html`<slot></slot>`;
  }

  /** The controls of the element. @returns {unknown} */
  controls() {
    return "";
  }

  /**
   * Replaces the page's own content only by a computed result. Where a reader's later choice fails, the controls stay.
   */
  body() {
    const { model, source, words } = this;
    try {
      if (model && !this.problem) return source?.once(() => `view ${this.question}`, () => this.content());
    } catch (error) {
      this.fail(error);
    }
    if (this.problem) {
      const choices = this.choosing();
      return html`${choices} ${problemView(this.problem, this.language, () => this.source?.load())} ${choices ? "" : html`<slot></slot>`}`;
    }
    if (model) return noChange;
    return html`<slot><p class="quiet">${source?.problem ? "" : words.loading}</p></slot>`;
  }

  /** The controls, where the element has shown a result before and they can be rendered. */
  choosing() {
    if (!this.announced || !this.model || this.model.ended) return "";
    try {
      return this.controls();
    } catch {
      return "";
    }
  }

  updated() {
    if (this.model && !this.problem && !this.announced) {
      this.announced = true;
      this.announce("ready", {});
    }
  }
}
