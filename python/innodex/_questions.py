"""Questions to a model. Made of src/question.rs by examples/questions.rs; not to be edited."""

from __future__ import annotations

from typing import Any


class Questions:
    """A method for each question; what it says is a member of the request, and where it says nothing the question has a default."""

    def _asked(self, word: str, request: dict[str, Any], lang: str | None) -> Any:
        raise NotImplementedError

    def history(
        self,
        *,
        unit: Any = None,
        node: Any = None,
        periods: Any = None,
        region: Any = None,
        lang: str | None = None,
    ) -> Any:
        """Scores and ranks of units over the periods, with their changes where two periods have the same indicators.

        Args:
            unit: A unit or several, by code or name; all where left out.
            node: The node of the tree by id; the index where left out.
            periods: The periods; all where left out. Each is compared with the one before it in this list.
            region: Ranks within a part of the units only.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "unit": unit,
            "node": node,
            "periods": periods,
            "region": region,
        }
        return self._asked("history", request, lang)

    def changes(
        self,
        *,
        period: Any = None,
        since: Any = None,
        unit: Any = None,
        node: Any = None,
        region: Any = None,
        spec: Any = None,
        draws: Any = None,
        seed: Any = None,
        lang: str | None = None,
    ) -> Any:
        """Whether changes of rank between two periods are robust: the share of draws, common to both, in which a unit rose or fell.

        Args:
            period: The later period; the newest in which every indicator has figures where left out.
            since: The earlier period; the one before it in the data where left out.
            unit: A unit or several, by code or name; all where left out.
            node: The node of the tree by id, such as a dimension; the whole index where left out.
            region: Ranks within a part of the units only.
            spec: What varies; what the framework says, or its default, where left out.
            draws: How many draws; what the specification says, or 1,000, where left out.
            seed: Which random numbers: the same seed gives the same draws.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "period": period,
            "since": since,
            "unit": unit,
            "node": node,
            "region": region,
            "spec": spec,
            "draws": draws,
            "seed": seed,
        }
        return self._asked("changes", request, lang)

    def within(
        self,
        *,
        group: Any,
        node: Any = None,
        period: Any = None,
        ties: Any = None,
        lang: str | None = None,
    ) -> Any:
        """Ranks within a group, with the group's means and medians.

        Args:
            group: The group: a region, a parent or a group of the data by name, a list of units, or a unit with those alike.
            node: The node of the tree by id; the index where left out.
            period: The period; the newest complete one where left out.
            ties: What ties get; `competition` unless said.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "group": group,
            "node": node,
            "period": period,
            "ties": ties,
        }
        return self._asked("within", request, lang)

    def profile(
        self,
        *,
        unit: Any,
        group: Any = None,
        period: Any = None,
        lang: str | None = None,
    ) -> Any:
        """A unit beside its group in every indicator, with strengths and weaknesses.

        Args:
            unit: The unit, by code or name.
            group: The group: a region, a parent or a group of the data by name, a list of units, or a unit with those alike; all units
                where left out.
            period: The period; the newest complete one where left out.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "unit": unit,
            "group": group,
            "period": period,
        }
        return self._asked("profile", request, lang)

    def alike(
        self,
        *,
        unit: Any,
        count: Any = None,
        by: Any = None,
        period: Any = None,
        lang: str | None = None,
    ) -> Any:
        """The units most alike a given one, with their distances.

        Args:
            unit: The unit, by code or name.
            count: How many others; 5 unless said. Those that tie with the last are listed too.
            by: The indicators of the framework by which units are alike; all that the unit has where left out.
            period: The period; the newest complete one where left out.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "unit": unit,
            "count": count,
            "by": by,
            "period": period,
        }
        return self._asked("alike", request, lang)

    def tiers(
        self,
        *,
        reference: Any = None,
        node: Any = None,
        period: Any = None,
        lang: str | None = None,
    ) -> Any:
        """Three tiers of units beside a reference.

        Args:
            reference: The unit that others are measured against, by code or name; the framework's only reference unit where left out.
            node: The node of the tree by id; the index where left out.
            period: The period; the newest complete one where left out.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "reference": reference,
            "node": node,
            "period": period,
        }
        return self._asked("tiers", request, lang)

    def contributions(
        self,
        *,
        period: Any = None,
        node: Any = None,
        lang: str | None = None,
    ) -> Any:
        """What every indicator adds to the score; those of a unit sum to it.

        Args:
            period: The period; the newest in which every indicator has figures where left out.
            node: The node of the tree by id; the index where left out.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "period": period,
            "node": node,
        }
        return self._asked("contributions", request, lang)

    def performance(
        self,
        *,
        period: Any = None,
        node: Any = None,
        region: Any = None,
        average: Any = None,
        lang: str | None = None,
    ) -> Any:
        """How every unit stands to the average, in the groups of the European Innovation Scoreboard.

        Args:
            period: The period; the newest in which every indicator has figures where left out.
            node: The node of the tree by id; the index where left out.
            region: A part of the units only.
            average: What scores are held against; the mean of the ranked units where left out.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "period": period,
            "node": node,
            "region": region,
            "average": average,
        }
        return self._asked("performance", request, lang)

    def figure(
        self,
        *,
        indicator: Any,
        unit: Any,
        period: Any = None,
        lang: str | None = None,
    ) -> Any:
        """A figure, unfolded down to what was published.

        Args:
            indicator: A node or indicator of the framework, or a column of the data, by id.
            unit: The unit, by code or name.
            period: The period; the newest in which every indicator has figures where left out.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "indicator": indicator,
            "unit": unit,
            "period": period,
        }
        return self._asked("figure", request, lang)

    def explain(
        self,
        *,
        unit: Any,
        period: Any = None,
        since: Any = None,
        scenario: Any = None,
        node: Any = None,
        region: Any = None,
        ties: Any = None,
        decomposition: Any = None,
        lang: str | None = None,
    ) -> Any:
        """Why the rank of a unit changed between two periods, or by a scenario.

        Args:
            unit: The unit, by code or name.
            period: The period; the newest in which every indicator has figures where left out.
            since: The period of the first state; that of the second where left out.
            scenario: The scenario of the second state.
            node: The node of the tree by id; the index where left out.
            region: A part of the units only.
            ties: What ties get; `competition` where left out.
            decomposition: How the change is split; `shapley` where left out.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "unit": unit,
            "period": period,
            "since": since,
            "scenario": scenario,
            "node": node,
            "region": region,
            "ties": ties,
            "decomposition": decomposition,
        }
        return self._asked("explain", request, lang)

    def report(
        self,
        *,
        period: Any = None,
        lang: str | None = None,
    ) -> Any:
        """What the steps did: units screened out, treatments, imputed figures, weights.

        Args:
            period: The period; the newest in which every indicator has figures where left out.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "period": period,
        }
        return self._asked("report", request, lang)

    def audit(
        self,
        *,
        period: Any = None,
        lang: str | None = None,
    ) -> Any:
        """The audit of a period, with the method in words.

        Args:
            period: The period; the newest in which every indicator has figures where left out.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "period": period,
        }
        return self._asked("audit", request, lang)

    def association(
        self,
        *,
        period: Any = None,
        group: Any = None,
        measure: Any = None,
        indicators: Any = None,
        lang: str | None = None,
    ) -> Any:
        """How the children of a group, or all indicators below it, go together.

        Args:
            period: The period; the newest in which every indicator has figures where left out.
            group: The group whose children go together, by id; the index where left out.
            measure: The measure; `pearson` where left out.
            indicators: All indicators below the group, in place of its children.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "period": period,
            "group": group,
            "measure": measure,
            "indicators": indicators,
        }
        return self._asked("association", request, lang)

    def uncertainty(
        self,
        *,
        period: Any = None,
        spec: Any = None,
        draws: Any = None,
        seed: Any = None,
        group: Any = None,
        lang: str | None = None,
    ) -> Any:
        """The ranks of every unit over many draws of weights and methods.

        Args:
            period: The period; the newest in which every indicator has figures where left out.
            spec: What varies (schema/uncertainty.json); what the framework says where left out.
            draws: How many draws.
            seed: The seed.
            group: The group within which units are ranked: a region, a parent or a group of the data by name, a list of units, or a unit with
                those alike; all units where left out.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "period": period,
            "spec": spec,
            "draws": draws,
            "seed": seed,
            "group": group,
        }
        return self._asked("uncertainty", request, lang)

    def sensitivity(
        self,
        *,
        period: Any = None,
        unit: Any = None,
        points: Any = None,
        bootstraps: Any = None,
        spec: Any = None,
        seed: Any = None,
        lang: str | None = None,
    ) -> Any:
        """Which choice the spread of ranks comes from (Sobol indices).

        Args:
            period: The period; the newest in which every indicator has figures where left out.
            unit: The unit whose rank varies; the mean shift of all ranks where left out.
            points: Base points of the design, a power of two; 1024 where left out. Runs: points times the number of factors and two.
            bootstraps: Resamplings for the intervals, at most 10,000; 100 where left out.
            spec: What varies; what the framework says where left out.
            seed: The seed.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "period": period,
            "unit": unit,
            "points": points,
            "bootstraps": bootstraps,
            "spec": spec,
            "seed": seed,
        }
        return self._asked("sensitivity", request, lang)

    def crossings(
        self,
        *,
        node: Any,
        period: Any = None,
        unit: Any = None,
        lang: str | None = None,
    ) -> Any:
        """Where units pass each other while the share of a node goes from 0 to 1.

        Args:
            node: The node whose share of its group changes, by id.
            period: The period; the newest in which every indicator has figures where left out.
            unit: The crossings of one unit only.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "node": node,
            "period": period,
            "unit": unit,
        }
        return self._asked("crossings", request, lang)

    def compare(
        self,
        *,
        scenarios: Any,
        period: Any = None,
        node: Any = None,
        region: Any = None,
        ties: Any = None,
        lang: str | None = None,
    ) -> Any:
        """Scenarios side by side.

        Args:
            scenarios: The scenarios (schema/scenario.json).
            period: The period; the newest in which every indicator has figures where left out.
            node: The node of the tree by id; the index where left out.
            region: A part of the units only.
            ties: What ties get; `competition` where left out.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "scenarios": scenarios,
            "period": period,
            "node": node,
            "region": region,
            "ties": ties,
        }
        return self._asked("compare", request, lang)

    def goal(
        self,
        *,
        period: Any,
        unit: Any,
        indicator: Any,
        rank: Any = None,
        score: Any = None,
        limit: Any = None,
        node: Any = None,
        region: Any = None,
        keep: Any = None,
        fund: Any = None,
        paid: Any = None,
        lang: str | None = None,
    ) -> Any:
        """The smallest change of a column, or the least money, that reaches a rank or a score.

        Args:
            period: The period that is viewed.
            unit: The code (or name) of the unit that is to get there.
            indicator: The column of the panel that is to change.
            rank: The rank, by competition, that it is to have or to better; a tie counts.
            score: The score that it is to have at least.
            limit: How many times the present value is the most that is tried, from 1; 10 where it is left out. The least is zero: no
                amount is tried below it.
            node: The node of the framework's tree that is ranked; the index where it is left out.
            region: Rank within a region, a parent or a group only: its id, code or name.
            keep: Columns that stay as they are.
            fund: Where it is there, the change is money (`op: "fund"`) under these assumptions, and the answer is the least money.
            paid: Of money: the period in which it is given; the viewed one where it is left out.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "period": period,
            "unit": unit,
            "indicator": indicator,
            "rank": rank,
            "score": score,
            "limit": limit,
            "node": node,
            "region": region,
            "keep": keep,
            "fund": fund,
            "paid": paid,
        }
        return self._asked("goal", request, lang)

    def reach(
        self,
        *,
        period: Any,
        unit: Any,
        limit: Any = None,
        node: Any = None,
        region: Any = None,
        keep: Any = None,
        fund: Any = None,
        paid: Any = None,
        lang: str | None = None,
    ) -> Any:
        """Of every column, the smallest change for every rank that it can reach.

        Args:
            period: The period.
            unit: The unit, by code or name.
            limit: How many times the present value is the most that is tried; 10 where left out.
            node: The node of the tree by id; the index where left out.
            region: A part of the units only.
            keep: Columns that stay as they are.
            fund: Where it is there, the change is money under these assumptions.
            paid: Of money: the period in which it is given; the viewed one where left out.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "period": period,
            "unit": unit,
            "limit": limit,
            "node": node,
            "region": region,
            "keep": keep,
            "fund": fund,
            "paid": paid,
        }
        return self._asked("reach", request, lang)

    def least_data(
        self,
        *,
        unit: Any,
        period: Any = None,
        node: Any = None,
        spec: Any = None,
        draws: Any = None,
        seed: Any = None,
        lang: str | None = None,
    ) -> Any:
        """For every indicator, the unit level with the next above it: the ranks gained.

        Args:
            unit: The unit, by code or name.
            period: The period; the newest in which every indicator has figures where left out.
            node: The node of the tree by id; the index where left out.
            spec: What varies; what the framework says where left out.
            draws: How many draws the likely ranks rest on; 0 for none. Of the whole index alone.
            seed: The seed of the draws.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "unit": unit,
            "period": period,
            "node": node,
            "spec": spec,
            "draws": draws,
            "seed": seed,
        }
        return self._asked("least_data", request, lang)

    def tornado(
        self,
        *,
        unit: Any,
        period: Any = None,
        node: Any = None,
        percent: Any = None,
        lang: str | None = None,
    ) -> Any:
        """The effect of some per cent more and less of every column.

        Args:
            unit: The unit, by code or name.
            period: The period; the newest in which every indicator has figures where left out.
            node: The node of the tree by id; the index where left out.
            percent: How many per cent; 10 where left out.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "unit": unit,
            "period": period,
            "node": node,
            "percent": percent,
        }
        return self._asked("tornado", request, lang)

    def allocate(
        self,
        *,
        budget: Any,
        period: Any = None,
        lang: str | None = None,
    ) -> Any:
        """The split of a budget that raises an objective most.

        Args:
            budget: The budget (schema/budget.json).
            period: The period; the newest in which every indicator has figures where left out.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "budget": budget,
            "period": period,
        }
        return self._asked("allocate", request, lang)

    def ahp(
        self,
        *,
        node: Any = None,
        judgements: Any = None,
        matrix: Any = None,
        experts: Any = None,
        method: Any = None,
        lang: str | None = None,
    ) -> Any:
        """Weights of a node's children by pairwise judgements (AHP), with their consistency.

        Args:
            node: The node by id, whose children are weighted; the index where left out.
            judgements: The judgements, a pair each; pairs may be missing as long as all children hang together.
            matrix: The same as a matrix in the order of the children, null where a pair has not been judged; one half is enough.
            experts: Several people; their judgements are combined by geometric means.
            method: How weights follow; `eigenvector` unless said.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "node": node,
            "judgements": judgements,
            "matrix": matrix,
            "experts": experts,
            "method": method,
        }
        return self._asked("ahp", request, lang)

    def budget_weights(
        self,
        *,
        experts: Any,
        node: Any = None,
        lang: str | None = None,
    ) -> Any:
        """Weights of a node's children by budget allocation: 100 points by each expert, with their spread.

        Args:
            node: The node by id, whose children are weighted; the index where left out.
            experts: The people, one at least.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "node": node,
            "experts": experts,
        }
        return self._asked("budget_weights", request, lang)

    def presets(
        self,
        *,
        preset: Any = None,
        lang: str | None = None,
    ) -> Any:
        """The named weights (presets) that travel with a framework.

        Args:
            preset: A preset by id; all where left out.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "preset": preset,
        }
        return self._asked("presets", request, lang)

    def with_weights(
        self,
        *,
        preset: Any = None,
        weights: Any = None,
        lang: str | None = None,
    ) -> Any:
        """The framework with other weights: those of a preset, or by the id of a node.

        Args:
            preset: A preset by id.
            weights: Weights by the id of a node below the index, relative within its group, as `ahp` and `budget_weights` give them.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "preset": preset,
            "weights": weights,
        }
        return self._asked("with_weights", request, lang)

    def smaa(
        self,
        *,
        period: Any = None,
        node: Any = None,
        all_indicators: Any = None,
        order: Any = None,
        errors: Any = None,
        draws: Any = None,
        seed: Any = None,
        lang: str | None = None,
    ) -> Any:
        """Ranks under all possible weights (SMAA): acceptabilities, central weights, confidence; also under a stated order of weights.

        Args:
            period: The period; the newest in which every indicator has figures where left out.
            node: The node by id whose scores are ranked; the index where left out.
            all_indicators: Whether the weights of all indicators below the node vary together; those of its children unless said.
            order: What is known of the weights, by id: in each list every one is at least as heavy as the next.
            errors: Whether figures vary too, within their standard errors; not unless said.
            draws: How many draws, at most 1,000,000; 10,000 where left out.
            seed: The seed; 1 where left out.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "period": period,
            "node": node,
            "all_indicators": all_indicators,
            "order": order,
            "errors": errors,
            "draws": draws,
            "seed": seed,
        }
        return self._asked("smaa", request, lang)

    def combinations(
        self,
        *,
        period: Any = None,
        normalise: Any = None,
        aggregate: Any = None,
        treat: Any = None,
        impute: Any = None,
        lang: str | None = None,
    ) -> Any:
        """The ranks by every combination of chosen normalisations, aggregations and other methods, as one table.

        Args:
            period: The period; the newest in which every indicator has figures where left out.
            normalise: Normalisations, a name or an object with parameters each.
            aggregate: Aggregations, likewise.
            treat: Treatments of outliers, likewise.
            impute: Imputations, likewise.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "period": period,
            "normalise": normalise,
            "aggregate": aggregate,
            "treat": treat,
            "impute": impute,
        }
        return self._asked("combinations", request, lang)

    def leave_one_out(
        self,
        *,
        period: Any = None,
        level: Any = None,
        lang: str | None = None,
    ) -> Any:
        """The ranking without each indicator, or without each group of a level.

        Args:
            period: The period; the newest in which every indicator has figures where left out.
            level: The level, counted from the indicators, 1; 1 where left out.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "period": period,
            "level": level,
        }
        return self._asked("leave_one_out", request, lang)

    def reversals(
        self,
        *,
        period: Any = None,
        node: Any = None,
        unit: Any = None,
        lang: str | None = None,
    ) -> Any:
        """Rank reversals: the pairs of units that change their order when another unit is left out.

        Args:
            period: The period; the newest in which every indicator has figures where left out.
            node: The node by id; the index where left out.
            unit: The unit that is left out, by code or name; each, one at a time, where none is named.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "period": period,
            "node": node,
            "unit": unit,
        }
        return self._asked("reversals", request, lang)

    def bounds(
        self,
        *,
        period: Any = None,
        node: Any = None,
        unit: Any = None,
        lang: str | None = None,
    ) -> Any:
        """Best and worst possible rank of units with missing figures, each taken as the best and as the worst of the others.

        Args:
            period: The period; the newest in which every indicator has figures where left out.
            node: The node by id; the index where left out.
            unit: A unit by code or name; every one with missing figures where left out.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "period": period,
            "node": node,
            "unit": unit,
        }
        return self._asked("bounds", request, lang)

    def confidence(
        self,
        *,
        period: Any = None,
        node: Any = None,
        coverage: Any = None,
        kind: Any = None,
        without: Any = None,
        draws: Any = None,
        seed: Any = None,
        lang: str | None = None,
    ) -> Any:
        """The ranks that the standard errors of figures leave open (confidence sets).

        Args:
            period: The period; the newest in which every indicator has figures where left out.
            node: The node by id; the index where left out.
            coverage: The confidence, between 0 and 1; 0.95 where left out.
            kind: Of one unit or of all at once; `simultaneous` where left out.
            without: What figures without a standard error are taken for; `exact` where left out.
            draws: How many draws, at least 2 and at most 1,000,000, for the errors of scores and the critical values alike; 10,000 and 1,000
                where left out.
            seed: The seed; 1 where left out.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "period": period,
            "node": node,
            "coverage": coverage,
            "kind": kind,
            "without": without,
            "draws": draws,
            "seed": seed,
        }
        return self._asked("confidence", request, lang)

    def draws(
        self,
        *,
        period: Any = None,
        spec: Any = None,
        draws: Any = None,
        seed: Any = None,
        lang: str | None = None,
    ) -> Any:
        """Every draw with its methods, weights and ranks, to be exported as CSV.

        Args:
            period: The period; the newest in which every indicator has figures where left out.
            spec: What varies (schema/uncertainty.json); what the framework says where left out.
            draws: How many draws.
            seed: The seed.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "period": period,
            "spec": spec,
            "draws": draws,
            "seed": seed,
        }
        return self._asked("draws", request, lang)

    def obstacles(
        self,
        *,
        period: Any = None,
        unit: Any = None,
        node: Any = None,
        region: Any = None,
        top: Any = None,
        full: Any = None,
        lang: str | None = None,
    ) -> Any:
        """The obstacle degrees of units, by indicator and dimension.

        Args:
            period: The period; the newest in which every indicator has a figure where left out.
            unit: A unit by code or name; all where left out.
            node: The node of the tree by id; the index where left out.
            region: A part of the units only.
            top: How many of each unit's indicators, from the largest obstacle; all where left out.
            full: What a full score is: normalised values are divided by it. The upper end of the scale of the normalisation where left
                out.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "period": period,
            "unit": unit,
            "node": node,
            "region": region,
            "top": top,
            "full": full,
        }
        return self._asked("obstacles", request, lang)

    def coupling(
        self,
        *,
        periods: Any = None,
        unit: Any = None,
        node: Any = None,
        dimensions: Any = None,
        region: Any = None,
        form: Any = None,
        equal: Any = None,
        classes: Any = None,
        full: Any = None,
        lang: str | None = None,
    ) -> Any:
        """The coupling coordination between the dimensions of units.

        Args:
            periods: The periods; all where left out.
            unit: A unit by code or name; all where left out.
            node: The node whose children are the dimensions; the index where left out.
            dimensions: Some of the dimensions only, by id, two or more; nodes of any level.
            region: A part of the units only.
            form: The form of the coupling degree; `usual` where left out.
            equal: Whether all dimensions weigh the same in T; else, where left out, they have their weights in the index.
            classes: Whether the ten customary classes are named; they are where left out.
            full: What a full score is: scores are divided by it. The upper end of the scale of the normalisation where left out.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "periods": periods,
            "unit": unit,
            "node": node,
            "dimensions": dimensions,
            "region": region,
            "form": form,
            "equal": equal,
            "classes": classes,
            "full": full,
        }
        return self._asked("coupling", request, lang)

    def disparity(
        self,
        *,
        indicator: Any = None,
        node: Any = None,
        periods: Any = None,
        region: Any = None,
        weight: Any = None,
        groups: Any = None,
        lang: str | None = None,
    ) -> Any:
        """Disparity among units: coefficient of variation, Gini, Theil within and between groups, Dagum's decomposition.

        Args:
            indicator: An indicator of the framework or a column of the data, as it is; scores where left out.
            node: The node whose scores are meant; the index where left out.
            periods: The periods; all where left out.
            region: A part of the units only.
            weight: The column that weighs the units, such as population; all weigh the same where left out.
            groups: Groups by which disparity is split; none where left out.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "indicator": indicator,
            "node": node,
            "periods": periods,
            "region": region,
            "weight": weight,
            "groups": groups,
        }
        return self._asked("disparity", request, lang)

    def sigma_convergence(
        self,
        *,
        indicator: Any = None,
        node: Any = None,
        periods: Any = None,
        region: Any = None,
        balanced: Any = None,
        lang: str | None = None,
    ) -> Any:
        """Sigma convergence: coefficient of variation and standard deviation of logarithms over periods, with their trends.

        Args:
            indicator: An indicator of the framework or a column of the data, as it is; scores where left out.
            node: The node whose scores are meant; the index where left out.
            periods: The periods, two or more; all where left out.
            region: A part of the units only.
            balanced: Whether only the units count that have a figure in every period in which anybody has one; they do where left out.
                `false`: all that have one in a period.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "indicator": indicator,
            "node": node,
            "periods": periods,
            "region": region,
            "balanced": balanced,
        }
        return self._asked("sigma_convergence", request, lang)

    def beta_convergence(
        self,
        *,
        indicator: Any = None,
        node: Any = None,
        first: Any = None,
        last: Any = None,
        controls: Any = None,
        log_controls: Any = None,
        region: Any = None,
        lang: str | None = None,
    ) -> Any:
        """Beta convergence: the regression of average log growth on the initial level, absolute or conditional; speed and half-life.

        Args:
            indicator: An indicator of the framework or a column of the data, as it is; scores where left out.
            node: The node whose scores are meant; the index where left out.
            first: The first period; the first of the data in which anybody has a figure where left out.
            last: The last period; the last of the data in which anybody has a figure where left out.
            controls: Indicators or columns whose figures of the first period are controls, as they are; none, which is absolute convergence,
                where left out.
            log_controls: Those whose natural logarithm is a control.
            region: A part of the units only.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "indicator": indicator,
            "node": node,
            "first": first,
            "last": last,
            "controls": controls,
            "log_controls": log_controls,
            "region": region,
        }
        return self._asked("beta_convergence", request, lang)

    def points(
        self,
        *,
        period: Any = None,
        unit: Any = None,
        region: Any = None,
        lang: str | None = None,
    ) -> Any:
        """Bonuses, deductions and vetoes of units by rule, with scores and ranks with and without them.

        Args:
            period: The period; the newest in which every indicator has a figure where left out.
            unit: A unit by code or name; all where left out.
            region: A part of the units only, and ranks within it.
            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        """
        request = {
            "period": period,
            "unit": unit,
            "region": region,
        }
        return self._asked("points", request, lang)
