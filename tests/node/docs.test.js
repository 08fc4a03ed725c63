// README.md and docs/*.md: marked blocks run and print what they say, schemas accept the JSON, links lead somewhere.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import Ajv from "ajv/dist/2020.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const text = (path) => readFileSync(join(root, path), "utf8");
const pages = ["README.md", "README.zh-CN.md", "CONTRIBUTING.md", ...["docs", "docs/guide", "docs/guide/en"].flatMap((folder) => readdirSync(join(root, folder)).filter((name) => name.endsWith(".md")).map((name) => `${folder}/${name}`))];

const { exports } = JSON.parse(text("pkg/package.json"));
/** The file behind `innodex` or `innodex/name`: in a checkout the package has no name to be imported by. */
const entry = (path) => {
  const target = exports[path] ?? assert.fail(`${path} is not in the exports of pkg/package.json`);
  return JSON.stringify(new URL(`../../pkg/${(target.node ?? target).default}`, import.meta.url).href);
};

/** @type {Record<string, (code: string) => string>} */
const RUN = {
  sh: (code) => execFileSync("bash", ["-euo", "pipefail", "-c", code], { cwd: root, encoding: "utf8" }),
  js: (code) =>
    execFileSync("node", ["--input-type=module", "-e", code.replace(/"innodex((?:\/[\w-]+)?)"/g, (_, path) => entry(`.${path}`))], { cwd: root, encoding: "utf8" }),
};

/** The blocks of a page that are to be run: language, code and output. @param {string} page */
const marked = (page) => [...text(page).matchAll(/<!-- run -->\n```(\w+)\n(.*?)```\n(?:```text\n(.*?)```)?/gs)];

/** The anchors that GitHub gives to a page's headings. @param {string} page */
const anchors = (page) =>
  [...text(page).replaceAll(/^```.*?^```/gms, "").matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading.toLowerCase().replaceAll(/[^\p{L}\p{N}\- _]/gu, "").replaceAll(" ", "-"));

test("README.md is at most 200 lines", () => assert.ok(text("README.md").split("\n").length <= 201));

test("every page of docs/ is linked in README.md", () => {
  for (const page of pages.filter((path) => /^docs\/[^/]+$/.test(path))) assert.ok(text("README.md").includes(`(${page}`), page);
});

for (const page of pages) {
  const runs = marked(page).filter(([, language]) => language !== "python");
  for (const [, language, code, output] of runs) {
    test(`${page}: ${code.split("\n").find((line) => line && !line.startsWith("import"))}`, () => assert.equal(RUN[language](code), output ?? assert.fail("no block of output")));
  }

  test(`${page}: every marked block is found`, () => {
    const python = marked(page).length - runs.length; // tests/python runs those
    assert.equal(runs.length + python, text(page).split("<!-- run -->").length - 1);
  });

  test(`${page}: every linked file and heading exists`, () => {
    for (const [, path, anchor] of text(page).matchAll(/\]\(([^)#:]*)(?:#([^)]*))?\)/g)) {
      const target = path ? join(dirname(page), path) : page;
      assert.ok(existsSync(join(root, target)), target);
      if (anchor) assert.ok(anchors(target).includes(anchor), `${target}#${anchor}`);
    }
  });

  for (const [, name, code] of text(page).matchAll(/<!-- schema: (\w+) -->\n```json\n(.*?)```/gs)) {
    test(`${page}: ${name} JSON fits its schema`, () => {
      const ajv = new Ajv({ strict: true, formats: { double: true, int8: true, uint: true } });
      const validate = ajv.compile(JSON.parse(text(`pkg/dist/schema/${name}.json`)));
      assert.ok(validate(JSON.parse(code)), JSON.stringify(validate.errors));
    });
  }
}

test("the HTML blocks name elements and scripts that the package has", () => {
  const bundles = readdirSync(join(root, "pkg/dist")).filter((name) => name.endsWith(".js")).map((name) => text(`pkg/dist/${name}`)).join("\n");
  for (const page of pages) {
    for (const [, code] of text(page).matchAll(/^```html\n(.*?)^```/gms)) {
      for (const [, name] of code.matchAll(/<(innodex-\w+)/g)) assert.ok(bundles.includes(`"${name}"`), `${page}: ${name}`);
      for (const [, file] of code.matchAll(/src="innodex\/([^"]+)"/g)) assert.ok(existsSync(join(root, "pkg/dist", file)), `${page}: ${file}`);
    }
  }
});

test("README.md's lines of Rust are those of the example in src/lib.rs, which cargo test runs", () => {
  const example = text("src/lib.rs").split("\n").filter((line) => line.startsWith("//! ")).map((line) => line.slice(4));
  const [, code] = /** @type {RegExpMatchArray} */ (text("README.md").match(/```rust\n(.*?)```/s));
  for (const line of code.trim().split("\n")) assert.ok(example.includes(line), line);
});
