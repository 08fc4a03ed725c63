import { html, measureName, nothing, periodName, problemView, say } from "../elements/index.js";
import { hasData } from "./workbench.js";

/** @typedef {import("./element.js").InnodexWorkbench} InnodexWorkbench */

/** The first step: figures go into the project. @param {InnodexWorkbench} element */
export function dataStep(element) {
  const { workbench } = element;
  const words = element.words.data;
  return html`<section class="step" aria-label=${words.title}>
    <h2>${words.title}</h2>
    <p class="quiet">${words.lead}</p>
    ${inUse(element)}
    <innodex-workbench-sources @taken=${(/** @type {CustomEvent} */ { detail }) => element.takePanel(detail)} @understood=${() => element.requestUpdate()}></innodex-workbench-sources>
    <div class="other">
      <div>
        <label class="file"><span>${words.panel}</span><input type="file" accept=".csv,text/csv" @change=${(/** @type {any} */ { target }) => element.takeCsv(target)} /></label>
        <p class="quiet">${words.panelHint}</p>
      </div>
      <div>
        <button type="button" part="button" @click=${() => element.act(words.labels.provinces, () => workbench.takeData({ data: { ready: "provinces" } }, true, words.labels.provinces))}>${words.provinces}</button>
        <p class="quiet">${words.provincesHint}</p>
      </div>
    </div>
  </section>`;
}

/** What the project has now. @param {InnodexWorkbench} element */
function inUse({ workbench, words: { data: words }, dataProblem, language: lang }) {
  if (dataProblem) return html`<div class="in-use"><p><strong>${words.broken}</strong></p>${problemView(dataProblem, lang)}</div>`;
  const { description } = workbench;
  if (!hasData(workbench.project) || !description) return nothing;
  const { units, periods, columns } = description;
  const sources = new Map((workbench.project.indicators ?? []).map(({ id, source }) => [id, source]));
  return html`<div class="in-use" role="status">
    <p><strong>${words.using(units.length, periods.length, columns.length)}</strong>${words.colon}${words.from(periodName(periods[0], lang), periodName(periods[periods.length - 1], lang))}</p>
    <button type="button" class="main" part="button" @click=${() => workbench.go("index")}>${words.next}</button>
    <details>
      <summary>${words.table}</summary>
      <div class="scrolled" tabindex="0" role="region" aria-label=${words.table}>
      <table>
        <thead>
          <tr>
            <th scope="col">${words.column}</th>
            <th scope="col">${words.measure}</th>
            <th scope="col">${words.source}</th>
          </tr>
        </thead>
        <tbody>
          ${columns.map(({ id, name, measure, source }) => html`<tr><th scope="row">${say(name, lang)}</th><td>${measure ? measureName(measure, lang) : ""}</td><td>${sources.get(id) || source}</td></tr>`)}
        </tbody>
      </table>
      </div>
    </details>
  </div>`;
}
