import { css } from "../elements/index.js";

/** The button that opens files: the field itself lies over its label. */
export const pick = css`
  .pick {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space);
    align-items: center;
  }
  .pick label {
    position: relative;
    display: inline-block;
    min-height: 32px;
    padding: 3px 14px;
    border-radius: var(--radius);
    background: var(--accent);
    color: var(--accent-ink);
    cursor: pointer;
  }
  .pick label:focus-within {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .pick input {
    position: absolute;
    inset: 0;
    width: 100%;
    opacity: 0;
    cursor: pointer;
  }
`;
