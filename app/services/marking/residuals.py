"""What still points to masked persons in a delivery: looked for before sign-off, judged one by one.

A delivery with an open residual is neither submitted, signed nor handed out. What was left for a reason stays so when
it is looked for again, as long as the same words stand in the same place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain.errors import Refused
from app.domain.events import ResidualLeft, ResidualMasked, ResidualReopened, ResidualsChecked
from app.domain.ids import DeliveryId
from app.domain.people import Right
from app.domain.requests import Document
from app.domain.residuals import Residual, ResidualCheck, ResidualState
from app.store.unit import Reader, Unit
from redaction.marks import Mark, MarkState
from redaction.persons.residual import Secret


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search for residuals starts from.

    ``secrets`` are the masked words with their persons, ``others`` names of persons who stay in sight, ``marks`` those
    of each document.
    """

    key: str
    subject: str
    documents: tuple[Document, ...]
    marks: Mapping[int, tuple[Mark, ...]]
    secrets: tuple[Secret, ...]
    others: tuple[str, ...]


def key(reader: Reader, delivery_id: int) -> str:
    """A hash over what the search looks at: marks, words, titles, file names, the subject."""
    request = reader.requests.get(reader.deliveries.get(delivery_id).request_id)
    documents = reader.documents.where(delivery_id=delivery_id)
    marks = reader.marks.of_all(d.id for d in documents)
    seen = [
        (d.id, d.title, d.file_name, d.words_sha256, [(m.state.value, m.page, m.rects) for m in marks[d.id]])
        for d in documents
    ]
    return hashlib.sha256(repr((request.subject, seen)).encode()).hexdigest()


def is_stale(reader: Reader, delivery_id: int) -> bool:
    """Whether something has changed since residuals were looked for, or they never were."""
    checked = reader.residual_checks.first(delivery_id=delivery_id)
    return checked is None or checked.key != key(reader, delivery_id)


def searched(reader: Reader, delivery_id: DeliveryId) -> Searched:
    """What a search starts from, as things stand now."""
    delivery = reader.deliveries.get(delivery_id)
    documents = tuple(sorted(reader.documents.where(delivery_id=delivery_id), key=lambda d: d.number))
    marks = reader.marks.of_all(d.id for d in documents)
    masked = [s for d in documents for s in _masked(reader, d.id, marks[d.id])]
    hidden = {secret.owner for secret in masked}
    people = reader.individuals.where(request_id=delivery.request_id)
    others = tuple(person.name for person in people if person.id not in hidden and person.name)
    subject = reader.requests.get(delivery.request_id).subject
    return Searched(key(reader, delivery_id), subject, documents, marks, tuple(dict.fromkeys(masked)), others)


def _masked(reader: Reader, document_id: int, marks: Iterable[Mark]) -> Iterable[Secret]:
    """The masked words of a document, each with the person whom its finding belongs to."""
    places = {p.spot[1:]: p.individual_id for p in reader.individual_places.where(document_id=document_id)}
    owners = {i: places.get((f.page, f.start, f.end)) for i, f in reader.findings.of(document_id)} if places else {}
    for mark in marks:
        if mark.state is MarkState.ACCEPTED and mark.text.strip():
            yield Secret(mark.text, mark.category, owners.get(mark.finding_id or 0) or 0)


def store(unit: Unit, delivery_id: DeliveryId, made_key: str, found: Sequence[Residual]) -> int:
    """Keeps what was found for ``made_key``; gives how many are open. What was left before stays left.

    Raises Refused where something was changed meanwhile.
    """
    unit.require(Right.PREPARE, Right.RELEASE)
    if key(unit, delivery_id) != made_key:
        raise Refused("residuals-changed")
    kept = {(r.place, r.text): r for r in unit.residuals.where(delivery_id=delivery_id)}
    unit.residuals.remove(delivery_id=delivery_id)
    rows = [_as_before(residual, kept.get((residual.place, residual.text))) for residual in found]
    for residual in rows:
        unit.residuals.add(residual)
    unit.residual_checks.put(ResidualCheck(delivery_id, made_key))
    left = sum(residual.state is ResidualState.OPEN for residual in rows)
    unit.record(ResidualsChecked(unit.deliveries.get(delivery_id).request_id, delivery_id, len(rows), left))
    return left


def _as_before(residual: Residual, before: Residual | None) -> Residual:
    if before is None or before.state is not ResidualState.LEFT:
        return residual
    return replace(residual, id=before.id, state=before.state, reason=before.reason)


def of(reader: Reader, delivery_id: int) -> tuple[Residual, ...]:
    """The residuals of a delivery: the open ones first, the surest first among them, then by place."""
    rows = reader.residuals.where(delivery_id=delivery_id)
    return tuple(sorted(rows, key=lambda r: (r.state is not ResidualState.OPEN, -r.sureness, r.id)))


def count_open(reader: Reader, delivery_id: int) -> int:
    """How many residuals of a delivery nobody has judged."""
    return reader.residuals.count(delivery_id=delivery_id, state=ResidualState.OPEN)


def leave(unit: Unit, residual_ids: Iterable[int], reason: str) -> None:
    """Leaves residuals in sight for a reason, which the reviewer reads. Raises Refused without one."""
    unit.require(Right.PREPARE)
    if not reason.strip():
        raise Refused("residual-without-reason")
    for residual in _named(unit, residual_ids):
        unit.note_preparer(residual.delivery_id)
        unit.residuals.put(replace(residual, state=ResidualState.LEFT, reason=reason.strip()))
        unit.record(ResidualLeft(_request_of(unit, residual), residual.delivery_id, residual.id))


def reopen(unit: Unit, residual_id: int) -> None:
    """Takes back that a residual was left."""
    unit.require(Right.PREPARE)
    (residual,) = _named(unit, [residual_id])
    if residual.state is ResidualState.LEFT:
        unit.residuals.put(replace(residual, state=ResidualState.OPEN, reason=""))
        unit.record(ResidualReopened(_request_of(unit, residual), residual.delivery_id, residual.id))


def was_masked(unit: Unit, residual_id: int, mark_id: int) -> None:
    """Notes that a residual lies under a mask now."""
    unit.require(Right.PREPARE)
    (residual,) = _named(unit, [residual_id])
    unit.residuals.put(replace(residual, state=ResidualState.MASKED, reason=""))
    unit.record(ResidualMasked(_request_of(unit, residual), residual.delivery_id, residual.id, mark_id))


def _named(reader: Reader, residual_ids: Iterable[int]) -> list[Residual]:
    return [reader.residuals.get(residual_id) for residual_id in dict.fromkeys(residual_ids)]


def _request_of(reader: Reader, residual: Residual) -> int:
    return reader.deliveries.get(residual.delivery_id).request_id
