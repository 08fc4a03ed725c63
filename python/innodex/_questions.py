"""Questions to a model. Made of src/question.rs by examples/questions.rs; not to be edited."""

from __future__ import annotations

from typing import Any


class Questions:
    """A method for each question; what it says is a member of the request, and where it says nothing the question has a default."""

    def _asked(self, word: str, request: dict[str, Any], lang: str) -> Any:
        raise NotImplementedError

    def history(
        self,
        *,
        unit: Any = None,
        node: Any = None,
        periods: Any = None,
        region: Any = None,
        lang: str = "zh",
    ) -> Any:
        """Scores and ranks of units over the periods.

        Args:
            unit: A unit by code or name; all where left out.
            node: The node of the tree by id; the index where left out.
            periods: The periods; all where left out.
            region: Ranks within a part of the units only.
            lang: the language of names, ``zh`` or ``en``
        """
        request = {
            "unit": unit,
            "node": node,
            "periods": periods,
            "region": region,
        }
        return self._asked("history", request, lang)

    def obstacles(
        self,
        *,
        period: Any = None,
        unit: Any = None,
        node: Any = None,
        region: Any = None,
        top: Any = None,
        full: Any = None,
        lang: str = "zh",
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
            lang: the language of names, ``zh`` or ``en``
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
        lang: str = "zh",
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
            lang: the language of names, ``zh`` or ``en``
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
        lang: str = "zh",
    ) -> Any:
        """Disparity among units: coefficient of variation, Gini, Theil within and between groups, Dagum's decomposition.

        Args:
            indicator: An indicator of the framework or a column of the data, as it is; scores where left out.
            node: The node whose scores are meant; the index where left out.
            periods: The periods; all where left out.
            region: A part of the units only.
            weight: The column that weighs the units, such as population; all weigh the same where left out.
            groups: Groups by which disparity is split; none where left out.
            lang: the language of names, ``zh`` or ``en``
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
        lang: str = "zh",
    ) -> Any:
        """Sigma convergence: coefficient of variation and standard deviation of logarithms over periods, with their trends.

        Args:
            indicator: An indicator of the framework or a column of the data, as it is; scores where left out.
            node: The node whose scores are meant; the index where left out.
            periods: The periods, two or more; all where left out.
            region: A part of the units only.
            balanced: Whether only the units count that have a figure in every period in which anybody has one; they do where left out.
                `false`: all that have one in a period.
            lang: the language of names, ``zh`` or ``en``
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
        lang: str = "zh",
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
            lang: the language of names, ``zh`` or ``en``
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
