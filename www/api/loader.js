/** From what a caller gives to a model: which module, which files. Environment-neutral: a platform (browser.js, node.js) finds them. */
import { guarded } from "./error.js";
import { jsonOf } from "./json.js";
import { Model } from "./model.js";
import { isFirstRanking } from "./needs.js";

/** @typedef {import("./types.js").LoadOptions} LoadOptions */
/** @typedef {import("./types.js").Text} Text */
/** @typedef {import("./instance.js").Running<typeof import("../../build/ranking/ranking.js")>} Ranking */
/** @typedef {import("./instance.js").Running<typeof import("../../build/model/model.js")>} Full */

/**
 * Where the files of the package are.
 * @typedef {object} Platform
 * @property {() => Promise<Ranking>} ranking the embedded data, by the methods of a first ranking
 * @property {() => Promise<Full>} model data of one's own, by every method
 * @property {() => Promise<Full>} analysis the same, with draws, goals, budgets and the audit
 * @property {(name: string) => Promise<Uint8Array | null>} file a file of the package; null where there is none
 * @property {(what: "framework" | "option", name: string, ids?: string[]) => Promise<any>} refuse throws what is said of what there is not
 */

/** What is not bytes yet; a panel of columns stays one. @param {any} data */
const bytesOf = (data) =>
  typeof data === "string" ? new TextEncoder().encode(data) : data instanceof ArrayBuffer ? new Uint8Array(data) : data;

/** The first bytes of provinces.bin. @param {Uint8Array} bytes */
const isCompact = (bytes) => bytes[0] === 0x89 && bytes[1] === 0x49 && bytes[2] === 0x58 && bytes[3] === 0x50;

/**
 * `Model.load` for a platform.
 * @param {Platform} platform
 */
export function loader(platform) {
  /** @type {WeakMap<object, { id: string, text: Text }[]>} */
  const reasons = new WeakMap();

  /** @param {string} id */
  const ready = async (id) => {
    const file = /^[\w-]+$/.test(id) ? await platform.file(`frameworks/${id}.json`) : null;
    if (file) return new TextDecoder().decode(file);
    return platform.refuse("framework", id, await readyFrameworks(platform));
  };

  /** @param {LoadOptions} [options] @returns {Promise<Model>} */
  return async ({ data, indicators, cells, framework = "provincial", methods = false, ...others } = {}) => {
    const [other] = Object.keys(others);
    if (other) return platform.refuse("option", other);
    // Text that can be no id is meant as JSON: what is wrong with it is then said with its place.
    const isJson = typeof framework !== "string" || /[{"\n]|^\s*$/.test(framework);
    const given = bytesOf(data ?? undefined);
    const more = /** @type {const} */ ([jsonOf(indicators ?? undefined), bytesOf(cells ?? undefined)]);
    const reads = (given && !isCompact(given)) || framework === null || more.some((each) => each !== undefined);
    // Which module follows from what is asked for, before anything has come.
    const json = isJson ? jsonOf(framework ?? undefined) : undefined;
    const first = isJson ? isFirstRanking(json ?? "") : FIRST.ready.includes(/** @type {string} */ (framework));
    const module = methods === true ? platform.analysis : methods || reads || !first ? platform.model : platform.ranking;
    const [panel, text] = await Promise.all([given ?? platform.file("provinces.bin"), json ?? (isJson ? undefined : ready(/** @type {string} */ (framework))), module()]);
    if (!panel) return platform.refuse("option", "data");
    const wasm = await alive(module);
    const inner = guarded(() => {
      if (!reads) return new /** @type {any} */ (wasm).Calculator(panel, /** @type {string} */ (text));
      const { Calculator } = /** @type {Full} */ (wasm);
      const rest = /** @type {const} */ ([more[0], text, more[1]]);
      return panel.reasons
        ? Calculator.from_columns(/** @type {string} */ (jsonOf(panel)), panel.values, panel.reasons, ...rest)
        : Calculator.from_csv(panel, ...rest);
    });
    const words = reasons.get(wasm) ?? wasm.reasons();
    reasons.set(wasm, words);
    return new Model(inner, words, wasm);
  };
}

/** A module whose instance has not ended while others were waited for. @param {() => Promise<Ranking | Full>} which */
async function alive(which) {
  let wasm;
  do wasm = await which();
  while (wasm.ended);
  return wasm;
}

/** The ids of the ready frameworks. @param {Platform} platform @returns {Promise<string[]>} */
export async function readyFrameworks(platform) {
  const index = await platform.file("frameworks/index.json");
  return index ? JSON.parse(new TextDecoder().decode(index)) : [];
}
