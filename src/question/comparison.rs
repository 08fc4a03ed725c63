//! Whether two periods may be compared, and which indicators are why not.

use crate::index::Model;
use crate::period::{Frequency, Period};
use crate::text::Text;
use crate::Result;

/// More names than this are not written out.
const MOST_NAMED: usize = 5;

/// A period in words: "2022年", "2022年第1季度", "2022年3月"; in English as it is written.
pub(super) fn named(period: Period) -> Text {
    let written = period.to_string();
    let (year, part) = written.split_at(written.len().min(4));
    let zh = match period.frequency() {
        Frequency::Year => format!("{written}年"),
        Frequency::Quarter => format!("{year}年第{}季度", part.trim_start_matches('Q')),
        Frequency::Month => format!("{year}年{}月", part.trim_start_matches(['-', '0'])),
    };
    Text::new(zh, written)
}

/// Why ranks and scores of two periods are not compared: which indicators below a node the one lacks and the other has.
pub(super) fn why_not(model: &Model, node: usize, before: Period, now: Period) -> Result<Option<Text>> {
    let lacking = [model.lacking(node, before)?, model.lacking(node, now)?];
    let only = |own: usize| lacking[own].iter().filter(|id| !lacking[1 - own].contains(id)).copied().collect();
    let gaps: [(Period, Vec<&str>); 2] = [(now, only(1)), (before, only(0))];
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    for (period, ids) in gaps.iter().filter(|(_, ids)| !ids.is_empty()) {
        let (names, period) = (names(model, ids), named(*period));
        zh.push(format!("{}没有{}的数据", period.zh, names.zh));
        en.push(format!("{} has no data on {}", period.en, names.en));
    }
    if zh.is_empty() {
        return Ok(None);
    }
    let (before, now) = (named(before), named(now));
    Ok(Some(Text::new(
        format!("{}不与{}比较，两期可用的指标不同：{}。", now.zh, before.zh, zh.join("，")),
        format!(
            "{} is not compared with {}, because the available indicators differ: {}.",
            now.en,
            before.en,
            en.join("; ")
        ),
    )))
}

/// The names of indicators in a row; of many the first, and how many there are.
fn names(model: &Model, ids: &[&str]) -> Text {
    let indicators = model.indicator_names(ids);
    let or_other = |own: &str, other: &str| if own.is_empty() { other.to_owned() } else { own.to_owned() };
    let zh: Vec<String> = indicators.iter().take(MOST_NAMED).map(|n| or_other(&n.zh, &n.en)).collect();
    let en: Vec<String> = indicators.iter().take(MOST_NAMED).map(|n| or_other(&n.en, &n.zh)).collect();
    let (mut zh, mut en) = (zh.join("、"), en.join(", "));
    if ids.len() > MOST_NAMED {
        zh += &format!("等{}项指标", ids.len());
        en += &format!(" and others ({} in all)", ids.len());
    }
    Text::new(zh, en)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_named_as_people_write_them() {
        let zh = |written: &str| named(written.parse().unwrap()).zh;
        assert_eq!([zh("2022"), zh("2022Q3"), zh("2022-03")], ["2022年", "2022年第3季度", "2022年3月"]);
    }
}
