"""Parts of pages that no reader could read: each is judged by a person, who masks it or says why it stays visible.

What looks the same (a logotype on every page) is judged once in a delivery, in the documents that are open for marks.
A document with an open region is not done, and its delivery goes nowhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from app.domain.errors import Refused
from app.domain.events import MarkAdded, RegionsLeft, RegionsReopened
from app.domain.ids import DocumentId
from app.domain.people import Right
from app.domain.regions import PageRegion, RegionState
from app.domain.requests import Document, DocumentState
from app.store.records import MarkSnapshot
from app.store.unit import Reader, Unit
from redaction.marks import Mark, MarkKind, MarkState, Origin, covers
from redaction.words import Region, RegionKind

from ..office import organisation
from . import review


def store(unit: Unit, document_id: DocumentId, found: Sequence[tuple[int, Region]]) -> None:
    """Keeps a document's regions, each with its page; what looks like one that was left in the delivery is left too."""
    unit.require(Right.PREPARE)
    unit.regions.remove(document_id=document_id)
    document = unit.documents.get(document_id)
    others = unit.regions.among("document_id", (d.id for d in unit.documents.where(delivery_id=document.delivery_id)))
    known = {r.digest: r for r in others if r.state is RegionState.LEFT and r.digest}
    for page, region in found:
        fresh = PageRegion(0, document_id, page, (region.rect,), region.kind, region.digest)
        same = known.get(region.digest)
        judged = same and replace(same, id=0, document_id=document_id, page=page, rects=fresh.rects, kind=fresh.kind)
        unit.regions.add(judged or fresh)
    unit.documents.save(replace(document, regions_known=True))


def of(reader: Reader, document_id: int, marks: Sequence[Mark] | None = None) -> tuple[PageRegion, ...]:
    """The regions of a document as they stand, page by page, from top to bottom; ``marks``: its marks, if at hand."""
    rows = reader.regions.where(document_id=document_id)
    if marks is None:
        return _stand(reader, rows)
    masks = [mark for mark in marks if mark.state is MarkState.ACCEPTED] if any(row.open for row in rows) else []
    return _standing(rows, {document_id: masks})


def of_all(reader: Reader, document_ids: Iterable[int]) -> tuple[PageRegion, ...]:
    """The regions of documents as they stand, document by document in reading order."""
    return _stand(reader, reader.regions.among("document_id", document_ids))


def _stand(reader: Reader, rows: Sequence[PageRegion]) -> tuple[PageRegion, ...]:
    return _standing(rows, reader.marks.of_all({row.document_id for row in rows if row.open}, MarkState.ACCEPTED))


def _standing(rows: Sequence[PageRegion], masks: Mapping[int, Sequence[Mark]]) -> tuple[PageRegion, ...]:
    stand = (replace(row, state=_state(row, masks.get(row.document_id, ()))) for row in rows)
    return tuple(sorted(stand, key=lambda r: (r.document_id, r.page, r.rects[0].y0, r.rects[0].x0, r.id)))


def _state(region: PageRegion, masks: Sequence[Mark]) -> RegionState:
    if not region.open:
        return region.state
    under = [rect for mark in masks if mark.page == region.page for rect in mark.rects]
    return RegionState.MASKED if covers(under, region.rects) else RegionState.OPEN


def open_in(reader: Reader, document_ids: Iterable[int]) -> Counter[int]:
    """How many regions of each document nobody has judged; documents without any are left out.

    A document that is open for marks and was read by an older program counts one, until it is gone through.
    """
    ids = list(document_ids)
    rows = reader.regions.among("document_id", ids, state=RegionState.OPEN)
    found = Counter(region.document_id for region in _stand(reader, rows) if region.open)
    return found + Counter(document.id for document in unknown(reader, ids))


def late_in(reader: Reader, document_ids: Iterable[int]) -> int:
    """How many pictures of the documents could not be read in time."""
    return len(reader.regions.among("document_id", document_ids, kind=RegionKind.LATE))


def unknown(reader: Reader, document_ids: Iterable[int]) -> tuple[Document, ...]:
    """The documents that are open for marks and were read by a program that knew no regions."""
    return reader.documents.among("id", document_ids, state=DocumentState.REVIEW, regions_known=False)


def alike(reader: Reader, region: PageRegion) -> tuple[PageRegion, ...]:
    """What looks like the region in the delivery's documents that are open for marks, itself included."""
    part = reader.documents.get(region.document_id).delivery_id
    open_ = [d.id for d in reader.documents.where(delivery_id=part, state=DocumentState.REVIEW)]
    rows = of_all(reader, open_) if region.digest else of(reader, region.document_id)
    return tuple(r for r in rows if r.id == region.id or (region.digest and r.digest == region.digest))


def leave(unit: Unit, region_ids: Sequence[int], reason: str) -> int:
    """Leaves regions, and what looks like them, visible for a reason; gives how many.

    Raises Refused without a reason, Blocked where a document is closed for marks; so do the others.
    """
    if not reason.strip():
        raise Refused("region-without-reason")
    actor = unit.require(Right.PREPARE)
    left: dict[int, PageRegion] = {}
    for region_id in region_ids:
        region = _named(unit, region_id)
        left |= {r.id: r for r in alike(unit, region) if r.open or r.id == region_id}
    for document_id, rows in _by_document(left.values()).items():
        document = review.editable(unit, document_id)
        for row in rows:
            judged = replace(row, state=RegionState.LEFT, reason=reason.strip(), judged_by=actor.id, judged_at=unit.now)
            unit.regions.put(judged)
        unit.record(RegionsLeft(document.request_id, document_id, len(rows)))
    return len(left)


def reopen(unit: Unit, region_id: int) -> int:
    """Takes back that a region, and what looks like it, was left visible; gives how many are open again."""
    unit.require(Right.PREPARE)
    rows = [r for r in alike(unit, _named(unit, region_id)) if r.state is RegionState.LEFT]
    for document_id, its in _by_document(rows).items():
        document = review.editable(unit, document_id)
        for row in its:
            fresh = replace(row, state=RegionState.OPEN, reason="", judged_by=None, judged_at=None)
            unit.regions.put(fresh)
        unit.record(RegionsReopened(document.request_id, document_id, len(its)))
    return len(rows)


def mask(unit: Unit, region_id: int, provision: str) -> int:
    """Masks a region, and what looks like it, on a provision: one undo step; gives how many marks were made."""
    organisation.provision(unit, provision)
    rows = [r for r in alike(unit, _named(unit, region_id)) if r.open or r.id == region_id]
    batch: int | None = None
    for document_id, its in _by_document(rows).items():
        document = review.editable(unit, document_id)
        organisation.number_ground(unit, document.request_id, provision)
        made = [_mark(unit, row, provision) for row in its]
        for mark in made:
            unit.record(MarkAdded(document.request_id, document_id, mark.id, mark.kind.value, "", provision))
        batch = review.remember(unit, document_id, [MarkSnapshot(mark.id, present=False) for mark in made], batch)
    return len(rows)


def _named(unit: Unit, region_id: int) -> PageRegion:
    """The region, whose document is open for marks."""
    region = unit.regions.get(region_id)
    review.editable(unit, region.document_id)
    return region


def _mark(unit: Unit, region: PageRegion, provision: str) -> Mark:
    kind = MarkKind.PAGE if region.kind is RegionKind.BROKEN else MarkKind.AREA
    mark = Mark(0, region.page, region.rects, MarkState.ACCEPTED, kind, Origin.PERSON, "", provision)
    return unit.marks.add(region.document_id, mark)


def _by_document(rows: Iterable[PageRegion]) -> dict[DocumentId, list[PageRegion]]:
    found: dict[DocumentId, list[PageRegion]] = {}
    for row in rows:
        found.setdefault(row.document_id, []).append(row)
    return found
