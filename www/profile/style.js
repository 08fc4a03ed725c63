import { css } from "../elements/index.js";

export const style = css`
  h2 {
    margin: 0;
    font-size: 1.4em;
    font-weight: 650;
    line-height: 1.35;
  }
  [part="sentence"] {
    margin-block: 2px calc(1.5 * var(--space));
  }
  h3 {
    margin: 0 0 2px;
    font-size: 1em;
    font-weight: 650;
  }
  .found {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space) calc(4 * var(--space));
    margin-block-end: calc(1.5 * var(--space));
  }
  .found > div {
    flex: 1 1 15em;
  }
  ul {
    margin: 0;
    padding-inline-start: 1.2em;
  }
  tbody th {
    width: 62%;
    vertical-align: top;
  }
  tbody td {
    vertical-align: top;
  }
  .dimension th {
    width: auto;
    padding-block-start: calc(1.5 * var(--space));
    font-weight: 650;
  }
  .strip {
    display: block;
    width: 100%;
    min-height: 24px;
    padding: 3px 0;
    border: 0;
    background: none;
    cursor: pointer;
  }
  .strip svg {
    display: block;
    width: 100%;
    height: 18px;
    overflow: visible;
  }
  .range {
    stroke: var(--edge);
    stroke-width: 2;
  }
  .middle {
    fill: var(--line);
    stroke: var(--edge);
  }
  .median {
    stroke: var(--muted);
    stroke-width: 2;
  }
  circle {
    fill: var(--selected-edge);
    stroke: var(--surface);
    stroke-width: 1.5;
  }
  circle.strength {
    fill: var(--up);
  }
  circle.weakness {
    fill: var(--surface);
    stroke: var(--down);
    stroke-width: 3;
  }
  .mark {
    font-weight: 650;
    white-space: nowrap;
  }
  .mark.strength {
    color: var(--up);
  }
  .mark.weakness {
    color: var(--down);
  }
  .more {
    margin-block: 4px;
  }
  .key {
    display: flex;
    flex-wrap: wrap;
    gap: 2px calc(2 * var(--space));
    margin-block-end: 4px;
  }
  [part="notes"],
  .actions {
    margin-block-start: var(--space);
  }
  .key svg {
    width: 44px;
    height: 18px;
    vertical-align: -4px;
  }
  @media screen {
    .narrow h2 {
      font-size: 1.25em;
    }
    .narrow tbody th {
      width: 60%;
    }
    .narrow tbody .number {
      font-size: 0.93em;
    }
    .narrow .wide {
      display: none;
    }
    .narrow .number {
      white-space: normal;
    }
  }
  @media print {
    .range,
    .middle,
    .median,
    circle {
      print-color-adjust: exact;
      -webkit-print-color-adjust: exact;
    }
  }
  @media (forced-colors: active) {
    .range,
    .middle,
    .median {
      stroke: CanvasText;
      fill: Canvas;
    }
    circle,
    circle.strength,
    circle.weakness {
      fill: Highlight;
      stroke: CanvasText;
    }
  }
`;
