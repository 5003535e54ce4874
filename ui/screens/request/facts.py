"""Beside a request's documents: its own words, the facts, the choices of the delivery, the grounds, the comments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.domain.requests import LEFT, DeliveryState, Outcome
from app.domain.workflow import DeliveryStep
from app.services.cases import tracks
from app.services.office.organisation import grounds
from app.services.queries import DeliveryView, GroundUse, RequestView
from app.texts import _

from ... import legal, texts, theme, wording
from ...parts.buttons import Link
from ...parts.grounds import GroundBadge
from ...parts.inputs import Tick
from ...parts.states import AgePie
from ...parts.swap import show_in
from ...parts.words import Rule, Words
from .course import add_course, add_track


class Quote(QWidget):
    """The request's own words, with a line at their left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words("", "body", wrap=True, parent=self)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(12), theme.px(2), 0, theme.px(2))
        layout.addWidget(self.words)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(QRectF(0, 0, 2, self.height()), theme.colour("lines"))


STACKED = 1.4
"""Text so large that a name stands over what it is, as a share of 100 %."""
NARROW = 260
"""A panel narrower than this, in px at 100 % text, has no room for names beside what they are."""


class Pairs(QGridLayout):
    """Names and what they are, one pair a line; in large text, or where it is ``narrow``, one under the other."""

    def __init__(self, name_width: int = 92, narrow: bool = False) -> None:
        super().__init__()
        self._stacked = narrow or theme.current.scale >= STACKED
        self.setHorizontalSpacing(theme.px(10))
        self.setVerticalSpacing(theme.px(2 if self._stacked else 9))
        self.setColumnMinimumWidth(0, 0 if self._stacked else theme.px(name_width))
        self.setColumnStretch(1, 1)

    def add(self, name: str, what: str | QWidget) -> None:
        """One more pair; an empty text leaves it out."""
        if what == "":
            return
        at = self.rowCount()
        shown = what if isinstance(what, QWidget) else Words(what, wrap=True)
        self.addWidget(Words(name, "small" if self._stacked else "body", "ink2"), at, 0, Qt.AlignmentFlag.AlignTop)
        if self._stacked:
            shown.setContentsMargins(0, 0, 0, theme.px(7))
            self.addWidget(shown, at + 1, 0, 1, 2)
        else:
            self.addWidget(shown, at, 1)


RULES = {"refused": "refuse", "more": "more-follow"}
"""Choices of a delivery that rest on a rule of law."""


class FactsPanel(QScrollArea):
    """The panel. ``chosen`` asks to set a choice of the delivery, ``opened`` to show a delivery, ``decided`` its
    decision, ``asked`` what ``RequestScreen.follow`` understands."""

    chosen = Signal(str, bool)
    opened = Signal(int)
    decided = Signal(int)
    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("About the request"))
        self.ticks: dict[str, Tick] = {}
        self._shown: tuple[RequestView, datetime] | None = None
        self._was_narrow = False

    @property
    def _narrow(self) -> bool:
        return self.width() < theme.px(NARROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._shown is not None and self._narrow is not self._was_narrow:
            self.show_view(*self._shown)

    def show_view(self, view: RequestView, now: datetime) -> None:
        """Shows what is so."""
        self._shown, self._was_narrow = (view, now), self._narrow
        focused = next((name for name, tick in self.ticks.items() if tick.hasFocus()), "")
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16))
        column.setSpacing(theme.px(12))
        column.addWidget(Words(_("The request"), "section"))
        quote = Quote()
        quote.words.setText(f"”{view.wording.strip()}”" if view.wording else _("The wording has been removed."))
        column.addWidget(quote)
        column.addLayout(self._facts(view, now))
        add_track(column, view, self.asked.emit)
        add_course(column, view, now, self.asked.emit)
        self.ticks = {}
        if view.ending is None and tracks.rules()[view.request.track].documents:
            column.addWidget(Rule())
            column.addWidget(Words(_("The delivery"), "section"))
            self._choices(column, view.current)
        if len(view.deliveries) > 1:
            self._deliveries(column, view.deliveries)
        for part in view.deliveries:
            ready = part.delivery.state is DeliveryState.READY or part.delivery.state in LEFT
            if ready and part.outcome is not Outcome.WHOLE:
                self._decision(column, part)
        if view.grounds:
            column.addWidget(Rule())
            column.addWidget(Words(_("Grounds in the request"), "section"))
            for ground in view.grounds:
                column.addLayout(ground_row(ground))
        if view.comments:
            column.addWidget(Rule())
            self._comments(column, view, now)
        column.addStretch(1)
        show_in(self, body)
        if focused:
            self.ticks[focused].setFocus()

    def _facts(self, view: RequestView, now: datetime) -> Pairs:
        pairs = Pairs(narrow=self._narrow)
        pairs.add(_("Requester"), view.requester or _("Anonymous"))
        pairs.add(_("Answer to"), view.contact)
        channel = _(wording.CHANNELS[view.request.channel])
        pairs.add(_("Came in"), f"{wording.moment(view.request.arrived_at, now)}, {channel.lower()}")
        sign = wording.age_sign(view.age)
        if sign is not None:
            pairs.add(_("Age"), AgePie(sign, wording.age_words(view.age)))
        pairs.add(_("State"), _(wording.REQUEST_STATES[view.state]))
        part = view.current
        prepared = part.delivery.prepared_by
        pairs.add(_("Handler"), view.people[prepared].name if prepared else view.registered_by)
        fee = (
            _("{fee} kr").format(fee=texts.number(part.fee)) if part.fee else _("no fee")
        )
        pairs.add(_("Fee"), f"{wording.pages(part.pages)}, {fee}" if part.pages else "")
        return pairs

    def _choices(self, column: QVBoxLayout, part: DeliveryView) -> None:
        may = part.steps.get(DeliveryStep.EDIT) == ()
        said = {
            "refused": (_("Refuse the whole request"), part.delivery.refused),
            "more": (_("More documents follow in another delivery"), not part.delivery.final),
            "hide_lengths": (_("Hide how long the masked words are"), part.delivery.hide_lengths),
            "stamped": (_("Number every page"), part.delivery.stamped),
        }
        if part.delivery.state is DeliveryState.RELEASED:
            said = {name: pair for name, pair in said.items() if pair[1]}
        ticks = QVBoxLayout()
        ticks.setSpacing(theme.px(4))
        for name, (words, on) in said.items():
            tick = Tick(words, on)
            tick.setEnabled(may)
            tick.setToolTip(words)
            if name in RULES:
                legal.carry(tick, RULES[name])
            tick.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            tick.clicked.connect(lambda now, which=name: self.chosen.emit(which, now))
            self.ticks[name] = tick
            ticks.addWidget(tick)
        column.addLayout(ticks)
        if part.documents or part.delivery.refused:
            column.addWidget(Words(_(wording.STANDS[part.outcome]), "small", "ink2", True))

    def _deliveries(self, column: QVBoxLayout, parts: Sequence[DeliveryView]) -> None:
        for part in parts:
            words = _("Delivery {number}, {outcome}").format(
                number=part.delivery.number, outcome=_(wording.OUTCOMES[part.outcome])
            )
            link = Link(words)
            link.clicked.connect(lambda _on=False, which=part.delivery.id: self.opened.emit(which))
            column.addWidget(link)

    def _decision(self, column: QVBoxLayout, part: DeliveryView) -> None:
        link = Link(_("The company's decision on delivery {number}").format(number=part.delivery.number))
        link.clicked.connect(lambda: self.decided.emit(part.delivery.id))
        legal.carry(link, "decision")
        column.addWidget(link)

    @staticmethod
    def _comments(column: QVBoxLayout, view: RequestView, now: datetime) -> None:
        column.addWidget(Words(_("Comments"), "section"))
        for comment in reversed(view.comments):
            name = view.people[comment.written_by].name  # type: ignore[index]
            column.addWidget(Words(f"{wording.moment(comment.at, now)} {name}", "small", "ink2"))
            column.addWidget(Words(comment.text, wrap=True))


def ground_row(ground: GroundUse) -> QHBoxLayout:
    """A ground as number, pattern, provision with its heading, and its masks."""
    known = {one.provision: one.name for one in grounds()}
    words = f"{ground.provision} {known.get(ground.provision, ground.heading)}"
    layout = QHBoxLayout()
    layout.setSpacing(theme.px(8))
    layout.addWidget(GroundBadge(ground.number, words, swatch=True))
    layout.addWidget(Words(words, wrap=True), 1)
    layout.addWidget(Words(wording.masks(ground.masks), "small", "ink2"))
    return layout
