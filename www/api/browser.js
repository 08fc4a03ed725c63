/** The API in a browser: files beside this module, fetched from the page's own host, each once. */
import { compile, file, hasVectors, rescue, script, why } from "./compile.js";
import { lasting } from "./instance.js";
import { loader } from "./loader.js";
import { Model } from "./model.js";
import ranking from "../../build/ranking/ranking.js";
export { InnodexError, Model, Scenario } from "./model.js";

/** @type {Map<string, Promise<any>>} */
const once = new Map();

/**
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} load
 * @returns {Promise<T>}
 */
function shared(name, load) {
  const known = once.get(name);
  if (known) return known;
  const promise = load();
  // A failed load may be tried again: the network may be back.
  promise.catch(() => once.delete(name));
  once.set(name, promise);
  return promise;
}

/**
 * A module that most pages do not need, with its glue.
 * @param {string} glue @param {() => string} file
 * @returns {() => Promise<import("./instance.js").Running<any>>}
 */
const other = (glue, file) =>
  lasting(async () => {
    const [{ default: made }, module] = await Promise.all([script(glue), compile(file())]);
    return { glue: made, module };
  });

const load = loader({
  ranking: lasting(async () => ({ glue: ranking, module: await compile(FILES.ranking) })),
  model: other(FILES.modelScript, () => FILES.model),
  analysis: other(FILES.analysisScript, () => (hasVectors() ? FILES.analysisVector : FILES.analysis)),
  // Its name stays the same: another build's is another address.
  file: (name) => shared(name, () => file(`${name}?${BUILD}`)),
  refuse: rescue,
});

/** Reads and resolves a panel and a framework. @param {import("./types.js").LoadOptions} [options] */
Model.load = (options) =>
  load(options).catch(async (thrown) => {
    throw await why(thrown);
  });
