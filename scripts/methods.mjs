// Writes docs/methods.md out of the schemas, which carry the docstrings of the Rust types: nothing about a method is written
// twice. `--check` fails where the page is not what the schemas say.
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const page = fileURLToPath(new URL("../docs/methods.md", import.meta.url));

/** @param {string} name */
const definitions = async (name) => {
  const file = fileURLToPath(new URL(`../pkg/dist/schema/${name}.json`, import.meta.url));
  return JSON.parse(await readFile(file, "utf8")).$defs;
};
const [framework, plan] = await Promise.all([definitions("framework"), definitions("plan")]);

/** Docstrings escape brackets for rustdoc, and link to items; a page does neither. @param {string} text */
const plain = (text) =>
  text
    .replaceAll(/\[(`[^`]+`)\]\([^)]*\)/g, "$1")
    .replaceAll("\\[", "[")
    .replaceAll("\\]", "]")
    .replaceAll(/\n+/g, " ")
    .replaceAll("|", "\\|");

/** @param {any} definition */
function words({ oneOf, description }) {
  const rows = oneOf.map((/** @type {any} */ one) => `| \`${one.const ?? one.enum[0]}\` | ${plain(one.description)} |`);
  return `${plain(description)}\n\n| method | what it is |\n|---|---|\n${rows.join("\n")}\n`;
}

/** @param {any} definition */
function members({ properties }) {
  const rows = Object.entries(properties).map(([name, { description }]) => `| \`${name}\` | ${plain(description ?? "")} |`);
  return `| member | what it says |\n|---|---|\n${rows.join("\n")}\n`;
}

const text = `# Methods

What a framework can ask for, step by step, and the growth rates and tie rules. This page is made by \`scripts/methods.mjs\` out of the docstrings in \`src/\`; names in brackets are COINr's. A missing figure stays missing, with its reason, unless a step says otherwise; what is undefined is missing, never infinite. Steps run in the order in which they stand. An example says what a method makes of some figures, in their order; a test computes every one of them.

## Screen

${members(framework.Screen)}
## Impute

${words(framework.Imputation)}
${members(framework.ImputeSpec)}
## Treat

${words(framework.Treatment)}
${members(framework.TreatSpec)}
## Normalise

${words(framework.Method)}
${members(framework.Parameters)}
## Weigh

${words(framework.Weighting)}
${members(framework.Weigh)}
## Aggregate

${words(framework.Aggregation)}
${members(framework.Combine)}
## Growth

${words(plan.Rate)}
## Ties

${words(plan.Ties)}`;

if (process.argv.includes("--check")) {
  if ((await readFile(page, "utf8").catch(() => "")) !== text) {
    console.error("docs/methods.md is not what the docstrings say: node scripts/methods.mjs writes it anew");
    process.exit(1);
  }
} else {
  await writeFile(page, text);
}
