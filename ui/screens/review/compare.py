"""The panel that holds a kept set of marks against those of now: which set, where they differ, and taking over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app import messages
from app.domain.mark_sets import SetDifference
from app.services.marking.mark_sets import Comparison
from app.texts import _, ngettext

from ... import theme
from ...parts.buttons import Button, IconButton, Kind, PrimaryButton
from ...parts.choices import SegmentedControl
from ...parts.columns import Column
from ...parts.inputs import Select
from ...parts.keys import ALONE, bind
from ...parts.rows import RowsView
from ...parts.words import Surface, Words, line
from .words import page_words

NOW, THEN = "now", "then"


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """A difference as its row tells it: the words there, and what is so then and now."""

    difference: SetDifference
    words: str

    @property
    def id(self) -> int:
        """The mark's id, by which the difference is taken over."""
        return self.difference.one.mark_id

    @property
    def told(self) -> str:
        """Then → now."""
        return " → ".join(messages.decided(one) for one in (self.difference.then, self.difference.now))


def _columns() -> list[Column]:
    return [
        Column(_("Then → now"), lambda r: r.words, second=lambda r: r.told),
        Column(_("Page"), lambda r: page_words(r.difference.one.page), width=56),
    ]


class ComparePanel(Surface):
    """Signals: ``chose_set`` its number, ``went`` a row that is to be shown, ``flipped`` NOW or THEN, ``taken`` the
    ids to take over, ``kept`` that the marks of now shall be kept, ``closed``.
    """

    chose_set = Signal(int)
    went = Signal(object)
    flipped = Signal(str)
    taken = Signal(object)
    kept = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent=parent)
        self.setAccessibleName(_("Compare sets of marks"))
        self.sets = Select(self)
        self.sets.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.sets.setAccessibleName(_("The set that is compared with now"))
        segments = ((NOW, _("Now"), ""), (THEN, _("Then"), ""))
        self.segments = SegmentedControl(segments, _("Which marks stand on the page"), self)
        self.rows = RowsView(_columns(), _("Differences"), key=lambda row: row.id, tall="document", parent=self)
        self.rows.setProperty("ground", "panel")
        self.told = Words("", "small", "ink2", wrap=True, parent=self)
        self.one = PrimaryButton(_("Take over"), key="Return", tall="card-button", parent=self)
        self.all = Button("", Kind.SECONDARY, tall="card-button", parent=self)
        self.keep = Button(_("Keep the marks of now"), Kind.QUIET, "plus", tall="card-button", parent=self)
        stacked = QVBoxLayout(self)
        stacked.setContentsMargins(1, 0, 0, 0)
        stacked.setSpacing(0)
        for part in (self._head(), self._choice()):
            stacked.addWidget(part)
        stacked.addWidget(self.rows, 1)
        stacked.addWidget(self._foot())
        self._bind()

    def _head(self) -> QWidget:
        head = Surface("panel", "bottom", self)
        head.setFixedHeight(theme.height("panel"))
        close = IconButton("close", _("Back to the findings"), "Esc", parent=head)
        close.clicked.connect(self.closed)
        row = line(Words(_("Compare with"), "strong", parent=head), self.segments, close, spacing=8)
        row.setStretch(0, 1)
        row.setContentsMargins(theme.px(12), 0, theme.px(6), 1)
        head.setLayout(row)
        return head

    def _choice(self) -> QWidget:
        bar = Surface("panel", "bottom", self)
        column = QVBoxLayout(bar)
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(9))
        column.setSpacing(theme.px(6))
        column.addWidget(self.sets)
        column.addWidget(self.told)
        return bar

    def _foot(self) -> QWidget:
        foot = Surface("panel", "top", self)
        column = QVBoxLayout(foot)
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        column.setSpacing(theme.px(4))
        above = line(self.one, self.all, spacing=8)
        above.addStretch(1)
        column.addLayout(above)
        column.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        return foot

    def _bind(self) -> None:
        self.sets.activated.connect(lambda _at: self.chose_set.emit(int(self.sets.currentData())))
        self.segments.chosen.connect(self.flipped)
        self.rows.chose.connect(lambda row: self.went.emit(row) if row is not None else None)
        self.rows.opened.connect(lambda _row: self._take())
        self.one.clicked.connect(self._take)
        self.all.clicked.connect(lambda: self.taken.emit([row.id for row in self._found]))
        self.keep.clicked.connect(self.kept)
        area = _("in the comparison")
        bind(self, "Esc", _("Go back to the findings"), self.closed.emit, area=area)
        bind(self.rows, "Space", _("Switch between the marks of then and of now"), self._flip, ALONE, area)
        self._found: tuple[DifferenceRow, ...] = ()

    # -- showing -----------------------------------------------------------------------------------------------

    def show_sets(self, sets: Sequence[tuple[int, str]], chosen: int) -> None:
        """The sets there are (number, words), the newest first, and which one is compared."""
        if [(self.sets.itemData(at), self.sets.itemText(at)) for at in range(self.sets.count())] != list(sets):
            self.sets.clear()
            for number, words in sets:
                self.sets.addItem(words, number)
        self.sets.setCurrentIndex(self.sets.findData(chosen))
        self.sets.setVisible(bool(sets))

    def show_found(self, found: Comparison | None, why_not: Sequence[str]) -> None:
        """The differences from the chosen set; None where there is none. ``why_not``: why nothing can be taken over."""
        different = found.differences if found is not None else ()
        self._found = tuple(DifferenceRow(one, found.text(one) or _("Area")) for one in different) if found else ()
        self.rows.set_rows(self._found)
        count = len(self._found)
        if found is None:
            none = _("No set has been kept. One is kept when the document is sent, returned or signed.")
            choose = _("Choose a document that says the same: its marks are held against these.")
            self.told.setText(choose if self.sets.count() else none)
        else:
            told = ngettext("{count} difference", "{count} differences", count).format(count=count)
            self.told.setText(told if count else _("The set and the marks of now are the same."))
        nothing = () if count else (_("There is no difference to take over."),)
        self.all.setText(ngettext("Take over {count}", "Take over all {count}", count).format(count=count))
        self.all.setVisible(count > 1)
        for button in (self.one, self.all):
            button.set_blockers(tuple(why_not) or nothing)
            button.updateGeometry()
        self.segments.setEnabled(found is not None)
        if count and self.rows.current() is None:
            self.rows.selectRow(0)

    def _take(self) -> None:
        row = self.rows.current()
        if row is not None and not self.one.blockers():
            self.taken.emit([row.id])

    def _flip(self) -> None:
        other = THEN if self.segments.current() == NOW else NOW
        self.segments.choose(other)
        self.flipped.emit(other)
