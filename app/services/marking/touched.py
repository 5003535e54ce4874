"""Who changed a mark last, and when, in the words of a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from app.domain.errors import Refused
from app.domain.ids import MarkId, PersonId
from app.store.touches import Touch
from app.store.unit import Reader

from ..writing.times import minute


def who_and_when(reader: Reader, touch: Touch | None) -> tuple[str, str]:
    """The person's name and the minute; both "" where the log does not tell."""
    if touch is None or touch.person_id is None or touch.at is None:
        return "", ""
    return reader.people.get(PersonId(touch.person_id)).name, minute(touch.at)


def last(reader: Reader, mark_id: MarkId) -> tuple[str, datetime | None]:
    """Who changed the mark last and when (UTC); "" and None where the log does not tell."""
    touch = newest(reader, [mark_id])
    if touch is None or touch.person_id is None:
        return "", None
    return reader.people.get(PersonId(touch.person_id)).name, touch.at


def newest(reader: Reader, mark_ids: Iterable[int]) -> Touch | None:
    """The last change of any of these marks."""
    return max(reader.touches.of(mark_ids).values(), key=lambda touch: touch.seq, default=None)


def past_undo(reader: Reader, mark_ids: Iterable[int]) -> Refused:
    """Why a change of these marks is not undone: who has changed them since, where the log tells."""
    who, when = who_and_when(reader, newest(reader, mark_ids))
    return Refused("undo-past-their-change", who=who, when=when) if who else Refused("undo-past-change")
