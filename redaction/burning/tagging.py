"""Reading order of one page: its text in paragraphs as the stream has them, what we painted at its place among them.

Text that stood on the page is marked where it stands, by bytes put in between; nothing of it is moved. Places are
PDF space; lines are told apart in the direction in which most of the text runs, x along the line and y downwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from ..geometry import Rect, normal
from ..streams.text_runs import Corner, Part, Shown, shown

SAME_LINE = 0.4
"""Base lines nearer than so many font sizes are one line."""

CLOSE, FAR = 1.6, 3.0
"""Lines nearer than ``CLOSE`` font sizes are one paragraph, those beyond ``FAR`` never."""

WIDER = 1.1
"""Between the two, a distance greater than the last by this factor begins a paragraph."""

ALIKE = 1.25
"""Type sizes that differ by more than this factor are those of a heading and its text."""


LINE, BASE = 14.0, 0.78
"""A box is read as a line at its top no taller than this (user space units); where in it the base line lies."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What we painted: its bytes, and what a reader hears instead, "" for itself.

    ``boxes`` are where it lies; of words, the left end of their base line, and ``size`` their type size.
    """

    drawing: bytes
    boxes: tuple[Rect, ...]
    size: float = 0.0
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A part of a paragraph: the number of its marked content, and what is heard instead of it."""

    number: int
    spoken: str = ""


Paragraph = list[Said]


@dataclass(slots=True)
class _Item:
    x: float
    y: float
    size: float
    level: bool
    text: Shown | None = None
    piece: int = -1
    paragraph: int = 0
    group: int = 0


@dataclass(slots=True)
class _Unit:
    """Bytes that get one mark."""

    start: int
    end: int
    group: int
    joined: bool
    cut: bool = False
    number: int = field(default=-1)


def page(body: bytes, whole: Part, pieces: Sequence[Piece]) -> tuple[bytes, list[Paragraph]]:
    """The stream with its marks and with the pieces behind it, and its paragraphs in the order in which they are read.

    Args:
        body: what stood on the page.
        whole: its parts.
        pieces: in any order; they are painted as given.
    """
    items = _ordered(list(shown(whole)), pieces)
    _parted(items)
    units = list(_units(whole, {id(item.text): item.group for item in items if item.text is not None}))
    first = {unit.group: [u for u in units if u.group == unit.group] for unit in units}
    paragraphs: list[Paragraph] = []
    numbers: dict[int, int] = {}
    count = 0
    for _, members in groupby(items, key=lambda item: item.paragraph):
        said: Paragraph = []
        for item in members:
            if item.text is None:
                numbers[item.piece] = count
                said.append(Said(count, pieces[item.piece].spoken))
                count += 1
                continue
            for unit in first.pop(item.group, ()):
                unit.number = count
                said.append(Said(count))
                count += 1
        if said:
            paragraphs.append(said)
    return _marked(body, units) + _painted(pieces, numbers), paragraphs


def _ordered(texts: Sequence[Shown], pieces: Sequence[Piece]) -> list[_Item]:
    """All items as they are read: texts as in the stream, each piece where it stands among them."""
    way = _way(texts)
    items = [_of_text(text, way) for text in texts]
    painted = [_of_piece(number, piece, way) for number, piece in enumerate(pieces)]
    for item in sorted(painted, key=lambda item: (round(item.y, 1), item.x)):
        items.insert(_position(items, item), item)
    return items


def _way(texts: Sequence[Shown]) -> Corner:
    """The direction, along an edge of the page, in which most of the text runs."""
    counts: dict[Corner, int] = {(1.0, 0.0): 0}
    for text in texts:
        dx, dy = text.tip[0] - text.place[0], text.tip[1] - text.place[1]
        if dx or dy:
            way = (
                0.0 if abs(dx) < abs(dy) else 1.0 if dx > 0 else -1.0,
                0.0 if abs(dx) >= abs(dy) else 1.0 if dy > 0 else -1.0,
            )
            counts[way] = counts.get(way, 0) + 1
    return max(counts, key=lambda way: counts[way])


def _seen(place: Corner, way: Corner) -> Corner:
    """A place as it lies for somebody who reads in that direction, y downwards."""
    (x, y), (dx, dy) = place, way
    return x * dx + y * dy, x * dy - y * dx


def _of_text(text: Shown, way: Corner) -> _Item:
    (x0, y0), (x1, y1) = _seen(text.place, way), _seen(text.tip, way)
    return _Item(x0, y0, text.size, x1 >= x0 and abs(y1 - y0) <= 0.1 * (x1 - x0) + 0.01, text)


def _of_piece(number: int, piece: Piece, way: Corner) -> _Item:
    seen = [normal(*_seen((b.x0, b.y0), way), *_seen((b.x1, b.y1), way)) for b in piece.boxes]
    first = min(seen, key=lambda box: (box.y0, box.x0), default=Rect(0, 0, 0, 0))
    size = piece.size or min(first.height, LINE)
    return _Item(first.x0, first.y0 if piece.size else first.y0 + BASE * size, size, True, piece=number)


def _position(items: Sequence[_Item], piece: _Item) -> int:
    """Where among the items a piece is read: on its line by its left end, else behind the line above it."""
    line = [(item.x, i) for i, item in enumerate(items) if item.level and _beside(item, piece)]
    if line:
        before = [(x, i) for x, i in line if x < piece.x + 0.1]
        return max(before)[1] + 1 if before else min(line)[1]
    above = [(item.y, i) for i, item in enumerate(items) if item.y < piece.y]
    if not above:
        return 0
    nearest, _ = max(above)
    return max(i for y, i in above if nearest - y <= SAME_LINE * piece.size) + 1


def _beside(item: _Item, piece: _Item) -> bool:
    return abs(item.y - piece.y) <= SAME_LINE * piece.size


def _parted(items: Sequence[_Item]) -> None:
    """Numbers the paragraphs, and in them the groups of texts that nothing of ours parts."""
    paragraph, group, leading = 0, 0, 0.0
    last: _Item | None = None
    for item in items:
        if last is not None:
            step, size = item.y - last.y, min(item.size, last.size)
            same = abs(step) <= SAME_LINE * size
            new = not same and (_apart(step, size, leading) or _unlike(last, item))
            leading = leading if same or step <= 0 else step
            paragraph += new
            group += new or item.text is None or last.text is None
        item.paragraph, item.group = paragraph, group
        last = item


def _apart(step: float, size: float, leading: float) -> bool:
    return step < 0 or step > FAR * size or (step > CLOSE * size and step > WIDER * leading)


def _unlike(last: _Item, item: _Item) -> bool:
    if last.text is None or item.text is None:
        return False
    return max(last.size, item.size) > ALIKE * min(last.size, item.size)


def _units(part: Part, groups: dict[int, int]) -> Iterator[_Unit]:
    """Stretches of bytes of one group each, as long as the nesting of the stream allows."""
    open_unit: _Unit | None = None
    for thing in part.inside:
        inside = {groups[id(t)] for t in ([thing] if isinstance(thing, Shown) else shown(thing))}
        if not inside:
            continue
        joined = isinstance(thing, Shown) and thing.joined
        if open_unit is not None and inside == {open_unit.group}:
            open_unit.end = thing.end
            continue
        if open_unit is not None:
            open_unit.cut = joined
            yield open_unit
            open_unit = None
        if len(inside) == 1:
            open_unit = _Unit(thing.start, thing.end, inside.pop(), joined)
        elif isinstance(thing, Part):
            yield from _units(thing, groups)
    if open_unit is not None:
        yield open_unit


def _marked(body: bytes, units: Sequence[_Unit]) -> bytes:
    out: list[bytes] = []
    at = 0
    for unit in units:
        start = b"\n/P<</MCID %d>>BDC\n" % unit.number + b"[" * unit.joined
        out += [body[at : unit.start], start, body[unit.start : unit.end], b"]TJ" * unit.cut, b"\nEMC\n"]
        at = unit.end
    return b"".join([*out, body[at:]])


def _painted(pieces: Sequence[Piece], numbers: dict[int, int]) -> bytes:
    """What we painted, each piece with its mark."""
    lines: list[bytes] = []
    for number, piece in enumerate(pieces):
        tag = b"Span" if piece.spoken else b"P"
        lines += [b"/%s<</MCID %d>>BDC" % (tag, numbers[number]), piece.drawing, b"EMC"]
    return b"\n".join(lines)
