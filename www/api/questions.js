/** Questions to a model, the same in Node and in a page. Made of src/question.rs by examples/questions.rs; not to be edited. */
import { guarded } from "./error.js";
import { calculatorOf } from "./calculator-of.js";
import { jsonOf } from "./json.js";

/** @typedef {import("./model.js").Model} Model */

/** @param {Model} model @param {string} word @param {object | undefined} request */
const ask = (model, word, request) => guarded(() => calculatorOf(model, "ask").ask(word, jsonOf(request) ?? ""));

/**
 * Scores and ranks of units over the periods.
 * @param {Model} model
 * @param {import("./types.js").HistoryRequest} [request]
 * @returns {import("./types.js").History}
 */
export const history = (model, request) => ask(model, "history", request);

/**
 * The obstacle degrees of units, by indicator and dimension.
 * @param {Model} model
 * @param {import("./types.js").ObstaclesRequest} [request]
 * @returns {import("./types.js").Obstacles}
 */
export const obstacles = (model, request) => ask(model, "obstacles", request);

/**
 * The coupling coordination between the dimensions of units.
 * @param {Model} model
 * @param {import("./types.js").CouplingRequest} [request]
 * @returns {import("./types.js").CouplingAnswer}
 */
export const coupling = (model, request) => ask(model, "coupling", request);

/**
 * Disparity among units: coefficient of variation, Gini, Theil within and between groups, Dagum's decomposition.
 * @param {Model} model
 * @param {import("./types.js").DisparityRequest} [request]
 * @returns {import("./types.js").Disparity}
 */
export const disparity = (model, request) => ask(model, "disparity", request);

/**
 * Sigma convergence: coefficient of variation and standard deviation of logarithms over periods, with their trends.
 * @param {Model} model
 * @param {import("./types.js").SigmaRequest} [request]
 * @returns {import("./types.js").SigmaConvergence}
 */
export const sigmaConvergence = (model, request) => ask(model, "sigma_convergence", request);

/**
 * Beta convergence: the regression of average log growth on the initial level, absolute or conditional; speed and half-life.
 * @param {Model} model
 * @param {import("./types.js").BetaRequest} [request]
 * @returns {import("./types.js").BetaConvergence}
 */
export const betaConvergence = (model, request) => ask(model, "beta_convergence", request);
