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

/// Reads a plain decimal number: no separators, no full-width digits, finite. Empty is missing.
pub(super) fn number(cell: &str) -> std::result::Result<f64, (Code, Text, Text)> {
    let text = cell.trim();
    if text.is_empty() {
        return Ok(f64::NAN);
    }
    let plain = |s: &str| s.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b));
    let leave_empty =
        Text::new("请填写数字；没有数据时请留空。", "Write a number; leave the cell empty where there is none.");
    if plain(text) {
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
    let half_width: String = text.chars().map(half_width).collect();
    let unseparated: String =
        half_width.chars().filter(|c| !matches!(c, ',' | '\'' | '_') && !c.is_whitespace()).collect();
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
