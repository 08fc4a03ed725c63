//! Philox against its authors' known answers, and what is made of it against what it should be.

use innodex::random::{normals, pair, philox, uniform, Stream};

/// Random123 (D. E. Shaw Research, BSD), tests/kat_vectors, the lines `philox4x32 10`: counter, key, result.
const KNOWN: &str = "
00000000 00000000 00000000 00000000 00000000 00000000   6627e8d5 e169c58d bc57ac4c 9b00dbd8
ffffffff ffffffff ffffffff ffffffff ffffffff ffffffff   408f276d 41c83b0e a20bc7c6 6d5451fd
243f6a88 85a308d3 13198a2e 03707344 a4093822 299f31d0   d16cfe09 94fdcceb 5001e420 24126ea1";

#[test]
fn random_numbers_equal_the_published_test_vectors() {
    let lines: Vec<Vec<u32>> = KNOWN
        .trim()
        .lines()
        .map(|line| line.split_whitespace().map(|word| u32::from_str_radix(word, 16).unwrap()).collect())
        .collect();
    assert_eq!(lines.len(), 3);
    for words in lines {
        let place = [words[0], words[1], words[2], words[3]];
        assert_eq!(philox(place, u64::from(words[5]) << 32 | u64::from(words[4])), words[6..]);
    }
}

/// The mean, variance and correlation of 200,000 numbers lie within four standard errors of what they should be: for these
/// seeds, forever, since nothing here changes between runs.
#[test]
fn uniform_over_draws_factors_and_seeds() {
    let n = 200_000_u32;
    type Along = (&'static str, fn(u32) -> f64);
    let along: [Along; 5] = [
        ("draws", |at| uniform(7, at, 3)),
        ("factors", |at| uniform(7, 3, at)),
        ("seeds", |at| uniform(u64::from(at), 3, 7)),
        ("high seeds", |at| uniform(u64::from(at) << 32, 3, 7)),
        ("counters", |at| pair(7, 3, 1, at / 2)[at as usize % 2]),
    ];
    for (name, of) in along {
        let x: Vec<f64> = (0..n).map(of).collect();
        assert!(x.iter().all(|x| (0.0..1.0).contains(x)), "{name}");
        let n = f64::from(n);
        let mean = x.iter().sum::<f64>() / n;
        assert!((mean - 0.5).abs() < 4.0 * (1.0 / 12.0 / n).sqrt(), "{name}: mean {mean}");
        let squares = x.iter().map(|x| (x - 0.5) * (x - 0.5)).sum::<f64>() / n;
        assert!((squares - 1.0 / 12.0).abs() < 4.0 * (1.0 / 180.0 / n).sqrt(), "{name}: variance {squares}");
        let next = x.windows(2).map(|w| (w[0] - 0.5) * (w[1] - 0.5)).sum::<f64>() / n * 12.0;
        assert!(next.abs() < 4.0 / n.sqrt(), "{name}: correlation with the next {next}");
    }
}

#[test]
fn uniform_numbers_have_53_bits() {
    let low = (0..64).map(|at| uniform(1, at, 0) * (1_u64 << 53) as f64).filter(|x| x % 2.0 == 1.0).count();
    assert!((16..48).contains(&low), "the last bit is set as often as not: {low} of 64");
}

#[test]
fn normal_numbers() {
    let n = 100_000;
    let x: Vec<f64> = (0..n).flat_map(|at| normals(11, at, 0, 0)).collect();
    let n = x.len() as f64;
    let moment = |power: i32| x.iter().map(|x| x.powi(power)).sum::<f64>() / n;
    // Moments 0, 1, 0, 3, whose own variances are 1, 2, 15, 96.
    for (power, expected, variance) in [(1, 0.0, 1.0), (2, 1.0, 2.0), (3, 0.0, 15.0), (4, 3.0, 96.0_f64)] {
        let found = moment(power);
        assert!((found - expected).abs() < 4.0 * (variance / n).sqrt(), "moment {power}: {found}");
    }
    let together = x.chunks(2).map(|p| p[0] * p[1]).sum::<f64>() / (n / 2.0);
    assert!(together.abs() < 4.0 / (n / 2.0).sqrt(), "the two of a pair: {together}");
    let beyond = x.iter().filter(|x| x.abs() > 1.959_963_984_540_054).count() as f64 / n;
    assert!((beyond - 0.05).abs() < 4.0 * (0.05 * 0.95 / n).sqrt(), "{beyond}");
}

#[test]
fn a_stream_runs_through_the_pairs() {
    let mut stream = Stream::new(5, 6, 7);
    let first: Vec<f64> = (0..6).map(|_| stream.uniform()).collect();
    assert_eq!(first, [pair(5, 6, 7, 0), pair(5, 6, 7, 1), pair(5, 6, 7, 2)].concat());
    assert_eq!(first[0], uniform(5, 6, 7));

    let mut counts = [0_u32; 7];
    let mut stream = Stream::new(5, 6, 8);
    (0..70_000).for_each(|_| counts[stream.below(7)] += 1);
    let chi: f64 = counts.iter().map(|c| (f64::from(*c) - 10_000.0).powi(2) / 10_000.0).sum();
    assert!(chi < 22.46, "chi-squared of 6 degrees, 0.1 %: {chi}");
    assert_eq!(stream.below(0), 0);
    assert!((0..100).all(|_| stream.below(1) == 0));
}
