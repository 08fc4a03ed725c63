//! A text in the two languages of every page: Chinese first, English second.

use serde::Serialize;

/// One text in Chinese and in English.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Simplified Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

crate::json::readable!(Text { zh, en });
crate::json::shown!(Text { zh, en });

impl Text {
    /// A text from its two halves.
    pub fn new(zh: impl AsRef<str>, en: impl AsRef<str>) -> Self {
        Text::copy(zh.as_ref(), en.as_ref())
    }

    #[inline(never)]
    fn copy(zh: &str, en: &str) -> Self {
        Text { zh: zh.to_owned(), en: en.to_owned() }
    }

    /// A text that is the same in both languages: an id, a free-text label.
    pub fn same(text: &str) -> Self {
        Text::new(text, text)
    }
}

/// A whole number as data frames with gaps write it: `42` of `42.0`; anything else as it is.
#[cfg(feature = "reader")]
pub(crate) fn whole(written: &str) -> &str {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match written.split_once('.') {
        Some((whole, part)) if digits(whole) && !part.is_empty() && part.bytes().all(|b| b == b'0') => whole,
        _ => written,
    }
}

/// White space, and what is not to be seen at all.
#[cfg(feature = "reader")]
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// A name without the white space that means nothing: between two Chinese characters, around the name, and what is not to be
/// seen; of the rest one space. 武　汉 is 武汉, and `New  York` is `New York`.
#[cfg(feature = "reader")]
pub(crate) fn tidy(name: &str) -> std::borrow::Cow<'_, str> {
    let odd = |c: char| is_blank(c) && c != ' ';
    let chinese = |c: char| ('\u{2e80}'..='\u{9fff}').contains(&c) || c >= '\u{20000}';
    if !name.contains(odd) && !name.contains("  ") && (name.is_ascii() || !name.contains(' ')) && name == name.trim() {
        return name.into();
    }
    let mut tidied = String::with_capacity(name.len());
    let mut space = false;
    for c in name.chars() {
        if is_blank(c) {
            space |= c.is_whitespace();
            continue;
        }
        let parts = tidied.chars().last().is_some_and(|before| !(chinese(before) && chinese(c)));
        if std::mem::take(&mut space) && parts {
            tidied.push(' ');
        }
        tidied.push(c);
    }
    tidied.into()
}

#[cfg(all(test, feature = "reader"))]
mod tests {
    use super::{tidy, whole};

    #[test]
    fn whole_numbers_of_data_frames() {
        for (written, read) in [("42.0", "42"), ("2022.00", "2022"), ("420000000000.0", "420000000000")] {
            assert_eq!(whole(written), read);
        }
        for written in ["", "42", "4.2", "42.", ".0", "-42.0", "42.01", "4.2E+11", "v1.0", "湖北"] {
            assert_eq!(whole(written), written);
        }
    }

    #[test]
    fn white_space_that_means_nothing() {
        for (written, name) in [
            ("武\u{3000}汉", "武汉"),
            ("武 汉 市", "武汉市"),
            ("襄\u{200b}阳", "襄阳"),
            (" 黄石\u{a0}", "黄石"),
            ("New \u{a0} York", "New York"),
            ("Sa\u{ad}o Paulo", "Sao Paulo"),
            ("华为　 Huawei", "华为 Huawei"),
            ("\u{feff}Chad", "Chad"),
            ("\u{3000}", ""),
        ] {
            assert_eq!(tidy(written), name, "{written:?}");
        }
        for name in ["武汉", "New York", "", "Côte d'Ivoire", "华为 Huawei"] {
            assert_eq!(tidy(name), name);
        }
    }
}
