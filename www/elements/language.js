/** @typedef {"zh" | "en"} Lang the two languages the elements speak */
/** @typedef {import("../api/types.js").Text} Text */

/**
 * The language of an element: its own `lang` or that of the nearest ancestor, through shadow roots.
 * Chinese where no `lang` is set, English for every language that is not Chinese.
 * @param {Element} element
 * @returns {Lang}
 */
export function languageOf(element) {
  /** @type {Element | null} */
  let here = element;
  while (here) {
    const stated = here.closest("[lang]")?.getAttribute("lang");
    // Some systems write zh_CN.
    if (stated) return /^zh(?![a-z])/i.test(stated) ? "zh" : "en";
    const root = here.getRootNode();
    here = root instanceof ShadowRoot ? root.host : null;
  }
  return "zh";
}

/**
 * The value for a `lang` attribute.
 * @param {Lang} lang
 */
export const languageTag = (lang) => (lang === "zh" ? "zh-CN" : "en");

/**
 * A text in one language, or in the other where it is missing.
 * @param {Text} text
 * @param {Lang} lang
 */
export const say = (text, lang) => text[lang] || text.zh || text.en;

/** @type {Set<{ requestUpdate(): void }>} */
const listening = new Set();
/** @type {WeakSet<Node>} */
const observed = new WeakSet();
/** Made with the first element, for Node has none. @type {MutationObserver | undefined} */
let observer;

/**
 * Renders an element again whenever a `lang` changes in a tree it stands in. One observer serves all.
 * @param {Element & { requestUpdate(): void }} element
 * @returns {() => void} stops it
 */
export function followLanguage(element) {
  /** @type {Node | null} */
  let here = element;
  observer ??= new MutationObserver(() => listening.forEach((each) => each.requestUpdate()));
  while (here) {
    const root = here.getRootNode();
    if (!observed.has(root)) {
      observed.add(root);
      observer.observe(root, { attributes: true, attributeFilter: ["lang"], subtree: true });
    }
    here = root instanceof ShadowRoot ? root.host : null;
  }
  listening.add(element);
  return () => listening.delete(element);
}
