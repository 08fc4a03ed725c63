// Commands that ask a model one question (src/question.rs): one for each, named like it, its options like the members of the request.
import { readFile } from "node:fs/promises";
import { ask } from "../dist/analysis.js";

/** @typedef {{ type?: string | string[], items?: Member, anyOf?: Member[], $ref?: string, description?: string }} Member */
/** @typedef {{ word: string, sentence: import("../dist/node.js").Text, request: { properties?: Record<string, Member>, required?: string[], $defs?: Record<string, Member> } }} Question */

/** @type {Question[]} */
export const questions = JSON.parse(await readFile(new URL("../dist/schema/questions.json", import.meta.url), "utf8"));

/** The option of a member, or the command of a question. @param {string} name */
const dashed = (name) => name.replaceAll("_", "-");

/** The command of a question; `report` reads work reports. @param {string} word */
export const commandOf = (word) => (word === "report" ? "steps" : dashed(word));

/** The question of a command. @param {string} command */
export const questionOf = (command) => questions.find(({ word }) => commandOf(word) === command);

/** All members of requests, as options. */
export const options = [...new Set(questions.flatMap(({ request }) => Object.keys(request.properties ?? {})).map(dashed))];

/** How the commands are called. @param {string[]} others commands that have a line of their own */
export const usage = (others) => questions
  .filter(({ word }) => !others.includes(commandOf(word)))
  .map(({ word, request: { properties = {}, required = [] } }) => {
    const said = Object.keys(properties).map((name) => (required.includes(name) ? `--${dashed(name)} X` : `[--${dashed(name)} X]`));
    return `innodex ${commandOf(word)} [REQUEST.json] --framework F ${said.join(" ")} [--data D --indicators J]`;
  })
  .join("\n");

/** What the commands answer. @param {string[]} others @param {"zh" | "en"} lang */
export const sentences = (others, lang) => questions.filter(({ word }) => !others.includes(commandOf(word))).map(({ word, sentence }) => `${commandOf(word)}  ${sentence[lang]}`).join("\n");

/** A member with what it refers to in the place of the reference. @param {Member} member @param {Record<string, Member>} defs @returns {Member} */
function resolved(member, defs) {
  const whole = { ...member, ...(member.$ref && defs[member.$ref.split("/").pop() ?? ""]) };
  return whole.anyOf ? { ...whole, anyOf: whole.anyOf.map((each) => resolved(each, defs)) } : whole;
}

/** Whether a member may be of a kind. @param {Member} member @param {string} kind @returns {boolean} */
const mayBe = ({ type, anyOf = [] }, kind) => [type].flat().includes(kind) || anyOf.some((each) => mayBe(each, kind));

/**
 * The value of an option: text where the member is text, numbers and lists as they are written, all else as JSON.
 * @param {Member} member @param {string} text
 */
function valueOf(member, text) {
  if (/^\s*[[{]/.test(text)) return JSON.parse(text);
  // A group is a name, a list of units or an object.
  if (mayBe(member, "object") && mayBe(member, "string") && !text.includes(",")) return text;
  if (mayBe(member, "array")) return text.split(",").map((each) => (mayBe(member.items ?? { type: "string" }, "string") || Number.isNaN(Number(each)) ? each.trim() : Number(each)));
  if (mayBe(member, "boolean")) return text === "true" ? true : text === "false" ? false : text;
  if ((mayBe(member, "number") || mayBe(member, "integer")) && text.trim() !== "" && Number.isFinite(Number(text))) return Number(text);
  return text;
}

/**
 * The request of a command: what its file says, and above it what its options say.
 * @param {Question} question @param {Record<string, string | undefined>} values @param {object} [file]
 */
export function requestOf({ request }, values, file = {}) {
  const said = Object.entries(request.properties ?? {}).flatMap(([name, member]) => {
    const text = values[dashed(name)];
    return text === undefined ? [] : [[name, valueOf(resolved(member, request.$defs ?? {}), text)]];
  });
  return { ...file, ...Object.fromEntries(said) };
}

/** Whether a value is a list of records. @param {any} value */
const isTable = (value) => Array.isArray(value) && value.length > 0 && typeof value[0] === "object" && value[0] !== null && !("zh" in value[0]);

/**
 * What a question is answered, and its table: its rows, or else the first list of records in it.
 * @param {Question} question @param {import("../dist/node.js").Model} model @param {object} request
 */
export function answered({ word }, model, request) {
  const answer = ask(model, word, request);
  return { answer, rows: /** @type {Record<string, any>[] | undefined} */ (answer.rows ?? Object.values(answer).find(isTable)) };
}
