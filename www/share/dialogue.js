import { copy, css, Frame, html, nothing, periodName, say, svg } from "../elements/index.js";
import { LONGEST, withPart } from "../whatif/link.js";
import { fingerprint } from "../whatif/model-parts.js";
import { qrOf } from "./qr.js";
import { encode } from "./state.js";
import { WORDS } from "./text.js";

/** @typedef {import("../elements/ranking.js").InnodexRanking} Ranking */
/** @typedef {{ href: string, parts: string[] }} Link `parts`: what else it carries, by the names of elements */

const style = css`
  dialog {
    width: min(560px, calc(100vw - 24px));
    max-height: calc(100vh - 24px);
    overflow: auto;
    border: 1px solid var(--edge);
    border-radius: calc(2 * var(--radius));
    padding: calc(2.5 * var(--space));
    color: var(--innodex-ink, #1c2733);
    background: var(--surface);
  }
  .dark dialog {
    color: var(--innodex-ink, #eef2f7);
  }
  dialog::backdrop {
    background: rgba(15, 25, 40, 0.45);
  }
  h2 {
    margin: 0 0 var(--space);
    font-size: 1.25em;
    font-weight: 650;
  }
  textarea {
    display: block;
    width: 100%;
    margin-block: 4px var(--space);
    overflow-wrap: anywhere;
  }
  label {
    display: block;
    margin-block-start: var(--space);
  }
  .code {
    display: block;
    max-width: 100%;
    height: auto;
    margin: calc(1.5 * var(--space)) auto var(--space);
  }
  .light {
    fill: #fff;
  }
  .deep {
    fill: #000;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space);
    align-items: center;
  }
  @media (forced-colors: active) {
    .code {
      forced-color-adjust: none;
    }
  }
`;

/** Light modules around a code, as scanners need. */
const QUIET = 4;

/** A code as a drawing of one path. @param {boolean[][]} rows @param {string} label */
function codeView(rows, label) {
  const side = rows.length + 2 * QUIET;
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : []))).join("");
  return html`<svg class="code" part="qr" role="img" aria-label=${label} width=${side * (side < 120 ? 4 : 3)} height=${side * (side < 120 ? 4 : 3)} viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">
    ${svg`<rect class="light" width=${side} height=${side}></rect><path class="deep" d=${path}></path>`}
  </svg>`;
}

/** The link to everything that a reader sees of a ranking and of the elements that share its model. @param {Ranking} ranking @param {string} name of its part @returns {Promise<Link>} */
async function linkOf(ranking, name) {
  const { source, description, shownPeriod: period, shownNode, region, unit, language: lang } = ranking;
  const hashes = await fingerprint(/** @type {NonNullable<Ranking["source"]>} */ (source));
  const seen = { framework: description.framework.id, ...hashes, period, node: shownNode.id, region: region ?? "", lang, units: unit ? [unit] : [] };
  const url = new URL(location.href);
  url.hash = withPart(url.hash, name, encode(seen));
  /** @type {string[]} */
  const parts = [];
  for (const element of /** @type {Iterable<any>} */ (Frame.connected)) {
    if ((element.source ?? element.host?.source) !== source || !element.linkPart) continue;
    const { name: key, text } = element.linkPart(hashes);
    url.hash = withPart(url.hash, key, text);
    if (text !== null) parts.push(element.localName === "innodex-weights" ? "weights" : "whatif");
  }
  return { href: url.href, parts };
}

/** The dialogue: the link to what a ranking shows, to be copied or scanned. */
export class ShareDialogue extends Frame {
  static styles = [...Frame.styles, style];

  constructor() {
    super();
    /** @type {Ranking | null} */
    this.ranking = null;
    /** @type {Link} */
    this.link = { href: "", parts: [] };
  }

  /** What the link shows, in words. */
  carried() {
    const { ranking, link, language: lang } = this;
    if (!ranking) return "";
    const words = WORDS[lang];
    const { description, shownPeriod, shownNode, region, unit } = ranking;
    const marked = unit && description.units.find(({ code }) => code === unit);
    const area = ranking.areas().find(({ id }) => id === region)?.name ?? words.whole;
    const also = link.parts.length ? [words.also + [...new Set(link.parts)].map((part) => words[/** @type {"weights" | "whatif"} */ (part)]).join(words.listing)] : [];
    return [say(description.framework.name, lang), periodName(shownPeriod, lang), say(shownNode.name, lang), area, ...(marked ? [words.chosen + say(marked.name, lang)] : []), words.languages[lang], ...also].join(ranking.words.comma);
  }

  body() {
    const words = WORDS[this.language];
    const { href } = this.link;
    const bytes = href.length; // An address is ASCII.
    const rows = qrOf(href);
    const select = (/** @type {any} */ event) => event.target.select();
    return html`<dialog part="dialog" aria-labelledby="heading" @close=${() => this.remove()} @click=${(/** @type {any} */ event) => event.target.localName === "dialog" && event.target.close()}>
      <div class="sheet" @click=${(/** @type {Event} */ event) => event.stopPropagation()}>
        <h2 id="heading">${words.heading}</h2>
        <p>${words.carries(this.carried())}</p>
        <label for="link">${words.link}</label>
        <textarea id="link" part="link" readonly spellcheck="false" rows="3" .value=${href} @focus=${select}></textarea>
        <div class="actions">
          <button type="button" part="button" @click=${this.copied}>${words.copy}</button>
          <button type="button" part="button" @click=${this.close}>${words.close}</button>
          <span role="status"></span>
        </div>
        ${bytes > LONGEST ? html`<p class="quiet" part="long">${words.long(bytes)}</p>` : nothing}
        ${rows ? html`${codeView(rows, words.qr)}<p class="quiet">${words.scan}</p>` : html`<p class="quiet">${words.noCode}</p>`}
      </div>
    </dialog>`;
  }

  copied() {
    const [area, status] = /** @type {any[]} */ (["textarea", "[role=status]"].map((part) => this.renderRoot.querySelector(part)));
    return copy(area, status, this.link.href, WORDS[this.language]);
  }

  close() {
    /** @type {HTMLDialogElement | null} */ (this.renderRoot.querySelector("dialog"))?.close();
  }
}

/** Opens the dialogue over a page; closed, it gives the focus back. @param {Ranking} ranking @param {string} name of its part of the address */
export async function openShare(ranking, name) {
  const root = /** @type {ShadowRoot} */ (ranking.renderRoot);
  const link = await linkOf(ranking, name);
  const opener = /** @type {HTMLElement | null} */ (root.activeElement);
  const dialogue = /** @type {ShareDialogue} */ (document.createElement("innodex-share"));
  Object.assign(dialogue, { ranking, link });
  root.append(dialogue);
  await dialogue.updateComplete;
  const dialog = /** @type {HTMLDialogElement} */ (dialogue.renderRoot.querySelector("dialog"));
  dialog.addEventListener("close", () => opener?.focus());
  dialog.showModal();
}
