//! What the columns of a file are: as the plan says, and where it does not, by what stands in them.

use super::carried::nearly_number;
use super::columns::Cells;
use super::file::File;
use super::headers::{is_code_head, is_counter, is_measure_head, is_period_head, is_unit_head, names_a_value};
use super::plan::{Role, Source};
use super::understood::{Form, Holds};
use super::written;
use innodex_panel::measure::{self, Measure};
use innodex_panel::panel::{number, plain_number};
use innodex_panel::territory::{self, Place, Unresolved};
use polars::prelude::{InitHashMaps, PlHashMap};

/// So many different words are looked at to see whether a column names places.
const LOOKED_AT: usize = 200;

/// What stands in a column.
#[derive(Debug, Clone)]
pub(super) struct Profile {
    pub(super) holds: Holds,
    pub(super) distinct: usize,
    pub(super) empty: usize,
    /// The share of the different words, totals apart, that name a province or look like it.
    places: f64,
    /// Whether all words are the numbers of provinces: 42, 420000.
    numbers_of_places: bool,
    /// Whether all words are units of measure.
    measures: bool,
}

/// The roles of all columns, and how the table is built.
#[derive(Debug, Clone)]
pub(super) struct Roles {
    pub(super) roles: Vec<Role>,
    pub(super) profiles: Vec<Profile>,
    pub(super) form: Form,
    /// Whether the units are provinces.
    pub(super) provinces: bool,
}

/// Whether a name is a province, or a slip from one.
fn is_place(word: &str) -> bool {
    matches!(territory::resolve(word), Ok(Place::Province(_)) | Err(Unresolved::Misread { .. }))
}

fn is_total(word: &str) -> bool {
    matches!(territory::resolve(word), Ok(Place::Total(_))) || territory::is_total(word)
}

impl Profile {
    fn of(cells: &Cells) -> Profile {
        let Cells::Words { numbers, words, .. } = cells else {
            let Cells::Figures { figures, odd } = cells else { unreachable!("there are two kinds") };
            let empty = figures.iter().filter(|f| f.is_nan()).count() - odd.len();
            return Profile {
                holds: Holds::Numbers,
                distinct: figures.len(),
                empty,
                places: 0.0,
                numbers_of_places: false,
                measures: false,
            };
        };
        let mut rows = vec![0_usize; words.len()];
        numbers.iter().for_each(|number| rows[*number as usize] += 1);
        let filled = || words.all().iter().zip(&rows).filter(|(word, _)| !word.is_empty());
        let of = |is: &dyn Fn(&str) -> bool| filled().filter(|(word, _)| is(word)).map(|(_, n)| n).sum::<usize>();
        let all = of(&|_| true);
        let figures = of(&|word| plain_number(word).is_some() || number(word).is_ok() || nearly_number(word));
        let marks = of(&|word| written::means_missing(word));
        let periods = of(&written::likely_period);
        let holds = match all {
            0 => Holds::Nothing,
            // Half: a column with a slip in it is a column of numbers with a slip in it.
            _ if 10 * periods >= 9 * all => Holds::Periods,
            _ if figures > 0 && 2 * figures >= all - marks => Holds::Numbers,
            _ => Holds::Text,
        };
        let looked_at: Vec<&String> = filled().map(|(word, _)| word).take(LOOKED_AT).collect();
        let places = looked_at.iter().filter(|word| plain_number(word).is_none() && is_place(word)).count();
        let totals = looked_at.iter().filter(|word| plain_number(word).is_none() && is_total(word)).count();
        let code =
            |word: &&String| plain_number(word).is_some() && matches!(territory::resolve(word), Ok(Place::Province(_)));
        Profile {
            holds,
            distinct: filled().count(),
            empty: numbers.len() - all,
            places: places as f64 / looked_at.len().saturating_sub(totals).max(1) as f64,
            numbers_of_places: all > 0 && looked_at.iter().all(code),
            measures: all > 0 && filled().all(|(word, _)| Measure::parse(word).is_some()),
        }
    }
}

/// Whether a column of numbers near 2000, whose header does not speak of time, is one of periods.
///
/// Written as 2022年 or 2022Q1 it is. Plain numbers may count something: where each unit has one row they are periods only
/// if they are all the same, and else only if they come again and again.
fn recurs(file: &File, profiles: &[Profile], column: usize) -> bool {
    let (_, words) = file.columns[column].as_words();
    let (rows, distinct) = (file.lines.len(), profiles[column].distinct);
    let counts = |word: &String| plain_number(word).is_some() || word.is_empty();
    if names_a_value(&file.header[column]) || measure::in_header(&file.header[column]).is_some() {
        return false;
    }
    let each_once = || profiles.iter().any(|p| p.holds == Holds::Text && p.distinct + 1 >= rows);
    !words.all().iter().all(counts) || (distinct == 1 && rows > 1) || (2 * distinct <= rows && !each_once())
}

impl Roles {
    /// The roles as the plan gives them and, where it gives none, as they look; text that its steps name is a key.
    pub(super) fn of(file: &File, source: &Source, keys: &[&str]) -> Roles {
        let profiles: Vec<Profile> = file.columns.iter().map(Profile::of).collect();
        let found = |c: usize| file.laid.as_ref().and_then(|laid| laid.roles[c]);
        let told = file.header.iter().enumerate();
        let roles = told.map(|(c, h)| source.columns.get(h).copied().or_else(|| found(c))).collect();
        let mut choosing = Choosing { file, profiles: &profiles, roles };
        for c in choosing.free() {
            if profiles[c].holds == Holds::Nothing || is_counter(&file.header[c]) {
                choosing.roles[c] = Some(Role::LeftOut);
            }
        }
        let years = choosing.periods();
        let provinces = choosing.units();
        choosing.rest(years, keys);
        let mut roles = choosing.roles;
        let form = words_of_rows(file, &mut roles, years, &profiles);
        Roles { roles: roles.into_iter().map(|r| r.unwrap_or(Role::LeftOut)).collect(), profiles, form, provinces }
    }

    /// The columns of a role.
    pub(super) fn columns(&self, role: Role) -> impl Iterator<Item = usize> + '_ {
        (0..self.roles.len()).filter(move |c| self.roles[*c] == role)
    }

    pub(super) fn column(&self, role: Role) -> Option<usize> {
        self.columns(role).next()
    }
}

/// The roles that are found so far.
struct Choosing<'a> {
    file: &'a File,
    profiles: &'a [Profile],
    roles: Vec<Option<Role>>,
}

impl Choosing<'_> {
    /// The columns whose role is open.
    fn free(&self) -> Vec<usize> {
        (0..self.roles.len()).filter(|c| self.roles[*c].is_none()).collect()
    }

    fn has(&self, role: Role) -> bool {
        self.roles.contains(&Some(role))
    }

    /// The column of periods; or whether columns are periods themselves.
    fn periods(&mut self) -> bool {
        let (file, profiles, columns) = (self.file, self.profiles, self.free());
        let by_header = |c: &usize| is_period_head(&file.header[*c]);
        let dated: Vec<usize> = columns.iter().copied().filter(|c| written::likely_header(&file.header[*c])).collect();
        let years = dated.len() > 1 && !self.has(Role::Period) && !columns.iter().any(by_header);
        if years {
            dated.iter().for_each(|c| self.roles[*c] = Some(Role::Figure));
        } else if !self.has(Role::Period) {
            let of_periods = |c: &usize| profiles[*c].holds == Holds::Periods;
            let found =
                columns.iter().find(|c| by_header(c) && of_periods(c)).or(columns.iter().find(|c| by_header(c)));
            if let Some(c) = found.or(columns.iter().find(|c| of_periods(c) && recurs(file, profiles, **c))) {
                self.roles[*c] = Some(Role::Period);
            }
        }
        years
    }

    /// The columns of units and their codes; whether the units are provinces.
    fn units(&mut self) -> bool {
        let (headers, profiles) = (&self.file.header, self.profiles);
        let names_provinces = |c: usize| profiles[c].places >= 0.5;
        if !self.has(Role::Unit) {
            let text = |c: &usize| matches!(profiles[*c].holds, Holds::Text);
            let named = |c: &usize| is_unit_head(&headers[*c]) && !profiles[*c].measures;
            let coded = |c: &usize| profiles[*c].numbers_of_places && named(c);
            let columns: Vec<usize> = self.free().into_iter().filter(|c| text(c) || coded(c)).collect();
            let best = columns.iter().filter(|c| names_provinces(**c)).max_by(|a, b| {
                let key = |c: usize| (profiles[c].places, named(&c), std::cmp::Reverse(c));
                key(**a).partial_cmp(&key(**b)).unwrap_or(std::cmp::Ordering::Equal)
            });
            if let Some(c) = best.or(columns.iter().find(|c| named(c))) {
                self.roles[*c] = Some(Role::Unit);
            }
        }
        if !self.has(Role::Code) {
            if let Some(c) = self.free().into_iter().find(|c| is_code_head(&headers[*c])) {
                self.roles[c] = Some(Role::Code);
            }
        }
        let unit = self.roles.iter().position(|r| *r == Some(Role::Unit));
        unit.is_some_and(|c| names_provinces(c) || profiles[c].numbers_of_places)
    }

    /// Units of measure, figures, and the keys that steps name.
    fn rest(&mut self, years: bool, keys: &[&str]) {
        for c in self.free() {
            let (header, profile) = (&self.file.header[c], &self.profiles[c]);
            let named = is_measure_head(header) && profile.holds == Holds::Text;
            self.roles[c] = match profile.holds {
                _ if named || profile.measures => Some(Role::Measure),
                Holds::Text if keys.contains(&header.as_str()) => Some(Role::Key),
                // Beside columns of periods a growth rate, a mean or a rank is of no period.
                Holds::Numbers | Holds::Periods if years => Some(Role::LeftOut),
                Holds::Numbers | Holds::Periods => Some(Role::Figure),
                Holds::Text | Holds::Nothing => None,
            };
        }
    }
}

/// What the words that are left are: the names of figures, further keys, or remarks. Gives how the table is built.
fn words_of_rows(file: &File, roles: &mut [Option<Role>], years: bool, profiles: &[Profile]) -> Form {
    let of = |roles: &[Option<Role>], role| (0..roles.len()).filter(|c| roles[*c] == Some(role)).collect::<Vec<_>>();
    let mut keys: Vec<usize> =
        [Role::Unit, Role::Code, Role::Period, Role::Key].iter().flat_map(|role| of(roles, *role)).collect();
    let left: Vec<usize> = (0..roles.len()).filter(|c| roles[*c].is_none()).collect();
    let figures = of(roles, Role::Figure);
    let one_figure = years || figures.len() == 1;
    let one_value = !years && figures.len() == 1 && names_a_value(&file.header[figures[0]]);
    // What is different in nearly every row is a remark, not a name.
    let few = |c: &&usize| 2 * profiles[**c].distinct <= file.lines.len().max(2);
    let naming: Vec<usize> = left.iter().filter(few).copied().collect();
    let named = !of(roles, Role::Indicator).is_empty();
    let alone = is_unique(file, &keys, profiles);
    let repeated = is_mostly_repeated(file, &keys, profiles);
    keys.extend(&naming);
    let names_figures = one_figure && !naming.is_empty() && !is_mostly_repeated(file, &keys, profiles);
    for c in &left {
        roles[*c] = Some(match naming.contains(c) {
            _ if named => Role::LeftOut,
            true if names_figures && (!alone || one_value) => Role::Indicator,
            _ if alone || names_figures => Role::LeftOut,
            _ => Role::Key,
        });
    }
    let has = |role| roles.contains(&Some(role));
    match () {
        () if years => Form::Years,
        () if has(Role::Key) => Form::Records,
        () if has(Role::Indicator) => Form::Long,
        // Two rows of one unit and period with nothing to tell them apart are a slip where there are few of them.
        () if left.is_empty() && repeated => Form::Records,
        () => Form::Wide,
    }
}

/// Whether no two rows have the same words in these columns.
fn is_unique(file: &File, columns: &[usize], profiles: &[Profile]) -> bool {
    let rows = file.lines.len();
    most(columns, profiles) >= rows && distinct(file, columns) == rows
}

fn is_mostly_repeated(file: &File, columns: &[usize], profiles: &[Profile]) -> bool {
    let rows = file.lines.len();
    2 * most(columns, profiles) < rows || 2 * distinct(file, columns) < rows
}

/// How many different rows there could be at most; with it a million rows need not be looked at.
fn most(columns: &[usize], profiles: &[Profile]) -> usize {
    let words = |c: &usize| profiles[*c].distinct + usize::from(profiles[*c].empty > 0);
    columns.iter().map(words).fold(1, usize::saturating_mul)
}

/// How many different rows there are in these columns.
fn distinct(file: &File, columns: &[usize]) -> usize {
    let rows = file.lines.len();
    let mut groups = vec![0_u32; rows];
    let mut count = usize::from(rows > 0);
    for column in columns {
        let (numbers, _) = file.columns[*column].as_words();
        let mut seen: PlHashMap<u64, u32> = PlHashMap::with_capacity(count);
        for (group, number) in groups.iter_mut().zip(numbers.iter()) {
            let next = seen.len() as u32;
            *group = *seen.entry(u64::from(*group) << 32 | u64::from(*number)).or_insert(next);
        }
        count = seen.len();
    }
    count
}
