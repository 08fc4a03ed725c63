import { explain, html, nothing, number, option, problemView, say } from "../elements/index.js";
import { save } from "./files.js";
import { nameOf } from "./names.js";
import { find } from "./tree.js";

/** @typedef {import("./element.js").InnodexWorkbench} InnodexWorkbench */
/** A publication while it is made, and once it is. @typedef {{ busy: boolean, files: { path: string, size: number }[], size: number, problem: import("../elements/problem.js").Problem | null }} Published */

/** The fourth step: what is published and by whom, and the files. @param {InnodexWorkbench} element */
export function publishStep(element) {
  const { words: { publish: words }, published, language: lang } = element;
  const questions = questionsOf(element);
  const closed = questions.some(({ must }) => must);
  return html`<section class="step" aria-label=${words.title}>
    <h2>${words.title}</h2>
    <p class="quiet">${words.lead}</p>
    ${fields(element)}
    <h3>${words.open}</h3>
    ${questions.length
      ? html`<ul class="questions">
          ${questions.map(({ text, go }) => html`<li>${text} ${go ? html`<button type="button" class="plain" @click=${go}>${words.go}</button>` : nothing}</li>`)}
        </ul>`
      : html`<p role="status">${words.ready}</p>`}
    <div class="actions">
      <button type="button" class="main" part="button" ?disabled=${closed || published?.busy} @click=${() => make(element, "zip")}>${words.zip}</button>
      <button type="button" part="button" ?disabled=${closed || published?.busy} @click=${() => make(element, "single")}>${words.single}</button>
    </div>
    ${published?.problem ? problemView(published.problem, lang) : nothing}
    <p role="status">${published?.busy ? words.busy : published?.files.length ? words.done(published.files.length, sizeOf(published.size, lang)) : nothing}</p>
    ${published?.files.length
      ? html`<details>
          <summary>${words.contents}</summary>
          <ul class="files">${published.files.map(({ path, size }) => html`<li><code>${path}</code> <span class="quiet">${sizeOf(size, lang)}</span></li>`)}</ul>
        </details>`
      : nothing}
  </section>`;
}

/** @param {number} bytes @param {import("../elements/language.js").Lang} lang */
const sizeOf = (bytes, lang) => (bytes < 1e6 ? `${number(bytes / 1e3, bytes < 1e4 ? 1 : 0, lang)} kB` : `${number(bytes / 1e6, 1, lang)} MB`);

/** What is still open; `must`: nothing is published before. @param {InnodexWorkbench} element @returns {{ text: string, must: boolean, go?: () => unknown }[]} */
export function questionsOf(element) {
  const { workbench, live, words: { publish: { questions: words } } } = element;
  const { data, indicators, empty, directions } = workbench.openQuestions;
  const { title, source } = workbench.project;
  const { comma } = element.words;
  const named = (/** @type {string[]} */ ids) => ids.map((id) => nameOf(element, find(workbench.framework.tree, id) ?? { id })).join(comma);
  const at = (/** @type {import("./workbench.js").Place} */ place, /** @type {string} */ node = "") => () => element.goTo(place, node);
  const findings = live.findings.filter(({ explanation }) => !explanation).length;
  return [
    ...(data ? [{ text: words.data, must: true, go: at("data") }] : []),
    ...(indicators ? [{ text: words.indicators, must: true, go: at("index") }] : []),
    ...(element.fault.problem ? [{ text: say(element.fault.problem.message, element.language), must: true, go: at("index", element.fault.node) }] : []),
    ...(empty.length ? [{ text: words.empty(named(empty)), must: true, go: at("index", empty[0]) }] : []),
    ...(directions.length ? [{ text: words.directions(named(directions)), must: true, go: at("index", directions[0]) }] : []),
    ...(title.zh || title.en ? [] : [{ text: words.title, must: true }]),
    ...(source?.zh || source?.en ? [] : [{ text: words.source, must: false }]),
    ...(findings ? [{ text: words.findings(findings), must: false, go: at("index") }] : []),
  ];
}

/** Title, publisher, source, address, language, colours. @param {InnodexWorkbench} element */
function fields(element) {
  const { workbench, words: { publish: words } } = element;
  const { project } = workbench;
  const { lang = "zh", address = "", show } = project;
  const pair = (/** @type {"title" | "publisher" | "source"} */ member, /** @type {string} */ name) => {
    const text = project[member] ?? {};
    const write = (/** @type {"zh" | "en"} */ each, /** @type {string} */ value) => {
      const next = { ...text, [each]: value };
      if (!value) delete next[each];
      workbench.write({ [member]: member === "title" || Object.keys(next).length ? next : undefined }, words.labels[member], member);
    };
    return html`<fieldset>
      <legend>${name}</legend>
      ${/** @type {const} */ (["zh", "en"]).map((each) => html`<label>${words[each]} <input type="text" name="${member}-${each}" .value=${text[each] ?? ""} @change=${(/** @type {any} */ { target }) => write(each, target.value.trim())} /></label>`)}
    </fieldset>`;
  };
  const themes = /** @type {const} */ (["default", "red", "dark"]);
  return html`<div class="form">
    ${pair("title", words.heading)} ${pair("publisher", words.publisher)} ${pair("source", words.source)}
    <div class="controls">
      <label>${words.lang} <select part="select" @change=${(/** @type {any} */ { target }) => workbench.write({ lang: target.value }, words.labels.lang, "lang")}>${[option("zh", words.zh, lang === "zh"), option("en", words.en, lang === "en")]}</select></label>
      <label>${words.theme} <select part="select" @change=${(/** @type {any} */ { target }) => workbench.write({ show: { ...show, theme: target.value } }, words.labels.theme, "theme")}>${themes.map((each) => option(each, words.themes[each], each === (show?.theme ?? "default")))}</select></label>
    </div>
    <label class="address">${words.address} <input type="url" name="address" placeholder="https://…/" .value=${address} @change=${(/** @type {any} */ { target }) => workbench.write({ address: target.value.trim() || undefined }, words.labels.address, "address")} /></label>
    <p class="quiet">${words.addressHint}</p>
  </div>`;
}

/** The day here, as a publication writes it. */
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((each) => String(each).padStart(2, "0")).join("-");
}

/** Makes the files, and offers the zip or the single page. @param {InnodexWorkbench} element @param {"zip" | "single"} kind */
async function make(element, kind) {
  const { project } = element.workbench;
  element.published = { busy: true, files: [], size: 0, problem: null };
  try {
    const { publish, zipped } = await import("../publish/browser.js");
    const date = today();
    const files = await publish(project, { date });
    const name = say(/** @type {any} */ (project.title), element.language) || "innodex";
    const zip = kind === "zip" ? zipped(files, date) : null;
    const single = files.find(({ path }) => singleOf(path));
    if (zip) save(`${name}.zip`, "application/zip", zip);
    else if (single) save(`${name}.html`, "text/html", single.bytes);
    const size = zip?.length ?? single?.bytes.length ?? 0;
    const listed = (zip ? files : files.filter((each) => each === single)).map(({ path, bytes }) => ({ path, size: bytes.length }));
    element.published = { busy: false, files: listed, size, problem: null };
  } catch (error) {
    element.published = { busy: false, files: [], size: 0, problem: explain(error) };
  }
}

/** Whether a file of a publication is the page with everything inside. @param {string} path */
const singleOf = (path) => /^[^/]*\.html$/.test(path) && !/^(page|embed|static|frame|method|note)\.html$/.test(path);
