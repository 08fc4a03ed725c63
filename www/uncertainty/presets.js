/** The named weights of a framework, for the sliders of weights. No DOM. */

import { ask } from "../api/questions.js";
import { WeightTree } from "./weight-tree.js";

/** @typedef {import("../api/browser.js").Model} Model */
/** @typedef {import("../api/types.js").PresetWeights} PresetWeights */
/** @typedef {import("./weighting.js").Weights} Weights */

/** Shares are the same to so much. */
const EQUAL = 1e-9;

export class Presets {
  constructor() {
    /** @type {Model | null} */
    this.model = null;
    /** @type {PresetWeights[]} */
    this.all = [];
  }

  /** The presets of a model; they are asked for once, and of a model that can be asked. @param {Model} model */
  of(model) {
    if (this.model !== model) {
      this.all = model.module === "analysis" ? ask(model, "presets").presets : [];
      this.model = model;
    }
    return this.all;
  }

  /** The weights of a preset, as sliders set them; none where there is no such preset. @param {string} id @returns {Weights | undefined} */
  weights(id) {
    const preset = this.all.find((each) => each.id === id);
    return preset && this.model ? new WeightTree(this.model.description.nodes, preset.weights).complete : undefined;
  }

  /**
   * The weights of a preset that a page or a link names, "" for the framework's own.
   * @param {string} id
   * @returns {Weights}
   * @throws as the question `presets`, where there is no such preset
   */
  named(id) {
    if (!id) return {};
    const weights = this.weights(id);
    if (!weights && this.model) ask(this.model, "presets", { preset: id });
    return weights ?? {};
  }

  /** Which preset weights are: its id, "" for the framework's own, null for others. @param {WeightTree} tree @returns {string | null} */
  chosen({ nodes, shares }) {
    /** @param {Weights} weights */
    const same = (weights) => new WeightTree(nodes, weights).shares.every((share, node) => Math.abs(share - shares[node]) < EQUAL);
    return same({}) ? "" : (this.all.find(({ weights }) => same(weights))?.id ?? null);
  }
}
