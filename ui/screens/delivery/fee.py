"""The fee of a delivery: the form of handing out, what it costs by which tariff, waived, or paid in advance."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.ids import DeliveryId
from app.domain.requests import DeliveryState
from app.services.delivering import charging, fees
from app.services.delivering.fees import Owed
from app.texts import _

from ... import theme, wording
from ...parts.area import Area
from ...parts.buttons import SecondaryButton
from ...parts.inputs import DayField, Entry, Field, Select
from ...parts.swap import show_in
from ...parts.words import Surface, Words, line
from ..page import Page, holder

WIDEST = 760
"""Width of the page's text, px at 100 %."""


class FeeScreen(Page):
    """One delivery's fee. ``open(delivery_id=...)`` shows it."""

    place = "requests"
    keeps = ("delivery_id",)

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self.delivery_id = DeliveryId(0)
        self.form = Select(self)
        for code, form in fees.forms().items():
            self.form.addItem(form.label, code)
        self.form.activated.connect(self.choose)
        self.area = Area(_("Fee"), self)
        self.column.addWidget(self.area, 1)
        self.why, self.note = Entry(), Entry()
        self.advance, self.password, self.day = Entry(), Entry(secret=True), DayField(_("Day"))
        self.buttons: dict[str, SecondaryButton] = {}

    def title(self) -> str:
        return _("Fee")

    def open(self, delivery_id: int = 0, **arguments: Any) -> None:
        """Shows the fee of a delivery."""
        self.delivery_id = DeliveryId(delivery_id or self.delivery_id)
        self.hush()
        self.refresh()

    def refresh(self) -> None:
        if not self.delivery_id:
            return
        delivery = self.workspace.ask(lambda reader: reader.deliveries.get(self.delivery_id))
        request = self.workspace.ask(lambda reader: reader.requests.get(delivery.request_id))
        owed = self.workspace.ask(fees.owed, self.delivery_id)
        self.top.set_crumbs([("request", request.registry_number), ("delivery", _("Handing out"))])
        self.top.set_title(_("Fee"))
        self.frame.status.set_mode(_("Fee"), _("F6 changes area."))
        self._rebuild(owed, delivery.state is not DeliveryState.RELEASED)

    def _rebuild(self, owed: Owed, open_: bool) -> None:
        self.form.setParent(self)  # before the old page goes
        self.why, self.note = Entry(owed.charge.waived), Entry()
        self.advance, self.password, self.day = Entry(), Entry(secret=True), DayField(_("Day"))
        body = Surface("content")
        stacked = QVBoxLayout(body)
        stacked.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        stacked.setSpacing(theme.px(10))
        self.form.setCurrentIndex(self.form.findData(owed.form.code))
        self.form.setEnabled(open_)
        told = f"{owed.form.says} {wording.backed(owed.form.source, owed.form.confidence)}."
        parts: list[QWidget] = [
            Field(_("Form of handing out"), self.form, told),
            Words(_("{fee} kr").format(fee=owed.fee), "heading"),
            *(Words(words, tone="ink2", wrap=True) for words in fees.words(owed)),
        ]
        self.buttons = {}
        if open_ and owed.full:
            parts += self._deeds(owed)
        for part in parts:
            part.setMaximumWidth(theme.px(WIDEST))
            stacked.addWidget(part)
        stacked.addStretch(1)
        show_in(self.area, body)

    def _deeds(self, owed: Owed) -> list[QWidget]:
        waived = _("Why no fee is taken; leave it empty to take it all the same")
        parts: list[QWidget] = [
            _section(_("Waive the fee")),
            Field(waived, self.why),
            self._button("waive", _("Save"), self.waive),
        ]
        if owed.fee:
            told = _("Only by a decision in this case, by somebody whose delegation covers it (OSL 6:1 a).")
            parts += [
                _section(_("Paid before the release")),
                Words(told, "small", "ink2", True),
                Field(_("Why in this case"), self.advance),
                Field(_("Your password, again"), self.password),
                self._button("advance", _("Decide"), self.decide),
                _section(_("Payment")),
                self.day,
                Field(_("How it was paid"), self.note, _("Cash or Swish; no name is needed.")),
                self._button("paid", _("The fee was paid"), self.pay),
            ]
        return parts

    def _button(self, name: str, words: str, deed: Callable[[], None]) -> QWidget:
        button = self.buttons[name] = SecondaryButton(words)
        button.clicked.connect(deed)
        holder = QWidget()
        across = line(button)
        across.addStretch(1)
        holder.setLayout(across)
        return holder

    # -- deeds -------------------------------------------------------------------------------------------------------

    def choose(self) -> None:
        """Takes the form that was chosen."""
        code = self.form.currentData()
        self.done(lambda: self.workspace.do(charging.choose_form, self.delivery_id, code))
        self.refresh()
        self.form.setFocus()

    def waive(self) -> None:
        """Takes no fee, or one after all."""
        if self.done(lambda: self.workspace.do(charging.waive, self.delivery_id, self.why.text())):
            self.refresh()

    def decide(self) -> None:
        """Decides that the fee is paid before the release."""
        said = self.advance.text(), self.password.text()
        if self.done(lambda: self.workspace.do(charging.in_advance, self.delivery_id, *said)):
            self.refresh()

    def pay(self) -> None:
        """Notes the payment."""
        fits, day = self.day.read()
        if fits and self.done(lambda: self.workspace.do(charging.paid, self.delivery_id, day, self.note.text())):
            self.refresh()

    def go_back(self, where: str) -> None:
        delivery = self.workspace.ask(lambda reader: reader.deliveries.get(self.delivery_id))
        if where == "delivery":
            self.frame.show_screen("delivery", delivery_id=self.delivery_id)
        else:
            self.frame.show_screen("request", request_id=delivery.request_id)

    def areas(self) -> list[QWidget]:
        return [self.top, self.area, self.frame.status]

    def start_focus(self) -> None:
        self.form.setFocus()


def _section(words: str) -> QWidget:
    """A heading with air above it."""
    above = line(Words(words, "section"))
    held = holder(above)
    above.setContentsMargins(0, theme.px(10), 0, 0)
    return held
