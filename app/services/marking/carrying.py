"""Marks from one document to another that says the same: found, held against those of now as a set, then taken over.

What is carried is a set like any other (``mark_sets``): seen on the page and in a list before anything is changed,
taken over one by one or all, undone in one step. Nothing outside the words that are the same is touched.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain.errors import Refused
from app.domain.events import SetCarried
from app.domain.ids import DocumentId
from app.domain.likeness import Kind
from app.domain.mark_sets import KeptMark, Point, differences, kept, within
from app.domain.people import Right
from app.domain.requests import Document
from app.store.records import KeptSet
from app.store.unit import Reader, Unit
from redaction.alike import Carried, Place, Placed
from redaction.marks import MarkKind

from ..cases import likenesses
from ..cases.likenesses import Alike
from ..delivering import delivery

NOTHING = Carried((), ())
"""What is carried by words where there are none."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document from which marks can be carried to another: how alike they are, and what was judged in it.

    ``same`` are pages (from 0) that look the same, those of the one that is marked first. ``here`` and ``there`` are
    the words files of that one and of the source, None where words are gone: then only those pages count.
    """

    alike: Alike
    marks: tuple[KeptMark, ...]
    same: tuple[tuple[int, int], ...]
    here: str | None
    there: str | None

    @property
    def on_words(self) -> tuple[Placed, ...]:
        """The marks on words, with their places in the source; areas are carried to pages that look the same alone."""
        return tuple(Placed(m.mark_id, Place(m.page, m.rects)) for m in self.marks if m.kind == MarkKind.TEXT)

    @property
    def on_same_pages(self) -> Carried:
        """What is carried to the pages that look the same: every mark, to the very place."""
        there: dict[int, list[int]] = {}
        for mine, its in self.same:
            there.setdefault(its, []).append(mine)
        placed = (Placed(m.mark_id, Place(page, m.rects)) for m in self.marks for page in there.get(m.page, ()))
        return Carried(tuple(placed), tuple(Place(page, ()) for page in sorted({mine for mine, _its in self.same})))


@dataclass(frozen=True, slots=True)
class Met:
    """What was handed out of a document's pages in another request: how many of them look the same, and how many
    places there were judged otherwise then than they stand now.
    """

    alike: Alike
    pages: int
    differ: int


def sources(reader: Reader, document_id: DocumentId) -> tuple[Alike, ...]:
    """The documents that are like this one, those that are most like it first."""
    document = reader.documents.get(document_id)
    return likenesses.of(reader, delivery.documents(reader, document.delivery_id)).get(document_id, ())


def source(reader: Reader, document_id: DocumentId, other_id: DocumentId) -> Source:
    """What carrying from the other document needs. Raises Refused where it is not alike, or nothing is judged in it."""
    found = next((one for one in sources(reader, document_id) if one.other_id == other_id), None)
    if found is None:
        raise Refused("not-alike")
    return _source(reader, reader.documents.get(document_id), found)


def keep(unit: Unit, document_id: DocumentId, found: Source, carried: Carried = NOTHING) -> int:
    """Keeps the marks of another document as a set of this one, in the places that say the same; gives its number.

    Raises Refused where no mark stands in such a place.
    """
    unit.require(Right.READ)
    document = unit.documents.get(document_id)
    same = found.on_same_pages
    marks = _set_of(found.marks, (*same.marks, *carried.marks))
    if not marks:
        raise Refused("nothing-carried", number=found.alike.number)
    places = tuple(dict.fromkeys((*same.shared, *carried.shared)))
    row = KeptSet(0, document_id, unit.actor.id, unit.now, Point.CARRIED, marks, found.alike.other_id, places)
    set_id = unit.kept_sets.add(row)
    unit.record(SetCarried(document.request_id, document_id, set_id, found.alike.other_id))
    return set_id


def met(reader: Reader, document_id: DocumentId) -> tuple[Met, ...]:
    """What was handed out in other requests of pages that look as pages of this document do."""
    document = reader.documents.get(document_id)
    found = []
    for one in sources(reader, document_id):
        if one.registry_number:
            before = _source(reader, document, one)
            same = before.on_same_pages
            here = within(kept(reader.marks.of(document_id)), same.shared)
            then = _set_of(before.marks, same.marks)
            found += [Met(one, len(same.shared), len(differences(then, here)))] if same.shared else []
    return tuple(found)


def _source(reader: Reader, document: Document, alike: Alike) -> Source:
    other = reader.documents.get(alike.other_id)
    rows = reader.marks.of(other.id)
    marks = tuple(replace(mark, text=row.text) for row in rows for mark in kept([row]))
    return Source(alike, marks, _same_pages(reader, document, alike), document.words_sha256, other.words_sha256)


def _same_pages(reader: Reader, document: Document, alike: Alike) -> tuple[tuple[int, int], ...]:
    """The pages that look the same: all of the same file, else those of one layout."""
    if alike.kind is Kind.FILE:
        return tuple((page, page) for page in range(document.pages))
    theirs: dict[str, list[int]] = {}
    for row in reader.page_prints.where(document_id=alike.other_id):
        theirs.setdefault(row.layout, []).append(row.page)
    mine = reader.page_prints.where(document_id=document.id)
    return tuple((row.page, page) for row in mine for page in theirs.get(row.layout, ()))


def _set_of(marks: Iterable[KeptMark], placed: Iterable[Placed]) -> tuple[KeptMark, ...]:
    """The marks in their new places; two of one mark are two."""
    by_id = {mark.mark_id: mark for mark in marks}
    places = dict.fromkeys((one.mark, one.place.page, tuple(r.rounded() for r in one.place.rects)) for one in placed)
    return tuple(
        replace(by_id[mark_id], mark_id=-number, page=page, rects=rects)
        for number, (mark_id, page, rects) in enumerate(places, 1)
    )
