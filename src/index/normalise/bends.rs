//! How the normalised figures of all units move while one unit's figure moves: between which values they rise or fall only.
//! A search that knows this can prove that it has missed nothing.

use super::{Form, Normalisation, Spread};

/// What the normalised figure of any unit is, as a function of the one figure that moves, between two bends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A ratio of two lines (a + b x) / (c + d x), of all units with one denominator.
    Fraction,
    /// Rising or falling.
    Curve,
    /// Rising or falling everywhere, in steps.
    Steps,
}

impl Normalisation {
    /// The shape between two [bends](Normalisation::bends).
    pub(crate) fn shape(&self) -> Shape {
        match self.form {
            Form::Rank | Form::PercentileRank | Form::Borda => Shape::Steps,
            Form::ZScore { .. } | Form::Goalposts { ln: true, .. } => Shape::Curve,
            Form::MinMax { .. }
            | Form::Goalposts { .. }
            | Form::DistanceToTarget { .. }
            | Form::Scaled { .. }
            | Form::FractionOfMax
            | Form::DistanceToReference { .. }
            | Form::BasePeriod
            | Form::AroundReference { .. } => Shape::Fraction,
        }
    }

    /// Whether every unit's figure rises only, or falls only, all the way, bends or not.
    pub(crate) fn is_monotone(&self) -> bool {
        !matches!(
            self.form,
            Form::ZScore { .. } | Form::FractionOfMax | Form::DistanceToReference { .. } | Form::AroundReference { .. }
        )
    }

    /// Whether a unit's figure can only fall as those of others get better, direction applied.
    pub(crate) fn falls_with_others(&self) -> bool {
        // With a mean or a reference in it, a scale may move either way.
        self.is_monotone() || matches!(self.form, Form::FractionOfMax)
    }

    /// Appends the values of the moving figure at which the figure of some unit may turn, or change its formula. `pool` are
    /// the other figures that the scale is made of, `x` those of the other units in the period.
    ///
    /// Minimum and maximum change hands at those of the others. With z-scores, t being the distance of the moving figure
    /// from the mean m of the others, a that of another unit's figure, N the number of figures and S the sum of squares of
    /// the others about m: the other unit's score (a - t / N) / sqrt((S + t^2 (N - 1) / N) / (N - 1)) turns where
    /// t = -S / (a (N - 1)), and the deviation where t = 0.
    pub(crate) fn bends(&self, pool: &[f64], x: &[f64], bends: &mut Vec<f64>) {
        match self.form {
            Form::Goalposts { low, high, clamp, ln, .. } => {
                let post = |x: f64| if ln { libm::exp(x) } else { x };
                if clamp {
                    bends.extend([post(low), post(high)]);
                }
            }
            Form::ZScore { .. } => {
                let present = || pool.iter().copied().filter(|v| !v.is_nan());
                let n = present().count() as f64;
                let mean = present().sum::<f64>() / n;
                let squares: f64 = present().map(|v| (v - mean) * (v - mean)).sum();
                bends.push(mean);
                bends.extend(x.iter().filter(|v| !v.is_nan()).map(|v| mean - squares / ((v - mean) * n)));
            }
            Form::Scaled { .. } | Form::BasePeriod | Form::Rank | Form::PercentileRank | Form::Borda => {}
            Form::MinMax { .. }
            | Form::FractionOfMax
            | Form::DistanceToReference { .. }
            | Form::AroundReference { .. }
            | Form::DistanceToTarget { .. } => {
                let spread = Spread::of(pool);
                bends.extend([spread.min, spread.max]);
                if let Form::DistanceToTarget { target, .. } = self.form {
                    bends.push(target);
                }
            }
        }
        bends.retain(|b| b.is_finite());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::normalise::{Method, Parameters, Scope};
    use crate::panel::Panel;

    /// Every normalisation, both directions: between two bends no unit's figure turns.
    #[test]
    fn between_bends_nothing_turns() {
        let methods = [
            (Method::MinMax, [None; 3]),
            (Method::ZScore, [None; 3]),
            (Method::Goalposts, [Some(-1.0), Some(4.0), None]),
            (Method::DistanceToTarget, [None, None, Some(3.5)]),
            (Method::Rank, [None; 3]),
            (Method::Scaled, [None; 3]),
            (Method::PercentileRank, [None; 3]),
            (Method::Borda, [None; 3]),
            (Method::FractionOfMax, [None; 3]),
            (Method::DistanceToMax, [None; 3]),
            (Method::DistanceToReference, [None; 3]),
            (Method::AroundReference, [None; 3]),
        ];
        let panel = Panel::from_columns(
            r#"{"units":[{"code":"a","name":{"zh":"a","en":"a"}}],"periods":["2020"],"indicators":[{"id":"x"}]}"#,
            vec![1.0],
            &[0],
        );
        let panel = panel.unwrap();
        let others = [0.3, 2.0, -0.5, 3.0, 3.0, 1.1];
        for (method, [low, high, target]) in methods {
            for direction in [1.0, -1.0] {
                let mut parameters = Parameters { method: Some(method), low, high, target, ..Parameters::default() };
                parameters.reference = Some("a".to_owned());
                let one = Normalisation::resolve(&parameters, direction, &Scope::Period, &panel).unwrap();
                let mut bends = vec![-6.0, 7.0];
                one.bends(&others, &others, &mut bends);
                bends.sort_by(f64::total_cmp);
                let at = |v: f64| {
                    let x: Vec<f64> = std::iter::once(v).chain(others).collect();
                    let mut out = vec![0.0; x.len()];
                    one.apply(&x, &x, &mut out);
                    out
                };
                if one.is_monotone() {
                    bends = vec![-6.0, 7.0];
                }
                for piece in bends.windows(2).filter(|w| w[1] - w[0] > 1e-9) {
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
