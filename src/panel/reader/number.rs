//! One cell to a number, strictly.

use crate::error::Code;
use crate::host::decimal;
use crate::text::Text;

/// Whether text is a plain decimal: sign, digits with at most one point, exponent.
fn well_formed(text: &str) -> bool {
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let sign = |s: &str| s.strip_prefix(['+', '-']).unwrap_or(s).to_owned();
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (sign(mantissa), sign(exponent)),
        None => (sign(text), "0".to_owned()),
    };
    let whole = match mantissa.split_once('.') {
        Some((whole, part)) => {
            (whole.is_empty() || digits(whole)) && (part.is_empty() || digits(part)) && mantissa.len() > 1
        }
        None => digits(&mantissa),
    };
    whole && digits(&exponent)
}

/// Full-width letters, digits and signs become the usual ones.
fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// Whether there are only the characters of a plain decimal.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b))
}

/// Text in half-width characters, and without separators of thousands too.
fn without_separators(text: &str) -> (String, String) {
    let half_width: String = text.chars().map(half_width).collect();
    let unseparated = half_width.chars().filter(|c| !matches!(c, ',' | '\'' | '_') && !c.is_whitespace()).collect();
    (half_width, unseparated)
}

/// A plain decimal number, where the text is one.
#[cfg(feature = "table")]
pub(crate) fn plain_number(text: &str) -> Option<f64> {
    // What is of these characters and reads is well formed: `inf` and `nan` have others.
    (!text.is_empty() && is_plain(text)).then(|| decimal(text)).filter(|value| value.is_finite())
}

/// A number with separators of thousands or in full-width digits, where whoever gave it says that it is one. Separators
/// stand before groups of three digits: 1,23 is no number.
#[cfg(feature = "table")]
pub(crate) fn separated_number(text: &str) -> Option<f64> {
    let (half_width, unseparated) = without_separators(text);
    let whole = half_width.trim_start_matches(['+', '-']).split('.').next().unwrap_or_default();
    let mut groups = whole.split(|c: char| !c.is_ascii_digit());
    let first = groups.next().is_some_and(|first| (1..=3).contains(&first.len()));
    let grouped = first && groups.all(|group| group.len() == 3);
    let plain = whole.bytes().all(|b| b.is_ascii_digit());
    (plain || grouped).then(|| plain_number(&unseparated))?
}

/// What is wrong with a cell, and how to mend it.
pub(crate) type Refused = (Code, Text, Text);

/// Reads a plain decimal number: no separators, no full-width digits, finite. Empty is missing.
pub(crate) fn number(cell: &str) -> std::result::Result<f64, Refused> {
    let text = cell.trim();
    if text.is_empty() {
        return Ok(f64::NAN);
    }
    let leave_empty =
        Text::new("请填写数字；没有数据时请留空。", "Write a number; leave the cell empty where there is none.");
    if is_plain(text) {
        return match well_formed(text).then(|| decimal(text)) {
            Some(value) if value.is_finite() => Ok(value),
            Some(_) => Err((
                Code::NotFinite,
                Text::new(format!("“{text}”超出数值范围。"), format!("\"{text}\" is too large for a number.")),
                Text::new("请核对该数字。", "Check the number."),
            )),
            None => Err((
                Code::NotANumber,
                Text::new(format!("“{text}”不是数字。"), format!("\"{text}\" is not a number.")),
                leave_empty,
            )),
        };
    }
    let (half_width, unseparated) = without_separators(text);
    let reads = |s: &str| well_formed(s) && decimal(s).is_finite();
    Err(if half_width != text && reads(&unseparated) {
        (
            Code::FullWidthDigits,
            Text::new(format!("“{text}”含全角字符。"), format!("\"{text}\" has full-width characters.")),
            Text::new(format!("请改为半角：{unseparated}。"), format!("Write {unseparated}.")),
        )
    } else if reads(&unseparated) {
        (
            Code::ThousandsSeparator,
            Text::new(format!("“{text}”含千位分隔符。"), format!("\"{text}\" has separators of thousands.")),
            Text::new(format!("请改为 {unseparated}。"), format!("Write {unseparated}.")),
        )
    } else if matches!(
        text.trim_start_matches(['+', '-']).to_ascii_lowercase().as_str(),
        "inf" | "infinity" | "nan" | "∞"
    ) {
        (
            Code::NotFinite,
            Text::new(format!("“{text}”不是有限的数。"), format!("\"{text}\" is not a finite number.")),
            leave_empty,
        )
    } else {
        (
            Code::NotANumber,
            Text::new(format!("“{text}”不是数字。"), format!("\"{text}\" is not a number.")),
            leave_empty,
        )
    })
}
