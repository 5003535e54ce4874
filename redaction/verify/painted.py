"""Our own reading of what a page paints beside text: where its paths, pictures and shadings lie, in PDF space.

Clipping is not followed: what is clipped away is still in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Stream

from redaction.geometry import Rect, normal, union

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

UPRIGHT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

OPERATORS = "q Q cm re m l c v y h S s f F f* B B* b b* n Do sh gs g rg k cs sc scn BI ID EI"
FILLS, STROKES = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"}), frozenset({"S", "s"})
DEEPEST = 12
"""Forms inside forms are followed so far."""

MESH = 4
"""Shadings of this type and above are meshes, which can draw any shape (ISO 32000-1, 8.7.4.5)."""

NEARLY = 0.01
"""What is out of line by less is straight, in user space units."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A line or a curve by its ends and its place; ``flat`` where it is a line along the page's edges."""

    start: Point
    end: Point
    place: Rect
    flat: bool


@dataclass(frozen=True, slots=True)
class Path:
    """A part of a path that hangs together; ``filled`` or drawn as lines, or neither (a clip).

    ``ink`` is its grey where it was set as one, ``patterned`` whether a pattern fills it.
    """

    segments: tuple[Segment, ...]
    filled: bool
    drawn: bool
    ink: float | None = None
    patterned: bool = False

    @property
    def place(self) -> Rect:
        """What it spans."""
        return union(s.place for s in self.segments)

    @property
    def flat(self) -> bool:
        """Whether all its lines run along the page's edges."""
        return all(s.flat for s in self.segments)


@dataclass(frozen=True, slots=True)
class Picture:
    """An image, and the matrix from the unit square to the page."""

    image: Any
    matrix: Matrix


@dataclass(frozen=True, slots=True)
class Mesh:
    """A shading that may draw any shape, anywhere."""


Thing = Path | Picture | Mesh


@dataclass
class _State:
    matrix: Matrix
    ink: float | None = 0.0
    patterned: bool = False


@dataclass
class _Pen:
    """The path that is being built, in PDF space."""

    parts: list[list[Segment]] = field(default_factory=list)
    at: Point = (0.0, 0.0)
    start: Point = (0.0, 0.0)

    def move(self, to: Point) -> None:
        self.at = self.start = to
        self.parts.append([])

    def line(self, to: Point, *bends: Point) -> None:
        if not self.parts:
            self.move(to)
        level = abs(to[0] - self.at[0]) < NEARLY or abs(to[1] - self.at[1]) < NEARLY
        place = union(normal(*p, *p) for p in (self.at, to, *bends))
        self.parts[-1].append(Segment(self.at, to, place, level and not bends))
        self.at = to


def things(page: Any, areas: Sequence[Rect]) -> Iterator[Thing]:
    """What a page paints, as far as it may touch one of the areas (PDF space)."""
    yield from _stream(pikepdf.Page(page), page.get("/Resources"), UPRIGHT, areas, 0)


def _stream(stream: Any, resources: Any, matrix: Matrix, areas: Sequence[Rect], depth: int) -> Iterator[Thing]:
    state, kept, pen = _State(matrix), list[_State](), _Pen()
    for step in pikepdf.parse_content_stream(stream, OPERATORS):
        operator = str(step.operator)
        if operator == "INLINE IMAGE":
            yield Picture(step.operands[0], state.matrix)
            continue
        values = list(step.operands)
        if operator == "q":
            kept.append(_State(state.matrix, state.ink, state.patterned))
        elif operator == "Q":
            state = kept.pop() if kept else _State(matrix)
        elif operator == "cm":
            state.matrix = _times(_matrix(values), state.matrix)
        elif operator in ("g", "rg", "k", "cs", "sc", "scn"):
            state.ink = float(values[0]) if operator == "g" else None
            state.patterned = operator == "scn" and bool(values) and isinstance(values[-1], Name)
        elif operator in ("Do", "gs", "sh"):
            yield from _named(operator, _resource(resources, operator, values), resources, state, areas, depth)
        elif operator in FILLS | STROKES | {"n"}:
            for part in pen.parts:
                if part:
                    yield Path(tuple(part), operator in FILLS, operator != "n", state.ink, state.patterned)
            pen = _Pen()
        else:
            _draw(pen, operator, [float(v) for v in values], state.matrix)


def _draw(pen: _Pen, operator: str, v: list[float], matrix: Matrix) -> None:
    """Adds one operator to the path."""
    if operator == "re":
        x, y, width, height = v
        pen.move(_at(matrix, x, y))
        for corner in ((x + width, y), (x + width, y + height), (x, y + height), (x, y)):
            pen.line(_at(matrix, *corner))
    elif operator == "h":
        if pen.parts and pen.at != pen.start:
            pen.line(pen.start)
    else:
        points = [_at(matrix, *v[i : i + 2]) for i in range(0, len(v), 2)]
        if operator == "m":
            pen.move(points[0])
        else:
            pen.line(points[-1], *points[:-1])


def _resource(resources: Any, operator: str, values: list[Any]) -> Any:
    family = {"Do": "/XObject", "gs": "/ExtGState", "sh": "/Shading"}[operator]
    listed = resources.get(family) if isinstance(resources, Dictionary) else None
    return listed.get(str(values[0])) if isinstance(listed, Dictionary) and values else None


def _named(
    operator: str, thing: Any, resources: Any, state: _State, areas: Sequence[Rect], depth: int
) -> Iterator[Thing]:
    """What an operator that names a resource paints: a form, an image, a mesh, or the group of a soft mask."""
    if operator == "sh":
        shading = thing.stream_dict if isinstance(thing, Stream) else thing
        if isinstance(shading, Dictionary) and int(shading.get("/ShadingType", MESH)) >= MESH:
            yield Mesh()
        return
    if operator == "gs":
        mask = thing.get("/SMask") if isinstance(thing, Dictionary) else None
        thing = mask.get("/G") if isinstance(mask, Dictionary) else None
    if not isinstance(thing, Stream):
        return
    if thing.get("/Subtype") == Name.Image:
        yield Picture(thing, state.matrix)
    elif depth < DEEPEST:
        matrix = _times(_matrix(thing.get("/Matrix", UPRIGHT)), state.matrix)
        box = thing.get("/BBox")
        if box is None or _touches(matrix, [float(v) for v in box], areas):
            yield from _stream(thing, thing.get("/Resources", resources), matrix, areas, depth + 1)


def _touches(matrix: Matrix, box: Sequence[float], areas: Sequence[Rect]) -> bool:
    return any(placed(matrix, normal(*box[:4])).intersection(area) for area in areas)


def placed(matrix: Matrix, rect: Rect) -> Rect:
    """The upright rectangle around a rectangle that is put on the page by a matrix."""
    corners = ((rect.x0, rect.y0), (rect.x1, rect.y0), (rect.x1, rect.y1), (rect.x0, rect.y1))
    points = [_at(matrix, x, y) for x, y in corners]
    return union(normal(*p, *p) for p in points)


def inverse(matrix: Matrix) -> Matrix | None:
    """The matrix that leads back; None where none does."""
    a, b, c, d, e, f = matrix
    whole = a * d - b * c
    if abs(whole) < 1e-12:
        return None
    return d / whole, -b / whole, -c / whole, a / whole, (c * f - d * e) / whole, (b * e - a * f) / whole


def _at(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _matrix(values: Any) -> Matrix:
    a, b, c, d, e, f = (float(v) for v in values)
    return a, b, c, d, e, f
