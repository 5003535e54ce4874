"""A delivery on its way to review: traces of masked persons are looked for beside the window, then it is sent."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from app import residual_check
from app.domain.errors import Blocked
from app.domain.ids import DeliveryId
from app.texts import _

from .jobs import Job
from .work import Work


class Sending(QObject):
    """Signals: ``sent``, ``held`` where traces wait to be judged, ``refused`` with the sentence why not."""

    sent = Signal()
    held = Signal()
    refused = Signal(str)

    def __init__(self, frame: Any, parent: QObject) -> None:
        super().__init__(parent)
        self._frame = frame
        self.work = Work(self)
        self.work.finished.connect(lambda sent: (self.sent if sent else self.held).emit())
        self.work.refused.connect(self.refused)

    def send(self, delivery_id: DeliveryId) -> None:
        """Begins, unless something is being sent already."""
        workspace = self._frame.workspace
        request = workspace.ask(lambda reader: reader.requests.get(reader.deliveries.get(delivery_id).request_id))
        told = partial(_told, request.registry_number)
        job = Job(request.registry_number, told, "request", {"request_id": int(request.id)})
        self.work.start(lambda progress: _sent(workspace, delivery_id, progress), job)


def _told(number: str, sent: bool) -> str:
    """What is said elsewhere in the window when it was sent, or was not."""
    went, held = _("{number} is sent to review."), _("{number} is not sent: traces of masked persons wait for you.")
    return (went if sent else held).format(number=number)


def _sent(workspace: Any, delivery_id: DeliveryId, progress: Any) -> bool:
    """In the thread: whether it was sent; False where traces are open. Raises Refused, Blocked."""
    try:
        residual_check.submit(workspace, delivery_id, progress)
    except Blocked as blocked:
        if blocked.code != "residuals-open":
            raise
        return False
    return True
