import { InnodexScenario, tableButtons } from "../elements/further.js";
import { copy, html, noChange, nothing, number, option, periodName, problemView, say } from "../elements/index.js";
import { DrawsElement } from "./element.js";
import { problemOf } from "./follower.js";
import { rangeNote } from "./interval.js";
import { drawn } from "./range.js";
import { Presets } from "./presets.js";
import { percents } from "./shares.js";
import { intervals } from "./intervals.style.js";
import { weights as style } from "./weights.style.js";
import { LINK, linked, linkIn, linkTo, textOf } from "./weights-link.js";
import { linkProblem } from "./link-problem.js";
import { WeightsController } from "./weights-controller.js";
import { nameOf, WeightSliders } from "./weights-sliders.js";
import { WeightsTable } from "./weights-table.js";

/**
 * `<innodex-weights period unit preset lang>`: a slider for every weight, the presets of the framework, marks where ranks cross, everyone ranked again.
 * Events: `ready`, `error`, `weightschange`.
 */
export class InnodexWeights extends DrawsElement {
  static styles = [...InnodexScenario.styles, drawn, intervals, style];

  /** @type {import("lit").PropertyDeclarations} */
  static properties = { weights: { attribute: false }, preset: {} };

  constructor() {
    super();
    this.controller = new WeightsController({
      requestUpdate: () => this.requestUpdate(),
      willMove: (resting) => this.table.findVisible(this.renderRoot, resting),
      moved: (weights) => {
        this.link = "";
        this.announce("weightschange", { weights, period: this.shownPeriod });
      },
      settled: () => this.settled(),
      explain: problemOf,
      complain: (problem) => this.complain(problem),
    });
    this.sliders = new WeightSliders(() => this.requestUpdate());
    this.table = new WeightsTable();
    this.presets = new Presets();
    /** A preset of the framework by its id, whose weights are set first. @type {string | undefined} */
    this.preset = undefined;
    /** The link to the weights; empty until a reader asks for it. */
    this.link = "";
    /** The text of the link that was opened last. @type {string | null} */
    this.opened = null;
    /** What is said aloud once the slider rests. */
    this.spoken = "";
    this.scrolled = () => this.table.forgetVisible();
  }

  /** Weights other than the framework's, by the id of a node; relative within a group. @type {import("./weighting.js").Weights | undefined} */
  get weights() {
    return this.controller.weights;
  }

  set weights(weights) {
    this.controller.request(weights);
  }

  get moves() {
    return true;
  }

  get shownUnit() {
    return this.unit ?? this.description.units[0].code;
  }

  connectedCallback() {
    super.connectedCallback();
    for (const event of ["scroll", "resize"]) addEventListener(event, this.scrolled, { capture: true, passive: true });
    const opened = () => this.requestUpdate();
    addEventListener("hashchange", opened);
    this.leaving.push(() => removeEventListener("hashchange", opened));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const event of ["scroll", "resize"]) removeEventListener(event, this.scrolled, { capture: true });
    this.controller.stop();
  }

  renewed() {
    if (this.analysis) this.controller.show(this.analysis);
  }

  /** @param {boolean} moving */
  notified(moving) {
    this.controller.notified(moving);
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  prepare(changed) {
    if (!this.model) return;
    // The model of the draws can be asked everything; the element's own perhaps not.
    const asked = this.robustness?.model ?? this.model;
    const { model: former } = this.presets;
    this.presets.of(asked);
    if (this.preset ? former !== asked || changed.has("preset") : changed.get("preset")) this.take({ preset: this.preset ?? "" }, "preset");
    this.receiveLink();
    this.controller.update(this.model, this.shownPeriod, this.shownUnit);
  }

  /** Takes the weights of the page's address, each text once. */
  receiveLink() {
    const name = this.id || LINK;
    const text = linkIn(location.hash, name);
    if (text === null || text === this.opened) return;
    this.opened = text;
    this.take(linked(text), `#${name}`);
  }

  /**
   * Takes weights that a page or a link names; where they cannot be had, the problem is shown beside the sliders.
   * @param {import("./weights-link.js").Linked} named @param {string} place where they are named
   */
  take(named, place) {
    const { controller, presets, description } = this;
    try {
      if (named === "damaged") throw linkProblem("damaged");
      if ("weights" in named) {
        const unknown = Object.keys(named.weights).filter((id) => !description.nodes.some((node) => node.id === id));
        if (unknown.length) throw linkProblem("unknown", unknown);
      }
      controller.request("preset" in named ? presets.named(named.preset) : named.weights);
      controller.problem = null;
    } catch (error) {
      const problem = problemOf(error);
      if (problem) controller.refuse({ ...problem, place });
    }
  }

  /** What a link to the whole page carries of this element. @returns {{ name: string, text: string | null }} */
  linkPart() {
    const { controller, presets } = this;
    return { name: this.id || LINK, text: this.analysis?.reweighed ? textOf(presets.chosen(controller.tree), controller.weights ?? {}) : null };
  }

  /** Makes the link to these weights, shows it and copies it. */
  async share() {
    const { controller, presets, words } = this;
    this.link = linkTo(location.href, this.id || LINK, presets.chosen(controller.tree), controller.weights ?? {});
    this.requestUpdate();
    await this.updateComplete;
    const area = /** @type {HTMLTextAreaElement} */ (this.renderRoot.querySelector("textarea[part=link]"));
    const status = /** @type {HTMLElement} */ (this.renderRoot.querySelector(".copied"));
    await copy(area, status, this.link, words);
  }

  /** The link once it is made, until a weight is moved. */
  linkView() {
    const { words, link } = this;
    if (!link) return nothing;
    return html`<textarea part="link" readonly rows="2" aria-label=${words.link} .value=${link} @focus=${(/** @type {any} */ event) => event.target.select()}></textarea>`;
  }

  /** The presets to choose from; nothing where the framework has none. */
  presetPicker() {
    const { words, language: lang, presets, controller } = this;
    if (!presets.all.length) return nothing;
    const chosen = presets.chosen(controller.tree);
    const options = [
      option("", words.presetOwn, chosen === ""),
      ...presets.all.map(({ id, name }) => option(id, say(name, lang), chosen === id)),
      ...(chosen === null ? [option("-", words.presetOther, true)] : []),
    ];
    return this.picker(words.preset, options, (value) => value !== "-" && controller.setWeights(presets.weights(value) ?? {}));
  }

  settled() {
    const { head, tail } = this.outcome();
    this.spoken = head + tail;
    this.requestUpdate();
  }

  controls() {
    const { words, language: lang, description } = this;
    const units = description.units.map(({ code, name }) => option(code, say(name, lang), code === this.shownUnit));
    return html`<div class="controls" part="controls">${this.periodPicker()} ${this.picker(words.unit, units, (value) => (this.unit = value))} ${this.presetPicker()}</div>`;
  }

  shown() {
    const { words, controller, description, language: lang, shownUnit: unit } = this;
    return html`<h2 part="heading">${words.weights}</h2>
      ${controller.moving ? noChange : this.controls()} ${controller.problem ? problemView(controller.problem, lang) : nothing} ${this.result()}
      <div class="both">
        <div class="tree" part="weights">
          <p class="quiet">${words.weightsHint}</p>
          ${this.sliders.render({ controller, description, unit, lang, words })}
          <div class="actions">
            <button type="button" part="button" class="reset" ?disabled=${!this.analysis?.reweighed} @click=${() => controller.reset()}>${words.reset}</button>
            <button type="button" part="button" @click=${this.share}>${words.share}</button>
            <span aria-live="polite" class="copied"></span>
          </div>
          ${this.linkView()}
        </div>
        <div class="outcome">
          <p class="quiet" part="notes">${rangeNote(this.analysis, lang)}${words.stop}</p>
          ${this.ranking()}
          <div class="actions">${tableButtons(this)}</div>
        </div>
      </div>
      <p class="said" role="status">${this.spoken}</p>`;
  }

  /** The weights as set, for the printed page, where there are no sliders. */
  listed() {
    const { words, language: lang, description, controller } = this;
    const { tree } = controller;
    const lists = tree.groups
      .filter((group) => group.length > 1 && tree.isSet(group))
      .map((group) => {
        const shown = percents(group.map((child) => tree.shares[child]));
        return group.map((child, i) => `${say(description.nodes[child].name, lang)} ${words.percent(number(shown[i], 1, lang))}`).join(words.listing);
      });
    return lists.length ? words.weightList + lists.join(words.semicolon) + words.stop : "";
  }

  /** The sentence an official would say. */
  outcome() {
    const { words, shownUnit, description, language: lang } = this;
    const { rank, before, range } = this.controller.outcome(shownUnit);
    return {
      head: words.outcome(nameOf(description, shownUnit, lang), before, rank, this.analysis?.reweighed),
      tail: range ? words.likely(range.low, range.high) : "",
    };
  }

  result() {
    const { words, controller } = this;
    const { head, tail } = this.outcome();
    return html`<p class="printed">${controller.moving ? noChange : this.listed()}</p>
      <p class="say" part="result"><strong>${head}</strong>${tail}${words.stop}${this.analysis?.reweighed ? words.othersMoved(controller.othersMoved(this.shownUnit)) : nothing}</p>`;
  }

  /** The table with the weights as set, as it is saved. @returns {import("../elements/sharing.js").Saved} */
  saved() {
    const { words, language: lang, controller, description, shownPeriod: period } = this;
    const ranges = this.analysis?.ranges;
    const name = say(description.framework.name, lang);
    const lines = [
      [words.code, words.unit, words.rankNow, words.rankWas, words.score, ...words.csvInterval.slice(0, 2)],
      ...controller.rows.map(({ code, unit, rank, rank_before: before = null, score }) => [code, say(unit, lang), rank, before, score, ranges?.get(code)?.q5 ?? null, ranges?.get(code)?.q95 ?? null]),
      ...[this.listed()].filter(Boolean).flatMap((text) => [[], [text]]),
    ];
    return { name: `${name}-${words.weights}-${period}`, title: `${name}${words.aside([words.weights, periodName(period, lang)].join(words.comma))}`, measure: words.score, lines };
  }

  ranking() {
    const { words, language: lang, controller, description, all } = this;
    const { rows, digits, moving } = controller;
    const ranges = this.analysis?.ranges ?? new Map();
    const [unit, units] = [this.shownUnit, description.units.length];
    return this.table.render({ rows, ranges, digits, unit, units, all, showAll: () => (this.all = true), moving, lang, words });
  }
}
