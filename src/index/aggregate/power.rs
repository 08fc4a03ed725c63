//! Power means.

use super::{finite, Aggregation, Combine, Mean, Resolve};
use crate::index::methods::{documented, Fault, Parameter};

documented! {
    /// (sum of w x^p / sum of w)^(1/p), `p` other than zero, among the children: 1 is arithmetic, -1 harmonic. A
    /// negative child makes it missing (`negative`); below zero of p, a zero makes it zero \[a_genmean, which loses a
    /// unit with any gap\]. Of 2, 14 with `p` 2: 10.
    pub static POWER: Aggregation = Aggregation {
        word: "power",
        parameters: &[&P],
        resolve: Resolve::Mean(resolve),
        called: ("加权幂平均", "a weighted power mean"),
    };
}

documented! {
    /// `power`: the exponent, other than zero.
    pub static P: Parameter<f64> = "p";
}

fn resolve(written: &Combine) -> Result<Mean, Fault> {
    let p = written.get(&P).ok_or(("p", "是该方法必需的参数", "is needed by this method"))?;
    match finite("p", Some(p), p)? {
        0.0 => Err(("p", "不能为零；零即几何平均", "must not be zero; that is the geometric mean")),
        p => Ok(Mean::Power(p)),
    }
}
