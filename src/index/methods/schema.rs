//! The JSON Schemas and TypeScript types of methods, out of their tables.

use super::{each_once, lists, AnyParameter, Chosen, Row};
use schemars::{json_schema, JsonSchema, Schema, SchemaGenerator};
use serde_json::json;
use std::borrow::Cow;
use ts_rs::{Config, TypeVisitor, TS};

/// All parameters of a family.
fn parameters<M: Row>() -> Vec<&'static dyn AnyParameter> {
    each_once(&lists(M::all()))
}

/// A doc comment without the blanks in front of its lines.
fn plain(docs: &str) -> String {
    docs.lines().map(str::trim).collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// A doc comment as TypeScript has it.
fn comment(docs: &str) -> String {
    let lines: String = plain(docs).lines().map(|line| format!(" * {line}\n").replace(" * \n", " *\n")).collect();
    format!("/**\n{lines} */\n")
}

/// The schema of a member that may be left out.
pub(super) fn optional<T: JsonSchema>(docs: &str, generator: &mut SchemaGenerator) -> Schema {
    let mut schema = generator.subschema_for::<Option<T>>();
    schema.insert("description".to_owned(), json!(plain(docs)));
    schema.insert("default".to_owned(), json!(null));
    schema
}

/// The line of a TypeScript type for a member that may be left out.
pub(super) fn optional_member(docs: &str, name: &str, of: &str) -> String {
    format!("\n{}{name}?: {of} | null,", comment(docs))
}

/// The schema of a family's words.
pub(crate) fn words<M: Row>() -> Schema {
    let word = |row: &&M| json!({ "description": plain(row.docs()), "type": "string", "const": row.word() });
    json_schema!({ "description": plain(M::DOCS), "oneOf": M::all().iter().map(word).collect::<Vec<_>>() })
}

/// The TypeScript type of a family's words.
pub(crate) fn union<M: Row>() -> String {
    M::all().iter().map(|row| format!("\"{}\"", row.word())).collect::<Vec<_>>().join(" | ")
}

/// The comment of a family.
pub(crate) fn family<M: Row>() -> Option<String> {
    Some(comment(M::DOCS))
}

impl<M: Row + JsonSchema> JsonSchema for Chosen<M> {
    fn schema_name() -> Cow<'static, str> {
        M::CHOSEN[0].into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut properties = serde_json::Map::new();
        let mut schema = json_schema!({ "description": plain(M::CHOSEN[1]), "type": "object" });
        let method = match M::NEEDED {
            true => {
                schema.insert("required".to_owned(), json!(["method"]));
                let mut method = generator.subschema_for::<M>();
                method.insert("description".to_owned(), json!(plain(M::CHOSEN[2])));
                method
            }
            false => optional::<M>(M::CHOSEN[2], generator),
        };
        if M::CLOSED {
            schema.insert("additionalProperties".to_owned(), json!(false));
        }
        properties.insert("method".to_owned(), method.to_value());
        for parameter in parameters::<M>() {
            properties.insert(parameter.name().to_owned(), parameter.schema(generator).to_value());
        }
        schema.insert("properties".to_owned(), properties.into());
        schema
    }
}

impl<M: Row + TS> TS for Chosen<M> {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;

    fn docs() -> Option<String> {
        Some(comment(M::CHOSEN[1]))
    }

    fn name(_: &Config) -> String {
        M::CHOSEN[0].to_owned()
    }

    fn decl(config: &Config) -> String {
        format!("type {} = {};", M::CHOSEN[0], Self::inline(config))
    }

    fn inline(config: &Config) -> String {
        let method = match M::NEEDED {
            true => format!("\n{}method: {},", comment(M::CHOSEN[2]), M::name(config)),
            false => optional_member(M::CHOSEN[2], "method", &M::name(config)),
        };
        let others = parameters::<M>().into_iter().map(|parameter| parameter.typescript(config));
        format!("{{ {} }}", std::iter::once(method).chain(others).collect::<Vec<_>>().join(" "))
    }

    fn inline_flattened(config: &Config) -> String {
        Self::inline(config)
    }

    fn visit_dependencies(_: &mut impl TypeVisitor)
    where
        Self: 'static,
    {
    }
}
