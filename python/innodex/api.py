"""One question, one answer, without a browser."""

from __future__ import annotations

from typing import Any

from ._given import Changes
from .model import Model

__all__ = ["growth", "rank", "scenario"]


def rank(
    df: Any = None,
    framework: Any = "provincial",
    period: Any = None,
    *,
    node: str | None = None,
    region: str | None = None,
    ties: str = "competition",
    compare: Any = None,
    indicators: Any = None,
    cells: Any = None,
    lang: str | None = None,
) -> Any:
    """Ranks the units, best first, by code among equals, unranked last.

    Args:
        df, framework, indicators, cells: see :class:`innodex.Model`.
        period: 2022, ``"2022Q1"``, ``"2022-03"`` or a pandas Period; the newest complete one where left out.
        node: a dimension of the framework to rank by; the whole index where left out.
        region: rank within ``"east"``, ``"central"``, ``"west"`` or ``"northeast"`` only; of other units within a parent (its code or
            name: ``"42"``, ``"湖北"``) or a group (its name).
        ties: ``"competition"`` (1 2 2 4), ``"modified"``, ``"dense"``, ``"ordinal"`` or ``"fractional"``.
        compare: a period to compare with, in the columns ``rank_before``, ``score_before`` and ``rank_change`` (below zero: risen);
            ``change_reason`` says why there is no change, as that the two periods have other indicators.
        lang: the language of names, ``"zh"`` or ``"en"``; ``innodex.options.lang`` where left out.

    Returns:
        ``code``, ``unit``, ``rank``, ``score``, the score of every group, and ``reason`` where there is no score: a pandas
        frame for a pandas frame, polars for polars, else a list of dicts.

    Raises:
        InnodexError: whatever is wrong, with its place and what to do.

    >>> first = rank(period=2022, lang="en")[0]
    >>> first["unit"], first["rank"], round(first["score"], 2)
    ('Beijing', 1, 90.76)
    """
    model = Model(df, framework, indicators=indicators, cells=cells)
    return model.rank(period, node=node, region=region, ties=ties, compare=compare, lang=lang)


def growth(
    df: Any = None,
    indicator: str = "rd_expenditure",
    rate: str = "simple",
    period: Any = None,
    *,
    from_: Any = None,
    base: Any = None,
    lag: int | None = None,
    deflator: str | None = None,
    framework: Any = None,
    indicators: Any = None,
    cells: Any = None,
    lang: str | None = None,
) -> Any:
    """How one series grew in every unit, in the order of codes.

    Args:
        df, framework, indicators, cells: see :class:`innodex.Model`; columns of one's own need no framework.
        indicator: a column of the data, or an indicator of the framework.
        rate: ``"simple"``, ``"log"``, ``"symmetric"``, ``"cagr"``, ``"least_squares"``, ``"difference"``, ``"base_index"``,
            ``"trend_percent"``, ``"contribution"``, ``"real"`` or ``"theil_sen"``.
        period: as in :func:`rank`.
        from_: the first period of ``cagr``, ``least_squares``, ``trend_percent`` and ``theil_sen``; the first of the data
            where left out.
        base: the base period of ``base_index``, the first of the data where left out; of ``real``, ``lag`` before where
            left out.
        lag: in periods; a year where left out.
        deflator: a column with the level of a price index, for ``real``.
        lang: as in :func:`rank`.

    Returns:
        ``code``, ``unit``, ``value`` (a fraction, for most rates), ``reason`` where there is none, and the periods used,
        ``from`` and ``to``, as :func:`rank` returns its rows.

    >>> beijing = growth(indicator="rd_expenditure", rate="cagr", from_=2017, period=2022)[0]
    >>> f"{100 * beijing['value']:.1f} %"
    '12.5 %'
    """
    model = Model(df, framework, indicators=indicators, cells=cells)
    return model.growth(indicator, rate, period, from_=from_, base=base, lag=lag, deflator=deflator, lang=lang)


def scenario(
    df: Any = None,
    framework: Any = "provincial",
    period: Any = None,
    *,
    changes: Changes,
    node: str | None = None,
    region: str | None = None,
    ties: str = "competition",
    indicators: Any = None,
    cells: Any = None,
    lang: str | None = None,
) -> Any:
    """The ranking after changes, each row with its rank and score before.

    Args:
        df, framework, indicators, cells: see :class:`innodex.Model`.
        changes: a list of ``{"unit": ..., "indicator": ..., "op": "set" | "add" | "multiply", "value": ...}``, applied in
            order; ``period`` and ``keep`` are optional. Parts and totals that the indicators name are kept true.
        period, node, region, ties, lang: as in :func:`rank`.

    Returns:
        As :func:`rank`, with ``rank_before`` and ``score_before``. What should have moved and could not is warned of.

    >>> more = [{"unit": "42", "indicator": "rd_expenditure", "op": "multiply", "value": 1.3}]
    >>> hubei = next(row for row in scenario(changes=more, period=2022) if row["code"] == "42")
    >>> round(hubei["score_before"], 2), round(hubei["score"], 2)
    (61.85, 64.12)
    """
    model = Model(df, framework, indicators=indicators, cells=cells)
    return model._scenario(changes, period, node, region, ties, lang, stacklevel=3)
