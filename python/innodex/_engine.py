"""The WebAssembly in this process, by wasmtime: the very modules that run in a page.

Each is compiled once a process; every model has an instance, and so a memory, of its own. Only the flat functions
(crates/wasm/src/flat.rs) are called: numbers and bytes go in, bytes come out. No function of Python is ever called from inside: what
the module imports is WebAssembly too, and stops. So nothing that Python does meanwhile, an interrupt above all, meets a call
half-way, and nothing of an instance is held by wasmtime's own tables once nobody uses it.
"""

from __future__ import annotations

import atexit
import struct
import sys
import threading
import weakref
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple, Union

from . import _files
from ._interrupt import held
from ._pack import unpack
from .error import InnodexError, problem, utf8

if TYPE_CHECKING:
    import wasmtime

#: How a memory lies in the process: it is mapped as it grows, so that a limit on the address space (``ulimit -v``, as on
#: shared machines) leaves room, and moves at most every 32 MiB.
MEMORY = {"memory_reservation": 1 << 22, "memory_reservation_for_growth": 1 << 25, "memory_guard_size": 1 << 16}
PAGE = 1 << 16
#: Whether Python itself runs in a page (Pyodide).
IN_PAGE = sys.platform == "emscripten"


class Figures(NamedTuple):
    """Numbers, eight bytes each (IEEE 754, little-endian)."""

    data: bytes


#: Text, bytes and figures are copied in, None is none given; a float is a number, an int a handle.
Argument = Union[str, bytes, Figures, None, float, int]


class Compiled(NamedTuple):
    """What all instances share."""

    engine: wasmtime.Engine
    module: wasmtime.Module
    #: What the module imports, by number, and where an error's words stand.
    imports: wasmtime.Module


#: Beside the calculator: what reads raw tables, what writes plans as SQL, what reads workbooks, what
#: reads work reports. The first is large: what it is compiled to is kept in wasmtime's own cache.
TABLES, SQL, WORKBOOKS, REPORTS = "table.wasm", "sql.wasm", "workbook-read.wasm", "report.wasm"
KEPT = (TABLES,)

_lock = threading.Lock()
_compiled: dict[str, Compiled] = {}


@atexit.register
def _forget() -> None:
    """Lets go while wasmtime's own finalisers still have what they need."""
    _compiled.clear()


def _module(name: str) -> Compiled:
    try:
        import wasmtime
    except ImportError:
        raise problem(
            "engine_missing",
            (
                "此处没有安装 wasmtime，无法在浏览器之外计算。",
                "wasmtime is not installed here, so nothing can be computed without a browser.",
            ),
            (
                "请运行 pip install wasmtime；在 JupyterLite 中请使用控件。",
                "Run pip install wasmtime; in JupyterLite use the widgets.",
            ),
        ) from None
    with _lock:
        if name not in _compiled:
            engine = wasmtime.Engine(_config(name))
            module = wasmtime.Module(engine, _files.contents(name))
            _compiled[name] = Compiled(engine, module, wasmtime.Module(engine, "".join(_stops(module))))
        return _compiled[name]


def _config(name: str) -> wasmtime.Config:
    import wasmtime

    config = wasmtime.Config()
    for setting, size in MEMORY.items():
        setattr(config, setting, size)
    if name in KEPT:
        with suppress(wasmtime.WasmtimeError):  # a home that cannot be written to
            config.cache = True
    return config


def _stops(module: wasmtime.Module) -> Iterator[str]:
    """The text of a module of what another one imports: functions that stop, and one that keeps the words first.

    Asked for random numbers, which only seed the hashes of tables, nothing is done: memory as it is will do.
    """
    yield "(module"
    for name in ("start", "length"):
        yield f'(global ${name} (export "{name}") (mut i32) (i32.const 0))'
    for number, wanted in enumerate(module.imports):
        kind: Any = wanted.type
        taken, given = (" ".join(map(str, types)) for types in (kind.params, kind.results))
        words = "(global.set $start (local.get 0)) (global.set $length (local.get 1))"
        name = wanted.name or ""  # it ends with a hash that changes
        body = (
            words + " unreachable" if "__wbindgen_throw" in name else "" if "getRandomValues" in name else "unreachable"
        )
        yield f'(func (export "{number}") (param {taken}) (result {given}) {body})'
    yield ")"


class Instance:
    """One instance of the module. Who calls it takes care that calls come one after the other."""

    def __init__(self, module: str = _files.CALCULATOR) -> None:
        self._exports: Any
        self._memory: Any
        self._words: Any
        self._faults: tuple[type[BaseException], ...]
        self._store: Any = None
        #: Frees it, now or when nobody uses it any more.
        self.close: Any
        if IN_PAGE:
            self._start_in_page(module)
        else:
            self._start(module)
        #: Where an answer says where it is: two numbers of four bytes.
        self._room: int = self._call("__wbindgen_malloc", 8, 4)

    def _start_in_page(self, module: str) -> None:
        from ._in_page import Running

        running = Running(module)
        self._faults, self._words = running.faults, running.words
        self._exports, self._memory = running.exports, running.memory
        self.close = weakref.finalize(self, running.close)

    def _start(self, module: str) -> None:
        compiled = _module(module)
        import wasmtime

        self._faults = (wasmtime.Trap, wasmtime.WasmtimeError, RuntimeError)
        self._store = wasmtime.Store(compiled.engine)
        self.close = weakref.finalize(self, _free, self._store)
        try:
            stops = wasmtime.Instance(self._store, compiled.imports, []).exports(self._store)
            imports = [stops[str(number)] for number in range(len(compiled.module.imports))]
            self._exports = wasmtime.Instance(self._store, compiled.module, imports).exports(self._store)
        except self._faults as fault:
            raise out_of_memory(fault) from fault
        self._words = stops["start"], stops["length"]
        self._memory = self._exports["memory"]

    @property
    def size(self) -> int:
        """The bytes of its memory."""
        return int(self._memory.data_len(self._store))

    def has(self, name: str) -> bool:
        """Whether the module has a function."""
        return self._exports.get(name) is not None

    def ask(self, name: str, *arguments: Argument) -> Any:
        """What a function answers; what it refuses is raised as an InnodexError."""
        self._call(name, self._room, *self._given(arguments))
        start, length = struct.unpack("<II", self._memory.read(self._store, self._room, self._room + 8))
        answer = bytes(self._memory.read(self._store, start, start + length))
        self._call("__wbindgen_free", start, length, 1)
        fine, value = unpack(answer)
        if not fine:
            raise InnodexError(value)
        return value

    def make(self, name: str, *arguments: Argument) -> int:
        """The handle of what a function makes."""
        handle: int = self._call(name, *self._given(arguments))
        return handle

    def call(self, name: str, *arguments: Argument) -> None:
        """Calls a function that answers nothing."""
        self._call(name, *self._given(arguments))

    def free(self, kind: str, handle: int) -> None:
        """Frees what was made."""
        self._call(f"__wbg_{kind}_free", handle, 0)

    def _given(self, arguments: tuple[Argument, ...]) -> list[float]:
        flat: list[float] = []
        for argument in arguments:
            if isinstance(argument, (int, float)):
                flat.append(argument)
            elif argument is None:
                flat += [0, 0]
            else:
                flat += self._copied(argument)  # the function frees it
        return flat

    def _copied(self, given: str | bytes | Figures) -> tuple[int, int]:
        data, width = (given.data, 8) if isinstance(given, Figures) else (given, 1)
        data = utf8(data) if isinstance(data, str) else data
        if len(data) >= 1 << 31:
            raise out_of_memory(f"{len(data)} bytes")
        start = self._call("__wbindgen_malloc", len(data), width)
        self._memory.write(self._store, data, start & 0xFFFFFFFF)
        return start, len(data) // width

    def _call(self, name: str, *numbers: float) -> Any:
        function: Any = self._exports[name]
        try:
            return function(self._store, *numbers)
        except self._faults as fault:
            if not self._can_grow():
                raise out_of_memory(fault) from fault
            words = self._thrown() or str(fault)
            raise problem(
                "unexpected",
                ("计算意外中止。", "The calculator stopped unexpectedly."),
                (f"请报告此问题：{words}", f"Please report this: {words}"),
            ) from fault

    def _can_grow(self) -> bool:
        """Whether there is room for as much again, as there mostly is: where there is none, that is why it stopped."""
        try:
            self._memory.grow(self._store, self.size // PAGE)
        except self._faults:
            return False
        return True

    def _thrown(self) -> str:
        """The words that the module left before it stopped."""
        start, length = (word.value(self._store) & 0xFFFFFFFF for word in self._words)
        return bytes(self._memory.read(self._store, start, start + length)).decode(errors="replace")


def _free(store: wasmtime.Store) -> None:
    with held(freeing=True):
        store.close()


def out_of_memory(fault: object) -> InnodexError:
    """The error where the process gets no more."""
    return problem(
        "out_of_memory",
        (f"内存不足，无法计算：{fault}", f"There is not enough memory to compute: {fault}"),
        (
            "请释放内存（例如 model.close()）、提高内存限制，或减少行数、列数。",
            "Free some (model.close()), raise the limit, or give fewer rows or columns.",
        ),
    )
