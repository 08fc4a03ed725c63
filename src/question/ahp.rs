//! Weights by pairwise judgements: the analytic hierarchy process.

use super::{given, question};
use crate::elicitation::consistency::{self, Triple};
use crate::elicitation::eigenvector::eigenvector;
use crate::elicitation::geometric_mean::geometric_mean;
use crate::elicitation::Judgements;
use crate::error::{Code, Error};
use crate::index::Model;
use crate::json::Members;
use crate::text::Text;
use crate::Result;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// Judgements of the children of a node, by one (`judgements` or `matrix`) or by several (`experts`).
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AhpRequest {
    /// The node by id, whose children are weighted; the index where left out.
    #[serde(default)]
    pub node: Option<String>,
    /// The judgements, a pair each; pairs may be missing as long as all children hang together.
    #[serde(default)]
    pub judgements: Option<Vec<Judgement>>,
    /// The same as a matrix in the order of the children, null where a pair has not been judged; one half is enough.
    #[serde(default)]
    pub matrix: Option<Vec<Vec<Option<f64>>>>,
    /// Several people; their judgements are combined by geometric means.
    #[serde(default)]
    pub experts: Option<Vec<ExpertJudgements>>,
    /// How weights follow; `eigenvector` unless said.
    #[serde(default)]
    pub method: Option<AhpMethod>,
}

/// A judgement: a is so many times as important as b, on Saaty's scale from 1 (equally) to 9 (extremely more).
#[schema]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// A child by id.
    pub a: String,
    /// Another.
    pub b: String,
    /// How many times as important a is as b; below 1 where it is less.
    pub value: f64,
}

/// The judgements of one person.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ExpertJudgements {
    /// A name; a number where left out.
    #[serde(default)]
    pub name: Option<String>,
    /// As of the request.
    #[serde(default)]
    pub judgements: Option<Vec<Judgement>>,
    /// As of the request.
    #[serde(default)]
    pub matrix: Option<Vec<Vec<Option<f64>>>>,
}

/// How weights follow from judgements.
#[schema]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AhpMethod {
    /// The principal eigenvector (Saaty 1980).
    #[default]
    Eigenvector,
    /// The geometric mean of each row (Crawford, Williams 1985).
    GeometricMean,
}

crate::json::readable!(AhpRequest { node, judgements, matrix, experts, method });
crate::json::readable!(Judgement { a, b, value });
crate::json::readable!(ExpertJudgements { name, judgements, matrix });
crate::json::words!(AhpMethod { Eigenvector = "eigenvector", GeometricMean = "geometric_mean" });

/// Weights by pairwise judgements.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ahp {
    /// A row a child.
    pub rows: Vec<AhpRow>,
    /// The weights by id, as a framework takes them.
    #[ts(type = "Record<string, number>")]
    pub weights: Members<f64>,
    /// Of all judgements together: `name` is empty.
    pub joint: AhpConsistency,
    /// Of every person; empty where there is one.
    pub experts: Vec<AhpConsistency>,
    /// Every pair that was judged, with what the weights say of it.
    pub judgements: Vec<JudgedPair>,
    /// What is to be known before the weights are used.
    pub warnings: Vec<Text>,
}

/// A child of the node.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AhpRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Its weight by the method asked for; all sum to 1.
    pub weight: f64,
    /// By the principal eigenvector.
    pub eigenvector: f64,
    /// By geometric means.
    pub geometric_mean: f64,
    /// The least that a person's own judgements give it, by the method asked for; none where nobody's give weights.
    pub least: Option<f64>,
    /// The most.
    pub most: Option<f64>,
}

/// How consistent judgements are.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AhpConsistency {
    /// Whose.
    pub name: Text,
    /// The principal eigenvalue; none where a child hangs together with no other, so that no weights follow.
    pub eigenvalue: Option<f64>,
    /// (eigenvalue - n) / (n - 1).
    pub consistency_index: Option<f64>,
    /// The index by that of random judgements (Saaty 1980); none for more than 15 children.
    pub consistency_ratio: Option<f64>,
    /// The geometric consistency index; none where as many pairs have been judged as weights need.
    pub geometric_index: Option<f64>,
    /// The three that contradict each other most; none where nothing does.
    pub triple: Option<Contradiction>,
    /// Their own weights by id, by the method asked for.
    #[ts(type = "Record<string, number> | null")]
    pub weights: Option<Members<f64>>,
}

/// Three judgements that contradict each other: a is `ab` times b, b is `bc` times c, and yet a is not `ab` x `bc` but `ac` times c.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Contradiction {
    /// A child by id.
    pub a: String,
    /// Another.
    pub b: String,
    /// The third.
    pub c: String,
    /// The judgement of a beside b.
    pub ab: f64,
    /// Of b beside c.
    pub bc: f64,
    /// Of a beside c.
    pub ac: f64,
    /// How far off they are, at least 1: `ab` x `bc` is so many times `ac`, or `ac` of it.
    pub factor: f64,
}

/// A pair that was judged.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JudgedPair {
    /// A child by id.
    pub a: String,
    /// Another.
    pub b: String,
    /// The judgement: of several the geometric mean.
    pub value: f64,
    /// What the weights say: weight of a / weight of b.
    pub implied: f64,
    /// The least of the people's.
    pub least: f64,
    /// The greatest.
    pub most: f64,
    /// How many have judged it.
    pub experts: usize,
}

crate::json::shown!(Ahp { rows, weights, joint, experts, judgements, warnings });
crate::json::shown!(AhpRow { id, name, weight, eigenvector, geometric_mean, least, most });
crate::json::shown!(AhpConsistency {
    name,
    eigenvalue,
    consistency_index,
    consistency_ratio,
    geometric_index,
    triple,
    weights
});
crate::json::shown!(Contradiction { a, b, c, ab, bc, ac, factor });
crate::json::shown!(JudgedPair { a, b, value, implied, least, most, experts });

question!(
    /// The row of the question.
    AHP = "ahp",
    (
        "层次分析法（AHP）：由两两判断求下级指标的权重，附一致性检验。",
        "Weights of a node's children by pairwise judgements (AHP), with their consistency."
    ),
    AhpRequest,
    ahp
);

/// Weights of a node's children by pairwise judgements.
///
/// # Errors
/// `unknown_node`; `bad_parameter` with the place for a judgement that is not positive or not reciprocal, a matrix of another
/// size, children that no judgement connects, or no judgements.
pub fn ahp(model: &Model, request: &AhpRequest) -> Result<Ahp> {
    let group = given::Children::of(model, request.node.as_deref())?;
    let (all, names) = people(&group, request)?;
    let joint = Judgements::together(&all);
    let refuse = |apart: usize| {
        wrong(
            &format!("“{}”与“{}”之间没有判断相连，无法求权重。", group.ids[0], group.ids[apart]),
            &format!("No judgements connect \"{}\" with \"{}\": no weights follow.", group.ids[0], group.ids[apart]),
            ("请补充把两者连起来的判断。", "Add a judgement that connects the two."),
        )
    };
    let missing = || refuse(joint.unconnected().unwrap_or(0));
    let by = request.method.unwrap_or_default();
    let (vector, means) = eigenvector(&joint).zip(geometric_mean(&joint)).ok_or_else(missing)?;
    let weights = match by {
        AhpMethod::Eigenvector => &vector.weights,
        AhpMethod::GeometricMean => &means,
    };
    let own: Vec<Option<Vec<f64>>> = all.iter().map(|one| by.weights(one)).collect();
    let row = |at: usize| {
        let extreme = |of: fn(f64, f64) -> f64| own.iter().flatten().map(|weights| weights[at]).reduce(of);
        AhpRow {
            id: group.ids[at].clone(),
            name: group.names[at].clone(),
            weight: weights[at],
            eigenvector: vector.weights[at],
            geometric_mean: means[at],
            least: extreme(f64::min),
            most: extreme(f64::max),
        }
    };
    let consistency = |name: &Text, one: &Judgements| consistency_of(&group, by, name, one);
    let experts: Vec<AhpConsistency> = names.iter().zip(&all).map(|(name, one)| consistency(name, one)).collect();
    let of_all = consistency(&Text::default(), &joint);
    Ok(Ahp {
        rows: (0..group.ids.len()).map(row).collect(),
        weights: group.by_id(weights),
        warnings: warnings(&group, &joint, &all, &of_all, &experts),
        joint: of_all,
        experts: if request.experts.is_some() { experts } else { Vec::new() },
        judgements: pairs(&group, &joint, &all, weights),
    })
}

/// The judgements of everybody, with their names.
fn people(group: &given::Children, request: &AhpRequest) -> Result<(Vec<Judgements>, Vec<Text>)> {
    let AhpRequest { judgements, matrix, experts, .. } = request;
    let Some(experts) = experts else {
        return Ok((vec![judged(group, judgements.as_deref(), matrix.as_deref())?], vec![Text::default()]));
    };
    let hint = ("请只填其中一项。", "Give one of them.");
    if judgements.is_some() || matrix.is_some() {
        let (zh, en) = ("experts 与 judgements、matrix 不能并用。", "experts excludes judgements and matrix.");
        return Err(wrong(zh, en, hint).member("experts"));
    }
    if experts.is_empty() {
        let hint = ("请至少给出一位专家的判断。", "Give the judgements of one person at least.");
        return Err(wrong("没有专家的判断。", "There are no experts.", hint).member("experts"));
    }
    let one = |(at, expert): (usize, &ExpertJudgements)| {
        let found = judged(group, expert.judgements.as_deref(), expert.matrix.as_deref());
        found.map_err(|error| error.item(at).member("experts"))
    };
    let all = experts.iter().enumerate().map(one).collect::<Result<_>>()?;
    Ok((all, given::names(experts.iter().map(|expert| expert.name.as_deref()))?))
}

/// The judgements of one person.
fn judged(
    group: &given::Children,
    listed: Option<&[Judgement]>,
    matrix: Option<&[Vec<Option<f64>>]>,
) -> Result<Judgements> {
    let n = group.ids.len();
    match (listed, matrix) {
        (Some(listed), None) => {
            let mut all = Judgements::new(n);
            for (at, Judgement { a, b, value }) in listed.iter().enumerate() {
                let child = |id: &str, member: &str| group.child(id).map_err(|e| e.member(member));
                let pair = child(a, "a").and_then(|a| Ok((a, child(b, "b")?)));
                let judged = pair.and_then(|(a, b)| all.judge(a, b, *value).map_err(|e| e.member("value")));
                judged.map_err(|e| e.item(at).member("judgements"))?;
            }
            Ok(all)
        }
        (None, Some(matrix)) if matrix.len() != n => Err(wrong(
            &format!("矩阵有{}行，而下级指标有{n}项。", matrix.len()),
            &format!("The matrix has {} rows; the node has {n} children.", matrix.len()),
            ("请按下级指标的次序逐行填写。", "Give a row for each child, in their order."),
        )
        .member("matrix")),
        (None, Some(matrix)) => Judgements::from_matrix(matrix).map_err(|e| e.member("matrix")),
        _ => Err(wrong(
            "须给出 judgements 或 matrix，二者取一。",
            "Give judgements or matrix, one of them.",
            ("例如 [{ \"a\": …, \"b\": …, \"value\": 3 }]。", "For example [{ \"a\": …, \"b\": …, \"value\": 3 }]."),
        )
        .member("judgements")),
    }
}

impl AhpMethod {
    fn weights(self, one: &Judgements) -> Option<Vec<f64>> {
        match self {
            AhpMethod::Eigenvector => eigenvector(one).map(|found| found.weights),
            AhpMethod::GeometricMean => geometric_mean(one),
        }
    }
}

fn consistency_of(group: &given::Children, by: AhpMethod, name: &Text, one: &Judgements) -> AhpConsistency {
    let n = one.len();
    let eigenvalue = eigenvector(one).map(|found| found.eigenvalue);
    let index = eigenvalue.map(|eigenvalue| consistency::index(n, eigenvalue));
    let id = |at: usize| group.ids[at].clone();
    let named = |Triple { elements: [a, b, c], steps: [ab, bc], direct, factor }: Triple| Contradiction {
        a: id(a),
        b: id(b),
        c: id(c),
        ab,
        bc,
        ac: direct,
        factor,
    };
    AhpConsistency {
        name: name.clone(),
        eigenvalue,
        consistency_index: index,
        consistency_ratio: index.and_then(|index| consistency::ratio(n, index)),
        geometric_index: geometric_mean(one).and_then(|weights| consistency::geometric_index(one, &weights)),
        triple: consistency::worst_triple(one).map(named),
        weights: by.weights(one).map(|weights| group.by_id(&weights)),
    }
}

fn pairs(group: &given::Children, joint: &Judgements, all: &[Judgements], weights: &[f64]) -> Vec<JudgedPair> {
    let pair = |(a, b, value): (usize, usize, f64)| {
        let own = || all.iter().map(|one| one.value(a, b)).filter(|value| !value.is_nan());
        JudgedPair {
            a: group.ids[a].clone(),
            b: group.ids[b].clone(),
            value,
            implied: weights[a] / weights[b],
            least: own().fold(f64::INFINITY, f64::min),
            most: own().fold(0.0, f64::max),
            experts: own().count(),
        }
    };
    joint.judged().map(pair).collect()
}

/// What is to be known before the weights are used.
fn warnings(
    group: &given::Children,
    joint: &Judgements,
    all: &[Judgements],
    of_all: &AhpConsistency,
    experts: &[AhpConsistency],
) -> Vec<Text> {
    let mut said = Vec::new();
    let apart = experts.len() > 1;
    for one in std::iter::once(of_all).chain(experts.iter().filter(|_| apart)) {
        said.extend(contradictory(group, one));
    }
    let n = joint.len();
    if n > consistency::RANDOM_INDEX.len() {
        said.push(Text::new(
            format!("下级指标有{n}项，Saaty（1980）的随机一致性指标只到15阶，故不给一致性比率。"),
            format!(
                "There are {n} children; Saaty's (1980) random indices end at 15, so there is no consistency ratio."
            ),
        ));
    }
    if !joint.is_complete() {
        let (known, pairs) = (joint.judged().count(), n * (n - 1) / 2);
        said.push(Text::new(
            format!("{pairs}对中只判断了{known}对：其余由已有判断推出，一致性比率因此偏小。"),
            format!("{known} of {pairs} pairs have been judged; the others follow from them, so the consistency ratio is too small."),
        ));
    }
    let count = |of: fn(&Judgements) -> usize| all.iter().map(of).sum::<usize>();
    if let beyond @ 1.. = count(Judgements::beyond_scale) {
        said.push(Text::new(
            format!("有{beyond}个判断值超出1/9至9的标度。"),
            format!("Judgements beyond the scale from 1/9 to 9: {beyond}."),
        ));
    }
    if let rounded @ 1.. = count(Judgements::rounded) {
        said.push(Text::new(
            format!("有{rounded}对的倒数经过四舍五入，以其中不小于1的判断值为准。"),
            format!("Pairs with a rounded reciprocal, of which the judgement of at least 1 counts: {rounded}."),
        ));
    }
    said
}

/// That judgements contradict each other, and which do most.
fn contradictory(group: &given::Children, one: &AhpConsistency) -> Option<Text> {
    let ratio = one.consistency_ratio.filter(|ratio| *ratio > consistency::ACCEPTED)?;
    let Contradiction { a, b, c, ab, bc, ac, .. } = one.triple.as_ref()?;
    let [a, b, c] = [a, b, c].map(|id| group.name(id));
    let (zh, en) = match one.name.zh.is_empty() {
        true => (String::new(), String::new()),
        false => (format!("{}：", one.name.zh), format!("{}: ", one.name.en)),
    };
    Some(Text::new(
        format!(
            "{zh}一致性比率为{ratio:.3}，大于0.1，宜复核判断。矛盾最大的一组：{}是{}的{ab:.3}倍，{}是{}的{bc:.3}倍，而{}是{}的{ac:.3}倍（按前两项应为{:.3}倍）。",
            a.zh, b.zh, b.zh, c.zh, a.zh, c.zh, ab * bc
        ),
        format!(
            "{en}The consistency ratio is {ratio:.3}, above 0.1: review the judgements. Most contradictory: {} is {ab:.3} times {}, {} is {bc:.3} times {}, and yet {} is {ac:.3} times {} (by the first two, {:.3}).",
            a.en, b.en, b.en, c.en, a.en, c.en, ab * bc
        ),
    ))
}

fn wrong(zh: &str, en: &str, (hint_zh, hint_en): (&str, &str)) -> Error {
    Error::new(Code::BadParameter, "", Text::new(zh, en), Text::new(hint_zh, hint_en))
}
