//! What the machine underneath, or a library of it, does better than code of ours.

/// The number nearest to a plain decimal (checked by the caller); infinite where it is too large.
///
/// In wasm the browser's own reader does it: std's needs 10 kB of tables, which do not compress. In Python there is no browser,
/// and a function of Python called for every cell would cost 25 us, and be open to an interrupt: there std's does.
pub(crate) fn decimal(text: &str) -> f64 {
    #[cfg(all(target_arch = "wasm32", feature = "calculator", not(feature = "notebook")))]
    return crate::wasm::decimal(text);
    #[cfg(not(all(target_arch = "wasm32", feature = "calculator", not(feature = "notebook"))))]
    return text.parse().unwrap_or(f64::NAN);
}

/// The text of bytes in an encoding, by its label in the Encoding Standard; none where they are no such text.
///
/// In wasm the platform's own `TextDecoder` does it, natively `encoding_rs`: both are the Encoding Standard.
#[cfg(feature = "table")]
pub(crate) fn decode(bytes: &[u8], label: &str) -> Option<String> {
    #[cfg(target_arch = "wasm32")]
    return crate::wasm::decode(bytes, label);
    #[cfg(not(target_arch = "wasm32"))]
    encoding_rs::Encoding::for_label(label.as_bytes())?
        .decode_without_bom_handling_and_without_replacement(bytes)
        .map(std::borrow::Cow::into_owned)
}
