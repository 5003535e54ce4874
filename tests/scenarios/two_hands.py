"""Two ways of working at the real window: a keyboard without a mouse, and a mouse whose keyboard only types words.

Both find their way by what stands on the screen; neither calls a method of it. What they cannot reach is not done.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QButtonGroup,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from ui.parts.kept_focus import holds

from .hands import CTRL, NONE, Hands

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
MOST = 150
"""How many keys a person would press to get somewhere before giving up."""


class Worker(Hands, ABC):
    """Somebody who does what the job asks, each thing in their own way."""

    def shown(self, widget: QWidget) -> QWidget:
        """A part that must be there to be used."""
        assert widget.isVisible(), f"{widget} is not seen"
        assert widget.isEnabled(), f"{widget} is closed"
        held: tuple[str, ...] = getattr(widget, "blockers", tuple)()
        assert not held, held
        return widget

    @abstractmethod
    def use(self, widget: QWidget) -> None:
        """Presses a button, a tick, a radio or a link."""

    @abstractmethod
    def enter(self, widget: QWidget, text: str) -> None:
        """Writes in a field, after what stands there."""

    @abstractmethod
    def replace(self, widget: QLineEdit, text: str) -> None:
        """Writes in a line in place of what stands there."""

    @abstractmethod
    def take(self, choice: QComboBox, data: object) -> None:
        """Takes a row of a drop-down list."""

    @abstractmethod
    def row(self, view: QAbstractItemView, at: int) -> None:
        """Makes a row of a list current."""

    @abstractmethod
    def open_row(self, view: QAbstractItemView, at: int) -> None:
        """Opens a row of a list."""

    def place(self, words: str) -> None:
        """Goes to a place of the rail."""
        (found,) = [b for b in self.frame.rail.findChildren(QWidget) if getattr(b, "text", str)() == words]
        self.use(found)

    def type(self, text: str) -> None:
        """The letters of a text, where the caret is."""
        self.write(text)
        QApplication.processEvents()


class Keyboard(Worker):
    """F6 to the area, Tab within it, arrows among rows and choices; Space presses, Return opens."""

    def reach(self, widget: QWidget, also: Callable[[QWidget], bool] = lambda _part: False) -> None:
        """Goes on until the keyboard is with a part (or one that is as good)."""
        self.shown(widget)
        target = widget.focusProxy() or widget
        for _step in range(len(self.frame.areas())):
            home = [area for area in self.frame.areas() if holds(area, target)]
            if not home or any(holds(area, self._focused()) for area in home) or also(self._focused()):
                break
            self.key(Key.Key_F6)
        for _step in range(MOST):
            if self._focused() is target or also(self._focused()):
                return
            self.key(Key.Key_Tab)
        raise AssertionError(f"the keyboard does not come to {widget}")

    def use(self, widget: QWidget) -> None:
        choices: QButtonGroup | None = widget.group() if isinstance(widget, QRadioButton) else None
        if choices is not None:
            group = choices.buttons()
            self.reach(widget, lambda part: part in group)
            for _step in group:
                if self._focused() is not widget:
                    self.key(self._towards(widget))
            assert self._focused() is widget, "the arrows do not lead there"
            if choices.checkedButton() is widget:
                return
        else:
            self.reach(widget)
        self.key(Key.Key_Space)

    def _towards(self, widget: QWidget) -> Qt.Key:
        """The arrow that points from where the keyboard is to a part."""
        way = widget.mapTo(self.frame, widget.rect().center()) - self._focused().mapTo(
            self.frame, self._focused().rect().center()
        )
        if abs(way.y()) > widget.height() // 2:
            return Key.Key_Down if way.y() > 0 else Key.Key_Up
        return Key.Key_Right if way.x() > 0 else Key.Key_Left

    def enter(self, widget: QWidget, text: str) -> None:
        self.reach(widget)
        self.key(Key.Key_End, CTRL if isinstance(widget, QPlainTextEdit) else NONE)
        self.type(text)

    def replace(self, widget: QLineEdit, text: str) -> None:
        self.reach(widget)
        self.key(Key.Key_A, CTRL)
        self.type(text)

    def take(self, choice: QComboBox, data: object) -> None:
        self.reach(choice)
        self.key(Key.Key_Home)
        for _row in range(choice.count()):
            if choice.currentData() == data:
                return
            self.key(Key.Key_Down)
        raise AssertionError(f"not in the list: {data}")

    def row(self, view: QAbstractItemView, at: int) -> None:
        self.reach(view)
        self.key(Key.Key_Home)
        for _step in range(MOST):
            if view.currentIndex().row() >= at:
                break
            self.key(Key.Key_Down)
        assert view.currentIndex().row() == at

    def open_row(self, view: QAbstractItemView, at: int) -> None:
        self.row(view, at)
        self.key(Key.Key_Return)


class Mouse(Worker):
    """Points and clicks where something is seen, by the window alone; turns the wheel until it is."""

    def point(self, widget: QWidget, inside: QPoint | None = None) -> QPoint:
        """Where a part is seen, in the window's px."""
        self.shown(widget)
        for _turn in range(MOST):
            seen = widget.visibleRegion().boundingRect()
            spot = inside if inside is not None else seen.center()
            if seen.contains(spot):
                return widget.mapTo(self.frame, spot)
            self._turn(widget, spot)
        raise AssertionError(f"{widget} is never seen")

    def _turn(self, widget: QWidget, spot: QPoint) -> None:
        """Turns the wheel over whatever scrolls around a part, towards it."""
        walk = widget.parentWidget()
        while walk is not None and not isinstance(walk, QScrollArea):
            walk = walk.parentWidget()
        assert walk is not None, f"{widget} cannot be scrolled to"
        view = walk.viewport()
        middle = QPointF(view.rect().center())
        down = widget.mapTo(view, spot).y() > middle.y()
        turned = QPoint(0, -120 if down else 120)
        event = QWheelEvent(
            middle, QPointF(view.mapToGlobal(middle.toPoint())), QPoint(), turned, Qt.MouseButton.NoButton, NONE,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view, event)
        QApplication.processEvents()

    def click(self, widget: QWidget, inside: QPoint | None = None, twice: bool = False) -> None:
        """Clicks on a part, or on a point of it; what lies over it gets the click, as it would."""
        spot = self.point(widget, inside)
        QTest.mouseMove(self.frame.windowHandle(), spot)
        QTest.mouseClick(self.frame.windowHandle(), LEFT, NONE, spot)
        if twice:
            QTest.mouseDClick(self.frame.windowHandle(), LEFT, NONE, spot)
        QApplication.processEvents()

    def use(self, widget: QWidget) -> None:
        self.click(widget)

    def enter(self, widget: QWidget, text: str) -> None:
        if isinstance(widget, QLineEdit):
            self.click(widget, QPoint(widget.width() - 6, widget.height() // 2))
        else:
            self.click(widget)
        assert self._focused() is widget
        self.type(text)

    def replace(self, widget: QLineEdit, text: str) -> None:
        """Three clicks take all that stands in a line."""
        inside = QPoint(20, widget.height() // 2)
        self.click(widget, inside, twice=True)
        self.click(widget, inside)
        assert widget.selectedText() == widget.text()
        self.type(text)

    def take(self, choice: QComboBox, data: object) -> None:
        self.click(choice)
        found = next(at for at in range(choice.count()) if choice.itemData(at) == data)
        listed = choice.view()
        self.until(listed.isVisible)
        index = choice.model().index(found, choice.modelColumn())

        def taken() -> bool:
            """Qt takes no click that may be the second half of the one that opened the list; then one clicks again."""
            if listed.isVisible():
                listed.scrollTo(index)
                spot = listed.visualRect(index).center()
                QTest.mouseMove(listed.viewport(), spot)
                QTest.mouseClick(listed.viewport(), LEFT, NONE, spot)
            return not listed.isVisible()

        self.until(taken)
        assert choice.currentData() == data

    def _spot(self, view: QAbstractItemView, at: int) -> QPoint:
        index = view.model().index(at, 0)
        for _turn in range(MOST):
            rect = view.visualRect(index)
            if view.viewport().rect().contains(rect.center()):
                return QPoint(min(rect.center().x(), rect.left() + 60), rect.center().y())
            self._turn_list(view, rect.center().y() > 0)
        raise AssertionError(f"row {at} is never seen")

    def _turn_list(self, view: QAbstractItemView, down: bool) -> None:
        middle = QPointF(view.viewport().rect().center())
        event = QWheelEvent(
            middle, QPointF(view.viewport().mapToGlobal(middle.toPoint())), QPoint(), QPoint(0, -120 if down else 120),
            Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view.viewport(), event)
        QApplication.processEvents()

    def row(self, view: QAbstractItemView, at: int) -> None:
        self.click(view.viewport(), self._spot(view, at))
        assert view.currentIndex().row() == at

    def open_row(self, view: QAbstractItemView, at: int) -> None:
        self.click(view.viewport(), self._spot(view, at), twice=True)

