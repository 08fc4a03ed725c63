//! Whatever is done to a consistent account, it stays consistent.

use crate::common;

use common::ledger::{after, change, model};
use innodex::Model;
use proptest::prelude::*;
use serde_json::{json, Value};

/// Order of the figures: total; a, b, c (complete); d, e (incomplete); a is itself the total of a1, a2 (complete).
const IDS: [&str; 8] = ["total", "a", "b", "c", "d", "e", "a1", "a2"];

fn account() -> impl Strategy<Value = Vec<f64>> {
    let amount = || 0.01..1e6;
    (amount(), amount(), amount(), amount(), 0.0..0.6, 0.0..0.4).prop_map(|(a1, a2, b, c, d, e)| {
        let a: f64 = a1 + a2;
        let total = a + b + c;
        vec![total, a, b, c, d * total, e * total, a1, a2]
    })
}

fn model_of(figures: &[f64]) -> Model {
    let part = |id: &str, total: &str, by: &str, complete: bool| json!({ "id": id, "part_of": { "total": total, "by": by, "complete": complete } });
    let accounts = json!([
        { "id": "total" },
        part("a", "total", "activity", true),
        part("b", "total", "activity", true),
        part("c", "total", "activity", true),
        part("d", "total", "source", false),
        part("e", "total", "source", false),
        part("a1", "a", "level", true),
        part("a2", "a", "level", true),
    ]);
    let named: Vec<(&str, f64)> = IDS.into_iter().zip(figures.iter().copied()).collect();
    model(&named, accounts)
}

#[derive(Debug, Clone)]
struct Move {
    indicator: usize,
    op: &'static str,
    /// Of the figure, so that a good part of the changes is possible.
    share: f64,
    keep: Vec<usize>,
}

fn a_move() -> impl Strategy<Value = Move> {
    let op = prop::sample::select(vec!["add", "multiply", "set"]);
    (0..IDS.len(), op, 0.3..1.8, prop::collection::vec(0..IDS.len(), 0..3)).prop_map(
        |(indicator, op, share, mut keep)| {
            keep.retain(|k| *k != indicator);
            Move { indicator, op, share, keep }
        },
    )
}

impl Move {
    fn change(&self, figures: &[f64]) -> Value {
        let x = figures[self.indicator];
        let value = match self.op {
            "add" => x * (self.share - 1.0),
            "set" => x * self.share,
            _ => self.share,
        };
        let keep: Vec<&str> = self.keep.iter().map(|k| IDS[*k]).collect();
        change(IDS[self.indicator], self.op, value, &keep)
    }
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}

fn consistent(f: &[f64]) -> Result<(), TestCaseError> {
    prop_assert!(close(f[1] + f[2] + f[3], f[0]), "activity: {f:?}");
    prop_assert!(close(f[6] + f[7], f[1]), "level: {f:?}");
    prop_assert!(f[4] + f[5] <= f[0] * (1.0 + 1e-9), "source: {f:?}");
    prop_assert!(f.iter().all(|v| *v >= 0.0 && v.is_finite()), "{f:?}");
    prop_assert!(f[1..].iter().all(|part| *part <= f[0] * (1.0 + 1e-9)), "{f:?}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn accounts_are_kept_under_any_change(figures in account(), moves in prop::collection::vec(a_move(), 1..6)) {
        let model = model_of(&figures);
        let mut changes = Vec::new();
        let mut before = figures;
        for step in moves {
            changes.push(step.change(&before));
            match after(&model, &changes) {
                Ok(now) => {
                    consistent(&now)?;
                    for kept in &step.keep {
                        prop_assert_eq!(now[*kept].to_bits(), before[*kept].to_bits(), "{} moved by {:?}", IDS[*kept], &step);
                    }
                    before = now;
                }
                Err(error) => {
                    prop_assert_eq!(error.code, innodex::Code::AccountExceeded);
                    changes.pop();
                }
            }
        }
    }

    #[test]
    fn a_change_is_undone_by_its_inverse(figures in account(), indicator in 0..IDS.len(), factor in 0.3..3.0) {
        let model = model_of(&figures);
        let id = IDS[indicator];
        // Downwards first may be refused where siblings have no room, but nothing is kept here, so it never is.
        let there = change(id, "multiply", factor, &[]);
        let back = change(id, "multiply", 1.0 / factor, &[]);
        let returned = after(&model, &[there, back]).unwrap();
        for (at, (now, was)) in returned.iter().zip(&figures).enumerate() {
            prop_assert!(close(*now, *was), "{}: {} was {}", IDS[at], now, was);
        }
    }
}
