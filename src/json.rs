//! Reading JSON: one place that turns a parser's complaint into an [`Error`] with its JSON path.

use crate::error::{Code, Error, Result};
use crate::text::Text;
use serde::de::DeserializeOwned;

/// Reads a value, naming it in the error as `zh` and `en`.
pub(crate) fn read<T: DeserializeOwned>(json: &str, zh: &str, en: &str) -> Result<T> {
    let json = json.strip_prefix('\u{feff}').unwrap_or(json);
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let path = error.path().to_string();
        let place = if path == "." {
            "$".to_owned()
        } else {
            format!("$.{path}")
        };
        bad(place, zh, en, error.into_inner())
    })?;
    deserializer
        .end()
        .map_err(|error| bad("$".to_owned(), zh, en, error))?;
    Ok(value)
}

fn bad(place: String, zh: &str, en: &str, error: serde_json::Error) -> Error {
    Error::new(
        Code::BadJson,
        place,
        Text::new(
            format!("{zh}不是所需的 JSON：{error}。"),
            format!("Reading {en}: {error}."),
        ),
        Text::new(
            "请对照 JSON Schema 修改此处。",
            "Mend this place; the JSON Schema says what belongs there.",
        ),
    )
}
