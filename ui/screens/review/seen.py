"""What was found and is not proposed, with the reason: the office's own, never proposed here, or too unsure.

The clerk looks through it (O), and masks what should have been proposed like any words selected on the page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.queries import ReviewView
from app.texts import N_, _, ngettext
from redaction.detectors.allow import ALLOW_LIST, IN_DUTY
from redaction.detectors.learned import OFFICE_NEVER
from redaction.findings import Finding
from redaction.geometry import Rect
from redaction.marks import MarkState, covers

from ... import theme
from ...parts import paint
from ...parts.buttons import Button, Kind
from ...parts.columns import Column
from ...parts.rows import RowsView
from ...parts.words import Surface, Words
from ...viewer.words_under import Stretch
from .areas import AreasPage
from .words import BANDS, category_name, page_words

REASONS = {
    ALLOW_LIST: N_("The organisation's own"),
    IN_DUTY: N_("An address in duty"),
    OFFICE_NEVER: N_("Never proposed here, by the office's list"),
    "not-personal": N_("Says nothing of a person"),
}
"""Why a finding is not proposed, by its code."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding without a mark, and why it has none."""

    id: int
    finding: Finding
    reason: str

    @property
    def words(self) -> str:
        """Its words on one line."""
        return " ".join(self.finding.text.split())


def seen(view: ReviewView) -> tuple[Seen, ...]:
    """The findings of a document that propose nothing, in reading order; what a mark covers is left out."""
    marked = {mark.finding_id for mark in view.marks}
    bare = [(i, finding) for i, finding in view.findings.items() if i not in marked and finding.rects]
    if not bare:
        return ()
    masks: dict[int, list[Rect]] = {}
    for mark in view.marks:
        if mark.state is not MarkState.REJECTED or mark.finding_id is None:
            masks.setdefault(mark.page, []).extend(mark.rects)
    free = (
        (finding_id, finding)
        for finding_id, finding in bare
        if not covers(masks.get(finding.page, ()), finding.rects)
    )
    return tuple(Seen(finding_id, finding, why(finding)) for finding_id, finding in free)


def why(finding: Finding) -> str:
    """Why a finding is not proposed."""
    if finding.proposed:
        return _("Too unsure to be proposed ({band})").format(band=_(BANDS[finding.band]))
    reason = REASONS.get(finding.why_not)
    return _(reason) if reason else _("Not proposed")


class SeenList(RowsView):
    """The list; ``keys`` sees every key first, as in the list of findings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        columns = [
            Column(_("Words"), lambda r: f"{r.words} · {category_name(r.finding.category)}", second=lambda r: r.reason),
            Column(_("Page"), lambda r: page_words(r.finding.page), paint.RIGHT, 60),
        ]
        super().__init__(columns, _("Seen and not proposed"), key=lambda r: r.id, tall="document", parent=parent)
        self.keys: Callable[[QKeyEvent], bool] = lambda event: False

    def keyboardSearch(self, search: str) -> None:
        """Letters jump nowhere, as in the list of findings."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.keys(event):
            super().keyPressEvent(event)


class SeenPanel(Surface):
    """``closed`` tells that the findings are wanted again."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent=parent)
        head = Surface("panel", "bottom", self)
        head.setFixedHeight(theme.height("panel"))
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(12), 0, theme.px(8), 1)
        row.addWidget(Words(_("Seen and not proposed"), "strong", parent=head), 1)
        self.back = Button(_("Back"), Kind.QUIET, key="O", tall="card-button", parent=head)
        self.back.clicked.connect(self.closed)
        row.addWidget(self.back)
        told = _("What should be masked all the same is masked with 1–9, like words selected on the page.")
        about = Words(told, "small", "ink2", wrap=True, parent=self)
        about.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        self.list = SeenList(self)
        self._rows: tuple[Seen, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        for part in (head, about):
            column.addWidget(part)
        column.addWidget(self.list, 1)

    def show_rows(self, rows: Sequence[Seen]) -> None:
        """Shows these findings, and the same one as before as the current."""
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            self.list.set_rows(rows)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.list.current() is None and self.list.rows.rowCount():
            self.list.selectRow(0)


class SeenPage(AreasPage):
    """The review page with what was seen and not proposed in place of the findings while it is open."""

    def _build(self) -> None:
        super()._build()
        self.seen = SeenPanel(self)
        self._seen_open = False
        self._unmarked: tuple[Seen, ...] = ()
        self._side.addWidget(self.seen)
        self.panel.seen.clicked.connect(self.toggle_seen)
        self.seen.closed.connect(self.toggle_seen)
        self.seen.list.chose.connect(self._show_seen)

    def toggle_seen(self) -> None:
        """Opens the list of what is not proposed, or goes back to the findings."""
        if self.view is None or self._delivered:
            return
        if not self._seen_open and not self._unmarked:
            self._refuse(_("Everything that was found is proposed or judged."))
            return
        self._seen_open = not self._seen_open
        if self._searching:
            self.close_search()
        self._side.setCurrentWidget(self._beside())
        self.page_view.let_go()
        (self.seen.list if self._seen_open else self.panel.list).setFocus()
        if self._seen_open:
            self._show_seen(self.seen.list.current())

    def _show_seen(self, row: Seen | None) -> None:
        if row is not None and self._seen_open:
            found = row.finding
            self.page_view.select_words(Stretch(found.page, found.start, found.end, found.rects, row.words))

    def _added(self, mark_id: int) -> None:
        super()._added(mark_id)
        if self._seen_open and mark_id:
            self.seen.list.setFocus()
            self._show_seen(self.seen.list.current())

    def let_go(self) -> None:
        if self._seen_open:
            self.toggle_seen()
        else:
            super().let_go()

    def _show_marks(self) -> None:
        rows = self._unmarked = seen(self.view) if self.view is not None else ()
        self._seen_open = self._seen_open and bool(rows)
        self.seen.show_rows(rows)
        told = ngettext("{count} seen, not proposed", "{count} seen, not proposed", len(rows))
        self.panel.show_seen(told.format(count=len(rows)) if rows else "")
        super()._show_marks()

    def _beside(self) -> QWidget:
        return self.seen if self._seen_open and not self._searching and not self._delivered else super()._beside()
