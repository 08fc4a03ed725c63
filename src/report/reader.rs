//! Reads the figures of a text, line by line.

use super::context::Context;
use super::each::Each;
use super::found::Quantity;
use super::grammar::Rule;
use super::item::Item;
use super::kind::{self, Decided};
use super::lex::{self, Kind as Lexeme, Token};
use super::period::Stated;
use super::plain::Line;
use super::qualifier;
use super::rank::Ranked;
use super::sentence::Sentence;
use super::subject;
use super::unit::Measure;
use super::words::Class;
use super::{Bound, Figure, Kind, Skipped};

/// What a text holds.
#[derive(Default)]
pub(super) struct Read {
    /// Its figures, in their order.
    pub figures: Vec<Figure>,
    /// Numbers that are none.
    pub skipped: Vec<Skipped>,
}

/// Reads lines one after the other.
#[derive(Default)]
pub(super) struct Reader {
    pub read: Read,
    pub context: Context,
    pub line: Line,
    pub sentence: Sentence,
    tokens: Vec<Token>,
    /// Whether the rest of the line tells of what is to come, and its first period.
    target: bool,
    period: Option<Stated>,
    /// Characters and UTF-16 units before the line; its number.
    base: usize,
    base_utf16: usize,
    paragraph: usize,
}

impl Reader {
    /// Reads a line.
    pub(super) fn line(&mut self, text: &str) {
        self.line.set(text);
        self.paragraph += 1;
        let mut tokens = std::mem::take(&mut self.tokens);
        lex::tokens(&self.line, &mut tokens);
        self.context.see(&self.line, &tokens);
        (self.target, self.period) = (self.context.target, None);
        self.begin(0, 0);
        for at in 0..tokens.len() {
            self.token(&tokens, at);
        }
        self.tokens = tokens;
        self.base_utf16 += self.line.utf16(self.line.written.len()) + 1;
        self.base += self.line.written.len() + 1;
    }

    /// Begins a sentence.
    fn begin(&mut self, at: usize, token: usize) {
        let open = std::mem::take(&mut self.sentence.open);
        self.sentence =
            Sentence { first: self.read.figures.len(), item: (at, token), clause: (at, token), ..Sentence::default() };
        self.sentence.open = open;
        self.sentence.open.clear();
    }

    fn token(&mut self, tokens: &[Token], at: usize) {
        let token = &tokens[at];
        match &token.kind {
            Lexeme::Mark(mark) => self.mark(*mark, token.end, at + 1),
            Lexeme::Word(class) => self.word(*class, tokens, at),
            Lexeme::Aside(rule, period) => self.aside(*rule, *period, tokens, at),
            Lexeme::Quantity(found) => self.quantity(found, tokens, at),
            Lexeme::Rank(found) => self.rank(found, tokens, at),
        }
    }

    fn mark(&mut self, mark: char, end: usize, next: usize) {
        match mark {
            ';' => {
                let kept = (self.sentence.period, self.sentence.region.take(), self.sentence.target);
                self.begin(end, next);
                (self.sentence.period, self.sentence.region, self.sentence.target) = kept;
            }
            '。' | '!' | '?' => self.begin(end, next),
            '(' => {
                self.sentence.open.push((self.sentence.item, self.sentence.clause));
                (self.sentence.item, self.sentence.clause) = ((end, next), (end, next));
            }
            ')' => {
                if let Some((item, clause)) = self.sentence.open.pop() {
                    (self.sentence.item, self.sentence.clause) = (item, clause);
                }
            }
            _ => {
                let sentence = &mut self.sentence;
                if sentence.item == sentence.clause && sentence.clause.0 + 1 < end {
                    sentence.noun = Some((sentence.clause.0, end - 1));
                }
                (sentence.item, sentence.clause) = ((end, next), (end, next));
                sentence.compared = None;
            }
        }
    }

    fn word(&mut self, class: Class, tokens: &[Token], at: usize) {
        let token = &tokens[at];
        let sentence = &mut self.sentence;
        match class {
            Class::Target => (sentence.target, sentence.done) = (true, false),
            Class::Done => sentence.done = true,
            Class::NextYear => {
                sentence.target = true;
                sentence.period = Some(Stated::Relative(1));
            }
            Class::Plan => {
                let next = self.line.at(token.end);
                if matches!(next, ',' | ':' | '是' | '为') || next == ' ' {
                    self.target = true;
                }
            }
            Class::LastYear => sentence.period = Some(Stated::Relative(-1)),
            Class::ThisYear => sentence.period = Some(Stated::Relative(0)),
            Class::Scope => sentence.region = Some(self.line.text(token.start, token.end)),
            Class::OverYear => sentence.compared = Some("上年同期".to_owned()),
            Class::OverPeriod => sentence.compared = Some("上期".to_owned()),
            Class::Than => sentence.compared = super::compare::with(&self.line, tokens, at),
            Class::Above | Class::Below if token.end - token.start > 1 => {
                sentence.compared =
                    super::compare::beside(&self.line, token, tokens.get(at + 1)).or(sentence.compared.take());
            }
            Class::Each => self.each(tokens, at),
            _ => {}
        }
    }

    fn each(&mut self, tokens: &[Token], at: usize) {
        let (start, from) = self.sentence.item;
        let item = Item::new(&self.line, &tokens[from..at], start, tokens[at].start);
        let names = subject::names(&subject::before(&item));
        let coming = super::list::coming(tokens, at);
        let known = &self.read.figures[self.sentence.first..];
        self.sentence.each = Each::new(names, coming, known);
    }

    fn aside(&mut self, rule: Rule, period: Option<Stated>, tokens: &[Token], at: usize) {
        let token = &tokens[at];
        self.read.skipped.push(Skipped {
            start: self.base + token.start,
            end: self.base + token.end,
            utf16: self.utf16(&self.line, token.start, token.end),
            text: self.line.text(token.start, token.end),
            rule,
        });
        let Some(period) = period else { return };
        if matches!(self.line.before(token.start), '比' | '较') {
            self.sentence.compared = Some(self.line.text(token.start, token.end));
            return;
        }
        let future = period.year(self.context.year).zip(self.context.year).is_some_and(|(year, own)| year > own);
        let until = matches!(self.line.before(token.start), '到' | '至');
        if future && (until || !self.context.target) && !matches!(period, Stated::Years(..)) {
            self.sentence.target = true;
        }
        self.period = self.period.or(Some(period));
        self.sentence.period = Some(self.whole(period));
    }

    /// A period with the year of the sentence, where it names none.
    fn whole(&self, period: Stated) -> Stated {
        let own = self.sentence.period.or(self.period).and_then(|period| period.year(self.context.year));
        match period {
            Stated::Quarter(None, quarter) => Stated::Quarter(own, quarter),
            Stated::Month(None, month) => Stated::Month(own, month),
            Stated::Months(None, from, to) => Stated::Months(own, from, to),
            other => other,
        }
    }

    fn utf16(&self, line: &Line, start: usize, end: usize) -> [usize; 2] {
        [start, end].map(|at| self.base_utf16 + line.utf16(at))
    }

    fn quantity(&mut self, found: &Quantity, tokens: &[Token], at: usize) {
        let (start, from) = self.sentence.item;
        let line = std::mem::take(&mut self.line);
        let item = Item::new(&line, &tokens[from.min(at)..at], start, found.start);
        let unit = &found.unit;
        let mut decided = kind::of(&item, unit.measure, &unit.plain, found.end);
        let mut figure = self.figure(&line, found.start, found.end, found.rules);
        self.inherit(&item, &mut decided, &mut figure, unit.measure, &unit.base);
        self.after(&item, &mut decided, tokens, at, found.end, unit.measure);
        let sign = if decided.falls && found.value > 0.0 { -1.0 } else { 1.0 };
        figure.value = sign * found.value;
        figure.high = found.high.map(|high| sign * high);
        figure.unit = unit.word.clone();
        figure.decimals = found.decimals;
        figure.normalised = match &*unit.plain {
            "番" => doubled(found.value),
            "比" => found.value,
            _ => sign * super::numeral::scaled(found.value, found.decimals, unit.factor),
        };
        figure.normalised_high = found.high.map(|high| sign * super::numeral::scaled(high, 6, unit.factor));
        figure.normalised_unit = unit.base.clone();
        self.qualify(&line, &mut figure, found);
        self.finish(&item, figure, decided, unit.measure == Measure::Count, found.end);
        self.line = line;
        let end = qualifier::after(&self.line, found.end).map_or(found.end, |(_, end, _)| end);
        self.sentence.item = (end, at + 1);
    }

    fn rank(&mut self, found: &Ranked, tokens: &[Token], at: usize) {
        let (start, from) = self.sentence.item;
        let line = std::mem::take(&mut self.line);
        let item = Item::new(&line, &tokens[from.min(at)..at], start, found.start);
        let mut figure = self.figure(&line, found.start, found.end, found.rules);
        (figure.value, figure.normalised) = (found.value, found.value);
        (figure.unit, figure.normalised_unit) = ("位".to_owned(), "位".to_owned());
        if found.among {
            (figure.qualifier, figure.bound) = (Some("前".to_owned()), Some(Bound::Below));
        }
        let rule = if found.among { Rule::RankAmongFirst } else { Rule::Rank };
        let decided = Decided { kind: Kind::Rank, rule, falls: false, own: true };
        self.finish(&item, figure, decided, false, found.end);
        if let Some(figure) = self.read.figures.last_mut() {
            figure.compared_with = Some(found.scope.clone()).filter(|scope| !scope.is_empty());
        }
        self.line = line;
        self.sentence.item = (found.end, at + 1);
    }

    /// A figure of which only its place is known.
    fn figure(&self, line: &Line, start: usize, end: usize, rules: super::Rules) -> Figure {
        Figure {
            start: self.base + start,
            end: self.base + end,
            utf16: self.utf16(line, start, end),
            text: line.text(start, end),
            paragraph: self.paragraph,
            rules,
            ..Figure::default()
        }
    }

    /// What follows a figure may say what it is: 600家的目标; 19家入选; 建成34家，其中.
    fn after(&mut self, item: &Item, decided: &mut Decided, tokens: &[Token], at: usize, end: usize, measure: Measure) {
        let line = item.line;
        let end = qualifier::after(line, end).map_or(end, |(_, end, _)| end);
        if line
            .any(end, &["的目标", "目标", "的年度目标", "的任务目标", "的奋斗目标", "的预期目标", "的约束性"])
            .is_some()
        {
            self.sentence.goal = true;
        }
        if decided.kind == Kind::Level
            && !decided.own
            && measure == Measure::Count
            && super::list::enters(line, tokens, at)
        {
            *decided = Decided { own: true, ..decided_new() };
        }
        let stock = decided.kind == Kind::New && item.verb == Some(Class::New) && decided.rule == Rule::New;
        if stock && !super::list::is_certain(item) && super::list::part_follows(tokens, at) {
            *decided = Decided { kind: Kind::Level, rule: Rule::StockWithParts, falls: false, own: true };
        }
    }

    /// Takes the kind of the figure before where a list goes on.
    fn inherit(&self, item: &Item, decided: &mut Decided, figure: &mut Figure, measure: Measure, base: &str) {
        let Some((before, end)) = self.sentence.before else { return };
        let Some(last) = self.read.figures.last().filter(|_| self.read.figures.len() > self.sentence.first) else {
            return;
        };
        let same = last.normalised_unit == base;
        let listed = matches!(item.line.at(end), '、' | '和' | '与' | '及' | '以' | '或');
        let part = item.has(Class::Part);
        let counted = measure == Measure::Count
            && item.line.at(end) == ','
            && before.kind == Kind::New
            && item.end == item.figure
            && item.end == trimmed_end(item)
            && !item.has(Class::Attribute);
        let change = matches!(before.rule, Rule::Increase | Rule::Decrease) && part;
        let inherits = !change && !decided.own && item.verb.is_none() && same && (listed || part || counted);
        if inherits && before.kind != Kind::Rank && !(decided.kind == Kind::Share && before.kind != Kind::Growth) {
            *decided = Decided { rule: Rule::Inherited, own: before.own, ..before };
            figure.rules.add(before.rule);
        }
    }

    fn qualify(&self, line: &Line, figure: &mut Figure, found: &Quantity) {
        let written = |start: usize, word: &str| line.text(start, start + word.chars().count());
        let before = qualifier::before(line, found.start).map(|(word, start, bound)| (written(start, word), bound));
        let infix = found.infix.map(|at| {
            let about = matches!(line.at(at), '来' | '几');
            (line.text(at, at + 1), Some(if about { Bound::About } else { Bound::Above }))
        });
        let after = qualifier::after(line, found.end).map(|(word, _, bound)| (written(found.end, word), Some(bound)));
        let strong = |said: &(String, Option<Bound>)| said.1.is_some();
        let chosen = after.or(infix).or(before.clone().filter(strong)).or(before);
        if let Some((word, bound)) = chosen {
            (figure.qualifier, figure.bound) = (Some(word), bound);
            figure.rules.add(Rule::Qualifier);
        }
    }
}

/// Growth by doubling so many times: 1 is 100 %, 2 is 300 %.
fn doubled(times: f64) -> f64 {
    (0..times.min(60.0) as usize).fold(1.0, |product, _| product * 2.0) - 1.0
}

fn decided_new() -> Decided {
    Decided { kind: Kind::New, rule: Rule::NewAfter, falls: false, own: true }
}

/// Where an item ends before it says 达 or 为, which begin another statement.
fn trimmed_end(item: &Item) -> usize {
    let last = item.line.before(item.end);
    item.end - usize::from(matches!(last, '达' | '为' | '到' | '共' | '超'))
}

impl Reader {
    /// Gives a figure its kind, subject and context, and keeps it.
    fn finish(&mut self, item: &Item, mut figure: Figure, decided: Decided, counted: bool, end: usize) {
        figure.rules.add(decided.rule);
        (figure.kind, figure.rule) = (decided.kind, decided.rule);
        figure.phrase = item.phrase();
        super::list::subject(&mut self.sentence, &self.read.figures, item, &mut figure, counted, end);
        if figure.subject.is_empty() {
            if let Some((from, to)) = self.sentence.noun.filter(|_| self.read.figures.len() == self.sentence.first) {
                let noun = Item::new(item.line, &[], from, to);
                figure.subject = subject::before(&noun);
                figure.rules.add(Rule::SubjectBefore);
            }
        }
        self.target_of(&mut figure, decided.kind);
        let year = self.context.year;
        let stated = self.sentence.period.or(self.period).or(self.context.period);
        figure.period = stated.or(year.map(Stated::Year)).and_then(|period| period.shown(year));
        figure.region = self.sentence.region.clone().or_else(|| self.context.region.clone());
        figure.compared_with = self.sentence.compared.clone();
        if figure.compared_with.is_some() {
            figure.rules.add(Rule::ComparedWith);
        }
        let suffix = qualifier::after(item.line, end).map_or(end, |(_, end, _)| end);
        self.sentence.before = Some((decided, suffix));
        figure.index = self.read.figures.len();
        self.read.figures.push(figure);
    }

    fn target_of(&mut self, figure: &mut Figure, kind: Kind) {
        let goal = std::mem::take(&mut self.sentence.goal);
        let rule = match (self.sentence.target, self.target) {
            _ if goal => Rule::TargetAfter,
            _ if self.sentence.done => return,
            (true, _)
                if self.sentence.period.and_then(|p| p.year(self.context.year)) > self.context.year
                    && self.context.year.is_some() =>
            {
                Rule::TargetYear
            }
            (true, _) => Rule::Target,
            (_, true) => Rule::TargetSection,
            _ => return,
        };
        figure.rules.add(rule);
        (figure.target_of, figure.kind, figure.rule) = (Some(kind), Kind::Target, rule);
    }
}
