"""``Scenario``: one figure of one unit moved by a slider, everyone ranked again."""

from __future__ import annotations

from typing import Any

from .._period import is_missing, period_text
from .._shape import rows_of
from ..error import problem, shown
from ..model import Model
from ._view import Asked, View

#: The range of the page's slider.
LEAST, MOST = -50, 100


def _per_cent(_: object, value: Any) -> float:
    if (
        isinstance(value, (int, float))
        and not isinstance(value, bool)
        and not is_missing(value)
        and LEAST <= value <= MOST
    ):
        return float(value)
    raise problem(
        "bad_parameter",
        (
            f"percent 须为 {LEAST} 至 {MOST} 的数，而不是 {shown(value)}。",
            f"percent must be a number from {LEAST} to {MOST}, not {shown(value)}.",
        ),
        ("更大的变动请用 innodex.scenario(changes=...)。", "For larger changes use innodex.scenario(changes=...)."),
        "percent",
    )


class Scenario(View):
    """A what-if in the notebook: a slider changes one figure of one unit by so many per cent, and everyone is ranked again.

    Args:
        df, framework, indicators: see :class:`innodex.Model`.
        unit: whose figure, by code or name; the first unit where left out.
        indicator: which column; the first that the framework uses where left out.
        period: as in :func:`innodex.rank`.
        percent: the change, from -50 to 100 per cent.
        lang: ``"zh"`` or ``"en"``.
        layout: as every widget of ipywidgets has it.

    ``unit``, ``indicator``, ``period``, ``percent`` and ``lang`` are traits: set one, and the page's slider follows; they
    hold what the reader of the notebook chooses, and can be observed. ``result`` is always that of their present values.

    >>> funded = Scenario(unit="湖北", indicator="rd_expenditure", period=2022, percent=30)
    >>> hubei = next(row for row in funded.result if row["code"] == "42")
    >>> round(hubei["score_before"], 2), round(hubei["score"], 2)
    (61.85, 64.12)
    >>> funded.percent = 50
    >>> funded.changes[0]["value"]
    1.5
    """

    unit = Asked(lambda self, value: value if self._calculated is None else self._calculated.unit(value))
    indicator = Asked(lambda self, value: self._tried(value, lambda model: model.scenario(_nothing(model, value))))
    period = Asked(lambda self, value: self._tried(period_text(value), lambda model: model.rank(period_text(value))))
    percent = Asked(_per_cent, required=True)

    def __init__(
        self,
        df: Any = None,
        framework: Any = "provincial",
        *,
        unit: str | None = None,
        indicator: str | None = None,
        period: Any = None,
        percent: float = 0,
        indicators: Any = None,
        lang: str | None = None,
        layout: Any = None,
    ) -> None:
        chosen = {"unit": unit, "indicator": indicator, "period": period, "percent": percent}
        super().__init__(df, framework, indicators=indicators, lang=lang, layout=layout, _kind="scenario", **chosen)

    def _usual(self) -> dict[str, Any]:
        usual = super()._usual()
        if self._calculated is not None:
            description = self._calculated._about
            usual.update(unit=description["units"][0]["code"], indicator=_first_used(description))
        return usual

    @property
    def changes(self) -> list[dict[str, Any]]:
        """The change, as :func:`innodex.scenario` takes it."""
        value = 1 + self.percent / 100
        return [
            {"unit": self.unit, "indicator": self.indicator, "period": self.period, "op": "multiply", "value": value}
        ]

    def _table(self) -> list[dict[str, Any]]:
        return self.result

    @property
    def result(self) -> list[dict[str, Any]]:
        """Everyone after the change, with ``rank_before`` and ``score_before``: a list of dicts.

        Raises:
            InnodexError: ``account_exceeded``, where the change cannot be.
        """
        columns, table, _ = self.model._what_if(self.changes, self.period, None, None, "competition", self.lang)
        return rows_of(table, columns)


def _nothing(model: Model, indicator: str) -> list[dict[str, Any]]:
    """A change of nobody: only the name of what would change is read."""
    return [{"unit": [], "indicator": indicator, "op": "multiply", "value": 1}]


def _first_used(description: dict[str, Any]) -> str:
    """The first column that the framework uses and that may be changed; else the first that may."""
    used = {node[end] for node in description["nodes"] for end in ("column", "numerator", "denominator")}
    free = [column["id"] for column in description["columns"] if column["kind"] != "ratio"]
    first: str = next((column for column in free if column in used), (free or [description["columns"][0]["id"]])[0])
    return first
