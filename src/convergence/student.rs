//! Student's t distribution.

/// The probability that |t| is at least this large, with so many degrees of freedom: I(v / (v + t²); v / 2, 1 / 2), I being
/// the regularised incomplete beta function.
pub(super) fn two_sided(t: f64, freedom: f64) -> f64 {
    if t.is_nan() || freedom <= 0.0 {
        return f64::NAN;
    }
    if t.is_infinite() {
        return 0.0;
    }
    let square = t * t;
    // Each from its own side, so that neither loses digits.
    let (x, rest) = (freedom / (freedom + square), square / (freedom + square));
    incomplete_beta(freedom / 2.0, 0.5, x, rest)
}

/// I(x; a, b), with y = 1 - x.
fn incomplete_beta(a: f64, b: f64, x: f64, y: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if y <= 0.0 {
        return 1.0;
    }
    let logs = libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b) + a * libm::log(x) + b * libm::log(y);
    let front = libm::exp(logs);
    match x < (a + 1.0) / (a + b + 2.0) {
        true => front * fraction(a, b, x) / a,
        false => 1.0 - front * fraction(b, a, y) / b,
    }
}

/// The continued fraction of the incomplete beta function, from the front (Lentz): Press et al., Numerical Recipes, 6.4.
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let apart = |v: f64| if v.abs() < TINY { TINY } else { v };
    let mut c = 1.0;
    let mut d = 1.0 / apart(1.0 - (a + b) * x / (a + 1.0));
    let mut found = d;
    for m in 1..1000 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / apart(1.0 + even * d);
        c = apart(1.0 + even / c);
        found *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / apart(1.0 + odd * d);
        c = apart(1.0 + odd / c);
        found *= d * c;
        if (d * c - 1.0).abs() < 1e-16 {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::two_sided;

    /// 2 * scipy.stats.t.sf(t, v) of scipy 1.17.1.
    #[test]
    fn probabilities_are_those_of_scipy() {
        for (t, freedom, scipy) in [
            (0.0, 5.0, 1.0),
            (0.01, 1.0, 0.993634014470186),
            (0.5, 2.0, 0.6666666666666667),
            (1.0, 1.0, 0.5000000000000001),
            (1.5, 29.0, 0.14442369604038574),
            (2.045, 29.0, 0.050024075922411614),
            (3.3, 4.0, 0.029933420084126066),
            (8.1, 29.0, 6.225382185820025e-9),
            (25.0, 29.0, 3.5899844721705174e-21),
            (2.0, 1000.0, 0.04577034649325166),
            (40.0, 3.0, 3.4380680789158506e-5),
            (0.001, 200.0, 0.9992031123011389),
        ] {
            let ours = two_sided(t, freedom);
            assert!((ours - scipy).abs() <= 1e-11 * scipy, "t {t}, {freedom}: {ours}, scipy {scipy}");
            assert_eq!(ours, two_sided(-t, freedom));
        }
        assert_eq!(two_sided(f64::INFINITY, 3.0), 0.0);
        assert!(two_sided(1.0, 0.0).is_nan());
    }
}
