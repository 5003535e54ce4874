"""Less than masking on the review page: key E asks what the current mask says instead of its words."""

from __future__ import annotations

from app.domain.ids import MarkId
from app.services.marking import replacing
from app.services.marking.replacing import Instead
from app.texts import _

from .instead import InsteadQuestion
from .learning import LearningPage


class ReplacingPage(LearningPage):
    """The review page with what masks say instead of their words."""

    def _build(self) -> None:
        super()._build()
        self.panel.card.asked_instead.connect(self.replace_current)

    def replace_current(self) -> None:
        """Asks what shall stand in the mask of the current finding."""
        row = self.current()
        if row is None or self.view is None or not self._may_edit():
            return
        provision = self._ground_for(row)
        if not provision:
            self._refuse(_("Choose a ground with 1–9, or 0 for the whole catalogue."))
            return
        mark = next(mark for mark in self.view.marks if mark.id == row.id)
        found = self.workspace.ask(replacing.options, MarkId(row.id), self.workspace.clock())
        present = Instead(mark.level, mark.replacement)
        question = InsteadQuestion(found, present, self.view.numbers.get(provision, 0))
        question.chose.connect(lambda instead: self._replace(row.id, provision, instead))
        question.closed.connect(self._close_question)
        self.panel.card.ask_with(question, _("What shall stand in the mask?"))
        question.first.setFocus()

    def _replace(self, mark_id: int, provision: str, instead: Instead) -> None:
        row = self.current()
        if row is not None and row.id == mark_id and self.deeds.replace(mark_id, provision, instead, row.words):
            self._after(row)
