"""Two at once: a colleague has said something else of the same thing; nothing is saved until one chooses."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.errors import ChangedMeanwhile
from app.texts import _

from .. import theme
from ..parts.buttons import Button, Kind, SecondaryButton
from ..parts.inplace import InPlace
from ..parts.words import Words


class Clash(InPlace):
    """Asks whose holds; what was written stays in its field, whatever is chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = Words("", "strong", wrap=True, parent=self)
        self.look = Button(_("Look"), Kind.SECONDARY, parent=self)
        self.theirs = Button(_("Take theirs"), Kind.SECONDARY, parent=self)
        self.mine = SecondaryButton(_("Keep mine"), parent=self)
        self._shown: Callable[[], object] = self.leave
        self._left: Callable[[], object] = self.leave
        self._again: Callable[[], object] = self.leave
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(10))
        row.setSpacing(theme.px(10))
        row.addWidget(self.words, 1)
        for part in (self.look, self.theirs, self.mine):
            row.addWidget(part)
        self.look.clicked.connect(lambda: self._shown())
        self.theirs.clicked.connect(self._take_theirs)
        self.mine.clicked.connect(self._keep_mine)

    def ask(self, changed: ChangedMeanwhile, look: Callable[[], object], mine: Callable[[], object]) -> None:
        """Asks; ``look`` shows how things stand now, ``mine`` does what was wanted all the same."""
        told = _("{who} changed this at {when}. What you did is not saved until you choose.")
        self.ask_of(told.format(**changed.parameters), look, look, mine)

    def ask_of(
        self, words: str, look: Callable[[], object], theirs: Callable[[], object], mine: Callable[[], object]
    ) -> None:
        """Asks in these words; ``theirs`` leaves what a colleague has said."""
        self.words.setText(words)
        self.setAccessibleName(words)
        self._shown, self._left, self._again = look, theirs, mine
        self.come(self.look)

    def _take_theirs(self) -> None:
        self.leave()
        self._left()

    def _keep_mine(self) -> None:
        self.leave()
        self._again()
