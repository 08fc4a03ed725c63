/** The API in a browser: files beside this module, fetched from the page's own host, each once. */
import { compile } from "./compile.js";
import { lasting } from "./instance.js";
import { loader } from "./loader.js";
import { Model } from "./model.js";
import calculator from "../../build/calculator/calculator.js";
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

/** @param {string} name */
const address = (name) => new URL(name, import.meta.url);

/**
 * A module that most pages do not need, with its glue, which knows the file where there are several.
 * @param {string} name @param {string} [file]
 * @returns {() => Promise<import("./instance.js").Running<any>>}
 */
const other = (name, file) =>
  lasting(async () => {
    const script = import(address(`${name}.js`).href);
    const module = await compile(address(file || (await script).file));
    return { glue: (await script).default, module };
  });

/** @type {import("./loader.js").Platform} */
const platform = {
  calculator: lasting(async () => ({ glue: calculator, module: await compile(address("calculator.wasm")) })),
  reader: other("reader", "reader.wasm"),
  methods: other("methods"),
  file: (name) =>
    shared(name, async () => {
      const response = await fetch(address(name));
      return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
    }),
};

const load = loader(platform);

/** Reads and resolves a panel and a framework. @param {import("./types.js").LoadOptions} [options] */
Model.load = (options) => load(options);
