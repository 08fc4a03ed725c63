//! The method in words: one sentence a step, from what the framework says and what it did in the period.

use super::{percent, AuditRemark};
use crate::framework::Step;
use crate::index::aggregate::mazziotta_pareto::PENALTY;
use crate::index::aggregate::mean_min::{A, B};
use crate::index::aggregate::power::P;
use crate::index::aggregate::{Combine, Penalty};
use crate::index::impute::{Group, Imputation, ImputeSpec};
use crate::index::normalise::{Parameters, Scope, LOWER, MIN_MAX, UPPER};
use crate::index::treat::{TreatSpec, Treatment, KURTOSIS, LOG_SHIFT, NONE, POINTS, SKEWNESS, THEN, WINSORISE};
use crate::index::weigh::Find;
use crate::index::{Leaf, LeafStep, Model, NodeKind, ResolvedScope, Scores, Source};
use crate::json::Members;
use crate::text::Text;

/// Sentences in both languages.
#[derive(Default)]
struct Note {
    zh: String,
    en: String,
}

impl Note {
    fn say(&mut self, zh: &str, en: &str) {
        self.zh.push_str(zh);
        if !self.en.is_empty() {
            self.en.push(' ');
        }
        self.en.push_str(en);
    }
}

/// The note of an index in one period, with what the makers say of the audit's remarks.
pub(super) fn note(model: &Model, scores: &Scores, remarks: &[AuditRemark]) -> Text {
    let (inner, framework) = (model.inner(), model.framework());
    let mut note = Note::default();
    let period = inner.panel.periods()[scores.period()].to_string();
    let title = framework.title();
    let groups = inner.nodes.iter().filter(|n| matches!(n.kind, NodeKind::Group { .. })).count() - 1;
    let (indicators, units) = (inner.leaves.len(), inner.panel.units().len());
    note.say(
        &format!("“{}”（{period}）由{indicators}项指标合成，分{groups}个分组，评价{units}个地区。", title.zh),
        &format!("\"{}\" ({period}) combines {indicators} indicators in {groups} groups for {units} units.", title.en),
    );
    if let Some(source) = &framework.source {
        note.say(&format!("方法来源：{source}。"), &format!("Source of the method: {source}."));
    }
    let reversed: Vec<&Text> = inner.leaves.iter().filter(|l| l.direction < 0).map(|l| &l.name).collect();
    if !reversed.is_empty() {
        let zh: Vec<&str> = reversed.iter().map(|n| n.zh.as_str()).collect();
        let en: Vec<&str> = reversed.iter().map(|n| n.en.as_str()).collect();
        note.say(
            &format!("以下指标数值越小越好，方向已调整：{}。", zh.join("、")),
            &format!("Less is better of: {}; their direction is reversed.", en.join(", ")),
        );
    }
    for step in &framework.steps {
        match step {
            Step::Denominate {} => {
                let ratios = inner.leaves.iter().filter(|l| matches!(l.source, Source::Ratio { .. })).count();
                note.say(
                    &format!("其中{ratios}项为比率，由公布的分子、分母计算，分母为零视为缺失。"),
                    &format!(
                        "{ratios} of them are ratios, computed from published parts; a zero below the line is missing."
                    ),
                );
            }
            Step::Screen(screen) => {
                let out = scores.screening().map_or(0, |all| all.iter().filter(|s| !s.included).count());
                let mut rules = (Vec::new(), Vec::new());
                if let Some(share) = screen.available {
                    rules.0.push(format!("有数据的指标不足{}", percent(share)));
                    rules.1.push(format!("fewer than {} of the indicators have figures", percent(share)));
                }
                if let Some(share) = screen.non_zero {
                    rules.0.push(format!("非零数据不足{}", percent(share)));
                    rules.1.push(format!("fewer than {} of the figures are other than zero", percent(share)));
                }
                if rules.0.is_empty() {
                    rules = (vec!["没有任何数据".to_owned()], vec!["nothing is known".to_owned()]);
                }
                note.say(
                    &format!("{}的地区不列入评价，共{out}个。", rules.0.join("或")),
                    &format!("Units of which {} are left out: {out}.", rules.1.join(" or ")),
                );
            }
            Step::Impute(spec) => impute(&mut note, spec, scores),
            Step::Treat { parameters, overrides, .. } => treat(&mut note, parameters, overrides, scores),
            Step::Normalise { parameters, scope, overrides } => {
                normalise(&mut note, parameters, scope, overrides.0.len())
            }
            Step::Weigh(weigh) => {
                let (zh, en) = weigh.method.sentence;
                note.say(&format!("权重{zh}。"), &format!("Weights {en}."));
                if !matches!(weigh.method.find, Find::Tree(_)) {
                    note.say(
                        "权重逐期计算，得分的跨期变化同时包含数据与权重的变化。",
                        "They are found anew in each period, so that changes of scores between periods mix figures and weights.",
                    );
                }
                let given = scores.weights_as_given().len();
                if given > 0 {
                    note.say(
                        &format!("有{given}项的权重无法由数据得出，沿用给定的权重。"),
                        &format!("{given} weights cannot be found in the figures and are those given."),
                    );
                }
            }
            Step::Aggregate { method, minimum_share } => {
                aggregate(&mut note, method);
                let others = inner
                    .nodes
                    .iter()
                    .filter(|n| matches!(&n.kind, NodeKind::Group { aggregation, .. } if *aggregation != method.row()));
                let (zh, en): (Vec<&str>, Vec<&str>) = others.map(|n| (n.name.zh.as_str(), n.name.en.as_str())).unzip();
                if !zh.is_empty() {
                    note.say(
                        &format!("下列分组另有合成方法：{}。", zh.join("、")),
                        &format!("Combined in another way are: {}.", en.join(", ")),
                    );
                }
                if !framework.steps.iter().any(|s| matches!(s, Step::Weigh(_))) {
                    note.say(
                        "权重由指标体系给定，在各分组内归一。",
                        "Weights are given, and relative within their group.",
                    );
                }
                note.say(
                    &if *minimum_share > 0.0 {
                        format!("分组内有数据的下级不足{}时，该分组视为缺失；其余情况按现有下级重新分配权重。", percent(*minimum_share))
                    } else {
                        "缺失的下级不参与合成，其权重分给现有的下级。".to_owned()
                    },
                    &if *minimum_share > 0.0 {
                        format!("A group of which fewer than {} of the children have figures is missing; otherwise the weights of those present are renormalised.", percent(*minimum_share))
                    } else {
                        "Missing children take no part; their weight goes to those present.".to_owned()
                    },
                );
            }
        }
    }
    let ranked = scores.node(0).iter().filter(|s| !s.is_nan()).count();
    note.say(
        &format!("共{ranked}个地区得到排名，名次按未取整的得分确定，并列者名次相同。"),
        &format!("{ranked} units are ranked, by scores before rounding; equal scores share the better rank."),
    );
    explained(&mut note, remarks);
    Text::new(note.zh, note.en)
}

/// The findings that the framework's notes explain, each with its explanation.
fn explained(note: &mut Note, remarks: &[AuditRemark]) {
    let explained: Vec<(&Text, &Text)> =
        remarks.iter().filter_map(|r| r.explanation.as_ref().map(|why| (&r.message, why))).collect();
    if explained.is_empty() {
        return;
    }
    note.say("对指标体系质量检验中发现的问题说明如下：", "Findings of the audit are explained as follows.");
    for (finding, why) in explained {
        note.say(&format!("{}说明：{}", finding.zh, why.zh), &format!("{} Explanation: {}", finding.en, why.en));
    }
}

fn impute(note: &mut Note, spec: &ImputeSpec, scores: &Scores) {
    let (zh, en) = match spec.method {
        Imputation::Mean => ("的均值", "the mean"),
        Imputation::Median => ("的中位数", "the median"),
        Imputation::Latest => ("该地区此前最近一期的数值", "the unit's latest earlier figure"),
        Imputation::Constant => ("该地区最近一期的数值", "the unit's nearest figure"),
        Imputation::Linear | Imputation::LinearConstant => {
            ("该地区前后两期之间的线性内插值", "the unit's own line between the periods before and after")
        }
    };
    let across = spec.method.is_across_units();
    let (of_zh, of_en) = match (&spec.group, across) {
        (_, false) => ("", ""),
        (None, true) => ("各地区", " of the units"),
        (Some(Group::Named(_)), true) => ("同一区域各地区", " of the units of the same region"),
        (Some(Group::Listed(_)), true) => ("同组各地区", " of the units of the same group"),
    };
    let model = scores.model();
    let cells: usize = model
        .inner()
        .leaves
        .iter()
        .filter_map(|l| scores.imputed(&l.id))
        .map(|imputed| imputed.iter().filter(|i| **i).count())
        .sum();
    note.say(
        &format!("缺失数据以{of_zh}{zh}代替，共{cells}个。"),
        &format!("Missing figures are put in by {en}{of_en}: {cells}."),
    );
}

fn treat(note: &mut Note, spec: &TreatSpec, overrides: &Members<TreatSpec>, scores: &Scores) {
    let method = spec.method.unwrap_or(&WINSORISE);
    if method == &WINSORISE {
        let (skewness, kurtosis) = (spec.get(&SKEWNESS).unwrap_or(2.0), spec.get(&KURTOSIS).unwrap_or(3.5));
        let points = spec.get(&POINTS).unwrap_or(5.0);
        let (then_zh, then_en) = spec.get(&THEN).unwrap_or(&LOG_SHIFT).called;
        note.say(
            &format!("偏度绝对值不低于{skewness}且峰度不低于{kurtosis}的指标视为有离群值，最多对{points}个数值缩尾，仍不满足的{then_zh}。"),
            &format!("An indicator with an absolute skewness of {skewness} or more and a kurtosis of {kurtosis} or more has outliers: up to {points} figures are winsorised; where that is not enough they are {then_en}."),
        );
    } else if method != &NONE {
        let (zh, en) = method.called;
        note.say(&format!("各指标{zh}。"), &format!("Indicators are {en}."));
    }
    let leaves = &scores.model().inner().leaves;
    for own in &scores.model().inner().methods.treatments {
        let has = |l: &&Leaf| overrides.get(&l.id).is_some_and(|o| o.method.unwrap_or(method) == *own);
        let (zh, en): (Vec<&str>, Vec<&str>) =
            leaves.iter().filter(has).map(|l| (l.name.zh.as_str(), l.name.en.as_str())).unzip();
        if !zh.is_empty() {
            let (how_zh, how_en) = own.called;
            note.say(
                &format!("下列指标单独{how_zh}：{}。", zh.join("、")),
                &format!("These indicators are {how_en}: {}.", en.join(", ")),
            );
        }
    }
    let treated = |wanted: fn(&Treatment) -> bool| {
        leaves.iter().filter_map(|l| scores.treatment(&l.id)).filter(|t| wanted(t.method)).count()
    };
    let winsorised = treated(|m| m == &WINSORISE);
    let transformed = treated(|m| m != &WINSORISE && m != &NONE);
    let own = |s: &LeafStep| matches!(s, LeafStep::Treat { scope: ResolvedScope::Period, .. });
    let (when_zh, when_en) = match scores.model().inner().steps.iter().any(own) {
        true => ("本期", "In this period"),
        false => ("在所有年份中一律", "In all years alike"),
    };
    note.say(
        &format!("{when_zh}缩尾{winsorised}项，变换{transformed}项。"),
        &format!("{when_en} {winsorised} were winsorised and {transformed} transformed."),
    );
}

fn normalise(note: &mut Note, parameters: &Parameters, scope: &Scope, own: usize) {
    let method = parameters.method.unwrap_or(&MIN_MAX);
    let (zh, en) = method.called;
    let (over_zh, over_en) = match scope {
        Scope::Period => ("当期各地区".to_owned(), "the units of the period".to_owned()),
        Scope::All => ("各期各地区".to_owned(), "the units of all periods".to_owned()),
        Scope::Base(base) => (format!("{base}年各地区"), format!("the units of {base}")),
    };
    note.say(
        &format!("指标以{zh}标准化，依据{over_zh}的数值"),
        &format!("Indicators are normalised by {en} over {over_en}"),
    );
    let given = |(lower, upper)| (parameters.get(&LOWER).unwrap_or(lower), parameters.get(&UPPER).unwrap_or(upper));
    match method.ends.map(given) {
        Some((lower, upper)) => {
            note.zh.push_str(&format!("，标度为{lower}至{upper}。"));
            note.en.push_str(&format!(", to a scale from {lower} to {upper}."));
        }
        None => {
            note.zh.push('。');
            note.en.push('.');
        }
    }
    if own > 0 {
        note.say(
            &format!("另有{own}项指标单独规定标准化方法或参数。"),
            &format!("{own} indicators have a normalisation of their own."),
        );
    }
}

fn aggregate(note: &mut Note, combine: &Combine) {
    let (zh, en) = combine.row().called;
    note.say(&format!("自下而上以{zh}合成"), &format!("Groups are combined upwards by {en}"));
    let mut detail = Vec::new();
    if let Some(p) = combine.get(&P) {
        detail.push(format!("p = {p}"));
    }
    if combine.get(&PENALTY) == Some(Penalty::Plus) {
        detail.push("+".to_owned());
    }
    detail.extend(combine.get(&A).map(|a| format!("a = {a}")));
    detail.extend(combine.get(&B).map(|b| format!("b = {b}")));
    if !detail.is_empty() {
        note.zh.push_str(&format!("（{}）", detail.join("，")));
        note.en.push_str(&format!(" ({})", detail.join(", ")));
    }
    note.zh.push('。');
    note.en.push('.');
}
