import { css } from "../elements/index.js";

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
  .tree .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space);
    align-items: center;
    margin-block: var(--space);
  }
  .tree textarea {
    width: 100%;
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
