"""The small worlds that the store's tests are told in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from sqlalchemy import Connection, text

from app.domain.events import Event, SignedIn, WorkspaceMade
from app.domain.ids import DeliveryId, DocumentId, PersonId, RequestId
from app.domain.people import Person, Role
from app.domain.requests import Channel, Delivery, DeliveryState, Document, DocumentState, Request
from app.store.engine import Store
from app.store.migrations.triggers import TRIGGERS
from app.store.unit import Unit
from redaction.geometry import Rect
from redaction.marks import Mark, MarkKind, MarkState, Origin

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
MADE = WorkspaceMade("0001")


@dataclass(frozen=True, slots=True)
class Case:
    """One person, request, delivery and document in review."""

    person: Person
    request: Request
    delivery: Delivery
    document: Document


def a_case(unit: Unit) -> Case:
    """Adds a whole small case and gives what was added."""
    person = Person(PersonId(0), "Maja Lind", "registrator", frozenset({Role.REGISTRAR}), date(2026, 1, 1))
    person = replace(person, id=PersonId(unit.people.add(person)))
    request = Request(RequestId(0), "DEMO 2026/1", "Avtal", Channel.EMAIL, NOW, NOW, person.id)
    request = replace(request, id=RequestId(unit.requests.add(request)))
    delivery = Delivery(DeliveryId(0), request.id, 1, DeliveryState.PREPARING)
    delivery = replace(delivery, id=DeliveryId(unit.deliveries.add(delivery)))
    document = Document(
        DocumentId(0),
        request.id,
        delivery.id,
        1,
        "Brev",
        "brev.pdf",
        "application/pdf",
        1234,
        "a" * 64,
        DocumentState.REVIEW,
    )
    return Case(person, request, delivery, replace(document, id=DocumentId(unit.documents.add(document))))


def a_mark(state: MarkState = MarkState.PROPOSED, provision: str | None = None) -> Mark:
    """A mark on the first page that has no number yet."""
    return Mark(0, 0, (Rect(1, 2, 3, 4),), state, MarkKind.TEXT, Origin.PERSON, "PERSON", provision, text="Bo Ek")


def written(store: Store, *events: Event, now: datetime = NOW) -> None:
    """Writes each event in a command of its own."""
    for event in events:
        with store.begin(None, now) as unit:
            unit.record(event)


def a_log(store: Store, rows: int = 12) -> None:
    """Writes a log of so many rows, with and without payload, in one command."""
    with store.begin(None, NOW) as unit:
        case = a_case(unit)
        unit.act_as(case.person)
        for number in range(rows):
            unit.record(MADE if number % 3 else SignedIn(case.person.id))


class _Undone(Exception):
    """Ends a tampering, so that nothing of it stays."""


@contextmanager
def tampering(store: Store) -> Iterator[Connection]:
    """A connection to a database whose log is no longer guarded; everything is rolled back after it."""
    try:
        with store.begin(None, NOW) as unit:
            for trigger in (t for t in TRIGGERS if t.table.startswith("log_")):
                on = f" ON {trigger.table}" if store.dialect == "postgresql" else ""
                unit.connection.execute(text(f"DROP TRIGGER {trigger.name}{on}"))
            yield unit.connection
            raise _Undone
    except _Undone:
        pass
