"""The command line: ``innodex rank --period 2022``, or ``python -m innodex``.

Every question has its own command with its members as options, as in the npm package's command line, which can do more with files.
Standard output carries only the result, everything else goes to standard error; the exit status is 0, or 2 with an error.
"""

from __future__ import annotations

import argparse
import csv
import inspect
import json
import os
import re
import sys
import unicodedata
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from . import __version__
from ._framework import frameworks
from ._html import text_of
from ._questions import Questions
from .error import InnodexError
from .model import Model
from .raw import table
from .result import records, tables_of, to_excel

#: Options of every question.
SHARED = {
    "data": "a panel: CSV; the embedded one where left out",
    "framework": "the id of a ready framework, or a JSON file",
    "indicators": "what the columns are: a JSON file",
    "cells": "what single figures know: CSV",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Answers on standard output; gives the exit status."""
    given = _parser().parse_args(arguments)
    warnings.showwarning = lambda message, *_: print(message, file=sys.stderr)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        answer = given.run(given)
        _print(answer, given)
    except InnodexError as error:
        wrong = {"code": error.code, "place": error.place, "message": dict(error.message), "hint": dict(error.hint)}
        print(json.dumps(wrong, ensure_ascii=False) if given.format == "json" else error, file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever read it has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("innodex", description="Composite indices, growth, rankings and scenarios.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for word, method in _methods():
        _command(commands, word, method)
    of_table = commands.add_parser("table", help="What a plan makes of raw tables.")
    of_table.add_argument("files", nargs="+", help="CSV, Excel and other files; a JSON file is the plan")
    of_table.set_defaults(run=_table)
    ready = commands.add_parser("frameworks", help="The ids of the ready frameworks.")
    ready.set_defaults(run=lambda _: [{"id": each} for each in frameworks()])
    for each in (of_table, ready):
        _output(each)
    return parser


def _methods() -> list[tuple[str, Callable[..., Any]]]:
    """The questions by their names."""
    own = [(name, getattr(Model, name)) for name in ("rank", "growth", "scenario")]
    return own + [(name, each) for name, each in vars(Questions).items() if not name.startswith("_")]


def _command(commands: Any, word: str, method: Callable[..., Any]) -> None:
    about = inspect.getdoc(method) or ""
    said = dict(re.findall(r"^ {4}(\w+): (.*(?:\n {8}.*)*)", about, re.MULTILINE))
    parser = commands.add_parser(
        word.replace("_", "-"), help=about.partition("\n")[0], description=about.partition("\n")[0]
    )
    for name, parameter in list(inspect.signature(method).parameters.items())[1:]:
        if name == "lang":
            continue
        help = re.sub(r"\s+", " ", said.get(name, "")).replace("%", "%%")
        if name == "changes":
            parser.add_argument(name, help="a JSON file of a scenario, or JSON")
        else:
            needed = parameter.default is inspect.Parameter.empty
            option = f"--{name.rstrip('_').replace('_', '-')}"
            parser.add_argument(
                option, dest=name, required=needed, help=help, default=None if needed else argparse.SUPPRESS
            )
    members = inspect.signature(method).parameters
    for name, help in SHARED.items():  # what a question calls by the same name is the question's
        parser.add_argument(f"--{'definitions' if name in members else name}", dest=f"_{name}", help=help)
    _output(parser)
    parser.set_defaults(run=lambda given: _ask(method, given))


def _output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format", choices=("table", "csv", "json"), default="table", help="table (default) is for people"
    )
    parser.add_argument("--out", type=Path, help="a file: .xlsx, .csv or .json")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")


def _ask(method: Callable[..., Any], given: argparse.Namespace) -> Any:
    members = inspect.signature(method).parameters
    said = {name: _value(value) for name, value in vars(given).items() if name in members and name != "lang"}
    data, framework, indicators, cells = (getattr(given, f"_{name}") for name in SHARED)
    chosen = framework if framework in frameworks() else framework and Path(framework)
    model = Model(
        data and Path(data),
        chosen or "provincial",
        indicators=indicators and Path(indicators),
        cells=cells and Path(cells),
    )
    return method(model, **said, lang=given.lang)


def _table(given: argparse.Namespace) -> Any:
    plans = [each for each in given.files if each.endswith(".json")]
    files = [Path(each) for each in given.files if each not in plans[:1]]
    return table(Path(plans[0]) if plans and files else None, files or plans, lang=given.lang)


def _value(text: str) -> Any:
    """What an option says: JSON, a list with commas, or a text; a file's name ends with .json."""
    if text.endswith(".json"):
        try:
            return json.loads(Path(text).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return text
    if text[:1] in ("{", "[") or text in ("true", "false") or re.fullmatch(r"-?\d+(\.\d+)?([eE]-?\d+)?", text):
        try:
            return json.loads(text)
        except ValueError:
            return text
    return text.split(",") if "," in text else text


def _print(answer: Any, given: argparse.Namespace) -> None:
    if given.out is not None and given.out.suffix.lower() == ".xlsx":
        to_excel(answer, given.out)
        return
    form = given.out.suffix.lower().lstrip(".") if given.out is not None else given.format
    text = _FORMS.get(form, _as_table)(answer)
    if given.out is None:
        sys.stdout.write(text)
    else:
        given.out.write_text(text, encoding="utf-8-sig" if form == "csv" else "utf-8")


def _as_json(answer: Any) -> str:
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def _as_csv(answer: Any) -> str:
    import io

    rows = _rows(answer)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(dict.fromkeys(name for row in rows for name in row)), lineterminator="\n")
    writer.writeheader()
    writer.writerows([{name: _plain(value) for name, value in row.items()} for row in rows])
    return out.getvalue()


def _rows(answer: Any) -> list[dict[str, Any]]:
    tables = tables_of(answer)
    if not tables and isinstance(answer, Mapping):
        return [dict(answer)]
    return tables.get("rows") or next(iter(tables.values()), [])


def _plain(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value


def _as_table(answer: Any) -> str:
    """For people: columns side by side; what a terminal would obey is written as it is in code."""
    parts = tables_of(answer) if not isinstance(answer, list) else {"rows": records(answer)}
    said = {name: value for name, value in answer.items() if name not in parts} if isinstance(answer, Mapping) else {}
    lines = [f"{name}: {_visible(_plain(value))}" for name, value in said.items()]
    for name, rows in parts.items():
        lines += ["", name] if len(parts) > 1 or said else []
        lines += _columns(rows)
    return "\n".join(lines).lstrip("\n") + "\n"


def _columns(rows: list[dict[str, Any]]) -> list[str]:
    names = list(dict.fromkeys(name for row in rows for name in row))
    cells = [names, *([_visible(text_of(row.get(name))) for name in names] for row in rows)]
    widths = [max(_width(line[at]) for line in cells) for at in range(len(names))]
    return [
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(line, widths)).rstrip() for line in cells
    ]


def _visible(value: object) -> str:
    return "".join(c if unicodedata.category(c) not in ("Cc", "Cf") else f"\\u{ord(c):04x}" for c in str(value))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


_FORMS: dict[str, Callable[[Any], str]] = {"json": _as_json, "csv": _as_csv}

if __name__ == "__main__":
    sys.exit(main())
