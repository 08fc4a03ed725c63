//! Values and errors as JavaScript has them.

use crate::error::Error;
use crate::value::Show;
use serde::Serialize;
use wasm_bindgen::JsValue;

/// A value as plain objects, missing as null.
pub fn object(value: &dyn Show) -> JsValue {
    written(&value.show())
}

/// What serde can write, as plain objects.
pub fn written(value: &impl Serialize) -> JsValue {
    let written = value.serialize(&serde_wasm_bindgen::Serializer::json_compatible());
    written.unwrap_or_else(JsValue::from)
}

/// What JavaScript catches: `{code, place, message, hint}`.
impl From<Error> for JsValue {
    fn from(error: Error) -> JsValue {
        object(&*error)
    }
}
