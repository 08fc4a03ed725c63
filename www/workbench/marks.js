/** The audit's findings as marks on the nodes that they are about, each with what can be done about it in one click. */

import { indicatorOf, overrideOf, stepOf } from "./framework.js";
import { find, isGroup, parentOf } from "./tree.js";

/** @typedef {import("../api/types.js").AuditFinding} AuditFinding */
/** @typedef {import("../api/types.js").Framework} Framework */
/**
 * What can be done about a finding. `node` is whom it changes, `group` where it goes.
 * @typedef {{ kind: "log" | "winsorise" | "remove" | "move" | "turn" | "screen" | "median" | "scale", node: string, group?: string }} Remedy
 */
/** @typedef {{ finding: AuditFinding, remedies: Remedy[] }} Mark */

/** What an outlier may be treated by: what was tried already is offered no more. @param {Framework} framework @param {string} node @returns {Remedy[]} */
function outlierRemedies(framework, node) {
  const tried = overrideOf(framework, "treat", node)?.method ?? stepOf(framework, "treat")?.method ?? "none";
  const all = /** @type {Remedy[]} */ ([{ kind: "log", node }, { kind: "winsorise", node }]);
  return all.filter(({ kind }) => tried !== "winsorise" && !(kind === "log" && /^log/.test(tried)));
}

/**
 * What can be done about a finding, the likeliest first. Explaining it can always be done.
 * @param {Framework} framework @param {AuditFinding} finding
 * @returns {Remedy[]}
 */
export function remediesOf(framework, { check, place, other, value }) {
  const { tree } = framework;
  const leaf = (/** @type {string | null} */ id) => (id && indicatorOf(framework, id) ? [id] : []);
  // A whole dimension is not left out by one click.
  /** @returns {Remedy[]} */
  const remove = (/** @type {string | null} */ id) => leaf(id).map((node) => ({ kind: "remove", node }));
  /** @returns {Remedy[]} */
  const turn = (/** @type {string | null} */ id) => leaf(id).map((node) => ({ kind: "turn", node }));
  switch (check) {
    case "outliers":
      return [...outlierRemedies(framework, place), ...remove(place)];
    case "indicator_coverage":
      return [...remove(place), ...(stepOf(framework, "impute") ? [] : [/** @type {Remedy} */ ({ kind: "median", node: place })])];
    case "unit_coverage":
      return stepOf(framework, "screen") ? [] : [{ kind: "screen", node: place }];
    case "mixed_measures":
      return [{ kind: "scale", node: place }];
    case "negative_correlation":
      return [...turn(place), ...turn(other), ...remove(place), ...remove(other)];
    case "redundancy":
      return [...remove(place), ...remove(other)];
    case "weak_link":
      return [...(value < 0 ? turn(place) : []), ...remove(place)];
    case "other_group":
      return other && isGroup(find(tree, other) ?? { id: "" }) ? [{ kind: "move", node: place, group: other }, ...remove(place)] : remove(place);
    case "importance":
      return remove(place);
    default:
      return [];
  }
}

/** The node on which a finding is shown: a unit has none, and is shown with the ranking. @param {Framework} framework @param {AuditFinding} finding */
const nodeOf = (framework, { place }) => (find(framework.tree, place) ? place : "");

/**
 * The marks by the node on which they stand; those of units by "".
 * @param {Framework} framework @param {AuditFinding[]} findings
 * @returns {Map<string, Mark[]>}
 */
export function marksOf(framework, findings) {
  /** @type {Map<string, Mark[]>} */
  const marks = new Map();
  for (const finding of findings) {
    const node = nodeOf(framework, finding);
    marks.set(node, [...(marks.get(node) ?? []), { finding, remedies: remediesOf(framework, finding) }]);
  }
  return marks;
}

/** What a finding is about, as an answer names it. @param {AuditFinding} finding */
export const atOf = ({ place, other }) => (other ? [place, other] : [place]);

/**
 * Does what can be done about a finding.
 * @param {import("./workbench.js").Workbench} workbench @param {import("./live.js").Live} live @param {Remedy} remedy @param {string} label
 */
export async function apply(workbench, live, { kind, node, group }, label) {
  const { framework } = workbench;
  switch (kind) {
    case "log":
      // A zero has no logarithm: shifted, it keeps all units in their order.
      return workbench.treat(node, { method: (await live.isPositive(node)) ? "log" : "log_shift" }, label);
    case "winsorise":
      return workbench.treat(node, { method: "winsorise" }, label);
    case "remove":
      return workbench.remove(node, label);
    case "move":
      return workbench.move(node, /** @type {string} */ (group), label);
    case "turn": {
      const direction = indicatorOf(framework, node)?.direction === 1 ? -1 : 1;
      return workbench.direct(node, direction, label);
    }
    case "screen":
      return workbench.step("screen", { step: "screen", available: 0.65 }, label);
    case "median":
      return workbench.step("impute", { step: "impute", method: "median" }, label);
    case "scale":
      return workbench.step("normalise", { step: "normalise", method: "min_max", lower: 0, upper: 100, scope: "all" }, label);
  }
}

/** The group above a node, by id. @param {Framework} framework @param {string} id */
export const groupOf = (framework, id) => parentOf(framework.tree, id)?.id ?? framework.tree.id;
