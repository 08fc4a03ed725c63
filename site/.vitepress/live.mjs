// A block of HTML with elements of innodex is shown, and runs below. What stands in it is the manual's own, never a reader's.

/** The further scripts that a block names, loaded once a page. */
const SCRIPT = /<script[^>]*src="innodex\/([\w.-]+)"[^>]*><\/script>/g;
/** Files that only the reader's own server has. */
const OWN_FILES = /(?:data|framework|indicators|cells)="[^"]*\.(?:csv|json)"|<script(?![^>]*src=)/;

/** @param {import("markdown-it")} md */
export function live(md) {
  const fence = /** @type {Function} */ (md.renderer.rules.fence);
  md.renderer.rules.fence = (tokens, at, ...rest) => {
    const shown = fence(tokens, at, ...rest);
    const { info, content } = tokens[at];
    if (info.trim() !== "html" || !content.includes("<innodex-") || OWN_FILES.test(content)) return shown;
    const scripts = [...content.matchAll(SCRIPT)].map(([, file]) => file);
    const elements = content.replaceAll(SCRIPT, "").trim();
    return `${shown}<Live scripts="${scripts.join(" ")}">${elements}</Live>`;
  };
}
