/**
 * The model with every method, leased. A page shares a smaller model; what-ifs by money, draws and audits need this one.
 *
 *     const lease = source.full();        // counts the caller as a user
 *     const model = await lease.model;    // one model for all users
 *     lease.release();                    // a second call does nothing
 *
 * - Load: with the first lease. Where the shared model has every method already, it is the one that is leased.
 * - Retry: a load that failed is forgotten, and the next `source.full()` loads again. A load that broke off (a trap) fails at once
 *   until `source.load()`, which a reader's "try again" calls.
 * - Disposal: one task after the last lease is released, because an element that is only moved leases again within that task.
 * - Traps: when the instance of a leased model ends, the source loads its shared model anew and calls its listeners. Each releases
 *   its lease and takes another; leases of the former model can still be released.
 *
 * An element holds at most one lease, by a `LeaseHolder`.
 */

/** @typedef {import("../api/browser.js").Model} Model */
/**
 * @typedef {object} Lease
 * @property {Promise<Model>} model
 * @property {Model | null} ready the same once it is loaded
 * @property {() => void} release
 */

/** One model with every method and the number of its users. */
export class FullModel {
  /** @param {() => Promise<Model>} load @param {() => void} gone called when it is disposed of or could not be loaded */
  constructor(load, gone) {
    this.users = 0;
    this.disposed = false;
    this.gone = gone;
    /** @type {Model | null} */
    this.ready = null;
    this.model = load();
    this.model.then(
      (model) => (this.ready = model),
      () => gone(),
    );
  }

  /** @returns {Lease} */
  lease() {
    this.users++;
    let held = true;
    const ready = () => this.ready;
    return {
      model: this.model,
      get ready() {
        return ready();
      },
      release: () => {
        if (!held) return;
        held = false;
        this.users--;
        setTimeout(() => this.users || this.disposed || this.dispose());
      },
    };
  }

  dispose() {
    this.disposed = true;
    this.gone();
    this.model.then(
      (model) => model.dispose(),
      () => {},
    );
  }
}

/** A lease of a model that others dispose of. @param {Model} model @returns {Lease} */
export const leaseOf = (model) => ({ model: Promise.resolve(model), ready: model, release() {} });

/** The one lease of an element: taken anew for each model that the element is given, released when it leaves the page. */
export class LeaseHolder {
  constructor() {
    /** @type {Lease | null} */
    this.lease = null;
  }

  /** The model with every method, once it is loaded. */
  get model() {
    return this.lease?.ready ?? null;
  }

  /**
   * Takes a lease in place of the one held.
   * @param {{ full(): Lease }} source
   * @returns {Promise<Model | null>} null where the lease was released or replaced in the meantime; then no failure is reported either
   */
  take(source) {
    const former = this.lease;
    const lease = (this.lease = source.full());
    former?.release();
    const held = (/** @type {Model} */ model) => (this.lease === lease ? model : null);
    return lease.model.then(held, (error) => {
      if (this.lease === lease) throw error;
      return null;
    });
  }

  release() {
    this.lease?.release();
    this.lease = null;
  }
}
