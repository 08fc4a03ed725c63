/** Two ready frameworks that any district can fill with its own figures: firms by rung, carriers by stage. */

/** @typedef {import("../api/types.js").Text} Text */
/** @typedef {{ id: string, name: Text, unit: string, kinds: string[], words: string[], without?: string[] }} Slot what a figure must be to fit: of one of the kinds, its phrase with one of the words */
/** @typedef {{ id: string, name: Text, groups: { id: string, name: Text, slots: Slot[] }[] }} Ladder */

const NEW = ["new"];
const STOCK = ["level", "cumulative"];

/** Rungs from below, with the words that reports use. @type {[string, Text, string[]][]} */
const RUNGS = [
  ["small", { zh: "科技型中小企业", en: "Small technology firms" }, ["科技型中小企业"]],
  ["high_tech", { zh: "高新技术企业", en: "High-tech enterprises" }, ["高新技术企业"]],
  ["eaglet", { zh: "雏鹰企业", en: "Eaglet firms" }, ["雏鹰"]],
  ["gazelle", { zh: "瞪羚企业", en: "Gazelle firms" }, ["瞪羚"]],
  ["giant", { zh: "国家级专精特新“小巨人”企业", en: "Little giants (specialised firms, national level)" }, ["小巨人", "国家级专精特新"]],
];

/** Stages from the first idea to the park. @type {[string, Text, string[], string[]][]} */
const STAGES = [
  ["space", { zh: "众创空间", en: "Makerspaces" }, ["众创空间"], ["孵化器", "加速器"]],
  ["incubator", { zh: "科技企业孵化器", en: "Incubators" }, ["孵化器"], ["众创空间", "加速器"]],
  ["accelerator", { zh: "加速器", en: "Accelerators" }, ["加速器"], ["众创空间", "孵化器"]],
  ["park", { zh: "科技园区", en: "Science parks" }, ["科技园", "产业园", "园区"], ["众创空间", "孵化器", "加速器"]],
];

/** @type {Ladder[]} */
export const LADDERS = [
  {
    id: "firms",
    name: { zh: "企业梯队：雏鹰—瞪羚—小巨人", en: "Firms by rung: eaglet, gazelle, little giant" },
    groups: [
      { id: "firms_new", name: { zh: "当年新增", en: "New this year" }, slots: RUNGS.map(([id, { zh, en }, words]) => ({ id: `${id}_new`, name: { zh: `新增${zh}`, en: `${en}, new` }, unit: "家", kinds: NEW, words })) },
      { id: "firms_stock", name: { zh: "年末实有", en: "At the end of the year" }, slots: RUNGS.map(([id, name, words]) => ({ id: `${id}_stock`, name, unit: "家", kinds: STOCK, words })) },
    ],
  },
  {
    id: "carriers",
    name: { zh: "孵化链条：众创空间—孵化器—加速器—园区", en: "Carriers by stage: makerspace, incubator, accelerator, park" },
    groups: [
      {
        id: "carriers_stock",
        name: { zh: "载体数", en: "Carriers" },
        slots: [
          ...STAGES.map(([id, name, words, without]) => ({ id: `${id}_stock`, name, unit: "家", kinds: STOCK, words, without })),
          { id: "carrier_all", name: { zh: "省级以上科技孵化载体", en: "Carriers of provincial level or above" }, unit: "家", kinds: STOCK, words: ["孵化载体"] },
        ],
      },
      {
        id: "carriers_firms",
        name: { zh: "在孵与毕业", en: "Firms inside and graduated" },
        slots: [
          { id: "tenants", name: { zh: "在孵企业", en: "Firms in incubation" }, unit: "家", kinds: STOCK, words: ["在孵企业"] },
          { id: "graduates", name: { zh: "毕业企业", en: "Graduated firms" }, unit: "家", kinds: [...STOCK, ...NEW], words: ["毕业企业"] },
        ],
      },
    ],
  },
];

/** @param {Ladder} ladder */
export const slotsOf = ({ groups }) => groups.flatMap(({ slots }) => slots);
