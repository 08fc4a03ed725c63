//! Where the COIN Tool has what, in its workbook.

/// Rows of the sheet Database, from 1.
pub(crate) mod row {
    pub(crate) const WEIGHT: u32 = 7;
    pub(crate) const DIRECTION: u32 = 8;
    pub(crate) const LOWER: u32 = 9;
    pub(crate) const UPPER: u32 = 10;
    /// Of the index; the three rows below are the levels down to the sub-pillar.
    pub(crate) const INDEX: u32 = 11;
    pub(crate) const NAME: u32 = 15;
    pub(crate) const CODE: u32 = 16;
    pub(crate) const FIRST_UNIT: u32 = 17;
    pub(crate) const LAST_UNIT: u32 = 315;
}

/// Columns of the sheet Database, from 1.
pub(crate) mod column {
    pub(crate) const NAME: u32 = 2;
    pub(crate) const CODE: u32 = 3;
    pub(crate) const FIRST_INDICATOR: u32 = 5;
    pub(crate) const LAST_INDICATOR: u32 = 103;
}

/// The sheet Framework: rows are those below its header.
pub(crate) mod framework {
    pub(crate) const HEADER: u32 = 4;
    pub(crate) const ROWS: u32 = 48;
    pub(crate) const CODE: u32 = 3;
    pub(crate) const WEIGHT: u32 = 5;
    pub(crate) const NAME: u32 = 8;
    pub(crate) const CODE_HEADER: &str = "Dimension/indicator";
}

/// How the codes of a level begin, from the sub-pillar up to the index.
pub(crate) const PREFIXES: [&str; 4] = ["sp.", "p.", "si.", "Index"];
