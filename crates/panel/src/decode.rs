//! Text of bytes in an encoding, by its label in the Encoding Standard: natively by `encoding_rs`, in wasm by the platform's
//! own `TextDecoder`. None where the bytes are no such text.

/// The text of bytes that are all there.
pub fn decode(bytes: &[u8], label: &str) -> Option<String> {
    Decoder::new(label)?.push(bytes, true)
}

#[cfg(not(target_arch = "wasm32"))]
pub use natively::Decoder;

#[cfg(not(target_arch = "wasm32"))]
mod natively {
    use encoding_rs::{DecoderResult, Encoding};

    /// Text of bytes that come piece by piece.
    pub struct Decoder(encoding_rs::Decoder);

    impl Decoder {
        /// Begins with the first byte; none where nobody knows the label.
        pub fn new(label: &str) -> Option<Self> {
            Some(Decoder(Encoding::for_label(label.as_bytes())?.new_decoder_without_bom_handling()))
        }

        /// The text of the next piece; what a character lacks at its end stands in the piece after it, unless it is the last.
        pub fn push(&mut self, bytes: &[u8], last: bool) -> Option<String> {
            let mut text = String::with_capacity(self.0.max_utf8_buffer_length_without_replacement(bytes.len())?);
            let (result, _) = self.0.decode_to_string_without_replacement(bytes, &mut text, last);
            (result == DecoderResult::InputEmpty).then_some(text)
        }
    }
}

#[cfg(target_arch = "wasm32")]
pub use in_wasm::{give, Decoder};

#[cfg(target_arch = "wasm32")]
mod in_wasm {
    use js_sys::{Object, Reflect};
    use std::cell::RefCell;
    use wasm_bindgen::prelude::*;

    thread_local! {
        /// What a host without `TextDecoder` has decoded: nothing where it could not; none where there is such a decoder.
        static GIVEN: RefCell<Option<Option<String>>> = const { RefCell::new(None) };
    }

    /// Takes the text of the file that is read next, from a host without `TextDecoder`.
    pub fn give(text: Option<String>) {
        GIVEN.with(|given| *given.borrow_mut() = Some(text));
    }

    #[wasm_bindgen]
    extern "C" {
        /// The platform's own.
        pub type TextDecoder;
        #[wasm_bindgen(constructor, catch)]
        fn new(label: &str, options: &Object) -> Result<TextDecoder, JsValue>;
        #[wasm_bindgen(method, catch)]
        fn decode(this: &TextDecoder, bytes: &[u8], options: &Object) -> Result<String, JsValue>;
    }

    /// An object with members that are true.
    fn with(names: &[&str]) -> Option<Object> {
        let options = Object::new();
        for name in names {
            Reflect::set(&options, &(*name).into(), &true.into()).ok()?;
        }
        Some(options)
    }

    /// Text of bytes that come piece by piece.
    pub enum Decoder {
        /// Made by the platform.
        Platform(TextDecoder),
        /// All of it, as the host gave it: it comes with the first piece.
        Given(Option<String>),
    }

    impl Decoder {
        /// Begins with the first byte; none where nobody knows the label.
        pub fn new(label: &str) -> Option<Self> {
            if let Some(given) = GIVEN.with(|given| given.borrow().clone()) {
                return given.map(|text| Decoder::Given(Some(text)));
            }
            // Without `fatal` what is no text would become other characters, and a mark would be taken away.
            Some(Decoder::Platform(TextDecoder::new(label, &with(&["fatal", "ignoreBOM"])?).ok()?))
        }

        /// The text of the next piece; what a character lacks at its end stands in the piece after it, unless it is the last.
        pub fn push(&mut self, bytes: &[u8], last: bool) -> Option<String> {
            match self {
                Decoder::Platform(decoder) => decoder.decode(bytes, &with(if last { &[] } else { &["stream"] })?).ok(),
                Decoder::Given(text) => Some(text.take().unwrap_or_default()),
            }
        }
    }
}
