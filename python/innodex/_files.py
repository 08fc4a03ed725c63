"""The files that the wheel carries: those of the npm package, and the widgets' script."""

from __future__ import annotations

import gzip
import json
import tarfile
from collections.abc import Iterator
from functools import cache
from importlib.metadata import distribution
from itertools import islice
from pathlib import Path

STATIC = Path(__file__).parent / "static"
#: How modules end that are packed by xz (scripts/wheel.sh).
PACKED = ".xz"
#: The module that computes here, and the smaller one of the widgets' page: the first in the archive.
CALCULATOR, WIDGETS = FIRST = ("kernel.wasm", "notebook.wasm")
#: What raw tables and texts need: the next in it.
OF_TABLES = ("table.wasm", "sql.wasm", "workbook-read.wasm", "report.wasm", "divisions.bin")


@cache
def travelling() -> tuple[str, ...]:
    """What the widgets' page needs; it travels over the kernel's connection."""
    frameworks = (f"frameworks/{name}.json" for name in ["index", *ready_frameworks()])
    return (WIDGETS, "provinces.bin", *frameworks)


@cache
def contents(name: str) -> bytes:
    """A file by its path in the package."""
    if name in OF_TABLES:
        return _of_tables()[name]
    if name.startswith("frameworks/"):
        return _frameworks()[name]
    if name in FIRST:
        return next(content for member, content in _members("pages") if member == name)
    return (STATIC / name).read_bytes()


def of_pages() -> Iterator[tuple[Path, bytes]]:
    """The files that a page loads, by their paths, with their licences: those of the npm package."""
    for file in sorted(STATIC.rglob("*")):
        if file.is_file() and file.suffix != PACKED and file.name != "widget.js":
            yield file.relative_to(STATIC), file.read_bytes()
    for name in ["index", *ready_frameworks()]:
        yield Path(f"frameworks/{name}.json"), contents(f"frameworks/{name}.json")
    for licence in distribution("innodex").files or ():
        if "licenses" in licence.parts:
            yield Path(licence.name), Path(str(licence.locate())).read_bytes()
    for name, content in _members("pages"):
        if name not in (*FIRST, *OF_TABLES):
            yield Path(name), content


@cache
def _of_tables() -> dict[str, bytes]:
    return dict(islice(_members("pages"), len(FIRST), len(FIRST) + len(OF_TABLES)))


@cache
def _frameworks() -> dict[str, bytes]:
    return {f"frameworks/{name}": content for name, content in _members("frameworks")}


def _members(archive: str) -> Iterator[tuple[str, bytes]]:
    """The files of an archive, by their names."""
    with tarfile.open(STATIC / f"{archive}.tar{PACKED}") as members:
        for entry in members:
            content = members.extractfile(entry)
            if content is not None:
                yield Path(entry.name).name, content.read()


@cache
def zipped(name: str) -> bytes:
    """The same gzipped, always to the same bytes."""
    return gzip.compress(contents(name), compresslevel=9, mtime=0)


def ready_frameworks() -> list[str]:
    """The ids of the frameworks that come along."""
    ids: list[str] = json.loads(contents("frameworks/index.json"))
    return ids
