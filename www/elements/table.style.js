import { css } from "lit";

/** Tables of units: a name, figures, and a bar that takes the room left. */
export const table = css`
  .rank {
    width: 3.2em;
    font-weight: 650;
  }
  thead .rank {
    font-weight: 400;
  }
  .change {
    white-space: nowrap;
    font-size: 0.87em;
  }
  .name {
    white-space: nowrap;
    font-weight: 500;
  }
  thead .name {
    font-weight: 400;
  }
  .score {
    width: 100%;
  }
  .scored {
    display: flex;
    align-items: center;
    gap: var(--space);
  }
  .scored .bar {
    flex: 1;
    min-width: 60px;
  }
  .scored b {
    min-width: 3em;
    font-weight: 650;
    text-align: end;
  }
  .scored .number {
    min-width: 5.5em;
    margin-inline-end: var(--space);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space);
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    gap: calc(1.5 * var(--space));
    justify-content: space-between;
    align-items: flex-start;
    margin-block-start: calc(1.5 * var(--space));
  }
  .foot > .quiet {
    flex: 1 1 20em;
  }
  @media screen {
    .narrow .name,
    .narrow thead th {
      white-space: normal;
    }
    .narrow .score {
      width: 62%;
    }
    .narrow .scored .bar {
      min-width: 36px;
    }
    .narrow .scored .number {
      min-width: 4.5em;
      margin: 0;
    }
  }
`;
