import { css } from "lit";

/** A form in two columns with sliders, and the answer in a sentence: of all elements in which something is moved. */
export const fields = css`
  h2 {
    margin: 0 0 var(--space);
    font-size: 1.13em;
    font-weight: 650;
  }
  .form {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: var(--space) calc(1.5 * var(--space));
    align-items: center;
  }
  .slide {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space);
    align-items: center;
  }
  .slide button {
    width: 32px;
    padding: 0;
    font-size: 1.15em;
    line-height: 1;
  }
  input[type="range"] {
    flex: 1 1 110px;
    min-width: 90px;
    height: 24px;
    margin: 0;
    accent-color: var(--accent);
  }
  .field {
    white-space: nowrap;
  }
  .say {
    margin-block: calc(1.5 * var(--space));
    padding: calc(1.25 * var(--space)) calc(1.75 * var(--space));
    background: var(--band);
    border-inline-start: 4px solid var(--accent);
    font-size: 1.07em;
  }
  .quiet p + p {
    margin-block-start: 4px;
  }
  .printed {
    display: none;
  }
  @media print {
    .printed {
      display: block;
    }
  }
`;

/** The what-if's own: a compact table. */
export const scenario = css`
  .form > label,
  .form > span:not(.amount) {
    color: var(--muted);
  }
  .form select {
    justify-self: start;
  }
  input[type="number"] {
    width: 5.2em;
  }
  .reset {
    grid-column: 2;
    justify-self: start;
  }
  table {
    margin-block-start: calc(1.5 * var(--space));
    table-layout: fixed;
    font-size: 0.93em;
    contain: content;
  }
  th,
  td {
    padding: 2px 6px;
  }
  .name {
    width: 31%;
  }
  tbody .name,
  .moved .rank {
    font-weight: 500;
  }
  .moved > * {
    background: var(--band);
  }
  .moved .rank {
    font-weight: 650;
  }
  .selected > * {
    background: var(--selected);
  }
  table .moves {
    padding-inline-start: 12px;
    white-space: nowrap;
  }
  tbody .name {
    overflow-wrap: anywhere;
  }
  @media screen {
    .narrow table th,
    .narrow table td {
      padding-inline-end: 3px;
    }
    .narrow table .moves {
      padding-inline-start: 8px;
    }
  }
  @media print {
    .form {
      display: none;
    }
  }
`;
