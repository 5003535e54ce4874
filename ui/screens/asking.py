"""A question asked in its place on the page: words, perhaps a line to write, one verb, and a way to leave it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.texts import _

from .. import theme
from ..drafting import Keeper, Kept
from ..parts.buttons import Button, Kind, PrimaryButton
from ..parts.inplace import InPlace
from ..parts.inputs import Entry
from ..parts.words import Words
from .assessment.words import mistake_words


class Asking(InPlace):
    """Hidden until something is asked. Return answers, Escape leaves it as it is; what was begun can be a draft."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words("", "strong", wrap=True, parent=self)
        self.entry = Entry(parent=self)
        self.yes = PrimaryButton("", parent=self)
        self.no = Button(_("Leave it"), Kind.SECONDARY, parent=self)
        self._answered: Callable[[str], object] | None = None
        self._draft: Kept | None = None
        self._keeper = Keeper(self.entry)
        self._otherwise: Callable[[], object] | None = None
        self.mistake = Words("", "small", "stop", wrap=True, parent=self)
        self.mistake.hide()
        whole, layout = QVBoxLayout(self), QHBoxLayout()
        whole.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(10))
        whole.setSpacing(theme.px(6))
        whole.addLayout(layout)
        whole.addWidget(self.mistake)
        layout.setSpacing(theme.px(10))
        layout.addWidget(self.words, 2)
        layout.addWidget(self.entry, 2)
        layout.addWidget(self.yes)
        layout.addWidget(self.no)
        self.entry.textChanged.connect(self._look)
        self.entry.returnPressed.connect(self._answer)
        self.yes.clicked.connect(self._answer)
        self.no.clicked.connect(self._decline)

    def ask(
        self,
        words: str,
        verb: str,
        answered: Callable[[str], object],
        text: str | None = None,
        secret: bool = False,
        otherwise: tuple[str, Callable[[], object]] | None = None,
        draft: Kept | None = None,
        quiet: bool = False,
    ) -> None:
        """Asks; ``answered`` gets what was written ("" where nothing is to be written, ``text`` None).

        ``otherwise`` is the other answer, its verb and its deed; else the other one leaves things as they are. What is
        begun is kept as ``draft`` until it is answered and ``answered`` did not give False. A ``quiet`` question takes
        no keyboard: somebody is writing.
        """
        self._keeper.end()
        self._answered, self._draft = answered, draft
        verb_no, self._otherwise = otherwise or (_("Leave it"), None)
        self.no.setText(verb_no)
        self.no.setAccessibleName(verb_no)
        self.no.updateGeometry()
        self.words.setText(words)
        self.yes.setText(verb)
        self.yes.setAccessibleName(verb)
        self.yes.updateGeometry()
        self.entry.setVisible(text is not None)
        self.entry.setAccessibleName(words)
        self.entry.setEchoMode(Entry.EchoMode.Password if secret else Entry.EchoMode.Normal)
        self.entry.setText(text or "")
        self._keeper.begin(None if secret else draft)
        if quiet:
            self.show()
            return
        self.come(self.entry if text is not None else self.no)
        self.entry.selectAll()

    def _look(self, text: str) -> None:
        """Tells of a common mistake while it is written; a password is not read."""
        told = "" if self.entry.echoMode() is Entry.EchoMode.Password else mistake_words(text)
        self.mistake.setText(told)
        self.mistake.setVisible(bool(told))

    def leave(self) -> None:
        """Nothing is changed, and what was written goes."""
        self._keeper.end()
        self.entry.clear()
        super().leave()

    def _decline(self) -> None:
        otherwise = self._otherwise
        self.leave()
        if otherwise is not None:
            otherwise()

    def _answer(self) -> None:
        written, answered = self.entry.text(), self._answered
        self.leave()
        draft, self._draft = self._draft, None
        if answered is not None and answered(written) is not False and draft is not None:
            draft.forget()
