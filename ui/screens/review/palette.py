"""The grounds along the foot of the review page, in the order of the number keys; key 0 opens the whole catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.provisions import Provision
from app.services.office import organisation
from app.texts import _

from ... import theme
from ...parts import grounds, paint
from ...parts.buttons import Pressable
from ...parts.columns import Column
from ...parts.inputs import SearchField
from ...parts.rows import RowsView
from ...parts.words import Surface, Words

NARROW = 84
"""Buttons narrower than this stand in one line without the ground's name, in px."""


class GroundButton(Pressable):
    """One ground: number, short form, name, and its pattern along the foot."""

    def __init__(self, number: int, provision: str, short: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(f"{number}, {provision} {name}", parent)
        self.number, self.provision, self._short, self._name = number, provision, short, name
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.explain(name)

    def explain(self, rule: str) -> None:
        """Tells the provision with what it says, and the key."""
        self.set_hint(f"{self.provision} {rule}. " + _("Key {key} masks with it at once.").format(key=self.number))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(88), theme.px(44 if self.height() >= theme.px(40) else 32))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(60), theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, rect = QPainter(self), QRectF(self.rect())
        on = self.isChecked()
        paint.box(painter, rect, "hover" if self.lit() else "content", "accent" if on else "line", 2 if on else 1)
        side, pad = theme.px(grounds.BADGE), theme.px(7)
        wide = grounds.badge_width(self.number)
        low = self.height() >= theme.px(40)
        line = QRectF(pad, theme.px(4) if low else 0, wide, side if low else self.height() - grounds.BAND)
        grounds.draw_badge(painter, QRectF(pad, round(line.center().y() - side / 2), wide, side), self.number)
        words = QRectF(pad + wide + theme.px(6), line.top(), self.width() - wide - 2 * pad - theme.px(4), line.height())
        font = theme.font("strong" if low else "small-strong")
        if paint.width(self._short, font) <= words.width():  # else it is told by the badge, and in the tooltip
            paint.text(painter, words, self._short, "ink", font)
        if low:
            under = QRectF(pad, theme.px(21), self.width() - 2 * pad, theme.px(16))
            paint.text(painter, under, self._name, "ink2", theme.font("small"))
        inset = 2 if on else 1
        band = QRectF(inset, self.height() - grounds.BAND - inset, self.width() - 2 * inset, grounds.BAND)
        if theme.tokens().dark:
            painter.fillRect(band, theme.colour("paper"))
        grounds.draw_band(painter, band, self.number)


class MoreButton(Pressable):
    """The key 0."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("The whole catalogue"), parent)
        self.set_hint(_("The whole catalogue") + " (0)")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(36), theme.px(44))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(36), theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.box(painter, QRectF(self.rect()), "hover" if self.lit() else "content", "line")
        wide = paint.key_cap_width("0")
        paint.key_cap(painter, (self.width() - wide) / 2, self.height() / 2, "0")


class Palette(Surface):
    """The row of grounds. ``chose`` tells the provision that a click chose, ``opened`` that the catalogue is wanted."""

    chose = Signal(str)
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", "top", parent)
        self.setAccessibleName(_("Grounds"))
        self.setFixedHeight(theme.px(56))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.px(8), theme.px(6), theme.px(8), theme.px(5))
        self._row.setSpacing(theme.px(5))
        self._buttons: list[GroundButton] = []
        for ground in organisation.grounds():
            self._add(GroundButton(ground.key, ground.provision, ground.short, ground.name, self))
        self._more = MoreButton(self)
        self._more.clicked.connect(self.opened)
        self._row.addWidget(self._more)
        self.current = ""

    def set_numbers(self, numbers: Mapping[str, int], provisions: Mapping[str, Provision]) -> None:
        """Shows the grounds that this request has met beyond the keys, with their numbers."""
        known = {button.provision for button in self._buttons}
        for button in [b for b in self._buttons if b.number > 9 and b.provision not in numbers]:
            self._buttons.remove(button)
            button.hide()
            button.deleteLater()
        for provision, number in sorted(numbers.items(), key=lambda pair: pair[1]):
            if provision not in known and number > 9:
                heading = provisions[provision].heading
                self._add(GroundButton(number, provision, provision.removeprefix("OSL "), heading, self))
        for button in self._buttons:
            if button.provision in provisions:
                row = provisions[button.provision]
                button.explain(". ".join(part for part in (row.heading, row.protects.rstrip(".")) if part))
        self._shape()

    def choose(self, provision: str) -> None:
        """Makes a ground the one that Enter masks with."""
        self.current = provision
        for button in self._buttons:
            button.setChecked(button.provision == provision)

    def provision_of(self, key: int) -> str:
        """The provision of a number key, "" where it has none."""
        return next((b.provision for b in self._buttons if b.number == key), "")

    def _add(self, button: GroundButton) -> None:
        button.clicked.connect(lambda: self._clicked(button))
        self._row.insertWidget(len(self._buttons), button)
        self._buttons.append(button)

    def _clicked(self, button: GroundButton) -> None:
        self.choose(button.provision)
        self.chose.emit(button.provision)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shape()

    def _shape(self) -> None:
        room = (self.width() - self._more.width() - theme.px(16)) / max(1, len(self._buttons)) - self._row.spacing()
        low = room < theme.px(NARROW)
        self.setFixedHeight(theme.px(44 if low else 56))
        for button in self._buttons:
            button.setFixedHeight(theme.px(32 if low else 44))
        self._more.setFixedHeight(theme.px(32 if low else 44))


class Catalogue(QFrame):
    """Every provision that may carry a mask, with a search, over the page; ``chose`` tells the one taken.

    Escape or going elsewhere closes it; ``closed`` tells that it was closed by Escape.
    """

    chose = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._provisions: list[Provision] = []
        self.setAccessibleName(_("The whole catalogue"))
        self.resize(theme.px(560), theme.px(420))
        self.search = SearchField(_("Search provisions"), parent=self)
        columns = (
            Column(_("Provision"), lambda p: p.id, width=150, strong=lambda p: True),
            Column(_("Protects"), lambda p: p.heading, second=lambda p: p.letter_line),
        )
        self.rows = RowsView(columns, _("Provisions"), key=lambda p: p.id, tall="document", parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(12), theme.px(12), theme.px(12))
        column.addWidget(Words(_("Choose a ground"), "section", parent=self))
        column.addWidget(self.search)
        column.addWidget(self.rows, 1)
        self.search.textChanged.connect(self._narrow)
        self.rows.opened.connect(self._take)
        self.rows.clicked.connect(lambda _index: self._take(self.rows.current()))
        for part in (self.search, self.rows):
            part.installEventFilter(self)
        self.hide()

    def open_over(self, anchor: QWidget, provisions: Iterable[Provision]) -> None:
        """Stands above a widget with the provisions that carry masks, the search ready to be written in."""
        self._provisions = [p for p in provisions if p.maskable]
        self.search.clear()
        self._narrow("")
        corner = anchor.mapTo(self._over, QPoint(anchor.width() - self.width() - 8, -self.height() - 4))
        self.move(max(corner.x(), 0), max(corner.y(), 0))
        self.show()
        self.raise_()
        self.search.setFocus()

    def _narrow(self, words: str) -> None:
        wanted = words.casefold().split()
        shown = [p for p in self._provisions if all(w in _haystack(p) for w in wanted)]
        self.rows.set_rows(shown)
        if shown:
            self.rows.choose(shown[0].id)

    def _take(self, provision: Provision | None) -> None:
        if provision is not None:
            self.hide()
            self.chose.emit(provision.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows in the search move in the list, Return takes its row, Escape closes."""
        if event.type() == QEvent.Type.FocusOut and not self.isAncestorOf(QApplication.focusWidget() or self._over):
            self.hide()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.hide()
                self.closed.emit()
                return True
            if watched is self.search and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self.rows.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.rows.current())
                return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.box(QPainter(self), QRectF(self.rect()), "content", "lines", radius=theme.RADIUS_POPUP)


def _haystack(provision: Provision) -> str:
    return f"{provision.id} {provision.heading} {provision.letter_line} {provision.protects}".casefold()
