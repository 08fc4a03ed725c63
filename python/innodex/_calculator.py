"""A model in the wasm, which survives its instance: one that has broken down is left, and the next question gets another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from . import _files
from ._engine import Argument, Instance
from ._source import Source
from .error import InnodexError

Answer = TypeVar("Answer")


class Calculator:
    """A panel and a framework, asked by the names of src/wasm/flat.rs."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._instance: Instance | None = None
        self._model = 0

    def ask(self, name: str, *arguments: Argument) -> Any:
        """What the model answers."""
        return self.work(lambda instance, model: instance.ask(f"flatmodel_{name}", model, *arguments))

    def work(self, work: Callable[[Instance, int], Answer]) -> Answer:
        """Several questions in one instance."""
        if self._instance is None:
            instance = Instance()
            self._model = self._made(instance)
            self._instance = instance
        try:
            return work(self._instance, self._model)
        except InnodexError as error:
            if error.code == "unexpected":
                self._instance = None
            raise

    def _made(self, instance: Instance) -> int:
        csv, _, _, framework, indicators, cells = self._source
        if csv is None and indicators is None and cells is None:
            return instance.make("flatmodel_of_compact", _files.contents("provinces.bin"), framework)
        # What reads a CSV reads the compact form too.
        figures = _files.contents("provinces.bin") if csv is None else csv
        return instance.make("flatmodel_of_csv", figures, indicators, framework, cells)
