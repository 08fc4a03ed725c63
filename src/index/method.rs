//! What the tables of methods have in common. A method is one file and one row of a table.

/// A row of a table of methods.
pub(crate) trait Row: 'static {
    /// Its word in JSON.
    fn word(&self) -> &'static str;
}

/// A row, with its docstring as the member `doc`: the reference says what rustdoc says.
macro_rules! row {
    ($(#[doc = $doc:literal])+ pub static $name:ident: $type:ident = $row:ident { $($member:ident: $value:expr),+ $(,)? };) => {
        $(#[doc = $doc])+
        pub static $name: $type = $row { $($member: $value,)+ doc: $crate::index::method::doc(concat!($($doc, "\n"),+)) };
    };
}

/// The words of the reference, where it is made; what a page loads does not carry them.
pub(crate) const fn doc(text: &'static str) -> &'static str {
    if cfg!(feature = "schema") {
        text
    } else {
        ""
    }
}

/// Makes the rows of a table what a framework can name: read and written as their words. The docstring is that of the whole
/// table in the reference.
macro_rules! table {
    ($(#[doc = $doc:literal])+ $type:ident in $all:path) => {
        impl $crate::index::method::Row for $type {
            fn word(&self) -> &'static str {
                self.word
            }
        }

        impl PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                self.word == other.word
            }
        }

        impl std::fmt::Debug for $type {
            fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
                formatter.write_str(self.word)
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word)
            }
        }

        impl $crate::json::Read for &'static $type {
            fn read(json: &$crate::json::Json) -> $crate::error::Result<Self> {
                $crate::index::method::find(json, $all)
            }
        }

        impl $crate::json::Show for &'static $type {
            fn show(&self) -> $crate::json::Json {
                self.word.show()
            }
        }

        #[cfg(feature = "schema")]
        const _: () = {
            const ABOUT: &[&str] = &[$($doc),+];

            impl schemars::JsonSchema for $type {
                fn schema_name() -> std::borrow::Cow<'static, str> {
                    stringify!($type).into()
                }

                fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                    $crate::index::method::schema(ABOUT, $all.iter().map(|row| (row.word, row.doc)))
                }
            }

            impl ts_rs::TS for $type {
                type WithoutGenerics = Self;
                type OptionInnerType = Self;

                fn docs() -> Option<String> {
                    Some(ts_rs::format_docs(ABOUT))
                }

                fn name(_: &ts_rs::Config) -> String {
                    stringify!($type).to_owned()
                }

                fn inline(_: &ts_rs::Config) -> String {
                    let words: Vec<String> = $all.iter().map(|row| format!("\"{}\"", row.word)).collect();
                    words.join(" | ")
                }

                fn decl(config: &ts_rs::Config) -> String {
                    format!("type {} = {};", stringify!($type), Self::inline(config))
                }
            }
        };
    };
}

pub(crate) use {row, table};

/// The row that a word names.
pub(crate) fn find<T: Row>(json: &crate::json::Json, table: &[&'static T]) -> crate::error::Result<&'static T> {
    let words: Vec<(&str, &'static T)> = table.iter().map(|row| (row.word(), *row)).collect();
    crate::json::word(json, &words)
}

/// One of several words, each with its description, as the schemas of enums have it.
#[cfg(feature = "schema")]
pub(crate) fn schema(about: &[&str], rows: impl Iterator<Item = (&'static str, &'static str)>) -> schemars::Schema {
    let plain = |line: &str| line.strip_prefix(' ').unwrap_or(line).to_owned();
    let text = |lines: &mut dyn Iterator<Item = &str>| lines.map(plain).collect::<Vec<_>>().join("\n");
    let row = |(word, doc): (&str, &str)| serde_json::json!({ "description": text(&mut doc.lines()), "type": "string", "const": word });
    schemars::json_schema!({
        "description": text(&mut about.iter().copied()),
        "oneOf": rows.map(row).collect::<Vec<_>>(),
    })
}
