"""A model in the wasm, which survives its instance: one that has broken down is left, and the next question gets another.

Equal sources share one, by their digest; the last used are kept, so that a question asked again and again reads its table once.
"""

from __future__ import annotations

import atexit
import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import Any, TypeVar

from . import _files
from ._engine import Argument, Figures, Instance, out_of_memory
from ._interrupt import held
from ._pack import bytes_of
from ._shape import Row
from ._source import Source
from .error import InnodexError, problem

Answer = TypeVar("Answer")

#: So many models that nobody holds are kept, of so many bytes together.
MOST, LARGEST = 8, 1 << 29


class Calculator:
    """A panel and a framework, asked by the names of crates/wasm/src/flat.rs. Questions take turns, whatever thread they come from."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._turn = threading.RLock()
        self._instance: Instance | None = None
        self._model = 0
        #: Further instances of the same, with their models, for who shares work out.
        self._helpers: list[tuple[Instance, int]] = []
        #: Bytes that it holds, about.
        self.size = 0
        self.ask("check")
        self.reasons: list[Row] = self.work(lambda instance, _: instance.ask("flat_reasons"))

    @cached_property
    def description(self) -> Row:
        """As Model.description; nobody else gets this one."""
        made: Row = self.ask("describe")
        return made

    def ask(self, name: str, *arguments: Argument) -> Any:
        """What the model answers."""
        return self.work(lambda instance, model: instance.ask(f"flatmodel_{name}", model, *arguments))

    def work(self, work: Callable[[Instance, int], Answer]) -> Answer:
        """Several questions in one instance. An interrupt waits until they are answered."""
        with self._turn, held():
            try:
                if self._instance is None:
                    instance = Instance()
                    self._model = self._made(instance)
                    self._instance = instance
                answer = work(self._instance, self._model)
                table = self._source.table
                instances = [self._instance, *(helper for helper, _ in self._helpers)]
                self.size = sum(each.size for each in instances) + (table.size if table else 0)
                return answer
            except InnodexError as error:
                if error.code in ("unexpected", "out_of_memory"):
                    self._leave()
                raise
            except MemoryError as fault:  # of Python, on the way in or out
                self._leave()
                raise out_of_memory("MemoryError") from fault

    def drawn(self, request: str, threads: int) -> Any:
        """The answer to ``uncertainty``, its draws shared out among threads, an instance each.

        A draw depends on the seed and its number alone, so that the shares, one behind the other, are what one instance makes.
        """

        def work(instance: Instance, model: int) -> Any:
            if not instance.has("flatmodel_draw_ranks"):
                return instance.ask("flatmodel_ask", model, "uncertainty", request)
            instance.ask(
                "flatmodel_intervals", model, request, Figures(b"")
            )  # what is wrong with the request is said once
            while len(self._helpers) < threads - 1:
                helper = Instance()
                self._helpers.append((helper, self._made(helper)))
            all = [(instance, model), *self._helpers[: threads - 1]]
            with ThreadPoolExecutor(len(all)) as pool:
                shares = pool.map(
                    lambda at: all[at][0].ask("flatmodel_draw_ranks", all[at][1], request, at, len(all)),
                    range(len(all)),
                )
                ranks = b"".join(bytes_of(share) for share in shares)
            return instance.ask("flatmodel_intervals", model, request, Figures(ranks))

        return self.work(work)

    def leave(self) -> None:
        """Gives back its memory; the next question reads the table again."""
        with self._turn, held():
            self._leave()

    def _leave(self) -> None:
        for helper, _ in self._helpers:
            helper.close()
        self._helpers.clear()
        if self._instance is not None:
            self._instance.close()
            self._instance = None

    def _made(self, instance: Instance) -> int:
        table, _, framework, indicators, cells, _ = self._source
        if table is None and indicators is None and cells is None:
            return instance.make("flatmodel_of_compact", _files.contents("provinces.bin"), framework)
        # What reads a CSV reads the compact form too.
        figures = _files.contents("provinces.bin") if table is None else table.given
        if figures is not None:
            return instance.make("flatmodel_of_csv", figures, indicators, framework, cells)
        assert table is not None
        columns = table.text, table.names, Figures(table.figures)
        return instance.make("flatmodel_of_columns", *columns, indicators, framework, cells)


_lock = threading.RLock()
_live: dict[bytes, weakref.ref[Calculator]] = {}  # without callbacks: an interrupt in one of them would be lost
_kept: OrderedDict[bytes, Calculator] = OrderedDict()


def shared(source: Source) -> Calculator:
    """The calculator of a source, or of one that is equal."""
    key = source.digest()
    found = _known(key) or Calculator(source)
    with _lock, held():
        made = _known(key) or found  # another thread may have been quicker
        for gone in [key for key, live in _live.items() if live() is None]:
            del _live[gone]
        _live[key] = weakref.ref(made)
        _kept[key] = made
        _kept.move_to_end(key)
        while len(_kept) > MOST or sum(kept.size for kept in _kept.values()) > LARGEST:
            _kept.popitem(last=False)
    return made


def _known(key: bytes) -> Calculator | None:
    live = _live.get(key)
    return None if live is None else live()


def forget(calculator: Calculator) -> None:
    """Keeps a calculator no longer than those who hold it."""
    with _lock, held():
        for key in [key for key, kept in _kept.items() if kept is calculator]:
            del _kept[key]


def closed() -> InnodexError:
    """The error of a model that has been closed."""
    return problem(
        "model_closed",
        ("模型已关闭。", "The model has been closed."),
        ("请重新创建：Model(...)。", "Make it again: Model(...)."),
    )


atexit.register(_kept.clear)
