/** Errors as texts for the page: what is wrong, where, and what to do. */

import { html } from "lit";
import { WORDS } from "./text.js";
import { say } from "./language.js";

/** @typedef {import("./language.js").Lang} Lang */
/** @typedef {import("./language.js").Text} Text */
/** @typedef {{ code: string, place: string, message: Text, hint: Text }} Problem */

/**
 * Whether an error only follows from another computation that broke off. The source of the model deals with that one.
 * @param {unknown} thrown
 */
export const passing = (thrown) => thrown instanceof Error && /** @type {any} */ (thrown).code === "broke_off" && !("cause" in thrown);

/**
 * @param {unknown} thrown an InnodexError, a Problem, or any other: then the engine's own words stand where a place does
 * @returns {Problem}
 */
export function explain(thrown) {
  const error = /** @type {any} */ (thrown);
  if (error?.messages) return { code: error.code, place: error.place ?? "", message: error.messages, hint: error.hint ?? { zh: "", en: "" } };
  if (error?.message?.zh) return error;
  return { code: "unexpected", place: String(error?.message ?? error), message: { zh: WORDS.zh.failed, en: WORDS.en.failed }, hint: { zh: "", en: "" } };
}

/** Limits of the browser or of the site, which are no errors of the page. */
const QUIET = ["wasm_blocked", "engine_too_old"];

/** Problems that may pass: the network may be back, or a new model may work. */
const PASSING = ["broke_off", "file_unreadable", "unexpected"];

/**
 * @param {Problem} problem
 * @param {Lang} lang
 * @param {() => unknown} [retry] called by the button to try again
 */
export function problemView(problem, lang, retry) {
  const hint = say(problem.hint, lang);
  return html`<div class="problem" part="problem" role=${QUIET.includes(problem.code) ? "status" : "alert"}>
    <p>${say(problem.message, lang)}</p>
    ${problem.place ? html`<p class="quiet">${WORDS[lang].at}<code>${problem.place}</code></p>` : ""}
    ${hint ? html`<p class="quiet">${hint}</p>` : ""}
    ${retry && PASSING.includes(problem.code) ? html`<button type="button" part="button" class="retry" @click=${retry}>${WORDS[lang].retry}</button>` : ""}
  </div>`;
}
