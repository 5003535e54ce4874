"""The list of requests: the week, filters and search, whom each waits for, and beside it what there is to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.domain.events import Event
from app.domain.people import Person, Right
from app.domain.requests import RequestState
from app.services import queries
from app.services import todos as waiting
from app.services.queries import RequestRow
from app.texts import _, ngettext, pgettext

from ... import theme, wording
from ...parts import paint
from ...parts.buttons import PrimaryButton
from ...parts.choices import Chip
from ...parts.columns import Column, Group
from ...parts.inputs import SearchField
from ...parts.notices import EmptyState, Offer, Tone
from ...parts.rows import RowsView
from ...parts.states import Age
from ...parts.words import Surface, line
from ..page import Page
from ..todo import TodoPanel, go_to
from .week import WeekBand


def columns() -> list[Column]:
    """The columns of the list."""
    return [
        Column(_("Age"), lambda r: wording.age_words(r.age), width=122, age=lambda r: wording.age_sign(r.age)),
        Column(_("Number"), lambda r: r.registry_number, width=116, tone=lambda r: "ink2"),
        Column(_("Subject"), lambda r: wording.subject(r.subject), strong=lambda r: r.waits_for == "clerk"),
        Column(_("Requester"), lambda r: r.requester or _("Anonymous"), width=158, tone=lambda r: "ink2"),
        Column(
            _("State"),
            lambda r: _(wording.REQUEST_STATES[r.state]),
            width=216,
            squares=lambda r: (wording.STEPS_DONE[r.state], wording.STEPS),
        ),
        Column(_("With"), _with, width=124, tone=lambda r: "ink2"),
        Column(_("Doc."), lambda r: wording.count(r.documents), paint.RIGHT, 60),
        Column(_("Left"), lambda r: wording.count(r.left), paint.RIGHT, 60, strong=lambda r: bool(r.left)),
    ]


def _with(row: RequestRow) -> str:
    if row.waits_for == "nobody":
        return "–"
    words = {"reviewer": _("Reviewer"), "requester": _("Requester")}
    return words.get(row.waits_for, row.owner.name)


def waits_for_me(row: RequestRow, person: Person) -> bool:
    """Whether the next move is the person's own."""
    if row.waits_for == "reviewer":
        return person.may(Right.REVIEW) and row.owner.id != person.id
    return row.waits_for == "clerk" and row.owner.id == person.id


FILTERS: dict[str, Callable[[RequestRow, Person], bool]] = {
    "open": lambda row, person: row.age is not None,
    "mine": lambda row, person: row.age is not None and row.owner.id == person.id,
    "review": lambda row, person: row.state is RequestState.LEGAL_REVIEW,
    "over": lambda row, person: wording.age_sign(row.age) is Age.OVER,
}


def grouped(rows: Sequence[RequestRow], person: Person) -> list[RequestRow | Group]:
    """The rows under headings of whom they wait for; oldest first while they wait."""
    heads: tuple[tuple[str, str, Callable[[RequestRow], bool]], ...] = (
        ("you", _("Waiting for you"), lambda r: waits_for_me(r, person)),
        ("handler", _("Waiting for a handler"), lambda r: r.waits_for == "clerk" and not waits_for_me(r, person)),
        ("reviewer", _("Waiting for a reviewer"), lambda r: r.waits_for == "reviewer" and not waits_for_me(r, person)),
        ("requester", _("Waiting for the requester"), lambda r: r.waits_for == "requester"),
        ("nobody", _("Answered"), lambda r: r.waits_for == "nobody"),
    )
    laid: list[RequestRow | Group] = []
    for name, words, belongs in heads:
        mine = [row for row in rows if belongs(row)]
        if name != "nobody":
            mine.sort(key=lambda row: row.arrived_at)
        if mine:
            laid += [Group(words, len(mine), name), *mine]
    return laid


class RequestsScreen(Page):
    """The first screen after signing in."""

    place = "requests"

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self._rows: tuple[RequestRow, ...] = ()
        self.search = SearchField(_("Search subject and number"), "Ctrl+K", self)
        self.new = PrimaryButton(_("New request"), "plus", "Ctrl+N", parent=self)
        self.top.add(self.search, self.new)
        self.week = WeekBand(self)
        words = {
            "open": pgettext("requests", "open"),
            "mine": _("mine"),
            "review": _("under review"),
            "over": _("over 3 working days"),
        }
        self.chips = {name: Chip(said, 0, parent=self) for name, said in words.items()}
        self.table = RowsView(columns(), _("Requests"), key=lambda row: row.id, parent=self)
        self.todo = TodoPanel(self)
        self.empty = self._empty()
        self._lay_out()
        self._bind()
        self.listen_to(Event)

    def _empty(self) -> EmptyState:
        offers = [Offer("new", "plus", _("Register a request"), _("E-mail, letter, phone, visit"), "Ctrl+N")]
        if self.person.may(Right.ADMINISTER):
            detail = _("Someone other than the handler signs what is masked")
            offers.append(Offer("company", "person", _("Add a colleague"), detail))
        text = _(
            "When someone wants to see a document you register the request here. You need not ask who it is or why."
        )
        empty = EmptyState(_("No open requests"), text, offers, self)
        empty.chosen.connect(lambda name: self.frame.show_screen("new-request" if name == "new" else name))
        return empty

    def _lay_out(self) -> None:
        chips = line(*self.chips.values(), spacing=7, margins=(20, 0, 20, 0))
        chips.addStretch(1)
        tools = Surface("content", parent=self)
        tools.setFixedHeight(theme.px(46))
        tools.setLayout(chips)
        self.filled = QWidget(self)
        filled = QVBoxLayout(self.filled)
        filled.setContentsMargins(0, 0, 0, 0)
        filled.setSpacing(0)
        for part in (self.week, tools):
            filled.addWidget(part)
        filled.addWidget(self.table, 1)
        left = Surface("content", parent=self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filled, 1)
        column.addWidget(self.empty, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.split.setHandleWidth(1)
        self.split.addWidget(left)
        self.split.addWidget(self.todo)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 0)
        self.split.setSizes([1064, 304])
        self.split.setCollapsible(0, False)
        self.column.addWidget(self.split, 1)

    def _bind(self) -> None:
        self.new.clicked.connect(lambda: self.frame.show_screen("new-request"))
        self.search.textChanged.connect(self._show)
        self.table.opened.connect(self._open)
        self.todo.opened.connect(lambda todo: go_to(self.frame, todo))
        for name, chip in self.chips.items():
            chip.clicked.connect(lambda _on=False, which=name: self.choose(which))
        self.chips["open"].setChecked(True)
        QShortcut(QKeySequence("Ctrl+N"), self, lambda: self.frame.show_screen("new-request"))
        QShortcut(QKeySequence("Ctrl+J"), self, lambda: self.todo.setVisible(self.todo.isHidden()))

    # -- showing -----------------------------------------------------------------------------------------------------

    def title(self) -> str:
        return _("Requests")

    def open(self, **arguments: Any) -> None:
        self.hush()
        hint = _("Return opens the request. Arrow keys change row. Ctrl+J folds the to-do list.")
        self.frame.status.set_mode(_("Requests"), hint)
        self.refresh()
        if self.frame.practice:
            self._tell_practice()

    def _tell_practice(self) -> None:
        others = [name for name in self.frame.practice if name != self.person.name]
        text = _("To sign as {name}: sign out under Settings. The passwords stand where you sign in.")
        self.tell(Tone.INFO, _("This is the demo case."), text.format(name=", ".join(others)))

    def refresh(self) -> None:
        self._rows = self.workspace.ask(queries.requests, self.now)
        todos = self.workspace.ask(waiting.todos, self.person, self.now)
        self.todo.set_todos(todos)
        self.frame.rail.set_count("todo", len(todos))
        for name, chip in self.chips.items():
            chip.set_count(sum(FILTERS[name](row, self.person) for row in self._rows))
        open_ = sum(row.age is not None for row in self._rows)
        said = ngettext("{count} open", "{count} open", open_).format(count=open_) if open_ else _("none open")
        self.top.set_title(_("Requests"), said)
        self.week.set_rows(self._rows, self.now)
        self.filled.setVisible(bool(self._rows))
        self.empty.setVisible(not self._rows)
        self._show()

    def _open(self, row: RequestRow) -> None:
        """A purged request has its file in the register and nothing more."""
        self.frame.show_screen("register" if row.purged else "request", request_id=row.id)

    def choose(self, name: str) -> None:
        """Shows one filter's rows; pressing the one that is on shows all again."""
        on = self.chips[name].isChecked()
        for other, chip in self.chips.items():
            chip.setChecked(on and other == name)
        self._show()

    def _show(self) -> None:
        wanted = self.search.text().casefold().split()
        chosen = next((name for name, chip in self.chips.items() if chip.isChecked()), "")
        rows = [
            row
            for row in self._rows
            if all(word in f"{row.registry_number} {row.subject}".casefold() for word in wanted)
            and (not chosen or wanted or chosen == "open" or FILTERS[chosen](row, self.person))
        ]
        self.table.set_rows(grouped(rows, self.person))
        if self.table.current() is None and rows:
            self.table.selectRow(1)

    def areas(self) -> list[QWidget]:
        return [self.top, self.table if self._rows else self.empty, self.todo.view]

    def start_focus(self) -> None:
        if self._rows:
            self.table.setFocus()
        else:
            self.new.setFocus()
