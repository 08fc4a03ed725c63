/** Where an element's model comes from: attributes, properties, or what stands inside it. */

import { Model } from "../api/browser.js";
import { rescue } from "../api/compile.js";
import { listeners as endings } from "../api/instance.js";
import { FullModel, leaseOf } from "./full-model.js";
import { explain } from "./problem.js";

/** @typedef {import("./problem.js").Problem} Problem */
/** @typedef {HTMLElement & { data: unknown, framework: unknown, indicators: unknown }} Host */
/** @typedef {"data" | "framework" | "indicators"} Part */

/** @type {Part[]} */
export const PARTS = ["data", "framework", "indicators"];

/** A ready framework's id, as against an address. */
export const READY = /^[\w-]+$/;

/**
 * The script inside an element that holds one of its parts.
 * @param {HTMLElement} host
 * @param {Part} part
 * @returns {HTMLScriptElement | null}
 */
export const inlinePart = (host, part) => host.querySelector(`:scope > script[data-innodex="${part}"]`);

/**
 * Whether a string names a file rather than being the content itself or a ready framework's id. A table has several lines, and JSON
 * begins with a bracket; an address may have brackets anywhere else.
 * @param {Part} part
 * @param {unknown} value
 * @returns {value is string}
 */
export const isAddress = (part, value) =>
  typeof value === "string" && value !== "" && !(part === "data" ? /\n/ : /^\s*[{[]|\n/).test(value) && !(part === "framework" && READY.test(value));

/** The origin of this page: a frame may have that of the page around it, or none of its own (sandbox). */
const site = () => [origin, location.origin, new URL(document.baseURI).origin].find((each) => each !== "null");

/**
 * A file of this site; every other site is refused before anything is requested.
 * @param {Part} part
 * @param {string} address
 * @returns {Promise<Uint8Array | string>}
 */
async function read(part, address) {
  const { href, origin: from } = new URL(address, document.baseURI);
  if (from !== site()) return rescue("elsewhere", href);
  // Where the page has no origin every request is one to another.
  const response = await fetch(href, origin === "null" ? {} : { mode: "same-origin" }).catch(() => rescue("missing", href));
  if (!response.ok) return rescue("missing", href, response.status);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (part === "data") return bytes;
  const text = new TextDecoder().decode(bytes);
  return /^\s*[{[]/.test(text) ? text : rescue("strange", href, bytes, "json");
}

/** Resolves once the parser has seen everything inside the elements of the page. */
const parsed = () =>
  document.readyState === "loading" ? new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true })) : null;

/** One model and those who wait for it. It loads with the first listener and is freed with the last. */
export class ModelSource {
  /** @param {Host} host the element that says what to load */
  constructor(host) {
    this.host = host;
    /** @type {Model | null} */
    this.model = null;
    /** @type {Problem | null} */
    this.problem = null;
    /** @type {Set<() => void>} */
    this.listeners = new Set();
    this.started = false;
    this.turn = 0;
    /** What the shared model is to have (`LoadOptions.methods`). @type {boolean | "model"} */
    this.methods = false;
    /** The model with every method, while somebody leases it. @type {FullModel | null} */
    this.fullModel = null;
    /** What broke off, by what was asked. @type {Map<string, unknown>} */
    this.broken = new Map();
    /** Whether the model is the former one made anew, after that had broken off. */
    this.restored = false;
    /** An instance has ended: what was made on it is made anew. */
    this.heard = () =>
      queueMicrotask(() => {
        if (this.ended) this.load(true);
      });
    /** What the host said when it was last asked. @type {Record<string, unknown> | null} */
    this.taken = null;
  }

  /** Whether something that was made of it can compute no longer. */
  get ended() {
    return [this.model, this.fullModel?.ready].some((model) => model?.ended);
  }

  /** Leases the model with every method (full-model.js). @returns {import("./full-model.js").Lease} */
  full() {
    if (this.model?.module === "analysis") return leaseOf(this.model);
    if (!this.fullModel) {
      const load = async () => Model.load({ ...(await this.options()), methods: true });
      const full = new FullModel(
        async () => this.once(() => "full model", load),
        () => this.fullModel === full && (this.fullModel = null),
      );
      this.fullModel = full;
      // Its instance may have ended while it was waited for.
      full.model.then(this.heard, () => {});
    }
    return this.fullModel.lease();
  }

  /**
   * Does what may break off. What did is not asked again by itself: it would, and take everything else along each time.
   * @template T
   * @param {() => string} question @param {() => T} work
   * @returns {T}
   */
  once(question, work) {
    const known = this.broken.size && this.broken.get(question());
    if (known) throw known;
    const keep = (/** @type {any} */ thrown) => {
      if (thrown?.code === "broke_off" && thrown.cause) this.broken.set(question(), thrown);
      throw thrown;
    };
    try {
      const made = /** @type {any} */ (work());
      return made?.catch ? made.catch(keep) : made;
    } catch (thrown) {
      return keep(thrown);
    }
  }

  /** Whether the host has changed its mind since. */
  stale() {
    const { taken } = this;
    return taken !== null && PARTS.some((part) => taken[part] !== this.host[part]);
  }

  /**
   * @param {() => void} listener called whenever `model` or `problem` has changed
   * @returns {() => void} stops listening
   */
  listen(listener) {
    this.listeners.add(listener);
    endings.add(this.heard);
    if (!this.started) this.load();
    else if (this.model || this.problem) listener();
    return () => {
      this.listeners.delete(listener);
      // an element that is only moved comes back at once
      setTimeout(() => this.listeners.size === 0 && this.release());
    };
  }

  release() {
    this.started = false;
    this.turn++; // what is still loading comes too late
    endings.delete(this.heard);
    this.model?.dispose();
    this.model = null;
    this.problem = null;
  }

  /** Loads what the host says now; of several calls the last one counts. @param {boolean} [again] after the former broke off */
  async load(again = false) {
    this.started = true;
    this.restored = again;
    if (!again) this.broken.clear();
    this.taken = null;
    const turn = ++this.turn;
    const former = this.model;
    /** @type {Model | null} */
    let model = null;
    /** @type {Problem | null} */
    let problem = null;
    try {
      await parsed();
      this.taken = Object.fromEntries(PARTS.map((part) => [part, this.host[part]]));
      model = await Model.load(await this.options());
    } catch (error) {
      problem = explain(error);
    }
    if (turn !== this.turn) return model?.dispose();
    this.model = model;
    this.problem = problem;
    this.fullModel = null;
    for (const listener of this.listeners) listener();
    former?.dispose();
    // It may have ended while it was waited for.
    this.heard();
  }

  /**
   * Gives the shared model more methods. Returns whether it is still being loaded.
   * @param {true | "model"} [methods] every method, or those of frameworks and growth
   */
  withMethods(methods = true) {
    if (this.methods === true || this.methods === methods) return false;
    this.methods = methods;
    this.load();
    return true;
  }

  /** What the host says now, read: the options of `Model.load`. @returns {Promise<Record<string, any>>} */
  async options() {
    const found = await Promise.all(PARTS.map((part) => this.part(part)));
    return { methods: this.methods, ...Object.fromEntries(PARTS.map((part, i) => [part, found[i]]).filter(([, value]) => value !== undefined)) };
  }

  /** Fails where no model can be made with other parts. @param {Partial<Record<Part, any>>} parts */
  async check(parts) {
    (await Model.load({ ...(await this.options()), ...parts })).dispose();
  }

  /**
   * @param {Part} part
   * @returns {Promise<any>}
   */
  async part(part) {
    const value = this.host[part];
    if (isAddress(part, value)) return read(part, value);
    // As a template writes it where it has no value: that is not the same as none.
    if (value === "") return rescue("empty", part);
    if (value !== null && value !== undefined) return value;
    return inlinePart(this.host, part)?.textContent ?? undefined;
  }
}
