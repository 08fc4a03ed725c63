/** Publishing in Node: the files of the package beside this module. */
import { readFile } from "node:fs/promises";
import { Model } from "../api/node.js";
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
const file = (name) =>
  readFile(new URL(name, import.meta.url)).then(
    (bytes) => new Uint8Array(bytes),
    (fault) => {
      if (fault.code === "ENOENT") return null;
      throw fault;
    },
  );

/** @returns {Promise<import("./content.js").Kit>} */
async function kit() {
  const { files, version } = JSON.parse(new TextDecoder().decode((await file("files.json")) ?? new Uint8Array()));
  return { load: (options) => Model.load(options), file, names: files, program: { version, build: BUILD } };
}

/**
 * The files of a publication.
 * @param {Project} project @param {Options} [options]
 * @returns {Promise<File[]>}
 */
export const publish = async (project, options) => filesOf(project, await kit(), options);

/**
 * Whether a publication is still what was published, and gives the same figures now.
 * @param {File[]} files
 * @returns {Promise<Verified>}
 */
export async function verify(files) {
  return verifyFiles(async (path) => files.find((each) => each.path === path)?.bytes, await kit());
}
