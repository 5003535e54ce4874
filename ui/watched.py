"""The folder that this person of the computer has watched: looked at in a thread, its new files kept for a request."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.texts import _, ngettext
from app.watching import Seen, WatchedFolder

from .parts.notices import Tone
from .work import Latest

EVERY = 3_000
"""Milliseconds between two looks."""
FOLDER, SINCE, KNOWN = "watch/folder", "watch/since", "watch/known"


class Watched(QObject):
    """The folder of one window. ``changed`` tells that other files wait, or that it can(not) be reached."""

    changed = Signal()

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self._frame = frame
        self._watched: WatchedFolder | None = None
        self._latest = Latest(self)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self.seen = Seen()
        self._begin()

    @classmethod
    def of(cls, frame: Any) -> Watched:
        """The window's folder, made at its first use."""
        found = frame.findChild(cls)
        return found if found is not None else cls(frame)

    @property
    def folder(self) -> Path | None:
        """The folder that is watched, None where none is."""
        return self._watched.folder if self._watched is not None else None

    def choose(self, folder: Path | None) -> None:
        """Watches this folder from now on, or none; what lies there already is not new."""
        self._frame.remember(FOLDER, str(folder) if folder is not None else "")
        self._frame.remember(SINCE, str(time.time()))
        self._frame.remember(KNOWN, "")
        self._begin()

    def seen_to(self, files: list[Path]) -> None:
        """These were taken in, or are not to be."""
        if self._watched is None:
            return
        self._watched.seen_to(files)
        self._frame.remember(KNOWN, " ".join(self._watched.known))
        self._show(Seen(tuple(f for f in self.seen.files if f not in files), self.seen.half, self.seen.there))

    def look(self) -> None:
        """Looks at the folder, in a thread: it may lie on another machine."""
        if self._watched is not None:
            watched = self._watched
            self._latest.ask(watched.look, lambda seen: self._show(seen) if watched is self._watched else None)

    def _begin(self) -> None:
        kept, since = self._frame.recall(FOLDER), self._frame.recall(SINCE)
        self._watched = None
        self._timer.stop()
        if kept:
            known = self._frame.recall(KNOWN).split()
            self._watched = WatchedFolder(Path(kept), float(since or time.time()), known)
            self._timer.start(EVERY)
        self._show(Seen())

    def _show(self, seen: Seen) -> None:
        before, self.seen = self.seen, seen
        if seen == before:
            return
        if before.there and not seen.there:
            self._tell(Tone.WARN, _("The watched folder {folder} cannot be reached. What comes there now waits."))
        elif seen.there and not before.there:
            self._tell(Tone.OK, _("The watched folder {folder} is there again."))
        if len(seen.files) > len(before.files):
            self._tell(Tone.INFO, self.waiting() + " " + _("Open the request that they belong to."))
        self.changed.emit()

    def waiting(self) -> str:
        """How many files wait, and where."""
        said = ngettext(
            "{count} new file in the watched folder {folder}.",
            "{count} new files in the watched folder {folder}.",
            len(self.seen.files),
        )
        return said.format(count=len(self.seen.files), folder=self.folder.name if self.folder else "")

    def _tell(self, tone: Tone, words: str) -> None:
        """Says it over whatever is shown, but on a request's page, which shows it itself."""
        workspace = self._frame.workspace
        signed_in = workspace is not None and workspace.person is not None
        screen = self._frame.current()
        if not signed_in or (tone is Tone.INFO and screen is not None and self._frame.name_of(screen) == "request"):
            return
        said = words.format(folder=self.folder.name if self.folder is not None else "")
        go = (lambda: self._frame.show_screen("requests")) if tone is Tone.INFO else None
        self._frame.tell(tone, said, _("Requests") if go else _("Close"), go)
