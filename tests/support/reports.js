// Labelled reports as the reader of reports answers of them: what a page's controller is tested with, apart from the reader.
import { readFileSync } from "node:fs";
import { project } from "./files.js";

const FOLDERS = { "report-1": "tests/fixtures/report" };

/** A labelled text and its figures. @param {string} name */
export function labelled(name) {
  const path = `${project}${FOLDERS[name] ?? "tests/report"}/${name}`;
  const figures = readFileSync(`${path}.figures.jsonl`, "utf8").trimEnd().split("\n").map((line) => JSON.parse(line));
  return { text: readFileSync(`${path}.txt`, "utf8"), figures };
}

/** The answer of a reader that finds what the labels say. @param {string} text @param {any[]} figures @param {any[]} [questions] */
export function readingOf(text, figures, questions = []) {
  const starts = [0];
  for (const character of text) starts.push(starts[starts.length - 1] + character.length);
  return {
    text,
    figures: figures.map(({ start, end, written, value, unit, high = null, base_value: normalised, kind, qualifier, subject, ...more }) => ({
      ...{ start, end, utf16: [starts[start], starts[end]], text: written, subject, phrase: subject, value, high, unit: unit ?? "", normalised, kind, qualifier },
      ...{ target_of: null, bound: null, period: null, region: null, compared_with: null, part_of: null, rule: "labelled", rules: ["labelled"] },
      ...more,
    })),
    questions,
    skipped: [],
    rules: [{ name: "labelled", group: "test", text: { zh: "人工标注", en: "labelled by hand" }, example: "130家" }],
  };
}

/** @param {string} name @param {any[]} [questions] */
export function reading(name, questions) {
  const { text, figures } = labelled(name);
  return readingOf(text, figures, questions);
}

/** A text of one's own: `[[130家|高新技术企业|new|130|家]]` is a figure. @param {string} marked */
export function written(marked) {
  /** @type {any[]} */
  const figures = [];
  let text = "";
  for (const part of marked.split(/(\[\[.*?\]\])/s)) {
    if (!part.startsWith("[[")) {
      text += part;
      continue;
    }
    const [written, subject, kind, value, unit, more = "{}"] = part.slice(2, -2).split("|");
    const start = [...text].length;
    figures.push({ start, end: start + [...written].length, written, value: Number(value), unit, base_value: null, kind, qualifier: null, subject, ...JSON.parse(more) });
    text += written;
  }
  return readingOf(text, figures);
}
