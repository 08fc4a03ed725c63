import { css } from "lit";

/** The ranking's own: legend, rows that open, the figures of a unit, the embed box. */
export const ranking = css`
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 1.1em;
    list-style: none;
    margin: var(--space) 0 0;
    padding: 0;
  }
  .swatch {
    display: inline-block;
    width: 11px;
    height: 11px;
    border-radius: 2px;
    margin-inline-end: 5px;
  }
  .nobody {
    display: block;
    margin-block-start: var(--space);
    padding: var(--space) calc(1.5 * var(--space));
    background: var(--band);
  }
  tr[data-code] {
    cursor: pointer;
  }
  tr[data-code]:hover:not(.selected) > * {
    background: var(--band);
  }
  .name button {
    min-height: 24px;
    border: 0;
    padding: 0 4px;
    margin-inline-start: -4px;
    background: none;
    text-align: start;
  }
  .name button::after {
    content: "";
    display: inline-block;
    width: 0.38em;
    height: 0.38em;
    margin-inline-start: 0.5em;
    border: solid var(--edge);
    border-width: 0 1.5px 1.5px 0;
    transform: translateY(-0.18em) rotate(45deg);
  }
  .name button[aria-expanded="true"]::after {
    transform: translateY(0.05em) rotate(225deg);
  }
  .lacking {
    color: var(--down);
    font-weight: 400;
  }
  .name .lacking {
    font-size: 0.8em;
    white-space: nowrap;
  }

  .opened > td {
    padding: 0;
  }
  .panel {
    padding: calc(1.5 * var(--space)) calc(2 * var(--space)) calc(2 * var(--space));
    background: var(--band);
    border-inline-start: 3px solid var(--selected-edge);
  }
  .panel-head {
    display: flex;
    flex-wrap: wrap;
    gap: 4px var(--space);
    align-items: baseline;
    margin-block-end: var(--space);
  }
  .panel-head h2 {
    flex: 1;
    margin: 0;
    font-size: 1.1em;
    font-weight: 650;
  }
  .panel-head p {
    order: 1;
    flex-basis: 100%;
  }
  .groups {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(19em, 100%), 1fr));
    gap: calc(2 * var(--space)) calc(3 * var(--space));
    align-items: start;
  }
  :lang(en) .groups .number {
    white-space: normal;
  }
  .groups caption {
    color: inherit;
    font-size: 1em;
    font-weight: 650;
    border-block-end: 1px solid var(--edge);
  }
  .groups th,
  .groups td {
    padding-inline: 0;
    vertical-align: top;
  }
  .groups td {
    padding-inline-start: var(--space);
  }
  .groups tr:last-child > * {
    border: 0;
  }
  .groups .points {
    color: var(--muted);
    min-width: 3.4em;
  }
  .with-made > * {
    border: 0;
    padding-block-end: 0;
  }
  .groups .made {
    padding: 0 0 5px;
    color: var(--muted);
    font-size: 0.82em;
    line-height: 1.45;
  }
  .whole {
    white-space: nowrap;
  }
  .nested {
    padding-inline-start: 1em;
  }
  .sources {
    margin-block-start: calc(1.5 * var(--space));
  }
  .sources summary {
    min-height: 24px;
    color: var(--accent);
    cursor: pointer;
  }
  .sources ul {
    columns: 20em;
    column-gap: calc(3 * var(--space));
    margin: 4px 0 0;
    padding: 0;
    list-style: none;
    overflow-wrap: anywhere;
  }
  .sources li {
    break-inside: avoid;
    margin-block-end: 4px;
  }
  .sources strong {
    font-weight: 500;
  }

  .embed {
    margin-block-start: calc(1.5 * var(--space));
    padding: calc(1.5 * var(--space));
    background: var(--band);
  }
  .embed textarea {
    display: block;
    width: 100%;
    margin-block: var(--space);
    font-family: ui-monospace, Consolas, monospace;
    font-size: 0.87em;
    resize: vertical;
  }

  @media screen {
    .narrow .change {
      display: none;
    }
    .narrow .panel {
      padding-inline: var(--space);
    }
    .narrow .groups {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (forced-colors: active) {
    .swatch {
      display: none;
    }
  }
  @media print {
    .embed,
    .panel button,
    .name button::after {
      display: none;
    }
  }
`;
