"""Things to press: buttons that tell why they are closed, tool and icon buttons, links, key caps."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.texts import _

from .. import icons, theme
from . import grounds, paint
from .words import FONT_EVENTS, Painted


class Kind(StrEnum):
    """What a button is on its screen: the one filled, a bordered one, a silent one, a tool that stays down."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    QUIET = "quiet"
    TOOL = "tool"


# (kind, state): fill, border, ink
_LOOKS = {
    (Kind.PRIMARY, "rest"): ("accent", "", "on_accent"),
    (Kind.PRIMARY, "hover"): ("accent_hover", "", "on_accent"),
    (Kind.SECONDARY, "rest"): ("content", "lines", "ink"),
    (Kind.SECONDARY, "hover"): ("hover", "lines", "ink"),
    (Kind.QUIET, "rest"): ("", "", "ink"),
    (Kind.QUIET, "hover"): ("hover", "", "ink"),
    (Kind.TOOL, "rest"): ("", "", "ink"),
    (Kind.TOOL, "hover"): ("hover", "", "ink"),
}
_CLOSED = ("panel", "line", "ink3")
_PRESS_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Pressable(QAbstractButton):
    """What all pressable parts share: focus by Tab, Return as well as Space, hover, and the closed door.

    A closed one keeps focus so that its reason can be read; pressing it tells ``refused`` with the first reason.
    """

    refused = Signal(str)

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._blockers: tuple[str, ...] = ()
        self._hint = ""
        self._cut = False
        self.setText(words)
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def blockers(self) -> tuple[str, ...]:
        """Why it cannot be pressed, most important first; empty when it can."""
        return self._blockers

    def set_blockers(self, blockers: Sequence[str]) -> None:
        """Closes the button with its reasons, or opens it when there is none."""
        self._blockers = tuple(blockers)
        self._tell()
        self.updateGeometry()
        self.update()

    def set_hint(self, hint: str) -> None:
        """The tooltip while the button is open."""
        self._hint = hint
        self._tell()

    def hitButton(self, place: object) -> bool:
        return not self._blockers

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._blockers and event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.refused.emit(self._blockers[0])
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressing = event.key() in (*_PRESS_KEYS, Qt.Key.Key_Space)
        if pressing and self._blockers:
            self.refused.emit(self._blockers[0])
        elif event.key() in _PRESS_KEYS:
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in FONT_EVENTS:
            self.updateGeometry()
            self.update()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._see_cut()

    def _see_cut(self) -> None:
        """What is cut for want of room can be read in the tooltip."""
        cut = self._is_cut()
        if cut != self._cut:
            self._cut = cut
            self._tell()

    def _is_cut(self) -> bool:
        """Whether something of its words cannot be seen."""
        return self.width() < self.sizeHint().width()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def lit(self) -> bool:
        """Whether the pointer is over it or it is held down."""
        return self.isEnabled() and (self.underMouse() or self.isDown())

    def _tell(self) -> None:
        told = "\n".join(self._blockers) or self._hint
        whole = self.text() if self._cut and self.text() not in told else ""
        self.setToolTip("\n".join(part for part in (whole, told) if part))
        self.setAccessibleDescription(". ".join(self._blockers) or self._hint)


class Button(Pressable):
    """A button with words, and perhaps an icon, a ground's number and a key cap.

    Args:
        key: the key drawn on it, e.g. "Ctrl+N"; the screen binds it.
        tall: kind of height in ``theme.HEIGHTS``.
    """

    def __init__(
        self,
        words: str,
        kind: Kind = Kind.SECONDARY,
        icon: str = "",
        key: str = "",
        ground: int = 0,
        tall: str = "button",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, parent)
        self._kind, self._icon, self._key, self._ground, self._tall = kind, icon, key, ground, tall
        self._reason = ""
        self._short = False
        self.setCheckable(kind is Kind.TOOL)

    def set_blockers(self, blockers: Sequence[str], short: str = "") -> None:
        """Closes the button; ``short`` is the first reason with its count ("14 left"), shown in the label."""
        self._reason = short if blockers else ""
        super().set_blockers(blockers)

    def become(self, words: str, icon: str = "") -> None:
        """Other words and another icon, where one button always does the next thing."""
        self._icon = icon
        self.setText(words)
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def set_ground(self, number: int) -> None:
        """The ground's number that the button would set, 0 for none."""
        self._ground = number
        self.updateGeometry()
        self.update()

    def is_short(self) -> bool:
        """Whether only its icon is seen (see ``narrow``)."""
        return self._short

    def set_short(self, short: bool) -> None:
        """Leaves only the icon, or shows the words again; its words then stand in the tooltip."""
        if short != self._short:
            self._short = short
            self._see_cut()
            self.updateGeometry()
            self.update()

    def saves(self) -> int:
        """How many px narrower it is with its icon alone, 0 where it has none."""
        return self._wide(False) - self._wide(True) if self._icon else 0

    def _is_cut(self) -> bool:
        return self._short or self.width() < self._wide(False)

    def _wide(self, short: bool) -> int:
        pieces = self._pieces(short)
        return round(sum(width for width, _draw in pieces) + theme.px(24) + theme.px(7) * (len(pieces) - 1))

    def sizeHint(self) -> QSize:
        return QSize(self._wide(self._short), theme.height(self._tall))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme.px(140)), self.sizeHint().height())

    def _font(self) -> str:
        return "strong" if self._kind is Kind.PRIMARY else "control"

    def _pieces(self, short: bool) -> list[tuple[float, str]]:
        icon = "blocked" if self._blockers else self._icon
        made = [(float(theme.px(icons.SIZE - 2)), "icon")] if icon else []
        if short:
            return made
        if self.text():
            made.append((paint.width(self.text(), theme.font(self._font())) + 1, "words"))
        if self._reason:
            made.append((paint.width(self._reason, theme.font("small")) + 1, "reason"))
        elif not self._blockers:
            made += [(grounds.badge_width(self._ground), "ground")] if self._ground else []
            made += [(paint.key_cap_width(self._key), "key")] if self._key else []
        return made

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        worn = theme.tokens()
        fill, border, ink = _CLOSED if self._blockers else _LOOKS[self._kind, "hover" if self.lit() else "rest"]
        thick = 1
        if self.isChecked() and not self._blockers:
            fill, border, thick = "chosen", "accent", worn.chosen_width
        elif worn.contrast and self.lit():
            border, thick = "accent", 2
        paint.box(painter, QRectF(self.rect()), fill, border, thick)
        self._paint_pieces(painter, ink)

    def _paint_pieces(self, painter: QPainter, ink: str) -> None:
        pieces, gap = self._pieces(self._short), theme.px(7)
        total = sum(width for width, _draw in pieces) + gap * (len(pieces) - 1)
        room = self.width() - theme.px(16)
        if total > room and pieces[-1][1] == "key" and len(pieces) > 1:  # the key gives way before the words
            total -= pieces.pop()[0] + gap
        short = max(0.0, total - room)
        x = max(theme.px(8), (self.width() - total) / 2)
        middle = self.height() / 2
        for width, what in pieces:
            if what == "words":
                width = max(0.0, width - short)
            rect = QRectF(x, 0, width, self.height())
            if what == "icon":
                icons.draw(painter, "blocked" if self._blockers else self._icon, rect, ink, icons.SIZE - 2)
            elif what == "words":
                paint.text(painter, rect, self.text(), ink, theme.font(self._font()))
            elif what == "reason":
                paint.text(painter, rect, self._reason, ink, theme.font("small"))
            elif what == "ground":
                side = theme.px(grounds.BADGE)
                grounds.draw_badge(painter, QRectF(x, round(middle - side / 2), width, side), self._ground)
            else:
                paint.key_cap(painter, x, middle, self._key, "on_accent" if self._kind is Kind.PRIMARY else "ink2")
            x += width + gap


class PrimaryButton(Button):
    """The one filled button of a screen."""

    def __init__(
        self, words: str, icon: str = "", key: str = "", tall: str = "button", parent: QWidget | None = None
    ) -> None:
        super().__init__(words, Kind.PRIMARY, icon, key, 0, tall, parent)


class SecondaryButton(Button):
    """A bordered button."""

    def __init__(
        self, words: str, icon: str = "", key: str = "", tall: str = "button", parent: QWidget | None = None
    ) -> None:
        super().__init__(words, Kind.SECONDARY, icon, key, 0, tall, parent)


class IconButton(Pressable):
    """A square button with an icon alone; its words stand in the tooltip and for screen readers."""

    def __init__(
        self,
        icon: str,
        words: str,
        key: str = "",
        framed: bool = False,
        checkable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, parent)
        self._icon, self._framed, self._key = icon, framed, key
        self.setCheckable(checkable)
        self.set_hint(f"{words} ({key})" if key else words)

    def sizeHint(self) -> QSize:
        side = theme.px(30)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        kind = Kind.SECONDARY if self._framed else Kind.QUIET
        fill, border, ink = _LOOKS[kind, "hover" if self.lit() else "rest"]
        thick = 1
        if self._blockers:
            ink = "ink3"
        if self.isChecked():
            fill, border, thick = "chosen", "accent", theme.tokens().chosen_width
        elif theme.tokens().contrast and self.lit():
            border = "accent"
        paint.box(painter, QRectF(self.rect()), fill, border, thick)
        icons.draw(painter, self._icon, QRectF(self.rect()), ink)


class Link(Pressable):
    """A verb in the running text, underlined in the accent."""

    def __init__(self, words: str, step: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._step = step
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        tall = max(theme.px(theme.TYPES[self._step].line + 2), theme.HEIGHTS["target"])
        return QSize(round(paint.width(self.text(), theme.font(self._step))) + 2, tall)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme.px(60)), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        token = "ink3" if self._blockers else "accent_hover" if self.lit() else "accent"
        used = theme.font(self._step)
        used.setUnderline(True)
        paint.text(painter, QRectF(self.rect()), self.text(), token, used)


class KeyCap(Painted):
    """A key as it is drawn beside what it does."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setAccessibleName(_("Key {key}").format(key=key))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(round(paint.key_cap_width(self._key)) + 1, theme.px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.key_cap(QPainter(self), 0, self.height() / 2, self._key)
