import { css } from "../elements/index.js";

/** Likely ranks in a cell of a table; the line between tiers. */
export const intervals = css`
  .likely {
    min-width: 210px;
    white-space: nowrap;
  }
  .likely-cell {
    display: flex;
    align-items: center;
    gap: var(--space);
  }
  .likely-cell > [aria-hidden]:not(svg) {
    min-width: 3.2em;
    text-align: end;
    color: var(--muted);
    font-size: 0.93em;
  }
  .apart > * {
    border-block-start: 2px solid var(--edge);
  }
  @media screen {
    .narrow .likely {
      min-width: 0;
    }
    .narrow .likely .interval,
    .narrow .wide,
    .narrow .ninety {
      display: none;
    }
  }
`;

/** What a ranking has besides: the sentence of the unit that is open. */
export const ranking = css`
  .likely-said {
    padding: calc(1.5 * var(--space)) calc(2 * var(--space)) 0;
    background: var(--band);
    border-inline-start: 3px solid var(--selected-edge);
    font-weight: 650;
  }
  .likely-said .quiet {
    font-weight: 400;
  }
  @media screen {
    .narrow .score {
      width: 46%;
    }
    .narrow .likely-said {
      padding-inline: var(--space);
    }
  }
`;

/** Sliders for a tree of weights beside the ranking that follows from them. */
export const weights = css`
  .both {
    display: flex;
    flex-wrap: wrap;
    gap: calc(2 * var(--space)) calc(4 * var(--space));
  }
  .tree {
    flex: 1 1 330px;
    min-width: 0;
  }
  .outcome {
    flex: 1 1 400px;
    min-width: 0;
  }
  .say {
    margin-block: 0 calc(1.5 * var(--space));
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .shares > li {
    padding-block: var(--space);
    border-block-end: 1px solid var(--line);
  }
  .shares .shares {
    margin-block-start: var(--space);
    padding-inline-start: calc(1.5 * var(--space));
    border-inline-start: 3px solid var(--line);
  }
  .shares .shares > li:last-child {
    border: 0;
    padding-block-end: 0;
  }
  .share {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--space);
    align-items: center;
  }
  .share > label {
    flex: 1 1 auto;
    font-weight: 500;
  }
  .share > .slide,
  .share > details,
  .share > p {
    flex: 1 1 100%;
    min-width: 0;
  }
  .share .slide {
    flex-wrap: nowrap;
    align-items: flex-start;
    margin-block-start: 2px;
  }
  .track {
    display: grid;
    flex: 1 1 110px;
    min-width: 60px;
    padding-block-start: 4px;
  }
  .track input {
    width: 100%;
    min-width: 0;
  }
  .ticks {
    width: calc(100% - 16px);
    height: 10px;
    margin-inline: 8px;
    overflow: visible;
  }
  .gain {
    fill: var(--up);
  }
  .loss {
    fill: var(--down);
  }
  .fold {
    min-height: 24px;
    padding: 0 4px;
    border: 0;
    background: none;
    color: var(--accent);
    font-size: 0.87em;
  }
  .fold::after {
    content: "";
    display: inline-block;
    width: 0.38em;
    height: 0.38em;
    margin-inline-start: 0.5em;
    border: solid;
    border-width: 0 1.5px 1.5px 0;
    transform: translateY(-0.18em) rotate(45deg);
  }
  .fold[aria-expanded="true"]::after {
    transform: translateY(0.05em) rotate(225deg);
  }
  summary {
    min-height: 24px;
    cursor: pointer;
  }
  .crossings {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin-block: 4px;
  }
  .crossings button {
    min-height: 28px;
    padding: 0 8px;
    font-size: 0.87em;
  }
  .tree .reset {
    margin-block: var(--space);
  }
  table {
    margin-block-start: var(--space);
  }
  .moving .said {
    display: none;
  }
  .name {
    width: auto;
  }
  .rank {
    width: 3.6em;
  }
  .moves {
    width: 4.9em;
  }
  .score {
    width: 3.9em;
  }
  tbody .rank,
  tbody .score {
    font-weight: 500;
  }
  .likely {
    width: 46%;
    min-width: 0;
  }
  @media screen {
    .narrow .likely {
      width: 5em;
    }
    .narrow thead .likely {
      white-space: normal;
    }
    .narrow .moves {
      width: 4.9em;
    }
  }
  @media print {
    .tree {
      display: none;
    }
  }
`;

/** How often each unit has each rank, in six steps of one hue: the darker (on a dark page the lighter), the more often. */
export const heat = css`
  .root {
    --heat-1: var(--innodex-heat-1, #e4eefa);
    --heat-2: var(--innodex-heat-2, #c3d9f2);
    --heat-3: var(--innodex-heat-3, #93bae6);
    --heat-4: var(--innodex-heat-4, #3a74bb);
    --heat-5: var(--innodex-heat-5, #1f5799);
    --heat-6: var(--innodex-heat-6, #0d3667);
    --heat-ink: var(--innodex-heat-ink, #14202e);
    --heat-ink-strong: var(--innodex-heat-ink-strong, #fff);
  }
  @media screen {
    .dark {
      --heat-1: var(--innodex-heat-1, #1b2a3d);
      --heat-2: var(--innodex-heat-2, #223f5f);
      --heat-3: var(--innodex-heat-3, #2c5a8d);
      --heat-4: var(--innodex-heat-4, #6ea3e0);
      --heat-5: var(--innodex-heat-5, #9cc4f0);
      --heat-6: var(--innodex-heat-6, #d6e7fa);
      --heat-ink: var(--innodex-heat-ink, #f2f6fb);
      --heat-ink-strong: var(--innodex-heat-ink-strong, #0c1a2b);
    }
  }
  .say {
    margin-block: calc(1.5 * var(--space));
    padding: calc(1.25 * var(--space)) calc(1.75 * var(--space));
    background: var(--band);
    border-inline-start: 4px solid var(--accent);
    font-size: 1.07em;
  }
  .heat {
    table-layout: fixed;
    font-size: 0.87em;
  }
  .heat th,
  .heat td {
    padding: 2px 3px;
  }
  .heat caption {
    font-size: 1.15em;
  }
  .heat .rank {
    width: 2.8em;
    font-weight: 650;
  }
  .heat .name {
    width: 6em;
    padding-inline-start: var(--space);
    overflow-wrap: anywhere;
    font-weight: 500;
  }
  .heat .name:lang(en) {
    width: 8.2em;
  }
  .heat .range {
    width: 4.2em;
  }
  .heat thead .range,
  .heat thead .top {
    white-space: normal;
  }
  .heat .top {
    width: 4em;
  }
  .heat .share {
    position: relative;
    padding-inline: 0;
    text-align: center;
    font-size: 0.78em;
    white-space: nowrap;
  }
  .heat td.share {
    border-inline-start: 1px solid transparent;
    background-clip: padding-box;
  }
  .heat td.level-0 {
    background-clip: border-box;
  }
  .levels {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 1em;
    margin: 4px 0 0;
    padding: 0;
    list-style: none;
  }
  .swatch {
    display: inline-block;
    width: 18px;
    height: 11px;
    margin-inline-end: 4px;
  }
  .level-1 {
    background: var(--heat-1);
    color: var(--heat-ink);
  }
  .level-2 {
    background: var(--heat-2);
    color: var(--heat-ink);
  }
  .level-3 {
    background: var(--heat-3);
    color: var(--heat-ink);
  }
  .level-4 {
    background: var(--heat-4);
    color: var(--heat-ink-strong);
  }
  .level-5 {
    background: var(--heat-5);
    color: var(--heat-ink-strong);
  }
  .level-6 {
    background: var(--heat-6);
    color: var(--heat-ink-strong);
  }
  .here {
    box-shadow: inset 0 0 0 2px var(--selected-edge);
  }
  .causes {
    margin-block-start: calc(2 * var(--space));
  }
  .causes th:first-child {
    width: 9em;
  }
  .causes .scored {
    display: flex;
    align-items: center;
    gap: var(--space);
  }
  .causes .bar {
    flex: 1;
    min-width: 40px;
  }
  .causes b {
    min-width: 3.4em;
    font-weight: 650;
    text-align: end;
  }
  .whisker {
    stroke: currentColor;
    stroke-width: 1.2;
  }
  .foot,
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space);
    justify-content: space-between;
    margin-block-start: calc(1.5 * var(--space));
  }
  @media screen {
    .narrow .heat .top,
    .narrow .heat .share:not(.fifth) > [aria-hidden] {
      display: none;
    }
    .narrow .heat .rank {
      width: 2.6em;
      padding-inline: 0 4px;
    }
    .narrow .heat .name {
      width: 4.4em;
      padding-inline-start: 4px;
    }
    .narrow .heat .range {
      width: 3.9em;
    }
    .narrow .heat td.share > span {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .narrow .heat td.share {
      border-inline-start-width: 0;
    }
    .narrow .heat .name:lang(en) {
      width: 7em;
    }
    .narrow td.here {
      box-shadow: inset 0 -4px 0 var(--selected-edge);
    }
    .narrow .causes th:first-child {
      width: auto;
    }
    .narrow .causes .scored {
      flex-direction: column;
      align-items: stretch;
      gap: 0;
    }
    .narrow .causes .bar {
      flex: none;
    }
    .narrow .causes b {
      text-align: start;
    }
  }
  @media print {
    .share,
    .swatch {
      print-color-adjust: exact;
      -webkit-print-color-adjust: exact;
    }
  }
  @media (forced-colors: active) {
    .share:not(.level-0),
    .swatch {
      forced-color-adjust: none;
    }
    .whisker {
      stroke: CanvasText;
    }
  }
`;
