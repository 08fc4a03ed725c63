/** Where one unit passes others along the share of each node, found when it is asked for. No DOM. */

/** @typedef {import("../api/robustness.js").Robustness} Robustness */
/** @typedef {import("../api/types.js").Crossings["events"][number]} Crossing codes: upwards from the share `above` is above `below` */
/** @typedef {{ events: Crossing[], low: number, high: number }} Marks of one node; between low and high the unit keeps its rank */

export class Crossings {
  /** @param {string} unit code @param {number} generation of the weights they are found with */
  constructor(unit, generation) {
    this.unit = unit;
    this.generation = generation;
    /** By the id of a node. @type {Map<string, Marks | null>} */
    this.found = new Map();
  }

  /**
   * @param {Robustness} robustness @param {string} node id
   * @returns {Marks | null} null where scores are no such function of a weight, or the node is alone in its group
   */
  of(robustness, node) {
    let marks = this.found.get(node);
    if (marks === undefined) {
      try {
        const { events, ranges } = robustness.crossings(node, { unit: this.unit });
        marks = { events, low: ranges[0]?.low ?? 0, high: ranges[0]?.high ?? 1 };
      } catch {
        marks = null;
      }
      this.found.set(node, marks);
    }
    return marks;
  }

  /** Whether there is a mark on any node that was asked for. */
  get some() {
    return [...this.found.values()].some((marks) => marks?.events.length);
  }
}
