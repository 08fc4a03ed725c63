/** Modules that read and write workbooks, in a page or a worker: script and wasm are fetched when they are first asked for. */
import { compile } from "../api/compile.js";
import { lasting } from "../api/instance.js";

/** @param {string} name */
const address = (name) => new URL(name, import.meta.url);

/** @param {string} glue @param {string} file @returns {() => Promise<import("../api/instance.js").Running<any>>} */
export const fetched = (glue, file) =>
  lasting(async () => {
    const [script, module] = await Promise.all([import(address(glue).href), compile(address(file))]);
    return { glue: script.default, module };
  });
