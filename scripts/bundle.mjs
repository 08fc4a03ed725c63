// Bundles the JavaScript of the package into pkg/dist, as small as it goes.
import { readFile } from "node:fs/promises";
import { build, transform } from "esbuild";

/** Minifies the CSS and the white space inside the elements' template literals: esbuild leaves both as written. */
const templates = {
  name: "templates",
  /** @param {import("esbuild").PluginBuild} setup */
  setup({ onLoad }) {
    onLoad({ filter: /www\/elements\/.*\.js$/ }, async ({ path }) => {
      const source = (await readFile(path, "utf8")).replace(/\n\s+/g, "\n");
      const styles = [...source.matchAll(/css`([^`]*)`/g)].map(([, css]) => css);
      const small = await Promise.all(styles.map((css) => transform(css, { loader: "css", minify: true })));
      const contents = source.replace(/css`[^`]*`/g, () => `css\`${small.shift()?.code.trim().replaceAll("\\", "\\\\")}\``);
      return { contents };
    });
  },
};

/** @param {string} entry @param {string} name @param {import("esbuild").BuildOptions} [more] */
const bundle = (entry, name, more) =>
  build({
    entryPoints: [entry],
    outfile: `pkg/dist/${name}`,
    bundle: true,
    format: "esm",
    target: "es2020",
    minify: true,
    legalComments: "none",
    charset: "utf8",
    logLevel: "warning",
    plugins: [templates],
    ...more,
  });

await Promise.all([
  bundle("www/elements/index.js", "innodex.js"),
  bundle("www/api/browser.js", "index.js"),
  bundle("build/reader/reader.js", "reader.js"),
  bundle("www/api/node.js", "node.js", { platform: "node", target: "node20" }),
  bundle("www/table/browser.js", "tables.js"),
  bundle("www/table/worker.js", "table-worker.js"),
  bundle("www/table/node.js", "tables-node.js", { platform: "node", target: "node20" }),
]);
