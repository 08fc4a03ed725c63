/** Changes of a framework's tree. Each function takes a tree and gives another; nothing is changed in place. */

/** @typedef {import("../api/types.js").NodeSpec} NodeSpec */

/** Whether a node is a group: an indicator has no children, and a group may have none yet. @param {NodeSpec} node */
export const isGroup = (node) => Array.isArray(node.children);

/** @param {NodeSpec} node @returns {NodeSpec[]} */
const childrenOf = (node) => node.children ?? [];

/**
 * Every node with its depth, parents before children.
 * @param {NodeSpec} tree
 * @returns {{ node: NodeSpec, depth: number, parent: NodeSpec | null }[]}
 */
export function walk(tree) {
  /** @type {{ node: NodeSpec, depth: number, parent: NodeSpec | null }[]} */
  const found = [];
  const visit = (/** @type {NodeSpec} */ node, /** @type {number} */ depth, /** @type {NodeSpec | null} */ parent) => {
    found.push({ node, depth, parent });
    for (const child of childrenOf(node)) visit(child, depth + 1, node);
  };
  visit(tree, 0, null);
  return found;
}

/** @param {NodeSpec} tree @param {string} id @returns {NodeSpec | null} */
export const find = (tree, id) => walk(tree).find(({ node }) => node.id === id)?.node ?? null;

/** @param {NodeSpec} tree @param {string} id @returns {NodeSpec | null} null of the root too */
export const parentOf = (tree, id) => walk(tree).find(({ node }) => node.id === id)?.parent ?? null;

/** The ids of the indicators below a node. @param {NodeSpec} node @returns {string[]} */
export const leavesOf = (node) => walk(node).filter((each) => !isGroup(each.node)).map((each) => each.node.id);

/**
 * A tree with one node changed.
 * @param {NodeSpec} tree @param {string} id @param {(node: NodeSpec) => NodeSpec} change
 * @returns {NodeSpec}
 */
export function changed(tree, id, change) {
  if (tree.id === id) return change(tree);
  if (!isGroup(tree)) return tree;
  const children = childrenOf(tree).map((child) => changed(child, id, change));
  return children.every((child, at) => child === childrenOf(tree)[at]) ? tree : { ...tree, children };
}

/** A node without a weight of its own. @param {NodeSpec} node @returns {NodeSpec} */
const unweighted = ({ weight: _, ...node }) => node;

/** Whether the children of a group state their weights. @param {NodeSpec} group */
export const isWeighted = (group) => childrenOf(group).some(({ weight }) => weight !== undefined && weight !== null);

/**
 * The children of a group where one joins: it weighs as much as the others do on average, or nothing is said of weights.
 * @param {NodeSpec} group @param {NodeSpec} node @param {number} at
 * @returns {NodeSpec[]}
 */
function joined(group, node, at) {
  const others = childrenOf(group);
  const weighted = isWeighted(group);
  const mean = others.reduce((sum, { weight }) => sum + (weight ?? 1), 0) / Math.max(1, others.length);
  const one = weighted ? { ...unweighted(node), weight: mean || 1 } : unweighted(node);
  return [...others.slice(0, at), one, ...others.slice(at)];
}

/**
 * A tree with one node more.
 * @param {NodeSpec} tree @param {string} parent @param {NodeSpec} node @param {number} [at] at the end where left out
 */
export const inserted = (tree, parent, node, at) => changed(tree, parent, (group) => ({ ...group, children: joined(group, node, at ?? childrenOf(group).length) }));

/** A tree without a node and what is below it. @param {NodeSpec} tree @param {string} id @returns {NodeSpec} */
export function removed(tree, id) {
  const parent = parentOf(tree, id);
  if (!parent) return tree;
  return changed(tree, parent.id, (group) => ({ ...group, children: childrenOf(group).filter((child) => child.id !== id) }));
}

/**
 * A tree with a node in another group, or at another place of its own. A group is not moved into itself.
 * @param {NodeSpec} tree @param {string} id @param {string} to @param {number} [at] its place there; at the end where left out
 */
export function moved(tree, id, to, at) {
  const node = find(tree, id);
  const parent = parentOf(tree, id);
  const target = find(tree, to);
  if (!node || !parent || !target || !isGroup(target) || find(node, to)) return tree;
  if (parent.id !== to) return inserted(removed(tree, id), to, node, at);
  const others = childrenOf(parent).filter((child) => child.id !== id);
  const place = at ?? others.length;
  return changed(tree, to, (group) => ({ ...group, children: [...others.slice(0, place), node, ...others.slice(place)] }));
}

/** A tree with a node one place up or down among its siblings. @param {NodeSpec} tree @param {string} id @param {-1 | 1} by */
export function shifted(tree, id, by) {
  const parent = parentOf(tree, id);
  if (!parent) return tree;
  const at = childrenOf(parent).findIndex((child) => child.id === id) + by;
  return at < 0 || at >= childrenOf(parent).length ? tree : moved(tree, id, parent.id, at);
}

/** The share of each child of a group in its weight, by id. @param {NodeSpec} group @returns {Record<string, number>} */
export function sharesOf(group) {
  const weights = childrenOf(group).map(({ weight }) => weight ?? 1);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return Object.fromEntries(childrenOf(group).map(({ id }, at) => [id, sum > 0 ? weights[at] / sum : 0]));
}

/** A tree with the weights of a group's children. @param {NodeSpec} tree @param {string} group @param {Record<string, number>} weights by id */
export const weighted = (tree, group, weights) =>
  changed(tree, group, (node) => ({ ...node, children: childrenOf(node).map((child) => ({ ...child, weight: weights[child.id] ?? child.weight ?? 1 })) }));

/** A tree of which the children of a group weigh the same. @param {NodeSpec} tree @param {string} group */
export const equal = (tree, group) => changed(tree, group, (node) => ({ ...node, children: childrenOf(node).map(unweighted) }));

/** A number that reads well: four digits after the point. @param {number} value */
const tidy = (value) => Math.round(value * 1e4) / 1e4;

/**
 * A tree in which one child has a share of its group: the others keep their proportions. Weights are per cent then.
 * @param {NodeSpec} tree @param {string} id @param {number} share from 0 to 1
 */
export function withShare(tree, id, share) {
  const group = parentOf(tree, id);
  if (!group || childrenOf(group).length < 2) return tree;
  const shares = sharesOf(group);
  const rest = 1 - shares[id];
  const others = childrenOf(group).length - 1;
  const of = (/** @type {string} */ each) => (each === id ? share : rest > 1e-9 ? (shares[each] / rest) * (1 - share) : (1 - share) / others);
  return weighted(tree, group.id, Object.fromEntries(childrenOf(group).map((child) => [child.id, tidy(100 * of(child.id))])));
}

/** A tree without the groups in which there is no indicator yet. @param {NodeSpec} tree @returns {NodeSpec} */
export function pruned(tree) {
  if (!isGroup(tree)) return tree;
  const children = childrenOf(tree).filter((child) => !isGroup(child) || leavesOf(child).length).map(pruned);
  return { ...tree, children };
}

/** The groups without an indicator, the root among them. @param {NodeSpec} tree */
export const emptyGroups = (tree) => walk(tree).filter(({ node }) => isGroup(node) && !leavesOf(node).length).map(({ node }) => node.id);
