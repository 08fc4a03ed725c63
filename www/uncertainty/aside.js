/** A frame is for what moves in it. */

/**
 * Leaves to the browser not to lay out or paint elements that are off the screen; they keep their size.
 * @param {HTMLElement[]} hosts
 * @returns {() => void} undoes it
 */
export function setAside(hosts) {
  const all = hosts.map((host) => {
    const { style } = host;
    const { width, height } = host.getBoundingClientRect();
    const edges = getComputedStyle(host);
    /** @param {string[]} names */
    const sum = (...names) => names.reduce((all, name) => all + parseFloat(edges.getPropertyValue(name)), 0);
    const inside = [
      width - sum("padding-left", "padding-right", "border-left-width", "border-right-width"),
      height - sum("padding-top", "padding-bottom", "border-top-width", "border-bottom-width"),
    ];
    return { style, size: inside.map((length) => `${length}px`).join(" "), before: [style.contentVisibility, style.containIntrinsicSize] };
  });
  for (const { style, size } of all) {
    style.containIntrinsicSize = size;
    style.contentVisibility = "auto";
  }
  return () => {
    for (const { style, before } of all.splice(0)) [style.contentVisibility, style.containIntrinsicSize] = before;
  };
}
