import { LitElement, html } from "lit";
import { WORDS } from "./text.js";
import { languageOf, languageTag, followLanguage, say } from "./language.js";
import { ModelSource } from "./source.js";
import { explain, problemView } from "./problem.js";
import { base } from "./style.js";

/** @typedef {import("./language.js").Lang} Lang */
/** @typedef {import("./problem.js").Problem} Problem */
/** @typedef {import("../api/browser.js").Model} Model */

/** Below this width, in CSS pixels, an element takes its narrow form. */
const NARROW = 520;

/**
 * The nearest `<innodex-model>` around an element, through shadow roots.
 * @param {Element} element
 * @returns {(HTMLElement & { source?: ModelSource }) | null}
 */
function enclosing(element) {
  const found = element.closest("innodex-model");
  if (found) return /** @type {HTMLElement} */ (found);
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? enclosing(root.host) : null;
}

/**
 * Whether the page around an element is dark: its text colour is light.
 * @param {Element} element
 */
function onDark(element) {
  const [r, g, b] = (getComputedStyle(element).color.match(/[\d.]+/g) ?? []).map(Number);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 140;
}

/**
 * What the elements share: a model of their own or the one around them, their language, their errors,
 * and the page's own content, which stays in view until there is something better to show.
 */
export class InnodexElement extends LitElement {
  static styles = [base];

  /** @type {import("lit").PropertyDeclarations} */
  static properties = { data: {}, framework: {}, indicators: {} };

  constructor() {
    super();
    /** An address, CSV text or bytes. @type {unknown} */
    this.data = undefined;
    /** An address, a ready framework's id, JSON text or an object. @type {unknown} */
    this.framework = undefined;
    /** An address, JSON text or a list. @type {unknown} */
    this.indicators = undefined;
    /** @type {Lang} */
    this.language = "zh";
    /** @type {Model | null} */
    this.model = null;
    /** @type {Problem | null} */
    this.problem = null;
    /** @type {ModelSource | null} */
    this.source = null;
    /** The model that `compute` was last done for. @type {Model | null} */
    this.computed = null;
    /** Whether `ready` has been said of this model. */
    this.announced = false;
    /** @type {(() => void)[]} */
    this.leaving = [];
  }

  /** The words of the present language. */
  get words() {
    return WORDS[this.language];
  }

  get description() {
    return /** @type {import("../api/types.js").Description} */ (this.model?.description);
  }

  /** The period shown where nobody chose one: the newest complete one, or the newest. */
  get usualPeriod() {
    const { periods, newest_complete: newest } = this.description;
    return newest || periods[periods.length - 1];
  }

  /**
   * Why something is missing, in words.
   * @param {string | null} reason
   */
  because(reason) {
    return reason && this.model ? say(this.model.reasonText(reason), this.language) : "—";
  }

  /**
   * A labelled list to choose from, which sets a property.
   * @param {string} label
   * @param {unknown} options
   * @param {(value: string) => unknown} choose
   */
  picker(label, options, choose) {
    return html`<label>${label} <select part="select" @change=${(/** @type {any} */ event) => choose(event.target.value)}>${options}</select></label>`;
  }

  connectedCallback() {
    super.connectedCallback();
    const model = enclosing(this);
    if (model && !model.source) customElements.whenDefined("innodex-model").then(() => this.isConnected && this.listen(model.source));
    else this.listen(model?.source);
    // in the next frame: a height that changes inside the callback would be reported to the page as an error
    const resized = new ResizeObserver(() => requestAnimationFrame(() => this.fit()));
    resized.observe(this);
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    const tone = () => this.tone();
    scheme.addEventListener("change", tone);
    this.leaving.push(followLanguage(this), () => resized.disconnect(), () => scheme.removeEventListener("change", tone));
    this.requestUpdate();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const leave of this.leaving.splice(0)) leave();
  }

  /** @param {ModelSource | undefined} [shared] the source of an element around this one */
  listen(shared) {
    const source = (this.source = shared ?? new ModelSource(this));
    this.leaving.push(source.listen(() => this.receive(source.model, source.problem, !shared)));
  }

  /**
   * @param {Model | null} model
   * @param {Problem | null} problem
   * @param {boolean} mine whether this element speaks for the source
   */
  receive(model, problem, mine) {
    this.model = model;
    this.problem = mine ? problem : null;
    this.announced = false;
    if (mine && problem) this.complain(problem);
    this.requestUpdate();
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    if (this.source?.host === this && this.source.stale()) this.source.load();
    this.language = languageOf(this);
    if (!this.model) return;
    try {
      this.compute(changed);
      if (!this.source?.problem) this.problem = null;
    } catch (error) {
      const problem = explain(error);
      if (problem.code !== this.problem?.code || problem.place !== this.problem.place) this.complain(problem);
      this.problem = problem;
    }
  }

  /**
   * Everything that can fail, done before anything is drawn.
   * @type {(changed: Map<PropertyKey, unknown>) => void}
   */
  compute() {}

  /** What the element shows of its model. @returns {unknown} */
  content() {
    return html`<slot></slot>`;
  }

  /** The choices a reader can make. @returns {unknown} */
  controls() {
    return "";
  }

  /**
   * The page's own content gives way only to something that has been computed;
   * where a reader's later choice fails, the choices stay.
   */
  body() {
    const { problem, model, announced, source, language, words } = this;
    if (problem) return html`${announced && model ? this.controls() : ""} ${problemView(problem, language)} ${announced && model ? "" : html`<slot></slot>`}`;
    if (model) return this.content();
    return html`<slot><p class="quiet">${source?.problem ? "" : words.loading}</p></slot>`;
  }

  render() {
    return html`<div class="root" part="root" lang=${languageTag(this.language)}>${this.body()}</div>`;
  }

  updated() {
    if (this.model && !this.problem && !this.announced) {
      this.announced = true;
      this.announce("ready", {});
    }
  }

  /** Fits the element to its width without rendering it again. */
  fit() {
    const width = this.clientWidth;
    this.renderRoot.querySelector(".root")?.classList.toggle("narrow", width > 0 && width < NARROW);
  }

  /** Fits the element to the page's colours. */
  tone() {
    this.renderRoot.querySelector(".root")?.classList.toggle("dark", onDark(this));
  }

  firstUpdated() {
    this.fit();
    this.tone();
  }

  /** @param {Problem} problem */
  complain(problem) {
    this.announce("error", { code: problem.code, message: problem.message[languageOf(this)] });
  }

  /**
   * @param {string} name
   * @param {object} detail
   */
  announce(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

/**
 * One entry of a list.
 * @param {string} value
 * @param {unknown} label
 * @param {boolean} chosen
 */
export const option = (value, label, chosen) => html`<option value=${value} .selected=${chosen}>${label}</option>`;

/**
 * A row of buttons of which one is pressed.
 * @template T
 * @param {string} label
 * @param {{ value: T, name: string }[]} choices
 * @param {T} chosen
 * @param {(value: T) => unknown} choose
 */
export const segments = (label, choices, chosen, choose) =>
  html`<div class="segments" role="group" aria-label=${label} part="segments">
    ${choices.map(
      ({ value, name }) => html`<button type="button" part="segment" aria-pressed=${value === chosen} @click=${() => choose(value)}>${name}</button>`,
    )}
  </div>`;
