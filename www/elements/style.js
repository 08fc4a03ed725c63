import { css } from "lit";

/**
 * What all elements share: custom properties with their defaults, type, controls and tables.
 * A page may set every `--innodex-…` below: ink, muted, accent and accent-ink (a pressed button), surface (of controls), line (between rows),
 * edge (of controls), band (of panels), selected and selected-edge, up, down, part-1 to part-6 (contributions), radius, space, font, size, line-height.
 * On a dark page (light text) the second palette holds unless the page sets its own.
 */
export const base = css`
  :host {
    display: block;
    /* painted by itself: what moves elsewhere on the page is none of it */
    isolation: isolate;
    color: var(--innodex-ink, inherit);
    font-family: var(--innodex-font, inherit);
    /* in pixels: pages scale rem to their own ends */
    font-size: var(--innodex-size, 15px);
    font-style: normal;
    line-height: var(--innodex-line-height, 1.5);
    letter-spacing: normal;
    text-align: start;
    text-indent: 0;
    text-shadow: none;
    text-transform: none;
    white-space: normal;
    word-break: normal;
  }
  :host([hidden]) {
    display: none;
  }
  .root {
    --accent: var(--innodex-accent, #1f5fa8);
    --accent-ink: var(--innodex-accent-ink, #fff);
    --surface: var(--innodex-surface, #fff);
    --muted: var(--innodex-muted, #566170);
    --line: var(--innodex-line, #e3e8ee);
    --edge: var(--innodex-edge, #808b9a);
    --band: var(--innodex-band, #f1f5fa);
    --selected: var(--innodex-selected, #fff6ea);
    --selected-edge: var(--innodex-selected-edge, #c2570c);
    --up: var(--innodex-up, #0b6b3a);
    --down: var(--innodex-down, #a5341a);
    --part-1: var(--innodex-part-1, #6096d0);
    --part-2: var(--innodex-part-2, #2f6db3);
    --part-3: var(--innodex-part-3, #0d3f7a);
    --part-4: var(--innodex-part-4, #b97a10);
    --part-5: var(--innodex-part-5, #6b7785);
    --part-6: var(--innodex-part-6, #4a2f6b);
    --radius: var(--innodex-radius, 6px);
    --space: var(--innodex-space, 8px);
    font-variant-numeric: tabular-nums;
  }
  @media screen {
    .dark {
      --accent: var(--innodex-accent, #8ab8ee);
      --accent-ink: var(--innodex-accent-ink, #0c1a2b);
      --surface: var(--innodex-surface, #18212d);
      --muted: var(--innodex-muted, #b3bdca);
      --line: var(--innodex-line, #3a4655);
      --edge: var(--innodex-edge, #8592a3);
      --band: var(--innodex-band, #223044);
      --selected: var(--innodex-selected, #3b2c18);
      --selected-edge: var(--innodex-selected-edge, #f0a355);
      --up: var(--innodex-up, #6fd09b);
      --down: var(--innodex-down, #f3a48d);
      --part-1: var(--innodex-part-1, #c4dcf6);
      --part-2: var(--innodex-part-2, #8ab8ee);
      --part-3: var(--innodex-part-3, #5590d6);
      --part-4: var(--innodex-part-4, #e0a13a);
      --part-5: var(--innodex-part-5, #a3afbd);
      --part-6: var(--innodex-part-6, #b59ad6);
    }
  }
  * {
    box-sizing: border-box;
  }
  p {
    margin: 0;
  }
  .quiet {
    color: var(--muted);
    font-size: 0.87em;
  }
  .said {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .problem {
    border-inline-start: 4px solid var(--selected-edge);
    background: var(--selected);
    padding: var(--space) calc(2 * var(--space));
    margin-block: var(--space);
    overflow-wrap: anywhere;
  }

  .controls {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space) calc(1.5 * var(--space));
    align-items: center;
    margin-block-end: calc(1.5 * var(--space));
  }
  button,
  select,
  input,
  textarea {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  button,
  select,
  input[type="number"],
  textarea {
    min-height: 32px;
    background: var(--surface);
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    padding: 3px 10px;
    max-width: 100%;
  }
  .controls label {
    display: inline-flex;
    gap: 6px;
    align-items: center;
    max-width: 100%;
    white-space: nowrap;
  }
  select {
    min-width: 0;
  }
  button {
    cursor: pointer;
  }
  button:hover {
    border-color: var(--accent);
    color: var(--accent);
  }
  button:disabled,
  input:disabled {
    cursor: default;
    opacity: 0.6;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .segments {
    display: inline-flex;
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--surface);
  }
  .segments button {
    border: 0;
    border-radius: 0;
    background: none;
    padding-inline: 11px;
  }
  .segments button:first-child {
    border-start-start-radius: calc(var(--radius) - 1px);
    border-end-start-radius: calc(var(--radius) - 1px);
  }
  .segments button:last-child {
    border-start-end-radius: calc(var(--radius) - 1px);
    border-end-end-radius: calc(var(--radius) - 1px);
  }
  .segments button[aria-pressed="true"] {
    background: var(--accent);
    color: var(--accent-ink);
  }

  table {
    border-collapse: collapse;
    width: 100%;
    /* in quirks mode a table takes none of these over */
    color: inherit;
    font: inherit;
  }
  caption {
    text-align: start;
    padding-block-end: 4px;
  }
  caption strong {
    display: block;
    font-weight: 650;
  }
  th,
  td {
    text-align: start;
    font-weight: 400;
    padding: 4px var(--space);
    border-block-end: 1px solid var(--line);
  }
  thead th {
    color: var(--muted);
    font-size: 0.87em;
    border-color: var(--edge);
    white-space: nowrap;
    vertical-align: bottom;
  }
  .number {
    text-align: end;
    white-space: nowrap;
  }
  .up {
    color: var(--up);
  }
  .down {
    color: var(--down);
  }
  .same {
    color: var(--muted);
  }
  .selected > * {
    background: var(--selected);
  }
  .selected > :first-child {
    box-shadow: inset 3px 0 0 var(--selected-edge);
  }

  .bar {
    display: block;
    width: 100%;
    height: 16px;
    overflow: visible;
  }
  .bar rect {
    stroke: var(--surface);
    stroke-width: 0.6;
  }
  .part-1 {
    fill: var(--part-1);
    background: var(--part-1);
  }
  .part-2,
  .above {
    fill: var(--part-2);
    background: var(--part-2);
  }
  .part-3 {
    fill: var(--part-3);
    background: var(--part-3);
  }
  .part-4,
  .below {
    fill: var(--part-4);
    background: var(--part-4);
  }
  .part-5 {
    fill: var(--part-5);
    background: var(--part-5);
  }
  .part-6 {
    fill: var(--part-6);
    background: var(--part-6);
  }
  .zero {
    stroke: var(--edge);
  }

  @media screen {
    .narrow th,
    .narrow td {
      padding-inline: 5px;
    }
    .narrow .segments {
      display: flex;
      flex-wrap: wrap;
      width: 100%;
    }
    .narrow .segments button {
      flex: 1 1 0;
      padding-inline: 2px;
      min-width: min-content;
    }
  }
  @media print {
    .controls,
    .actions {
      display: none !important;
    }
    tr {
      break-inside: avoid;
    }
    .bar,
    .swatch {
      print-color-adjust: exact;
      -webkit-print-color-adjust: exact;
    }
  }
  @media (forced-colors: active) {
    .bar rect,
    .zero {
      fill: CanvasText;
      stroke: Canvas;
    }
    .zero {
      stroke: CanvasText;
    }
    .segments button[aria-pressed="true"] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
    .selected > :first-child {
      border-inline-start: 3px solid Highlight;
    }
  }
`;
