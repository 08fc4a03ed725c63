/**
 * The elder mode of every element: large type, one column, steps in place of sliders, the result as a sentence. One style and one
 * controller serve all. A page asks for it by `mode="elder"`; what a reader chooses stands in the address alone (`#mode=elder`).
 */

import { html, nothing, render } from "lit";
import { partOf, withPart } from "../whatif/link.js";
import { Frame } from "./frame.js";
import { elder } from "./elder.style.js";
import { resultOf } from "./elder-result.js";

/** @typedef {"elder" | "standard"} Mode */

/** The part of the address. */
const NAME = "mode";

/** How many presses lead from one end of a slider to the other. */
const PRESSES = 20;

/** Elements that keep their standard form. */
const STANDARD = ["innodex-share", "innodex-planner", "innodex-scenario"];

const WORDS = {
  zh: { to: "长辈版（大字）", back: "返回标准版", less: "减少", more: "增加", listing: "：" },
  en: { to: "Large type", back: "Standard view", less: "Less", more: "More", listing: ": " },
};

/** What a reader chose where the address cannot be changed (a frame without an origin). @type {Mode | null} */
let kept = null;

/** The nearest element of innodex around another, through shadow roots. @param {Element} element @returns {Element | null} */
function around(element) {
  /** @type {Node | null} */
  let at = element.parentNode;
  while (at) {
    if (at instanceof ShadowRoot) at = at.host;
    if (at instanceof Frame) return at;
    at = at.parentNode;
  }
  return null;
}

/** What the page says of an element or of those around it. @param {Element} element @returns {string | null} */
function stated(element) {
  /** @type {Element | null} */
  let at = element;
  while (at && !at.hasAttribute(NAME)) at = around(at);
  return at?.getAttribute(NAME) ?? null;
}

/** What a reader has chosen. */
const chosen = () => kept ?? partOf(location.hash, NAME);

const refresh = () => Frame.connected.forEach((element) => element.requestUpdate());

/** Takes a reader's choice, for the whole page. @param {Mode} mode */
export function choose(mode) {
  try {
    history.replaceState(history.state, "", `#${withPart(location.hash, NAME, mode)}`);
  } catch {
    kept = mode;
  }
  refresh();
}

/** Heard by every element whose attribute changes; Node has none. */
const observer = globalThis.MutationObserver && new MutationObserver(refresh);

/** Moves a slider by a press, as a reader's hand would. @param {HTMLInputElement} range @param {1 | -1} way */
function press(range, way) {
  const low = Number(range.min || 0);
  const most = Number(range.max || 100);
  const step = Number(range.step) || 1;
  const by = Math.max(step, Math.round((most - low) / PRESSES / step) * step);
  range.value = String(Math.min(most, Math.max(low, range.valueAsNumber + way * by)));
  for (const event of ["input", "change"]) range.dispatchEvent(new Event(event, { bubbles: true, composed: true }));
}

/** The mode of one element. */
export class ElderMode {
  /** @param {Frame} element */
  constructor(element) {
    this.element = element;
    /** Whether the style was added. */
    this.styled = false;
    /** What stands above the element's own content: the switch, the result. @type {HTMLElement | null} */
    this.above = null;
    observer?.observe(element, { attributes: true, attributeFilter: [NAME] });
    element.addController(this);
    element.requestUpdate();
  }

  get on() {
    return (chosen() ?? stated(this.element)) === "elder";
  }

  /** Whether a switch is shown: on the outermost element, where the page or the address speaks of a mode. */
  get switched() {
    return around(this.element) === null && (stated(this.element) ?? chosen()) !== null;
  }

  hostUpdated() {
    const { element, on } = this;
    const root = element.renderRoot.querySelector(".root");
    if (!root || STANDARD.includes(element.localName)) return;
    if (on && !this.styled) {
      element.adoptStyles([elder]);
      this.styled = true;
    }
    root.classList.toggle("elder", on);
    for (const range of element.renderRoot.querySelectorAll('input[type="range"]')) this.steps(/** @type {HTMLInputElement} */ (range));
    for (const steps of element.renderRoot.querySelectorAll(".steps")) if (!on || !steps.previousElementSibling?.matches('input[type="range"]')) steps.remove();
    this.head(root);
  }

  /** Shows the switch and the result above the rest. @param {Element} root */
  head(root) {
    const { element, on, switched } = this;
    const result = on ? resultOf(element) : "";
    if (!this.above && !switched && !result) return;
    if (!this.above) {
      this.above = document.createElement("div");
      root.prepend(this.above);
    }
    render(html`${switched ? switchOf(on, element.language) : nothing}${result ? html`<p class="elder-result" part="elder-result" role="status">${result}</p>` : nothing}`, this.above);
  }

  /** Steps beside a slider, in its place; an element that has its own needs none. @param {HTMLInputElement} range */
  steps(range) {
    if (!this.on || range.parentElement?.querySelector(":scope > [part=step]")) return;
    const words = WORDS[this.element.language];
    /** @type {HTMLElement | null} */
    let box = range.nextElementSibling?.matches(".steps") ? /** @type {HTMLElement} */ (range.nextElementSibling) : null;
    if (!box) {
      box = document.createElement("span");
      box.className = "steps";
      range.after(box);
    }
    const label = range.getAttribute("aria-label") ?? "";
    const button = (/** @type {1 | -1} */ way, /** @type {string} */ sign) =>
      html`<button type="button" part="step" aria-label="${way > 0 ? words.more : words.less}${words.listing}${label}" ?disabled=${range.disabled} @click=${() => press(range, way)}>${sign}</button>`;
    render(html`${button(-1, "−")}<output>${range.value}</output>${button(1, "+")}`, box);
  }
}

/** The switch. @param {boolean} on @param {import("./language.js").Lang} lang */
export const switchOf = (on, lang) =>
  html`<button type="button" class="elder-switch" part="elder-switch" aria-pressed=${on} @click=${() => choose(on ? "standard" : "elder")}>${on ? WORDS[lang].back : WORDS[lang].to}</button>`;

/** A ranking whose page says nothing of a mode has the switch below its table. @param {import("./ranking.js").InnodexRanking} ranking */
export const switching = (ranking) => ({
  actions: () => (stated(ranking) === null && chosen() === null && around(ranking) === null ? switchOf(false, ranking.language) : nothing),
});

/** Gives every element of the page its mode, and each that comes. */
export function modes() {
  /** @type {WeakSet<Frame>} */
  const known = new WeakSet();
  const give = (/** @type {Frame} */ element) => {
    if (known.has(element)) return;
    known.add(element);
    new ElderMode(element);
  };
  Frame.arrivals.push(give);
  Frame.connected.forEach(give);
  globalThis.addEventListener?.("hashchange", refresh);
}
