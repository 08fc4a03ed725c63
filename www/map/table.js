/** The table beside a map: every unit of the data by rank, and the tiles of units that are not in the data. */

import { html, say } from "../elements/index.js";
import { nameOf } from "./message.js";

/** @param {import("./element.js").InnodexMap} map */
export function mapTable(map) {
  const { words, language: lang, entries, placed, writing, marked } = map;
  const name = nameOf(map);
  const ranked = map.shown.show === "rank";
  const absent = (placed?.tiles ?? []).filter(({ known }) => !known);
  const head = `${words.values}${writing.measure ? words.aside(writing.measure) : ""}`;
  return html`<div class="scroll" part="scroll" tabindex="0" role="region" aria-label=${name}>
    <table part="table">
      <caption class="said">${name}</caption>
      <thead>
        <tr>
          <th scope="col" class="number">${words.rank}</th>
          <th scope="col">${words.unit}</th>
          <th scope="col" class="number">${ranked ? words.score : head}</th>
        </tr>
      </thead>
      <tbody>
        ${entries.map((entry) => {
          const { code, unit, rank, value } = entry;
          return html`<tr class=${code === marked ? "selected" : ""} part="row" data-code=${code}>
            <td class="number">${rank ?? "—"}</td>
            <th scope="row"><span class="swatch ${map.shadeOf(entry)}" aria-hidden="true"></span>${say(unit, lang)}</th>
            <td class="number">${value === null ? html`<span class="quiet">${map.reasonOf(entry)}</span>` : ranked ? map.scoreOf(entry) : writing.short(value)}</td>
          </tr>`;
        })}
        ${absent.map(
          (tile) => html`<tr part="row">
            <td class="number">—</td>
            <th scope="row"><span class="swatch none" aria-hidden="true"></span>${say(tile.name, lang)}</th>
            <td class="number"><span class="quiet">${words.notInData}</span></td>
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
