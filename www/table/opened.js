/** The files that are open: what is understood of each, what the reader answered, and the plan that says all of it. */

/** @typedef {import("../api/types.js").Understood} Understood */
/** @typedef {import("../api/types.js").PlanSource} PlanSource */
/** @typedef {import("../api/types.js").Plan} Plan */
/** @typedef {import("../elements/problem.js").Problem} Problem */

/**
 * A file that is open, or could not be opened.
 * @typedef {object} Opened
 * @property {string} name
 * @property {Blob} blob
 * @property {string} source what the plan calls it
 * @property {PlanSource} answers what the reader said of it
 * @property {Understood | null} seen
 * @property {Problem | null} problem
 */

/** A figure of an open file, to be chosen. @typedef {{ key: string, file: Opened, id: string, measure: string }} Choice */

/**
 * What the reader chose to rank by.
 * @typedef {object} Chosen
 * @property {string} above the key of a figure
 * @property {string} below the key of a figure, or nothing
 * @property {string} measure that the result is wanted in; empty for the usual
 * @property {1 | -1} direction
 * @property {"sum" | "mean"} summary of tables of many rows
 */

/** A name for a source that no other has. @param {string} file @param {Opened[]} others */
export function sourceName(file, others) {
  const stem = file.replace(/\.[^.]*$/, "") || file;
  let name = stem;
  for (let n = 2; others.some(({ source }) => source === name); n++) name = `${stem} ${n}`;
  return name;
}

/**
 * One answer into what was answered before: objects are joined, lists are continued, the rest is replaced.
 * @param {Record<string, any>} answers
 * @param {Record<string, any>} more
 * @returns {Record<string, any>}
 */
export function answered(answers, more) {
  const joined = { ...answers };
  for (const [key, value] of Object.entries(more)) {
    const before = joined[key];
    if (Array.isArray(value)) joined[key] = [...new Set([...(before ?? []), ...value])];
    else if (value && typeof value === "object") joined[key] = { ...before, ...value };
    else joined[key] = value;
  }
  return joined;
}

/**
 * A plan, as text, with what the reader answered of one of its sources; a text that is no plan stays as it is.
 * @param {string} text @param {string} source @param {PlanSource} answers
 */
export function answeredIn(text, source, answers) {
  try {
    const plan = JSON.parse(text);
    plan.sources = { ...plan.sources, [source]: { ...plan.sources?.[source], ...answers } };
    return JSON.stringify(plan, null, 2);
  } catch {
    return text;
  }
}

/** The framework that ranks by one column of a panel, as it is. @param {import("../api/types.js").Indicator} indicator */
export function byColumn({ id, zh, en, unit }) {
  const name = { zh: zh || id, en: en || id };
  const aside = unit ? { zh: `（${unit}）`, en: ` (${unit})` } : { zh: "", en: "" };
  return {
    id: "table",
    name: { zh: name.zh + aside.zh, en: name.en + aside.en },
    indicators: [{ id, name, unit: unit ?? "", direction: 1 }],
    tree: { id: "index", name, children: [{ id }] },
    steps: [{ step: "aggregate", method: "arithmetic" }],
  };
}

/** What has to be settled in a file. @param {Opened} opened */
export const waiting = ({ seen }) => seen?.remarks.filter(({ severity }) => severity === "error") ?? [];

/** The plan of a file alone, as it is understood by. @param {Opened} opened @returns {Plan} */
export const planOf = ({ name, source, answers }) => ({ sources: { [source]: { file: name, ...answers } } });

/** The figures of all open files. @param {Opened[]} files @returns {Choice[]} */
export const choices = (files) =>
  files.flatMap((file) => (file.seen?.figures ?? []).map(({ id, measure }) => ({ key: JSON.stringify([file.source, id]), file, id, measure })));

/**
 * The plan that computes what was chosen, and the framework that ranks by it: its scores unfold to the two published figures.
 * @param {Choice} above
 * @param {Choice | undefined} below
 * @param {Chosen} chosen
 * @param {{ measure: string, scale: number } | null} quotient
 * @param {{ rank: string, ratio: (above: string, below: string) => string }} names of new columns
 */
export function planned(above, below, { direction, summary }, quotient, names) {
  const files = below && below.file !== above.file ? [above.file, below.file] : [above.file];
  /** What is done with a file's own rows. @param {Opened} file */
  const source = (file) => {
    const ids = [above, below].filter((each) => each?.file === file).map((each) => /** @type {Choice} */ (each).id);
    const grouped = { step: "group_by", by: ["unit", "period"], figures: Object.fromEntries(ids.map((id) => [id, { [summary]: id }])) };
    return { file: file.name, ...file.answers, ...(file.seen?.form === "records" ? { steps: [grouped] } : {}) };
  };
  const joins = files.slice(1).map((file) => ({ step: "join", with: file.source }));
  const columns = [...new Set([above.id, ...(below ? [below.id] : [])])];
  /** A name for a new column. @param {string} name */
  const column = (name) => {
    while (columns.includes(name)) name += "′";
    columns.push(name);
    return name;
  };
  const divided = below && { id: column(names.ratio(above.id, below.id)), numerator: above.id, denominator: below.id, ...(quotient?.measure ? { measure: quotient.measure } : { scale: quotient?.scale ?? 1 }) };
  const ranked = { id: column(names.rank), column: divided?.id ?? above.id, ...(direction === 1 ? {} : { direction }) };
  const steps = [...joins, ...(divided ? [{ step: "ratio", ...divided }] : []), { step: "rank", ...ranked }];
  const plan = {
    sources: Object.fromEntries(files.map((file) => [file.source, source(file)])),
    ...(joins.length ? { from: above.file.source } : {}),
    steps,
    indicators: columns,
  };

  const id = below ? "ratio" : above.id;
  const name = below ? { zh: `${above.id}／${below.id}`, en: `${above.id} / ${below.id}` } : { zh: above.id, en: above.id };
  const measure = below ? (quotient?.measure ?? "") : above.measure;
  const aside = measure ? { zh: `（${measure}）`, en: ` (${measure})` } : { zh: "", en: "" };
  const title = { zh: name.zh + aside.zh, en: name.en + aside.en };
  const ratio = below ? { numerator: above.id, denominator: below.id, scale: quotient?.scale ?? 1 } : {};
  const framework = {
    id: "table",
    name: title,
    indicators: [{ id, name, unit: measure, direction, ...ratio }],
    tree: { id: "index", name, children: [{ id }] },
    steps: [
      ...(below ? [{ step: "denominate" }] : []),
      // As they are, highest first; turned round they need a scale.
      ...(direction === 1 ? [] : [{ step: "normalise", method: "min_max" }]),
      { step: "aggregate", method: "arithmetic" },
    ],
  };
  return { plan: /** @type {Plan} */ (plan), framework };
}
