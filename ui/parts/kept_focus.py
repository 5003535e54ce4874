"""The keyboard is never lost: where what had it is built anew or goes away, its twin or its neighbour has it next.

Qt hands the focus of a part that is hidden to the next one of the Tab chain, which may stand at the other end of the
window, and that of a deleted part to nobody; and what a program gives the focus may lie outside what is scrolled to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid


class Frame(Protocol):
    """A window of screens: which is shown, and the areas that F6 goes round."""

    def current(self) -> Any: ...

    def areas(self) -> list[QWidget]: ...


@dataclass(frozen=True, slots=True)
class Held:
    """What has the keyboard: on which screen, in which area, what it is and is called; ``heir`` has it after that."""

    screen: object
    area: QWidget | None
    kind: type[QWidget]
    name: str
    heir: QWidget | None = None


class KeptFocus(QObject):
    """Watches the focus of one window; what gets it is brought into sight."""

    def __init__(self, window: QWidget, frame: Frame) -> None:
        super().__init__(window)
        self._window, self._frame = window, frame
        self._held: Held | None = None
        self._lost: Held | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._settle)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._moved)

    def _moved(self, old: QWidget | None, now: QWidget | None) -> None:
        was, self._held = self._held, self._look_at(now)
        if was is not None:
            there = old is not None and isValid(old) and old.isVisible() and old.isEnabled()
            moved = there and (now is not None or not self._window.isActiveWindow())
            self._lost = None if moved else replace(self._lost or was, heir=now)
        if isValid(self._soon):
            self._soon.start(0)

    def _look_at(self, now: QWidget | None) -> Held | None:
        if now is None or not isValid(self._window) or not self._window.isAncestorOf(now):
            return None
        area = next((area for area in reversed(self._frame.areas()) if holds(area, now)), None)
        return Held(self._frame.current(), area, type(now), called(now))

    def _settle(self) -> None:
        """Gives the keyboard to whatever comes closest, unless somebody has taken it on purpose meanwhile."""
        lost, self._lost = self._lost, None
        now = self._window.focusWidget()
        if lost is not None and self._window.isVisible() and (not seen(now) or now is lost.heir):
            self._hand_on(lost, now)
        self._show(self._window.focusWidget())

    def _hand_on(self, lost: Held, now: QWidget | None) -> None:
        screen: QWidget | None = self._frame.current()
        area = lost.area
        if screen is None or screen is not lost.screen:
            self.begin()
            return
        there: QWidget = area if area is not None and isValid(area) and area.isVisible() else screen
        twin = next((part for part in reachable(there) if is_like(part, lost)), None)
        if twin is not None:
            twin.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not (seen(now) and holds(there, now)) and (there is screen or not enter(there)):
            self.begin()

    @staticmethod
    def _show(part: QWidget | None) -> None:
        """Scrolls until something of it is seen, where nothing is."""
        walk = part.parentWidget() if part is not None and seen(part) and part.visibleRegion().isEmpty() else None
        while walk is not None and part is not None:
            if isinstance(walk, QScrollArea):
                walk.ensureWidgetVisible(part)
            walk = walk.parentWidget()

    def begin(self) -> None:
        """Where work begins on the screen shown; where nothing there takes the keyboard, the first area that does."""
        screen = self._frame.current()
        if screen is not None:
            screen.start_focus()
        if not seen(self._window.focusWidget()):
            any(enter(area) for area in self._frame.areas())


def seen(part: QWidget | None) -> bool:
    """Whether the keyboard is with something that is shown."""
    return part is not None and isValid(part) and part.isVisible()


def holds(area: QWidget, part: QWidget | None) -> bool:
    """Whether a part is an area or stands in it."""
    return part is not None and (area is part or area.isAncestorOf(part))


def called(part: QWidget) -> str:
    """What a part is called for a screen reader, else the words on it."""
    text: Any = getattr(part, "text", None)
    return part.accessibleName() or (str(text()) if callable(text) else "")


def is_like(part: QWidget, lost: Held) -> bool:
    """Whether a part is what was lost, built anew."""
    return type(part) is lost.kind and called(part) == lost.name


def reachable(area: QWidget) -> Iterator[QWidget]:
    """The parts of an area that Tab reaches, itself first."""
    for part in (area, *area.findChildren(QWidget)):
        takes = part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isEnabled() and part.isVisible()
        if takes and part.focusProxy() is None:
            yield part


def enter(area: QWidget) -> bool:
    """Gives an area the keyboard: to itself or to the first thing in it that takes it; says whether one did."""
    if not area.isVisible():
        return False
    if area.focusPolicy() != Qt.FocusPolicy.NoFocus:
        area.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True
    first = next(reachable(area), None)
    if first is not None:
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)
    return first is not None
