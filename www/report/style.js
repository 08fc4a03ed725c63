import { css } from "../elements/index.js";

export const style = css`
  .drop {
    border: 1px dashed var(--edge);
    border-radius: var(--radius);
    padding: calc(1.5 * var(--space)) calc(2 * var(--space));
    background: var(--surface);
  }
  .drop.over {
    border-color: var(--accent);
    outline: 2px solid var(--accent);
  }
  form,
  .fields {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space) calc(1.5 * var(--space));
    align-items: end;
  }
  .fields label,
  form label {
    display: grid;
    gap: 2px;
    font-size: 0.87em;
    min-width: 0;
  }
  form.controls label {
    display: inline-flex;
  }
  .fields input,
  .fields select,
  form input,
  textarea {
    font-size: calc(1em / 0.87);
  }
  .whole {
    flex: 1 1 100%;
  }
  textarea {
    width: 100%;
  }
  input[type="text"],
  input[type="number"] {
    min-height: 32px;
    background: var(--surface);
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    padding: 3px 8px;
    max-width: 100%;
  }
  input[type="number"] {
    width: 7em;
  }
  h2,
  h3 {
    margin: 0;
    font-weight: 650;
    overflow-wrap: anywhere;
  }
  h2 {
    font-size: 1.13em;
    margin-block-start: calc(2 * var(--space));
  }
  h3 {
    font-size: 1em;
  }
  section {
    margin-block-start: calc(2 * var(--space));
  }
  .questions,
  .lining,
  .panel,
  .use {
    border-block-start: 1px solid var(--line);
    padding-block-start: calc(1.5 * var(--space));
  }
  [part="about"] {
    margin-block: var(--space);
  }
  [part="about"] label:nth-child(2) {
    flex: 0 1 24em;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space);
    align-items: center;
    margin-block: var(--space);
  }
  ul {
    margin: 0;
    padding-inline-start: 1.2em;
  }
  ul.plain {
    padding: 0;
    list-style: none;
  }
  .plain li {
    padding-block: 3px;
    overflow-wrap: anywhere;
  }
  .sides {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 26em);
    gap: calc(3 * var(--space));
    align-items: start;
  }
  .side {
    position: sticky;
    inset-block-start: var(--space);
    max-height: 100vh;
    overflow: auto;
  }
  /* A phone has the chosen figure as a sheet below the text. */
  .narrow .sides {
    display: block;
  }
  .narrow .side {
    display: contents;
  }
  .questions label {
    flex: 1 1 24em;
  }
  .questions input {
    flex: 1 1 auto;
    min-width: 0;
  }
  .lines p {
    margin-block-end: 0.8em;
    line-height: 1.9;
    overflow-wrap: anywhere;
  }
  .figure {
    min-height: 0;
    padding: 0 2px;
    margin: 0 1px;
    border: 0;
    border-block-end: 2px dotted var(--accent);
    border-radius: 3px 3px 0 0;
    background: var(--band);
    line-height: 1.4;
  }
  .figure.again {
    user-select: none;
    font-size: 0.8em;
    min-width: 1.4em;
  }
  .figure.accepted {
    border-block-end: 2px solid var(--up);
    background: none;
  }
  .figure.accepted::after {
    content: "✓" / "";
    color: var(--up);
    font-size: 0.8em;
  }
  .figure.rejected {
    border-block-end-color: transparent;
    background: none;
    color: var(--muted);
    text-decoration: line-through;
  }
  .figure[aria-pressed="true"] {
    outline: 2px solid var(--selected-edge);
    background: var(--selected);
  }
  .figure[aria-pressed="true"]:focus-visible {
    outline: 3px solid var(--accent);
  }
  .chosen {
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    padding: calc(1.5 * var(--space));
    background: var(--surface);
  }
  .narrow .chosen {
    position: sticky;
    z-index: 1;
    inset-block-end: 0;
    max-height: 46vh;
    overflow: auto;
    box-shadow: 0 -2px 10px rgb(0 0 0 / 0.18);
  }
  .chosen .fields label {
    flex: 1 1 8em;
  }
  .chosen .fields label:first-child {
    flex-basis: 100%;
  }
  .chosen .fields input,
  .chosen .fields select {
    width: 100%;
  }
  .mark {
    display: inline-block;
    padding: 0 6px;
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    font-size: 0.8em;
    font-weight: 400;
  }
  .accepted {
    color: var(--up);
  }
  .figure.accepted,
  button.accepted {
    color: inherit;
  }
  .rejected {
    color: var(--muted);
  }
  .cut {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 4px;
    align-items: center;
  }
  .list {
    max-height: 26em;
    overflow: auto;
    margin-block-start: calc(2 * var(--space));
  }
  .list th[scope="row"] {
    overflow-wrap: anywhere;
  }
  .list td {
    white-space: nowrap;
  }
  .wide {
    overflow-x: auto;
  }
  .wide th[scope="row"] {
    min-width: 8em;
  }
  .wide td {
    white-space: nowrap;
  }
  .wide caption {
    padding-block-start: var(--space);
  }
  .wide input[type="number"] {
    width: 6.5em;
  }
  .places th:first-child {
    width: 36%;
  }
  .places th:nth-child(2) {
    width: 32%;
  }
  .narrow .wide th[scope="row"] {
    min-width: 6em;
  }
  .narrow .wide select {
    max-width: 6.5em;
  }
  .narrow .wide input[type="number"] {
    width: 4.6em;
    padding-inline: 4px;
  }
  button.link {
    min-height: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    text-align: start;
    text-decoration: underline dotted;
    text-underline-offset: 3px;
  }
  .number button.link {
    text-align: end;
  }
  .near {
    display: block;
    white-space: normal;
  }
  button.main {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--accent-ink);
  }
  button.main:disabled {
    opacity: 0.6;
  }
  details {
    margin-block-start: var(--space);
    overflow-wrap: anywhere;
  }
  summary {
    cursor: pointer;
    min-height: 24px;
  }
  innodex-model {
    margin-block-start: calc(1.5 * var(--space));
  }
  innodex-model > * {
    margin-block-end: calc(3 * var(--space));
  }
  @media print {
    .drop,
    button:not(.figure):not(.link),
    form,
    .chosen,
    details:not([open]) {
      display: none;
    }
    .sides {
      display: block;
    }
    .side {
      position: static;
      max-height: none;
    }
    .list {
      max-height: none;
    }
  }
  @media (forced-colors: active) {
    .figure[aria-pressed="true"] {
      outline-color: Highlight;
    }
  }
`;
