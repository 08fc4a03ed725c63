/**
 * Reads JSON and says where it is wrong. `JSON.parse` lets a repeated member pass, the last one wins, and its messages are the
 * engine's own.
 */
import { wrong } from "./problem.js";

/** How deep lists and objects may stand in each other: the stack of an engine ends somewhere. */
const DEEPEST = 200;

const SPACE = /[ \t\r\n]*/y;
// eslint-disable-next-line no-control-regex
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;

/** Signs of a Chinese keyboard in the place of those of JSON. @type {Record<string, string>} */
const FULL_WIDTH = { "，": ",", "：": ":", "“": '"', "”": '"', "‘": '"', "’": '"', "｛": "{", "｝": "}", "［": "[", "］": "]" };

/** Reads one value, which is the whole text. @param {string} text @returns {unknown} */
export const readJson = (text) => new Reader(text.replace(/^\ufeff/, "")).whole();

class Reader {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.at = 0;
    this.depth = 0;
  }

  whole() {
    const value = this.value([]);
    this.space();
    if (this.at < this.text.length) this.refuse("此处多出内容。", "There is more after the end.");
    return value;
  }

  /** Takes what a pattern finds here. @param {RegExp} pattern @returns {string | null} */
  take(pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) return null;
    this.at += found[0].length;
    return found[0];
  }

  space() {
    this.take(SPACE);
  }

  /** Whether a sign stands here, and takes it. @param {string} sign */
  sign(sign) {
    this.space();
    const there = this.text[this.at] === sign;
    if (there) this.at++;
    return there;
  }

  /** @param {(string | number)[]} path @returns {unknown} */
  value(path) {
    this.space();
    const first = this.text[this.at];
    if (first === "{" || first === "[") return this.inside(path, first === "{" ? () => this.object(path) : () => this.list(path));
    const text = first === '"' ? this.take(STRING) : (this.take(NUMBER) ?? this.take(WORD));
    if (text === null) {
      const said = FULL_WIDTH[first];
      if (said) this.refuse(`此处是全角符号“${first}”。`, `Here is a full-width "${first}".`, `请改为半角的 ${said}。`, `Write ${said} instead.`);
      this.refuse("此处不是有效的 JSON。", "This is not valid JSON.");
    }
    const value = JSON.parse(/** @type {string} */ (text));
    if (typeof value === "number" && !Number.isFinite(value)) this.refuse("此数过大。", "This number is too large.");
    return value;
  }

  /** @param {(string | number)[]} path @param {() => unknown} read */
  inside(path, read) {
    if (++this.depth > DEEPEST) throw wrong("too_deep", path, `层数超过 ${DEEPEST}。`, `More than ${DEEPEST} levels.`, "请减少层数。", "Take fewer levels.");
    this.at++;
    const value = read();
    this.depth--;
    return value;
  }

  /** @param {(string | number)[]} path */
  list(path) {
    /** @type {unknown[]} */
    const values = [];
    if (this.sign("]")) return values;
    do values.push(this.value([...path, values.length]));
    while (this.sign(","));
    if (!this.sign("]")) this.refuse("此处应为逗号或 ]。", "A comma or ] is missing here.");
    return values;
  }

  /** @param {(string | number)[]} path */
  object(path) {
    /** @type {Map<string, unknown>} */
    const members = new Map();
    if (this.sign("}")) return {};
    do this.member(path, members);
    while (this.sign(","));
    if (!this.sign("}")) this.refuse("此处应为逗号或 }。", "A comma or } is missing here.");
    // Not by assignment: a member may be called __proto__.
    return Object.fromEntries(members);
  }

  /** @param {(string | number)[]} path @param {Map<string, unknown>} members */
  member(path, members) {
    this.space();
    const from = this.at;
    const quoted = this.take(STRING);
    if (quoted === null) this.refuse("此处应为带双引号的名称。", "A name in double quotes is missing here.");
    const name = JSON.parse(/** @type {string} */ (quoted));
    if (members.has(name)) {
      this.at = from;
      throw wrong("repeated_member", [...path, name], `“${name}”出现两次（${this.where("zh")}）。`, `"${name}" occurs twice (${this.where("en")}).`, "请只保留一个。", "Keep one.");
    }
    if (!this.sign(":")) this.refuse("此处应为冒号。", "A colon is missing here.");
    members.set(name, this.value([...path, name]));
  }

  /** Line and column, from 1. @param {"zh" | "en"} lang */
  where(lang) {
    const before = this.text.slice(0, this.at).split("\n");
    const [line, column] = [before.length, before[before.length - 1].length + 1];
    return lang === "zh" ? `第${line}行第${column}个字符` : `line ${line}, column ${column}`;
  }

  /** @param {string} zh @param {string} en @param {string} [hintZh] @param {string} [hintEn] @returns {never} */
  refuse(zh, en, hintZh = "请检查此处及其前一行。", hintEn = "Look at this place and the line before.") {
    throw wrong("not_json", [], `${this.where("zh")}：${zh}`, `${this.where("en")}: ${en}`, hintZh, hintEn);
  }
}
