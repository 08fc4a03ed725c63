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
pub fn half_width(c: char) -> char {
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

/// Text in half-width characters.
fn in_half_width(text: &str) -> String {
    text.chars().map(half_width).collect()
}

fn is_separator(c: char) -> bool {
    matches!(c, ',' | '\'' | '_') || c.is_whitespace()
}

/// What text in half-width characters is without its separators of thousands. They are all of one kind and stand before
/// groups of three digits, in front of any point: 1,23 is no number, and 1255 1 is one with a footnote.
fn without_separators(text: &str) -> Option<String> {
    let (sign, rest) = text.split_at(text.len() - text.trim_start_matches(['+', '-']).len());
    let (whole, part) = rest.split_at(rest.find('.').unwrap_or(rest.len()));
    let Some(separator) = whole.chars().find(|c| is_separator(*c)) else {
        return (!part.contains(is_separator)).then(|| text.to_owned());
    };
    let mut groups = whole.split(separator);
    let first = groups.next().unwrap_or_default();
    let leads = (1..=3).contains(&first.len()) && !(first.starts_with('0') && sign.len() + rest.len() > 1);
    let grouped = leads && groups.all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()));
    let plain = first.bytes().all(|b| b.is_ascii_digit()) && !part.contains(is_separator);
    (grouped && plain).then(|| format!("{sign}{}{part}", whole.replace(separator, "")))
}

/// A number whose comma is a decimal one, with a point: 3.13 for 3,13.
fn with_point(half_width: &str) -> Option<String> {
    let (whole, part) = half_width.split_once(',')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    (digits(whole.trim_start_matches(['+', '-'])) && digits(part))
        .then(|| format!("{whole}.{part}"))
        .filter(|pointed| well_formed(pointed))
}

/// The number that a cell with a decimal comma writes, where whoever gave it says that its commas are such.
pub fn comma_number(text: &str) -> Option<f64> {
    with_point(&in_half_width(text.trim())).map(|pointed| decimal(&pointed)).filter(|value| value.is_finite())
}

/// A plain decimal number, where the text is one.
pub fn plain_number(text: &str) -> Option<f64> {
    // What is of these characters and reads is well formed: `inf` and `nan` have others.
    (!text.is_empty() && is_plain(text)).then(|| decimal(text)).filter(|value| value.is_finite())
}

/// A number with separators of thousands or in full-width digits, where whoever gave it says that it is one.
pub fn separated_number(text: &str) -> Option<f64> {
    plain_number(&without_separators(&in_half_width(text.trim()))?)
}

/// What is wrong with a cell, and what to do.
pub type Refused = (Code, Text, Text);

/// Reads a plain decimal number: no separators, no full-width digits, finite. Empty is missing.
pub fn number(cell: &str) -> std::result::Result<f64, Refused> {
    let text = cell.trim();
    if text.is_empty() {
        return Ok(f64::NAN);
    }
    if !is_plain(text) {
        return Err(written_otherwise(text));
    }
    match well_formed(text).then(|| decimal(text)) {
        Some(value) if value.is_finite() => Ok(value),
        Some(_) => Err((
            Code::NotFinite,
            Text::new(format!("“{text}”超出数值范围。"), format!("\"{text}\" is too large for a number.")),
            Text::new("请核对该数字。", "Check the number."),
        )),
        None => Err(no_number(text)),
    }
}

/// What is wrong with text that has other characters than a plain decimal: a number that is written otherwise, or none.
fn written_otherwise(text: &str) -> Refused {
    let half_width = in_half_width(text);
    let reads = |s: &String| well_formed(s) && decimal(s).is_finite();
    let unseparated = without_separators(half_width.trim()).filter(reads);
    match (unseparated, with_point(half_width.trim())) {
        (Some(plain), _) if half_width != text => (
            Code::FullWidthDigits,
            Text::new(format!("“{text}”含全角字符。"), format!("\"{text}\" has full-width characters.")),
            Text::new(format!("请改为半角：{plain}。"), format!("Write {plain}.")),
        ),
        (Some(plain), pointed) => separated(text, &plain, pointed.as_deref()),
        (None, Some(pointed)) => (
            Code::NotANumber,
            Text::new(
                format!("“{text}”不是数字：逗号后不是三位，不是千位分隔符。"),
                format!("\"{text}\" is not a number: a comma that is not before three digits separates no thousands."),
            ),
            Text::new(
                format!("如逗号是小数点，请改为 {pointed}。"),
                format!("If the comma is a decimal one, write {pointed}."),
            ),
        ),
        (None, None) if is_infinite_or_nan(text) => (
            Code::NotFinite,
            Text::new(format!("“{text}”不是有限的数。"), format!("\"{text}\" is not a finite number.")),
            leave_empty(),
        ),
        (None, None) => no_number(text),
    }
}

/// A number with separators of thousands. Of one comma before three digits only whoever wrote it knows what it is.
fn separated(text: &str, plain: &str, pointed: Option<&str>) -> Refused {
    let (message, hint) = match pointed {
        Some(pointed) => (
            Text::new(
                format!("“{text}”含逗号：千位分隔符（{plain}），或小数点（{pointed}）。"),
                format!("\"{text}\" has a comma: a separator of thousands ({plain}) or a decimal one ({pointed})."),
            ),
            Text::new(
                format!("请改为 {plain}；如逗号是小数点，请改为 {pointed}。"),
                format!("Write {plain}; if the comma is a decimal one, {pointed}."),
            ),
        ),
        None => (
            Text::new(format!("“{text}”含千位分隔符。"), format!("\"{text}\" has separators of thousands.")),
            Text::new(format!("请改为 {plain}。"), format!("Write {plain}.")),
        ),
    };
    (Code::ThousandsSeparator, message, hint)
}

fn is_infinite_or_nan(text: &str) -> bool {
    let word = text.trim_start_matches(['+', '-']).to_ascii_lowercase();
    matches!(word.as_str(), "inf" | "infinity" | "nan" | "∞")
}

fn no_number(text: &str) -> Refused {
    let message = Text::new(format!("“{text}”不是数字。"), format!("\"{text}\" is not a number."));
    (Code::NotANumber, message, leave_empty())
}

fn leave_empty() -> Text {
    Text::new("请填写数字；没有数据时请留空。", "Write a number; leave the cell empty where there is none.")
}
