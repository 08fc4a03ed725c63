/** What a reader does at the desk of the index: the commands of its views, each said in words when it is done. */

import { explain, Frame, say } from "../elements/index.js";
import { Tables } from "../table/browser.js";
import { WorkerCalculator } from "./calculator.js";
import { about, columnsOf, indicatorOf } from "./framework.js";
import { newJudging, restored, resultOf } from "./judging.js";
import { Live } from "./live.js";
import { apply, atOf } from "./marks.js";
import { nameOf } from "./names.js";
import { headOf } from "./panel.js";
import { WORDS } from "./text.js";
import { find, parentOf } from "./tree.js";
import { Workbench } from "./workbench.js";

/** @typedef {import("../elements/problem.js").Problem} Problem */
/** @typedef {import("./judging.js").Judging} Judging */

/** The text of a file in UTF-8; null where it is in another encoding. @param {Blob} file */
async function textOf(file) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return null;
  }
}

/** @param {string} name */
const notUtf8 = (name) => ({
  code: "encoding_not_utf8",
  place: name,
  message: { zh: `“${name}”不是UTF-8编码。`, en: `"${name}" is not in UTF-8.` },
  hint: { zh: "请用上面的“打开表格文件”打开它：那里认得GB18030等编码。", en: "Open it by \"Open files\" above, which knows GB18030 and other encodings." },
});

export class Desk extends Frame {
  constructor() {
    super();
    this.workbench = new Workbench((what) => this.changed(what));
    this.calculator = new WorkerCalculator();
    this.live = new Live(this.calculator, () => this.requestUpdate());
    /** For units of measure. */
    this.tables = new Tables();
    /** What was just done, for those who do not see it. */
    this.said = "";
    /** What went wrong with a file. @type {Problem | null} */
    this.problem = null;
    /** Weights by judgements of a group, while they are collected. @type {Judging | null} */
    this.judging = null;
    /** What they come to. @type {import("./judging.js").Outcome | null} */
    this.outcome = null;
    /** The indicator whose denominators are offered. */
    this.ratio = "";
    /** How often more of the live ranking was asked for, and the unit that is looked for in it. */
    this.shownRows = 0;
    this.wantedUnit = "";
    this.search = "";
    /** The finding that is being explained. */
    this.explaining = "";
    /** The period of the live ranking; the newest complete one where nobody chose. @type {string | undefined} */
    this.period = undefined;
    /** What is dragged. @type {{ column?: string, node?: string } | null} */
    this.dragged = null;
    /** What gets the focus once it is rendered, as a selector. */
    this.focusOn = "";
  }

  /** @returns {any} the words of the workbench, in the present language */
  get words() {
    return WORDS[this.language];
  }

  /** The workbench has changed. @param {{ project: boolean }} _what */
  changed(_what) {
    this.requestUpdate();
  }

  /** What is wrong with the framework, and where. @returns {{ problem: Problem | null, node?: string, step?: string }} */
  get fault() {
    const { problem } = this.live;
    const { calculated } = this.workbench;
    return problem && calculated ? { problem, ...about(calculated, problem.place) } : { problem: null };
  }

  /** The problem of one node. @param {string} id */
  faulty(id) {
    const { problem, node } = this.fault;
    return node === id ? problem : null;
  }

  /** @param {unknown} error */
  failed(error) {
    this.problem = explain(error);
    this.complain(this.problem);
  }

  /** Done and said: every command of the views goes through here. @param {string} label @param {() => unknown} command */
  act(label, command) {
    command();
    this.said = label;
  }

  // Data.

  /** Figures that the raw tables gave. @param {{ data: any, panel: import("../api/types.js").TablePanel }} taken */
  takePanel({ data, panel }) {
    const { take } = this.words.data.labels;
    this.act(take, () => this.workbench.takeData(data, panel.periods.length > 1, take));
  }

  /** A tidy CSV, as a project has it inside. @param {HTMLInputElement} field */
  async takeCsv(field) {
    const [file] = field.files ?? [];
    field.value = "";
    if (!file) return;
    const { take } = this.words.data.labels;
    const csv = await textOf(file);
    if (csv === null) return this.failed(notUtf8(file.name));
    this.problem = null;
    const periods = headOf(csv).findIndex((name) => name === "year" || name === "period");
    const rows = csv.trim().split(/\r?\n/).slice(1, 400).map((row) => row.split(",")[periods]);
    this.act(take, () => this.workbench.takeData({ data: { csv } }, new Set(rows).size > 1, take));
  }

  // The tree.

  /** @param {string[]} columns */
  addColumns(columns) {
    const { labels } = this.words.index;
    const label = columns.length === 1 ? labels.add(say(this.workbench.column(columns[0]).name, this.language)) : labels.addAll;
    this.act(label, () => this.workbench.add(columns, label));
  }

  addGroup() {
    const { groupName, labels } = this.words.index;
    const n = (this.workbench.framework.tree.children ?? []).filter(({ children }) => children).length + 1;
    const [zh, en] = [WORDS.zh.index.groupName(n), WORDS.en.index.groupName(n)];
    this.act(labels.group, () => this.workbench.addGroup({ zh, en }, labels.group));
    this.said = `${labels.group}${this.words.colon}${groupName(n)}`;
    this.workbench.choose(this.workbench.target);
    this.focusOn = ".details input";
  }

  /** @param {{ column?: string, node?: string }} what @param {DragEvent} event */
  drag(what, event) {
    this.dragged = what;
    event.dataTransfer?.setData("text/plain", what.column ?? what.node ?? "");
  }

  /** What was dragged goes into a group. @param {string} group */
  dropOn(group) {
    const { dragged, workbench } = this;
    this.dragged = null;
    const { labels } = this.words.index;
    if (dragged?.column) {
      const label = labels.add(say(workbench.column(dragged.column).name, this.language));
      this.act(label, () => workbench.add([/** @type {string} */ (dragged.column)], label, { group }));
    } else if (dragged?.node) {
      const label = labels.move(this.named(dragged.node));
      this.act(label, () => workbench.move(/** @type {string} */ (dragged.node), group, label));
    }
  }

  /** The name of a node by its id. @param {string} id */
  named(id) {
    return nameOf(/** @type {any} */ (this), find(this.workbench.framework.tree, id) ?? { id });
  }

  /** @param {string} id */
  removeNode(id) {
    const label = this.words.index.labels.remove(this.named(id));
    const above = parentOf(this.workbench.framework.tree, id)?.id ?? "";
    this.act(label, () => this.workbench.remove(id, label));
    this.focusOn = `[data-node="${CSS.escape(above)}"] .name`;
  }

  /** Offers the denominators of an indicator, or no more. @param {string} id */
  offerRatio(id) {
    const closed = this.ratio === id;
    this.ratio = closed ? "" : id;
    this.focusOn = closed ? `[data-node="${CSS.escape(id)}"] .ratio` : ".ratio-choice button";
  }

  /** Divides an indicator by a column, with the unit of measure that follows. @param {string} id @param {string | null} denominator */
  async divide(id, denominator) {
    const { workbench } = this;
    const indicator = indicatorOf(workbench.framework, id);
    if (!indicator) return;
    const label = this.words.index.labels.ratio(this.named(id));
    this.ratio = "";
    try {
      const [above] = columnsOf(indicator);
      const quotient = denominator ? await this.tables.quotient(workbench.column(above).measure, workbench.column(denominator).measure) : null;
      this.act(label, () => workbench.divide(id, denominator, quotient, label));
    } catch (error) {
      this.failed(error);
    }
  }

  // Weights, methods, audit.

  /** @param {string} group @param {"ahp" | "points"} method */
  judge(group, method) {
    const ids = find(this.workbench.framework.tree, group)?.children?.map(({ id }) => id) ?? [];
    this.outcome = null;
    const kept = this.workbench.project.judgements?.find((each) => each.node === group && each.method === method);
    this.judgeBy(restored(kept, ids) ?? newJudging(group, method, ids));
    this.focusOn = ".judging h3";
  }

  /** Takes judgements, and asks what they come to. @param {Judging} judging */
  async judgeBy(judging) {
    this.judging = judging;
    try {
      const outcome = await resultOf(judging, (at) => this.words.judging.expert(at + 1), (word, request) => this.live.ask(word, request));
      if (this.judging !== judging) return;
      this.outcome = outcome;
      this.requestUpdate();
    } catch (error) {
      this.failed(error);
    }
  }

  /** Does what can be done about a finding. @param {import("./marks.js").Remedy} remedy @param {string} label */
  async remedy(remedy, label) {
    try {
      await apply(this.workbench, this.live, remedy, label);
      this.said = label;
    } catch (error) {
      this.failed(error);
    }
  }

  endJudging() {
    const { group = "" } = this.judging ?? {};
    this.judging = null;
    this.focusOn = `[data-node="${CSS.escape(group)}"] .name`;
  }

  /** @param {any} name @param {Record<string, any> | null} step @param {string} label */
  chooseMethod(name, step, label) {
    const said = this.words.index.labels.step(label);
    this.act(said, () => (name === "aggregate" && step ? this.workbench.aggregate(step, said) : this.workbench.step(name, step, said)));
  }

  /** @param {string} id of a preset */
  async usePreset(id) {
    const { preset: label } = this.words.index.labels;
    try {
      const found = await this.live.ask("presets");
      const weights = Object.fromEntries((found?.rows ?? []).filter((/** @type {any} */ { preset }) => preset === id).map((/** @type {any} */ row) => [row.id, row.weight]));
      this.act(label, () => this.workbench.usePreset(weights, label));
    } catch (error) {
      this.failed(error);
    }
  }

  /** @param {import("../api/types.js").AuditFinding} finding @param {string} text */
  explainFinding(finding, text) {
    const { explain: label } = this.words.index.labels;
    this.explaining = "";
    this.act(label, () => this.workbench.answer(finding.check, atOf(finding), { [this.language]: text }, label));
  }

  /** Shows another period beside the tree. @param {string} period */
  showPeriod(period) {
    this.period = period;
    const { calculated } = this.workbench;
    if (calculated) this.live.calculate(calculated, period);
  }

  /** @param {import("./workbench.js").Place} place @param {string} node */
  goTo(place, node = "") {
    this.workbench.go(place);
    if (node && this.workbench.chosen !== node) this.workbench.choose(node);
    this.focusOn = node ? `[data-node="${CSS.escape(node)}"] .name` : "h2";
  }
}
