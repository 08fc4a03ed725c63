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
 * Scores and ranks of units over the periods.
 * @param {Model} model
 * @param {import("./types.js").HistoryRequest} [request]
 * @returns {import("./types.js").History}
 */
export const history = (model, request) => ask(model, "history", request);

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
