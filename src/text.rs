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
