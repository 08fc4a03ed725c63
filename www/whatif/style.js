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
  .next {
    display: block;
    word-break: keep-all;
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
  thead .number {
    white-space: normal;
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
    .narrow table {
      font-size: 0.93em;
    }
    .narrow .share span {
      white-space: normal;
    }
    .narrow th,
    .narrow td {
      padding-inline: 2px;
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
