/** Whether a publication is still what was published, and whether its figures are computed again. */
import { readProject } from "../project/project.js";
import { readJson } from "../project/json.js";
import { wrong } from "../project/problem.js";
import { say } from "../elements/language.js";
import { number } from "../elements/format.js";
import { contentOf } from "./content.js";
import { rankingJson } from "./tables.js";
import { sha256 } from "./sha256.js";
import { MOST_INSIDE } from "./static.js";

/** @typedef {import("./content.js").Kit} Kit */
/** @typedef {import("./content.js").Content} Content */
/** @typedef {import("../api/types.js").Text} Text */
/** @typedef {{ file: string, code: string, place: string, published: string | number | null, computed: string | number | null, message: Text }} Difference what differs: in which file, and which figure; `place` is a unit and a column */
/** @typedef {{ same: boolean, date: string, title: string, program: { version: string, build: string }, files: number, figures: number, differences: Difference[] }} Verified `files` and `figures`: how many were compared */

/** How far two scores may lie apart and be the same: the scale of rounding, as for ties. */
const SAME = 1e-12;

/** More figures of one file than this are not listed one by one. */
const MOST = 20;

/** @param {Uint8Array | undefined} bytes @param {string} path */
function textOf(bytes, path) {
  if (bytes) return new TextDecoder().decode(bytes);
  throw wrong("not_a_publication", [], `文件夹中没有 ${path}。`, `${path} is not in the folder.`, "请指定 innodex publish 写出的文件夹。", "Name a folder that innodex publish wrote.");
}

/** What a publication says of itself. @param {string} text */
function recordOf(text) {
  const record = /** @type {any} */ (readJson(text));
  const valid = record?.innodex === "publication" && record.version === 1 && Array.isArray(record.files) && record.files.every((/** @type {any} */ each) => typeof each?.path === "string" && typeof each.sha256 === "string");
  if (valid) return record;
  throw wrong("not_a_publication", [], "publication.json 不是 innodex 的发布记录。", "publication.json is no record of a publication of innodex.", "请指定 innodex publish 写出的文件夹。", "Name a folder that innodex publish wrote.");
}

/** @param {string} path @param {string} code @param {string} zh @param {string} en @param {Partial<Difference>} [more] @returns {Difference} */
const difference = (path, code, zh, en, more) => ({ file: path, code, place: "", published: null, computed: null, message: { zh, en }, ...more });

/** The files that are gone or are not what was published. @param {{ path: string, sha256: string }[]} recorded @param {(path: string) => Promise<Uint8Array | undefined>} read */
async function changedFiles(recorded, read) {
  /** @type {Difference[]} */
  const found = [];
  for (const { path, sha256: published } of recorded) {
    const bytes = await read(path);
    if (!bytes) found.push(difference(path, "file_missing", "文件不见了。", "The file is gone."));
    else if (sha256(bytes) !== published) found.push(difference(path, "file_changed", "文件已不是发布时的内容。", "The file is not what was published.", { published, computed: sha256(bytes) }));
  }
  return found;
}

/** @param {unknown} a @param {unknown} b */
const same = (a, b) => a === b || (typeof a === "number" && typeof b === "number" && Math.abs(a - b) <= SAME * Math.max(1, Math.abs(a), Math.abs(b)));

/** The figures of a unit, by their columns. @param {any} row */
const figuresOf = ({ rank, score, dimensions }) => ({ rank, score, ...dimensions });

/**
 * The figures of data/ranking.json that are computed otherwise now.
 * @param {any} published @param {Content} content
 */
function changedFigures(published, content) {
  const path = "data/ranking.json";
  const now = rankingJson(content);
  const before = new Map((Array.isArray(published?.rows) ? published.rows : []).map((/** @type {any} */ row) => [row?.code, row]));
  /** @type {Difference[]} */
  const found = [];
  for (const row of now.rows) {
    const name = say(row.unit, content.lang);
    const former = before.get(row.code);
    before.delete(row.code);
    if (!former) {
      found.push(difference(path, "unit_missing", `没有“${name}”。`, `"${name}" is missing.`, { place: name }));
      continue;
    }
    const was = /** @type {Record<string, any>} */ (figuresOf(former));
    for (const [column, value] of Object.entries(figuresOf(row))) {
      if (!same(was[column] ?? null, value)) found.push(figure(path, name, column, was[column] ?? null, value));
    }
  }
  for (const code of before.keys()) found.push(difference(path, "unit_unknown", `数据中没有“${code}”。`, `The data have no "${code}".`, { place: String(code) }));
  return found;
}

/** A figure that differs. @param {string} path @param {string} name @param {string} column @param {string | number | null} published @param {string | number | null} computed */
const figure = (path, name, column, published, computed) =>
  difference(path, "figure_differs", `“${name}”的 ${column}：发布为 ${published ?? "空"}，现算为 ${computed ?? "空"}。`, `${column} of "${name}": published ${published ?? "none"}, computed ${computed ?? "none"}.`, { place: `${name}, ${column}`, published, computed });

/** What a page shows of each unit: rank and score as they are written. @param {string} html */
const shownIn = (html) => [...html.matchAll(/<tr data-code="([^"]*)"[^>]*><td class="ix-rank">([^<]*)<\/td>.*?(?:<td class="ix-score"><b>([^<]*)<\/b>|<td colspan)/g)].map(([, code, rank, score]) => ({ code, rank, score: score ?? "—" }));

/** What is written in the plain ranking of a page and is computed otherwise. @param {string} path @param {string} html @param {Content} content */
function changedPage(path, html, { rows, digits, lang }) {
  const shown = new Map(shownIn(html).map((row) => [row.code, row]));
  return rows.flatMap(({ code, unit, rank, score }) => {
    const said = shown.get(code.replace(/[&<>"']/g, (sign) => `&${{ "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "#39" }[sign]};`));
    const name = say(unit, lang);
    // Of a long ranking other pages have the first rows.
    if (!said && path !== "static.html" && rows.length > MOST_INSIDE) return [];
    if (!said) return [difference(path, "unit_missing", `没有“${name}”。`, `"${name}" is missing.`, { place: name })];
    const now = { rank: rank === null ? "—" : String(rank), score: score === null ? "—" : number(score, digits, lang) };
    return /** @type {const} */ (["rank", "score"]).flatMap((column) => (said[column] === now[column] ? [] : [figure(path, name, column, said[column], now[column])]));
  });
}

/** Pages that hold the ranking as a table. */
const PAGES = ["static.html", "page.html", "frame.html"];

/**
 * Compares a publication with what its project gives now.
 * @param {(path: string) => Promise<Uint8Array | undefined>} read a file of the publication; nothing where there is none
 * @param {Kit} kit
 * @returns {Promise<Verified>}
 */
export async function verifyFiles(read, kit) {
  const record = recordOf(textOf(await read("publication.json"), "publication.json"));
  const differences = await changedFiles(record.files, read);
  const project = readProject(textOf(await read("project.json"), "project.json"));
  const name = project.data && "file" in project.data ? project.data.file : null;
  const beside = name ? await read(name) : undefined;
  // A file that was changed is said above; what its figures give now is asked nevertheless.
  const data = name ? { file: name } : project.data;
  // The embedded panel is that of the publication: a later version may have another.
  const file = async (/** @type {string} */ asked) => (asked === "provinces.bin" ? ((await read("innodex/provinces.bin")) ?? null) : kit.file(asked));
  const content = await contentOf({ ...project, data }, { ...kit, file }, beside && name ? { [name]: beside } : {});
  if (content.dataHash !== record.data_sha256) {
    const path = name ?? (data && "ready" in data ? "innodex/provinces.bin" : "project.json");
    differences.push(difference(path, "data_differ", "数据已不是发布时的数据。", "The data are not those of the publication.", { published: record.data_sha256, computed: content.dataHash }));
  }
  differences.push(...limited(changedFigures(readable(await read("data/ranking.json")), content)));
  for (const path of PAGES) {
    const bytes = await read(path);
    if (bytes) differences.push(...limited(changedPage(path, new TextDecoder().decode(bytes), content)));
  }
  const figures = content.rows.length * (2 + content.parts.length);
  return { same: differences.length === 0, date: String(record.date), title: String(record.title), program: record.program, files: record.files.length, figures, differences };
}

/** The ranking as it was published; nothing where it cannot be read. @param {Uint8Array | undefined} bytes */
function readable(bytes) {
  try {
    return bytes && JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

/** The first of many differences, and how many there are. @param {Difference[]} all */
function limited(all) {
  if (all.length <= MOST) return all;
  const left = all.length - MOST;
  return [...all.slice(0, MOST), difference(all[0].file, "more_differ", `另有${left}处不同。`, `${left} more differ.`)];
}
