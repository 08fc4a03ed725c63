"""``Ranking``: who stands where, and why."""

from __future__ import annotations

from typing import Any

from .._period import period_text
from .._shape import rows_of
from ._view import Asked, View


class Ranking(View):
    """A ranking in the notebook; a unit's row opens on every figure behind it.

    Args:
        df, framework, indicators: see :class:`innodex.Model`.
        period: 2022, ``"2022Q1"``, ``"2022-03"`` or a pandas Period; the newest complete one where left out.
        node: a dimension of the framework to rank by.
        region: ``"east"``, ``"central"``, ``"west"`` or ``"northeast"``.
        unit: the unit whose row is open, by code or name.
        lang: ``"zh"`` or ``"en"``.
        layout: as every widget of ipywidgets has it.

    ``period``, ``node``, ``region``, ``unit`` and ``lang`` are traits: set one, and the page follows; they hold what the
    reader of the notebook chooses, and can be observed.

    >>> ranking = Ranking(period=2022, lang="en")
    >>> ranking.rows[0]["unit"]
    'Beijing'
    """

    period = Asked(lambda self, value: self._tried(period_text(value), lambda model: model.rank(period_text(value))))
    node = Asked(lambda self, value: self._tried(value, lambda model: model.rank(node=value)))
    region = Asked(lambda self, value: self._tried(value, lambda model: model.rank(region=value)))
    unit = Asked(lambda self, value: value if self._calculated is None else self._calculated.unit(value))

    def __init__(
        self,
        df: Any = None,
        framework: Any = "provincial",
        period: Any = None,
        *,
        node: str | None = None,
        region: str | None = None,
        unit: str | None = None,
        indicators: Any = None,
        lang: str | None = None,
        layout: Any = None,
    ) -> None:
        chosen = {"period": period, "node": node, "region": region, "unit": unit}
        super().__init__(df, framework, indicators=indicators, lang=lang, layout=layout, _kind="ranking", **chosen)

    def _table(self) -> list[dict[str, Any]]:
        return self.rows

    @property
    def rows(self) -> list[dict[str, Any]]:
        """What is shown, as :func:`innodex.rank` gives it: a list of dicts."""
        columns, table = self.model._ranked(self.period, self.node, self.region, "competition", None, self.lang)
        return rows_of(table, columns)
