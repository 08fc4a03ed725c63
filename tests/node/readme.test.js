// What the README shows is what it does: every block marked `<!-- run -->` is run, and prints the block after it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";

const root = new URL("../../", import.meta.url);
const readme = readFileSync(new URL("README.md", root), "utf8");
const marked = [...readme.matchAll(/<!-- run -->\n```(sh|js)\n(.*?)```\n(?:```text\n(.*?)```)?/gs)];

/** @type {Record<string, (text: string) => string>} */
const RUN = {
  sh: (text) => execFileSync("bash", ["-euo", "pipefail", "-c", text], { cwd: root, encoding: "utf8" }),
  // In a checkout the package has no name to be imported by yet.
  js: (text) =>
    execFileSync("node", ["--input-type=module", "-e", text.replace(/"innodex(?:\/(\w+))?"/g, (_, entry = "node") => JSON.stringify(new URL(`pkg/dist/${entry}.js`, root).href))], { encoding: "utf8" }),
};

test("every marked block is found, with what it prints", () => {
  assert.equal(marked.length, readme.split("<!-- run -->").length - 1);
  assert.ok(marked.length >= 6);
  for (const [, , command, output] of marked) assert.ok(output, command);
});

for (const [, language, command, output] of marked) {
  test(command.trim().split("\n")[0], () => assert.equal(RUN[language](command), output));
}

test("every file that is linked is there", () => {
  const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path]) => path);
  assert.ok(links.length > 5);
  for (const path of links) assert.ok(existsSync(new URL(path, root)), path);
});
