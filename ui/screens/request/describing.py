"""What is said of one document: its day, whom it is from, its kind, its reference in a diary."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.ids import DocumentId
from app.services.cases import describing
from app.services.cases.describing import NewDescription
from app.services.writing.times import minute
from app.texts import _

from ... import theme, wording
from ...parts.area import Area
from ...parts.buttons import PrimaryButton, SecondaryButton
from ...parts.inputs import DayField, Entry, Field
from ...parts.words import Surface, Words, line
from ..page import Page

WIDEST = 560
"""Width of the page's fields, px at 100 %."""


class DescribingScreen(Page):
    """One document. ``open(document_id=...)`` shows what is said of it."""

    place = "requests"
    keeps = ("document_id",)

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self.document_id = DocumentId(0)
        self.request_id: Any = 0
        self.day = DayField(_("Date"), _("The document's own day, like 2026-12-31. Empty where it has none."))
        self.whom, self.kind, self.reference = Entry(parent=self), Entry(parent=self), Entry(parent=self)
        self.save = PrimaryButton(_("Save"), parent=self)
        self.back = SecondaryButton(_("Take back what was said last"), parent=self)
        self.told = Words("", tone="ink2", wrap=True, parent=self)
        body = Surface("content", parent=self)
        stacked = QVBoxLayout(body)
        stacked.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        stacked.setSpacing(theme.px(10))
        shown = _("Shown in this list alone; letters and the log do not name it.")
        parts: list[QWidget] = [
            self.told,
            self.day,
            Field(_("From"), self.whom, shown),
            Field(_("Kind"), self.kind, _("Such as letter, minutes, invoice. Empty: the kind of the file.")),
            Field(_("Reference"), self.reference, _("Its number in another diary.")),
        ]
        for part in parts:
            part.setMaximumWidth(theme.px(WIDEST))
            stacked.addWidget(part)
        buttons = line(self.save, self.back, spacing=10)
        buttons.addStretch(1)
        stacked.addLayout(buttons)
        stacked.addStretch(1)
        self.area = Area(_("The document's particulars"), self)
        self.area.setWidget(body)
        self.column.addWidget(self.area, 1)
        self.save.clicked.connect(self.try_it)
        self.back.clicked.connect(self.take_back)
        self.back.refused.connect(lambda reason: self.frame.status.set_mode(_("The document's particulars"), reason))
        for entry in (self.day.entry, self.whom, self.kind, self.reference):
            entry.returnPressed.connect(self.try_it)

    def title(self) -> str:
        return _("The document's particulars")

    def open(self, document_id: int = 0, **arguments: Any) -> None:
        """Shows a document's particulars."""
        self.document_id = DocumentId(document_id or self.document_id)
        self.hush()
        self.refresh()

    def refresh(self) -> None:
        if not self.document_id:
            return
        document = self.workspace.ask(lambda reader: reader.documents.get(self.document_id))
        self.request_id = document.request_id
        number = self.workspace.ask(lambda reader: reader.requests.get(document.request_id)).registry_number
        said = self.workspace.ask(describing.of, [self.document_id]).get(self.document_id)
        self.top.set_crumbs([("request", number)])
        self.top.set_title(_("The document's particulars"), document.title)
        self.frame.status.set_mode(_("The document's particulars"), _("Return saves."))
        self.day.entry.setText(str(said.dated) if said and said.dated else "")
        for entry, words in zip(
            (self.whom, self.kind, self.reference),
            (said.sender, said.kind, said.reference) if said else ("", "", ""),
            strict=True,
        ):
            entry.setText(words)
        self.told.setText(self._where_from(document.pages, said))
        mine = said is not None and said.said_by is not None
        nothing = _("Nobody has said anything of this document that could be taken back. Say it first.")
        self.back.set_blockers(() if mine else (nothing,))

    def _where_from(self, pages: int, said: Any) -> str:
        """How many pages, and who has said what stands here."""
        count = wording.pages(pages)
        if said is None:
            return count
        if said.said_by is None:
            return _("{pages}. The file itself says so.").format(pages=count)
        name = self.workspace.ask(lambda reader: reader.people.get(said.said_by)).name
        return _("{pages}. Said by {name} {at}.").format(pages=count, name=name, at=minute(said.said_at))

    def try_it(self) -> None:
        """Saves what was written."""
        fits, day = self.day.read()
        new = NewDescription(day, self.whom.text(), self.kind.text(), self.reference.text())
        if fits and self.done(lambda: self.workspace.do(describing.say, self.document_id, new), _("Saved.")):
            self.go_back("request")

    def take_back(self) -> None:
        """Takes back what was said last."""
        if not self.back.blockers() and self.done(lambda: self.workspace.do(describing.take_back, self.document_id)):
            self.refresh()

    def go_back(self, where: str) -> None:
        self.frame.show_screen("request", request_id=self.request_id)

    def areas(self) -> list[QWidget]:
        return [self.top, self.area, self.frame.status]

    def start_focus(self) -> None:
        self.day.entry.setFocus(Qt.FocusReason.OtherFocusReason)
