"""innodex: innovation indices, growth rates, rankings and what-if scenarios, in a notebook.

:func:`rank`, :func:`growth`, :func:`scenario` and :func:`table` compute in this process; :class:`Ranking`, :class:`Growth` and
:class:`Scenario` show the same in a notebook's page. Both run one WebAssembly module, and nothing is asked of any host.
"""

from __future__ import annotations

from importlib.metadata import version as _version
from typing import TYPE_CHECKING, Any

from ._coinr import coinr, read_coin_tool
from ._framework import Framework, framework, frameworks
from ._options import options
from ._reshape import long, wide
from .api import growth, rank, scenario
from .error import InnodexError, InnodexWarning
from .model import Model
from .page import copy_files, publish
from .raw import origin, table
from .reports import report
from .result import plot, to_excel, to_html

if TYPE_CHECKING:
    from .widgets import Growth, Ranking, Scenario

__version__ = _version("innodex")

__all__ = [
    "Framework",
    "Growth",
    "InnodexError",
    "InnodexWarning",
    "Model",
    "Ranking",
    "Scenario",
    "__version__",
    "coinr",
    "copy_files",
    "framework",
    "frameworks",
    "growth",
    "long",
    "options",
    "origin",
    "plot",
    "publish",
    "rank",
    "read_coin_tool",
    "report",
    "scenario",
    "table",
    "to_excel",
    "to_html",
    "wide",
]


def __getattr__(name: str) -> Any:
    """The widgets are loaded when they are wanted: a script that only ranks needs no anywidget."""
    if name in ("Growth", "Ranking", "Scenario"):
        from . import widgets

        return getattr(widgets, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
