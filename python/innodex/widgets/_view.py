"""What the widgets share: a model, its copy in the page, and traits that say no in words."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import anywidget
import ipywidgets
import traitlets

from .. import _files
from .._given import checked_lang
from .._html import table
from .._source import Source, source
from ..error import InnodexError, problem, shown
from ..model import Model
from ._shared import Files, files
from ._static import page

#: In a box beside others a view takes its share: the element has no width of its own.
LAYOUT = {"flex": "1 1 auto", "min_width": "280px"}


class Asked(traitlets.TraitType):  # type: ignore[type-arg]
    """A trait that a function of its widget reads: what it refuses is an InnodexError, and nothing changes.

    None is what is usual, unless the trait is required.
    """

    def __init__(self, read: Callable[[Any, Any], Any], *, required: bool = False) -> None:
        super().__init__(default_value=None)
        self._read, self._required = read, required
        self.tag(sync=True)

    def validate(self, widget: Any, value: Any) -> Any:
        """The value as it is held."""
        if value is None and not self._required:
            return widget._usual().get(self.name)
        return self._read(widget, value)


def one_of(name: str, *choices: str) -> Callable[[Any, Any], str]:
    """Reads one of several words."""

    def read(_: object, value: Any) -> str:
        if isinstance(value, str) and value in choices:
            return str(value)
        raise problem(
            "bad_parameter",
            (f"没有 {shown(value)} 这一选项。", f"Unknown option {shown(value)}."),
            (f"可选：{'、'.join(choices)}。", f"Choose one of: {', '.join(choices)}."),
            name,
        )

    return read


class View(anywidget.AnyWidget):
    """An element in the notebook's page."""

    _esm = _files.STATIC / "widget.js"
    _kind = traitlets.Unicode().tag(sync=True)
    _files = traitlets.Instance(Files).tag(sync=True, **ipywidgets.widget_serialization)
    _data = traitlets.Unicode(None, allow_none=True).tag(sync=True)
    _framework = traitlets.Unicode(None, allow_none=True).tag(sync=True)
    _indicators = traitlets.Unicode(None, allow_none=True).tag(sync=True)

    #: ``"zh"`` or ``"en"``.
    lang = Asked(one_of("lang", "zh", "en"), required=True)
    #: What went wrong in the page, ``{"code": ..., "message": ...}``; None where nothing did.
    problem = traitlets.Dict(None, allow_none=True).tag(sync=True)

    def __init__(
        self,
        df: Any = None,
        framework: Any = "provincial",
        *,
        indicators: Any = None,
        lang: str | None = None,
        layout: Any = None,
        **chosen: Any,
    ) -> None:
        given = {name: value for name, value in chosen.items() if value is not None}
        super().__init__(
            _files=files(),
            **self._made_of(source(df, framework, indicators)),
            layout=LAYOUT if layout is None else layout,
            lang=checked_lang(lang),
            **{**self._usual(), **given},
        )

    def _made_of(self, made: Source) -> dict[str, str | None]:
        """What the page is given of a source, once the calculator has read it."""
        self._calculated: Model | None = None
        try:
            self._calculated = Model._of(made)
        except InnodexError as error:
            if error.code != "engine_missing":  # then the page computes alone
                raise
        return {
            "_data": made.table and made.table.csv().decode("utf-8", "replace"),
            "_framework": made.ready or made.framework or self._of_columns(),
            "_indicators": made.indicators,
        }

    def update(self, df: Any = None, framework: Any = "provincial", *, indicators: Any = None) -> None:
        """Shows other figures, or another framework; what was chosen stays where it can.

        Raises:
            InnodexError: what is wrong with them; what was shown stays then.
        """
        former = self._calculated
        try:
            made = self._made_of(source(df, framework, indicators))
        except InnodexError:
            self._calculated = former
            raise
        usual = self._usual()
        with self.hold_sync():
            for name, value in made.items():
                setattr(self, name, value)
            for name in [name for name in self._chosen() if name in usual]:
                try:
                    setattr(self, name, getattr(self, name))
                except InnodexError:  # a period or unit that the new figures do not have
                    setattr(self, name, usual[name])

    @traitlets.default("problem")
    def _no_problem(self) -> None:
        return None

    def _chosen(self) -> list[str]:
        """The traits that say what is shown."""
        return [name for name, trait in self.traits().items() if isinstance(trait, Asked) and name != "lang"]

    def __repr__(self) -> str:
        said = [f"{name}={getattr(self, name)!r}" for name in self._chosen() if getattr(self, name) is not None]
        return f"{type(self).__name__}({', '.join(said)})"

    def _table(self) -> list[dict[str, Any]]:
        """What is shown, as rows."""
        raise NotImplementedError

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """The view, and a table for who has no kernel: GitHub, Markdown, a notebook that is opened later."""
        bundle = super()._repr_mimebundle_(**options)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        if data is not None:
            data["text/plain"] = repr(self)
            with suppress(InnodexError):
                data["text/html"] = table(self._table())
        return bundle

    def to_html(self, path: str | os.PathLike[str] | None = None) -> str:
        """A page of this widget that needs no kernel, no server and no network: the very element, alive; a table without scripts.

        Returns:
            The page, which is written into a file too where a path is given.
        """
        made = page([self])
        if path is not None:
            Path(path).write_text(made, encoding="utf-8")
        return made

    def _of_columns(self) -> str | None:
        """What the calculator takes where no index is asked (Framework::of_columns), which an element cannot be told."""
        if self._calculated is None:
            return None
        ids = [column["id"] for column in self._calculated._about["columns"]]
        mean = {
            "id": "columns",
            "name": {"zh": "各列均值", "en": "Mean of the columns"},
            "indicators": [{"id": id, "direction": 1} for id in ids],
            "tree": {"id": " ", "children": [{"id": id} for id in ids]},
            "steps": [{"step": "aggregate", "method": "arithmetic", "minimum_share": 0}],
        }
        return json.dumps(mean)

    def close(self) -> None:
        """Closes the view in the page, and gives back the figures behind it."""
        super().close()
        model: Model | None = getattr(self, "_calculated", None)  # closed, too, where it could not be made
        if model is not None:
            model.close()

    @property
    def model(self) -> Model:
        """The figures behind the widget.

        Raises:
            InnodexError: ``engine_missing``, where wasmtime is not installed.
        """
        return self._calculated or Model()

    def _usual(self) -> dict[str, Any]:
        """What is shown where nobody chose."""
        return {} if self._calculated is None else {"period": self._calculated.usual_period}

    def _tried(self, value: Any, ask: Callable[[Model], object]) -> Any:
        """The value, once the calculator has been asked for something with it."""
        if self._calculated is not None:
            ask(self._calculated)
        return value
