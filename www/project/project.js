/** Reads and writes project files: what a statistician saves, and a publication is made of (docs/project.md). No DOM. */
import { check } from "./check.js";
import { readJson } from "./json.js";
import { wrong } from "./problem.js";
import { SCHEMA } from "./schema.js";
export { InnodexError } from "../api/error.js";

/** @typedef {import("./types.js").Project} Project */
/** @typedef {import("./problem.js").Segments} Segments */

/**
 * Reads a project file. What the core checks (framework, indicators, scenarios, plan) is checked when a model is made of it.
 * @param {string} text
 * @returns {Project}
 */
export function readProject(text) {
  const value = readJson(text);
  if (typeof value !== "object" || value === null || /** @type {any} */ (value).innodex !== "project") {
    throw wrong("not_a_project", [], "这不是 innodex 的项目文件：开头没有 \"innodex\": \"project\"。", 'This is no project file of innodex: "innodex": "project" is missing.', "请打开 innodex 的项目文件。", "Open a project file of innodex.");
  }
  check(value, SCHEMA);
  return /** @type {Project} */ (value);
}

/**
 * Writes a project file: members in the order of the schema, two spaces, so that equal projects give equal bytes.
 * @param {Project} project
 * @returns {string}
 */
export function writeProject(project) {
  plain(project, []);
  const written = JSON.parse(JSON.stringify(project));
  check(written, SCHEMA);
  return `${JSON.stringify(ordered(written, SCHEMA), null, 2)}\n`;
}

/** Refuses what JSON would drop or turn into null. @param {unknown} value @param {Segments} at */
function plain(value, at) {
  if (value === null || ["string", "boolean"].includes(typeof value) || Number.isFinite(value)) return;
  if (typeof value !== "object") throw wrong("not_json", at, "此处的值不能写入 JSON。", "This value cannot be written as JSON.", "请改用文字、数字、列表或对象。", "Use text, a number, a list or an object.");
  for (const [name, each] of Object.entries(/** @type {object} */ (value))) {
    // What is left out by `undefined` is left out.
    if (each !== undefined || Array.isArray(value)) plain(each, [...at, Array.isArray(value) ? Number(name) : name]);
  }
}

/** A value with its members in the order of the schema. @param {any} value @param {import("./schema.js").Schema} schema @returns {any} */
function ordered(value, { properties, items, oneOf }) {
  if (Array.isArray(value)) return value.map((each) => (items ? ordered(each, items) : each));
  const form = properties ?? oneOf?.find(({ required = [] }) => required.length && required.every((name) => name in Object(value)))?.properties;
  if (!form || typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(form).flatMap(([name, each]) => (value[name] === undefined ? [] : [[name, ordered(value[name], each)]])));
}
