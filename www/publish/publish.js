/** From a project to the files of a publication. No DOM: the page and the command line call the same function. */
import { csv } from "../elements/csv.js";
import { wrong } from "../project/problem.js";
import { writeProject } from "../project/project.js";
import { contentOf } from "./content.js";
import { checkViews, filesOfPackage, frameScript, hashed, singleFiles, wholeCode } from "./package.js";
import { embedPage, framePage, fullPage, notePage, oembed, singlePage, staticPage } from "./page.js";
import { safeCsv } from "./panel.js";
import { panelCsv } from "./compact.js";
import { rankingSvg, sizeOf, trendSvg } from "./picture.js";
import { readme } from "./readme.js";
import { integrity, sha256 } from "./sha256.js";
import { pageCss } from "./style.js";
import { rankingJson, rankingTable, sourcesTable, treeTable, yearsTable } from "./tables.js";
import { workbook } from "./xlsx.js";

/** @typedef {import("./content.js").Content} Content */
/** @typedef {import("./content.js").Kit} Kit */
/** @typedef {import("../project/types.js").Project} Project */
/** @typedef {{ path: string, bytes: Uint8Array }} File a file of a publication */
/**
 * @typedef {object} Options
 * @property {string} [date] YYYY-MM-DD; today where left out. Equal projects of one date give equal bytes
 * @property {Record<string, Uint8Array>} [files] those beside the project file, by name
 * @property {string} [address] the address of the folder; the project's where left out
 * @property {(svg: string, width: number, height: number) => Promise<Uint8Array>} [picture] makes a PNG of an SVG; without it there is none
 */

const ENCODER = new TextEncoder();

/** @param {string} path @param {string | Uint8Array} content @returns {File} */
const file = (path, content) => ({ path, bytes: typeof content === "string" ? ENCODER.encode(content) : content });

/** JSON as a file has it. @param {unknown} value */
const json = (value) => `${JSON.stringify(value, null, 1)}\n`;

/** @param {string | undefined} date */
function dateOf(date) {
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((each) => String(each).padStart(2, "0")).join("-");
  const asked = date ?? today;
  const time = new Date(`${asked}T00:00:00Z`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(asked) && time.getTime() >= Date.UTC(1980) && time.toISOString().startsWith(asked)) return asked;
  throw wrong("bad_date", [], `日期“${asked}”应写作 2026-11-30。`, `The date "${asked}" is to be written like 2026-11-30.`, "请改正日期。", "Correct the date.");
}

/** @param {string | undefined} address */
function addressOf(address) {
  if (address === undefined) return "./";
  const whole = address.endsWith("/") ? address : `${address}/`;
  if (/^https?:\/\/[^\s"'<>]+\/$/.test(whole)) return whole;
  throw wrong("bad_address", [], `地址“${address}”应以 http:// 或 https:// 开头。`, `The address "${address}" is to begin with http:// or https://.`, "请改正地址。", "Correct the address.");
}

/** The data as files: the panel for people, and as it is where that differs; the ranking and the years. @param {Content} content */
function dataFiles(content) {
  const { panel, embedded, framework, project } = content;
  const own = panel ? new TextDecoder().decode(panel) : panelCsv(/** @type {Uint8Array} */ (embedded));
  const safe = safeCsv(own);
  const years = yearsTable(content);
  const same = panel !== null && safe === own;
  return {
    files: [
      file("data/panel.csv", same ? /** @type {Uint8Array} */ (panel) : safe),
      // What a spreadsheet would run as a formula stays what it is only for the elements.
      ...(panel && !same ? [file("data/panel.txt", panel)] : []),
      file("data/ranking.csv", csv(rankingTable(content))),
      file("data/ranking.json", json(rankingJson(content))),
      ...(years ? [file("data/years.csv", csv(years))] : []),
      file("data/framework.json", json(framework)),
      ...(project.indicators ? [file("data/indicators.json", json(project.indicators))] : []),
    ],
    panel: panel ? (same ? "data/panel.csv" : "data/panel.txt") : null,
  };
}

/** The tables as a workbook, with title, source and method. @param {Content} content @param {string} date */
function workbookOf(content, date) {
  const { words, title, source, publisher, audit, lang, periodName, index } = content;
  const years = yearsTable(content);
  /** @type {(string | null)[][]} */
  const head = [[title], [`${index}${words.aside(periodName)}`], [`${words.date}${words.colon}${date}`], ...(source ? [[`${words.source}${words.colon}${source}`]] : []), ...(publisher ? [[`${words.publisher}${words.colon}${publisher}`]] : []), []];
  const widths = [10, 18, 8, 12];
  return workbook(
    [
      { name: words.ranking, lines: [...head, ...rankingTable(content)], bold: [0, head.length], widths },
      ...(years ? [{ name: words.trendTitle, lines: years, widths }] : []),
      { name: words.noteTree.replace(/^\S*[、\s]/, ""), lines: treeTable(content), widths: [18, 34, 12, 10, 10, 10, 60] },
      { name: words.noteSources.replace(/^\S*[、\s]/, ""), lines: sourcesTable(content), widths: [34, 12, 34, 20, 60] },
      { name: words.noteTitle, lines: [[words.noteTitle], [audit.note[lang]]], widths: [120] },
    ],
    date,
  );
}

/** The pictures: SVG, and PNG where somebody can make it. @param {Content} content @param {string} date @param {Options["picture"]} picture */
async function pictures(content, date, picture) {
  const trend = trendSvg(content, date);
  const made = [file("ranking.svg", rankingSvg(content, date)), ...(trend ? [file("trend.svg", trend)] : [])];
  if (!picture) return made;
  for (const { path, bytes } of [...made]) {
    const svg = new TextDecoder().decode(bytes);
    const { width, height } = sizeOf(svg);
    made.push(file(path.replace(/svg$/, "png"), await picture(svg, width, height)));
  }
  return made;
}

/** The links below a page, to files that are there. @param {Content} content @param {File[]} files */
function downloadsOf({ words: { files: said } }, files) {
  /** @type {[string, string][]} */
  const all = [
    [said.xlsx, "ranking.xlsx"],
    [said.ranking_csv, "data/ranking.csv"],
    [said.ranking_json, "data/ranking.json"],
    [said.panel, "data/panel.csv"],
    [said.png, "ranking.png"],
    [said.svg, "ranking.svg"],
    [said.trend_png, "trend.png"],
    [said.trend, "trend.svg"],
    [said.project, "project.json"],
  ];
  return all.filter(([, path]) => path === "project.json" || files.some((each) => each.path === path));
}

/** The project as the publication keeps it: what `verify` computes again. @param {Content} content @param {string | null} panel */
function keptProject({ project, panel: bytes, spec, lang, period, views }, panel) {
  const data = panel && bytes ? { file: panel, sha256: sha256(bytes) } : project.data;
  // What was left to the program is written down: a later version may choose otherwise, or have another framework of that name.
  return writeProject({ ...project, lang, data, framework: spec, show: { ...project.show, views, period } });
}

/** The name of the single file. @param {Content} content */
const singleName = ({ framework, period }) => `${String(framework.id ?? "index").replace(/[^\w-]/g, "") || "index"}-${period}.html`;

/** What says which publication this is, and what belongs to it. @param {Content} content @param {string} date @param {Kit} kit @param {File[]} files */
const publication = ({ title, period, node, region, dataHash, framework, lang }, date, { program }, files) => ({
  ...{ innodex: "publication", version: 1, title, date, lang, period, node: node.id, region: region ?? null, program },
  data_sha256: dataHash,
  framework_sha256: sha256(ENCODER.encode(JSON.stringify(framework))),
  files: files.map(({ path, bytes }) => ({ path, bytes: bytes.length, sha256: sha256(bytes) })),
});

/** In the order of paths. @param {File} a @param {File} b */
const byPath = (a, b) => (a.path < b.path ? -1 : 1);

/**
 * The files of a publication.
 * @param {Project} project @param {Kit} kit @param {Options} [options]
 * @returns {Promise<File[]>}
 */
export async function filesOf(project, kit, { date: asked, files: beside, address, picture } = {}) {
  const date = dateOf(asked);
  const content = await contentOf(project, kit, beside);
  checkViews(kit, content.views);
  const data = dataFiles(content);
  const taken = await filesOfPackage(content, kit);
  const css = hashed("page", "css", ENCODER.encode(pageCss(content.theme)));
  const frame = frameScript(await wholeCode(content, kit, ["ranking"]));
  const resize = hashed("resize", "js", /** @type {Uint8Array} */ (await kit.file(kit.names["resize.js"])));
  const icon = await kit.file("icon.svg");
  const files = [...data.files, ...taken.files, css, frame, resize, ...(icon ? [file("innodex/icon.svg", icon)] : []), ...(await pictures(content, date, picture)), file("ranking.xlsx", workbookOf(content, date))];
  const linked = (/** @type {File} */ { path, bytes }) => ({ path, integrity: integrity(bytes) });
  const made = {
    ...{ date, program: `innodex ${kit.program.version} (${kit.program.build})`, address: addressOf(address ?? project.address) },
    ...{ css: linked(css), scripts: taken.scripts, frameScript: linked(frame), resize: linked(resize), panel: data.panel, downloads: downloadsOf(content, files) },
  };
  const csvText = content.panel && new TextDecoder().decode(content.panel);
  const single = singleName(content);
  files.push(
    file("page.html", fullPage(content, made)),
    file("static.html", staticPage(content, made)),
    file("method.html", notePage(content, made)),
    file("frame.html", framePage(content, made, csvText)),
    file("embed.html", embedPage(content, made)),
    file("oembed.json", json(oembed(content, made))),
    file(single, singlePage(content, made, csvText, singleFiles(await wholeCode(content, kit, content.views)))),
    file("project.json", keptProject(content, data.panel)),
    file("README.txt", readme(content, { date, program: made.program, single, png: Boolean(picture) })),
  );
  files.sort(byPath);
  return [...files, file("publication.json", json(publication(content, date, kit, files)))].sort(byPath);
}
