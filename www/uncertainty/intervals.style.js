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
