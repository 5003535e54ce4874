"""Terms broken where no reading order joins the halves: in cells, between columns, over a foot and a head of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..geometry import Rect, union
from ..matching import Folded, Term, fold
from .glyphs import Glyph
from .orders import Reading

APART = 1.5
"""Letters farther from one another than so many font sizes stand in different cells or columns."""

NEXT_LINE = 2.6
"""The line below begins within so many font sizes."""

LAST, FIRST = 6, 8
"""So many stretches at the foot of a page, and at the head of the next, may hold the halves of a term."""

LEAST = 2
"""A half has at least so many characters; one that ends inside a word has one more."""

HYPHENS = frozenset("-\u00ad\u2010\u2011")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Letters of one line that stand together: their places in the page's list, folded text, and rectangle."""

    places: tuple[int, ...]
    text: Folded
    box: Rect
    base: float
    size: float
    hyphened: bool


def may_be(wanted: Term, before: str, here: str) -> bool:
    """Whether halves of the term stand by themselves in the folded text of the page, or of this and the one before."""
    if wanted.short:
        return False
    whole = [text.count(wanted.text) for text in (before, here)]
    for cut in wanted.breaks:
        first, second = wanted.text[:cut], wanted.text[cut:]
        lone = before.count(first) > whole[0] or here.count(first) > whole[1]
        if lone and here.count(second) > whole[1]:
            return True
    return False


def ends_in_hyphen(letters: Sequence[Glyph]) -> bool:
    """Whether any line ends in a hyphen."""
    return any(
        g.char in HYPHENS and (i + 1 == len(letters) or letters[i + 1].gap == "n") for i, g in enumerate(letters)
    )


def stretches(page: Reading) -> list[Stretch]:
    """The stretches of a page, from its head to its foot; lines that do not run level as they stand when turned."""
    return [made for row in page.rows for made in _parts(page.upright, row)]


def _parts(letters: Sequence[Glyph], row: Sequence[int]) -> Iterator[Stretch]:
    part: list[int] = []
    for i in row:
        if part and letters[i].x0 - letters[part[-1]].x1 > APART * letters[i].size:
            yield _stretch(letters, part)
            part = []
        part.append(i)
    if part:
        yield _stretch(letters, part)


def _stretch(letters: Sequence[Glyph], part: Sequence[int]) -> Stretch:
    last = letters[part[-1]]
    box = union(Rect(g.x0, g.y0, g.x1, g.y1) for g in (letters[i] for i in part))
    chars = [letters[i].char for i in part]
    return Stretch(tuple(part), fold(chars), box, last.base, last.size, last.char in HYPHENS)


def on_page(found: Sequence[Stretch], wanted: Term) -> Iterator[tuple[list[int], list[int]]]:
    """Both halves of the term on one page: in the line below in the same column, or at the head of a column beside."""
    for first, cut in _endings(found, wanted):
        for second in found:
            if second is not first and _begins(second, wanted, cut) and _follows(first, second):
                yield _tail(first, cut), _head(second, len(wanted.text) - cut)


def over_page(
    before: Sequence[Stretch], after: Sequence[Stretch], wanted: Term
) -> Iterator[tuple[list[int], list[int]]]:
    """The first half near the foot of a page, the other near the head of the next."""
    for first, cut in _endings(before[-LAST:], wanted):
        for second in after[:FIRST]:
            if _begins(second, wanted, cut):
                yield _tail(first, cut), _head(second, len(wanted.text) - cut)


def _endings(found: Sequence[Stretch], wanted: Term) -> Iterator[tuple[Stretch, int]]:
    if wanted.short:
        return
    for stretch in found:
        least = LEAST + stretch.hyphened
        cuts = range(least, len(wanted.text) - least + 1) if stretch.hyphened else sorted(wanted.breaks)
        for cut in cuts:
            if min(cut, len(wanted.text) - cut) >= LEAST and stretch.text.text.endswith(wanted.text[:cut]):
                yield stretch, cut


def _begins(stretch: Stretch, wanted: Term, cut: int) -> bool:
    return stretch.text.text.startswith(wanted.text[cut:])


def _follows(first: Stretch, second: Stretch) -> bool:
    down = second.base - first.base
    if 0 < down <= NEXT_LINE * max(first.size, second.size):
        return second.box.x0 < first.box.x1 and second.box.x1 > first.box.x0
    return (down < 0 and second.box.x0 > first.box.x0) or (down == 0 and second.box.x0 > first.box.x1)


def _tail(stretch: Stretch, cut: int) -> list[int]:
    start = stretch.text.origin[len(stretch.text.text) - cut]
    return list(stretch.places[start:])


def _head(stretch: Stretch, length: int) -> list[int]:
    return list(stretch.places[: stretch.text.origin[length - 1] + 1])
