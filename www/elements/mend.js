/**
 * What may help where `data` names a file that is no CSV of the panel's form: a workbook, a table in GB18030, one with 地区 and 年份
 * for heads or with a header of several lines. Where the table module reads it without a question it is used; else the page says
 * what the file is, and where it is converted.
 */

import { html } from "lit";
import { OTHER_FORMS, waiting } from "../table/converted.js";
import { explain } from "./problem.js";

/** @typedef {import("./problem.js").Problem} Problem */
/** @typedef {import("./source.js").ModelSource} ModelSource */

/** @param {string} name */
const beside = (name) => new URL(name, import.meta.url).href;

/**
 * Has the source load what the table module makes of its file. The problem stays, or becomes what that says.
 * @param {ModelSource} source @param {Problem} problem
 * @returns {Promise<Problem>}
 */
export async function mend(source, problem) {
  const { host } = source;
  const address = host.data;
  if (typeof address !== "string" || !OTHER_FORMS.includes(problem.code) || problem.place.startsWith("$")) return problem;
  const { data } = await source.options();
  if (!(data instanceof Uint8Array)) return problem;
  const name = decodeURIComponent(address.replace(/[?#].*$/, "").split("/").pop() || "table");
  const { converted, Tables } = await import(beside("tables.js"));
  const tables = new Tables();
  try {
    const { kind, open, panel } = await converted(tables, data, name);
    if (!panel) return { code: "table_waits", place: name, message: waiting(name, kind, open), hint: await where() };
    host.data = panel;
    // Whether the framework fits it is found there, and said as of any other data.
    source.load();
    return problem;
  } catch (thrown) {
    return explain(thrown);
  } finally {
    tables.dispose();
  }
}

/** Where such a file is converted; a link where the page is there. */
async function where() {
  const page = beside("../table.html");
  const there = await fetch(page, { method: "HEAD" }).then(({ ok }) => ok, () => false);
  const link = (/** @type {string} */ text) => (there ? html`<a href=${page}>${text}</a>` : text);
  return /** @type {any} */ ({
    zh: html`请在${link("原始表格页（table.html）")}打开该文件，确认后“下载数据（CSV）”，再用作data。`,
    en: html`Open it on ${link("the page of raw tables (table.html)")}, answer there, download the data (CSV) and use that as data.`,
  });
}
