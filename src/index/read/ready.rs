//! A ready framework by its id. On the web it is a file, fetched when asked for.

use crate::error::{Code, Error, Result};
use crate::index::framework::{Framework, READY};
use crate::text::Text;

impl Framework {
    /// A ready framework, by id.
    ///
    /// # Errors
    /// `unknown_framework`.
    pub fn ready(id: &str) -> Result<Self> {
        match READY.iter().find(|(ready, _)| *ready == id) {
            Some((_, json)) => Framework::from_json(json),
            None => Err(unknown(id)),
        }
    }
}

fn unknown(id: &str) -> Error {
    let ids = READY.iter().map(|(id, _)| *id).collect::<Vec<_>>();
    Error::new(
        Code::UnknownFramework,
        "",
        Text::new(format!("没有名为“{id}”的现成指标体系。"), format!("There is no ready framework \"{id}\".")),
        Text::new(format!("可选：{}。", ids.join("、")), format!("Choose one of: {}.", ids.join(", "))),
    )
}
