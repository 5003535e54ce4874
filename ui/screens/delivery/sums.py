"""Sums in place of rows: a table is read, its columns are chosen, the totals are seen before they are kept."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app import messages, tables
from app.domain.errors import Refused
from app.domain.events import Event, RequestEvent
from app.domain.ids import DeliveryId
from app.domain.local_time import local_day
from app.domain.requests import Document
from app.domain.sums import Compilation
from app.services import queries
from app.services.delivering import compilations
from app.services.delivering.compilations import NewCompilation
from app.services.queries import DeliveryView, RequestView
from app.texts import _
from redaction.coarser.kinds import kinds
from redaction.tables import Row

from ... import theme
from ...parts.buttons import PrimaryButton, SecondaryButton
from ...parts.flow import Flow
from ...parts.inputs import Entry, Field, Select
from ...parts.notices import Tone
from ...parts.swap import empty
from ...parts.words import Card, Surface, Words
from ...work import Work
from .. import losing
from ..asking import Asking
from ..page import Page

MOST_LINES = 60
"""So many groups of a compilation are shown in the window; the paper has all."""
WIDEST = 760
"""A field is at most so wide."""


class SumsView(QWidget):
    """The lines of a compilation and what is said of them."""

    def __init__(self, row: Compilation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"{compilations.name(row)}: {row.title}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(28))
        grid.setVerticalSpacing(theme.px(3))
        cells = [*row.cells[:MOST_LINES], row.total]
        lines = [compilations.header(row), *(compilations.line(row, cell) for cell in cells)]
        for y, texts in enumerate(lines):
            style = "strong" if y in (0, len(lines) - 1) else "body"
            for x, text in enumerate(texts):
                side = Qt.AlignmentFlag.AlignRight if x else Qt.AlignmentFlag.AlignLeft
                grid.addWidget(Words(text, style, parent=self), y, x, side)
        grid.setColumnStretch(len(lines[0]), 1)
        column.addLayout(grid)
        for words in compilations.notes(row):
            column.addWidget(Words(words, "small", "ink2", wrap=True, parent=self))


class SumsScreen(Page):
    """The compilations of one delivery, and the making of one."""

    place = "requests"
    keeps = ("delivery_id",)

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self.delivery_id = DeliveryId(0)
        self.view: RequestView | None = None
        self.rows: tuple[Row, ...] = ()
        self.work = Work(self)
        self.file = SecondaryButton(_("Choose a list …"), "folder", parent=self)
        self.document, self.pages = Select(), Entry("1")
        self.read = SecondaryButton(_("Read the table"), parent=self)
        self.title_entry, self.source = Entry(), Entry()
        self.group, self.amount, self.who, self.by = Select(), Select(), Select(), Select()
        self.why = Words("", "small", "stop", wrap=True, parent=self)
        self.make = PrimaryButton(_("Add the compilation"), parent=self)
        self._seen: SumsView | None = None
        self.asking = Asking(self)
        self.column.addWidget(self.asking)
        self._lay_out()
        self._bind()
        self.listen_to(RequestEvent)

    def _lay_out(self) -> None:
        body = Surface("content")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        self._column.setSpacing(theme.px(12))
        told = _("Instead of rows about persons, totals can be handed out. Mask the rows themselves in the document.")
        self._column.addWidget(Words(told, "body", "ink2", wrap=True, parent=body))
        self._column.addWidget(Words(_("The table"), "section", parent=body))
        self.document.setMinimumWidth(theme.px(200))
        source = QHBoxLayout()
        source.setSpacing(theme.px(10))
        for part in (self.file, Field(_("or a document"), self.document), Field(_("Pages"), self.pages), self.read):
            source.addWidget(part, 0, Qt.AlignmentFlag.AlignBottom)
        source.addStretch(1)
        self._column.addLayout(source)
        self.form = QWidget(body)
        form = QVBoxLayout(self.form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(theme.px(10))
        choices = (
            Field(_("Groups by"), self.group),
            Field(_("formed as"), self.by),
            Field(_("Sum"), self.amount),
            Field(_("Persons by"), self.who),
        )
        form.addWidget(Flow(list(choices), parent=self.form))
        about = Field(_("What it is about"), self.title_entry, _("In neutral words."))
        for field in (about, Field(_("Where the rows come from"), self.source)):
            field.setMaximumWidth(theme.px(WIDEST))
            form.addWidget(field)
        self.preview, self._room = Card(parent=self.form), QVBoxLayout()
        self.preview.add_row(self._room)
        form.addWidget(self.why)
        form.addWidget(self.preview)
        form.addWidget(self.make, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.form)
        self._column.addWidget(Words(_("In this delivery"), "section", parent=body))
        self.listed = QVBoxLayout()
        self._column.addLayout(self.listed)
        self._column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        self.column.addWidget(area, 1)

    def _bind(self) -> None:
        self.file.clicked.connect(self._choose_file)
        self.read.clicked.connect(self._read_pages)
        self.make.clicked.connect(self._make)
        self.make.refused.connect(lambda reason: self.tell(Tone.WARN, reason))
        for select in (self.group, self.amount, self.who, self.by):
            select.currentIndexChanged.connect(lambda _index: self._look_ahead())
        for entry in (self.title_entry, self.source):
            entry.textChanged.connect(lambda _text: self._look_ahead())
        self.work.finished.connect(self.show_table)
        self.work.refused.connect(lambda sentence: self.tell(Tone.STOP, sentence))

    # -- showing -----------------------------------------------------------------------------------------------------

    def title(self) -> str:
        return self.view.request.registry_number if self.view else ""

    def open(self, **arguments: Any) -> None:
        """Shows the delivery ``delivery_id``, or again the one it showed."""
        asked = DeliveryId(arguments.get("delivery_id", self.delivery_id))
        if asked != self.delivery_id:
            self.hush()
            self.show_table(())
        self.delivery_id = asked
        self.refresh()
        self.titled.emit()

    def concerns(self, event: Event) -> bool:
        return isinstance(event, RequestEvent) and self.view is not None and event.request_id == self.view.request.id

    def refresh(self) -> None:
        delivery = self.workspace.ask(lambda reader: reader.deliveries.get(self.delivery_id))
        self.view = view = self.workspace.ask(queries.request, delivery.request_id, self.person, self.now)
        self.top.set_crumbs([("requests", _("Requests")), ("request", view.request.registry_number)])
        self.top.set_title(_("Sums in place of rows"))
        kept = self.document.currentIndex()
        self.document.clear()
        for row in view.current.documents:
            self.document.addItem(f"{row.document.number}. {row.document.title}", row.document)
        self.document.setCurrentIndex(max(0, min(kept, self.document.count() - 1)))
        nothing = () if self.document.count() else (_("The delivery has no documents."),)
        self.read.set_blockers(nothing)
        self._show_listed()
        self.frame.status.set_mode(_("Sums"), _("Groups of few persons are held back."))

    def go_back(self, where: str) -> None:
        if where == "request" and self.view is not None:
            self.frame.show_screen("request", request_id=self.view.request.id)
        else:
            self.frame.show_screen(where)

    def _show_listed(self) -> None:
        empty(self.listed)
        found = self.workspace.ask(compilations.of, self.delivery_id)
        for row in found:
            card = Card(parent=self)
            card.add_row(Words(f"{compilations.name(row)}: {row.title}", "strong", wrap=True))
            card.add_row(SumsView(row))
            gone = SecondaryButton(_("Remove"), tall="card-button")
            gone.setAccessibleName(_("Remove {name}").format(name=compilations.name(row)))
            gone.clicked.connect(partial(self._ask_removal, row))
            card.add_row(Flow([gone]))
            self.listed.addWidget(card)
        if not found:
            self.listed.addWidget(Words(_("No compilation yet."), "body", "ink2", parent=self))

    # -- a table -----------------------------------------------------------------------------------------------------

    def _choose_file(self) -> None:
        kinds_ = _("Lists (*.csv *.xlsx *.txt)") + ";;" + _("All files (*)")
        name, _kind = QFileDialog.getOpenFileName(self, _("Choose a list …"), "", kinds_)
        if name:
            self.read_file(Path(name))

    def read_file(self, file: Path) -> None:
        """Reads the table of a CSV or XLSX."""
        self.work.start(lambda progress: tables.of_file(file, progress))

    def _read_pages(self) -> None:
        document: Document = self.document.currentData(Qt.ItemDataRole.UserRole)
        try:
            first, _dash, last = self.pages.text().replace("–", "-").partition("-")
            pages = range(int(first) - 1, int(last or first))
        except ValueError:
            self.tell(Tone.STOP, _("The pages cannot be understood. Write them like 1 or 1-3."))
            return
        workspace = self.workspace
        self.work.start(lambda _progress: tables.of_pages(workspace, document, pages))

    def show_table(self, rows: object) -> None:
        """Takes a table up: its headings can be chosen from."""
        self.rows = rows if isinstance(rows, tuple) else ()
        head = self.rows[0] if self.rows else ()
        for select, nothing in ((self.group, ""), (self.amount, _("Nothing, only count")), (self.who, _("Each row"))):
            select.blockSignals(True)
            select.clear()
            if nothing:
                select.addItem(nothing, "")
            for number, heading in enumerate(head, 1):
                select.addItem(heading or str(number), str(number))
            select.blockSignals(False)
        self.by.blockSignals(True)
        self.by.clear()
        self.by.addItem(_("As written"), "")
        for kind in kinds():
            self.by.addItem(kind.label, kind.code)
        self.by.blockSignals(False)
        self.form.setVisible(len(self.rows) > 1)
        if rows and len(self.rows) < 2:
            self.tell(Tone.WARN, messages.sentence("sums-empty"))
        self._look_ahead()

    def _new(self) -> NewCompilation:
        group, amount, who, by = (
            str(select.currentData(Qt.ItemDataRole.UserRole) or "")
            for select in (self.group, self.amount, self.who, self.by)
        )
        return NewCompilation(self.title_entry.text(), group, amount, who, by, self.source.text())

    def _look_ahead(self) -> None:
        """Shows what would be made, or says why it cannot be."""
        if self._seen is not None:
            self._seen.hide()
            self._seen.deleteLater()
            self._seen = None
        if len(self.rows) < 2 or not self.delivery_id:
            return
        why, new = "", self._new()
        try:
            today = local_day(self.now)
            made = self.workspace.ask(compilations.preview, self.delivery_id, new, self.rows, today)
            self._seen = SumsView(made)
            self._room.addWidget(self._seen)
        except Refused as refusal:
            why = messages.of(refusal)
        self.preview.setVisible(self._seen is not None)
        self.why.setText(why)
        self.why.setVisible(bool(why))
        self.make.set_blockers((why,) if why else ())

    def _make(self) -> None:
        losing.ask_first(self.asking, self.workspace, self._part(), _("Make it"), self._made)

    def _made(self) -> None:
        if self.done(lambda: self.workspace.do(compilations.make, self.delivery_id, self._new(), self.rows)):
            self.title_entry.clear()
            self.show_table(())
            self.refresh()
            self.tell(Tone.OK, _("The compilation is in the delivery."), _("It is made as a paper with the copies."))

    def _ask_removal(self, row: Compilation, _on: bool = False) -> None:
        name = f"{compilations.name(row)}: {row.title}"
        words = _("Take away {name}? It is made again from the same rows alone.").format(name=name)
        away = partial(self._remove, row.number)
        losing.ask_first(self.asking, self.workspace, self._part(), _("Take it away"), away, words)

    def _part(self) -> DeliveryView:
        part: DeliveryView = self.workspace.ask(queries.delivery, self.delivery_id, self.person)
        return part

    def _remove(self, number: int) -> None:
        if self.done(lambda: self.workspace.do(compilations.remove, self.delivery_id, number)):
            self.refresh()
