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
        """Scores and ranks of units over the periods, with their changes where two periods have the same indicators.

        Args:
            unit: A unit or several, by code or name; all where left out.
            node: The node of the tree by id; the index where left out.
            periods: The periods; all where left out. Each is compared with the one before it in this list.
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

    def changes(
        self,
        *,
        period: Any,
        before: Any = None,
        unit: Any = None,
        region: Any = None,
        spec: Any = None,
        draws: Any = None,
        seed: Any = None,
        lang: str = "zh",
    ) -> Any:
        """Whether changes of rank between two periods are robust: the share of draws, common to both, in which a unit rose or fell.

        Args:
            period: The later period.
            before: The earlier period; the one before it in the data where left out.
            unit: A unit or several, by code or name; all where left out.
            region: Ranks within a part of the units only.
            spec: What varies; what the framework says, or its default, where left out.
            draws: How many draws; what the specification says, or 1,000, where left out.
            seed: Which random numbers: the same seed gives the same draws.
            lang: the language of names, ``zh`` or ``en``
        """
        request = {
            "period": period,
            "before": before,
            "unit": unit,
            "region": region,
            "spec": spec,
            "draws": draws,
            "seed": seed,
        }
        return self._asked("changes", request, lang)
