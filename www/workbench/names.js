import { number, say } from "../elements/index.js";
import { indicatorOf } from "./framework.js";
import { isGroup } from "./tree.js";

/** @typedef {import("./element.js").InnodexWorkbench} InnodexWorkbench */
/** @typedef {import("../api/types.js").NodeSpec} NodeSpec */

/** The name of a node. @param {InnodexWorkbench} element @param {NodeSpec} node */
export function nameOf({ workbench, language: lang }, node) {
  const name = isGroup(node) ? node.name : indicatorOf(workbench.framework, node.id)?.name;
  return say(/** @type {any} */ (name ?? { zh: node.id, en: node.id }), lang) || node.id;
}

/** Per cent, with one digit where it has any. @param {number} share @param {import("../elements/language.js").Lang} lang */
export const percent = (share, lang) => `${number(100 * share, Math.abs(100 * share - Math.round(100 * share)) < 0.05 ? 0 : 1, lang)}%`;
