"""Plans of raw tables, done by the table module in this process."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from . import _files
from ._engine import TABLES, WORKBOOKS, Instance
from ._interrupt import held
from ._shape import Row
from .error import InnodexError

#: Something to know: place, message, hint.
Remark = dict[str, Any]
#: A file by its name: its bytes.
Named = tuple[str, bytes]
T = TypeVar("T")

#: The encodings by the mark that a text begins with.
MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


class Panel(NamedTuple):
    """Figures by indicator, period and unit, in this order; NaN is missing, with a reason."""

    units: list[Row]
    periods: list[str]
    indicators: list[Row]
    values: Sequence[float]
    reasons: Sequence[str | None]
    #: What the marks of single figures say, by their places among the values.
    notes: Mapping[int, str] = MappingProxyType({})


class Opened:
    """Files opened in an instance of the table module, with an office's own register where there is one."""

    def __init__(self, register: Named | None = None) -> None:
        self._instance = Instance(TABLES)
        self._files = self._instance.make("flattables_empty")
        self._knows_divisions = False
        if register is not None:
            name, content = register
            self._instance.ask("flattables_register", self._files, name, content, _text(content))

    def open(self, name: str, content: bytes) -> None:
        """Opens a file; of a workbook, a web page or JSON each sheet that has a table is one."""
        try:
            self._instance.ask("flattables_open", self._files, name, content, _text(content))
        except InnodexError as fault:
            if fault.code != "not_a_table":
                raise
            sheets = _sheets(name, content)
            if not sheets:
                raise
            self._open_sheets(name, sheets)

    def _open_sheets(self, name: str, sheets: list[tuple[int, Row]]) -> None:
        first: InnodexError | None = None
        opened = 0
        for at, sheet in sheets:
            file = name if len(sheets) == 1 else f"{name}#{sheet['name'] or at + 1}"
            try:
                named = sheet["name"] or ("" if len(sheets) == 1 else str(at + 1))
                layout = json.dumps([int(number) for number in sheet["layout"]])
                self._instance.ask("flattables_open_sheet", self._files, file, named, sheet["cells"], layout)
                opened += 1
            except InnodexError as fault:
                first = first or fault
        if first is not None and not opened:
            raise first

    def forget(self, name: str) -> None:
        """Closes a file again."""
        self._instance.call("flattables_close", self._files, name)

    def resolve(self, plan: str, samples: str) -> Any:
        """What SQL needs to know of tables of which these files are samples."""
        return self._looked_up(lambda: self._instance.ask("flattables_resolve", self._files, plan, samples))

    def run(self, plan: str) -> tuple[Panel, list[Remark]]:
        """What a plan makes of the files."""

        def work() -> tuple[int, Any]:
            made = self._instance.make("flattables_run", self._files, plan)
            return made, self._instance.ask("flatmade_describe", made)

        made, about = self._looked_up(work)
        values, numbers, noted = (
            self._instance.ask(f"flatmade_{part}", made) for part in ("values", "reasons", "noted")
        )
        said = [note["text"] or note["mark"] for note in about["notes"]]
        notes = {int(place): said[int(note)] for place, note in zip(noted[::2], noted[1::2])}
        known = _reasons()
        reasons = [known[int(number)] if value != value else None for value, number in zip(values, numbers)]
        return Panel(about["units"], about["periods"], about["indicators"], values, reasons, notes), about["remarks"]

    def origin(self, plan: str, unit: str, period: str, indicator: str) -> Row:
        """The cells that a figure of the plan's panel is, or was computed of."""
        return self._looked_up(
            lambda: self._instance.ask("flattables_origin", self._files, plan, unit, period, indicator)
        )

    def _looked_up(self, work: Callable[[], T]) -> T:
        """What is worked out, with the register of divisions once a table asks for it."""
        try:
            return work()
        except InnodexError as fault:
            if fault.code != "needs_register" or self._knows_divisions:
                raise
            self._knows_divisions = True
            self._instance.ask("flattables_divisions", self._files, _files.contents("divisions.bin"))
            return work()

    def close(self) -> None:
        """Gives back its memory."""
        self._instance.close()


def run(plan: str, files: list[Named], register: Named | None = None) -> tuple[Panel, list[Remark]]:
    """What a plan makes of files."""
    return _with(files, register, lambda opened: opened.run(plan))


def origin(plan: str, files: list[Named], register: Named | None, figure: tuple[str, str, str]) -> Row:
    """The cells of files that a figure of the plan's panel is, or was computed of: unit, period, indicator."""
    return _with(files, register, lambda opened: opened.origin(plan, *figure))


def _with(files: list[Named], register: Named | None, work: Callable[[Opened], T]) -> T:
    with held():
        opened = Opened(register)
        try:
            for name, content in files:
                opened.open(name, content)
            return work(opened)
        finally:
            opened.close()


def _sheets(name: str, content: bytes) -> list[tuple[int, Row]]:
    """The sheets of a workbook that hold a table and are not hidden, or else all that hold something, with their places."""
    instance = Instance(WORKBOOKS)
    try:
        sheets: list[Row] = instance.ask("flat_sheets", name, content)
    finally:
        instance.close()
    found = list(enumerate(sheets))
    tables = [(at, sheet) for at, sheet in found if not sheet["hidden"] and sheet["rows"] > 1 and sheet["columns"] > 1]
    return tables or [(at, sheet) for at, sheet in found if sheet["rows"]]


def _reasons() -> list[str]:
    """The reasons by their numbers."""
    instance = Instance()
    try:
        return [reason["id"] for reason in instance.ask("flat_reasons")]
    finally:
        instance.close()


def _text(content: bytes) -> str | None:
    """The text of bytes that are not UTF-8; none where they are, or are none at all: the module says what is wrong then."""
    encoding = MARKS.get(content[:2])
    try:
        if encoding:
            return content[2:].decode(encoding)
        content.decode()
    except UnicodeDecodeError:
        if encoding:
            return None
    else:
        return None
    try:
        return content.decode("gb18030")
    except UnicodeDecodeError:
        return None
