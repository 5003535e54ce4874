"""Documents that are alike: the same file, the same words, one quoted in the other, or pages that were met before.

Inside a request all that is alike is told; of another request only what has been handed out, for what others prepare
is their own matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.ids import DocumentId
from app.domain.likeness import DocumentPrint, Kind, Likeness, PagePrintRow
from app.domain.people import Right
from app.domain.requests import DeliveryState, Document
from app.store.unit import Reader, Unit
from redaction import prints
from redaction.prints import Print

MOST = 50
"""Documents of other requests that one is held against at most: those that share most pages with it."""


@dataclass(frozen=True, slots=True)
class Alike:
    """What another document is to one: ``number`` in this request, or in the one with ``registry_number`` that it was
    handed out in. ``masks`` are its masks, ``percent`` how much of the one stands in it, ``pages`` how many of its
    pages say the same.
    """

    other_id: DocumentId
    kind: Kind
    number: int
    registry_number: str = ""
    masks: int = 0
    percent: int = 100
    pages: int = 0


def store(unit: Unit, document: Document, known_by: Print) -> None:
    """Keeps what a document is known again by, and how alike the documents are that were read before."""
    unit.require(Right.PREPARE)
    _forget(unit, document.id)
    unit.page_prints.add_all(PagePrintRow(document.id, p.page, p.words, p.layout) for p in known_by.pages if p.words)
    unit.document_prints.add(DocumentPrint(document.id, known_by.runs))
    pages = _same_pages(unit, document, known_by)
    here = {d.id for d in unit.documents.where(request_id=document.request_id)}
    elsewhere = [other for other, _count in pages.most_common() if other not in here][:MOST]
    runs = unit.document_prints.among("document_id", (here - {document.id}).union(elsewhere))
    found = (_likeness(document.id, known_by.runs, other, pages[other.document_id]) for other in runs)
    unit.likenesses.add_all(one for one in found if one.kind is not None)


def of(reader: Reader, documents: Sequence[Document]) -> dict[int, tuple[Alike, ...]]:
    """What is alike, by the documents' ids: the same file first, then what has most in common.

    Told are others among these documents, and those of other requests that have been handed out.
    """
    pairs = _pairs(reader, documents)
    others = _told(reader, documents, {other for found in pairs.values() for other in found})
    tallies = reader.marks.tallies(others)
    numbers = {r.id: r.registry_number for r in reader.requests.among("id", {d.request_id for d in others.values()})}

    def alike(document: Document, one: Likeness) -> Alike:
        other = others[one.other_id]
        elsewhere = numbers[other.request_id] if other.request_id != document.request_id else ""
        kind = Kind.FILE if document.source_sha256 == other.source_sha256 else one.kind or Kind.PAGES
        return Alike(
            other.id, kind, other.number, elsewhere, tallies[other.id].accepted, round(100 * one.share), one.pages
        )

    def rank(one: Alike) -> tuple[int, bool, int, int, int]:
        return list(Kind).index(one.kind), not one.registry_number, -one.percent, one.number, one.other_id

    found = {d.id: [alike(d, one) for other, one in pairs[d.id].items() if other in others] for d in documents}
    return {id_: tuple(sorted(rows, key=rank)) for id_, rows in found.items() if rows}


def again(document: Document, found: Sequence[Alike]) -> Alike | None:
    """What the list tells of a document: what was met before it, or the one that it stands in."""

    def tells(one: Alike) -> bool:
        earlier = one.number < document.number and one.kind is not Kind.HOLDS
        return bool(one.registry_number) or one.kind is Kind.WITHIN or earlier

    return next((one for one in found if tells(one)), None)


def _forget(unit: Unit, document_id: int) -> None:
    unit.page_prints.remove(document_id=document_id)
    unit.document_prints.remove(document_id=document_id)
    unit.likenesses.remove(document_id=document_id)
    unit.likenesses.remove(other_id=document_id)


def _same_pages(reader: Reader, document: Document, known_by: Print) -> Counter[int]:
    """How many of the document's pages say what a page of another says, by the other's id."""
    pages = Counter(page.words for page in known_by.pages if page.words)
    met = {(row.document_id, row.words) for row in reader.page_prints.among("words", pages)}
    found = Counter[int]()
    for other, words in met:
        found[other] += pages[words]
    del found[document.id]
    return found


def _likeness(document_id: int, runs: Sequence[int], other: DocumentPrint, pages: int) -> Likeness:
    of_other = prints.share(other.runs, runs)
    return Likeness(document_id, other.document_id, prints.share(runs, other.runs), of_other, pages)


def _pairs(reader: Reader, documents: Sequence[Document]) -> dict[int, dict[int, Likeness]]:
    """By the documents' ids and the others': how alike they are, seen from the document."""
    ids, files = [d.id for d in documents], {d.source_sha256 for d in documents}
    found: dict[int, dict[int, Likeness]] = {id_: {} for id_ in ids}
    seen = (*reader.likenesses.among("document_id", ids), *(
        one.turned() for one in reader.likenesses.among("other_id", ids)
    ))
    for one in seen:
        found[one.document_id][one.other_id] = one
    same = reader.documents.among("source_sha256", files)
    for document in documents:
        for other in same:
            if other.source_sha256 == document.source_sha256 and other.id != document.id:
                found[document.id][other.id] = Likeness(document.id, other.id, 1.0, 1.0, document.pages)
    return found


def _told(reader: Reader, documents: Sequence[Document], others: Iterable[int]) -> dict[int, Document]:
    """Those of the other documents that may be told, by their ids."""
    here: dict[int, Document] = {d.id: d for d in documents}
    mine = {d.request_id for d in documents}
    rows = reader.documents.among("id", set(others) - here.keys())
    parts = {part.id: part.state for part in reader.deliveries.among("id", {d.delivery_id for d in rows})}
    out = [d for d in rows if d.request_id not in mine and parts[d.delivery_id] is DeliveryState.RELEASED]
    return here | {d.id: d for d in out}
