/**
 * A what-if of one change: a figure, its change in per cent, and the ranking that follows. No DOM. `<innodex-scenario>` shows it.
 *
 * The hot path of the slider is `step`. What moved along is read when the slider rests (`readMoves`).
 */

import { scoreDigits } from "./format.js";

/** @typedef {import("../api/types.js").Figure} Figure */
/** @typedef {import("../api/types.js").RankRow} RankRow */
/** @typedef {import("../api/types.js").ScenarioInput} ScenarioInput */
/** @typedef {import("../api/browser.js").Model} Model */
/** @typedef {import("../api/browser.js").Scenario} Scenario */
/** @typedef {{ unit: string, indicator: string, period: string }} Place the figure that is changed */

/** The least and the largest change, in per cent. */
export const LEAST = -50;
export const MOST = 100;

export class ScenarioRun {
  constructor() {
    /** The change in per cent. */
    this.percent = 0;
    /** @type {Place} */
    this.place = { unit: "", indicator: "", period: "" };
    /** The figure that is changed, as it is published. @type {Figure | null} */
    this.figure = null;
    /** @type {Scenario | null} */
    this.scenario = null;
    /** @type {RankRow[]} */
    this.rows = [];
    /** @type {ReturnType<Scenario["moved"]>} */
    this.moves = [];
    /** @type {ReturnType<Scenario["notes"]>} */
    this.notes = [];
    /** The decimals with which all scores are shown. */
    this.digits = 1;
  }

  /** Whether there is a figure to change. */
  get changeable() {
    return this.figure?.value !== null;
  }

  /** @returns {ScenarioInput} */
  get spec() {
    if (!this.changeable) return { changes: [] };
    return { changes: [{ ...this.place, op: "multiply", value: this.value }] };
  }

  /** Changes another figure, or the same in another model, by the same per cent. @param {Model} model @param {Place} place */
  open(model, place) {
    this.place = place;
    this.figure = model.figure(place.indicator, place.unit, place.period);
    if (!this.changeable) this.percent = 0;
    if (this.scenario) this.scenario.update(this.spec);
    else this.scenario = model.scenario(this.spec);
    this.show(this.scenario.rank(place.period));
    this.readMoves();
  }

  /** Takes a new change in per cent, to be computed by `step`. @param {number} percent */
  move(percent) {
    this.percent = Math.min(MOST, Math.max(LEAST, percent));
  }

  /** The hot path, one call of the core: one value changed, all units scored and ranked again. @param {Scenario} scenario */
  step(scenario) {
    this.show(scenario.frame([[0, this.value]], this.place.period));
  }

  /** What the figure is multiplied by. */
  get value() {
    return 1 + this.percent / 100;
  }

  /** @param {RankRow[]} rows */
  show(rows) {
    this.rows = rows;
    this.digits = scoreDigits(this.rows.map(({ score }) => score));
  }

  /** Reads what moved along with the change, and what could not. */
  readMoves() {
    if (!this.scenario) return;
    this.moves = this.percent ? this.scenario.moved(this.place.period) : [];
    this.notes = this.scenario.notes(this.place.period);
  }

  /** Frees the scenario. The next `open` makes another. */
  release() {
    this.scenario?.dispose();
    this.scenario = null;
  }
}
