import { html, nothing } from "../elements/index.js";
import { indicatorOf, stepOf } from "./framework.js";
import { nameOf, percent } from "./names.js";
import { nodeDetails, ratioChoice } from "./node-details.js";
import { isGroup, sharesOf } from "./tree.js";

/** @typedef {import("./element.js").InnodexWorkbench} InnodexWorkbench */
/** @typedef {import("../api/types.js").NodeSpec} NodeSpec */
/** @typedef {import("./marks.js").Mark} Mark */
/** What the rows are made with. @typedef {{ element: InnodexWorkbench, marks: Map<string, Mark[]>, faulty: string, unconfirmed: Set<string>, untargeted: Set<string> }} Tree */

/** The tree of indicators: a row a node, with its weight; the chosen one with its settings. @param {Tree} tree */
export function treeView(tree) {
  const { element } = tree;
  const { workbench, words } = element;
  const root = workbench.framework.tree;
  return html`<div class="tree-box">
    <h3 id="tree">${words.index.tree}</h3>
    <ul class="tree" aria-labelledby="tree">
      ${groupItem(tree, root, 0, 1)}
    </ul>
    ${root.children?.length ? nothing : html`<p class="quiet empty">${words.index.empty}</p>`}
    <button type="button" part="button" class="add-group" @click=${() => element.addGroup()}>＋ ${words.index.group}</button>
  </div>`;
}

/** @param {Tree} tree @param {NodeSpec} node @param {number} depth @param {number} share @returns {unknown} */
function groupItem(tree, node, depth, share) {
  const { element } = tree;
  const shares = sharesOf(node);
  const children = node.children ?? [];
  const over = (/** @type {DragEvent} */ event) => element.dragged && (event.preventDefault(), event.stopPropagation());
  const drop = (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    event.stopPropagation();
    element.dropOn(node.id);
  };
  return html`<li class="group" @dragover=${over} @drop=${drop}>
    ${row(tree, node, depth, share, children.length)}
    ${children.length
      ? html`<ul>
          ${children.map((child) => (isGroup(child) ? groupItem(tree, child, depth + 1, shares[child.id]) : leafItem(tree, child, depth + 1, shares[child.id], children.length)))}
        </ul>`
      : depth
        ? html`<p class="quiet empty">${element.words.index.emptyGroup}</p>`
        : nothing}
  </li>`;
}

/** @param {Tree} tree @param {NodeSpec} node @param {number} depth @param {number} share @param {number} siblings */
const leafItem = (tree, node, depth, share, siblings) =>
  html`<li class="leaf" draggable="true" @dragstart=${(/** @type {DragEvent} */ event) => (event.stopPropagation(), tree.element.drag({ node: node.id }, event))}>${row(tree, node, depth, share, siblings)}</li>`;

/** One node. @param {Tree} tree @param {NodeSpec} node @param {number} depth @param {number} share of its group @param {number} siblings */
function row(tree, node, depth, share, siblings) {
  const { element, marks, faulty } = tree;
  const { workbench, words: { index: words } } = element;
  const name = nameOf(element, node);
  const open = workbench.chosen === node.id;
  const own = marks.get(node.id) ?? [];
  const said = own.filter(({ finding }) => finding.explanation).length;
  return html`<div class="node ${open ? "open" : ""} ${faulty === node.id ? "faulty" : ""} ${workbench.target === node.id ? "aimed" : ""}" data-node=${node.id}>
      <button type="button" class="name" part="node" aria-expanded=${open} @click=${() => workbench.choose(node.id)}>${name}</button>
      ${isGroup(node) ? nothing : measureOf(element, node.id)}
      ${faulty === node.id ? html`<span class="mark fault">!</span>` : nothing}
      ${tree.unconfirmed.has(node.id) ? html`<button type="button" class="mark doubt" @click=${() => open || workbench.choose(node.id)}>${words.confirm}</button>` : nothing}
      ${tree.untargeted.has(node.id) ? html`<button type="button" class="mark doubt" @click=${() => open || workbench.choose(node.id)}>${words.targetMissing}</button>` : nothing}
      ${own.length ? html`<button type="button" class="mark ${said === own.length ? "said-so" : ""}" @click=${() => open || workbench.choose(node.id)}>${said === own.length ? words.marksDone(said) : words.marks(own.length - said)}</button>` : nothing}
      ${isGroup(node) ? aimOf(element, node.id, name) : ratioOf(element, node.id, name)}
      ${depth && siblings > 1 ? weightOf(element, node.id, name, share) : nothing}
    </div>
    ${element.ratio === node.id && !isGroup(node) ? ratioChoice(element, node.id) : nothing} ${open ? nodeDetails(element, node, own) : nothing}`;
}

/** Unit of measure and direction. @param {InnodexWorkbench} element @param {string} id */
function measureOf({ workbench, words }, id) {
  const { unit = "", direction = 1 } = indicatorOf(workbench.framework, id) ?? {};
  return html`<span class="quiet measure">${unit} <span title=${direction === 1 ? words.index.more : words.index.less}>${direction === 1 ? "↑" : "↓"}<span class="said">${direction === 1 ? words.index.more : words.index.less}</span></span></span>`;
}

/** Where indicators are added. @param {InnodexWorkbench} element @param {string} id @param {string} name */
const aimOf = ({ workbench, words: { index: words } }, id, name) =>
  workbench.target === id ? html`<span class="aim quiet">◂ ${words.aimed}</span>` : html`<button type="button" class="plain aim" aria-label=${words.aim(name)} @click=${() => workbench.aim(id)}>${words.into}</button>`;

/** The way to a ratio: the first of two clicks; the second is on a column. @param {InnodexWorkbench} element @param {string} id @param {string} name */
function ratioOf(element, id, name) {
  const { workbench, words: { index: words } } = element;
  const divided = Boolean(indicatorOf(workbench.framework, id)?.denominator);
  return html`<button type="button" class="plain ratio" aria-expanded=${element.ratio === id} aria-label="${words.ratio}${element.words.colon}${name}" @click=${() => element.offerRatio(id)}>÷${divided ? html`<span class="on" aria-hidden="true">●</span>` : nothing}</button>`;
}

/** A weight as slider, and what it is. @param {InnodexWorkbench} element @param {string} id @param {string} name @param {number} share */
function weightOf(element, id, name, share) {
  const { workbench, live, words: { index: words }, language: lang } = element;
  const weigh = stepOf(workbench.framework, "weigh");
  const found = weigh ? live.found() : null;
  const above = found && Object.values(found).find((children) => id in children);
  if (above) return html`<span class="weight"><output>${percent(above[id], lang)}</output></span>`;
  return html`<span class="weight">
    <input type="range" min="0" max="100" step="1" .value=${String(Math.round(100 * share))} aria-label=${words.share(name)} @input=${(/** @type {any} */ { target }) => workbench.slide(id, Number(target.value) / 100, words.labels.weight(name))} @pointerup=${() => workbench.history.endStep()} @blur=${() => workbench.history.endStep()} />
    <output>${percent(share, lang)}</output>
  </span>`;
}
