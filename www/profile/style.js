import { css } from "../elements/index.js";

export const style = css`
  h2 {
    margin: 0;
    font-size: 1.2em;
    font-weight: 650;
  }
  h3 {
    margin: calc(2 * var(--space)) 0 2px;
    font-size: 1em;
    font-weight: 650;
  }
  .found {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(4 * var(--space));
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
  .figures {
    width: 100%;
  }
  .strip {
    display: block;
    width: 100%;
    padding: 0;
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
    fill: var(--accent);
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
  }
  .key svg {
    width: 44px;
    height: 18px;
    vertical-align: -4px;
  }
  @media screen {
    .narrow tbody th {
      width: 56%;
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
