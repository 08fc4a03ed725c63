/** Questions to a model, the same in Node and in a page. Made of src/question.rs by examples/questions.rs; not to be edited. */
import { guarded } from "./error.js";
import { calculatorOf } from "./calculator-of.js";
import { jsonOf } from "./json.js";

/** @typedef {import("./model.js").Model} Model */

/** @param {Model} model @param {string} word @param {object | undefined} request */
const ask = (model, word, request) => guarded(() => calculatorOf(model, "ask").ask(word, jsonOf(request) ?? ""));

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
 * @param {import("./types.js").ChangesRequest} request
 * @returns {import("./types.js").Changes}
 */
export const changes = (model, request) => ask(model, "changes", request);
