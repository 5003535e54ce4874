"""Can more be handed out? Masks that may hide too much, each a step from its page; whoever reads them decides."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from app import messages, overmasking
from app.domain.events import Event, RequestEvent
from app.domain.ids import DeliveryId
from app.domain.overmasking import Doubt
from app.services import queries
from app.texts import _

from ...jobs import Job
from ...parts.columns import Column
from ...parts.notices import EmptyState, Tone
from ...parts.rows import RowsView
from ...parts.states import State
from ...work import Work
from ..page import Page
from ..review.words import page_words


class MoreScreen(Page):
    """The doubts of one delivery. ``open(delivery_id=...)`` looks for them."""

    place = "requests"
    keeps = ("delivery_id",)

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self.delivery_id = DeliveryId(0)
        self.request_id: Any = 0
        self.number = ""
        self._titles: dict[int, str] = {}
        self.work = Work(self)
        self.table = RowsView(self._columns(), _("Can more be handed out?"), key=_key, tall="document", parent=self)
        none = _("No mask is without an assessment, over your own, over people in their duty or over most of a page.")
        self.empty = EmptyState(_("Nothing looks masked for nothing"), none, parent=self)
        self.panes = QStackedWidget(self)
        self.panes.addWidget(self.table)
        self.panes.addWidget(self.empty)
        self.column.addWidget(self.panes, 1)
        self.table.opened.connect(self._go)
        self.work.finished.connect(self._found)
        self.work.refused.connect(lambda sentence: self.tell(Tone.STOP, sentence))
        self.listen_to(RequestEvent)

    def _columns(self) -> list[Column]:
        return [
            Column(_("Why"), messages.doubt, width=330, state=lambda _d: State.WARNING),
            Column(_("Where"), lambda d: f"{self._titles.get(d.document_id, '')}, {page_words(d.page)}", width=330),
            Column(_("Words"), lambda d: d.text, tone=lambda _d: "ink2"),
        ]

    def title(self) -> str:
        return self.number

    def open(self, **arguments: Any) -> None:
        """Shows where it is asked whether more of ``delivery_id`` can be handed out."""
        self.delivery_id = DeliveryId(arguments.get("delivery_id", self.delivery_id))
        self.refresh()
        self.titled.emit()

    def refresh(self) -> None:
        part = self.workspace.ask(queries.delivery, self.delivery_id, self.person)
        self.request_id = part.delivery.request_id
        self.number = self.workspace.ask(lambda reader: reader.requests.get(self.request_id)).registry_number
        self._titles = {row.document.id: row.document.title for row in part.documents}
        self.top.set_crumbs([("request", self.number)])
        self.top.set_title(_("Can more be handed out?"))
        self.frame.status.set_mode(_("Can more be handed out?"), _("Return shows the place on its page."))
        workspace, delivery_id = self.workspace, self.delivery_id
        job = Job(self.number, screen="more", shown={"delivery_id": int(delivery_id)})
        self.work.start(lambda progress: overmasking.doubts(workspace, delivery_id, progress), job)

    def concerns(self, event: Event) -> bool:
        return isinstance(event, RequestEvent) and event.request_id == self.request_id

    def _found(self, found: object) -> None:
        rows = found if isinstance(found, tuple) else ()
        self.table.set_rows(rows)
        self.panes.setCurrentWidget(self.table if rows else self.empty)

    def _go(self, doubt: Doubt) -> None:
        self.frame.show_screen("review", document_id=doubt.document_id, mark_id=doubt.mark_id)

    def go_back(self, where: str) -> None:
        self.frame.show_screen("request", request_id=self.request_id)

    def areas(self) -> list[QWidget]:
        return [self.top, self.table]

    def start_focus(self) -> None:
        self.table.setFocus()


def _key(doubt: Doubt) -> tuple[object, ...]:
    return doubt.kind, doubt.document_id, doubt.page, doubt.mark_id
