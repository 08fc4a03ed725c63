import { explain, html, InnodexScenario, noChange, nothing, number, option, passing, problemView, rankChange, say, svg } from "../elements/index.js";
import { DrawsElement } from "./element.js";
import { excerpt, onScreen } from "./excerpt.js";
import { excerptRows, showAll } from "./excerpt-view.js";
import { intervalCell, rangeNote } from "./interval.js";
import { drawn, rangeOf } from "./range.js";
import { percents, sharesOf, withShare } from "./shares.js";
import { intervals, weights as style } from "./style.js";

/** @typedef {import("../api/types.js").NodeInfo} NodeInfo */
/** @typedef {import("../api/types.js").RankRow} RankRow */
/** @typedef {import("../api/types.js").Text} Text */
/** @typedef {Record<string, number>} Weights */
/** @typedef {import("../api/types.js").Crossings["events"][number]} Crossing codes: upwards from the share `above` is above `below` */
/** @typedef {{ events: Crossing[], low: number, high: number }} Marks of one unit; between low and high it keeps its rank */
/** @typedef {{ groups: number[][], shares: number[] }} Tree by node: its children, and its share of its group */

/** What one press of a button moves, in percentage points. */
const PRESS = 5;

/** How long after the last change the result is spoken, in milliseconds. */
const SETTLED = 400;

/**
 * `<innodex-weights period unit lang>`: a slider for every weight, marks where ranks cross, everyone ranked again.
 * Events: `ready`, `error`, `weightschange`.
 */
export class InnodexWeights extends DrawsElement {
  static styles = [...InnodexScenario.styles, drawn, intervals, style];

  /** @type {import("lit").PropertyDeclarations} */
  static properties = { weights: { attribute: false } };

  constructor() {
    super();
    /** Weights other than the framework's, by the id of a node; relative within a group. @type {Weights | undefined} */
    this.weights = undefined;
    /** The weights that the draws have. @type {Weights | undefined} */
    this.applied = undefined;
    /** Groups that are unfolded. @type {Set<number>} */
    this.open = new Set();
    /** Nodes whose marks are listed in words. @type {Set<number>} */
    this.listing = new Set();
    /** What marks say, in the present language. @type {WeakMap<Crossing, string>} */
    this.said = new WeakMap();
    this.saidIn = "";
    /** @type {Tree} */
    this.tree = { groups: [], shares: [] };
    /** @type {RankRow[]} */
    this.rows = [];
    /** @type {Map<string, RankRow>} */
    this.former = new Map();
    /** By node; null where scores are no such function of a weight. @type {Map<number, Marks | null>} */
    this.crossings = new Map();
    /** What the marks were found with. */
    this.marked = "";
    /** The first and the last row on the screen, while a slider moves; null where that is not known any more. @type {[number, number] | null} */
    this.seen = null;
    this.scrolled = () => (this.seen = null);
    /** What each row showed last, but for its score. @type {string[]} */
    this.stood = [];
    /** The next move of a slider. @type {{ node: number, percent: number } | null} */
    this.next = null;
    /** What is said aloud once the slider rests. */
    this.spoken = "";
    this.frame = 0;
    this.rest = 0;
    /** Why the last move of a slider came to nothing. @type {import("../elements/problem.js").Problem | null} */
    this.trouble = null;
  }

  get eager() {
    return true;
  }

  get shownUnit() {
    return this.unit ?? this.description.units[0].code;
  }

  connectedCallback() {
    super.connectedCallback();
    for (const event of ["scroll", "resize"]) addEventListener(event, this.scrolled, { capture: true, passive: true });
  }

  disconnectedCallback() {
    const { analysis } = this;
    super.disconnectedCallback();
    for (const event of ["scroll", "resize"]) removeEventListener(event, this.scrolled, { capture: true });
    cancelAnimationFrame(this.frame);
    clearTimeout(this.rest);
    this.frame = this.rest = 0;
    // What else shows the model has no use for weights that nobody can take back any more.
    if (analysis?.moved) setTimeout(() => this.isConnected || analysis.gone || analysis.move({}));
  }

  renewed() {
    this.former = new Map();
    this.marked = "";
  }

  /** @param {boolean} moved */
  told(moved) {
    const { analysis } = this;
    // What the page has asked for and nobody has applied yet stays.
    if (analysis?.robustness && this.weights === this.applied) this.weights = this.applied = analysis.weights;
    // While a slider is dragged the others of its group keep their proportions: its own marks stay, and those of others can wait.
    if (!moved) this.mark();
    this.requestUpdate();
  }

  /** Whether a weight has just been moved: what does not move with it is found again when it rests. */
  get dragged() {
    return Boolean(this.rest);
  }

  /** Forgets the marks of other weights. */
  mark() {
    const marked = `${this.analysis?.turn} ${this.unit}`;
    if (marked !== this.marked) this.crossings = new Map();
    this.marked = marked;
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  prepare(changed) {
    const { analysis, robustness, model, description } = this;
    if (!analysis || !robustness || !model) return;
    if (!this.former.size) this.former = new Map(model.rank(this.shownPeriod).map((row) => [row.code, row]));
    this.tree = treeOf(description.nodes, this.weights ?? {});
    if (this.weights !== this.applied) {
      analysis.move({ ...this.weights, ...this.named(this.weights ?? {}) });
      this.weights = this.applied = analysis.weights;
    }
    if (changed.has("unit") || !this.marked) this.mark();
    this.rows = robustness.rank().map((row) => ({ ...row, rank_before: this.former.get(row.code)?.rank ?? null }));
    this.digits = Math.max(...this.rows.map(({ score }) => score ?? 0)) > 10 ? 1 : 3;
  }

  /** The shares of every group of which some are named: what a framework writes as 1 may be a quarter. @param {Weights} weights */
  named(weights) {
    const { nodes } = this.description;
    const groups = this.tree.groups.filter((group) => group.some((child) => nodes[child].id in weights));
    return Object.fromEntries(groups.flat().map((child) => [nodes[child].id, this.tree.shares[child]]));
  }

  /**
   * Where the unit passes others along the share of a node.
   * @param {number} node
   * @returns {Marks | null} null where its groups are no arithmetic means, or it is alone in its group
   */
  crossingsOf(node) {
    const { robustness, shownUnit: unit } = this;
    let found = this.crossings.get(node);
    if (robustness && found === undefined) {
      try {
        const { events, ranges } = robustness.crossings(this.description.nodes[node].id, { unit });
        found = { events, low: ranges[0]?.low ?? 0, high: ranges[0]?.high ?? 1 };
      } catch {
        found = null;
      }
      this.crossings.set(node, found);
    }
    return found ?? null;
  }

  /**
   * A new share of a node. Several within a frame are computed once.
   * @param {number} node @param {number} percent
   */
  move(node, percent) {
    if (Number.isNaN(percent)) return;
    this.next = { node, percent: Math.min(100, Math.max(0, percent)) };
    if (!this.frame) this.frame = requestAnimationFrame(() => this.step());
  }

  /** The hot path: one weight moved, all units ranked again, the first draws made. */
  step() {
    this.frame = 0;
    const { next, analysis } = this;
    if (!next || !analysis) return;
    if (!this.dragged) this.seen = null;
    this.seen = this.seen ?? onScreen(this.renderRoot);
    const { nodes } = this.description;
    const group = this.tree.groups[/** @type {number} */ (nodes[next.node].parent)];
    const usual = sharesOf(group.map((child) => nodes[child].weight));
    const shares = withShare(group.map((child) => this.tree.shares[child]), group.indexOf(next.node), next.percent / 100, usual);
    this.take({ ...this.weights, ...Object.fromEntries(group.map((child, i) => [nodes[child].id, shares[i]])) });
  }

  /** @param {Weights} weights */
  take(weights) {
    try {
      this.analysis?.move(weights);
      this.trouble = null;
    } catch (error) {
      if (passing(error)) return;
      this.trouble = explain(error);
      this.complain(this.trouble);
    }
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.settle(), SETTLED);
    this.announce("weightschange", { weights, period: this.shownPeriod });
  }

  settle() {
    this.rest = 0;
    const { head, tail } = this.outcome();
    this.spoken = head + tail;
    this.requestUpdate();
  }

  controls() {
    const { words, language: lang, description } = this;
    const units = description.units.map(({ code, name }) => option(code, say(name, lang), code === this.shownUnit));
    return html`<div class="controls" part="controls">${this.periodPicker()} ${this.picker(words.unit, units, (value) => (this.unit = value))}</div>`;
  }

  shown() {
    const { words } = this;
    return html`<h2 part="heading">${words.weights}</h2>
      ${this.dragged ? noChange : this.controls()} ${this.trouble ? problemView(this.trouble, this.language) : nothing} ${this.result()}
      <div class="both">
        <div class="tree" part="weights">
          <p class="quiet">${words.weightsHint}</p>
          ${this.group(0)} ${this.key()}
          <button type="button" part="button" class="reset" ?disabled=${!this.analysis?.moved} @click=${() => this.take({})}>${words.reset}</button>
        </div>
        <div class="outcome">
          <p class="quiet" part="notes">${rangeNote(this.analysis, this.language)}${words.stop}</p>
          ${this.table()}
        </div>
      </div>
      <p class="said" role="status">${this.spoken}</p>`;
  }

  /** The shares of a group. @param {number} parent @returns {unknown} */
  group(parent) {
    const { groups, shares } = this.tree;
    const shown = percents(groups[parent].map((child) => shares[child]));
    return html`<ul class="shares">
      ${groups[parent].map((child, i) => html`<li>${this.share(child, shown[i], groups[parent].length < 2)}</li>`)}
    </ul>`;
  }

  /** @param {number} node @param {number} percent @param {boolean} alone */
  share(node, percent, alone) {
    const { words, language: lang, open, tree } = this;
    const { name, depth } = this.description.nodes[node];
    const label = say(name, lang);
    const inside = tree.groups[node].length;
    const id = `share-${node}`;
    const set = (/** @type {any} */ event) => this.move(node, event.target.valueAsNumber);
    const tidy = (/** @type {any} */ event) => (event.target.value = String(percent));
    return html`<div class="share">
        <label for=${id}>${label}</label>
        ${depth > 1 ? html`<span class="quiet">${words.effective(number(100 * this.effective(node), 1, lang))}</span>` : nothing}
        ${inside
          ? html`<button type="button" part="button" class="fold" aria-expanded=${open.has(node)} aria-label="${label}${words.colon}${words.inside(inside)}" @click=${() => this.fold(node)}>
              ${words.inside(inside)}
            </button>`
          : nothing}
        <div class="slide">
          <button type="button" part="step" aria-label=${words.less(label, PRESS)} ?disabled=${alone || percent <= 0} @click=${() => this.move(node, percent - PRESS)}>−</button>
          <span class="track">
            <input type="range" part="slider" aria-label=${words.shareOf(label)} min="0" max="100" step="1" .value=${String(Math.round(percent))} ?disabled=${alone} @input=${set} />
            ${this.dragged ? noChange : this.ticks(node)}
          </span>
          <button type="button" part="step" aria-label=${words.more(label, PRESS)} ?disabled=${alone || percent >= 100} @click=${() => this.move(node, percent + PRESS)}>+</button>
          <span class="field">
            <input id=${id} type="number" part="field" min="0" max="100" step="any" .value=${String(percent)} ?disabled=${alone} @input=${set} @change=${tidy} /> %</span
          >
        </div>
        ${alone ? nothing : this.dragged ? noChange : this.crossingList(node)}
      </div>
      ${inside && open.has(node) ? this.group(node) : nothing}`;
  }

  /** @param {number} node */
  fold(node) {
    if (!this.open.delete(node)) this.open.add(node);
    this.requestUpdate();
  }

  /** The share of a node in the whole index. @param {number} node @returns {number} */
  effective(node) {
    const { parent } = this.description.nodes[node];
    return parent === null ? 1 : this.tree.shares[node] * this.effective(parent);
  }

  /** A mark at every weight where the unit passes another, or is passed. @param {number} node */
  ticks(node) {
    const { events = [] } = this.crossingsOf(node) ?? {};
    return html`<svg class="ticks" part="ticks" aria-hidden="true">
      ${events.map(
        (crossing) => svg`<svg x="${(100 * crossing.share).toFixed(2)}%" overflow="visible" class=${crossing.above === this.shownUnit ? "gain" : "loss"}>
          <title>${this.crossing(crossing)}</title>
          <path d=${crossing.above === this.shownUnit ? "M0 1 4.5 9-4.5 9Z" : "M0 9 4.5 1-4.5 1Z"}></path>
        </svg>`,
      )}
    </svg>`;
  }

  /** "37%：湖北超过安徽": found once, for every frame of a slider asks for dozens. @param {Crossing} crossing */
  crossing(crossing) {
    if (this.saidIn !== this.language) this.said = new WeakMap();
    this.saidIn = this.language;
    let text = this.said.get(crossing);
    if (text === undefined) {
      const { share, above, below } = crossing;
      text = String(this.words.crossing(number(100 * share, 1, this.language), this.nameOf(above), this.nameOf(below)));
      this.said.set(crossing, text);
    }
    return text;
  }

  /** @param {string} code */
  nameOf(code) {
    const unit = this.description.units.find((each) => each.code === code);
    return unit ? say(unit.name, this.language) : code;
  }

  /** The marks in words; each leads to its weight. @param {number} node */
  crossingList(node) {
    const { words, language: lang } = this;
    const marks = this.crossingsOf(node);
    if (!marks) return nothing;
    const { events, low, high } = marks;
    const name = this.nameOf(this.shownUnit);
    const [from, to] = [low, high].map((share) => number(100 * share, 1, lang));
    if (!events.length) return html`<p class="quiet">${words.noCrossing(name)}</p>`;
    return html`<details part="crossings" @toggle=${(/** @type {any} */ event) => this.list(node, event.target.open)}>
      <summary class="quiet">${words.keeps(name, from, to)}</summary>
      ${this.listing.has(node)
        ? html`<p class="quiet">${words.crossingsHint}</p>
            <ul class="crossings">
              ${events.map(
                (crossing) => html`<li>
                  <button type="button" part="button" @click=${() => this.move(node, Math.ceil(1000 * crossing.share) / 10)}>${this.crossing(crossing)}</button>
                </li>`,
              )}
            </ul>`
        : nothing}
    </details>`;
  }

  /** @param {number} node @param {boolean} open */
  list(node, open) {
    if (open) this.listing.add(node);
    else this.listing.delete(node);
    this.requestUpdate();
  }

  /** What the marks are. */
  key() {
    if (![...this.crossings.values()].some((marks) => marks?.events.length)) return nothing;
    return html`<p class="quiet">${this.words.crossingsOf(this.nameOf(this.shownUnit))}</p>`;
  }

  /** The weights as set, for the printed page, where there are no sliders. */
  listed() {
    const { words, language: lang, tree } = this;
    const { nodes } = this.description;
    const lists = tree.groups
      .filter((group) => group.length > 1 && group.some((child) => (this.weights ?? {})[nodes[child].id] !== undefined))
      .map((group) => {
        const shown = percents(group.map((child) => tree.shares[child]));
        return group.map((child, i) => `${say(nodes[child].name, lang)} ${words.percent(number(shown[i], 1, lang))}`).join(words.listing);
      });
    return lists.length ? words.weightList + lists.join(words.semicolon) + words.stop : "";
  }

  /** The sentence an official would say. */
  outcome() {
    const { words, shownUnit } = this;
    const row = this.rows.find(({ code }) => code === shownUnit);
    const range = rangeOf(this.analysis?.ranges.get(shownUnit));
    const { rank = null, rank_before: before = null } = row ?? {};
    return {
      head: words.outcome(this.nameOf(shownUnit), before, rank, this.analysis?.moved),
      tail: range && rank !== null ? words.likely(range.low, range.high) : "",
    };
  }

  result() {
    const { words, analysis } = this;
    const { head, tail } = this.outcome();
    const others = this.rows.filter(({ code, rank, rank_before: before }) => code !== this.shownUnit && rank !== before).length;
    return html`<p class="printed">${this.dragged ? noChange : this.listed()}</p>
      <p class="say" part="result"><strong>${head}</strong>${tail}${words.stop}${analysis?.moved ? words.othersMoved(others) : nothing}</p>`;
  }

  table() {
    const { words, language: lang, rows, digits = 1 } = this;
    const known = this.analysis?.ranges ?? new Map();
    const units = this.description.units.length;
    const shown = excerpt(rows, this.shownUnit, this.all);
    // A row that goes and comes again is a new one: it has shown nothing yet.
    this.stood.length = shown.reduce((sum, stretch) => sum + stretch.rows.length, 0);
    // What is spoken of every row is found again when the slider rests: it takes as long as the table itself.
    return html`<table part="table" class=${this.dragged ? "moving" : ""}>
      <caption part="caption" class="quiet">
        ${words.resultTitle}
      </caption>
      <thead>
        <tr>
          <th scope="col" class="number rank">${words.rankNow}</th>
          <th scope="col" class="moves">${words.rankChange}</th>
          <th scope="col" class="name">${words.unit}</th>
          <th scope="col" class="number score">${words.score}</th>
          <th scope="col" class="likely">${words.interval}<span class="ninety"> ${words.ninety}</span></th>
        </tr>
      </thead>
      <tbody>
        ${excerptRows(shown, 5, (row, at) => {
          const { code, unit, rank, rank_before: before = null, score } = row;
          // While a slider moves, rows that nobody sees wait until it rests, and of the others what is as it was in the last frame.
          if (this.dragged && this.seen && (at < this.seen[0] || at > this.seen[1])) return noChange;
          const interval = known.get(code);
          const what = [code, rank, before, interval?.q5, interval?.q95].join();
          const same = this.dragged && this.stood[at] === what;
          this.stood[at] = what;
          return html`<tr class="${code === this.shownUnit ? "selected" : ""} ${rank !== before ? "moved" : ""}" part="row">
            <td class="number rank">${rank ?? "—"}</td>
            <td class="moves">${same ? noChange : rankChange(before, rank, words)}</td>
            <th scope="row" class="name">${say(unit, lang)}</th>
            <td class="number score">${score === null ? "—" : number(score, digits, lang)}</td>
            <td class="likely">${same ? noChange : intervalCell(row, interval, { units, lang })}</td>
          </tr>`;
        }, words)}
      </tbody>
    </table>
    ${showAll(shown, rows.length, () => (this.all = true), words)}`;
  }
}

/**
 * The tree with the weights as they are set.
 * @param {NodeInfo[]} nodes
 * @param {Weights} weights
 * @returns {Tree}
 */
function treeOf(nodes, weights) {
  const groups = nodes.map(() => /** @type {number[]} */ ([]));
  nodes.forEach(({ parent }, node) => parent !== null && groups[parent].push(node));
  const shares = nodes.map(() => 1);
  for (const group of groups) {
    const own = sharesOf(group.map((child) => weights[nodes[child].id] ?? nodes[child].weight));
    group.forEach((child, i) => (shares[child] = own[i]));
  }
  return { groups, shares };
}
