/** The language switch of the demo's pages; the elements follow the page's `lang` by themselves. */

const buttons = /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("[data-lang]"));

for (const button of buttons) {
  button.addEventListener("click", () => {
    const lang = button.dataset.lang ?? "zh-CN";
    document.documentElement.lang = lang;
    // The heading has both, and shows one.
    document.title = document.querySelector(`h1 [lang="${lang}"]`)?.textContent ?? document.title;
    for (const each of buttons) each.setAttribute("aria-pressed", String(each === button));
  });
}
