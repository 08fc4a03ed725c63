import { css } from "../elements/index.js";

export const style = css`
  .drop {
    border: 1px dashed var(--edge);
    border-radius: var(--radius);
    padding: calc(2 * var(--space));
    background: var(--surface);
  }
  .drop.over {
    border-color: var(--accent);
    outline: 2px solid var(--accent);
  }
  .drop .quiet {
    margin-block-start: var(--space);
  }
  .busy {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space);
    align-items: center;
    margin-block: var(--space);
  }
  .file {
    margin-block-start: calc(3 * var(--space));
    border-block-start: 2px solid var(--edge);
    padding-block-start: var(--space);
  }
  .file > header {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space);
    align-items: baseline;
  }
  h2,
  h3 {
    margin: 0;
    font-weight: 650;
    overflow-wrap: anywhere;
  }
  h2 {
    font-size: 1.07em;
  }
  h3 {
    font-size: 1em;
    margin-block: calc(2 * var(--space)) 2px;
  }
  .file > header > span {
    flex: 1 1 18em;
  }
  header > button {
    margin-inline-start: auto;
  }
  .waiting li {
    display: flex;
    flex-wrap: wrap;
    gap: 4px var(--space);
    align-items: center;
    padding-block: 4px;
  }
  .waiting li > span {
    flex: 1 1 22em;
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .plain li {
    display: inline-block;
    margin-inline-end: 1em;
  }
  .wide {
    overflow-x: auto;
  }
  td input,
  td select {
    max-width: 11em;
  }
  input[type="text"] {
    min-height: 32px;
    background: var(--surface);
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    padding: 3px 8px;
  }
  .lines {
    max-height: 32em;
    overflow: auto;
  }
  .lines td,
  .lines th {
    white-space: nowrap;
    max-width: 22em;
    overflow: hidden;
    text-overflow: ellipsis;
    padding: 2px 8px;
    font-size: 0.93em;
  }
  .lines select {
    border: 0;
    background: none;
    font-size: 0.93em;
    max-width: 8em;
  }
  .lines sup {
    margin-inline-start: 2px;
    color: var(--muted);
    font-size: 0.7em;
  }
  .lines th {
    position: relative;
  }
  .lines .pick-head {
    color: var(--accent);
    text-decoration: underline dotted;
    text-underline-offset: 3px;
  }
  .point {
    position: absolute;
    inset: 0;
    width: 100%;
    min-height: 0;
    padding: 0;
    border: 0;
    border-radius: 0;
    background: none;
    cursor: pointer;
  }
  .point:hover,
  .point[aria-pressed="true"] {
    background: rgb(31 95 168 / 0.2);
  }
  .point:focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: -2px;
  }
  .line.pointed td {
    background: rgb(31 95 168 / 0.12);
  }
  .pointed p {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    align-items: center;
    margin: 4px 0;
  }
  div.pointed {
    margin-block: var(--space);
    padding: var(--space);
    border: 1px solid var(--accent);
    border-radius: var(--radius);
  }
  .pointed button[aria-pressed="true"] {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--accent-ink);
  }
  .legend span {
    display: inline-block;
    margin-inline-end: 0.5em;
    padding: 0 6px;
  }
  .line.title,
  .line.note,
  .line.empty,
  .line.left_out,
  .gap {
    color: var(--muted);
  }
  .line.left_out td {
    text-decoration: line-through;
  }
  .line.header td {
    font-weight: 600;
  }
  .line.total td {
    font-style: italic;
  }
  .cell.unit {
    background: rgb(31 95 168 / 0.16);
  }
  .cell.period {
    background: rgb(122 79 181 / 0.18);
  }
  .cell.indicator {
    background: rgb(181 101 29 / 0.18);
  }
  .cell.measure {
    background: rgb(47 125 91 / 0.18);
  }
  .cell.figure {
    background: rgb(128 139 154 / 0.1);
  }
  .cell.note {
    background: rgb(192 57 43 / 0.14);
  }
  button.figure {
    min-height: 24px;
    padding: 0 4px;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    font-variant-numeric: tabular-nums;
  }
  button.figure:hover,
  button.figure[aria-expanded="true"] {
    background: rgb(31 95 168 / 0.16);
  }
  button.figure sup {
    color: var(--accent);
    font-size: 0.8em;
  }
  .origin td {
    padding: var(--space);
    background: rgb(128 139 154 / 0.1);
    white-space: normal;
    overflow-wrap: anywhere;
  }
  .origin p {
    margin: 0 0 4px;
  }
  .notes {
    margin-block: var(--space);
    font-size: 0.93em;
  }
  .tip {
    position: fixed;
    z-index: 1;
    max-width: 250px;
    padding: 4px 8px;
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--surface);
    font-size: 0.93em;
  }
  details {
    margin-block-start: var(--space);
    overflow-wrap: anywhere;
  }
  summary {
    cursor: pointer;
    min-height: 24px;
  }
  .use {
    margin-block: calc(4 * var(--space)) calc(3 * var(--space));
    border-block-start: 2px solid var(--edge);
    padding-block-start: var(--space);
  }
  .use .controls {
    margin-block: var(--space);
  }
  button.main {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--accent-ink);
  }
  textarea {
    width: 100%;
    font-family: ui-monospace, monospace;
    font-size: 0.87em;
  }
  @media print {
    .drop,
    button,
    details:not([open]) {
      display: none;
    }
  }
`;
