/** Weights that people agree on: judgements of pairs (AHP), or points. What is collected until it is used; no DOM. */

import { ahp, budgetWeights } from "../api/analysis.js";

/** @typedef {import("../api/model.js").Model} Model */
/** @typedef {"ahp" | "points"} Method */
/** One person's answers: of a pair how many times as important the first is, by "a b"; or points by id. @typedef {{ pairs: Record<string, number>, points: Record<string, number> }} Expert */
/** @typedef {{ group: string, method: Method, ids: string[], experts: Expert[] }} Judging */

/** Saaty's scale: from 9 times as important to a ninth. */
export const SCALE = [9, 7, 5, 3, 1, 1 / 3, 1 / 5, 1 / 7, 1 / 9];

/** The pairs of some ids, each once. @param {string[]} ids @returns {[string, string][]} */
export const pairsOf = (ids) => ids.flatMap((a, i) => ids.slice(i + 1).map((b) => /** @type {[string, string]} */ ([a, b])));

/** @param {string} a @param {string} b */
export const keyOf = (a, b) => JSON.stringify([a, b]);

/** Somebody without answers: all pairs alike, points as even as whole ones can be. @param {string[]} ids @returns {Expert} */
export const newExpert = (ids) => {
  const even = Math.floor(100 / ids.length);
  return { pairs: {}, points: Object.fromEntries(ids.map((id, at) => [id, at ? even : 100 - even * (ids.length - 1)])) };
};

/** @param {string} group @param {Method} method @param {string[]} ids @returns {Judging} */
export const newJudging = (group, method, ids) => ({ group, method, ids, experts: [newExpert(ids)] });

/** With something else said by one person. @param {Judging} judging @param {number} at @param {(expert: Expert) => Expert} change @returns {Judging} */
export const saidBy = (judging, at, change) => ({ ...judging, experts: judging.experts.map((expert, i) => (i === at ? change(expert) : expert)) });

/** The sum of a person's points. @param {Expert} expert @param {string[]} ids */
export const sumOf = ({ points }, ids) => ids.reduce((sum, id) => sum + (points[id] ?? 0), 0);

/** Whether every person's points are 100. @param {Judging} judging */
export const isWhole = ({ experts, ids }) => experts.every((expert) => Math.abs(sumOf(expert, ids) - 100) < 1e-9);

/**
 * What the answers come to, as the core says it: weights by id, consistency or spread.
 * @param {Model} model @param {Judging} judging @param {(at: number) => string} name of a person
 * @returns {{ weights: Record<string, number>, ratio: number | null, triple: string[], spread: Record<string, number | null> } | null} null while points are not 100
 */
export function resultOf(model, { group, method, ids, experts }, name) {
  const known = new Set(model.description.nodes.map(({ id }) => id));
  if (!ids.every((id) => known.has(id))) return null;
  if (method === "points") {
    if (!isWhole({ group, method, ids, experts })) return null;
    const found = budgetWeights(model, { node: group, experts: experts.map(({ points }, at) => ({ name: name(at), points: Object.fromEntries(ids.map((id) => [id, points[id] ?? 0])) })) });
    return { weights: found.weights, ratio: null, triple: [], spread: Object.fromEntries(found.rows.map(({ id, deviation }) => [id, deviation])) };
  }
  const asked = experts.map(({ pairs }, at) => ({ name: name(at), judgements: pairsOf(ids).map(([a, b]) => ({ a, b, value: pairs[keyOf(a, b)] ?? 1 })) }));
  const found = ahp(model, { node: group, experts: asked });
  const { consistency_ratio: ratio, triple } = found.joint;
  return { weights: found.weights, ratio: ratio ?? null, triple: triple ? namesIn(triple, ids) : [], spread: {} };
}

/** The ids that a contradiction names. @param {object} triple @param {string[]} ids */
const namesIn = (triple, ids) => [...new Set(Object.values(triple).flat().filter((each) => typeof each === "string" && ids.includes(each)))];
