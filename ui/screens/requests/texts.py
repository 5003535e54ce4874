"""Looking for words in the texts of all requests: asked for with Return, told beside the filters, stopped at will."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from app import requests_search
from app.requests_search import Answer
from app.texts import _, ngettext

from ...work import Work
from .rows import Found


class TextsSearch(QObject):
    """One search at a time; ``changed``: what was found or is being done; ``refused``: the sentence why not.

    ``found`` is where the words stand, by request; empty until somebody asks, and again when the words change.
    """

    changed = Signal()
    refused = Signal(str)

    def __init__(self, workspace: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.words = ""
        self.found: Found = {}
        self.more = False
        self._next = ""
        self.work = Work(self)
        self.work.ended.connect(self._go_on)
        self.work.finished.connect(self._came)
        self.work.refused.connect(self._refused)
        self.work.stopped.connect(self.forget)

    @property
    def asked(self) -> bool:
        """Whether somebody has asked for the words that stand in the field."""
        return bool(self.words)

    def ask(self, words: str) -> None:
        """Looks for the words in the texts."""
        workspace, self._next = self._workspace, words if self.work.busy else ""
        if words.strip() and self.work.start(lambda progress: requests_search.look_for(workspace, words, progress)):
            self.words, self.found, self.more = words, {}, False
            self.changed.emit()

    def forget(self) -> None:
        """The words are others now: what was found holds no more, what is looked for is stopped."""
        self.work.stop()
        self._next = ""
        if self.words:
            self.words, self.found, self.more = "", {}, False
            self.changed.emit()

    def told(self, typed: str) -> str:
        """What stands beside the filters while words stand in the field."""
        if not typed.strip():
            return ""
        if not self.asked:
            return _("Subject and number. Return looks in the texts too.")
        if self.work.busy:
            return _("Looks in the texts …")
        count = len(self.found)
        said = ngettext("In the texts of {count} request.", "In the texts of {count} requests.", count)
        told = said.format(count=count) if count else _("In no text.")
        more = _("There were too many places to look at all of them. Write more words.")
        return f"{told} {more}" if self.more else told

    def _came(self, answer: Answer) -> None:
        if self.asked:
            self.found, self.more = answer.found, answer.more
            self.changed.emit()

    def _go_on(self) -> None:
        """What was asked for while another search was being stopped."""
        self.ask(self._next)

    def _refused(self, sentence: str) -> None:
        self.forget()
        self.refused.emit(sentence)
