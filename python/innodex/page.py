"""The files of a page that shows innodex without Python."""

from __future__ import annotations

import os
from pathlib import Path

from ._files import of_pages
from .error import problem

__all__ = ["copy_files"]


def copy_files(folder: str | os.PathLike[str] = "innodex") -> Path:
    """Copies what a page of one's own, or a cell in plain JavaScript, loads: ``innodex.js`` and the files beside it.

    Returns:
        The folder. What else stands in it is left alone.
    """
    target = Path(folder)
    try:
        for name, content in of_pages():
            copy = target / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(content)
    except OSError as fault:
        raise problem(
            "file_unwritable",
            (f"无法写入文件：{fault}", f"A file cannot be written: {fault}."),
            ("请换一个可写的文件夹。", "Choose a folder that can be written to."),
            str(target),
        ) from fault
    return target
