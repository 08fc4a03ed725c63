/**
 * The table of the bench: made-up sales of firms, the same bytes every time, and what has to come out of them.
 * The result is summed up from the numbers while they are made, so it owes nothing to anybody's reading of the CSV.
 */

const UNITS =
  "北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆".split(" ");
const FIRST_YEAR = 2013;
const YEARS = Array.from({ length: 10 }, (_, i) => FIRST_YEAR + i);
/** Sections of the national classification: manufacturing, construction, software, research. */
const SECTORS = ["C", "E", "I", "M"];
const SIZES = ["micro", "small", "medium", "large"];
/** Of ten firms so many are micro, small, medium, large; and the most staff of each. */
const SHARE_OF_SIZE = [0, 0, 0, 0, 1, 1, 1, 2, 2, 3];
const STAFF = [10, 100, 300, 900];

/** What is asked of every sector, for every unit and period. */
export const MEASURES = ["per_head", "growth", "rank", "cost_share"];

/** @typedef {{ units: string[], periods: number[], sectors: string[], measures: string[] }} Shape */
/** @type {Shape} */
export const SHAPE = { units: UNITS, periods: YEARS, sectors: SECTORS, measures: MEASURES };

/** How many cells the panel of the result has. */
export const CELLS = UNITS.length * YEARS.length * SECTORS.length * MEASURES.length;

/** Where a cell stands in the panel of the result. @param {number} unit @param {number} period @param {number} sector @param {number} measure */
export const cellAt = (unit, period, sector, measure) => ((unit * YEARS.length + period) * SECTORS.length + sector) * MEASURES.length + measure;

/** Gaps, so that a lag of a year is not a lag of a row: (unit, year, sector) without any firm. @param {string} unit @param {number} year @param {string} sector */
const isGap = (unit, year, sector) => (unit === "西藏" && sector === "M") || (unit === "青海" && sector === "I" && year === 2017) || (unit === "海南" && sector === "E" && year < 2015);

/** Prices that are not known: no row, or a row without the figure. @param {string} unit @param {number} year */
const isPriceless = (unit, year) => (unit === "西藏" && year === 2016 ? "no row" : unit === "宁夏" && year === 2020 ? "no figure" : null);

/** Whole numbers below a bound, the same every time (mulberry32). @param {number} state */
function dice(state) {
  /** @param {number} bound */
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return Math.floor((((x ^ (x >>> 14)) >>> 0) / 2 ** 32) * bound);
  };
}

/** Tenths as a number and as text. @param {number} tenths @returns {[number, string]} */
const decimal = (tenths) => [tenths / 10, (tenths / 10).toFixed(1)];

/** Sums that skip what is missing, as SQL's do: of nothing, missing. */
class Sum {
  constructor() {
    this.sum = 0;
    this.count = 0;
  }
  /** @param {number} x */
  add(x) {
    if (Number.isNaN(x)) return;
    this.sum += x;
    this.count++;
  }
  get value() {
    return this.count ? this.sum : NaN;
  }
}

/**
 * So many rows, the table of prices, and the panel that has to come out.
 * @param {number} rows
 */
export function made(rows) {
  const roll = dice(2024);
  const lines = ["province,year,sector,size,sales,cost,staff,note"];
  const groups = Array.from({ length: UNITS.length * YEARS.length * SECTORS.length }, () => ({ sales: new Sum(), cost: new Sum(), staff: new Sum() }));

  for (let row = 0; row < rows; row++) {
    const [unit, year] = [roll(UNITS.length), roll(YEARS.length)];
    const open = SECTORS.map((_, s) => s).filter((s) => !isGap(UNITS[unit], YEARS[year], SECTORS[s]));
    const sector = open[roll(open.length)];
    const size = SHARE_OF_SIZE[roll(10)];
    const staff = 1 + roll(STAFF[size]);
    // A firm's sales a head differ by unit, year and sector, and by luck.
    const [sales, salesText] = decimal(staff * (80 + 7 * (unit % 7) + 6 * year + 15 * sector + roll(90)));
    const [cost, costText] = decimal(Math.round(sales * (6 + roll(4))));
    const [noSales, noCost, noStaff] = [roll(50) === 0, roll(50) === 0, roll(100) === 0];
    const note = roll(400) ? "" : roll(2) ? '"估算, 未审"' : "口径调整";
    lines.push(`${UNITS[unit]},${YEARS[year]},${SECTORS[sector]},${SIZES[size]},${noSales ? "" : salesText},${noCost ? "" : costText},${noStaff ? "" : staff},${note}`);
    if (SIZES[size] === "micro") continue;
    const group = groups[(unit * YEARS.length + year) * SECTORS.length + sector];
    group.sales.add(noSales ? NaN : sales);
    group.cost.add(noCost ? NaN : cost);
    group.staff.add(noStaff ? NaN : staff);
  }

  const priceLines = ["province,year,deflator"];
  const deflators = UNITS.map((unit, u) =>
    YEARS.map((year, y) => {
      const text = (1 + y * 0.02 + (u % 5) * 0.003).toFixed(4);
      const missing = isPriceless(unit, year);
      if (missing !== "no row") priceLines.push(`${unit},${year},${missing ? "" : text}`);
      return missing ? NaN : Number(text);
    }),
  );

  const values = new Float64Array(CELLS).fill(NaN);
  /** @type {(unit: number, year: number, sector: number, measure: string) => number} */
  const at = (unit, year, sector, measure) => (year < 0 ? NaN : values[cellAt(unit, year, sector, MEASURES.indexOf(measure))]);
  /** @type {(unit: number, year: number, sector: number, measure: string, value: number) => void} */
  const put = (unit, year, sector, measure, value) => void (values[cellAt(unit, year, sector, MEASURES.indexOf(measure))] = value);
  /** @param {(unit: number, year: number, sector: number) => void} f */
  const each = (f) => UNITS.forEach((_, unit) => YEARS.forEach((_, year) => SECTORS.forEach((_, sector) => f(unit, year, sector))));
  each((unit, year, sector) => {
    const { sales, cost, staff } = groups[(unit * YEARS.length + year) * SECTORS.length + sector];
    put(unit, year, sector, "per_head", sales.value / staff.value / deflators[unit][year]);
    put(unit, year, sector, "cost_share", cost.value / sales.value);
  });
  each((unit, year, sector) => {
    const mine = at(unit, year, sector, "per_head");
    put(unit, year, sector, "growth", mine / at(unit, year - 1, sector, "per_head") - 1);
    if (!Number.isNaN(mine)) put(unit, year, sector, "rank", 1 + UNITS.filter((_, other) => at(other, year, sector, "per_head") > mine).length);
  });

  const bytes = (/** @type {string[]} */ all) => new TextEncoder().encode(`${all.join("\n")}\n`);
  return { sales: bytes(lines), prices: bytes(priceLines), values };
}

/**
 * What is not the same in two panels: 1e-9 relative, missing where missing.
 * @param {ArrayLike<number>} got @param {ArrayLike<number>} wanted
 */
export function differences(got, wanted) {
  const found = [];
  for (let unit = 0; unit < UNITS.length; unit++) {
    for (let period = 0; period < YEARS.length; period++) {
      for (let sector = 0; sector < SECTORS.length; sector++) {
        for (let measure = 0; measure < MEASURES.length; measure++) {
          const at = cellAt(unit, period, sector, measure);
          const [a, b] = [got[at], wanted[at]];
          const same = Number.isNaN(b) ? Number.isNaN(a) : Math.abs(a - b) <= 1e-9 * Math.abs(b);
          if (!same) found.push(`${UNITS[unit]} ${YEARS[period]} ${SECTORS[sector]} ${MEASURES[measure]}: ${a}, not ${b}`);
        }
      }
    }
  }
  return found;
}
