//! Text of bytes in an encoding, by its label in the Encoding Standard: natively by `encoding_rs`, in wasm by the platform's
//! own `TextDecoder`. None where the bytes are no such text.

/// The text of bytes by the label of their encoding; none where they are no such text.
#[cfg(not(target_arch = "wasm32"))]
pub fn decode(bytes: &[u8], label: &str) -> Option<String> {
    encoding_rs::Encoding::for_label(label.as_bytes())?
        .decode_without_bom_handling_and_without_replacement(bytes)
        .map(std::borrow::Cow::into_owned)
}

#[cfg(target_arch = "wasm32")]
pub use in_wasm::{decode, give};

#[cfg(target_arch = "wasm32")]
mod in_wasm {
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
        type TextDecoder;
        #[wasm_bindgen(constructor, catch)]
        fn new(label: &str, options: &JsValue) -> Result<TextDecoder, JsValue>;
        #[wasm_bindgen(method, catch)]
        fn decode(this: &TextDecoder, bytes: &[u8]) -> Result<String, JsValue>;
    }

    /// The text of bytes by the label of their encoding; none where they are no such text.
    pub fn decode(bytes: &[u8], label: &str) -> Option<String> {
        if let Some(given) = GIVEN.with(|given| given.borrow().clone()) {
            return given;
        }
        let options = js_sys::Object::new();
        // Without `fatal` what is no text would become other characters, with the mark kept it would be one of them.
        js_sys::Reflect::set(&options, &"fatal".into(), &true.into()).ok()?;
        TextDecoder::new(label, &options).ok()?.decode(bytes).ok()
    }
}
