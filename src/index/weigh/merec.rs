//! MEREC weights: by the effect of removing a criterion.

use super::{to_one, Find, Weighting};
use crate::index::methods::documented;
use crate::ranking::is_constant;
use crate::reason::Reason;

documented! {
    /// By what the units lose without a child: E = mean over the units of S - S', S = ln(1 + sum of ln(x / min) / m) over
    /// the m children of a unit, S' the same without this one, min that of the child over the units; weight = E / sum of
    /// E, so they sum to 1. Needs figures above zero (else `not_positive`), as after min-max to a scale from 1; a child that
    /// is equal for all has none. Keshavarz-Ghorabaee, Amiri, Zavadskas, Turskis, Antucheviciene (2021). Of the columns
    /// (1, 2, 4), (4, 2, 1), (1, 1, 2): 0.412611, 0.464027, 0.123361.
    pub static MEREC: Weighting = Weighting {
        word: "merec",
        find: Find::Figures(merec),
        sentence: ("以MEREC法（剔除各项的影响）由数据得出", "are found by MEREC, the effects of removing criteria"),
    };
}

/// MEREC weights, for columns of which more is better: the paper's beneficial criteria. What less is better of has been
/// turned by the normalisation, as every weighting sees it.
///
/// They sum to 1, none is below zero. A missing figure is left out: the unit has fewer children, and the column's effect is
/// the mean over the units that have it. Unit of measure does not matter, zero of a column does. The logarithms of the paper
/// are sums of `|ln(min / x)|`, which is `ln(x / min)`.
///
/// Source: Keshavarz-Ghorabaee, M. et al. (2021), Symmetry 13(4), 525; pymcdm's `merec_weights`.
///
/// ```
/// // The second says nothing; the first alone moves the units.
/// assert_eq!(innodex::index::weigh::merec::merec(&[&[1.0, 2.0, 4.0], &[3.0; 3]]), Ok(vec![1.0, 0.0]));
/// ```
///
/// # Errors
/// `too_few_units` where a column has fewer than two figures, `not_positive` where one is zero or below, `constant` where
/// every column is, `overflow` where a quotient is no number.
pub fn merec(columns: &[&[f64]]) -> Result<Vec<f64>, Reason> {
    if columns.len() < 2 {
        return Ok(vec![1.0; columns.len()]);
    }
    let terms = columns.iter().map(|column| distances(column)).collect::<Result<Vec<_>, _>>()?;
    let units = terms.iter().map(Vec::len).min().unwrap_or(0);
    let (mut effects, mut present) = (vec![0.0; terms.len()], vec![0.0; terms.len()]);
    for unit in 0..units {
        let there: Vec<usize> = (0..terms.len()).filter(|c| !terms[*c][unit].is_nan()).collect();
        let score = |without: Option<usize>| {
            let sum: f64 = there.iter().filter(|c| Some(**c) != without).map(|c| terms[*c][unit]).sum();
            libm::log(1.0 + sum / there.len() as f64)
        };
        let all = score(None);
        for child in &there {
            effects[*child] += (all - score(Some(*child))).abs();
            present[*child] += 1.0;
        }
    }
    to_one(effects.iter().zip(&present).map(|(effect, n)| effect / n).collect(), Reason::Constant)
}

/// ln(x / min), NaN where x is missing; all zero where they are equal to 12 digits.
fn distances(column: &[f64]) -> Result<Vec<f64>, Reason> {
    let present = || column.iter().filter(|x| !x.is_nan());
    if present().count() < 2 {
        return Err(Reason::TooFewUnits);
    }
    let min = present().fold(f64::INFINITY, |min, x| min.min(*x));
    if min <= 0.0 {
        return Err(Reason::NotPositive);
    }
    let constant = is_constant(column);
    Ok(column.iter().map(|x| if constant { x * 0.0 } else { libm::log(x / min) }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_close(ours: &[f64], theirs: &[f64], within: f64) {
        assert_eq!(ours.len(), theirs.len());
        for (ours, theirs) in ours.iter().zip(theirs) {
            assert!((ours - theirs).abs() <= within * theirs, "{ours} {theirs}");
        }
    }

    /// A CSV as its header and rows.
    fn table(path: &str) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(path).unwrap();
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn every_pillar_of_asem_as_pymcdm_weighs_it() {
        let data = table("tests/oracle/asem/norm_minmax_1_100.csv");
        let golden = table("tests/golden/merec.csv");
        let column = |code: &str| -> Vec<f64> {
            let at = data[0].iter().position(|name| name == code).unwrap();
            data[1..].iter().map(|row| row[at].parse().unwrap()).collect()
        };
        let mut compared = 0;
        for pillar in golden[1..].chunk_by(|a, b| a[0] == b[0]) {
            let columns: Vec<Vec<f64>> = pillar.iter().map(|row| column(&row[1])).collect();
            let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
            let theirs: Vec<f64> = pillar.iter().map(|row| row[2].parse().unwrap()).collect();
            assert_close(&merec(&columns).unwrap(), &theirs, 1e-12);
            compared += theirs.len();
        }
        assert_eq!(compared, 49);
    }

    /// Five alternatives and four criteria, of which less is better of the last two: their reciprocals stand here.
    #[test]
    fn the_papers_example_has_the_weights_that_it_prints() {
        let turned = |column: [f64; 5]| column.map(|x| 1.0 / x);
        let weights = merec(&[
            &[450.0, 10.0, 100.0, 220.0, 5.0],
            &[8000.0, 9100.0, 8200.0, 9300.0, 8400.0],
            &turned([54.0, 2.0, 31.0, 1.0, 23.0]),
            &turned([145.0, 160.0, 153.0, 162.0, 158.0]),
        ]);
        let weights = weights.unwrap();
        let printed = [0.5752, 0.0141, 0.4016, 0.0091];
        assert!(weights.iter().zip(printed).all(|(ours, theirs)| (ours - theirs).abs() <= 5e-5));
        // The same example as the Julia package JMcDM has it (test/mcdm/testmerec.jl), with all digits.
        let julia =
            [0.575_221_667_209_382_3, 0.014_096_591_168_467_26, 0.401_561_363_887_731_17, 0.009_120_377_734_419_302];
        assert_close(&weights, &julia, 1e-12);
    }

    #[test]
    fn figures_that_give_no_weights() {
        let (up, nan) = ([1.0, 2.0, 3.0], f64::NAN);
        assert_eq!(merec(&[&up, &[0.0, 1.0, 2.0]]), Err(Reason::NotPositive));
        assert_eq!(merec(&[&up, &[-1.0, 1.0, 2.0]]), Err(Reason::NotPositive));
        assert_eq!(merec(&[&up, &[nan, nan, 2.0]]), Err(Reason::TooFewUnits));
        assert_eq!(merec(&[&[2.0; 3], &[5.0; 3]]), Err(Reason::Constant));
        assert_eq!(merec(&[&up, &[1e-300, 1.0, 1e300]]), Err(Reason::Overflow));
        assert_eq!(merec(&[&[0.0; 3]]), Ok(vec![1.0]));
        assert_eq!(merec(&[]), Ok(vec![]));
    }

    #[test]
    fn a_missing_figure_is_left_out() {
        let nan = f64::NAN;
        // Without the unit that lacks it, and with one whose figures are the worst: it has no effect, and counts as a unit.
        let all = merec(&[&[1.0, 2.0, 4.0], &[1.0, 3.0, 9.0]]).unwrap();
        assert_close(&merec(&[&[1.0, 2.0, 4.0, nan], &[1.0, 3.0, 9.0, nan]]).unwrap(), &all, 1e-15);
        // The last unit has only the first child: S = ln(1 + ln 4), and S' = 0.
        let effect = |x: f64, y: f64| libm::log(1.0 + (x + y) / 2.0) - libm::log(1.0 + y / 2.0);
        let (two, four) = (libm::log(2.0), libm::log(4.0));
        let first = (effect(two, four) + libm::log(1.0 + four)) / 3.0;
        let second = effect(four, two) / 2.0;
        let weights = merec(&[&[1.0, 2.0, 4.0], &[1.0, 4.0, nan]]).unwrap();
        assert_close(&weights, &[first / (first + second), second / (first + second)], 1e-14);
    }
}
