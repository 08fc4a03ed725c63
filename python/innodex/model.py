"""A panel and a framework that fit: what is asked more than once is asked of a Model."""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Callable
from functools import cached_property
from typing import Any

from . import _layout
from ._calculator import Calculator, closed, forget, shared
from ._engine import IN_PAGE, Figures, Instance
from ._framework import Framework
from ._given import Changes, checked_lang, given, one_of, spec_of, steps_of, texts
from ._interrupt import held
from ._options import options
from ._period import period_text, whole
from ._questions import Questions
from ._shape import (
    Columns,
    Row,
    Table,
    answered,
    frame,
    name_of,
    ranking_columns,
    ranking_table,
    reason_of,
    stuck_notes,
    with_changes,
)
from ._source import Source, source
from .error import InnodexError, InnodexWarning, problem, shown
from .result import About

__all__ = ["InnodexWarning", "Model"]


GROWTH_COLUMNS: Columns = {
    "code": "text",
    "unit": "text",
    "value": "number",
    "reason": "text",
    "from": "text",
    "to": "text",
}


#: What ties get, and how growth is measured.
TIES = ("competition", "modified", "dense", "ordinal", "fractional")
RATES = (
    *("simple", "log", "symmetric", "cagr", "least_squares", "difference"),
    *("base_index", "trend_percent", "contribution", "real", "theil_sen"),
)


#: Draws where nobody says how many, and so many ranks are worth another thread.
USUAL_DRAWS, WORTH_SHARING = 1000, 100_000


def cores() -> int:
    """How many this process may use; one where there are no threads."""
    if IN_PAGE:
        return 1
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


class Model(Questions):
    """A panel and a framework, read once. What is wrong with either is raised here.

    Args:
        df: a frame of pandas, polars or pyarrow, a DuckDB relation, what else has the Arrow C interface, a list of dicts, a
            dict of columns, the text of a CSV, or its ``pathlib.Path``: a column ``province`` (or ``code``, ``unit``), a
            column ``year`` or ``period``, and one column an indicator. Levels of a pandas index are columns too. None for
            the embedded provincial panel.
        framework: the id of a ready framework (``"provincial"``, ``"hdi"``), an :class:`innodex.Framework`, a dict, JSON text,
            or a ``pathlib.Path``. None for figures of one's own of which no index is asked: they rank by the plain mean of
            the columns.
        indicators: what the columns are (names, units, accounts): a list, JSON text or a path. What they leave out of an
            embedded column stays as it is known.
        cells: what single figures know, a table like ``df``.
        unit: the column of ``df`` that names the units, where it is called otherwise.
        period: the column of ``df`` with the periods, where it is called otherwise; or, of figures of one period (2022), that
            period.
        frequency: ``"year"``, ``"quarter"`` or ``"month"``: dates in the column of periods stand for these.
        columns: ``"needed"``: of columns that the framework does not need, those that are no figures are left out, with a
            warning; ``"all"``: they are refused; or the names of the figures to be read.

    Answers come as ``df`` came: pandas for pandas, polars for polars, pyarrow for pyarrow, else a list of dicts.

    >>> model = Model()
    >>> model.periods[-1]
    '2024'
    >>> model.rank(2022, lang="en")[0]["unit"]
    'Beijing'
    """

    def __init__(
        self,
        df: Any = None,
        framework: Any = "provincial",
        *,
        indicators: Any = None,
        cells: Any = None,
        unit: str | None = None,
        period: Any = None,
        frequency: str | None = None,
        columns: Any = "needed",
    ) -> None:
        named = {"unit": unit, "period": period, "frequency": frequency, "columns": columns}
        self._open(source(df, framework, indicators, cells, **named))

    @classmethod
    def _of(cls, made: Source) -> Model:
        model = cls.__new__(cls)
        model._open(made)
        return model

    def _open(self, made: Source) -> None:
        self._kind = made.kind
        self._source = made
        self._open_calculator: Calculator | None = None
        try:
            self._open_calculator = shared(made)
        except InnodexError as error:
            raise made.placed(error) from None

    def __reduce__(self) -> tuple[Any, ...]:
        """A model is pickled as what it is made of."""
        return Model._of, (self._source,)

    def __repr__(self) -> str:
        about = self._about
        made = about["framework"]
        name = made["id"] if made else None
        return f"Model({name!r}, {len(about['units'])} units, {about['periods'][0]} to {about['periods'][-1]})"

    def close(self) -> None:
        """Gives back what the model holds, unless another one of an equal source holds it. It cannot be asked any more.

        Without it that is done when nobody uses the model, for the last few models later.
        """
        if self._open_calculator is not None:
            with held():
                forget(self._open_calculator)
                self._open_calculator = None

    def __enter__(self) -> Model:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def _calculator(self) -> Calculator:
        if self._open_calculator is None:
            raise closed()
        return self._open_calculator

    @property
    def _about(self) -> Row:
        """The description, which equal models share."""
        return self._calculator.description

    @cached_property
    def description(self) -> Row:
        """Units, periods, the tree and the columns, as in JavaScript's ``model.description``."""
        made: Row = self._calculator.ask("describe")
        return made

    @property
    def framework(self) -> Framework | None:
        """How the index is made, to read or to change; None where no index is asked of the figures."""
        made = self._source
        return made.written or (None if made.framework is None else Framework.from_dict(json.loads(made.framework)))

    @property
    def periods(self) -> list[str]:
        """The periods, oldest first."""
        return list(self._about["periods"])

    @property
    def usual_period(self) -> str:
        """Where none is named: the newest in which every indicator has figures, or the newest."""
        return str(self._about["newest_complete"] or self._about["periods"][-1])

    def rank(
        self,
        period: Any = None,
        *,
        node: str | None = None,
        region: str | None = None,
        ties: str = "competition",
        compare: Any = None,
        lang: str | None = None,
    ) -> Any:
        """Who stands where; see :func:`innodex.rank`."""
        columns, table = self._ranked(period, node, region, ties, compare, lang)
        return frame(table, columns, self._kind, self._told("rank", lang))

    def growth(
        self,
        indicator: str,
        rate: str = "simple",
        period: Any = None,
        *,
        from_: Any = None,
        base: Any = None,
        lag: int | None = None,
        deflator: str | None = None,
        lang: str | None = None,
    ) -> Any:
        """How a series grew in every unit; see :func:`innodex.growth`."""
        grown = self._grown(indicator, rate, period, from_, base, lag, lang, deflator)
        return frame(grown, GROWTH_COLUMNS, self._kind, self._told("growth", lang))

    def scenario(
        self,
        changes: Changes,
        period: Any = None,
        *,
        node: str | None = None,
        region: str | None = None,
        ties: str = "competition",
        lang: str | None = None,
    ) -> Any:
        """The ranking after changes; see :func:`innodex.scenario`."""
        return self._scenario(changes, period, node, region, ties, lang, stacklevel=3)

    def data(self, period: Any = None, *, lang: str | None = None) -> Any:
        """The figures themselves, before any step.

        Args:
            period: one period; all where left out.
            lang: the language of names.

        Returns:
            ``code``, ``unit``, ``period`` and a column for each figure, in the order of codes and periods; a missing figure is
            missing.

        >>> figures = Model().data(2022, lang="en")
        >>> figures[0]["unit"], figures[0]["gdp"]
        ('Beijing', 41540.9)
        """
        names = [column["id"] for column in self._about["columns"]]
        every = Framework("figures", root=" ")
        for name in names:
            every = every.dimension(f" {name}", [name])  # a group of one, so that its score is the figure
        made = self._source._replace(ready=None, framework=every.aggregate("arithmetic").to_json(), written=None)
        rows: list[Row] = []
        with held():
            calculator = Calculator(made)
            for when in self.periods if period is None else [self._when(period)]:
                packed = calculator.ask("rank", when, " ", None, "competition", None)
                found = _layout.ranking_columns(packed)
                for at, unit in enumerate(found.unit):
                    figures = {name: group[at] for name, group in zip(names, found.groups)}
                    rows.append({"at": int(unit), "period": when, **figures})
            calculator.leave()
        rows.sort(key=lambda row: (row["at"], row["period"]))
        units, lang = self._about["units"], checked_lang(lang)
        table: Table = {
            "code": [units[row["at"]]["code"] for row in rows],
            "unit": [name_of(units[row["at"]], lang) for row in rows],
            **{name: [row[name] for row in rows] for name in ("period", *names)},
        }
        columns: Columns = {name: "text" if name in ("code", "unit", "period") else "number" for name in table}
        return frame(table, columns, self._kind, self._told("data", lang))

    def _asked(self, word: str, request: dict[str, Any], lang: str | None) -> Any:
        said = given(request)
        asked = json.dumps(said, ensure_ascii=False)
        lang = checked_lang(lang)
        threads = self._threads(said) if word == "uncertainty" else 1
        calculator = self._calculator
        answer = calculator.drawn(asked, threads) if threads > 1 else calculator.ask("ask", word, asked)
        return answered(answer, self._kind, lang, self._told(word, lang))

    def _threads(self, request: Row) -> int:
        """How many threads are worth it: another instance reads the table once more."""
        draws = request.get("draws") or (request.get("spec") or {}).get("draws") or USUAL_DRAWS
        work = draws * len(self._about["units"]) if isinstance(draws, int) else 0
        return (options.threads or cores()) if work >= WORTH_SHARING else 1

    def _told(self, question: str, lang: str | None) -> About:
        """What is known of an answer beside its figures."""
        named = {each["id"]: each["name"] for each in [*self._about["columns"], *self._about["nodes"]]}
        return {"question": question, "lang": checked_lang(lang), "heads": named}

    def unit(self, named: Any) -> str:
        """The code of a unit named by its code or by its name in either language.

        Raises:
            InnodexError: ``unknown_unit``.
        """
        words = named if isinstance(named, str) else whole(named)
        for unit in self._about["units"]:
            if words in (unit["code"], unit["name"]["zh"], unit["name"]["en"]):
                return str(unit["code"])
        raise problem(
            "unknown_unit",
            (f"数据中没有单位 {shown(named)}。", f"The data have no unit {shown(named)}."),
            ("请使用数据中的代码或名称。", "Use a code or name of the data."),
        )

    def _ranked(
        self, period: Any, node: str | None, region: str | None, ties: str, compare: Any, lang: str | None
    ) -> tuple[Columns, Table]:
        texts(ties=ties, optional={"node": node, "region": region})
        one_of("ties", ties, TIES)
        when = self._when(period)
        before = None if compare is None else period_text(compare)
        columns, table = self._table(
            lambda by: self._calculator.ask("rank", when, by, region, ties, before),
            node,
            ties,
            before is not None,
            lang,
        )
        if before is None:
            return columns, table
        asked = json.dumps(given({"node": node, "region": region, "periods": [before, when]}), ensure_ascii=False)
        rows = self._calculator.ask("ask", "history", asked)["rows"]
        reasons = {row["code"]: row["change_reason"] for row in rows if row["before"] is not None}
        return with_changes(columns, table, reasons)

    def _grown(
        self,
        indicator: str,
        rate: str,
        period: Any,
        from_: Any,
        base: Any,
        lag: int | None,
        lang: str | None,
        deflator: str | None = None,
    ) -> Table:
        texts(indicator=indicator, rate=rate, optional={"deflator": deflator})
        one_of("rate", rate, RATES)
        first, other = (None if each is None else period_text(each) for each in (from_, base))
        request = {"indicator": indicator, "rate": rate, "period": self._when(period), "from": first, "base": other}
        request |= {"lag": None if lag is None else steps_of(lag), "deflator": deflator}
        grown = _layout.growth(self._calculator.ask("growth", json.dumps(request, ensure_ascii=False)))
        units, periods, reasons = self._about["units"], self._about["periods"], self._calculator.reasons
        lang = checked_lang(lang)
        return {
            "code": [unit["code"] for unit in units],
            "unit": [name_of(unit, lang) for unit in units],
            "value": grown.value,
            "reason": [reason_of(reasons, number) for number in grown.reason],
            "from": [None if at < 0 else periods[int(at)] for at in grown.from_],
            "to": [None if at < 0 else periods[int(at)] for at in grown.to],
        }

    def _scenario(
        self,
        changes: Changes,
        period: Any,
        node: str | None,
        region: str | None,
        ties: str,
        lang: str | None,
        *,
        stacklevel: int,
    ) -> Any:
        changes = spec_of(changes)
        columns, table, notes = self._what_if(changes, period, node, region, ties, lang)
        assumed = self._assumed(changes, period, lang)
        notes += [each["text"] for each in assumed if each["source"] == "assumed"]
        if notes:
            warnings.warn("\n".join(notes), InnodexWarning, stacklevel=stacklevel)
        told = self._told("scenario", lang)
        return frame(table, columns, self._kind, {**told, "notes": [each["text"] for each in assumed]})

    def _assumed(self, spec: str, period: Any, lang: str | None) -> list[Row]:
        """What money in a scenario relies on, with its sources."""
        if '"fund"' not in spec:
            return []
        request = {"scenarios": [json.loads(spec)], "period": self._when(period)}
        answer = self._calculator.ask("ask", "compare", json.dumps(request, ensure_ascii=False))
        return [{**each, "text": each["text"][checked_lang(lang)]} for each in answer["assumptions"][0]]

    def _what_if(
        self, changes: Changes, period: Any, node: str | None, region: str | None, ties: str, lang: str | None
    ) -> tuple[Columns, Table, list[str]]:
        texts(ties=ties, optional={"node": node, "region": region})
        one_of("ties", ties, TIES)
        when, spec = self._when(period), spec_of(changes)

        def play(instance: Instance, model: int) -> tuple[Columns, Table, list[str]]:
            made = instance.make("flatmodel_scenario", model, spec)
            try:
                table = self._table(
                    lambda by: instance.ask("flatscenario_frame", made, Figures(b""), when, by, region, ties),
                    node,
                    ties,
                    True,
                    lang,
                )
                stuck = _layout.stuck(instance.ask("flatscenario_stuck", made, when))
                return (*table, stuck_notes(self._about, stuck, checked_lang(lang)))
            finally:
                instance.free("flatscenario", made)

        return self._calculator.work(play)

    def _table(
        self, ask: Callable[[str], Any], node: str | None, ties: str, compared: bool, lang: str | None
    ) -> tuple[Columns, Table]:
        nodes = self._about["nodes"]
        known = [each["id"] for each in nodes]
        packed = ask(known[0] if node is None else node)  # the calculator says what is wrong with a node
        at = 0 if node is None else known.index(node)
        columns = ranking_columns(nodes, at, ties, compared)
        return columns, ranking_table(self._about, self._calculator.reasons, packed, at, columns, checked_lang(lang))

    def _when(self, period: Any) -> str:
        return self.usual_period if period is None else period_text(period)
