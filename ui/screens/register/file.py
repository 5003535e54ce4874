"""A request's file (akt): its documents in the register, what is added, struck and held back, and the closing list."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app import archive, messages, purging
from app.domain.errors import Refused
from app.domain.events import Event, RequestEvent
from app.domain.ids import RegisterEntryId, RequestId
from app.domain.local_time import local_day
from app.domain.people import Right
from app.domain.register import Held
from app.domain.requests import Request, RequestState
from app.domain.workflow import REQUEST, RequestStep
from app.exporters.package import safe_name
from app.services.cases import registration, subjects
from app.services.keeping import closing, register
from app.services.keeping.register import DiaryRow, NewEntry
from app.texts import N_, _, ngettext
from redaction.errors import DocumentError, PasswordNeeded, WrongPassword

from ... import legal, theme, wording
from ...jobs import Job
from ...parts.area import Area
from ...parts.buttons import Button, Kind, PrimaryButton, SecondaryButton
from ...parts.flow import Flow
from ...parts.inputs import Tick
from ...parts.notices import Tone
from ...parts.rows import RowsView
from ...parts.split import Panel, Split
from ...parts.words import Card, Rule, Surface, Words, line
from ...work import Work
from ..asking import Asking
from ..page import Page
from .closing import ClosingList
from .columns import of_file
from .entry_form import EntryForm

PARTS = {Held.PARTY: N_("Hold back the sender …"), Held.SUBJECT: N_("Hold back the subject …")}


class FileScreen(Page):
    """One request's file. ``open(request_id=...)`` shows it."""

    place = "requests"
    keeps = ("request_id",)

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self.request_id = RequestId(0)
        self.request: Request | None = None
        self.work = Work(self)
        self.close_it = PrimaryButton(_("Close the request"), "tick", parent=self)
        self.again = SecondaryButton(_("Make the working copies again"), "retry", parent=self)
        self.package = SecondaryButton(_("Write the archive package …"), "package", parent=self)
        self.top.add(self.again, self.package, self.close_it)
        self.subject = Words("", "heading", wrap=True, parent=self)
        self.why_again = Words("", "small", "ink2", wrap=True, parent=self)
        self.reword = Button(_("Write the subject anew …"), Kind.QUIET, "text", parent=self)
        self.table = RowsView(of_file(), _("The file"), key=lambda row: row.entry_id, tall="document", parent=self)
        self.strike = Button(_("Strike …"), Kind.SECONDARY, "remove", parent=self)
        self.hold = {part: Button(_(words), Kind.SECONDARY, "hidden", parent=self) for part, words in PARTS.items()}
        for button in self.hold.values():
            legal.carry(button, "hold")
        self.whole = Tick(_("In the whole request"), parent=self)
        self.lift = Button(_("Show again"), Kind.SECONDARY, "visible", parent=self)
        self.asking = Asking(self)
        self.form = EntryForm(lambda text: self.workspace.ask(subjects.look, text), self)
        self.points = ClosingList(self)
        self._lay_out()
        self._bind()
        self.listen_to(RequestEvent)

    def _lay_out(self) -> None:
        body = Surface("content")
        stacked = QVBoxLayout(body)
        stacked.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        stacked.setSpacing(theme.px(10))
        head = line(self.subject, self.reword, spacing=10)
        head.setStretch(0, 1)
        card = Card(parent=body)
        card.add_row(self.table, (0, 0, 0, 0))
        deeds = Flow((*self.hold.values(), self.whole, self.lift, self.strike), 8)
        stacked.addLayout(head)
        stacked.addWidget(self.why_again)
        stacked.addWidget(Words(_("Documents in the register"), "section"))
        stacked.addWidget(card)
        stacked.addWidget(deeds)
        stacked.addWidget(self.asking)
        stacked.addWidget(Rule())
        stacked.addWidget(Words(_("Enter a document"), "section"))
        stacked.addWidget(self.form)
        stacked.addStretch(1)
        side = Surface("panel", "left")
        listed = QVBoxLayout(side)
        listed.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16))
        listed.setSpacing(theme.px(12))
        listed.addWidget(Words(_("The closing list"), "section"))
        listed.addWidget(self.points)
        areas = []
        for part in (body, side):
            areas.append(Area(parent=self))
            areas[-1].setWidget(part)
        panels = (Panel(areas[0], _("The file"), 0, 440), Panel(areas[1], _("The closing list"), 320, 250))
        self.split = Split("register", panels, self)
        self.column.addWidget(self.split, 1)

    def _bind(self) -> None:
        self.close_it.clicked.connect(self.ask_closing)
        self.close_it.refused.connect(lambda reason: self.tell(Tone.WARN, reason))
        self.again.clicked.connect(lambda: self.restore())
        self.reword.clicked.connect(self._ask_subject)
        self.strike.clicked.connect(self._ask_strike)
        self.lift.clicked.connect(self._lift)
        for part, button in self.hold.items():
            button.clicked.connect(partial(self._ask_hold, part))
        self.form.entered.connect(self.enter)
        self.form.enter.refused.connect(lambda reason: self.tell(Tone.WARN, reason))
        for closed in (self.reword, self.strike, self.lift, *self.hold.values()):
            closed.refused.connect(lambda reason: self.tell(Tone.WARN, reason))
        self.points.wanted.connect(self.follow)
        self.table.chose.connect(lambda _row: self._shape())
        self.package.clicked.connect(self._choose_package)
        self.package.refused.connect(lambda reason: self.tell(Tone.WARN, reason))
        self.work.finished.connect(self._worked)
        self.work.refused.connect(lambda sentence: self.tell(Tone.STOP, sentence))

    # -- showing -----------------------------------------------------------------------------------------------------

    def title(self) -> str:
        return " ".join((self.request.registry_number if self.request else "", _("The file"))).strip()

    def open(self, **arguments: Any) -> None:
        """Shows the file of ``request_id``, or again the one it showed."""
        self.request_id = RequestId(arguments.get("request_id", self.request_id))
        self.hush()
        self.asking.leave()
        self.form.start(local_day(self.now))
        self.refresh()
        self.titled.emit()

    def concerns(self, event: Event) -> bool:
        return isinstance(event, RequestEvent) and event.request_id == self.request_id

    def refresh(self) -> None:
        if not self.request_id:
            return
        ask = self.workspace.ask
        self.request = request = ask(lambda reader: reader.requests.get(self.request_id))
        self.gone = bool(ask(lambda reader: reader.purges.count(request_id=self.request_id)))
        where = "requests" if self.gone else "request"
        self.top.set_crumbs([(where, _("Requests") if self.gone else request.registry_number)])
        self.top.set_title(_("The file"), request.registry_number if self.gone else "")
        self.subject.setText(wording.subject(request.subject))
        self.table.set_rows(ask(register.of_request, self.request_id))
        rows = self.table.rows.rowCount()
        self.table.fit()
        if self.table.current() is None and rows:
            self.table.selectRow(0)
        self.points.show_points(() if self.gone else ask(closing.points_of, self.request_id, self.now))
        self._show_left()
        releases = self.person.may(Right.RELEASE)
        self.package.setVisible(not self.gone)
        self.package.set_blockers(() if releases else (messages.sentence("right-missing"),))
        self._show_closing()
        self._shape()
        if self.gone:
            self.tell(Tone.INFO, messages.sentence("request-purged"))
        self.frame.status.set_mode(_("The file"), _("F6 changes area."))

    def _show_left(self) -> None:
        """What left with an earlier closing and can be made again, in a request that was opened again."""
        left = self.workspace.ask(purging.missing, self.request_id)
        words = ngettext(
            "The working copy of {count} document left with the closing. It is made again from the original.",
            "The working copies of {count} documents left with the closing. They are made again from the originals.",
            len(left),
        )
        self.why_again.setText(words.format(count=len(left)))
        for part in (self.why_again, self.again):
            part.setVisible(bool(left))

    def _show_closing(self) -> None:
        state = self.workspace.ask(registration.state, self.request_id)
        facts = self.workspace.ask(registration.closing_facts, self.request_id)
        self.close_it.setVisible(state is not RequestState.CLOSED)
        held = REQUEST.blockers(state, RequestStep.CLOSE, facts, self.person)
        self.close_it.set_blockers(tuple(messages.blocker(one) for one in held))

    def _shape(self) -> None:
        """What can be done with the entry that is chosen, by this person."""
        row: DiaryRow | None = self.table.current()
        keeper = self.person.may(Right.REGISTER)
        why = () if keeper else (_("The registrar does this."),)
        held = row.held if row is not None else frozenset()
        for part, button in self.hold.items():
            button.set_blockers(why or ((messages.sentence("register-held"),) if part in held else ()))
        fixed = row is None or not row.strikable or bool(row.struck)
        self.strike.set_blockers(why or ((messages.sentence("register-not-struck"),) if fixed else ()))
        self.lift.set_blockers(why or (() if held else (messages.sentence("register-not-held"),)))
        self.reword.set_blockers(why)
        self.whole.setEnabled(keeper)
        self.form.enter.set_blockers(() if keeper or self.person.may(Right.PREPARE) else why)

    # -- deeds -------------------------------------------------------------------------------------------------------

    def enter(self, new: NewEntry) -> None:
        """Enters a document."""
        if self.done(lambda: self.workspace.do(register.add, self.request_id, new)):
            self.form.start(local_day(self.now))
            self.refresh()

    def _ask_strike(self) -> None:
        row = self.table.current()
        if row is not None and not self.strike.blockers():
            words = _("Why is entry {number} struck? It stays to be read.").format(number=row.number)
            self.asking.ask(words, _("Strike"), lambda why: self._do(register.strike, row.entry_id, why), "")

    def _ask_hold(self, part: Held, _on: bool = False) -> None:
        row = self.table.current()
        if row is None or self.hold[part].blockers():
            return
        entry = None if self.whole.isChecked() else RegisterEntryId(row.entry_id)
        words = _("Which provision makes it secret? You decide it, and your name stands beside it.")
        held = partial(self._do, register.hold, self.request_id, part)
        self.asking.ask(words, _("Hold back"), lambda provision: held(provision.strip(), entry), "OSL 21:7")

    def _lift(self) -> None:
        row = self.table.current()
        if row is None or self.lift.blockers():
            return
        for kept in self.workspace.ask(register.holds, self.request_id):
            if kept.lifted_at is None and kept.entry_id in (None, row.entry_id):
                self._do(register.lift, kept.id)

    def _ask_subject(self) -> None:
        if self.request is None or self.reword.blockers():
            return
        words = _("The subject of the request: a few neutral words, no names")
        self.asking.ask(words, _("Change"), self.write_subject, self.request.subject)

    def write_subject(self, text: str, confirmed: bool = False) -> None:
        """Writes the subject anew; where detectors doubt it, asks first."""
        try:
            self.workspace.do(registration.change_subject, self.request_id, text, confirmed=confirmed)
        except Refused as refusal:
            if refusal.code != "subject-doubted":
                self.tell(Tone.STOP, messages.of(refusal))
                return
            again = lambda _said: self.write_subject(text, confirmed=True)  # noqa: E731
            self.asking.ask(messages.of(refusal), _("Nobody is named in it"), again)
            return
        self.hush()
        self.refresh()

    def ask_closing(self) -> None:
        """Asks before the request is closed, and names what goes with it."""
        if not self.close_it.blockers():
            words = _(
                "Close the request? Its working copies, findings and persons go. The originals, the masked copies, the "
                "letters and the log stay; it is opened again when an appeal comes in."
            )
            self.asking.ask(words, _("Close the request"), lambda _written: self.close_request())

    def close_request(self) -> None:
        """Closes the request, with what goes then."""
        if not self.close_it.blockers() and self.done(lambda: purging.close(self.workspace, self.request_id)):
            self.refresh()
            stays = _("Working copies have left; the original and copies stay.")
            self.tell(Tone.OK, _("The request is closed."), stays)

    def restore(self, password: str | None = None) -> None:
        """Makes the working copies again, in a thread; ``password`` opens the originals that are locked."""
        self.hush()
        workspace, request_id = self.workspace, self.request_id
        self.work.start(lambda progress: _made_again(workspace, request_id, progress, password), self._job())

    def _ask_password(self, refusal: DocumentError) -> None:
        """Asks for the password of the first original that is still locked."""
        if isinstance(refusal, WrongPassword):
            self.tell(Tone.STOP, messages.of(refusal))
        locked = self.workspace.ask(purging.missing, self.request_id)[0]
        words = _("Password of {title}").format(title=locked.title)
        self.asking.ask(words, _("Make again"), self.restore, "", secret=True)

    def _choose_package(self) -> None:
        if self.package.blockers() or self.request is None:
            return
        proposed = _("{number} archive").format(number=safe_name(self.request.registry_number)) + ".zip"
        kinds = "ZIP (*.zip)"
        name, _kind = QFileDialog.getSaveFileName(self, _("Write the archive package …"), proposed, kinds)
        if name:
            self.archive_to(Path(name))

    def archive_to(self, target: Path) -> None:
        """Writes the request's archive package, in a thread."""
        self.hush()
        workspace, request_id = self.workspace, self.request_id
        written = _("The archive package is written and read back.")
        self.work.start(lambda progress: archive.write(workspace, request_id, target, progress), self._job(written))

    def _job(self, done: str = "") -> Job:
        assert self.request is not None
        return Job(self.request.registry_number, done, "register", {"request_id": int(self.request_id)})

    def _worked(self, answer: object) -> None:
        if isinstance(answer, archive.Archived):
            told = _("The archive package is written and read back.")
            kept = _("The folder ”inre” stays in the house.")
            self.tell(Tone.OK, told, f"{answer.place}. {kept}")
        elif isinstance(answer, DocumentError):
            self._ask_password(answer)
        else:
            self.tell(Tone.OK, _("The working copies are back."))

    def _do(self, command: Any, *what: Any) -> None:
        self.done(lambda: self.workspace.do(command, *what))
        self.refresh()

    def follow(self, place: str) -> None:
        """Goes where a point of the closing list is mended."""
        delivery = self.workspace.ask(lambda reader: reader.deliveries.where(request_id=self.request_id))
        if place == "register":
            self.form.kind.setFocus()
        elif place in ("delivery", "decision") and delivery:
            self.frame.show_screen(place, delivery_id=delivery[-1].id)
        else:
            self.frame.show_screen("request", request_id=self.request_id)

    def go_back(self, where: str) -> None:
        arguments = {"request_id": self.request_id} if where == "request" else {}
        self.frame.show_screen(where, **arguments)

    def areas(self) -> list[QWidget]:
        return [self.top, self.table, self.form, self.points]

    def start_focus(self) -> None:
        self.table.setFocus()


def _made_again(workspace: Any, request_id: RequestId, progress: Any, password: str | None) -> int | DocumentError:
    """In the thread: how many working copies were made, or what a locked original says. Raises what else refuses."""
    try:
        return purging.restore(workspace, request_id, progress, password)
    except (PasswordNeeded, WrongPassword) as locked:
        return locked
