"""The log as rows on their chain: read, checked, saved. Nothing in it can be changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QScrollArea, QVBoxLayout, QWidget

from app import long_work
from app.domain.events import Event
from app.domain.ids import RequestId
from app.domain.local_time import local_day
from app.domain.log import Verdict
from app.domain.people import Right
from app.services import queries
from app.services.keeping import retention
from app.services.queries import LogLine
from app.texts import N_, _, ngettext, pgettext

from ... import texts, theme
from ...jobs import Job
from ...papers import open_path
from ...parts.buttons import Link, SecondaryButton
from ...parts.inputs import Select
from ...parts.notices import Banner, EmptyState, Tone
from ...parts.rows import RowsView
from ...parts.split import Panel, Split
from ...parts.swap import show_in
from ...parts.words import Rule, Surface, Words, line
from ...printing import Printout
from ...work import Work
from ..page import Page
from ..request.facts import Pairs
from .rows import PAGE, LogModel, columns, what, when

REASONS = {
    "missing": N_("A row is missing."),
    "number": N_("A number is given twice."),
    "unreadable": N_("A row cannot be read."),
    "previous-hash": N_("The row does not follow from the one before."),
    "hash": N_("The row's content has been changed."),
    "year": N_("The row lies in the wrong year."),
    "request": N_("The row points to another request than it tells."),
    "segment": N_("What is told of a removed year is not so."),
    "segment-unrecorded": N_("A year is gone, and no row tells it."),
    "tail-missing": N_("The end of the log is missing."),
    "head-differs": N_("The row is not the one that was printed."),
    "head-removed": N_("The row lies in a year that was removed."),
}


PURPOSE = N_(
    "The log shows that the work can be trusted: what was done, when and by whom. It may not be used to find out who "
    "has given information to media or others (OSL 13 kap.). It is looked up by request, never by person, and each "
    "year of it is removed when its time in the document plan is over."
)
WHO_READS = N_(
    "Registrars and administrators read the log. The steps of a request stand on its own page. Ask one of them if you "
    "need a row, or to have the chain checked."
)


class LogScreen(Page):
    """The whole log, or one request's part of it."""

    place = "log"

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self.request_id: RequestId | None = None
        self.titles: dict[int, str] = {}
        self.work = Work(self)
        self.check = SecondaryButton(_("Check the chain"), "link", parent=self)
        self.save = SecondaryButton(_("Save as PDF and JSON"), "take-in", parent=self)
        self.print = SecondaryButton(_("Print"), "print", parent=self)
        self.printout = Printout(self)
        self.top.add(self.check, self.print, self.save)
        self.verdict = Banner(Tone.OK, "", full_width=True, parent=self)
        self.verdict.hide()
        self.which = Select(self)
        self.which.setAccessibleName(pgettext("log", "Request"))
        self.table = RowsView(columns(self.titles), _("Log"), key=lambda row: row.row.seq, parent=self)
        self.model = LogModel(self._fetch, self.titles, self.table)
        self._use_model()
        self.detail = QScrollArea(self)
        self.detail.setWidgetResizable(True)
        self.detail.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.closed = EmptyState(_("The log is not open to you"), _(WHO_READS), parent=self)
        self._lay_out()
        self._bind()
        self.listen_to(Event)

    def _use_model(self) -> None:
        """The table's own model gives way to one that fetches as it is scrolled."""
        self.table.rows = self.model
        self.table.setModel(self.model)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _was: self._show_row(self.table.row_of(now)))

    def _lay_out(self) -> None:
        self.column.addWidget(self.verdict)
        tools = Surface("content", parent=self)
        tools.setFixedHeight(theme.px(46))
        filters = line(Words(pgettext("log", "Request"), tone="ink2"), self.which, spacing=8, margins=(20, 0, 20, 0))
        filters.addStretch(1)
        self.head = Words("", "hash", "ink2", parent=self)
        self.copy_head = Link(_("Copy"), parent=self)
        for part in (Words(_("The log's head"), "small", "ink2"), self.head, self.copy_head):
            filters.addWidget(part)
        tools.setLayout(filters)
        left = Surface("content", parent=self)
        stacked = QVBoxLayout(left)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.setSpacing(0)
        stacked.addWidget(tools)
        stacked.addWidget(self.table, 1)
        purpose = Words(_(PURPOSE), "small", "ink2", wrap=True, cut=True)
        purpose.setContentsMargins(theme.px(20), theme.px(8), theme.px(20), theme.px(10))
        stacked.addWidget(purpose)
        right = Surface("panel", "left", self)
        around = QVBoxLayout(right)
        around.setContentsMargins(1, 0, 0, 0)
        around.addWidget(self.detail)
        panels = (Panel(left, _("Log"), 0, 480), Panel(right, _("Row"), 312, 250))
        self.split = Split("log", panels, self)
        self.column.addWidget(self.split, 1)
        self.column.addWidget(self.closed, 1)

    def _bind(self) -> None:
        self.check.clicked.connect(self.check_chain)
        self.verdict.acted.connect(self.check_chain)
        self.save.clicked.connect(self.save_log)
        self.print.clicked.connect(self.print_log)
        self.print.refused.connect(lambda reason: self.tell(Tone.WARN, reason))
        self.save.refused.connect(lambda reason: self.tell(Tone.WARN, reason))
        self.which.activated.connect(lambda at: self._filter(self.which.itemData(at)))
        self.copy_head.clicked.connect(self._copy_head)
        self.work.finished.connect(self._finished)
        self.work.refused.connect(lambda sentence: self.tell(Tone.STOP, sentence))

    # -- showing -----------------------------------------------------------------------------------------------------

    def title(self) -> str:
        return (_("Log") + " " + self._number()).strip()

    def open(self, **arguments: Any) -> None:
        """Shows the log of ``request_id``, or all of it."""
        self.hush()
        self.verdict.hide()
        self.request_id = arguments.get("request_id")
        self.frame.status.set_mode(_("Log"), _("Rows can be read, checked and saved. They cannot be changed."))
        may = self.person.may(Right.LOG)
        self.split.setVisible(may)
        self.closed.setVisible(not may)
        self.check.setVisible(may)
        self.save.setVisible(may)
        self.print.setVisible(may)
        self.top.set_title(_("Log"))
        if may:
            self._fill_which()
            self.refresh()
            self._remind()
        self.titled.emit()

    def _remind(self) -> None:
        """Tells of years of the log whose time is over by the document plan."""
        years = self.workspace.ask(retention.log_years_due, local_day(self.now))
        if years and self.person.may(Right.ADMINISTER):
            told = _("The log of {year} has passed its time by the document plan.").format(year=years[0])
            self.tell(Tone.WARN, told, _("Export it and remove it: utlamna log archive {year}").format(year=years[0]))

    def _fill_which(self) -> None:
        self.which.clear()
        self.which.addItem(_("All"), None)
        for row in reversed(self.workspace.ask(lambda reader: reader.requests.where())):
            self.which.addItem(row.registry_number, row.id)
        at = max(0, self.which.findData(self.request_id)) if self.request_id is not None else 0
        self.which.setCurrentIndex(at)
        self.which.updateGeometry()

    def _number(self) -> str:
        return self.which.currentText() if self.request_id is not None else ""

    def refresh(self) -> None:
        if not self.person.may(Right.LOG):
            return
        kept = self.table.current()
        self.titles.update(self.workspace.ask(lambda reader: {d.id: d.title for d in reader.documents.where()}))
        self.model.begin()
        head = self.workspace.ask(lambda reader: reader.log_head())
        self.head.setText(f"{head.seq}:{head.hash[:16]}…")
        self.head.setToolTip(str(head))
        self.top.set_title(_("Log"), self._number())
        rows = ngettext("{count} row", "{count} rows", head.seq).format(count=texts.number(head.seq))
        self.frame.status.set_saved("")
        self.top.detail.setText(self._number() or rows)
        unchosen = () if self.request_id is not None else (_("Choose a request to save or print its log"),)
        for button in (self.save, self.print):
            button.set_blockers(unchosen)
        if kept is None or not self.table.choose(kept.row.seq):
            self.table.selectRow(0)

    def _fetch(self, before: int | None) -> list[LogLine]:
        return list(self.workspace.ask(queries.log, before, PAGE, self.request_id))

    def _filter(self, request_id: RequestId | None) -> None:
        self.request_id = request_id
        self.refresh()
        self.titled.emit()

    def _show_row(self, row: LogLine | None) -> None:
        body = QWidget()
        stacked = QVBoxLayout(body)
        stacked.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16))
        stacked.setSpacing(theme.px(12))
        if row is not None:
            stacked.addWidget(Words(_("Row {number}").format(number=row.row.seq), "section"))
            stacked.addLayout(self._facts(row))
            stacked.addWidget(Rule())
            stacked.addWidget(Words(_("The chain"), "small-strong", "ink2"))
            for words, digest in (
                (_("row {number}").format(number=row.row.seq - 1), row.row.previous_hash),
                (_("row {number} = content + the row before").format(number=row.row.seq), row.row.hash),
            ):
                stacked.addWidget(Words(words, "small", "ink2"))
                shown = Words(" ".join(digest[at : at + 8] for at in range(0, 64, 8)), "hash", wrap=True)
                shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                stacked.addWidget(shown)
            told = _(
                "The sum is counted on the row's content and the row before. If a row is changed, the next does not "
                "fit. The log never holds what was masked."
            )
            stacked.addWidget(Words(told, "small", "ink2", True))
        stacked.addStretch(1)
        show_in(self.detail, body)

    def _facts(self, row: LogLine) -> Pairs:
        pairs = Pairs(84)
        pairs.add(_("Event"), row.words)
        pairs.add(_("Who"), row.person or _("The program"))
        pairs.add(_("Time"), when(row))
        pairs.add(pgettext("log", "Request"), row.registry_number)
        pairs.add(_("What"), what(row, self.titles))
        return pairs

    # -- deeds -------------------------------------------------------------------------------------------------------

    def check_chain(self) -> None:
        """Walks the whole chain, in a thread."""
        workspace = self.workspace
        self.work.start(lambda _progress: workspace.ask(queries.verify_log), Job(_("Log"), screen="log"))

    def save_log(self) -> None:
        """Asks for a folder and writes the request's log there as PDF and JSON."""
        folder = QFileDialog.getExistingDirectory(self, _("Save as PDF and JSON"))
        if folder:
            self.save_to(Path(folder))

    def print_log(self) -> None:
        """Prints the request's log."""
        workspace, request_id = self.workspace, self.request_id
        assert request_id is not None
        self.printout.start(_("Log"), lambda place: long_work.write_log(workspace, request_id, place.parent)[0])

    def save_to(self, folder: Path) -> None:
        """Writes the request's log into a folder, in a thread."""
        workspace, request_id = self.workspace, self.request_id
        assert request_id is not None
        job = Job(_("Log"), screen="log")
        self.work.start(lambda _progress: long_work.write_log(workspace, request_id, folder), job)

    def _finished(self, answer: object) -> None:
        if isinstance(answer, Verdict):
            self._show_verdict(answer)
        elif isinstance(answer, tuple):
            folder = answer[0].parent
            self.tell(Tone.OK, _("The log is saved."), str(folder), _("Open the folder"), lambda: open_path(folder))

    def _show_verdict(self, found: Verdict) -> None:
        if found.whole:
            rows = ngettext("{count} row", "{count} rows", found.rows).format(count=texts.number(found.rows))
            said = _("{rows}, none is changed or removed. Checked just now.").format(rows=rows)
            self.verdict.tell(Tone.OK, _("The chain is whole."), said, _("Check again"))
        else:
            where = _("The chain is broken at row {number}.").format(number=found.broken_seq or "?")
            said = _(REASONS[found.reason]) + " " + _("Stop working and tell the administrator.")
            self.verdict.tell(Tone.STOP, where, said, _("Check again"))
            if found.broken_seq is not None:
                self.table.choose(found.broken_seq)
        self.verdict.show()

    def _copy_head(self) -> None:
        QGuiApplication.clipboard().setText(self.head.toolTip())
        self.frame.status.say(_("The log's head is copied."))

    def areas(self) -> list[QWidget]:
        return [self.top, self.which, self.table]

    def start_focus(self) -> None:
        self.table.setFocus()
