import { css } from "../elements/index.js";

/** Lines over periods. Names stand at the ends of lines, so that no colour has to be told from another; the chosen unit alone is orange. */
export const style = css`
  .root {
    --series-1: var(--innodex-series-1, #1f5fa8);
    --series-2: var(--innodex-series-2, #7a3fb0);
    --series-3: var(--innodex-series-3, #0b6f6a);
    --series-4: var(--innodex-series-4, #5f6b79);
    --series-5: var(--innodex-series-5, #676e00);
  }
  @media screen {
    .dark {
      --series-1: var(--innodex-series-1, #8ab8ee);
      --series-2: var(--innodex-series-2, #c9a6f0);
      --series-3: var(--innodex-series-3, #62cfc4);
      --series-4: var(--innodex-series-4, #a3afbd);
      --series-5: var(--innodex-series-5, #c9d06a);
    }
  }
  h2 {
    margin: 0;
    font-size: 1.4em;
    font-weight: 650;
    line-height: 1.35;
  }
  .say {
    margin-block: 2px calc(1.5 * var(--space));
    min-height: 1.5em;
  }
  .why .say {
    font-size: 1.07em;
  }
  .wrap {
    max-width: 900px;
  }
  .trend {
    display: block;
    width: 100%;
    height: auto;
    touch-action: pan-y;
  }
  .trend text {
    font-size: 13px;
    fill: currentColor;
  }
  .trend .key {
    fill: var(--muted);
    font-size: 12px;
  }
  .rule {
    stroke: var(--line);
  }
  .incomplete {
    fill: var(--band);
  }
  .apart {
    stroke: var(--muted);
    stroke-dasharray: 3 3;
  }
  polyline {
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linejoin: round;
  }
  .dot {
    fill: currentColor;
    stroke: currentColor;
    stroke-width: 1.8;
  }
  .dot.loose {
    fill: var(--surface);
  }
  .target {
    fill: transparent;
    cursor: pointer;
  }
  .target:focus-visible {
    outline: none;
    stroke: var(--accent);
    stroke-width: 2;
  }
  .lead {
    stroke: currentColor;
    stroke-width: 0.8;
    opacity: 0.6;
  }
  .kind-0 {
    --mark: var(--selected-edge);
    color: var(--mark);
  }
  .kind-1 {
    --mark: var(--series-1);
    color: var(--mark);
  }
  .kind-2 {
    --mark: var(--series-2);
    color: var(--mark);
  }
  .kind-3 {
    --mark: var(--series-3);
    color: var(--mark);
  }
  .kind-4 {
    --mark: var(--series-4);
    color: var(--mark);
  }
  .kind-5 {
    --mark: var(--series-5);
    color: var(--mark);
  }
  .kind-0 polyline,
  .active polyline {
    stroke-width: 3.2;
  }
  .end.kind-0,
  .end.active {
    font-weight: 650;
  }
  .pointing .line:not(.active) {
    opacity: 0.35;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .chip {
    display: inline-flex;
    border: 1px solid var(--edge);
    border-radius: 16px;
    background: var(--surface);
    color: inherit;
  }
  .chip button {
    min-height: 30px;
    border: 0;
    border-radius: 16px;
    background: none;
    padding: 2px 4px 2px 10px;
  }
  .chip .remove {
    min-width: 26px;
    padding: 2px 9px 2px 4px;
    color: var(--muted);
  }
  .chip.kind-0 {
    border-color: var(--selected-edge);
    background: var(--selected);
  }
  .chip.kind-0 button:first-child {
    font-weight: 650;
  }
  .swatch {
    display: inline-block;
    width: 12px;
    height: 3px;
    margin-inline-end: 6px;
    vertical-align: 4px;
    background: var(--mark);
  }
  .scroll {
    overflow-x: auto;
  }
  .scroll th,
  .scroll td {
    white-space: nowrap;
  }
  .robust,
  .changes {
    margin-block-start: var(--space);
  }
  .loose {
    font-weight: 650;
  }
  .why p {
    margin-block: 4px;
  }
  .why p.say {
    margin-block: 2px calc(1.5 * var(--space));
  }
  .why .effect {
    width: 34%;
    min-width: 72px;
  }
  .why .total > * {
    font-weight: 650;
    border-block-start: 1px solid var(--edge);
  }
  details {
    margin-block: var(--space);
  }
  .lacking {
    margin-block: 0;
  }
  h3 {
    margin: calc(2 * var(--space)) 0 0;
    font-size: 1em;
    font-weight: 650;
  }
  summary {
    cursor: pointer;
    min-height: 28px;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space);
    margin-block-start: var(--space);
  }
  @media screen {
    .narrow h2 {
      font-size: 1.25em;
    }
    .narrow .changes th {
      white-space: normal;
    }
    .narrow .why .effect {
      display: none;
    }
  }
  @media print {
    .trend {
      max-width: 170mm;
      break-inside: avoid;
    }
    .dot,
    .incomplete,
    .swatch {
      print-color-adjust: exact;
      -webkit-print-color-adjust: exact;
    }
    h2 {
      break-after: avoid;
    }
  }
  @media (forced-colors: active) {
    polyline,
    .lead {
      stroke: CanvasText;
    }
    .dot {
      fill: CanvasText;
      stroke: CanvasText;
    }
    .dot.loose {
      fill: Canvas;
    }
    .kind-0 polyline {
      stroke: Highlight;
    }
  }
`;
