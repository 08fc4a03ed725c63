/** The demo page's language switch; the elements follow the page's `lang` by themselves. */

const TITLES = { "zh-CN": "省级创新指数", en: "Provincial innovation index" };
const buttons = /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("[data-lang]"));

for (const button of buttons) {
  button.addEventListener("click", () => {
    const lang = /** @type {keyof typeof TITLES} */ (button.dataset.lang);
    document.documentElement.lang = lang;
    document.title = TITLES[lang];
    for (const each of buttons) each.setAttribute("aria-pressed", String(each === button));
  });
}
