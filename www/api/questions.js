/** Questions to a model, the same in Node and in a page. Made of src/question.rs by examples/questions.rs; not to be edited. */
import { guarded } from "./error.js";
import { calculatorOf } from "./calculator-of.js";
import { jsonOf } from "./json.js";

/** @typedef {import("./model.js").Model} Model */

/**
 * The answer to any question, by its name.
 * @param {Model} model @param {string} word @param {object | string} [request]
 * @returns {any}
 */
export const ask = (model, word, request) => guarded(() => calculatorOf(model, "ask").ask(word, jsonOf(request) ?? ""));

/**
 * Scores and ranks of units over the periods, with their changes where two periods have the same indicators.
 * @param {Model} model
 * @param {import("./types.js").HistoryRequest} [request]
 * @returns {import("./types.js").History}
 */
export const history = (model, request) => ask(model, "history", request);

/**
 * Whether changes of rank between two periods are robust: the share of draws, common to both, in which a unit rose or fell.
 * @param {Model} model
 * @param {import("./types.js").ChangesRequest} [request]
 * @returns {import("./types.js").Changes}
 */
export const changes = (model, request) => ask(model, "changes", request);

/**
 * Ranks within a group, with the group's means and medians.
 * @param {Model} model
 * @param {import("./types.js").WithinRequest} request
 * @returns {import("./types.js").Within}
 */
export const within = (model, request) => ask(model, "within", request);

/**
 * A unit beside its group in every indicator, with strengths and weaknesses.
 * @param {Model} model
 * @param {import("./types.js").ProfileRequest} request
 * @returns {import("./types.js").Profile}
 */
export const profile = (model, request) => ask(model, "profile", request);

/**
 * The units most alike a given one, with their distances.
 * @param {Model} model
 * @param {import("./types.js").AlikeRequest} request
 * @returns {import("./types.js").Alike}
 */
export const alike = (model, request) => ask(model, "alike", request);

/**
 * Three tiers of units beside a reference.
 * @param {Model} model
 * @param {import("./types.js").TiersRequest} [request]
 * @returns {import("./types.js").Tiers}
 */
export const tiers = (model, request) => ask(model, "tiers", request);

/**
 * Weights of a node's children by pairwise judgements (AHP), with their consistency.
 * @param {Model} model
 * @param {import("./types.js").AhpRequest} [request]
 * @returns {import("./types.js").Ahp}
 */
export const ahp = (model, request) => ask(model, "ahp", request);

/**
 * Weights of a node's children by budget allocation: 100 points by each expert, with their spread.
 * @param {Model} model
 * @param {import("./types.js").BudgetRequest} request
 * @returns {import("./types.js").BudgetWeights}
 */
export const budgetWeights = (model, request) => ask(model, "budget_weights", request);

/**
 * The named weights (presets) that travel with a framework.
 * @param {Model} model
 * @param {import("./types.js").PresetsRequest} [request]
 * @returns {import("./types.js").PresetsAnswer}
 */
export const presets = (model, request) => ask(model, "presets", request);

/**
 * The framework with other weights: those of a preset, or by the id of a node.
 * @param {Model} model
 * @param {import("./types.js").WithWeightsRequest} [request]
 * @returns {import("./types.js").WithWeights}
 */
export const withWeights = (model, request) => ask(model, "with_weights", request);

/**
 * Ranks under all possible weights (SMAA): acceptabilities, central weights, confidence; also under a stated order of weights.
 * @param {Model} model
 * @param {import("./types.js").SmaaRequest} [request]
 * @returns {import("./types.js").SmaaAnswer}
 */
export const smaa = (model, request) => ask(model, "smaa", request);

/**
 * The ranks by every combination of chosen normalisations, aggregations and other methods, as one table.
 * @param {Model} model
 * @param {import("./types.js").CombinationsRequest} [request]
 * @returns {import("./types.js").CombinationsAnswer}
 */
export const combinations = (model, request) => ask(model, "combinations", request);

/**
 * Rank reversals: the pairs of units that change their order when another unit is left out.
 * @param {Model} model
 * @param {import("./types.js").ReversalsRequest} [request]
 * @returns {import("./types.js").Reversals}
 */
export const reversals = (model, request) => ask(model, "reversals", request);

/**
 * Best and worst possible rank of units with missing figures, each taken as the best and as the worst of the others.
 * @param {Model} model
 * @param {import("./types.js").BoundsRequest} [request]
 * @returns {import("./types.js").BoundsAnswer}
 */
export const bounds = (model, request) => ask(model, "bounds", request);

/**
 * Every draw with its methods, weights and ranks, to be exported as CSV.
 * @param {Model} model
 * @param {import("./types.js").DrawsRequest} [request]
 * @returns {import("./types.js").DrawTable}
 */
export const draws = (model, request) => ask(model, "draws", request);

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

/**
 * Bonuses, deductions and vetoes of units by rule, with scores and ranks with and without them.
 * @param {Model} model
 * @param {import("./types.js").PointsRequest} [request]
 * @returns {import("./types.js").PointsAnswer}
 */
export const points = (model, request) => ask(model, "points", request);
