//! Which register the units of a table are looked up in, and which columns name them.

use super::columns::Cells;
use super::encoding::decode;
use super::file::File;
use super::file_name::base;
use super::plan::{OwnRegister, Plan, Role, SkipReason, Source, Territories};
use super::remarks::{fix, Remarks};
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::json::Json;
use innodex_panel::panel::number;
use innodex_panel::register::{is_municipality, national, Answer, Context, Level, Register, Scope};
use innodex_panel::territory::{self, Place};
use innodex_panel::text::{whole, Text};
use std::borrow::Cow;

/// So many different words of a column are looked at.
const LOOKED_AT: usize = 200;
/// Longer names are no divisions'.
const LONGEST_SHORT_NAME: usize = 4;
/// What the names of divisions, and of zones, end in.
const ENDS: [&str; 9] = ["市", "县", "区", "州", "盟", "旗", "林区", "园", "新城"];

/// The registers that a host has given.
#[derive(Debug, Clone, Default)]
pub struct Registers {
    divisions: Option<Register>,
    own: Option<(String, Register)>,
    on_request: bool,
}

impl Registers {
    /// Takes the register of China's divisions, as the package ships it.
    ///
    /// # Errors
    /// `corrupt_data`.
    pub fn set_divisions(&mut self, bytes: &[u8]) -> Result<()> {
        self.divisions = Some(national::read(bytes)?);
        Ok(())
    }

    /// Whether the host gives the register of divisions when a table asks for it, with the error `needs_register`; else such a
    /// table is read without.
    pub fn set_on_request(&mut self, on_request: bool) {
        self.on_request = on_request;
    }

    /// Takes an office's own register: a CSV in any encoding that tables are read in.
    ///
    /// # Errors
    /// As [`Register::from_csv`], with the name of the file.
    pub fn set_own(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let (text, _) = decode(bytes).map_err(|e| e.in_file(name))?;
        self.own = Some((name.to_owned(), Register::from_csv(&text).map_err(|e| e.in_file(name))?));
        Ok(())
    }

    /// Refuses a plan whose own register was not given.
    pub(super) fn check(&self, plan: &Plan) -> Result<()> {
        let given = |wanted: &OwnRegister| self.own.as_ref().is_some_and(|(name, _)| base(name) == base(&wanted.file));
        match &plan.register {
            Some(wanted) if !given(wanted) => Err(missing_file(&wanted.file)),
            _ => Ok(()),
        }
    }

    fn of(&self, territory: Territories) -> Option<&Register> {
        match territory {
            Territories::Divisions => self.divisions.as_ref(),
            Territories::Register => self.own.as_ref().map(|(_, register)| register),
            Territories::China | Territories::Free => None,
        }
    }
}

/// Where the units of a file are looked up.
pub(super) struct LookUp<'a> {
    /// What the plan says of the file, with the columns of units and parents where it leaves them open.
    pub(super) source: Cow<'a, Source>,
    /// The register; none where units are provinces, or looked up nowhere.
    pub(super) register: Option<&'a Register>,
    /// Whether the register of divisions is wanted and was not given.
    pub(super) needs_register: bool,
}

impl<'a> LookUp<'a> {
    /// As the plan says, else by what the columns hold.
    pub(super) fn of(file: &File, source: &'a Source, registers: &'a Registers) -> LookUp<'a> {
        let nothing = |needs_register| LookUp { source: Cow::Borrowed(source), register: None, needs_register };
        let chosen = match source.territory {
            Some(territory @ (Territories::Divisions | Territories::Register)) => Some(territory),
            Some(_) => None,
            None => [Territories::Register, Territories::Divisions].into_iter().find(|territory| {
                registers.of(*territory).is_some_and(|register| units(file, source, register).is_some())
            }),
        };
        let misread = registers.divisions.as_ref().filter(|_| source.territory.is_none() && chosen.is_none());
        let misread = misread.and_then(|register| misread_units(file, source, register));
        let Some(territory) = chosen.or(misread.map(|_| Territories::Divisions)) else {
            let open = source.territory.is_none() && registers.divisions.is_none();
            return nothing(open && names_divisions(file, source));
        };
        let Some(register) = registers.of(territory) else {
            return nothing(territory == Territories::Divisions);
        };
        let mut source = source.clone();
        source.territory = Some(territory);
        if let Some(unit) = units(file, &source, register).or(misread) {
            let parents = parents(file, &source, register, unit);
            let mut state = |column: usize, role| {
                let header = &file.header[column];
                if source.columns.get(header).is_none() {
                    source.columns.0.push((header.clone(), role));
                }
            };
            state(unit, Role::Unit);
            parents.into_iter().for_each(|column| state(column, Role::Parent));
            codes(file, register, unit).for_each(|column| state(column, Role::Code));
        }
        LookUp { source: Cow::Owned(source), register: Some(register), needs_register: false }
    }
}

impl LookUp<'_> {
    /// Asks for a register that is wanted and was not given: where the plan states it, or where the host gives that of divisions
    /// on request.
    pub(super) fn ask(&self, registers: &Registers, remarks: &mut Remarks) {
        let free = || fix("territory", Json::Text("free".to_owned()));
        match self.source.territory {
            Some(stated @ (Territories::Divisions | Territories::Register)) if self.register.is_none() => {
                remarks.error(no_register(stated), free());
            }
            None if self.needs_register && registers.on_request => {
                remarks.error(no_register(Territories::Divisions), free());
            }
            _ => {}
        }
    }
}

fn missing_file(wanted: &str) -> Error {
    Error::new(
        Code::MissingFile,
        "$.register.file",
        Text::new(format!("缺少名录文件“{wanted}”。"), format!("The register \"{wanted}\" is not there.")),
        Text::new("请一并给出该文件（命令行：--register 文件名）。", "Give it too (command line: --register FILE)."),
    )
}

/// The error for a register that was not given.
pub(super) fn no_register(territory: Territories) -> Error {
    let (message, hint) = match territory {
        Territories::Register => (
            Text::new("没有给出本单位的名录。", "The register of one's own was not given."),
            Text::new(
                "请一并给出名录文件（命令行：--register 文件名）。",
                "Give its file too (command line: --register FILE).",
            ),
        ),
        _ => (
            Text::new("行政区划名录未能载入，无法核对地区。", "The register of divisions could not be loaded."),
            Text::new(
                "请检查网络或 divisions.bin 文件后重试；不核对时，请写 \"territory\": \"free\"。",
                "Check the connection, or the file divisions.bin, and try again; to take names as they are, say \"territory\": \"free\".",
            ),
        ),
    };
    Error::new(Code::NeedsRegister, "", message, hint)
}

/// The different words of a column, some of them; none of a column of figures.
fn some_words(column: &Cells) -> impl Iterator<Item = &String> {
    let words = match column {
        Cells::Words { words, .. } => words.all(),
        Cells::Figures { .. } => &[],
    };
    words.iter().filter(|word| !word.is_empty()).take(LOOKED_AT)
}

/// Columns that may name units: those of this role, or any whose role is open.
fn open_columns<'a>(file: &'a File, source: &'a Source, role: Role) -> impl Iterator<Item = usize> + 'a {
    let stated = (0..file.header.len()).find(|c| source.columns.get(&file.header[*c]) == Some(&role));
    (0..file.header.len()).filter(move |c| match stated {
        Some(column) => *c == column,
        None => !file.header[*c].is_empty() && source.columns.get(&file.header[*c]).is_none(),
    })
}

/// What share of a column's words a register knows, and how fine its units are.
fn known(file: &File, source: &Source, column: usize, register: &Register) -> Option<(f64, Option<Level>)> {
    let (mut found, mut provinces, mut unknown) = (0, 0, 0);
    let mut finest = None;
    for word in some_words(&file.columns[column]) {
        let meant = source.accept.get(word).unwrap_or(word);
        // A short number is a figure.
        let number = register.is_national() && Register::is_code(meant) && whole(meant).len() < 6;
        let candidates = if number { Vec::new() } else { register.candidates(meant) };
        if register.is_national() {
            match territory::resolve(meant) {
                // Beijing is a province and a city: it tells nothing.
                Ok(Place::Province(province)) => {
                    provinces += i32::from(!is_municipality(province.code));
                    continue;
                }
                Ok(Place::Total(_)) if candidates.is_empty() => continue,
                _ => {}
            }
        }
        if candidates.is_empty() {
            unknown += i32::from(!territory::is_total(meant));
            continue;
        }
        found += 1;
        finest = finest.max(candidates.iter().filter_map(|unit| register.unit(*unit).level).min());
    }
    let share = f64::from(found) / f64::from((found + unknown).max(1));
    (found > 0 && 2 * found >= provinces && share >= 0.5).then_some((share, finest))
}

/// What heads a column of places that units have, but are not.
const ASIDE: [&str; 8] = ["省会", "首府", "驻地", "所在", "总部", "注册地", "对口", "籍贯"];
/// What heads a column of units that are no places.
const BODIES: [&str; 9] = ["企业", "公司", "学校", "高校", "医院", "机构", "园区", "平台", "单位名称"];

/// Whether a header says that no units stand below it, or other units that are no places stand in another column.
fn is_aside(file: &File, source: &Source, column: usize) -> bool {
    let says = |column: usize, words: &[&str]| words.iter().any(|word| file.header[column].contains(word));
    // 高新技术企业数 heads figures.
    let words = |column: usize| some_words(&file.columns[column]).filter(|word| number(word).is_err()).count();
    let body = |other: usize| other != column && says(other, &BODIES) && words(other) > words(column);
    let stated = source.columns.get(&file.header[column]) == Some(&Role::Unit);
    !stated && (says(column, &ASIDE) || (!says(column, &BODIES) && (0..file.header.len()).any(body)))
}

/// The column whose words are the units of a register: the finest where several are, such as county beside city.
fn units(file: &File, source: &Source, register: &Register) -> Option<usize> {
    let of = |column: usize| known(file, source, column, register).map(|known| (column, known));
    let open = open_columns(file, source, Role::Unit).filter(|c| !is_aside(file, source, *c));
    let named = open.filter_map(of);
    let key = |(column, (share, finest)): &(usize, (f64, Option<Level>))| {
        (has_names(&file.columns[*column]), *finest, *share, std::cmp::Reverse(*column))
    };
    let best = named.max_by(|a, b| key(a).partial_cmp(&key(b)).unwrap_or(std::cmp::Ordering::Equal));
    best.map(|(column, _)| column)
}

/// The one province or city that the lines above the table or the name of the file speak of.
pub(super) fn told_by_title(file: &File, register: &Register) -> Option<u32> {
    let titles = file.skipped.iter().filter(|line| line.why == SkipReason::Title);
    let texts = titles.map(|line| line.text.as_str()).chain([file.stem()]);
    let mut told: Vec<u32> = texts.flat_map(|text| register.mentioned(text)).collect();
    // 湖北省武汉市 speaks of the city.
    let all = told.clone();
    told.retain(|unit| !all.iter().any(|inner| inner != unit && register.is_within(*inner, *unit)));
    told.dedup();
    match told[..] {
        [only] => Some(only),
        _ => None,
    }
}

/// So many names are looked at to see whether they are misread.
const MISREAD_AMONG: usize = 30;
/// Fewer are no evidence.
const FEWEST_MISREAD: usize = 4;

/// The column of names of which few are divisions' and nearly all others are near to one: misread from paper.
fn misread_units(file: &File, source: &Source, register: &Register) -> Option<usize> {
    let ends = |word: &str| ENDS.iter().any(|end| word.ends_with(end));
    let scope = Scope { within: told_by_title(file, register), ..Scope::default() };
    let context = Context { scope, ..Context::default() };
    let near = |word: &str| match register.resolve(word, &context) {
        Answer::Unknown(units) => !units.is_empty(),
        _ => true,
    };
    let misread = |column: &usize| {
        let words: Vec<&str> = some_words(&file.columns[*column]).map(String::as_str).collect();
        let names: Vec<&str> = words.iter().copied().filter(|word| !territory::is_total(word)).collect();
        let province = |word: &&str| territory::resolve(word).is_ok();
        let looked_at = &names[..names.len().min(MISREAD_AMONG)];
        names.len() >= FEWEST_MISREAD
            && names.iter().all(|word| ends(word))
            && !looked_at.iter().any(province)
            && 3 * looked_at.iter().filter(|word| near(word)).count() >= 2 * looked_at.len()
    };
    open_columns(file, source, Role::Unit).filter(|column| !is_aside(file, source, *column)).find(misread)
}

/// Whether a column has words, and not codes alone.
fn has_names(column: &Cells) -> bool {
    some_words(column).any(|word| !Register::is_code(word))
}

/// Columns of nothing but codes of the register.
fn codes<'a>(file: &'a File, register: &'a Register, unit: usize) -> impl Iterator<Item = usize> + 'a {
    let all_codes = |column: &Cells| {
        let known = |word: &String| Register::is_code(word) && word.len() >= 6 && register.by_code(word).is_some();
        some_words(column).next().is_some() && some_words(column).all(known)
    };
    (0..file.header.len()).filter(move |c| *c != unit && register.is_national() && all_codes(&file.columns[*c]))
}

/// Columns of provinces or cities that the units of most rows are in.
fn parents(file: &File, source: &Source, register: &Register, unit: usize) -> Vec<usize> {
    let (numbers, words) = file.columns[unit].as_words();
    let candidates: Vec<Vec<u32>> = words.all().iter().map(|word| register.candidates(word)).collect();
    let is_parent = |column: &usize| {
        let (outer_numbers, outer_words) = file.columns[*column].as_words();
        let outer: Vec<Vec<u32>> = outer_words.all().iter().map(|word| register.candidates(word)).collect();
        let (mut inside, mut outside) = (0, 0);
        for (inner, outer_number) in numbers.iter().zip(outer_numbers.iter()).take(LOOKED_AT * LOOKED_AT) {
            let (inner, outer) = (&candidates[*inner as usize], &outer[*outer_number as usize]);
            let holds = |unit: &u32| outer.iter().any(|outer| register.is_within(*unit, *outer));
            match inner.is_empty() || outer_words.word(*outer_number).is_empty() {
                true => {}
                false if inner.iter().any(holds) => inside += 1,
                false => outside += 1,
            }
        }
        inside > outside
    };
    let stated = |column: &usize| source.columns.get(&file.header[*column]) == Some(&Role::Parent);
    let open =
        |column: &usize| source.columns.get(&file.header[*column]).is_none() && has_names(&file.columns[*column]);
    (0..file.header.len()).filter(|c| *c != unit).filter(|c| stated(c) || (open(c) && is_parent(c))).collect()
}

/// Whether a column looks as if it named divisions below the province: known without the register, so that a table of provinces,
/// countries or firms never fetches it.
fn names_divisions(file: &File, source: &Source) -> bool {
    let of_provinces = |column: usize| {
        let (all, provinces) = some_words(&file.columns[column]).fold((0, 0), |(all, provinces), word| {
            let is = matches!(territory::resolve(source.accept.get(word).unwrap_or(word)), Ok(Place::Province(_)));
            (all + 1, provinces + usize::from(is))
        });
        2 * provinces > all
    };
    let provinces = (0..file.header.len()).any(of_provinces);
    let looks = |column: usize| {
        let header = &file.header[column];
        let other = ["国", "企业", "公司", "校", "院", "指标", "项目"].iter().any(|word| header.contains(word));
        // Beside provinces a column of short words may be anything: its header, or the ends of the words, must tell.
        let telling = provinces && !header.contains(['市', '县', '区', '州', '盟', '旗']);
        let (mut alike, mut others) = (0, 0);
        for word in some_words(&file.columns[column]) {
            let meant = source.accept.get(word).unwrap_or(word);
            match territory::resolve(meant) {
                Ok(_) => {}
                Err(_) if territory::is_total(meant) => {}
                Err(_) if looks_like_division(meant, telling) => alike += 1,
                Err(_) => others += 1,
            }
        }
        !other && alike > 0 && alike >= others
    };
    open_columns(file, source, Role::Unit).filter(|c| !is_aside(file, source, *c)).any(looks)
}

/// A few Chinese characters, alone (unless they must tell) or before 市, 县, 区; or the six digits of a code.
fn looks_like_division(word: &str, telling: bool) -> bool {
    let digits = whole(word);
    if digits.bytes().all(|b| b.is_ascii_digit()) {
        return matches!(digits.len(), 6 | 9 | 12) && territory::by_code(&digits[..2]).is_some();
    }
    let name: String = word.chars().filter(|c| !c.is_whitespace()).collect();
    let chinese = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
    let length = name.chars().count();
    let ends = length <= 20 && ENDS.iter().any(|end| name.ends_with(end));
    let short = !telling && (2..=LONGEST_SHORT_NAME).contains(&length);
    name.chars().all(chinese) && (short || ends)
}
