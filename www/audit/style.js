import { css } from "../elements/index.js";

export const style = css`
  h2,
  h3 {
    margin: 0;
    font-size: 1.07em;
    font-weight: 650;
  }
  h3 {
    font-size: 1em;
    margin-block: calc(2 * var(--space)) 2px;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    margin-block: var(--space);
  }
  th,
  td {
    padding: 6px var(--space);
    border-block-end: 1px solid var(--line);
    text-align: start;
    font-weight: inherit;
    vertical-align: top;
  }
  thead th {
    color: var(--muted);
    border-block-end-color: var(--edge);
  }
  .number {
    text-align: end;
    white-space: nowrap;
  }
  ul {
    margin: 4px 0 0;
    padding-inline-start: 1.2em;
  }
  li p {
    margin: 2px 0;
  }
  textarea {
    box-sizing: border-box;
    width: 100%;
    font: inherit;
    color: inherit;
    background: var(--band);
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    padding: var(--space);
    resize: vertical;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space);
    align-items: center;
    margin-block: var(--space);
  }
  @media print {
    textarea {
      height: auto;
      border: 0;
    }
  }
`;
