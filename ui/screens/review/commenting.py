"""Comments on marks on the review page: key K writes one on the current mark, key F says that they are seen to."""

from __future__ import annotations

from PySide6.QtCore import Qt

from .comments import CommentQuestion
from .replacing import ReplacingPage


class CommentingPage(ReplacingPage):
    """The review page with what clerk and reviewer say to each other. A document that is done takes comments too."""

    def _build(self) -> None:
        super()._build()
        self.panel.card.answered.connect(self.comment_current)
        self.panel.card.settled.connect(self.settle_current)

    def comment_current(self) -> None:
        """Asks what shall be said on the current mark."""
        row = self.current()
        if row is None:
            return
        question = CommentQuestion()
        question.said.connect(lambda text: self._comment(row.id, text))
        question.closed.connect(self._close_question)
        self.panel.card.ask_with(question, question.entry.accessibleName())
        question.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle_current(self) -> None:
        """Says that the open comments on the current mark have been seen to."""
        row = self.current()
        if row is not None and row.commented and self.deeds.settle(row.id):
            self._said()

    def _comment(self, mark_id: int, text: str) -> None:
        if self.deeds.comment(mark_id, text):
            self._said()

    def _said(self) -> None:
        self.look()
        self._close_question()
