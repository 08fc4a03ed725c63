/** The weights of a framework as shares: of every node in its group, and in the whole index. No DOM. */

import { sharesOf, withShare } from "./shares.js";

/** @typedef {import("../api/types.js").NodeInfo} NodeInfo */
/** @typedef {import("./weighting.js").Weights} Weights */

export class WeightTree {
  /** @param {NodeInfo[]} nodes @param {Weights} weights those that are other than the framework's */
  constructor(nodes, weights) {
    this.nodes = nodes;
    this.weights = weights;
    /** The children of every node. @type {number[][]} */
    this.groups = nodes.map(() => []);
    nodes.forEach(({ parent }, node) => parent !== null && this.groups[parent].push(node));
    /** The share of every node in its group. */
    this.shares = nodes.map(() => 1);
    for (const group of this.groups) {
      const own = sharesOf(group.map((child) => weights[nodes[child].id] ?? nodes[child].weight));
      group.forEach((child, i) => (this.shares[child] = own[i]));
    }
  }

  /** The share of a node in the whole index. @param {number} node @returns {number} */
  inIndex(node) {
    const { parent } = this.nodes[node];
    return parent === null ? 1 : this.shares[node] * this.inIndex(parent);
  }

  /** Whether a weight of a group is set. @param {number[]} group */
  isSet(group) {
    return group.some((child) => this.nodes[child].id in this.weights);
  }

  /** The weights, with those of every node of a group of which some are set: what a framework writes as 1 may be a quarter. @returns {Weights} */
  get complete() {
    const set = this.groups.filter((group) => this.isSet(group)).flat();
    return { ...this.weights, ...Object.fromEntries(set.map((child) => [this.nodes[child].id, this.shares[child]])) };
  }

  /** The weights where a node has another share of its group. @param {number} node @param {number} share from 0 to 1 @returns {Weights} */
  withShare(node, share) {
    const { nodes, shares } = this;
    const group = this.groups[/** @type {number} */ (nodes[node].parent)];
    const usual = group.map((child) => nodes[child].weight);
    const moved = withShare(group.map((child) => shares[child]), group.indexOf(node), share, usual);
    return { ...this.weights, ...Object.fromEntries(group.map((child, i) => [nodes[child].id, moved[i]])) };
  }
}
