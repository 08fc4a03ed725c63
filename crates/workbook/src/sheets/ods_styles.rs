//! Styles of ODS: which of them show a year or a month where a date stands, and which hide a sheet.

use super::form::Form;
use super::package::Parts;
use innodex_panel::error::Result;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};

/// Styles by their names.
#[derive(Default)]
pub(super) struct Styles {
    /// What a format of dates shows.
    dates: BTreeMap<String, [bool; 4]>,
    /// Of a style of cells: its format, and the style that it is made from.
    cells: BTreeMap<String, (Option<String>, Option<String>)>,
    /// Styles of hidden sheets.
    hidden: BTreeSet<String>,
    /// The format, and the style, that is being read.
    format: Option<String>,
    style: Option<String>,
}

impl Styles {
    /// Those of a part.
    pub(super) fn read(&mut self, parts: &mut Parts, part: &str) -> Result<bool> {
        parts.events(part, |event| {
            self.hears(event);
            Ok(())
        })
    }

    /// Takes what an event says of styles.
    pub(super) fn hears(&mut self, event: &Event) {
        match event {
            Event::Start(e) => self.begins(e),
            Event::End(e) => match e.name().as_ref() {
                b"number:date-style" => self.format = None,
                b"style:style" => self.style = None,
                _ => {}
            },
            _ => {}
        }
    }

    fn begins(&mut self, tag: &BytesStart) {
        let named = || value(tag, b"style:name");
        let mut shows = |at: usize| {
            if let Some(shown) = self.format.as_ref().and_then(|name| self.dates.get_mut(name)) {
                shown[at] = true;
            }
        };
        match tag.name().as_ref() {
            b"number:date-style" => {
                self.format = named();
                self.dates.extend(self.format.clone().map(|name| (name, [false; 4])));
            }
            b"number:year" => shows(0),
            b"number:month" => shows(1),
            b"number:day" => shows(2),
            b"number:hours" | b"number:minutes" | b"number:seconds" => shows(3),
            b"style:style" => {
                self.style = named();
                if value(tag, b"style:family").as_deref() == Some("table-cell") {
                    let made = (value(tag, b"style:data-style-name"), value(tag, b"style:parent-style-name"));
                    self.cells.extend(named().map(|name| (name, made)));
                }
            }
            b"style:table-properties" if value(tag, b"table:display").as_deref() == Some("false") => {
                self.hidden.extend(self.style.clone());
            }
            _ => {}
        }
    }

    pub(super) fn hides(&self, style: Option<&str>) -> bool {
        style.is_some_and(|style| self.hidden.contains(style))
    }

    /// What a style of cells makes of a date.
    pub(super) fn form(&self, style: Option<&str>) -> Form {
        let mut style = style;
        // As many steps as a reader may follow; styles could be made from each other in a circle.
        for _ in 0..10 {
            let Some((format, parent)) = style.and_then(|style| self.cells.get(style)) else { break };
            if let Some(shown) = format.as_ref().and_then(|format| self.dates.get(format)) {
                return match shown {
                    [true, true, false, false] => Form::Month,
                    [true, false, false, false] => Form::Year,
                    _ => Form::Day,
                };
            }
            style = parent.as_deref();
        }
        Form::Day
    }
}

/// An attribute by its whole name; of two names that end alike (`office:value-type`, `calcext:value-type`) each its own.
pub(super) fn value(tag: &BytesStart, name: &[u8]) -> Option<String> {
    let attribute = tag.attributes().with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == name)?;
    attribute.decode_and_unescape_value(tag.decoder()).ok().map(|value| value.into_owned())
}
