"""From a row of the log back to its event, so that what colleagues did is heard like what was done here."""

from __future__ import annotations

from app.domain import events
from app.domain.events import Event, RequestEvent
from app.domain.log import LogRow

_KINDS: dict[str, type[Event]] = {
    kind.code.fget(object.__new__(kind)): kind  # type: ignore[attr-defined]
    for kind in vars(events).values()
    if isinstance(kind, type) and issubclass(kind, Event)
}
"""What an event is called in the log -> its class."""


def event_of(row: LogRow) -> Event:
    """The event that a row tells of; one that this program does not know is told as its base."""
    kind = _KINDS.get(row.event)
    payload = {name: tuple(value) if isinstance(value, list) else value for name, value in row.payload.items()}
    request_id = payload.get("request_id")
    try:
        return kind(**payload) if kind is not None else _base(request_id)
    except TypeError:
        return _base(request_id)


def _base(request_id: object) -> Event:
    return RequestEvent(request_id) if isinstance(request_id, int) else Event()
