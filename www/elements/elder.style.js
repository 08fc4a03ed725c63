import { css } from "lit";

/** The elder mode of every element: 18 to 24 px, one column, large buttons. */
export const elder = css`
  .root.elder {
    font-size: clamp(18px, var(--innodex-size, 20px), 24px);
    line-height: 1.5;
  }
  .root.elder *:not(text):not(tspan) {
    font-size: inherit;
    line-height: inherit;
  }
  .root.elder h1,
  .root.elder h2 {
    font-size: 24px;
  }
  .elder-result {
    margin-block: var(--space) calc(2 * var(--space));
    padding: calc(1.5 * var(--space)) calc(2 * var(--space));
    background: var(--band);
    border-inline-start: 6px solid var(--accent);
    font-weight: 650;
  }
  .root.elder .elder-result {
    font-size: 22px;
  }
  .root.elder .controls,
  .root.elder .actions,
  .root.elder .plans {
    display: flex;
    flex-direction: column;
    align-items: stretch;
    gap: calc(1.5 * var(--space));
  }
  .root.elder .controls label,
  .root.elder .actions > * {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    width: 100%;
    margin: 0;
  }
  .root.elder .controls label {
    justify-content: flex-start;
  }
  .root.elder .controls select {
    flex: 1 1 100%;
  }
  .root.elder .segments {
    display: flex;
    flex-wrap: wrap;
    width: 100%;
  }
  .root.elder .segments button {
    flex: 1 1 auto;
  }
  .root.elder .both,
  .root.elder .foot,
  .root.elder .groups,
  .root.elder .found,
  .root.elder .form {
    display: flex;
    flex-direction: column;
    align-items: stretch;
    gap: calc(1.5 * var(--space));
  }
  .root.elder .both > *,
  .root.elder .foot > *,
  .root.elder .groups > * {
    width: 100%;
    max-width: none;
    flex: none;
  }
  .root.elder button,
  .root.elder select,
  .root.elder input[type="number"],
  .root.elder input[type="text"],
  .root.elder input[type="search"],
  .root.elder summary {
    min-height: 48px;
    padding: 8px 16px;
  }
  .root.elder input[type="checkbox"],
  .root.elder input[type="radio"] {
    width: 24px;
    height: 24px;
  }
  .root.elder th,
  .root.elder td {
    padding-block: 10px;
  }
  .root.elder thead th {
    white-space: normal;
  }
  .root.elder th button {
    padding-inline: 0;
    white-space: nowrap;
  }
  .root.elder table {
    table-layout: auto;
  }
  .root.elder td,
  .root.elder p {
    overflow-wrap: anywhere;
  }
  .root.elder input[type="range"] {
    display: none;
  }
  .root.elder .steps,
  .root.elder .slide {
    display: inline-flex;
    align-items: center;
    gap: calc(1.5 * var(--space));
  }
  .root.elder .steps button,
  .root.elder .slide button {
    width: 64px;
    min-width: 64px;
    padding: 0;
    font-size: 24px;
    font-weight: 650;
  }
  .root.elder .steps output {
    min-width: 3em;
    text-align: center;
    font-weight: 650;
  }
  .elder-switch {
    display: block;
    margin-block-end: var(--space);
  }
  .root.elder .elder-switch {
    display: block;
    width: 100%;
    background: var(--accent);
    color: var(--accent-ink);
    border-color: var(--accent);
  }
  .root.elder.narrow .bar {
    display: none;
  }
  @media print {
    .elder-switch,
    .root.elder .steps {
      display: none;
    }
  }
`;
