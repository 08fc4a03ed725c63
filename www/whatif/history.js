/**
 * The owner of everything that a reader puts together: up to three plans, the change whose controls are open, the way back and
 * forth, the seed of the draws, the link last opened and the link made. Elements send changes to it and read from it. Goals and
 * allocations send a proposal. No DOM, no wasm.
 *
 * Each changed plan gets a new revision. A result keeps the revision of its plan and is out of date when the two differ.
 */

import { decode, encode, partOf, withPart } from "./link.js";
import { changesSomething, MOST_PLANS, planOf, withChange, withoutUnknown, withPlan } from "./plan.js";

/** @typedef {import("./plan.js").Change} Change */
/** @typedef {import("./plan.js").Plan} Plan */
/** @typedef {import("./plan.js").State} State */
/** @typedef {"plans" | "value"} Changed `value`: only the value of one change, by a slider on its way */

/** How many steps can be undone. */
const MOST_STEPS = 100;

/** By which random numbers likely ranks are found, unless a link says otherwise. */
const SEED = 1;

export class History {
  /** @param {State} first @param {(changed: Changed) => void} [notify] called after each change that a reader makes */
  constructor(first, notify = () => {}) {
    this.notify = notify;
    this.revisions = 0;
    this.now = this.stamped(first);
    /** @type {State[]} */
    this.past = [];
    /** @type {State[]} */
    this.future = [];
    /** What the last step was about. */
    this.topic = "";
    /** The number of the change whose controls are open. */
    this.open = 0;
    /** The number of the change whose slider moved last. */
    this.sliding = 0;
    this.seed = SEED;
    /** The text of the link that was opened last. */
    this.lastAppliedLink = "";
    /** The link to what is shown; empty until one is asked for, and after each change. */
    this.link = "";
  }

  /** The plan that is being changed. @returns {Plan} */
  get plan() {
    return this.now.plans[this.now.at];
  }

  /** Gives a revision to each plan that has none. @param {State} state @returns {State} */
  stamped(state) {
    return { ...state, plans: state.plans.map((plan) => (plan.revision ? plan : { ...plan, revision: ++this.revisions })) };
  }

  /**
   * Takes a new state without notifying anybody. Several with the same topic (a slider on its way) are undone in one step.
   * @param {State} state @param {string} [topic]
   */
  commit(state, topic = "") {
    if (!topic || topic !== this.topic) this.past = [...this.past, this.now].slice(-MOST_STEPS);
    this.topic = topic;
    this.future = [];
    this.take(this.stamped(state));
  }

  /** @param {State} state */
  take(state) {
    this.now = state;
    this.link = "";
    this.open = Math.max(0, Math.min(this.open, this.plan.changes.length - 1));
  }

  /** Begins a new step with the next change, whatever its topic. */
  endStep() {
    this.topic = "";
  }

  undo() {
    const former = this.past.pop();
    if (former) {
      this.future = [this.now, ...this.future];
      this.take(former);
    }
    this.endStep();
    this.notify("plans");
  }

  redo() {
    const next = this.future.shift();
    if (next) {
      this.past.push(this.now);
      this.take(next);
    }
    this.endStep();
    this.notify("plans");
  }

  /** A reader's change. @param {State} state */
  send(state) {
    this.commit(state);
    this.notify("plans");
  }

  /** @param {number} at @param {Partial<Change>} change */
  setChange(at, change) {
    this.send(withChange(this.now, at, change));
  }

  /** @param {Partial<Plan>} plan */
  setPlan(plan) {
    this.send(withPlan(this.now, plan));
  }

  /** A new value of a change while its slider moves. @param {number} at @param {number} value */
  slide(at, value) {
    if (!Number.isFinite(value)) return;
    this.commit(withChange(this.now, at, { value }), `${this.now.at} ${at}`);
    this.sliding = at;
    this.notify("value");
  }

  /** Adds a change and opens its controls. @param {Change} change */
  addChange(change) {
    const { changes } = this.plan;
    this.open = changes.length;
    this.setPlan({ changes: [...changes, change] });
  }

  /** @param {number} at */
  removeChange(at) {
    this.setPlan({ changes: this.plan.changes.filter((_, i) => i !== at) });
  }

  /** Shows the controls of a change. @param {number} at */
  openChange(at) {
    this.open = at;
  }

  /** Shows another plan. @param {number} at */
  openPlan(at) {
    this.send({ ...this.now, at });
  }

  /** Adds a copy of the present plan. */
  copyPlan() {
    const { plans } = this.now;
    this.send({ plans: [...plans, this.plan], at: plans.length });
  }

  /** Removes the present plan. */
  removePlan() {
    const { plans, at } = this.now;
    this.send({ plans: plans.filter((_, i) => i !== at), at: Math.max(0, at - 1) });
  }

  /** Sets every value of the present plan to zero. */
  clear() {
    this.setPlan({ changes: this.plan.changes.map((change) => ({ ...change, value: 0 })) });
  }

  /**
   * Takes what a goal or an allocation found: as a further plan, or in place of the present one where that changes nothing or where
   * there is no room.
   * @param {any} spec a scenario as it is written
   */
  propose(spec) {
    const { plans } = this.now;
    const plan = planOf(spec);
    this.open = 0;
    if (!changesSomething(this.plan) || plans.length === MOST_PLANS) this.setPlan(plan);
    else this.send({ plans: [...plans, plan], at: plans.length });
  }

  /**
   * Drops the changes of what a panel does not have. It is no change of the reader: nobody is notified.
   * @param {Parameters<typeof withoutUnknown>[1]} panel
   * @returns {string[]} what was dropped
   */
  dropUnknownChanges(panel) {
    const { state, unknown } = withoutUnknown(this.now, panel);
    if (unknown.length) this.commit(state);
    return unknown;
  }

  /**
   * Opens what an address carries after `#`, each text once. It is no change of the reader: nobody is notified.
   * @param {string} hash @param {string} name the name of its part
   * @returns {import("./link.js").Shared | "damaged" | "newer" | null} null where there is nothing new
   */
  applyLink(hash, name) {
    const text = partOf(hash, name);
    if (!text || text === this.lastAppliedLink) return null;
    this.lastAppliedLink = text;
    const shared = decode(text);
    if (typeof shared === "string") return shared;
    this.seed = shared.seed;
    this.open = 0;
    this.commit(shared.state);
    return shared;
  }

  /**
   * What a link carries of the plans.
   * @param {Omit<import("./link.js").Shared, "seed" | "state">} made what it was made on
   * @returns {string} empty where no link holds it
   */
  linkText(made) {
    const text = encode({ ...made, seed: this.seed, state: this.now });
    return typeof decode(text) === "string" ? "" : text;
  }

  /**
   * Makes the link to what is shown.
   * @param {string} address of the page @param {string} name @param {Omit<import("./link.js").Shared, "seed" | "state">} made what it was made on
   * @returns {boolean} whether it could be: no link has more than `decode` reads
   */
  makeLink(address, name, made) {
    const text = this.linkText(made);
    if (!text) return false;
    const url = new URL(address);
    url.hash = withPart(url.hash, name, text);
    this.link = url.href;
    return true;
  }
}
