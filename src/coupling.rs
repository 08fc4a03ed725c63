//! Coupling coordination (耦合协调度): whether the dimensions of a unit develop together.

use crate::text::Text;
use innodex_schema::schema;
use serde::Serialize;

/// How the coupling degree C of the scores U_1, ..., U_n is computed.
///
/// Papers write the usual form in several ways. {U_1 ... U_n / ((U_1 + ... + U_n) / n)^n}^(1/n) is the same. Without the
/// factor n, as 2 sqrt(U_1 U_2) / (U_1 + U_2) is often misprinted, C cannot reach 1; it is not offered.
#[schema]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CouplingForm {
    /// n (U_1 x ... x U_n)^(1/n) / (U_1 + ... + U_n): the geometric mean over the arithmetic mean. The usual form.
    #[default]
    Usual,
    /// The form corrected by Wang Shujia and others, which spreads over \[0, 1\] where the usual one crowds near 1:
    /// sqrt((1 - mean of |U_i - U_j| over the pairs) x (product of U_i / max U)^(1 / (n - 1))).
    Corrected,
}

crate::json::words!(CouplingForm { Usual = "usual", Corrected = "corrected" });

/// The coupling coordination of a unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coupling {
    /// C, the coupling degree.
    pub coupling: f64,
    /// T, the comprehensive development index: the weighted mean of the scores.
    pub development: f64,
    /// D = sqrt(C T), the coupling coordination degree.
    pub coordination: f64,
}

/// Why a unit has no coupling coordination.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoCoupling {
    /// A dimension has no score.
    Missing,
    /// A score is below 0 or above 1.
    OutsideScale,
    /// All scores are zero.
    AllZero,
}

impl NoCoupling {
    /// The words for it.
    pub fn text(self) -> Text {
        match self {
            NoCoupling::Missing => Text::new("有子系统缺少得分", "a dimension has no score"),
            NoCoupling::OutsideScale => Text::new(
                "子系统得分不在[0, 1]内，无法计算耦合度",
                "a score is not from 0 to 1, so that there is no coupling degree",
            ),
            NoCoupling::AllZero => Text::new("各子系统得分均为零", "the scores of all dimensions are zero"),
        }
    }
}

/// C, T and D of the scores of two dimensions or more, each from 0 to 1; weights are relative.
///
/// Range: all three from 0 to 1. A score of zero makes C and D zero. Missing: without one of the scores there is none, since
/// C of fewer dimensions is another measure.
///
/// Source: 廖重斌 (1999), 环境与经济协调发展的定量评判及其分类体系, 热带地理 19(2), 171-177; 王淑佳等 (2021),
/// 国内耦合协调度模型的误区及修正, 自然资源学报 36(3), 793-810, for the corrected form.
///
/// # Errors
/// [`NoCoupling`], where there is none.
///
/// ```
/// use innodex::coupling::{coupling, CouplingForm};
/// let found = coupling(&[0.8, 0.2], &[1.0, 1.0], CouplingForm::Usual).unwrap();
/// assert!((found.coupling - 0.8).abs() < 1e-15); // 2 sqrt(0.16) / 1
/// assert!((found.development - 0.5).abs() < 1e-15);
/// assert!((found.coordination - 0.4_f64.sqrt()).abs() < 1e-15);
/// let found = coupling(&[0.8, 0.2], &[1.0, 1.0], CouplingForm::Corrected).unwrap();
/// assert!((found.coupling - 0.1_f64.sqrt()).abs() < 1e-15); // (1 - 0.6) x 0.2 / 0.8
/// ```
pub fn coupling(scores: &[f64], weights: &[f64], form: CouplingForm) -> Result<Coupling, NoCoupling> {
    if scores.iter().any(|u| u.is_nan()) {
        return Err(NoCoupling::Missing);
    }
    if scores.iter().any(|u| !(0.0..=1.0).contains(u)) {
        return Err(NoCoupling::OutsideScale);
    }
    if scores.iter().all(|u| *u == 0.0) {
        return Err(NoCoupling::AllZero);
    }
    let coupling = match form {
        CouplingForm::Usual => usual(scores),
        CouplingForm::Corrected => corrected(scores),
    };
    let weighted: f64 = scores.iter().zip(weights).map(|(u, w)| u * w).sum();
    let development = weighted / weights.iter().sum::<f64>();
    // Rounding may lead beyond 1 by a last digit.
    let coupling = coupling.min(1.0);
    Ok(Coupling { coupling, development, coordination: (coupling * development).sqrt() })
}

fn usual(scores: &[f64]) -> f64 {
    let n = scores.len() as f64;
    // Each root by itself: a product of many small scores would vanish.
    let geometric: f64 = scores.iter().map(|u| libm::pow(*u, 1.0 / n)).product();
    n * geometric / scores.iter().sum::<f64>()
}

fn corrected(scores: &[f64]) -> f64 {
    let n = scores.len();
    let largest = scores.iter().copied().fold(0.0, f64::max);
    let pairs = (0..n).flat_map(|i| (i + 1..n).map(move |j| (i, j)));
    let distance: f64 = pairs.map(|(i, j)| (scores[i] - scores[j]).abs()).sum();
    let near = 1.0 - distance / (n * (n - 1)) as f64 * 2.0;
    let ratio: f64 = scores.iter().map(|u| libm::pow(u / largest, 1.0 / (n - 1) as f64)).product();
    (near.max(0.0) * ratio).sqrt()
}

/// The ten customary classes of D, from the worst: each from its tenth up to below the next, the last one with 1.
///
/// Source: 廖重斌 (1999), who gives them as 0-0.09, 0.10-0.19, ..., 0.90-1.00. Some papers close each on the other side,
/// as (0.4, 0.5\].
pub const CLASSES: [(&str, &str); 10] = [
    ("极度失调", "extreme imbalance"),
    ("严重失调", "serious imbalance"),
    ("中度失调", "moderate imbalance"),
    ("轻度失调", "slight imbalance"),
    ("濒临失调", "near imbalance"),
    ("勉强协调", "bare coordination"),
    ("初级协调", "primary coordination"),
    ("中级协调", "intermediate coordination"),
    ("良好协调", "good coordination"),
    ("优质协调", "high-quality coordination"),
];

/// The class of D, from 1 (extreme imbalance) to 10, and its name.
///
/// ```
/// let (number, name) = innodex::coupling::class(0.4);
/// assert_eq!((number, name.zh.as_str()), (5, "濒临失调"));
/// assert_eq!(innodex::coupling::class(1.0).0, 10);
/// ```
pub fn class(coordination: f64) -> (usize, Text) {
    // 0.3 from a sum may be 0.29999999999999999.
    let at = ((coordination * 10.0 + 1e-12) as usize).min(CLASSES.len() - 1);
    (at + 1, Text::new(CLASSES[at].0, CLASSES[at].1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNITS: [[f64; 3]; 6] = [
        [0.0162, 0.2720, 0.2655],
        [0.1782, 0.6824, 0.3721],
        [0.5490, 0.0593, 0.5729],
        [0.6730, 0.4812, 0.9082],
        [0.0207, 0.8891, 0.2017],
        [0.9875, 0.5573, 0.8984],
    ];

    /// What the documentation of the R package mathmodels prints of `coupling_degree`, to three digits (man page
    /// `system_evaluation`, read 2026): equal weights, then `c(0.4, 0.3, 0.3)` with `type = "adjusted"`.
    #[test]
    fn figures_are_those_that_mathmodels_prints() {
        let usual = [
            [0.571, 0.185, 0.325],
            [0.867, 0.411, 0.597],
            [0.674, 0.394, 0.515],
            [0.967, 0.687, 0.815],
            [0.418, 0.370, 0.393],
            [0.971, 0.814, 0.889],
        ];
        let corrected = [
            [0.447, 0.168, 0.274],
            [0.501, 0.388, 0.440],
            [0.455, 0.409, 0.432],
            [0.669, 0.686, 0.678],
            [0.175, 0.336, 0.242],
            [0.715, 0.832, 0.771],
        ];
        let compare = |form, weights: [f64; 3], printed: [[f64; 3]; 6]| {
            for (scores, printed) in UNITS.iter().zip(printed) {
                let ours = coupling(scores, &weights, form).unwrap();
                for (ours, printed) in [ours.coupling, ours.development, ours.coordination].iter().zip(printed) {
                    assert!((ours - printed).abs() <= 0.000_500_1, "{form:?} {scores:?}: {ours}, printed {printed}");
                }
            }
        };
        compare(CouplingForm::Usual, [1.0; 3], usual);
        compare(CouplingForm::Corrected, [0.4, 0.3, 0.3], corrected);
    }

    #[test]
    fn equal_scores_are_coupled_wholly_and_a_zero_not_at_all() {
        for form in [CouplingForm::Usual, CouplingForm::Corrected] {
            for u in [1e-12, 0.1, 0.37, 1.0] {
                let found = coupling(&[u; 4], &[1.0, 2.0, 3.0, 4.0], form).unwrap();
                assert!((found.coupling - 1.0).abs() < 1e-12 && found.coupling <= 1.0, "{form:?} {u}: {found:?}");
                assert!((found.development - u).abs() < 1e-15);
            }
            assert_eq!(coupling(&[0.0, 0.5], &[1.0; 2], form).unwrap().coordination, 0.0);
            assert_eq!(coupling(&[0.0, 0.0], &[1.0; 2], form), Err(NoCoupling::AllZero));
            assert_eq!(coupling(&[0.5, 1.2], &[1.0; 2], form), Err(NoCoupling::OutsideScale));
            assert_eq!(coupling(&[0.5, f64::NAN], &[1.0; 2], form), Err(NoCoupling::Missing));
        }
    }

    #[test]
    fn classes_have_the_boundaries_of_the_table() {
        let of = |d: f64| class(d).0;
        let boundaries: Vec<usize> = (0..=10).map(|tenth| of(f64::from(tenth) / 10.0)).collect();
        assert_eq!(boundaries, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10]);
        assert_eq!((of(0.0999), of(0.3999), of(0.8999), of(0.1 + 0.2)), (1, 4, 9, 4));
    }

    #[test]
    fn words_are_those_of_the_type() {
        CouplingForm::words_agree();
    }
}
