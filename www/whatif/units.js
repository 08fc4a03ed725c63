/** Choosing units: a box for each, and the choice in a few words. */

import { html } from "../elements/index.js";

/** @typedef {{ words: any, description: import("../api/types.js").Description, nameOf(code: string): string }} Namer */

/** The chosen units in a few words. @param {Namer} namer @param {string[]} units */
export function whoSays(namer, units) {
  const { words } = namer;
  if (units[0] === "*") return words.everybody;
  if (!units.length) return words.nobodyChosen;
  const names = units.slice(0, 3).map((code) => namer.nameOf(code)).join(words.listing);
  return units.length > 3 ? words.andOthers(names, units.length) : names;
}

/**
 * A box for every unit, and one for all.
 * @param {Namer} namer @param {string[]} chosen @param {(units: string[]) => void} choose
 */
export function unitBoxes(namer, chosen, choose) {
  const { words, description } = namer;
  const codes = description.units.map(({ code }) => code);
  const all = chosen[0] === "*";
  const toggle = (/** @type {string} */ code) => {
    const known = all ? codes : chosen;
    const next = known.includes(code) ? known.filter((each) => each !== code) : codes.filter((each) => each === code || known.includes(each));
    choose(next.length === codes.length ? ["*"] : next);
  };
  return html`<fieldset>
    <legend class="said">${words.unit}</legend>
    <label><input type="checkbox" .checked=${all} @change=${() => choose(all ? [codes[0]] : ["*"])} /> ${words.everybody}</label>
    ${codes.map((code) => html`<label><input type="checkbox" .checked=${all || chosen.includes(code)} @change=${() => toggle(code)} /> ${namer.nameOf(code)}</label>`)}
  </fieldset>`;
}
