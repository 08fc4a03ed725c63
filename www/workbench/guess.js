/** Guesses about an indicator from its name. What is doubtful is asked, never taken for granted. */

/** @typedef {import("../api/types.js").Indicator} Indicator */
/** @typedef {{ direction: 1 | -1, doubtful: boolean }} Guess */

/** Words of what is usually to be less, and of what may be either. Each is looked for in both names. */
const LESS = /能耗|电耗|水耗|耗能|污染|失业|排放|负债|债务|死亡|事故|贫困|逾期|赤字|亏损|不良|投诉|犯罪|违法|缺口|坏账|超标|退出率|空置|通胀|恩格尔|基尼|unemploy|emission|pollut|debt|mortalit|death|accident|poverty|deficit|overdue|crime|vacan|inflation|energy (use|consum|intens)|\bpm ?2\.?5\b|\bco2\b|\bgini\b|engel/i;
const EITHER = /价格|房价|税负|税收负担|抚养|老龄|进口|依存|占用|杠杆|利率|成本|费用|人口自然|离婚|流出|能源消费|用水|用电|用能|price|cost|burden|ageing|aging|dependen|leverage|import|outflow|interest rate/i;
/** Words that turn such a thing round: money against pollution, the share that is treated, a fall. */
const TURNED = /治理|减排|下降|降低|减少|削减|处理|回收|达标|利用率|节能|节约|防治|扶贫|脱贫|救助|clean|treat|reduc|abate|recycl|recover|declin|saving|control of|prevent|compliance/i;

/**
 * Whether more of an indicator is better. Doubtful where a word of its name says that less may be.
 * @param {{ zh?: string, en?: string, id?: string }} names
 * @returns {Guess}
 */
export function directionOf({ zh = "", en = "", id = "" }) {
  const name = `${zh} ${en} ${id}`;
  const less = LESS.test(name);
  if (less && TURNED.test(name)) return { direction: 1, doubtful: true };
  if (less) return { direction: -1, doubtful: true };
  return { direction: 1, doubtful: EITHER.test(name) };
}

/** Words of what other figures are usually divided by, the usual ones first. */
const DIVISORS = [/常住人口|人口数|年末人口|总人口|^人口|population/i, /地区生产总值|国内生产总值|生产总值|\bgdp\b/i, /一般公共预算支出|财政支出|fiscal_?\s?expenditure/i, /就业人员|从业人员|employ(ed|ees|ment)/i, /面积|\barea\b/i, /营业收入|revenue/i, /企业数|enterprises|firms/i];

/** @param {{ zh?: string, en?: string, id: string }} column */
const rankOf = ({ zh = "", en = "", id }) => {
  const name = `${zh} ${en} ${id}`;
  const at = DIVISORS.findIndex((words) => words.test(name) && !/密度|人均|每万|per /i.test(name));
  return at < 0 ? DIVISORS.length : at;
};

/** Whether a column is people. @param {{ zh?: string, en?: string, id: string }} column */
export const isPopulation = (column) => rankOf(column) === 0;

/**
 * The columns that a figure may be divided by, the likeliest first; those of the first kinds are `likely`.
 * @template {{ zh?: string, en?: string, id: string }} T
 * @param {T[]} columns @param {string} numerator
 * @returns {{ likely: T[], others: T[] }}
 */
export function divisorsOf(columns, numerator) {
  const rest = columns.filter(({ id }) => id !== numerator);
  const likely = rest.filter((each) => rankOf(each) < 2).sort((a, b) => rankOf(a) - rankOf(b)).slice(0, 4);
  const others = rest.filter((each) => !likely.includes(each)).sort((a, b) => rankOf(a) - rankOf(b));
  return { likely, others };
}

/**
 * The name of a ratio.
 * @param {{ zh: string, en: string }} above @param {{ zh: string, en: string, id: string }} below
 */
export function ratioName(above, below) {
  if (!isPopulation(below)) return { zh: `${above.zh}与${below.zh}之比`, en: `${above.en} over ${below.en}` };
  return { zh: /^人均/.test(above.zh) ? above.zh : `人均${above.zh}`, en: / per (person|capita)$/i.test(above.en) ? above.en : `${above.en} per person` };
}
