"""A document fetched for the review page: all that is known of it and the rows of its marks, in any thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.domain.ids import DocumentId
from app.domain.people import Person
from app.services import queries
from app.services.queries import ReviewView

from ...lasting import lasting
from .words import Known, rows

LONG = 500
"""A document with more marks is fetched beside the window's thread."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document as it was when it was fetched, and its rows by what they were made of."""

    view: ReviewView
    known: Known


def is_long(workspace: Any, document_id: DocumentId) -> bool:
    """Whether the document has so many marks that fetching it would be felt."""
    return bool(workspace.ask(lambda reader: reader.marks.count(document_id)) > LONG)


def fetch(workspace: Any, document_id: DocumentId, person: Person) -> Fetched:
    """The document, read whole. Raises Refused, Gone."""
    with lasting():
        view: ReviewView = workspace.ask(queries.review, document_id, person)
        known: Known = {}
        rows(view, known)
    return Fetched(view, known)
