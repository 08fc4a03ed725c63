//! The method note: a sentence or two per step, from the framework's settings and what the step did in the period.

use super::{percent, AuditFinding};
use crate::index::aggregate::mazziotta_pareto::PENALTY;
use crate::index::aggregate::mean_min::{A, B};
use crate::index::aggregate::power::P;
use crate::index::aggregate::{Combine, Penalty};
use crate::index::framework::Step;
use crate::index::impute::{Group, ImputeSpec, GROUP, MEAN};
use crate::index::normalise::{Parameters, Scope, LOWER, MIN_MAX, UPPER};
use crate::index::screen::Screen;
use crate::index::treat::{TreatSpec, Treatment, KURTOSIS, LOG_SHIFT, NONE, POINTS, SKEWNESS, THEN, WINSORISE};
use crate::index::weigh::{Find, Weighting};
use crate::index::{
    Class, Effect, LeafStep, Model, Node, NodeKind, ResolvedIndicator, ResolvedModel, ResolvedScope, Scores, Source,
};
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

/// The method note of an index in one period, with the makers' explanations of the audit's findings.
pub(super) fn method_note(model: &Model, scores: &Scores, findings: &[AuditFinding]) -> Text {
    let (inner, framework) = (model.inner(), model.framework());
    let mut note = Note::default();
    introduction(&mut note, model, scores);
    for step in &framework.steps {
        match step {
            Step::Denominate {} => denominate(&mut note, inner),
            Step::Screen(rules) => screen(&mut note, rules, scores),
            Step::Impute(spec) => impute(&mut note, spec, scores),
            Step::Treat { parameters, overrides, .. } => treat(&mut note, parameters, overrides, scores),
            Step::Normalise { parameters, scope, overrides } => {
                normalise(&mut note, parameters, scope, overrides.0.len())
            }
            Step::Weigh(weigh) => found_weights(&mut note, weigh.method, scores),
            Step::Aggregate { method, minimum_share } => {
                aggregate(&mut note, method);
                other_aggregations(&mut note, inner, method);
                if !framework.steps.iter().any(|s| matches!(s, Step::Weigh(_))) {
                    note.say(
                        "权重由指标体系给定，在各分组内归一。",
                        "Weights are given, and relative within their group.",
                    );
                }
                classes(&mut note, inner);
                missing_children(&mut note, *minimum_share);
            }
        }
    }
    points(&mut note, inner);
    let ranked = scores.node(0).iter().filter(|s| !s.is_nan()).count();
    note.say(
        &format!("共{ranked}个地区得到排名，名次按未取整的得分确定，并列者名次相同。"),
        &format!("{ranked} units are ranked, by scores before rounding; equal scores share the better rank."),
    );
    explained(&mut note, findings);
    Text::new(note.zh, note.en)
}

/// Bonuses, deductions and vetoes.
fn points(note: &mut Note, inner: &ResolvedModel) {
    let Some(points) = inner.points() else { return };
    let count = |of: fn(&Effect) -> bool| points.rules.iter().filter(|rule| of(&rule.effect)).count();
    let bonuses = count(|effect| matches!(effect, Effect::Bonus(_)));
    let deductions = count(|effect| matches!(effect, Effect::Deduction(_)));
    let vetoes = count(|effect| matches!(effect, Effect::Veto));
    let cap = |cap: f64| match cap.is_finite() {
        true => (format!("（合计不超过{cap}分）"), format!(" (at most {cap} in all)")),
        false => (String::new(), String::new()),
    };
    let (most_added, most_taken) = (cap(points.bonus_cap), cap(points.deduction_cap));
    note.say(
        &format!(
            "总指数得分另按规则加减分：加分规则{bonuses}条{}，扣分规则{deductions}条{}，一票否决规则{vetoes}条。",
            most_added.0, most_taken.0
        ),
        &format!(
            "Points by rule change the score of the index: {bonuses} bonus rules{}, {deductions} deduction rules{}, {vetoes} veto rules.",
            most_added.1, most_taken.1
        ),
    );
}

/// What is combined, where the method comes from, and which indicators are reversed.
fn introduction(note: &mut Note, model: &Model, scores: &Scores) {
    let (inner, framework) = (model.inner(), model.framework());
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
    let (zh, en) = names(inner.leaves.iter().filter(|l| l.direction < 0).map(|l| &l.name));
    if !zh.is_empty() {
        note.say(
            &format!("以下指标数值越小越好，方向已调整：{}。", zh.join("、")),
            &format!("Less is better of: {}; their direction is reversed.", en.join(", ")),
        );
    }
}

/// Names in both languages.
fn names<'a>(texts: impl Iterator<Item = &'a Text>) -> (Vec<&'a str>, Vec<&'a str>) {
    texts.map(|name| (name.zh.as_str(), name.en.as_str())).unzip()
}

fn denominate(note: &mut Note, inner: &ResolvedModel) {
    let ratios = inner.leaves.iter().filter(|l| matches!(l.source, Source::Ratio { .. })).count();
    note.say(
        &format!("其中{ratios}项为比率，由公布的分子、分母计算，分母为零视为缺失。"),
        &format!("{ratios} of them are ratios, computed from published parts; a zero below the line is missing."),
    );
}

fn screen(note: &mut Note, screen: &Screen, scores: &Scores) {
    let left_out = scores.screening().map_or(0, |all| all.iter().filter(|s| !s.included).count());
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
        &format!("{}的地区不列入评价，共{left_out}个。", rules.0.join("或")),
        &format!("Units of which {} are left out: {left_out}.", rules.1.join(" or ")),
    );
}

/// The classes that have weights of their own.
fn classes(note: &mut Note, inner: &ResolvedModel) {
    let Some(classes) = inner.classes() else { return };
    let count = |class: &Class| class.units.len();
    let zh: Vec<String> = classes.all.iter().map(|c| format!("“{}”{}个", c.name.zh, count(c))).collect();
    let en: Vec<String> = classes.all.iter().map(|c| format!("\"{}\" ({} units)", c.name.en, count(c))).collect();
    note.say(
        &format!(
            "实行分类考评，各类单位另有权重：{}；其余单位用共同的权重，其他步骤各类相同。权重与线性影响是否相符不作检查。",
            zh.join("、")
        ),
        &format!(
            "Classes of units have weights of their own: {}; all other units have the common ones, and every other step is \
             that of all. Whether weights agree with the linear importance is not checked.",
            en.join(", ")
        ),
    );
}

/// Weights by a step `weigh`.
fn found_weights(note: &mut Note, method: &Weighting, scores: &Scores) {
    let (zh, en) = method.sentence;
    note.say(&format!("权重{zh}。"), &format!("Weights {en}."));
    if !matches!(method.find, Find::Tree(_)) {
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

/// The groups that are not combined as the step says.
fn other_aggregations(note: &mut Note, inner: &ResolvedModel, method: &Combine) {
    let differs = |n: &&Node| matches!(&n.kind, NodeKind::Group { aggregation, .. } if *aggregation != method.row());
    let (zh, en) = names(inner.nodes.iter().filter(differs).map(|n| &n.name));
    if !zh.is_empty() {
        note.say(
            &format!("下列分组另有合成方法：{}。", zh.join("、")),
            &format!("Combined in another way are: {}.", en.join(", ")),
        );
    }
}

fn missing_children(note: &mut Note, minimum_share: f64) {
    if minimum_share > 0.0 {
        let share = percent(minimum_share);
        note.say(
            &format!("分组内有数据的下级不足{share}时，该分组视为缺失；其余情况按现有下级重新分配权重。"),
            &format!(
                "A group of which fewer than {share} of the children have figures is missing; otherwise the weights of those \
                 present are renormalised."
            ),
        );
    } else {
        note.say(
            "缺失的下级不参与合成，其权重分给现有的下级。",
            "Missing children take no part; their weight goes to those present.",
        );
    }
}

/// The findings that the framework's notes explain, each with its explanation.
fn explained(note: &mut Note, findings: &[AuditFinding]) {
    let explained: Vec<(&Text, &Text)> =
        findings.iter().filter_map(|r| r.explanation.as_ref().map(|why| (&r.message, why))).collect();
    if explained.is_empty() {
        return;
    }
    note.say("对指标体系质量检验中发现的问题说明如下：", "Findings of the audit are explained as follows.");
    for (finding, why) in explained {
        note.say(&format!("{}说明：{}", finding.zh, why.zh), &format!("{} Explanation: {}", finding.en, why.en));
    }
}

fn impute(note: &mut Note, spec: &ImputeSpec, scores: &Scores) {
    let method = spec.method.unwrap_or(&MEAN);
    let (zh, en) = method.called;
    let (of_zh, of_en) = match (spec.get(&GROUP), method.is_across_units()) {
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
    own_treatments(note, method, overrides, scores);
    treated(note, scores);
}

/// The indicators with a treatment of their own.
fn own_treatments(note: &mut Note, method: &Treatment, overrides: &Members<TreatSpec>, scores: &Scores) {
    for own in &scores.model().inner().methods.treatments {
        let has = |l: &&ResolvedIndicator| overrides.get(&l.id).is_some_and(|o| o.method.map_or(method, |m| m) == *own);
        let (zh, en) = names(scores.model().inner().leaves.iter().filter(has).map(|l| &l.name));
        if !zh.is_empty() {
            let (how_zh, how_en) = own.called;
            note.say(
                &format!("下列指标单独{how_zh}：{}。", zh.join("、")),
                &format!("These indicators are {how_en}: {}.", en.join(", ")),
            );
        }
    }
}

/// How many indicators were treated.
fn treated(note: &mut Note, scores: &Scores) {
    let inner = scores.model().inner();
    let count = |wanted: fn(&Treatment) -> bool| {
        inner.leaves.iter().filter_map(|l| scores.treatment(&l.id)).filter(|t| wanted(t.method)).count()
    };
    let winsorised = count(|m| m == &WINSORISE);
    let transformed = count(|m| m != &WINSORISE && m != &NONE);
    let of_the_period = |s: &LeafStep| matches!(s, LeafStep::Treat { scope: ResolvedScope::Period, .. });
    let (when_zh, when_en) = match inner.steps.iter().any(of_the_period) {
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
