"""The hits of a search as rows with ticks: words around the hit, page, and how the marks stand there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from app import messages
from app.services.marking.search import Place
from app.texts import _

from ... import icons, theme
from ...parts import paint
from ...parts.columns import Column, Group
from ...parts.keys import KeyTable
from ...parts.rows import RowsView
from .words import page_words

Numbered = tuple[int, Place]
"""A hit and its number among all hits of the search, from 0."""
TICK = 16
"""Side of a tick box, px at 100 % text."""


class HitsView(RowsView):
    """The hits under a heading for each document. Space or a click on the box ticks; Return goes there.

    Signals: ``went`` the number of the hit that became current or was opened, ``ticked`` that a tick was changed,
    ``numbered`` a number key 1-9.
    """

    went = Signal(int)
    ticked = Signal()
    numbered = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        column = Column(_("Hits"), self._spoken, paint=self._draw)
        super().__init__((column,), _("Hits"), key=lambda row: row[0], tall="document", parent=parent)
        self.horizontalHeader().hide()
        self.setProperty("ground", "panel")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.marked: set[int] = set()
        """The numbers of the hits that are ticked."""
        self._places: tuple[Place, ...] = ()
        self.opened.connect(lambda row: self.went.emit(row[0]))
        self._quiet = False
        self.chose.connect(self._chose)
        self._keys = KeyTable(_("on the hits"), self)
        self._keys.on(Qt.Key.Key_Space, _("Tick the hit, or untick it"), self._tick_current)
        self._keys.digits(_("Mask what is ticked with the ground of that number"), self.numbered.emit)

    def show_places(self, places: Sequence[Place], ticked: Iterable[int]) -> None:
        """Shows the hits of a search with these ticked."""
        self._places, self.marked = tuple(places), set(ticked)
        rows: list[object] = []
        for document_id, its in groupby(enumerate(places), lambda row: row[1].document.id):
            listed = list(its)
            rows.append(Group(listed[0][1].document.title, len(listed), str(document_id)))
            rows += listed
        self._quiet = True  # rows that are shown anew take nobody anywhere
        self.set_rows(rows)
        self._quiet = False

    def _chose(self, row: Numbered | None) -> None:
        if row is not None and not self._quiet:
            self.went.emit(row[0])

    def chosen(self) -> list[Place]:
        """The hits that are ticked, in order."""
        return [self._places[number] for number in sorted(self.marked)]

    def tick_all(self, on: bool) -> None:
        """Ticks every hit that can be masked, or none."""
        self.marked = {number for number, place in enumerate(self._places) if on and place.open}
        self._told()

    def tick(self, number: int) -> None:
        """Turns one tick over; a hit whose document takes no marks has none."""
        if self._places[number].open:
            self.marked ^= {number}
            self._told()

    def _tick_current(self) -> None:
        row = self.current()
        if row is not None:
            self.tick(row[0])

    def _told(self) -> None:
        self.viewport().update()
        self.ticked.emit()

    def _spoken(self, row: Numbered) -> str:
        number, place = row
        ticked = _("ticked") if number in self.marked else _("not ticked")
        words = " ".join(place.hit.text.split())
        return f"{words}, {page_words(place.hit.page)}, {messages.stands(place.stands)}, {ticked}"

    def _draw(self, painter: QPainter, rect: QRectF, row: Numbered, ink: str) -> None:
        number, place = row
        ink = ink if theme.tokens().contrast else ""
        side = theme.px(TICK)
        box = QRectF(rect.left(), round(rect.center().y() - side / 2), side, side)
        self._draw_tick(painter, box, number, place)
        left, line = box.right() + theme.px(10), theme.px(17)
        top = rect.top() + (rect.height() - 2 * line) / 2
        _draw_context(painter, QRectF(left, top, rect.right() - left, line), place, ink)
        below = QRectF(left, top + line, rect.right() - left, line)
        state = messages.stands(place.stands) if place.open else _("the document is closed for marks")
        paint.text(painter, below, f"{page_words(place.hit.page)} · {state}", ink or "ink2", theme.font("small"))

    def _draw_tick(self, painter: QPainter, box: QRectF, number: int, place: Place) -> None:
        if not place.open:
            icons.draw(painter, "lock", box, "ink3", 14)
            return
        on = number in self.marked
        paint.box(painter, box, "accent" if on else "content", "" if on else "lines", radius=3)
        if on:
            icons.draw(painter, "tick", box, "on_accent", 14)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        deed = self._keys.deed(event.key())
        if deed is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            deed()
        elif event.text().isprintable() and event.text() and not event.modifiers():
            event.accept()  # no search by typing, and no key of the page behind
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        row = self.row_of(self.indexAt(event.position().toPoint()))
        if row is not None and event.position().x() < theme.px(10 + TICK + 6):
            self.tick(row[0])


def _draw_context(painter: QPainter, rect: QRectF, place: Place, ink: str) -> None:
    """What stands before, the hit in bold, what stands after; the hit keeps a third of the room at least."""
    hit = place.hit
    words, strong, small = " ".join(hit.text.split()), theme.font("strong"), theme.font("body")
    wide = min(paint.width(words, strong) + 1, rect.width())
    before = hit.before
    while before and paint.width(f"…{before}", small) > (rect.width() - wide) / 2:
        before = before[max(1, len(before) // 6) :]
    shown = before if before == hit.before else f"…{before.lstrip()}"
    x = rect.left()
    x += paint.text(painter, rect, shown, ink or "ink2", small) if shown else 0
    x += paint.text(painter, QRectF(x, rect.top(), rect.right() - x, rect.height()), words, ink or "ink", strong)
    if hit.after and x + theme.px(20) < rect.right():
        room = QRectF(x, rect.top(), rect.right() - x, rect.height())
        paint.text(painter, room, hit.after, ink or "ink2", small)
