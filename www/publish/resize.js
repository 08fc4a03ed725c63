/** Sizes the frames of publications, in the page around them. Only a frame itself may say how high it is. */
addEventListener("message", ({ source, data }) => {
  if (!data || data.type !== "innodex:height" || typeof data.height !== "number" || !(data.height > 0)) return;
  const height = Math.min(20000, Math.max(120, Math.ceil(data.height)));
  for (const frame of document.querySelectorAll("iframe[data-innodex]")) {
    if (/** @type {HTMLIFrameElement} */ (frame).contentWindow === source) /** @type {HTMLIFrameElement} */ (frame).style.height = `${height}px`;
  }
});
