/** Which module a framework needs, seen before anything is loaded. */

/**
 * Whether all that a value says is among the words. A `base` may say any period.
 * @param {unknown} value @param {string[]} words
 * @returns {boolean}
 */
function within(value, words) {
  if (typeof value === "string") return words.includes(value);
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([name, each]) => words.includes(name) && (name === "base" || within(each, words)));
}

/** @param {any} step */
function isFirst({ step, overrides = {}, ...rest }) {
  const words = FIRST[step];
  return words !== undefined && [rest, ...Object.values(overrides ?? {})].every((each) => within(each, words));
}

/** A weight that is left out beside others is for the fuller module to refuse. @param {any} node @returns {boolean} */
const plain = ({ aggregate = null, children }) =>
  (aggregate === null || FIRST.aggregate.includes(aggregate)) &&
  (children ?? []).every((/** @type {any} */ child) => plain(child) && !child.weight === !children[0].weight);

/**
 * Whether the methods of a first ranking are enough for a framework. Of what is no framework the fuller module says what is wrong.
 * @param {string} json
 */
export function isFirstRanking(json) {
  try {
    const { steps, tree, reference, presets, points, classes } = JSON.parse(json);
    return !(reference || presets || points || classes) && steps.every(isFirst) && plain(tree);
  } catch {
    return false;
  }
}
