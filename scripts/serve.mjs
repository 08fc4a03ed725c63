// Serves the demo on this machine: www/, with pkg/dist/ as /innodex/, under the policy that a strict office would set.
// `node scripts/serve.mjs [PORT] [--build]`: with `--build` what is still missing is built meanwhile, and who asks for it waits.
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { basename, extname, join, resolve, sep } from "node:path";
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

/** What a page asks for that was not built when its scripts were (scripts/bundle.mjs). */
const PENDING = /-pending(?=\.(js|wasm)$)/;

/** Shown on every page until all is built. */
const NOTICE = `
const bar = document.createElement("p");
bar.textContent = "其余模块正在编译，用到它们的部分会稍候。 The other modules are being built; what needs them waits.";
Object.assign(bar.style, { position: "fixed", inset: "auto 0 0", margin: 0, padding: "8px 16px", background: "#fff3c4", color: "#222", font: "15px sans-serif" });
document.documentElement.append(bar);
const timer = setInterval(async () => {
  const { building, failed } = await (await fetch("/building.json")).json();
  if (failed) bar.textContent = "编译失败，详见终端。 The build failed: see the terminal.";
  if (!building) clearInterval(timer);
  if (!building && !failed) bar.remove();
}, 2000);
`;

/** How many ports are tried, one after the other, where one is taken. */
const PORTS = 20;

/**
 * @typedef {object} Options
 * @property {string} [root] the folder served
 * @property {Record<string, string>} [mount] further folders, by the beginning of their path
 * @property {Record<string, string>} [headers] sent with every answer
 * @property {Record<string, string>} [mime] types by extension, before the usual ones
 * @property {Record<string, string | Uint8Array>} [pages] contents by path, before any file
 * @property {Promise<unknown>} [rest] ends when everything is built; until then what is pending is not answered
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
export async function serve({ root = join(project, "www"), mount = { "/innodex/": join(project, "pkg/dist") }, headers = {}, mime = {}, pages = {}, rest, onRequest, port = 0 } = {}) {
  const folders = /** @type {[string, string][]} */ ([...Object.entries(mount), ["/", root]]);
  /** @type {string[]} */
  const requests = [];

  const build = { building: rest !== undefined, failed: false };
  const built = rest?.catch(() => (build.failed = true)).finally(() => (build.building = false));

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
    if (rest && path === "/building.json") return answer(200, JSON.stringify(build), TYPES[".json"]);
    if (rest && path === "/building.js") return answer(200, NOTICE, TYPES[".js"]);
    if (rest && PENDING.test(path)) {
      await built;
      if (build.failed) return answer(503, "The build failed: see the terminal", "text/plain");
      const { files } = JSON.parse(await readFile(join(project, "pkg/dist/files.json"), "utf8"));
      path = join(path, "..", files[basename(path.replace(PENDING, ""))]);
    }
    const type = mime[extname(path)] ?? TYPES[extname(path)] ?? "application/octet-stream";
    const file = path.startsWith("/") ? fileOf(path, folders) : null;
    try {
      const body = Object.hasOwn(pages, path) ? pages[path] : file && (await readFile(file));
      if (body === null) return answer(403, "Outside the site", "text/plain");
      answer(200, build.building && type.startsWith("text/html") ? `${body}<script src="/building.js"></script>` : body, type);
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

/** Builds what is missing; it ends with this process. */
function buildRest() {
  const child = spawn("scripts/build.sh", { cwd: project, stdio: ["ignore", "inherit", "inherit"], detached: true });
  process.once("exit", () => child.exitCode === null && process.kill(-(/** @type {number} */ (child.pid)), "SIGTERM"));
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130));
  return new Promise((done, failed) => child.once("exit", (code) => (code === 0 ? done(null) : failed(new Error(`scripts/build.sh: ${code}`)))));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [given] = process.argv.slice(2).filter((word) => word !== "--build");
  const port = Number(given ?? process.env.PORT ?? 8000);
  if (!(Number.isInteger(port) && port >= 0 && port < 65536)) {
    console.error("node scripts/serve.mjs [PORT] [--build]");
    process.exit(2);
  }
  const rest = process.argv.includes("--build") ? buildRest() : undefined;
  const { address } = await serve({ port, rest });
  console.log(`${address}/  (Ctrl+C to stop)`);
}
