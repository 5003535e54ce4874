"""Documents with the stamp of a class: turned away at the door, said not to be classified, or shut out afterwards.

A stamp is a warning and no decision (OSL 5:5): a named person may say, with a reason, that the document is not
classified. Of one that is shut out nothing stays but its number, the log, and whom to call (law.md 3.4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain import family
from app.domain.errors import Refused
from app.domain.events import DocumentShutOut, SaidNotClassified
from app.domain.ids import DocumentId
from app.domain.people import Person, Right
from app.domain.requests import GONE, LEFT, SAID_CLASSIFIED, STAMPED, Document, DocumentState
from app.store.records import NotClassified
from app.store.unit import Reader, Unit
from redaction.class_stamps import Degree

from ..delivering import delivery

NEEDS = {Degree.CLASS: Right.REVIEW, Degree.UNCLEAR: Right.PREPARE}
"""Who may say that a document is not classified, by how sure its stamp is."""


def may_say(reader: Reader, person: Person, degree: Degree, reason: str) -> None:
    """Raises Refused where the person may not say that a document with such a stamp is not classified, or not why."""
    if not person.may(NEEDS[degree]):
        raise Refused("right-missing", right=NEEDS[degree].value)
    if not reason.strip():
        raise Refused("not-classified-reason")


def say_not_classified(unit: Unit, document_id: DocumentId, reason: str, seen: Degree | None = None) -> None:
    """Notes who says that a document with a class stamp is not classified, and why. Raises Refused as ``may_say``.

    ``seen`` is its stamp; where none was seen yet, what is said holds for any that this person may speak of.
    """
    degree = seen or next((d for d in Degree if unit.actor.may(NEEDS[d])), Degree.UNCLEAR)
    may_say(unit, unit.actor, degree, reason)
    unit.not_classified.remove(document_id=document_id)
    unit.not_classified.add(NotClassified(document_id, degree, unit.actor.id, unit.now, reason.strip()))
    unit.record(SaidNotClassified(unit.documents.get(document_id).request_id, document_id, degree.value))


def said(reader: Reader, document_id: DocumentId) -> frozenset[Degree]:
    """What stamps a document may carry, by what was said of it or of the one it came in; a surer word covers both."""
    found: DocumentId | None = document_id
    while found is not None:
        row = reader.not_classified.first(document_id=found)
        if row is not None:
            return frozenset(Degree) if row.degree is Degree.CLASS else frozenset({row.degree})
        found = reader.documents.get(found).parent_id
    return frozenset()


def shut_out(unit: Unit, document_id: DocumentId, degree: Degree | None = None) -> DocumentId:
    """Shuts a document out as classified: found by its stamp (``degree``), or said by a person.

    What came in it, what it came in, and the same file in other requests go too: files, words, findings, marks, titles
    and copies, handed out or not. Of each file that was taken in one document is left, without any of it; gives the
    one in this request. The files leave the vault after the commit (``purging.sweep``).
    """
    unit.require(Right.PREPARE, Right.REVIEW)
    document = unit.documents.get(document_id)
    if document.shut_out:
        raise Refused(document.failure.partition(" ")[0])
    why = SAID_CLASSIFIED if degree is None else f"{STAMPED} degree={degree.value}"
    left = document_id
    for same in unit.documents.where(source_sha256=document.source_sha256):
        rows = {row.id: row for row in unit.documents.where(request_id=same.request_id)}
        if same.id not in rows:  # it went with another of the same file
            continue
        made = _shut_out(unit, rows[family.root(rows.values(), same.id)], why)
        left = made if same.request_id == document.request_id else left
    return left


def _shut_out(unit: Unit, first: Document, why: str) -> DocumentId:
    """Leaves a number of the document and of all that came in it."""
    gone = (first, *family.below(unit.documents.where(request_id=first.request_id), first.id))
    for delivery_id in {row.delivery_id for row in gone}:
        _take_back(unit, gone, delivery_id)
    unit.leave(_files(unit, gone))
    named = _persons(unit, gone)
    for row in reversed(gone):  # what came in another goes before it
        unit.findings.remove(row.id)
        unit.documents.remove(id=row.id)
    _forget(unit, named)
    neutral = Document(
        id=DocumentId(0),
        request_id=first.request_id,
        delivery_id=first.delivery_id,
        number=first.number,
        title=f"Handling {first.number}",
        file_name="",
        media_type="",
        size=0,
        source_sha256=GONE,
        state=DocumentState.FAILED,
        failure=why,
    )
    made = DocumentId(unit.documents.add(neutral))
    unit.record(DocumentShutOut(first.request_id, made, why.partition(" ")[0], len(gone)))
    return made


def _take_back(unit: Unit, gone: Sequence[Document], delivery_id: int) -> None:
    """Signature and copies of a delivery that is prepared fall; of one that has left, the package and these copies."""
    row = unit.deliveries.get(delivery_id)
    if row.state not in LEFT:
        delivery.touch(unit, row.id)
    elif row.package_sha256 is not None:
        unit.leave([row.package_sha256])
        unit.deliveries.save(replace(row, package_sha256=None))


def _files(unit: Unit, gone: Sequence[Document]) -> set[str]:
    copies = unit.copies.among("document_id", (row.id for row in gone))
    found = {row.source_sha256 for row in gone} | {sha for copy in copies for sha in (copy.sha256, copy.proof_sha256)}
    return found | {sha for row in gone for sha in (row.working_sha256, row.words_sha256) if sha}


def _persons(unit: Unit, gone: Sequence[Document]) -> set[int]:
    places = unit.individual_places.among("document_id", (row.id for row in gone))
    return {place.individual_id for place in places if place.individual_id is not None}


def _forget(unit: Unit, named: set[int]) -> None:
    """Persons who stood in these documents alone are forgotten, but for one who asks for their own data."""
    asking = {row.individual_id for row in unit.own_data.where()}
    for individual_id in named - asking:
        if not unit.individual_places.count(individual_id=individual_id):
            unit.individuals.remove(id=individual_id)
