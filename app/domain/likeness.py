"""How alike two documents are: how much of each stands in the other, and how many pages say the same."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

NEARLY = 0.8
"""From so much of its words on, a document stands in another."""


class Kind(StrEnum):
    """What one document is to another: the same file, nearly the same words, wholly in it (as a mail quoted in its
    answer), the other wholly in it, or alike in some pages alone.
    """

    FILE = "file"
    SAME = "same"
    WITHIN = "within"
    HOLDS = "holds"
    PAGES = "pages"


@dataclass(frozen=True, slots=True)
class PagePrintRow:
    """A page (from 0) of a document, and what it is known again by; see ``redaction.prints``."""

    document_id: int
    page: int
    words: str
    layout: str


@dataclass(frozen=True, slots=True)
class DocumentPrint:
    """A document, and the runs of words it is known again by; see ``redaction.prints``."""

    document_id: int
    runs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two documents, the newer one first: how much of it stands in the other (0 to 1), how much of the other in it,
    and how many of its pages say what a page of the other says.
    """

    document_id: int
    other_id: int
    share: float
    of_other: float
    pages: int

    def turned(self) -> Likeness:
        """The same from the other's side."""
        return Likeness(self.other_id, self.document_id, self.of_other, self.share, self.pages)

    @property
    def kind(self) -> Kind | None:
        """What the first document is to the other; None where they have next to nothing in common."""
        held = self.share >= NEARLY, self.of_other >= NEARLY
        found = {(True, True): Kind.SAME, (True, False): Kind.WITHIN, (False, True): Kind.HOLDS}.get(held)
        return found or (Kind.PAGES if self.pages else None)
