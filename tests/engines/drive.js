// Real engines, each driven by what it has itself: Chromium by playwright, Firefox by Marionette, WebKitGTK by its own WebDriver.
// All give the same: `open()` is `{ version, goto(address), run(source, argument), close() }`, where `source` is an async function.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createConnection, createServer } from "node:net";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { chromium } from "playwright-core";

/** Where scripts/engines.sh lays the old ones. */
const tools = process.env.INNODEX_TOOLS ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "innodex");

/** How long a script may take in an engine, in milliseconds. */
const PATIENCE = 240_000;

const found = (command) => execFileSync("which", [command], { encoding: "utf8" }).trim();

/** Waits until something is there. */
async function until(what, ready, limit = 60_000) {
  for (const end = Date.now() + limit; Date.now() < end; await after(100)) {
    const is = await ready();
    if (is) return is;
  }
  throw new Error(`${what}: not after ${limit} ms`);
}

/** A port that is free. */
const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

/** Ends a process that was started here, with what it has started. */
function end(child) {
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}

/** Fails where something has not come in time. @template T @param {string} what @param {Promise<T>} coming @param {number} [limit] @returns {Promise<T>} */
async function within(what, coming, limit = PATIENCE) {
  const stop = new AbortController();
  const late = after(limit, null, { signal: stop.signal }).then(() => {
    throw new Error(`${what}: not within ${limit} ms`);
  });
  try {
    return await Promise.race([coming, late]);
  } finally {
    stop.abort();
    late.catch(() => {});
  }
}

/** An old Chromium that a new playwright drives now and then does not start: then another does. */
async function openChromium(executablePath, tries = 3) {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const opening = browser.newContext({ viewport: { width: 1240, height: 900 }, locale: "zh-CN" }).then((context) => context.newPage());
  let page;
  try {
    page = await within("a page", opening, 20_000);
    await within("its first script", page.evaluate("1"), 20_000);
  } catch (failed) {
    opening.catch(() => {});
    await within("its end", browser.close(), 5000).catch(() => {});
    if (tries > 1) return openChromium(executablePath, tries - 1);
    throw failed;
  }
  return {
    version: `Chromium ${browser.version()}`,
    goto: (address) => page.goto(address, { waitUntil: "load" }),
    run: (source, argument) => within("a script", page.evaluate(`(${source})(${JSON.stringify(argument)})`)),
    close: () => browser.close(),
  };
}

/** Marionette's own protocol: a length, a colon, JSON. */
async function marionette(port) {
  const socket = await until("marionette", () => new Promise((done) => {
    const trial = createConnection(port, "127.0.0.1", () => done(trial)).on("error", () => done(null));
  }));
  let rest = Buffer.alloc(0);
  let calls = 0;
  const waiting = new Map();
  socket.on("error", () => {});
  socket.on("data", (piece) => {
    rest = Buffer.concat([rest, piece]);
    for (let colon; (colon = rest.indexOf(58)) > 0; ) {
      const length = Number(rest.subarray(0, colon));
      if (rest.length < colon + 1 + length) return;
      const message = JSON.parse(rest.subarray(colon + 1, colon + 1 + length));
      rest = rest.subarray(colon + 1 + length);
      if (!Array.isArray(message)) continue; // its greeting
      const [, id, failed, result] = message;
      const { done, fail } = waiting.get(id);
      waiting.delete(id);
      if (failed) fail(new Error(`${failed.error}: ${failed.message}`));
      else done(result);
    }
  });
  return {
    send: (name, given = {}) =>
      new Promise((done, fail) => {
        const text = JSON.stringify([0, ++calls, name, given]);
        waiting.set(calls, { done, fail });
        socket.write(`${Buffer.byteLength(text)}:${text}`);
      }),
    close: () => socket.destroy(),
  };
}

/** An async function as a script of WebDriver: the last argument takes the answer. */
const asScript = (source) => `const done = arguments[arguments.length - 1]; (${source})(arguments[0]).then((value) => done({ value }), (error) => done({ error: error + " " + (error && error.stack) }));`;

/** The answer of such a script. */
function answered({ value, error }) {
  if (error) throw new Error(error);
  return value;
}

async function openFirefox(executable) {
  const [profile, port] = [mkdtempSync(join(tmpdir(), "innodex-firefox-")), await freePort()];
  writeFileSync(join(profile, "user.js"), `user_pref("marionette.port", ${port});\nuser_pref("intl.accept_languages", "zh-CN");\nuser_pref("intl.locale.requested", "zh-CN");\nuser_pref("datareporting.policy.dataSubmissionEnabled", false);\n`);
  const child = spawn(executable, ["--marionette", "--headless", "--no-remote", "--profile", profile], { detached: true, stdio: "ignore", env: { ...process.env, HOME: profile } });
  const { send, close } = await marionette(port);
  const session = await send("WebDriver:NewSession", { capabilities: { alwaysMatch: {} } });
  await send("WebDriver:SetTimeouts", { script: PATIENCE, pageLoad: PATIENCE });
  return {
    version: `Firefox ${session.capabilities.browserVersion}`,
    goto: (url) => send("WebDriver:Navigate", { url }),
    run: async (source, argument) => answered((await send("WebDriver:ExecuteAsyncScript", { script: asScript(source), args: [argument] })).value),
    close: async () => {
      await send("Marionette:Quit", { flags: ["eForceQuit"] }).catch(() => {});
      close();
      end(child);
      await after(200);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function openWebKit(binary) {
  const [port, display] = [await freePort(), 90 + Math.floor(Math.random() * 900)];
  const screen = spawn("Xvfb", [`:${display}`, "-screen", "0", "1280x1024x24", "-nolisten", "tcp"], { detached: true, stdio: "ignore" });
  await until("Xvfb", () => existsSync(`/tmp/.X11-unix/X${display}`));
  const env = { ...process.env, DISPLAY: `:${display}`, LANG: "zh_CN.UTF-8", WEBKIT_DISABLE_COMPOSITING_MODE: "1", WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" };
  const child = spawn("WebKitWebDriver", [`--port=${port}`, "--host=127.0.0.1"], { detached: true, stdio: "ignore", env });
  const base = `http://127.0.0.1:${port}`;
  const send = async (method, path, body) => {
    const response = await fetch(base + path, { method, body: body && JSON.stringify(body), signal: AbortSignal.timeout(PATIENCE) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  await until("WebKitWebDriver", () => fetch(`${base}/status`).then((answer) => answer.ok, () => false));
  const { sessionId, capabilities } = await send("POST", "/session", { capabilities: { alwaysMatch: { "webkitgtk:browserOptions": { binary, args: ["--automation"] } } } });
  const at = `/session/${sessionId}`;
  await send("POST", `${at}/timeouts`, { script: PATIENCE, pageLoad: PATIENCE });
  return {
    version: `WebKitGTK ${capabilities.browserVersion}`,
    goto: (url) => send("POST", `${at}/url`, { url }),
    run: async (source, argument) => answered(await send("POST", `${at}/execute/async`, { script: asScript(source), args: [argument] })),
    close: async () => {
      await send("DELETE", at).catch(() => {});
      end(child);
      end(screen);
    },
  };
}

/** The engines, by what they are called in tests. */
export const ENGINES = {
  "Chromium, current": () => openChromium(found(process.env.CHROMIUM ?? "chromium")),
  "Chromium 90": () => openChromium(join(tools, "engines/chromium-90/chromium")),
  "Chromium 109": () => openChromium(join(tools, "engines/chromium-109/chromium")),
  "Firefox ESR": () => openFirefox(found("firefox-esr")),
  WebKitGTK: () => openWebKit(execFileSync("find", ["/usr/lib", "/usr/libexec", "-name", "MiniBrowser"], { encoding: "utf8" }).trim().split("\n")[0]),
};
