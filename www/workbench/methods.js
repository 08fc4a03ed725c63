/** The method of every step as it is chosen: what a framework has, and what a choice makes of it. No DOM. */

import { stepOf } from "./framework.js";

/** The steps in which something is chosen, in their order. */
export const CHOSEN = /** @type {const} */ (["screen", "impute", "treat", "normalise", "weigh", "aggregate"]);
/** A step that stands among the others of a framework. @typedef {typeof CHOSEN[number]} Chosen */

/** What a step is set to, as the choices call it. @param {import("../api/types.js").Framework} framework @param {Chosen} name */
export function chosenOf(framework, name) {
  const step = stepOf(framework, name);
  if (!step) return "none";
  if (name === "screen") return String(step.available ?? "none");
  return step.method ?? (name === "treat" ? "winsorise" : "none");
}

/**
 * A step as a choice makes it: what it had beside its method stays where that still means something.
 * @param {import("../api/types.js").Framework} framework @param {Chosen} name @param {string} choice
 * @returns {Record<string, any> | null}
 */
export function stepAs(framework, name, choice) {
  const former = stepOf(framework, name);
  switch (name) {
    case "screen":
      return choice === "none" ? null : { step: name, available: Number(choice) };
    case "treat":
      return choice === "none" && !former?.overrides ? null : { step: name, method: choice, ...(former?.overrides ? { overrides: former.overrides } : {}) };
    case "normalise":
      return { step: name, method: choice, ...(choice === "min_max" ? { lower: 0, upper: 100 } : {}), ...(former?.scope ? { scope: former.scope } : {}) };
    case "weigh":
      return choice === "none" ? null : { step: name, method: choice, ...(former?.levels ? { levels: former.levels } : {}) };
    case "aggregate":
      return { step: name, method: choice, minimum_share: former?.minimum_share ?? 0.5 };
    default:
      return choice === "none" ? null : { step: name, method: choice };
  }
}
