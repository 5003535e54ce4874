"""OSL 21:7 last, for all that a delivery leaves in sight: one tick, or a circumstance that is named with its rule."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.people import Right
from app.domain.recipient import RecipientTest
from app.domain.requests import DeliveryState
from app.services import queries
from app.services.assessing import recipient
from app.services.queries import DeliveryView
from app.services.writing.times import minute
from app.texts import _, ngettext

from ... import theme
from ...parts.buttons import Button, Kind, Link, SecondaryButton
from ...parts.inputs import Field, Lines, Tick
from ...parts.keys import bind
from ...parts.words import Surface, Words, line
from .. import losing
from ..assessment.words import tell_mistakes

WIDEST = 760
"""The form is at most so wide, in px at 100 % text."""


class RecipientBar(Surface):
    """Hidden where nothing personal is left in sight. Its deeds are done through the page it stands on."""

    def __init__(self, page: Any, names_loss: bool = True) -> None:
        """``names_loss``: says itself what a change takes with it; a page that does so already says False."""
        super().__init__("panel", "bottom", page)
        self.page, self._names_loss = page, names_loss
        self._delivery_id: Any = 0
        self._found: RecipientTest | None = None
        self.none = Tick("", parent=self)
        self.named = Words(_("OSL 21:7: a concrete circumstance is known"), "strong", parent=self)
        self.back = Link(_("Take it back"), parent=self)
        self.back.setAccessibleName(_("Take it back"))
        self.told = Words("", "small", "ink2", wrap=True, parent=self, cut=True)
        self.known = Link(_("A circumstance is known …"), parent=self)
        self.ask = Link(_("Ask the requester …"), parent=self)
        self.ask.setAccessibleName(_("Ask the requester …"))
        self.circumstance = tell_mistakes(Field(_("Which concrete circumstance?"), Lines(rows=2)))
        self.rule = Field(_("Which rule would be broken?"), Lines(placeholder=_("Such as article 6.1 f or 9"), rows=2))
        self.asks = Tick(_("A question to the requester is justified"), parent=self)
        self.save = SecondaryButton(_("Save"), parent=self)
        self.leave = Button(_("Cancel"), Kind.QUIET, parent=self)
        self._form = QWidget(self)
        self._lay_out()
        self.none.clicked.connect(self._ticked)
        self.known.clicked.connect(self._open)
        self.back.clicked.connect(lambda: self._ticked(False))
        self.ask.clicked.connect(self._ask)
        self.save.clicked.connect(self._save)
        self.leave.clicked.connect(self._form.hide)
        leave, where = _("Leave the question and change nothing"), _("in questions")
        bind(self._form, "Esc", leave, self._form.hide, area=where, common=True)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.px(16), theme.px(7), theme.px(16), theme.px(8))
        whole.setSpacing(theme.px(6))
        head = line(self.none, self.named, spacing=14)
        head.addStretch(1)
        for link in (self.ask, self.back, self.known):
            head.addWidget(link)
        whole.addLayout(head)
        whole.addWidget(self.told)
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(theme.px(8))
        form.addWidget(self.circumstance)
        form.addWidget(self.rule)
        form.addWidget(self.asks)
        buttons = line(self.save, self.leave)
        buttons.addStretch(1)
        form.addLayout(buttons)
        self._form.setMaximumWidth(theme.px(WIDEST))
        whole.addWidget(self._form)
        self._form.hide()
        self.hide()

    def show_view(self, part: DeliveryView) -> None:
        """Shows how it stands for a delivery."""
        if part.delivery.id != self._delivery_id:
            self._form.hide()
        self._delivery_id = part.delivery.id
        found = part.recipient
        open_ = part.delivery.state is not DeliveryState.RELEASED and not part.delivery.refused
        self._found = found
        self.setVisible(open_ and (part.in_sight > 0 or found is not None))
        prepares = self.page.person.may(Right.PREPARE)
        reviews = part.delivery.state is DeliveryState.LEGAL_REVIEW and self.page.person.may(Right.REVIEW)
        self.none.setEnabled(prepares or reviews)
        named = found is not None and bool(found.circumstance)
        for widget, shown in ((self.none, not named), (self.named, named), (self.back, named and prepares)):
            widget.setVisible(shown)
        verb = _("Change …") if named else _("A circumstance is known …")
        self.known.setText(verb)
        self.known.setAccessibleName(verb)
        self.known.updateGeometry()
        self.known.setEnabled(prepares)
        words = ngettext(
            "OSL 21:7: no concrete circumstance is known for the {count} personal datum left in sight",
            "OSL 21:7: no concrete circumstance is known for the {count} personal data left in sight",
            part.in_sight,
        )
        self.none.setText(words.format(count=part.in_sight))
        self.none.setAccessibleName(self.none.text())
        self.none.setChecked(found is not None and not named)
        self.none.updateGeometry()
        self.ask.setVisible(found is not None and found.asks)
        said = ""
        if found is not None:
            names = {person.id: person.name for person in self.page.workspace.ask(queries.people)}
            who = f"{names.get(found.given_by, '')}, {minute(found.given_at)}"
            said = f"{found.circumstance} {found.rule} ({who})" if named else who
        falls = losing.lost(self.page.workspace, part) if prepares and self._names_loss else ""
        said = " ".join(words for words in (said, falls) if words)
        self.told.setText(said)
        self.told.setVisible(bool(said))

    def _ticked(self, on: bool) -> None:
        deed = recipient.none_known if on else recipient.take_back
        delivery_id = self._delivery_id
        if self.page.done(lambda: self.page.workspace.do(deed, delivery_id)):
            self.page.refresh()

    def _open(self) -> None:
        found = self._found
        for field, words in ((self.circumstance, found and found.circumstance), (self.rule, found and found.rule)):
            if isinstance(field.control, Lines):
                field.control.setPlainText(words or "")
        self.asks.setChecked(found is not None and found.asks)
        self._form.show()
        self.circumstance.control.setFocus()

    def _ask(self) -> None:
        ask, frame = self.page.workspace.ask, self.page.frame
        new = ask(recipient.question, self._delivery_id)
        request_id = ask(lambda reader: reader.deliveries.get(self._delivery_id)).request_id
        frame.show_screen("request", request_id=request_id).ask_this(new)

    def _save(self) -> None:
        words, rule, asks = self._text(self.circumstance), self._text(self.rule), self.asks.isChecked()
        delivery_id = self._delivery_id
        if self.page.done(lambda: self.page.workspace.do(recipient.name, delivery_id, words, rule, asks=asks)):
            self._form.hide()
            self.page.refresh()

    @staticmethod
    def _text(field: Field) -> str:
        control = field.control
        return control.toPlainText() if isinstance(control, Lines) else ""
