import { written } from "../api/json.js";
import { enclosing, explain, Frame, html, nothing, option, problemView, saveCsv } from "../elements/index.js";
import { Tables } from "./browser.js";
import { chooseView } from "./choose-view.js";
import { figuresView, shownOf } from "./figures-view.js";
import { fileView } from "./file-view.js";
import { answered, answeredIn, byColumn, choices, corrected, correctedLines, isMeant, openedOf, ofOneForm, planned, planOf, sourceName, waiting } from "./opened.js";
import { pick } from "./pick.style.js";
import { style } from "./style.js";
import { WORDS } from "./text.js";

/** @typedef {import("./opened.js").Opened} Opened */
/** @typedef {import("./opened.js").Chosen} Chosen */
/** @typedef {import("../elements/problem.js").Problem} Problem */
/** @typedef {import("../api/types.js").Plan} Plan */
/** @typedef {import("../api/types.js").PlanSource} PlanSource */
/** @typedef {import("../api/types.js").Role} Role */
/** @typedef {import("../api/types.js").TableOutcome} TableOutcome */

/** The endings of what can be opened. */
const KINDS = ".xlsx,.xlsm,.xls,.xlsb,.ods,.csv,.tsv,.txt,.json,.html,.htm,.mht";

/** How long a plan file may be; what is longer is a table. */
const LONGEST_PLAN = 1e6;

/**
 * `<innodex-table>`: raw tables opened on the page, what is understood of them, and a ranking of what they hold. Inside an
 * `<innodex-model>` the panel becomes the model's, and the elements around show it.
 * Events: `understood`, `panelchange`, `error`.
 */
export class InnodexTable extends Frame {
  static styles = [...Frame.styles, pick, style];

  /** @type {import("lit").PropertyDeclarations} */
  static properties = { files: { state: true }, busy: { state: true }, chosen: { state: true }, quotient: { state: true }, edited: { state: true }, outcome: { state: true }, figures: { state: true }, problem: { state: true }, said: { state: true }, over: { state: true }, register: { state: true } };

  constructor() {
    super();
    this.tables = new Tables();
    /** @type {Opened[]} */
    this.files = [];
    /** What goes on, how far it is, the seconds left, and how to stop it. @type {{ name: string, share: number, left?: number, stop: AbortController } | null} */
    this.busy = null;
    /** @type {Chosen} */
    this.chosen = { above: "", below: "", measure: "", direction: 1, summary: "sum" };
    /** @type {{ measure: string, scale: number } | null} */
    this.quotient = null;
    /** The plan as the reader changed it. @type {string | null} */
    this.edited = null;
    /** @type {(TableOutcome & { framework: object, plan: Plan, files: string[] }) | null} */
    this.outcome = null;
    /** What is shown of its figures. @type {import("./figures-view.js").Shown | null} */
    this.figures = null;
    /** What went wrong with a plan. @type {Problem | null} */
    this.problem = null;
    this.said = "";
    this.over = false;
    /** The quotient last asked for. */
    this.asked = "";
    /** What a plan that was opened says of files. @type {import("./opened.js").Expected[]} */
    this.expected = [];
    /** The name of the register in which units are looked up, where the reader gave one. @type {string | null} */
    this.register = null;
    /** The name of the one that a plan asks for. @type {string | null} */
    this.wantedRegister = null;
    /** Opening goes one file after the other. @type {Promise<unknown>} */
    this.last = Promise.resolve();
  }

  /** @returns {any} the words of this element, in the present language */
  get words() {
    return WORDS[this.language];
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    // An element that is only moved comes back at once.
    setTimeout(() => this.isConnected || this.tables.dispose());
  }

  /**
   * Opens files, one after the other; a plan among them is taken first.
   * @param {Iterable<File>} files
   */
  open(files) {
    this.last = this.last.then(async () => {
      const all = await Promise.all([...files].map(async (file) => ({ file, plan: await planIn(file) })));
      for (const { plan } of all) if (plan !== null) await this.takePlan(plan);
      for (const { file, plan } of all) if (plan === null) await this.openOne(file);
    });
    return this.last;
  }

  /**
   * Takes a file as the register in which the units of all others are looked up, and has them understood anew.
   * @param {Blob} file @param {string} name
   */
  async takeRegister(file, name) {
    try {
      await this.tables.register(new Uint8Array(await file.arrayBuffer()), name);
      this.problem = null;
      this.register = name;
      this.said = this.words.registered(name) + this.words.stop;
    } catch (error) {
      this.problem = explain(error);
      return this.complain(this.problem);
    }
    for (const opened of this.files) await this.understood(opened, opened.answers);
  }

  /** Opens a file: a table of text, or the sheets of a workbook. @param {File} file */
  async openOne(file) {
    if (file.name === this.wantedRegister) return this.takeRegister(file, file.name);
    const others = this.files.filter(({ book }) => book !== file.name);
    /** @type {Opened[]} */
    let opened;
    try {
      const done = await this.working(file.name, (options) => this.tables.open(file, file.name, options));
      if (!done) return;
      opened = openedOf(file, this.tables, this.expected, others);
      for (const each of opened) await this.seeing(each);
    } catch (error) {
      opened = [{ name: file.name, book: file.name, sheet: null, kind: null, blob: file, source: sourceName(file.name, others), answers: {}, seen: null, pointed: null, problem: explain(error) }];
      this.complain(/** @type {Problem} */ (opened[0].problem));
      if (opened[0].problem?.code === "too_large") await this.openSample(opened[0]);
    }
    this.files = [...others, ...opened];
    this.said = opened.map((each) => this.summary(each)).join("");
  }

  /** What was understood of a table, in a sentence. @param {Opened} opened */
  summary(opened) {
    if (!opened.seen) return "";
    const { rows, units } = opened.seen;
    const open = waiting(opened).length;
    return [opened.name, this.words.rows(rows), this.words.units(units.length), open ? this.words.waiting(open) : this.words.settled].join(this.words.comma) + this.words.stop;
  }

  /** Has a table understood with what was answered of it. @param {Opened} opened */
  async seeing(opened) {
    try {
      opened.seen = await this.tables.understand(opened.name, planOf(opened));
      this.announce("understood", { file: opened.name, understood: opened.seen });
    } catch (error) {
      opened.problem = explain(error);
      this.complain(opened.problem);
    }
  }

  /** Understands a file that is too large by its beginning, so that its plan can be taken elsewhere. @param {Opened} opened */
  async openSample(opened) {
    try {
      await this.tables.open(opened.blob, opened.name, { sample: true });
      opened.seen = await this.tables.understand(opened.name, planOf(opened));
    } catch {
      // Nothing is known of it, and what is wrong is said already.
    }
  }

  /**
   * Does something that can be followed and stopped; false where the reader stopped it.
   * @param {string} name
   * @param {(options: import("../api/types.js").TableOptions) => Promise<any>} work
   * @returns {Promise<any>}
   */
  async working(name, work) {
    const stop = new AbortController();
    this.busy = { name, share: 0, stop };
    this.said = "";
    try {
      return await work({ signal: stop.signal, onProgress: (share, left) => (this.busy = { name, share, left, stop }) });
    } catch (error) {
      if (!stop.signal.aborted) throw error;
      this.said = this.words.cancelled;
      return false;
    } finally {
      this.busy = null;
    }
  }

  /** @param {Opened} opened */
  async close(opened) {
    this.files = this.files.filter((each) => each !== opened);
    await this.tables.close(opened.name);
  }

  /**
   * Takes answers into what is known of a file, and has it understood anew.
   * @param {Opened} opened
   * @param {PlanSource} answers
   */
  async understood(opened, answers) {
    const next = { ...opened, answers, problem: null };
    await this.seeing(next);
    this.files = this.files.map((each) => (each.name === next.name ? next : each));
    this.edited = this.edited && answeredIn(this.edited, next.source, answers);
  }

  /** @param {string} text */
  async takePlan(text) {
    try {
      await this.tables.checkPlan(text);
      this.problem = null;
    } catch (error) {
      this.problem = explain(error);
      return this.complain(this.problem);
    }
    const plan = /** @type {Plan} */ (JSON.parse(text));
    const { accept, missing, period, thousands, decimal_comma } = plan;
    const everywhere = Object.fromEntries(Object.entries({ accept, missing, period, thousands, decimal_comma }).filter(([, value]) => value !== undefined && value !== null));
    this.wantedRegister = plan.register?.file.split(/[/\\]/).pop() ?? null;
    this.expected = Object.entries(plan.sources ?? {}).map(([source, answers]) => ({
      file: answers.file?.split(/[/\\]/).pop() ?? `${source}.csv`,
      sheets: answers.sheet === undefined || answers.sheet === null ? null : [answers.sheet].flat(),
      source,
      answers: answered(everywhere, without(answers, "file", "sheet", "steps")),
    }));
    for (const opened of this.files) {
      const expected = this.expected.find((each) => isMeant(each, opened));
      if (expected) await this.understood({ ...opened, source: expected.source }, expected.answers);
    }
    this.edited = written(plan, null, 2);
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    super.willUpdate(changed);
    if (!["files", "chosen"].some((key) => changed.has(key))) return;
    const { above, below, chosen } = this.picked();
    const asked = written([above?.measure, below?.measure, chosen.measure]);
    if (below && asked !== this.asked) {
      this.tables.quotient(above?.measure ?? "", below.measure, chosen.measure || undefined).then((quotient) => (this.quotient = quotient));
    }
    this.asked = below ? asked : "";
    if (!below) this.quotient = null;
  }

  /** The figures that are chosen, the first where nobody chose. */
  picked() {
    const all = choices(this.files);
    const of = (/** @type {string} */ key) => all.find((each) => each.key === key);
    return { all, above: of(this.chosen.above) ?? all[0], below: of(this.chosen.below), chosen: this.chosen };
  }

  /** What the choices come to. */
  get planning() {
    const { above, below, chosen } = this.picked();
    if (!above) return null;
    const { plan, framework } = planned(above, below, chosen, this.quotient, this.words.newColumns, this.files);
    return { plan: this.register === null ? plan : { register: { file: this.register }, ...plan }, framework };
  }

  get planText() {
    return this.edited ?? written(this.planning?.plan ?? {}, null, 2);
  }

  /** @param {Plan | string} plan @param {object | null} framework */
  async run(plan, framework) {
    this.problem = null;
    try {
      const text = typeof plan === "string" ? plan : written(plan);
      const named = Object.values(JSON.parse(text).sources ?? {}).map(({ file }) => file?.split(/[/\\]/).pop());
      const files = named.length ? this.files.filter(({ name, book }) => named.includes(book) || named.includes(name)).map(({ name }) => name) : this.tables.names;
      const outcome = await this.working("", (options) => this.tables.run(text, { ...options, files }));
      if (!outcome) return;
      this.show({ ...outcome, files }, framework ?? byColumn(outcome.panel.indicators[0]), JSON.parse(text));
    } catch (error) {
      this.problem = explain(error);
      this.complain(this.problem);
    }
  }

  /**
   * Shows a panel here, or in the elements of the model around, by the page's own framework where it has one.
   * @param {TableOutcome & { files: string[] }} outcome with the files that it was made of
   * @param {object} framework
   * @param {Plan} plan
   */
  show(outcome, framework, plan) {
    const model = /** @type {any} */ (enclosing(this));
    if (model) {
      const own = model.framework && model.framework !== this.outcome?.framework ? model.framework : framework;
      Object.assign(model, { data: outcome.panel, framework: own });
      framework = own;
    }
    const { panel } = outcome;
    if (panel !== this.outcome?.panel) this.figures = shownOf(panel);
    this.outcome = { ...outcome, framework, plan };
    this.said = this.words.made(panel.units.length, panel.periods.length, panel.indicators.length) + this.words.stop;
    this.announce("panelchange", { panel: outcome.panel, plan, framework, remarks: outcome.remarks });
  }

  body() {
    const { words, language: lang, busy, problem, said } = this;
    return html`<slot></slot>
      ${this.picking()}
      ${busy
        ? html`<div class="busy">
            <label
              >${busy.name ? words.reading(busy.name, busy.share, busy.left) : words.running(busy.share)}
              <progress max="1" .value=${busy.share}></progress>
            </label>
            <button type="button" part="button" @click=${() => busy.stop.abort()}>${words.cancel}</button>
          </div>`
        : html`<p class="quiet" role="status">${said}</p>`}
      ${this.files.map((opened) => fileView(opened, words, lang, this.acts))} ${this.using()} ${problem ? problemView(problem, lang) : nothing} ${this.made()}`;
  }

  picking() {
    const { words } = this;
    /** @param {DragEvent} event */
    const dragged = (event) => {
      event.preventDefault();
      this.over = event.type === "dragover";
    };
    /** @param {DragEvent} event */
    const dropped = (event) => {
      dragged(event);
      this.open(event.dataTransfer?.files ?? []);
    };
    /** @param {any} event */
    const picked = ({ target }) => {
      this.open([...target.files]);
      target.value = ""; // the same file may be opened again
    };
    return html`<div class="drop ${this.over ? "over" : ""}" part="drop" @dragover=${dragged} @dragleave=${dragged} @drop=${dropped}>
      <div class="pick">
        <label>${words.open}<input type="file" multiple accept=${KINDS} @change=${picked} /></label>
        <span aria-hidden="true">${words.drop}</span>
      </div>
      <p class="quiet">${words.kinds}</p>
      ${this.register === null ? nothing : html`<p class="quiet">${words.registered(this.register)}${words.stop}</p>`}
    </div>`;
  }

  /** @type {import("./file-view.js").Acts} */
  acts = {
    close: (opened) => this.close(opened),
    register: async (opened) => {
      await this.close(opened);
      await this.takeRegister(opened.blob, opened.name);
    },
    again: (opened) => this.open([/** @type {File} */ (opened.blob)]),
    answer: (opened, ...answers) => this.understood(opened, answers.reduce(answered, opened.answers)),
    point: (opened, pointed) => {
      this.files = this.files.map((each) => (each.name === opened.name ? { ...each, pointed } : each));
      if (!pointed) this.refocus(opened);
    },
    lines: async (opened, from, to, as) => {
      await this.understood({ ...opened, pointed: null }, correctedLines(opened, from, to, as));
      this.refocus(opened);
    },
    line: (opened, line, as) => this.understood(opened, corrected(opened, line, as)),
    role: (opened, column, role) => {
      const columns = { ...without(opened.answers.columns ?? {}, column), ...(role ? { [column]: role } : {}) };
      return this.understood(opened, { ...without(opened.answers, "columns"), ...(Object.keys(columns).length ? { columns } : {}) });
    },
  };

  /** The focus goes back to what pointed, where the choice that had it is gone. @param {Opened} opened */
  async refocus({ name, pointed }) {
    const label = pointed && ("letter" in pointed ? this.words.point.pickColumn(pointed.letter) : this.words.point.pickLine(pointed.to));
    await this.updateComplete;
    const points = /** @type {NodeListOf<HTMLElement>} */ (this.renderRoot.querySelectorAll(".point"));
    const of = (/** @type {HTMLElement} */ point) => point.closest("section")?.getAttribute("aria-label") === name;
    [...points].find((point) => of(point) && point.getAttribute("aria-label") === label)?.focus();
  }

  using() {
    const { words, language: lang, quotient } = this;
    const { all, above, below, chosen } = this.picked();
    if (!above) return nothing;
    const used = this.edited === null ? [above.file, ...(below ? [below.file] : [])].flatMap((file) => ofOneForm(this.files, file)) : this.files;
    const use = {
      all,
      above,
      below,
      chosen,
      quotient,
      ready: !this.busy && used.every((file) => !file.problem && waiting(file).length === 0),
      large: used.filter((file) => file.seen && file.problem?.code === "too_large").map(({ name }) => name),
      plan: this.planText,
      edited: this.edited !== null,
      choose: (/** @type {Partial<Chosen>} */ change) => (this.chosen = { ...chosen, ...change }),
      discard: () => (this.edited = null),
      rank: () => {
        const { plan, framework } = /** @type {NonNullable<InnodexTable["planning"]>} */ (this.planning);
        return this.run(plan, framework);
      },
      edit: (/** @type {string} */ text) => (this.edited = text),
      run: () => this.run(this.planText, this.edited === null ? (this.planning?.framework ?? null) : null),
      savePlan: () => save("plan.json", "application/json", this.planText),
    };
    return chooseView(use, words, lang);
  }

  /** A figure was pressed: it says where it comes from, or no more. @param {import("./figures-view.js").At} at */
  async press(at) {
    const { outcome } = this;
    const shown = /** @type {import("./figures-view.js").Shown} */ (this.figures);
    const { pressed } = shown;
    if (!outcome || (pressed?.i === at.i && pressed.p === at.p && pressed.u === at.u)) return (this.figures = { ...shown, pressed: null, tip: null });
    this.figures = { ...shown, pressed: at, origins: null, tip: null };
    const { panel, plan, files } = outcome;
    const figure = { unit: panel.units[at.u].code, period: panel.periods[at.p], indicator: panel.indicators[at.i].id };
    const origins = await this.tables.origin(plan, figure, { files }).catch(explain);
    if (this.figures?.pressed === at) this.figures = { ...this.figures, origins };
  }

  /** What came of it: a ranking, unless the model around shows one. */
  made() {
    const { words, outcome } = this;
    if (!outcome) return nothing;
    const { panel, framework, plan } = outcome;
    const columns = panel.indicators.map((each) => option(each.id, each.id, false));
    const by = (/** @type {string} */ id) => this.show(outcome, byColumn(/** @type {any} */ (panel.indicators.find((each) => each.id === id))), plan);
    return html`<section class="use" part="made">
      <h2>${words.made(panel.units.length, panel.periods.length, panel.indicators.length)}${words.stop}</h2>
      <div class="controls">
        ${columns.length > 1 ? this.picker(words.by, [option("", "—", true), ...columns], (id) => id && by(id)) : nothing}
        <button type="button" part="button" @click=${() => saveCsv("panel", panel.rows())}>${words.saveData}</button>
      </div>
      ${this.figures ? figuresView(panel, this.figures, words, this.language, { show: (change) => (this.figures = this.figures && { ...this.figures, ...change }), press: (at) => this.press(at) }) : nothing}
      ${enclosing(this) ? nothing : html`<innodex-ranking exportparts="table, caption, row, bar, button" .data=${panel} .framework=${framework}></innodex-ranking>`}
    </section>`;
  }
}

/**
 * An object without some of its members.
 * @template {object} T
 * @param {T} object
 * @param {...string} names
 * @returns {any}
 */
const without = (object, ...names) => Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));

/** The text of a plan, or null where the file is none: JSON that is no table. @param {File} file */
async function planIn(file) {
  if (file.size > LONGEST_PLAN || !/\.json$/i.test(file.name)) return null;
  return file.text();
}

/** Offers text as a file to save. @param {string} name @param {string} type @param {string} text */
function save(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
