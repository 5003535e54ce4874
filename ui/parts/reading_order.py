"""Tab goes through a form as it is read, down its layout, whatever of it was made first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def follow(body: QWidget) -> None:
    """Lays the Tab chain of what stands in a body that is in its window; hidden parts have their place in it."""
    layout = body.layout()
    if layout is not None:
        for before, after in pairwise(_in_order(layout)):
            QWidget.setTabOrder(before, after)


def _in_order(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        assert item is not None
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            yield from _in_order(inner)
        elif widget is not None:
            yield from _within(widget)


def _within(widget: QWidget) -> Iterator[QWidget]:
    """A control itself; else what is laid out in it, or stands in it without a layout in the order it was made."""
    held = widget.layout()
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    elif held is not None:
        yield from _in_order(held)
    else:
        for part in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            yield from _within(part)
