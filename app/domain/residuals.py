"""A residual: something in sight that still points to somebody who is masked, and how the clerk has judged it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from redaction.geometry import Rect
from redaction.persons.residual import SURENESS, Kind

from .ids import DeliveryId, DocumentId


class ResidualState(StrEnum):
    """How it stands: nobody has judged it, it was masked, or it was left for a reason."""

    OPEN = "open"
    MASKED = "masked"
    LEFT = "left"


class ResidualField(StrEnum):
    """Where it stands: on a page, or in what a document or the request is called."""

    TEXT = "text"
    TITLE = "title"
    FILE_NAME = "file-name"
    SUBJECT = "subject"


@dataclass(frozen=True, slots=True)
class Residual:
    """One place that points to a masked person.

    ``document_id`` is None for the request's subject. ``page`` counts from 0, offsets are of the page's text or of the
    name; ``rects`` are page space, none for a name. ``text`` is the words, ``around`` what stands about them;
    ``category`` what it points with, ``individual_id`` whom, where that is known.
    """

    id: int
    delivery_id: DeliveryId
    document_id: DocumentId | None
    field: str
    page: int
    start: int
    end: int
    rects: tuple[Rect, ...]
    kind: str
    category: str
    text: str
    around: str
    individual_id: int | None
    state: ResidualState = ResidualState.OPEN
    reason: str = ""

    @property
    def place(self) -> tuple[int | None, str, int, int, int, str]:
        """What makes it the same when it is looked for again."""
        return self.document_id, self.field, self.page, self.start, self.end, self.kind

    @property
    def sureness(self) -> float:
        """How surely it points to the person, 0-1."""
        return SURENESS[Kind(self.kind)]


@dataclass(frozen=True, slots=True)
class ResidualCheck:
    """For which plans and names a delivery's residuals were looked for last: a hash that changes with them."""

    delivery_id: DeliveryId
    key: str
