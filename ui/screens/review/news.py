"""What is new in a document since one last left it: how much, a filter for it in the panel, and that it is seen."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.services.marking.looks import Since
from app.texts import _, ngettext

from ... import theme, wording
from ...parts.buttons import Button, Kind
from ...parts.choices import Chip
from ...parts.words import Elided, Surface


class NewsBar(Surface):
    """Hidden where nothing is new. ``filtered`` tells whether only the new is wanted, ``seen`` that all is seen."""

    filtered = Signal(bool)
    seen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", "bottom", parent)
        self.setAccessibleName(_("New since you last looked"))
        self.setFixedHeight(theme.px(42))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), 0, theme.px(8), 1)
        row.setSpacing(theme.px(8))
        self.chip = Chip("", 0, parent=self)
        self.chip.set_hint(_("Shows only what is new (D)"))
        self.chip.toggled.connect(self.filtered)
        self._when = Elided("", "small", "ink2", self)
        self.done = Button(_("Seen"), Kind.QUIET, "tick", tall="card-button", parent=self)
        self.done.setAccessibleName(_("All that is new has been seen"))
        self.done.clicked.connect(self.seen)
        row.addWidget(self.chip)
        row.addWidget(self._when, 1)
        row.addWidget(self.done)
        self.hide()

    def show_since(self, since: Since, now: datetime) -> None:
        """Tells how much is new, and since when; with nothing new it goes, and its filter with it."""
        count = len(since.marks)
        if since.empty or since.at is None:
            self.chip.setChecked(False)
            self.hide()
            return
        self.chip.setText(ngettext("is new", "are new", count))
        self.chip.set_count(count)
        if not count:
            self.chip.setChecked(False)
        told = _("since {when}").format(when=wording.moment(since.at, now))
        if since.gone:
            gone = ngettext("{count} mark gone", "{count} marks gone", since.gone).format(count=since.gone)
            told = f"{gone} {told}" if not count else f"{told}, {gone}"
        self._when.set_text(told)
        self.show()
