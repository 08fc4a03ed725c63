//! Named groups of places, which tables print as subtotals among the places: 武汉城市圈, 苏南地区, 宜荆荆.

use super::{accepted, fold, Place};
use crate::text::tidy;

/// What ends the name of a group of places.
const ENDS: [&str; 8] = ["城市圈", "都市圈", "城市群", "经济圈", "经济带", "生活圈", "旅游圈", "三角洲"];
/// Groups that are known by a name of their own.
const NAMED: &str = "长株潭 苏锡常 江浙沪 江浙沪皖 宁镇扬 杭绍甬 厦漳泉 郑汴洛 广佛肇 深莞惠 珠中江 长吉图 哈长 沈大 关中 晋冀鲁豫 关中平原 东南沿海 沿海地区 内陆地区 粤东西北";
/// Provinces by the mark that names a part of them: 苏南, 鄂西北.
const PROVINCES: &str = "苏浙皖闽赣鲁豫鄂湘粤桂琼川渝陕冀晋辽滇";
/// Names of that form that are cities, counties or provinces.
const PLACES: &str = "晋中 辽中 湘西 桂东 渝中 渝北 陕西";
/// What ends the name of one place.
const TAILS: [&str; 12] = ["市", "县", "区", "自治州", "州", "盟", "旗", "省", "镇", "乡", "街道", "林区"];
/// So few characters of other names are no sign that a name is put together from them.
const FEWEST: usize = 3;
/// Nor are they among so many names, or in a name of so many characters.
const MOST_OTHERS: usize = 100;
const LONGEST: usize = 8;

/// Whether a name is that of a group of places: 武汉城市圈, 长株潭, 苏北地区. It is no place beside those that are in it.
pub fn is_group(name: &str) -> bool {
    let text: String = fold(name).chars().filter(|c| c.is_alphanumeric()).collect();
    let bare = text.strip_suffix("地区").unwrap_or(&text);
    let ends = ENDS.iter().any(|end| text.len() > end.len() && text.ends_with(end));
    let named = NAMED.split_ascii_whitespace().any(|name| name == text || name == bare);
    ends || named || is_part_of_province(bare)
}

/// Whether a name is the mark of a province and a direction: 苏南, 鄂西北.
fn is_part_of_province(text: &str) -> bool {
    let mut characters = text.chars();
    let marked = characters.next().is_some_and(|first| PROVINCES.contains(first));
    let direction = characters.as_str();
    let directed = (1..=2).contains(&direction.chars().count()) && direction.chars().all(|c| "东西南北中".contains(c));
    let place = PLACES.split_ascii_whitespace().any(|place| place == text);
    marked && directed && !place && !matches!(accepted(text), Some(Place::Province(_)))
}

/// Whether a name is put together from the first characters of others, each of another one: 宜荆荆 of 宜昌, 荆州 and 荆门. Of
/// many names, or of long ones, that is chance.
pub fn is_put_together<'a>(name: &str, others: impl ExactSizeIterator<Item = &'a str>) -> bool {
    if others.len() > MOST_OTHERS || name.chars().count() > LONGEST {
        return false;
    }
    let name = tidy(name.trim());
    let characters: Vec<char> = name.chars().collect();
    let chinese = characters.iter().all(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
    if characters.len() < FEWEST || !chinese || TAILS.iter().any(|tail| name.ends_with(tail)) {
        return false;
    }
    let mut left = characters;
    let first = |other: &str| other.trim().chars().next();
    for begin in others.filter(|other| other.trim() != name).filter_map(first) {
        if let Some(at) = left.iter().position(|c| *c == begin) {
            left.remove(at);
        }
    }
    left.is_empty()
}

#[cfg(test)]
mod tests {
    use super::{is_group, is_put_together};

    #[test]
    fn groups_and_places() {
        for name in
            ["武汉城市圈", "襄阳都市圈", "长江中游城市群", "成渝双城经济圈", "长株潭", "苏南", "苏 北", "鄂西北地区"]
        {
            assert!(is_group(name), "{name}");
        }
        for name in
            ["", "武汉市", "都市圈", "陕西", "湘西", "晋中", "晋中市", "海南", "苏州", "苏南瑞丽航空", "中南", "China"]
        {
            assert!(!is_group(name), "{name}");
        }
    }

    #[test]
    fn names_put_together_from_others() {
        let cities = ["武汉市", "襄阳市", "宜昌市", "荆州市", "荆门市", "十堰市", "随州市", "神农架林区", "宜荆荆"];
        let together = |name| is_put_together(name, cities.iter().copied());
        assert!(together("宜荆荆") && together("襄十随神"));
        // Two cities begin so, not three; a place keeps its tail; two characters may be anything.
        for name in ["荆荆荆", "宜荆荆市", "宜荆", "神农架", "武汉", "宜 A 荆", ""] {
            assert!(!together(name), "{name}");
        }
    }
}
