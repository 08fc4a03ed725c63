// What a reader does with a demo page, played by the page's own means so that every engine can: rows are opened, sliders moved, lists
// chosen from, answers asked for, files opened. After each step the whole text is taken. It stands alone, for it is sent to the page.
/** @param {{ files: { name: string, base64: string }[], most: number }} given */
export async function play({ files, most }) {
  const steps = [];
  const rest = (ms) => new Promise((done) => setTimeout(done, ms));
  const all = (root = document) => [...root.querySelectorAll("*")].flatMap((element) => [element, ...(element.shadowRoot ? all(element.shadowRoot) : [])]);
  const find = (selector) => all().filter((element) => element.matches(selector));

  /** The text of a tree, shadow trees and fields too. */
  const textOf = (node) => {
    if (node.nodeType === 3) return node.data.replace(/\s+/g, " ").trim();
    if (node.nodeType !== 1 && node.nodeType !== 11) return "";
    if (/^(script|style|noscript)$/i.test(node.localName ?? "")) return "";
    const own = /^(input|select|textarea)$/.test(node.localName ?? "") ? [`[${node.type === "checkbox" ? node.checked : node.value}]`] : [];
    const nodes = [...(node.shadowRoot ? node.shadowRoot.childNodes : []), ...(node.localName === "select" ? [] : node.childNodes)];
    return [...own, ...nodes.map(textOf)].filter(Boolean).join("\n");
  };
  const now = () => textOf(document.body);

  /** Waits until the page says the same for a while, and that of nothing it is still computing. */
  const settled = async () => {
    const busy = /正在|稍候|%）…|Calculating|Loading/;
    let [before, same] = ["", 0];
    for (const end = Date.now() + 90_000; Date.now() < end; await rest(150)) {
      const text = now();
      same = text === before && !busy.test(text) && !find("progress").length ? same + 1 : 0;
      before = text;
      if (same >= 10) return text;
    }
    return `NOT SETTLED\n${before}`;
  };
  const done = async (what) => void steps.push({ what, text: await settled() });
  const set = (field, value) => {
    field.value = value;
    for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true, composed: true }));
  };
  const labelOf = (element) => `${element.getRootNode().host?.localName ?? "page"} ${element.getAttribute("aria-label") ?? element.id}`;

  await done("opened");
  for (const { name, base64 } of files) {
    const input = find('innodex-table, input[type="file"]').find((element) => element.localName === "input");
    const given = new DataTransfer();
    given.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name));
    input.files = given.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    await done(`file ${name}`);
  }
  const first = find("tr[data-code] button")[0];
  if (first) first.click(), await done("first row opened");
  for (const slider of find('input[type="range"]:not(:disabled)').slice(0, most)) {
    const [low, high] = [Number(slider.min), Number(slider.max)];
    set(slider, String(Math.round(low + 0.7 * (high - low))));
    await done(`slider ${labelOf(slider)}`);
  }
  for (const list of find("innodex-ranking, select").filter((element) => element.localName === "select").slice(0, most)) {
    if (list.options.length < 2) continue;
    set(list, list.options[list.selectedIndex === 0 ? 1 : 0].value);
    await done(`list ${labelOf(list)}`);
  }
  for (const button of find("button.run:not(:disabled), button[part~=rank]:not(:disabled)").slice(0, most)) button.click(), await done(`button ${button.textContent.trim()}`);
  return { steps, problems: find("[part=problem]").length };
}
