/**
 * Sharing of a ranking: the buttons below it, and what a link carries for it. The dialogue, QR codes and workbooks are in a script
 * of their own (www/share/index.js), which is loaded when it is asked for.
 */

import { html, nothing } from "lit";
import { script } from "../api/compile.js";
import { partOf } from "../whatif/link.js";
import { choiceOf, decode, LINK } from "../share/state.js";
import { WORDS } from "../share/text.js";
import { say } from "./language.js";

/** @typedef {import("./base.js").InnodexElement} Element */
/** @typedef {import("./ranking.js").InnodexRanking} Ranking */
/** @typedef {import("./ranking.js").RankingView} RankingView */
/**
 * A table as it is saved.
 * @typedef {object} Saved
 * @property {string} name of the file @property {string} title
 * @property {string} [measure] the unit of measure of the figures
 * @property {(string | number | null | undefined)[][]} lines the head first
 */

/** Values of `lang`. */
const TAGS = { zh: "zh-CN", en: "en" };

/** Does something with the script of sharing; what fails is shown on the element. @param {Element} element @param {(share: typeof import("../share/index.js")) => unknown} work */
async function withShare(element, work) {
  try {
    await work(await script(/** @type {string} */ (FILES.share)));
  } catch (error) {
    element.fail(error);
    element.requestUpdate();
  }
}

/**
 * Buttons that save a table with its title, unit of measure, sources and method; nothing in a page that holds everything itself.
 * @param {any} element whose `saved()` gives the table
 */
export function tableButtons(element) {
  if (!FILES.share) return nothing;
  const save = (/** @type {"csv" | "xlsx"} */ kind) => () => withShare(element, ({ saveTable }) => saveTable(element, /** @type {Saved} */ (element.saved()), kind));
  return html`${/** @type {const} */ (["csv", "xlsx"]).map((kind) => html`<button type="button" part="button" @click=${save(kind)}>${WORDS[/** @type {import("./language.js").Lang} */ (element.language)][kind]}</button>`)}`;
}

/** What a ranking shows, as it is saved. @param {Ranking} ranking @returns {Saved} */
function savedRanking(ranking) {
  const { language: lang, words, description, shownPeriod, shownNode, region } = ranking;
  const area = ranking.areas().find(({ id }) => id === region)?.name ?? WORDS[lang].whole;
  const title = `${say(description.framework.name, lang)}${words.aside([say(shownNode.name, lang), shownPeriod, area].join(words.comma))}`;
  return { name: `${say(description.framework.name, lang)}-${say(shownNode.name, lang)}-${shownPeriod}`, title, measure: WORDS[lang].score, lines: ranking.sheet() };
}

/** Sharing of one ranking. */
class Sharing {
  /** @param {Ranking} ranking */
  constructor(ranking) {
    this.ranking = ranking;
    /** The text of the link that was opened last. */
    this.opened = "";
    /** What is said of it: keys of words, and what fills them. @type {[string, string?][]} */
    this.remarks = [];
    Object.assign(ranking, { saved: () => savedRanking(ranking) });
    addEventListener("hashchange", () => ranking.isConnected && ranking.requestUpdate());
  }

  /** The name of its part of the address. */
  get name() {
    return this.ranking.id || LINK;
  }

  /** Opens what the address carries, each text once; called before the rows are computed. */
  update() {
    const { ranking } = this;
    const text = partOf(location.hash, this.name);
    if (!text || text === this.opened) return false;
    this.opened = text;
    const seen = decode(text);
    if (typeof seen === "string") {
      this.remarks = [[seen]];
      return false;
    }
    const { choice, unknown } = choiceOf(seen, ranking.description, ranking.areas().map(({ id }) => id));
    this.remarks = unknown.length ? [["unknown", unknown.join(WORDS[ranking.language].listing)]] : [];
    Object.assign(ranking, choice);
    if (seen.lang !== ranking.language) (ranking.source?.host ?? ranking).setAttribute("lang", TAGS[seen.lang]);
    this.compare(seen);
    return true;
  }

  /** Says so where a link was made on other data. @param {import("../share/state.js").Seen} seen */
  compare(seen) {
    const { ranking } = this;
    if (!FILES.share) return;
    withShare(ranking, async ({ compared }) => {
      const { data, framework } = await compared(/** @type {any} */ (ranking.source), seen);
      this.remarks = [...this.remarks, ...(data ? [/** @type {[string]} */ (["otherData"])] : []), ...(framework ? [/** @type {[string, string]} */ (["otherFramework", seen.framework])] : [])];
      if (data || framework) ranking.requestUpdate();
    });
  }

  legend() {
    /** @type {any} */
    const words = WORDS[this.ranking.language];
    if (!this.remarks.length) return nothing;
    return html`<span class="problem remark" part="remark" role="status">${this.remarks.map(([key, more]) => (more === undefined ? words[key] : words[key](more)))}</span>`;
  }

  actions() {
    const { ranking } = this;
    if (!FILES.share) return nothing;
    const open = () => withShare(ranking, ({ openShare }) => openShare(ranking, this.name));
    return html`${tableButtons(ranking)}<button type="button" part="button" aria-haspopup="dialog" @click=${open}>${WORDS[ranking.language].share}</button>`;
  }
}

/** @param {Ranking} ranking @returns {RankingView} */
export const sharing = (ranking) => new Sharing(ranking);
