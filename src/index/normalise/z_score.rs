//! Z-scores.

use super::figures::beyond;
use super::{Figures, Method, Monotonicity, Normalise, Piece};
use crate::index::methods::{documented, Parameter};
use crate::ranking::plus;
use crate::reason::Reason;
use crate::statistics::Moments;

documented! {
    /// (z - mean) / sd x `sd` + `mean`, sd with n - 1; result has mean 0, sd 1 unless said \[n_zscore\]. Of 1, 2, 3:
    /// -1, 0, 1.
    pub static Z_SCORE: Method = Method {
        word: "z_score",
        parameters: &[&MEAN, &SD],
        resolve: |written| {
            let (mean, sd) = (written.get(&MEAN).unwrap_or(0.0), written.get(&SD).unwrap_or(1.0));
            if sd <= 0.0 {
                return Err(("sd", "须大于零", "must be greater than zero"));
            }
            Ok(Box::new(ZScore { mean, sd }))
        },
        called: ("Z得分法", "z-scores"),
        ends: None,
    };
}

documented! {
    /// `z_score`: the mean of the result.
    pub static MEAN: Parameter<f64> = "mean";
    /// `z_score`: the standard deviation of the result.
    pub static SD: Parameter<f64> = "sd";
}

struct ZScore {
    mean: f64,
    sd: f64,
}

impl Normalise for ZScore {
    fn apply(&self, figures: &Figures, out: &mut [f64]) -> Option<Reason> {
        let (d, noise) = (figures.direction, figures.spread.noise());
        let (m, s) = figures.mean_and_sd();
        figures.each(out, |v| plus(beyond(v, m, noise) * d / s * self.sd, self.mean));
        None
    }

    fn middle(&self) -> f64 {
        self.mean
    }

    fn monotonicity(&self) -> Monotonicity {
        Monotonicity { piece: Piece::Monotone, monotone: false, falls_with_others: false }
    }

    /// With t the distance of the moving figure from the mean m of the others, a that of another unit's figure, N the
    /// number of figures and S the sum of squares of the others about m: the other unit's score
    /// (a - t / N) / sqrt((S + t^2 (N - 1) / N) / (N - 1)) turns where t = -S / (a (N - 1)), and the deviation where t = 0.
    fn breakpoints(&self, others: &Figures, found: &mut Vec<f64>) {
        let Moments { n, mean, squares } = Moments::of(others.scope);
        found.push(mean);
        found.extend(others.x.iter().filter(|v| !v.is_nan()).map(|v| mean - squares / ((v - mean) * n)));
    }
}
