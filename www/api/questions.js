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
