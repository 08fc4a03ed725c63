//! The obstacle degree (障碍度): which indicators keep a unit from a full score.

use crate::text::Text;

/// Why a unit has no obstacle degrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoObstacles {
    /// No indicator that has a weight has a figure.
    NoFigures,
    /// A normalised figure is below 0 or above 1.
    OutsideScale,
    /// Every indicator that has a weight is at 1.
    NoDeviation,
}

impl NoObstacles {
    /// The words for it.
    pub fn text(self) -> Text {
        match self {
            NoObstacles::NoFigures => Text::new("各指标均无数据", "none of the indicators has a figure"),
            NoObstacles::OutsideScale => Text::new(
                "标准化值不在[0, 1]内，指标偏离度无意义",
                "a normalised value is not from 0 to 1, so that its deviation has no sense",
            ),
            NoObstacles::NoDeviation => {
                Text::new("各指标均达到满分，没有障碍", "every indicator has a full score: there is no obstacle")
            }
        }
    }
}

/// The obstacle degrees of a unit, in per cent: of indicator j
///
/// O_j = F_j I_j / (F_1 I_1 + ... + F_n I_n) x 100,
///
/// F_j its factor contribution (因子贡献度), which is its weight in the index, and I_j = 1 - x_j its deviation (指标偏离度),
/// x_j its normalised value, of which 1 is best. The degree of a dimension is the sum of those of its indicators.
///
/// Range: from 0 to 100, in sum 100. Missing: an indicator without a figure (NaN) has no degree, and the others share the
/// whole. Without any figure, with a value outside [0, 1], and where every value is 1, nobody has one: a z-score has no
/// largest value to deviate from.
///
/// Source: 鲁春阳等 (2011), 基于改进TOPSIS法的城市土地利用绩效评价及障碍因子诊断, 资源科学 33(3), 535-541; the same formula in
/// `obstacle_degree` of the R package mathmodels, with `scaled`.
///
/// # Errors
/// [`NoObstacles`], where there are none.
///
/// ```
/// let degrees = innodex::obstacle::obstacles(&[0.5, 0.3, 0.2], &[0.4, 0.9, f64::NAN]).unwrap();
/// assert!((degrees[0] - 100.0 * 0.30 / 0.33).abs() < 1e-12); // 0.5 x 0.6 of 0.5 x 0.6 + 0.3 x 0.1
/// assert!((degrees[0] + degrees[1] - 100.0).abs() < 1e-12);
/// assert!(degrees[2].is_nan());
/// ```
pub fn obstacles(contributions: &[f64], normalised: &[f64]) -> Result<Vec<f64>, NoObstacles> {
    let present = || contributions.iter().zip(normalised).filter(|(_, x)| !x.is_nan());
    if !present().any(|(f, _)| *f > 0.0) {
        return Err(NoObstacles::NoFigures);
    }
    if present().any(|(_, x)| !(0.0..=1.0).contains(x)) {
        return Err(NoObstacles::OutsideScale);
    }
    let all: f64 = present().map(|(f, x)| f * (1.0 - x)).sum();
    if all <= 0.0 {
        return Err(NoObstacles::NoDeviation);
    }
    Ok(contributions.iter().zip(normalised).map(|(f, x)| f * (1.0 - x) / all * 100.0).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the documentation of the R package mathmodels prints of `obstacle_degree(df, c(0.4, 0.3, 0.3))`: F_j I_j of six
    /// units, to three digits (man page `system_evaluation`, read 2026).
    const PRINTED: [([f64; 3], [f64; 3]); 6] = [
        ([0.0162, 0.2720, 0.2655], [0.394, 0.218, 0.220]),
        ([0.1782, 0.6824, 0.3721], [0.329, 0.0953, 0.188]),
        ([0.5490, 0.0593, 0.5729], [0.180, 0.282, 0.128]),
        ([0.6730, 0.4812, 0.9082], [0.131, 0.156, 0.0275]),
        ([0.0207, 0.8891, 0.2017], [0.392, 0.0333, 0.239]),
        ([0.9875, 0.5573, 0.8984], [0.00500, 0.133, 0.0305]),
    ];

    #[test]
    fn degrees_are_the_shares_of_printed_products() {
        for (x, products) in PRINTED {
            let degrees = obstacles(&[0.4, 0.3, 0.3], &x).unwrap();
            let sum: f64 = products.iter().sum();
            for (ours, product) in degrees.iter().zip(products) {
                assert!((ours - product / sum * 100.0).abs() < 0.2, "{x:?}: {ours}, printed {product} of {sum}");
            }
            assert!((degrees.iter().sum::<f64>() - 100.0).abs() < 1e-12);
        }
    }

    #[test]
    fn nobody_has_degrees_without_deviation_or_scale() {
        let of = |x: &[f64]| obstacles(&[0.6, 0.4], x).unwrap_err();
        assert_eq!(of(&[1.0, 1.0]), NoObstacles::NoDeviation);
        assert_eq!(of(&[1.0, f64::NAN]), NoObstacles::NoDeviation);
        assert_eq!(of(&[f64::NAN, f64::NAN]), NoObstacles::NoFigures);
        assert_eq!(of(&[0.2, 1.1]), NoObstacles::OutsideScale);
        assert_eq!(of(&[-0.2, 0.4]), NoObstacles::OutsideScale);
        assert_eq!(obstacles(&[0.0, 0.0], &[0.1, 0.2]), Err(NoObstacles::NoFigures));
    }
}
