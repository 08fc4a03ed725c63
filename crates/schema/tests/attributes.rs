//! Without the feature `schema` a type compiles as if the attributes were not there, helpers included. What they give with
//! it is what `examples/publish.rs` writes.

use innodex_schema::{schema, typescript};

/// A type with helpers at every depth where one may stand.
#[schema]
#[ts(rename = "Choice", optional_fields = nullable)]
#[derive(Debug, Clone, Copy, Default, PartialEq)]
enum Choice {
    /// Nothing chosen.
    #[default]
    #[schemars(skip)]
    None,
    One(#[ts(type = "1 | -1")] i8),
    Two {
        #[schemars(extend("enum" = [1, -1]))]
        #[ts(as = "Option<f64>", optional)]
        value: f64,
    },
}

#[typescript]
#[derive(Debug, PartialEq)]
struct Pair<T: Copy> {
    #[ts(type = "string")]
    first: [T; 2],
}

#[test]
fn helpers_leave_no_trace_without_the_feature() {
    assert_eq!(Choice::default(), Choice::None);
    assert_ne!(Choice::One(1), Choice::Two { value: 1.0 });
    assert_eq!(Pair { first: [1, 2] }.first, [1, 2]);
}
