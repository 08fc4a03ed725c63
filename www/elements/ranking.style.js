import { css } from "lit";

/** The ranking's own: legend, rows that open, the figures of a unit, the embed box. */
export const ranking = css`
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 1.1em;
    list-style: none;
    margin: 0 0 var(--space);
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
    color: var(--innodex-ink, inherit);
    font-size: 1.1em;
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
  .lacking small {
    font-size: 0.8em;
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
  .panel-head h3 {
    margin: 0;
    font-size: 1.1em;
    font-weight: 650;
  }
  .panel-head p {
    flex: 1;
  }
  .groups {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(19em, 100%), 1fr));
    gap: calc(2 * var(--space)) calc(3 * var(--space));
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
  .made {
    margin: 2px 0 0;
    padding: 0;
    list-style: none;
    color: var(--muted);
    font-size: 0.8em;
    line-height: 1.45;
    overflow-wrap: anywhere;
  }
  .depth-2 {
    padding-inline-start: 1em !important;
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
  }
  @media print {
    .embed,
    .panel button,
    .name button::after {
      display: none;
    }
  }
`;
