"""Marks: accepted, left visible, drawn by hand, taken back. Each change is saved at once and can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from app.domain.errors import MarkChanged, Refused
from app.domain.events import (
    Event,
    MarkAccepted,
    MarkAdded,
    MarkRejected,
    MarkRemoved,
    MarkReplaced,
    MarksRedone,
    MarksUndone,
)
from app.domain.ids import DocumentId, EntryId, MarkId, RequestId
from app.domain.office import EntryKind
from app.domain.people import Right
from app.domain.requests import Document
from app.domain.workflow import DOCUMENT, MARK, DocumentStep, Facts, MarkStep
from app.store.records import Change, MarkSnapshot
from app.store.unit import Reader, Unit
from redaction.geometry import PageBox, Rect
from redaction.marks import Mark, MarkKind, MarkState, Origin

from ..delivering import delivery
from ..office import organisation
from . import office_lists, replacing, touched
from .office_lists import NewEntry
from .replacing import Instead


def editable(unit: Unit, document_id: DocumentId) -> Document:
    """The document, with its delivery back in preparation. Raises Blocked where marks are locked."""
    document = unit.documents.get(document_id)
    DOCUMENT.take(document.state, DocumentStep.EDIT_MARKS, Facts(), unit.actor)
    delivery.touch(unit, document.delivery_id)
    return document


def remember(unit: Unit, document_id: int, before: Sequence[MarkSnapshot], batch: int | None = None) -> int:
    """Keeps how marks stood before a change, for undo; gives the id of the first change of its batch.

    ``batch`` is the first change of several documents that are undone together.
    """
    actor = unit.require(Right.PREPARE)
    after = tuple(unit.marks.snapshot(s.mark_id) for s in before)
    change_id = unit.changes.add(document_id, actor.id, unit.now, tuple(before), after, batch)
    return batch or change_id


Seen = Mapping[MarkId, int]
"""The version in which each mark was shown to the person who judges it."""


def _marks_of(unit: Unit, mark_ids: Iterable[MarkId], seen: Seen | None) -> dict[DocumentId, list[Mark]]:
    found: dict[DocumentId, list[Mark]] = {}
    for mark_id in mark_ids:
        document_id, mark = unit.marks.get(mark_id)
        if seen is not None and seen.get(mark_id, mark.version) != mark.version:
            raise MarkChanged(mark_id, *touched.who_and_when(unit, touched.newest(unit, [mark_id])))
        found.setdefault(DocumentId(document_id), []).append(mark)
    return found


def accept(
    unit: Unit, mark_ids: Sequence[MarkId], provision: str, seen: Seen | None = None, instead: Instead | None = None
) -> None:
    """Masks the marks on this provision. One undo step per document.

    ``instead`` is what their boxes say instead of their words; None: what they say already.

    Raises Refused where the provision is not in the catalogue or what is said instead tells something that is masked,
    Blocked where a document is locked, Changed where somebody else has changed a mark since it was ``seen``.
    """
    organisation.provision(unit, provision)
    for document_id, marks in _marks_of(unit, mark_ids, seen).items():
        document = editable(unit, document_id)
        organisation.number_ground(unit, document.request_id, provision)
        if instead is not None:
            replacing.check(unit, document.request_id, marks, instead)
        before = [unit.marks.snapshot(mark.id) for mark in marks]
        for mark in marks:
            MARK.take(mark.state, MarkStep.ACCEPT, Facts(), unit.actor)
            keeps = mark.provision == provision
            new = replace(mark.accepted(provision), assessment_id=mark.assessment_id if keeps else None)
            said = instead or Instead(mark.level, mark.replacement)
            unit.marks.save(new.replaced(said.level, said.text))
            unit.record(MarkAccepted(document.request_id, document_id, mark.id, provision))
            if (said.level, said.text) != (mark.level, mark.replacement):
                unit.record(MarkReplaced(document.request_id, document_id, mark.id, said.level.value))
        remember(unit, document_id, before)


def reject(unit: Unit, mark_ids: Sequence[MarkId], reason: str, seen: Seen | None = None) -> None:
    """Leaves the marks' words visible, for a reason that stands in the report. One undo step per document.

    Raises Refused without a reason, Blocked and Changed as ``accept``.
    """
    if not reason.strip():
        raise Refused("reason-missing")
    for document_id, marks in _marks_of(unit, mark_ids, seen).items():
        document = editable(unit, document_id)
        before = [unit.marks.snapshot(mark.id) for mark in marks]
        for mark in marks:
            MARK.take(mark.state, MarkStep.REJECT, Facts(), unit.actor)
            unit.marks.save(mark.rejected(reason.strip()))
            unit.record(MarkRejected(document.request_id, document_id, mark.id))
        remember(unit, document_id, before)


def never_here(
    unit: Unit, mark_id: MarkId, reason: str, before: str, after: str, *, in_request: bool = True
) -> EntryId:
    """Leaves a proposal visible, and learns that its words are never proposed between these neighbours.

    Raises Refused as ``reject`` and ``office_lists.add``; then nothing of it is done.
    """
    document_id, mark = unit.marks.get(mark_id)
    request_id = RequestId(unit.documents.get(document_id).request_id)
    kept = request_id if in_request else None
    new = NewEntry(EntryKind.NEVER, mark.text, mark.category, reason, before, after, request_id=kept)
    entry_id = office_lists.add(unit, new)
    reject(unit, [mark_id], reason)
    return entry_id


def _add(unit: Unit, document: Document, mark: Mark) -> MarkId:
    if mark.provision is not None:
        organisation.provision(unit, mark.provision)
        organisation.number_ground(unit, document.request_id, mark.provision)
    added = unit.marks.add(document.id, mark)
    unit.record(
        MarkAdded(document.request_id, document.id, added.id, mark.kind.value, mark.category, mark.provision or "")
    )
    if mark.replacement:
        unit.record(MarkReplaced(document.request_id, document.id, added.id, mark.level.value))
    remember(unit, document.id, [MarkSnapshot(added.id, present=False)])
    return MarkId(added.id)


def add(
    unit: Unit,
    document_id: DocumentId,
    page: int,
    rects: Sequence[Rect],
    kind: MarkKind,
    provision: str | None,
    text: str = "",
    category: str = "",
    instead: Instead | None = None,
) -> MarkId:
    """Marks a span of text or an area by hand: masked at once where a provision is given, else proposed.

    ``page`` counts from 0; ``rects`` are in page space; ``instead`` is what the box says instead of its words. Raises
    Refused where the page does not exist, the area is empty, or what is said instead tells something that is masked.
    """
    organisation.category(category)
    document = editable(unit, document_id)
    whole = tuple(r.rounded() for r in rects if r.width > 0.5 and r.height > 0.5)
    if not whole:
        raise Refused("area-empty")
    if not 0 <= page < document.pages:
        raise Refused("page-missing", page=page + 1)
    state = MarkState.ACCEPTED if provision else MarkState.PROPOSED
    mark = Mark(0, page, whole, state, kind, Origin.PERSON, category, provision, text=text)
    if instead is not None and provision:
        replacing.check(unit, document.request_id, [mark], instead)
        mark = mark.replaced(instead.level, instead.text)
    return _add(unit, document, mark)


def add_page(unit: Unit, document_id: DocumentId, page: int, box: PageBox, provision: str) -> MarkId:
    """Masks a whole page."""
    return add(unit, document_id, page, (box.rect,), MarkKind.PAGE, provision)


def remove(unit: Unit, mark_id: MarkId) -> None:
    """Takes back a mark made by hand; what a detector proposed is left visible instead, with a reason."""
    document_id, mark = unit.marks.get(mark_id)
    if mark.origin is not Origin.PERSON:
        raise Refused("proposal-stays")
    document = editable(unit, DocumentId(document_id))
    before = [unit.marks.snapshot(mark_id)]
    unit.marks.remove(mark_id)
    unit.record(MarkRemoved(document.request_id, document_id, mark_id))
    remember(unit, document_id, before)


def reshape(unit: Unit, mark_id: MarkId, rect: Rect) -> MarkId:
    """Gives an area drawn by hand another place (page space): the old mark goes, a new one comes; one undo step.

    Raises Refused where the mark is no single area of a person's, or the new one is empty.
    """
    document_id, mark = unit.marks.get(mark_id)
    if mark.origin is not Origin.PERSON or mark.kind is not MarkKind.AREA or len(mark.rects) != 1:
        raise Refused("proposal-stays")
    if rect.width <= 0.5 or rect.height <= 0.5:
        raise Refused("area-empty")
    document = editable(unit, DocumentId(document_id))
    before = [unit.marks.snapshot(mark_id)]
    unit.marks.remove(mark_id)
    unit.record(MarkRemoved(document.request_id, document_id, mark_id))
    new = unit.marks.add(document_id, replace(mark, id=0, rects=(rect.rounded(),), version=1))
    unit.record(MarkAdded(document.request_id, document_id, new.id, new.kind.value, new.category, new.provision or ""))
    remember(unit, document_id, [*before, MarkSnapshot(new.id, present=False)])
    return MarkId(new.id)


def equal(reader: Reader, mark_id: MarkId, *, in_request: bool = False) -> tuple[MarkId, ...]:
    """Unjudged marks with the same words as this one, in its document or in the whole request, itself included."""
    document_id, mark = reader.marks.get(mark_id)
    document = reader.documents.get(document_id)
    others = reader.documents.where(delivery_id=document.delivery_id) if in_request else (document,)
    words = " ".join(mark.text.casefold().split())
    same = [
        MarkId(m.id)
        for d in others
        for m in reader.marks.of(d.id)
        if m.state is MarkState.PROPOSED and words and " ".join(m.text.casefold().split()) == words
    ]
    return tuple(same) or (mark_id,)


def _walk(unit: Unit, document_id: DocumentId, *, undone: bool) -> Change:
    change = unit.changes.last(document_id, unit.actor.id, undone=undone)
    if change is None:
        raise Refused("nothing-to-redo" if undone else "nothing-to-undo")
    together = unit.changes.together(change)
    for part in together:
        _may_walk(unit, part, undone=undone)
    for part in together:
        document = editable(unit, DocumentId(part.document_id))
        for snapshot in part.after if undone else part.before:
            unit.marks.restore(snapshot)
        unit.changes.set_undone(part.id, not undone)
        kind: type[MarksRedone] | type[MarksUndone] = MarksRedone if undone else MarksUndone
        event: Event = kind(document.request_id, document.id, part.id, len(part.before))
        unit.record(event)
    return change


def _may_walk(unit: Unit, change: Change, *, undone: bool) -> None:
    """Raises Refused where a signature or another change lies between."""
    document = unit.documents.get(change.document_id)
    for signature in unit.signatures.where(delivery_id=document.delivery_id):
        if signature.signed_at >= change.at:
            raise Refused("undo-past-signature")
    expected = change.before if undone else change.after
    differing = [s.mark_id for s in expected if unit.marks.snapshot(s.mark_id) != s]
    if differing:
        raise touched.past_undo(unit, differing)


def undo(unit: Unit, document_id: DocumentId) -> Change:
    """Takes back the actor's last change in the document: a new change in the log, never a deletion.

    A change of several documents (a search that was masked) is taken back in all of them.

    Raises Refused where there is nothing to undo, or a signature or another person's change lies between.
    """
    return _walk(unit, document_id, undone=False)


def redo(unit: Unit, document_id: DocumentId) -> Change:
    """Takes the actor's last undone change up again."""
    return _walk(unit, document_id, undone=True)
