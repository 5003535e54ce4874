"""What masks say instead of their words (law.md 6.4): nothing that is masked anywhere in the request may be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain import reasons
from app.domain.errors import Refused
from app.domain.ids import MarkId
from app.domain.local_time import local_day
from app.store.unit import Reader
from redaction import replacements
from redaction.coarser import kinds
from redaction.coarser.kinds import Option
from redaction.marks import Level, Mark

from ..delivering import delivery as deliveries


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
    if instead.text and reasons.told(instead.text, deliveries.all_masks(reader, request_id=request_id)):
        raise Refused("replacement-tells")


def options(reader: Reader, mark_id: MarkId, at: datetime) -> tuple[Option, ...]:
    """The coarser words that a mark's box may say; ages are those of ``at``. Raises Gone as ``marks.get``."""
    document_id, mark = reader.marks.get(mark_id)
    request_id = reader.documents.get(document_id).request_id
    found = kinds.options(mark.text, mark.category, local_day(at))
    masks = deliveries.all_masks(reader, request_id=request_id) if found else []
    return tuple(o for o in found if not reasons.told(o.text, masks))


def telling(masks: Sequence[Mark]) -> int:
    """How many masks say in their box what they or another one hides."""
    texts = {mark.replacement for mark in masks if mark.replacement}
    told = {text for text in texts if reasons.told(text, masks)}
    return sum(m.replacement in told or replacements.tells(m.level, m.replacement, m.text, m.category) for m in masks)
