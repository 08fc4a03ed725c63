/** The drawing of a further element as a file, with its message above and its sources below. */

import { asPng, asSvg, save, standalone } from "../whatif/picture.js";
import { inLanguage } from "./format.js";

/** @typedef {import("./base.js").InnodexElement} Element */

/** Who published the figures that the framework reads. @param {Element} element */
function sourcesOf({ description, language, words }) {
  const used = new Set(description.nodes.flatMap(({ column, numerator, denominator }) => [column, numerator, denominator]));
  const sources = new Set(description.columns.filter(({ id, source }) => used.has(id) && source).map(({ source }) => inLanguage(source, language)));
  return sources.size ? `${words.sources}${words.colon}${[...sources].join(words.semicolon)}${words.stop}` : "";
}

/**
 * Offers the drawing of an element as a file to save; what fails is shown on the element.
 * @param {Element} element @param {string} selector of the drawing @param {{ title: string, above: string, name: string }} texts @param {"svg" | "png"} kind
 */
export async function saveDrawing(element, selector, { title, above, name }, kind) {
  const root = element.renderRoot.querySelector(".root");
  const drawn = /** @type {SVGSVGElement | null} */ (element.renderRoot.querySelector(selector));
  if (!root || !drawn) return;
  try {
    const style = getComputedStyle(root);
    const surface = style.getPropertyValue("--surface").trim() || "#fff";
    const alone = standalone(drawn, { title, above, below: sourcesOf(element), ink: style.color, surface });
    save(`${name}.${kind}`, kind === "svg" ? asSvg(alone) : await asPng(alone));
  } catch (error) {
    element.fail(error);
    element.requestUpdate();
  }
}
