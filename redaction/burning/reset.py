"""Lines set anew, so that a gap does not tell how long the masked words were; else the whole line is masked.

A line with masked words is taken off the page, all of it, and written again from the left edge of its column or
cell with boxes of constant width and plain spacing. What it looks like then follows from the words that stay and
from the lines around it, never from the words that went. Coordinates are MuPDF space of the working file; text
that runs along another edge of the page is set with the page held so that it runs level (``turning``).
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from statistics import median

import pymupdf

from ..geometry import Rect, union
from ..typeface import Style, glyph, width
from . import glyphs
from .glyphs import Glyph
from .phrases import ABOVE, BELOW, CELL_GAP, Phrase
from .turning import LEVEL, WAYS, Turn, Way, way_of

BOX = 60.0
"""Width of a box on a line set anew; wider in steps of ten where its label needs it."""

LABEL = 8.0
"""Type size at which a label has to fit into that width."""

SQUEEZES = (1.0, 0.9, 0.8, 0.7)
"""A line that would be too long is narrowed by the first of these that makes it fit."""

WORD_GAP = 0.12
"""Letters farther apart than so many font sizes belong to two words."""

SAME_EDGE = 0.6
"""Lines whose left ends differ by no more share an edge."""

MARGIN = 36.0
"""Least distance kept from the sides of the page where nothing else tells where a column ends."""

THIN = 0.16
"""Share of a letter's height that a cut through a line takes, at its middle."""

BLANKS = 12.0
"""A cut goes so far beyond the ends of a line, where blanks may stand."""

GRID = 200.0
"""A line that runs aslant is masked out to multiples of this."""

RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


@dataclass(frozen=True, slots=True)
class Run:
    """Words written anew: left end and base line, type size, share of its width, face, colour (0xRRGGBB).

    ``way`` is the direction in which they run.
    """

    text: str
    x: float
    y: float
    size: float
    squeeze: float
    style: Style
    colour: int
    way: Way = LEVEL


@dataclass(frozen=True, slots=True)
class Look:
    """How a letter was drawn; ``seen`` is whether it is visible."""

    style: Style
    colour: int
    seen: bool


@dataclass
class Hidden:
    """What hiding lengths does to a page: phrases as they are painted, letters that go, lines written anew.

    ``strips`` are the places where such lines stood and stand; ``reset`` are numbers of phrases on them,
    ``whole`` counts lines that were masked whole instead. ``cuts`` run through all of such lines, so that spaces
    go along; ``slanted`` is whether a line runs aslant, where no cut can do that.
    """

    phrases: list[Phrase]
    gone: set[Glyph]
    runs: list[Run] = field(default_factory=list)
    strips: list[Rect] = field(default_factory=list)
    reset: set[int] = field(default_factory=set)
    whole: int = 0
    cuts: list[Rect] = field(default_factory=list)
    slanted: bool = False


@dataclass
class Line:
    """Letters of one line as far as no border parts them, from left to right, and what surrounds them."""

    letters: list[Glyph]
    before: float = -math.inf
    after: float = math.inf

    @property
    def level(self) -> bool:
        """Whether it runs from left to right, upright."""
        return all(_upright(g) for g in self.letters)

    @property
    def rect(self) -> Rect:
        """Around its letters."""
        return union(Rect(g.x0, g.y0, g.x1, g.y1) for g in self.letters)


def hide(
    page: pymupdf.Page, letters: Sequence[Glyph], phrases: Sequence[Phrase], members: Sequence[Set[Glyph]],
    gone: Set[Glyph],
) -> Hidden:  # fmt: skip
    """Gives every phrase over text a box that does not tell its length.

    Args:
        letters: those of the page.
        members: the letters of each phrase.
        gone: letters that go anyhow.
    """
    done = Hidden(list(phrases), set(gone))
    ways = {k: way_of(members[k]) for k, p in enumerate(phrases) if p.stretches and members[k]}
    for way in (way for way in WAYS if way in ways.values()):
        turn = Turn(way, float(page.rect.width), float(page.rect.height))
        held = {g: turn.glyph(g) for g in letters}
        some = [k for k in ways if ways[k] == way]
        part = _hide(
            _Page(page, turn, held), [held[g] for g in letters], [p.turned(turn.rect) for p in phrases],
            [{held[g] for g in each} for each in members], {held[g] for g in gone}, some,
        )  # fmt: skip
        before = {now: g for g, now in held.items()}
        done.gone.update(before[g] for g in part.gone)
        for k in some:
            done.phrases[k] = part.phrases[k].turned(turn.rect_back)
        for run in part.runs:
            x, y = turn.place_back(run.x, run.y)
            done.runs.append(replace(run, x=x, y=y, way=way))
        done.strips += map(turn.rect_back, part.strips)
        done.cuts += map(turn.rect_back, part.cuts)
        done.reset |= part.reset
        done.whole += part.whole
        done.slanted = done.slanted or part.slanted
    return done


class _Page:
    """What stands on a page beside its letters, and how these look, with the page held as it is to be read."""

    def __init__(self, page: pymupdf.Page, turn: Turn, held: Mapping[Glyph, Glyph]) -> None:
        self.width, self.height = turn.width, turn.height
        looks = _looks(page)
        self.looks = {now: looks[_key(g)] for g, now in held.items() if _key(g) in looks}
        self.pictures = [turn.rect(Rect(*image["bbox"])) for image in page.get_image_info()]
        self.strokes = [turn.rect(Rect(*drawing["rect"])) for drawing in page.get_cdrawings()]


def _hide(
    page: _Page, letters: Sequence[Glyph], phrases: Sequence[Phrase], members: Sequence[Set[Glyph]],
    gone: Set[Glyph], mine: Sequence[int],
) -> Hidden:  # fmt: skip
    """As ``hide``, for the phrases ``mine`` that run level on the page as it is held."""
    done = Hidden(list(phrases), set(gone))
    masked = {g for k in mine for g in members[k]}
    surroundings = _Surroundings(page, [g for g in letters if g not in gone or g in masked], masked, done.phrases)
    boxes: dict[int, list[Rect]] = {k: [] for k in mine}
    strokes: dict[int, list[Rect]] = {k: [] for k in mine}
    for line in surroundings.lines:
        cut = surroundings.through(line)
        done.cuts += [cut] if cut else []
        done.slanted = done.slanted or cut is None
        owners = [k for k in mine if not members[k].isdisjoint(line.letters)]
        made = _set_anew(line, [members[k] for k in owners], [phrases[k] for k in owners], surroundings)
        if made is not None:
            for k, box in made.boxes:
                boxes[owners[k]].append(box)
            done.runs += made.runs
            done.strips += [made.strip, *(b for k in owners for b in phrases[k].areas)]
            done.reset |= {phrases[k].number for k in owners}
            done.gone.update(line.letters)
            continue
        box = surroundings.field_of(line) if line.level else surroundings.grid(line)
        done.whole += 1
        done.gone.update(line.letters, (g for g in letters if g.under([box], loosely=True)))
        for k in owners:
            boxes[k].append(box)
            strokes[k] += surroundings.strokes_of(line)
    for k in mine:
        drawn = tuple(boxes[k]) or phrases[k].boxes
        done.phrases[k] = replace(phrases[k], boxes=drawn, areas=(*strokes[k], *drawn))
    return done


def _upright(g: Glyph) -> bool:
    return g.flat and g.centre[1] < g.base


@dataclass(frozen=True, slots=True)
class _Made:
    boxes: list[tuple[int, Rect]]
    runs: list[Run]
    strip: Rect


@dataclass(slots=True)
class _Part:
    """A word, or the box of the phrase with this position among those of the line."""

    spaced: bool
    letters: list[Glyph]
    owner: int = -1


class _Surroundings:
    """What a page has around its masked lines: letters, pictures, strokes, edges of columns."""

    def __init__(self, page: _Page, letters: Sequence[Glyph], masked: Set[Glyph], phrases: Sequence[Phrase]) -> None:
        self.width, self.height, self.looks = page.width, page.height, page.looks
        self.uprights = [r for r in page.strokes if r.width < 2 <= r.height]
        aside = [Rect(g.x0, g.y0, g.x1, g.y1) for g in letters if not _upright(g) and g not in masked]
        self.obstacles = page.pictures + aside + [b for p in phrases if not p.stretches for b in p.boxes]
        self.strokes = [r for r in page.strokes if not (r.width < 2 <= r.height)]
        self.lines, self.others = self._divided(letters, masked)

    def _divided(self, letters: Sequence[Glyph], masked: Set[Glyph]) -> tuple[list[Line], list[Rect]]:
        """The lines that hold masked letters, and the places of all others."""
        left = set(letters)
        lines: list[Line] = []
        for g in sorted(masked, key=lambda g: (g.line, g.x0, g.base)):
            if g not in left:
                continue
            if not _upright(g):
                row = [h for h in letters if h.line == g.line and h in left]
                lines.append(Line(row))
                left.difference_update(row)
                continue
            top, bottom = g.base - ABOVE * g.size, g.base + BELOW * g.size
            row = [h for h in left if _upright(h) and top <= h.centre[1] <= bottom]
            parts = self._parted(sorted(row, key=lambda h: (h.x0, h.base, h.char)), top, bottom)
            lines += [part for part in parts if not masked.isdisjoint(part.letters)]
            left.difference_update(row)
        busy = {g for line in lines for g in line.letters}
        others: list[list[Glyph]] = []
        for g in letters:
            if g in busy or not _upright(g):
                continue
            last = others[-1][-1] if others else None
            if last is not None and last.line == g.line and -1 < g.x0 - last.x1 < CELL_GAP * g.size:
                others[-1].append(g)
            else:
                others.append([g])
        return lines, [union(Rect(g.x0, g.y0, g.x1, g.y1) for g in run) for run in others]

    def _parted(self, row: Sequence[Glyph], top: float, bottom: float) -> list[Line]:
        """A row of letters cut at wide gaps and at upright strokes."""
        walls = sorted((r.x0 + r.x1) / 2 for r in self.uprights if r.y0 < bottom - 2 and r.y1 > top + 2)
        parts: list[Line] = []
        for g in row:
            end = parts[-1].letters[-1].x1 if parts else -math.inf
            wall = any(end - 1 <= w <= g.x0 + 1 for w in walls)
            if parts and g.x0 - end < CELL_GAP * g.size and not wall:
                parts[-1].letters.append(g)
            else:
                parts.append(Line([g]))
        for k, part in enumerate(parts):
            box = part.rect
            before = [parts[k - 1].rect.x1] if k else []
            after = [parts[k + 1].letters[0].x0] if k + 1 < len(parts) else []
            part.before = max([*before, *(w for w in walls if w <= box.x0 + 1)], default=-math.inf)
            part.after = min([*after, *(w for w in walls if w >= box.x1 - 1)], default=math.inf)
        return parts

    def left_of(self, line: Line) -> float | None:
        """The left edge of the line's column or cell as other lines show it, or None where none does."""
        box = line.rect
        same = [r for r in self.others if abs(r.x0 - box.x0) <= SAME_EDGE]
        near = min(self.others, key=lambda r: abs(r.centre[1] - box.centre[1]), default=None)
        if near is not None and (len(same) > 1 or near in same):
            return min(same, key=lambda r: (abs(r.centre[1] - box.centre[1]), r)).x0
        if any(line.before == (r.x0 + r.x1) / 2 for r in self.uprights):
            return line.before + 3
        if line.before > -math.inf:
            return None
        under = [r.x0 for r in self.others if r.x0 <= box.x1 and r.x1 >= box.x0]
        return min(under or [r.x0 for r in self.others], default=2 * MARGIN)

    def right_of(self, line: Line) -> float:
        """How far the line may reach."""
        if line.after < math.inf:
            return line.after - 3
        margin = min([2 * MARGIN, *(r.x0 for r in self.others if r.x0 > 0)])
        return self.width - max(MARGIN / 2, margin)

    def field_of(self, line: Line) -> Rect:
        """The whole free place of a line that is masked whole."""
        box = line.rect
        size, base = max(g.size for g in line.letters), median(g.base for g in line.letters)
        left = line.before + 2 if line.before > -math.inf else min([2 * MARGIN, *(r.x0 for r in self.others)])
        right = line.after - 2 if line.after < math.inf else self.width - MARGIN / 2
        top, bottom = base - ABOVE * size, base + BELOW * size
        return Rect(max(0.0, min(left, box.x0)), top, min(self.width, max(right, box.x1)), bottom)

    def grid(self, line: Line) -> Rect:
        """The place of a line that runs another way: over the whole page, or to a coarse grid where it runs aslant."""
        box = line.rect
        thick = 2 * max(g.size for g in line.letters)
        if box.height < thick:
            return Rect(0.0, box.y0, self.width, box.y1)
        if box.width < thick:
            return Rect(box.x0, 0.0, box.x1, self.height)
        x0, x1 = GRID * math.floor(box.x0 / GRID), GRID * math.ceil(box.x1 / GRID)
        y0, y1 = GRID * math.floor(box.y0 / GRID), GRID * math.ceil(box.y1 / GRID)
        return Rect(max(0.0, x0), max(0.0, y0), min(self.width, x1), min(self.height, y1))

    def through(self, line: Line) -> Rect | None:
        """A cut through all of a line and the blanks at its ends; None where it runs aslant."""
        box, first = line.rect, line.letters[0]
        if not first.flat:
            x, half = box.centre[0], THIN * box.width / 2
            if box.width >= 2 * first.size:
                return None
            return Rect(x - half, max(0.0, box.y0 - BLANKS), x + half, min(self.height, box.y1 + BLANKS))
        y, half = first.centre[1], THIN * (first.y1 - first.y0) / 2
        x0, x1 = max(box.x0 - BLANKS, line.before + 1, 0.0), min(box.x1 + BLANKS, line.after - 1, self.width)
        return Rect(x0, y - half, x1, y + half)

    def blocked(self, strip: Rect) -> bool:
        """Whether a picture lies in the strip, or a stroke or field that belongs to the words there."""
        return any(r.intersection(strip) for r in self.obstacles) or bool(self._within(strip))

    def _within(self, strip: Rect) -> list[Rect]:
        """Strokes and fields no longer than the strip; those without height have no area, so sides are compared."""
        y0, y1 = strip.y0 + 0.15 * strip.height, strip.y1 - 0.02 * strip.height
        return [r for r in self.strokes if r.y0 < y1 and r.y1 > y0 and r.x0 > strip.x0 - 2 and r.x1 < strip.x1 + 2]

    def strokes_of(self, line: Line) -> list[Rect]:
        """What is drawn about the words of a line, a little enlarged: lines under them, coloured fields."""
        return [r.grown(0.5) for r in self._within(line.rect) if r.height < 2 * line.rect.height]

    def can_be_set(self, letters: Iterable[Glyph]) -> bool:
        """Whether our faces can write all of these letters again from left to right."""
        return all(
            _upright(g)
            and g.along[0] > 0
            and glyph(g.char, Style.PLAIN).drawn
            and unicodedata.bidirectional(g.char) not in RIGHT_TO_LEFT
            and unicodedata.category(g.char)[0] not in "MC"
            and self.look(g).seen
            for g in letters
        )

    def look(self, g: Glyph) -> Look:
        """How a letter was drawn; as plain black where that is not known."""
        return self.looks.get(g, Look(Style.PLAIN, 0, False))


_Key = tuple[str, float, float]


def _key(g: Glyph) -> _Key:
    return g.char, round(g.left, 2), round(g.base, 2)


def _looks(page: pymupdf.Page) -> dict[_Key, Look]:
    found: dict[_Key, Look] = {}
    raw = page.get_text("rawdict", flags=glyphs.FLAGS, clip=pymupdf.INFINITE_RECT())
    for block in raw["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                look = Look(_style(span["font"], span["flags"]), span["color"], span.get("alpha", 255) > 0)
                for c in span["chars"]:
                    x, y = c["origin"]
                    found[c["c"], round(x, 2), round(y, 2)] = look
    return found


def _style(font: str, flags: int) -> Style:
    name = font.lower()
    if flags & pymupdf.TEXT_FONT_MONOSPACED or any(word in name for word in ("cour", "mono", "consol")):
        return Style.MONO
    return Style.BOLD if flags & pymupdf.TEXT_FONT_BOLD or "bold" in name else Style.PLAIN


def _set_anew(
    line: Line, members: Sequence[Set[Glyph]], phrases: Sequence[Phrase], around: _Surroundings
) -> _Made | None:
    """The line written again, or None where that cannot be done safely."""
    masked = {g for each in members for g in each}
    kept = [g for g in line.letters if g not in masked]
    left, right = around.left_of(line) if line.level else None, around.right_of(line)
    if left is None or not around.can_be_set(kept):
        return None
    first = next(g for g in line.letters if g in masked)
    size, base = first.size, first.base
    parts = _parts(line.letters, members)
    wide = [_box_width(phrases[part.owner].label) if part.owner >= 0 else 0.0 for part in parts]
    space = width(" ", _main_style(kept, around), size)
    for squeeze in SQUEEZES:
        end = left + sum(wide) + squeeze * _natural(parts, around, space)
        if end <= right:
            break
    else:
        return None
    box = line.rect
    strip = Rect(min(left, box.x0) - 1, box.y0, max(end, box.x1) + 1, box.y1)
    if left < line.before or around.blocked(strip):
        return None
    boxes: list[tuple[int, Rect]] = []
    runs: list[Run] = []
    x = left
    for part, wanted in zip(parts, wide, strict=True):
        x += squeeze * space if part.spaced else 0.0
        if part.owner >= 0:
            top, bottom = base - ABOVE * size, base + BELOW * size
            boxes.append((part.owner, Rect(round(x, 2), top, round(x + wanted, 2), bottom)))
            x += wanted
            continue
        for run in _runs(part.letters, around):
            runs.append(replace(run, x=x, squeeze=squeeze))
            x += squeeze * width(run.text, run.style, run.size)
    return _Made(boxes, runs, strip)


def _parts(letters: Sequence[Glyph], members: Sequence[Set[Glyph]]) -> list[_Part]:
    """Words and phrases of a line in their order; what is printed twice in one place counts once."""
    parts: list[_Part] = []
    last: Glyph | None = None
    for g in letters:
        owner = next((k for k, each in enumerate(members) if g in each), -1)
        if last is not None and g.char == last.char and abs(g.x0 - last.x0) < WORD_GAP * g.size and owner < 0:
            continue
        apart = last is not None and (g.gap == "s" or g.x0 - last.x1 > WORD_GAP * g.size)
        if not parts or parts[-1].owner != owner or (apart and owner < 0):
            parts.append(_Part(apart, [g], owner))
        else:
            parts[-1].letters.append(g)
        last = g
    return parts


def _runs(letters: Sequence[Glyph], around: _Surroundings) -> list[Run]:
    """A word as runs of one look and size each; their places come later."""
    runs: list[Run] = []
    for g in letters:
        look = around.look(g)
        run = Run(g.char, 0.0, g.base, g.size, 1.0, look.style, look.colour)
        if runs and replace(runs[-1], text="") == replace(run, text=""):
            runs[-1] = replace(runs[-1], text=runs[-1].text + g.char)
        else:
            runs.append(run)
    return runs


def _natural(parts: Sequence[_Part], around: _Surroundings, space: float) -> float:
    """Width of the words and spaces of a line at their own size."""
    words = sum(
        width(run.text, run.style, run.size) for part in parts if part.owner < 0 for run in _runs(part.letters, around)
    )
    return words + space * sum(part.spaced for part in parts)


def _main_style(kept: Sequence[Glyph], around: _Surroundings) -> Style:
    styles = [around.look(g).style for g in kept]
    return max(Style, key=styles.count) if styles else Style.PLAIN


def _box_width(label: str) -> float:
    need = width(label, Style.PLAIN, LABEL) + 4
    return max(BOX, 10.0 * math.ceil(need / 10))
