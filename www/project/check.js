/** Checks a value by the schema of projects, and says what is wrong in both languages. Of JSON Schema it knows what schema.js uses. */
import { has, wrong } from "./problem.js";

/** @typedef {import("./schema.js").Schema} Schema */
/** @typedef {import("./problem.js").Segments} Segments */

/** @type {Record<string, [zh: string, en: string]>} */
const KINDS = { object: ["一个对象 { }", "an object { }"], array: ["一个列表 [ ]", "a list [ ]"], string: ["带引号的文字", "text in quotes"], integer: ["整数", "a whole number"] };

/** The type of a value as JSON Schema calls it. @param {unknown} value */
const typeOf = (value) => (value === null ? "null" : Array.isArray(value) ? "array" : Number.isInteger(value) ? "integer" : typeof value);

/** The name of what stands at a place, for a message. @param {Segments} at */
const named = (at) => {
  const names = at.filter((each) => typeof each === "string");
  return names.length ? String(names[names.length - 1]) : "";
};

/**
 * Throws where a value is not what a schema says.
 * @param {unknown} value @param {Schema} schema @param {Segments} [at]
 */
export function check(value, schema, at = []) {
  if (schema.oneOf) return check(value, alternative(value, schema.oneOf, at), at);
  if (schema.type && typeOf(value) !== schema.type) {
    const [zh, en] = KINDS[schema.type];
    throw wrong("wrong_type", at, `${named(at) ? `“${named(at)}”` : "此处"}应为${zh}。`, `${named(at) ? `"${named(at)}"` : "This"} must be ${en}.`, "请修改此处。", "Change it.");
  }
  if ("const" in schema && value !== schema.const) throw notConst(schema.const, at);
  if (schema.enum && !schema.enum.includes(/** @type {string} */ (value))) throw notListed(value, schema.enum, at);
  if (typeof value === "string") checkText(value, schema, at);
  if (Array.isArray(value)) checkList(value, schema, at);
  else if (typeof value === "object" && value !== null) checkObject(/** @type {Record<string, unknown>} */ (value), schema, at);
}

/** The alternative that a value is meant for: by its kind, then by a member that it has. @param {unknown} value @param {Schema[]} schemas @param {Segments} at */
function alternative(value, schemas, at) {
  const kind = typeOf(value);
  const alike = schemas.filter(({ type }) => type === kind);
  if (alike.length === 1) return alike[0];
  const members = typeof value === "object" && value !== null ? value : {};
  const meant = alike.filter(({ required = [] }) => required.some((name) => has(members, name)));
  if (meant.length === 1) return meant[0];
  const words = schemas.flatMap(({ required = [] }) => required);
  throw wrong("choose_one", at, `“${named(at)}”须写明且只写明其中一种：${words.join("、")}。`, `"${named(at)}" must say one of ${words.join(", ")}, and one only.`, "请选用一种。", "Choose one.");
}

/** @param {unknown} wanted @param {Segments} at */
function notConst(wanted, at) {
  const said = JSON.stringify(wanted);
  const name = named(at);
  const newer = name === "version";
  return wrong(
    newer ? "unknown_version" : "not_a_project",
    at,
    newer ? `不认识项目文件的这个版本，只认识 ${said}。` : `“${name}”须为 ${said}。`,
    newer ? `This version of a project file is not known, only ${said} is.` : `"${name}" must be ${said}.`,
    newer ? "请用更新的 innodex 打开。" : "请打开 innodex 的项目文件。",
    newer ? "Open it with a newer innodex." : "Open a project file of innodex.",
  );
}

/** @param {unknown} value @param {string[]} words @param {Segments} at */
const notListed = (value, words, at) =>
  wrong("unknown_word", at, `“${named(at)}”不能是 ${JSON.stringify(value)}。`, `"${named(at)}" cannot be ${JSON.stringify(value)}.`, `可选：${words.join("、")}。`, `Choose one of: ${words.join(", ")}.`);

/** @param {string} value @param {Schema} schema @param {Segments} at */
function checkText(value, { pattern, minLength = 0 }, at) {
  if (value.length < minLength) throw wrong("empty_text", at, `“${named(at)}”是空的。`, `"${named(at)}" is empty.`, "请填写，或删去这一项。", "Fill it in, or leave it out.");
  if (pattern && !new RegExp(pattern, "u").test(value)) {
    const [zh, en] = /** @type {Record<string, [string, string]>} */ ({ file: ["应为项目文件所在文件夹中的文件", "names a file in the folder of the project file"], address: ["应以 http:// 或 https:// 开头、以 / 结尾", "begins with http:// or https:// and ends with /"], sha256: ["应为64位小写十六进制数", "is 64 lower-case hexadecimal digits"] })[named(at)] ?? ["只能含字母、数字、_ 和 -", "has letters, digits, _ and - only"];
    throw wrong("wrong_form", at, `“${named(at)}”${zh}。`, `"${named(at)}" ${en}.`, "请修改此处。", "Change it.");
  }
}

/** @param {unknown[]} values @param {Schema} schema @param {Segments} at */
function checkList(values, { items, uniqueItems }, at) {
  values.forEach((each, i) => {
    if (items) check(each, items, [...at, i]);
    if (uniqueItems && values.indexOf(each) < i) throw wrong("repeated", [...at, i], `“${each}”出现两次。`, `"${each}" occurs twice.`, "请只保留一个。", "Keep one.");
  });
}

/** @param {Record<string, unknown>} value @param {Schema} schema @param {Segments} at */
function checkObject(value, { properties = {}, required = [], additionalProperties, minProperties = 0 }, at) {
  const known = Object.keys(properties);
  const unknown = additionalProperties === false ? Object.keys(value).find((name) => !has(properties, name)) : undefined;
  if (unknown !== undefined) throw wrong("unknown_member", [...at, unknown], `不认识“${unknown}”。`, `"${unknown}" is not known.`, `可用的有：${known.join("、")}。`, `Known are: ${known.join(", ")}.`);
  const missing = required.find((name) => !has(value, name));
  if (missing !== undefined) throw wrong("missing_member", at, `缺少“${missing}”。`, `"${missing}" is missing.`, "请补上。", "Add it.");
  if (Object.keys(value).length < minProperties) throw wrong("missing_member", at, `“${named(at)}”中至少要有 ${known.join("、")} 之一。`, `"${named(at)}" needs one of ${known.join(", ")}.`, "请补上。", "Add it.");
  for (const [name, schema] of Object.entries(properties)) if (has(value, name)) check(value[name], schema, [...at, name]);
}
