/** From a project to everything that a publication says: the model and its answers, computed once. */
import { audit, history } from "../api/analysis.js";
import { InnodexError } from "../api/error.js";
import { say } from "../elements/language.js";
import { inLanguage, periodName, scoreDigits } from "../elements/format.js";
import { has, wrong } from "../project/problem.js";
import { sha256 } from "./sha256.js";
import { WORDS } from "./text.js";

/** @typedef {import("../api/model.js").Model} Model */
/** @typedef {import("../api/types.js").RankRow} RankRow */
/** @typedef {import("../project/types.js").Project} Project */
/** @typedef {import("../project/types.js").View} View */

/**
 * Where a publication gets what is not in the project: the package, and the files beside the project.
 * @typedef {object} Kit
 * @property {(options: import("../api/types.js").LoadOptions) => Promise<Model>} load makes a model
 * @property {(name: string) => Promise<Uint8Array | null>} file a file of the package, by its real name; null where there is none
 * @property {Record<string, string>} names the names with hashes, by the names without
 * @property {{ version: string, build: string }} program
 */

/** @typedef {Awaited<ReturnType<typeof contentOf>>} Content */

const ENCODER = new TextEncoder();

/** The text of a bilingual text in a language; nothing where there is none. @param {import("../project/types.js").EitherText | undefined} text @param {"zh" | "en"} lang */
export const inEither = (text, lang) => text?.[lang] ?? text?.[lang === "zh" ? "en" : "zh"] ?? "";

/**
 * The panel: CSV bytes; null for the embedded one.
 * @param {Project} project @param {Record<string, Uint8Array>} files those beside the project
 */
function panelOf({ data }, files) {
  if (!data) throw wrong("missing_member", ["data"], "项目中还没有数据。", "The project has no data yet.", "请先加入数据。", "Add them first.");
  if ("ready" in data) return null;
  if ("csv" in data) return ENCODER.encode(data.csv);
  const bytes = has(files, data.file) ? files[data.file] : undefined;
  if (!bytes) throw wrong("file_missing", ["data", "file"], `没有数据文件“${data.file}”。`, `The data file "${data.file}" is not there.`, "请把它放在项目文件旁边。", "Put it beside the project file.");
  if (data.sha256 && sha256(bytes) !== data.sha256) {
    throw wrong("data_changed", ["data", "sha256"], `“${data.file}”已不是保存项目时的内容。`, `"${data.file}" is not what it was when the project was saved.`, "请找回原文件，或用新数据重新保存项目。", "Find the file of that time, or save the project anew with the new data.");
  }
  return bytes;
}

/** The framework as an object: that of the project, and with the answers to the audit in its notes. @param {Project} project @param {Kit} kit */
async function frameworkOf({ framework, answers = [] }, kit) {
  const ready = typeof framework === "string" ? await kit.file(`frameworks/${framework}.json`) : null;
  if (typeof framework === "string" && !ready) throw wrong("unknown_framework", ["framework"], `没有名为“${framework}”的现成指标体系。`, `There is no ready framework "${framework}".`, "见 innodex frameworks。", "See innodex frameworks.");
  const spec = ready ? JSON.parse(new TextDecoder().decode(ready)) : structured(framework);
  // What was confirmed without a word of explanation is nothing for a reader.
  const explained = answers.filter(({ check, note }) => check !== "direction" && inEither(note, "zh"));
  if (!explained.length) return { spec, framework: spec };
  const notes = explained.map(({ check, at, note }) => ({ finding: check, at, zh: inEither(note, "zh"), en: inEither(note, "en") }));
  return { spec, framework: { ...spec, notes: [...(spec.notes ?? []), ...notes] } };
}

/**
 * The model. What the core finds wrong has its place in the project: of JSON the member, of a table its rows and columns.
 * @param {Project} project @param {Kit} kit @param {{ data: Uint8Array | undefined, framework: any }} parts
 */
async function modelOf({ indicators, cells }, kit, { data, framework }) {
  try {
    return await kit.load({ data, indicators, cells, framework, methods: true });
  } catch (thrown) {
    const error = /** @type {InnodexError} */ (thrown);
    if (error?.name !== "InnodexError") throw thrown;
    const { code, place, messages: message, hint } = error;
    if (!place.startsWith("$")) throw new InnodexError({ code, place: `data${place && `: ${place}`}`, message, hint });
    // With no framework, what is wrong with the indicators is still wrong.
    const ofIndicators = indicators && (await kit.load({ data, indicators, framework: null, methods: true }).then((model) => model.dispose(), (/** @type {any} */ other) => other?.place === place && other.code === code));
    throw new InnodexError({ code, place: `$.${ofIndicators ? "indicators" : "framework"}${place.slice(1)}`, message, hint });
  }
}

/** A copy of a JSON value. @param {unknown} value */
const structured = (value) => JSON.parse(JSON.stringify(value));

/** The unit that is marked, by its code. @param {Model["description"]} description @param {string | undefined} asked */
function unitOf({ units }, asked) {
  if (asked === undefined || asked === "") return null;
  const found = units.find(({ code, name }) => [code, name.zh, name.en].includes(asked));
  if (!found) throw wrong("unknown_unit", ["show", "unit"], `数据中没有地区“${asked}”。`, `The data have no unit "${asked}".`, "请写数据中的代码或名称。", "Write a code or a name of the data.");
  return found.code;
}

/** The ranks of all periods; nothing where there is only one. @param {Model} model @param {string} node @param {string | undefined} region */
function yearsOf(model, node, region) {
  if (model.description.periods.length < 2) return null;
  return history(model, { node, region });
}

/**
 * Everything that a publication says.
 * @param {Project} project @param {Kit} kit @param {Record<string, Uint8Array>} [files] those beside the project, by name
 */
export async function contentOf(project, kit, files = {}) {
  const lang = project.lang ?? "zh";
  const words = WORDS[lang];
  const panel = panelOf(project, files);
  const { spec, framework } = await frameworkOf(project, kit);
  const embedded = panel ? null : await kit.file("provinces.bin");
  const model = await modelOf(project, kit, { data: panel ?? embedded ?? undefined, framework });
  try {
    const { description } = model;
    const { views = /** @type {View[]} */ (["ranking"]), node: asked, region, theme = "default" } = project.show ?? {};
    const period = project.show?.period ?? (description.newest_complete || description.periods[description.periods.length - 1]);
    const node = description.nodes.find(({ id }) => id === asked) ?? description.nodes[0];
    if (asked !== undefined && node.id !== asked) throw wrong("unknown_node", ["show", "node"], `指标体系中没有“${asked}”。`, `The framework has no "${asked}".`, "请写指标体系中的标识。", "Write an id of the framework.");
    const rows = model.rank(period, { node: node.id, region });
    const parent = description.nodes.indexOf(node);
    const parts = description.nodes.filter((each) => each.parent === parent);
    const years = yearsOf(model, node.id, region);
    // The names of reasons belong to the model, which is gone afterwards.
    const reasons = Object.fromEntries(rows.flatMap(({ reason }) => (reason ? [[reason, say(model.reasonText(reason), lang)]] : [])));
    const title = inEither(project.title, lang) || say(description.framework.name, lang);
    return {
      ...{ project, lang, words, panel, spec, framework, description, views, node, region, theme, period, rows, parts, years, reasons, embedded },
      unit: unitOf(description, project.show?.unit),
      audit: audit(model, period),
      publisher: inEither(project.publisher, lang),
      source: inEither(project.source, lang) || sourcesOf(description, lang).join(lang === "zh" ? "；" : "; "),
      index: parent === 0 ? title : say(node.name, lang),
      title,
      periodName: periodName(period, lang),
      digits: scoreDigits(rows.map(({ score }) => score)),
      dataHash: sha256(panel ?? embedded ?? new Uint8Array()),
    };
  } finally {
    model.dispose();
  }
}

/** The publishers of the columns that an index uses. @param {Model["description"]} description @param {"zh" | "en"} lang */
function sourcesOf({ nodes, columns }, lang) {
  const used = new Set(nodes.flatMap(({ column, numerator, denominator }) => [column, numerator, denominator]));
  return [...new Set(columns.filter(({ id, source }) => used.has(id) && source).map(({ source }) => inLanguage(source, lang)))];
}

/** The message of a publication: who leads, or where the marked unit stands. @param {Content} content */
export function messageOf({ rows, unit, words, lang, index, periodName: period, years, period: now }) {
  const ranked = rows.filter(({ rank }) => rank !== null);
  if (!ranked.length) return words.nobody(period);
  const own = ranked.find(({ code }) => code === unit);
  if (own) {
    const change = years?.rows.find((row) => row.code === unit && row.period === now)?.rank_change;
    const moved = change === null || change === undefined ? "" : words.moved(-change);
    return words.place(index, period, say(own.unit, lang), Number(own.rank), ranked.length) + moved;
  }
  const names = ranked.filter(({ rank }) => Number(rank) <= Math.min(3, ranked.length)).map((row) => say(row.unit, lang));
  return names.length === 1 ? words.leader(index, period, names[0]) : words.leaders(index, period, names.slice(0, 3));
}
