//! Numbers as they are written: digits, and Chinese numerals.

use super::plain::Line;

/// Digits that a number may have; a longer one is none.
const MOST_DIGITS: usize = 15;

/// A number with where it ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    /// Its value; not a number where it has too many digits.
    pub value: f64,
    /// Where it ends.
    pub end: usize,
    /// Digits after the point.
    pub decimals: usize,
    /// Whether it is written in Chinese numerals.
    pub chinese: bool,
    /// Whether it is a mere power of ten: 百, 千.
    pub bare: bool,
    /// A power of ten that it ends with and that belongs to the unit: 三百万元 is 300 of 万元.
    pub scale: Option<char>,
    /// The upper end of two digits side by side: 三四 is 3 to 4.
    pub high: Option<f64>,
}

/// A number that begins there.
pub(super) fn number(line: &Line, at: usize) -> Option<Number> {
    match line.at(at) {
        '0'..='9' => Some(digits(line, at)),
        c if digit(c).is_some() || power(c).is_some() => chinese(line, at),
        _ => None,
    }
}

/// Digits with separators of thousands and a point: 1,234.5.
fn digits(line: &Line, at: usize) -> Number {
    let (mut mantissa, mut count, mut decimals, mut end) = (0_u64, 0, 0, at);
    let mut grouped = at;
    loop {
        match line.at(end) {
            c @ '0'..='9' => {
                count += 1;
                mantissa = mantissa.saturating_mul(10).saturating_add(u64::from(c as u32 - 48));
            }
            ',' if end > at && (grouped > at || end - at <= 3) && is_group(line, end) => grouped = end,
            _ => break,
        }
        end += 1;
    }
    if line.at(end) == '.' && line.at(end + 1).is_ascii_digit() {
        end += 1;
        while let c @ '0'..='9' = line.at(end) {
            count += 1;
            decimals += 1;
            mantissa = mantissa.saturating_mul(10).saturating_add(u64::from(c as u32 - 48));
            end += 1;
        }
    }
    let value = if count > MOST_DIGITS { f64::NAN } else { mantissa as f64 / ten_to(decimals) };
    Number { value, end, decimals, chinese: false, bare: false, scale: None, high: None }
}

/// Whether a comma separates thousands: three digits follow, and no fourth.
fn is_group(line: &Line, comma: usize) -> bool {
    (1..=3).all(|i| line.at(comma + i).is_ascii_digit()) && !line.at(comma + 4).is_ascii_digit()
}

/// A power of ten, exact up to 22.
pub(super) fn ten_to(power: usize) -> f64 {
    (0..power.min(300)).fold(1.0, |product, _| product * 10.0)
}

/// A value in base units: the nearest number to the exact decimal one, for a factor that is whole or one part of a whole.
pub(super) fn scaled(value: f64, decimals: usize, factor: f64) -> f64 {
    let tens = ten_to(decimals);
    let mantissa = (value * tens).round();
    let parts = (1.0 / factor).round();
    match factor {
        _ if mantissa.abs() > 9e15 || decimals > 15 => value * factor,
        factor if factor < 1.0 && parts <= 1e9 && (parts * factor - 1.0).abs() < 1e-12 => mantissa / (tens * parts),
        factor if factor >= 1.0 && factor.fract() == 0.0 && (mantissa * factor).abs() < 9e15 => {
            mantissa * factor / tens
        }
        factor => value * factor,
    }
}

/// The value of a Chinese digit.
pub(super) fn digit(c: char) -> Option<f64> {
    let value = match c {
        '零' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    };
    Some(f64::from(value))
}

/// The power of ten of a Chinese numeral.
pub(super) fn power(c: char) -> Option<f64> {
    match c {
        '十' | '拾' => Some(10.0),
        '百' | '佰' => Some(100.0),
        '千' | '仟' => Some(1000.0),
        '万' => Some(1e4),
        '亿' => Some(1e8),
        _ => None,
    }
}

/// A Chinese numeral: 三十, 一百二十, 两万三千, 二〇二四. 万 and 亿 at its end are its scale.
fn chinese(line: &Line, at: usize) -> Option<Number> {
    let (mut total, mut section, mut last, mut end) = (0.0, 0.0, None, at);
    // Digits side by side, and among them those that are not zero.
    let (mut run, mut nonzero, mut digits_seen, mut vague) = (0, 0, false, false);
    while end - at <= MOST_DIGITS {
        let c = line.at(end);
        if let Some(value) = digit(c) {
            run += 1;
            nonzero = if c == '零' { 0 } else { nonzero + 1 };
            // Two side by side (五六家) are no exact number; more are a year.
            vague = (vague || nonzero == 2) && run == 2;
            digits_seen = true;
            last = Some(if run > 1 { last.unwrap_or(0.0) * 10.0 + value } else { value });
        } else if let Some(factor) = power(c) {
            (run, nonzero) = (0, 0);
            let before = last.take();
            if factor < 1e4 {
                section += before.unwrap_or(if section == 0.0 || factor == 10.0 { 1.0 } else { 0.0 }) * factor;
            } else {
                let part = section + before.unwrap_or(if section == 0.0 && total == 0.0 { 1.0 } else { 0.0 });
                total = if part == 0.0 { total * factor } else { total + part * factor };
                section = 0.0;
            }
        } else {
            break;
        }
        end += 1;
    }
    if end - at > MOST_DIGITS {
        return Some(Number { value: f64::NAN, end, decimals: 0, chinese: true, bare: false, scale: None, high: None });
    }
    let value = total + section + last.unwrap_or(0.0);
    let ends = line.before(end);
    let scale = (end > at + 1 && matches!(ends, '万' | '亿')).then_some(ends);
    let whole = Number {
        value,
        end,
        decimals: 0,
        chinese: true,
        bare: !digits_seen && !line.plain[at..end].contains(&'十'),
        scale,
        high: None,
    };
    Some(match scale {
        _ if vague => side_by_side(line, end, value, whole),
        Some(scale) => Number { value: value / power(scale).unwrap_or(1.0), ..whole },
        None => with_decimals(line, whole),
    })
}

/// Two digits side by side: 三四 is 3 to 4, 十五六 is 15 to 16; others are no number.
fn side_by_side(line: &Line, end: usize, value: f64, whole: Number) -> Number {
    let pair = [end.wrapping_sub(2), end.wrapping_sub(1)].map(|at| digit(line.at(at)).unwrap_or(0.0));
    let tens = value - 10.0 * pair[0] - pair[1];
    let follows = pair[1] == pair[0] + 1.0 || pair == [3.0, 5.0];
    let [low, high] = if follows && tens >= 0.0 { [tens + pair[0], tens + pair[1]] } else { [f64::NAN; 2] };
    Number { value: low, high: Some(high), scale: None, ..whole }
}

/// 三点二: digits after 点, of which the last has no power of ten after it but 万 or 亿.
fn with_decimals(line: &Line, whole: Number) -> Number {
    if line.at(whole.end) != '点' {
        return whole;
    }
    let (mut value, mut end, mut decimals) = (whole.value, whole.end + 1, 0);
    let mut mantissa = value;
    while let Some(digit) = digit(line.at(end)).filter(|_| decimals < 6) {
        decimals += 1;
        mantissa = mantissa * 10.0 + digit;
        value = mantissa / ten_to(decimals);
        end += 1;
    }
    let time = matches!(line.at(end), '十' | '百' | '分' | '钟' | '半' | '建' | '点');
    match decimals > 0 && !time {
        true => Number { value, end, decimals, ..whole },
        false => whole,
    }
}

#[cfg(test)]
mod tests {
    use super::{number, Line};

    fn read(text: &str) -> (f64, usize) {
        let mut line = Line::default();
        line.set(text);
        number(&line, 0).map_or((f64::NAN, 0), |number| (number.value, number.end))
    }

    #[test]
    fn digits_with_separators() {
        assert_eq!(read("130家"), (130.0, 3));
        assert_eq!(read("1,234.5亿"), (1234.5, 7));
        assert_eq!(read("１，２３４"), (1234.0, 5));
        assert_eq!(read("12,34"), (12.0, 2));
        assert_eq!(read("1.97亿"), (1.97, 4));
        assert!(read(&"9".repeat(1000)).0.is_nan());
        assert_eq!(read(&"9".repeat(1000)).1, 1000);
    }

    #[test]
    fn chinese_numerals() {
        for (written, value) in [
            ("三十", 30.0),
            ("十二", 12.0),
            ("一百二十", 120.0),
            ("一百零五", 105.0),
            ("两千三百", 2300.0),
            ("一万二千", 12_000.0),
            ("三百万", 300.0),
            ("二十亿", 20.0),
            ("二〇二四", 2024.0),
            ("三百五十", 350.0),
            ("千", 1000.0),
        ] {
            assert_eq!(read(written), (value, written.chars().count()), "{written}");
        }
        assert!(read("五九").0.is_nan());
        assert_eq!(read("五六"), (5.0, 2));
        assert_eq!(read("三点二"), (3.2, 3));
        assert_eq!(read("四亿八千万"), (48_000.0, 5));
    }
}
