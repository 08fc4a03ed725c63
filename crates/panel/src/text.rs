//! A text in the two languages of every page: Chinese first, English second.

use innodex_schema::schema;
use serde::Serialize;

/// Characters of a message, and of what it quotes. A file that is none is not printed whole, nor a cell of ten million.
const LONGEST: usize = 1_000;
const LONGEST_QUOTE: usize = 60;

/// One text in Chinese and in English.
#[schema]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Simplified Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Text {
    /// A text from its two halves.
    pub fn new(zh: impl AsRef<str>, en: impl AsRef<str>) -> Self {
        Text::copy(zh.as_ref(), en.as_ref())
    }

    #[inline(never)]
    fn copy(zh: &str, en: &str) -> Self {
        Text { zh: zh.to_owned(), en: en.to_owned() }
    }

    /// The same as it is shown to people, whoever wrote what it quotes: see [`shown`].
    pub fn shown(&self) -> Self {
        Text { zh: shown(&self.zh, LONGEST), en: shown(&self.en, LONGEST) }
    }

    /// A text that is the same in both languages: an id, a free-text label.
    pub fn same(text: &str) -> Self {
        Text::new(text, text)
    }
}

/// A text with what would not be seen as it is made visible (`\x1b`, `\u202e`: control characters save tab and line break, and
/// those that turn the direction of a sentence round or have no width), with every quotation in it cut after 60 characters,
/// and the whole after `most`.
pub fn shown(text: &str, most: usize) -> String {
    let mut shown = String::new();
    let (mut length, mut closing, mut quoted) = (0, None, 0);
    for c in text.chars() {
        if closing == Some(c) {
            closing = None;
        } else if let (None, '“' | '"') = (closing, c) {
            closing = Some(if c == '“' { '”' } else { c });
            quoted = 0;
        } else if closing.is_some() {
            quoted += 1;
            if quoted > LONGEST_QUOTE {
                if quoted == LONGEST_QUOTE + 1 {
                    shown.push('…');
                }
                continue;
            }
        }
        length += 1;
        if length > most {
            shown.push('…');
            break;
        }
        match u32::from(c) {
            code @ (0..=8 | 0xb | 0xc | 0xe..=0x1f | 0x7f..=0x9f) => shown.push_str(&format!("\\x{code:02x}")),
            code @ (0x61c | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfeff) => {
                shown.push_str(&format!("\\u{code:04x}"));
            }
            _ => shown.push(c),
        }
    }
    shown
}

/// A whole number as data frames with gaps write it: `42` of `42.0`; anything else as it is.
pub fn whole(written: &str) -> &str {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match written.split_once('.') {
        Some((whole, part)) if digits(whole) && !part.is_empty() && part.bytes().all(|b| b == b'0') => whole,
        _ => written,
    }
}

/// White space, and what is not to be seen at all.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// A name without the white space that means nothing: between two Chinese characters, around the name, and what is not to be
/// seen; of the rest one space. 武　汉 is 武汉, and `New  York` is `New York`.
pub fn tidy(name: &str) -> std::borrow::Cow<'_, str> {
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

#[cfg(test)]
mod tests {
    use super::{shown, tidy, whole};

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

    #[test]
    fn what_a_message_quotes_is_cut_and_made_visible() {
        let long = "长".repeat(100);
        let cut = "长".repeat(60);
        assert_eq!(shown(&format!("“{long}”不是“{long}”。"), 1_000), format!("“{cut}…”不是“{cut}…”。"));
        assert_eq!(shown(&format!("\"{long}\" is no {long}."), 1_000), format!("\"{cut}…\" is no {long}."));
        assert_eq!(shown("“长”不是数字。", 1_000), "“长”不是数字。");
        assert_eq!(
            shown("\u{1b}]0;x\u{7}\u{c}\u{85}\u{202e}b\u{200b}\u{feff}é", 1_000),
            r"\x1b]0;x\x07\x0c\x85\u202eb\u200b\ufeffé"
        );
    }

    #[test]
    fn a_message_ends_whatever_it_is_made_of() {
        // Quotation marks in what is quoted end it early; the whole is bounded all the same.
        let tricky = format!("“a”{}”不是数字。", "b".repeat(10_000));
        assert_eq!(shown(&tricky, 1_000).chars().count(), 1_001);
        assert!(shown(&tricky, 1_000).ends_with("b…"));
        assert_eq!(shown("abc", 3), "abc");
    }
}
