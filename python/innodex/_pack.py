"""MessagePack, as much of it as the calculator writes (crates/panel/src/pack.rs)."""

from __future__ import annotations

import struct
import sys
from array import array
from itertools import accumulate
from typing import Any

#: Extensions: texts, and a list of objects by their members.
TEXTS, TABLE = 1, 2


def unpack(data: bytes) -> Any:
    """The one value that the bytes hold. Figures are an ``array``."""
    value, end = _value(data, 0)
    if end != len(data):
        raise ValueError("more bytes than one value has")
    return value


def _value(data: bytes, at: int) -> tuple[Any, int]:
    kind, at = data[at], at + 1
    if kind in _PLAIN:
        return _PLAIN[kind], at
    if kind == 0xCB:
        (number,) = struct.unpack_from(">d", data, at)
        return (int(number) if number.is_integer() else number), at + 8
    if kind == 0x92:  # an answer: a list of two
        return _items(data, at, 2)
    (length,) = struct.unpack_from(">I", data, at)
    at += 4
    if kind == 0xDB:
        return data[at : at + length].decode(), at + length
    if kind == 0xC6:  # figures, to the bit
        return _figures(data[at : at + length]), at + length
    if kind == 0xDD:
        return _items(data, at, length)
    if kind == 0xDF:
        flat, at = _items(data, at, 2 * length)
        return dict(zip(flat[::2], flat[1::2])), at
    if kind == 0xC9:
        end = at + 1 + length
        return (_texts(data[at + 1 : end]) if data[at] == TEXTS else _table(data, at + 1)), end
    raise ValueError(f"no value begins with {kind:#x}")


_PLAIN: dict[int, Any] = {0xC0: None, 0xC2: False, 0xC3: True}


def _items(data: bytes, at: int, count: int) -> tuple[list[Any], int]:
    items = []
    for _ in range(count):
        item, at = _value(data, at)
        items.append(item)
    return items, at


def _figures(data: bytes) -> array[float]:
    figures = array("d", data)
    if sys.byteorder == "big":
        figures.byteswap()
    return figures


def bytes_of(figures: array[float]) -> bytes:
    """Figures as the calculator takes them, little-endian."""
    if sys.byteorder == "big":
        figures = array("d", figures)
        figures.byteswap()
    return figures.tobytes()


def _texts(data: bytes) -> list[str]:
    (count,) = struct.unpack_from("<I", data)
    begin = 4 + 4 * count
    ends = list(accumulate(struct.unpack_from(f"<{count}I", data, 4)))
    text = data[begin:].decode()
    return [text[start:end] for start, end in zip([0, *ends], ends)]


def _table(data: bytes, at: int) -> list[dict[str, Any]]:
    (count,) = struct.unpack_from(">I", data, at + 1)
    names, at = _items(data, at + 5, count)
    columns, _ = _items(data, at, count)
    return [dict(zip(names, row)) for row in zip(*columns)]
