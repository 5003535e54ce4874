"""Changing what is shown while a part of it is still answering a key: nothing goes under somebody's hands."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QScrollArea, QWidget
from shiboken6 import isValid


def show_in(area: QScrollArea, body: QWidget) -> None:
    """Shows another body in an area; the old one, whose button may be the one pressed, goes when all is answered."""
    old = area.takeWidget()
    area.setWidget(body)
    if old is not None:
        old.hide()
        old.deleteLater()


def empty(layout: QLayout) -> None:
    """Takes everything out of a layout, what lies in layouts within it too; it goes when all is answered."""
    while (held := layout.takeAt(0)) is not None:
        inner, widget = held.layout(), held.widget()
        if inner is not None:
            empty(inner)
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def give_back(widget: QWidget | None) -> None:
    """The keyboard goes back to where it was, if that is still there and seen."""
    if widget is not None and isValid(widget) and widget.isVisible():
        widget.setFocus()
