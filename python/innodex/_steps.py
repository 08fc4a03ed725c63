"""What a framework says, a method for each. Made of the framework's JSON Schema by scripts/steps.mjs; not to be edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeVar, Union, get_args

#: A name in Chinese and English, ``{"zh": ..., "en": ...}``, or one for both.
Words = Union[str, Mapping[str, str]]
#: Over which figures a scale is taken.
Scope = Union[Literal["period", "all"], Mapping[Literal["base"], Any]]
#: How units are put into groups: a known one, or the group of every unit by its code.
Group = Union[Literal["region", "unit_group", "parent"], Mapping[str, str]]
Aggregation = Literal[
    "arithmetic",
    "geometric",
    "harmonic",
    "power",
    "copeland",
    "mazziotta_pareto",
    "adjusted_mazziotta_pareto",
    "mean_min",
    "topsis",
    "benefit_of_the_doubt",
    "chained",
]
Centre = Literal["mean", "middle"]
ChainGap = Literal["break", "average_rate"]
Check = Literal[
    "indicator_coverage",
    "unit_coverage",
    "outliers",
    "mixed_measures",
    "negative_correlation",
    "redundancy",
    "weak_link",
    "other_group",
    "alpha",
    "dimension",
    "importance",
]
Constant = Literal["missing", "middle"]
Imputation = Literal["mean", "median", "latest", "constant", "linear", "linear_constant"]
Method = Literal[
    "min_max",
    "z_score",
    "goalposts",
    "rank",
    "distance_to_target",
    "scaled",
    "percentile_rank",
    "borda",
    "fraction_of_max",
    "distance_to_max",
    "distance_to_reference",
    "base_period",
    "around_reference",
    "standard",
]
Penalty = Literal["minus", "plus"]
PostScale = Literal["linear", "ln"]
TopsisScale = Literal["vector", "min_max", "none"]
Treatment = Literal["none", "winsorise", "log", "log_shift", "log_shift_either_side", "sqrt", "box_cox"]
Weighting = Literal["equal", "equal_leaves", "entropy", "critic", "pca", "pca_coinr", "optimised", "merec"]

F = TypeVar("F", bound="Steps")

#: The words that a member may be, by method.
CHOICES: dict[str, dict[str, tuple[str, ...]]] = {
    "note": {
        "finding": get_args(Check),
    },
    "impute": {
        "group": ("region", "unit_group", "parent"),
        "method": get_args(Imputation),
    },
    "treat": {
        "method": get_args(Treatment),
        "scope": ("period", "all"),
        "then": get_args(Treatment),
    },
    "weigh": {
        "method": get_args(Weighting),
    },
    "normalise": {
        "centre": get_args(Centre),
        "constant": get_args(Constant),
        "method": get_args(Method),
        "scale": get_args(PostScale),
        "scope": ("period", "all"),
    },
    "aggregate": {
        "gap": get_args(ChainGap),
        "method": get_args(Aggregation),
        "penalty": get_args(Penalty),
        "scale": get_args(TopsisScale),
    },
}


class Steps:
    """A method for each step, in the order in which they are to run, and for what else a framework says."""

    def _said(self: F, what: str, members: dict[str, Any]) -> F:
        raise NotImplementedError

    def indicator(
        self: F,
        id: str,
        *,
        column: str | None = None,
        denominator: str | None = None,
        direction: Literal[1, -1] = 1,
        name: Words | None = None,
        numerator: str | None = None,
        scale: float | None = None,
        unit: str | None = None,
    ) -> F:
        """An indicator: a column of the panel, or a ratio of two.

        Args:
            id: The name that the tree uses.
            column: The panel's column, where it is not named like the indicator.
            denominator: The column below the line.
            direction: 1: more is better; -1: less is better.
            name: Its name; the panel's where there is none.
            numerator: The column above the line.
            scale: value = numerator x scale / denominator; 1 where there is none.
            unit: Unit of measure; the panel's where there is none.
        """
        return self._said(
            "indicator",
            {
                "id": id,
                "column": column,
                "denominator": denominator,
                "direction": direction,
                "name": name,
                "numerator": numerator,
                "scale": scale,
                "unit": unit,
            },
        )

    def reference(
        self: F,
        units: Sequence[str],
        counted: bool,
    ) -> F:
        """Units that are scored and not ranked.

        Args:
            units: Units by code or name, or totals that stand among the rows (全国).
            counted: Whether they count in every method that looks at other units: bounds, means, ranks, imputation, weights.
        """
        return self._said("reference", {"units": units, "counted": counted})

    def rule(
        self: F,
        indicator: str,
        *,
        at_least: float | None = None,
        at_most: float | None = None,
        bonus: float | None = None,
        deduction: float | None = None,
        growth_at_least: float | None = None,
        growth_at_most: float | None = None,
        name: Words | None = None,
        veto: bool | None = None,
    ) -> F:
        """Points by rule: one condition, and one effect (`bonus`, `deduction` or `veto`).

        Without a figure it has no effect, and is listed with the reason.

        Args:
            indicator: An indicator of the framework, or a column of the data.
            at_least: It holds from this figure upwards.
            at_most: It holds up to this figure.
            bonus: Points that are added, above zero.
            deduction: Points that are taken off, written above zero.
            growth_at_least: It holds from this growth upwards: x / (x a year before) - 1, 0.1 for 10 %.
            growth_at_most: It holds up to this growth.
            name: What it is called; made of its condition where left out.
            veto: Whether the unit is not ranked.
        """
        return self._said(
            "rule",
            {
                "indicator": indicator,
                "at_least": at_least,
                "at_most": at_most,
                "bonus": bonus,
                "deduction": deduction,
                "growth_at_least": growth_at_least,
                "growth_at_most": growth_at_most,
                "name": name,
                "veto": veto,
            },
        )

    def preset(
        self: F,
        id: str,
        weights: Mapping[str, float],
        *,
        based_on: str | None = None,
        name: Words | None = None,
    ) -> F:
        """Weights under a name.

        Nodes that it does not name keep the weight of the preset it is based on, or of the framework.

        Args:
            id: A short name in Latin letters.
            weights: Weights by the id of a node, relative within its group.
            based_on: Another preset by id, whose weights it has where it says nothing.
            name: Its name; the id where left out.
        """
        return self._said("preset", {"id": id, "weights": weights, "based_on": based_on, "name": name})

    def note(
        self: F,
        finding: Check,
        at: Sequence[str],
        zh: str,
        en: str,
    ) -> F:
        """An explanation of what the audit finds, shown beside it.

        Args:
            finding: The check whose findings it explains. One of ``indicator_coverage``, ``unit_coverage``, ``outliers``,
                ``mixed_measures``, ``negative_correlation``, ``redundancy``, ``weak_link``, ``other_group``, ``alpha``,
                ``dimension``, ``importance``.
            at: Of what: one id, or the two of a pair. Indicators and groups of the framework; for `unit_coverage` the code of a
                unit, which is not looked up, since a framework serves other units too.
            zh: The explanation in Chinese.
            en: The explanation in English.
        """
        return self._said("note", {"finding": finding, "at": at, "zh": zh, "en": en})

    def uncertainty(
        self: F,
        *,
        aggregate: Sequence[Aggregation | Mapping[str, Any]] | None = None,
        draws: int | None = None,
        imputation_noise: Mapping[str, Any] | None = None,
        impute: Sequence[Imputation | Mapping[str, Any]] | None = None,
        leave_out: bool | None = None,
        normalise: Sequence[Method | Mapping[str, Any]] | None = None,
        seed: int | None = None,
        treat: Sequence[Treatment | Mapping[str, Any]] | None = None,
        weights: Mapping[str, Any] | None = None,
    ) -> F:
        """What varies in an uncertainty analysis.

        Each list holds alternatives of that step, equally likely; where there is none, the step stays as the framework has it.

        Args:
            aggregate: At every level in place of what the framework has there, but `chained`.
            draws: How many draws; 1,000 unless said.
            imputation_noise: How far imputed figures may be off.
            impute: In place of the last step `impute`.
            leave_out: Whether a draw leaves out an indicator: none or any one, all equally likely, but those of a group that is
                chained. It is then no child of its group, for a minimum share either, and a group of which nothing is left is
                left out too. A step `screen` looks at what is left; weights that a step finds stay as they are.
            normalise: In place of the last step `normalise`, overrides of single indicators included; its scope stays.
            seed: Which random numbers: the same seed gives the same draws; 1 unless said.
            treat: Over the parameters of the last step `treat`: `{ "points": 3 }` leaves the rest as it is.
            weights: How weights vary; not at all where left out.
        """
        return self._said(
            "uncertainty",
            {
                "aggregate": aggregate,
                "draws": draws,
                "imputation_noise": imputation_noise,
                "impute": impute,
                "leave_out": leave_out,
                "normalise": normalise,
                "seed": seed,
                "treat": treat,
                "weights": weights,
            },
        )

    def denominate(self: F) -> F:
        """Divide by another indicator: every indicator with a denominator becomes its ratio."""
        return self._said("denominate", {})

    def screen(
        self: F,
        *,
        available: float | None = None,
        non_zero: float | None = None,
    ) -> F:
        """Leave out units of which too little is known.

        Args:
            available: A unit of which a smaller share of the indicators has figures is left out; exactly equal stays. From 0 to
                1.
            non_zero: A unit of whose figures a smaller share is other than zero is left out. From 0 to 1.
        """
        return self._said("screen", {"available": available, "non_zero": non_zero})

    def impute(
        self: F,
        method: Imputation,
        *,
        group: Group | None = None,
    ) -> F:
        """Put figures in place of those that are missing.

        Args:
            method: What stands in. One of ``mean``, ``median``, ``latest``, ``constant``, ``linear``, ``linear_constant``.
            group: `mean` and `median`: over units of the same group. One of ``region``, ``unit_group``, ``parent``.
        """
        return self._said("impute", {"method": method, "group": group})

    def treat(
        self: F,
        method: Treatment | None = None,
        *,
        kurtosis: float | None = None,
        lambda_: float | None = None,
        overrides: Mapping[str, Mapping[str, Any]] | None = None,
        points: float | None = None,
        scope: Scope | None = None,
        skewness: float | None = None,
        then: Treatment | None = None,
    ) -> F:
        """Bring outliers in.

        Args:
            kurtosis: `winsorise`: below it an indicator passes; 3.5 unless said.
            lambda_: `box_cox`: 0 unless said.
            method: The treatment; `winsorise` unless said. One of ``none``, ``winsorise``, ``log``, ``log_shift``,
                ``log_shift_either_side``, ``sqrt``, ``box_cox``.
            overrides: Treatments and parameters of single indicators.
            points: `winsorise`: how many figures may be moved; 5 unless said.
            scope: Which figures decide what is done; unless said, those of the next step `normalise`. One of ``period``, ``all``.
            skewness: `winsorise`: below it an indicator passes; 2 unless said.
            then: `winsorise`: what is done where that is not enough; `log_shift` unless said. One of ``none``, ``winsorise``,
                ``log``, ``log_shift``, ``log_shift_either_side``, ``sqrt``, ``box_cox``.
        """
        return self._said(
            "treat",
            {
                "kurtosis": kurtosis,
                "lambda": lambda_,
                "method": method,
                "overrides": overrides,
                "points": points,
                "scope": scope,
                "skewness": skewness,
                "then": then,
            },
        )

    def weigh(
        self: F,
        method: Weighting,
        *,
        levels: Sequence[int] | None = None,
    ) -> F:
        """Find weights.

        Args:
            method: How. One of ``equal``, ``equal_leaves``, ``entropy``, ``critic``, ``pca``, ``pca_coinr``, ``optimised``,
                ``merec``.
            levels: Of which levels the weights are found, counted from the indicators (1); 1 unless said, all levels below the
                index for `equal` and `equal_leaves`.
        """
        return self._said("weigh", {"method": method, "levels": levels})

    def normalise(
        self: F,
        method: Method,
        *,
        cap: bool | None = None,
        centre: Centre | None = None,
        clamp: bool | None = None,
        constant: Constant | None = None,
        high: float | None = None,
        limit: float | None = None,
        low: float | None = None,
        lower: float | None = None,
        mean: float | None = None,
        overrides: Mapping[str, Mapping[str, Any]] | None = None,
        reference: str | None = None,
        scale: PostScale | None = None,
        scope: Scope | None = None,
        sd: float | None = None,
        standard: float | None = None,
        target: float | None = None,
        upper: float | None = None,
    ) -> F:
        """Bring to a common scale.

        Args:
            method: A method of normalisation. OECD/JRC Handbook (2008), step 5; COINr's names in brackets. One of ``min_max``,
                ``z_score``, ``goalposts``, ``rank``, ``distance_to_target``, ``scaled``, ``percentile_rank``, ``borda``,
                ``fraction_of_max``, ``distance_to_max``, ``distance_to_reference``, ``base_period``, ``around_reference``,
                ``standard``.
            cap: `distance_to_target`: at most at the target; `standard`: at most `limit`.
            centre: `around_reference`: the middle of the scale. One of ``mean``, ``middle``.
            clamp: `goalposts`: stay at the ends of the scale.
            constant: What an indicator without spread becomes. One of ``missing``, ``middle``.
            high: `goalposts`: the upper post.
            limit: `standard`: the most that it gives.
            low: `goalposts`: the lower post.
            lower: The lower end of the scale.
            mean: `z_score`: the mean of the result.
            overrides: Methods and parameters of single indicators.
            reference: `distance_to_reference`: the code of the unit.
            scale: `goalposts`: linear or ln. One of ``linear``, ``ln``.
            scope: Over which figures minimum, mean and so on are taken. One of ``period``, ``all``.
            sd: `z_score`: the standard deviation of the result.
            standard: `standard`: the standard value.
            target: `distance_to_target`: the target.
            upper: The upper end of the scale.
        """
        return self._said(
            "normalise",
            {
                "method": method,
                "cap": cap,
                "centre": centre,
                "clamp": clamp,
                "constant": constant,
                "high": high,
                "limit": limit,
                "low": low,
                "lower": lower,
                "mean": mean,
                "overrides": overrides,
                "reference": reference,
                "scale": scale,
                "scope": scope,
                "sd": sd,
                "standard": standard,
                "target": target,
                "upper": upper,
            },
        )

    def aggregate(
        self: F,
        method: Aggregation,
        *,
        a: float | None = None,
        b: float | None = None,
        base: str | None = None,
        gap: ChainGap | None = None,
        high: float | None = None,
        low: float | None = None,
        minimum_share: float | None = None,
        p: float | None = None,
        penalty: Penalty | None = None,
        scale: TopsisScale | None = None,
    ) -> F:
        """Combine upwards.

        Args:
            method: The aggregation. One of ``arithmetic``, ``geometric``, ``harmonic``, ``power``, ``copeland``,
                ``mazziotta_pareto``, ``adjusted_mazziotta_pareto``, ``mean_min``, ``topsis``, ``benefit_of_the_doubt``,
                ``chained``.
            a: `mean_min`: from 0 (the mean) to 1; 0.5 unless said.
            b: `mean_min`: from 0 upwards; 1 unless said.
            base: `chained`: the period that is 100; the panel's first unless said.
            gap: `chained`: `break` unless said. One of ``break``, ``average_rate``.
            high: `benefit_of_the_doubt`: the largest share of a child in the unit's score, from 0 to 1.
            low: `benefit_of_the_doubt`: the least share of a child in the unit's score, from 0 to 1.
            minimum_share: Children present / children: below it the group is missing.
            p: `power`: the exponent, other than zero.
            penalty: `mazziotta_pareto` and its adjusted form: `minus` unless said. One of ``minus``, ``plus``.
            scale: `topsis`: `vector` unless said. One of ``vector``, ``min_max``, ``none``.
        """
        return self._said(
            "aggregate",
            {
                "method": method,
                "a": a,
                "b": b,
                "base": base,
                "gap": gap,
                "high": high,
                "low": low,
                "minimum_share": minimum_share,
                "p": p,
                "penalty": penalty,
                "scale": scale,
            },
        )
