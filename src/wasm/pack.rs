//! MessagePack, as much of it as results need: numbers go out as they are, to the bit. (Written as JSON, floats would need
//! std's printing of them, kilobytes that nothing else here does.)

use crate::json::Json;

/// Appends a value.
pub(super) fn value(json: &Json, out: &mut Vec<u8>) {
    match json {
        Json::Null => out.push(0xc0),
        Json::Bool(value) => out.push(0xc2 + u8::from(*value)),
        Json::Number(value) => {
            out.push(0xcb);
            out.extend(value.to_be_bytes());
        }
        Json::Text(value) => text(value, out),
        Json::List(items) => {
            head(0xdd, items.len(), out);
            items.iter().for_each(|item| self::value(item, out));
        }
        Json::Object(members) => {
            head(0xdf, members.len(), out);
            for (name, member) in members {
                text(name, out);
                value(member, out);
            }
        }
    }
}

/// Appends numbers as a run of bytes, each little-endian.
pub(super) fn floats(values: &[f64], out: &mut Vec<u8>) {
    head(0xc6, 8 * values.len(), out);
    values.iter().for_each(|value| out.extend(value.to_le_bytes()));
}

fn text(text: &str, out: &mut Vec<u8>) {
    head(0xdb, text.len(), out);
    out.extend(text.as_bytes());
}

fn head(kind: u8, length: usize, out: &mut Vec<u8>) {
    out.push(kind);
    out.extend((length as u32).to_be_bytes());
}
