//! A model as COINr's two tables.

use super::cell::{csv, label, number};
use crate::error::{Code, Error, Result};
use crate::index::{height, Model, NodeKind, Source};
use crate::panel::Indicator;
use crate::period::Period;
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
    let (inner, panel) = (model.inner(), model.panel());
    let p = panel.find_period(period)?;
    let mut codes = Codes(Vec::new());
    for (at, leaf) in inner.leaves.iter().enumerate() {
        codes.take(&leaf.id, &format!("$.indicators[{at}].id"))?;
    }
    for node in inner.nodes.iter().filter(|n| matches!(n.kind, NodeKind::Group { .. })) {
        codes.take(&node.id, "$.tree")?;
    }

    let mut header = vec!["uName".to_owned(), "uCode".to_owned()];
    let mut rows: Vec<Vec<String>> = Vec::with_capacity(panel.units().len());
    rows.extend(panel.units().iter().map(|u| vec![label(english(&u.name)), label(&u.code)]));
    if period.frequency() == crate::period::Frequency::Year {
        header.push("Time".to_owned());
        rows.iter_mut().for_each(|row| row.push(period.to_string()));
    }
    let mut about: Vec<Row> = Vec::new();
    if panel.units().iter().any(|u| u.region.is_some()) {
        let code = codes.free("Region_group");
        for (row, unit) in rows.iter_mut().zip(panel.units()) {
            row.push(unit.region.map_or_else(|| "NA".to_owned(), |r| r.en().to_owned()));
        }
        about.push(Row::beside(&code, "Region", "", "Group"));
        header.push(code);
    }
    let mut denominators: Vec<(usize, String)> = Vec::new();
    for leaf in &inner.leaves {
        let Source::Ratio { denominator, .. } = leaf.source else { continue };
        if denominators.iter().any(|(known, _)| *known == denominator) {
            continue;
        }
        let Indicator { id, unit, .. } = &panel.indicators()[denominator];
        let code = codes.free(id);
        codes.may_stand(&code, "$.indicators")?;
        append(&mut rows, panel.column(denominator, p).iter().copied());
        about.push(Row::beside(&code, english(&panel.indicators()[denominator].name()), unit, "Denominator"));
        header.push(label(&code));
        denominators.push((denominator, code));
    }
    for leaf in &inner.leaves {
        match leaf.source {
            Source::Column(i) => append(&mut rows, panel.column(i, p).iter().copied()),
            Source::Ratio { numerator, scale, .. } => {
                append(&mut rows, panel.column(numerator, p).iter().map(|v| v * scale))
            }
        }
        header.push(label(&leaf.id));
    }
    for unit in panel.units() {
        if header.contains(&label(&unit.code)) || unit.code == "NA" || unit.code.trim().is_empty() {
            return Err(refused(&unit.code, ""));
        }
    }

    let mut elements: Vec<Row> = Vec::new();
    let leaf_nodes = (0..inner.leaves.len())
        .filter_map(|l| inner.nodes.iter().position(|n| matches!(n.kind, NodeKind::Leaf(of) if of == l)));
    let groups = (0..inner.nodes.len()).filter(|n| matches!(inner.nodes[*n].kind, NodeKind::Group { .. }));
    for at in leaf_nodes.chain(groups) {
        let node = &inner.nodes[at];
        let level = height(&inner.nodes, at);
        let mut row = Row {
            level,
            code: node.id.clone(),
            name: english(&node.name).to_owned(),
            weight: node.weight,
            parent: node.parent.map(|parent| inner.nodes[parent].id.clone()),
            ..Row::beside("", "", "", "Aggregate")
        };
        if let NodeKind::Leaf(l) = node.kind {
            let leaf = &inner.leaves[l];
            let below = |d: usize| denominators.iter().find(|(known, _)| *known == d).map(|(_, code)| code.clone());
            row.kind = "Indicator";
            row.direction = leaf.direction;
            row.unit = leaf.measure.clone();
            row.denominator = match leaf.source {
                Source::Ratio { denominator, .. } => below(denominator),
                Source::Column(_) => None,
            };
        }
        let above = node.parent.map_or(level + 1, |parent| height(&inner.nodes, parent));
        for between in level + 1..above {
            // From below upwards: each takes the place of the one before it in the group.
            let code = codes.free(&format!("{}_{between}", node.id));
            let filler = Row {
                level: between,
                code: code.clone(),
                name: row.name.clone(),
                weight: row.weight,
                parent: row.parent.replace(code),
                ..Row::beside("", "", "", "Aggregate")
            };
            row.weight = 1.0;
            elements.push(std::mem::replace(&mut row, filler));
        }
        elements.push(row);
    }
    elements.sort_by_key(|row| row.level);
    elements.extend(about);

    let mut meta = vec![["Level", "iCode", "iName", "Direction", "Weight", "Unit", "Denominator", "Parent", "Type"]
        .map(str::to_owned)
        .to_vec()];
    meta.extend(elements.iter().map(Row::cells));
    rows.insert(0, header);
    Ok((csv(&rows), csv(&meta)))
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

/// The iCodes given away.
struct Codes(Vec<String>);

impl Codes {
    /// Refuses what COINr refuses.
    fn may_stand(&self, code: &str, place: &str) -> Result<()> {
        let reserved = ["", "NA", "uCode", "uName", "Time"].contains(&code.trim());
        if reserved || code.starts_with(|c: char| c.is_ascii_digit()) {
            return Err(refused(code, place));
        }
        Ok(())
    }

    fn take(&mut self, code: &str, place: &str) -> Result<()> {
        self.may_stand(code, place)?;
        self.0.push(code.to_owned());
        Ok(())
    }

    /// A code that nothing has, as near to the one wished for as can be.
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

fn append(rows: &mut [Vec<String>], figures: impl Iterator<Item = f64>) {
    for (row, figure) in rows.iter_mut().zip(figures) {
        row.push(number(figure));
    }
}
