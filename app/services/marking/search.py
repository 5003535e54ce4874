"""What a search of a request's documents found: how each place stands now, and masking the ticked ones in one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import Refused
from app.domain.events import HitsMarked
from app.domain.ids import DocumentId, RequestId
from app.domain.requests import Document, DocumentState
from app.domain.workflow import MARK, Facts, MarkStep
from app.store.records import MarkSnapshot
from app.store.unit import Reader, Unit
from redaction.marks import Mark, MarkKind, MarkState, Origin, covers
from redaction.sought import Expression, Hit, Lines, Listed, Near, Query, Sought

from ..office import organisation
from . import review

SHORTEST = 2
"""Letters and digits that a word must hold to be looked for."""
MOST_WORDS = 200
"""Words that may stand between two that are looked for near each other."""


class Stands(StrEnum):
    """How a place that was found stands: nothing marked there, proposed, masked, or left visible."""

    FREE = "free"
    PROPOSED = "proposed"
    MASKED = "masked"
    VISIBLE = "visible"


@dataclass(frozen=True, slots=True)
class Place:
    """A hit in its document, and how the marks stand there."""

    hit: Hit
    document: Document
    stands: Stands

    @property
    def open(self) -> bool:
        """Whether the document takes marks now."""
        return self.document.state is DocumentState.REVIEW

    @property
    def wanted(self) -> bool:
        """Whether it is ticked before the clerk has looked: what nobody has masked or left visible."""
        return self.open and self.stands in (Stands.FREE, Stands.PROPOSED)


@dataclass(frozen=True, slots=True)
class Places:
    """All hits of a search. ``slow`` are the documents in which an expression ran out of time, with the page
    (from 0); ``more`` tells that there were more hits than are shown."""

    rows: tuple[Place, ...]
    slow: tuple[tuple[Document, int], ...]
    more: bool

    @property
    def masked(self) -> int:
        """How many of the hits lie under masks already."""
        return sum(row.stands is Stands.MASKED for row in self.rows)


def check(query: Query) -> None:
    """Raises Refused where there is nothing to look for, or it would be everywhere."""
    words = {Near: ("first", "second"), Lines: ("first", "last")}.get(type(query), ())
    texts = [t.text for t in query.terms] if isinstance(query, Listed) else [getattr(query, name) for name in words]
    empty = not query.pattern.strip() if isinstance(query, Expression) else not texts
    if empty or any(sum(c.isalnum() for c in text) < SHORTEST for text in texts):
        raise Refused("term-short")
    if isinstance(query, Near) and not 0 <= query.words <= MOST_WORDS:
        raise Refused("near-far", most=MOST_WORDS)


def documents(reader: Reader, request_id: RequestId, only: DocumentId | None = None) -> tuple[Document, ...]:
    """The request's documents whose words have been read; one of them where ``only`` names it."""
    reader.requests.get(request_id)
    rows = reader.documents.where(request_id=request_id)
    return tuple(d for d in rows if d.words_sha256 is not None and only in (None, d.id))


def places(reader: Reader, sought: Sought) -> Places:
    """The hits of a search with how each stands as the marks are now."""
    known = {i: reader.documents.get(i) for i in {hit.document for hit in sought.hits} | {i for i, _p in sought.slow}}
    marks = {i: _by_page(found) for i, found in reader.marks.of_all(known).items()}
    rows = tuple(Place(h, known[h.document], _stands(h, marks[h.document].get(h.page, ()))) for h in sought.hits)
    return Places(rows, tuple((known[i], page) for i, page in sought.slow), sought.more)


def _by_page(marks: Sequence[Mark]) -> dict[int, list[Mark]]:
    found: dict[int, list[Mark]] = {}
    for mark in marks:
        found.setdefault(mark.page, []).append(mark)
    return found


_ORDER = {MarkState.ACCEPTED: Stands.MASKED, MarkState.REJECTED: Stands.VISIBLE, MarkState.PROPOSED: Stands.PROPOSED}


def _stands(hit: Hit, marks: Sequence[Mark]) -> Stands:
    """By the strongest state of the marks that cover the hit."""
    over = {
        state for state in _ORDER if covers([r for mark in marks if mark.state is state for r in mark.rects], hit.rects)
    }
    return next((stands for state, stands in _ORDER.items() if state in over), Stands.FREE)


def mark(unit: Unit, request_id: RequestId, hits: Sequence[Hit], provision: str = "", category: str = "") -> int:
    """Masks the hits, each on the provision of its list, else on ``provision``; one undo step for all documents.

    What lies under a mask already is passed over; marks that nobody has masked and that lie inside a hit are masked
    with it. Gives how many masks were made. The log gets counts alone, never what was looked for.

    Raises Refused where a hit has no provision or one that carries no mask, or nothing is ticked; Blocked where a
    document takes no marks.
    """
    grounds = {hit.provision or provision for hit in hits}
    if not hits:
        raise Refused("nothing-ticked")
    for ground in grounds:
        organisation.provision(unit, ground or "–")
    organisation.category(category)
    batch, count = None, 0
    for document_id, its in _by_document(hits).items():
        document = review.editable(unit, document_id)
        if document.request_id != request_id or any(not 0 <= hit.page < document.pages for hit in its):
            raise Refused("changed-in-between", what="document")
        before = _masked(unit, document_id, its, provision, category)
        if before:
            for ground in sorted({hit.provision or provision for hit in its}):
                organisation.number_ground(unit, request_id, ground)
            batch = review.remember(unit, document_id, before, batch)
            unit.record(HitsMarked(request_id, document_id, len(before)))
            count += len(before)
    return count


def _by_document(hits: Sequence[Hit]) -> Mapping[DocumentId, list[Hit]]:
    found: dict[DocumentId, list[Hit]] = {}
    for hit in hits:
        found.setdefault(DocumentId(hit.document), []).append(hit)
    return found


def _masked(
    unit: Unit, document_id: DocumentId, hits: Sequence[Hit], provision: str, category: str
) -> list[MarkSnapshot]:
    """Masks a document's hits; gives how the marks touched stood before."""
    before: list[MarkSnapshot] = []
    pages = _by_page(unit.marks.of(document_id))
    for hit in hits:
        marks, ground = pages.setdefault(hit.page, []), hit.provision or provision
        masks = [r for mark in marks if mark.state is MarkState.ACCEPTED for r in mark.rects]
        if covers(masks, hit.rects):
            continue
        inside = [m for m in marks if m.state is not MarkState.ACCEPTED and covers(hit.rects, m.rects)]
        for mark in inside:
            MARK.take(mark.state, MarkStep.ACCEPT, Facts(), unit.actor)
            before.append(unit.marks.snapshot(mark.id))
            marks[marks.index(mark)] = unit.marks.save(mark.accepted(ground))
        if not covers([r for mark in inside for r in mark.rects], hit.rects):
            new = unit.marks.add(document_id, _mark(hit, ground, category))
            before.append(MarkSnapshot(new.id, present=False))
            marks.append(new)
    return before


def _mark(hit: Hit, provision: str, category: str) -> Mark:
    kind = hit.category or category
    rects = tuple(rect.rounded() for rect in hit.rects)
    return Mark(0, hit.page, rects, MarkState.ACCEPTED, MarkKind.TEXT, Origin.PERSON, kind, provision, text=hit.text)
