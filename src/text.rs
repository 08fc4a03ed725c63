//! A text in the two languages of every page: Chinese first, English second.

use serde::Serialize;

/// Characters of a message, and of what it quotes. A file that is none is not printed whole, nor a cell of ten million.
const LONGEST: usize = 1_000;
const LONGEST_QUOTE: usize = 60;

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

    /// The same as it is shown to people, whoever wrote what it quotes: see [`shown`].
    pub(crate) fn shown(&self) -> Self {
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
pub(crate) fn shown(text: &str, most: usize) -> String {
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

#[cfg(test)]
mod tests {
    use super::shown;

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
