// Which members and words of a framework the module `ranking` knows, found by asking it: every word of the JSON Schema is put
// into a framework, and the module says whether it can read that. A page then chooses its module by these words
// (www/api/needs.js), and nobody keeps a second list of them.
import { readdir, readFile } from "node:fs/promises";

const DIST = "pkg/dist";

/** @typedef {Record<string, any>} Json */

/** A framework of two indicators with a step. @param {Json} step */
const withStep = (step) => ({
  id: "first",
  indicators: ["gdp", "population"].map((id) => ({ id, direction: 1 })),
  tree: { id: "index", children: [{ id: "gdp" }, { id: "population" }] },
  steps: [step],
});

/**
 * @param {string} file the module
 * @returns {Promise<Record<string, string[]>>} by step, and under `ready` the ids of the ready frameworks that it can resolve
 */
export async function firstRanking(file) {
  const glue = await import("../build/ranking/ranking.js");
  glue.initSync({ module: await readFile(file) });
  const panel = await readFile(`${DIST}/provinces.bin`);
  const schema = JSON.parse(await readFile(`${DIST}/schema/framework.json`, "utf8"));

  /** Where the module cannot read a framework; null where it can, whatever else it then finds wrong with it. @param {Json} framework */
  const unreadable = (framework) => {
    try {
      new glue.Calculator(panel, JSON.stringify(framework)).free();
    } catch (problem) {
      const { code, place } = /** @type {Json} */ (problem);
      if (code === "bad_json") return String(place);
    }
    return null;
  };

  /** What a schema stands for, references followed. @param {Json} part @returns {Json} */
  const followed = (part) => {
    if (!part.$ref) return part;
    const { $ref, ...own } = part;
    const target = followed(schema.$defs[$ref.split("/").pop()]);
    return { ...target, ...own, properties: { ...target.properties, ...own.properties } };
  };
  /** Every word that a schema allows. @param {Json} part @returns {string[]} */
  const wordsOf = (part) => {
    const { const: only, enum: some = [], anyOf = [], oneOf = [] } = followed(part);
    return [only, ...some, ...[...anyOf, ...oneOf].flatMap(wordsOf)].filter((word) => typeof word === "string");
  };
  /** A value of the right type. @param {Json} part @returns {any} */
  const sample = (part) => {
    const { type, anyOf = [], oneOf = [], properties } = followed(part);
    const kind = [type].flat()[0];
    if (wordsOf(part).length) return wordsOf(part)[0];
    if (anyOf.length || oneOf.length) return sample([...anyOf, ...oneOf][0]);
    if (kind === "object") return Object.fromEntries(Object.entries(properties ?? {}).map(([name, each]) => [name, sample(each)]));
    return { number: 1, integer: 1, boolean: true, array: [] }[/** @type {string} */ (kind)] ?? "";
  };

  /** @type {Record<string, string[]>} */
  const known = {};
  for (const variant of schema.$defs.Step.oneOf) {
    const { properties } = followed(variant);
    const { step: { const: step }, ...members } = properties;
    const base = { step, ...(wordsOf(members.method ?? {}).length && step !== "treat" ? { method: wordsOf(members.method)[0] } : {}) };
    if (unreadable(withStep(base)) !== null) continue;
    known[step] = [];
    for (const [name, part] of Object.entries(members)) {
      const words = wordsOf(part);
      const readable = words.filter((word) => unreadable(withStep({ ...base, [name]: word })) === null);
      const some = words.length ? readable.length > 0 : unreadable(withStep({ ...base, [name]: sample(part) })) === null;
      if (some) known[step].push(name, ...readable);
    }
    known[step] = [...new Set(known[step].concat(known[step].includes("scope") ? ["base"] : []))].sort();
  }
  known.ready = [];
  for (const name of (await readdir(`${DIST}/frameworks`)).sort()) {
    const framework = JSON.parse(await readFile(`${DIST}/frameworks/${name}`, "utf8"));
    if (!Array.isArray(framework) && unreadable(framework) === null) known.ready.push(framework.id);
  }
  return known;
}
