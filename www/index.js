/** The language switch of the demo's pages (the elements follow the page's `lang` by themselves), and room in the frame for a slider. */

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

// Once somebody is about to move something, what is far off the screen is neither laid out nor painted: the frame is for the slider.
// Not before, for a picture of the whole page would be blank there.
for (const event of ["focusin", "weightschange"]) addEventListener(event, () => document.querySelector("main")?.classList.add("moved"), { once: true });
