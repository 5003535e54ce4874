"""Where a page shows pictures: each drawing of an image, what clips it, and what is painted over it later.

Space: PDF user space of the page, unrotated. What cannot be followed (a clip made of letters) is said to be so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from ..streams.operands import is_number

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
Key = tuple[int, int]

OPERATORS = "q Q cm re m l c v y h W W* n S s f F f* B B* b b* Do gs Tr cs scn sc g rg k"
FILLING = {"f", "F", "f*", "B", "B*", "b", "b*"}
ENDING = {"n", "S", "s", *FILLING}
EVEN_ODD = {"f*", "B*", "b*", "W*"}

UNIT: Matrix = (1, 0, 0, 1, 0, 0)
STEPS = 40
"""A curve is followed in so many straight steps."""

FAINTEST = 0.004
"""A picture painted with less opacity than this leaves no trace in eight bits."""

CLIPPING_TEXT = 4
"""Text render modes from here on add letters to the clip (ISO 32000-1, table 106)."""

DEEPEST, MOST = 24, 4000
"""Forms inside forms are followed so far, and so many of them on a page."""


@dataclass(frozen=True, slots=True)
class Shape:
    """An area between straight lines: closed rows of points, inside by the even-odd rule or by winding."""

    rows: tuple[tuple[Point, ...], ...]
    even_odd: bool = False


@dataclass(frozen=True, slots=True)
class Cover:
    """An opaque field painted over what lies below: its own shape and what clips it."""

    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing of an image: from its unit square to the page, what clips it, and what covers it later.

    ``sure`` is whether all that clips it could be followed.
    """

    page: int
    matrix: Matrix
    clips: tuple[Shape, ...]
    covers: tuple[Cover, ...] = ()
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _State:
    """The graphics state as far as it decides what shows."""

    matrix: Matrix
    clips: tuple[Shape, ...]
    opacity: float = 1.0
    blended: bool = False
    masked: bool = False
    outside: bool = True
    letters: bool = False
    coloured: bool = True

    @property
    def covering(self) -> bool:
        """Whether a field painted now hides what lies under it; ``outside`` is the same of the form it stands in."""
        plain = self.opacity == 1 and not self.blended and not self.masked
        return plain and self.outside and self.coloured and not self.letters


@dataclass
class Viewer:
    """Follows pages in turn and gathers the drawings of each image by its object number."""

    images: dict[Key, Any] = field(default_factory=dict)
    drawings: dict[Key, list[Drawing]] = field(default_factory=dict)
    _holding: dict[Key, bool] = field(default_factory=dict)

    def page(self, page: pikepdf.Page, number: int) -> None:
        """Follows the contents of a page (from 0); its visible box clips everything."""
        resources = page.obj.get("/Resources")
        if not self._holds(resources, 0):
            return
        x0, y0, x1, y1 = _box(page)
        visible = Shape((((x0, y0), (x1, y0), (x1, y1), (x0, y1)),))
        walk = _Walk(self, number)
        walk.stream(page, resources, _State(UNIT, (visible,)), 0)
        for order, image, drawing in walk.found:
            later = tuple(cover for at, cover in walk.covers if at > order)
            self.images[image.objgen] = image
            self.drawings.setdefault(image.objgen, []).append(replace(drawing, covers=later))

    def _holds(self, resources: Any, depth: int) -> bool:
        """Whether a list of resources leads to an image."""
        return any(self._is_or_holds(thing, resources, depth) for thing in _streams(resources))

    def _is_or_holds(self, thing: Any, resources: Any, depth: int) -> bool:
        if thing.get("/Subtype") == Name.Image:
            return True
        if depth > DEEPEST:
            return True
        if thing.objgen not in self._holding:
            self._holding[thing.objgen] = False
            self._holding[thing.objgen] = self._holds(thing.get("/Resources", resources), depth + 1)
        return self._holding[thing.objgen]


def _streams(resources: Any) -> Iterator[Any]:
    """Images, forms, tiles, soft masks and drawn glyphs that a list of resources names."""
    for family in ("/XObject", "/Pattern"):
        yield from (v for _, v in _items(resources, family) if isinstance(v, Stream))
    for _, state in _items(resources, "/ExtGState"):
        mask = state.get("/SMask") if isinstance(state, Dictionary) else None
        if isinstance(mask, Dictionary) and isinstance(mask.get("/G"), Stream):
            yield mask.G
    for _, font in _items(resources, "/Font"):
        yield from (v for _, v in _items(font, "/Resources", "/XObject") if isinstance(v, Stream))


def _items(thing: Any, *keys: str) -> list[tuple[str, Any]]:
    for key in keys:
        thing = thing.get(key) if isinstance(thing, Dictionary) else None
    return list(thing.items()) if isinstance(thing, Dictionary) else []


class _Walk:
    """One page being followed."""

    def __init__(self, viewer: Viewer, number: int) -> None:
        self.found: list[tuple[int, Any, Drawing]] = []
        self.covers: list[tuple[int, Cover]] = []
        self._viewer = viewer
        self._number = number
        self._order = 0
        self._entered = 0

    def stream(self, stream: Any, resources: Any, state: _State, depth: int) -> None:
        """Follows one stream; tiles, soft masks and drawn glyphs beside it count as shown whole."""
        self._aside(resources, depth)
        stack: list[_State] = []
        path = _Path()
        clip = ""
        for step in pikepdf.parse_content_stream(stream, OPERATORS):
            operator, given = str(step.operator), list(step.operands)
            if operator == "q":
                stack.append(state)
            elif operator == "Q":
                state = stack.pop() if stack else state
            elif operator in ("W", "W*"):
                clip = operator
            elif operator in ENDING:
                if operator in FILLING:
                    self._filled(state, path.shape(state.matrix, operator in EVEN_ODD))
                if clip and path.begun:
                    state = replace(state, clips=(*state.clips, path.shape(state.matrix, clip in EVEN_ODD)))
                path, clip = _Path(), ""
            elif operator == "Do":
                self._painted(_named(resources, "/XObject", given), resources, state, depth)
            elif not path.take(operator, given):
                state = _changed(state, operator, given, resources)

    def _filled(self, state: _State, shape: Shape) -> None:
        """Notes a field that hides what lies under it."""
        self._order += 1
        if state.covering and shape.rows:
            self.covers.append((self._order, Cover((*state.clips, shape))))

    def _painted(self, thing: Any, resources: Any, state: _State, depth: int) -> None:
        if not isinstance(thing, Stream):
            return
        if thing.get("/Subtype") == Name.Image:
            self._order += 1
            drawing = Drawing(self._number, state.matrix, state.clips, sure=not state.letters)
            if state.opacity < FAINTEST:
                drawing = replace(drawing, clips=(Shape(()),))
            self.found.append((self._order, thing, drawing))
        elif depth < DEEPEST and self._entered < MOST:
            self._entered += 1
            self.stream(thing, thing.get("/Resources", resources), _inside(thing, state), depth + 1)
        else:
            self._whole(thing, resources, 0)

    def _aside(self, resources: Any, depth: int) -> None:
        """Images that tiles, soft masks and drawn glyphs use."""
        forms = {v.objgen for _, v in _items(resources, "/XObject") if isinstance(v, Stream)}
        for thing in _streams(resources):
            if thing.objgen not in forms:
                self._whole(thing, resources, depth)

    def _whole(self, thing: Any, resources: Any, depth: int) -> None:
        """Every image below counts as shown from edge to edge."""
        if thing.get("/Subtype") == Name.Image:
            self.found.append((self._order, thing, Drawing(self._number, UNIT, ())))
        elif depth < DEEPEST:
            for inner in _streams(thing.get("/Resources", resources)):
                self._whole(inner, thing.get("/Resources", resources), depth + 1)


def _inside(form: Any, state: _State) -> _State:
    """The state in which a form's contents start."""
    own = _numbers(form.get("/Matrix"), 6)
    matrix = multiplied(own, state.matrix) if own else state.matrix
    box = _numbers(form.get("/BBox"), 4)
    clips = state.clips
    if box:
        x0, y0, x1, y1 = box
        corners = ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
        clips = (*clips, Shape((tuple(moved(matrix, *corner) for corner in corners),)))
    # In a group the opacity starts anew, but all of it is painted with that from outside.
    outside = state.outside and state.opacity == 1 and not state.blended and not state.masked
    return replace(state, matrix=matrix, clips=clips, outside=outside)


def _changed(state: _State, operator: str, given: Sequence[Any], resources: Any) -> _State:
    """The state after an operator that paints nothing."""
    if operator == "cm":
        matrix = _numbers(given, 6)
        return replace(state, matrix=multiplied(matrix, state.matrix)) if matrix else state
    if operator == "gs":
        return _with(state, _named(resources, "/ExtGState", given))
    if operator == "Tr":
        return replace(state, letters=state.letters or bool(given and given[0] >= CLIPPING_TEXT))
    if operator == "cs":
        return replace(state, coloured=bool(given) and str(given[0]) != "/Pattern")
    if operator == "scn":
        return replace(state, coloured=not (given and isinstance(given[-1], Name)))
    return replace(state, coloured=True)


def _with(state: _State, given: Any) -> _State:
    """After ``gs``: opacity, blend mode and soft mask."""
    if not isinstance(given, Dictionary):
        return state
    if is_number(given.get("/ca")):
        state = replace(state, opacity=float(given.ca))
    if "/BM" in given:
        state = replace(state, blended=str(given.BM) not in ("/Normal", "/Compatible"))
    if "/SMask" in given:
        state = replace(state, masked=isinstance(given.SMask, Dictionary))
    return state


class _Path:
    """The rows of points of a path being built, in the space of its stream."""

    def __init__(self) -> None:
        self._rows: list[list[Point]] = []

    @property
    def begun(self) -> bool:
        """Whether it has any points; readers pass over a clip without a path."""
        return bool(self._rows)

    def take(self, operator: str, given: Sequence[Any]) -> bool:
        """Whether the operator builds paths; adds what it draws."""
        if operator not in ("m", "l", "c", "v", "y", "h", "re"):
            return False
        values = [float(v) for v in given if is_number(v)]
        if operator == "re" and len(values) == 4:
            x, y, width, height = values
            self._rows.append([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])
        elif operator == "m" and len(values) == 2:
            self._rows.append([(values[0], values[1])])
        elif operator == "h" and self._rows:
            self._rows.append([self._rows[-1][0]])
        elif self._rows and self._rows[-1]:
            self._go_on(operator, list(zip(values[::2], values[1::2], strict=False)))
        return True

    def _go_on(self, operator: str, points: list[Point]) -> None:
        row = self._rows[-1]
        if operator == "l" and len(points) == 1:
            row.append(points[0])
        elif operator in ("c", "v", "y") and len(points) == (3 if operator == "c" else 2):
            controls = {
                "c": points,
                "v": [row[-1], *points],
                "y": [*points, points[-1]],
            }[operator]
            row.extend(_curve(row[-1], *controls))

    def shape(self, matrix: Matrix, even_odd: bool) -> Shape:
        """The area on the page."""
        rows = tuple(tuple(moved(matrix, *p) for p in row) for row in self._rows if len(row) > 2)
        return Shape(rows, even_odd)


def _curve(a: Point, b: Point, c: Point, d: Point) -> Iterator[Point]:
    for step in range(1, STEPS + 1):
        t = step / STEPS
        shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        x = sum(share * p[0] for share, p in zip(shares, (a, b, c, d), strict=True))
        y = sum(share * p[1] for share, p in zip(shares, (a, b, c, d), strict=True))
        yield x, y


def multiplied(one: Matrix, other: Matrix) -> Matrix:
    """First ``one``, then ``other``."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def moved(matrix: Matrix, x: float, y: float) -> Point:
    """A point after the matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def inverse(matrix: Matrix) -> Matrix | None:
    """The way back, or None where the matrix flattens everything."""
    a, b, c, d, e, f = matrix
    size = a * d - b * c
    if abs(size) < 1e-12:
        return None
    return d / size, -b / size, -c / size, a / size, (c * f - d * e) / size, (b * e - a * f) / size


def _numbers(value: Any, count: int) -> Any:
    listed = list(value) if isinstance(value, Array | list | tuple) else []
    if len(listed) < count or not all(is_number(v) for v in listed[-count:]):
        return None
    return tuple(float(v) for v in listed[-count:])


def _named(resources: Any, family: str, given: Sequence[Any]) -> Any:
    listed = resources.get(family) if isinstance(resources, Dictionary) else None
    return listed.get(str(given[0])) if given and isinstance(listed, Dictionary) else None


def _box(page: pikepdf.Page) -> tuple[float, float, float, float]:
    """What is visible of the page."""
    media, crop = _numbers(page.obj.get("/MediaBox"), 4), _numbers(page.obj.get("/CropBox"), 4)
    x0, y0, x1, y1 = media or (0.0, 0.0, 612.0, 792.0)
    if crop:
        x0, y0, x1, y1 = max(x0, crop[0]), max(y0, crop[1]), min(x1, crop[2]), min(y1, crop[3])
    return x0, y0, x1, y1
