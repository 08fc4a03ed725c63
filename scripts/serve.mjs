// Serves the demo on this machine: www/, with pkg/dist/ as /innodex/, under the policy that a strict office would set.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** What the elements run under unchanged. */
export const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'";

/** @type {Record<string, string>} */
const TYPES = {
  ".bin": "application/octet-stream",
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

const project = fileURLToPath(new URL("..", import.meta.url));

/** How many ports are tried, one after the other, where one is taken. */
const PORTS = 20;

/**
 * @typedef {object} Options
 * @property {string} [root] the folder served
 * @property {Record<string, string>} [mount] further folders, by the beginning of their path
 * @property {Record<string, string>} [headers] sent with every answer
 * @property {Record<string, string>} [mime] types by extension, before the usual ones
 * @property {Record<string, string | Uint8Array>} [pages] contents by path, before any file
 * @property {(path: string) => void} [onRequest] hears of every path asked for
 * @property {number} [port] the first port tried; 0 for any that is free
 */

/**
 * The file of a path, or null where the path leaves the folder it belongs to.
 * @param {string} path decoded, absolute
 * @param {[string, string][]} folders
 */
function fileOf(path, folders) {
  const [prefix, folder] = /** @type {[string, string]} */ (folders.find(([beginning]) => path.startsWith(beginning)));
  const file = resolve(folder, path.slice(prefix.length));
  return path.includes("\0") || !`${file}${sep}`.startsWith(resolve(folder) + sep) ? null : file;
}

/**
 * Starts a server on 127.0.0.1. `pages` may be changed while it runs.
 * @param {Options} [options]
 * @returns {Promise<{ address: string, requests: string[], close: () => Promise<void> }>} `requests`: the paths asked for
 */
export async function serve({ root = join(project, "www"), mount = { "/innodex/": join(project, "pkg/dist") }, headers = {}, mime = {}, pages = {}, onRequest, port = 0 } = {}) {
  const folders = /** @type {[string, string][]} */ ([...Object.entries(mount), ["/", root]]);
  /** @type {string[]} */
  const requests = [];

  const server = createServer(async (request, response) => {
    /** @param {number} status @param {string | Uint8Array} body @param {string} type */
    const answer = (status, body, type) => {
      response.writeHead(status, {
        "Content-Type": type,
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-cache",
        ...headers,
      });
      response.end(request.method === "HEAD" ? undefined : body);
    };
    if (request.method !== "GET" && request.method !== "HEAD") return answer(405, "Only GET and HEAD", "text/plain");
    let path;
    try {
      // Not through URL: it would resolve the dots that have to be seen.
      path = decodeURIComponent((request.url ?? "/").split(/[?#]/)[0]);
    } catch {
      return answer(400, "Bad path", "text/plain");
    }
    requests.push(path);
    onRequest?.(path);
    if (path.endsWith("/")) path += "index.html";
    const type = mime[extname(path)] ?? TYPES[extname(path)] ?? "application/octet-stream";
    const file = path.startsWith("/") ? fileOf(path, folders) : null;
    try {
      const body = Object.hasOwn(pages, path) ? pages[path] : file && (await readFile(file));
      if (body === null) return answer(403, "Outside the site", "text/plain");
      answer(200, body, type);
    } catch {
      answer(404, "Not found", "text/plain");
    }
  });

  const bound = await new Promise((done, failed) => {
    /** @param {number} at */
    const listen = (at) => {
      server.once("error", (/** @type {NodeJS.ErrnoException} */ fault) => {
        if (fault.code === "EADDRINUSE" && at < port + PORTS) listen(at + 1);
        else failed(fault);
      });
      server.listen(at, "127.0.0.1", () => {
        server.removeAllListeners("error");
        done(/** @type {import("node:net").AddressInfo} */ (server.address()).port);
      });
    };
    listen(port);
  });

  return {
    address: `http://127.0.0.1:${bound}`,
    requests,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const port = Number(process.argv[2] ?? process.env.PORT ?? 8000);
  if (!(Number.isInteger(port) && port >= 0 && port < 65536)) {
    console.error("node scripts/serve.mjs [PORT]");
    process.exit(2);
  }
  const { address } = await serve({ port });
  console.log(`${address}/  (Ctrl+C to stop)`);
}
