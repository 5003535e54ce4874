"""Signing in, for the administrator: who may, who is here, who waits, and after what idle time all sign out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.events import Event
from app.domain.local_time import local
from app.domain.people import Person, Right
from app.services.office import people, sign_ins, tries
from app.services.office.sign_ins import SignInRow
from app.services.writing.times import minute
from app.store.presence import Here
from app.texts import _

from ... import theme
from ...bridge import hear
from ...parts.area import Area
from ...parts.buttons import SecondaryButton
from ...parts.columns import Column
from ...parts.inputs import Entry, Field
from ...parts.notices import Tone
from ...parts.rows import RowsView
from ...parts.words import Card, Surface, Words, line
from ..asking import Asking
from ..page import Page


@dataclass(frozen=True, slots=True)
class Row:
    """A person as signed in or not: what the store says, the state in words, and the windows that are open."""

    of: SignInRow
    state: str
    here: tuple[Here, ...]


def columns() -> list[Column]:
    """The columns of the table."""
    return [
        Column(_("Name"), lambda r: r.of.person.name, second=lambda r: r.of.person.title, icon=lambda r: "person"),
        Column(_("State"), lambda r: r.state, width=320, tone=lambda r: "stop" if _held(r) else "ink"),
        Column(_("Last signed in"), _last, width=170, tone=lambda r: "ink2"),
        Column(_("Here now"), _here, width=300),
    ]


def _held(row: Row) -> bool:
    return row.of.person.disabled or row.of.standing.locked_until is not None


def _last(row: Row) -> str:
    return minute(row.of.standing.last_at) if row.of.standing.last_at else "–"


def _here(row: Row) -> str:
    told = _("since {time} on {machine}")
    return ", ".join(told.format(time=f"{local(h.since):%H.%M}", machine=h.machine) for h in row.here)


class AccessScreen(Page):
    """For administrators; the rights are checked where the deeds are done."""

    place = "company"

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self.table = RowsView(columns(), _("Persons"), key=lambda r: r.of.person.id, tall="document", parent=self)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.shut = SecondaryButton(_("Shut out"), parent=self)
        self.reset = SecondaryButton(_("One-time password"), "key", parent=self)
        self.unlock = SecondaryButton(_("End the waiting"), parent=self)
        self.asking = Asking(self)
        self.idle = Entry(parent=self)
        self.idle.setMaximumWidth(theme.px(80))
        self._lay_out()
        self.shut.clicked.connect(self._shut)
        self.reset.clicked.connect(self._ask_reset)
        self.unlock.clicked.connect(self._unlock)
        self.idle.returnPressed.connect(self._set_idle)
        self.table.chose.connect(lambda _row: self._shape())
        self.listen_to(Event)
        hear(self, self.workspace.presence.told, self._look_soon)

    def _lay_out(self) -> None:
        body = Surface("content")
        stacked = QVBoxLayout(body)
        stacked.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        stacked.setSpacing(theme.px(12))
        card = Card(parent=body)
        card.add_row(self.table, (0, 0, 0, 0))
        stacked.addWidget(card)
        buttons = line(self.shut, self.reset, self.unlock, spacing=8)
        buttons.addStretch(1)
        stacked.addLayout(buttons)
        stacked.addWidget(self.asking)
        stacked.addSpacing(theme.px(8))
        told = _("What is being written stays as a draft, and the page is hidden at once. 0: never. Return saves it.")
        stacked.addWidget(Field(_("Minutes without a key or the mouse until a window signs out"), self.idle, told))
        rule = _(
            "After four wrong passwords in a row one waits, longer each time, at most an hour. The log tells who and "
            "when, never what was written."
        )
        stacked.addWidget(Words(rule, "small", "ink2", True))
        stacked.addStretch(1)
        area = Area(parent=self)
        area.setWidget(body)
        self.column.addWidget(area, 1)

    def title(self) -> str:
        return _("Signing in")

    def open(self, **arguments: Any) -> None:
        self.hush()
        self.asking.leave()
        self.top.set_crumbs([("company", _("Company"))])
        self.top.set_title(_("Signing in"))
        self.frame.status.set_mode(_("Signing in"))
        self.idle.setText(str(self.workspace.ask(people.idle_minutes)))
        may = self.person.may(Right.ADMINISTER)
        for part in (self.table, self.shut, self.reset, self.unlock, self.idle):
            part.setEnabled(may)
        if not may:
            self.tell(Tone.WARN, _("Only an administrator changes this."))
        self.refresh()

    def refresh(self) -> None:
        if not self.person.may(Right.ADMINISTER):
            self.table.set_rows(())
            return
        here = self.workspace.presence.everybody()
        rows = [
            Row(row, sign_ins.state_words(row, self.now), tuple(h for h in here if h.person_id == row.person.id))
            for row in self.workspace.ask(sign_ins.rows)
        ]
        self.table.set_rows(rows)
        self.table.fit()
        if self.table.current() is None:
            self.table.selectRow(0)
        self._shape()

    def _shape(self) -> None:
        row: Row | None = self.table.current()
        if row is None:
            return
        words = _("Let in again") if row.of.person.disabled else _("Shut out")
        self.shut.setText(words)
        self.shut.setAccessibleName(words)
        own = (_("Your own password is changed under My settings."),) if row.of.person.id == self.person.id else ()
        self.reset.set_blockers(own)
        waits = () if row.of.standing.misses else (_("This person does not wait."),)
        self.unlock.set_blockers(waits)

    def _person(self) -> Person:
        row: Any = self.table.current()
        person: Person = row.of.person
        return person

    # -- deeds -------------------------------------------------------------------------------------------------------

    def _shut(self) -> None:
        person = self._person()
        self.done(lambda: self.workspace.do(people.disable, person.id, not person.disabled))
        self.refresh()

    def _ask_reset(self) -> None:
        person = self._person()
        words = _("Give {name} a password for one time? The one of now no longer holds.").format(name=person.name)
        self.asking.ask(words, _("One-time password"), lambda _said: self._reset(person))

    def _reset(self, person: Person) -> None:
        word = self.attempt(lambda: self.workspace.do(people.reset_password, person.id))
        self.refresh()
        if word is not None:
            told = _("{name}'s password for one time: {word}. Say it in person; it is shown only now.")
            copy = lambda: QGuiApplication.clipboard().setText(word)  # noqa: E731
            self.tell(Tone.OK, told.format(name=person.name, word=word), verb=_("Copy"), deed=copy)

    def _unlock(self) -> None:
        person = self._person()
        self.done(lambda: self.workspace.do(tries.unlock, person.id))
        self.refresh()

    def _set_idle(self) -> None:
        written = self.idle.text().strip()
        minutes = int(written) if written.isascii() and written.isdecimal() else -1
        if self.done(lambda: self.workspace.do(people.set_idle_minutes, minutes)):
            self.tell(Tone.OK, _("Saved."))

    def areas(self) -> list[QWidget]:
        return [self.top, self.table, self.shut, self.idle]

    def start_focus(self) -> None:
        self.table.setFocus()
