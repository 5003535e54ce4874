"""Walks for people who see nothing or use no mouse: what a screen reader finds, where Tab and F6 go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget

from tests.ui.rooms import Room
from tests.ui.test_screens import everywhere
from ui.parts.focus import FocusRing
from ui.screens import SCREENS

Role, Text = QAccessible.Role, QAccessible.Text


def every_screen(room: Room) -> Iterator[tuple[str, Any]]:
    """Each screen in turn, shown with something on it; the two without anybody signed in come last."""
    places = everywhere(room)
    request_id = places["request"]["request_id"]
    document = room.office.document(request_id, title="Avtal")  # type: ignore[arg-type]
    room.office.findings(document)
    places["review"] = {"document_id": document}
    for name in [*places, "first-run", "sign-in"]:
        yield name, settled(room, name, **places.get(name, {}))
    assert {*places, "first-run", "sign-in"} == set(SCREENS)


def settled(room: Room, name: str, **arguments: Any) -> Any:
    """A screen that has come to rest."""
    screen = room.show(name, **arguments)
    if hasattr(screen, "work") and screen.work.busy:
        screen.work.wait()
    QTest.qWait(1)
    return screen


def spoken(widget: QWidget) -> QAccessibleInterface:
    """What speaks for a widget."""
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def name_of(widget: QWidget) -> str:
    """What a screen reader calls a widget; a drop-down's on Linux is its label's, by a relation."""
    return (widget.accessibleName() if isinstance(widget, QComboBox) else spoken(widget).text(Text.Name)).strip()




def reached_by_tab(area: QWidget) -> list[QWidget]:
    """Everything shown in an area that takes the keyboard by Tab."""
    return [
        part
        for part in area.findChildren(QWidget)
        if part.isVisible() and part.isEnabled() and part.focusPolicy() & Qt.FocusPolicy.TabFocus
        if part.focusProxy() is None
    ]


def of_a_choice(part: QWidget) -> bool:
    """Whether it is one of several of which another is chosen: the arrows go there, and Tab to the chosen one."""
    return isinstance(part, QAbstractButton) and part.autoExclusive() and not part.isChecked()


def seen_whole(widget: QWidget) -> bool:
    """Whether at least a part of what has the keyboard lies within what can be seen of it."""
    return widget.isVisible() and not widget.visibleRegion().isEmpty()


def is_marked(frame: QWidget, part: QWidget) -> bool:
    """Whether it looks otherwise while it has the keyboard: the ring lies around it, or it draws its own."""
    (ring,) = frame.findChildren(FocusRing)
    part.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.qWait(1)
    if ring.isVisible() and ring.geometry().contains(part.mapTo(frame, part.visibleRegion().boundingRect().center())):
        return not ring.mask().isEmpty()
    with_it = part.grab().toImage()
    other = next(one for one in reached_by_tab(frame) if one is not part)
    other.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.qWait(1)
    return bool(with_it != part.grab().toImage())


def walk(room: Room, key: Qt.Key, most: int = 300) -> list[QWidget]:
    """Where a key takes the keyboard until it comes back to where it has been."""
    seen: list[QWidget] = []
    for _step in range(most):
        here = room.frame.focusWidget()
        assert here is not None, f"the keyboard is nowhere after {[name_of(part) for part in seen[-2:]]}"
        if here in seen:
            return seen
        seen.append(here)
        QTest.keyClick(here, key)
    raise AssertionError("it never comes round")


class Windows(QObject):
    """Notes every window that is shown beside the one there is."""

    def __init__(self, frame: QWidget) -> None:
        super().__init__()
        self.frame, self.seen = frame, list[str]()
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A ``Show`` of a part without a parent is a window of its own."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen += [type(watched).__name__] if watched is not self.frame else []
        return False

