"""Day, sender, kind and diary reference of the documents: what the files say, what the clerk says; and their order.

The order is that of the documents' numbers, which letters, lists, file names and page stamps use: putting the
documents in another order gives them the same numbers anew. Nothing of this is in the log but that it was done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.domain import family
from app.domain.described import Description
from app.domain.errors import Refused
from app.domain.events import DescriptionTakenBack, DocumentDescribed, DocumentsArranged
from app.domain.ids import DeliveryId, DocumentId
from app.domain.people import Right
from app.domain.requests import Document
from app.store.unit import Reader, Unit
from redaction.files import About

from ..delivering import delivery

LAST = date.max


@dataclass(frozen=True, slots=True)
class NewDescription:
    """What a person says of a document."""

    dated: date | None = None
    sender: str = ""
    kind: str = ""
    reference: str = ""


def from_file(unit: Unit, document_id: DocumentId, about: About) -> None:
    """Keeps what the file says of itself, under all that persons have said."""
    unit.require(Right.PREPARE, Right.REGISTER)
    if about == About():
        return
    dated = date.fromisoformat(about.dated) if about.dated else None
    first = unit.descriptions.first(document_id=document_id, said_by=None)
    row = Description(first.id if first else 0, document_id, dated, about.sender, said_at=unit.now)
    if first is not None:
        unit.descriptions.put(row)
    elif not unit.descriptions.count(document_id=document_id):
        unit.descriptions.add(row)


def say(unit: Unit, document_id: DocumentId, new: NewDescription) -> None:
    """Says of a document what is so."""
    unit.require(Right.PREPARE)
    row = unit.documents.get(document_id)
    words = (new.sender.strip(), new.kind.strip(), new.reference.strip())
    unit.descriptions.add(Description(0, document_id, new.dated, *words, said_by=unit.actor.id, said_at=unit.now))
    unit.record(DocumentDescribed(row.request_id, document_id))


def take_back(unit: Unit, document_id: DocumentId) -> None:
    """Takes back what a person said last. Raises Refused where nobody has said anything."""
    unit.require(Right.PREPARE)
    newest = of(unit, [document_id]).get(document_id)
    if newest is None or newest.said_by is None:
        raise Refused("nothing-said")
    unit.descriptions.remove(id=newest.id)
    unit.record(DescriptionTakenBack(unit.documents.get(document_id).request_id, document_id))


def of(reader: Reader, document_ids: Iterable[int]) -> dict[int, Description]:
    """What holds of each document of which anything is said."""
    rows = sorted(reader.descriptions.among("document_id", document_ids), key=lambda row: row.id)
    return {row.document_id: row for row in rows}


# -- the order ---------------------------------------------------------------------------------------------------------


def arrange(unit: Unit, delivery_id: DeliveryId, order: Sequence[int]) -> None:
    """Puts the documents of a delivery (ids) in this order.

    Raises Refused where they are not just its documents, or one comes before the one that it came in.
    """
    unit.require(Right.PREPARE)
    rows = {row.id: row for row in delivery.documents(unit, delivery_id)}
    at = {document_id: place for place, document_id in enumerate(order)}
    if sorted(order) != sorted(rows) or any(at.get(row.parent_id or 0, -1) > at[row.id] for row in rows.values()):
        raise Refused("order-unlike")
    numbers = sorted(row.number for row in rows.values())
    moved = [(rows[DocumentId(i)], number) for i, number in zip(order, numbers, strict=True)]
    moved = [(row, number) for row, number in moved if row.number != number]
    if not moved:
        return
    delivery.touch(unit, delivery_id)
    for row, number in moved:
        unit.documents.save(replace(row, number=number))
    unit.record(DocumentsArranged(unit.deliveries.get(delivery_id).request_id, delivery_id, len(moved)))


def move(unit: Unit, document_id: DocumentId, by: int) -> None:
    """Moves a document, with what came in it, so many places among those that it stands beside (up where negative)."""
    row = unit.documents.get(document_id)
    rows = delivery.documents(unit, row.delivery_id)
    there = {d.id for d in rows}
    beside = [d for d, _depth in family.ordered(rows) if _parent(d, there) == _parent(row, there)]
    at = next(place for place, d in enumerate(beside) if d.id == document_id)
    beside.insert(max(0, min(len(beside) - 1, at + by)), beside.pop(at))
    place = {d.id: number for number, d in enumerate(beside)}
    again = [replace(d, number=place[d.id] - len(rows) if d.id in place else d.number) for d in rows]
    arrange(unit, row.delivery_id, [d.id for d, _depth in family.ordered(again)])


def _parent(document: Document, there: set[DocumentId]) -> DocumentId | None:
    return document.parent_id if document.parent_id in there else None


BY: dict[str, Callable[[Document, Description], Any]] = {
    "date": lambda _document, said: said.dated or LAST,
    "sender": lambda _document, said: (not said.sender, said.sender.casefold()),
    "title": lambda document, _said: document.title.casefold(),
    "pages": lambda document, _said: document.pages,
}
"""By what the documents are put in order; what is not known comes last."""


def sort(unit: Unit, delivery_id: DeliveryId, by: str) -> None:
    """Puts the documents in order by a key of ``BY``; what came in one stays under it."""
    rows = delivery.documents(unit, delivery_id)
    said = of(unit, [row.id for row in rows])
    ordered = sorted(rows, key=lambda d: BY[by](d, said.get(d.id, Description(0, d.id))))
    again = [replace(d, number=number) for number, d in enumerate(ordered)]
    arrange(unit, delivery_id, [d.id for d, _depth in family.ordered(again)])
