/** The embed code: HTML that shows the same table on another page. */

import { written as json } from "../api/json.js";
import { html } from "lit";
import { copy } from "./copy.js";
import { WORDS } from "./further.text.js";
import { local } from "./address.js";
import { scriptAddress } from "./script.js";
import { PARTS, READY, inlinePart, isAddress } from "./source.js";

/** @typedef {import("./language.js").Lang} Lang */

/** The file that the data are to be saved as, where a script gave them. */
const DATA_FILE = "panel.csv";

/** @param {string} text */
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

/**
 * @param {import("./source.js").Host} host the element that says what to load
 * @param {{ script?: string, attributes?: string[] }} embed the script, this one where left out; attributes without a value
 * @param {Record<string, string | undefined>} seen attributes of what is on screen
 * @returns {{ text: string, lost: boolean }} `lost`: the data were set by a script, and are to be saved as a file
 */
export function snippet(host, { script: address = scriptAddress(), attributes: flags = [] }, seen) {
  /** @type {Record<string, string | undefined>} */
  const attributes = {};
  let inside = "";
  let lost = false;
  for (const part of PARTS) {
    const value = host[part];
    const inline = inlinePart(host, part);
    if (isAddress(part, value)) attributes[part] = local(value);
    else if (typeof value === "string" && READY.test(value)) attributes[part] = value;
    else if (value) {
      if (part === "data" && typeof value !== "string") {
        lost = true;
        attributes.data = DATA_FILE;
      } else inside += script(part, typeof value === "string" ? value : json(value));
    } else if (inline) inside += script(part, inline.textContent ?? "");
  }
  const written = Object.entries({ ...attributes, ...seen })
    .filter(([, value]) => value)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join("");
  return { text: `<script type="module" src="${escaped(address)}"></script>\n<innodex-ranking${flags.map((flag) => ` ${flag}`).join("")}${written}>${inside}</innodex-ranking>`, lost };
}

/**
 * A script inside the element that holds a part; JSON is escaped so that it cannot end the script.
 * @param {string} part
 * @param {string} text
 */
function script(part, text) {
  const csv = part === "data";
  return `\n<script type="${csv ? "text/csv" : "application/json"}" data-innodex="${part}">\n${(csv ? text : text.replace(/</g, "\\u003c")).trim()}\n</script>\n`;
}

/**
 * @param {{ text: string, lost: boolean }} snippet
 * @param {Lang} lang
 */
export function embedView({ text, lost }, lang) {
  const words = WORDS[lang];
  return html`<div class="embed" part="embed">
    <label for="snippet">${words.embedHint}</label>
    <textarea id="snippet" part="snippet" readonly spellcheck="false" rows=${Math.min(8, text.split("\n").length + 1)} .value=${text} @focus=${select}></textarea>
    ${lost ? html`<p class="quiet">${words.embedLost}</p>` : ""}
    <button type="button" part="button" @click=${(/** @type {Event} */ event) => copyFrom(event, text, lang)}>${words.copy}</button>
    ${lang === "zh" ? html`<span role="status"></span>` : html`<span role="status"></span>`}
  </div>`;
}

/** @param {Event} event */
const select = (event) => /** @type {HTMLTextAreaElement} */ (event.target).select();

/** @param {Event} event @param {string} text @param {Lang} lang */
function copyFrom(event, text, lang) {
  const box = /** @type {HTMLElement} */ (/** @type {HTMLElement} */ (event.target).parentElement);
  /** @type {any[]} */
  const [area, status] = ["textarea", "[role=status]"].map((part) => box.querySelector(part));
  return copy(area, status, text, WORDS[lang]);
}
