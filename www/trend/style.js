import { css } from "../elements/index.js";

/** Lines over periods. The kinds of lines differ in hue, in lightness and in their dashes; names stand at their ends. */
export const style = css`
  .say {
    margin-block: var(--space);
    font-size: 1.07em;
  }
  .wrap {
    position: relative;
  }
  .trend {
    display: block;
    width: 100%;
    max-width: 900px;
    height: auto;
    overflow: visible;
  }
  .trend text {
    font-size: 12px;
    fill: currentColor;
  }
  .trend .key {
    fill: var(--muted);
    font-size: 11px;
  }
  .rule {
    stroke: var(--line);
  }
  .apart {
    stroke: var(--muted);
    stroke-dasharray: 3 3;
  }
  polyline {
    fill: none;
    stroke: currentColor;
    stroke-width: 2.2;
    stroke-linejoin: round;
  }
  .dot {
    fill: currentColor;
    stroke: var(--surface);
  }
  .target {
    fill: transparent;
    cursor: pointer;
  }
  .lead {
    stroke: currentColor;
    stroke-width: 0.8;
    opacity: 0.7;
  }
  .kind-0 {
    color: var(--selected-edge);
  }
  .kind-1 {
    color: var(--part-2);
  }
  .kind-2 {
    color: var(--part-3);
  }
  .kind-3 {
    color: var(--part-4);
  }
  .kind-4 {
    color: var(--part-5);
  }
  .kind-5 {
    color: var(--part-6);
  }
  .kind-2 polyline {
    stroke-dasharray: 7 3;
  }
  .kind-3 polyline {
    stroke-dasharray: 2 3;
  }
  .kind-4 polyline {
    stroke-dasharray: 9 3 2 3;
  }
  .active polyline {
    stroke-width: 3.6;
  }
  .card {
    min-height: 1.6em;
    margin-block: 2px var(--space);
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .scroll {
    overflow-x: auto;
  }
  .why p {
    margin-block: 4px;
  }
  details {
    margin-block: var(--space);
  }
  summary {
    cursor: pointer;
  }
  .foot,
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space);
    margin-block-start: var(--space);
  }
  @media print {
    .trend {
      print-color-adjust: exact;
      -webkit-print-color-adjust: exact;
      break-inside: avoid;
    }
    .card {
      display: none;
    }
  }
  @media (forced-colors: active) {
    polyline,
    .lead {
      stroke: CanvasText;
    }
    .dot {
      fill: CanvasText;
    }
  }
`;
