"""Handing a released package over: where to and in which form, the password that is said once, and the receipt."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app import handing_over, sticks
from app.domain.events import Event, RequestEvent
from app.domain.handover import WRITTEN, Form, Handover, Way
from app.domain.ids import DeliveryId
from app.handing_over import HandedOver, Order
from app.services.delivering import handovers
from app.services.writing.times import minute
from app.texts import N_, _

from ... import theme
from ...jobs import Job
from ...papers import open_path
from ...parts.area import Area
from ...parts.buttons import PrimaryButton, SecondaryButton
from ...parts.columns import Column
from ...parts.inputs import DayField, Entry, Field, Select, Tick
from ...parts.notices import Tone
from ...parts.progress import ProgressRow
from ...parts.rows import RowsView
from ...parts.words import Card, Surface, Words, line
from ...work import Work
from ..page import Page

WAYS = {
    Way.MAIL: N_("E-mail draft"),
    Way.STICK: N_("Memory stick"),
    Way.FOLDER: N_("Folder"),
    Way.POST: N_("By post, on paper"),
    Way.VISIT: N_("Collected here, on paper"),
}
FORMS = {
    Form.LOCKED_ZIP: N_("One ZIP with a password"),
    Form.LOCKED_PDF: N_("Each PDF with a password"),
    Form.ZIP: N_("One ZIP, open"),
    Form.FILES: N_("The files, open"),
}
WIDEST = 760
"""Width of the page's text, px at 100 %."""


class HandoverScreen(Page):
    """One released delivery. ``open(delivery_id=...)`` shows how it was handed over, and how it can be."""

    place = "requests"
    keeps = ("delivery_id",)

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self.delivery_id = DeliveryId(0)
        self.request_id: Any = 0
        self.number = ""
        self.work = Work(self)
        self.way, self.form, self.stick = Select(self), Select(self), Select(self)
        for way, words in WAYS.items():
            self.way.addItem(_(words), way.value)
        for form, words in FORMS.items():
            self.form.addItem(_(words), form.value)
        self.address = Entry(parent=self)
        self.beside = Tick(_("I have seen that other things lie there"), parent=self)
        self.act = PrimaryButton("", parent=self)
        self.again = SecondaryButton(_("Look for sticks again"), parent=self)
        self.progress = ProgressRow(parent=self)
        self.password = Words("", "heading", parent=self)
        self.password.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.secret = Card(parent=self)
        self.table = RowsView(_columns(), _("Handed over so far"), key=lambda row: row.id, tall="document", parent=self)
        self.nothing = Words(_("Nothing has been handed over yet."), tone="ink2", wrap=True, parent=self)
        self.day = DayField(_("Received on"), _("Empty takes the note back."))
        self.note = SecondaryButton(_("Note the receipt"), parent=self)
        self._lay_out()
        self._bind()
        self.listen_to(RequestEvent)

    def _lay_out(self) -> None:
        body = Surface("content", parent=self)
        stacked = QVBoxLayout(body)
        stacked.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        stacked.setSpacing(theme.px(10))
        given = _("Only where the requester has given it; nobody need say who they are.")
        self.fields = {
            "way": Field(_("Where to"), self.way),
            "form": Field(_("In which form"), self.form, _("A password is made, shown once, and kept nowhere.")),
            "stick": Field(_("Memory stick"), self.stick),
            "address": Field(_("Address"), self.address, given),
        }
        self.secret.add_row(self._secret())
        parts: list[QWidget] = [
            Words(_("Hand over"), "section"),
            *(self.fields[name] for name in ("way", "form", "stick")),
            self.again,
            self.fields["address"],
            self.beside,
            self.act,
            self.progress,
            self.secret,
            Words(_("Handed over so far"), "section"),
            self.nothing,
            self.table,
        ]
        for part in parts:
            part.setMaximumWidth(theme.px(WIDEST))
            side = Qt.AlignmentFlag.AlignLeft if part in (self.act, self.again) else Qt.AlignmentFlag(0)
            stacked.addWidget(part, 0, side)
        receipt = line(self.day, self.note, spacing=10)
        receipt.setAlignment(self.note, Qt.AlignmentFlag.AlignVCenter)
        receipt.addStretch(1)
        stacked.addLayout(receipt)
        stacked.addStretch(1)
        for hidden in (self.progress, self.secret, self.beside):
            hidden.hide()
        self.area = Area(_("Hand over"), self)
        self.area.setWidget(body)
        self.column.addWidget(self.area, 1)

    def _secret(self) -> QWidget:
        held = QWidget(self)
        told = _("The password. Say it over another channel, as by telephone. It is shown now and never again.")
        across = QVBoxLayout(held)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(Words(told, wrap=True))
        across.addWidget(self.password)
        return held

    def _bind(self) -> None:
        self.way.activated.connect(lambda _at: self._show_way())
        self.again.clicked.connect(self._look_for_sticks)
        self.act.clicked.connect(self._act_on)
        self.act.refused.connect(lambda reason: self.tell(Tone.WARN, reason))
        self.note.clicked.connect(self.note_receipt)
        self.progress.stopped.connect(self.work.stop)
        self.work.progressed.connect(self._show_progress)
        self.work.finished.connect(self._finished)
        self.work.refused.connect(self._refused)
        self.work.stopped.connect(lambda: self.tell(Tone.INFO, _("Stopped. Nothing was handed over.")))
        self.work.ended.connect(self._ended)

    # -- showing -----------------------------------------------------------------------------------------------------

    def title(self) -> str:
        return self.number

    def open(self, **arguments: Any) -> None:
        """Shows ``delivery_id``; a password that was shown before is gone."""
        self.delivery_id = DeliveryId(arguments.get("delivery_id", self.delivery_id))
        self.hush()
        self._forget()
        self.refresh()
        self.address.setText(self.workspace.ask(handovers.address, self.delivery_id))
        self._look_for_sticks()
        self.titled.emit()

    def refresh(self) -> None:
        delivery = self.workspace.ask(lambda reader: reader.deliveries.get(self.delivery_id))
        self.request_id = delivery.request_id
        self.number = self.workspace.ask(lambda reader: reader.requests.get(self.request_id)).registry_number
        self.top.set_crumbs([("request", self.number), ("delivery", _("Handing out"))])
        self.top.set_title(_("Hand over"))
        self.frame.status.set_mode(_("Hand over"), _("F6 changes area."))
        rows = self.workspace.ask(handovers.of, self.delivery_id)
        self.table.set_rows(rows)
        self.table.fit()
        if self.table.current() is None and rows:
            self.table.choose(rows[-1].id)
        self.nothing.setVisible(not rows)
        for part in (self.table, self.day, self.note):
            part.setVisible(bool(rows))

    def concerns(self, event: Event) -> bool:
        return isinstance(event, RequestEvent) and event.request_id == self.request_id

    def _chosen(self) -> tuple[Way, Form]:
        way = Way(self.way.currentData())
        return way, Form(self.form.currentData()) if way in WRITTEN else Form.PAPER

    def _show_way(self) -> None:
        way, _form = self._chosen()
        self.fields["form"].setVisible(way in WRITTEN)
        self.fields["stick"].setVisible(way is Way.STICK)
        self.again.setVisible(way is Way.STICK)
        self.beside.hide()
        self.beside.setChecked(False)
        words = {
            Way.MAIL: _("Make the draft"),
            Way.FOLDER: _("Choose the folder …"),
            Way.STICK: _("Write to the stick"),
        }
        self.act.become(words.get(way, _("Note it")))
        none = way is Way.STICK and not self.stick.count()
        self.act.set_blockers((_("Plug a memory stick in, then look again."),) if none else ())

    def _look_for_sticks(self) -> None:
        self.stick.clear()
        for found in sticks.sticks():
            room = _("{name} ({free} MB free)").format(name=found.name, free=found.free // 1_000_000)
            self.stick.addItem(room, str(found.path))
        self._show_way()

    # -- deeds -------------------------------------------------------------------------------------------------------

    def _act_on(self) -> None:
        way, _form = self._chosen()
        if way is Way.FOLDER:
            chosen = QFileDialog.getExistingDirectory(self, _("Choose the folder …"))
            if chosen:
                self.hand_over(Path(chosen))
        else:
            self.hand_over(Path(self.stick.currentData()) if way is Way.STICK else None)

    def hand_over(self, folder: Path | None) -> None:
        """Writes the package in a thread and notes it."""
        self.hush()
        self._forget()
        way, form = self._chosen()
        order = Order(way, form, folder, self.address.text(), self.beside.isChecked())
        workspace, delivery_id = self.workspace, self.delivery_id
        job = Job(self.number, "", "handover", {"delivery_id": int(delivery_id)})
        self.act.setEnabled(False)
        self.work.start(lambda progress: handing_over.hand_over(workspace, delivery_id, order, progress), job)

    def _show_progress(self, done: int, total: int, words: str, left: float) -> None:
        self.progress.show_progress(done, total, left if left >= 0 else None, words)
        self.progress.show()

    def _finished(self, made: object) -> None:
        assert isinstance(made, HandedOver)
        way, _form = self._chosen()
        self.password.setText(made.password)
        self.secret.setVisible(bool(made.password))
        place = made.place
        if place is None:
            self.tell(Tone.OK, _("It is noted."))
        elif way is Way.MAIL:
            told = _("The draft is made. Look it through in the mail program and send it from there.")
            self.tell(Tone.OK, told, str(place), _("Open the draft"), lambda: open_path(place))
        else:
            eject = _("Have the system eject the stick before you pull it out.") if way is Way.STICK else ""
            told = " ".join(part for part in (_("Written, read back and held against the package."), eject) if part)
            self.tell(Tone.OK, told, str(place), _("Open the folder"), lambda: open_path(place))

    def _refused(self, sentence: str) -> None:
        self.tell(Tone.STOP, sentence)
        self.beside.setVisible(self._chosen()[0] in (Way.FOLDER, Way.STICK))

    def _ended(self) -> None:
        self.progress.hide()
        self.act.setEnabled(True)
        self.refresh()

    def note_receipt(self) -> None:
        """Notes when the chosen one was received, or takes the note back."""
        row = self.table.current()
        fits, day = self.day.read()
        if row is not None and fits and self.done(lambda: self.workspace.do(handovers.received, row.id, day)):
            self.refresh()

    def _forget(self) -> None:
        self.password.setText("")
        self.secret.hide()

    def may_leave(self) -> bool:
        """Always; the password goes with the page."""
        self._forget()
        return True

    def go_back(self, where: str) -> None:
        if where == "delivery":
            self.frame.show_screen("delivery", delivery_id=self.delivery_id)
        else:
            self.frame.show_screen("request", request_id=self.request_id)

    def areas(self) -> list[QWidget]:
        return [self.top, self.area, self.table, self.frame.status]

    def start_focus(self) -> None:
        self.way.setFocus()


def _columns() -> list[Column]:
    return [
        Column(_("When"), lambda row: minute(row.given_at), width=150),
        Column(_("How"), lambda row: _(WAYS[row.way]), second=_form_words),
        Column(_("Hash"), lambda row: row.digest[:12], width=130, hash=True),
        Column(_("Received"), lambda row: str(row.received_on or "–"), width=110),
    ]


def _form_words(row: Handover) -> str:
    form = _(FORMS[row.form]) if row.form in FORMS else ""
    return ", ".join(part for part in (form, row.address) if part)
