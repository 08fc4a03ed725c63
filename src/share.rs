//! Whether a unit of measure is that of a share: per cent and its like, however they are written.

/// The parts in the whole that a share is counted in: 100 of a percentage or of percentage points, 1000 of a permille. None
/// of an amount. However it is written: `%`, `％`, ` ‰ `, 个百分点, "per cent", "% of GDP".
pub(crate) fn share_of(measure: &str) -> Option<f64> {
    let plain = plain(measure);
    let mut words = plain.split(|c: char| !c.is_ascii_alphabetic()).filter(|w| !w.is_empty()).peekable();
    let (mut hundred, mut thousand) = (false, false);
    while let Some(word) = words.next() {
        let next = *words.peek().unwrap_or(&"");
        hundred |= matches!(word, "percent" | "percentage" | "pct") || (word, next) == ("per", "cent");
        thousand |= matches!(word, "permille" | "promille") || (word, next) == ("per", "mille");
    }
    let has = |signs: &[&str]| signs.iter().any(|sign| plain.contains(sign));
    match () {
        () if thousand || has(&["‰", "千分"]) => Some(1000.0),
        () if hundred || has(&["%", "百分"]) => Some(100.0),
        () => None,
    }
}

/// A text as it is compared: full-width signs as their ASCII ones, in lower case.
pub(crate) fn plain(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        '﹪' => '%',
        '﹦' => '=',
        c => c.to_ascii_lowercase(),
    };
    text.trim().chars().map(narrow).map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_however_they_are_written() {
        let percent = [
            "%",
            "％",
            "﹪",
            " % ",
            "（%）",
            "百分点",
            "个百分点",
            "百分比",
            "percent",
            "Per cent",
            "per  cent",
            "ｐｅｒｃｅｎｔ",
            "percentage points",
            "pct",
            "% of GDP",
            "占GDP的％",
        ];
        assert_eq!(percent.map(share_of), [Some(100.0); 16]);
        assert_eq!(["‰", " ‰", "per mille", "permille", "千分点"].map(share_of), [Some(1000.0); 5]);
        let amounts =
            ["", "元", "万人", "亿元", "人/万人", "上年=100", "percentile", "per capita", "centimetres", "件"];
        assert_eq!(amounts.map(share_of), [None; 10]);
    }
}
