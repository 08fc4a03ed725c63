/** The form of a project file as JSON Schema: what the reader checks by (check.js), and what is shipped as dist/schema/project.json. */

/** @typedef {{ type?: string, const?: unknown, enum?: string[], properties?: Record<string, Schema>, required?: string[], additionalProperties?: boolean, minProperties?: number, items?: Schema, uniqueItems?: boolean, pattern?: string, minLength?: number, oneOf?: Schema[], part?: string, description?: string, [other: string]: unknown }} Schema */

/** What a publication can show, in no order. */
export const VIEWS = ["ranking", "trend", "map", "profile", "explain", "growth", "robustness", "weights", "confidence", "scenario", "goal", "audit"];

export const THEMES = ["default", "red", "dark"];

/** @param {string} description @returns {Schema} */
const bilingual = (description) => ({ type: "object", description, properties: { zh: { type: "string" }, en: { type: "string" } }, additionalProperties: false, minProperties: 1 });

/** @param {string} description @param {object} [more] @returns {Schema} */
const string = (description, more) => ({ type: "string", description, ...more });

/** @param {string} description @param {Record<string, Schema>} properties @param {string[]} [required] @returns {Schema} */
const object = (description, properties, required = []) => ({ type: "object", description, properties, required, additionalProperties: false });

/** What has a schema of its own, and is checked by the core. @param {string} part @param {Schema} plain @returns {Schema} */
const from = (part, plain) => ({ ...plain, part });

const SHA256 = { pattern: "^[0-9a-f]{64}$" };

/** @type {Schema} */
const DATA = {
  description: "The panel: inside the file, beside it, or the embedded one.",
  oneOf: [
    object("Inside.", { csv: string("A panel as CSV.", { minLength: 1 }) }, ["csv"]),
    object("Beside.", { file: string("Its name, relative to the project file and in its folder.", { pattern: "^(?!.*\\.\\.)[^/\\\\:][^\\\\:]*$" }), sha256: string("Of its bytes.", SHA256) }, ["file"]),
    object("Embedded.", { ready: { enum: ["provinces"], description: "The provinces of China." } }, ["ready"]),
  ],
};

/** @type {Schema} */
const SHOW = object("What a publication shows, and how.", {
  views: { type: "array", description: "In the order of the page.", items: { enum: VIEWS }, uniqueItems: true },
  unit: string("The unit that is marked: code or name."),
  period: string("The newest complete one where left out."),
  node: string("The dimension that is ranked; the index where left out."),
  region: string("A part of the units that is ranked alone."),
  theme: { enum: THEMES, description: "Colours." },
});

/** @type {Schema} */
const ANSWER = object(
  "What was decided about a finding of the audit, or that a direction was confirmed.",
  { check: string("The check of the finding, or `direction`.", { minLength: 1 }), at: { type: "array", description: "The indicators, groups or units that it is about.", items: { type: "string" } }, note: bilingual("The explanation.") },
  ["check", "at"],
);

/** @type {Schema} */
const JUDGEMENT = object(
  "How the weights of a group were found; the weights themselves are in the framework.",
  { node: string("The group.", { minLength: 1 }), method: { enum: ["ahp", "points"], description: "Pairwise judgements, or points." }, experts: { type: "array", description: "As the questions `ahp` and `budget_weights` are asked.", items: { type: "object" } } },
  ["node", "method", "experts"],
);

/** @type {Schema} */
export const SCHEMA = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "innodex project",
  ...object(
    "Everything that a publication needs.",
    {
      innodex: { const: "project", description: "What the file is." },
      version: { const: 1, description: "Of this form." },
      title: bilingual("What is published."),
      publisher: bilingual("Who publishes it."),
      source: bilingual("Whom the figures are from."),
      address: string("Where it will be published: the address of the folder.", { pattern: "^https?://[^\\s\"'<>]+/$" }),
      lang: { enum: ["zh", "en"], description: "The language of the publication." },
      data: DATA,
      indicators: from("indicators", { type: "array", description: "What the columns of the panel are.", items: { type: "object" } }),
      cells: string("What single figures have, as CSV: notes, standard errors.", { minLength: 1 }),
      units: string("The office's own register of units, as CSV.", { minLength: 1 }),
      plan: from("plan", { type: "object", description: "How the panel was made of raw tables." }),
      files: {
        type: "array",
        description: "The raw tables; they are not inside.",
        items: object("A file.", { name: string("Its name.", { minLength: 1 }), sha256: string("Of its bytes.", SHA256) }, ["name", "sha256"]),
      },
      framework: {
        description: "The index: a framework, or the id of a ready one.",
        oneOf: [string("The id of a ready one.", { pattern: "^[\\w-]+$" }), from("framework", { type: "object", description: "A framework." })],
      },
      scenarios: { type: "array", description: "What-ifs.", items: from("scenario", { type: "object", description: "A scenario." }) },
      layout: {
        type: "array",
        description: "The tiles of the map.",
        items: object("A tile.", { code: string("The unit."), column: { type: "integer", description: "From the left, from 0." }, row: { type: "integer", description: "From the top, from 0." }, name: string("Its name."), en: string("Its name in English."), mark: string("A short name.") }, ["code", "column", "row"]),
      },
      show: SHOW,
      judgements: { type: "array", description: "How weights were found.", items: JUDGEMENT },
      answers: { type: "array", description: "What was decided about the audit's findings.", items: ANSWER },
    },
    ["innodex", "version", "title", "framework"],
  ),
};

/**
 * The schema with those of its parts in it, as it is shipped: their definitions move up.
 * @param {(part: string) => Schema | undefined} schemaOf the schemas that Rust derives; nothing where one is not made yet
 */
export function shipped(schemaOf) {
  /** @type {Record<string, unknown>} */
  const definitions = {};
  /** @param {string} part */
  const refer = (part) => {
    const { $defs = {}, ...own } = /** @type {Record<string, any>} */ (schemaOf(part) ?? {});
    delete own.$schema;
    Object.assign(definitions, $defs, { [part]: own });
    return { $ref: `#/$defs/${part}` };
  };
  /** @param {any} value @returns {any} */
  const inline = (value) => {
    if (Array.isArray(value)) return value.map(inline);
    if (typeof value !== "object" || value === null) return value;
    if (typeof value.part === "string" && schemaOf(value.part)) return refer(value.part);
    return Object.fromEntries(Object.entries(value).flatMap(([name, each]) => (name === "part" ? [] : [[name, inline(each)]])));
  };
  return { ...inline(SCHEMA), $defs: definitions };
}
