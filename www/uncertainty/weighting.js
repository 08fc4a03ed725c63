/** The weights of one source: the one place that holds them. No DOM. */

/** @typedef {Record<string, number>} Weights by the id of a node, relative within a group; the framework's of all nodes that are not named */

/** For how many milliseconds nobody must have moved a weight before it counts as resting. */
export const REST = 120;

/**
 * An analysis, as far as a weighting knows it.
 * @typedef {object} Drawer
 * @property {() => void} reweigh the weights are new
 * @property {() => void} notify the weights rest
 */

/** Weights that a reader or a page has set. Elements set them through an analysis; every analysis of the source draws with them. */
export class Weighting {
  constructor() {
    /** @type {Weights} */
    this.weights = {};
    /** @type {Set<Drawer>} */
    this.drawers = new Set();
    /** How many elements can set weights. */
    this.editors = 0;
    /** The timer of the weight that moves; 0 while all rest. @type {any} */
    this.rest = 0;
  }

  /** Whether a weight was moved within the last moment. */
  get moving() {
    return this.rest !== 0;
  }

  /**
   * Sets the weights for every analysis of the source. Their notifications are delayed until the weights rest: a frame is for the
   * slider.
   * @param {Weights} weights
   * @param {Drawer} [mover] an analysis that draws with them already
   */
  set(weights, mover) {
    this.weights = weights;
    for (const drawer of this.drawers) if (drawer !== mover) drawer.reweigh();
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.settle(), REST);
  }

  settle() {
    this.rest = 0;
    for (const drawer of [...this.drawers]) drawer.notify();
  }

  /** Goes back to the framework's own weights. */
  reset() {
    if (Object.keys(this.weights).length) this.set({});
  }

  /** Drops the weights without notifying anybody: the instance that drew with them has ended. */
  drop() {
    this.weights = {};
  }

  /**
   * Counts an element that can set weights. Once the last has gone, nobody could take the weights back: they are reset.
   * @returns {() => void} the element has gone
   */
  edit() {
    let here = true;
    this.editors++;
    return () => {
      // An element that is only moved comes back at once.
      if (here) setTimeout(() => --this.editors || this.reset());
      here = false;
    };
  }
}
