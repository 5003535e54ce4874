"""The list of pages of a request: where something is masked, left visible or not judged, and never what it says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from app.domain.ids import RequestId
from app.domain.requests import Document
from app.store.unit import Reader
from app.texts import _
from redaction import content
from redaction.content import Align, Heading, Table, paragraph
from redaction.marks import MarkState

from ..delivering.proof_paper import stretches
from ..marking import regions
from ..office import organisation
from . import papers


@dataclass(frozen=True, slots=True)
class PageRow:
    """One page (from 0) on which something stands: how much is masked, left visible, and not judged."""

    document: Document
    page: int
    masks: int
    visible: int
    waits: int


def rows(reader: Reader, request_id: RequestId) -> tuple[PageRow, ...]:
    """The pages of the request's documents on which something was found or marked, in order."""
    documents = sorted(reader.documents.where(request_id=request_id), key=lambda document: document.number)
    marks = reader.marks.of_all(document.id for document in documents)
    found = []
    for document in documents:
        seen = Counter((mark.page, mark.state) for mark in marks[document.id])
        unread = Counter(region.page for region in regions.of(reader, document.id) if region.open)
        for page in sorted({page for page, _state in seen} | set(unread)):
            masks, visible = seen[page, MarkState.ACCEPTED], seen[page, MarkState.REJECTED]
            found.append(PageRow(document, page, masks, visible, seen[page, MarkState.PROPOSED] + unread[page]))
    return tuple(found)


def paper(reader: Reader, request_id: RequestId, at: datetime) -> content.Document:
    """The list as a paper for the desk."""
    request, listed = reader.requests.get(request_id), rows(reader, request_id)
    blocks: list[content.Block] = []
    for document in sorted(reader.documents.where(request_id=request_id), key=lambda document: document.number):
        mine = [row for row in listed if row.document.id == document.id]
        blocks.append(Heading(2, f"{document.number}. {document.title}"))
        if mine:
            cells = tuple((str(r.page + 1), *map(_count, (r.masks, r.visible, r.waits))) for r in mine)
            header = (_("Page"), _("Masks"), _("Left visible"), _("Not judged"))
            blocks.append(Table(header, cells, (1, 1, 1, 1), (Align.RIGHT,) * 4))
        without = stretches(sorted(set(range(document.pages)) - {row.page for row in mine}))
        if without:
            blocks.append(paragraph(_("Pages on which nothing stands: {pages}.").format(pages=without)))
    if not blocks:
        blocks.append(paragraph(_("The request has no documents.")))
    edges = papers.sender(organisation.profile(reader), request.registry_number, at)
    return content.Document(_("List of pages"), tuple(blocks), **edges)


def _count(number: int) -> str:
    return str(number) if number else "–"
