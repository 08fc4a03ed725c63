"""What all widgets of a kernel share: one hidden widget with the wasm, the embedded panel and the frameworks, gzipped.

They travel over the kernel's connection, once, however many widgets there are; no host is asked for anything.
"""

from __future__ import annotations

import anywidget
import traitlets

from .. import _files


class Files(anywidget.AnyWidget):
    """Files by name. It shows nothing; the page's widgets find it by its model.

    It is anywidget's and not a plain widget, which loses bytes in a dict when a notebook is saved with its state.
    """

    _esm = "export default {}"
    files = traitlets.Dict().tag(sync=True)


_files_widget: Files | None = None


def files() -> Files:
    """The one of this kernel; made again where all widgets have been closed."""
    global _files_widget
    if _files_widget is None or _files_widget.comm is None:
        _files_widget = Files(files={name: _files.zipped(name) for name in _files.travelling()})
    return _files_widget
