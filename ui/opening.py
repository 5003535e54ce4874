"""Reads the application layer and opens the workspace in a thread, once the window has been painted."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from .bridge import Post
from .lasting import lasting

MISSING = "workspace-missing"
"""Code of the refusal that means: nobody has made a workspace here yet."""
KEYLESS = frozenset({"key-missing", "key-other", "key-file-unreadable"})
"""Codes of the refusals that mean: the workspace is there, and its key is not."""


class Opening(QObject):
    """Tells ``opened`` with the workspace, ``missing`` where there is none, ``keyless`` where its key is missing, or
    ``refused``; both with a sentence. ``progressed`` tells done, total and words of the phase where an older workspace
    is upgraded.

    What is no refusal is a fault and goes to ``threading.excepthook``.
    """

    opened = Signal(object)
    missing = Signal()
    refused = Signal(str)
    keyless = Signal(str)
    progressed = Signal(int, int, str)

    def __init__(self, folder: Path | None, modules: Iterable[str] = (), parent: QObject | None = None) -> None:
        """``modules`` are read in the thread as well, so that the first step into a screen does not wait."""
        super().__init__(parent)
        self._folder, self._modules = folder, tuple(modules)
        self.post = Post(self)
        self.thread_ = threading.Thread(target=self._work, name="opening", daemon=True)

    def begin(self) -> None:
        """Starts the thread."""
        self.thread_.start()

    def _work(self) -> None:
        with lasting():
            bootstrap: Any = import_module("app.bootstrap")
            errors: Any = import_module("app.domain.errors")
            for module in self._modules:
                import_module(module)
        try:
            workspace = bootstrap.open_workspace(self._folder, self.post, progress=self._progress)
        except errors.Refused as refusal:
            if refusal.code == MISSING:
                self.missing.emit()
            else:
                tell = self.keyless if refusal.code in KEYLESS else self.refused
                tell.emit(import_module("app.messages").of(refusal))
            return
        self.opened.emit(workspace)

    def _progress(self, done: int, total: int, phase: str) -> None:
        self.progressed.emit(done, total, import_module("app.messages").phase(phase))
