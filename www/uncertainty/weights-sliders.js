/** The sliders of `<innodex-weights>`: a tree of shares, with marks where ranks cross. */

import { html, noChange, nothing, number, say, svg } from "../elements/index.js";
import { percents } from "./shares.js";

/** @typedef {import("../api/types.js").Description} Description */
/** @typedef {import("../elements/language.js").Lang} Lang */
/** @typedef {import("./crossings.js").Crossing} Crossing */
/** @typedef {import("./weights-controller.js").WeightsController} WeightsController */
/** @typedef {{ controller: WeightsController, description: Description, unit: string, lang: Lang, words: any }} Shown */

/** What one press of a button moves, in percentage points. */
const PRESS = 5;

/** The name of a unit. @param {Description} description @param {string} code @param {Lang} lang */
export function nameOf({ units }, code, lang) {
  const unit = units.find((each) => each.code === code);
  return unit ? say(unit.name, lang) : code;
}

export class WeightSliders {
  /** @param {() => void} requestUpdate */
  constructor(requestUpdate) {
    this.requestUpdate = requestUpdate;
    /** Groups that are unfolded. @type {Set<number>} */
    this.open = new Set();
    /** Nodes whose marks are listed in words. @type {Set<number>} */
    this.listing = new Set();
    /** What marks say: found once, for every frame of a slider asks for dozens. @type {Record<Lang, WeakMap<Crossing, string>>} */
    this.labels = { zh: new WeakMap(), en: new WeakMap() };
    /** What is shown now. @type {Shown} */
    this.shown = /** @type {any} */ (null);
  }

  /** @param {Shown} shown */
  render(shown) {
    this.shown = shown;
    return html`${this.group(0)} ${this.key()}`;
  }

  /** The shares of a group. @param {number} parent @returns {unknown} */
  group(parent) {
    const { groups, shares } = this.shown.controller.tree;
    const written = percents(groups[parent].map((child) => shares[child]));
    return html`<ul class="shares">
      ${groups[parent].map((child, i) => html`<li>${this.share(child, written[i], groups[parent].length < 2)}</li>`)}
    </ul>`;
  }

  /** @param {number} node @param {number} percent @param {boolean} alone */
  share(node, percent, alone) {
    const { open } = this;
    const { controller, description, words, lang } = this.shown;
    const { name, depth } = description.nodes[node];
    const label = say(name, lang);
    const inside = controller.tree.groups[node].length;
    return html`<div class="share">
        <label for="share-${node}">${label}</label>
        ${depth > 1 ? html`<span class="quiet">${words.effective(number(100 * controller.tree.inIndex(node), 1, lang))}</span>` : nothing}
        ${inside
          ? html`<button type="button" part="button" class="fold" aria-expanded=${open.has(node)} aria-label="${label}${words.colon}${words.inside(inside)}" @click=${() => this.toggle(open, node)}>
              ${words.inside(inside)}
            </button>`
          : nothing}
        ${this.slider(node, percent, alone, label)} ${alone ? nothing : controller.moving ? noChange : this.crossingList(node)}
      </div>
      ${inside && open.has(node) ? this.group(node) : nothing}`;
  }

  /** @param {number} node @param {number} percent @param {boolean} alone @param {string} label */
  slider(node, percent, alone, label) {
    const { controller, words } = this.shown;
    const set = (/** @type {any} */ event) => controller.setShare(node, event.target.valueAsNumber);
    const tidy = (/** @type {any} */ event) => (event.target.value = String(percent));
    const press = (/** @type {number} */ by) => () => controller.setShare(node, percent + by);
    return html`<div class="slide">
      <button type="button" part="step" aria-label=${words.less(label, PRESS)} ?disabled=${alone || percent <= 0} @click=${press(-PRESS)}>−</button>
      <span class="track">
        <input type="range" part="slider" aria-label=${words.shareOf(label)} min="0" max="100" step="1" .value=${String(Math.round(percent))} ?disabled=${alone} @input=${set} />
        ${controller.moving ? noChange : this.ticks(node)}
      </span>
      <button type="button" part="step" aria-label=${words.more(label, PRESS)} ?disabled=${alone || percent >= 100} @click=${press(PRESS)}>+</button>
      <span class="field">
        <input id="share-${node}" type="number" part="field" min="0" max="100" step="any" .value=${String(percent)} ?disabled=${alone} @input=${set} @change=${tidy} /> %</span
      >
    </div>`;
  }

  /** @param {Set<number>} nodes @param {number} node @param {boolean} [has] */
  toggle(nodes, node, has = !nodes.has(node)) {
    if (has) nodes.add(node);
    else nodes.delete(node);
    this.requestUpdate();
  }

  /** A mark at every weight where the unit passes another, or is passed. @param {number} node */
  ticks(node) {
    const { controller, unit } = this.shown;
    const { events = [] } = controller.crossingsOf(node) ?? {};
    return html`<svg class="ticks" part="ticks" aria-hidden="true">
      ${events.map(
        (crossing) => svg`<svg x="${(100 * crossing.share).toFixed(2)}%" overflow="visible" class=${crossing.above === unit ? "gain" : "loss"}>
          <title>${this.label(crossing)}</title>
          <path d=${crossing.above === unit ? "M0 1 4.5 9-4.5 9Z" : "M0 9 4.5 1-4.5 1Z"}></path>
        </svg>`,
      )}
    </svg>`;
  }

  /** "37%：湖北超过安徽". @param {Crossing} crossing */
  label(crossing) {
    const { words, description, lang } = this.shown;
    let text = this.labels[lang].get(crossing);
    if (text === undefined) {
      const { share, above, below } = crossing;
      text = String(words.crossing(number(100 * share, 1, lang), nameOf(description, above, lang), nameOf(description, below, lang)));
      this.labels[lang].set(crossing, text);
    }
    return text;
  }

  /** The marks in words; each leads to its weight. @param {number} node */
  crossingList(node) {
    const { controller, words, description, unit, lang } = this.shown;
    const marks = controller.crossingsOf(node);
    if (!marks) return nothing;
    const { events, low, high } = marks;
    const name = nameOf(description, unit, lang);
    const [from, to] = [low, high].map((share) => number(100 * share, 1, lang));
    if (!events.length) return html`<p class="quiet">${words.noCrossing(name)}</p>`;
    return html`<details part="crossings" @toggle=${(/** @type {any} */ event) => this.toggle(this.listing, node, event.target.open)}>
      <summary class="quiet">${words.keeps(name, from, to)}</summary>
      ${this.listing.has(node)
        ? html`<p class="quiet">${words.crossingsHint}</p>
            <ul class="crossings">
              ${events.map(
                (crossing) => html`<li>
                  <button type="button" part="button" @click=${() => controller.setShare(node, Math.ceil(1000 * crossing.share) / 10)}>${this.label(crossing)}</button>
                </li>`,
              )}
            </ul>`
        : nothing}
    </details>`;
  }

  /** What the marks are. */
  key() {
    const { controller, words, description, unit, lang } = this.shown;
    return controller.crossings?.some ? html`<p class="quiet">${words.crossingsOf(nameOf(description, unit, lang))}</p>` : nothing;
  }
}
