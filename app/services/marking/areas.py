"""Areas beyond one drawing: all of a page but a part, and the same area on every page; one undo step each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.domain.errors import Refused
from app.domain.events import MarkAdded, MarkRemoved
from app.domain.ids import DocumentId, MarkId
from app.domain.requests import Document
from app.store.records import MarkSnapshot
from app.store.unit import Unit
from redaction.geometry import PageBox, Rect, without
from redaction.marks import Mark, MarkKind, MarkState, Origin, covers

from ..office import organisation
from . import review

SMALLEST = 2.0
"""A strip that is thinner (units) hides nothing and is left out."""


def keep_only(unit: Unit, document_id: DocumentId, page: int, box: PageBox, kept: Rect, provision: str) -> MarkId:
    """Masks a whole page (from 0) but for a part that stays in sight (page space).

    Where the page has such a mask already, on the same provision, the part is taken out of it too. Raises Refused where
    the part is empty, or so large that nothing would be masked.
    """
    organisation.provision(unit, provision)
    document = review.editable(unit, document_id)
    if not 0 <= page < document.pages:
        raise Refused("page-missing", page=page + 1)
    if kept.width <= SMALLEST or kept.height <= SMALLEST:
        raise Refused("area-empty")
    old = next((m for m in unit.marks.of(document_id) if m.page == page and _is_rest(m, provision)), None)
    rests = [rest for rect in (old.rects if old else (box.rect,)) for rest in without(rect, kept)]
    rects = tuple(r.rounded() for r in rests if min(r.width, r.height) > SMALLEST)
    if not rects:
        raise Refused("area-empty")
    organisation.number_ground(unit, document.request_id, provision)
    before = []
    if old is not None:
        before.append(unit.marks.snapshot(old.id))
        unit.marks.remove(old.id)
        unit.record(MarkRemoved(document.request_id, document_id, old.id))
    mark = Mark(0, page, rects, MarkState.ACCEPTED, MarkKind.AREA, Origin.PERSON, "", provision)
    made = _added(unit, document, mark if old is None else replace(old, id=0, rects=rects, version=1))
    review.remember(unit, document_id, [*before, made])
    return MarkId(made.mark_id)


def _is_rest(mark: Mark, provision: str) -> bool:
    """Whether a mark is what is left of a page around a part that was kept."""
    area = mark.kind is MarkKind.AREA and mark.origin is Origin.PERSON and len(mark.rects) > 1
    return area and mark.state is MarkState.ACCEPTED and mark.provision == provision


def on_every_page(unit: Unit, mark_id: MarkId, boxes: Mapping[int, PageBox]) -> int:
    """Masks the place of an area drawn by hand on the other pages too; gives how many masks were made.

    ``boxes`` are the sizes of the pages (from 0); what reaches beyond a page is cut, and a page on which the place is
    masked already is left as it is. Raises Refused where the mark is no masked area of a person's.
    """
    document_id, mark = unit.marks.get(mark_id)
    if mark.origin is not Origin.PERSON or mark.kind is not MarkKind.AREA or mark.state is not MarkState.ACCEPTED:
        raise Refused("area-not-masked")
    document = review.editable(unit, DocumentId(document_id))
    masked: dict[int, list[Rect]] = {}
    for other in unit.marks.of(document_id):
        if other.state is MarkState.ACCEPTED:
            masked.setdefault(other.page, []).extend(other.rects)
    made = []
    for page in range(document.pages):
        parts = (rect.intersection(boxes[page].rect) for rect in mark.rects) if page in boxes else ()
        rects = tuple(part for part in parts if part is not None and min(part.width, part.height) > SMALLEST)
        if page != mark.page and rects and not covers(masked.get(page, ()), rects):
            made.append(_added(unit, document, replace(mark, id=0, page=page, rects=rects, version=1)))
    if made:
        review.remember(unit, document_id, made)
    return len(made)


def _added(unit: Unit, document: Document, mark: Mark) -> MarkSnapshot:
    """Adds a mark; gives that it was not there before."""
    new = unit.marks.add(document.id, mark)
    event = MarkAdded(document.request_id, document.id, new.id, new.kind.value, new.category, new.provision or "")
    unit.record(event)
    return MarkSnapshot(new.id, present=False)
