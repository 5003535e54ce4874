"""Follows what colleagues do: a thread asks the log now and then; what is new is told in the window's own thread."""

from __future__ import annotations

import threading
from typing import Any

from PySide6.QtCore import QObject

EVERY = 2.0
"""Seconds between two looks at the log."""


class Following(QObject):
    """Looks at the log of a workspace until it is stopped; trouble of the store is left to the next command to tell."""

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
        while not self._over.wait(EVERY):
            self._workspace.try_to_catch_up()
