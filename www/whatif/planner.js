import { fields } from "../elements/further.js";
import { explain, Frame, nothing, passing, problemView, say } from "../elements/index.js";
import { inLanguage, periodName } from "../elements/format.js";
import { LeaseHolder } from "../elements/full-model.js";
import { savedPlans } from "./files.js";
import { History } from "./history.js";
import { Draws } from "./likely.js";
import { differences, LINK } from "./link.js";
import { changesSomething, planOf, specOf, withChange } from "./plan.js";
import { plannerView } from "./planner-view.js";
import { sentences } from "./result.js";
import { tooLarge } from "./problems.js";
import { PlanRuns } from "./runs.js";
import { fingerprint } from "./model-parts.js";
import { drawn } from "../uncertainty/range.js";
import { planner } from "./planner.style.js";
import { base, form } from "./style.js";
import { WORDS } from "./text.js";

/** @typedef {import("../api/types.js").ColumnInfo} ColumnInfo */
/** @typedef {import("../api/browser.js").Model} Model */
/** @typedef {import("../elements/scenario.js").InnodexScenario} InnodexScenario */
/** @typedef {import("../elements/problem.js").Problem} Problem */
/** @typedef {import("./plan.js").State} State */
/** @typedef {import("./plan.js").Plan} Plan */
/** @typedef {import("./runs.js").Run} Run */
/** @typedef {"table" | "slopes" | "map"} View */

/** How long after the last change the result is spoken and all likely ranks are computed, in milliseconds. */
const SETTLED = 400;

/** An error as the page says it; null where it only follows from another one. @param {unknown} error */
const explained = (error) => (passing(error) ? null : explain(error));

/**
 * The fuller form of `<innodex-scenario>`: several changes, plans side by side, money, charts, likely ranks, links and files. It
 * stands in that element's shadow root and reports its events and errors through it.
 *
 * It ties controllers to the page and owns what is shown only: the plans belong to the `History`, what is computed of them to
 * the `PlanRuns`, likely ranks to the `Draws`, the model with every method to the `LeaseHolder`.
 */
export class InnodexPlanner extends Frame {
  static styles = [...Frame.styles, fields, base, form, drawn, planner];

  /** @type {import("lit").PropertyDeclarations} */
  static properties = {
    host: { attribute: false },
    model: { attribute: false },
    unit: { attribute: false },
    indicator: { attribute: false },
    period: { attribute: false },
  };

  constructor() {
    super();
    /** @type {InnodexScenario | null} */
    this.host = null;
    /** The model that is shared. @type {Model | null} */
    this.model = null;
    /** What the host's attributes say. @type {string | undefined} */
    this.unit = undefined;
    /** @type {string | undefined} */
    this.indicator = undefined;
    /** @type {string | undefined} */
    this.period = undefined;

    /** @type {History | null} */
    this.history = null;
    this.holder = new LeaseHolder();
    this.runs = new PlanRuns({
      once: (question, work) => this.once(question, work),
      explain: explained,
      report: (problem) => this.host?.complain(problem),
    });
    this.draws = new Draws(explained);

    /** @type {View} */
    this.view = "table";
    /** @type {import("./likely.js").Likely | null} */
    this.likely = null;
    /** Why the model with every method is not there. @type {Problem | null} */
    this.missing = null;
    /** Why the last click had no effect. @type {Problem | null} */
    this.failed = null;
    /** What is said of a link that was opened. @type {string[]} */
    this.remarks = [];
    this.spoken = "";
    this.frame = 0;
    this.rest = 0;
    /** The element on which proposals of goals and allocations are heard. @type {HTMLElement | undefined} */
    this.scope = undefined;
    /** @type {(() => void) | undefined} */
    this.unsubscribe = undefined;
  }

  /** @returns {any} the words of this element, in the present language */
  get words() {
    return WORDS[this.language];
  }

  get description() {
    return /** @type {Model} */ (this.model).description;
  }

  /** The model with every method, once it is loaded. */
  get full() {
    return this.holder.model;
  }

  /** What computes: the model with every method, until then the one that is shared. */
  get engine() {
    return /** @type {Model} */ (this.full ?? this.model);
  }

  get shownPeriod() {
    return this.period || /** @type {InnodexScenario} */ (this.host).usualPeriod;
  }

  /** @returns {State} */
  get state() {
    return /** @type {History} */ (this.history).now;
  }

  /** The plan that is being changed. */
  get plan() {
    return /** @type {History} */ (this.history).plan;
  }

  /** @returns {Run | undefined} */
  get run() {
    return this.runs.all[this.state.at];
  }

  get digits() {
    return this.runs.digits;
  }

  get codes() {
    return this.description.units.map(({ code }) => code);
  }

  /** @param {string} code */
  nameOf(code) {
    const unit = this.description.units.find((each) => each.code === code);
    return unit ? inLanguage(say(unit.name, this.language), this.language) : code;
  }

  /** @param {string} id @returns {ColumnInfo | undefined} */
  column(id) {
    return this.description.columns.find((column) => column.id === id);
  }

  connectedCallback() {
    super.connectedCallback();
    const opened = () => this.model && this.receiveLink();
    addEventListener("hashchange", opened);
    this.leaving.push(() => removeEventListener("hashchange", opened));
    // Where the element was only moved.
    if (this.model && !this.holder.lease) this.reset();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.release();
  }

  /** Frees everything that was made of the present model. */
  release() {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.rest);
    this.frame = 0;
    this.draws.forget();
    this.likely = null;
    this.runs.use(null, false);
    this.holder.release();
    this.missing = null;
    this.unsubscribe?.();
    this.scope = this.unsubscribe = undefined;
  }

  /** A model whose instance has ended computes nothing; the next one is being loaded. @param {Map<PropertyKey, unknown>} changed */
  shouldUpdate(changed) {
    return changed.has("model") || !this.engine?.ended;
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    super.willUpdate(changed);
    if (changed.has("model")) this.reset();
    const { model, history } = this;
    if (!model || !history) return;
    // The host's attributes, set anew, change the open change.
    if (!changed.has("model") && (changed.has("unit") || changed.has("indicator"))) {
      const { shownUnit, shownIndicator } = /** @type {InnodexScenario} */ (this.host);
      history.commit(withChange(history.now, history.open, { units: [shownUnit], indicator: shownIndicator }));
    }
    if (changed.has("period")) this.forget();
    if (this.runs.sync(history.now.plans, this.shownPeriod)) this.settleSoon();
  }

  /** Starts over with another model. The history stays. */
  reset() {
    this.release();
    const { model, host } = this;
    if (!model || !host?.source) return;
    this.history ??= new History(this.first(), (changed) => this.heard(changed));
    this.dropUnknownChanges();
    this.lease(host.source);
    this.listenTo(host.source.host);
    this.receiveLink();
    this.settleSoon();
  }

  /** @param {NonNullable<InnodexScenario["source"]>} source */
  lease(source) {
    const loaded = this.holder.take(source);
    const ready = Boolean(this.full);
    this.runs.use(this.engine, ready);
    if (ready) return;
    loaded.then(
      (full) => {
        if (!full) return;
        this.runs.use(full, true);
        this.requestUpdate();
      },
      (error) => {
        this.missing = explain(error);
        this.host?.complain(this.missing);
        this.requestUpdate();
      },
    );
  }

  /** Takes what goals and allocations under the same model propose. @param {HTMLElement} scope */
  listenTo(scope) {
    if (scope === this.scope) return;
    this.unsubscribe?.();
    const proposed = (/** @type {any} */ event) => this.propose(event.detail.spec);
    scope.addEventListener("scenarioasked", proposed);
    this.scope = scope;
    this.unsubscribe = () => scope.removeEventListener("scenarioasked", proposed);
  }

  /** @param {any} spec a scenario as it is written */
  propose(spec) {
    this.history?.propose(spec);
    this.host?.scrollIntoView({ block: "start" });
  }

  /** What the page says to begin with. @returns {State} */
  first() {
    const host = /** @type {InnodexScenario} */ (this.host);
    const written = host.querySelector(':scope > script[data-innodex="scenario"]')?.textContent;
    /** @type {Plan | null} */
    let plan = null;
    try {
      plan = written ? planOf(JSON.parse(written)) : null;
    } catch (error) {
      this.fail(error);
    }
    const usual = { units: [host.shownUnit], indicator: host.shownIndicator, kind: /** @type {const} */ ("percent"), value: 0 };
    return { plans: [plan?.changes.length ? plan : { changes: [usual], assumptions: plan?.assumptions ?? null }], at: 0 };
  }

  /** Drops the changes of units and columns that this panel does not have, and says so. */
  dropUnknownChanges() {
    const isChangeable = (/** @type {string} */ id) => ![undefined, "ratio"].includes(this.column(id)?.kind);
    const unknown = /** @type {History} */ (this.history).dropUnknownChanges({ codes: this.codes, isChangeable });
    if (unknown.length) this.remarks = [...this.remarks, this.words.unknown(unknown.join(this.words.listing))];
  }

  /** Opens what an address carries after `#`. */
  receiveLink() {
    const { host, history } = this;
    const shared = history?.applyLink(location.hash, host?.id || LINK);
    if (!host || !shared) return;
    if (typeof shared === "string") {
      this.remarks = [this.words[shared]];
      return this.requestUpdate();
    }
    this.remarks = [];
    this.dropUnknownChanges();
    if (shared.period !== this.shownPeriod) {
      if (this.description.periods.includes(shared.period)) host.period = shared.period;
      else this.remarks.push(this.words.otherPeriod(periodName(shared.period, this.language)));
    }
    this.forget();
    this.requestUpdate();
    if (!host.source) return;
    const compared = (/** @type {{ frameworkHash: string, dataHash: string }} */ here) => {
      const { data, framework } = differences(shared, here);
      this.remarks = [...this.remarks, ...(data ? [this.words.otherData] : []), ...(framework ? [this.words.otherFramework(shared.framework)] : [])];
      this.requestUpdate();
    };
    fingerprint(host.source).then(compared, (error) => this.fail(error));
  }

  /** Everybody in every plan, as it is saved. */
  saved() {
    return savedPlans(this);
  }

  /**
   * What a link to the whole page carries of the plans; no text where they change nothing.
   * @param {{ frameworkHash: string, dataHash: string }} hashes of what the model was made of
   * @returns {{ name: string, text: string | null }}
   */
  linkPart(hashes) {
    const { host, history } = this;
    const name = host?.id || LINK;
    if (!history?.now.plans.some(changesSomething)) return { name, text: null };
    const text = history.linkText({ framework: this.description.framework.id, ...hashes, period: this.shownPeriod });
    if (!text) throw tooLarge();
    return { name, text };
  }

  /** Drops everything that was computed. */
  forget() {
    this.runs.forget();
    this.draws.forget();
    this.likely = null;
  }

  /** Loads what is missing once more. */
  retry() {
    this.missing = null;
    this.requestUpdate();
    this.host?.source?.load();
  }

  /** Says why a click had no effect. @param {unknown} error */
  fail(error) {
    const problem = explained(error);
    if (!problem) return;
    this.failed = problem;
    this.host?.complain(problem);
    this.requestUpdate();
  }

  /**
   * Does what may break off.
   * @template T
   * @param {() => string} question @param {() => T} work
   */
  once(question, work) {
    const source = /** @type {NonNullable<InnodexScenario["source"]>} */ (this.host?.source);
    return source.once(question, work);
  }

  /** The history has changed. @param {import("./history.js").Changed} changed */
  heard(changed) {
    if (changed === "plans") this.changed();
    // Several values within a frame are computed once.
    else if (!this.frame) this.frame = requestAnimationFrame(() => this.applySlide());
  }

  /** The hot path: one value changed, all units scored and ranked again. */
  applySlide() {
    this.frame = 0;
    const { run, plan, history } = this;
    // Until all draws have been made once, there are none within a frame.
    const slid = run && this.runs.slide(run, plan, /** @type {History} */ (history).sliding, this.draws);
    this.changed(slid?.likely);
  }

  /** What is shown is out of date. @param {import("./likely.js").Likely | null} [likely] of the present plan, where they are known */
  changed(likely = null) {
    this.failed = null;
    this.likely = likely;
    this.requestUpdate();
    this.settleSoon();
    this.host?.announce("scenariochange", { spec: specOf(this.plan, this.shownPeriod), period: this.shownPeriod });
  }

  settleSoon() {
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.settle(), SETTLED);
  }

  /** Does what takes longer, or is spoken. */
  settle() {
    const { run } = this;
    this.history?.endStep();
    if (!this.model || !run) return;
    this.runs.refresh(run, this.plan);
    this.requestUpdate();
    this.estimate().then((complete) => {
      if (!complete) return;
      this.spoken = run.problem ? "" : sentences(this).map(({ head, tail }) => head + tail).join("");
      this.requestUpdate();
    });
  }

  /** Computes likely ranks under the present plan. @returns {Promise<boolean>} whether nothing has come between */
  async estimate() {
    const { full, run, plan, history } = this;
    this.draws.halt();
    if (!full || !run?.scenario || run.problem || this.codes.length < 2) return true;
    const likely = await this.draws.all(full, run.scenario, this.shownPeriod, /** @type {History} */ (history).seed, (work) => this.once(() => `${this.runs.question(plan)} likely`, work));
    if (likely !== undefined) this.likely = likely;
    return likely !== undefined;
  }

  body() {
    if (!this.model || !this.history || !this.run) return nothing;
    try {
      return this.once(() => `plan ${this.shownPeriod} ${JSON.stringify([this.state, this.history?.open])} view`, () => plannerView(this));
    } catch (error) {
      return problemView(explain(error), this.language, () => this.retry());
    }
  }
}
