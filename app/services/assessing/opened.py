"""What a court opened stays open: masks that cover it again in the delivery prepared from its judgment (law.md T22).

The provision that the court tried cannot hold it back once more. Another one may, but only by a new decision of the
company, which can be appealed (OSL 6:3, 6:7).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.domain.follow_ups import Because, FollowUp
from app.domain.requests import Document
from app.store.unit import Reader
from redaction.geometry import Rect
from redaction.marks import Mark, MarkState

SLACK = 1.0
"""How far a mask may reach into its neighbour, user space units: one beside what was opened does not cover it."""


@dataclass(frozen=True, slots=True)
class Covered:
    """How many masks cover what was opened: on a provision that the court tried, or on another without a decision."""

    again: int = 0
    undecided: int = 0


def covered(
    reader: Reader, delivery_id: int, documents: Iterable[Document], masks: Mapping[int, tuple[Mark, ...]]
) -> Covered:
    """Counts the masks of a delivery as it stands; none in one that follows no judgment, itself or through others."""
    line = tuple(_line(reader, delivery_id))
    judged = [tie for tie in line if tie.because is Because.GRANTED]
    if not judged:
        return Covered()
    places = tuple(place for tie in judged for place in _places(reader, tie))
    since = [tie.delivery_id for tie in line[: line.index(judged[-1]) + 1]]
    decided = any(d.decided_at is not None for d in reader.decisions.among("delivery_id", since))
    again = undecided = 0
    for document in documents:
        there = [mark for file, mark in places if file == document.source_sha256]
        for mark in masks[document.id]:
            tried = {old.provision for old in there if _covers(mark, old)}
            again += mark.provision in tried
            undecided += bool(tried) and mark.provision not in tried and not decided
    return Covered(again, undecided)


def _line(reader: Reader, delivery_id: int) -> Iterator[FollowUp]:
    """What the delivery follows, and what that one follows, back to the first; the newest before."""
    tie = reader.follow_ups.first(delivery_id=delivery_id)
    while tie is not None:
        yield tie
        tie = reader.follow_ups.first(delivery_id=tie.earlier_id)


def _places(reader: Reader, tie: FollowUp) -> Iterator[tuple[str, Mark]]:
    """The masks of the earlier delivery that the courts opened, each with its document's file (SHA-256)."""
    rulings = reader.rulings.where(decision_id=tie.decision_id)
    parts = [part for row in rulings for part in reader.ruling_parts.where(ruling_id=row.id, opened=True)]
    masks = {part.mark_id for part in parts if part.mark_id is not None}
    grounds = {part.assessment_id for part in parts if part.mark_id is None}
    for document in reader.documents.where(delivery_id=tie.earlier_id):
        for mark in reader.marks.of_all([document.id], MarkState.ACCEPTED)[document.id]:
            if mark.id in masks or (mark.assessment_id is not None and mark.assessment_id in grounds):
                yield document.source_sha256, mark


def _covers(mark: Mark, old: Mark) -> bool:
    return mark.page == old.page and any(_overlap(one, other) for one in mark.rects for other in old.rects)


def _overlap(one: Rect, other: Rect) -> bool:
    common = one.intersection(other)
    return common is not None and min(common.width, common.height) > SLACK
