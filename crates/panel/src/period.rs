//! Years, quarters and months.

use crate::error::{Code, Error, Result};
use crate::text::Text;
use innodex_schema::typescript;
use serde::{Serialize, Serializer};
use std::fmt;

/// How often a panel is observed.
#[typescript]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Frequency {
    /// `2022`
    Year,
    /// `2022Q1`
    Quarter,
    /// `2022-03`
    Month,
}

impl Frequency {
    /// Periods in a year: 1, 4 or 12.
    pub fn per_year(self) -> i32 {
        match self {
            Frequency::Year => 1,
            Frequency::Quarter => 4,
            Frequency::Month => 12,
        }
    }
}

crate::json::words!(Frequency { Year = "year", Quarter = "quarter", Month = "month" });

/// A year, quarter or month. Periods of one frequency are ordered; a lag of n is defined.
///
/// ```
/// use innodex_panel::Period;
/// let period: Period = "2022Q1".parse()?;
/// assert_eq!(period.lag(1).to_string(), "2021Q4");
/// # Ok::<(), innodex_panel::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    frequency: Frequency,
    /// Periods since year 0.
    ordinal: i32,
}

impl Period {
    /// A year.
    pub const fn year(year: i32) -> Self {
        Period { frequency: Frequency::Year, ordinal: year }
    }

    /// How long it is.
    pub fn frequency(self) -> Frequency {
        self.frequency
    }

    /// The period `k` periods before (after, where `k` is negative).
    pub fn lag(self, k: i32) -> Self {
        Period { ordinal: self.ordinal.saturating_sub(k), ..self }
    }

    /// A period by its number, see [`Period::ordinal`].
    pub fn of(frequency: Frequency, ordinal: i32) -> Self {
        Period { frequency, ordinal }
    }

    /// Periods of its kind since year 0.
    pub fn ordinal(self) -> i32 {
        self.ordinal
    }

    /// Periods from another of its frequency to this one: 5 from 2017 to 2022, below zero where the other is later.
    pub fn since(self, earlier: Period) -> i32 {
        self.ordinal - earlier.ordinal
    }

    /// Years from year 0 to the start of this period: 2022Q2 is 2022.25.
    pub fn in_years(self) -> f64 {
        f64::from(self.ordinal) / f64::from(self.frequency.per_year())
    }
}

impl std::str::FromStr for Period {
    type Err = Error;

    /// Reads `2022`, `2022Q1` or `2022-03`; nothing else, so that no date is taken for a year.
    fn from_str(text: &str) -> Result<Self> {
        let digits = |s: &str, n: usize| -> Option<i32> {
            (s.len() == n && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse().ok())?
        };
        let parsed = match text.as_bytes() {
            [_, _, _, _] => digits(text, 4).map(Period::year),
            [_, _, _, _, b'Q' | b'q', q @ b'1'..=b'4'] => text
                .get(..4)
                .and_then(|y| digits(y, 4))
                .map(|y| Period { frequency: Frequency::Quarter, ordinal: y * 4 + i32::from(q - b'1') }),
            [_, _, _, _, b'-', _, _] => {
                match (text.get(..4).and_then(|y| digits(y, 4)), text.get(5..).and_then(|m| digits(m, 2))) {
                    (Some(y), Some(m @ 1..=12)) => {
                        Some(Period { frequency: Frequency::Month, ordinal: y * 12 + m - 1 })
                    }
                    _ => None,
                }
            }
            _ => None,
        };
        parsed.ok_or_else(|| {
            Error::new(
                Code::BadPeriod,
                "",
                Text::new(
                    format!("“{text}”不是年份、季度或月份。"),
                    format!("\"{text}\" is not a year, quarter or month."),
                ),
                Text::new("请写成 2022、2022Q1 或 2022-03。", "Write 2022, 2022Q1 or 2022-03."),
            )
        })
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n = self.frequency.per_year();
        let (year, part) = (self.ordinal.div_euclid(n), self.ordinal.rem_euclid(n) + 1);
        match self.frequency {
            Frequency::Year => write!(f, "{year:04}"),
            Frequency::Quarter => write!(f, "{year:04}Q{part}"),
            Frequency::Month => write!(f, "{year:04}-{part:02}"),
        }
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_the_three_kinds() {
        for text in ["2022", "2022Q4", "2022-03", "0999", "2000-12"] {
            let period: Period = text.parse().unwrap();
            assert_eq!(period.to_string(), text);
        }
        assert_eq!("2022Q1".parse::<Period>().unwrap().lag(5).to_string(), "2020Q4");
        assert_eq!("2022-01".parse::<Period>().unwrap().lag(-13).to_string(), "2023-02");
        assert!("2022Q2".parse::<Period>().unwrap().in_years() == 2022.25);
    }

    #[test]
    fn refuses_what_is_not_a_period() {
        for text in [
            "",
            "22",
            "2022Q0",
            "2022Q5",
            "2022-13",
            "2022-00",
            "2022年",
            "2022-3",
            "20222",
            "2022/03",
            "２０２２",
            "2022-03-01",
            "+202",
            "-202",
            "2022.0",
            "ab-cd",
            "é022-03",
            "2é-03",
            "年2年",
        ] {
            assert_eq!(text.parse::<Period>().unwrap_err().code, Code::BadPeriod, "{text}");
        }
    }
}
