// Builds the site of the manual into build/site: the guide in Chinese and English, the manual, the API and a gallery, with
// live elements. `node scripts/site.mjs` needs what `scripts/build.sh` built; the site's own tools are in site/package.json.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const site = join(root, "site");
const source = join(root, "build/site-source");
const say = (/** @type {string} */ text) => console.error(`[site] ${text}`);
const run = (/** @type {string} */ command, /** @type {string[]} */ args, /** @type {string} */ cwd = root) =>
  execFileSync(command, args, { cwd, stdio: ["ignore", "ignore", "inherit"] });

/** Where a page of the repository stands on the site. @type {Map<string, string>} */
const PAGES = new Map([
  ["README.md", "manual/readme.md"],
  ["README.zh-CN.md", "manual/readme-zh.md"],
  ["CONTRIBUTING.md", "manual/contributing.md"],
  ["CHANGELOG.md", "manual/changelog.md"],
  ["data/README.md", "manual/data.md"],
  ["pkg/README.md", "manual/package.md"],
  ...readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md")).map((name) => /** @type {const} */ ([`docs/${name}`, `manual/${name}`])),
  ...["", "en/"].flatMap((lang) =>
    readdirSync(join(root, "docs/guide", lang)).filter((name) => name.endsWith(".md")).map((name) => /** @type {const} */ ([`docs/guide/${lang}${name}`, `${lang}guide/${name}`])),
  ),
]);

/**
 * A page's text with its links as the site has them: another page, or a copy of a file of the repository.
 * @param {string} page
 */
function relinked(page) {
  const to = /** @type {string} */ (PAGES.get(page));
  return readFileSync(join(root, page), "utf8").replaceAll(/\]\(([^)#:\s]+)(#[^)]*)?\)/g, (whole, path, anchor = "") => {
    const target = join(dirname(page), path).replace(/\/$/, "");
    const placed = PAGES.get(target);
    if (placed) return `](${relative(dirname(to), placed)}${anchor})`;
    if (!existsSync(join(root, target))) throw new Error(`${page}: ${whole} leads nowhere`);
    // A picture stands where the builder finds it; another file, or a folder, is only named.
    if (!/\.(png|svg)$/.test(target)) return `](${relative(dirname(to), `files/${target}`)})`;
    const copy = join(source, "pictures", basename(target));
    cpSync(join(root, target), copy);
    return `](${relative(dirname(to), `pictures/${basename(target)}`)})`;
  });
}

/** What the pages link to that is no page: copied, a folder as the list of its files. */
function copyFiles() {
  const files = join(source, "public/files");
  for (const page of PAGES.keys()) {
    for (const [, path] of readFileSync(join(root, page), "utf8").matchAll(/\]\(([^)#:\s]+)/g)) {
      const target = join(dirname(page), path).replace(/\/$/, "");
      if (PAGES.has(target) || /\.(png|svg)$/.test(target) || !existsSync(join(root, target))) continue;
      cpSync(join(root, target), join(files, target), { recursive: true });
    }
  }
}

/** The API's pages: rustdoc, TypeDoc, and what Python's docstrings say. */
function api() {
  say("API: rustdoc, TypeDoc, Python");
  const to = join(source, "public/api");
  run("cargo", ["doc", "--locked", "--quiet", "--no-deps", "--package", "innodex", "--package", "innodex-panel"]);
  cpSync(join(root, "target/doc"), join(to, "rust"), { recursive: true });
  run(join(site, "node_modules/.bin/typedoc"), [
    "--logLevel", "Error", "--readme", "none", "--disableSources", "--skipErrorChecking", "--tsconfig", join(site, "tsconfig.json"),
    "--out", join(to, "javascript"), join(root, "pkg/dist/types/api/browser.d.ts"), join(root, "pkg/dist/analysis.d.ts"),
  ]);
  writeFileSync(join(source, "manual/python-api.md"), execFileSync("python3", [join(root, "scripts/python_api.py")], { encoding: "utf8" }));
}

if (!existsSync(join(root, "pkg/dist/innodex.js"))) throw new Error("pkg/dist is not built: run scripts/build.sh first");
if (!existsSync(join(site, "node_modules/vitepress"))) {
  say("the site's tools as locked (20 seconds)");
  run("npm", ["ci", "--no-audit", "--no-fund"], site);
}
rmSync(source, { recursive: true, force: true });
mkdirSync(join(source, "pictures"), { recursive: true });
for (const [page, to] of PAGES) {
  mkdirSync(join(source, dirname(to)), { recursive: true });
  writeFileSync(join(source, to), relinked(page));
}
for (const name of ["index.md", "gallery.md"]) {
  for (const lang of ["", "en"]) cpSync(join(site, "pages", lang, name), join(source, lang, name));
}
cpSync(join(root, "pkg/dist"), join(source, "public/innodex"), { recursive: true, filter: (path) => !/\.d\.ts$|\/types(\/|$)/.test(path) });
cpSync(join(root, "www"), join(source, "public/demo"), { recursive: true, filter: (path) => !/\/www\/(api|elements|notebook)(\/|$)/.test(path) });
copyFiles();
api();
say("pages");
run(join(site, "node_modules/.bin/vitepress"), ["build", site]);
say("build/site is ready; any server of files shows it");
