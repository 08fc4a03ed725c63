/** Cards beside what is pointed at; on a narrow page at its lower edge. For further scripts: a first ranking has none. */

import { css } from "../elements/index.js";

/** Pixels between a mark and its card. */
const APART = 14;

export const cardStyle = css`
  .wrap {
    position: relative;
    margin: 0;
  }
  .card {
    position: absolute;
    z-index: 2;
    max-width: 260px;
    padding: 8px 12px;
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: 0 2px 8px rgb(0 0 0 / 18%);
    pointer-events: none;
  }
  .card dl {
    display: grid;
    grid-template-columns: auto auto;
    gap: 0 12px;
    justify-content: start;
    margin: 2px 0;
  }
  .card dt {
    color: var(--muted);
  }
  .card dd {
    margin: 0;
    font-weight: 650;
  }
  .close {
    display: none;
  }
  .narrow .card {
    position: fixed;
    inset: auto 0 0 !important;
    max-width: none;
    padding: 12px 48px 14px 16px;
    border-width: 1px 0 0;
    border-radius: 0;
    pointer-events: auto;
  }
  .narrow .close {
    display: block;
    position: absolute;
    inset: 6px 8px auto auto;
    min-width: 36px;
    min-height: 36px;
    padding: 0;
    border: 0;
    font-size: 1.3em;
  }
  @media print {
    .card {
      display: none;
    }
  }
`;

/**
 * Puts the card of an element beside its mark, inside the picture.
 * @param {ParentNode} root @param {string} mark the selector of the mark
 */
export function placeCard(root, mark) {
  const card = /** @type {HTMLElement | null} */ (root.querySelector(".card"));
  const wrap = root.querySelector(".wrap");
  const target = card && root.querySelector(mark);
  if (!card || !wrap || !target) return;
  const [box, all] = [target.getBoundingClientRect(), wrap.getBoundingClientRect()];
  const [start, end] = [box.left - all.left, box.right - all.left];
  const middle = box.top + box.height / 2 - all.top;
  const left = end + APART + card.offsetWidth <= all.width ? end + APART : Math.max(0, start - APART - card.offsetWidth);
  card.style.left = `${left}px`;
  card.style.top = `${Math.max(0, Math.min(middle - card.offsetHeight / 2, all.height - card.offsetHeight))}px`;
}
