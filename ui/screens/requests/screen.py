"""The list of requests: the week, filters and search, whom each waits for, and beside it what there is to do."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.events import Event
from app.domain.people import Right
from app.services import queries
from app.services import todos as waiting
from app.services.queries import RequestRow
from app.services.todos import Todo
from app.texts import _, ngettext, pgettext

from ... import theme
from ...parts.buttons import Link, PrimaryButton
from ...parts.choices import Chip
from ...parts.columns import Group
from ...parts.flow import Flow
from ...parts.inputs import SearchField, Select
from ...parts.keys import ALONE, WINDOW, bind
from ...parts.notices import EmptyState, Offer, Tone
from ...parts.rows import RowsView
from ...parts.split import Panel, Split
from ...parts.words import Surface, Words, line
from ..page import Page
from ..todo import TodoPanel, go_to
from .backup_line import BackupLine
from .mail_in import MailDrop
from .rows import FILTERS, ORDERS, columns, matching, ordered
from .texts import TextsSearch
from .week import WeekBand

LOW = 400
"""A lower page leaves out the week, so that the rows can be seen; in px at 100 % text."""


class RequestsScreen(Page):
    """The first screen after signing in."""

    place = "requests"

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self._rows: tuple[RequestRow, ...] = ()
        self.search = SearchField(_("Search subject, number and texts"), "Ctrl+K", self)
        self.new = PrimaryButton(_("New request"), "plus", "Ctrl+N", parent=self)
        self.top.add(self.search, self.new)
        self.week = WeekBand(self)
        words = {
            "open": pgettext("requests", "open"),
            "mine": _("mine"),
            "review": _("under review"),
            "requester": _("with the requester"),
            "over": _("over 3 working days"),
            "answered": _("already answered"),
        }
        self.chips = {name: Chip(said, 0, parent=self) for name, said in words.items()}
        self.order = Select(self)
        self.order.setAccessibleName(_("Ordered by"))
        for name, (said, _key) in ORDERS.items():
            self.order.addItem(_(said), name)
        self.texts = TextsSearch(self.workspace, self)
        self.said = Words("", "small", "ink2", parent=self)
        self.further = Link("", parent=self)
        self.strip = Surface("panel", "bottom", self)
        self.table = RowsView(
            columns(lambda: self.texts.found), _("Requests"), key=lambda row: row.id, parent=self
        )
        self.todo = TodoPanel(self)
        self.backup = BackupLine(self)
        self.empty = self._empty()
        self.none = self._none()
        self._lay_out()
        self._bind()
        self.listen_to(Event)

    def _empty(self) -> EmptyState:
        offers = [Offer("new", "plus", _("Register a request"), _("E-mail, letter, phone, visit"), "Ctrl+N")]
        offers.append(Offer("mail", "mail", _("Read in a mail"), _("Drop it here: words and time are filled in")))
        if self.person.may(Right.ADMINISTER):
            detail = _("Someone other than the handler signs what is masked")
            offers.append(Offer("company", "person", _("Add a colleague"), detail))
        text = _(
            "When someone wants to see a document you register the request here. You need not ask who it is or why."
        )
        empty = EmptyState(_("No open requests"), text, offers, self)
        empty.chosen.connect(self._begin)
        return empty

    def _begin(self, offer: str) -> None:
        form = self.frame.show_screen("new-request" if offer in ("new", "mail") else offer)
        if offer == "mail":
            form.choose_mail()

    def _none(self) -> EmptyState:
        text = _("No request fits the words or the filter.")
        offers = [
            Offer("texts", "search", _("Look in the texts"), _("What is asked for and the documents, of all requests")),
            Offer("all", "list", _("Show all requests"), _("Without words and filter")),
        ]
        none = EmptyState(_("Nothing here"), text, offers, self)
        none.chosen.connect(lambda name: self.show_all() if name == "all" else self.look_in_texts())
        return none

    def _tools(self) -> Surface:
        tools = Surface("content", parent=self)
        across = QHBoxLayout(tools)
        across.setContentsMargins(theme.px(20), theme.px(8), theme.px(20), theme.px(8))
        across.setSpacing(theme.px(8))
        across.addWidget(Flow([*self.chips.values()], 7, tools), 1, Qt.AlignmentFlag.AlignVCenter)
        across.addWidget(Words(_("Ordered by"), "small", "ink2", parent=tools))
        across.addWidget(self.order)
        beside = line(self.said, self.further, margins=(20, 5, 20, 6))
        beside.addStretch(1)
        self.strip.setLayout(beside)
        return tools

    def _lay_out(self) -> None:
        self.filled = QWidget(self)
        filled = QVBoxLayout(self.filled)
        filled.setContentsMargins(0, 0, 0, 0)
        filled.setSpacing(0)
        for part in (self.week, self._tools(), self.strip):
            filled.addWidget(part)
        filled.addWidget(self.table, 1)
        filled.addWidget(self.none, 1)
        left = Surface("content", parent=self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filled, 1)
        column.addWidget(self.empty, 1)
        panels = (Panel(left, _("Requests"), 0, 480), Panel(self.todo, _("To do"), 304, 240))
        self.split = Split("requests", panels, self)
        self.column.addWidget(self.backup)
        self.column.addWidget(self.split, 1)

    def _bind(self) -> None:
        self.new.clicked.connect(lambda: self.frame.show_screen("new-request"))
        MailDrop(self.frame, self).dropped.connect(lambda mail: self.frame.show_screen("new-request", mail=mail))
        self.search.textChanged.connect(self._typed)
        self.search.returnPressed.connect(self.look_in_texts)
        self.further.clicked.connect(lambda: self.texts.forget() if self.texts.work.busy else self.look_in_texts())
        self.texts.changed.connect(self._show)
        self.texts.refused.connect(lambda sentence: self.tell(Tone.INFO, sentence))
        self.order.activated.connect(self._reorder)
        self.table.opened.connect(self._open)
        self.todo.opened.connect(lambda todo: go_to(self.frame, todo))
        for name, chip in self.chips.items():
            chip.clicked.connect(lambda _on=False, which=name: self.choose(which))
        self.chips["open"].setChecked(True)
        self.order.setCurrentIndex(max(0, self.order.findData(self.frame.recall("requests/order", "waits"))))
        bind(self.search, "Down", _("Go from the search to the list"), self.table.setFocus, ALONE, _("in the search"))
        bind(self, "Ctrl+N", _("Register a request"), lambda: self.frame.show_screen("new-request"), WINDOW)
        bind(self, "Ctrl+J", _("Fold the to-do list, or show it"), self._fold_todo, WINDOW)

    def _fold_todo(self) -> None:
        """Also brings it out from behind its tab."""
        if not self.split.reveal(self.todo):
            self.todo.setVisible(self.todo.isHidden())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.week.setVisible(self.height() >= theme.px(LOW))

    # -- showing -----------------------------------------------------------------------------------------------------

    def title(self) -> str:
        return _("Requests")

    def open(self, **arguments: Any) -> None:
        self.hush()
        hint = _("Return opens the request. Arrow keys change row. Ctrl+K searches. Ctrl+J folds the to-do list.")
        self.frame.status.set_mode(_("Requests"), hint)
        self.refresh()
        if self.frame.practice:
            self._tell_practice()

    def _tell_practice(self) -> None:
        others = [name for name in self.frame.practice if name != self.person.name]
        text = _(
            "Open the request and judge the note that is left. To sign as {name}: sign out under Settings; the "
            "passwords stand where you sign in."
        )
        self.tell(Tone.INFO, _("This is the demo case."), text.format(name=", ".join(others)))

    def refresh(self) -> None:
        ask, person, now = self.workspace.ask, self.person, self.now
        self.backup.look()
        if not self._rows:
            self.empty.hide()
        self.ask_beside(lambda: (ask(queries.requests, now), ask(waiting.todos, person, now)), self._fill)

    def _fill(self, found: tuple[tuple[RequestRow, ...], tuple[Todo, ...]]) -> None:
        first = not self._rows
        self._rows, todos = found
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
        if first and self.frame.current() is self:
            self.start_focus()

    def _open(self, row: RequestRow) -> None:
        """A purged request has its file in the register and nothing more."""
        self.frame.show_screen("register" if row.purged else "request", request_id=row.id)

    def choose(self, name: str) -> None:
        """Shows one filter's rows; pressing the one that is on shows all again."""
        on = self.chips[name].isChecked()
        for other, chip in self.chips.items():
            chip.setChecked(on and other == name)
        self._show()

    def show_all(self) -> None:
        """Shows every request, without words and filter."""
        for chip in self.chips.values():
            chip.setChecked(False)
        self.search.clear()
        self._show()
        self.table.setFocus()

    def look_in_texts(self) -> None:
        """Looks for the words in the texts of all requests; in the field, where none stand there yet."""
        self.hush()
        self.search.setFocus()
        self.texts.ask(self.search.text())

    def _typed(self) -> None:
        self.texts.forget()
        self._show()

    def _reorder(self) -> None:
        self.frame.remember("requests/order", self.order.currentData())
        self._show()

    def _show(self) -> None:
        words = self.search.text()
        chosen = next((name for name, chip in self.chips.items() if chip.isChecked()), "")
        shown = matching(self._rows, words, chosen, self.person)
        laid = ordered(shown, self.order.currentData(), self.person)
        met = {row.id for row in shown}
        texts = [row for row in self._rows if row.id in self.texts.found and row.id not in met]
        if texts:
            laid += [Group(_("In the texts"), len(texts), "texts"), *texts]
        self.table.set_rows(laid)
        self.table.setVisible(bool(laid))
        self.none.setVisible(not laid)
        if self.table.current() is None and laid:
            self.table.selectRow(int(isinstance(laid[0], Group)))
        self._say(words)

    def _say(self, words: str) -> None:
        """The strip over the rows while words stand in the field."""
        self.said.setText(self.texts.told(words))
        self.said.setAccessibleName(self.said.text())
        busy = self.texts.work.busy
        self.further.setText(_("Stop") if busy else _("Look in the texts"))
        self.further.setAccessibleName(self.further.text())
        self.further.updateGeometry()
        self.further.setVisible(busy or not self.texts.asked)
        self.strip.setVisible(bool(words.strip()))

    def areas(self) -> list[QWidget]:
        shown = self.table if self.table.isVisibleTo(self) else self.none
        asked = [self.backup] if self.backup.isVisibleTo(self) else []
        return [self.top, *asked, shown if self._rows else self.empty, self.todo.view]

    def start_focus(self) -> None:
        if self._rows:
            (self.table if self.table.isVisibleTo(self) else self.search).setFocus()
        else:
            self.new.setFocus()
