/** Units of measure as reports write them: 万 and 亿 before a noun. No DOM. */

/** Powers of ten before a noun, the longest first. @type {[string, number][]} */
const POWERS = [["万亿", 12], ["千亿", 11], ["百亿", 10], ["十亿", 9], ["千万", 7], ["百万", 6], ["十万", 5], ["亿", 8], ["万", 4]];

/** Nouns before which 千 is a thousand: not of 千克, 千米, 千瓦. */
const THOUSANDS = /^(人|户|家|公顷|亩|元|吨|件|个)/;

/** Traditional characters of units. @type {Record<string, string>} */
const SIMPLE = { 億: "亿", 萬: "万", 個: "个", 項: "项", 戶: "户", 點: "点", 頃: "顷", 畝: "亩", 噸: "吨" };

/** @param {string} text without what is written in several ways: full width, spaces, quotes, traditional characters of units */
export const plain = (text) => text.normalize("NFKC").replace(/[\s“”"'‘’「」『』]/g, "");

/**
 * 亿元 is 8 and 元; what has no power is itself.
 * @param {string} unit
 * @returns {{ power: number, noun: string }}
 */
export function measureOf(unit) {
  const simple = [...plain(unit)].map((each) => SIMPLE[each] ?? each).join("").replace(/^个百分点$/, "百分点");
  for (const [word, power] of POWERS) if (simple.startsWith(word) && simple.length > word.length) return { power, noun: simple.slice(word.length) };
  if (simple[0] === "千" && THOUSANDS.test(simple.slice(1))) return { power: 3, noun: simple.slice(1) };
  return { power: 0, noun: simple };
}

/** A value times a power of ten, to the digit: 4819e-4 is 0.4819. @param {number} value @param {number} power */
export function shifted(value, power) {
  const [digits, exponent = "0"] = String(value).split("e");
  return Number(`${digits}e${Number(exponent) + power}`);
}

/**
 * A value in another unit of the same noun; null where the nouns differ.
 * @param {number} value @param {string} from @param {string} to
 */
export function inUnit(value, from, to) {
  const [one, other] = [measureOf(from), measureOf(to)];
  return one.noun === other.noun ? shifted(value, one.power - other.power) : null;
}

/** A number at the beginning of a text, and the unit after it, where it is written in digits. @param {string} text */
export function numeral(text) {
  const [, digits, unit = ""] = /^([-−]?\d[\d,]*(?:\.\d+)?)(.*)$/.exec(text.normalize("NFKC").trim()) ?? [];
  return digits === undefined ? { value: null, unit: "" } : { value: Number(digits.replace(/,/g, "").replace("−", "-")), unit: unit.replace(/^[余多]/, "") };
}
