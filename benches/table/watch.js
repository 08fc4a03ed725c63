/** Whether the main thread answers: what the browser calls a long task, and a heart that beats. */

const BEAT = 5;

/**
 * Begins to watch. `stop` gives, in milliseconds: the longest task and how many were over 50 (the browser reports no
 * shorter ones), the longest gap between two beats of a timer, and between two frames.
 */
export async function watch() {
  /** @type {number[]} */
  const tasks = [];
  const observer = new PerformanceObserver((list) => void tasks.push(...list.getEntries().map(({ duration }) => duration)));
  observer.observe({ entryTypes: ["longtask"] });

  let [beat, frame, beats, frames, going] = [0, 0, 0, 0, true];
  const pulse = () => {
    const now = performance.now();
    if (beats++) beat = Math.max(beat, now - lastBeat - BEAT);
    lastBeat = now;
    if (going) setTimeout(pulse, BEAT);
  };
  const paint = () => {
    const now = performance.now();
    if (frames++) frame = Math.max(frame, now - lastFrame);
    lastFrame = now;
    if (going) requestAnimationFrame(paint);
  };
  let [lastBeat, lastFrame] = [performance.now(), performance.now()];
  pulse();
  requestAnimationFrame(paint);
  const settled = () => new Promise((done) => setTimeout(done, 100));
  await settled();

  return {
    stop: async () => {
      // The browser tells of a task after its end.
      await settled();
      going = false;
      tasks.push(...observer.takeRecords().map(({ duration }) => duration));
      observer.disconnect();
      return { longest: Math.max(0, ...tasks), tasks: tasks.length, beat, frame, beats, frames };
    },
  };
}
