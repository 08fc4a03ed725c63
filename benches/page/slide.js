/** A slider that is dragged, and a page that is opened, as their readers see them. */

/**
 * Runs in the page before anything else. `window.painted` resolves with milliseconds since navigation began: to
 * the ranking's `ready`, and to the beginning of the second frame after it, when the first has been painted.
 */
export function watchRanking() {
  const painted = new Promise((done) => {
    addEventListener("ready", (event) => {
      if (/** @type {Element} */ (event.composedPath()[0]).localName !== "innodex-ranking") return;
      const ready = performance.now();
      requestAnimationFrame(() => requestAnimationFrame(() => done({ ready, painted: performance.now() })));
    });
  });
  Object.assign(window, { painted });
}

/**
 * Moves the slider of `<innodex-scenario>` one per cent a frame, from its least to its most and back.
 *
 * What a step costs the main thread is the time in which it handles the event, and the time of the frame in which it
 * computes, renders, lays out and paints: from the frame's first callback to the first task after the frame. The wait
 * for the frame in between is not work, and is counted only in `latency`.
 * @param {any} element
 * @param {number} steps
 */
export async function slide(element, steps) {
  const input = element.renderRoot.querySelector("input[type=range]");
  const [least, most] = [Number(input.min), Number(input.max)];
  const spent = { compute: 0, render: 0 };
  const wrap = (/** @type {any} */ object, /** @type {string} */ name, /** @type {keyof typeof spent} */ as) => {
    const original = object[name];
    object[name] = (/** @type {unknown[]} */ ...all) => {
      const from = performance.now();
      try {
        return original.apply(object, all);
      } finally {
        spent[as] += performance.now() - from;
      }
    };
  };
  wrap(element.scenario, "setValue", "compute");
  wrap(element.scenario, "rank", "compute");
  wrap(element.scenario, "frame", "compute");
  wrap(element, "performUpdate", "render");

  const { port1, port2 } = new MessageChannel();
  const busy = [];
  const latency = [];
  let moved = 0;
  for (let step = 0; step < steps; step++) {
    const frame = new Promise((done) => {
      // Asked for before the element's own callback, hence called before it; the message comes after the paint.
      requestAnimationFrame(() => {
        const begun = performance.now();
        port1.onmessage = () => done(performance.now() - begun);
        port2.postMessage(null);
      });
    });
    const round = step % (2 * (most - least));
    input.value = String(round < most - least ? least + round : 2 * most - least - round);
    const asked = performance.now();
    input.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
    const handled = performance.now() - asked;
    busy.push(handled + (await frame));
    latency.push(performance.now() - asked);
    moved += Number(Math.abs(element.percent - Number(input.value)) < 1e-9 && element.rows.some((/** @type {any} */ r) => r.score !== r.score_before));
  }
  return { busy, latency, moved, compute: spent.compute / steps, render: spent.render / steps };
}
