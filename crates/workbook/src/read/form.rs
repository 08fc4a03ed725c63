//! What a number format makes of a number: a share of a hundred, a date, a time, or the number in full.

use std::fmt::Write;

/// Milliseconds of a day.
const DAY: f64 = 86_400_000.0;
/// The last day that spreadsheets know: 9999-12-31.
const LAST_DAY: f64 = 2_958_465.0;
/// Days from the first day of dates from 1900 on to that of dates from 1904 on.
const FROM_1904: f64 = 1_462.0;

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Form {
    /// In full.
    #[default]
    Plain,
    /// A hundred times as large, with a sign for it.
    Percent,
    /// A date.
    Day,
    /// Year and month.
    Month,
    /// A year.
    Year,
    /// A time of a day.
    Time,
    /// Hours that go beyond 24.
    Hours,
}

impl Form {
    /// One of the formats that have a number and no words; those of Chinese with them.
    pub(crate) fn of_id(id: u32) -> Form {
        match id {
            9 | 10 => Form::Percent,
            17 | 27 | 36 | 50 | 52 | 57 => Form::Month,
            14..=16 | 22 | 28..=31 | 51 | 53 | 54 | 58 => Form::Day,
            18..=21 | 32..=35 | 45 | 47 | 55 | 56 => Form::Time,
            46 => Form::Hours,
            _ => Form::Plain,
        }
    }

    /// A format by its words: letters of its first part, outside quotes, escapes and brackets; in brackets only hours that go
    /// beyond 24.
    pub(crate) fn of_code(code: &str) -> Form {
        let (mut year, mut month, mut day, mut time, mut percent) = (false, false, false, false, false);
        let mut letters = code.chars();
        while let Some(c) = letters.next() {
            match c.to_ascii_lowercase() {
                ';' => break,
                '"' => drop(letters.find(|c| *c == '"')),
                '\\' | '_' | '*' => drop(letters.next()),
                '[' => {
                    let inside: String = letters.by_ref().take_while(|c| *c != ']').collect();
                    if !inside.is_empty() && inside.chars().all(|c| "hms".contains(c.to_ascii_lowercase())) {
                        return Form::Hours;
                    }
                }
                'y' => year = true,
                'm' => month = true,
                'd' => day = true,
                'h' | 's' => time = true,
                '%' => percent = true,
                _ => {}
            }
        }
        match (year, month, day, time) {
            (false, _, false, true) => Form::Time,
            (_, _, _, true) | (_, _, true, _) | (false, true, ..) => Form::Day,
            (true, true, ..) => Form::Month,
            (true, ..) => Form::Year,
            _ if percent => Form::Percent,
            _ => Form::Plain,
        }
    }

    /// Whether it shows dates or times.
    pub(crate) fn is_date(self) -> bool {
        !matches!(self, Form::Plain | Form::Percent)
    }

    /// Writes a number so; `from_1904` where dates are counted from 1904 on.
    pub(crate) fn write(self, value: f64, from_1904: bool, to: &mut String) {
        match self {
            Form::Plain => decimal(value, to),
            Form::Percent => percent(value, to),
            _ if !value.is_finite() => decimal(value, to),
            form => {
                if !form.write_date(value, from_1904, to) {
                    decimal(value, to);
                }
            }
        }
    }

    /// False where the number is no date.
    fn write_date(self, value: f64, from_1904: bool, to: &mut String) -> bool {
        let (mut days, mut time) = (value.floor(), ((value - value.floor()) * DAY).round());
        if time >= DAY {
            (days, time) = (days + 1.0, 0.0);
        }
        if self == Form::Hours || (self == Form::Time && days == 0.0) {
            if value < 0.0 {
                return false;
            }
            let total = days * DAY + time;
            clock(total as u64, to);
            return true;
        }
        let serial = if from_1904 { days + FROM_1904 } else { days };
        if !(1.0..=LAST_DAY).contains(&serial) || days < 0.0 {
            return false;
        }
        let (year, month, day) = calendar(serial as i64);
        let _ = match self {
            Form::Year if (month, day, time) == (1, 1, 0.0) => write!(to, "{year:04}"),
            Form::Month if (day, time) == (1, 0.0) => write!(to, "{year:04}-{month:02}"),
            _ => write!(to, "{year:04}-{month:02}-{day:02}"),
        };
        if time > 0.0 {
            to.push(' ');
            clock(time as u64, to);
        }
        true
    }
}

/// Hours and minutes of milliseconds; seconds and what is less where they are not zero.
fn clock(milliseconds: u64, to: &mut String) {
    let (seconds, rest) = (milliseconds / 1000, milliseconds % 1000);
    let _ = write!(to, "{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
    if seconds % 60 > 0 || rest > 0 {
        let _ = write!(to, ":{:02}", seconds % 60);
    }
    if rest > 0 {
        let _ = write!(to, ".{rest:03}");
    }
}

/// Year, month and day of a day counted as spreadsheets do: the first is 1900-01-01, and the 60th 1900-02-29, which never was.
fn calendar(serial: i64) -> (i64, i64, i64) {
    if serial == 60 {
        return (1900, 2, 29);
    }
    // Days since 0000-03-01: 1899-12-30 is the 693,899th.
    let days = serial + i64::from(serial < 60) + 693_899;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let years = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * years + years / 4 - years / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    (era * 400 + years + next, month, day)
}

/// The shortest decimal that reads back to the same number, in full.
pub(crate) fn decimal(value: f64, to: &mut String) {
    let _ = match value {
        // Spreadsheets know no zero below zero.
        0.0 => write!(to, "0"),
        value if !value.is_finite() => write!(to, "#NUM!"),
        value => write!(to, "{value}"),
    };
}

/// A hundred times the shortest decimal, with the sign for it: its point is moved, nothing is computed.
pub(crate) fn percent(value: f64, to: &mut String) {
    if value == 0.0 || !value.is_finite() {
        decimal(value, to);
        if value == 0.0 {
            to.push('%');
        }
        return;
    }
    let scientific = format!("{value:e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    // How many digits stand before the point.
    let before = exponent.parse::<i32>().unwrap_or(0) + 3;
    if value < 0.0 {
        to.push('-');
    }
    match usize::try_from(before) {
        Ok(before) if before >= digits.len() => {
            to.push_str(&digits);
            to.extend(std::iter::repeat_n('0', before - digits.len()));
        }
        Ok(before) if before > 0 => {
            to.push_str(&digits[..before]);
            to.push('.');
            to.push_str(&digits[before..]);
        }
        _ => {
            to.push_str("0.");
            to.extend(std::iter::repeat_n('0', before.unsigned_abs() as usize));
            to.push_str(&digits);
        }
    }
    to.push('%');
}

/// Whether a written number is the shortest decimal of what it reads as: up to 15 digits, nothing that could be left out. Two
/// such never read as one number, so none is shorter.
pub(crate) fn is_shortest(text: &[u8]) -> bool {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    let point = digits.iter().position(|b| *b == b'.').unwrap_or(digits.len());
    let (whole, part) = (&digits[..point], digits.get(point + 1..).unwrap_or_default());
    let plain = whole.iter().chain(part).all(u8::is_ascii_digit);
    let no_more = whole == b"0" || whole.first().is_some_and(|b| *b != b'0');
    let ended = if point < digits.len() { part.last().is_some_and(|b| *b != b'0') } else { text != b"-0" };
    plain && no_more && ended && digits.len() <= 16 - usize::from(point == digits.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(form: Form, value: f64) -> String {
        let mut text = String::new();
        form.write(value, false, &mut text);
        text
    }

    #[test]
    fn percentages_move_the_point_and_nothing_else() {
        let cases = [
            (0.0233, "2.33%"),
            (0.07, "7%"),
            (1.0, "100%"),
            (-0.5, "-50%"),
            (12.345, "1234.5%"),
            (0.000123, "0.0123%"),
            (1e-9, "0.0000001%"),
            (0.0, "0%"),
            (0.1 + 0.2, "30.000000000000004%"),
            (1e20, "10000000000000000000000%"),
        ];
        for (value, text) in cases {
            assert_eq!(shown(Form::Percent, value), text);
        }
    }

    #[test]
    fn dates_are_those_of_spreadsheets() {
        let cases = [
            (Form::Day, 44_592.0, "2022-01-31"),
            (Form::Day, 44_592.5, "2022-01-31 12:00"),
            (Form::Day, 44_592.0 + 1.0 / 86_400.0, "2022-01-31 00:00:01"),
            (Form::Day, 1.0, "1900-01-01"),
            (Form::Day, 60.0, "1900-02-29"),
            (Form::Day, 61.0, "1900-03-01"),
            (Form::Day, 36_585.0, "2000-02-29"),
            (Form::Day, 2_958_465.0, "9999-12-31"),
            (Form::Day, 2_958_466.0, "2958466"),
            (Form::Day, -1.0, "-1"),
            (Form::Month, 44_562.0, "2022-01"),
            (Form::Month, 44_592.0, "2022-01-31"),
            (Form::Year, 44_562.0, "2022"),
            (Form::Time, 0.5, "12:00"),
            (Form::Hours, 1.5, "36:00"),
            (Form::Time, 1.0 / 3.0, "08:00"),
        ];
        for (form, value, text) in cases {
            assert_eq!(shown(form, value), text);
        }
        let mut text = String::new();
        Form::Day.write(0.0, true, &mut text);
        assert_eq!(text, "1904-01-01");
    }

    #[test]
    fn formats_are_told_by_their_words() {
        let cases = [
            ("General", Form::Plain),
            ("0.00%", Form::Percent),
            ("0.0\"%\"", Form::Plain),
            ("#,##0.00;[Red]-#,##0.00", Form::Plain),
            ("yyyy\"年\"m\"月\"", Form::Month),
            ("yyyy\"年\"", Form::Year),
            ("[$-804]yyyy\"年\"m\"月\"d\"日\";@", Form::Day),
            ("yyyy/m/d h:mm", Form::Day),
            ("h:mm:ss AM/PM", Form::Time),
            ("[h]:mm", Form::Hours),
            ("[Red]0", Form::Plain),
            ("mmm\\-yy", Form::Month),
            ("m/d", Form::Day),
            ("[DBNum1]General", Form::Plain),
        ];
        for (code, form) in cases {
            assert_eq!(Form::of_code(code), form, "{code}");
        }
    }

    #[test]
    fn a_number_that_is_the_shortest_decimal_stays_as_it_is_written() {
        for text in ["0", "1", "-1", "0.1", "1255.25", "999999999999999", "0.00000000000001", "-0.5"] {
            assert!(is_shortest(text.as_bytes()), "{text}");
            assert_eq!(text.parse::<f64>().unwrap().to_string(), text);
        }
        for text in
            ["", "-0", "1.", "1.0", "01", ".5", "1e5", "0.10000000000000001", "-", "1234567890123456", "+1", "0.0"]
        {
            assert!(!is_shortest(text.as_bytes()), "{text}");
        }
    }
}
