"""An interrupt, Ctrl-C or a notebook's "interrupt kernel", never falls into the middle of a call of the WebAssembly."""

from __future__ import annotations

import _thread
import signal
import threading
import time
from types import FrameType, TracebackType
from typing import Any

#: After so many seconds an interrupt that came while something was freed is sent again.
AFTERWARDS = 0.001


class held:  # noqa: N801
    """Holds SIGINT back while it is open; what came is raised when it closes, as whoever handles it does (KeyboardInterrupt).

    Python runs handlers in the main thread alone: in another, and where nobody in Python handles SIGINT, nothing is done.

    >>> try:
    ...     with held():
    ...         signal.raise_signal(signal.SIGINT)
    ...         print("finished")
    ... except KeyboardInterrupt:
    ...     print("interrupted")
    finished
    interrupted
    """

    def __init__(self, *, freeing: bool = False) -> None:
        #: What is raised while something is freed is lost: it is sent again once that is over.
        self._freeing = freeing
        self._came: FrameType | bool | None = None
        self._former: Any = None

    def __enter__(self) -> held:
        if threading.current_thread() is threading.main_thread():
            former = signal.getsignal(signal.SIGINT)
            if callable(former):
                try:
                    signal.signal(signal.SIGINT, self._hold)
                except ValueError:  # the main thread of an interpreter within another
                    return self
                self._former = former
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._former is None:
            return
        former, self._former = self._former, None
        signal.signal(signal.SIGINT, former)
        if self._came is None:
            return
        if self._freeing:
            _thread.start_new_thread(_again, ())
        else:
            former(signal.SIGINT, None if self._came is True else self._came)

    def _hold(self, _: int, frame: FrameType | None) -> None:
        self._came = frame or True


def _again() -> None:
    time.sleep(AFTERWARDS)
    _thread.interrupt_main()
