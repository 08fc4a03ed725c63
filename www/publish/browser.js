/** Publishing in a page: the files of the package are fetched from beside this script, and pictures are drawn by the page. */
import { Model } from "../api/browser.js";
import { drawn } from "./draw.js";
import { filesOf } from "./publish.js";
import { verifyFiles } from "./verify.js";
export { zipped } from "./zip.js";
export { readProject, writeProject } from "../project/project.js";
export { InnodexError } from "../api/error.js";

/** @typedef {import("../project/types.js").Project} Project */
/** @typedef {import("./publish.js").File} File */
/** @typedef {import("./publish.js").Options} Options */
/** @typedef {import("./verify.js").Verified} Verified */

/** @param {string} name */
async function file(name) {
  const response = await fetch(new URL(`${name}?${BUILD}`, import.meta.url).href);
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
}

/** @returns {Promise<import("./content.js").Kit>} */
async function kit() {
  const bytes = await file("files.json");
  const { files, version } = JSON.parse(new TextDecoder().decode(bytes ?? new Uint8Array()));
  return { load: (options) => Model.load(options), file, names: files, program: { version, build: BUILD } };
}

/**
 * The files of a publication, PNGs among them: the page draws them, unless `picture` says otherwise.
 * @param {Project} project @param {Options} [options]
 * @returns {Promise<File[]>}
 */
export const publish = async (project, options) => filesOf(project, await kit(), { picture: drawn, ...options });

/**
 * Whether a publication is still what was published, and gives the same figures now.
 * @param {File[]} files
 * @returns {Promise<Verified>}
 */
export async function verify(files) {
  return verifyFiles(async (path) => files.find((each) => each.path === path)?.bytes, await kit());
}
