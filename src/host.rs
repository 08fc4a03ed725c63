//! What the machine underneath does better than code of ours.

/// The number nearest to a plain decimal (checked by the caller); infinite where it is too large.
///
/// In wasm the browser's own reader does it: std's needs 10 kB of tables, which do not compress.
pub(crate) fn decimal(text: &str) -> f64 {
    #[cfg(all(target_arch = "wasm32", feature = "calculator"))]
    return crate::wasm::decimal(text);
    #[cfg(not(all(target_arch = "wasm32", feature = "calculator")))]
    return text.parse().unwrap_or(f64::NAN);
}
