"""Between the application layer and Qt: calls brought to the window's thread, subscriptions tied to a widget's life."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal


class Post(QObject):
    """Brings a call to the thread where this object was made; at once when it is there already."""

    _wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted.connect(self._run)

    def __call__(self, call: Callable[[], None]) -> None:
        self._wanted.emit(call)

    def _run(self, call: Callable[[], None]) -> None:
        call()


def listen(owner: QObject, bus: Any, kind: type[Any], call: Callable[[Any], None]) -> None:
    """Has ``call`` told of the bus's events of this kind for as long as ``owner`` lives."""
    end = bus.subscribe(kind, call)
    owner.destroyed.connect(lambda: end())


def hear(owner: QObject, told: Any, call: Callable[[], None]) -> None:
    """Has ``call`` told of what is no event (``app.told``) for as long as ``owner`` lives."""
    end = told.listen(call)
    owner.destroyed.connect(lambda: end())
