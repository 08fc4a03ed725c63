import { LitElement, html } from "lit";
import { WORDS } from "./text.js";
import { languageOf, languageTag, followLanguage } from "./language.js";
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
    /** Whether `ready` has been said of this model. */
    this.announced = false;
    this.narrow = false;
    /** @type {(() => void)[]} */
    this.leaving = [];
  }

  /** The words of the present language. */
  get words() {
    return WORDS[this.language];
  }

  connectedCallback() {
    super.connectedCallback();
    const model = enclosing(this);
    if (model && !model.source) customElements.whenDefined("innodex-model").then(() => this.isConnected && this.listen(model.source));
    else this.listen(model?.source);
    const resized = new ResizeObserver(([entry]) => {
      const { width } = entry.contentRect;
      this.narrow = width > 0 && width < NARROW;
      this.shape();
    });
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
   * @param {Map<PropertyKey, unknown>} _changed
   */
  compute(_changed) {}

  /** What the element shows of its model. @returns {unknown} */
  content() {
    return html`<slot></slot>`;
  }

  render() {
    const body = this.problem
      ? html`${problemView(this.problem, this.language)}<slot></slot>`
      : this.model
        ? this.content()
        : html`<slot><p class="quiet">${this.source?.problem ? "" : this.words.loading}</p></slot>`;
    return html`<div class="root" part="root" lang=${languageTag(this.language)}>${body}</div>`;
  }

  updated() {
    if (this.model && !this.problem && !this.announced) {
      this.announced = true;
      this.announce("ready", {});
    }
  }

  /** Fits the element to its width without rendering it again. */
  shape() {
    this.renderRoot.querySelector(".root")?.classList.toggle("narrow", this.narrow);
  }

  /** Fits the element to the page's colours. */
  tone() {
    this.renderRoot.querySelector(".root")?.classList.toggle("dark", onDark(this));
  }

  firstUpdated() {
    this.shape();
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
