"""Follows what colleagues do in a thread; what is new is told in the window's own thread."""

from __future__ import annotations

import threading
from importlib import import_module
from typing import Any

from PySide6.QtCore import QObject


class Following(QObject):
    """Follows a workspace until it is stopped."""

    def __init__(self, workspace: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="following", daemon=True)

    def begin(self) -> None:
        """Starts the thread."""
        self._thread.start()

    def stop(self) -> None:
        """Ends it, before the workspace is closed."""
        self._over.set()
        self._thread.join()

    def _follow(self) -> None:
        import_module("app.following").follow(self._workspace, self._over)
