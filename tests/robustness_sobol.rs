//! Sobol's sequence against SciPy's, and against what makes it one.

use crate::common;

use common::golden::Golden;
use innodex::robustness::sobol::Sobol;

fn points(mut sobol: Sobol, count: usize) -> Vec<Vec<f64>> {
    (0..count).map(|_| sobol.next_point().unwrap().to_vec()).collect()
}

/// SciPy 1.17.1, all 128 dimensions (tests/oracle/robustness/sobol_scipy.py): to the last bit.
#[test]
fn points_equal_those_of_scipy() {
    let golden = Golden::read("robustness/sobol_scipy");
    let mut sobol = Sobol::new(128).unwrap();
    let (mut at, mut compared) = (0_u64, 0);
    for row in &golden.rows {
        let wanted: u64 = row[0].parse().unwrap();
        sobol.skip(wanted - at);
        let point = sobol.next_point().unwrap();
        at = wanted + 1;
        for (ours, theirs) in point.iter().zip(&row[1..]) {
            assert_eq!(*ours, theirs.parse::<f64>().unwrap() / 4_294_967_296.0, "point {wanted}");
            compared += 1;
        }
    }
    assert_eq!(compared, 17 * 128);
}

/// Any 2^k points that begin at a multiple of 2^k have one in each of the 2^k equal parts of every dimension; shifted too.
#[test]
fn every_part_of_every_dimension_has_a_point() {
    for sobol in [Sobol::new(Sobol::MOST).unwrap(), Sobol::shifted(Sobol::MOST, 42).unwrap()] {
        let points = points(sobol, 1024);
        for (size, d) in [4, 64, 256].into_iter().flat_map(|s| (0..Sobol::MOST).map(move |d| (s, d))) {
            for block in points.chunks(size) {
                let mut parts: Vec<usize> = block.iter().map(|p| (p[d] * size as f64) as usize).collect();
                parts.sort_unstable();
                assert_eq!(parts, (0..size).collect::<Vec<_>>(), "dimension {d}, {size} points");
            }
        }
    }
}

/// The first two dimensions are a (0, 2)-sequence: one point in every box of area 2^-k, whatever its shape.
#[test]
fn every_box_of_the_first_two_dimensions_has_a_point() {
    let points = points(Sobol::new(2).unwrap(), 256);
    for wide in 0..=8 {
        let (across, up) = ((1 << wide) as f64, (1 << (8 - wide)) as f64);
        let mut boxes: Vec<usize> =
            points.iter().map(|p| (p[0] * across) as usize * up as usize + (p[1] * up) as usize).collect();
        boxes.sort_unstable();
        assert_eq!(boxes, (0..256).collect::<Vec<_>>());
    }
}

#[test]
fn skipping_points_equals_taking_them() {
    for seed in [0, 7] {
        let (mut stepwise, mut at_once) = (Sobol::shifted(3, seed).unwrap(), Sobol::shifted(3, seed).unwrap());
        for count in [0, 1, 5, 64, 1000] {
            (0..count).for_each(|_| assert!(stepwise.next_point().is_some()));
            at_once.skip(count);
            assert_eq!(stepwise.next_point(), at_once.next_point(), "{count}");
        }
    }
    let mut sobol = Sobol::new(2).unwrap();
    sobol.skip((1 << 32) - 1);
    assert!(sobol.next_point().is_some(), "the last");
    assert_eq!(sobol.next_point(), None);
    sobol.skip(u64::MAX);
    assert_eq!(sobol.next_point(), None);
}

#[test]
fn the_random_shift_depends_on_the_seed_alone() {
    let first = |seed| points(Sobol::shifted(8, seed).unwrap(), 5);
    assert_eq!(first(1), first(1));
    assert_ne!(first(1), first(2));
    let start = &first(1)[0];
    assert!(start.iter().enumerate().all(|(d, x)| start[..d].iter().all(|y| x != y)), "no two dimensions alike");
}

#[test]
fn more_dimensions_than_there_are_numbers_for_are_refused() {
    assert_eq!(Sobol::MOST, 128);
    for wrong in [0, 129, usize::MAX] {
        let error = Sobol::new(wrong).unwrap_err();
        assert_eq!(error.code.id(), "bad_parameter");
        assert!(Sobol::shifted(wrong, 0).is_err());
    }
}
