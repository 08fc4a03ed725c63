import { css } from "../elements/index.js";

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
