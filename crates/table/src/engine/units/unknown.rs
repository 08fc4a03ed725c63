//! A table of which no name is known: one question about all names, the likeliest answers first.

use crate::engine::remarks::Remarks;
use crate::understood::Remark;
use innodex_panel::error::{Code, Error, Severity};
use innodex_panel::json::{object, Json};
use innodex_panel::text::Text;

/// From so many names on they are one question, where none is known.
pub(super) const MANY: usize = 4;
/// So many of them are named.
const SHOWN: usize = 10;

/// What a name that is not known may mean.
pub(super) struct Guess {
    pub(super) word: String,
    /// How it is told from certain to unknown: the lowest are named first.
    pub(super) likely: Likely,
    pub(super) meant: Vec<String>,
}

/// How likely it is that what is suggested is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likely {
    /// One name is clearly nearest.
    Misread,
    /// Several units have the name.
    Ambiguous,
    /// It is the name of a unit that is elsewhere or no more.
    Elsewhere,
    /// Some names are near.
    Near,
    Unknown,
}

impl Guess {
    fn said(&self) -> Text {
        let word = &self.word;
        let (zh, en) = (self.meant.join("”“"), self.meant.join(", "));
        match (self.likely, self.meant.is_empty()) {
            (Likely::Misread, false) => Text::new(format!("“{word}”疑为“{zh}”"), format!("\"{word}\" may be {en}")),
            (Likely::Ambiguous, false) => Text::new(format!("“{word}”可指“{zh}”"), format!("\"{word}\" may mean {en}")),
            (Likely::Elsewhere, false) => Text::new(
                format!("“{word}”在别处或已撤销：“{zh}”"),
                format!("\"{word}\" is elsewhere or no more: {en}"),
            ),
            (_, false) => Text::new(format!("“{word}”近于“{zh}”"), format!("\"{word}\" is near {en}")),
            (_, true) => Text::new(format!("“{word}”没有相近的名称"), format!("nothing is near \"{word}\"")),
        }
    }
}

/// Asks about names of which none is known, `all` in number; `list` is where they were looked up. One answer accepts every clear
/// suggestion.
pub(super) fn ask(code: Code, place: &str, list: &Text, mut guesses: Vec<Guess>, all: usize, remarks: &mut Remarks) {
    guesses.sort_by_key(|guess| guess.likely);
    let said: Vec<Text> = guesses.iter().take(SHOWN).map(Guess::said).collect();
    let joined = |of: fn(&Text) -> &str, between| said.iter().map(of).collect::<Vec<_>>().join(between);
    let (zh, en) = (joined(|text| &text.zh, "；"), joined(|text| &text.en, "; "));
    let more = all > said.len();
    let message = Text::new(
        format!("{all}个名称无一见于{}。最可能的情形：{zh}{}。", list.zh, if more { "等" } else { "" }),
        format!(
            "None of the {all} names is in the {}. Likeliest: {en}{}.",
            list.en,
            if more { ", and so on" } else { "" }
        ),
    );
    let hint = Text::new(
        "请核对是否误认或误写：可一次接受全部推测，或在 accept 中逐一写明；如本列不是地区，请在 columns 中指明地区列；如是名录以外的单位，请写 \"territory\": \"free\"。",
        "Look for misread names: accept all suggestions, or write them in \"accept\"; if the column names no units, say in \"columns\" which does; if the units are in no register, say \"territory\": \"free\".",
    );
    let clear = |guess: &&Guess| guess.likely == Likely::Misread && guess.meant.len() == 1;
    let accept: Vec<(String, Json)> =
        guesses.iter().filter(clear).map(|guess| (guess.word.clone(), Json::Text(guess.meant[0].clone()))).collect();
    let fix = match accept.is_empty() {
        true => object(&[("territory", &"free".to_owned())]),
        false => Json::Object(vec![("accept".to_owned(), Json::Object(accept))]),
    };
    remarks.push(Remark::of(Severity::Error, Error::new(code, place, message, hint), Some(fix), None));
}
