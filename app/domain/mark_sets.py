"""The marks of a document as they stood at a point of its way, and how two such sets differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from redaction.geometry import Rect
from redaction.marks import Mark, MarkState, covers


class Point(StrEnum):
    """When a set was kept: sent to review, returned, signed, handed out before, by hand, or when the marks of another
    document with the same words were held against these.
    """

    SUBMITTED = "submitted"
    RETURNED = "returned"
    SIGNED = "signed"
    DELIVERED = "delivered"
    BY_HAND = "by-hand"
    CARRIED = "carried"


Place = tuple[int, tuple[Rect, ...]]
"""A page (from 0) and the rounded rectangles on it, in page space."""


def place_of(page: int, rects: Iterable[Rect]) -> Place:
    """The place of a mark."""
    return page, tuple(rect.rounded() for rect in rects)


@dataclass(frozen=True, slots=True)
class KeptMark:
    """A judged mark as it stood: its id then, its place (page from 0, page space), and what was decided.

    The words under it are not kept; they stand with the mark itself. A mark carried over from another document has
    its ``text``, and an id below 0 that no mark has.
    """

    mark_id: int
    page: int
    rects: tuple[Rect, ...]
    state: str
    provision: str | None
    reason: str
    level: str
    replacement: str
    category: str
    kind: str
    text: str = ""

    @property
    def place(self) -> Place:
        """What two marks of the same words have in common, whatever their ids."""
        return place_of(self.page, self.rects)

    @property
    def said(self) -> tuple[str, str | None, str, str, str]:
        """What was decided; only what differs here is a difference."""
        return self.state, self.provision, self.reason, self.level, self.replacement


def kept(marks: Iterable[Mark]) -> tuple[KeptMark, ...]:
    """The judged ones among the marks, as a set keeps them. A proposal is nobody's decision and in no set."""
    return tuple(
        KeptMark(
            mark.id,
            mark.page,
            mark.rects,
            mark.state.value,
            mark.provision,
            mark.reason,
            mark.level.value,
            mark.replacement,
            mark.category,
            mark.kind.value,
        )
        for mark in marks
        if mark.state is not MarkState.PROPOSED
    )


@dataclass(frozen=True, slots=True)
class SetDifference:
    """A place where two sets differ: how it was ``then`` and how it is ``now``, None where nothing was decided."""

    then: KeptMark | None
    now: KeptMark | None

    @property
    def one(self) -> KeptMark:
        """The mark that tells the place."""
        found = self.now or self.then
        assert found is not None
        return found


def within(marks: Iterable[KeptMark], places: Iterable[Place]) -> tuple[KeptMark, ...]:
    """The marks that lie in the places; a place without rectangles is a whole page."""
    pages: dict[int, list[Rect]] = {}
    whole: set[int] = set()
    for page, rects in places:
        pages.setdefault(page, []).extend(rects)
        whole |= set() if rects else {page}
    return tuple(mark for mark in marks if mark.page in whole or covers(pages.get(mark.page, ()), mark.rects))


def differences(then: Iterable[KeptMark], now: Iterable[KeptMark]) -> tuple[SetDifference, ...]:
    """Where the sets differ, in reading order."""
    before, after = _by_place(then), _by_place(now)
    found = [
        SetDifference(before.get(place), after.get(place))
        for place in before.keys() | after.keys()
        if place not in before or place not in after or before[place].said != after[place].said
    ]
    return tuple(sorted(found, key=lambda one: _reading(one.one)))


def _by_place(marks: Iterable[KeptMark]) -> dict[tuple[Place, int], KeptMark]:
    """The marks by their places; the second of two on one place is its second."""
    found: dict[tuple[Place, int], KeptMark] = {}
    for mark in sorted(marks, key=lambda one: one.mark_id):
        nth = 0
        while (mark.place, nth) in found:
            nth += 1
        found[mark.place, nth] = mark
    return found


def _reading(mark: KeptMark) -> tuple[int, float, float, int]:
    first = mark.rects[0] if mark.rects else Rect(0, 0, 0, 0)
    return mark.page, first.y0, first.x0, mark.mark_id
