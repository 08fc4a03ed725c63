/** How a piece of work is timed inside the page. */

/** @param {number[]} samples */
export const middle = (samples) => [...samples].sort((a, b) => a - b)[samples.length >> 1];

/**
 * Nanoseconds a call: the median of 15 samples of at least 4 ms each, after 150 ms of warming up, in which the
 * engine compiles what is hot.
 * @param {() => unknown} f
 */
export function nanoseconds(f) {
  let calls = 0;
  const begin = performance.now();
  while (calls === 0 || performance.now() - begin < 150) {
    f();
    calls++;
  }
  const batch = Math.ceil((4 * calls) / (performance.now() - begin));
  return middle(
    Array.from({ length: 15 }, () => {
      const from = performance.now();
      for (let i = 0; i < batch; i++) f();
      return ((performance.now() - from) / batch) * 1e6;
    }),
  );
}
