//! Packed and unpacked: the embedded panel, odd figures, damaged bytes.

use super::*;

/// The embedded panel, read without the crate's own reader.
fn provinces() -> Plain {
    let text = include_str!("../../../../../data/provinces.csv");
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    let (head, rows) = rows.split_first().expect("a header");
    let distinct = |column: usize| {
        let set: std::collections::BTreeSet<_> = rows.iter().map(|row| row[column]).collect();
        set.into_iter().map(str::to_string).collect::<Vec<_>>()
    };
    let (units, periods) = (distinct(0), distinct(2));
    let ids: Vec<String> = head[3..].iter().map(|id| id.to_string()).collect();
    let mut values = vec![f64::NAN; ids.len() * periods.len() * units.len()];
    for row in rows {
        let unit = units.iter().position(|code| code == row[0]).expect("a unit");
        let period = periods.iter().position(|year| year == row[2]);
        for (id, cell) in row[3..].iter().enumerate().filter(|(_, c)| !c.is_empty()) {
            let block = id * periods.len() + period.expect("a period");
            values[block * units.len() + unit] = cell.parse().expect("a number");
        }
    }
    let meta = include_str!("../../../../../data/indicators.json").to_string();
    Plain { meta, units, periods, ids, values }
}

/// A panel of so many units and periods, with as many indicators as the values fill.
fn panel(units: usize, periods: usize, values: &[f64]) -> Plain {
    let names = |n: usize| (0..n).map(|i| format!("n{i}")).collect::<Vec<_>>();
    Plain {
        meta: "注 \0 note".to_string(),
        units: names(units),
        periods: names(periods),
        ids: names(values.len() / (units * periods)),
        values: values.to_vec(),
    }
}

fn assert_round_trip(plain: &Plain) -> Vec<u8> {
    let bytes = encode(plain);
    assert!(is_compact(&bytes));
    let back = decode(&bytes).expect("our own bytes");
    assert_eq!(back.meta, plain.meta);
    assert_eq!((&back.units, &back.periods, &back.ids), (&plain.units, &plain.periods, &plain.ids));
    let bits = |values: &[f64]| -> Vec<Option<u64>> {
        let bits = |value: &f64| (!value.is_nan()).then_some(value.to_bits());
        values.iter().map(bits).collect()
    };
    assert_eq!(bits(&back.values), bits(&plain.values));
    bytes
}

#[test]
fn embedded_panel_comes_back_to_the_last_bit() {
    let plain = provinces();
    assert_eq!(plain.values.iter().filter(|v| !v.is_nan()).count(), 12_163);
    let bytes = assert_round_trip(&plain);
    assert!(bytes.len() < 26_000, "{} bytes", bytes.len());
}

#[test]
fn odd_figures_come_back_to_the_last_bit() {
    let nan = f64::NAN;
    let odd = [
        0.0,
        -0.0,
        -12.5,
        1e-9,
        1e300,
        -1e300,
        5e-324,
        f64::MAX,
        f64::INFINITY,
        f64::NEG_INFINITY,
        0.1 + 0.2,
        12_345_678.901_234_567,
        9_007_199_254_740_991.0,
        9_007_199_254_740_993.0,
        1e22,
        nan,
    ];
    assert_round_trip(&panel(16, 1, &odd));
    assert_round_trip(&panel(1, 16, &odd));
    assert_round_trip(&panel(1, 1, &odd));
    assert_round_trip(&panel(2, 2, &odd));
    assert_round_trip(&panel(2, 2, &[nan; 16]));
    assert_round_trip(&panel(4, 2, &[0.0, -1.0, -250.75, 1e15, 0.0, 3.0, nan, -7.0]));
    assert_round_trip(&panel(2, 2, &[1.0, nan, nan, 4.0, nan, nan, 7.0, nan]));
}

#[test]
fn panels_without_cells_come_back() {
    assert_round_trip(&Plain::default());
    let mut plain = panel(1, 1, &[1.0, 2.0]);
    plain.values.clear();
    plain.units.clear();
    assert_round_trip(&plain);
}

/// A small generator (xorshift), so that the tests are the same every time.
fn random(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}

#[test]
fn random_figures_come_back() {
    let mut state = 42;
    for round in 0..200 {
        let (units, periods, ids) = (1 + round % 7, 1 + round % 5, 1 + round % 4);
        let figure = |_| match random(&mut state) % 8 {
            0 => f64::NAN,
            1 => f64::from_bits(random(&mut state)),
            2 => -(random(&mut state) as f64 % 1e6),
            n => (random(&mut state) % 1_000_000) as f64 / 10f64.powi(n as i32),
        };
        let values: Vec<f64> = (0..units * periods * ids).map(figure).collect();
        assert_round_trip(&panel(units, periods, &values));
    }
}

#[test]
fn whatever_is_cut_off_or_added_is_noticed() {
    let whole = encode(&panel(3, 4, &[1.5, 2.5, -3.0, 4e6, 5.25, f64::NAN].repeat(4)));
    for length in 0..whole.len() {
        assert_eq!(decode(&whole[..length]).unwrap_err(), Corrupt);
    }
    let longer = [whole.as_slice(), &[0]].concat();
    assert_eq!(decode(&longer).unwrap_err(), Corrupt);
}

#[test]
fn every_flipped_bit_is_noticed() {
    let whole = encode(&panel(3, 4, &[1.5, 2.5, -3.0, 4e6, 5.25, f64::NAN].repeat(4)));
    for bit in 0..whole.len() * 8 {
        let mut bytes = whole.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(decode(&bytes).unwrap_err(), Corrupt, "bit {bit}");
    }
    let whole = encode(&provinces());
    for byte in (0..whole.len()).step_by(whole.len() / 3) {
        let mut bytes = whole.clone();
        bytes[byte] ^= 0x55;
        assert_eq!(decode(&bytes).unwrap_err(), Corrupt, "byte {byte}");
    }
}

#[test]
fn noise_is_refused() {
    let mut state = 7;
    for length in 0..60 {
        let noise = (0..length).map(|_| random(&mut state) as u8);
        let bytes: Vec<u8> = MAGIC.iter().copied().chain(noise).collect();
        assert_eq!(decode(&bytes).unwrap_err(), Corrupt);
        for fill in [0, 255] {
            let bytes = [MAGIC, &vec![fill; length]].concat();
            assert_eq!(decode(&bytes).unwrap_err(), Corrupt);
        }
    }
    assert!(!is_compact(b"code,year,gdp"));
}
