import { Frame, enclosing, explain, html, nothing, problemView, saveCsv, segments } from "../elements/index.js";
import { columnsOf } from "./columns.js";
import { chosenView } from "./chosen-view.js";
import { frameworkOf, panelOf } from "./panel.js";
import { ladderFramework, ladderPanel } from "./ladder.js";
import { LADDERS } from "./ladders.js";
import { liningView } from "./lining-view.js";
import { opened, written } from "./kept.js";
import { pagesOf } from "./pages.js";
import { panelView } from "./panel-view.js";
import { problem } from "./problems.js";
import { loadReader } from "./reader.js";
import { Reports } from "./reports.js";
import { saveText } from "./saving.js";
import { pick } from "../table/pick.style.js";
import { style } from "./style.js";
import { textView, listView, questionsView, skippedView } from "./text-view.js";
import { useView } from "./use-view.js";
import { WORDS } from "./text.js";

/** @typedef {import("./reports.js").Report} Report */
/** @typedef {import("./items.js").Item} Item */
/** @typedef {{ name: import("../api/types.js").Text, periods: string[], csv: string, indicators: object[], framework: any, indicator: string, unit: string }} Used what targets and scenarios are shown of */

/** The endings of what can be opened. */
const KINDS = ".txt,.docx,.odt,.html,.htm,.json";

/** The text of a plain text in UTF-8, which needs no module for documents; null of anything else. @param {string} name @param {Uint8Array} bytes */
function plainText(name, bytes) {
  if (!/\.txt$/i.test(name)) return null;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? null : text.replace(/\r\n?/g, "\n");
  } catch {
    return null;
  }
}

/**
 * `<innodex-report src source period unit show lang>`: a work report with every figure marked in place. A person confirms, corrects or
 * rejects them; of those accepted a panel is made, and targets and scenarios of it. Inside an `<innodex-model>` the panel becomes
 * the model's. Events: `decided`, `panelchange`, `error`.
 */
export class InnodexReport extends Frame {
  static styles = [...Frame.styles, pick, style];

  /** @type {import("lit").PropertyDeclarations} */
  static properties = { src: {}, source: {}, period: {}, unit: {}, show: {}, at: { state: true }, chosen: { state: true }, page: { state: true }, problem: { state: true }, said: { state: true }, over: { state: true }, ladder: { state: true }, when: { state: true }, used: { state: true } };

  constructor() {
    super();
    /** The address of a text that is read at once. @type {string | undefined} */
    this.src = undefined;
    /** Who published it. @type {string | undefined} */
    this.source = undefined;
    /** Its period. @type {string | undefined} */
    this.period = undefined;
    /** Whose report it is. @type {string | undefined} */
    this.unit = undefined;
    /** What is shown of a saved file at once: the id of a ready framework, or "all". @type {string | undefined} */
    this.show = undefined;
    this.reports = new Reports(() => this.changed());
    /** The report that is shown, by its id. */
    this.at = "";
    /** The figure that is chosen, by its id. */
    this.chosen = "";
    this.page = 0;
    /** @type {import("../elements/problem.js").Problem | null} */
    this.problem = null;
    this.said = "";
    this.over = false;
    /** The ready framework that is filled; "" for all accepted indicators. */
    this.ladder = "";
    /** The period whose places are filled. */
    this.when = "";
    /** @type {Used | null} */
    this.used = null;
    /** What is read of `src`. */
    this.asked = "";
    /** Loads `{ readReport, readDocument }`. */
    this.load = loadReader;
  }

  /** @returns {any} the words of this element, in the present language */
  get words() {
    return WORDS[this.language];
  }

  /** @returns {Report | undefined} the report that is shown */
  get report() {
    const { reports } = this.reports.state;
    return reports.find(({ id }) => id === this.at) ?? reports[0];
  }

  /** @returns {Item | undefined} */
  get item() {
    return this.report?.items.find(({ id }) => id === this.chosen);
  }

  changed() {
    this.requestUpdate();
    const { items } = this.report ?? { items: [] };
    if (!items.some(({ id }) => id === this.chosen)) this.chosen = "";
    this.announce("decided", { accepted: columnsOf(this.reports.state).length });
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    super.willUpdate(changed);
    if (changed.has("unit") && this.unit && !this.reports.state.unit) this.reports.replace({ ...this.reports.state, unit: this.unit });
    if (this.src && this.src !== this.asked) {
      this.asked = this.src;
      this.readAddress(this.src);
    }
  }

  /** Does what may fail, and shows why it did. @param {() => unknown} work @returns {boolean} whether it was done */
  attempt(work) {
    try {
      work();
      this.problem = null;
      return true;
    } catch (error) {
      this.problem = explain(error);
      this.complain(this.problem);
      return false;
    }
  }

  /** The same for what takes time. @param {string} name @param {() => Promise<unknown>} work */
  async working(name, work) {
    this.said = this.words.reading(name);
    try {
      await work();
      this.problem = null;
    } catch (error) {
      this.problem = explain(error);
      this.complain(this.problem);
    }
    this.said = "";
  }

  /** @param {string} address a text on this site */
  readAddress(address) {
    return this.working(address, async () => {
      const url = new URL(address, document.baseURI);
      if (url.origin !== location.origin) throw problem("foreign_text", url.href, url.href);
      const response = await fetch(url.href, { mode: "same-origin" }).catch(() => null);
      if (!response?.ok) throw problem("absent_text", url.pathname, url.pathname);
      const name = decodeURIComponent(url.pathname.split("/").pop() ?? address);
      await this.take(name, new Uint8Array(await response.arrayBuffer()), { source: this.source, period: this.period });
    });
  }

  /** Opens files, one after the other. @param {Iterable<File>} files */
  async open(files) {
    for (const file of files) await this.working(file.name, async () => this.take(file.name, new Uint8Array(await file.arrayBuffer())));
  }

  /**
   * Takes a document, or what was saved before.
   * @param {string} name @param {Uint8Array} bytes @param {{ source?: string, period?: string }} [about]
   */
  async take(name, bytes, about = {}) {
    if (/\.json$/i.test(name)) {
      this.reports.replace(opened(new TextDecoder().decode(bytes)));
      [this.at, this.chosen, this.page, this.used] = [this.report?.id ?? "", "", 0, null];
      if (!this.show) return;
      this.ladder = this.show === "all" ? "" : this.show;
      this.use();
      return;
    }
    const { readReport, readDocument } = await this.load();
    const text = plainText(name, bytes);
    this.present(this.reports.add({ name, ...about, reading: await (text === null ? readDocument(bytes) : readReport(text)) }));
  }

  /** Reads a text that was pasted. @param {string} name @param {string} text */
  paste(name, text) {
    return this.working(name, async () => {
      const { readReport } = await this.load();
      this.present(this.reports.add({ name, reading: await readReport(text) }));
    });
  }

  /** A name for a text that has none: no other report has it. */
  unnamed() {
    const { pasted } = this.words;
    const taken = this.reports.state.reports.map(({ name }) => name);
    let name = pasted;
    for (let n = 2; taken.includes(name); n++) name = `${pasted} ${n}`;
    return name;
  }

  /** @param {Report} report */
  present({ id, items, period }) {
    this.at = id;
    this.page = 0;
    this.chosen = items[0]?.id ?? "";
    this.when = this.when || period;
  }

  /** The pages of the text that is shown. */
  get pages() {
    const { report } = this;
    return report ? pagesOf(report.text, report.items) : [];
  }

  /** Chooses a figure, on whatever page it is. @param {string} id @param {boolean} [focus] whether it has the focus then */
  choose(id, focus = false) {
    const report = this.reports.state.reports.find(({ items }) => items.some((item) => item.id === id));
    const item = report?.items.find((each) => each.id === id);
    if (!report || !item) return;
    this.at = report.id;
    this.chosen = id;
    this.problem = null;
    this.page = Math.max(0, this.pages.findIndex(({ to }) => item.start < to));
    if (focus) this.updateComplete.then(() => this.focusOn(`.text [data-id="${id}"]`));
  }

  /** @param {string} selector */
  focusOn(selector) {
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector(selector))?.focus();
  }

  /** Shows a part of the element, and gives it the focus. @param {string} part */
  goTo(part) {
    const section = /** @type {HTMLElement | null} */ (this.renderRoot.querySelector(`section.${part}`));
    section?.scrollIntoView();
    section?.focus({ preventScroll: true });
  }

  /** Chooses a figure so many further on. @param {number} by */
  step(by) {
    const items = this.report?.items ?? [];
    const next = items[Math.min(items.length - 1, Math.max(0, items.findIndex(({ id }) => id === this.chosen) + by))];
    if (next) this.choose(next.id, true);
  }

  /** Decides about the chosen figure, and goes on to the next one that is open. @param {"accept" | "reject"} what */
  decide(what) {
    const { item, report } = this;
    if (!item || !report || !this.attempt(() => this.reports[what](item.id))) return;
    this.said = `${item.text}${this.words.colon}${this.words.statuses[what === "accept" ? "accepted" : "rejected"]}`;
    const items = this.report?.items ?? [];
    const from = items.findIndex(({ id }) => id === item.id);
    const next = [...items.slice(from + 1), ...items.slice(0, from)].find(({ status }) => status === "open");
    if (next) this.choose(next.id, true);
  }

  /** Marks what the reader did not, where it first stands free. @param {string} text */
  mark(text) {
    const { report } = this;
    if (!report) return;
    const free = (/** @type {number} */ at) => report.items.every(({ start, end }) => end <= at || start >= at + text.length);
    let at = text ? report.text.indexOf(text) : -1;
    while (at >= 0 && !free(at)) at = report.text.indexOf(text, at + 1);
    if (at < 0) {
      this.said = this.words.notFound(text);
      return;
    }
    this.markAt(at, at + text.length);
  }

  /** @param {number} start @param {number} end */
  markAt(start, end) {
    const { report } = this;
    if (report) this.attempt(() => this.choose(this.reports.mark(report.id, start, end).id, true));
  }

  /** What the ready framework that is chosen, or the panel, comes to. @returns {Used} */
  made() {
    const { state } = this.reports;
    const ladder = LADDERS.find(({ id }) => id === this.ladder);
    const panel = ladder ? ladderPanel(state, ladder) : panelOf(state);
    const framework = ladder ? ladderFramework(state, ladder) : frameworkOf(state);
    const aimed = framework.indicators.map((/** @type {any} */ { id }) => id);
    const amounts = /** @type {any[]} */ (panel.indicators).filter(({ id, kind }) => kind !== "ratio" && aimed.includes(id));
    const filled = ladder ? amounts.find(({ id }) => ladderPanel(state, ladder).places.some(({ slot, cells }) => slot.id === id && cells.size)) : amounts[0];
    return { name: framework.name, periods: panel.periods, csv: panel.csv, indicators: panel.indicators, framework, indicator: filled?.id ?? "", unit: panel.unit };
  }

  /** Gives the panel to the model around, or shows targets and scenarios of it here. */
  use() {
    return this.attempt(() => {
      const used = this.made();
      const model = /** @type {any} */ (enclosing(this));
      if (model) Object.assign(model, { data: used.csv, framework: used.framework, indicators: used.indicators });
      this.used = model ? null : used;
      if (!model) import("../whatif/index.js").catch((error) => this.attempt(() => { throw error; }));
      this.announce("panelchange", { data: used.csv, indicators: used.indicators, framework: used.framework, origins: panelOf(this.reports.state).origins });
    });
  }

  /** Fills targets in where there is none. @param {number} percent how much more than the present figure */
  raise(percent) {
    this.reports.raise(percent, LADDERS.find(({ id }) => id === this.ladder));
  }

  save() {
    saveText(`${this.words.saved}.json`, written(this.reports.state));
  }

  /** @param {"csv" | "cells" | "indicators" | "framework"} what */
  download(what) {
    this.attempt(() => {
      const panel = panelOf(this.reports.state);
      const name = `${this.words.saved}-${what}`;
      if (what === "framework") return saveText(`${name}.json`, JSON.stringify(frameworkOf(this.reports.state), null, 1));
      if (what === "indicators") return saveText(`${name}.json`, JSON.stringify(panel.indicators, null, 1));
      saveCsv(name, what === "csv" ? panel.rows : panel.cells);
    });
  }

  body() {
    const { words, language: lang, problem: wrong, said, report } = this;
    return html`<slot></slot>
      ${this.picking()}
      <p class="quiet" role="status" part="status">${said}</p>
      ${wrong ? problemView(wrong, lang) : nothing}
      ${report ? html`${this.about(report)} ${questionsView(this, report)}
            <div class="sides">${textView(this, report)}
              <div class="side">${chosenView(this, report)} ${listView(this, report)} ${skippedView(this, report)}</div>
            </div>
            ${liningView(this)} ${panelView(this)} ${useView(this)}` : html`<p class="quiet">${words.lead}</p>`}`;
  }

  picking() {
    const { words } = this;
    const dragged = (/** @type {DragEvent} */ event) => {
      event.preventDefault();
      this.over = event.type === "dragover";
    };
    const dropped = (/** @type {DragEvent} */ event) => {
      dragged(event);
      this.open(event.dataTransfer?.files ?? []);
    };
    const picked = (/** @type {any} */ { target }) => {
      this.open([...target.files]);
      target.value = "";
    };
    const pasting = (/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      const form = /** @type {any} */ (event.target);
      this.paste(form.elements.name.value.trim() || this.unnamed(), form.elements.text.value);
    };
    return html`<div class="drop ${this.over ? "over" : ""}" part="drop" @dragover=${dragged} @dragleave=${dragged} @drop=${dropped}>
      <div class="pick">
        <label>${words.open}<input type="file" multiple accept=${KINDS} @change=${picked} /></label>
        <span class="quiet">${words.kinds}</span>
      </div>
      <details part="paste">
        <summary>${words.paste}</summary>
        <form @submit=${pasting}>
          <label>${words.pasteName} <input type="text" name="name" placeholder=${words.pasted} /></label>
          <label class="whole">${words.pasteText} <textarea name="text" rows="6" required></textarea></label>
          <button type="submit" part="button">${words.pasteRead}</button>
        </form>
      </details>
    </div>`;
  }

  /** Which report is shown, and what is said of all of it. @param {Report} report */
  about(report) {
    const { words, reports } = this;
    const all = reports.state.reports;
    const counts = { all: report.items.length, open: 0, accepted: 0, rejected: 0 };
    for (const { status } of report.items) counts[status]++;
    /** @param {"source" | "period"} member @param {any} event */
    const describe = (member, { target }) => this.attempt(() => reports.describe(report.id, { [member]: target.value.trim() }));
    return html`${all.length > 1 ? html`<div class="controls">${segments(words.report, all.map(({ id, name }) => ({ value: id, name })), report.id, (id) => { this.at = id; this.page = 0; this.chosen = ""; })}</div>` : nothing}
      <h2 part="title">${report.name}</h2>
      <p class="actions">
        ${/** @type {const} */ (["text", "panel", "use"]).map((part) => html`<button type="button" class="link" @click=${() => this.goTo(part)}>${{ text: words.toText, panel: words.panel, use: words.use }[part]}</button>`)}
      </p>
      <p part="sentence">${words.counts(counts)}</p>
      <div class="fields" part="about">
        <label>${words.unit} <input type="text" .value=${reports.state.unit} @change=${(/** @type {any} */ { target }) => reports.call(target.value.trim())} /></label>
        <label>${words.source} <input type="text" .value=${report.source} @change=${(/** @type {any} */ event) => describe("source", event)} /></label>
        <label>${words.period} <input type="text" size="8" placeholder=${words.periodHint} .value=${report.period} @change=${(/** @type {any} */ event) => describe("period", event)} /></label>
      </div>
      <div class="actions">
        <button type="button" part="button" ?disabled=${!reports.canUndo} @click=${() => reports.undo()}>${words.undo}</button>
        <button type="button" part="button" ?disabled=${!reports.canRedo} @click=${() => reports.redo()}>${words.redo}</button>
        <button type="button" part="button" @click=${this.save}>${words.save}</button>
        <button type="button" part="button" @click=${() => reports.remove(report.id)}>${words.remove}</button>
      </div>`;
  }
}

