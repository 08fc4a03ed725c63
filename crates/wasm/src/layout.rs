//! The layout of every packed answer: the numbers of a `Float64Array`, by name. A row is packed by its struct below, and who
//! takes it apart is generated: `examples/layout.rs` writes `www/api/layout.js` and `python/innodex/_layout.py`.

pub(crate) mod ranking;

/// What a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A figure; NaN where it is missing.
    Figure,
    /// A figure that is always there.
    Given,
    /// How many of something.
    Count,
    /// The number of a unit, a column, a node of the tree, a period, a reason, a change: -1 for none.
    Unit,
    /// See `Unit`.
    Column,
    /// See `Unit`.
    Node,
    /// See `Unit`.
    Period,
    /// See `Unit`.
    Reason,
    /// See `Unit`.
    Change,
    /// The number of a word of `innodex::scenario::Why`.
    Why,
}

/// A number of a packed answer.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub kind: Kind,
}

/// Numbers of one kind, as many as a field of the head says.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// Its name.
    pub name: &'static str,
    /// The field of the head that counts them.
    pub count: &'static str,
    /// What they are.
    pub kind: Kind,
}

/// A packed answer: a head, then rows to the end, or as many as a field of the head says.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// The name of what takes it apart.
    pub name: &'static str,
    /// What it holds.
    pub says: &'static str,
    /// The numbers before the rows.
    pub head: &'static [Field],
    /// The numbers of each row.
    pub row: &'static [Field],
    /// The runs behind them in each row.
    pub runs: &'static [Run],
    /// The field of the head that counts the rows, where something else follows them.
    pub rows: Option<&'static str>,
}

/// A row, which knows its layout.
pub trait Packed {
    /// Its layout.
    const LAYOUT: Layout;

    /// Appends its numbers, without its runs.
    fn pack(&self, out: &mut Vec<f64>);
}

/// Rows that have neither head nor runs.
pub fn packed<R: Packed>(rows: impl IntoIterator<Item = R>) -> Vec<f64> {
    let mut out = Vec::new();
    rows.into_iter().for_each(|row| row.pack(&mut out));
    out
}

/// A number for a place in a list, or for none.
pub fn place(at: Option<usize>) -> f64 {
    at.map_or(-1.0, |at| at as f64)
}

/// Declares rows: a struct of numbers each, with its layout.
macro_rules! rows {
    ($(
        #[doc = $says:literal]
        $row:ident = $name:literal
        $(head { $($head:ident: $head_kind:ident),* })?
        $(rows $rows:literal)?
        { $($field:ident: $kind:ident),* }
        $(runs { $($run:ident: $run_kind:ident x $count:literal),* })?
    )*) => {$(
        #[doc = $says]
        #[derive(Debug, Clone, Copy)]
        pub struct $row {
            $(
                #[doc = concat!("A `", stringify!($kind), "`.")]
                pub $field: f64,
            )*
        }

        impl Packed for $row {
            const LAYOUT: Layout = Layout {
                name: $name,
                says: $says,
                head: &[$($(Field { name: stringify!($head), kind: Kind::$head_kind }),*)?],
                row: &[$(Field { name: stringify!($field), kind: Kind::$kind }),*],
                runs: &[$($(Run { name: stringify!($run), count: $count, kind: Kind::$run_kind }),*)?],
                rows: rows!(@counted $($rows)?),
            };

            fn pack(&self, out: &mut Vec<f64>) {
                out.extend([$(self.$field),*] as [f64; 0 $(+ rows!(@one $field))*]);
            }
        }
    )*};
    (@one $field:ident) => { 1 };
    (@counted) => { None };
    (@counted $rows:literal) => { Some($rows) };
}

rows! {
    /// A ranking, a row a unit, in the order of ranks: what it was before where two states are compared, the score of every child of the node, and what each adds where the mean is arithmetic.
    RankingRow = "ranking"
    head { leaves: Count, children: Count, parts: Count }
    { unit: Unit, rank: Figure, score: Figure, missing: Count, reason: Reason, rank_before: Figure, score_before: Figure }
    runs { children: Figure x "children", parts: Figure x "parts" }

    /// A ranking by its columns, in the order of ranks; then the score of every group below the node, in the order of the tree.
    RankingColumns = "ranking_columns"
    head { units: Count, groups: Count }
    { unit: Unit, rank: Figure, score: Figure, reason: Reason, rank_before: Figure, score_before: Figure }

    /// The growth of an indicator, a row a unit, with the periods used.
    GrowthRow = "growth"
    { value: Figure, reason: Reason, from: Period, to: Period }

    /// The figures that a scenario moved, in the order in which they moved.
    MovedRow = "moved"
    { unit: Unit, column: Column, period: Period, from: Figure, to: Given, why: Why }

    /// The figures that should have moved and could not, with the one that they depend on.
    StuckRow = "stuck"
    { unit: Unit, column: Column, because_of: Column }

    /// Effects of a scenario that are not seen in a period: how many periods later they fall; missing behind the last one.
    UnseenRow = "unseen"
    { change: Change, elasticity: Count, later: Figure }

    /// The trend of an indicator, a row a unit, with the periods used.
    TrendRow = "trend"
    { n: Count, slope: Figure, s: Figure, variance: Figure, z: Figure, p: Figure, tau: Figure, reason: Reason, from: Period, to: Period }

    /// What every indicator adds to the score of a node, unit by unit.
    ContributionRow = "contributions"
    head { units: Count }
    { node: Node }
    runs { values: Figure x "units" }

    /// The figures after a step, of one node after the other.
    StepRow = "steps"
    head { units: Count }
    { }
    runs { values: Figure x "units" }

    /// Ranks over draws, a row a unit.
    IntervalRow = "intervals"
    { nominal: Figure, mean: Figure, median: Figure, q5: Figure, q95: Figure, missing: Figure }

    /// A frame of a slider: ranks over the draws so far, a row a unit. `ranking` follows.
    FrameRow = "frame"
    head { units: Count }
    rows "units"
    { nominal: Figure, mean: Figure, median: Figure, q5: Figure, q95: Figure, missing: Figure }

    /// How often each unit has each rank, a row a unit, as shares of all draws.
    HistogramRow = "histogram"
    head { bins: Count }
    { }
    runs { shares: Given x "bins" }

    /// How often each unit is above each other, a row a unit, as shares of all draws; missing against itself.
    PairRow = "pairwise"
    head { units: Count }
    { }
    runs { shares: Figure x "units" }

    /// Where units pass each other along the share of a node: its share now, and every crossing. `ranges` follow.
    CrossingRow = "crossings"
    head { share: Given, events: Count }
    rows "events"
    { share: Given, above: Unit, below: Unit }

    /// The range of shares in which a unit keeps its rank, a row a unit.
    RangeRow = "ranges"
    { low: Figure, high: Figure }

    /// The ranks without each node of a level, unit by unit.
    LeftOutRow = "left_out"
    head { units: Count }
    { node: Node, mean_shift: Figure }
    runs { ranks: Figure x "units" }

    /// How many runs a sensitivity analysis has, and how many are made.
    ProgressRow = "progress"
    { runs: Count, done: Count }
}

/// What JavaScript takes apart by rows.
pub const JAVASCRIPT: [Layout; 16] = [
    RankingRow::LAYOUT,
    GrowthRow::LAYOUT,
    MovedRow::LAYOUT,
    StuckRow::LAYOUT,
    UnseenRow::LAYOUT,
    TrendRow::LAYOUT,
    ContributionRow::LAYOUT,
    StepRow::LAYOUT,
    IntervalRow::LAYOUT,
    FrameRow::LAYOUT,
    HistogramRow::LAYOUT,
    PairRow::LAYOUT,
    CrossingRow::LAYOUT,
    RangeRow::LAYOUT,
    LeftOutRow::LAYOUT,
    ProgressRow::LAYOUT,
];

/// What Python takes apart by columns: rows, one after the other.
pub const PYTHON_ROWS: [Layout; 2] = [GrowthRow::LAYOUT, StuckRow::LAYOUT];

/// What comes to Python in columns: a head with how long they are and how many more follow, then one column after the other.
pub const PYTHON_COLUMNS: [Layout; 1] = [RankingColumns::LAYOUT];
