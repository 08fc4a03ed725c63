import { explain, fields, Frame, html, nothing, passing, problemView, say } from "../elements/index.js";
import { inLanguage, periodName, scoreDigits } from "../elements/format.js";
import { unseen } from "../api/planning.js";
import { saveTable, savePicture, share } from "./files.js";
import { changesView, plansView } from "./form.js";
import { decode, DIGITS, LINK, LONGEST, partOf } from "./link.js";
import { assumptionLines } from "./assumptions.js";
import { Draws } from "./likely.js";
import { resultView, sentences } from "./result.js";
import { fingerprint } from "./source.js";
import { drawn } from "../uncertainty/range.js";
import { planner } from "./planner.style.js";
import { base, form } from "./style.js";
import { counted, History, MOST_PLANS, planOf, specOf, valueOf, withChange, withPlan } from "./state.js";
import { WORDS } from "./text.js";
import { borrow, isWhole } from "./whole.js";

/** @typedef {import("../api/types.js").RankRow} RankRow */
/** @typedef {import("../api/types.js").RankInterval} RankInterval */
/** @typedef {import("../api/types.js").Moved} Moved */
/** @typedef {import("../api/types.js").Note} Note */
/** @typedef {import("../api/types.js").ColumnInfo} ColumnInfo */
/** @typedef {import("../api/browser.js").Model} Model */
/** @typedef {import("../api/browser.js").Scenario} Scenario */
/** @typedef {import("../elements/scenario.js").InnodexScenario} InnodexScenario */
/** @typedef {import("../elements/problem.js").Problem} Problem */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Plan} Plan */
/** @typedef {import("./state.js").Change} Change */
/** @typedef {{ scenario: Scenario | null, spec: string, rows: RankRow[], moves: Moved[], notes: Note["text"][], trouble: Problem | null }} Run a plan, computed */
/** @typedef {"table" | "slopes" | "map"} View */

/** By which random numbers likely ranks are found, unless a link says so. */
const SEED = 1;

/** How long after the last change the result is spoken and all likely ranks are computed, in milliseconds. */
const SETTLED = 400;

/**
 * What `<innodex-scenario>` becomes where this script is on the page: several changes, scenarios side by side, money, charts,
 * likely ranks, links and files. It stands in that element's shadow root, and speaks through it.
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
    /** The one with every method, as soon as it is there. @type {Model | null} */
    this.whole = null;
    /** @type {ReturnType<typeof borrow> | null} */
    this.loan = null;
    /** @type {History | null} */
    this.history = null;
    /** The change whose controls are open. */
    this.open = 0;
    /** @type {View} */
    this.view = "table";
    /** @type {Run[]} */
    this.runs = [];
    /** @type {import("./likely.js").Likely | null} */
    this.likely = null;
    this.draws = new Draws();
    /** Why the one with every method is not there. @type {Problem | null} */
    this.missing = null;
    /** What a click came to nothing by. @type {Problem | null} */
    this.failed = null;
    this.seed = SEED;
    /** What is said of a link that was opened. @type {string[]} */
    this.remarks = [];
    /** The link to what is shown, once it is asked for. */
    this.link = "";
    this.spoken = "";
    this.frame = 0;
    this.rest = 0;
    /** The change whose slider moves. */
    this.sliding = 0;
    /** Whether what moved along is not read yet. */
    this.behind = false;
    /** The link that was opened last. */
    this.received = "";
    /** Where goals and splits are heard. @type {HTMLElement | undefined} */
    this.around = undefined;
    /** @type {(() => void) | undefined} */
    this.deaf = undefined;
    this.digits = 1;
  }

  /** @returns {any} the words of this element, in the present language */
  get words() {
    return WORDS[this.language];
  }

  get description() {
    return /** @type {Model} */ (this.model).description;
  }

  /** What computes: the model with every method, until then the one that is shared. */
  get engine() {
    return /** @type {Model} */ (this.whole ?? this.model);
  }

  get shownPeriod() {
    return this.period || /** @type {InnodexScenario} */ (this.host).usualPeriod;
  }

  /** @returns {State} */
  get state() {
    return /** @type {History} */ (this.history).now;
  }

  /** The plan that is being changed. @returns {Plan} */
  get plan() {
    return this.state.plans[this.state.at];
  }

  /** @returns {Run | undefined} */
  get run() {
    return this.runs[this.state.at];
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

  /** What the money of a plan takes for granted, in words; nothing where none is put in. @param {Plan} plan */
  assumed(plan) {
    const { words, language } = this;
    return plan.changes.some(({ kind, value }) => kind === "money" && value) ? assumptionLines({ words, language, column: (id) => this.column(id) }, plan.assumptions) : [];
  }

  /** The figure of a change's first unit that has one. @param {Change} change @returns {{ value: number, code: string } | null} */
  present({ units, indicator }) {
    for (const code of units[0] === "*" ? this.codes : units) {
      const { value } = this.engine.figure(indicator, code, this.shownPeriod);
      if (value !== null) return { value, code };
    }
    return null;
  }

  connectedCallback() {
    super.connectedCallback();
    const opened = () => this.model && this.receiveLink();
    addEventListener("hashchange", opened);
    this.leaving.push(() => removeEventListener("hashchange", opened));
    // Where the element was only moved.
    if (this.model && !this.loan) this.renew();
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
    for (const { scenario } of this.runs) scenario?.dispose();
    this.runs = [];
    this.loan?.leave();
    this.loan = null;
    this.whole = null;
    this.missing = null;
    this.deaf?.();
    this.around = this.deaf = undefined;
  }

  /** What has broken off computes nothing any more; the next model is on its way. @param {Map<PropertyKey, unknown>} changed */
  shouldUpdate(changed) {
    return changed.has("model") || !this.engine?.ended;
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    super.willUpdate(changed);
    if (changed.has("model")) this.renew();
    if (!this.model || !this.history) return;
    // The host's attributes, set anew, are a change of the one that is open.
    if (!changed.has("model") && (changed.has("unit") || changed.has("indicator"))) {
      const { shownUnit, shownIndicator } = /** @type {InnodexScenario} */ (this.host);
      this.history.go(withChange(this.state, this.open, { units: [shownUnit], indicator: shownIndicator }));
    }
    if (changed.has("period")) this.forget();
    this.sync();
  }

  /** Another model: everything is made anew, but for what the reader has put together. */
  renew() {
    this.release();
    const { model, host } = this;
    if (!model || !host?.source) return;
    this.history ??= new History(this.first());
    this.weed();
    const loan = (this.loan = borrow(model, host.source));
    if (isWhole(model)) this.whole = model;
    else
      loan.model.then(
        (whole) => {
          if (this.loan !== loan) return;
          for (const { scenario } of this.runs.splice(0)) scenario?.dispose();
          this.whole = whole;
          this.requestUpdate();
        },
        (error) => {
          if (this.loan !== loan) return;
          this.missing = explain(error);
          host.complain(this.missing);
          this.requestUpdate();
        },
      );
    this.listenTo(host.source.host);
    this.receiveLink();
    this.settleSoon();
  }

  /** Goals and splits found beside it, under the same model, are looked at here. @param {HTMLElement} around */
  listenTo(around) {
    if (around === this.around) return;
    this.deaf?.();
    const asked = (/** @type {any} */ event) => this.propose(event.detail.spec);
    around.addEventListener("scenarioasked", asked);
    this.around = around;
    this.deaf = () => around.removeEventListener("scenarioasked", asked);
  }

  /** Another scenario beside those that there are, or in place of one in which nothing is changed. @param {any} spec */
  propose(spec) {
    const { state } = this;
    const plan = planOf(spec);
    const empty = !this.plan.changes.some(({ value }) => value);
    this.open = 0;
    if (empty || state.plans.length === MOST_PLANS) this.replan(plan);
    else this.go({ plans: [...state.plans, plan], at: state.plans.length });
    /** @type {HTMLElement} */ (this.host).scrollIntoView({ block: "start" });
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

  /** Leaves out what this panel has no unit or column for, and says so. */
  weed() {
    const history = /** @type {History} */ (this.history);
    const known = new Set([...this.codes, "*"]);
    const missing = new Set();
    const plans = this.state.plans.map((plan) => ({
      ...plan,
      changes: plan.changes.flatMap((change) => {
        const units = change.units.filter((unit) => known.has(unit));
        const column = this.column(change.indicator);
        for (const unit of change.units) if (!known.has(unit)) missing.add(unit);
        if (!column || column.kind === "ratio") missing.add(change.indicator);
        return units.length && column && column.kind !== "ratio" ? [{ ...change, units }] : [];
      }),
    }));
    if (!missing.size) return;
    history.go({ ...this.state, plans });
    this.remarks = [...this.remarks, this.words.unknown([...missing].join(this.words.listing))];
    this.open = Math.max(0, Math.min(this.open, this.plan.changes.length - 1));
  }

  /** Opens what an address carries after `#`. */
  receiveLink() {
    const host = /** @type {InnodexScenario} */ (this.host);
    const text = partOf(location.hash, host.id || LINK);
    if (!text || text === this.received) return;
    this.received = text;
    const shared = decode(text);
    if (typeof shared === "string") {
      this.remarks = [this.words[shared]];
      return this.requestUpdate();
    }
    this.remarks = [];
    this.seed = shared.seed;
    this.history?.go(shared.state);
    this.open = 0;
    this.weed();
    if (shared.period !== this.shownPeriod) {
      if (this.description.periods.includes(shared.period)) host.period = shared.period;
      else this.remarks.push(this.words.otherPeriod(periodName(shared.period, this.language)));
    }
    this.forget();
    this.requestUpdate();
    if (host.source) {
      fingerprint(host.source).then(({ frameworkHash, dataHash }) => {
        if (dataHash.slice(0, DIGITS) !== shared.dataHash) this.remarks = [...this.remarks, this.words.otherData];
        if (frameworkHash.slice(0, DIGITS) !== shared.frameworkHash) this.remarks = [...this.remarks, this.words.otherFramework(shared.framework)];
        this.requestUpdate();
      }, (error) => this.fail(error));
    }
  }

  /** Nothing computed holds any longer. */
  forget() {
    for (const run of this.runs) run.spec = "";
    this.draws.forget();
    this.likely = null;
  }

  /** @param {Plan} plan */
  spec(plan) {
    return specOf(plan, this.shownPeriod, Boolean(this.whole));
  }

  /** Whether there is money in a plan and nothing yet that computes it. @param {Plan} plan */
  lacks(plan) {
    return !this.whole && plan.changes.some(({ kind, units, value }) => kind === "money" && units.length && value);
  }

  /** Whether what is put together has no result, or not all of it: then none is shown or saved. */
  get lacking() {
    return this.state.plans.some((plan) => this.lacks(plan));
  }

  /** Loads what is missing once more. */
  retry() {
    this.missing = null;
    this.requestUpdate();
    this.host?.source?.load();
  }

  /** Says what a click came to nothing by. @param {unknown} error */
  fail(error) {
    if (passing(error)) return;
    this.failed = explain(error);
    this.host?.complain(this.failed);
    this.requestUpdate();
  }

  /**
   * Does what may break off, with a plan as it is computed.
   * @template T
   * @param {string} spec @param {() => T} work
   */
  once(spec, work) {
    const source = /** @type {NonNullable<InnodexScenario["source"]>} */ (this.host?.source);
    return source.once(() => `plan ${this.shownPeriod} ${spec}`, work);
  }

  /** Leaves a plan without any figure. @param {Run} run @param {Partial<Run>} [more] */
  clear(run, more) {
    run.scenario?.dispose();
    Object.assign(run, { scenario: null, rows: [], moves: [], notes: [], trouble: null }, more);
  }

  /** Computes a plan, or says why it cannot be. @param {Run} run @param {() => void} work */
  attempt(run, work) {
    try {
      this.once(run.spec, work);
      run.trouble = null;
    } catch (error) {
      const trouble = passing(error) ? null : explain(error);
      this.clear(run, trouble ? { trouble } : { spec: "" });
      if (trouble) this.host?.complain(trouble);
    }
  }

  /** Computes every plan that is not as it was. */
  sync() {
    const { plans } = this.state;
    for (const { scenario } of this.runs.splice(plans.length)) scenario?.dispose();
    plans.forEach((plan, i) => {
      const spec = JSON.stringify(this.spec(plan));
      const run = (this.runs[i] ??= { scenario: null, spec: "", rows: [], moves: [], notes: [], trouble: null });
      if (this.lacks(plan)) return this.clear(run, { spec: "" });
      if (run.spec === spec) return;
      run.spec = spec;
      this.attempt(run, () => {
        if (run.scenario) run.scenario.update(spec);
        else run.scenario = this.engine.scenario(spec);
        this.read(run);
        this.tell(run);
      });
      this.settleSoon();
    });
    this.digits = scoreDigits(this.runs.flatMap(({ rows }) => rows.map(({ score }) => score)));
  }

  /** @param {Run} run */
  read(run) {
    run.rows = run.scenario?.rank(this.shownPeriod) ?? [];
  }

  /** What moved along, and what could not. @param {Run} run */
  tell(run) {
    run.moves = run.scenario?.moved(this.shownPeriod) ?? [];
    const stuck = run.scenario?.notes(this.shownPeriod).map(({ text }) => text) ?? [];
    run.notes = run.scenario && this.whole ? [...stuck, ...unseen(run.scenario, this.shownPeriod)] : stuck;
  }

  /**
   * Puts something else together.
   * @param {State} state @param {string} [about]
   */
  go(state, about) {
    this.history?.go(state, about);
    this.changed();
  }

  /** What is shown is of a state before. @param {import("./likely.js").Likely | null} [likely] of the present one, where they are known */
  changed(likely = null) {
    this.link = "";
    this.failed = null;
    this.likely = likely;
    this.open = Math.max(0, Math.min(this.open, this.plan.changes.length - 1));
    this.requestUpdate();
    this.settleSoon();
    this.host?.announce("scenariochange", { spec: specOf(this.plan, this.shownPeriod), period: this.shownPeriod });
  }

  /** @param {number} at @param {Partial<Change>} change @param {string} [about] */
  change(at, change, about) {
    this.go(withChange(this.state, at, change), about);
  }

  /** @param {Partial<Plan>} plan @param {string} [about] */
  replan(plan, about) {
    this.go(withPlan(this.state, plan), about);
  }

  /** @param {"back" | "forth"} where */
  step(where) {
    this.history?.[where]();
    this.changed();
  }

  /** Every change of the present plan back to nothing. */
  reset() {
    this.replan({ changes: this.plan.changes.map((change) => ({ ...change, value: 0 })) });
  }

  /**
   * A new value of a change, on its way. Several within a frame are computed once.
   * @param {number} at @param {number} value
   */
  slide(at, value) {
    if (!Number.isFinite(value)) return;
    this.history?.go(withChange(this.state, at, { value }), `${this.state.at} ${at}`);
    this.sliding = at;
    if (!this.frame) this.frame = requestAnimationFrame(() => this.slid());
  }

  /** The hot path: one value changed, all units scored and ranked again. */
  slid() {
    this.frame = 0;
    const { run, plan, sliding = 0 } = this;
    const { scenario } = run ?? {};
    let likely = null;
    const place = counted(plan, Boolean(this.whole)).indexOf(plan.changes[sliding]);
    if (run && scenario && place >= 0) {
      try {
        const spec = JSON.stringify(this.spec(plan));
        this.once(spec, () => {
          scenario.setValue(place, valueOf(plan.changes[sliding]));
          this.read(run);
        });
        run.spec = spec;
        this.behind = true;
        // Once there have been any: by all draws when the slider rests.
        likely = this.draws.within(scenario);
      } catch {
        // The whole of it once more, which says what is wrong.
        run.spec = "";
      }
    }
    this.changed(likely);
  }

  settleSoon() {
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.settle(), SETTLED);
  }

  /** What takes longer, or is said aloud. */
  settle() {
    const { run } = this;
    this.history?.rest();
    if (!this.model || !run) return;
    if (this.behind && !run.trouble) {
      this.behind = false;
      this.attempt(run, () => this.tell(run));
    }
    this.requestUpdate();
    this.estimate().then((whole) => {
      if (!whole) return;
      this.spoken = run.trouble ? "" : sentences(this).map(({ head, tail }) => head + tail).join("");
      this.requestUpdate();
    });
  }

  /** Likely ranks under the present plan, where the module that can is there. @returns {Promise<boolean>} whether nothing has come between */
  async estimate() {
    const { whole, run } = this;
    this.draws.halt();
    if (!whole || !run?.scenario || run.trouble || this.codes.length < 2) return true;
    const { scenario, spec } = run;
    const likely = await this.draws.all(whole, scenario, this.shownPeriod, this.seed, (work) => this.once(`${spec} likely`, work));
    if (likely !== undefined) this.likely = likely;
    return likely !== undefined;
  }

  body() {
    if (!this.model || !this.history || !this.run) return nothing;
    try {
      return this.once(`${JSON.stringify([this.state, this.open])} view`, () => this.content());
    } catch (error) {
      return problemView(explain(error), this.language, () => this.retry());
    }
  }

  /** The result of what is put together, or why there is none. */
  outcome() {
    const { words, run, runs, missing, lacking, language, plan } = this;
    const money = lacking || plan.changes.some(({ kind }) => kind === "money");
    const why = money && missing ? problemView(missing, language, () => this.retry()) : nothing;
    if (lacking) return html`${why}<p class="quiet" part="pending" role="status">${missing ? words.fundMissing : words.fundLoading}</p>`;
    const others = runs.map(({ trouble }, i) => (trouble && i !== this.state.at ? html`<p class="quiet" part="pending">${words.plan(i + 1)}${words.colon}${say(trouble.message, language)}</p>` : nothing));
    return html`${why} ${run?.trouble ? problemView(run.trouble, language) : html`${others} ${resultView(this)}`}`;
  }

  content() {
    const { words, lacking, runs, failed } = this;
    const none = lacking || runs.some(({ trouble }) => trouble);
    const flat = none || this.view === "table";
    return html`<h2 part="heading">${this.host?.words.whatIf}</h2>
      ${this.remarks.length ? html`<div class="problem" part="problem" role="status">${this.remarks.map((remark) => html`<p>${remark}</p>`)}</div>` : nothing}
      ${plansView(this)} ${changesView(this)} ${this.outcome()}
      <div class="actions files" part="actions">
        <button type="button" part="button" ?disabled=${none} @click=${() => saveTable(this)}>${words.csv}</button>
        <button type="button" part="button" ?disabled=${flat} title=${this.view === "table" ? words.chartFirst : ""} @click=${() => savePicture(this, "svg")}>SVG</button>
        <button type="button" part="button" ?disabled=${flat} title=${this.view === "table" ? words.chartFirst : ""} @click=${() => savePicture(this, "png")}>PNG</button>
        <button type="button" part="button" ?disabled=${lacking} @click=${() => share(this)}>${words.share}</button>
        <span role="status" class="copied"></span>
      </div>
      ${failed ? problemView(failed, this.language) : nothing}
      ${this.link ? html`<textarea part="link" readonly rows="3" aria-label=${words.link} .value=${this.link} @focus=${(/** @type {any} */ event) => event.target.select()}></textarea>
            ${this.link.length > LONGEST ? html`<p class="quiet">${words.longLink(this.link.length)}</p>` : nothing}` : nothing}
      <p class="said" role="status">${this.spoken}</p>`;
  }
}
