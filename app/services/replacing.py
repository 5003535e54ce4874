"""What masks say instead of their words (law.md 6.4): nothing that is masked anywhere in the request may be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain import reasons
from app.domain.errors import Refused
from app.store.unit import Reader
from redaction import replacements
from redaction.marks import Level, Mark, MarkState


@dataclass(frozen=True, slots=True)
class Instead:
    """What stands in a box instead of its words, and how much that leaves of them; MASKED leaves nothing."""

    level: Level = Level.MASKED
    text: str = ""


def check(reader: Reader, request_id: int, marks: Sequence[Mark], instead: Instead) -> None:
    """Raises Refused where what shall stand in the boxes of these marks cannot be printed or tells something masked."""
    for mark in marks:
        found = replacements.fault(instead.level, instead.text, mark.text, mark.category)
        if found:
            raise Refused(found, most=replacements.LONGEST)
    if instead.text and reasons.told(instead.text, _masked(reader, request_id)):
        raise Refused("replacement-tells")


def _masked(reader: Reader, request_id: int) -> list[Mark]:
    documents = [document.id for document in reader.documents.where(request_id=request_id)]
    return [m for marks in reader.marks.of_all(documents, MarkState.ACCEPTED).values() for m in marks]


def telling(masks: Sequence[Mark]) -> int:
    """How many masks say in their box what they or another one hides."""
    texts = {mark.replacement for mark in masks if mark.replacement}
    told = {text for text in texts if reasons.told(text, masks)}
    return sum(m.replacement in told or replacements.tells(m.replacement, m.text, m.category) for m in masks)
