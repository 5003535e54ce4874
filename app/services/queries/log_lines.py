"""The log in the reader's words, and its verification."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.ids import PersonId, RequestId
from app.domain.log import Head, LogRow, Verdict
from app.domain.people import Right
from app.store import audit_log
from app.store.unit import Reader

from ..office.access import needs, open_to_all
from ..writing.event_words import event_words


@dataclass(frozen=True, slots=True)
class LogLine:
    """A row of the log in the reader's words."""

    row: LogRow
    person: str
    words: str
    registry_number: str


@needs(Right.LOG)
def log(
    reader: Reader, before: int | None = None, limit: int = 200, request_id: RequestId | None = None
) -> tuple[LogLine, ...]:
    """Log rows, newest first, in pages: give the last row's number as ``before`` for the next page.

    Only for those who hold the right: the log shows that the work can be trusted, and is no means of finding out who
    has told somebody something (OSL 13 kap., law.md 3.5). It is looked up by request alone, never by person.
    """
    return _lines(reader, before, limit, request_id)


def steps_taken(reader: Reader, request_id: RequestId, limit: int) -> tuple[LogLine, ...]:
    """The newest steps of one request, for those who work on it."""
    return _lines(reader, None, limit, request_id)


def _lines(reader: Reader, before: int | None, limit: int, request_id: RequestId | None) -> tuple[LogLine, ...]:
    names = {p.id: p.name for p in reader.people.where()}
    numbers = {r.id: r.registry_number for r in reader.requests.where()}
    return tuple(
        LogLine(
            r,
            names.get(PersonId(r.actor_id or 0), ""),
            event_words(r.event),
            numbers.get(RequestId(r.payload.get("request_id", 0)), ""),
        )
        for r in audit_log.page(reader.connection, before, limit, request_id)
    )


@open_to_all
def verify_log(reader: Reader, head: Head | None = None) -> Verdict:
    """Walks the whole chain of the log; ``head`` is one that was printed earlier."""
    return audit_log.verify(reader.connection, head)
