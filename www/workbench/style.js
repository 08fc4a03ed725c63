import { css } from "../elements/index.js";

/** What is the workbench's own: steps, desk, tree. Colours and controls are those of all elements. */
export const style = css`
  :host {
    font-size: var(--innodex-size, 15px);
  }
  h2 {
    font-size: 20px;
    margin: 0 0 6px;
  }
  h3 {
    font-size: 16px;
    margin: 0 0 6px;
  }
  ul,
  ol,
  dl,
  dd {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .bar-top {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space) 16px;
    align-items: center;
    justify-content: space-between;
  }
  input.project {
    flex: 1 1 220px;
    max-width: 460px;
    font-size: 17px;
    font-weight: 650;
    border-color: transparent;
    padding-inline-start: 0;
  }
  input.project:hover,
  input.project:focus {
    border-color: var(--edge);
    padding-inline-start: 8px;
  }

  .tools,
  .actions,
  .fields {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 10px;
    align-items: center;
  }
  .actions,
  .fields {
    margin-block: 6px;
  }
  .main {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--accent-ink);
  }
  .main:hover:not(:disabled) {
    color: var(--accent-ink);
    filter: brightness(1.1);
  }
  .main:disabled {
    background: var(--surface);
    border-color: var(--edge);
    color: inherit;
  }
  .file {
    display: inline-flex;
    position: relative;
    min-height: 32px;
    align-items: center;
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--surface);
    padding: 3px 10px;
    cursor: pointer;
  }
  .file input {
    position: absolute;
    inset: 0;
    width: 100%;
    opacity: 0;
    cursor: pointer;
  }
  .file:focus-within {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .places {
    display: flex;
    gap: 4px;
    margin-block: 12px 20px;
    border-block-end: 1px solid var(--edge);
  }
  .places li {
    flex: 0 1 auto;
  }
  .places button {
    border: 0;
    border-block-end: 3px solid transparent;
    border-radius: 0;
    background: none;
    padding: 6px 18px;
    min-height: 40px;
    font-size: 16px;
  }
  .places button[aria-current="step"] {
    border-color: var(--accent);
    color: var(--accent);
    font-weight: 650;
  }
  .nth {
    color: var(--muted);
    margin-inline-end: 2px;
  }
  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(210px, 1fr));
    gap: 12px;
    margin-block-start: 16px;
  }
  .card,
  .in-use,
  .pool,
  .live,
  .judging,
  .methods,
  .presets {
    border: 1px solid var(--line);
    border-radius: var(--radius);
    padding: 12px;
  }
  .card .quiet {
    margin-block-start: 6px;
  }
  .in-use {
    background: var(--band);
    margin-block: 10px;
  }
  .in-use > * {
    margin-block-end: 6px;
  }
  .other {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(240px, 1fr));
    gap: 16px;
    margin-block-start: 16px;
    border-block-start: 1px solid var(--line);
    padding-block-start: 12px;
  }
  .desk {
    display: grid;
    grid-template-columns: minmax(190px, 240px) minmax(0, 1fr) minmax(230px, 290px);
    gap: 16px;
    align-items: start;
  }
  .live {
    position: sticky;
    inset-block-start: 8px;
  }
  .live table {
    margin-block: 6px;
  }
  .effect {
    min-height: 3em;
    margin-block: 6px;
  }
  .audit {
    margin-block-start: 8px;
  }
  .scrolled {
    max-height: 60vh;
    overflow: auto;
  }
  .columns {
    max-height: 62vh;
    overflow: auto;
    margin-block: 6px;
  }
  .columns li {
    display: flex;
    gap: 8px;
    align-items: baseline;
    padding-block: 2px;
    border-block-end: 1px solid var(--line);
    cursor: grab;
  }
  .plus {
    min-height: 28px;
    padding: 0 8px;
    flex: none;
  }
  .search input {
    width: 100%;
    min-height: 32px;
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--surface);
    padding: 3px 8px;
  }
  input[type="text"],
  input[type="url"] {
    min-height: 32px;
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--surface);
    padding: 3px 8px;
    max-width: 100%;
  }
  input[type="number"] {
    width: 96px;
  }
  .tree-box {
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    padding: 12px;
    margin-block-end: 16px;
  }
  .tree ul {
    margin-inline-start: 10px;
    border-inline-start: 2px solid var(--line);
    padding-inline-start: 8px;
  }
  .node {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 8px;
    align-items: center;
    padding: 3px 4px;
    border-block-end: 1px solid var(--line);
  }
  .node.open {
    background: var(--band);
  }
  .node.aimed {
    box-shadow: inset 3px 0 0 var(--accent);
  }
  .node.faulty,
  .method.faulty {
    outline: 2px solid var(--down);
    outline-offset: -2px;
  }
  .name {
    border: 0;
    background: none;
    padding: 2px 4px;
    text-align: start;
  }
  .group > .node > .name {
    font-weight: 650;
  }
  .leaf {
    cursor: grab;
  }
  .measure {
    flex: 1 1 auto;
  }
  .aim {
    flex: 1 1 auto;
    text-align: start;
  }
  .plain {
    border: 0;
    background: none;
    color: var(--accent);
    padding: 2px 6px;
    min-height: 28px;
  }
  .on {
    font-size: 8px;
    vertical-align: super;
  }
  .weight {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    margin-inline-start: auto;
  }
  .weight input {
    width: 90px;
    accent-color: var(--accent);
  }
  .weight output {
    min-width: 48px;
    text-align: end;
  }
  .mark {
    border: 1px solid var(--selected-edge);
    background: var(--selected);
    border-radius: 10px;
    padding: 0 8px;
    min-height: 24px;
    font-size: 13px;
  }
  .mark.said-so {
    border-color: var(--edge);
    background: none;
  }
  .fault {
    border-color: var(--down);
    font-weight: 700;
  }
  .details,
  .ratio-choice {
    background: var(--band);
    padding: 6px 10px 10px;
    margin-block-end: 4px;
  }
  .ratio-choice {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    align-items: center;
  }
  .ratio-choice label {
    max-width: 100%;
  }
  .ratio-choice [aria-pressed="true"] {
    background: var(--accent);
    color: var(--accent-ink);
  }
  .findings li {
    border-inline-start: 3px solid var(--selected-edge);
    padding-inline-start: 8px;
    margin-block: 6px;
  }
  .doubtful {
    border-inline-start: 3px solid var(--selected-edge);
    padding-inline-start: 8px;
    margin-block: 6px;
  }
  .explain textarea {
    display: block;
    width: 100%;
  }
  .empty {
    padding: 4px 8px;
  }
  .add-group {
    margin-block-start: 8px;
  }
  .methods,
  .presets {
    margin-block-end: 16px;
  }
  .presets li {
    display: inline-block;
    margin: 4px 8px 4px 0;
  }
  .method {
    display: grid;
    grid-template-columns: 110px minmax(0, 1fr);
    gap: 4px 12px;
    padding-block: 6px;
    border-block-end: 1px solid var(--line);
  }
  .method dt {
    font-weight: 600;
    padding-block-start: 5px;
  }
  .judging {
    border-color: var(--accent);
    margin-block-end: 16px;
  }
  fieldset {
    border: 1px solid var(--line);
    border-radius: var(--radius);
    margin: 6px 0;
    padding: 6px 10px;
    min-width: 0;
  }
  .pair {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    gap: 8px;
    align-items: center;
    margin-block: 4px;
  }
  .choices,
  .figures {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
  }
  .check,
  .choices label,
  .figures label {
    display: inline-flex;
    gap: 4px;
    align-items: center;
    min-height: 28px;
  }
  .view {
    border-block-start: 1px solid var(--line);
    padding-block: 20px;
  }
  .form fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 16px;
  }
  .form fieldset label {
    flex: 1 1 240px;
  }
  .form input[type="text"],
  .form input[type="url"] {
    width: 100%;
  }
  .questions li {
    border-inline-start: 3px solid var(--selected-edge);
    padding-inline-start: 8px;
    margin-block: 4px;
  }
  .files code {
    overflow-wrap: anywhere;
  }
  @media (max-width: 1000px) {
    .desk {
      grid-template-columns: minmax(0, 1fr) minmax(230px, 290px);
    }
    .pool {
      grid-column: 1 / -1;
    }
    .columns {
      max-height: 30vh;
    }
  }
  @media screen {
    .narrow .desk {
      grid-template-columns: minmax(0, 1fr);
    }
    /* data, tree, live ranking, and the methods last */
    .narrow .middle {
      display: contents;
    }
    .narrow .live {
      position: static;
      order: 1;
    }
    .narrow .presets {
      order: 2;
    }
    .narrow .methods {
      order: 3;
    }
    .narrow .tree-box,
    .narrow .presets,
    .narrow .methods {
      margin-block-end: 0;
    }
    .narrow .places button {
      padding: 6px 8px;
      font-size: 15px;
    }
    .narrow .method,
    .narrow .pair {
      grid-template-columns: minmax(0, 1fr);
    }
    .narrow .measure {
      flex: 0 1 auto;
    }
  }
  @media print {
    .tools,
    .places,
    .pool,
    button,
    .file {
      display: none !important;
    }
    .desk {
      display: block;
    }
  }
  @media (forced-colors: active) {
    .node.aimed,
    .node.faulty {
      border-inline-start: 3px solid Highlight;
    }
  }
`;
