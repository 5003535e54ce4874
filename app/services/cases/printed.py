"""Pages that the office printed itself take the place of a document's working copy, before anybody has judged on that.

Marks are not carried over: where something is judged, the document is taken out and in again with its pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.errors import Refused
from app.domain.events import PagesPutIn
from app.domain.ids import DocumentId
from app.domain.people import Person
from app.domain.regions import RegionState
from app.domain.requests import Document, DocumentState
from app.domain.workflow import DOCUMENT, DocumentStep, Facts
from app.store.unit import Reader, Unit
from redaction.files import WorkingPdf
from redaction.marks import MarkState, Origin
from redaction.prints import Print
from redaction.words import Region

from ..delivering import delivery
from ..marking import regions
from . import likenesses

KINDS = ("word", "presentation", "opendocument.text", "rtf", "wordperfect", "ms-works", "sun.xml", "powerpoint")
"""Parts of media types of documents that have no pages until a program lays them out."""


def takes_pages(document: Document) -> bool:
    """Whether printed pages can be put in for a document of this kind, standing as it does."""
    failed = document.state is DocumentState.FAILED and not document.outside and not document.shut_out
    return failed or (
        document.state is DocumentState.REVIEW and any(kind in document.media_type for kind in KINDS)
    )


def may_put_in(reader: Reader, document_id: DocumentId, actor: Person) -> Document:
    """The document. Raises Blocked where it is not open for marks, Refused where something on its pages is judged."""
    document = reader.documents.get(document_id)
    step = DocumentStep.READ if document.state is DocumentState.FAILED else DocumentStep.EDIT_MARKS
    DOCUMENT.take(document.state, step, Facts(), actor)
    judged = (m for m in reader.marks.of(document_id) if m.state is not MarkState.PROPOSED or m.origin is Origin.PERSON)
    left = reader.regions.where(document_id=document_id, state=RegionState.LEFT)
    if any(True for _ in judged) or left:
        raise Refused("pages-judged", number=document.number)
    return document


def put_in(
    unit: Unit,
    document_id: DocumentId,
    given_sha256: str,
    working: WorkingPdf,
    words_sha256: str,
    media_type: str,
    unread: Sequence[tuple[int, Region]] = (),
    known_by: Print | None = None,
) -> None:
    """Puts the printed pages in the place of the working copy; what was found on the old one goes.

    ``given_sha256`` is the hash of the file that the person printed; the others as ``intake.was_read``.
    """
    document = may_put_in(unit, document_id, unit.actor)
    delivery.touch(unit, document.delivery_id)
    unit.findings.remove(document_id)
    unit.marks.remove_all([mark.id for mark in unit.marks.of(document_id)])
    unit.changes.remove(document_id)
    unit.kept_sets.remove(document_id=document_id)
    made = replace(
        document,
        state=DocumentState.REVIEW,
        media_type=media_type,
        working_sha256=working.sha256,
        words_sha256=words_sha256,
        pages=len(working.pages),
        importer=working.importer,
        coverage=working.coverage,
        hidden=working.hidden,
        failure="",
        found=False,
    )
    unit.documents.save(made)
    regions.store(unit, document_id, unread)
    if known_by is not None:
        likenesses.store(unit, document, known_by)
    pages = len(working.pages)
    unit.record(PagesPutIn(document.request_id, document_id, given_sha256, working.sha256, pages))
