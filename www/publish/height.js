/** Tells the page around a frame how high its content is, now and whenever it changes. The height is no secret, so it is told to any page. */
export function tellHeight() {
  if (window.parent === window) return;
  new ResizeObserver(() => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    window.parent.postMessage({ type: "innodex:height", height }, "*");
    // As AMP and some content management systems hear it.
    window.parent.postMessage({ sentinel: "amp", type: "embed-size", height }, "*");
  }).observe(document.documentElement);
}
