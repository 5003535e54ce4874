"""What a walk over the visible parts of a screen finds: what is cut without a word, and what is too small to hit."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSlider,
    QComboBox,
    QLabel,
    QLineEdit,
    QSplitterHandle,
    QWidget,
)

from ui import theme
from ui.parts import paint
from ui.parts.inputs import Select
from ui.parts.words import Elided, Words

SLACK = 1
"""Rounding of positions, in px."""


def parts(screen: QWidget) -> Iterator[QWidget]:
    """Everything of the window that can be seen, or scrolled to."""
    for part in screen.window().findChildren(QWidget):
        if part.isVisible() and part.window() is screen.window():
            yield part


def cut(screen: QWidget) -> list[str]:
    """What stands outside its parent, is lower than its words, or is cut with no tooltip that says the whole."""
    told = []
    for part in parts(screen):
        if _outside(part) and not isinstance(part, QAbstractSlider):
            told.append(f"{_name(part)} stands outside {_name(part.parentWidget())}")
        elif _too_low(part):
            told.append(f"{_name(part)} is lower than its words")
        elif (over := _covers(part)) is not None:
            told.append(f"{_name(part)} stands over {_name(over)}")
        elif _too_narrow(part) and not part.toolTip():
            told.append(f"{_name(part)} is cut and says nothing")
    return told


def small(screen: QWidget) -> list[str]:
    """Targets of the mouse under 24 px in a direction."""
    least = theme.HEIGHTS["target"]
    kinds = (QAbstractButton, QLineEdit, QComboBox)
    return [
        f"{_name(part)} is {part.width()}x{part.height()}"
        for part in parts(screen)
        if isinstance(part, kinds) and part.isEnabled() and min(part.width(), part.height()) < least
    ]


def _outside(part: QWidget) -> bool:
    parent = part.parentWidget()
    if parent is None or isinstance(parent.parentWidget(), QAbstractScrollArea):
        return False  # it can be scrolled to
    if part.property("floats"):
        return False
    return not parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(part.geometry())


def _covers(part: QWidget) -> QWidget | None:
    """A part of the same parent that it is drawn over."""
    parent = part.parentWidget()
    if parent is None or _floats(part):
        return None
    inner = part.geometry().adjusted(SLACK, SLACK, -SLACK, -SLACK)
    others = [other for other in parent.children() if isinstance(other, QWidget) and other is not part]
    there = (other for other in others if other.isVisible() and not _floats(other))
    return next((other for other in there if inner.intersects(other.geometry())), None)


def _floats(part: QWidget) -> bool:
    """Whether it lies over others on purpose: rings, pop-ups, the grip between two panels."""
    return bool(part.property("floats")) or part.isWindow() or isinstance(part, QSplitterHandle)


def _too_low(part: QWidget) -> bool:
    if isinstance(part, QLabel) and part.wordWrap():
        return part.height() + SLACK < part.heightForWidth(part.width())
    if isinstance(part, QAbstractButton | QLineEdit | QComboBox | QLabel):
        return part.height() + SLACK < part.minimumSizeHint().height()
    return False


def _too_narrow(part: QWidget) -> bool:
    if isinstance(part, Words):
        return part.is_cut()
    if isinstance(part, QAbstractButton) and not part.hasHeightForWidth():
        return part.width() + SLACK < part.sizeHint().width()
    if isinstance(part, Select):
        return part.width() < paint.width(part.currentText(), theme.font()) + theme.px(38)
    return isinstance(part, Elided) and part.width() + SLACK < part.sizeHint().width()


def _name(part: QWidget | None) -> str:
    text = getattr(part, "text", None)
    words = part.accessibleName() if part is not None else ""
    return f"{type(part).__name__} “{(words or (str(text()) if callable(text) else ''))[:40]}”"
