"""Whether more of a delivery can be handed out: its masks are held against what may hide too much.

Files of words are read for the pages that bear masks; nothing else is opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from app.domain.ids import DeliveryId, DocumentId, RequestId
from app.domain.overmasking import Doubt, DoubtKind, Thresholds
from app.domain.requests import Document
from app.progress import Progress, quiet
from app.services.delivering import delivery as deliveries
from app.services.marking import individual_marks, office_lists
from app.services.office import organisation
from app.store.unit import Reader
from app.workspace import Workspace
from redaction import words_file
from redaction.detectors import allow, learned
from redaction.detectors.allow import AllowList
from redaction.detectors.terms import readings
from redaction.findings import Span
from redaction.geometry import Rect
from redaction.marks import Mark, MarkKind, covers
from redaction.words import PageText
from resources import table

IN_DUTY = frozenset({"employee", "official"})
"""Roles of people whose names in their work are public."""


@cache
def thresholds() -> Thresholds:
    """The office's thresholds."""
    return Thresholds(**table(*organisation.ASSESSMENT)["overmasking"])


@dataclass(frozen=True, slots=True)
class _Masked:
    """A document's masks, those that nothing carries, and those over people in their duty."""

    document: Document
    masks: tuple[Mark, ...]
    unassessed: frozenset[int]
    in_duty: frozenset[int]


def doubts(workspace: Workspace, delivery_id: DeliveryId, progress: Progress = quiet) -> tuple[Doubt, ...]:
    """Where it is asked whether more can be handed out, by kind, document and page. Phase: ``seek``."""
    rows, own = workspace.ask(_masked, delivery_id), workspace.ask(_own, delivery_id)
    found: list[Doubt] = []
    for at, row in enumerate(rows):
        found += _of_masks(workspace, row, own)
        found += _of_pages(workspace, row)
        progress(at + 1, len(rows), "seek")
    order = list(DoubtKind)
    numbers = {row.document.id: row.document.number for row in rows}
    return tuple(sorted(found, key=lambda d: (order.index(d.kind), numbers[d.document_id], d.page, d.mark_id)))


def _masked(reader: Reader, delivery_id: DeliveryId) -> tuple[_Masked, ...]:
    now = deliveries.standing(reader, delivery_id)
    roles = {i.id: i.role for i in reader.individuals.where(request_id=now.delivery.request_id)}
    return tuple(_row(reader, now, document, roles) for document in now.documents)


def _row(reader: Reader, now: deliveries.Standing, document: Document, roles: Mapping[int, str]) -> _Masked:
    masks = now.masks[document.id]
    loose = (m.id for m in masks if not deliveries.carries(now.assessments.get(m.assessment_id or 0), m))
    owners = individual_marks.belonging(reader, document.id, dict(reader.findings.of(document.id)))
    duty = (m.id for m in masks if roles.get(owners.get(m.finding_id or 0, 0)) in IN_DUTY)
    return _Masked(document, masks, frozenset(loose), frozenset(duty))


def _own(reader: Reader, delivery_id: DeliveryId) -> AllowList:
    """What is the organisation's own, its mailboxes too, and what is never proposed in the delivery's request."""
    request_id = RequestId(reader.deliveries.get(delivery_id).request_id)
    return replace(organisation.allow_list(reader), never=office_lists.never(reader, request_id))


def _stands_open(own: AllowList, mark: Mark, page: PageText | None) -> bool:
    """Whether the words of a mask would be found and not proposed, where they stand."""
    text, start, end = mark.text, 0, len(mark.text)
    if page is not None:
        spans = (hit.span() for hit in re.finditer(re.escape(mark.text), page.text))
        here = next((span for span in spans if covers(mark.rects, page.rects(*span))), None)
        if here is not None:
            before = max(0, here[0] - learned.REACH)
            text, start, end = page.text[before : here[1] + learned.REACH], here[0] - before, here[1] - before
    span = Span(start, end, mark.category or ("EMAIL" if "@" in mark.text else ""), 1.0)
    judged = learned.apply(own.never, text, allow.apply(own, text, readings(text), [span]))
    return not all(one.proposed for one in judged)


def _of_masks(workspace: Workspace, row: _Masked, own: AllowList) -> Iterator[Doubt]:
    kept = row.document.words_sha256
    page_of = cache(lambda number: words_file.load(workspace.vault.file(kept), number) if kept is not None else None)
    for mark in row.masks:
        kinds = {
            DoubtKind.UNASSESSED: mark.id in row.unassessed,
            DoubtKind.OUR_OWN: bool(mark.text) and _stands_open(own, mark, page_of(mark.page)),
            DoubtKind.IN_DUTY: mark.id in row.in_duty,
            DoubtKind.WHOLE_PAGE: mark.kind is MarkKind.PAGE,
        }
        for kind in (kind for kind, so in kinds.items() if so):
            yield Doubt(kind, DocumentId(row.document.id), mark.page, mark.id, mark.text)


def _of_pages(workspace: Workspace, row: _Masked) -> Iterator[Doubt]:
    if row.document.words_sha256 is None:
        return
    path = workspace.vault.file(row.document.words_sha256)
    by_page: dict[int, list[Mark]] = {}
    for mark in row.masks:
        by_page.setdefault(mark.page, []).append(mark)
    for page, masks in sorted(by_page.items()):
        yield from _of_page(row.document, words_file.load(path, page), masks)


def _of_page(document: Document, page: PageText, masks: Sequence[Mark]) -> Iterator[Doubt]:
    limits, paper = thresholds(), page.box.rect
    for mark in masks:
        large = _area(mark.rects) >= limits.area_share * _area([paper])
        if mark.kind is MarkKind.AREA and large:
            yield Doubt(DoubtKind.WHOLE_PAGE, document.id, page.page, mark.id, mark.text)
    if len(page.words) < limits.least_words:
        return
    rects = [rect for mark in masks for rect in mark.rects]
    hidden = sum(_is_under(rects, word.rect) for word in page.words)
    share = hidden / len(page.words)
    if share >= limits.words_share:
        yield Doubt(DoubtKind.MUCH_OF_PAGE, document.id, page.page, masks[0].id, share=share)


def _is_under(masks: Sequence[Rect], word: Rect) -> bool:
    """Whether a word lies under masks, or the middle of it does."""
    middle = Rect((word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2, (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2)
    return covers(masks, [middle])


def _area(rects: Iterable[Rect]) -> float:
    return sum(rect.width * rect.height for rect in rects)
