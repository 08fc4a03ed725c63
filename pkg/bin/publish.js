// The commands that write a publication, and that compute its figures again.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import { check } from "../dist/node.js";
import { InnodexError, publish, readProject, verify, zipped } from "../dist/publish-node.js";

/** @typedef {import("../dist/publish-node.js").File} File */
/** @typedef {import("../dist/publish-node.js").Project} Project */
/** @typedef {"zh" | "en"} Lang */

/** @param {string} code @param {string} place @param {[string, string]} message @param {[string, string]} hint */
const wrong = (code, place, [zh, en], [hintZh, hintEn]) => new InnodexError({ code, place, message: { zh, en }, hint: { zh: hintZh, en: hintEn } });

/** @param {any} fault @param {string} path */
const unreadable = (fault, path) => wrong("bad_command", path, [`无法读取文件（${fault.code ?? ""}）。`, `The file cannot be read (${fault.code ?? ""}).`], ["请检查路径。", "Check the path."]);
/** @param {any} fault @param {string} path */
const unwritable = (fault, path) => wrong("bad_command", path, [`无法写入文件（${fault.code ?? ""}）。`, `The file cannot be written (${fault.code ?? ""}).`], ["请换一个位置。", "Choose another place."]);

/** The file that a project names for its data; it is in the project's folder. @param {Project} project @param {string} path of the project @returns {Promise<Record<string, Uint8Array>>} */
async function besideOf({ data }, path) {
  if (!data || !("file" in data)) return {};
  const beside = join(dirname(path), data.file);
  const bytes = await readFile(beside).catch((fault) => Promise.reject(unreadable(fault, beside)));
  return { [data.file]: bytes };
}

/**
 * Writes the files of a publication into a folder. A publication never changes: what is there already has to be the same.
 * @param {string} folder @param {File[]} files
 */
async function lay(folder, files) {
  for (const { path, bytes } of files) {
    const there = await readFile(join(folder, path)).catch(() => null);
    if (there && !there.equals(bytes)) {
      throw wrong("already_published", join(folder, path), ["文件夹中已有另一次发布，发布的内容不再改动。", "The folder has another publication, and a publication never changes."], ["请另选一个文件夹。", "Choose another folder."]);
    }
  }
  for (const { path, bytes } of files) {
    const target = join(folder, path);
    try {
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, bytes);
    } catch (fault) {
      throw unwritable(fault, target);
    }
  }
}

/**
 * `innodex publish PROJECT --out DIR`, `--zip FILE` or both. Says what it wrote, and what only a page can.
 * @param {Record<string, string | undefined>} values @param {string} path @param {(text: string) => void} note
 */
export async function publishing({ out, zip, date, address, lang }, path, note) {
  const text = await readFile(path, "utf8").catch((fault) => Promise.reject(unreadable(fault, path)));
  const project = readProject(text);
  const files = await publish(project, { date, address, files: await besideOf(project, path) });
  if (out !== undefined) await lay(out, files);
  const made = JSON.parse(new TextDecoder().decode(files.find((file) => file.path === "publication.json")?.bytes));
  if (zip !== undefined) await writeFile(zip, zipped(files, made.date)).catch((fault) => Promise.reject(unwritable(fault, zip)));
  const size = Math.round(files.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1000);
  note(lang === "en" ? `${files.length} files, ${size} kB: ${[out, zip].filter(Boolean).join(", ")}` : `${files.length}个文件，${size} kB：${[out, zip].filter(Boolean).join("、")}`);
  note(lang === "en" ? "Pictures are SVG; PNG is made by the page of the workbench." : "图片为 SVG；PNG 由工作台页面生成。");
  if (address === undefined && project.address === undefined) note(lang === "en" ? "The lines to paste have relative addresses: --address gives the folder's." : "嵌入代码用的是相对地址；可用 --address 写明文件夹的地址。");
}

/** The files of a folder, by their paths below it. @param {string} folder @returns {Promise<File[]>} */
async function filesIn(folder) {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch((fault) => Promise.reject(unreadable(fault, folder)));
  const root = resolve(folder) + sep;
  const paths = names.filter((each) => each.isFile()).map((each) => resolve(each.parentPath ?? each.path, each.name).slice(root.length));
  return Promise.all(paths.sort().map(async (path) => ({ path: path.split(sep).join("/"), bytes: new Uint8Array(await readFile(join(folder, path))) })));
}

/**
 * `innodex verify DIR`: what is not as it was published, or is computed otherwise.
 * @param {string} folder @param {Lang} lang @param {(text: string) => void} note
 */
export async function verifying(folder, lang, note) {
  const found = await verify(await filesIn(folder));
  const { same, date, files, figures, program } = found;
  if (same) note(lang === "en" ? `The same as published on ${date} by innodex ${program.version} (${program.build}): ${files} files, ${figures} figures.` : `与${date}由 innodex ${program.version}（${program.build}）发布的一致：${files}个文件，${figures}个数字。`);
  return { rows: found.differences, columns: ["file", "code", "place", "published", "computed", "message"], json: found, same };
}

/** Whether a file is a project. @param {Uint8Array} bytes */
export const isProject = (bytes) => /^\ufeff?\s*\{\s*"innodex"\s*:/.test(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(0, 200)));

/**
 * What is wrong with a project: its form, then its framework, data and indicators against each other.
 * @param {Uint8Array} bytes @param {string} path
 * @returns {Promise<import("../dist/node.js").Finding[]>}
 */
export async function checkProject(bytes, path) {
  try {
    const project = readProject(new TextDecoder().decode(bytes));
    const beside = await besideOf(project, path);
    const csv = project.data && "csv" in project.data ? new TextEncoder().encode(project.data.csv) : Object.values(beside)[0];
    const json = (/** @type {unknown} */ value) => new TextEncoder().encode(JSON.stringify(value));
    const parts = [
      ...(csv ? [{ name: "data", bytes: csv }] : []),
      ...(typeof project.framework === "object" ? [{ name: "framework", bytes: json(project.framework) }] : []),
      ...(project.indicators ? [{ name: "indicators", bytes: json(project.indicators) }] : []),
    ];
    const found = await check(parts.map((part) => part.bytes));
    return found.flatMap((findings, i) => findings.map((finding) => ({ ...finding, place: [parts[i].name, finding.place].filter(Boolean).join(": ") })));
  } catch (thrown) {
    const { code, place, messages, hint } = /** @type {InnodexError} */ (thrown);
    if (!messages) throw thrown;
    return [{ severity: "error", code, place, message: messages, hint }];
  }
}
