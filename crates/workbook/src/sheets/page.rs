//! The text of a web page, as it is read: a block is a line, the cells of a table's row stand on one line.

use html5gum::{DefaultEmitter, Token, Tokenizer};
use innodex_panel::error::Result;

/// Tags that begin and end a line.
const BLOCKS: &str =
    "p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 br hr tr table caption blockquote section article header footer \
    main nav aside pre title figure figcaption address form body";
/// What is not read.
const ASIDE: &str = "script style noscript template svg math iframe object select textarea head";

fn is(name: &[u8], list: &str) -> bool {
    list.split_ascii_whitespace().any(|word| word.as_bytes() == name)
}

/// The text of a page.
pub(super) fn text(page: &str) -> Result<String> {
    let mut emitter: DefaultEmitter<usize> = DefaultEmitter::new_with_span();
    emitter.naively_switch_states(true);
    let mut text = String::new();
    // The tag that is passed over, with how many of its name are open in it.
    let mut aside: Option<(Vec<u8>, usize)> = None;
    for token in Tokenizer::new_with_emitter(page, emitter) {
        let Ok(token) = token;
        match (&token, &mut aside) {
            (Token::StartTag(tag), Some((name, depth))) if tag.name.as_slice() == name.as_slice() => *depth += 1,
            (Token::EndTag(tag), Some((name, depth))) if tag.name.as_slice() == name.as_slice() => {
                *depth -= 1;
                if *depth == 0 {
                    aside = None;
                }
            }
            // A head without an end ends with the body.
            (Token::StartTag(tag), Some((name, _))) if tag.name.as_slice() == b"body" && name == b"head" => {
                aside = None
            }
            (_, Some(_)) => {}
            (Token::StartTag(tag), None) if is(&tag.name, ASIDE) && !tag.self_closing => {
                aside = Some((tag.name.to_vec(), 1))
            }
            (Token::StartTag(tag), None) => ends(&mut text, &tag.name),
            (Token::EndTag(tag), None) => ends(&mut text, &tag.name),
            (Token::String(said), None) => says(&mut text, &String::from_utf8_lossy(&said.value)),
            _ => {}
        }
    }
    Ok(text)
}

fn ends(text: &mut String, name: &[u8]) {
    if matches!(name, b"td" | b"th") {
        if !text.is_empty() && !text.ends_with(['\n', '\t']) {
            text.push('\t');
        }
    } else if is(name, BLOCKS) && !text.is_empty() && !text.ends_with('\n') {
        text.truncate(text.trim_end_matches([' ', '\t']).len());
        text.push('\n');
    }
}

/// White space is one space, as browsers show it.
fn says(text: &mut String, said: &str) {
    for c in said.chars() {
        match c {
            ' ' | '\t' | '\n' | '\r' | '\u{c}' | '\u{a0}' => {
                if !text.is_empty() && !text.ends_with([' ', '\n', '\t']) {
                    text.push(' ');
                }
            }
            c => text.push(c),
        }
    }
}
