//! Whether a change of rank between two periods is more than the choices of method: draws that are common to both.
//!
//! A draw is a set of weights and methods. It ranks both periods, so that what it does to both alike cancels: the share of draws in
//! which a unit rose is that of the method, not of two independent noises (common random numbers; Handbook, step 7).

use super::Uncertainty;
use crate::area::Area;

/// The same draws in two periods.
#[derive(Debug, Clone)]
pub struct RankChanges {
    before: Uncertainty,
    now: Uncertainty,
}

/// What a unit's rank did over the draws: counts of draws.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Moves {
    /// Its rank is better in the later period.
    pub rose: usize,
    /// It is worse.
    pub fell: usize,
    /// It is the same.
    pub same: usize,
    /// It has no rank in one of the two.
    pub missing: usize,
}

impl Moves {
    /// The draws in which it has a rank in both periods.
    pub fn ranked(&self) -> usize {
        self.rose + self.fell + self.same
    }

    fn count(&mut self, before: u32, now: u32) {
        *match (before, now) {
            (0, _) | (_, 0) => &mut self.missing,
            _ if now < before => &mut self.rose,
            _ if now > before => &mut self.fell,
            _ => &mut self.same,
        } += 1;
    }
}

impl RankChanges {
    /// Makes all draws of both analyses: of one model, by one specification, in two periods.
    pub fn of(mut before: Uncertainty, mut now: Uncertainty) -> RankChanges {
        before.advance(usize::MAX);
        now.advance(usize::MAX);
        RankChanges { before, now }
    }

    /// The draws of the later period.
    pub fn now(&self) -> &Uncertainty {
        &self.now
    }

    /// What the rank of every unit did, among all or among those of an area: one a unit of the panel.
    pub fn moves(&self, area: Option<Area>) -> Vec<Moves> {
        let panel = self.now.model().panel();
        let mut moves = vec![Moves::default(); panel.units().len()];
        let asked: Vec<usize> = (0..moves.len()).filter(|u| panel.is_in(*u, area)).collect();
        for draw in 0..self.now.done() {
            let [before, now] = [&self.before, &self.now].map(|all| match area {
                None => all.ranks(draw).to_vec(),
                Some(_) => within(all.ranks(draw), &asked),
            });
            asked.iter().for_each(|u| moves[*u].count(before[*u], now[*u]));
        }
        moves
    }
}

/// The ranks of some units among themselves, from those among all; 0 where there is none.
fn within(ranks: &[u32], asked: &[usize]) -> Vec<u32> {
    let mut order: Vec<u32> = asked.iter().map(|u| ranks[*u]).filter(|rank| *rank > 0).collect();
    order.sort_unstable();
    let mut own = vec![0; ranks.len()];
    for u in asked.iter().filter(|u| ranks[**u] > 0) {
        own[*u] = 1 + order.partition_point(|rank| *rank < ranks[*u]) as u32;
    }
    own
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_within_an_area_keep_order_and_ties() {
        assert_eq!(within(&[3, 1, 0, 3, 7, 2], &[0, 2, 3, 4]), [1, 0, 0, 1, 3, 0]);
    }

    #[test]
    fn a_draw_without_a_rank_is_neither_up_nor_down() {
        let mut moves = Moves::default();
        [(0, 3), (3, 0), (2, 1), (1, 2), (4, 4), (0, 0)].iter().for_each(|(a, b)| moves.count(*a, *b));
        assert_eq!(moves, Moves { rose: 1, fell: 1, same: 1, missing: 3 });
        assert_eq!(moves.ranked(), 3);
    }
}
