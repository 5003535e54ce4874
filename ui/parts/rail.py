"""The navigation rail: icon and word for each place, with a count where something waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.texts import _, ngettext

from .. import icons, theme
from . import paint
from .buttons import Pressable
from .words import Surface

BARE, LOW = 44, 32
"""Width of the rail and height of a place where the icons stand alone, and its least height, in px at 100 % text."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the rail; ``low`` ones stand at its foot."""

    name: str
    icon: str
    words: str
    low: bool = False


class _RailButton(Pressable):
    """One place: the icon above its word."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place.words, parent)
        self._place, self._count, self._bare = place, 0, False
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def nextCheckState(self) -> None:
        """The window decides which place is shown; a press only asks."""

    def set_count(self, count: int) -> None:
        self._count = count
        waiting = ngettext("{count} waits", "{count} wait", count).format(count=count)
        self.setAccessibleName(f"{self.text()}, {waiting}" if count else self.text())
        self.update()

    def set_bare(self, bare: bool) -> None:
        """Leaves only the icon; the word then stands in the tooltip."""
        self._bare = bare
        self.set_hint(self.text() if bare else "")
        self.updateGeometry()
        self.update()

    def _is_cut(self) -> bool:
        return False

    def sizeHint(self) -> QSize:
        tall = theme.px(BARE) if self._bare else theme.height("rail") + theme.px(2)
        return QSize(theme.px(BARE if self._bare else theme.RAIL_WIDTH), tall)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(BARE), theme.px(LOW))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        worn = theme.tokens()
        on = self.isChecked()
        tile = QRectF(self.rect()).adjusted(theme.px(5), 1, -theme.px(5), -1)
        if on:
            border = "accent" if worn.contrast else "line"
            paint.box(painter, tile, "content", border, 2 if worn.contrast else 1)
            bar = QRectF(tile.left(), tile.top() + tile.height() * 0.28, theme.BAR, tile.height() * 0.44)
            painter.fillRect(bar.translated(0 if worn.contrast else 1, 0), theme.colour("accent"))
        elif self.lit():
            paint.box(painter, tile, "hover", "lines" if worn.contrast else "")
        ink = "ink" if on else "ink2" if self.isEnabled() else _asleep()
        side = theme.px(20)
        top = (self.height() - side) / 2 if self._bare else theme.px(11)
        icon = QRectF((self.width() - side) / 2, top, side, side)
        icons.draw(painter, self._place.icon, icon, ink, 19)
        if self._count:
            middle = min(icon.right() + theme.px(3), self.width() - theme.px(13))
            paint.count_dot(painter, QPointF(middle, icon.top() + theme.px(2)), self._count)
        if not self._bare:
            words = QRectF(2, theme.px(32), self.width() - 4, theme.px(18))
            paint.text(painter, words, self.text(), ink, theme.font("small"), paint.CENTRE)


class NavigationRail(Surface):
    """The places of the program, one under the other; Up and Down go between them. ``chosen`` asks for one.

    Where the window is too low for the words under the icons, the icons stand alone.
    """

    chosen = Signal(str)

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__("frame", "right", parent)
        self.setAccessibleName(_("Places"))
        self.setFixedWidth(theme.px(theme.RAIL_WIDTH))
        self._buttons: dict[str, _RailButton] = {}
        self._bare = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(2), 1, theme.px(2))
        layout.setSpacing(0)
        upper = [place for place in places if not place.low]
        lower = [place for place in places if place.low]
        for place in upper:
            layout.addWidget(self._button(place))
        layout.addStretch(1)
        for place in lower:
            layout.addWidget(self._button(place))

    def _button(self, place: Place) -> _RailButton:
        button = _RailButton(place, self)
        button.clicked.connect(lambda _on=False, name=place.name: self.chosen.emit(name))
        self._buttons[place.name] = button
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        bare = len(self._buttons) * (theme.height("rail") + theme.px(2)) + 2 * theme.px(2) > self.height()
        if bare != self._bare:
            self._bare = bare
            self.setFixedWidth(theme.px(BARE if bare else theme.RAIL_WIDTH))
            for button in self._buttons.values():
                button.set_bare(bare)

    def choose(self, name: str) -> None:
        """Shows where one is; a name that is not on the rail shows none."""
        for key, button in self._buttons.items():
            button.setChecked(key == name)

    def set_count(self, name: str, count: int) -> None:
        """How much waits at a place; 0 shows nothing."""
        if name in self._buttons:
            self._buttons[name].set_count(count)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            buttons = list(self._buttons.values())
            held = [index for index, button in enumerate(buttons) if button.hasFocus()]
            buttons[((held or [0])[0] + steps[Qt.Key(event.key())]) % len(buttons)].setFocus(
                Qt.FocusReason.TabFocusReason
            )
        else:
            super().keyPressEvent(event)


def _asleep() -> str:
    """The token of a place that cannot be gone to; in a contrast theme the system's own for what is closed."""
    return "ink3" if theme.tokens().contrast else "lines"
