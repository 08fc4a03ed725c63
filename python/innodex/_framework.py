"""Frameworks written in Python: a value to which every call adds something, and which a :class:`innodex.Model` takes."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple, Union

from . import _files
from ._html import escaped
from ._period import period_text
from ._steps import CHOICES, Steps, Words
from .error import InnodexError, problem, shown

__all__ = ["Framework", "framework", "frameworks"]

#: The steps of a framework; what else can be said of it has its own place.
STEPS = ("denominate", "screen", "impute", "treat", "weigh", "normalise", "aggregate")
#: Members that are lists, by the method that adds to them.
LISTS = {"preset": "presets", "note": "notes"}
#: Members whose values are periods, which may be numbers.
PERIODS = ("base",)

#: The children of a dimension: ids, or ids with their weights.
Children = Union[Iterable[str], Mapping[str, float]]


class Line(NamedTuple):
    """Where something was said."""

    file: str
    number: int

    def __str__(self) -> str:
        return f"{self.file}:{self.number}"


class Said(NamedTuple):
    """One thing that was said, with its line."""

    what: str
    members: Mapping[str, Any]
    line: Line


class Framework(Steps):
    """How an index is made: indicators in a tree, and steps that run in the order in which they are said.

    Every method gives a new framework and leaves the one that it is called on as it was, so that parts can be shared.

    Args:
        id: a short name in Latin letters.
        name: its name, ``{"zh": ..., "en": ...}`` or one text for both.
        source: where the method comes from.
        root: the id of the index in the tree, or a dict with its ``id``, ``name`` and ``aggregate``.

    An indicator that a dimension names and nobody describes is the column of that name, of which more is better.

    >>> made = (
    ...     Framework("own", name="Own index")
    ...     .indicator("intensity", numerator="rd_expenditure", denominator="gdp", scale=0.01)
    ...     .dimension("input", ["intensity", "rd_personnel"], weight=0.3)
    ...     .dimension("output", {"patents_granted": 2, "papers": 1}, weight=0.7)
    ...     .denominate()
    ...     .normalise("min_max", scope="all")
    ...     .aggregate("arithmetic")
    ... )
    >>> made.steps
    ['denominate', 'normalise', 'aggregate']
    >>> made.to_dict()["tree"]["children"][0]
    {'id': 'input', 'weight': 0.3, 'children': [{'id': 'intensity'}, {'id': 'rd_personnel'}]}

    What is wrong is said with the line that said it, at once or when a model is made of it.

    >>> Framework("own").normalise("minmax")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    innodex.error.InnodexError: bad_parameter at normalise.method, said in ...
    """

    def __init__(
        self, id: str, *, name: Words | None = None, source: str | None = None, root: str | Mapping[str, Any] = "index"
    ) -> None:
        head = _given({"id": id, "name": name, "source": source})
        index = _plain(_given({"id": root} if isinstance(root, str) else root))
        self._base: dict[str, Any] = {}
        self._parts: tuple[Said, ...] = (Said("head", head, _line()), Said("root", index, _line()))

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> Framework:
        """A framework that stands in a dict, to which more can be said; it is checked when a model is made of it."""
        made = cls(str(given.get("id", "")))
        made._base = json.loads(_json(given))
        made._parts = ()
        return made

    @classmethod
    def from_json(cls, given: str | os.PathLike[str]) -> Framework:
        """The same of JSON text, or of a file by its ``pathlib.Path``."""
        text = Path(given).read_text(encoding="utf-8") if isinstance(given, os.PathLike) else given
        try:
            made = json.loads(text)
        except ValueError as fault:
            raise _not_json(str(fault)) from None
        if not isinstance(made, dict):
            raise _not_json(shown(given))
        return cls.from_dict(made)

    def dimension(
        self,
        id: str,
        children: Children = (),
        *,
        weight: float | None = None,
        parent: str | None = None,
        name: Words | None = None,
        aggregate: str | Mapping[str, Any] | None = None,
    ) -> Framework:
        """A dimension: a group of indicators, or of other dimensions that name it as their ``parent``.

        Args:
            id: its id.
            children: the ids of its indicators, or a dict of ids with their weights.
            weight: relative within its group; all of a group have one, or none.
            parent: the dimension that it is part of; the index where left out.
            name: ``{"zh": ..., "en": ...}``, or one text for both.
            aggregate: how its children are combined: a method, or a dict with its parameters. The step's where left out.
        """
        if isinstance(children, str):
            raise self._wrong("dimension.children", "children", children, "a list of ids", "由 id 组成的列表")
        pairs = children.items() if isinstance(children, Mapping) else [(each, None) for each in children]
        leaves = [_given({"id": each, "weight": weight}) for each, weight in pairs]
        node = {"id": id, "name": _words(name), "weight": weight, "aggregate": aggregate, "children": leaves}
        return self._with(Said("dimension", {"node": _given(node), "parent": parent}, _line()))

    def replace(self, step: str, **members: Any) -> Framework:
        """With other members in the place of the last step of that name: ``replace("normalise", method="rank")``."""
        if step not in self.steps:
            raise self._wrong("replace.step", "step", step, *_choices(list(dict.fromkeys(self.steps))))
        self._check(step, members)
        return self._with(Said("replace", {"step": step, **_plain(members)}, _line()))

    def caps(self, *, bonus: float | None = None, deduction: float | None = None) -> Framework:
        """The most that all bonuses, and all deductions, of a unit may come to."""
        return self._with(Said("caps", _given({"bonus_cap": bonus, "deduction_cap": deduction}), _line()))

    def _said(self, what: str, members: dict[str, Any]) -> Framework:
        given = _plain(_given(members))
        self._check(what, given)
        return self._with(Said(what, given, _line()))

    def _with(self, part: Said) -> Framework:
        made = Framework.__new__(Framework)
        made._base, made._parts = self._base, (*self._parts, part)
        return made

    def _check(self, what: str, members: Mapping[str, Any]) -> None:
        for member, value in members.items():
            words = CHOICES.get(what, {}).get(member)
            if words and isinstance(value, str) and value not in words:
                raise self._wrong(f"{what}.{member}", member, value, *_choices(list(words)))

    @staticmethod
    def _wrong(place: str, member: str, value: object, en: str, zh: str) -> InnodexError:
        error = problem(
            "bad_parameter",
            (f"{member} 不能是 {shown(value)}。", f"{member} cannot be {shown(value)}."),
            (f"请用{zh}。", f"Use {en}."),
            place,
        )
        return error.said_in(str(_line()))

    @property
    def id(self) -> str:
        """Its id."""
        return str(self.to_dict().get("id", ""))

    @property
    def steps(self) -> list[str]:
        """The names of its steps, in their order."""
        return [str(each["step"]) for each in self.to_dict()["steps"]]

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it (docs/frameworks.md)."""
        return self._made()[0]

    def to_json(self, path: str | os.PathLike[str] | None = None) -> str:
        """As JSON text; written into a file too, where a path is given."""
        text = json.dumps(self.to_dict(), ensure_ascii=False, indent=1)
        if path is not None:
            Path(path).write_text(text + "\n", encoding="utf-8")
        return text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Framework) and self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        return hash(self.to_json())

    def __repr__(self) -> str:
        made = self.to_dict()
        return f"Framework({made.get('id')!r}, {len(made['indicators'])} indicators, {' > '.join(self.steps)})"

    def _repr_html_(self) -> str:
        made = self.to_dict()
        steps = "".join(f"<li>{escaped(_sentence(step))}</li>" for step in made["steps"])
        return f"<p><b>{escaped(made.get('id'))}</b></p><ul>{_tree_html(made['tree'])}</ul><ol>{steps}</ol>"

    def said(self, place: str) -> Line | None:
        """The line that said what stands at a JSON path: ``$.steps[1].method``."""
        return _line_of(self._made()[1], place)

    def _made(self) -> tuple[dict[str, Any], dict[str, Line]]:
        """The dict, and the line of every path in it that something was said of."""
        made: dict[str, Any] = json.loads(json.dumps(self._base))
        made = {"id": "", "indicators": [], "tree": {"id": "index", "children": []}, "steps": [], **made}
        lines: dict[str, Line] = {}
        for part in self._parts:
            _ADD.get(part.what, _step)(made, lines, part)
        self._describe_leaves(made, lines)
        return made, lines

    def _describe_leaves(self, made: dict[str, Any], lines: dict[str, Line]) -> None:
        known = {each["id"] for each in made["indicators"]}
        for path, node in _nodes(made["tree"], "$.tree"):
            if not node.get("children") and path != "$.tree" and node["id"] not in known and self._parts:
                line = _line_of(lines, path)
                if line is not None:
                    lines[f"$.indicators[{len(made['indicators'])}]"] = line
                known.add(node["id"])
                made["indicators"].append({"id": node["id"], "direction": 1})


def frameworks() -> list[str]:
    """The ids of the ready frameworks.

    >>> "provincial" in frameworks()
    True
    """
    return _files.ready_frameworks()


def framework(id: str) -> Framework:
    """A ready framework, to read or to change.

    >>> framework("hdi").replace("aggregate", method="arithmetic").steps[-1]
    'aggregate'
    """
    if id not in frameworks():
        raise problem(
            "unknown_framework",
            (f"没有名为“{id}”的现成指标体系。", f'There is no ready framework "{id}".'),
            (f"可选：{'、'.join(frameworks())}。", f"Choose one of: {', '.join(frameworks())}."),
        )
    return Framework.from_dict(json.loads(_files.contents(f"frameworks/{id}.json")))


def _line_of(lines: Mapping[str, Line], place: str) -> Line | None:
    """The line of a JSON path, or of the nearest around it."""
    while place:
        if place in lines:
            return lines[place]
        cut = max(place.rfind("."), place.rfind("["))
        place = place[:cut] if cut > 0 else ""
    return None


def _head(made: dict[str, Any], lines: dict[str, Line], part: Said) -> None:
    made.update(part.members)
    lines.update({f"$.{member}": part.line for member in part.members})


def _root(made: dict[str, Any], lines: dict[str, Line], part: Said) -> None:
    made["tree"].update(part.members)
    lines["$.tree"] = part.line


def _indicator(made: dict[str, Any], lines: dict[str, Line], part: Said) -> None:
    ids = [each["id"] for each in made["indicators"]]
    at = ids.index(part.members["id"]) if part.members["id"] in ids else len(ids)
    made["indicators"][at : at + 1] = [dict(part.members)]
    lines[f"$.indicators[{at}]"] = part.line


def _dimension(made: dict[str, Any], lines: dict[str, Line], part: Said) -> None:
    parent = part.members["parent"]
    for path, node in _nodes(made["tree"], "$.tree"):
        if (path == "$.tree") if parent is None else node["id"] == parent:
            children = node.setdefault("children", [])
            lines[f"{path}.children[{len(children)}]"] = part.line
            children.append(json.loads(json.dumps(part.members["node"])))
            return
    raise problem(
        "unknown_node",
        (f"没有维度 {shown(parent)}。", f"There is no dimension {shown(parent)}."),
        ("请先写出上级维度。", "Say the dimension that it is part of before."),
        "dimension.parent",
    ).said_in(str(part.line))


def _step(made: dict[str, Any], lines: dict[str, Line], part: Said) -> None:
    lines[f"$.steps[{len(made['steps'])}]"] = part.line
    made["steps"].append({"step": part.what, **part.members})


def _replace(made: dict[str, Any], lines: dict[str, Line], part: Said) -> None:
    at = max(at for at, step in enumerate(made["steps"]) if step["step"] == part.members["step"])
    made["steps"][at] = dict(part.members)
    lines[f"$.steps[{at}]"] = part.line


def _listed(made: dict[str, Any], lines: dict[str, Line], part: Said) -> None:
    of = made.setdefault(LISTS[part.what], [])
    lines[f"$.{LISTS[part.what]}[{len(of)}]"] = part.line
    of.append(dict(part.members))


def _rule(made: dict[str, Any], lines: dict[str, Line], part: Said) -> None:
    rules = made.setdefault("points", {}).setdefault("rules", [])
    lines[f"$.points.rules[{len(rules)}]"] = part.line
    rules.append(dict(part.members))


def _caps(made: dict[str, Any], lines: dict[str, Line], part: Said) -> None:
    made.setdefault("points", {"rules": []}).update(part.members)
    lines.update({f"$.points.{member}": part.line for member in part.members})


def _single(made: dict[str, Any], lines: dict[str, Line], part: Said) -> None:
    made[part.what] = dict(part.members)
    lines[f"$.{part.what}"] = part.line


_ADD = {
    "head": _head,
    "root": _root,
    "indicator": _indicator,
    "dimension": _dimension,
    "replace": _replace,
    "preset": _listed,
    "note": _listed,
    "rule": _rule,
    "caps": _caps,
    "reference": _single,
    "uncertainty": _single,
}


def _nodes(node: dict[str, Any], path: str) -> list[tuple[str, dict[str, Any]]]:
    """A node and all below it, with their JSON paths."""
    below = enumerate(node.get("children") or [])
    return [(path, node)] + [each for at, child in below for each in _nodes(child, f"{path}.children[{at}]")]


def _given(members: Mapping[str, Any]) -> dict[str, Any]:
    """What was said; the words of names as JSON has them."""
    said = {("lambda" if name == "lambda_" else name): value for name, value in members.items() if value is not None}
    return {name: _words(value) if name == "name" else value for name, value in said.items()}


def _plain(members: Mapping[str, Any]) -> dict[str, Any]:
    """With periods as text, and everything as JSON can hold it."""
    return {name: json.loads(_json(_periods(name, value))) for name, value in members.items()}


def _periods(name: str, value: Any) -> Any:
    if name in PERIODS:
        return period_text(value, name)
    return {each: _periods(each, of) for each, of in value.items()} if isinstance(value, Mapping) else value


def _words(name: Any) -> Any:
    return {"zh": name, "en": name} if isinstance(name, str) else name


def _json(given: Any) -> str:
    try:
        return json.dumps(given, allow_nan=False, default=_of_array)
    except (TypeError, ValueError) as fault:
        raise _not_json(str(fault)).said_in(str(_line())) from None


def _of_array(value: Any) -> Any:
    """A number or a list of numpy and the like, as JSON has it."""
    listed = getattr(value, "tolist", None) or getattr(value, "to_list", None)
    if listed is None:
        raise TypeError(f"{shown(value)} is neither text nor a number")
    return listed()


def _not_json(fault: str) -> InnodexError:
    return problem(
        "bad_json",
        (f"指标体系无法写成 JSON：{fault}", f"The framework cannot be written as JSON: {fault}."),
        ("请给出文字、数字、列表或字典。", "Give text, numbers, lists or dicts."),
    )


def _choices(words: list[str]) -> tuple[str, str]:
    return f"one of: {', '.join(words)}", f"以下之一：{'、'.join(words)}"


def _line() -> Line:
    """The line of whoever called this package."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and frame.f_globals.get("__name__", "").partition(".")[0] == __package__:
        frame = frame.f_back
    return Line("?", 0) if frame is None else Line(_file(frame), frame.f_lineno)


def _file(frame: FrameType) -> str:
    """A file by its name; a notebook's cell by its number."""
    name = frame.f_code.co_filename
    cell = frame.f_globals.get("_ih") if "ipykernel" in name or name.startswith("<ipython-input") else None
    return f"cell [{len(cell) - 1}]" if isinstance(cell, list) else Path(name).name


def _sentence(step: Mapping[str, Any]) -> str:
    return ", ".join([str(step["step"]), *(f"{name} = {value}" for name, value in step.items() if name != "step")])


def _tree_html(node: Mapping[str, Any]) -> str:
    weight = f" × {node['weight']}" if "weight" in node else ""
    below = "".join(_tree_html(child) for child in node.get("children") or [])
    return f"<li>{escaped(node['id'])}{escaped(weight)}{f'<ul>{below}</ul>' if below else ''}</li>"
