import { css } from "../elements/index.js";

export const planner = css`
  :host {
    display: block;
  }
  .plans,
  .back {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space);
    align-items: center;
  }
  .back {
    margin-inline-start: auto;
  }
  .changes {
    list-style: none;
    margin: var(--space) 0;
    padding: 0;
  }
  .changes li {
    border-block-start: 1px solid var(--line);
    padding-block: var(--space);
  }
  .changes li:not(.open) {
    display: flex;
    flex-wrap: wrap;
    gap: 4px var(--space);
    align-items: center;
    justify-content: space-between;
  }
  .change-actions {
    display: inline-flex;
    gap: var(--space);
  }
  .open .change-actions {
    margin-block-start: var(--space);
  }
  .views {
    margin-block: calc(1.5 * var(--space)) var(--space);
  }
  table {
    font-size: 0.93em;
  }
  th,
  td {
    padding: 2px 6px;
  }
  tbody .name {
    font-weight: 500;
  }
  .depth-2,
  .depth-3 {
    padding-inline-start: 1.2em;
  }
  tbody .depth-2,
  tbody .depth-3 {
    font-weight: 400;
  }
  .moved .rank {
    font-weight: 650;
  }
  .moved > * {
    background: var(--band);
  }
  .selected > * {
    background: var(--selected);
  }
  .moves {
    white-space: nowrap;
  }
  .narrow thead th {
    white-space: normal;
  }
  th,
  td {
    width: 1%;
  }
  .name {
    width: auto;
  }
  .sure {
    width: 46%;
    white-space: nowrap;
    font-size: 0.87em;
    color: var(--muted);
  }
  .sure div {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .sure span {
    min-width: 3.2em;
  }
  .sure .interval {
    width: 0;
    min-width: 40px;
  }
  .under {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .slopes,
  .map {
    display: block;
    width: 100%;
    max-width: 460px;
    height: auto;
  }
  .slopes text,
  .map text {
    fill: currentColor;
    font-size: 11.5px;
  }
  svg .key {
    font-size: 11px;
    fill: var(--muted);
  }
  .line {
    fill: none;
    stroke: var(--edge);
    stroke-width: 0.8;
  }
  .dot {
    fill: var(--edge);
  }
  .slopes .label.still {
    fill: var(--muted);
  }
  .line.passed {
    stroke: var(--part-2);
    stroke-width: 1.6;
  }
  .dot.passed {
    fill: var(--part-2);
  }
  .line.changed {
    stroke: var(--selected-edge);
    stroke-width: 2.6;
  }
  .dot.changed {
    fill: var(--selected-edge);
  }
  .slopes .label.changed {
    font-weight: 650;
  }
  .tile {
    stroke: none;
    stroke-width: 2;
  }
  .tile.none {
    fill: none;
    stroke: var(--edge);
    stroke-width: 1;
    stroke-dasharray: 3 2;
  }
  .tile.chosen {
    stroke: var(--selected-edge);
    stroke-width: 2.5;
  }
  .shade-1 {
    fill: var(--innodex-shade-1, #e8eff8);
  }
  .shade-2 {
    fill: var(--innodex-shade-2, #c4d8ef);
  }
  .shade-3 {
    fill: var(--innodex-shade-3, #93b7e2);
  }
  .shade-4 {
    fill: var(--innodex-shade-4, #2f6db3);
  }
  .shade-5 {
    fill: var(--innodex-shade-5, #0d3f7a);
  }
  .map .label {
    font-size: 12.5px;
  }
  .map .figure {
    font-size: 11.5px;
  }
  .map .figure.none {
    font-size: 10px;
  }
  .map .on-shade-1,
  .map .on-shade-2,
  .map .on-shade-3 {
    fill: var(--innodex-shade-ink, #14202e);
  }
  .map .on-shade-4,
  .map .on-shade-5 {
    fill: var(--innodex-shade-ink-dark, #fff);
  }
  .map .on-none {
    fill: var(--muted);
  }
  textarea[part="link"] {
    box-sizing: border-box;
    width: 100%;
    margin-block-start: var(--space);
    font-size: 0.87em;
    resize: vertical;
  }
  @media screen {
    .narrow th,
    .narrow td {
      padding-inline: 4px;
    }
    .narrow .sure .interval {
      display: none;
    }
    .narrow .sure {
      width: 1%;
    }
    .narrow .sure span {
      min-width: 0;
    }
  }
  @media print {
    .plans,
    .changes,
    .add,
    .views,
    .assumptions,
    .files,
    textarea {
      display: none !important;
    }
    .under {
      position: static;
      width: auto;
      height: auto;
      clip-path: none;
    }
    .slopes,
    .map {
      print-color-adjust: exact;
      -webkit-print-color-adjust: exact;
    }
  }
  @media (forced-colors: active) {
    .slopes text,
    .map text,
    svg .key {
      fill: CanvasText !important;
    }
    .tile {
      fill: Canvas !important;
      stroke: CanvasText;
      stroke-width: 1;
    }
    .tile.chosen {
      stroke: Highlight;
      stroke-width: 3;
    }
    .line {
      stroke: GrayText !important;
    }
    .line.changed {
      stroke: Highlight !important;
    }
    .dot {
      fill: CanvasText !important;
    }
  }
`;
