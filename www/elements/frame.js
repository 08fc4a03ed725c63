import { adoptStyles, html, LitElement, supportsAdoptingStyleSheets } from "lit";
import { WORDS } from "./text.js";
import { followLanguage, languageOf, languageTag } from "./language.js";
import { base } from "./style.js";

/** @typedef {import("./language.js").Lang} Lang */
/** @typedef {import("./problem.js").Problem} Problem */

/** Below this width, in CSS pixels, an element takes its narrow form. */
const NARROW = 520;

/**
 * Whether the page around an element is dark: its text colour is light.
 * @param {Element} element
 */
function onDark(element) {
  const [r, g, b] = (getComputedStyle(element).color.match(/[\d.]+/g) ?? []).map(Number);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 140;
}

// Errors of the elements are heard on the page, but are none of its scripts: they do not reach `window.onerror`.
globalThis.document?.addEventListener("error", (event) => event.composedPath()[0] instanceof Frame && event.stopPropagation());

/** The base of all elements: it follows the page's language, its own width and the colours around it, and dispatches events. */
export class Frame extends LitElement {
  static styles = [base];

  /** The elements on the page. @type {Set<Frame>} */
  static connected = new Set();

  /** What later scripts do with each element that comes to the page. @type {((element: Frame) => unknown)[]} */
  static arrivals = [];

  constructor() {
    super();
    /** @type {Lang} */
    this.language = "zh";
    /** @type {(() => void)[]} */
    this.leaving = [];
  }

  /** The words of the present language. */
  get words() {
    return WORDS[this.language];
  }

  /**
   * A labelled select.
   * @param {string} label
   * @param {unknown} options
   * @param {(value: string) => unknown} choose
   */
  picker(label, options, choose) {
    return html`<label>${label} <select part="select" @change=${(/** @type {any} */ event) => choose(event.target.value)}>${options}</select></label>`;
  }

  connectedCallback() {
    super.connectedCallback();
    // In the next frame: a height that changes inside the callback would raise an error on the page.
    const resized = new ResizeObserver(() => requestAnimationFrame(() => this.fit()));
    resized.observe(this);
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    const tone = () => this.tone();
    scheme.addEventListener("change", tone);
    Frame.connected.add(this);
    for (const arrive of Frame.arrivals) arrive(this);
    this.leaving.push(followLanguage(this), () => Frame.connected.delete(this), () => resized.disconnect(), () => scheme.removeEventListener("change", tone));
    this.requestUpdate();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const leave of this.leaving.splice(0)) leave();
  }

  /** @param {Map<PropertyKey, unknown>} _changed */
  willUpdate(_changed) {
    this.language = languageOf(this);
  }

  /** What the element shows. @returns {unknown} */
  body() {
    return html`<slot></slot>`;
  }

  render() {
    return html`<div class="root" part="root" lang=${languageTag(this.language)}>${this.body()}</div>`;
  }

  /**
   * Adds styles to this element, also after it has rendered.
   * @param {import("lit").CSSResult[]} styles
   */
  adoptStyles(styles) {
    const root = /** @type {ShadowRoot} */ (this.renderRoot ?? this.shadowRoot);
    // Where a page's library hides constructed sheets from Lit, it writes style elements.
    if (supportsAdoptingStyleSheets) root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...styles.map(({ styleSheet }) => /** @type {CSSStyleSheet} */ (styleSheet))];
    else adoptStyles(root, styles);
  }

  /** Applies the narrow form without rendering again. */
  fit() {
    const width = this.clientWidth;
    this.renderRoot.querySelector(".root")?.classList.toggle("narrow", width > 0 && width < NARROW);
  }

  /** Applies the dark form without rendering again. */
  tone() {
    this.renderRoot.querySelector(".root")?.classList.toggle("dark", onDark(this));
  }

  firstUpdated() {
    this.fit();
    this.tone();
  }

  /** @param {Problem} problem */
  complain(problem) {
    this.announce("error", { code: problem.code, message: problem.message[languageOf(this)], place: problem.place });
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
