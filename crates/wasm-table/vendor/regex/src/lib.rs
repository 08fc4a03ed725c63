//! regex's interface with regex-lite behind it, by the same authors.
//!
//! polars links a regex engine for column names like `^a.*$` and for text, and no plan of ours comes near it: its columns
//! are numbers, and their names begin with a colon. The engine made for speed would be 50 kB of the table module,
//! compressed. The workspace takes this crate in place of crates.io's (`[patch.crates-io]` in Cargo.toml).

use std::fmt;

pub use regex_lite::{
    escape, CaptureLocations, CaptureMatches, CaptureNames, Captures, Match, Matches, NoExpand, Regex, Replacer,
    ReplacerRef, Split, SplitN, SubCaptureMatches,
};

/// What is wrong with a pattern.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Error {
    /// It is none.
    Syntax(String),
    /// It is too large; regex-lite tells it like any other.
    CompiledTooBig(usize),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Syntax(what) => f.write_str(what),
            Error::CompiledTooBig(limit) => write!(f, "the pattern is larger than {limit} bytes"),
        }
    }
}

impl std::error::Error for Error {}

/// Makes a pattern with options.
#[derive(Debug)]
pub struct RegexBuilder(regex_lite::RegexBuilder);

impl RegexBuilder {
    /// Of a pattern.
    pub fn new(pattern: &str) -> Self {
        RegexBuilder(regex_lite::RegexBuilder::new(pattern))
    }

    /// At most so many bytes.
    pub fn size_limit(&mut self, bytes: usize) -> &mut Self {
        self.0.size_limit(bytes);
        self
    }

    /// The pattern.
    ///
    /// # Errors
    /// Where it is none.
    pub fn build(&self) -> Result<Regex, Error> {
        self.0.build().map_err(|error| Error::Syntax(error.to_string()))
    }
}
