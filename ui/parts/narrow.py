"""Bars whose parts give way where room ends: words before icons, so that nothing is cut off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtWidgets import QBoxLayout, QLayoutItem, QWidget

from .. import theme

TITLE = 160
"""What a title that may be cut is counted for, in px at 100 % text."""


class Shortens(Protocol):
    """A part of a bar with a shorter form."""

    def saves(self) -> int:
        """How many px the shorter form is narrower than the whole one."""

    def set_short(self, short: bool) -> None:
        """Takes the shorter form, or the whole one again."""

    def is_short(self) -> bool:
        """Whether it has the shorter form now."""

    def isHidden(self) -> bool:
        """Whether it is not there at all."""


def make_room(row: QBoxLayout, room: int, parts: Sequence[Shortens], cut: Sequence[QWidget] = ()) -> None:
    """Gives the parts their shorter form, in this order, until the row fits into ``room`` px.

    ``cut`` are widgets of the row that can be cut with an ellipsis. Parts that are whole again are so at once.
    """
    wide = _width(row, cut) + sum(part.saves() for part in parts if part.is_short() and not part.isHidden())
    for part in parts:
        short = wide > room and part.saves() > 0
        wide -= part.saves() if short and not part.isHidden() else 0
        part.set_short(short)


def _width(row: QBoxLayout, cut: Sequence[QWidget]) -> int:
    """The width that the row asks for, in px."""
    margins = row.contentsMargins()
    items = [row.itemAt(at) for at in range(row.count())]
    seen = [item for item in items if item is not None and not item.isEmpty()]
    wide = sum(_item_width(item, cut) for item in seen) + row.spacing() * max(0, len(seen) - 1)
    return wide + margins.left() + margins.right()


def _item_width(item: QLayoutItem, cut: Sequence[QWidget]) -> int:
    asked = item.sizeHint().width()
    return min(asked, theme.px(TITLE)) if item.widget() in cut else asked
