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
