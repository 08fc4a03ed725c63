/** Notifies those who show draws of new ones, not too often. No DOM. */

/** @typedef {(moving: boolean) => void} Listener `moving`: called within the frame in which a weight is moved */

/** The least time between notifications of further draws, in milliseconds. */
const PACE = 120;

/** At most this share of the time is spent on showing draws: three thousand rows take longer than the draws in between. */
const SHOWING = 0.25;

export class Notifier {
  constructor() {
    /** By listener, whether it moves weights itself, and is called within the frame. @type {Map<Listener, boolean>} */
    this.listeners = new Map();
    /** The timer of `soon`; 0 where there is none. @type {any} */
    this.timer = 0;
    /** How long showing took last, in milliseconds. */
    this.took = 0;
  }

  /** Calls those who move weights themselves. */
  notifyMovers() {
    for (const [listener, moves] of [...this.listeners]) if (moves) listener(true);
  }

  /** Calls everybody. */
  notify() {
    this.cancel();
    const began = performance.now();
    for (const listener of [...this.listeners.keys()]) listener(false);
    // Elements render before the next task, and are painted before the one after the frame.
    afterPaint(() => (this.took = performance.now() - began));
  }

  /** Schedules a notification, where none is scheduled. @param {() => void} notify */
  soon(notify) {
    if (!this.timer) this.timer = setTimeout(notify, Math.max(PACE, this.took / SHOWING));
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
