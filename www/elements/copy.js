/** Copies what a reader is given to paste elsewhere. */

/**
 * Copies the text of a text area and reports it. Pages without TLS have no clipboard interface, so there is a fallback.
 * @param {HTMLTextAreaElement} area
 * @param {HTMLElement} status
 * @param {string} text
 * @param {{ copied: string, copyFailed: string }} words
 */
export async function copy(area, status, text, words) {
  const done = await navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  );
  status.textContent = done || selectAndCopy(area) ? words.copied : words.copyFailed;
}

/** The fallback. @param {HTMLTextAreaElement} area */
function selectAndCopy(area) {
  area.focus();
  area.select();
  return document.execCommand("copy");
}
