/**
 * The script that a page names. It keeps its name, and leads to the scripts of its build: those have the build in their names, so a
 * browser may keep whatever it has. What comes first to a page says which build the page runs; the scripts of that build are
 * taken then, also where this one belongs to a newer one.
 */

/** @type {{ build?: string, runs?: boolean, fresh?: () => Promise<unknown> }} `runs`: elements of the build are registered */
const page = (/** @type {any} */ (globalThis)[Symbol.for("innodex")] ??= {});
page.build ??= BUILD;

/** Asks anew for what the browser has kept of the scripts that a page names. */
page.fresh ??= () =>
  Promise.all([...document.querySelectorAll("script")].map(({ src }) => src.startsWith(new URL(".", import.meta.url).href) && fetch(src, { cache: "reload" }).catch(() => 0)));

/** @param {string} [build] */
const load = (build = page.build) => import(new URL(`${NAME}-${build}.js`, import.meta.url).href);

load()
  .catch(async (failed) => {
    // The folder may have been upgraded since the browser kept this script.
    const script = await (await fetch(import.meta.url, { cache: "reload" })).text();
    const build = /"([0-9A-F]{8})"/.exec(script)?.[1];
    if (!build || build === page.build) throw failed;
    if (page.runs) await page.fresh?.();
    else page.build = build;
    // A page that runs another build already is told so there.
    return load(build);
  })
  .catch((error) => {
    // The elements cannot say it themselves: they keep the page's own content.
    const { code = "unexpected", place = "", messages, hint } = error;
    const lang = /^zh|^$/i.test(document.documentElement.lang) ? "zh" : "en";
    const message = messages ? messages[lang] + hint[lang] : String(error);
    for (const element of document.querySelectorAll(":not(:defined)")) {
      if (/^innodex-/.test(element.localName)) element.dispatchEvent(new CustomEvent("error", { detail: { code, message, place }, bubbles: true }));
    }
    throw error;
  });
