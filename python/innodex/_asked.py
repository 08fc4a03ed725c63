"""Which columns of a frame say who and when, and which figures are wanted: what :class:`innodex.Model` is told beside the frame."""

from __future__ import annotations

import datetime
import sys
import warnings
from collections.abc import Collection, Sequence
from types import FrameType
from typing import Any, NamedTuple, Union

from ._frames import Given
from ._options import options
from ._period import is_missing, period_text
from .error import InnodexWarning, problem, shown

#: Columns that say who and when, not how much.
NAMES = ("province", "code", "unit", "unit_level", "unit_parent", "unit_parent_name", "unit_group")
PERIODS = ("year", "period")
#: Of a table of cells: text.
WORDS = ("indicator", "note", "reason")
FREQUENCIES = ("year", "quarter", "month")

#: ``"needed"``, ``"all"``, or the figures by name.
Columns = Union[str, Collection[str]]


class Asked(NamedTuple):
    """What was said of a frame."""

    #: The column of units by name; those of that kind where None.
    unit: str | None = None
    #: The column of periods by name, or the period of all rows.
    period: Any = None
    #: Of dates: what they stand for.
    frequency: str | None = None
    columns: Columns = "needed"
    #: What the framework needs; None where everything is wanted.
    needed: frozenset[str] | None = None

    def refuse_of_csv(self) -> None:
        """What can only be said of a frame."""
        for name in ("unit", "period", "frequency"):
            if getattr(self, name) is not None:
                raise problem(
                    "bad_parameter",
                    (
                        f"CSV 的列由其表头说明，不能给出 {name}。",
                        f"The heads of a CSV name its columns: {name} says nothing there.",
                    ),
                    ("请给出数据框，或修改表头。", "Give a frame, or change the heads."),
                    name,
                )

    def named(self, given: Given) -> Given:
        """The frame, its columns of units and periods named as the calculator reads them."""
        names, columns = list(given.names), list(given.columns)
        if self.unit is not None:
            at = _place(names, self.unit, "unit")
            names[at] = names[at] if names[at] in NAMES else "unit"
        if self.period is not None:
            if isinstance(self.period, str) and (self.period in names or not self.period[:1].isdigit()):
                at = _place(names, self.period, "period")
                names[at] = names[at] if names[at] in PERIODS else "period"
            else:
                length = len(columns[0]) if columns else 0
                names, columns = [*names, "period"], [*columns, [period_text(self.period, "period")] * length]
        if self.frequency is not None:
            columns = [self._periods(values) if name in PERIODS else values for name, values in zip(names, columns)]
        return given._replace(names=names, columns=columns)

    def _periods(self, values: Any) -> list[Any]:
        if self.frequency not in FREQUENCIES:
            raise problem(
                "bad_parameter",
                (f"frequency 不能是 {shown(self.frequency)}。", f"frequency cannot be {shown(self.frequency)}."),
                (f"可选：{'、'.join(FREQUENCIES)}。", f"Choose one of: {', '.join(FREQUENCIES)}."),
                "frequency",
            )
        return [_period_of(value, str(self.frequency)) for value in _listed(values)]

    def chosen(self, names: list[str], columns: list[Any]) -> tuple[list[str], list[Any]]:
        """The columns that are wanted: of a framework, texts that it does not need are left out, with a warning."""
        if not isinstance(self.columns, str):
            wanted = {str(each) for each in self.columns}
            for each in wanted - set(names):
                _place(names, each, "columns")
            kept = [at for at, name in enumerate(names) if name in (*NAMES, *PERIODS) or name in wanted]
            return [names[at] for at in kept], [columns[at] for at in kept]
        if self.columns == "all" or self.needed is None:
            return names, columns
        known = {*NAMES, *PERIODS, *self.needed}
        left = [at for at, name in enumerate(names) if name.strip() not in known and not _may_be_figures(columns[at])]
        if left:
            said = ", ".join(names[at] for at in left)
            words = (
                f"已略去指标体系不需要的非数值列：{said}。",
                f"Left out, no figures and not needed by the framework: {said}.",
            )
            warn(words[options.lang == "en"])
        kept = [at for at in range(len(names)) if at not in left]
        return [names[at] for at in kept], [columns[at] for at in kept]


def _place(names: Sequence[Any], name: str, place: str) -> int:
    if name in names:
        return list(names).index(name)
    listed = ", ".join(map(str, names))
    raise problem(
        "unknown_column",
        (f"数据中没有“{name}”列。", f'The data have no column "{name}".'),
        (f"可选：{listed}。", f"Choose one of: {listed}."),
        place,
    )


def _listed(values: Any) -> list[Any]:
    if getattr(getattr(values, "dtype", None), "kind", "") == "M" and not hasattr(values, "to_list"):  # of numpy
        values = values.astype("datetime64[s]")
    for name in ("to_pylist", "to_list", "tolist"):
        listed = getattr(values, name, None)
        if listed is not None:
            return list(listed())
    return list(values)


def _period_of(value: Any, frequency: str) -> Any:
    """The period of a date; what is none is read as everywhere else."""
    if not isinstance(value, datetime.date) or is_missing(value):
        return value
    if frequency == "year":
        return f"{value.year:04}"
    return (
        f"{value.year:04}Q{(value.month + 2) // 3}" if frequency == "quarter" else f"{value.year:04}-{value.month:02}"
    )


def _may_be_figures(values: Any) -> bool:
    kind = getattr(getattr(values, "dtype", None), "kind", None)
    if kind in ("i", "u", "f"):
        return True
    if kind in ("b", "M", "m"):
        return False
    return all(_may_be_figure(value) for value in _listed(values))


def _may_be_figure(value: Any) -> bool:
    if isinstance(value, bool) or type(value).__name__ == "bool_":
        return False
    if isinstance(value, str):
        try:
            float(value.strip().replace(",", "") or "0")
        except ValueError:
            return False
        return True
    return is_missing(value) or hasattr(value, "__float__")


def warn(words: str) -> None:
    """Warns where this package was called."""
    frame: FrameType | None = sys._getframe(1)
    depth = 2
    while frame is not None and frame.f_globals.get("__name__", "").partition(".")[0] == __package__:
        frame, depth = frame.f_back, depth + 1
    warnings.warn(words, InnodexWarning, stacklevel=depth)
