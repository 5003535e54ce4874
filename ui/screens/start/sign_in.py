"""Signing in: one person at a time, chosen among those valid today, with a password."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from app import key_work, messages
from app.domain.errors import Refused
from app.domain.passwords import SHORTEST
from app.domain.people import Right
from app.services import queries
from app.texts import _

from ... import left_off, theme
from ...parts import aloud
from ...parts.area import Area
from ...parts.buttons import PrimaryButton
from ...parts.inputs import Entry, Field
from ...parts.notices import Banner, Tone
from ...parts.words import Words
from ...work import beside
from ..base import Screen

LAST = "sign-in/name"
"""Setting: who signed in last on this machine."""


class SignIn(Screen):
    """Name and password in the middle of the page; the rail sleeps until somebody is signed in."""

    place = ""
    keeps = None

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self.name = Entry(parent=self)
        self.password = Entry(secret=True, parent=self)
        self.fresh, self.again = Entry(secret=True, parent=self), Entry(secret=True, parent=self)
        least = _("At least {count} characters; a few words are easiest.").format(count=SHORTEST)
        self.new = (Field(_("New password"), self.fresh, least), Field(_("The password again"), self.again))
        self.enter = PrimaryButton(_("Sign in"), tall="release", parent=self)
        self.fault = Banner(Tone.STOP, "", parent=self)
        self.fault.hide()
        self.fault.link.hide()
        self.practice = Words("", "small", "ink2", wrap=True, parent=self)
        self.practice.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.company = Words("", "body", "ink2", wrap=True, parent=self)
        self.name.returnPressed.connect(self.password.setFocus)
        self.password.returnPressed.connect(self.try_it)
        self.fresh.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self.try_it)
        self.enter.clicked.connect(self.try_it)
        self._lay_out()

    def _lay_out(self) -> None:
        form = QWidget(self)
        form.setFixedWidth(theme.px(400))
        column = QVBoxLayout(form)
        column.setSpacing(theme.px(14))
        column.addWidget(Words("Utlämna", "display", parent=form))
        column.addWidget(self.company)
        column.addSpacing(8)
        column.addWidget(self.fault)
        column.addWidget(Field(_("Your name"), self.name))
        column.addWidget(Field(_("Password"), self.password))
        for field in self.new:
            column.addWidget(field)
        column.addSpacing(4)
        column.addWidget(self.enter, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(Words(_("Every row of the log names the person signed in."), "small", "ink2", True, form))
        column.addWidget(self.practice)
        body = QWidget(self)
        stood = QVBoxLayout(body)
        stood.addStretch(2)
        across = QHBoxLayout()  # an alignment would leave the form at the height that its words have in one line
        across.addStretch(1)
        across.addWidget(form)
        across.addStretch(1)
        stood.addLayout(across)
        stood.addStretch(3)
        area = Area(parent=self)
        area.setWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def open(self, **arguments: Any) -> None:
        """Signs out whoever was there and shows the form; the name ``who`` is written in beforehand."""
        workspace = self.frame.workspace
        workspace.sign_out()
        self.frame.rail.setEnabled(False)
        self.frame.rail.set_count("todo", 0)
        self.frame.status.set_mode(_("Sign in"), _("Tab goes to the next field. Return signs in."))
        self.frame.status.set_who("")
        profile = workspace.ask(queries.profile)
        self.company.setText(profile.legal_entity)
        today = workspace.clock().date()
        known = [p.name for p in workspace.ask(queries.people) if p.valid_on(today)]
        completer = QCompleter(known, self.name)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)  # a list would swallow the next click
        self.name.setCompleter(completer)
        last = self.name.text() or self.frame.recall(LAST)
        self.name.setText(arguments.get("who", "") or (last if last in known else ""))
        self.password.clear()
        self._ask_for_new(False)
        self.fault.hide()
        if arguments.get("why"):
            self._tell(Tone.INFO, arguments["why"])
        others = [f"{who}: {password}" for who, password in self.frame.practice.items()]
        self.practice.setText(_("The demo case's passwords: {list}").format(list=", ".join(others)))
        self.practice.setVisible(bool(others))

    def title(self) -> str:
        return _("Sign in")

    def start_focus(self) -> None:
        (self.password if self.name.text() else self.name).setFocus()

    def _ask_for_new(self, wanted: bool) -> None:
        for field in self.new:
            field.setVisible(wanted)
        for entry in (self.fresh, self.again):
            entry.clear()
        self.name.setReadOnly(wanted)
        self.password.setReadOnly(wanted)

    def try_it(self) -> None:
        """Signs the person in, or says that name or password is wrong, the same for both.

        Who came with a password for one time chooses a new one first.
        """
        workspace, password = self.frame.workspace, self.password.text()
        try:
            if workspace.person is None:
                beside(lambda: workspace.sign_in(self.name.text(), password))
                self._ask_for_new(workspace.one_time)
                if workspace.one_time:
                    self._tell(Tone.INFO, _("Your password was for one time. Choose a new one."))
                    self.fresh.setFocus()
                    return
            elif self.fresh.text() != self.again.text():
                self._tell(Tone.STOP, _("The two passwords differ. Write the same one twice."))
                return
            else:
                beside(lambda: workspace.change_password(password, self.fresh.text()))
        except Refused as refusal:
            if workspace.person is None:
                self.password.clear()
                self.password.setFocus()
            self._tell(Tone.STOP, messages.of(refusal))
            return
        self.password.clear()
        self._ask_for_new(False)
        signed_in(self.frame)

    def _tell(self, tone: Tone, words: str) -> None:
        self.fault.tell(tone, words)
        aloud.say(self.fault, self.fault.accessibleName(), urgent=tone is Tone.STOP)
        self.fault.show()


def signed_in(frame: Any) -> None:
    """Somebody is signed in: wakes the rail, says who, and shows where that person left off, else the requests."""
    person = frame.workspace.signed_in
    company = frame.workspace.ask(queries.profile).legal_entity
    frame.rail.setEnabled(True)
    who = f"{person.name}, {person.title}" if person.title else person.name
    frame.status.set_who(f"{company}    {who}")
    frame.remember(LAST, person.name)
    if not frame.practice and left_off.go_back(frame):
        frame.status.say(_("You are where you left off. Alt+Home shows the requests."))
    else:
        frame.show_screen("requests")
    if frame.waits is not None:
        frame.waits.send()
    if person.may(Right.ADMINISTER) and not frame.practice:
        _ask_for_paper(frame)


def _ask_for_paper(frame: Any) -> None:
    if key_work.needs_paper(frame.workspace.store.keys.status()):
        told = _("No recovery key is on paper. If this computer breaks, everything is lost.")
        frame.tell(Tone.WARN, told, _("Encryption"), lambda: frame.show_screen("keys"))


def sign_out(frame: Any, why: str = "") -> None:
    """Closes every screen and asks for the next person, who is told ``why``; asks once where work would be cut off."""
    if not frame.may_end(lambda: sign_out(frame)):
        return
    frame.jobs.stop()
    frame.forget_screens()
    frame.show_screen("sign-in", why=why)
