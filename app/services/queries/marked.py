"""The marks of a document with what was found and whom it is about: read whole once, then only what was changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from app.domain.events import (
    Event,
    HitsMarked,
    IndividualLeft,
    IndividualMasked,
    MarkEvent,
    MarksRedone,
    MarksUndone,
    RequestEvent,
    SetCarried,
    SetKept,
    SetTakenOver,
)
from app.domain.log_events import event_of
from app.domain.requests import Document
from app.store.marks import Tally, place_of
from app.store.records import Individual
from app.store.unit import Reader
from redaction.findings import Finding
from redaction.marks import Mark, MarkState

from ..marking import individual_marks

MARKS_ALONE: tuple[type[Event], ...] = (
    MarkEvent,
    MarksUndone,
    MarksRedone,
    HitsMarked,
    IndividualMasked,
    IndividualLeft,
    SetCarried,
    SetKept,
    SetTakenOver,
)
"""Events after which findings and persons are as before; each mark keeps the log's row of its last change."""
MOST = 500
"""So many rows of the log are looked through; after more everything is read again."""


@dataclass(frozen=True, slots=True)
class Marked:
    """The marks of a document in reading order, its findings by id and the person of each finding that has one, as they
    were at the log's row ``seq``."""

    document_id: int
    seq: int
    marks: tuple[Mark, ...]
    findings: dict[int, Finding]
    owners: dict[int, Individual]


    @property
    def tally(self) -> Tally:
        """How many of them stand how."""
        states = Counter(mark.state for mark in self.marks)
        without = sum(mark.state is MarkState.ACCEPTED and mark.provision is None for mark in self.marks)
        proposed, accepted, rejected = (states[state] for state in MarkState)
        return Tally(len(self.findings), proposed, accepted, rejected, without)


def marked(reader: Reader, document: Document, known: Marked | None = None) -> Marked:
    """The document's marks as they stand; of what is ``known`` from before only changed marks are read anew."""
    seq = reader.log_head().seq
    if known is None or known.document_id != document.id or not _marks_alone(reader, document, known.seq):
        findings = dict(reader.findings.of(document.id))
        return Marked(document.id, seq, reader.marks.of(document.id), findings, _owners(reader, document, findings))
    if seq == known.seq:
        return known
    return Marked(document.id, seq, _patched(reader, known), known.findings, known.owners)


def _marks_alone(reader: Reader, document: Document, seq: int) -> bool:
    """Whether nothing but marks can have changed in the document since that row of the log."""
    rows = reader.log_after(seq, MOST)
    return len(rows) < MOST and all(_is_of_marks(event_of(row), document) for row in rows)


def _is_of_marks(event: Event, document: Document) -> bool:
    if isinstance(event, RequestEvent) and event.request_id != document.request_id:
        return True
    return isinstance(event, MARKS_ALONE)


def _patched(reader: Reader, known: Marked) -> tuple[Mark, ...]:
    changed = reader.marks.changed_after(known.document_id, known.seq)
    if not changed:
        return known.marks
    kept = [mark for old in known.marks if (mark := changed.pop(old.id, old)) is not None]
    new = [mark for mark in changed.values() if mark is not None]
    return tuple(sorted(kept + new, key=place_of)) if new else tuple(kept)


def _owners(reader: Reader, document: Document, findings: dict[int, Finding]) -> dict[int, Individual]:
    belonging = individual_marks.belonging(reader, document.id, findings)
    people = {i.id: i for i in reader.individuals.among("id", set(belonging.values()))}
    return {finding_id: people[owner] for finding_id, owner in belonging.items()}
