import { css } from "../elements/index.js";

const shades = css`
  .root {
    --shade-1: var(--innodex-shade-1, #e8eff8);
    --shade-2: var(--innodex-shade-2, #c4d8ef);
    --shade-3: var(--innodex-shade-3, #93b7e2);
    --shade-4: var(--innodex-shade-4, #2f6db3);
    --shade-5: var(--innodex-shade-5, #0d3f7a);
    --below-1: var(--innodex-below-1, #e3d0f0);
    --below-2: var(--innodex-below-2, #71409c);
    --ink-light: var(--innodex-shade-ink, #14202e);
    --ink-deep: var(--innodex-shade-ink-dark, #fff);
    --none: transparent;
  }
  .shade-1 {
    --fill: var(--shade-1);
  }
  .shade-2 {
    --fill: var(--shade-2);
  }
  .shade-3 {
    --fill: var(--shade-3);
  }
  .shade-4 {
    --fill: var(--shade-4);
  }
  .shade-5 {
    --fill: var(--shade-5);
  }
  .below-1 {
    --fill: var(--below-1);
  }
  .below-2 {
    --fill: var(--below-2);
  }
  .none {
    --fill: transparent;
  }
`;

export const style = css`
  ${shades} h2 {
    margin: 0;
    font-size: 1.4em;
    font-weight: 650;
    line-height: 1.35;
  }
  [part="result"] {
    margin-block: 2px calc(1.5 * var(--space));
  }
  .both {
    display: flex;
    flex-wrap: wrap;
    gap: calc(2 * var(--space)) calc(4 * var(--space));
    align-items: flex-start;
  }
  .wrap {
    flex: 0 1 auto;
    min-width: 0;
    max-width: 100%;
  }
  .tiles {
    display: block;
    max-width: 100%;
    height: auto;
  }
  .tiles rect {
    fill: var(--fill);
    stroke: var(--edge);
    stroke-width: 0.6;
  }
  .tiles rect.none {
    stroke: var(--edge);
    stroke-width: 1;
    stroke-dasharray: 3 3;
  }
  .tiles text {
    fill: currentColor;
    pointer-events: none;
  }
  .tiles .key {
    font-size: 12px;
    fill: var(--muted);
  }
  .tiles .figure {
    font-weight: 650;
  }
  .tiles .on-shade-1,
  .tiles .on-shade-2,
  .tiles .on-shade-3,
  .tiles .on-below-1 {
    fill: var(--ink-light);
  }
  .tiles .on-shade-4,
  .tiles .on-shade-5,
  .tiles .on-below-2 {
    fill: var(--ink-deep);
  }
  .tiles .on-none {
    fill: var(--muted);
  }
  .tile {
    cursor: pointer;
  }
  .tile:focus {
    outline: none;
  }
  .tile.chosen rect {
    stroke: var(--selected-edge);
    stroke-width: 3;
    stroke-dasharray: none;
  }
  .tile:focus-visible rect {
    stroke: var(--accent);
    stroke-width: 3;
    stroke-dasharray: none;
  }
  .tile:hover rect {
    stroke: currentColor;
    stroke-width: 2;
  }
  .tile.chosen:hover rect {
    stroke: var(--selected-edge);
    stroke-width: 3;
  }
  .scroll {
    flex: 1 1 240px;
    max-width: 100%;
    max-height: 560px;
    overflow: auto;
  }
  .scroll thead th {
    position: sticky;
    top: 0;
    background: var(--innodex-page, var(--surface));
  }
  .scroll th .swatch {
    display: inline-block;
    width: 12px;
    height: 12px;
    margin-inline-end: 7px;
    border: 1px solid var(--edge);
    border-radius: 2px;
    vertical-align: -1px;
    background: var(--fill);
  }
  .scroll th .swatch.none {
    border-style: dashed;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space);
    margin-block-start: var(--space);
  }
  [part="notes"] {
    margin-block-start: var(--space);
  }
  @media screen {
    .narrow h2 {
      font-size: 1.25em;
    }
    .narrow .scroll {
      max-height: 320px;
    }
  }
  @media print {
    .both {
      display: block;
    }
    .tiles {
      max-width: 170mm;
      break-inside: avoid;
    }
    .scroll {
      max-height: none;
      overflow: visible;
      margin-block-start: var(--space);
    }
    .scroll thead th {
      position: static;
    }
    .tiles rect,
    .scroll th .swatch {
      print-color-adjust: exact;
      -webkit-print-color-adjust: exact;
    }
  }
  @media (forced-colors: active) {
    .tiles rect {
      fill: Canvas;
      stroke: CanvasText;
    }
    .tiles text {
      fill: CanvasText;
    }
    .tile.chosen rect {
      stroke: Highlight;
    }
    .tiles .swatch,
    .scroll th .swatch {
      forced-color-adjust: none;
    }
  }
`;
