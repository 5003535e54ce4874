"""What waits for the person signed in, most urgent first; opening a line goes to the place where it is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.events import Event
from app.domain.people import Right
from app.services import todos as waiting
from app.services.office.time_limits import office_hours
from app.services.todos import Todo
from app.texts import _

from .. import icons, theme, wording
from ..parts import paint, states
from ..parts.columns import Column
from ..parts.notices import EmptyState, Offer
from ..parts.rows import RowsView
from ..parts.words import Surface, Words, line
from .page import Page

TALL = 82
"""Height of a line in px at 100 % text."""

_PLACES = {
    "judge": "review",
    "finish": "review",
    "comments": "review",
    "assess": "assessment",
    "retired": "assessment",
    "sign": "delivery",
    "stand": "delivery",
    "traces": "traces",
    "make-copies": "delivery",
    "release": "delivery",
    "decide": "decision",
    "send-decision": "decision",
    "receive": "decision",
    "final": "decision",
    "appeal": "decision",
    "judgment": "decision",
    "purge": "retention",
    "plan": "retention",
}


def go_to(frame: Any, todo: Todo) -> None:
    """Shows the place where the thing is done."""
    place = _PLACES.get(todo.code, "request")
    if place == "review":
        frame.show_screen(place, document_id=todo.document_id)
        return
    if place == "request":
        frame.show_screen(place, request_id=todo.request_id)
        return
    frame.show_screen(place, delivery_id=todo.delivery_id)


def _paint(painter: QPainter, rect: QRectF, todo: Todo, ink: str) -> None:
    icon = wording.TODOS[todo.code][0]
    top, row = rect.top() + theme.px(9), theme.px(19)
    left = theme.px(27)
    icons.draw(painter, icon, QRectF(rect.left() + 1, top, theme.px(18), row), ink or "ink", 18)
    across = rect.adjusted(left, 0, 0, 0)
    words = wording.todo(todo.code, todo.count)
    paint.text(painter, QRectF(across.left(), top, across.width(), row), words, ink or "ink", theme.font("strong"))
    where = f"{todo.registry_number} {wording.subject(todo.title)}"
    second = QRectF(across.left(), top + row + 1, across.width(), row)
    paint.text(painter, second, where, ink or "ink2", theme.font("small"))
    third = second.translated(0, row + 2)
    sign = wording.age_sign(todo.age)
    if sign is not None:
        states.draw_age(painter, QRectF(third.left(), third.top(), theme.px(15), row), sign, ink)
    paint.text(painter, third.adjusted(theme.px(22), 0, 0, 0), wording.age_words(todo.age), ink or "ink")


def _spoken(todo: Todo) -> str:
    return f"{wording.todo(todo.code, todo.count)}, {todo.registry_number} {todo.title}, {wording.age_words(todo.age)}"


class TodoPanel(Surface):
    """The list with its heading. ``opened`` tells the line that was opened."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", "left", parent)
        self.count = Words("", "body", "ink2", parent=self)
        self.view = RowsView([Column(_("To do"), _spoken, paint=_paint)], _("To do"), key=_key, parent=self)
        self.view.row_height = theme.px(TALL)
        self.view.verticalHeader().setDefaultSectionSize(self.view.row_height)
        self.view.horizontalHeader().hide()
        self.view.setProperty("ground", "panel")
        self.view.opened.connect(self.opened)
        self.view.clicked.connect(lambda index: self.opened.emit(self.view.row_of(index)))
        self.none = Words(_("Nothing waits for you. The most urgent comes first here."), "body", "ink2", True, self)
        limits = _(
            "The law says without delay, and no number of days. The limits of the clock are the company's own: "
            "amber after {green} working days, red after {amber}."
        )
        hours = office_hours()
        limits = limits.format(green=f"{hours.green:g}", amber=f"{hours.amber:g}")
        self.note = Words(limits, "small", "ink2", True, self)
        self.head = head = Surface("panel", "bottom", self)
        head.setFixedHeight(theme.height("panel"))
        self.order = Words(_("most urgent first"), "small", "ink2")
        heading = line(Words(_("To do"), "section"), self.count, margins=(14, 0, 14, 0))
        heading.addStretch(1)
        heading.addWidget(self.order)
        head.setLayout(heading)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        foot = QVBoxLayout()
        foot.setContentsMargins(theme.px(14), theme.px(14), theme.px(14), theme.px(14))
        foot.addWidget(self.none)
        foot.addWidget(self.note)
        column.addWidget(self.view, 100)
        column.addLayout(foot)
        column.addStretch(1)

    def become_page(self) -> None:
        """Stands on the work area instead of beside it."""
        self._ground, self._edges = "content", []
        self.view.setProperty("ground", "content")

    def set_todos(self, todos: Sequence[Todo]) -> None:
        """Shows these, in their order."""
        self.view.set_rows(todos)
        self.count.setText(str(len(todos)) if todos else "")
        self.view.setVisible(bool(todos))
        self.none.setVisible(not todos)
        self.note.setVisible(bool(todos))
        self.order.setVisible(bool(todos))
        self.view.setMaximumHeight(len(todos) * self.view.row_height)


def _key(todo: Todo) -> tuple[object, ...]:
    return (todo.code, todo.request_id, todo.document_id)


class TodoScreen(Page):
    """The list on a page of its own."""

    place = "todo"

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self.panel = TodoPanel(self)
        self.panel.opened.connect(lambda todo: go_to(self.frame, todo))
        self.panel.head.hide()
        self.panel.setMaximumWidth(theme.px(760))
        self.panel.become_page()
        self.none = self._none()
        self.column.addWidget(self.panel, 1)
        self.column.addWidget(self.none, 1)
        self.listen_to(Event)

    def _none(self) -> EmptyState:
        shown = Offer("requests", "requests", _("Show the requests"), _("What waits for others is there"), "Alt+Home")
        new = Offer("new-request", "plus", _("Register a request"), _("E-mail, letter, phone, visit"))
        offers = [shown, new] if self.person.may(Right.REGISTER) else [shown]
        text = _("What waits for you comes here by itself, the most urgent first.")
        none = EmptyState(_("Nothing waits for you"), text, offers, self)
        none.chosen.connect(self.frame.show_screen)
        return none

    def title(self) -> str:
        return _("To do")

    def open(self, **arguments: Any) -> None:
        self.frame.status.set_mode(_("To do"), _("Return goes to the place where it is done."))
        self.refresh()

    def refresh(self) -> None:
        ask, person, now = self.workspace.ask, self.person, self.now
        self.ask_beside(lambda: ask(waiting.todos, person, now), self._fill)

    def _fill(self, todos: tuple[Todo, ...]) -> None:
        self.panel.set_todos(todos)
        self.panel.setVisible(bool(todos))
        self.none.setVisible(not todos)
        self.frame.rail.set_count("todo", len(todos))
        self.top.set_title(_("To do"), str(len(todos)) if todos else "")

    def areas(self) -> list[QWidget]:
        return [self.top, self.none if self.none.isVisibleTo(self) else self.panel.view]

    def start_focus(self) -> None:
        (self.none.first() if self.none.isVisibleTo(self) else self.panel.view).setFocus()
