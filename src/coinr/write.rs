//! A model as COINr's two tables.

use super::cell::{csv, label, number};
use crate::error::{Code, Error, Result};
use crate::index::{height, Model, NodeKind, ResolvedModel, Source};
use crate::panel::{Panel, Unit};
use crate::period::{Frequency, Period};
use crate::text::Text;

/// A model in one period as COINr's iData and iMeta, both CSV (UTF-8, `NA` where missing): [`read`](super::read) reads them
/// back, and so does R: `read.csv(file, colClasses = c(uCode = "character"))` for iData, since codes such as 42 are no
/// numbers to COINr.
///
/// - iData: `uName`, `uCode`, `Time` (where periods are years), `Region_group` (where units have regions), denominators,
///   indicators. Figures are those of the panel and read back to the last bit; of a ratio it is numerator x scale, with its
///   denominator in iMeta.
/// - iMeta: indicators as the framework lists them, groups by level, weights as written. COINr wants every parent one level
///   above: where the tree skips levels, groups of one child fill them (`id_2`, `id_3`), which changes no mean.
/// - Names are the English ones. A text that a spreadsheet would run as a formula gets an apostrophe; numbers do not.
/// - Steps are not in these tables.
///
/// # Errors
/// `unknown_period`; `bad_parameter` for ids and codes that COINr refuses: blank, `NA`, `uCode`, `uName` or `Time`,
/// indicators and groups that begin with a digit, units called like a column.
///
/// ```
/// use innodex::{coinr, Framework, Model, Panel, Period};
/// let panel = Panel::from_csv(b"unit,year,papers\nX,2022,7\nY,2022,\n", None)?;
/// let framework = r#"{ "id": "f", "indicators": [{ "id": "papers", "direction": 1 }],
///   "tree": { "id": "index", "children": [{ "id": "papers" }] },
///   "steps": [{ "step": "aggregate", "method": "arithmetic" }] }"#;
/// let (data, meta) = coinr::write(&Model::new(panel, Framework::from_json(framework)?)?, Period::year(2022))?;
/// assert_eq!(data, "uName,uCode,Time,papers\nX,X,2022,7\nY,Y,2022,NA\n");
/// assert_eq!(meta.lines().nth(1), Some("1,papers,papers,1,1,NA,NA,index,Indicator"));
/// # Ok::<(), innodex::Error>(())
/// ```
pub fn write(model: &Model, period: Period) -> Result<(String, String)> {
    model.inner().one_set_of_weights(("COINr 的表", "a table of COINr"))?;
    let at = model.panel().find_period(period)?;
    let mut tables = Writer::new(model, at)?;
    tables.units(period);
    tables.regions();
    tables.denominators()?;
    tables.indicators();
    tables.check_unit_codes()?;
    tables.tree();
    Ok(tables.finish())
}

/// The two tables as far as they are written.
struct Writer<'a> {
    inner: &'a ResolvedModel,
    panel: &'a Panel,
    /// The number of the period.
    period: usize,
    codes: Codes,
    header: Vec<String>,
    /// One row of iData per unit.
    rows: Vec<Vec<String>>,
    /// The columns of the panel that are denominators, each with its code.
    denominators: Vec<(usize, String)>,
    /// Rows of iMeta that belong to the tree.
    elements: Vec<Row>,
    /// Rows of iMeta beside the tree.
    beside: Vec<Row>,
}

impl<'a> Writer<'a> {
    fn new(model: &'a Model, period: usize) -> Result<Self> {
        let (inner, panel) = (model.inner(), model.panel());
        let mut codes = Codes(Vec::new());
        for (at, leaf) in inner.leaves.iter().enumerate() {
            codes.take(&leaf.id, &format!("$.indicators[{at}].id"))?;
        }
        for node in inner.nodes.iter().filter(|n| matches!(n.kind, NodeKind::Group { .. })) {
            codes.take(&node.id, "$.tree")?;
        }
        let (header, rows, denominators) = (Vec::new(), vec![Vec::new(); panel.units().len()], Vec::new());
        let (elements, beside) = (Vec::new(), Vec::new());
        Ok(Writer { inner, panel, period, codes, header, rows, denominators, elements, beside })
    }

    /// Adds a column of cells to iData.
    fn column(&mut self, header: String, cells: impl Iterator<Item = String>) {
        self.header.push(header);
        for (row, cell) in self.rows.iter_mut().zip(cells) {
            row.push(cell);
        }
    }

    fn units(&mut self, period: Period) {
        let units = self.panel.units();
        self.column("uName".to_owned(), units.iter().map(|u| label(english(&u.name))));
        self.column("uCode".to_owned(), units.iter().map(|u| label(&u.code)));
        if period.frequency() == Frequency::Year {
            self.column("Time".to_owned(), units.iter().map(|_| period.to_string()));
        }
    }

    /// The regions of the units, where they have some.
    fn regions(&mut self) {
        let units = self.panel.units();
        if units.iter().any(|u| u.region.is_some()) {
            let code = self.codes.free("Region_group");
            self.beside.push(Row::beside(&code, "Region", "", "Group"));
            let region = |unit: &Unit| unit.region.map_or_else(|| "NA".to_owned(), |r| r.en().to_owned());
            self.column(code, units.iter().map(region));
        }
    }

    fn denominators(&mut self) -> Result<()> {
        let (inner, panel) = (self.inner, self.panel);
        for leaf in &inner.leaves {
            let Source::Ratio { denominator, .. } = leaf.source else { continue };
            if self.denominators.iter().any(|(known, _)| *known == denominator) {
                continue;
            }
            let known = &panel.indicators()[denominator];
            let code = self.codes.free(&known.id);
            self.codes.check(&code, "$.indicators")?;
            self.beside.push(Row::beside(&code, english(&known.name()), &known.unit, "Denominator"));
            self.column(label(&code), panel.column(denominator, self.period).iter().map(|v| number(*v)));
            self.denominators.push((denominator, code));
        }
        Ok(())
    }

    fn indicators(&mut self) {
        let (inner, panel) = (self.inner, self.panel);
        for leaf in &inner.leaves {
            let (column, scale) = match leaf.source {
                Source::Column(column) => (column, None),
                Source::Ratio { numerator, scale, .. } => (numerator, Some(scale)),
            };
            let figures = panel.column(column, self.period).iter();
            self.column(label(&leaf.id), figures.map(|v| number(scale.map_or(*v, |scale| v * scale))));
        }
    }

    /// Refuses units that are called like a column.
    fn check_unit_codes(&self) -> Result<()> {
        let refuses = |code: &str| self.header.contains(&label(code)) || code == "NA" || code.trim().is_empty();
        match self.panel.units().iter().find(|u| refuses(&u.code)) {
            Some(unit) => Err(refused(&unit.code, "")),
            None => Ok(()),
        }
    }

    /// The rows of iMeta for indicators, then groups, by level.
    fn tree(&mut self) {
        let nodes = &self.inner.nodes;
        let leaf_nodes = (0..self.inner.leaves.len())
            .filter_map(|l| nodes.iter().position(|n| matches!(n.kind, NodeKind::Leaf(of) if of == l)));
        let groups = (0..nodes.len()).filter(|n| matches!(nodes[*n].kind, NodeKind::Group { .. }));
        for at in leaf_nodes.chain(groups) {
            let row = self.row(at);
            self.add_with_fillers(at, row);
        }
        self.elements.sort_by_key(|row| row.level);
    }

    /// The row of iMeta of a node.
    fn row(&self, at: usize) -> Row {
        let nodes = &self.inner.nodes;
        let node = &nodes[at];
        let mut row = Row {
            level: height(nodes, at),
            code: node.id.clone(),
            name: english(&node.name).to_owned(),
            weight: node.weight,
            parent: node.parent.map(|parent| nodes[parent].id.clone()),
            ..Row::beside("", "", "", "Aggregate")
        };
        if let NodeKind::Leaf(l) = node.kind {
            let leaf = &self.inner.leaves[l];
            let code_of = |column: usize| self.denominators.iter().find(|(known, _)| *known == column);
            row.kind = "Indicator";
            row.direction = leaf.direction;
            row.unit = leaf.measure.clone();
            row.denominator = match leaf.source {
                Source::Ratio { denominator, .. } => code_of(denominator).map(|(_, code)| code.clone()),
                Source::Column(_) => None,
            };
        }
        row
    }

    /// Adds the row of a node, and groups of one child where the tree skips levels, from below upwards: each takes the place
    /// of the one before it in the group.
    fn add_with_fillers(&mut self, at: usize, mut row: Row) {
        let nodes = &self.inner.nodes;
        let (node, level) = (&nodes[at], row.level);
        let above = node.parent.map_or(level + 1, |parent| height(nodes, parent));
        for between in level + 1..above {
            let code = self.codes.free(&format!("{}_{between}", node.id));
            let filler = Row {
                level: between,
                code: code.clone(),
                name: row.name.clone(),
                weight: row.weight,
                parent: row.parent.replace(code),
                ..Row::beside("", "", "", "Aggregate")
            };
            row.weight = 1.0;
            self.elements.push(std::mem::replace(&mut row, filler));
        }
        self.elements.push(row);
    }

    /// iData and iMeta as CSV.
    fn finish(mut self) -> (String, String) {
        let header = ["Level", "iCode", "iName", "Direction", "Weight", "Unit", "Denominator", "Parent", "Type"];
        let mut meta = vec![header.map(str::to_owned).to_vec()];
        meta.extend(self.elements.iter().chain(&self.beside).map(Row::cells));
        self.rows.insert(0, self.header);
        (csv(&self.rows), csv(&meta))
    }
}

/// A row of iMeta; level 0 where it is no part of the tree.
struct Row {
    level: usize,
    code: String,
    name: String,
    direction: i8,
    weight: f64,
    unit: String,
    denominator: Option<String>,
    parent: Option<String>,
    kind: &'static str,
}

impl Row {
    fn beside(code: &str, name: &str, unit: &str, kind: &'static str) -> Row {
        Row {
            level: 0,
            code: code.to_owned(),
            name: name.to_owned(),
            direction: 1,
            weight: 1.0,
            unit: unit.to_owned(),
            denominator: None,
            parent: None,
            kind,
        }
    }

    fn cells(&self) -> Vec<String> {
        let in_tree = |text: String| if self.level > 0 { text } else { "NA".to_owned() };
        let maybe = |text: &Option<String>| text.as_deref().map_or_else(|| "NA".to_owned(), label);
        vec![
            in_tree(self.level.to_string()),
            label(&self.code),
            label(&self.name),
            in_tree(self.direction.to_string()),
            in_tree(number(self.weight)),
            label(&self.unit),
            maybe(&self.denominator),
            maybe(&self.parent),
            self.kind.to_owned(),
        ]
    }
}

/// The iCodes that are taken.
struct Codes(Vec<String>);

impl Codes {
    /// Refuses what COINr refuses.
    fn check(&self, code: &str, place: &str) -> Result<()> {
        let reserved = ["", "NA", "uCode", "uName", "Time"].contains(&code.trim());
        if reserved || code.starts_with(|c: char| c.is_ascii_digit()) {
            return Err(refused(code, place));
        }
        Ok(())
    }

    fn take(&mut self, code: &str, place: &str) -> Result<()> {
        self.check(code, place)?;
        self.0.push(code.to_owned());
        Ok(())
    }

    /// A code that is not taken: the one wished for, with underscores behind it where needed.
    fn free(&mut self, wished: &str) -> String {
        let mut code = wished.to_owned();
        while self.0.contains(&code) {
            code.push('_');
        }
        self.0.push(code.clone());
        code
    }
}

#[cold]
fn refused(code: &str, place: &str) -> Error {
    Error::new(
        Code::BadParameter,
        place,
        Text::new(format!("COINr 不接受代码“{code}”。"), format!("COINr refuses the code \"{code}\".")),
        Text::new(
            "指标和分组的代码不能以数字开头；不能为空，也不能是 NA、uCode、uName、Time；单位代码不能与列同名。请改名。",
            "Indicators and groups must not begin with a digit; no code may be blank, NA, uCode, uName or Time, and no unit \
             may be called like a column. Rename it.",
        ),
    )
}

/// The English half, the Chinese where there is none.
fn english(text: &Text) -> &str {
    if text.en.is_empty() {
        &text.zh
    } else {
        &text.en
    }
}
