//! Two attributes for types that cross to JavaScript: [`macro@schema`] and [`macro@typescript`].
//!
//! Only the feature `schema` of the crate that uses them compiles `schemars` and `ts-rs`. An attribute of either, written
//! plainly on the type, a variant or a member, is set under this feature:
//!
//! ```text
//! #[schema]                                    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
//! struct Limits {                              struct Limits {
//!     #[ts(as = "Option<f64>", optional)]          #[cfg_attr(feature = "schema", ts(as = "Option<f64>", optional))]
//!     low: f64,                                    low: f64,
//! }                                            }
//! ```

use proc_macro::{Delimiter, Group, TokenStream, TokenTree};

/// Gives the type a JSON Schema and a TypeScript type.
#[proc_macro_attribute]
pub fn schema(_: TokenStream, item: TokenStream) -> TokenStream {
    with_derives("schemars::JsonSchema, ts_rs::TS", item)
}

/// Gives the type a TypeScript type: JavaScript receives it and never sends it.
#[proc_macro_attribute]
pub fn typescript(_: TokenStream, item: TokenStream) -> TokenStream {
    with_derives("ts_rs::TS", item)
}

fn with_derives(traits: &str, item: TokenStream) -> TokenStream {
    let mut out = parsed(&format!("#[cfg_attr(feature = \"schema\", derive({traits}))]"));
    out.extend(under_feature(item));
    out
}

/// Replaces `#[ts(..)]` by `#[cfg_attr(feature = "schema", ts(..))]`, and `#[schemars(..)]` likewise, at any depth.
fn under_feature(tokens: TokenStream) -> TokenStream {
    let mut after_hash = false;
    let token = |token| {
        let follows_hash = std::mem::replace(&mut after_hash, is_hash(&token));
        match token {
            TokenTree::Group(group) if follows_hash && is_helper(&group) => {
                let mut content = parsed("feature = \"schema\",");
                content.extend(group.stream());
                let mut attribute = parsed("cfg_attr");
                attribute.extend([TokenTree::Group(Group::new(Delimiter::Parenthesis, content))]);
                TokenTree::Group(regrouped(&group, attribute))
            }
            TokenTree::Group(group) => TokenTree::Group(regrouped(&group, under_feature(group.stream()))),
            other => other,
        }
    };
    tokens.into_iter().map(token).collect()
}

fn is_hash(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == '#')
}

/// Is this the bracket of an attribute of ts-rs or schemars?
fn is_helper(group: &Group) -> bool {
    let first = group.stream().into_iter().next();
    group.delimiter() == Delimiter::Bracket
        && matches!(first, Some(TokenTree::Ident(name)) if ["ts", "schemars"].contains(&name.to_string().as_str()))
}

/// Another content in the same delimiters; errors still point to where the group stands.
fn regrouped(group: &Group, content: TokenStream) -> Group {
    let mut new = Group::new(group.delimiter(), content);
    new.set_span(group.span());
    new
}

/// Only text of this file is parsed.
fn parsed(text: &str) -> TokenStream {
    text.parse().expect("tokens of Rust")
}
