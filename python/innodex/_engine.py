"""The calculator's WebAssembly in this process, by wasmtime: the very module that runs in a page.

It is compiled once a process; every model has an instance, and so a memory, of its own. Only the flat functions
(src/wasm/flat.rs) are called: numbers and bytes go in, bytes come out.
"""

from __future__ import annotations

import atexit
import struct
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Union

from . import _files
from ._pack import unpack
from .error import InnodexError, problem, utf8

if TYPE_CHECKING:
    import wasmtime

#: Text and bytes are copied in, None is none given; a float is a number, an int a handle.
Argument = Union[str, bytes, None, float, int]

_lock = threading.Lock()
_compiled: tuple[wasmtime.Engine, wasmtime.Module] | None = None


@atexit.register
def _forget() -> None:
    """Lets go while wasmtime's own finalisers still have what they need."""
    global _compiled
    _compiled = None


def _module() -> tuple[wasmtime.Engine, wasmtime.Module]:
    global _compiled
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
        if _compiled is None:
            engine = wasmtime.Engine()
            _compiled = engine, wasmtime.Module(engine, _files.contents("notebook.wasm"))
        return _compiled


class Instance:
    """One instance of the module. Calls are made one after the other, whatever thread they come from."""

    def __init__(self) -> None:
        engine, module = _module()
        import wasmtime

        self._wasmtime = wasmtime
        self._store = wasmtime.Store(engine)
        self._turn = threading.RLock()
        imports = [self._func(wanted.type, wanted.name or "") for wanted in module.imports]
        self._exports = wasmtime.Instance(self._store, module, imports).exports(self._store)
        self._memory: Any = self._exports["memory"]

    def ask(self, name: str, *arguments: Argument) -> Any:
        """What a function answers; what it refuses is raised as an InnodexError."""
        with self._turn:
            room = self._call("__wbindgen_add_to_stack_pointer", -16)
            self._call(name, room, *self._given(arguments))
            start, length = struct.unpack("<II", self._memory.read(self._store, room, room + 8))
            answer = bytes(self._memory.read(self._store, start, start + length))
            self._call("__wbindgen_free", start, length, 1)
            self._call("__wbindgen_add_to_stack_pointer", 16)
        fine, value = unpack(answer)
        if not fine:
            raise InnodexError(value)
        return value

    def make(self, name: str, *arguments: Argument) -> int:
        """The handle of what a function makes."""
        with self._turn:
            handle: int = self._call(name, *self._given(arguments))
            return handle

    def free(self, kind: str, handle: int) -> None:
        """Frees what was made."""
        with self._turn:
            self._call(f"__wbg_{kind}_free", handle, 0)

    def _given(self, arguments: tuple[Argument, ...]) -> list[float]:
        flat: list[float] = []
        for argument in arguments:
            if isinstance(argument, (int, float)):
                flat.append(argument)
            elif argument is None:
                flat += [0, 0]
            else:
                data = utf8(argument) if isinstance(argument, str) else argument
                start = self._call("__wbindgen_malloc", len(data), 1)
                self._memory.write(self._store, data, start)
                flat += [start, len(data)]  # the function frees it
        return flat

    def _call(self, name: str, *numbers: float) -> Any:
        function: Any = self._exports[name]
        try:
            return function(self._store, *numbers)
        except (self._wasmtime.Trap, self._wasmtime.WasmtimeError, RuntimeError) as fault:
            raise problem(
                "unexpected",
                ("计算意外中止。", "The calculator stopped unexpectedly."),
                (f"请报告此问题：{fault}", f"Please report this: {fault}"),
            ) from fault

    def _func(self, kind: Any, name: str) -> wasmtime.Func:
        return self._wasmtime.Func(self._store, kind, self._host(name))

    def _host(self, name: str) -> Callable[..., Any]:
        """What the module asks of the machine underneath; names end with a hash that changes."""
        if name.startswith("__wbg_parseFloat_"):
            return lambda start, length: float(self._memory.read(self._store, start, start + length).decode())
        if name.startswith("__wbg___wbindgen_throw_"):
            return self._thrown

        def absent(*_: object) -> None:
            raise RuntimeError(f"{name} makes objects of JavaScript: the flat functions do not call it")

        return absent

    def _thrown(self, start: int, length: int) -> None:
        raise RuntimeError(self._memory.read(self._store, start, start + length).decode(errors="replace"))
