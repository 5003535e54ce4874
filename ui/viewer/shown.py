"""A mark, and an unread part, as the page view shows it: where, how it stands, and the signs that tell it apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from redaction.geometry import Rect
from redaction.marks import MarkKind, MarkState


@dataclass(frozen=True, slots=True)
class ShownRegion:
    """A part of a page (from 0) that no program can read (page space): what it is, and whether it is to be judged."""

    id: int
    page: int
    rect: Rect
    words: str
    open: bool


@dataclass(frozen=True, slots=True)
class ShownMark:
    """One mark on the page; rectangles in page space.

    ``number`` is its ground's in this request (0 for none), ``letter`` its category's, ``words`` what a screen
    reader says of it, ``told`` the same without the words under it, ``sure`` whether a proposal is of the surest
    band, ``text`` the words under it, ``own`` whether a person drew it, ``says`` what its box says instead of the
    words.
    """

    id: int
    page: int
    rects: tuple[Rect, ...]
    kind: MarkKind
    state: MarkState
    sure: bool = True
    number: int = 0
    letter: str = ""
    words: str = ""
    told: str = ""
    text: str = ""
    own: bool = False
    says: str = ""

    @property
    def open(self) -> bool:
        """Whether it waits for a decision."""
        return self.state is MarkState.PROPOSED


def changed(before: Sequence[ShownMark], after: Sequence[ShownMark]) -> list[ShownMark] | None:
    """The marks that are shown otherwise than before where all stand in the same places; None where they do not."""
    if len(before) != len(after):
        return None
    pairs = [(old, new) for old, new in zip(before, after, strict=True) if old is not new]
    return [new for _old, new in pairs] if all(o.id == n.id and o.page == n.page for o, n in pairs) else None


def exchanged(marks: Sequence[ShownMark], new: ShownMark) -> list[ShownMark]:
    """The marks of a page with one in the place of its elder."""
    return [new if mark.id == new.id else mark for mark in marks]
