"""The badges beside a page: for each line of text the marks in reading order, three, then how many more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from redaction.geometry import Rect
from redaction.marks import MarkState

from .. import icons, theme
from ..parts import grounds, paint, states
from .shown import ShownMark

SIDE = 18
"""Side of a badge, in px at 100 % text."""
STEP = 20
"""From one badge to the next, in px at 100 % text."""
FROM_PAGE = 5
MOST = 3
TALL = 32
"""Marks higher than this (px) have their badge at their top instead of their middle."""


@dataclass(frozen=True, slots=True)
class Badge:
    """One badge: px from the corner of the page (x is negative), the mark a click chooses, how many stand for it."""

    rect: Rect
    mark: ShownMark
    more: int = 0


def side() -> int:
    """Side of a badge at the present text size, in device-independent px."""
    return theme.px(SIDE)


def badges(marks: Sequence[ShownMark], to_px: Callable[[Rect], Rect]) -> list[Badge]:
    """The badges of a page's marks; ``to_px`` brings page space to px from the page's corner."""
    placed = sorted(
        ((_height(to_px(m.rects[0])), to_px(m.rects[0]).x0, m) for m in marks), key=lambda p: (p[0], p[1], p[2].id)
    )
    lines: list[tuple[float, list[tuple[float, ShownMark]]]] = []
    for y, x, mark in placed:
        if lines and y - lines[-1][0] < side():
            lines[-1][1].append((x, mark))
        else:
            lines.append((y, [(x, mark)]))
    made = []
    for y, row in lines:
        made += _line(y, [mark for _x, mark in sorted(row, key=lambda r: (r[0], r[1].id))])
    return made


def _height(rect: Rect) -> float:
    return rect.y0 + 12 if rect.height > TALL else rect.centre[1]


def _line(y: float, row: list[ShownMark]) -> list[Badge]:
    shown, rest = (row, 0) if len(row) <= MOST else (row[:MOST], len(row) - MOST)
    count = len(shown) + (1 if rest else 0)
    across, step = side(), theme.px(STEP)
    left = -theme.px(FROM_PAGE) - across - (count - 1) * step
    made = []
    for at in range(count):
        rect = Rect(left + at * step, y - across / 2, left + at * step + across, y + across / 2)
        made.append(Badge(rect, row[min(at, len(row) - 1)], rest if at == len(shown) else 0))
    return made


def draw(painter: QPainter, badge: Badge, chosen: bool) -> None:
    """Paints one badge in px from the page's corner."""
    r = badge.rect
    rect = QRectF(round(r.x0), round(r.y0), side(), side())
    mark = badge.mark
    if badge.more:
        paint.text(painter, rect.adjusted(-2, 0, 4, 0), f"+{badge.more}", "ink2", theme.font("badge"), paint.CENTRE)
    elif mark.state is MarkState.REJECTED:
        icons.draw(painter, "visible", rect, "ink2", 17)
        if chosen:
            paint.box(painter, rect.adjusted(-2, -2, 2, 2), border="accent", width=2)
    elif mark.state is MarkState.ACCEPTED:
        grounds.draw_badge(painter, rect, mark.number)
        if chosen:
            paint.box(painter, rect.adjusted(-3, -3, 3, 3), border="accent", width=2, radius=5)
    elif chosen:
        paint.box(painter, rect, "accent", radius=theme.RADIUS_BADGE)
        paint.text(painter, rect, mark.letter, "on_accent", theme.font("badge"), paint.CENTRE)
    else:
        states.draw_category(painter, rect, mark.letter, proposal=True)


def at(badges_: Sequence[Badge], x: float, y: float) -> ShownMark | None:
    """The mark whose badge is at a point (px from the page's corner; 24 px of target), None where there is none."""
    for badge in badges_:
        if badge.rect.grown((theme.HEIGHTS["target"] - SIDE) / 2).contains(x, y):
            return badge.mark
    return None
