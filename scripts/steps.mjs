// Writes python/innodex/_steps.py, the builder's methods with their members, of the framework's JSON Schema.
// `node scripts/steps.mjs`, then ruff formats it; with --print it only shows what it would write.
import { readFile, writeFile } from "node:fs/promises";
import process from "node:process";
import { fileURLToPath } from "node:url";

const SCHEMA = new URL("../pkg/dist/schema/framework.json", import.meta.url);
const FILE = new URL("../python/innodex/_steps.py", import.meta.url);
const WIDTH = 130;

/**
 * @typedef {{ description?: string, type?: string | string[], const?: unknown, enum?: unknown[], default?: unknown, $ref?: string,
 *   properties?: Record<string, Node>, required?: string[], oneOf?: Node[], anyOf?: Node[], items?: Node, additionalProperties?: Node | boolean }} Node
 */

/** What the builder has beside the steps: its method, the type in the schema, the order of what is needed with what is usual. */
const OTHERS = /** @type {const} */ ([
  ["indicator", "IndicatorSpec", { id: "", direction: "1" }],
  ["reference", "ReferenceSpec", { units: "", counted: "" }],
  ["rule", "PointRule", { indicator: "" }],
  ["preset", "Preset", { id: "", weights: "" }],
  ["note", "FindingNote", { finding: "", at: "", zh: "", en: "" }],
  ["uncertainty", "UncertaintySpec", {}],
]);
/** What the schema says at more length than a docstring. @type {Record<string, string>} */
const HEADS = {
  rule: "Points by rule: one condition, and one effect (`bonus`, `deduction` or `veto`). Without a figure it has no effect, and is listed with the reason.",
  preset: "Weights under a name. Nodes that it does not name keep the weight of the preset it is based on, or of the framework.",
  note: "An explanation of what the audit finds, shown beside it.",
  uncertainty: "What varies in an uncertainty analysis. Each list holds alternatives of that step, equally likely; where there is none, the step stays as the framework has it.",
};
/** Words of Python's own. @param {string} name */
const safe = (name) => (name === "lambda" ? "lambda_" : name);
/** Types of Python by name where the schema's are not told in a line. @type {Record<string, string>} */
const NAMED = { Text: "Words", Scope: "Scope", Group: "Group", CombineOrName: "Combination" };

/** @param {Record<string, Node>} defs */
function reader(defs) {
  /** @param {Node} node @returns {[string | null, Node]} */
  const followed = (node) => {
    const choice = node.anyOf?.find((each) => each.type !== "null");
    const at = node.$ref ?? choice?.$ref;
    const name = at ? at.slice("#/$defs/".length) : null;
    return [name, name ? defs[name] : node];
  };
  /** The words that a node may be. @param {Node} node @returns {string[]} */
  const words = (node) => {
    const [, of] = followed(node);
    const list = of.oneOf ?? of.anyOf ?? [];
    return list.flatMap((each) => (typeof each.const === "string" ? [each.const] : each.$ref ? words(each) : []));
  };
  /** @param {Node} node @returns {string} */
  const type = (node) => {
    const [name, of] = followed(node);
    if (name && NAMED[name]) return NAMED[name];
    if (name && of.oneOf?.every((each) => typeof each.const === "string")) return name;
    const kind = [of.type].flat().find((each) => each !== "null");
    if (kind === "array") return `Sequence[${of.items ? type(of.items) : "Any"}]`;
    if (of.enum) return `Literal[${of.enum.map((each) => JSON.stringify(each)).join(", ")}]`;
    const plain = { number: "float", integer: "int", boolean: "bool", string: "str" }[kind ?? ""];
    if (plain) return plain;
    if (of.anyOf) return [...new Set(of.anyOf.map(type))].join(" | ");
    const values = of.additionalProperties;
    return values && values !== true && kind === "object" && !of.properties ? `Mapping[str, ${type(values)}]` : "Mapping[str, Any]";
  };
  return { followed, words, type };
}

/** A text in lines. @param {string} text @param {string} indent @param {string} [hanging] */
function wrapped(text, indent, hanging = indent) {
  const lines = [indent];
  for (const word of text.replaceAll(/\s+/g, " ").replaceAll("\\[", "[").replaceAll("\\]", "]").split(" ")) {
    const last = lines[lines.length - 1];
    if (last.trim() && (last + word).length + 1 > WIDTH) lines.push(hanging + word);
    else lines[lines.length - 1] = last.trim() ? `${last} ${word}` : last + word;
  }
  return lines.join("\n");
}

/** What may be said without its name. @param {[string, Node]} member */
const isMethod = ([member]) => member === "method";

/** @param {ReturnType<typeof reader>} read @param {string} name @param {Node} spec @param {Record<string, string>} usual */
function method(read, name, spec, usual) {
  const members = Object.entries(spec.properties ?? {}).filter(([member]) => member !== "step");
  const place = (/** @type {[string, Node]} */ [member]) => Object.keys(usual).indexOf(member);
  const needed = members.filter(([member]) => usual[member] === "" || (spec.required?.includes(member) && !usual[member])).sort((a, b) => place(a) - place(b));
  const free = members.filter((each) => !needed.includes(each));
  const parameters = [
    "self: F",
    ...needed.map(([member, node]) => `${safe(member)}: ${read.type(node)}`),
    ...free.filter(isMethod).map(([member, node]) => `${member}: ${read.type(node)} | None = None`),
    ...(free.some((each) => !isMethod(each)) ? ["*"] : []),
    ...free.filter((each) => !isMethod(each)).map(([member, node]) => `${safe(member)}: ${read.type(node)}${usual[member] ? ` = ${usual[member]}` : " | None = None"}`),
  ];
  const said = [...needed, ...free].map(([member, node]) => {
    const choices = read.words(node);
    const about = (node.description ?? read.followed(node)[1].description ?? "").split("\n\n")[0];
    const listed = choices.length > 0 ? ` One of ${choices.map((word) => `\`\`${word}\`\``).join(", ")}.` : "";
    return wrapped(`${safe(member)}: ${about}${listed}`, " ".repeat(12), " ".repeat(16));
  });
  const [first, ...rest] = (HEADS[name] ?? spec.description ?? "").split("\n\n")[0].replaceAll(/\s+/g, " ").split(/(?<=\.) /u);
  const more = rest.length > 0 ? `\n\n${wrapped(rest.join(" "), "        ")}` : "";
  const signature = parameters.length > 2 ? `(\n        ${parameters.join(",\n        ")},\n    )` : `(${parameters.join(", ")})`;
  return `    def ${name}${signature} -> F:
        """${wrapped(first, "        ").trim()}${more}${said.length > 0 ? `\n\n        Args:\n${said.join("\n")}\n        ` : ""}"""
        return self._said("${name}", {${[...needed, ...free].map(([member]) => `"${member}": ${safe(member)}`).join(", ")}})
`;
}

/** @param {ReturnType<typeof reader>} read @param {[string, Node][]} methods */
function choices(read, methods) {
  const rows = methods.flatMap(([name, spec]) => {
    const chosen = Object.entries(spec.properties ?? {}).filter(([, node]) => read.words(node).length > 0);
    const listed = (/** @type {[string, Node]} */ [member, node]) => {
      const words = read.words(node).map((word) => `"${word}"`);
      const type = read.type(node);
      return `        "${member}": ${/^[A-Z]\w+$/u.test(type) && !Object.values(NAMED).includes(type) ? `get_args(${type})` : `(${words.join(", ")})`},\n`;
    };
    return chosen.length > 0 ? [`    "${name}": {\n${chosen.map(listed).join("")}    },\n`] : [];
  });
  return `CHOICES: dict[str, dict[str, tuple[str, ...]]] = {\n${rows.join("")}}\n`;
}

/** The whole file, before ruff has formatted it. */
export async function text() {
  const schema = JSON.parse(await readFile(SCHEMA, "utf8"));
  const defs = /** @type {Record<string, Node>} */ (schema.$defs);
  const read = reader(defs);
  const steps = /** @type {Node[]} */ (defs.Step.oneOf).map((step) => {
    const of = step.$ref ? read.followed(step)[1] : step;
    const spec = { ...step, properties: { ...of.properties, ...step.properties }, required: [...(of.required ?? []), ...(step.required ?? [])] };
    return /** @type {[string, Node, Record<string, string>]} */ ([String(step.properties?.step.const), spec, {}]);
  });
  const others = OTHERS.map(([name, type, usual]) => /** @type {[string, Node, Record<string, string>]} */ ([name, defs[type], usual]));
  const methods = [...others, ...steps];
  const aliases = Object.entries(defs).filter(([name, def]) => !NAMED[name] && def.oneOf?.every((each) => typeof each.const === "string"));
  const used = methods.map(([name, spec, usual]) => method(read, name, spec, usual)).join("\n");
  const needed = aliases.filter(([name]) => new RegExp(`\\b${name}\\b`, "u").test(used));
  return `"""What a framework says, a method for each. Made of the framework's JSON Schema by scripts/steps.mjs; not to be edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeVar, Union, get_args

#: A name in Chinese and English, \`\`{"zh": ..., "en": ...}\`\`, or one for both.
Words = Union[str, Mapping[str, str]]
#: Over which figures a scale is taken.
Scope = Union[Literal["period", "all"], Mapping[Literal["base"], Any]]
#: How units are put into groups: a known one, or the group of every unit by its code.
Group = Union[Literal["region", "unit_group", "parent"], Mapping[str, str]]
${needed.map(([name, def]) => `${name} = Literal[${(def.oneOf ?? []).map((each) => JSON.stringify(each.const)).join(", ")}]`).join("\n")}

F = TypeVar("F", bound="Steps")

#: The words that a member may be, by method.
${choices(read, methods.map(([name, spec]) => [name, spec]))}

class Steps:
    """A method for each step, in the order in which they are to run, and for what else a framework says."""

    def _said(self: F, what: str, members: dict[str, Any]) -> F:
        raise NotImplementedError

${used}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const made = await text();
  if (!process.argv.includes("--print")) await writeFile(FILE, made);
  else process.stdout.write(made);
}
