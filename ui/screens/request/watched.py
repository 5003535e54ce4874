"""What waits in the watched folder, offered to the request that is shown: taken in here, or left alone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.texts import _, ngettext

from ... import theme
from ...parts.buttons import Button, Kind, SecondaryButton
from ...parts.words import Card, Words, line
from ...watched import Watched

NAMED = 4
"""So many files are named."""


class WatchedOffer(QWidget):
    """The offer. ``wanted`` tells the files that shall be taken in; nothing is taken in without it."""

    wanted = Signal(list)

    def __init__(self, watched: Watched, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._watched = watched
        self._open = True
        self.told = Words("", "strong", wrap=True, parent=self)
        self.names = Words("", tone="ink2", wrap=True, parent=self)
        self.take = SecondaryButton(_("Take them in here"), "take-in", parent=self)
        self.leave = Button(_("Not these"), Kind.QUIET, parent=self)
        card = Card(parent=self)
        row = line(self.take, self.leave, spacing=8)
        row.addStretch(1)
        inner = QWidget(card)
        stacked = QVBoxLayout(inner)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.setSpacing(theme.px(6))
        stacked.addWidget(self.told)
        stacked.addWidget(self.names)
        stacked.addLayout(row)
        card.add_row(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card)
        self.take.clicked.connect(lambda: self.wanted.emit(self._files()))
        self.leave.clicked.connect(lambda: watched.seen_to(self._files()))
        watched.changed.connect(self._show)
        self._show()

    def set_open(self, takes: bool) -> None:
        """Whether the request takes documents now."""
        self._open = takes
        self._show()

    def _files(self) -> list[Path]:
        return list(self._watched.seen.files)

    def _show(self) -> None:
        seen = self._watched.seen
        self.setVisible(self._open and bool(seen.files))
        self.told.setText(self._watched.waiting())
        named = ", ".join(file.name for file in seen.files[:NAMED])
        more = len(seen.files) - NAMED
        if more > 0:
            named += " " + ngettext("and {count} more", "and {count} more", more).format(count=more)
        self.names.setText(named)
