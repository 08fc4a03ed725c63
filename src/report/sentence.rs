//! A sentence while it is read.

use super::each::Each;
use super::kind::Decided;
use super::period::Stated;

/// A sentence while it is read.
#[derive(Default)]
pub(super) struct Sentence {
    /// The first of its figures.
    pub first: usize,
    /// Where its item begins: a character, a token.
    pub item: (usize, usize),
    /// Where its clause begins: a character, a token.
    pub clause: (usize, usize),
    /// Its last clause without a figure.
    pub noun: Option<(usize, usize)>,
    /// Brackets that are open: the item that each interrupts.
    pub open: Vec<((usize, usize), (usize, usize))>,
    /// Its period, its region, what its figures are compared with.
    pub period: Option<Stated>,
    /// See `period`.
    pub region: Option<String>,
    /// See `period`.
    pub compared: Option<String>,
    /// Whether it tells of what is to come.
    pub target: bool,
    /// Whether it has come to what has been done.
    pub done: bool,
    /// Whether the figure that is being read is called a target after it.
    pub goal: bool,
    /// 分别: whose figures are to come.
    pub each: Option<Each>,
    /// The last subject that was no attribute of another.
    pub noun_subject: String,
    /// What was decided of the figure before.
    pub before: Option<(Decided, usize)>,
}
