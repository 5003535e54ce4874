"""What is said of a document in the list: its day, whom it is from, its kind, its reference in a diary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from .ids import DocumentId, PersonId


@dataclass(frozen=True, slots=True)
class Description:
    """One saying; the newest of a document holds, and the one before it is what taking back leads to.

    ``kind`` "" means the kind of the file. ``reference`` is the number under which the document was registered
    elsewhere or before. ``said_by`` is None where the file itself said it; the time is in UTC.
    """

    id: int
    document_id: DocumentId
    dated: date | None = None
    sender: str = ""
    kind: str = ""
    reference: str = ""
    said_by: PersonId | None = None
    said_at: datetime | None = None
