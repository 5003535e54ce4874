"""What waited while the server was lost is sent when it is back; where a colleague was quicker, its writer chooses."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from app import later, messages
from app.domain.errors import Refused
from app.outbox import Waiting
from app.services.writing.times import parse
from app.texts import _, ngettext

from . import wording


class Waits(QObject):
    """Sends, oldest first, and asks of what was not taken, one at a time."""

    def __init__(self, frame: Any) -> None:
        """``frame`` is the main window, whose workspace is open."""
        super().__init__(frame)
        self._frame, self._workspace = frame, frame.workspace

    def send(self) -> None:
        """Sends what waits of the person signed in; where the server goes again, the rest waits on."""
        if self._workspace.person is None or self._workspace.one_time:
            return
        try:
            count = later.send_waiting(self._workspace)
        except Refused:
            return
        if count:
            told = ngettext("{count} thing that waited is sent.", "{count} things that waited are sent.", count)
            self._frame.status.say(told.format(count=count))
        self._ask()

    def _ask(self) -> None:
        held = [row for row in self._workspace.outbox.rows() if row.held is not None]
        if not held:
            self._frame.clash.leave()
            return
        row = held[0]
        deeds = partial(self._look, row), partial(self._leave, row), partial(self._anyhow, row)
        self._frame.clash.ask_of(self._words(row), *deeds)

    def _words(self, row: Waiting) -> str:
        assert row.held is not None
        code, parameters = row.held
        what = _(later.DEEDS[row.deed][2])
        at = wording.moment(parse(row.at), self._workspace.clock())
        if "who" in parameters:
            told = _("What you did while the server was lost ({what}, {at}): {who} changed the same at {when}.")
            return told.format(what=what, at=at, **parameters)
        told = _("What you did while the server was lost ({what}, {at}) was not taken: {why}")
        return told.format(what=what, at=at, why=messages.of(Refused(code, **parameters)))

    def _look(self, row: Waiting) -> None:
        place = later.place_of(self._workspace, row)
        if place is not None:
            self._frame.show_screen(place[0], **place[1])

    def _leave(self, row: Waiting) -> None:
        self._workspace.outbox.drop(row.token)
        self._ask()

    def _anyhow(self, row: Waiting) -> None:
        try:
            later.send_again(self._workspace, row, anyhow=True)
        except Refused:  # lost again; it is asked anew when it is back
            return
        self._ask()
