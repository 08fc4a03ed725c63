/**
 * A running wasm module. What an export throws (`unreachable`, the end of the stack or of memory) leaves its frames and borrowed
 * objects behind, and whatever is asked of it later may be answered wrongly: the instance has ended. It is left, and who asks
 * next gets another, with glue of its own, so that no object of the one meets the memory of the other.
 */
import { brokeOff, InnodexError } from "./error.js";

/** @typedef {(exports: WebAssembly.Exports) => WebAssembly.Exports} Guard what stands between the glue and the exports */
/** @typedef {{ default: (given: { module_or_path: any }) => Promise<{ memory: WebAssembly.Memory }>, initSync: (given: { module: any }) => any }} Glue */
/**
 * What the glue of a module is in the bundles (scripts/bundle.mjs): a function that makes it anew, with what it is to take for
 * the engine's `WebAssembly`.
 * @template {Glue} T
 * @typedef {(engine: ReturnType<typeof engineWith>) => T} Factory
 */
/**
 * The glue of an instance, and whether that has ended.
 * @template {Glue} T
 * @typedef {T & { memory: WebAssembly.Memory, ended: boolean }} Running
 */

/** What is called to tidy up: of an instance that has ended there is nothing left to give back. */
const TIDYING = /free$|stack_pointer$/;

/** How a module is started in a page. @param {Glue} glue @param {WebAssembly.Module} module */
const inPage = (glue, module) => glue.default({ module_or_path: module });

/** How it is started in Node, at once. @param {Glue} glue @param {WebAssembly.Module} module */
export const inNode = (glue, module) => glue.initSync({ module });

/** The engine, with a guard before the exports of what it instantiates. @param {Guard} guard */
function engineWith(guard) {
  /** @param {WebAssembly.Module} module @param {WebAssembly.Imports} imports */
  const instantiate = async (module, imports) => ({ module, instance: { exports: guard((await WebAssembly.instantiate(module, imports)).exports) } });
  return { Module: WebAssembly.Module, Instance, instantiate };

  /** @param {WebAssembly.Module} module @param {WebAssembly.Imports} imports */
  function Instance(module, imports) {
    return { exports: guard(new WebAssembly.Instance(module, imports).exports) };
  }
}

/** Who hears that some instance has ended. @type {Set<() => void>} */
export const listeners = new Set();

/**
 * What starts a module: fetched and compiled once, started anew where it has ended.
 * @param {() => Promise<{ glue: any, module: WebAssembly.Module }>} load `glue`: a Factory
 * @param {(glue: any, module: WebAssembly.Module) => any} [begin]
 * @returns {() => Promise<any>} a Running of the same glue
 */
export function lasting(load, begin = inPage) {
  /** @type {ReturnType<typeof load> | undefined} */
  let parts;
  /** @type {Promise<Running<any>> | undefined} */
  let running;
  const start = async () => {
    // A failed load may be tried again: the network may be back.
    (parts ??= load()).catch(() => (parts = undefined));
    const { glue, module } = await parts;
    const life = { ended: false };
    const end = () => {
      life.ended = true;
      running = undefined;
      for (const listener of listeners) listener();
    };
    const made = glue(engineWith((exports) => guarded(exports, life, end)));
    try {
      const { memory } = await begin(made, module);
      return Object.assign(life, made, { memory });
    } catch (thrown) {
      // There may be no room for another.
      throw thrown instanceof RangeError ? brokeOff(thrown) : thrown;
    }
  };
  return () =>
    (running ??= start().catch((thrown) => {
      running = undefined;
      throw thrown;
    }));
}

/**
 * The exports of an instance: the first that throws ends it, and the others say so from then on.
 * @param {WebAssembly.Exports} exports @param {{ ended: boolean }} life @param {() => void} end
 * @returns {WebAssembly.Exports}
 */
function guarded(exports, life, end) {
  /** @param {string} name @param {Function} run */
  const around = (name, run) => {
    const tidying = TIDYING.test(name);
    return (/** @type {unknown[]} */ ...given) => {
      // What is no number is refused out here, where that ends nothing.
      const numbers = given.map(Number);
      if (life.ended) {
        if (tidying) return;
        throw brokeOff();
      }
      try {
        return run(...numbers);
      } catch (thrown) {
        // One call may have led to another.
        if (!life.ended) end();
        if (!tidying) throw thrown instanceof InnodexError ? thrown : brokeOff(thrown);
      }
    };
  };
  const all = Object.entries(exports).map(([name, run]) => [name, typeof run === "function" ? around(name, run) : run]);
  // Without it the glue encodes text as the engine does, which makes text of a number; of its own it would read memory that
  // is not there.
  return { ...Object.fromEntries(all), __wbindgen_realloc: undefined };
}
