"""The procedure rail of a request: every step of the work, what is done, what is next and what blocks it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.texts import _, ngettext

from .. import icons, theme
from . import paint
from .buttons import Button, Kind, Link
from .states import State, StateText
from .words import Card, Words, column


class StepState(StrEnum):
    """Where a step stands."""

    DONE = "done"
    CURRENT = "current"
    BLOCKED = "blocked"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Blocker:
    """Something that must be done first; ``name`` comes back through ``followed`` when its link is pressed."""

    name: str
    words: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class StepAction:
    """What can be done at a step; ``reasons`` close the button, most important first.

    ``why`` is told under it: a reason that stands nowhere else in the rail.
    """

    name: str
    words: str
    reasons: tuple[str, ...] = ()
    primary: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step as it is shown."""

    title: str
    state: StepState
    detail: str = ""
    blockers: tuple[Blocker, ...] = ()
    actions: tuple[StepAction, ...] = ()


_SPOKEN = {
    StepState.DONE: lambda: _("done"),
    StepState.CURRENT: lambda: _("now"),
    StepState.BLOCKED: lambda: _("blocked"),
    StepState.OPEN: lambda: _("not begun"),
}


class _Knot(QWidget):
    """The circle with its number or tick, and the line on to the next step."""

    def __init__(self, number: int, state: StepState, last: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._number, self._state, self._last = number, state, last
        self.setFixedWidth(theme.px(24))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(24), theme.px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = theme.px(24)
        circle = QRectF(0, 0, side, side)
        done = self._state is StepState.DONE
        if not self._last:
            x = side / 2
            painter.fillRect(
                QRectF(x - 1, side + 3, 2, self.height() - side - 6), theme.colour("accent" if done else "line")
            )
        if done:
            paint.box(painter, circle, "accent", radius=side / 2)
            icons.draw(painter, "tick", circle, "on_accent", 15)
            return
        now = self._state in (StepState.CURRENT, StepState.BLOCKED)
        paint.box(painter, circle, "content", "accent" if now else "lines", 2 if now else 1, side / 2)
        ink, font = ("ink", "strong") if now else ("ink2", "small")
        paint.text(painter, circle, str(self._number), ink, theme.font(font), paint.CENTRE)


def _beside(sign: QWidget, words: Words) -> QHBoxLayout:
    """A sign, and words that go on in a new line where room ends."""
    layout = QHBoxLayout()
    layout.setSpacing(theme.px(4))
    layout.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    layout.addWidget(words, 1)
    return layout


class _LongLink(Link):
    """A link whose words go on in a new line where room ends."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        tall = round(paint.wrapped_height(self.text(), width, theme.font())) + 2
        return max(tall, theme.HEIGHTS["target"])

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.font()
        used.setUnderline(True)
        token = "accent_hover" if self.lit() else "accent"
        down = (self.height() - paint.wrapped_height(self.text(), self.width(), used)) / 2
        paint.wrapped(QPainter(self), QRectF(self.rect()).adjusted(0, max(0.0, down), 0, 0), self.text(), token, used)


class StepsRail(QWidget):
    """The steps one under the other.

    ``followed`` tells the name of a blocker whose link was pressed, ``acted`` the name of an action, ``refused``
    the reason of an action that is closed.
    """

    followed = Signal(str)
    acted = Signal(str)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Steps of the request"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.px(16), theme.px(18), theme.px(16), theme.px(16))
        self._column.setSpacing(0)
        self._rows: list[QWidget] = []
        self._column.addStretch(1)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Shows these steps."""
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(index, step, index == len(steps)) for index, step in enumerate(steps, 1)]
        for index, row in enumerate(self._rows):
            self._column.insertWidget(index, row)

    def _row(self, number: int, step: Step, last: bool) -> QWidget:
        row = QWidget(self)
        row.setAccessibleName(f"{number}. {step.title}, {_SPOKEN[step.state]()}")
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(12))
        layout.addWidget(_Knot(number, step.state, last, row))
        layout.addLayout(self._told(step, row), 1)
        return row

    def _told(self, step: Step, row: QWidget) -> QVBoxLayout:
        reached = step.state is not StepState.OPEN
        title = Words(step.title, "strong" if reached else "body", "ink" if reached else "ink2", True, row)
        told = column(title, spacing=0, margins=(0, 3, 0, 17))
        if step.detail:
            told.addWidget(Words(step.detail, "small", "ink2", True, row))
        if step.blockers:
            told.addSpacing(theme.px(8))
            told.addWidget(self._blockers(step.blockers, row))
        for action in step.actions:
            told.addSpacing(theme.px(6))
            button = Button(
                action.words, Kind.PRIMARY if action.primary else Kind.SECONDARY, tall="card-button", parent=row
            )
            button.set_blockers(action.reasons)
            button.clicked.connect(lambda _on=False, name=action.name: self.acted.emit(name))
            button.refused.connect(self.refused)
            told.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            if action.why:
                told.addSpacing(theme.px(4))
                told.addWidget(Words(action.why, "small", "ink2", True, row))
        told.addStretch(1)
        return told

    def _blockers(self, blockers: Sequence[Blocker], row: QWidget) -> Card:
        card = Card(parent=row)
        count = len(blockers)
        title = ngettext("{count} obstacle to the next step", "{count} obstacles to the next step", count)
        sign = StateText(State.BLOCKED, "")
        sign.setFixedWidth(theme.px(18))
        card.add_row(_beside(sign, Words(title.format(count=count), "small-strong", wrap=True)))
        for blocker in blockers:
            link = _LongLink(blocker.words)
            link.clicked.connect(lambda _on=False, name=blocker.name: self.followed.emit(name))
            held = column(spacing=1)
            held.addWidget(link)
            if blocker.detail:
                held.addWidget(Words(blocker.detail, "small", "ink2", True))
            card.add_row(held)
        return card
