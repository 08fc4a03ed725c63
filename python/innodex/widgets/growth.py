"""``Growth``: how one series grew in every unit."""

from __future__ import annotations

from typing import Any

from .._period import period_text
from .._shape import rows_of
from ..model import GROWTH_COLUMNS
from ._view import Asked, View

#: Rates over a stretch of periods.
STRETCHED = ("cagr", "least_squares", "trend_percent")

#: How many years a stretch goes back unless somebody says otherwise.
YEARS_BACK = 5

YEARLY = {"year": 1, "quarter": 4, "month": 12}


class Growth(View):
    """The growth of one series in the notebook.

    Args:
        df, framework, indicators: see :class:`innodex.Model`; columns of one's own need no framework.
        indicator, rate, period, from_, base, lag: see :func:`innodex.growth`; a stretch goes back five years where
            ``from_`` is left out.
        unit: the unit to mark, by code or name.
        lang: ``"zh"`` or ``"en"``.
        layout: as every widget of ipywidgets has it.

    All but the first three are traits: set one, and the page follows; they hold what the reader of the notebook chooses.

    >>> growth = Growth(indicator="rd_expenditure", rate="cagr", from_=2017, period=2022)
    >>> round(growth.rows[0]["value"], 3)
    0.125
    """

    indicator = Asked(lambda self, value: self._tried(value, lambda model: model.growth(value)))
    rate = Asked(
        lambda self, value: self._tried(value, lambda model: model.growth(model._about["columns"][0]["id"], value))
    )
    period = Asked(lambda self, value: self._tried(period_text(value), lambda model: model.rank(period_text(value))))
    from_ = Asked(lambda self, value: self._tried(period_text(value), lambda model: model.rank(period_text(value))))
    base = Asked(lambda self, value: self._tried(period_text(value), lambda model: model.rank(period_text(value))))
    lag = Asked(
        lambda self, value: self._tried(value, lambda model: model.growth(model._about["columns"][0]["id"], lag=value))
    )
    unit = Asked(lambda self, value: value if self._calculated is None else self._calculated.unit(value))

    def __init__(
        self,
        df: Any = None,
        indicator: str | None = None,
        rate: str | None = None,
        period: Any = None,
        *,
        from_: Any = None,
        base: Any = None,
        lag: int | None = None,
        unit: str | None = None,
        framework: Any = None,
        indicators: Any = None,
        lang: str | None = None,
        layout: Any = None,
    ) -> None:
        chosen = {
            "indicator": indicator,
            "rate": rate,
            "period": period,
            "from_": from_,
            "base": base,
            "lag": lag,
            "unit": unit,
        }
        super().__init__(df, framework, indicators=indicators, lang=lang, layout=layout, _kind="growth", **chosen)

    def _usual(self) -> dict[str, Any]:
        usual = {**super()._usual(), "rate": "simple"}
        if self._calculated is not None:
            usual["indicator"] = self._calculated._about["columns"][0]["id"]
        return usual

    def _table(self) -> list[dict[str, Any]]:
        return self.rows

    @property
    def rows(self) -> list[dict[str, Any]]:
        """What is shown, as :func:`innodex.growth` gives it, in the order of codes."""
        first = self._back() if self.rate in STRETCHED and not (self.from_ and self.from_ < self.period) else self.from_
        grown = self.model._grown(self.indicator, self.rate, self.period, first, self.base, self.lag, self.lang)
        return rows_of(grown, GROWTH_COLUMNS)

    def _back(self) -> str:
        periods, year = self.model.periods, YEARLY[self.model._about["frequency"]]
        return periods[max(0, periods.index(self.period) - YEARS_BACK * year)]
