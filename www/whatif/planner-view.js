/** What `<innodex-planner>` shows: the plans, the changes, their result or why there is none, files and the link. */

import { tableButtons } from "../elements/further.js";
import { html, nothing, problemView, say } from "../elements/index.js";
import { saveTable, savePicture, share } from "./files.js";
import { changesView, plansView } from "./form.js";
import { LONGEST } from "./link.js";
import { hasMoney } from "./plan.js";
import { resultView } from "./result.js";

/** @typedef {import("./planner.js").InnodexPlanner} Planner */

/** @param {Planner} planner */
export const plannerView = (planner) =>
  html`<h2 part="heading">${planner.host?.words.whatIf}</h2>
    ${remarksView(planner)} ${plansView(planner)} ${changesView(planner)} ${outcomeView(planner)} ${filesView(planner)}
    ${planner.failed ? problemView(planner.failed, planner.language) : nothing} ${linkView(planner)}
    <p class="said" role="status">${planner.spoken}</p>`;

/** What is said of a link that was opened. @param {Planner} planner */
const remarksView = ({ remarks }) =>
  remarks.length ? html`<div class="problem" part="problem" role="status">${remarks.map((remark) => html`<p>${remark}</p>`)}</div>` : nothing;

/** Whether some plan has no result, or not all of it: then none is shown or saved. @param {Planner} planner */
const isLacking = ({ state, runs }) => state.plans.some((plan) => runs.lacks(plan));

/** The result of the plans, or why there is none. @param {Planner} planner */
function outcomeView(planner) {
  const { words, run, runs, missing, language, state } = planner;
  const lacking = isLacking(planner);
  const why = (lacking || hasMoney(planner.plan)) && missing ? problemView(missing, language, () => planner.retry()) : nothing;
  if (lacking) return html`${why}<p class="quiet" part="pending" role="status">${missing ? words.fundMissing : words.fundLoading}</p>`;
  if (run?.problem) return html`${why} ${problemView(run.problem, language)}`;
  const others = runs.all.map(({ problem }, i) =>
    problem && i !== state.at ? html`<p class="quiet" part="pending">${words.plan(i + 1)}${words.colon}${say(problem.message, language)}</p>` : nothing,
  );
  return html`${why} ${others} ${resultView(planner)}`;
}

/** @param {Planner} planner */
function filesView(planner) {
  const { words, runs, view } = planner;
  const lacking = isLacking(planner);
  const none = lacking || runs.all.some(({ problem }) => problem);
  const withoutChart = none || view === "table";
  const hint = view === "table" ? words.chartFirst : "";
  return html`<div class="actions files" part="actions">
    <button type="button" part="button" ?disabled=${none} @click=${() => saveTable(planner)}>${words.csv}</button>
    ${none ? nothing : tableButtons(planner)}
    <button type="button" part="button" ?disabled=${withoutChart} title=${hint} @click=${() => savePicture(planner, "svg")}>SVG</button>
    <button type="button" part="button" ?disabled=${withoutChart} title=${hint} @click=${() => savePicture(planner, "png")}>PNG</button>
    <button type="button" part="button" ?disabled=${lacking} @click=${() => share(planner)}>${words.share}</button>
    <span role="status" class="copied"></span>
  </div>`;
}

/** The link to what is shown, once it is asked for. @param {Planner} planner */
function linkView({ history, words }) {
  const link = history?.link;
  if (!link) return nothing;
  return html`<textarea part="link" readonly rows="3" aria-label=${words.link} .value=${link} @focus=${(/** @type {any} */ event) => event.target.select()}></textarea>
    ${link.length > LONGEST ? html`<p class="quiet">${words.longLink(link.length)}</p>` : nothing}`;
}
