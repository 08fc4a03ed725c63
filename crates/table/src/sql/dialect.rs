//! What differs between databases: how names, words and numbers are written, and what types are called.
//!
//! Names and words come from strangers' files: whatever stands in them is quoted, and ends no quotation.

use crate::measures::Conversion;
use innodex_panel::json;
use serde::Serialize;

/// A database's way of writing SQL.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Dialect {
    /// DuckDB.
    #[default]
    Duckdb,
    /// Spark SQL, from 3.4.
    Spark,
    /// PostgreSQL, from 12.
    Postgres,
}

json::words!(Dialect { Duckdb = "duckdb", Spark = "spark", Postgres = "postgres" });

/// So many bytes of a name PostgreSQL keeps.
const LONGEST_NAME: usize = 63;

/// Every character that counts as white space around a cell (Unicode's White_Space).
const SPACES: &str = "\t\n\u{b}\u{c}\r \u{85}\u{a0}\u{1680}\u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\
    \u{2007}\u{2008}\u{2009}\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}";

impl Dialect {
    /// A name, quoted.
    pub(super) fn quoted(self, name: &str) -> String {
        match self {
            Dialect::Spark => format!("`{}`", name.replace('`', "``")),
            Dialect::Duckdb | Dialect::Postgres => format!("\"{}\"", name.replace('"', "\"\"")),
        }
    }

    /// Whether a result's column can have this name: whole, and as it is.
    pub(super) fn can_name(self, name: &str) -> bool {
        // Spark puts the value of a variable for ${...}, wherever it stands.
        !name.is_empty() && name.len() <= LONGEST_NAME && !name.chars().any(char::is_control) && !name.contains("${")
    }

    /// A word, quoted.
    pub(super) fn text(self, word: &str) -> String {
        // Spark reads backslashes by a setting, and ${...} as a variable: as bytes they are nothing but text.
        let special = |c: char| c.is_control() || "'\\$".contains(c);
        match self {
            Dialect::Spark if word.contains(special) => {
                let bytes: String = word.bytes().map(|byte| format!("{byte:02X}")).collect();
                format!("CAST(X'{bytes}' AS STRING)")
            }
            _ => format!("'{}'", word.replace('\'', "''")),
        }
    }

    /// A number, to the last bit.
    pub(crate) fn number(self, number: f64) -> String {
        format!("CAST('{number:?}' AS {})", self.double())
    }

    /// How a CTE that is used twice is told not to be kept, where its rows may be too many.
    pub(super) fn kept(self, kept: bool) -> &'static str {
        match self {
            Dialect::Duckdb | Dialect::Postgres if !kept => "NOT MATERIALIZED ",
            Dialect::Duckdb | Dialect::Postgres | Dialect::Spark => "",
        }
    }

    /// A product with a number; infinite where it is beyond every number. PostgreSQL would stop there.
    pub(crate) fn times(self, figure: &str, number: f64) -> String {
        let product = format!("{figure} * {}", self.number(number));
        match self {
            Dialect::Postgres if number.abs() > 1.0 => {
                let most = self.number(f64::MAX / number.abs());
                format!("CASE WHEN ABS({figure}) >= {most} THEN {} ELSE {product} END", self.infinity())
            }
            _ => product,
        }
    }

    /// A quotient; infinite where it is beyond every number. PostgreSQL would stop there.
    pub(crate) fn divided(self, above: &str, below: &str) -> String {
        match self {
            Dialect::Postgres => {
                let most = format!("{} * ABS({below})", self.number(f64::MAX));
                let beyond = format!("ABS({below}) < 1 AND ABS({above}) >= {most}");
                format!("CASE WHEN {beyond} THEN {} ELSE {above} / {below} END", self.infinity())
            }
            Dialect::Duckdb | Dialect::Spark => format!("{above} / {below}"),
        }
    }

    /// What lies beyond every number.
    pub(super) fn infinity(self) -> String {
        format!("CAST('Infinity' AS {})", self.double())
    }

    /// The type of figures.
    pub(super) fn double(self) -> &'static str {
        match self {
            Dialect::Postgres => "DOUBLE PRECISION",
            Dialect::Duckdb | Dialect::Spark => "DOUBLE",
        }
    }

    /// The type of words.
    pub(super) fn string(self) -> &'static str {
        match self {
            Dialect::Duckdb => "VARCHAR",
            Dialect::Spark => "STRING",
            Dialect::Postgres => "TEXT",
        }
    }

    /// An expression without the white space around.
    pub(super) fn trimmed(self, expression: &str) -> String {
        format!("TRIM(BOTH {} FROM {expression})", self.text(SPACES))
    }

    /// An expression by which words are sorted by their bytes, whatever the database's language.
    pub(super) fn bytewise(self, expression: &str) -> String {
        match self {
            Dialect::Postgres => format!("{expression} COLLATE \"C\""),
            Dialect::Duckdb | Dialect::Spark => expression.to_owned(),
        }
    }

    /// What is read where a plan names a file, or a table by its name.
    ///
    /// Parquet and CSV are read in place by DuckDB, Parquet by Spark too; anything else is the name of a table or view, a
    /// point between schema and table.
    pub fn relation(self, file: &str) -> String {
        let lower = file.to_lowercase();
        let lower = lower.strip_suffix(".gz").or(lower.strip_suffix(".zst")).unwrap_or(&lower);
        let is = |endings: &[&str]| endings.iter().any(|ending| lower.ends_with(ending));
        match self {
            Dialect::Duckdb if is(&[".parquet", ".pq"]) => format!("read_parquet({})", self.text(file)),
            // As text: what a cell means is innodex's business.
            Dialect::Duckdb if is(&[".csv", ".tsv", ".txt"]) => {
                format!("read_csv({}, header = true, all_varchar = true)", self.text(file))
            }
            Dialect::Spark if is(&[".parquet", ".pq"]) => format!("parquet.{}", self.quoted(file)),
            _ => file.split('.').map(|part| self.quoted(part)).collect::<Vec<_>>().join("."),
        }
    }
}

impl Conversion {
    /// The same in SQL, of an expression and the factor as a database writes it.
    pub(super) fn of_sql(self, figure: &str, dialect: Dialect) -> String {
        match self.divides {
            true => dialect.divided(figure, &dialect.number(self.times)),
            false => dialect.times(figure, self.times),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_quotation() {
        assert_eq!(Dialect::Duckdb.quoted("a\"; DROP TABLE x; --"), "\"a\"\"; DROP TABLE x; --\"");
        assert_eq!(Dialect::Postgres.text("a'; DROP TABLE x; --"), "'a''; DROP TABLE x; --'");
        assert_eq!(Dialect::Spark.quoted("a`b"), "`a``b`");
        assert_eq!(Dialect::Spark.text("湖北"), "'湖北'");
        assert_eq!(Dialect::Spark.text("\\'"), "CAST(X'5C27' AS STRING)");
        assert_eq!(Dialect::Spark.text("${x}"), "CAST(X'247B787D' AS STRING)");
        assert!(!Dialect::Duckdb.can_name(&"长".repeat(22)) && Dialect::Duckdb.can_name("研发经费 a\"b"));
    }

    #[test]
    fn files_and_tables() {
        assert_eq!(Dialect::Duckdb.relation("firms/*.parquet"), "read_parquet('firms/*.parquet')");
        assert_eq!(Dialect::Duckdb.relation("a/*.csv.gz"), "read_csv('a/*.csv.gz', header = true, all_varchar = true)");
        assert_eq!(Dialect::Spark.relation("firms.parquet"), "parquet.`firms.parquet`");
        assert_eq!(Dialect::Postgres.relation("stats.firms"), "\"stats\".\"firms\"");
        assert_eq!(Dialect::Duckdb.relation("企业"), "\"企业\"");
    }
}
