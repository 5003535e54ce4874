"""Who wants to hear of what has happened; told after the commit, on the owner's thread."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, TypeVar

from app.domain.events import Event

E = TypeVar("E", bound=Event)


def to_the_top(event: Event, error: Exception) -> None:
    """Gives a subscriber's fault to the program's top, as if nobody had caught it."""
    sys.excepthook(type(error), error, error.__traceback__)


class Bus:
    """Subscriptions by the type of the event, subtypes included.

    Args:
        on_fault: gets what a subscriber raised; the others hear the event all the same.
    """

    def __init__(self, on_fault: Callable[[Event, Exception], None] = to_the_top) -> None:
        self._on_fault = on_fault
        self._subscriptions: list[tuple[type[Event], Callable[[Any], None]]] = []

    def subscribe(self, kind: type[E], call: Callable[[E], None]) -> Callable[[], None]:
        """Has ``call`` told of every event of the kind; what is returned ends that, and may be called twice."""
        subscription: tuple[type[Event], Callable[[Any], None]] = (kind, call)
        self._subscriptions.append(subscription)

        def unsubscribe() -> None:
            self._subscriptions = [s for s in self._subscriptions if s is not subscription]

        return unsubscribe

    def publish(self, event: Event) -> None:
        """Tells those who subscribed, in the order they did; one that unsubscribes meanwhile is told no more."""
        for subscription in self._subscriptions:
            kind, call = subscription
            if isinstance(event, kind) and any(s is subscription for s in self._subscriptions):
                try:
                    call(event)
                except Exception as error:
                    self._on_fault(event, error)
