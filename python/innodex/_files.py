"""The files that the wheel carries: those of the npm package, and the widgets' script."""

from __future__ import annotations

import gzip
import json
import lzma
from functools import cache
from pathlib import Path

STATIC = Path(__file__).parent / "static"
#: How modules end that are packed by xz (scripts/wheel.sh).
PACKED = ".xz"


@cache
def travelling() -> tuple[str, ...]:
    """What the widgets' page needs; it travels over the kernel's connection."""
    frameworks = (f"frameworks/{name}.json" for name in ["index", *ready_frameworks()])
    return ("notebook.wasm", "provinces.bin", *frameworks)


@cache
def contents(name: str) -> bytes:
    """A file by its path in the package."""
    packed = STATIC / f"{name}{PACKED}"
    return unpacked(packed) if packed.exists() else (STATIC / name).read_bytes()


def unpacked(file: Path) -> bytes:
    """What a file of the package is; modules are packed."""
    data = file.read_bytes()
    return lzma.decompress(data) if file.suffix == PACKED else data


@cache
def zipped(name: str) -> bytes:
    """The same gzipped, always to the same bytes."""
    return gzip.compress(contents(name), compresslevel=9, mtime=0)


def ready_frameworks() -> list[str]:
    """The ids of the frameworks that come along."""
    ids: list[str] = json.loads(contents("frameworks/index.json"))
    return ids
