"""The search panel of the review page: what is looked for, the hits with ticks, and masking those that are ticked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app import messages
from app.services.marking.search import Places
from app.texts import N_, _, ngettext
from redaction.detectors import Term
from redaction.sought import Expression, Lines, Listed, Near, Query

from ... import theme
from ...parts.buttons import Button, IconButton, Kind, Link, PrimaryButton
from ...parts.inputs import Entry, Select, Tick
from ...parts.keys import bind
from ...parts.progress import ProgressRow
from ...parts.words import Surface, Words, line
from .search_rows import HitsView

WORDS, LISTED, EXPRESSION, NEAR, LINES = "words", "list", "expression", "near", "lines"
KINDS = {
    WORDS: N_("Words"),
    LISTED: N_("A list"),
    EXPRESSION: N_("An expression"),
    NEAR: N_("Words near each other"),
    LINES: N_("From line to line"),
}
# kind: what stands in the first and the second field, the ticks that are shown
FIELDS = {
    WORDS: (N_("Word or phrase"), "", ("whole", "case")),
    LISTED: (N_("File with terms (CSV, XLSX)"), "", ("case",)),
    EXPRESSION: (N_("Regular expression"), "", ("case", "across")),
    NEAR: (N_("Word or phrase"), N_("Near this"), ("alone",)),
    LINES: (N_("From the line with"), N_("To the line with"), ()),
}
TICKS = {
    "whole": N_("Whole words"),
    "case": N_("Capitals count"),
    "across": N_(". goes over line ends"),
    "alone": N_("Only the first"),
}


class SearchPanel(Surface):
    """Signals: ``sought`` a Query or the Path of a list, and whether in all documents; ``masked`` the hits ticked."""

    sought = Signal(object, bool)
    masked = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent=parent)
        self.setAccessibleName(_("Search"))
        self.found: Places | None = None
        self._number_of: Callable[[str], int] = lambda provision: 0
        self._provision = ""
        self._build_fields()
        self.hits = HitsView(self)
        self.note = Words("", "small", "ink2", wrap=True, parent=self)
        self.progress = ProgressRow(_("Searching"), self)
        stacked = QVBoxLayout(self)
        stacked.setContentsMargins(1, 0, 0, 0)
        stacked.setSpacing(0)
        stacked.addWidget(self._head())
        stacked.addWidget(self._form())
        stacked.addWidget(self.hits, 1)
        stacked.addWidget(self._foot())
        self.kind.currentIndexChanged.connect(lambda _index: self._shape())
        self.first.returnPressed.connect(self.ask)
        self.second.returnPressed.connect(self.ask)
        self.apart.returnPressed.connect(self.ask)
        self.hits.ticked.connect(self._count)
        bind(self, "Esc", _("Close the search"), self.closed.emit, area=_("in the search"))
        self._shape()
        self.show_work(False)
        self.show_found(None)

    # -- building ----------------------------------------------------------------------------------------------

    def _build_fields(self) -> None:
        self.kind = Select(self)
        self.kind.setAccessibleName(_("What is looked for"))
        for name, words in KINDS.items():
            self.kind.addItem(_(words), name)
        self.first, self.second, self.apart = Entry(parent=self), Entry(parent=self), Entry("10", parent=self)
        self.apart.setAccessibleName(_("Words between at most"))
        self.apart.setFixedWidth(theme.px(48))
        self.apart.setValidator(QIntValidator(0, 200, self.apart))
        self.between = Words(_("words between at most"), "body", "ink2", parent=self)
        self.file = Button(_("Choose file …"), Kind.SECONDARY, "folder", tall="card-button", parent=self)
        self.file.clicked.connect(self._choose_file)
        self.ticks = {name: Tick(_(words), name == "whole", self) for name, words in TICKS.items()}
        self.everywhere = Tick(_("In all documents of the request"), True, self)
        self.go = Button(_("Search"), Kind.SECONDARY, "search", "Return", tall="card-button", parent=self)
        self.go.clicked.connect(self.ask)

    def _head(self) -> QWidget:
        head = Surface("panel", "bottom", self)
        head.setFixedHeight(theme.height("panel"))
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(12), 0, theme.px(6), 1)
        leave = IconButton("close", _("Back to the findings"), "Esc", parent=head)
        leave.clicked.connect(self.closed)
        row.addWidget(Words(_("Search"), "strong", parent=head), 1)
        row.addWidget(self.kind)
        row.addWidget(leave)
        return head

    def _form(self) -> QWidget:
        form = Surface("panel", "bottom", self)
        column = QVBoxLayout(form)
        column.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        column.setSpacing(theme.px(8))
        column.addWidget(self.first)
        column.addWidget(self.second)
        apart = line(self.apart, self.between, spacing=8)
        apart.addStretch(1)
        column.addLayout(apart)
        column.addWidget(self.file, 0, Qt.AlignmentFlag.AlignLeft)
        ticks = line(*self.ticks.values(), spacing=16)
        ticks.addStretch(1)
        column.addLayout(ticks)
        last = line(self.everywhere, spacing=8)
        last.addStretch(1)
        last.addWidget(self.go)
        column.addLayout(last)
        column.addWidget(self.progress)
        column.addWidget(self.note)
        return form

    def _foot(self) -> QWidget:
        self.foot = Surface("panel", "top", self)
        column = QVBoxLayout(self.foot)
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(10))
        column.setSpacing(theme.px(8))
        self.counted = Words("", "body", "ink2", wrap=True, parent=self.foot)
        self.all, self.none = Link(_("Tick all"), parent=self.foot), Link(_("Tick none"), parent=self.foot)
        self.all.clicked.connect(lambda: self.hits.tick_all(True))
        self.none.clicked.connect(lambda: self.hits.tick_all(False))
        self.mask_button = PrimaryButton("", tall="card-button", parent=self.foot)
        self.mask_button.clicked.connect(lambda: self.masked.emit([place.hit for place in self.hits.chosen()]))
        above = line(self.counted, spacing=12)
        column.addLayout(above)
        below = line(self.mask_button, spacing=12)
        below.addStretch(1)
        below.addWidget(self.all)
        below.addWidget(self.none)
        column.addLayout(below)
        return self.foot

    # -- asking ------------------------------------------------------------------------------------------------

    def begin(self, words: str = "") -> None:
        """Puts the focus where writing begins; ``words`` are looked for as words."""
        if words:
            self.kind.setCurrentIndex(self.kind.findData(WORDS))
            self.first.setText(words)
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.first.selectAll()

    def ask(self) -> None:
        """Tells what is looked for; says at once where a field is empty."""
        query = self.query()
        if query is None:
            self.say(_("Write what is looked for."), fault=True)
        else:
            self.sought.emit(query, self.everywhere.isChecked())

    def query(self) -> Query | Path | None:
        """What the fields ask for; None where one that is needed is empty."""
        kind, first, second = self.kind.currentData(), self.first.text(), self.second.text().strip()
        on = {name: tick.isChecked() for name, tick in self.ticks.items()}
        if not first.strip() or (kind in (NEAR, LINES) and not second):
            return None
        if kind == LISTED:
            return Path(first.strip())
        if kind == EXPRESSION:
            return Expression(first, on["case"], on["across"])
        if kind == NEAR:
            return Near(first.strip(), second, int(self.apart.text() or 0), on["alone"])
        if kind == LINES:
            return Lines(first.strip(), second)
        return Listed((Term(first.strip(), "", None, not on["whole"]),), on["case"])

    def _shape(self) -> None:
        """Shows the fields of the kind that is chosen."""
        kind = self.kind.currentData()
        first, second, ticks = FIELDS[kind]
        for entry, words in ((self.first, first), (self.second, second)):
            entry.setPlaceholderText(_(words) if words else "")
            entry.setAccessibleName(_(words) if words else "")
            entry.setVisible(bool(words))
        for name, tick in self.ticks.items():
            tick.setVisible(name in ticks)
        self.apart.setVisible(kind == NEAR)
        self.between.setVisible(kind == NEAR)
        self.file.setVisible(kind == LISTED)
        told = _("^ and $ are the ends of lines. An expression that takes too long is stopped.")
        self.say(told if kind == EXPRESSION else _("Columns: term, provision, category.") if kind == LISTED else "")

    def _choose_file(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Choose file …"), "", "CSV, XLSX (*.csv *.txt *.xlsx)")
        if name:
            self.first.setText(name)
            self.ask()

    # -- showing -----------------------------------------------------------------------------------------------

    def say(self, words: str, fault: bool = False) -> None:
        """A sentence under the fields."""
        self.note.setText(words)
        self.note.set_tone("stop" if fault else "ink2")
        self.note.setVisible(bool(words))

    def show_work(self, on: bool, done: int = 0, total: int = 0, words: str = "", left: float = -1.0) -> None:
        """How far a search has come."""
        self.progress.setVisible(on)
        self.go.setVisible(not on)
        if on:
            self.progress.show_progress(done, total, left if left >= 0 else None, words)

    def show_found(self, found: Places | None, ticked: set[int] | None = None) -> None:
        """Shows what was found; ticked is what nobody has judged, or those of ``ticked``."""
        self.found = found
        rows = found.rows if found is not None else ()
        wanted = {number for number, place in enumerate(rows) if place.wanted}
        self.hits.show_places(rows, wanted if ticked is None else ticked & wanted)
        self.foot.setVisible(bool(rows))
        if found is not None:
            told = [messages.slow(document.number, page) for document, page in found.slow]
            self.say(" ".join(told) or ("" if rows else _("Nothing was found.")), fault=bool(told))
        self._count()

    def set_ground(self, provision: str, number_of: Callable[[str], int]) -> None:
        """The ground chosen, for hits whose list names none."""
        self._provision, self._number_of = provision, number_of
        self._count()

    def _count(self) -> None:
        found, chosen = self.found, self.hits.chosen()
        if found is not None:
            self.counted.setText(messages.hits(len(found.rows), found.masked, found.more))
        grounds = {place.hit.provision or self._provision for place in chosen}
        one = self._number_of(next(iter(grounds))) if len(grounds) == 1 else 0
        self.mask_button.set_ground(one)
        self.mask_button.become(ngettext("Mask {count}", "Mask {count}", len(chosen)).format(count=len(chosen)))
        if not chosen:
            self.mask_button.set_blockers((_("Tick at least one."),))
        elif "" in grounds:
            why = _("Choose a ground with 1–9, or 0 for the whole catalogue.")
            self.mask_button.set_blockers((why,), _("choose 1–9"))
        else:
            self.mask_button.set_blockers(())
