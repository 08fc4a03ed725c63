import { explain, html, nothing, problemView, say } from "../elements/index.js";
import { readProject, writeProject } from "../project/project.js";
import { dataStep } from "./data-step.js";
import { Desk } from "./desk.js";
import { save } from "./files.js";
import { indexStep } from "./index-step.js";
import { forget, keep, kept } from "./kept.js";
import { surveyOf } from "./panel.js";
import { publishStep } from "./publish-step.js";
import { resultsStep } from "./results-step.js";
import { startView } from "./start.js";
import { style } from "./style.js";
import { blankProject, hasData, PLACES } from "./workbench.js";

/** @typedef {import("../elements/problem.js").Problem} Problem */
/** @typedef {import("../project/types.js").Project} Project */

/** How long changes are gathered before they are calculated, in milliseconds. */
const GATHERED = 120;

/** How long after the last change the project is kept, in milliseconds. */
const KEPT = 800;

/** The example: the embedded provinces, by the ready framework. */
const EXAMPLE = { zh: "省级创新指数", en: "Provincial innovation index" };
const SOURCE = { zh: "国家统计局、科学技术部等公开出版物（见各指标出处）", en: "Public statistics of the National Bureau of Statistics and others (see each indicator)" };

/**
 * `<innodex-workbench lang>`: an index from raw tables to a publication, in four steps. Events: `projectchange`, `error`.
 */
export class InnodexWorkbench extends Desk {
  static styles = [...Desk.styles, style];

  /** @type {import("lit").PropertyDeclarations} */
  static properties = { said: { state: true }, problem: { state: true }, keeping: { state: true }, restorable: { state: true }, asked: { state: true }, judging: { state: true }, outcome: { state: true }, ratio: { state: true }, shownRows: { state: true }, wantedUnit: { state: true }, search: { state: true }, explaining: { state: true }, published: { state: true } };

  constructor() {
    super();
    /** Whether the project is kept in this browser. */
    this.keeping = false;
    /** A project that was kept before. @type {string | null} */
    this.restorable = null;
    /** What was asked for while the project is not saved: it is done when it is asked for again. */
    this.asked = "";
    /** How far a publication is. @type {import("./publish-step.js").Published | null} */
    this.published = null;
    /** The problem of the data themselves. @type {Problem | null} */
    this.dataProblem = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.gathering = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.holding = undefined;
    this.keys = (/** @type {KeyboardEvent} */ event) => this.pressed(event);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    // An element that is only moved comes back at once.
    setTimeout(() => this.isConnected || (this.calculator.dispose(), this.tables.dispose()));
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener("keydown", this.keys);
    this.leaving.push(() => document.removeEventListener("keydown", this.keys));
    kept().then((text) => {
      this.restorable = text;
      this.keeping = text !== null;
    });
  }

  // Changes.

  /** @param {{ project: boolean }} what */
  changed({ project }) {
    this.requestUpdate();
    if (!project) return;
    this.asked = "";
    this.published = null;
    this.announce("projectchange", { project: this.workbench.project });
    clearTimeout(this.gathering);
    this.gathering = setTimeout(() => this.calculate(), GATHERED);
    if (this.keeping) this.hold();
  }

  /** Has the index calculated; data that are new are read first. */
  async calculate() {
    const { workbench, live } = this;
    const { project, calculated } = workbench;
    if (!hasData(project)) return live.clear();
    if (workbench.described !== project.data) return this.survey(project);
    if (!calculated) return live.clear();
    await live.calculate(calculated, this.period);
  }

  /** Reads the data of a project. @param {Project} project */
  async survey({ data, indicators, cells }) {
    const { workbench, live } = this;
    live.clear();
    /** @type {import("../api/types.js").Description | null} */
    let description = null;
    try {
      description = await live.survey({ data: data && "csv" in data ? data.csv : undefined, indicators, cells }, surveyOf(data));
      if (workbench.project.data === data) this.dataProblem = null;
    } catch (error) {
      if (workbench.project.data === data) this.dataProblem = explain(error);
    }
    if (workbench.project.data !== data) return;
    workbench.describe(data, description);
    if (description) this.calculate();
  }

  undo(again = false) {
    const { history } = this.workbench;
    const label = again ? history.labels.redo : history.labels.undo;
    if (!label) return;
    if (again) this.workbench.redo();
    else this.workbench.undo();
    this.said = again ? this.words.redoing(label) : this.words.undoing(label);
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    const target = /** @type {HTMLElement} */ (event.composedPath()[0]);
    const inside = event.composedPath().includes(this) || target === document.body;
    // A field in which somebody writes has its own way back.
    const writing = target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && !["range", "checkbox", "radio", "button", "file"].includes(target.type) && target.value !== target.defaultValue);
    if (!inside || writing) return;
    event.preventDefault();
    this.undo(key === "y" || event.shiftKey);
  }

  // Files.

  /** Does what replaces the project: at once where it is saved, else when it is asked for again. @param {string} what @param {() => unknown} work */
  replace(what, work) {
    if (this.workbench.unsaved && this.asked !== what) {
      this.asked = what;
      this.said = this.words.replaced;
      return;
    }
    this.asked = "";
    this.problem = null;
    this.dataProblem = null;
    work();
  }

  blank() {
    this.replace("blank", () => this.workbench.open(blankProject(), "data"));
  }

  /** The provinces by the ready framework, taken in as its own text. */
  async example() {
    const framework = await this.ready("provincial");
    if (framework) this.replace("example", () => this.workbench.open({ innodex: "project", version: 1, title: EXAMPLE, source: SOURCE, lang: this.language, data: { ready: "provinces" }, framework }, "index"));
  }

  /** The text of a ready framework, from the files of the package. @param {string} id */
  async ready(id) {
    try {
      const response = await fetch(new URL(`frameworks/${id}.json`, import.meta.url).href);
      if (!response.ok) throw new Error(`frameworks/${id}.json: ${response.status}`);
      return response.json();
    } catch (error) {
      this.problem = explain(error);
      this.complain(this.problem);
      return null;
    }
  }

  /** @param {string} text */
  async openText(text) {
    try {
      const project = readProject(text);
      // A large project is read in one piece of work, and shown in the next.
      await new Promise((resolve) => setTimeout(resolve));
      if (project.data && "file" in project.data) throw { code: "data_beside", place: "$.data.file", message: { zh: `数据在项目文件之外（${project.data.file}），没有随项目文件保存。`, en: `The data are beside the project file (${project.data.file}), not in it.` }, hint: { zh: "请在“数据”一步打开该文件，或在保存项目时把数据放在里面。", en: "Open that file at the step \"Data\", or save the project with its data inside." } };
      const framework = typeof project.framework === "string" ? await this.ready(project.framework) : project.framework;
      if (framework) this.replace(`open ${text.length}`, () => this.workbench.open({ ...project, framework }));
    } catch (error) {
      this.problem = explain(error);
      this.complain(this.problem);
    }
  }

  /** The project as a file. */
  save() {
    const { project } = this.workbench;
    save(`${say(/** @type {any} */ (project.title), this.language) || "project"}.json`, "application/json", writeProject(project));
    this.workbench.keep();
    this.said = this.words.saved;
  }

  /** Keeps the project in this browser, or forgets it. @param {boolean} on */
  toggleKeeping(on) {
    this.keeping = on;
    clearTimeout(this.holding);
    if (on) this.hold();
    else forget();
  }

  hold() {
    clearTimeout(this.holding);
    this.holding = setTimeout(() => {
      if (!this.workbench.opened) return;
      keep(writeProject(this.workbench.project)).catch(() => {
        this.keeping = false;
        this.said = this.words.keepFailed;
      });
    }, KEPT);
  }

  // What is shown.

  updated() {
    const { focusOn } = this;
    this.focusOn = "";
    if (focusOn) /** @type {HTMLElement | null} */ (this.renderRoot.querySelector(focusOn))?.focus();
  }

  body() {
    const { workbench, problem, language: lang } = this;
    const failed = problem ? problemView(problem, lang) : nothing;
    if (!workbench.opened) return html`<slot></slot>${failed}${startView(this)}<p class="said" role="status">${this.said}</p>`;
    const { place } = workbench;
    const { data, indicators } = workbench.project;
    const given = data && "csv" in data ? data.csv : undefined;
    const { calculated } = workbench;
    const results = () => (calculated ? html`<innodex-model .data=${given} .framework=${calculated} .indicators=${indicators}>${resultsStep(this)}</innodex-model>` : resultsStep(this));
    // The opened tables stay open while another step is shown.
    return html`${this.bar()}
      <p class="said" role="status">${this.said}</p>
      ${this.asked ? html`<p class="problem" role="alert">${this.words.replaced}</p>` : nothing} ${failed}
      <div ?hidden=${place !== "data"}>${dataStep(this)}</div>
      ${place === "index" ? indexStep(this) : place === "publish" ? publishStep(this) : place === "results" ? results() : nothing}`;
  }

  /** Steps, and what can be done with the whole project. */
  bar() {
    const { workbench, words, language: lang } = this;
    const { undo, redo } = workbench.history.labels;
    return html`<div class="bar-top">
        <input type="text" class="project" name="title" aria-label=${words.publish.heading} .value=${workbench.project.title[lang] ?? ""} placeholder=${say(/** @type {any} */ (workbench.project.title), lang)} @change=${(/** @type {any} */ { target }) => target.value.trim() && workbench.write({ title: { ...workbench.project.title, [lang]: target.value.trim() } }, words.publish.labels.title, "title")} />
        <div class="tools">
          <button type="button" part="button" ?disabled=${!undo} title=${undo ? words.undoing(undo) : words.undo} @click=${() => this.undo()}>${words.undo}</button>
          <button type="button" part="button" ?disabled=${!redo} title=${redo ? words.redoing(redo) : words.redo} @click=${() => this.undo(true)}>${words.redo}</button>
          <button type="button" part="button" @click=${this.save}>${words.save}</button>
          ${this.opener()}
          <button type="button" part="button" @click=${this.blank}>${words.blank}</button>
          <label class="check" title=${words.keptHint}><input type="checkbox" .checked=${this.keeping} @change=${(/** @type {any} */ event) => this.toggleKeeping(event.target.checked)} /> ${words.kept}</label>
          <span class="quiet">${workbench.unsaved ? words.unsaved : words.saved}</span>
        </div>
      </div>
      <nav aria-label=${words.steps}>
        <ol class="places">
          ${PLACES.map((place, at) => html`<li><button type="button" part="step" aria-current=${workbench.place === place ? "step" : "false"} @click=${() => workbench.go(place)}><span class="nth" aria-hidden="true">${at + 1}</span> ${words.places[place]}</button></li>`)}
        </ol>
      </nav>`;
  }

  /** A button that opens a project file. */
  opener() {
    const picked = async (/** @type {any} */ { target }) => {
      const [file] = target.files;
      target.value = "";
      if (file) this.openText(await file.text());
    };
    return html`<label class="file"><span>${this.words.open}</span><input type="file" accept=".json,application/json" @change=${picked} /></label>`;
  }
}
