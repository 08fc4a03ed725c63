/**
 * What may help where `data` names a file that is no CSV of the panel's form: a workbook, a table in GB18030, one with 地区 and 年份
 * for heads or with a header of several lines. Where the table module reads it without a question it is used; else the page says
 * what the file is, and where it is converted.
 */

import { html } from "lit";
import { rescue, script } from "../api/compile.js";
import { OTHER_FORMS } from "../table/converted.js";
import { explain } from "./problem.js";
import { scriptAddress } from "./script.js";

/** @typedef {import("./problem.js").Problem} Problem */
/** @typedef {import("./source.js").ModelSource} ModelSource */

/** Mends the data of elements that have failed, and of those that will. */
export function mending() {
  if (!globalThis.document) return; // Node has none
  const of = (/** @type {any} */ element) => element?.source?.host === element && mend(element.source);
  document.querySelectorAll("*").forEach(of);
  document.addEventListener("error", (event) => of(event.composedPath()[0]));
}

/**
 * Has a source load what the table module makes of its file, or say what that waits for.
 * @param {ModelSource} source
 */
async function mend(source) {
  const { host, problem } = source;
  const address = host.data;
  if (typeof address !== "string" || !problem || ![...OTHER_FORMS, "no_rows"].includes(problem.code) || problem.place.startsWith("$")) return;
  const better = await read(source, address, problem).catch(explain);
  // In the meantime the page may have given other data.
  if (source.problem !== problem || host.data !== address) return;
  if ("units" in better) {
    host.data = better;
    // Whether the framework fits it is found there, and said as of any other data.
    source.load();
  } else {
    source.problem = better;
    for (const listener of source.listeners) listener();
  }
}

/**
 * What the table module makes of a file, or what that waits for.
 * @param {ModelSource} source @param {string} address @param {Problem} problem what the reader of the panel's form says
 * @returns {Promise<import("../api/types.js").TablePanel | Problem>}
 */
async function read(source, address, problem) {
  const { data } = await source.options();
  const isPage = /^\s*</.test(new TextDecoder().decode(data.subarray(0, 64)));
  // A web page may be one line; a table of one line is none.
  if (problem.code === "no_rows" && !isPage) return problem;
  const name = decodeURIComponent(address.replace(/[?#].*$/, "").split("/").pop() || "table");
  const { Tables } = await script(FILES.tables);
  const tables = new Tables();
  try {
    const { panel, waits } = await tables.converted(data, name).catch((/** @type {unknown} */ thrown) => {
      // A web page without a table: a login page, a firewall's answer.
      if (isPage) return rescue("strange", new URL(address, document.baseURI).href, data, "table");
      throw thrown;
    });
    return panel ?? { code: "table_waits", place: name, message: waits, hint: await where() };
  } finally {
    tables.dispose();
  }
}

/** Where such a file is converted; a link where the page is there. */
async function where() {
  const page = new URL("../table.html", new URL(scriptAddress(), document.baseURI)).href;
  const there = await fetch(page, { method: "HEAD" }).then(({ ok }) => ok, () => false);
  const link = (/** @type {string} */ text) => (there ? html`<a href=${page}>${text}</a>` : text);
  return /** @type {any} */ ({
    zh: html`请在${link("原始表格页（table.html）")}打开该文件，确认后“下载数据（CSV）”，再用作data。`,
    en: html`Open it on ${link("the page of raw tables (table.html)")}, answer there, download the data (CSV) and use that as data.`,
  });
}
