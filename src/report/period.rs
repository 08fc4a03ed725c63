//! Periods: what a date says, and in the form that panels have.

/// A period as a text states it; years may be left to the context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stated {
    /// A year.
    Year(u16),
    /// From a year to another.
    Years(u16, u16),
    /// A quarter.
    Quarter(Option<u16>, u8),
    /// A month.
    Month(Option<u16>, u8),
    /// From a month to another.
    Months(Option<u16>, u8, u8),
    /// A year by its distance from that of the text: 今年, 去年.
    Relative(i8),
}

impl Stated {
    /// The year that it names or lies in.
    pub(super) fn year(self, own: Option<u16>) -> Option<u16> {
        match self {
            Stated::Year(year) | Stated::Years(_, year) => Some(year),
            Stated::Quarter(year, _) | Stated::Month(year, _) | Stated::Months(year, ..) => year.or(own),
            Stated::Relative(away) => own.and_then(|year| year.checked_add_signed(i16::from(away))),
        }
    }

    /// As panels write it: 2024, 2024Q1, 2024-03, 2024-01..2024-09; nothing where the year is not known.
    pub(super) fn shown(self, own: Option<u16>) -> Option<String> {
        let year = self.year(own)?;
        Some(match self {
            Stated::Year(_) | Stated::Relative(_) => year.to_string(),
            Stated::Years(from, to) => format!("{from}..{to}"),
            Stated::Quarter(_, quarter) => format!("{year}Q{quarter}"),
            Stated::Month(_, month) => format!("{year}-{month:02}"),
            Stated::Months(_, from, to) => format!("{year}-{from:02}..{year}-{to:02}"),
        })
    }
}
