/**
 * `<innodex-growth>` and `<innodex-scenario>`, which a first ranking does not show, have a script of their own (further.js). No page
 * has to ask for it: it is loaded at once where the page has such an element, else when the first ranking is shown and the browser
 * has nothing to do. What the page makes of these names before is upgraded then.
 */
import { unloaded } from "../api/compile.js";
import { languageOf } from "./language.js";
import { explain } from "./problem.js";

const NAMES = "innodex-growth, innodex-scenario";

/** For how long a first ranking, and then a rest of the browser, are waited for, in milliseconds. */
const RANKING = 5000;
const REST = 1000;

/** Resolves with the first element that is ready, or that fails: further.js may mend it. */
const shown = () =>
  new Promise((resolve) => {
    document.addEventListener("ready", resolve);
    document.addEventListener("error", resolve);
    setTimeout(resolve, document.querySelector("innodex-ranking") ? RANKING : 0);
  });

/** Resolves when the browser rests; Safari does not tell. */
const rest = () => new Promise((resolve) => ("requestIdleCallback" in window ? requestIdleCallback(resolve, { timeout: REST }) : setTimeout(resolve, REST)));

export async function later() {
  if (!globalThis.document) return; // Node has none
  if (!document.querySelector(NAMES)) {
    await shown();
    await rest();
  }
  try {
    await import("./further.js").catch(() => unloaded(FILES.further));
  } catch (error) {
    // The elements do not say it themselves: they keep the page's own content.
    const { code, message, place } = explain(error);
    for (const element of document.querySelectorAll(NAMES)) {
      element.dispatchEvent(new CustomEvent("error", { detail: { code, message: message[languageOf(element)], place }, bubbles: true, composed: true }));
    }
    throw error;
  }
}
