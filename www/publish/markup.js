/** Text that becomes HTML, SVG or XML: everything that is put into a template is escaped, but for what is a template itself. */

/** What neither XML nor HTML may hold: control characters, halves of a surrogate pair, two code points that are none. */
// eslint-disable-next-line no-control-regex
const UNFIT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** @type {Record<string, string>} */
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "\r": "&#13;" };

/** A text as it stands in an element or in a quoted attribute, in HTML and XML alike. @param {string | number} text */
export const escaped = (text) => String(text).replace(UNFIT, "\ufffd").replace(/[&<>"'\r]/g, (sign) => ENTITIES[sign]);

/** Text that is markup already. */
export class Markup {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }
  toString() {
    return this.text;
  }
}

/** @typedef {Markup | string | number | null | undefined | false} Single */
/** @typedef {Single | (Single | Single[] | (Single | Single[])[])[]} Part */

/** @param {Part} part @returns {string} */
function written(part) {
  if (part === null || part === undefined || part === false) return "";
  if (Array.isArray(part)) return part.map(written).join("");
  return part instanceof Markup ? part.text : escaped(part);
}

/** A template whose parts are escaped. @param {TemplateStringsArray} strings @param {Part[]} parts */
export const markup = (strings, ...parts) => new Markup(strings.reduce((text, string, i) => text + written(parts[i - 1]) + string));

/** JSON inside a script element, which no member of it can end. @param {unknown} value */
export const jsonInside = (value) => new Markup(JSON.stringify(value).replace(/</g, "\\u003c").replace(/\u2028/g, "\\u2028").replace(/\u2029/g, "\\u2029"));

/**
 * Code inside a script element: what a parser of HTML would take for its end, or for the beginning of another, is written so that
 * it stays the same inside strings and regular expressions.
 * @param {string} code
 */
export const codeInside = (code) => new Markup(code.replace(/<(?=!--|\/?script)/gi, "\\x3c"));

/** An attribute, where it has a value. @param {string} name @param {string | number | null | undefined} value */
export const attribute = (name, value) => (value === null || value === undefined || value === "" ? "" : new Markup(` ${name}="${escaped(value)}"`));
