/** Whether changes of rank are more than the choice of weights and methods: pairs of periods, the newest first, one between two frames. No DOM. */

/** @typedef {import("../api/types.js").Changes} Changes */
/** @typedef {import("../api/types.js").ChangesRow} ChangesRow */
/** @typedef {{ since: string, period: string }} Pair */

export class RobustChanges {
  /**
   * @param {{ ask: (pair: Pair) => Changes, notify: () => void, fail: (error: unknown) => void }} owner
   * @param {(work: () => void) => any} [later] does something when the browser has time
   */
  constructor(owner, later = (work) => setTimeout(work)) {
    this.owner = owner;
    this.later = later;
    this.turn = 0;
    /** By the later period. @type {Map<string, Changes>} */
    this.found = new Map();
  }

  /** Forgets everything; what is still to be asked is not. */
  stop() {
    this.turn++;
    this.found = new Map();
  }

  /** Asks for one pair after the other, the last of the list first. @param {Pair[]} pairs */
  start(pairs) {
    this.stop();
    const { turn } = this;
    const left = [...pairs];
    const next = () => {
      const pair = left.pop();
      if (turn !== this.turn || !pair) return;
      try {
        this.found.set(pair.period, this.owner.ask(pair));
      } catch (error) {
        this.stop();
        return this.owner.fail(error);
      }
      this.owner.notify();
      this.later(next);
    };
    this.later(next);
  }

  /** What the draws say of a unit's change in a period, against the one before. @param {string} code @param {string} period @returns {ChangesRow | undefined} */
  of(code, period) {
    return this.found.get(period)?.rows.find((row) => row.code === code);
  }

  /** Whether a rank changed and fewer than nine in ten draws agree. @param {string} code @param {string} period */
  loose(code, period) {
    const row = this.of(code, period);
    return Boolean(row?.rank_change) && row?.firm === false;
  }
}

/**
 * A share of draws in per cent: a decimal more where rounding would reach nine in ten, or all, which they do not.
 * @param {number} share
 * @returns {{ value: number, digits: number }}
 */
export function percentOf(share) {
  const value = 100 * share;
  const near = (share < 0.9 && value >= 89.5) || (share < 1 && value >= 99.5);
  return near ? { value: Math.floor(10 * value + 1e-9) / 10, digits: 1 } : { value, digits: 0 };
}
