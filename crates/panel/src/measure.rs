//! Units of measure as tables write them: 亿元, 万人, 元/人, "1e8 yuan", 合计（人年）.

/// A unit of measure: so many times a noun, perhaps per another.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    times: f64,
    noun: String,
    per: Option<Box<Measure>>,
}

/// Multiples, longer ones first.
const MULTIPLES: [(&str, f64); 9] = [
    ("万亿", 1e12),
    ("千万", 1e7),
    ("百万", 1e6),
    ("十万", 1e5),
    ("亿", 1e8),
    ("万", 1e4),
    ("千", 1e3),
    ("百", 1e2),
    ("十", 1e1),
];

/// Nouns that are units of measure; after them, those whose first character is a multiple too.
const NOUNS: &str = "元 人民币元 美元 欧元 人 人次 人年 人月 人日 户 家 个 件 项 篇 册 种 台 套 辆 架 艘 吨 吨标准煤 千克 公斤 克 公里 千米 米 平方米 \
    平方公里 平方千米 公顷 亩 立方米 升 千瓦 千瓦时 瓦 度 岁 年 月 日 天 小时 分钟 次 所 座 只 头 箱 页 张 株 部 处 位 名 起 期 场 条 份 枚 笔 人民币 \
    % ％ ‰ 百分点 个百分点 倍 元/人";

/// English nouns, and the Chinese ones that the project writes.
const ENGLISH: [(&str, &str); 22] = [
    ("yuan", "元"),
    ("rmb", "元"),
    ("cny", "元"),
    ("usd", "美元"),
    ("dollars", "美元"),
    ("persons", "人"),
    ("person", "人"),
    ("people", "人"),
    ("person-years", "人年"),
    ("person-year", "人年"),
    ("man-years", "人年"),
    ("households", "户"),
    ("tons", "吨"),
    ("tonnes", "吨"),
    ("km", "公里"),
    ("items", "件"),
    ("pieces", "件"),
    ("percent", "%"),
    ("years", "年"),
    ("papers", "篇"),
    ("units", "个"),
    ("enterprises", "家"),
];

impl Measure {
    /// What a unit of measure says; none where it is not one.
    pub fn parse(text: &str) -> Option<Measure> {
        let text = text.trim();
        if let Some((over, per)) = text.split_once(['/', '／']) {
            // Below the line anything countable may stand, multiples with it: 件/万人.
            return Some(Measure { per: Some(Box::new(Measure::plain(per)?)), ..Measure::plain(over)? });
        }
        Measure::plain(text)
    }

    fn plain(text: &str) -> Option<Measure> {
        let text = text.trim();
        let is_noun = |noun: &str| NOUNS.split_ascii_whitespace().any(|known| known == noun);
        let make = |times, noun: &str| Some(Measure { times, noun: one_name(noun).to_owned(), per: None });
        if is_noun(text) {
            return make(1.0, text);
        }
        for (word, times) in MULTIPLES {
            if let Some(noun) = text.strip_prefix(word).filter(|noun| is_noun(noun)) {
                return make(times, noun);
            }
        }
        let (times, noun) = match text.split_once(' ') {
            Some((number, noun)) => (multiple(number)?, noun),
            None => (1.0, text),
        };
        let noun = noun.trim();
        let english = noun.to_ascii_lowercase();
        match ENGLISH.iter().find(|(known, _)| *known == english) {
            Some((_, chinese)) => make(times, chinese),
            None if is_noun(noun) => make(times, noun),
            None => None,
        }
    }

    /// Whether it is its noun alone, no multiple of it and by nothing.
    pub fn is_plain(&self) -> bool {
        self.times == 1.0 && self.per.is_none()
    }

    /// So many of its nouns, with what they are by.
    fn is_same(&self, other: &Measure) -> bool {
        self.factor_to(other).is_some_and(|factor| (factor - 1.0).abs() < 1e-12)
    }

    /// The unit of figures that were multiplied by a number.
    pub fn after(mut self, scale: f64) -> Measure {
        match &mut self.per {
            Some(per) if self.times < scale => per.times *= scale,
            _ => self.times /= scale,
        }
        self
    }

    /// One unit of measure by another.
    pub fn quotient(above: &str, below: &str) -> Option<Measure> {
        let (above, below) = (Measure::parse(above)?, Measure::parse(below)?);
        (above.per.is_none() && below.per.is_none()).then(|| Measure { per: Some(Box::new(below)), ..above })
    }

    /// What figures in this unit are multiplied by to be in the other; none where they measure different things.
    pub fn factor_to(&self, wanted: &Measure) -> Option<f64> {
        let same = self.noun == wanted.noun;
        match (&self.per, &wanted.per) {
            (Some(per), Some(other)) if same && per.noun == other.noun => {
                Some(self.times * other.times / (per.times * wanted.times))
            }
            // The same by the same is a number, and as such a percentage.
            (Some(per), None) if self.noun == per.noun && matches!(&*wanted.noun, "%" | "％") => {
                Some(100.0 * self.times / per.times)
            }
            (None, None) if same => Some(self.times / wanted.times),
            _ => None,
        }
    }

    /// As the project writes it: 亿元, 万人.
    pub fn written(&self) -> String {
        let multiple = MULTIPLES.iter().find(|(_, times)| *times == self.times).map(|(word, _)| *word);
        let plain = match (self.times, multiple) {
            (1.0, _) => self.noun.clone(),
            (_, Some(multiple)) => format!("{multiple}{}", self.noun),
            (times, None) => format!("{times} {}", self.noun),
        };
        match &self.per {
            Some(per) => format!("{plain}/{}", per.written()),
            None => plain,
        }
    }
}

/// One name of units of measure that have several.
fn one_name(noun: &str) -> &str {
    match noun {
        "％" => "%",
        "人民币" | "人民币元" => "元",
        "个百分点" => "百分点",
        "千克" => "公斤",
        "千米" => "公里",
        "平方千米" => "平方公里",
        other => other,
    }
}

/// A number that a unit of measure may be a multiple by: a hundred, a thousand and so on. 2022 is a year.
fn multiple(written: &str) -> Option<f64> {
    let number = written.replace(',', "").parse::<f64>().ok().filter(|n| (1.0..1e15).contains(n))?;
    (2..15).map(|power| 10_f64.powi(power)).chain([1.0]).find(|power| *power == number)
}

/// Whether two units of measure, as written, are one: 亿元 and 1e8 yuan, and what is written alike. Where none is stated,
/// nothing says that they are.
pub fn agree(one: &str, other: &str) -> bool {
    let parsed = || Some(Measure::parse(one)?.is_same(&Measure::parse(other)?));
    one == other || parsed() == Some(true)
}

/// How many of the one unit of measure are one of the other, where they measure the same thing: 10000 万元 are 1 亿元.
pub fn conversion(one: &str, other: &str) -> Option<(String, String, f64)> {
    let factor = Measure::parse(one)?.factor_to(&Measure::parse(other)?)?;
    Some(if factor >= 1.0 {
        (one.to_owned(), other.to_owned(), factor)
    } else {
        (other.to_owned(), one.to_owned(), 1.0 / factor)
    })
}

/// What a ratio of figures in two units of measure is in, and the factor that brings it there: in the unit that is wanted,
/// or in one that reads well (亿元 by 万人 is 元/人, 件 by 万人 stays 件/万人, 万元 by 亿元 is %). None where they do not fit.
pub fn quotient(above: &str, below: &str, wanted: Option<&str>) -> Option<(String, f64)> {
    let has = Measure::quotient(above, below)?;
    let below = has.per.as_deref()?;
    let wanted = match wanted {
        Some(wanted) => Measure::parse(wanted)?,
        None if has.noun == below.noun => Measure::parse("%")?,
        None => {
            let times = if has.times < below.times { below.times } else { 1.0 };
            let per = Some(Box::new(Measure { times, ..below.clone() }));
            Measure { times: 1.0, noun: has.noun.clone(), per }
        }
    };
    Some((wanted.written(), has.factor_to(&wanted)?))
}

/// A header that ends in its unit of measure, as name and unit: 合计（人年）.
pub fn in_header(header: &str) -> Option<(&str, &str)> {
    let header = header.trim();
    for (open, close) in [('（', '）'), ('(', ')'), ('[', ']'), ('【', '】'), ('（', ')'), ('(', '）')] {
        if let Some((name, inside)) = header.strip_suffix(close).and_then(|rest| rest.rsplit_once(open)) {
            let inside = inside.trim().trim_start_matches("单位：").trim_start_matches("单位:").trim();
            if !name.trim().is_empty() && Measure::parse(inside).is_some() {
                return Some((name.trim(), inside));
            }
        }
    }
    None
}

/// Before the unit of measure in a line or cell that states it, longer ones first.
const SIGNS: [&str; 8] = ["计量单位：", "计量单位:", "单位：", "单位:", "Units: ", "units: ", "Unit: ", "unit: "];

/// Whether a cell does nothing but state the unit of measure: 单位：万元, with or without brackets.
pub fn states_unit(cell: &str) -> bool {
    let cell = cell.trim().trim_start_matches(['（', '(', '[', '【']);
    SIGNS.iter().any(|sign| cell.strip_prefix(sign).is_some_and(|unit| !unit.trim().is_empty()))
}

/// The unit of measure that a line beside the table states: "单位：亿元", "# ... 1e8 yuan". One only: of "亿元，万人" nobody
/// knows which is whose.
pub fn in_remark(line: &str) -> Option<String> {
    for sign in SIGNS {
        if let Some((_, after)) = line.split_once(sign) {
            let end = after.find(['）', ')', ']', '】', '\t']).unwrap_or(after.len());
            let mut units = after[..end].split([',', '，', '；', ';', '、', ' ', '　']).map(str::trim);
            let first = units.next().filter(|unit| Measure::parse(unit).is_some());
            let whole = Measure::parse(&after[..end]).map(|_| after[..end].trim());
            let alone = units.all(|unit| Measure::parse(unit).is_none());
            if let Some(unit) = whole.or(first.filter(|_| alone)) {
                return Some(unit.to_owned());
            }
        }
    }
    at_end_of_comment(line).map(|(_, measure)| measure)
}

/// What a comment says before the unit of measure that it ends in, and that unit: "# https://... 1e8 yuan". A number and a
/// word at the end of a sentence are none: "# by the office of 10000 persons"; nor are they at the end of a title. Only 1e8,
/// which nobody counts in, says what it is without an address before it.
pub fn at_end_of_comment(line: &str) -> Option<(String, String)> {
    let words: Vec<&str> = line.trim_start().strip_prefix('#')?.split_ascii_whitespace().collect();
    let [before @ .., number, noun] = &words[..] else { return None };
    let source = before.last().is_some_and(|word| word.contains("://"));
    multiple(number).filter(|_| source || number.contains(['e', 'E']))?;
    Some((before.join(" "), Measure::parse(&format!("{number} {noun}"))?.written()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tables_write() {
        let times = |text: &str| Measure::parse(text).map(|m| (m.times, m.noun));
        assert_eq!(times("亿元"), Some((1e8, "元".into())));
        assert_eq!(times("万亿元"), Some((1e12, "元".into())));
        assert_eq!(times("千瓦时"), Some((1.0, "千瓦时".into())));
        assert_eq!(times("亿千瓦时"), Some((1e8, "千瓦时".into())));
        assert_eq!(times("1e8 yuan"), Some((1e8, "元".into())));
        assert_eq!(times("10,000 persons"), Some((1e4, "人".into())));
        for text in [
            "",
            "合计",
            "current prices",
            "2022",
            "-1 yuan",
            "元人",
            "亿",
            "2022 年",
            "2000 persons",
            "10 年",
            "inf 人",
        ] {
            assert_eq!(Measure::parse(text), None, "{text}");
        }
        assert_eq!(Measure::parse("件/万人").unwrap().written(), "件/万人");
        assert_eq!(Measure::parse("1e8 yuan").unwrap().written(), "亿元");
    }

    #[test]
    fn where_tables_write_it() {
        assert_eq!(in_header("合计（人年）"), Some(("合计", "人年")));
        assert_eq!(in_header("GDP (亿元)"), Some(("GDP", "亿元")));
        assert_eq!(in_header("GDP (current prices)"), None);
        assert_eq!(in_header("（人年）"), None);
        assert_eq!(in_remark("表1　各地区情况　单位：万元"), Some("万元".into()));
        assert_eq!(
            in_remark(
                "# China national bureau of statistics:https://data.stats.gov.cn/easyquery.htm?cn=E0103 1e8 yuan"
            ),
            Some("亿元".into())
        );
        assert_eq!(in_remark("# 1e4 persons"), Some("万人".into()));
        assert_eq!(in_remark("（计量单位: 亿元）"), Some("亿元".into()));
        assert_eq!(in_remark("单位：亿元 统计局"), Some("亿元".into()));
        // A number and a word at the end of a line need not be a unit of measure, and of two nobody knows which.
        for line in [
            "各地区研究与试验发展经费 2022 年",
            "各地区研究与试验发展经费 10000 人",
            "# 2022 年",
            "# by the office of 10000 persons",
            "# a survey of 1000 persons",
            "# 100 enterprises",
            "# sample: 1000 persons",
            "# table 3",
            "单位：亿元，万人",
            "单位：亿元、万人",
            "单位：亿元 万人",
        ] {
            assert_eq!(in_remark(line), None, "{line}");
        }
        assert!(
            states_unit("单位：万元")
                && states_unit("（单位：万元）")
                && !states_unit("单位")
                && !states_unit("单位：")
        );
        assert_eq!(in_remark(""), None);
    }

    #[test]
    fn two_units_of_measure_that_are_one() {
        assert!(
            agree("亿元", "1e8 yuan")
                && agree("％", "%")
                && agree("", "")
                && agree("指数", "指数")
                && agree("元", "人民币元")
        );
        for (one, other) in
            [("亿元", "万元"), ("亿元", ""), ("亿元", "亿美元"), ("人", "人年"), ("元/人", "元"), ("%", "百分点")]
        {
            assert!(!agree(one, other), "{one} {other}");
        }
        assert_eq!(conversion("亿元", "万元"), Some(("亿元".into(), "万元".into(), 1e4)));
        assert_eq!(conversion("万元", "亿元"), Some(("亿元".into(), "万元".into(), 1e4)));
        assert_eq!(conversion("亿元", "亿美元"), None);
        let scaled = |above, below, scale| Measure::quotient(above, below).unwrap().after(scale).written();
        assert_eq!(scaled("亿元", "万人", 1e4), "万元/万人");
        assert_eq!(scaled("件", "人", 1e4), "件/万人");
    }

    #[test]
    fn what_a_ratio_is_in() {
        let of = |above, below, wanted| quotient(above, below, wanted);
        assert_eq!(of("亿元", "万人", None), Some(("元/人".into(), 1e4)));
        assert_eq!(of("件", "万人", None), Some(("件/万人".into(), 1.0)));
        assert_eq!(of("万元", "亿元", None), Some(("%".into(), 0.01)));
        assert_eq!(of("亿元", "万人", Some("万元/人")), Some(("万元/人".into(), 1.0)));
        assert_eq!(of("亿元", "万人", Some("吨/人")), None);
        assert_eq!(of("亿元", "", None), None);
        assert_eq!(of("元/人", "万人", None), None);
    }

    #[test]
    fn from_one_unit_to_another() {
        let factor = |above, below, wanted| Measure::quotient(above, below)?.factor_to(&Measure::parse(wanted)?);
        assert_eq!(factor("亿元", "万人", "元/人"), Some(1e4));
        assert_eq!(factor("亿元", "万人", "万元/人"), Some(1.0));
        assert_eq!(factor("件", "人", "件/万人"), Some(1e4));
        assert_eq!(factor("亿元", "万元", "%"), Some(1e6));
        assert_eq!(factor("亿元", "万人", "%"), None);
        assert_eq!(factor("亿元", "万人", "美元/人"), None);
        assert_eq!(factor("亿元", "", "元/人"), None);
    }
}
