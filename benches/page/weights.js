/** A slider that is dragged where draws follow it: what each step costs the main thread, from the event to after the paint. */

/**
 * @param {number} steps
 * @param {() => any} [find] the element with the slider; `<innodex-weights>` where left out
 * @param {() => boolean} [ready] whether the draws are there
 */
export async function slide(steps, find = () => document.querySelector("innodex-weights"), ready = () => true) {
  /** @type {HTMLInputElement | null} */
  let input;
  const patience = performance.now() + 30_000;
  while (!(input = (find()?.renderRoot ?? find()?.shadowRoot)?.querySelector("input[type=range]")) || !ready()) {
    if (performance.now() > patience) throw new Error("there is no slider yet, after 30 s");
    await new Promise((next) => setTimeout(next, 50));
  }
  // As who takes hold of it does.
  input.focus();
  await new Promise((next) => setTimeout(next, 2000));
  const { port1, port2 } = new MessageChannel();
  const busy = [];
  for (let step = 0; step < steps; step++) {
    const frame = new Promise((done) => {
      requestAnimationFrame(() => {
        const begun = performance.now();
        port1.onmessage = () => done(performance.now() - begun);
        port2.postMessage(null);
      });
    });
    input.value = String(10 + (step % 40));
    const asked = performance.now();
    input.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
    const handled = performance.now() - asked;
    busy.push(handled + Number(await frame));
  }
  return { busy };
}
