"""What is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["InnodexError", "InnodexWarning", "problem", "shown", "utf8"]

#: Characters of a value that an error shows.
LONGEST = 60

#: A text in Chinese and English.
Text = Mapping[str, str]


class InnodexError(ValueError):
    """What is wrong, where, and what to do, in Chinese and English.

    Attributes:
        code: stable, made for programs: ``"unknown_period"``
        place: where it is: ``"row 3, column gdp"`` (the header is row 1) or a JSON path; may be empty
        message: what is wrong, ``{"zh": ..., "en": ...}``
        hint: what to do, ``{"zh": ..., "en": ...}``
        row: of a frame, the row by position, as ``df.iloc`` counts; None elsewhere
        label: that row's label, as ``df.loc`` has it, where the frame has an index
        said: the file and line that said what is wrong in a :class:`innodex.Framework`

    >>> import innodex
    >>> try:
    ...     innodex.rank(period=1990)
    ... except innodex.InnodexError as error:
    ...     print(error.code, error.message["en"])
    unknown_period The data have no 1990.
    """

    code: str
    place: str
    message: Text
    hint: Text

    def __init__(self, problem: Mapping[str, Any]) -> None:
        super().__init__(problem)  # so that it can be pickled
        self.code = problem["code"]
        self.place = problem["place"]
        self.message = problem["message"]
        self.hint = problem["hint"]
        self.row: int | None = None
        self.label: Any = None
        self.said: str | None = None

    def said_in(self, line: str) -> InnodexError:
        """The same, with the line that said it."""
        self.said = line
        return self

    def at_row(self, row: int, label: Any = None) -> InnodexError:
        """The same, with the row of a frame."""
        self.row, self.label = row, label
        return self

    def _where(self) -> str:
        places = [self.place] if self.place else []
        if self.row is not None:
            places.append(f"iloc[{self.row}]" if self.label is None else f"label {shown(self.label)}")
        where = f" at {', '.join(places)}" if places else ""
        return f"{where}, said in {self.said}" if self.said else where

    def __str__(self) -> str:
        place = self._where()
        english = f"{self.message['en']} {self.hint['en']}"
        return f"{self.code}{place}: {english} / {self.message['zh']}{self.hint['zh']}"


class InnodexWarning(UserWarning):
    """What was set apart, left out or could not move, a line each."""


def problem(code: str, message: tuple[str, str], hint: tuple[str, str], place: str = "") -> InnodexError:
    """An error of this package's own; texts are (Chinese, English)."""
    both = [dict(zip(("zh", "en"), text)) for text in (message, hint)]
    return InnodexError({"code": code, "place": place, "message": both[0], "hint": both[1]})


def shown(value: object) -> str:
    """A value as an error shows it: short, whatever it is."""
    try:
        text = repr(value)
    except Exception:  # it is somebody's object: it may fail in any way
        text = f"<{type(value).__name__}>"
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."


def utf8(text: str) -> bytes:
    """The bytes of a text; what has none, half of a character, is refused."""
    try:
        return text.encode()
    except UnicodeEncodeError as fault:
        odd = repr(fault.object[fault.start : fault.end])
        raise problem(
            "encoding_not_utf8",
            (f"字符 {odd} 无法写成 UTF-8。", f"The character {odd} cannot be written in UTF-8."),
            ("请删去该字符。", "Delete it."),
        ) from None
