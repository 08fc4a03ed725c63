// The declarations, as somebody meets them who has installed the packed package.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

const root = new URL("../../", import.meta.url).pathname;
let folder = "";

before(() => {
  folder = mkdtempSync(join(tmpdir(), "innodex-types-"));
  const options = { encoding: /** @type {const} */ ("utf8"), cwd: join(root, "pkg") };
  const packed = execFileSync("npm", ["pack", "--silent", "--pack-destination", folder], options).trim();
  mkdirSync(join(folder, "node_modules/innodex"), { recursive: true });
  execFileSync("tar", ["-xzf", join(folder, packed), "--strip-components=1", "-C", join(folder, "node_modules/innodex")]);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  for (const file of ["use.ts", "use-node.ts"]) copyFileSync(join(root, "tests/types", file), join(folder, file));
});

after(() => rmSync(folder, { recursive: true, force: true }));

/** @param {object} compilerOptions @param {string[]} files */
function compile(compilerOptions, files) {
  const strict = { strict: true, noEmit: true, skipLibCheck: false, lib: ["es2020", "dom"], types: [], target: "es2020" };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: { ...strict, ...compilerOptions }, files }));
  const { stdout } = spawnSync(join(root, "node_modules/.bin/tsc"), ["-p", folder], { encoding: "utf8" });
  assert.equal(stdout, "");
}

test("a bundler finds types that are whole", () => {
  compile({ module: "esnext", moduleResolution: "bundler" }, ["use.ts"]);
});

test("Node finds types that are whole", () => {
  compile({ module: "nodenext", moduleResolution: "nodenext" }, ["use.ts", "use-node.ts"]);
});

test("package.json points at what is there (publint)", () => {
  const { status, stdout } = spawnSync(join(root, "node_modules/.bin/publint"), ["run", join(folder, "node_modules/innodex"), "--strict"], { encoding: "utf8" });
  assert.equal(status, 0, stdout);
});
