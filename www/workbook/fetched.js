/** Modules that read and write workbooks, in a page or a worker: script and wasm are fetched when they are first asked for. */
import { compile, script, why } from "../api/compile.js";
import { lasting } from "../api/instance.js";

/** @param {string} glue @param {string} file @returns {() => Promise<import("../api/instance.js").Running<any>>} */
export function fetched(glue, file) {
  const started = lasting(async () => {
    const [{ default: made }, module] = await Promise.all([script(glue), compile(file)]);
    return { glue: made, module };
  });
  return () =>
    started().catch(async (thrown) => {
      throw await why(thrown);
    });
}
