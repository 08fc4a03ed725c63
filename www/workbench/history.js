/** The way back and forth: the one owner of what can be undone. No DOM, no wasm. */

/** How many steps can be undone. */
const MOST_STEPS = 200;

/** @template T @typedef {{ state: T, label: string }} Step a state, and what led to it */

/** @template T */
export class History {
  /** @param {T} first */
  constructor(first) {
    /** @type {Step<T>[]} */
    this.past = [];
    /** @type {Step<T>[]} */
    this.future = [];
    /** @type {Step<T>} */
    this.now = { state: first, label: "" };
    /** What the last step was about: several with one topic (a slider on its way) are undone together. */
    this.topic = "";
  }

  get state() {
    return this.now.state;
  }

  /** What would be undone, and done again; empty where there is nothing. */
  get labels() {
    return { undo: this.past.length ? this.now.label : "", redo: this.future[0]?.label ?? "" };
  }

  /** @param {T} state @param {string} label @param {string} [topic] */
  commit(state, label, topic = "") {
    if (state === this.state) return;
    if (!topic || topic !== this.topic) this.past = [...this.past, this.now].slice(-MOST_STEPS);
    this.topic = topic;
    this.future = [];
    this.now = { state, label };
  }

  /** The next change begins a new step, whatever its topic. */
  endStep() {
    this.topic = "";
  }

  /** @returns {boolean} whether there was anything to undo */
  undo() {
    const former = this.past.pop();
    this.endStep();
    if (!former) return false;
    this.future = [this.now, ...this.future];
    this.now = former;
    return true;
  }

  /** @returns {boolean} whether there was anything to do again */
  redo() {
    const next = this.future.shift();
    this.endStep();
    if (!next) return false;
    this.past = [...this.past, this.now];
    this.now = next;
    return true;
  }
}
