"""What a screen reader finds on a page view: beside its parts, every mark as a thing of its own, in reading order.

A mark is called by its kind, how it stands and its page; the words under it are its description, and only where the
view shows them. Names without the words may be read aloud as one goes through the marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget, QGraphicsView
from shiboken6 import isValid

from redaction.geometry import Rect

from .shown import ShownMark

Role, Text = QAccessible.Role, QAccessible.Text


class SpokenView(QGraphicsView):
    """What a view must tell of its marks to be spoken; ``marks`` are all of them in reading order."""

    marks: Sequence[ShownMark] = ()
    solid = False
    voices: tuple[SpokenPage, ...] = ()
    """What speaks for the view; Qt asks anew when the Python class has got more slots, and both may be in use."""

    def chosen(self) -> int:
        """The id of the mark chosen, 0 for none."""
        raise NotImplementedError

    def mark_of(self, mark_id: int) -> ShownMark | None:
        """The mark with an id, None where it is not shown."""
        raise NotImplementedError

    def on_view(self, page: int, rect: Rect) -> QRect:
        """A rectangle of page space in px of the viewport."""
        raise NotImplementedError


class SpokenMark(QAccessibleInterface):
    """One mark of a view, known by its id; it is there as long as the view shows it."""

    def __init__(self, view: SpokenView, mark_id: int) -> None:
        super().__init__()
        self._view, self.id = view, mark_id

    def mark(self) -> ShownMark | None:
        """The mark as the view shows it now, None where it is gone."""
        return self._view.mark_of(self.id) if isValid(self._view) else None

    def isValid(self) -> bool:
        return self.mark() is not None

    def object(self) -> QObject:
        return None  # type: ignore[return-value]  # a mark is no QObject, and Qt takes that

    def window(self) -> QWindow:
        return self._view.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._view)

    def child(self, index: int) -> QAccessibleInterface:
        return None  # type: ignore[return-value]

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        return None  # type: ignore[return-value]

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def text(self, t: QAccessible.Text) -> str:
        mark = self.mark()
        if mark is None:
            return ""
        hidden = self._view.solid and mark.number
        return {Text.Name: mark.told, Text.Description: "" if hidden else mark.text}.get(t, "")

    def setText(self, t: QAccessible.Text, text: str) -> None:
        """A mark is not renamed."""

    def rect(self) -> QRect:
        mark, whole = self.mark(), QRect()
        if mark is not None:
            for rect in mark.rects:
                whole = whole.united(self._view.on_view(mark.page, rect))
        return whole.translated(self._view.viewport().mapToGlobal(QPoint(0, 0)))

    def role(self) -> QAccessible.Role:
        return Role.ListItem

    def state(self) -> QAccessible.State:
        state, chosen = QAccessible.State(), self._view.chosen() == self.id
        state.selectable = state.focusable = True
        state.selected = chosen
        state.focused = chosen and self._view.hasFocus()
        state.offscreen = not self._view.viewport().rect().intersects(self._inside())
        return state

    def _inside(self) -> QRect:
        return self.rect().translated(-self._view.viewport().mapToGlobal(QPoint(0, 0)))


class SpokenPage(QAccessibleWidget):
    """A page view: what Qt finds in it, and after that its marks."""

    def __init__(self, view: SpokenView) -> None:
        super().__init__(view, Role.List, view.accessibleName())
        self._view = view
        self._made: dict[int, SpokenMark] = {}
        self._numbers: dict[int, int] = {}

    def childCount(self) -> int:
        return super().childCount() + len(self._view.marks)

    def child(self, index: int) -> QAccessibleInterface:
        parts = super().childCount()
        if index < parts:
            return super().child(index)
        marks = self._view.marks
        return self.of(marks[index - parts].id) if index - parts < len(marks) else None  # type: ignore[return-value]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        if isinstance(child, SpokenMark):
            places = (at for at, mark in enumerate(self._view.marks) if mark.id == child.id)
            at = next(places, -1)
            return at + super().childCount() if at >= 0 else -1
        return super().indexOfChild(child)

    def focusChild(self) -> QAccessibleInterface:
        if self._view.chosen() and self._view.hasFocus():
            return self.of(self._view.chosen())
        return super().focusChild()

    def text(self, t: QAccessible.Text) -> str:
        return self._view.accessibleName() if t == Text.Name else super().text(t)

    def of(self, mark_id: int) -> SpokenMark:
        """What speaks for a mark, made at its first use and kept while the mark is there."""
        if mark_id not in self._made:
            made = SpokenMark(self._view, mark_id)
            self._made[mark_id], self._numbers[mark_id] = made, QAccessible.registerAccessibleInterface(made)
        return self._made[mark_id]

    def forget(self, kept: Sequence[ShownMark] = ()) -> None:
        """Lets go of what spoke for marks that are not there any more."""
        there = {mark.id for mark in kept}
        for gone in [mark_id for mark_id in self._made if mark_id not in there]:
            QAccessible.deleteAccessibleInterface(self._numbers.pop(gone))  # Qt owns it, so Qt lets go first
            del self._made[gone]


def changed(view: SpokenView) -> None:
    """The marks of a view are others now; nothing is done while nobody listens."""
    page = _page(view)
    if page is not None:
        page.forget(view.marks)
        QAccessible.updateAccessibility(QAccessibleEvent(view, QAccessible.Event.ObjectReorder))


def chose(view: SpokenView) -> None:
    """Another mark is chosen: a screen reader reads it where the keyboard is on the page."""
    page = _page(view)
    if page is not None and view.chosen() and view.hasFocus():
        QAccessible.updateAccessibility(QAccessibleEvent(page.of(view.chosen()), QAccessible.Event.Focus))


def _page(view: SpokenView) -> SpokenPage | None:
    found = QAccessible.queryAccessibleInterface(view) if QAccessible.isActive() else None
    return found if isinstance(found, SpokenPage) else None


def _speaks(_kind: str, thing: QObject) -> Any:
    """Qt asks for every object; None leaves it to Qt."""
    if not isinstance(thing, SpokenView):
        return None
    made = SpokenPage(thing)
    thing.voices = (*thing.voices, made)
    thing.destroyed.connect(lambda: made.forget())
    return made


_installed: list[bool] = []


def install() -> None:
    """Lets Qt ask here for what speaks for a page view; once for the program."""
    if not _installed:
        _installed.append(True)
        QAccessible.installFactory(_speaks)
