// A real Jupyter server with its kernels, driven in a browser that reaches nothing but this machine. The package is the
// built wheel, installed by scripts/wheel.sh into build/python; the server's state is of this run alone.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before } from "node:test";
import { chromium } from "playwright-core";
import { project } from "./files.js";

const TOKEN = "t0k";
const executablePath = execFileSync("which", [process.env.CHROMIUM ?? "chromium"], { encoding: "utf8" }).trim();
const tools = execFileSync(join(project, "scripts/python.sh"), { encoding: "utf8" }).trim();

/** What a front end says by itself, with or without us (measured with an empty notebook). */
const NOISE = {
  lab: [],
  notebook: [/Cannot read properties of undefined \(reading 'schema'\)/, /yjs#509/, /Menu entry for command .* is duplicated/],
};

/** Bytes: more than a widget's script, less than the wasm with its files. */
const HEAVY = 130_000;

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

let state, root, server, browser;

before(async () => {
  state = mkdtempSync(join(tmpdir(), "innodex-jupyter-"));
  root = join(state, "root");
  mkdirSync(root);
  [server, browser] = await Promise.all([
    started(),
    chromium.launch({ executablePath, args: ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"] }),
  ]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  if (state) rmSync(state, { recursive: true, force: true });
});

/** One server gives both front ends: each is an extension of it. */
async function started() {
  mkdirSync(join(state, "config/labconfig"), { recursive: true });
  const quiet = { "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false } };
  writeFileSync(join(state, "config/labconfig/default_setting_overrides.json"), JSON.stringify(quiet));
  const port = await freePort();
  const settings = {
    "--ip": "127.0.0.1",
    "--port": port,
    "--ServerApp.port_retries": 0,
    "--ServerApp.root_dir": root,
    "--IdentityProvider.token": TOKEN,
    "--LabApp.expose_app_in_browser": "True",
    "--JupyterNotebookApp.expose_app_in_browser": "True",
  };
  const homes = { HOME: "", IPYTHONDIR: "ipython", JUPYTER_CONFIG_DIR: "config", JUPYTER_DATA_DIR: "data", JUPYTER_RUNTIME_DIR: "run", JUPYTERLAB_SETTINGS_DIR: "settings", JUPYTERLAB_WORKSPACES_DIR: "workspaces" };
  const process_ = spawn(join(tools, "bin/jupyter"), ["notebook", "--allow-root", "--no-browser", ...Object.entries(settings).map(([name, value]) => `${name}=${value}`)], {
    stdio: ["ignore", "ignore", "pipe"],
    env: {
      ...process.env,
      PATH: `${join(tools, "bin")}:${process.env.PATH}`,
      PYTHONPATH: join(project, "build/python"),
      PYTHONDONTWRITEBYTECODE: "1",
      ...Object.fromEntries(Object.entries(homes).map(([name, folder]) => [name, join(state, folder)])),
    },
  });
  let said = "";
  process_.stderr.on("data", (chunk) => (said += chunk));
  const address = `http://127.0.0.1:${port}`;
  for (let waited = 0; ; waited += 100) {
    if (await fetch(`${address}/api/status?token=${TOKEN}`).then((response) => response.ok, () => false)) break;
    assert.ok(process_.exitCode === null && waited < 60_000, `no server: ${said}`);
    await sleep(100);
  }
  const stop = async () => {
    const gone = new Promise((done) => process_.on("exit", done));
    process_.kill();
    const late = setTimeout(() => process_.kill("SIGKILL"), 8_000);
    await gone;
    clearTimeout(late);
  };
  return { address, stop };
}

/**
 * Opens a notebook in JupyterLab or Notebook 7 and works in it; at its end nothing outside may have been asked for and no
 * error reported.
 * @param {"lab" | "notebook"} kind
 * @param {{ notebook: string, text: string, context?: object }} site the notebook's path on the server, and its text
 * @param {(page: import("playwright-core").Page, driver: Driver) => Promise<void>} work
 */
export async function inJupyter(kind, { notebook, text, context = {} }, work) {
  const seen = { outside: [], errors: [] };
  mkdirSync(dirname(join(root, notebook)), { recursive: true });
  writeFileSync(join(root, notebook), text);
  const opened = await browser.newContext({ viewport: { width: 1280, height: 1000 }, ...context });
  try {
    await opened.route(
      (url) => url.hostname !== "127.0.0.1",
      (route) => (seen.outside.push(route.request().url()), route.abort()),
    );
    const page = await opened.newPage();
    const driver = new Driver(page);
    page.setDefaultTimeout(30_000);
    page.on("console", (message) => message.type() === "error" && seen.errors.push(message.text()));
    page.on("pageerror", (error) => seen.errors.push(String(error)));
    await page.addInitScript(watch);
    await page.goto(`${server.address}/${kind === "lab" ? `lab/tree/${encodeURI(notebook)}?reset&` : `notebooks/${encodeURI(notebook)}?`}token=${TOKEN}`, { waitUntil: "domcontentloaded" });
    await driver.ready();
    await work(page, driver);
    const errors = seen.errors.filter((text) => !NOISE[kind].some((noise) => noise.test(text)));
    assert.deepEqual({ ...seen, errors }, { outside: [], errors: [] });
    await driver.end();
  } finally {
    await opened.close();
  }
}

/** Counts what is compiled, and reports what a policy stops. Runs in the page before its own scripts. */
function watch() {
  window.__compiled = 0;
  for (const name of ["compile", "compileStreaming", "instantiate", "instantiateStreaming"]) {
    const real = WebAssembly[name];
    WebAssembly[name] = (...given) => ((window.__compiled += given[0] instanceof WebAssembly.Module ? 0 : 1), real.apply(WebAssembly, given));
  }
  document.addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.effectiveDirective} ${event.blockedURI}`));
}

/** What a person does with a notebook. */
export class Driver {
  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    this.page = page;
    /** The paths asked for. @type {string[]} */
    this.requests = [];
    /** The sizes of the frames that could hold the wasm. @type {number[]} */
    this.heavy = [];
    page.on("request", (request) => this.requests.push(new URL(request.url()).pathname));
    page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => payload.length > HEAVY && this.heavy.push(payload.length)));
  }

  /** Ends the kernel. */
  async end() {
    await this.page.evaluate(() => window.jupyterapp.shell.currentWidget.context.sessionContext.shutdown());
  }

  /** Waits until the kernel has nothing to do. */
  async ready() {
    await this.page.waitForFunction(
      () => {
        const kernel = window.jupyterapp?.shell?.currentWidget?.context?.sessionContext?.session?.kernel;
        return kernel?.connectionStatus === "connected" && kernel.status === "idle";
      },
      null,
      { timeout: 60_000, polling: 100 },
    );
  }

  /** @param {string} command */
  command(command) {
    return this.page.evaluate((id) => window.jupyterapp.commands.execute(id), command);
  }

  /** Scrolls to the cell that holds an element: others need not be in the page. @param {import("playwright-core").Locator} element */
  async show(element) {
    await element.evaluate((node) => {
      const notebook = window.jupyterapp.shell.currentWidget.content;
      return notebook.scrollToItem(notebook.widgets.findIndex((cell) => cell.node.contains(node)), "start");
    });
  }

  /** Runs every cell and waits for the last; fails where one did. */
  async runAll() {
    const failed = await this.page.evaluate(async () => {
      await window.jupyterapp.commands.execute("notebook:run-all-cells");
      const cells = window.jupyterapp.shell.currentWidget.content.widgets;
      return cells.flatMap((cell) => cell.model.toJSON().outputs ?? []).filter(({ output_type: type }) => type === "error");
    });
    assert.deepEqual(failed.map(({ ename, evalue }) => `${ename}: ${evalue}`), []);
  }

  /** Runs a line of Python in the notebook's kernel, as its next cell would, and hands back what it prints. @param {string} code */
  async python(code) {
    const { text, error } = await this.page.evaluate(async (code) => {
      const kernel = window.jupyterapp.shell.currentWidget.context.sessionContext.session.kernel;
      const future = kernel.requestExecute({ code, store_history: false });
      let text = "";
      let error = "";
      future.onIOPub = ({ header, content }) => {
        if (header.msg_type === "stream") text += content.text;
        if (header.msg_type === "error") error = `${content.ename}: ${content.evalue}`;
      };
      await future.done;
      return { text, error };
    }, code);
    assert.equal(error, "");
    return text.trim();
  }

  /** Asks Python, once a change in the page has arrived there. @param {string} code @param {string} wanted */
  async pythonSays(code, wanted) {
    let said;
    for (let tries = 0; tries < 100; tries++) {
      said = await this.python(`print(${code})`);
      if (said === wanted) return;
      await sleep(50);
    }
    assert.equal(said, wanted, code);
  }
}
