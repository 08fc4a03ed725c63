// A real nginx before some folders: a strict policy, no compression, and no types but those that are given.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { POLICY } from "../../scripts/serve.mjs";

/** A port that is free now. @returns {Promise<number>} */
const free = () =>
  new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => done(port));
    });
  });

/** What a browser insists on; everything else is sent as text. */
export const TYPES = { html: "text/html", css: "text/css", js: "text/javascript", svg: "image/svg+xml" };

/** Lays files into a folder. @param {string} folder @param {{ path: string, bytes: Uint8Array | string }[]} files */
export function lay(folder, files) {
  for (const { path, bytes } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}

/**
 * Starts nginx with one server for each site.
 * @param {{ root: string, types?: Record<string, string>, policy?: (ports: number[]) => string }[]} sites
 * @returns {Promise<{ addresses: string[], close: () => Promise<void> }>}
 */
export async function nginx(sites) {
  const own = mkdtempSync(join(tmpdir(), "innodex-nginx-"));
  const ports = [];
  while (ports.length < sites.length) ports.push(await free());
  const servers = sites.map(({ root, types = TYPES, policy = () => POLICY }, i) => `
  server {
    listen 127.0.0.1:${ports[i]};
    root ${root};
    charset utf-8;
    types { ${Object.entries(types).map(([extension, type]) => `${type} ${extension};`).join(" ")} }
    default_type text/plain;
    add_header Content-Security-Policy "${policy(ports)}" always;
    add_header X-Content-Type-Options nosniff always;
  }`);
  writeFileSync(join(own, "nginx.conf"), `
daemon off; master_process off; pid ${own}/pid; error_log ${own}/error.log;
events { worker_connections 256; }
http {
  access_log off; gzip off; sendfile on;
  client_body_temp_path ${own}/body; proxy_temp_path ${own}/proxy; fastcgi_temp_path ${own}/fastcgi; uwsgi_temp_path ${own}/uwsgi; scgi_temp_path ${own}/scgi;${servers.join("")}
}
`);
  const child = spawn("nginx", ["-p", own, "-c", join(own, "nginx.conf"), "-e", join(own, "error.log")], { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` } });
  let said = "";
  child.stderr.on("data", (text) => (said += text));
  const ended = new Promise((done) => child.once("exit", done));
  const addresses = ports.map((port) => `http://127.0.0.1:${port}`);
  for (let tries = 0; ; tries++) {
    if (await fetch(addresses[0]).then(() => true, () => false)) break;
    if (tries > 100 || child.exitCode !== null) throw new Error(`nginx: ${said}`);
    await new Promise((done) => setTimeout(done, 100));
  }
  return {
    addresses,
    close: async () => {
      child.kill("SIGTERM");
      await ended;
      rmSync(own, { recursive: true, force: true });
    },
  };
}
