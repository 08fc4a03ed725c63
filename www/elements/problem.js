/** Errors as texts for the page: what is wrong, where, and what to do. */

import { html } from "lit";
import { WORDS } from "./text.js";
import { say } from "./language.js";

/** @typedef {import("./language.js").Lang} Lang */
/** @typedef {import("./language.js").Text} Text */
/** @typedef {{ code: string, place: string, message: Text, hint: Text, quiet?: boolean }} Problem `quiet`: not an error of the page, but a limit of the browser */

/**
 * An entry in both languages.
 * @param {"blocked" | "blockedHint" | "old" | "oldHint" | "foreign" | "foreignHint" | "absent" | "absentHint" | "failed"} key
 * @returns {Text}
 */
const both = (key) => ({ zh: WORDS.zh[key], en: WORDS.en[key] });

/**
 * The problem of a file that may not or cannot be read.
 * @param {"foreign" | "absent"} kind
 * @param {string} place
 * @returns {Problem}
 */
export const refused = (kind, place) => ({
  code: kind === "foreign" ? "foreign_address" : "file_unreadable",
  place,
  message: both(kind),
  hint: both(kind === "foreign" ? "foreignHint" : "absentHint"),
});

/** The engine has no WebAssembly at all. @returns {Problem} */
export const tooOld = () => ({ code: "engine_too_old", place: "", message: both("old"), hint: both("oldHint"), quiet: true });

/**
 * Whether an error only follows from another computation that broke off. The source of the model deals with that one.
 * @param {unknown} thrown
 */
export const passing = (thrown) => thrown instanceof Error && /** @type {any} */ (thrown).code === "broke_off" && !("cause" in thrown);

/**
 * @param {unknown} thrown an InnodexError, a Problem, a CompileError, or any other
 * @returns {Problem}
 */
export function explain(thrown) {
  const error = /** @type {any} */ (thrown);
  if (error?.messages) return { code: error.code, place: error.place ?? "", message: error.messages, hint: error.hint ?? { zh: "", en: "" } };
  if (error?.message?.zh) return error;
  const words = String(error?.message ?? error);
  if (typeof WebAssembly === "object" && error instanceof WebAssembly.CompileError) {
    if (!/content security|csp|unsafe-eval|blocked/i.test(words)) return tooOld();
    return { code: "wasm_blocked", place: "", message: both("blocked"), hint: both("blockedHint"), quiet: true };
  }
  const failed = both("failed");
  return { code: "unexpected", place: "", message: { zh: failed.zh + words, en: failed.en + words }, hint: { zh: "", en: "" } };
}

/** Problems that may pass: the network may be back, or a new model may work. */
const PASSING = ["broke_off", "file_unreadable", "unexpected"];

/**
 * @param {Problem} problem
 * @param {Lang} lang
 * @param {() => unknown} [retry] called by the button to try again
 */
export function problemView(problem, lang, retry) {
  const hint = say(problem.hint, lang);
  return html`<div class="problem" part="problem" role=${problem.quiet ? "status" : "alert"}>
    <p>${say(problem.message, lang)}</p>
    ${problem.place ? html`<p class="quiet">${WORDS[lang].at}<code>${problem.place}</code></p>` : ""}
    ${hint ? html`<p class="quiet">${hint}</p>` : ""}
    ${retry && PASSING.includes(problem.code) ? html`<button type="button" part="button" class="retry" @click=${retry}>${WORDS[lang].retry}</button>` : ""}
  </div>`;
}
