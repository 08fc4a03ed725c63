/** The engine of the workbench as a page has it: in a worker, so that no calculation holds up the page. */

/** @typedef {"survey" | "calculate" | "audit" | "isPositive" | "ask"} Method */

const address = new URL(FILES.workbenchWorker, import.meta.url).href;

/** Under `require-trusted-types-for 'script'` a worker's address needs a policy. @type {{ createScriptURL(address: string): any } | null} */
let policy = null;

/** The address of the worker as the page's policy wants it. */
function trusted() {
  const types = /** @type {any} */ (globalThis).trustedTypes;
  if (!types) return address;
  policy ??= types.createPolicy("innodex-workbench", {
    /** @param {string} asked */
    createScriptURL(asked) {
      if (asked !== address) throw new TypeError(asked);
      return asked;
    },
  });
  return /** @type {NonNullable<typeof policy>} */ (policy).createScriptURL(address);
}

export class WorkerCalculator {
  constructor() {
    /** @type {Worker | null} */
    this.worker = null;
    this.calls = 0;
    /** Who waits for an answer. @type {Map<number, { done: (result: any) => void, failed: (problem: unknown) => void }>} */
    this.waiting = new Map();
    /** The data last given: another worker is given them first. @type {any[] | null} */
    this.given = null;
  }

  /** @param {Method} method @param {...any} args @returns {Promise<any>} */
  call(method, ...args) {
    if (method === "survey") this.given = args;
    else if (!this.worker && this.given) this.send("survey", this.given).catch(() => {});
    return this.send(method, args);
  }

  /** @param {Method} method @param {any[]} args @returns {Promise<any>} */
  send(method, args) {
    const worker = (this.worker ??= this.start());
    const call = ++this.calls;
    return new Promise((done, failed) => {
      this.waiting.set(call, { done, failed });
      worker.postMessage({ call, method, args });
    });
  }

  start() {
    const worker = new Worker(trusted(), { type: "module" });
    worker.onmessage = ({ data: { call, result, problem } }) => {
      const waiting = this.waiting.get(call);
      this.waiting.delete(call);
      if (problem) waiting?.failed(problem);
      else waiting?.done(result);
    };
    worker.onerror = (event) => {
      event.preventDefault?.();
      const message = { zh: "计算中断。", en: `The calculation broke off (${event.message ?? ""}).` };
      this.dispose({ code: "broke_off", place: "", message, hint: { zh: "请重试。", en: "Try again." } });
    };
    return worker;
  }

  /** Ends the worker; whoever waits hears why. @param {unknown} [why] */
  dispose(why = { code: "disposed", place: "", message: { zh: "已关闭。", en: "It is closed." }, hint: { zh: "", en: "" } }) {
    this.worker?.terminate();
    this.worker = null;
    for (const { failed } of this.waiting.values()) failed(why);
    this.waiting.clear();
  }
}
