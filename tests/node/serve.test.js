// The dev server: the files under the policy, and nothing outside them.
import assert from "node:assert/strict";
import { request } from "node:http";
import { after, before, test } from "node:test";
import { POLICY, serve } from "../../scripts/serve.mjs";
import { bytes, hashed, text } from "../support/files.js";

const RANKING = hashed("ranking.wasm");

let server;
before(async () => void (server = await serve({ pages: { "/page.html": "<!doctype html>" } })));
after(() => server.close());

/** A path exactly as written: fetch would resolve its dots. */
const ask = (path, method = "GET") =>
  new Promise((done, failed) => {
    request(server.address + "/", { path, method }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => done({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
    })
      .on("error", failed)
      .end();
  });

test("the demo at the root, the package as /innodex/, with types and policy", async () => {
  const cases = [
    ["/", "text/html; charset=utf-8", "www/index.html"],
    ["/index.css?v=1", "text/css; charset=utf-8", "www/index.css"],
    ["/icon.svg", "image/svg+xml", "www/icon.svg"],
    ["/innodex/innodex.js", "text/javascript; charset=utf-8", "pkg/dist/innodex.js"],
    [`/innodex/${RANKING}`, "application/wasm", `pkg/dist/${RANKING}`],
    ["/innodex/provinces.bin", "application/octet-stream", "pkg/dist/provinces.bin"],
    ["/innodex/frameworks/hdi.json", "application/json; charset=utf-8", "pkg/dist/frameworks/hdi.json"],
  ];
  for (const [path, type, file] of cases) {
    const { status, headers, body } = await ask(path);
    assert.deepEqual([status, headers["content-type"]], [200, type], path);
    assert.deepEqual([headers["content-security-policy"], headers["cache-control"]], [POLICY, "no-cache"]);
    assert.ok(body.equals(bytes(file)), path);
  }
  assert.equal(POLICY, "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'");
  assert.equal((await ask("/page.html")).body.toString(), "<!doctype html>");
});

test("paths outside the served folders are refused", async () => {
  const outside = ["/../package.json", "/..%2fpackage.json", "/%2e%2e/package.json", "/innodex/../../package.json", "/innodex/..%2f..%2fpackage.json", "/innodex/%2e%2e/%2e%2e/Cargo.toml", "/..\\package.json", "//etc/passwd", "/innodex//etc/passwd", "/a%00b", "/%ff", "/api/../../Cargo.toml", "/innodex/../dist-other"];
  for (const path of outside) {
    const { status, body } = await ask(path);
    assert.ok([400, 403, 404].includes(status), `${path}: ${status}`);
    assert.ok(body.length < 40, path);
  }
});

test("missing files are 404, methods other than GET and HEAD 405", async () => {
  assert.equal((await ask("/none.html")).status, 404);
  assert.equal((await ask("/innodex")).status, 404);
  assert.equal((await ask("/api")).status, 404, "a folder");
  assert.equal((await ask("/", "POST")).status, 405);
  const head = await ask("/", "HEAD");
  assert.deepEqual([head.status, head.body.length], [200, 0]);
});

test("the next port is tried where one is taken; headers and types can be set", async () => {
  const taken = Number(new URL(server.address).port);
  const other = await serve({ port: taken, headers: { "Content-Security-Policy": "default-src 'none'" }, mime: { ".wasm": "text/plain" } });
  assert.ok(Number(new URL(other.address).port) > taken);
  const answer = await fetch(`${other.address}/innodex/${RANKING}`);
  assert.deepEqual([answer.headers.get("content-type"), answer.headers.get("content-security-policy")], ["text/plain", "default-src 'none'"]);
  await answer.arrayBuffer();
  assert.deepEqual(other.requests, [`/innodex/${RANKING}`]);
  await other.close();
  assert.ok(text("www/index.html").includes("./innodex/innodex.js"), "the demo loads what the server maps");
});

test("what is not built yet is answered when it is, and pages say so until then", async () => {
  let done;
  const building = await serve({ rest: new Promise((resolve) => (done = resolve)) });
  const get = (path) => fetch(building.address + path);
  assert.match(await (await get("/")).text(), /<script src="\/building\.js"><\/script>$/);
  assert.deepEqual(await (await get("/building.json")).json(), { building: true, failed: false });
  let answered = false;
  const waiting = get("/innodex/model-pending.wasm").then((answer) => ((answered = true), answer));
  await new Promise((soon) => setTimeout(soon, 100));
  assert.equal(answered, false);
  done();
  const answer = await waiting;
  assert.deepEqual([answer.status, answer.headers.get("content-type")], [200, "application/wasm"]);
  assert.ok(Buffer.from(await answer.arrayBuffer()).equals(bytes(`pkg/dist/${hashed("model.wasm")}`)));
  assert.doesNotMatch(await (await get("/")).text(), /building/);
  await building.close();
});

test("a build that fails is said to who waits for it", async () => {
  const building = await serve({ rest: Promise.reject(new Error("no compiler")) });
  const answer = await fetch(`${building.address}/innodex/analysis-glue-pending.js`);
  assert.deepEqual([answer.status, await answer.text()], [503, "The build failed: see the terminal"]);
  assert.deepEqual(await (await fetch(`${building.address}/building.json`)).json(), { building: false, failed: true });
  await building.close();
});
