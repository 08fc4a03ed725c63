"""Files of the caller's own."""

from __future__ import annotations

from pathlib import Path

from .error import problem


def read_bytes(path: Path) -> bytes:
    """What is in a file.

    Raises:
        InnodexError: ``missing_file``, where it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as fault:
        raise problem(
            "missing_file",
            (f"无法读取文件：{fault}", f"The file cannot be read: {fault}."),
            ("请核对路径。", "Check the path."),
            str(path),
        ) from None
