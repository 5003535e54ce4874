"""A request as it is shown: procedure, documents, words and facts. Deeds come with those who build on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.events import Event, RequestEvent
from app.domain.ids import DocumentId, RequestId
from app.domain.official import Path as Answers
from app.domain.requests import Document
from app.domain.workflow import RequestStep
from app.services import queries
from app.services.cases import official
from app.services.queries import RequestView
from app.services.writing import times
from app.store.unit import Unit
from app.texts import _

from ... import legal, theme, wording
from ...intake import Intake
from ...parts.area import Area
from ...parts.buttons import Button, IconButton, Kind, PrimaryButton, SecondaryButton
from ...parts.split import Panel, Split
from ...parts.steps import StepsRail
from ...parts.swap import empty
from ...parts.words import Card, Surface, Words, line
from ...printing import Printout
from ...watched import Watched
from .. import losing
from ..asking import Asking
from ..page import Page
from .blockers import reasons
from .coming_in import ComingIn, DropZone
from .documents import DocumentsTable, lines
from .facts import FactsPanel
from .official import OfficialPanel
from .ordering import Ordering
from .own_data import OwnDataCard
from .panel import FormPanel
from .steps import next_move, short, steps
from .watched import WatchedOffer

RECENT = 6
"""Rows of the log shown at the foot; the same deed done many times in a row is one."""
LOOKED_AT = 200
"""How many rows of the log are looked at for them."""


class RequestPage(Page):
    """One request, shown."""

    place = "requests"
    keeps = ("request_id",)

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self.request_id = RequestId(0)
        self.view: RequestView | None = None
        self.intake = Intake.of(frame)
        self.coming = ComingIn(self)
        self.main = PrimaryButton("", parent=self)
        self.log = Button(_("The request's log"), Kind.QUIET, "log", parent=self)
        self.sums = Button(_("Sums in place of rows"), Kind.QUIET, "table", parent=self)
        self.file = Button(_("The file"), Kind.QUIET, "list", parent=self)
        legal.carry(self.file, "register")
        self.letters = Button(_("Letters"), Kind.QUIET, "letter", parent=self)
        self.top.add(self.file, self.letters, self.sums, self.log, self.main)
        self.steps = StepsRail(self)
        self.subject = Words("", "heading", wrap=True, parent=self)
        self.count = Words("", "body", "ink2", parent=self)
        self.take = SecondaryButton(_("Take in documents"), "take-in", "Ctrl+O", parent=self)
        self.list_pages = IconButton("print", _("Print the list of pages"), framed=True, parent=self)
        self.printout = Printout(self)
        self.table = DocumentsTable(self)
        self.ordering = Ordering(self, self.table)
        self.asking = Asking(self)
        self.official = OfficialPanel(self._say_official, self)
        self.forms = FormPanel(self._write, self)
        self.own = OwnDataCard(self)
        self.drop = DropZone(self)
        self.watched = WatchedOffer(Watched.of(frame), self)
        self.facts = FactsPanel(self)
        self.recent = QGridLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        left = Surface("panel", "right", self)
        rail = Area(parent=left)
        rail.setWidget(self.steps)
        _whole(left, rail, 1)
        right = Surface("panel", "left", self)
        _whole(right, self.facts, 0)
        panels = (
            Panel(left, _("Steps"), 280, 200),
            Panel(self._middle(), _("Documents"), 0, 340),
            Panel(right, _("Facts"), 320, 230),
        )
        self.split = Split("request", panels, self)
        self.column.addWidget(self.split, 1)

    def _middle(self) -> QWidget:
        body = Surface("content")
        column = QVBoxLayout(body)
        column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        column.setSpacing(theme.px(12))
        head = line(Words(_("Documents"), "section"), self.count)
        head.addStretch(1)
        head.addWidget(self.list_pages)
        head.addWidget(self.take)
        self.card = Card(parent=body)
        self.card.add_row(self.table, (0, 0, 0, 0))
        self.recent.setHorizontalSpacing(theme.px(20))
        self.recent.setVerticalSpacing(theme.px(8))
        self.recent.setColumnStretch(2, 1)
        column.addWidget(self.subject)
        column.addWidget(self.forms)
        column.addWidget(self.own)
        column.addLayout(head)
        column.addWidget(self.asking)
        column.addWidget(self.official)
        column.addWidget(self.card)
        column.addWidget(self.watched)
        column.addWidget(self.drop)
        column.addSpacing(theme.px(6))
        column.addWidget(Words(_("Latest in the request"), "section"))
        column.addLayout(self.recent)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        self.middle = area
        return area

    # -- showing -----------------------------------------------------------------------------------------------------

    def title(self) -> str:
        return self.view.request.registry_number if self.view else ""

    def open(self, **arguments: Any) -> None:
        """Shows the request ``request_id``, or again the one it showed."""
        asked = RequestId(arguments.get("request_id", self.request_id))
        if asked != self.request_id:
            self.hush()
            self.asking.leave()
            self.official.leave()
            self.forms.leave()
        self.request_id = asked
        self.refresh()
        self.titled.emit()

    def concerns(self, event: Event) -> bool:
        return isinstance(event, RequestEvent) and event.request_id == self.request_id

    def refresh(self) -> None:
        self.view = view = self.workspace.ask(queries.request, self.request_id, self.person, self.now)
        self.top.set_crumbs([("requests", _("Requests"))])
        self.top.set_title(view.request.registry_number)
        self.subject.setText(wording.subject(view.request.subject))
        self.steps.set_steps(steps(view, self.now))
        self.facts.show_view(view, self.now)
        self.own.show_view(view, self.now)
        self._show_main(view)
        self._show_documents()
        self._show_recent()
        state = _(wording.REQUEST_STATES[view.state])
        self.frame.status.set_mode(state, _("F6 changes area. Return opens the document. Ctrl+O takes in files."))

    def _show_main(self, view: RequestView) -> None:
        move = next_move(view)
        self.main.setVisible(move is not None)
        if move is not None:
            self.main.become(move.words, move.icon)
            self.main.set_blockers(move.reasons, short(move))
        held = view.steps.get(RequestStep.ADD_DOCUMENT)
        self.take.set_blockers(reasons(held) if held is not None else (_("The request is closed"),))
        self.drop.setVisible(held == ())
        self.watched.set_open(held == ())

    def _show_documents(self) -> None:
        if self.view is None:
            return
        shown = lines(self.view.current.documents, self.intake, self.request_id)
        self.count.setText(str(len(shown)) if shown else "")
        self.table.set_lines(shown)
        self.card.setVisible(bool(shown))
        if self.table.current() is None and shown:
            self.table.selectRow(0)

    def _show_recent(self) -> None:
        empty(self.recent)
        rows = self.workspace.ask(queries.steps_taken, self.request_id, LOOKED_AT)
        folded = [list(same) for _key, same in groupby(rows, lambda row: (row.person, row.words))]
        for at, same in enumerate(folded[:RECENT]):
            newest = same[0]
            often = _(" ({count} times)").format(count=len(same)) if len(same) > 1 else ""
            told = (wording.moment(times.parse(newest.row.at), self.now), newest.person or _("The program"))
            for column, words in enumerate((*told, newest.words + often)):
                self.recent.addWidget(Words(words, tone="ink" if column else "ink2", wrap=True), at, column)

    # -- what its panels write -------------------------------------------------------------------------------------

    def _write(self, deed: Callable[[Unit], None]) -> bool:
        """Does what a form says; where it is refused the banner says why and the form stays."""
        went = self.done(lambda: self.workspace.do(deed))
        if went:
            self.refresh()
        return went

    def _say_official(self, documents: Sequence[Document], path: Answers, ground: str) -> None:
        assert self.view is not None
        ids = [document.id for document in documents]
        tried = partial(self._tried, ids, path, ground)
        losing.ask_first(self.asking, self.workspace, self.view.current, _("Save the answer"), tried)

    def _tried(self, ids: Sequence[DocumentId], path: Answers, ground: str) -> None:
        echo = _("The answer is saved. Answer again to change it.")
        if self.done(lambda: self.workspace.do(official.answer, ids, path), echo) and ground:
            self.done(lambda: self.workspace.do(official.hand_out_voluntarily, ids[0], ground))
        self.refresh()

    def show_file(self) -> None:
        """Shows the request's file in the register."""
        self.frame.show_screen("register", request_id=self.request_id)

    def areas(self) -> list[QWidget]:
        own = [self.own] if self.own.isVisible() else []
        return [self.top, self.steps, *own, self.table if self.card.isVisible() else self.take, self.facts]

    def start_focus(self) -> None:
        (self.table if self.table.rows.rowCount() else self.main).setFocus()


def _whole(surface: Surface, inner: QWidget, right: int) -> None:
    layout = QHBoxLayout(surface)
    layout.setContentsMargins(1 - right, 0, right, 0)
    layout.addWidget(inner)
