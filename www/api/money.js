/**
 * Whether a unit of measure is money, or money for something: 亿元, 元/人, million US dollars. Growth of it is nominal unless it is deflated.
 * @param {string} measure
 */
export const isMoney = (measure) =>
  /^[十百千万亿]*(元|人民币|美元|欧元|日元|港元|港币|新台币)([/／].*)?$|^(thousand |million |billion )*(yuan|rmb|cny|us ?dollars?|dollars?|us\$|usd|euros?|eur|yen)\b/i.test(measure.normalize("NFKC").trim());
