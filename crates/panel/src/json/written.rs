//! Values that serde knows, as JSON.

use crate::value::Json;
use serde::ser::{self, Serialize, Serializer};
use std::fmt;

/// A value as JSON, as serde writes it; members that are null are left out.
///
/// # Errors
/// Where a type refuses to be written, or a map has names that are no text; none of the crate's own does.
pub fn written<T: Serialize + ?Sized>(value: &T) -> Result<Json, Refused> {
    value.serialize(Writer)
}

/// Why a value is not written.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused(String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

impl ser::Error for Refused {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Refused(message.to_string())
    }
}

struct Writer;

/// A list under way; where it is a variant's, with its name.
struct List(Vec<Json>, Option<&'static str>);

/// An object under way, the name of its next member, and the variant that it belongs to.
struct Object(Vec<(String, Json)>, Option<String>, Option<&'static str>);

impl Object {
    fn add(&mut self, name: String, value: Json) {
        if value != Json::Null {
            self.0.push((name, value));
        }
    }
}

/// A value, or the object of one member that a variant is.
fn within(variant: Option<&'static str>, value: Json) -> Json {
    match variant {
        Some(name) => Json::Object(vec![(name.to_owned(), value)]),
        None => value,
    }
}

macro_rules! numbers {
    ($($method:ident: $type:ty),*) => { $(fn $method(self, value: $type) -> Result<Json, Refused> {
        Ok(Json::Number(value as f64))
    })* };
}

impl Serializer for Writer {
    type Ok = Json;
    type Error = Refused;
    type SerializeSeq = List;
    type SerializeTuple = List;
    type SerializeTupleStruct = List;
    type SerializeTupleVariant = List;
    type SerializeMap = Object;
    type SerializeStruct = Object;
    type SerializeStructVariant = Object;

    numbers!(
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_u8: u8,
        serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_f32: f32, serialize_f64: f64
    );

    fn serialize_bool(self, value: bool) -> Result<Json, Refused> {
        Ok(Json::Bool(value))
    }

    fn serialize_char(self, value: char) -> Result<Json, Refused> {
        Ok(Json::Text(value.to_string()))
    }

    fn serialize_str(self, value: &str) -> Result<Json, Refused> {
        Ok(Json::Text(value.to_owned()))
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<Json, Refused> {
        Ok(Json::List(value.iter().map(|byte| Json::Number(f64::from(*byte))).collect()))
    }

    fn serialize_none(self) -> Result<Json, Refused> {
        Ok(Json::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Json, Refused> {
        written(value)
    }

    fn serialize_unit(self) -> Result<Json, Refused> {
        Ok(Json::Null)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Json, Refused> {
        Ok(Json::Null)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<Json, Refused> {
        Ok(Json::Text(variant.to_owned()))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<Json, Refused> {
        written(value)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Json, Refused> {
        Ok(within(Some(variant), written(value)?))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<List, Refused> {
        Ok(List(Vec::new(), None))
    }

    fn serialize_tuple(self, _: usize) -> Result<List, Refused> {
        Ok(List(Vec::new(), None))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<List, Refused> {
        Ok(List(Vec::new(), None))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<List, Refused> {
        Ok(List(Vec::new(), Some(variant)))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Object, Refused> {
        Ok(Object(Vec::new(), None, None))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Object, Refused> {
        Ok(Object(Vec::new(), None, None))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Object, Refused> {
        Ok(Object(Vec::new(), None, Some(variant)))
    }
}

macro_rules! lists {
    ($($kind:ident $method:ident),*) => { $(impl ser::$kind for List {
        type Ok = Json;
        type Error = Refused;

        fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
            self.0.push(written(value)?);
            Ok(())
        }

        fn end(self) -> Result<Json, Refused> {
            Ok(within(self.1, Json::List(self.0)))
        }
    })* };
}
lists!(
    SerializeSeq serialize_element, SerializeTuple serialize_element, SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field
);

macro_rules! structs {
    ($($kind:ident),*) => { $(impl ser::$kind for Object {
        type Ok = Json;
        type Error = Refused;

        fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Refused> {
            self.add(name.to_owned(), written(value)?);
            Ok(())
        }

        fn end(self) -> Result<Json, Refused> {
            Ok(within(self.2, Json::Object(self.0)))
        }
    })* };
}
structs!(SerializeStruct, SerializeStructVariant);

impl ser::SerializeMap for Object {
    type Ok = Json;
    type Error = Refused;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Refused> {
        match written(key)? {
            Json::Text(name) => self.1 = Some(name),
            _ => return Err(ser::Error::custom("a name that is no text")),
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        let name = self.1.take().unwrap_or_default();
        self.add(name, written(value)?);
        Ok(())
    }

    fn end(self) -> Result<Json, Refused> {
        Ok(Json::Object(self.0))
    }
}
