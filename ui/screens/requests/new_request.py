"""Registering a request: its own words beside what is asked for, a neutral subject, how and when it came.

Who asks is never asked for (TF 2:18): the fields for it are hidden until somebody says that it was told unasked.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app import messages
from app.domain.errors import Refused
from app.domain.local_time import STOCKHOLM, local
from app.domain.requests import Channel, Track
from app.services.cases import subjects, triage
from app.services.cases.registration import NewRequest
from app.services.cases.triage import Part
from app.texts import _
from redaction.files import MailSaid

from ... import theme, wording
from ...drafting import Keeper, Kept
from ...parts.buttons import Button, Kind, PrimaryButton, SecondaryButton
from ...parts.inputs import Entry, Field, Lines, Select, Tick
from ...parts.keys import WINDOW, bind
from ...parts.notices import Tone
from ...parts.words import Words, column, line
from ..page import Page
from ..register.entry_form import SubjectField
from .mail_in import MailDrop, MailReading, choose
from .tracks import TrackChoice, comparison


class _Subject(Entry):
    """The line of the diary, whose beginning is written already: Tab goes to its end and selects nothing."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.deselect()
        self.end(False)


class NewRequestScreen(Page):
    """A form of one page; Ctrl+Enter registers. What was begun comes again until it is registered or cancelled."""

    place = "requests"

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self.top.set_crumbs([("requests", _("Requests"))])
        self.wording = Lines(rows=11, parent=self)
        self.subject = _Subject(parent=self)
        self.channel = Select(self)
        for channel in Channel:
            self.channel.addItem(_(wording.CHANNELS[channel]), channel)
        self.day, self.clock = Entry(parent=self), Entry(parent=self)
        self.told_who = Tick(_("The requester has said who they are"), parent=self)
        self.requester, self.contact = Entry(parent=self), Entry(parent=self)
        self.tracks = TrackChoice(self)
        self.mail = SecondaryButton(_("Read in a mail …"), "mail", "Ctrl+O", parent=self)
        self.top.add(self.mail)
        self.reading = MailReading(self.workspace, self)
        self.register = PrimaryButton(_("Register"), key="Ctrl+Enter", tall="release", parent=self)
        self.leave = Button(_("Cancel"), Kind.QUIET, tall="release", parent=self)
        neutral = _("A few neutral words for the diary. No names and no personal data.")
        self.line = SubjectField(self.subject, neutral, self)
        self.line.look = lambda text: self.workspace.ask(subjects.look, text)
        self._fields()
        self._begun = {name: Keeper(self._control(name)) for name in ("wording", "subject", "requester", "contact")}
        self._lay_out()
        self.told_who.toggled.connect(self.who.setVisible)
        self.wording.textChanged.connect(self._weigh)
        for radio in self.tracks.radios.values():
            radio.toggled.connect(self._weigh)
        self.register.clicked.connect(self.try_it)
        self.leave.clicked.connect(self._cancel)
        self.mail.clicked.connect(self.choose_mail)
        self.reading.read.connect(self._ask_to_fill)
        self.reading.refused.connect(lambda sentence: self.tell(Tone.STOP, sentence))
        MailDrop(frame, self).dropped.connect(self.reading.begin)
        bind(self, ("Ctrl+Return", "Ctrl+Enter"), _("Register"), self.try_it, WINDOW)
        bind(self, "Ctrl+O", _("Read in a mail"), self.choose_mail, WINDOW)

    def _fields(self) -> None:
        self.fields = {
            "wording": Field(
                _("The request in its own words"),
                self.wording,
                _("Word for word as it was written or said. It stands in the letter."),
            ),
            "subject": self.line,
            "channel": Field(_("Came by"), self.channel),
            "day": Field(_("Day it came in"), self.day),
            "clock": Field(_("Time"), self.clock),
            "requester": Field(_("Requester"), self.requester),
            "contact": Field(_("Where the answer goes"), self.contact),
        }

    def _lay_out(self) -> None:
        body = QWidget()
        whole = QVBoxLayout(body)
        whole.setContentsMargins(theme.px(44), theme.px(24), theme.px(24), theme.px(24))
        whole.setSpacing(theme.px(theme.GAP_FIELD + 4))
        beside = QHBoxLayout()
        beside.setSpacing(theme.px(32))
        beside.addLayout(self._letter(body), 1)
        beside.addLayout(self._answer(), 1)
        whole.addLayout(beside)
        buttons = line(self.register, self.leave, spacing=12)
        buttons.addStretch(1)
        whole.addLayout(buttons)
        whole.addSpacing(theme.px(10))
        whole.addWidget(Words(_("How the tracks differ"), "section"))
        whole.addWidget(comparison(body))
        whole.addStretch(1)
        body.setMaximumWidth(theme.px(1240))
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        self.column.addWidget(area, 1)

    def _letter(self, body: QWidget) -> QVBoxLayout:
        """What came in, and how."""
        form = QVBoxLayout()
        form.setSpacing(theme.px(theme.GAP_FIELD + 4))
        came = QHBoxLayout()
        came.setSpacing(theme.px(12))
        for name in ("channel", "day", "clock"):
            came.addWidget(self.fields[name], 0, Qt.AlignmentFlag.AlignTop)
        came.addStretch(1)
        self.day.setMaximumWidth(theme.px(140))
        self.clock.setMaximumWidth(theme.px(100))
        hint = Words(
            _("You may not ask who the requester is or why they ask. Write only what was told unasked. (TF 2:18)"),
            "small",
            "ink2",
            True,
        )
        self.who = QWidget(body)
        self.who.setLayout(line(self.fields["requester"], self.fields["contact"], spacing=12))
        self.who.hide()
        form.addWidget(self.fields["wording"])
        form.addWidget(self.fields["subject"])
        form.addLayout(came)
        form.addSpacing(theme.px(6))
        form.addLayout(column(self.told_who, hint))
        form.addWidget(self.who)
        form.addStretch(1)
        return form

    def _answer(self) -> QVBoxLayout:
        """What is asked for."""
        form = QVBoxLayout()
        form.setSpacing(theme.px(8))
        form.addWidget(Words(_("What is asked for?"), "section"))
        form.addWidget(self.tracks)
        form.addStretch(1)
        return form

    def _control(self, name: str) -> Entry | Lines:
        control = self.fields[name].control
        assert isinstance(control, Entry | Lines)
        return control

    def _cancel(self) -> None:
        """What was begun is not wanted."""
        self._sent()
        self.go_back("requests")

    def _sent(self) -> None:
        for keeper in self._begun.values():
            keeper.sent()

    # -- out of a mail -------------------------------------------------------------------------------------------------

    def choose_mail(self) -> None:
        """Asks for the mail that came in."""
        mail = choose(self)
        if mail is not None:
            self.reading.begin(mail)

    def _ask_to_fill(self, said: MailSaid) -> None:
        """Fills the form; where words were begun already, only when that is said."""
        if not self.wording.toPlainText().strip():
            self._fill(said)
            return
        begun = _("Words of a request stand here already.")
        self.tell(Tone.WARN, begun, _("The mail would take their place."), _("Replace them"), lambda: self._fill(said))

    def _fill(self, said: MailSaid) -> None:
        self.wording.setPlainText(said.text)
        self.channel.setCurrentIndex(self.channel.findData(Channel.EMAIL))
        if said.sent:
            sent = local(min(datetime.fromisoformat(said.sent), self.now))
            self.day.setText(sent.strftime("%Y-%m-%d"))
            self.clock.setText(sent.strftime("%H.%M"))
        self.requester.setText(said.name or said.address)
        self.contact.setText(said.address)
        self.told_who.setChecked(bool(said.name or said.address))
        self.tell(
            Tone.INFO,
            _("Filled in from the mail."),
            _("The subject is yours to write. Files that came in the mail are not taken in here."),
        )
        self.subject.setFocus()

    def _weigh(self) -> None:
        self.tracks.weigh(self.wording.toPlainText())

    # -- what it does --------------------------------------------------------------------------------------------------

    def title(self) -> str:
        return _("New request")

    def open(self, **arguments: Any) -> None:
        self.hush()
        self.top.set_title(_("New request"))
        self.frame.status.set_mode(_("New request"), _("Tab goes to the next field. Ctrl+Enter registers."))
        now = local(self.now)
        for keeper in self._begun.values():
            keeper.end()
        self.wording.clear()
        self.subject.setText(f"{_(wording.SUBJECT_START)} – ")
        self.channel.setCurrentIndex(0)
        self.day.setText(now.strftime("%Y-%m-%d"))
        self.clock.setText(now.strftime("%H.%M"))
        self.told_who.setChecked(False)
        self.requester.clear()
        self.contact.clear()
        for name, keeper in self._begun.items():
            keeper.begin(Kept(self.workspace, None, f"new-request/{name}"))
        self.told_who.setChecked(bool(self.requester.text() or self.contact.text()))
        self.tracks.start(Track.OFFICIAL)
        self._weigh()
        for field in self.fields.values():
            field.set_fault("")
        if "mail" in arguments:
            self.reading.begin(arguments["mail"])

    def start_focus(self) -> None:
        self.wording.setFocus()

    def try_it(self) -> None:
        """Registers and goes to the request, or says at the field what is wrong."""
        for field in self.fields.values():
            field.set_fault("")
        arrived = self._arrived()
        if arrived is None:
            return
        known = self.told_who.isChecked()
        new = NewRequest(
            self.subject.text().strip().rstrip("–").rstrip(),
            self.wording.toPlainText(),
            Channel(self.channel.currentData()),  # Qt keeps only its text
            arrived,
            self.requester.text() if known else "",
            self.contact.text() if known else "",
            self.tracks.chosen(),
            self.line.confirmed.isChecked(),
        )
        parts = [Part(track) for track in self.tracks.further()]
        try:
            request_id = self.workspace.do(triage.register, new, parts)
        except Refused as refusal:
            self._fault(refusal)
            return
        self._sent()
        self.frame.show_screen("request", request_id=request_id)

    def _arrived(self) -> datetime | None:
        stamp = f"{self.day.text().strip()} {self.clock.text().strip().replace(':', '.')}"
        try:
            said = datetime.strptime(stamp, "%Y-%m-%d %H.%M").replace(tzinfo=STOCKHOLM)
        except ValueError:
            self._at("day", _("The time cannot be understood. Write 2026-03-11 and 08.54."))
            return None
        return min(said, self.now) if said.strftime("%Y%m%d%H%M") == local(self.now).strftime("%Y%m%d%H%M") else said

    def _fault(self, refusal: Refused) -> None:
        places = {
            "wording-missing": "wording",
            "subject-missing": "subject",
            "subject-personal": "subject",
            "subject-doubted": "subject",
            "arrives-later": "day",
        }
        if refusal.code in places:
            self._at(places[refusal.code], messages.of(refusal))
        else:
            self.tell(Tone.STOP, messages.of(refusal))

    def _at(self, name: str, sentence: str) -> None:
        self.fields[name].set_fault(sentence)
        self.fields[name].control.setFocus()

    def areas(self) -> list[QWidget]:
        return [self.top, self.wording, self.tracks]
