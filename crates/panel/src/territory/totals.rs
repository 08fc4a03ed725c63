//! Rows of totals among units that are looked up nowhere: cities, counties, firms, countries.

use super::{accepted, is_group, Kind, ALL};
use super::{fold, Place, TOTALS};

/// What a table calls the row of all its units, or of those that it does not name.
const WORDS: &str = "合计 总计 共计 小计 总数 总和 汇总 累计 全部 全省 全市 全县 全区 全州 全盟 全旗 全国 全球 世界 全世界 平均 均值 平均值 平均数 中位数";
/// The same in English, without spaces.
const ENGLISH: &str =
    "total totals grandtotal subtotal sum overall all average mean median world worldtotal grandsum alltotal";
/// What a table calls the rest of a whole: what belongs to the whole itself, and what no unit is named for.
const RESTS: &str = "市直 市本级 省直 省本级 州直 州本级 县直 县本级 区直 区本级 盟直 本级 其他 其它 其他地区 其它地区 不分地区 省直属 市直属 市辖区";
/// What ends the name of such a row: 其他城市合计, 全省平均.
const ENDS: [&str; 11] =
    ["合计", "总计", "共计", "小计", "总数", "总和", "合计数", "平均", "均值", "平均值", "平均水平"];
/// What begins it, whatever follows: 合计（不含武汉）.
const HEADS: [&str; 2] = ["合计", "总计"];
/// What begins the name of one whose end says that it is one: 全省总体.
const BEGINS: [&str; 8] = ["全省", "全市", "全州", "全盟", "全县", "全区", "全国", "全部"];
const WHOLES: &str = "总体 整体 城市 地市 地区 各市 各县 企业 单位 国家 总量";

/// Whether a name among free units is that of a total, a subtotal, an average or a named group of places.
///
/// `China` and 中国 are countries here, and `East` may be anything: of the totals among provinces only those count whose
/// Chinese name can be nothing else.
pub fn is_total(name: &str) -> bool {
    let folded = fold(name);
    let text: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    let one_of = |words: &str, text: &str| words.split_ascii_whitespace().any(|word| word == text);
    if text.is_empty() {
        return false;
    }
    if text.is_ascii() {
        return one_of(ENGLISH, &text) || spelt(name);
    }
    // Of 合计 Total the first half says it.
    let chinese: String = text.chars().filter(|c| !c.is_ascii_alphabetic()).collect();
    let ends = ENDS.iter().any(|end| chinese.ends_with(end)) || HEADS.iter().any(|head| chinese.starts_with(head));
    let begins = BEGINS.iter().filter_map(|begin| chinese.strip_prefix(begin)).any(|rest| one_of(WHOLES, rest));
    let country = ["中国", "中华人民共和国"].contains(&&*chinese);
    // Most names begin as no total does.
    let begins_so = |total: &&super::Total| {
        let mut names = total.further.split_ascii_whitespace().chain([total.zh]);
        names.any(|name| name.chars().next() == chinese.chars().next())
    };
    let total = || TOTALS.iter().filter(begins_so).any(|total| Place::Total(total).is_written(&chinese));
    one_of(WORDS, &chinese) || one_of(RESTS, &chinese) || ends || begins || is_group(&chinese) || (!country && total())
}

/// Whether a name among units is that of what is left of a whole: 市直, 其他. Such a row is no unit, and counts in the sum.
pub fn is_rest(name: &str) -> bool {
    let folded = fold(name);
    let text: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    let others = ["其他", "其它"].iter().any(|begin| text.starts_with(begin)) && is_total(name);
    RESTS.split_ascii_whitespace().any(|word| word == text) || others
}

/// Whether the words of an English name say it: "Total, all cities", "Provincial total".
fn spelt(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let words: Vec<&str> = name.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty()).collect();
    let ends = words.len() > 1 && words.last().is_some_and(|last| ["total", "subtotal", "average"].contains(last));
    let begins = matches!(words[..], ["total" | "subtotal" | "average", "of" | "for" | "all" | "over", ..])
        || matches!(words[..], ["all", "cities" | "countries" | "units" | "firms" | "regions" | "counties" | "other"]);
    ends || begins
}

/// Whether a name is that of a whole province, which among its own cities is a total.
pub fn is_whole_province(name: &str) -> bool {
    let text = fold(name);
    let whole = |place| matches!(place, Place::Province(t) if matches!(t.kind, Kind::Province | Kind::Autonomous));
    ALL.iter().any(|territory| text.starts_with(territory.zh)) && accepted(&text).is_some_and(whole)
}

#[cfg(test)]
mod tests {
    use super::is_total;

    #[rustfmt::skip]
    const TOTALS: &[&str] = &[
        "合计", "合 计", "总　计", "其他城市合计", "全省合计", "全省", "全市", "小计", "湖北省合计", "合计：",
        "（合计）", "全省平均", "全省总体", "合计 Total", "全国 National", "合计（不含武汉）", "全省平均水平",
        "合计数", "長三角", "东部地区", "Total", "TOTAL", "Grand total", "Sub-total", "Provincial total",
        "Total, all cities", "Total of above", "World", "Average", "OECD - Total", "All countries", "全国", "全州", "全 州", "市直", "市本级", "全州合计",
    ];

    #[rustfmt::skip]
    const OTHERS: &[&str] = &[
        "", "武汉市", "全州县", "合肥", "总部基地", "中国", "China", "East", "湖北省", "TotalEnergies", "Total SE",
        "Allianz", "平均律科技", "All Nippon Airways", "均安镇", "小计村", "Mean Well", "—", "42",
        "Central African Republic",
    ];

    #[test]
    fn totals_among_cities_countries_and_firms() {
        for name in TOTALS {
            assert!(is_total(name), "{name}");
        }
        for name in OTHERS {
            assert!(!is_total(name), "{name}");
        }
    }
}
