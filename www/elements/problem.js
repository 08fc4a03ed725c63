/** Whatever was thrown, as words for the page: what, where, and how to mend it. */

import { html } from "lit";
import { WORDS } from "./text.js";
import { say } from "./language.js";

/** @typedef {import("./language.js").Lang} Lang */
/** @typedef {import("./language.js").Text} Text */
/** @typedef {{ code: string, place: string, message: Text, mend: Text, quiet?: boolean }} Problem `quiet`: nobody's mistake, only an engine that cannot */

/**
 * The same entry of both languages.
 * @param {"blocked" | "blockedMend" | "old" | "oldMend" | "foreign" | "foreignMend" | "absent" | "absentMend" | "failed"} key
 * @returns {Text}
 */
const both = (key) => ({ zh: WORDS.zh[key], en: WORDS.en[key] });

/**
 * A file that may not or cannot be read.
 * @param {"foreign" | "absent"} kind
 * @param {string} place
 * @returns {Problem}
 */
export const refused = (kind, place) => ({
  code: kind === "foreign" ? "foreign_address" : "file_unreadable",
  place,
  message: both(kind),
  mend: both(kind === "foreign" ? "foreignMend" : "absentMend"),
});

/** The engine has no WebAssembly at all. @returns {Problem} */
export const tooOld = () => ({ code: "engine_too_old", place: "", message: both("old"), mend: both("oldMend"), quiet: true });

/**
 * Whether something failed only because another computation had broken off: the source of the model is at it already.
 * @param {unknown} thrown
 */
export const passing = (thrown) => thrown instanceof Error && /** @type {any} */ (thrown).code === "broke_off" && !("cause" in thrown);

/**
 * @param {unknown} thrown an InnodexError, a Problem, a CompileError, or any other
 * @returns {Problem}
 */
export function explain(thrown) {
  const error = /** @type {any} */ (thrown);
  if (error?.messages) return { code: error.code, place: error.place ?? "", message: error.messages, mend: error.mend ?? { zh: "", en: "" } };
  if (error?.message?.zh) return error;
  const words = String(error?.message ?? error);
  if (typeof WebAssembly === "object" && error instanceof WebAssembly.CompileError) {
    if (!/content security|csp|unsafe-eval|blocked/i.test(words)) return tooOld();
    return { code: "wasm_blocked", place: "", message: both("blocked"), mend: both("blockedMend"), quiet: true };
  }
  const failed = both("failed");
  return { code: "unexpected", place: "", message: { zh: failed.zh + words, en: failed.en + words }, mend: { zh: "", en: "" } };
}

/** What may go well another time: the network may be back, and a model is made anew. */
const PASSING = ["broke_off", "file_unreadable", "unexpected"];

/**
 * @param {Problem} problem
 * @param {Lang} lang
 * @param {() => unknown} [retry] what can be tried again
 */
export function problemView(problem, lang, retry) {
  const mend = say(problem.mend, lang);
  return html`<div class="problem" part="problem" role=${problem.quiet ? "status" : "alert"}>
    <p>${say(problem.message, lang)}</p>
    ${problem.place ? html`<p class="quiet">${WORDS[lang].at}<code>${problem.place}</code></p>` : ""}
    ${mend ? html`<p class="quiet">${mend}</p>` : ""}
    ${retry && PASSING.includes(problem.code) ? html`<button type="button" part="button" class="retry" @click=${retry}>${WORDS[lang].retry}</button>` : ""}
  </div>`;
}
