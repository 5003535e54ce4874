"""Straight lines and plain fields that a drawn area cuts through: how they go on outside it.

MuPDF removes whatever a drawn area touches, as a whole. Frames, table rules and coloured fields are drawn again
without the part in the area; curves (a signature, a letter drawn as a path) are not. MuPDF space throughout.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pymupdf

from ..geometry import Rect, normal
from ..space import Space

Segment = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Again:
    """What is to be painted again at the bottom of the page, and the places of what stays away."""

    content: bytes
    lost: tuple[Rect, ...]


def around(page: pymupdf.Page, areas: Sequence[Rect], space: Space) -> Again:
    """What the drawings that touch the areas look like outside them."""
    lines: list[str] = []
    lost: list[Rect] = []
    for drawing in page.get_cdrawings():
        place = Rect(*drawing["rect"]).grown(drawing.get("width") or 0.5)
        if any(place.intersection(area) for area in areas):
            painted = _again(drawing, areas, space)
            lines.extend(painted)
            if not painted or _bent(drawing):
                lost.append(place)
    return Again("\n".join(lines).encode("ascii"), tuple(lost))


def _bent(drawing: dict[str, Any]) -> bool:
    return any(item[0] not in ("l", "re") for item in drawing["items"])


def _again(drawing: dict[str, Any], areas: Sequence[Rect], space: Space) -> list[str]:
    if _bent(drawing) or drawing.get("fill_opacity", 1) != 1 or drawing.get("stroke_opacity", 1) != 1:
        return []
    out: list[str] = []
    if drawing.get("fill") and all(item[0] == "re" for item in drawing["items"]):
        pieces = [piece for item in drawing["items"] for piece in _without([normal(*item[1])], areas)]
        out += [f"q {_colour(drawing['fill'])} rg", *(_field(piece, space) for piece in pieces), "Q"] if pieces else []
    if drawing.get("color"):
        width = drawing.get("width") or 0.0
        grown = [area.grown(width / 2) for area in areas]
        pieces_ = [part for line in _segments(drawing["items"]) for part in _cut(line, grown)]
        if pieces_:
            out += [f"q {_colour(drawing['color'])} RG {width:.3f} w", *(_line(part, space) for part in pieces_), "Q"]
    return out


def _without(pieces: list[Rect], areas: Iterable[Rect]) -> list[Rect]:
    """The parts of the fields that lie in none of the areas."""
    for area in areas:
        left: list[Rect] = []
        for piece in pieces:
            common = piece.intersection(area)
            if common is None:
                left.append(piece)
                continue
            left += [
                Rect(piece.x0, piece.y0, piece.x1, common.y0),
                Rect(piece.x0, common.y1, piece.x1, piece.y1),
                Rect(piece.x0, common.y0, common.x0, common.y1),
                Rect(common.x1, common.y0, piece.x1, common.y1),
            ]
        pieces = [piece for piece in left if piece.area > 0]
    return pieces


def _segments(items: Iterable[Sequence[Any]]) -> list[Segment]:
    found: list[Segment] = []
    for item in items:
        if item[0] == "l":
            found.append((*item[1], *item[2]))
        else:
            x0, y0, x1, y1 = normal(*item[1])
            found += [(x0, y0, x1, y0), (x1, y0, x1, y1), (x0, y1, x1, y1), (x0, y0, x0, y1)]
    return found


def _cut(line: Segment, areas: Iterable[Rect]) -> list[Segment]:
    """The parts of a straight line outside the areas; a slanted one that touches an area goes."""
    parts = [line]
    for area in areas:
        parts = [rest for part in parts for rest in _cut_by(part, area)]
    return parts


def _cut_by(line: Segment, area: Rect) -> list[Segment]:
    x0, y0, x1, y1 = line
    box = normal(*line)
    if box.x1 < area.x0 or box.x0 > area.x1 or box.y1 < area.y0 or box.y0 > area.y1:
        return [line]
    if abs(y0 - y1) < 0.01:
        parts = [(box.x0, y0, area.x0, y1), (area.x1, y0, box.x1, y1)]
        return [p for p in parts if p[0] < p[2]]
    if abs(x0 - x1) < 0.01:
        parts = [(x0, box.y0, x1, area.y0), (x0, area.y1, x1, box.y1)]
        return [p for p in parts if p[1] < p[3]]
    return []


def _colour(parts: Sequence[float]) -> str:
    return " ".join(f"{part:.4f}" for part in parts)


def _field(piece: Rect, space: Space) -> str:
    return f"{space.left + piece.x0:.3f} {space.top - piece.y1:.3f} {piece.width:.3f} {piece.height:.3f} re f"


def _line(part: Segment, space: Space) -> str:
    x0, y0, x1, y1 = part
    return f"{space.left + x0:.3f} {space.top - y0:.3f} m {space.left + x1:.3f} {space.top - y1:.3f} l S"
