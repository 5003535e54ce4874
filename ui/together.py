"""Colleagues and the server, as one sees them from any screen: who is where one is, and whether the server is there."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from app.domain.errors import Refused
from app.domain.local_time import local
from app.texts import _, ngettext

from .bridge import hear
from .parts import aloud
from .parts.notices import Tone


class Together(QObject):
    """Tells colleagues what this window shows, and tells of them in the status bar, quietly; nobody is held up.

    While the server is lost one line says so over whatever is shown, however much is clicked.
    """

    def __init__(self, frame: Any) -> None:
        """``frame`` is the main window, whose workspace is open."""
        super().__init__(frame)
        self._frame, self._workspace = frame, frame.workspace
        self._names: dict[int, str] = {}
        self._place: tuple[int | None, int | None] = (None, None)
        hear(self, self._workspace.presence.told, self._show)
        hear(self, self._workspace.reach.told, self._reached)

    def look(self) -> None:
        """The window shows something else by now."""
        screen = self._frame.current()
        if screen is None or self._workspace.person is None:
            self._frame.status.set_here("")
            return
        try:
            self._place = self._place_of(screen.left_at() or {})
        except Refused:
            return
        self._workspace.presence.at(*self._place)
        self._show()

    def _place_of(self, shown: dict[str, int]) -> tuple[int | None, int | None]:
        document_id, delivery_id = shown.get("document_id"), shown.get("delivery_id")
        ask = self._workspace.ask
        if document_id is not None:
            return int(ask(lambda reader: reader.documents.get(document_id)).request_id), document_id
        if delivery_id is not None:
            return int(ask(lambda reader: reader.deliveries.get(delivery_id)).request_id), None
        return shown.get("request_id"), None

    def _show(self) -> None:
        request_id, document_id = self._place
        if request_id is None or self._workspace.person is None:
            self._frame.status.set_here("")
            return
        there = [here for here in self._workspace.presence.others() if here.of_request == request_id]
        told = []
        for here in there:
            same = document_id is not None and here.of_document == document_id
            words = _("{name} is here since {time}") if same or document_id is None else _("{name} is in this request")
            told.append(words.format(name=self._name(here.person_id), time=f"{local(here.here_since):%H.%M}"))
        self._frame.status.set_here(", ".join(told))

    def _name(self, person_id: int) -> str:
        if person_id not in self._names:
            try:
                everybody = self._workspace.ask(lambda reader: reader.people.where())
            except Refused:
                return _("A colleague")
            self._names = {int(person.id): person.name for person in everybody}
        return self._names.get(person_id, _("A colleague"))

    def _reached(self) -> None:
        lost_at, line = self._workspace.reach.lost_at, self._frame.server
        if lost_at is None:
            line.hide()
            self._frame.status.say(_("The server is there again."))
            if self._frame.waits is not None:
                self._frame.waits.send()
            screen = self._frame.current()
            if screen is not None and self._workspace.person is not None:
                screen.look_again()
            return
        told = _("The server has not answered since {time}.").format(time=f"{local(lost_at):%H.%M}")
        count = sum(row.deed != "draft" for row in self._workspace.outbox.rows())
        go_on = _("Go on: what you write is kept on this computer and sent when it is back.")
        waits = ngettext("{count} change waits.", "{count} changes wait.", count).format(count=count) if count else ""
        line.tell(Tone.WARN, told, " ".join(part for part in (go_on, waits) if part))
        if not line.isVisible():
            line.show()
            aloud.say(line, line.accessibleName(), urgent=True)
