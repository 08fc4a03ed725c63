/** Weights that people agree on: judgements of pairs (AHP), or points. What is collected until it is used; no DOM. */

/** @typedef {"ahp" | "points"} Method */
/** One person's answers: of a pair how many times as important the first is, by "a b"; or points by id. @typedef {{ pairs: Record<string, number>, points: Record<string, number> }} Expert */
/** @typedef {{ group: string, method: Method, ids: string[], experts: Expert[] }} Judging */
/** What the answers come to. @typedef {{ weights: Record<string, number>, ratio: number | null, triple: string[], spread: Record<string, number | null> }} Outcome */

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
 * @param {Judging} judging @param {(at: number) => string} name of a person @param {(word: "ahp" | "budgetWeights", request: object) => Promise<any>} ask the core
 * @returns {Promise<Outcome | null>} null while points are not 100
 */
export async function resultOf({ group, method, ids, experts }, name, ask) {
  if (method === "points") {
    if (!isWhole({ group, method, ids, experts })) return null;
    const found = await ask("budgetWeights", { node: group, experts: experts.map(({ points }, at) => ({ name: name(at), points: Object.fromEntries(ids.map((id) => [id, points[id] ?? 0])) })) });
    return found && { weights: found.weights, ratio: null, triple: [], spread: Object.fromEntries(found.rows.map((/** @type {any} */ { id, deviation }) => [id, deviation])) };
  }
  const asked = experts.map(({ pairs }, at) => ({ name: name(at), judgements: pairsOf(ids).map(([a, b]) => ({ a, b, value: pairs[keyOf(a, b)] ?? 1 })) }));
  const found = await ask("ahp", { node: group, experts: asked });
  if (!found) return null;
  const { consistency_ratio: ratio, triple } = found.joint;
  return { weights: found.weights, ratio: ratio ?? null, triple: triple ? [triple.a, triple.b, triple.c] : [], spread: {} };
}

/** What a project keeps of judgements: the request by which the core is asked. @param {Judging} judging @returns {import("../project/types.js").ProjectJudgement} */
export const keptOf = ({ group, method, ids, experts }) => ({
  node: group,
  method,
  experts: experts.map((expert) => (method === "points" ? { points: expert.points } : { judgements: pairsOf(ids).map(([a, b]) => ({ a, b, value: expert.pairs[keyOf(a, b)] ?? 1 })) })),
});

/**
 * Judgements as a project kept them; nothing where the group has other children now.
 * @param {import("../project/types.js").ProjectJudgement | undefined} kept @param {string[]} ids
 * @returns {Judging | null}
 */
export function restored(kept, ids) {
  if (!kept) return null;
  const experts = /** @type {any[]} */ (kept.experts).map(({ points = {}, judgements = [] }) => ({
    points: kept.method === "points" ? points : newExpert(ids).points,
    pairs: Object.fromEntries(judgements.map((/** @type {any} */ { a, b, value }) => [keyOf(a, b), value])),
  }));
  const known = (/** @type {string[]} */ named) => named.length === ids.length && named.every((id) => ids.includes(id));
  const fits = experts.every(({ points, pairs }) => (kept.method === "points" ? known(Object.keys(points)) : known([...new Set(Object.keys(pairs).flatMap((key) => JSON.parse(key)))])));
  return fits && experts.length ? { group: kept.node, method: kept.method, ids, experts } : null;
}
