//! What a model is read of.

/// Beside its figures: the definitions of its columns and its framework (JSON both), and what single figures know (CSV).
pub struct LoadRequest {
    pub indicators: Option<String>,
    /// The plain mean of the columns where there is none.
    pub framework: Option<String>,
    pub cells: Option<Vec<u8>>,
}
