// Bundles the JavaScript of the package into pkg/dist, as small as it goes.
import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { build, transform } from "esbuild";
import { minify } from "terser";

/** Minifies the CSS and the white space inside the elements' template literals: esbuild leaves both as written. */
const templates = {
  name: "templates",
  /** @param {import("esbuild").PluginBuild} setup */
  setup({ onLoad }) {
    onLoad({ filter: /www\/(audit|elements|table|uncertainty|whatif)\/.*\.js$/ }, async ({ path }) => {
      const source = (await readFile(path, "utf8")).replace(/\n\s+/g, "\n");
      const styles = [...source.matchAll(/css`([^`]*)`/g)].map(([, css]) => css);
      const small = await Promise.all(styles.map((css) => transform(css, { loader: "css", minify: true })));
      const contents = source.replace(/css`[^`]*`/g, () => `css\`${small.shift()?.code.trim().replaceAll("\\", "\\\\")}\``);
      return { contents };
    });
  },
};

/**
 * The glue of wasm-bindgen as a function that makes it: an instance that has ended is left with its glue, and the next has its own
 * (www/api/instance.js). Its exports go through a guard. And what should be a string is one before it goes into WebAssembly: of
 * the number 2022 wasm-bindgen's glue reads memory that is not there.
 */
const glue = {
  name: "glue",
  /** @param {import("esbuild").PluginBuild} setup */
  setup({ initialOptions, onLoad }) {
    onLoad({ filter: /build\/[\w-]+\/(calculator|reader|methods|notebook|table|workbook-read|workbook-write)\.js$/ }, async ({ path }) => {
      let source = await readFile(path, "utf8");
      /** @param {string | RegExp} from @param {string} to */
      const replace = (from, to) => {
        const made = source.replace(from, to);
        if (made === source) throw new Error(`${path} is no longer as scripts/bundle.mjs expects: ${from}`);
        source = made;
      };
      const exported = [...source.matchAll(/^export (?:class|function) (\w+)/gm)].map(([, name]) => name);
      // No page can start a module at once.
      if (initialOptions.platform === "node") exported.push("initSync");
      if (/passString/.test(source)) replace("function passStringToWasm0(arg, malloc, realloc) {", "$&\n    arg = `${arg}`;");
      replace("wasm = instance.exports;", "wasm = guard(instance.exports);");
      replace(/^export (?=class|function)/gm, "");
      replace("export { initSync, __wbg_init as default };", `return { ${exported.join(", ")}, default: __wbg_init };`);
      if (/^(import|export) /m.test(source)) throw new Error(`${path} imports or exports more than scripts/bundle.mjs expects`);
      return { contents: `export default (guard) => {\n${source}\n};` };
    });
  },
};

/** In a notebook the files come over the kernel's connection, and the script's own address would be no page's. */
const notebook = {
  name: "notebook",
  /** @param {import("esbuild").PluginBuild} setup */
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /\/api\/browser\.js$/ }, () => ({ path: resolve("www/notebook/platform.js") }));
    onLoad({ filter: /www\/elements\/embed\.js$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const contents = source.replace("local(import.meta.url)", '"innodex/innodex.js"');
      if (contents === source) throw new Error(`${path} no longer says where the script is as scripts/bundle.mjs expects`);
      return { contents };
    });
  },
};

/** The further scripts take the first one's code, and the API of tables, from the files beside it: one copy of each on a page. */
const beside = {
  name: "beside",
  /** @param {import("esbuild").PluginBuild} setup */
  setup({ onResolve }) {
    onResolve({ filter: /\/elements\/index\.js$/ }, () => ({ path: "./innodex.js", external: true }));
    onResolve({ filter: /^\.\/browser\.js$/ }, ({ importer }) => (importer.includes("www/table/") ? { path: "./tables.js", external: true } : null));
  },
};

/**
 * esbuild puts the files together. Of what a first ranking loads terser finds another 600 bytes, compressed; the others are left
 * as esbuild writes them, for bundlers know what it writes.
 * @param {string} entry @param {string} name @param {import("esbuild").BuildOptions} [more]
 */
async function bundle(entry, name, { plugins = [templates], ...more } = {}) {
  const outfile = `pkg/dist/${name}`;
  await build({ entryPoints: [entry], outfile, bundle: true, format: "esm", target: "es2020", minify: true, legalComments: "none", charset: "utf8", logLevel: "warning", plugins: [glue, ...plugins], ...more });
  if (name !== "innodex.js") return;
  const { code } = await minify(await readFile(outfile, "utf8"), { module: true, ecma: 2020, compress: { passes: 3 } });
  await writeFile(outfile, `${code}\n`);
}

await Promise.all([
  bundle("www/elements/index.js", "innodex.js"),
  bundle("www/api/browser.js", "index.js"),
  bundle("www/api/analysis.js", "analysis.js"),
  bundle("www/api/robustness.js", "robustness.js"),
  bundle("www/api/planning.js", "planning.js"),
  bundle("build/reader/reader.js", "reader.js"),
  bundle("www/api/methods.js", "methods.js"),
  bundle("build/workbook-read/workbook-read.js", "workbook-read.js"),
  bundle("build/workbook-write/workbook-write.js", "workbook-write.js"),
  bundle("www/workbook/browser.js", "workbook.js"),
  bundle("www/workbook/node.js", "workbook-node.js", { platform: "node", target: "node20" }),
  bundle("www/api/node.js", "node.js", { platform: "node", target: "node20" }),
  bundle("www/notebook/widget.js", "../../build/notebook/widget.js", { plugins: [notebook, templates] }),
  bundle("www/table/index.js", "table.js", { plugins: [beside, templates] }),
  bundle("www/table/browser.js", "tables.js"),
  bundle("www/audit/index.js", "audit.js", { plugins: [beside, templates] }),
  bundle("www/uncertainty/index.js", "uncertainty.js", { plugins: [beside, templates] }),
  bundle("www/whatif/index.js", "whatif.js", { plugins: [beside, templates] }),
  bundle("www/table/worker.js", "table-worker.js"),
  bundle("www/table/node.js", "tables-node.js", { platform: "node", target: "node20" }),
]);
