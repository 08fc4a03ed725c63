// Fetches the peers of the bench, which are no dependencies: pinned, checked, and kept outside the checkout.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

const PEERS = [
  {
    name: "@duckdb/duckdb-wasm",
    version: "1.32.0",
    integrity: "sha512-IewXTNYEjsZCPE9weUWgtjGxUlMRo7qhX0GF6tq/KjK8bnY+RAl4cyUdYUfcdzbyb4b9ZxPC+FOsCcxgaKFWMg==",
  },
  // What duckdb-wasm hands its results out as; the version that it asks for.
  {
    name: "apache-arrow",
    version: "17.0.0",
    integrity: "sha512-X0p7auzdnGuhYMVKYINdQssS4EcKec9TCXyez/qtJt32DrIMGbzqiaMiQ0X6fQlQpw8Fl0Qygcv4dfRAr5Gu9Q==",
  },
  {
    name: "arquero",
    version: "8.0.3",
    integrity: "sha512-7YQwe/GPVBUiahaPwEwgvu6VHyuhX0Ut61JZlIJYsAobOH5unLBwTmh43BobhX/N4dW1sb8WyKlQ8GjFq2whzQ==",
  },
];

/** As in scripts/env.sh. */
export const tools = process.env.INNODEX_TOOLS ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "innodex");
const folder = join(tools, "peers");

/** A package unpacked; fetched the first time. @param {{ name: string, version: string, integrity: string }} peer */
export function unpacked({ name, version, integrity }) {
  const at = join(folder, `${name.replace(/^@.*\//, "")}-${version}`);
  if (existsSync(at)) return at;
  console.error(`[bench] fetching ${name} ${version} (once)`);
  const fresh = join(folder, `fresh-${process.pid}`);
  mkdirSync(fresh, { recursive: true });
  try {
    // npm install would not do: a dependency of arquero's cannot be had everywhere, and its bundle needs none.
    const packed = execFileSync("npm", ["pack", "--silent", "--pack-destination", fresh, `${name}@${version}`], { encoding: "utf8" }).trim();
    const got = `sha512-${createHash("sha512").update(readFileSync(join(fresh, packed))).digest("base64")}`;
    if (got !== integrity) throw new Error(`${name} ${version} is not what it was: ${got}`);
    execFileSync("tar", ["xzf", packed], { cwd: fresh });
    renameSync(join(fresh, "package"), at);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return at;
}

/**
 * A folder to serve: duckdb.js (with Arrow in it), its worker and wasm, and arquero.js.
 * @returns {Promise<{ mount: Record<string, string>, versions: Record<string, string> }>}
 */
export async function peers() {
  const [duckdb, arrow, arquero] = PEERS.map(unpacked);
  const bundle = join(folder, `bundle-${PEERS[0].version}-${PEERS[1].version}`);
  await build({
    entryPoints: [join(duckdb, "dist/duckdb-browser.mjs")],
    outfile: join(bundle, "duckdb.js"),
    alias: { "apache-arrow": join(arrow, "Arrow.es2015.min.js") },
    bundle: true,
    format: "esm",
    minify: true,
    logLevel: "warning",
  });
  return {
    mount: { "/peers/bundle/": bundle, "/peers/duckdb/": join(duckdb, "dist"), "/peers/arquero/": join(arquero, "dist") },
    versions: { duckdb: PEERS[0].version, arquero: PEERS[2].version },
  };
}
