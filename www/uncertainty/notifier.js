/** When those who show draws are told of new ones. No DOM. */

/** @typedef {(moving: boolean) => void} Listener `moving`: told within the frame in which a weight is moved */

/** How often listeners are told of further draws, in milliseconds. */
const PACE = 120;

/** At most this share of the time goes into showing draws: three thousand rows take longer than the draws between. */
const SHOWING = 0.25;

export class Notifier {
  constructor() {
    /** By listener, whether it is told within the frame in which a weight is moved. @type {Map<Listener, boolean>} */
    this.listeners = new Map();
    /** The timer of `soon`; 0 where there is none. @type {any} */
    this.timer = 0;
    /** How long showing took last, in milliseconds. */
    this.took = 0;
  }

  /** Tells those who move weights themselves. */
  tellMovers() {
    for (const [listener, moves] of [...this.listeners]) if (moves) listener(true);
  }

  /** Tells everybody. */
  tell() {
    this.cancel();
    const began = performance.now();
    for (const listener of [...this.listeners.keys()]) listener(false);
    // Elements render before the next task, and are painted before the one after the frame.
    afterPaint(() => (this.took = performance.now() - began));
  }

  /** Calls `tell` later, but not too often. @param {() => void} tell */
  soon(tell) {
    if (!this.timer) this.timer = setTimeout(tell, Math.max(PACE, this.took / SHOWING));
  }

  cancel() {
    clearTimeout(this.timer);
    this.timer = 0;
  }
}

/** @param {() => void} work */
function afterPaint(work) {
  const next = () => setTimeout(work);
  if (typeof requestAnimationFrame === "function") requestAnimationFrame(next);
  else next();
}
