/**
 * What is calculated for the workbench, on whatever thread: the data as the core reads them, a framework's ranking and weights, the
 * audit, and single questions. A page has it in a worker (worker.js), Node has it as it is.
 */

import { ahp, audit, budgetWeights, presets, report, steps } from "../api/analysis.js";

/** @typedef {import("../api/model.js").Model} Model */
/** @typedef {import("../api/types.js").Framework} Framework */
/** @typedef {import("../api/types.js").LoadOptions} LoadOptions */
/** Data, with what is known of the columns and of single figures. @typedef {Pick<LoadOptions, "data" | "indicators" | "cells">} Given */
/** A row of the live ranking. @typedef {{ code: string, unit: import("../api/types.js").Text, rank: number | null, score: number | null }} Row */
/** @typedef {{ what: string, ms: number }} Piece a piece of work, and how long it took */
/** @typedef {{ period: string, periods: string[], nodes: import("../api/types.js").NodeInfo[], rows: Row[], weights: import("../api/types.js").NodeWeight[], pieces: Piece[] }} Calculated */

/** Questions that are answered as they are asked. */
const QUESTIONS = { ahp, budgetWeights, presets };

export class Engine {
  /** @param {(options: LoadOptions) => Promise<Model>} load */
  constructor(load) {
    this.load = load;
    /** @type {Given} */
    this.given = {};
    /** @type {Model | null} */
    this.model = null;
    this.period = "";
  }

  /** Takes data, and says what the core reads in them. @param {Given} given @param {Framework | string} framework by which they are read */
  async survey(given, framework) {
    this.given = given;
    const model = await this.load({ ...given, framework, methods: true });
    const { description } = model;
    model.dispose();
    return description;
  }

  /**
   * The ranking and the weights of a framework.
   * @param {Framework} framework @param {string | undefined} wanted the period; the newest complete one where the data have no such
   * @returns {Promise<Calculated>}
   */
  async calculate(framework, wanted) {
    const from = performance.now();
    const model = await this.load({ ...this.given, framework, methods: true });
    this.model?.dispose();
    this.model = model;
    const loaded = performance.now();
    const { periods, newest_complete: newest, nodes } = model.description;
    this.period = wanted && periods.includes(wanted) ? wanted : newest || periods[periods.length - 1];
    const rows = model.rank(this.period).map(({ code, unit, rank, score }) => ({ code, unit, rank, score }));
    const { weights } = report(model, this.period);
    const pieces = [{ what: "load", ms: loaded - from }, { what: "rank", ms: performance.now() - loaded }];
    return { period: this.period, periods, nodes, rows, weights, pieces };
  }

  /** The findings of the audit. */
  audit() {
    return this.model ? audit(this.model, this.period).remarks : [];
  }

  /** Whether every figure of an indicator is above zero, in the period shown: then it has a logarithm. @param {string} id */
  isPositive(id) {
    if (!this.model) return false;
    const before = steps(this.model, this.period).filter(({ step }) => step === "raw" || step === "denominate" || step === "impute");
    const values = before[before.length - 1]?.values[id] ?? [];
    return values.every((value) => value === null || value > 0);
  }

  /** @param {keyof typeof QUESTIONS} word @param {any} request */
  ask(word, request) {
    return this.model ? QUESTIONS[word](this.model, request) : null;
  }
}
