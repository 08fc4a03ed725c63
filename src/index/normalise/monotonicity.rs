//! Breakpoints between which every unit's normalised value is monotone in one unit's raw value. Goal seek uses them to prove
//! that no solution was skipped.

use super::{Figures, Normalisation, Spread};

/// What the normalised figure of any unit is, as a function of the one figure that moves, between two breakpoints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// A ratio of two lines (a + b x) / (c + d x), of all units with one denominator.
    Rational,
    /// Rising or falling.
    Monotone,
    /// Rising or falling everywhere, in steps.
    Step,
}

/// How the normalised figures of all units move with the figure of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Monotonicity {
    /// What they are between two breakpoints.
    pub piece: Piece,
    /// Whether every unit's figure rises only, or falls only, all the way, breakpoints or not.
    pub monotone: bool,
    /// Whether a unit's figure can only fall as those of others get better, direction applied. With a mean or a reference
    /// in it, a scale may move either way.
    pub falls_with_others: bool,
}

impl Normalisation {
    /// How the normalised figures move.
    pub(crate) fn monotonicity(&self) -> Monotonicity {
        self.method.monotonicity()
    }

    /// Appends the values of the moving figure at which the figure of some unit may turn, or change its formula. `pool` are
    /// the other figures that the scale is made of, `x` those of the other units in the period.
    pub(crate) fn breakpoints(&self, pool: &[f64], x: &[f64], found: &mut Vec<f64>) {
        let others = Figures { x, scope: pool, spread: Spread::of(pool), direction: self.direction };
        self.method.breakpoints(&others, found);
        found.retain(|b| b.is_finite());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::normalise::{Parameters, Scope, ALL, BASE_PERIOD, HIGH, LOW, REFERENCE, STANDARD_VALUE, TARGET};
    use crate::panel::Panel;

    /// Every normalisation, both directions: between two breakpoints no unit's figure turns.
    #[test]
    fn between_breakpoints_nothing_turns() {
        let panel = Panel::from_columns(
            r#"{"units":[{"code":"a","name":{"zh":"a","en":"a"}}],"periods":["2020"],"indicators":[{"id":"x"}]}"#,
            vec![1.0],
            &[0],
        );
        let panel = panel.unwrap();
        let others = [0.3, 2.0, -0.5, 3.0, 3.0, 1.1];
        for method in ALL.iter().filter(|method| **method != &BASE_PERIOD) {
            for direction in [1.0, -1.0] {
                let parameters = Parameters::of(method).with(&LOW, -1.0).with(&HIGH, 4.0).with(&TARGET, 3.5);
                let parameters = parameters.with(&REFERENCE, "a".to_owned()).with(&STANDARD_VALUE, 2.5);
                let one = Normalisation::resolve(&parameters, direction, &Scope::Period, &panel).unwrap();
                let mut points = vec![-6.0, 7.0];
                one.breakpoints(&others, &others, &mut points);
                points.sort_by(f64::total_cmp);
                let at = |v: f64| {
                    let x: Vec<f64> = std::iter::once(v).chain(others).collect();
                    let mut out = vec![0.0; x.len()];
                    one.apply(&x, &x, &mut out);
                    out
                };
                if one.monotonicity().monotone {
                    points = vec![-6.0, 7.0];
                }
                for piece in points.windows(2).filter(|w| w[1] - w[0] > 1e-9) {
                    let inside = |k: i32| piece[0] + (piece[1] - piece[0]) * f64::from(k) / 64.0;
                    let steps: Vec<Vec<f64>> = (1..64).map(|k| at(inside(k))).collect();
                    for unit in 0..=others.len() {
                        let moves: Vec<f64> = steps.windows(2).map(|w| w[1][unit] - w[0][unit]).collect();
                        let (up, down) = (moves.iter().any(|m| *m > 1e-12), moves.iter().any(|m| *m < -1e-12));
                        assert!(!(up && down), "{method:?} {direction} unit {unit} in {piece:?}: {moves:?}");
                    }
                }
            }
        }
    }
}
