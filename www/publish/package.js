/** What a publication takes of the package: just the files that its views ask for, by their names with hashes, and their aliases. */
import { gzipSync } from "fflate";
import { isFirstRanking } from "../api/needs.js";
import { wrong } from "../project/problem.js";
import { base64, integrity, sha256 } from "./sha256.js";
import { scriptsOf, VIEWS } from "./views.js";

/** @typedef {import("./content.js").Content} Content */
/** @typedef {import("./content.js").Kit} Kit */
/** @typedef {import("../project/types.js").View} View */
/** @typedef {{ path: string, bytes: Uint8Array }} File */

const ENCODER = new TextEncoder();

/** A file that has to be there. @param {Kit} kit @param {string} name with its hash */
async function needed(kit, name) {
  const bytes = await kit.file(name);
  if (bytes) return bytes;
  throw wrong("package_incomplete", [], `innodex 的文件夹中缺少 ${name}。`, `${name} is missing in the folder of innodex.`, "请重新安装或复制整个文件夹。", "Install it again, or copy the whole folder.");
}

/** The module that the elements of some views compute with. @param {Content} content @param {View[]} views @returns {"ranking" | "model" | "analysis"} */
export function moduleOf({ panel, framework, project }, views) {
  if (views.some((view) => VIEWS[view].full)) return "analysis";
  const first = !panel && !project.indicators && isFirstRanking(JSON.stringify(framework));
  return first && !views.includes("growth") ? "ranking" : "model";
}

/** Refuses a view whose script the package has not. @param {Kit} kit @param {View[]} views */
export function checkViews({ names }, views) {
  for (const [i, view] of views.entries()) {
    if (!names[VIEWS[view].script]) throw wrong("view_missing", ["show", "views", i], `这一版本的 innodex 没有“${view}”。`, `This version of innodex has no "${view}".`, "请去掉它，或换用更新的版本。", "Leave it out, or take a newer version.");
  }
}

/** The files of a page's modules: those that are asked for, first the small ones. @param {Content} content @param {Kit} kit */
function modulesOf(content, { names }) {
  const whole = moduleOf(content, content.views);
  // The ranking is there before the module with every method is; a growth rate may ask for one more.
  const first = moduleOf(content, ["ranking"]);
  const all = new Set([first, whole, ...(content.views.includes("scenario") || whole === "analysis" ? ["model"] : [])]);
  const files = [...all].flatMap((each) => (each === "ranking" ? ["ranking.wasm"] : each === "model" ? ["model.wasm", "model-glue.js"] : ["analysis.wasm", "analysis.simd.wasm", "analysis-glue.js"]));
  // What helps where a server gives no such file, or another in its place.
  const spares = ["rescue.js", "compile-worker.js", ...(all.has("ranking") ? ["spare-first.js"] : [])];
  return [...files, ...spares].map((name) => names[name]);
}

/**
 * The files of the package that the page loads.
 * @param {Content} content @param {Kit} kit
 * @returns {Promise<{ files: File[], scripts: { path: string, integrity: string }[] }>}
 */
export async function filesOfPackage(content, kit) {
  const { names } = kit;
  const scripts = scriptsOf(content.views);
  const further = names["innodex-further.js"];
  const wanted = [...scripts.flatMap((name) => [name, names[name]]), further, names["share.js"], ...modulesOf(content, kit), ...(content.panel ? [] : ["provinces.bin"])];
  const files = await Promise.all([...new Set(wanted)].map(async (name) => ({ path: `innodex/${name}`, bytes: await needed(kit, name) })));
  const notices = await kit.file("THIRD-PARTY.txt");
  if (notices) files.push({ path: "innodex/THIRD-PARTY.txt", bytes: notices });
  const linked = scripts.map((name) => {
    const path = `innodex/${names[name]}`;
    return { path, integrity: integrity(/** @type {File} */ (files.find((file) => file.path === path)).bytes) };
  });
  return { files, scripts: linked };
}

/** The name of a file with the hash of what it holds. @param {string} name @param {string} extension @param {Uint8Array} bytes @returns {File} */
export const hashed = (name, extension, bytes) => ({ path: `innodex/${name}-${sha256(bytes).slice(0, 8).toUpperCase()}.${extension}`, bytes });

/** Bytes gzipped, the same wherever and whenever. @param {Uint8Array} bytes */
const gzipped = (bytes) => base64(gzipSync(bytes, { level: 9, mtime: 0 }));

/**
 * The code of views as one classic script, and what it reads: for pages that ask for no file.
 * @param {Content} content @param {Kit} kit @param {View[]} views
 */
export async function wholeCode(content, kit, views) {
  const module = moduleOf(content, views);
  const { names } = kit;
  const parts = scriptsOf(views).slice(1).map((script) => names[`single-${script}`]);
  const texts = await Promise.all([names[`single-glue-${module}.js`], names["single-core.js"], ...parts].map(async (name) => new TextDecoder().decode(await needed(kit, name))));
  /** @type {Record<string, string>} */
  const files = { "module.wasm": gzipped(await needed(kit, names[`${module}.wasm`])) };
  if (!content.panel) files["provinces.bin"] = gzipped(await needed(kit, "provinces.bin"));
  return { code: texts.join("\n"), files };
}

/** The script of a frame. @param {{ code: string, files: Record<string, string> }} whole */
export const frameScript = ({ code, files }) => hashed("frame", "js", ENCODER.encode(`globalThis[Symbol.for("innodex.files")] = ${JSON.stringify(files)};\n${code}`));

/** What the single file holds. @param {{ code: string, files: Record<string, string> }} whole */
export const singleFiles = ({ code, files }) => ({ code: gzipped(ENCODER.encode(code)), ...files });
