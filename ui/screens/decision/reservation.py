"""Handing out under a reservation: for whom, what they may not do, and group by group why it removes the harm."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import messages
from app.domain.ids import DeliveryId
from app.domain.requests import DeliveryState
from app.services import queries
from app.services.delivering import reservations
from app.services.delivering.reservations import Group, NewReservation
from app.services.office import organisation
from app.texts import _

from ... import theme, wording
from ...parts.area import Area
from ...parts.buttons import PrimaryButton, SecondaryButton
from ...parts.inputs import Entry, Field, Lines, Tick
from ...parts.notices import Tone
from ...parts.swap import show_in
from ...parts.words import Card, Surface, Words, column, line
from .. import losing
from ..asking import Asking
from ..page import Page

WIDEST = 860
"""Width of the page's text, px at 100 %."""


class GroupCard(Card):
    """One group that is held back: a tick and why the reservation removes the harm; closed where none is possible."""

    def __init__(self, group: Group, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.group, row = group, group.assessment
        label = organisation.groups().get(row.group, row.group)
        self.tick = Tick(f"{label}, {row.provision}", False, self)
        self.tick.setEnabled(group.possible)
        self.why = Lines(placeholder=_("Write here …"), rows=2, parent=self)
        field = Field(_("Why does the reservation remove the harm for this information?"), self.why, parent=self)
        field.setVisible(False)
        self.tick.toggled.connect(field.setVisible)
        self.own = Tick(_("This secrecy protects the recipient herself"), row.own_data == reservations.OWN, self)
        self.own.setVisible(group.possible)
        hers = messages.sentence("reservation-own", {"provision": row.provision})
        self.refused = Words(hers, "small", "stop", True, self)
        self.own.toggled.connect(self._ask)
        no_test = _("There is no test of harm for this provision, so no reservation is possible.")
        told = row.harm if group.possible else no_test
        harm = Words(told, "small", "ink2", True, self)
        self.add_row(column(self.tick, harm, self.own, self.refused, field, spacing=6))
        self._ask(self.own.isChecked())

    def _ask(self, hers: bool) -> None:
        """What protects the recipient herself is not reserved: it is no secret to her (OSL 12:1)."""
        self.tick.setEnabled(self.group.possible and not hers)
        self.tick.setChecked(self.tick.isChecked() and not hers)
        self.refused.setVisible(hers)


class ReservationScreen(Page):
    """The reservation on one answer. ``open(delivery_id=...)``: the answer, or the delivery made under one."""

    place = "requests"
    keeps = ("delivery_id",)

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self.delivery_id = DeliveryId(0)
        self.recipient, self.text = Entry(), Lines(rows=3)
        self.cards: list[GroupCard] = []
        self.make = PrimaryButton(_("Prepare the delivery"), parent=self)
        self.make.clicked.connect(self.try_it)
        self.take_back = SecondaryButton(_("Take the reservation back"), parent=self)
        self.take_back.clicked.connect(self.withdraw)
        self.asking = Asking(self)
        self.column.addWidget(self.asking)
        self.area = Area(_("Reservation"), self)
        self.column.addWidget(self.area, 1)

    def title(self) -> str:
        return _("Reservation")

    def open(self, delivery_id: int = 0, **arguments: Any) -> None:
        """Shows the groups of an answer, or the reservation that a delivery is handed out under."""
        self.delivery_id = DeliveryId(delivery_id or self.delivery_id)
        self.hush()
        self.recipient, self.text = Entry(), Lines(rows=3)
        self.refresh()

    def refresh(self) -> None:
        if not self.delivery_id:
            return
        delivery = self.workspace.ask(lambda reader: reader.deliveries.get(self.delivery_id))
        request = self.workspace.ask(lambda reader: reader.requests.get(delivery.request_id))
        self.top.set_crumbs([("request", request.registry_number), ("decision", _("The company's decision"))])
        self.top.set_title(_("Reservation"))
        under = self.workspace.ask(reservations.of, self.delivery_id)
        body = Surface("content")
        stacked = QVBoxLayout(body)
        stacked.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        stacked.setSpacing(theme.px(12))
        told = _(
            "A reservation hands out to one known person what would else be secret, where it removes the risk of harm "
            "(OSL 10:14). It is tested for each group of information. Whoever breaks it can be punished (OSL 14:2, BrB "
            "20:3). It can be appealed as a refusal. The copies that everybody gets stay masked."
        )
        stacked.addWidget(_wide(Words(told, tone="ink2", wrap=True)))
        parts = self._form() if under is None else self._shown(delivery.state is DeliveryState.RELEASED)
        for part in parts:
            stacked.addWidget(_wide(part))
        stacked.addStretch(1)
        show_in(self.area, body)
        self.frame.status.set_mode(_("Reservation"), _("F6 changes area."))

    def _form(self) -> list[QWidget]:
        help_text = _("Only who is known can be bound. Nobody has to say who they are (TF 2:18).")
        recipient = Field(_("Who gets the information"), self.recipient, help_text)
        text = Field(_("What the recipient may not do"), self.text)
        self.cards = [GroupCard(group) for group in self.workspace.ask(reservations.groups, self.delivery_id)]
        self.take_back.hide()
        self.make.show()
        return [recipient, text, Words(_("What is held back"), "section"), *self.cards, _row(self.make)]

    def _shown(self, released: bool) -> list[QWidget]:
        under = self.workspace.ask(reservations.of, self.delivery_id)
        groups = self.workspace.ask(reservations.reserved, self.delivery_id)
        labels = organisation.groups()
        parts: list[QWidget] = [Words(under.recipient, "heading"), Words(under.text, "strong", wrap=True)]
        for row, why in groups:
            card = Card()
            head = Words(f"{labels.get(row.group, row.group)}, {row.provision}", "strong", wrap=True)
            card.add_row(column(head, Words(why, wrap=True), spacing=4))
            parts.append(card)
        self.make.hide()
        self.take_back.show()
        self.take_back.set_blockers((_("It has been handed out."),) if released else ())
        return [*parts, _row(self.take_back)]

    def try_it(self) -> None:
        """Prepares the delivery for the recipient, and goes there."""
        chosen: dict[int, str] = {
            card.group.assessment.id: card.why.toPlainText() for card in self.cards if card.tick.isChecked()
        }
        own = frozenset(card.group.assessment.id for card in self.cards if card.own.isChecked())
        new = NewReservation(self.recipient.text(), self.text.toPlainText(), chosen, own)
        made = self.attempt(lambda: self.workspace.do(reservations.reserve, self.delivery_id, new))
        if made is not None:
            self.frame.show_screen("delivery", delivery_id=made)

    def withdraw(self) -> None:
        """Takes the reservation back, with the delivery that was prepared."""
        if self.take_back.blockers():
            self.tell(Tone.WARN, self.take_back.blockers()[0])
            return
        part = self.workspace.ask(queries.delivery, self.delivery_id, self.person)
        words = _("Take the reservation back? The delivery that was prepared with it goes, {masks} and all.")
        told = words.format(masks=wording.masks(part.facts.masks))
        losing.ask_first(self.asking, self.workspace, part, _("Take it back"), self._withdraw, told)

    def _withdraw(self) -> None:
        if self.done(lambda: self.workspace.do(reservations.withdraw, self.delivery_id)):
            self.go_back("request")

    def go_back(self, where: str) -> None:
        if where == "decision":
            self.frame.show_screen("decision", delivery_id=self.delivery_id)
            return
        delivery = self.workspace.ask(lambda reader: reader.deliveries.get(self.delivery_id))
        self.frame.show_screen("request", request_id=delivery.request_id)

    def areas(self) -> list[QWidget]:
        return [self.top, self.area, self.frame.status]

    def start_focus(self) -> None:
        self.recipient.setFocus()


def _wide(part: QWidget) -> QWidget:
    part.setMaximumWidth(theme.px(WIDEST))
    return part


def _row(button: QWidget) -> QWidget:
    holder = QWidget()
    across = line(button)
    across.addStretch(1)
    holder.setLayout(across)
    return holder
