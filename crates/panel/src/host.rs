//! What the machine underneath does better than code of ours.

/// The number nearest to a plain decimal (checked by the caller); infinite where it is too large.
#[cfg(all(target_arch = "wasm32", feature = "js-numbers"))]
pub fn decimal(text: &str) -> f64 {
    js_sys::parse_float(text)
}

/// The number nearest to a plain decimal (checked by the caller); infinite where it is too large.
#[cfg(not(all(target_arch = "wasm32", feature = "js-numbers")))]
pub fn decimal(text: &str) -> f64 {
    text.parse().unwrap_or(f64::NAN)
}
