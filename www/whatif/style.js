import { css } from "../elements/index.js";

/** What the elements of this script share. */
export const base = css`
  .mark {
    display: inline-block;
    padding: 0 6px;
    border: 1px dashed var(--edge);
    border-radius: var(--radius);
    color: var(--muted);
    font-size: 0.8em;
    white-space: nowrap;
  }
  input[type="number"],
  input[type="text"] {
    min-height: 32px;
    background: var(--surface);
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    padding: 3px 8px;
    max-width: 100%;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space);
    align-items: center;
    margin-block-start: calc(1.5 * var(--space));
  }
  button[aria-pressed="true"] {
    background: var(--accent);
    color: var(--accent-ink);
  }
  @media (forced-colors: active) {
    button[aria-pressed="true"] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;

/** Fields to put something together. */
export const form = css`
  .head {
    color: var(--muted);
  }
  .form > select,
  .form > .segments {
    justify-self: start;
  }
  input[type="number"] {
    width: 5.6em;
  }
  summary {
    cursor: pointer;
    min-height: 32px;
    line-height: 30px;
  }
  .units summary {
    width: fit-content;
    max-width: 100%;
    background: var(--surface);
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    padding-inline: 10px;
  }
  fieldset {
    border: 1px solid var(--line);
    border-radius: var(--radius);
    margin: 4px 0 0;
    padding: var(--space);
    min-width: 0;
  }
  tbody th {
    word-break: keep-all;
    overflow-wrap: anywhere;
  }
  .units fieldset {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(6.2em, 1fr));
    gap: 2px var(--space);
    max-height: 240px;
    overflow: auto;
  }
  .units label {
    display: flex;
    gap: 4px;
    align-items: center;
    min-height: 26px;
  }
  .assumptions {
    margin-block: var(--space);
  }
  .assumptions[open] {
    border: 1px solid var(--line);
    border-radius: var(--radius);
    padding: 4px var(--space) var(--space);
  }
  .stated {
    display: flex;
    flex-wrap: wrap;
    gap: 4px var(--space);
    align-items: center;
    padding-block: 4px;
    border-block-end: 1px solid var(--line);
  }
  .stated label {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 4px;
    align-items: center;
  }
  .stated .source {
    flex: 1 1 11em;
  }
  .source input {
    flex: 1 1 6em;
    min-width: 5em;
  }
  .assumptions button {
    margin-block-start: 4px;
  }
  .assumed {
    margin: 0 0 4px;
    padding-inline-start: 1.3em;
  }
`;

export const goal = css`
  table {
    table-layout: fixed;
  }
  thead th:first-child {
    width: 34%;
  }
  .number.quiet {
    white-space: normal;
  }
  @media screen {
    .narrow td.number {
      white-space: normal;
    }
  }
  .slide input[type="number"] {
    width: 4.4em;
  }
`;

export const allocation = css`
  .aims {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space);
  }
  .run {
    background: var(--accent);
    color: var(--accent-ink);
    border-color: var(--accent);
  }
  .run:hover {
    color: var(--accent-ink);
  }
  .share {
    width: 34%;
  }
  tbody th {
    white-space: nowrap;
  }
  .share div {
    display: flex;
    gap: 8px;
    align-items: center;
  }
  .share .bar {
    flex: 1;
    min-width: 30px;
  }
  .share span {
    white-space: nowrap;
  }
  .rest {
    fill: var(--line);
  }
  @media screen {
    .narrow .share {
      width: auto;
    }
    .narrow .share .bar {
      display: none;
    }
  }
`;

export const targets = css`
  table {
    table-layout: fixed;
  }
  thead th:nth-child(2) {
    width: 23%;
  }
  thead th:nth-child(3) {
    width: 10em;
  }
  .root:lang(en) thead th:nth-child(3) {
    width: 13em;
  }
  .tables {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 430px), 1fr));
    gap: calc(2 * var(--space)) calc(4 * var(--space));
    align-items: start;
  }
  input[type="number"] {
    width: 5.4em;
    text-align: end;
  }
  .unit {
    display: inline-block;
    line-height: 1.4;
    color: var(--muted);
    font-size: 0.87em;
    min-width: 2em;
    text-align: start;
  }
  th,
  td {
    vertical-align: top;
  }
  tbody td.number,
  tbody .share {
    line-height: 32px;
  }
  tbody th {
    padding-block-start: 8px;
  }
  .growth {
    display: block;
    font-size: 0.87em;
    line-height: 1.3;
    white-space: normal;
  }
  .share {
    width: 108px;
    white-space: nowrap;
  }
  tbody .share {
    display: table-cell;
  }
  .share .bar {
    display: inline-block;
    vertical-align: middle;
    width: 50px;
  }
  .share b {
    display: inline-block;
    min-width: 3em;
    font-weight: 650;
    text-align: end;
  }
  .rest {
    fill: var(--line);
  }
  .with-made > * {
    border-block-end: 0;
  }
  .made {
    padding-block-start: 0;
    color: var(--muted);
    font-size: 0.93em;
  }
  .factor {
    display: inline-block;
    margin: 2px 12px 2px 0;
  }
  details {
    margin-block: var(--space);
  }
  summary {
    cursor: pointer;
  }
  @media screen {
    .narrow .share .bar {
      display: none;
    }
    .narrow .share {
      width: auto;
    }
    .narrow input[type="number"] {
      width: 4.6em;
      padding-inline: 4px;
    }
    .narrow .unit {
      min-width: 0;
      font-size: 0.8em;
    }
    .narrow thead th:nth-child(3),
    .narrow:lang(en) thead th:nth-child(3) {
      width: 7.4em;
    }
    .narrow:lang(en) .field,
    .narrow td.number {
      white-space: normal;
    }
    .narrow td.number {
      line-height: 1.5;
      padding-block-start: 8px;
    }
    .narrow td:nth-child(3) {
      padding-block-start: 2px;
    }
    .narrow thead th:nth-child(4) {
      width: 4.2em;
    }
  }
  @media (forced-colors: active) {
    .rest {
      fill: Canvas;
      stroke: CanvasText;
    }
  }
`;

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
