//! The distance to a standard value.

use super::{Figures, Method, Monotonicity, Normalise, Piece, CAP};
use crate::index::methods::{documented, Parameter};
use crate::reason::Reason;

documented! {
    /// 100 x / standard, or 100 standard / x where less is better: 100 at the standard, and no more than `limit` (100 unless
    /// said), or as far as it goes where `cap` is false. Needs `standard`, above zero, of every indicator by itself
    /// (`overrides`). Where less is better a figure of zero or below is missing (`zero_denominator`). It looks at no other
    /// unit, so scores of different years compare. 全国科技进步统计监测 (monitored value over standard value). Of 2, 4, 10 with
    /// `standard` 5: 40, 80, 100.
    pub static STANDARD: Method = Method {
        word: "standard",
        parameters: &[&STANDARD_VALUE, &LIMIT, &CAP],
        resolve: |written| {
            let standard = written.needed(&STANDARD_VALUE)?;
            if standard <= 0.0 {
                return Err(("standard", "须大于零", "must be greater than zero"));
            }
            let limit = written.get(&LIMIT).unwrap_or(100.0);
            if limit <= 0.0 {
                return Err(("limit", "须大于零", "must be greater than zero"));
            }
            let cap = written.get(&CAP).unwrap_or(true);
            if !cap && written.get(&LIMIT).is_some() {
                return Err(("limit", "与 cap: false 矛盾", "contradicts cap: false"));
            }
            Ok(Box::new(Standard { standard, limit: if cap { limit } else { f64::INFINITY } }))
        },
        called: ("标准值法（监测值与标准值之比）", "the share of a standard value"),
        ends: Some((0.0, 100.0)),
    };
}

documented! {
    /// `standard`: the standard value.
    pub static STANDARD_VALUE: Parameter<f64> = "standard";
    /// `standard`: the most that it gives.
    pub static LIMIT: Parameter<f64> = "limit";
}

struct Standard {
    standard: f64,
    limit: f64,
}

impl Normalise for Standard {
    fn apply(&self, figures: &Figures, out: &mut [f64]) -> Option<Reason> {
        let more_is_better = figures.direction > 0.0;
        figures.each(out, |x| match more_is_better {
            true => (100.0 * x / self.standard).min(self.limit),
            false if x > 0.0 => (100.0 * self.standard / x).min(self.limit),
            false => f64::NAN,
        });
        None
    }

    fn middle(&self) -> f64 {
        50.0
    }

    fn needs_scope(&self) -> bool {
        false
    }

    fn reason_of_one(&self) -> Reason {
        Reason::ZeroDenominator
    }

    fn monotonicity(&self) -> Monotonicity {
        Monotonicity { piece: Piece::Rational, monotone: true, falls_with_others: true }
    }

    fn breakpoints(&self, others: &Figures, found: &mut Vec<f64>) {
        let turn = self.limit / 100.0;
        let at = if others.direction > 0.0 { self.standard * turn } else { self.standard / turn };
        found.extend([at, 0.0].into_iter().filter(|x| x.is_finite()));
    }
}

#[cfg(test)]
mod tests {
    use crate::{Framework, Model, Panel, Period};

    fn scores(parameters: &str) -> Vec<Vec<f64>> {
        let framework = format!(
            r#"{{ "id": "made_up",
              "indicators": [{{ "id": "more", "direction": 1 }}, {{ "id": "less", "direction": -1 }}],
              "tree": {{ "id": "index", "children": [{{ "id": "more" }}, {{ "id": "less" }}] }},
              "steps": [{{ "step": "normalise", "method": "standard", {parameters} }},
                        {{ "step": "aggregate", "method": "arithmetic" }}] }}"#
        );
        let csv = b"code,year,more,less\na,2022,30,50\nb,2022,80,10\nc,2022,-4,0\nd,2022,,-2\n";
        let panel = Panel::from_csv(csv, None).unwrap();
        let model = Model::new(panel, Framework::from_json(&framework).unwrap()).unwrap();
        let scores = model.scores(Period::year(2022)).unwrap();
        ["more", "less"].map(|id| scores.step("normalise", id).unwrap().to_vec()).to_vec()
    }

    /// By hand: standards 40 and 20.
    #[test]
    fn figures_are_shares_of_the_standard_up_to_the_limit() {
        let of = |more: &str| {
            scores(&format!(r#"{more} "overrides": {{ "more": {{ "standard": 40 }}, "less": {{ "standard": 20 }} }}"#))
        };
        let same = |ours: &[f64], expected: &[f64]| {
            assert_eq!(ours.len(), expected.len());
            for (ours, expected) in ours.iter().zip(expected) {
                assert!(ours == expected || ours.is_nan() && expected.is_nan(), "{ours} {expected}");
            }
        };
        let capped = of("");
        same(&capped[0], &[75.0, 100.0, -10.0, f64::NAN]);
        same(&capped[1], &[40.0, 100.0, f64::NAN, f64::NAN]);
        let limit = of(r#""limit": 150,"#);
        same(&limit[0], &[75.0, 150.0, -10.0, f64::NAN]);
        same(&limit[1], &[40.0, 150.0, f64::NAN, f64::NAN]);
        let open = of(r#""cap": false,"#);
        same(&open[0], &[75.0, 200.0, -10.0, f64::NAN]);
        same(&open[1], &[40.0, 200.0, f64::NAN, f64::NAN]);
    }

    #[test]
    fn parameters_without_sense_are_errors_at_their_place() {
        for (parameters, place) in [
            (r#""scope": "period""#, "$.steps[0].standard"),
            (r#""standard": 0"#, "$.steps[0].standard"),
            (r#""standard": -5"#, "$.steps[0].standard"),
            (r#""standard": 5, "limit": 0"#, "$.steps[0].limit"),
            (r#""standard": 5, "limit": 120, "cap": false"#, "$.steps[0].limit"),
        ] {
            let framework = format!(
                r#"{{ "id": "made_up", "indicators": [{{ "id": "x", "direction": 1 }}],
                  "tree": {{ "id": "index", "children": [{{ "id": "x" }}] }},
                  "steps": [{{ "step": "normalise", "method": "standard", {parameters} }},
                            {{ "step": "aggregate", "method": "arithmetic" }}] }}"#
            );
            let panel = Panel::from_csv(b"code,year,x\na,2022,30\n", None).unwrap();
            let error = Model::new(panel, Framework::from_json(&framework).unwrap()).unwrap_err();
            assert_eq!(error.place, place, "{parameters}: {error:?}");
        }
    }
}
