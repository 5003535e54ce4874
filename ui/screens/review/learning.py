"""What the office learns from the review page: never here and always, by key or by the menu of a finding."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from app import long_work
from app.texts import _, pgettext
from redaction.findings import ALWAYS, NEVER

from .people import PeoplePage
from .words import FindingRow

PERSON = "PERSON"
"""The category of words that a person marked without one."""


class LearningPage(PeoplePage):
    """The review page with what it teaches the office."""

    def _build(self) -> None:
        super()._build()
        self.panel.card.learned.connect(self._learned)
        found = self.panel.list
        found.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        found.customContextMenuRequested.connect(self._open_menu)

    def never(self) -> None:
        """Asks why the current finding is never to be proposed between its neighbours."""
        row = self._current_text()
        if row is not None and not row.mark.own and self._may_edit():
            self.panel.card.ask_learning(NEVER)

    def always(self) -> None:
        """Asks why the current words are always to be proposed."""
        if self._current_text() is not None and self._may_edit():
            self.panel.card.ask_learning(ALWAYS)

    def _current_text(self) -> FindingRow | None:
        row = self.current()
        return row if row is not None and row.mark.text else None

    def _learned(self, what: str, reason: str, in_request: bool) -> None:
        row = self.current()
        if row is None or self.view is None:
            return
        if what == NEVER:
            if self.deeds.never(row.id, reason, in_request, row.words):
                self._after(row)
                self._find_again()
            return
        mark = next(mark for mark in self.view.marks if mark.id == row.id)
        request_id = self.view.request.id if in_request else None
        if self.deeds.always(mark.text, mark.category or PERSON, reason, mark.provision or self.ground, request_id):
            self._close_question()
            self._find_again()

    def _find_again(self) -> None:
        """Looks through the document anew, so that what was learned shows at once."""
        if not self.work.busy:
            document_id = self.deeds.document_id
            self.work.start(lambda progress: long_work.find(self.workspace, document_id, progress), self.job())

    def menu(self) -> QMenu:
        """The verbs of the current finding."""
        made = QMenu(self)
        row = self.current()
        if row is None or self.view is None or not self.view.editable:
            return made
        made.addAction(pgettext("verb", "Mask"), self.mask_current)
        made.addAction(_("Leave visible"), self.leave)
        if self._current_text() is not None:
            made.addSeparator()
            if not row.mark.own:
                made.addAction(_("Never here") + " …\tX", self.never)
            made.addAction(_("Always") + " …\tB", self.always)
        return made

    def _open_menu(self, place: QPoint) -> None:
        menu = self.menu()
        if not menu.isEmpty():
            menu.popup(self.panel.list.viewport().mapToGlobal(place))
