"""The same modules where Python itself runs in a page (Pyodide, as in JupyterLite): by the page's own WebAssembly.

What stands here has the shape of what wasmtime gives, as far as :class:`innodex._engine.Instance` uses it.
"""

from __future__ import annotations

from typing import Any

from . import _files


class Word:
    """A number that an import leaves."""

    def __init__(self) -> None:
        self.number = 0

    def value(self, _: object) -> int:
        """It."""
        return self.number


class Memory:
    """The memory of an instance."""

    def __init__(self, memory: Any) -> None:
        self._memory = memory

    def _view(self, *window: int) -> Any:
        import js  # pyright: ignore

        return js.Uint8Array.new(self._memory.buffer, *window)

    def read(self, _: object, start: int, end: int) -> bytes:
        """Its bytes from one address up to another."""
        found: bytes = self._view(start, end - start).to_bytes()
        return found

    def write(self, _: object, data: bytes, start: int) -> None:
        """Puts bytes at an address."""
        if data:
            self._view(start, len(data)).assign(data)

    def data_len(self, _: object) -> int:
        """How many bytes it has."""
        return int(self._memory.buffer.byteLength)

    def grow(self, _: object, pages: int) -> None:
        """Makes it longer."""
        self._memory.grow(pages)


class Exports:
    """The functions of an instance, by name; the first argument of each is wasmtime's."""

    def __init__(self, exports: Any) -> None:
        self._exports = exports

    def __getitem__(self, name: str) -> Any:
        function = getattr(self._exports, name)
        return lambda _, *numbers: function(*numbers)

    def get(self, name: str) -> Any:
        """A function, or None."""
        return getattr(self._exports, name, None)


class Running:
    """An instance with what it imports; functions of Python are given to it once and live as long as it does."""

    def __init__(self, name: str) -> None:
        import js  # pyright: ignore
        from pyodide.ffi import JsException, create_proxy  # pyright: ignore

        self.faults = (JsException, RuntimeError)
        self.words = Word(), Word()
        self._proxies = [create_proxy(each) for each in (self._throw, _stop, _nothing)]
        module = _module(name)
        imports = js.Object.new()
        for wanted in js.WebAssembly.Module.imports(module):
            if not hasattr(imports, wanted.module):
                setattr(imports, wanted.module, js.Object.new())
            throws, seeds = "__wbindgen_throw" in wanted.name, "getRandomValues" in wanted.name
            setattr(getattr(imports, wanted.module), wanted.name, self._proxies[0 if throws else 2 if seeds else 1])
        exports = js.WebAssembly.Instance.new(module, imports).exports
        self.exports, self.memory = Exports(exports), Memory(exports.memory)

    def _throw(self, start: int, length: int) -> None:
        self.words[0].number, self.words[1].number = start, length
        raise RuntimeError("the calculator stopped")

    def close(self) -> None:
        """Lets go of what holds the instance."""
        for proxy in self._proxies:
            proxy.destroy()
        self._proxies.clear()


def _stop(*_: object) -> None:
    raise RuntimeError("the calculator asked for what it is not given")


def _nothing(*_: object) -> None:
    """Random numbers only seed the hashes of tables: memory as it is will do."""


_modules: dict[str, Any] = {}


def _module(name: str) -> Any:
    """Compiled once; in a worker, where Python is, a module of any size may be compiled at once."""
    if name not in _modules:
        import js  # pyright: ignore
        from pyodide.ffi import to_js  # pyright: ignore

        _modules[name] = js.WebAssembly.Module.new(to_js(_files.contents(name)))
    return _modules[name]
