/** What an opened file is understood as, and everything that is asked of the reader about it. */

import { html, nothing, number, option, problemView, say } from "../elements/index.js";
import { linesView } from "./lines-view.js";
import { waiting } from "./opened.js";

/** @typedef {import("./opened.js").Opened} Opened */
/** @typedef {import("./text.js").Words} Words */
/** @typedef {import("../elements/language.js").Lang} Lang */
/** @typedef {import("../api/types.js").Understood} Understood */
/** @typedef {import("../api/types.js").Role} Role */

/**
 * What a reader can do with a file.
 * @typedef {object} Acts
 * @property {(opened: Opened) => unknown} close
 * @property {(opened: Opened) => unknown} register the units of other files are looked up in it
 * @property {(opened: Opened) => unknown} again
 * @property {(opened: Opened, ...answers: Record<string, unknown>[]) => unknown} answer
 * @property {(opened: Opened, column: string, role: Role | null) => unknown} role null: as it looks
 * @property {(opened: Opened, pointed: import("./point-view.js").Pointed | null) => unknown} point
 * @property {(opened: Opened, from: number, to: number, as: "header" | "body" | "left_out" | null) => unknown} lines null: as they look
 * @property {(opened: Opened, line: import("../api/types.js").LineSeen, as: "header" | "body" | "total" | "left_out" | null) => unknown} line null: as it looks
 */

/** More units than this are counted, not named. */
const NAMED = 60;

/**
 * @param {Opened} opened
 * @param {Words} words
 * @param {Lang} lang
 * @param {Acts} acts
 */
export function fileView(opened, words, lang, acts) {
  const { name, seen, problem } = opened;
  return html`<section class="file" part="file" aria-label=${name}>
    <header>
      <h2>${name}</h2>
      ${seen ? html`<span class="quiet">${summary(seen, opened.kind, words)}</span>` : nothing}
      <button type="button" part="button" @click=${() => acts.register(opened)} aria-label="${words.asRegister}: ${name}" title=${words.asRegisterHint}>${words.asRegister}</button>
      <button type="button" part="button" @click=${() => acts.close(opened)} aria-label="${words.close}: ${name}">${words.close}</button>
    </header>
    ${problem ? html`${problemView(problem, lang)} <button type="button" part="button" @click=${() => acts.again(opened)}>${words.again}</button>` : nothing}
    ${seen ? html`${questions(opened, words, lang, acts)} ${linesView(opened, seen, words, acts)} ${columns(opened, seen, words, acts)} ${who(seen, words, lang)} ${figures(opened, seen, words, lang, acts)} ${more(opened, seen, words, lang, acts)}` : nothing}
  </section>`;
}

/** @param {Understood} seen @param {string | null} kind of the file, where it is no text @param {Words} words */
function summary({ rows, encoding, form, units, periods, figures }, kind, words) {
  const span = periods.length ? words.span(periods[0], periods[periods.length - 1]) : "";
  return [words.rows(rows), kind ?? encoding.toUpperCase(), words.forms[form], words.units(units.length), span, words.figures(figures.length)].filter(Boolean).join(words.comma);
}

/** What has to be settled before the file is used. @param {Opened} opened @param {Words} words @param {Lang} lang @param {Acts} acts */
function questions(opened, words, lang, acts) {
  const open = waiting(opened);
  if (open.length === 0) return html`<p class="quiet" role="status">✓ ${words.settled}${words.stop}</p>`;
  const fixes = open.flatMap(({ fix }) => (fix ? [fix] : []));
  return html`<div class="problem waiting" part="problem" role="alert">
    <p><strong>${words.waiting(open.length)}${words.stop}</strong></p>
    <ul>
      ${open.map((remark) => question(remark, opened, words, lang, acts))}
    </ul>
    ${fixes.length > 1 ? html`<button type="button" part="button" @click=${() => acts.answer(opened, ...fixes)}>${words.acceptAll}</button>` : nothing}
  </div>`;
}

/** One thing to be settled, with what settles it beside it. @param {import("../api/types.js").Remark} remark @param {Opened} opened @param {Words} words @param {Lang} lang @param {Acts} acts */
function question({ message, hint, location, fix, ask }, opened, words, lang, acts) {
  const said = say(message, lang);
  const accept = () => html`<button type="button" part="button" @click=${() => acts.answer(opened, /** @type {{}} */ (fix))} aria-label="${words.accept}: ${said}">${words.accept}</button>`;
  return html`<li>
    <span>${said} <span class="quiet">${fix || ask ? "" : say(hint, lang)} ${say(location, lang)}</span></span>
    ${ask ? asked(ask, said, (answer) => acts.answer(opened, answer), words) : nothing} ${fix ? accept() : nothing}
  </li>`;
}

/**
 * A field for a word that is asked for: likely ones are offered, another may be typed.
 * @param {import("../api/types.js").Ask} ask @param {string} said @param {(answer: Record<string, unknown>) => unknown} answer @param {Words} words
 */
function asked({ member, of, choices }, said, answer, words) {
  const list = `choices-${member}-${of ?? ""}`;
  const send = (/** @type {any} */ event) => {
    event.preventDefault();
    const word = event.target.elements[0].value.trim();
    if (word) answer({ [member]: of === null ? word : { [of]: word } });
  };
  return html`<form @submit=${send}>
    <label>${words.asks[member] ?? words.answer} <input type="text" required list=${list} placeholder=${choices.join(words.listing)} aria-description=${said} /></label>
    <datalist id=${list}>${choices.map((choice) => html`<option value=${choice}></option>`)}</datalist>
    <button type="submit" part="button">${words.confirm}</button>
  </form>`;
}

/** The columns, and what each is taken for. @param {Opened} opened @param {Understood} seen @param {Words} words @param {Acts} acts */
function columns(opened, seen, words, acts) {
  const stated = opened.answers.columns ?? {};
  const roles = /** @type {Role[]} */ (Object.keys(words.roles));
  /** @param {Understood["columns"][number]} column */
  const chooser = ({ name, role }) => html`<select
    part="select"
    aria-label="${words.role}: ${name}"
    @change=${(/** @type {any} */ event) => acts.role(opened, name, event.target.value || null)}
  >
    ${option("", `${words.automatic}${stated[name] ? "" : `: ${words.roles[role]}`}`, !stated[name])} ${roles.map((each) => option(each, words.roles[each], stated[name] === each))}
  </select>`;
  return html`<h3>${words.understood}</h3>
    <div class="wide" tabindex="0" role="region" aria-label="${words.understood}: ${seen.file}">
      <table part="table">
        <thead>
          <tr>
            <th scope="col">${words.column}</th>
            <th scope="col">${words.role}</th>
            <th scope="col">${words.holds}</th>
            <th scope="col">${words.measure}</th>
            <th scope="col" class="number">${words.distinct}</th>
            <th scope="col" class="number">${words.empty}</th>
          </tr>
        </thead>
        <tbody>
          ${gathered(seen).map(
            (column) => html`<tr>
              <th scope="row">${column.name}</th>
              <td>${column.role ? chooser(/** @type {any} */ (column)) : words.roles.figure}</td>
              <td>${words.contents[column.holds]}</td>
              <td>${column.measure || "—"}</td>
              <td class="number">${column.distinct}</td>
              <td class="number">${column.empty}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

/** The columns; those of years stand in one line, with the least and most that they have. @param {Understood} seen */
function gathered({ form, columns }) {
  const dated = form === "years" ? columns.filter(({ role, holds }) => role === "figure" && holds === "numbers") : [];
  if (dated.length < 3) return columns;
  /** @param {number[]} all */
  const span = (all) => [...new Set([Math.min(...all), Math.max(...all)])].join("–");
  const all = { ...dated[0], role: null, name: `${dated[0].name} … ${dated[dated.length - 1].name}`, distinct: span(dated.map((each) => each.distinct)), empty: span(dated.map((each) => each.empty)) };
  return [...columns.filter((each) => !dated.includes(each)), all];
}

/** Units matched, totals set apart, names refused. @param {Understood} seen @param {Words} words @param {Lang} lang */
function who({ units, set_apart: apart, refused }, words, lang) {
  /** @param {Understood["refused"]} list */
  const names = (list) => html`<ul class="plain">
    ${list.map(({ written, rows, meant }) => html`<li>${words.listed(written, rows)}${meant.length && meant[0] !== written ? ` — ${words.meant} ${meant.join(words.listing)}` : ""}</li>`)}
  </ul>`;
  // How a unit is written is worth a word where it is not its name.
  const written = (/** @type {Understood["units"][number]} */ { name, written }) => {
    const others = written.filter((each) => each !== name.zh && each !== name.en);
    return others.length ? words.written(others.join(words.listing)) : "";
  };
  return html`<h3>${words.matched}${words.comma}${words.units(units.length)}</h3>
    ${units.length > NAMED
      ? nothing
      : html`<ul class="plain">
          ${units.map((unit) => html`<li>${say(unit.name, lang)} <span class="quiet">${written(unit)}</span></li>`)}
        </ul>`}
    ${apart.length ? html`<h3>${words.apart}</h3>${names(apart)}` : nothing}
    ${refused.length ? html`<h3>${words.refused}</h3>${names(refused)}` : nothing}`;
}

/** The figures, with a name and a unit of measure that may be changed. @param {Opened} opened @param {Understood} seen @param {Words} words @param {Lang} lang @param {Acts} acts */
function figures(opened, seen, words, lang, acts) {
  // Only a figure that no column names can be given a name here; the others have their headers.
  const unnamed = seen.form === "years" && seen.figures.length === 1;
  /** @param {string} label @param {string} value @param {(text: string) => Record<string, unknown>} answer */
  const field = (label, value, answer) => html`<input
    type="text"
    aria-label=${label}
    .value=${value}
    @change=${(/** @type {any} */ event) => event.target.value.trim() && acts.answer(opened, answer(event.target.value.trim()))}
  />`;
  return html`<h3>${words.figure}</h3>
    <div class="wide" tabindex="0" role="region" aria-label="${words.figure}: ${seen.file}">
      <table part="table">
      <thead>
        <tr>
          <th scope="col">${words.figure}</th>
          <th scope="col">${words.measure}</th>
          <th scope="col" class="number">${words.present}</th>
          <th scope="col" class="number">${words.absent}</th>
        </tr>
      </thead>
      <tbody>
        ${seen.figures.map(
          ({ id, measure, present, missing }) => html`<tr>
            <th scope="row">${unnamed ? field(words.id, id, (name) => ({ name })) : id}</th>
            <td>${field(`${words.measure}: ${id}`, measure, (text) => ({ measures: { [id]: text } }))}</td>
            <td class="number">${number(present, 0, lang)}</td>
            <td class="number">${number(missing, 0, lang)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** What was done without asking, each with what has it otherwise beside it. @param {Opened} opened @param {Understood} seen @param {Words} words @param {Lang} lang @param {Acts} acts */
function more(opened, { remarks, skipped }, words, lang, acts) {
  /** @param {import("../api/types.js").Remark} remark */
  const otherwise = ({ fix, message }) => {
    const label = words.otherwise[Object.keys(fix ?? {})[0]] ?? words.otherwise.any;
    return html`<button type="button" part="button" @click=${() => acts.answer(opened, /** @type {{}} */ (fix))} aria-label="${label}: ${say(message, lang)}">${label}</button>`;
  };
  const notes = remarks.filter(({ severity }) => severity === "warning");
  return html`${notes.length
      ? html`<details open>
          <summary>${words.notes}</summary>
          <ul>
            ${notes.map((note) => html`<li>${say(note.message, lang)} <span class="quiet">${say(note.location, lang)}</span> ${note.fix ? otherwise(note) : nothing}</li>`)}
          </ul>
        </details>`
      : nothing}
    ${skipped.length
      ? html`<details open>
          <summary>${words.skipped}</summary>
          <ul>
            ${skipped.map(({ row, text, why }) => html`<li><span class="quiet">${words.line(row)}${words.comma}${words.reasons[why]}</span> ${text}</li>`)}
          </ul>
        </details>`
      : nothing}`;
}
