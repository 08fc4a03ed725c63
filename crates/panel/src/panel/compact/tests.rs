//! Packed and unpacked: the embedded panel, odd figures, damaged and hostile bytes.

use super::*;
use proptest::prelude::*;

/// A shape of so many units and periods, with as many indicators as the values fill.
fn shape(units: usize, periods: usize, values: &[f64]) -> Shape {
    Shape { units, periods, indicators: values.len() / (units * periods) }
}

/// A text of units, periods and indicators of this shape.
fn text(shape: Shape) -> String {
    let units: Vec<_> = (0..shape.units)
        .map(|i| serde_json::json!({ "code": format!("u{i:04}"), "name": { "zh": "注 \0", "en": "note" }}))
        .collect();
    let periods: Vec<_> = (0..shape.periods).map(|i| (1900 + i).to_string()).collect();
    let indicators: Vec<_> = (0..shape.indicators).map(|i| serde_json::json!({ "id": format!("i{i}") })).collect();
    serde_json::json!({ "units": units, "periods": periods, "indicators": indicators }).to_string()
}

/// The bits of figures; a missing one is missing, whatever the bits of its NaN.
fn bits(values: &[f64]) -> Vec<Option<u64>> {
    values.iter().map(|value| (!value.is_nan()).then_some(value.to_bits())).collect()
}

fn assert_round_trip(units: usize, periods: usize, values: &[f64]) {
    let shape = shape(units, periods, values);
    let bytes = pack("任何 text", values, shape);
    assert!(is_compact(&bytes));
    let (text, rest) = open(&bytes).expect("our own bytes");
    assert_eq!(text, "任何 text");
    assert_eq!(bits(&figures(rest, shape).expect("our own figures")), bits(values));
}

fn provinces() -> Panel {
    Panel::from_csv(include_bytes!("../../../../../data/provinces.csv"), None).expect("the embedded panel")
}

fn packed(panel: &Panel) -> Vec<u8> {
    let periods: Vec<String> = panel.periods().iter().map(ToString::to_string).collect();
    let text = serde_json::json!({ "units": panel.units(), "periods": periods, "indicators": panel.indicators() });
    encode(&text.to_string(), panel)
}

#[test]
fn embedded_panel_comes_back_to_the_last_bit() {
    let panel = provinces();
    assert_eq!(panel.values().iter().filter(|v| !v.is_nan()).count(), 12_163);
    let bytes = packed(&panel);
    assert!(bytes.len() < 65_000, "{} bytes", bytes.len());
    let back = Panel::from_compact(&bytes).expect("our own bytes");
    assert_eq!((back.units(), back.periods(), back.indicators()), (panel.units(), panel.periods(), panel.indicators()));
    assert_eq!(bits(back.values()), bits(panel.values()));
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
    for (units, periods) in [(16, 1), (1, 16), (1, 1), (2, 2), (2, 8)] {
        assert_round_trip(units, periods, &odd);
    }
    assert_round_trip(2, 2, &[nan; 16]);
    assert_round_trip(4, 2, &[0.0, -1.0, -250.75, 1e15, 0.0, 3.0, nan, -7.0]);
    assert_round_trip(2, 2, &[1.0, nan, nan, 4.0, nan, nan, 7.0, nan]);
}

#[test]
fn panels_without_cells_come_back() {
    for (units, periods, indicators) in [(0, 0, 0), (0, 3, 2), (3, 0, 2), (3, 2, 0)] {
        let shape = Shape { units, periods, indicators };
        let bytes = pack("", &[], shape);
        let (_, rest) = open(&bytes).expect("our own bytes");
        assert!(figures(rest, shape).expect("no figures").is_empty());
    }
}

/// Integers, decimals and any bits whatever, some of them missing.
fn figure() -> impl Strategy<Value = f64> {
    prop_oneof![
        Just(f64::NAN),
        any::<f64>(),
        any::<u64>().prop_map(f64::from_bits),
        (-1_000_000..1_000_000i64).prop_map(|integer| integer as f64),
        (-1_000_000..1_000_000i64, 0..23).prop_map(|(integer, decimals)| integer as f64 / 10f64.powi(decimals)),
    ]
}

proptest! {
    #[test]
    fn any_figures_come_back(units in 1..6usize, periods in 1..5usize, column in prop::collection::vec(figure(), 0..60)) {
        let whole = column.len() / (units * periods) * units * periods;
        assert_round_trip(units, periods, &column[..whole]);
    }

    /// What makes a panel is read, what does not is refused, though the checksum is right.
    #[test]
    fn forged_figures_never_panic(forms in prop::collection::vec((0..30u8, 0..10u8), 6), planes in prop::collection::vec(any::<u8>(), 0..60)) {
        let shape = Shape { units: 3, periods: 2, indicators: 3 };
        let body = forms.iter().flat_map(|(decimals, width)| [*decimals, *width]).chain(planes).collect::<Vec<u8>>();
        let _ = Panel::from_compact(&forged(&text(shape), &body));
        let _ = figures(&body, shape);
    }

    #[test]
    fn noise_is_refused(noise in prop::collection::vec(any::<u8>(), 0..60)) {
        for start in [MAGIC.to_vec(), [MAGIC, &[VERSION]].concat()] {
            assert_refused(&[start, noise.clone()].concat());
        }
    }
}

/// A file with a right checksum.
fn forged(text: &str, figures: &[u8]) -> Vec<u8> {
    let body = [&(text.len() as u32).to_le_bytes(), text.as_bytes(), figures].concat();
    [MAGIC, &[VERSION], &checksum(&body).to_le_bytes(), &body].concat()
}

fn assert_refused(bytes: &[u8]) {
    assert_eq!(Panel::from_compact(bytes).expect_err("no panel").code, Code::CorruptData);
}

#[test]
fn shapes_that_the_bytes_do_not_hold_are_refused_before_anything_is_allocated() {
    let huge = usize::MAX / 2;
    for (units, periods, indicators) in [(huge, 1, 1), (1, huge, 1), (1, huge, huge), (huge, 2, 2), (1, 0, huge)] {
        let shape = Shape { units, periods, indicators };
        for bytes in [&[][..], &[0, 8, 0, 8], &[0, 1, 0, 1, 0, 1, 0, 1]] {
            assert!(figures(bytes, shape).is_err() || periods == 0);
        }
    }
    let text = text(Shape { units: 2, periods: 1, indicators: 1 });
    assert!(Panel::from_compact(&forged(&text, &[0, 1, 3, 5])).is_ok());
    for figures in [&[][..], &[0], &[0, 1], &[0, 1, 3], &[0, 1, 3, 5, 7], &[0, 0], &[23, 1, 3, 5], &[0, 9, 3, 5]] {
        assert_refused(&forged(&text, figures));
    }
    let mut long = forged(&text, &[0, 1, 3, 5]);
    long[9..13].copy_from_slice(&u32::MAX.to_le_bytes());
    let sum = checksum(&long[9..]).to_le_bytes();
    long[5..9].copy_from_slice(&sum);
    assert_refused(&long);
}

#[test]
fn another_version_is_named() {
    let mut bytes = packed(&provinces());
    bytes[MAGIC.len()] = VERSION + 1;
    let error = Panel::from_compact(&bytes).unwrap_err();
    assert_eq!(error.code, Code::CorruptData);
    assert!(error.message.en.contains("another version"), "{error}");
}

#[test]
fn whatever_is_cut_off_or_added_is_noticed() {
    let whole =
        pack(&text(shape(3, 4, &[0.0; 24])), &[1.5, 2.5, -3.0, 4e6, 5.25, f64::NAN].repeat(4), shape(3, 4, &[0.0; 24]));
    assert!(Panel::from_compact(&whole).is_ok());
    (0..whole.len()).for_each(|length| assert_refused(&whole[..length]));
    assert_refused(&[whole.as_slice(), &[0]].concat());
}

#[test]
fn every_flipped_bit_is_noticed() {
    let whole = packed(&provinces());
    let many = (0..2_000).chain((2_000..whole.len() * 8).step_by(1_009));
    for bit in many.filter(|bit| bit / 8 >= MAGIC.len()) {
        let mut bytes = whole.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        assert_refused(&bytes);
    }
    assert!(!is_compact(b"code,year,gdp"));
}
