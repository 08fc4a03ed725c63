"""The wheel as it is installed (scripts/wheel.sh), beside the package in Node and the golden figures."""

from __future__ import annotations

import json
import signal
import subprocess
from pathlib import Path
from typing import Any

import innodex
import pytest

PROJECT = Path(__file__).resolve().parents[2]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "timed: has a limit of time, and needs a quiet machine")


def pytest_sessionstart() -> None:
    """Nothing is tested but the built wheel."""
    # A shell that runs this in the background has told it to take no notice of an interrupt, which some tests raise.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    assert Path(innodex.__file__).is_relative_to(PROJECT / "build/python"), innodex.__file__


def node(script: str) -> Any:
    """What a script of Node prints, read as JSON; floats come back to the bit."""
    done = subprocess.run(["node", "--input-type=module", "-e", script], cwd=PROJECT, capture_output=True, check=True)
    return json.loads(done.stdout)


def text(path: str) -> str:
    """A file by its path in the project."""
    return (PROJECT / path).read_text(encoding="utf-8")


def refused(work: Any) -> innodex.InnodexError:
    """The error that something raises; it is whole, in both languages."""
    with pytest.raises(innodex.InnodexError) as caught:
        work()
    error = caught.value
    assert error.code and isinstance(error.place, str)
    for said in (error.message, error.hint):
        assert set(said) == {"zh", "en"} and all(said.values()), said
        assert any("\u4e00" <= c <= "\u9fff" for c in said["zh"]), said
    assert str(error).startswith(error.code)
    return error


@pytest.fixture(scope="session")
def provincial() -> innodex.Model:
    """The embedded panel."""
    return innodex.Model()
