"""The parts that no program can read, one at a time under the findings: what it is, and how it is judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import messages
from app.domain.regions import PageRegion, RegionState
from app.texts import N_, _, ngettext, pgettext
from redaction.words import RegionKind

from ... import theme
from ...parts.buttons import Button, IconButton, Kind, PrimaryButton, SecondaryButton
from ...parts.flow import Flow
from ...parts.inputs import Entry
from ...parts.words import Surface, Words
from .told import Told
from .words import page_words

REASONS = (
    N_("I have read it; nothing to protect"),
    N_("A logotype or an ornament"),
    N_("Signature of an employee in duty"),
    N_("Public information"),
)
"""Common reasons to leave such a part visible, in the order of their keys."""


@dataclass(frozen=True, slots=True)
class Looked:
    """The region that is looked at: its place among all of the document, and how many look the same in the request."""

    region: PageRegion
    place: int
    count: int
    alike: int


class Carousel(Surface):
    """Signals: ``masked`` with a key of the palette (0: the ground shown), ``left`` with a reason, ``reopened``,
    ``stepped`` -1 or 1 to another one, ``closed`` when the findings are wanted again.
    """

    masked = Signal(int)
    left = Signal(str)
    reopened = Signal()
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("content", "top", parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(12))
        self._column.addStretch(1)
        self._body: QWidget | None = None
        self._looked: Looked | None = None
        self._may: tuple[int, bool] = (0, False)
        self._choices: list[Button] = []
        self._first: QWidget = self
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    @property
    def looked(self) -> PageRegion | None:
        """The region that is shown, None while it is closed."""
        return self._looked.region if self._looked is not None and not self.isHidden() else None

    @property
    def asking(self) -> bool:
        """Whether a reason is asked for."""
        return bool(self._choices)

    def show_region(self, looked: Looked, ground: int, editable: bool) -> None:
        """Shows a region; ``ground`` is the number on the mask button (0: none chosen)."""
        self._looked, self._may, self._choices = looked, (ground, editable), []
        region = looked.region
        body, column = self._fresh()
        column.addLayout(self._head(looked, body))
        if region.state is RegionState.OPEN:
            column.addWidget(Words(asked(region.kind), "small", "ink2", wrap=True, parent=body))
        else:
            masked = region.state is RegionState.MASKED
            sign, told = ("mask", _("A mask lies over it")) if masked else ("visible", region.reason)
            column.addWidget(Told(sign, told, body))
        if looked.alike > 1:
            told = ngettext(
                "It looks the same in {count} place and is judged once.",
                "It looks the same in {count} places and is judged once.",
                looked.alike,
            )
            column.addWidget(Told("copy", told.format(count=looked.alike), body))
        verbs = self._verbs(region, ground, body) if editable else []
        column.addWidget(Flow([*verbs, self._close(body)], parent=body))
        self.setAccessibleName(f"{messages.region(region.kind)}, {page_words(region.page)}")
        body.show()
        self.show()
        self._first = verbs[0] if verbs else self
        self.take_focus()

    def _head(self, looked: Looked, body: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(4))
        title = f"{messages.region(looked.region.kind)}, {page_words(looked.region.page)}"
        row.addWidget(Words(title, "strong", parent=body), 1)
        place = _("{place} of {count}").format(place=looked.place + 1, count=looked.count)
        row.addWidget(Words(place, "small", "ink2", parent=body))
        for step, icon, words, key in (
            (-1, "left", _("Unread part before"), "Shift+F8"),
            (1, "right", _("Next unread part"), "F8"),
        ):
            button = IconButton(icon, words, key, parent=body)
            button.clicked.connect(partial(self._step, step))
            row.addWidget(button)
        return row

    def _verbs(self, region: PageRegion, ground: int, body: QWidget) -> list[QWidget]:
        mask = PrimaryButton(pgettext("verb", "Mask"), key="Return", tall="card-button", parent=body)
        mask.set_ground(ground)
        if not ground:
            why = _("Choose a ground with 1–9, or 0 for the whole catalogue.")
            mask.set_blockers((why,), _("choose 1–9"))
        mask.clicked.connect(lambda: self.masked.emit(0))
        leave = SecondaryButton(_("Leave visible"), key="Backspace", tall="card-button", parent=body)
        leave.clicked.connect(self.ask_reason)
        again = SecondaryButton(_("Judge again"), key=_("Del"), tall="card-button", parent=body)
        again.clicked.connect(self.reopened)
        offered: dict[RegionState, list[QWidget]] = {
            RegionState.OPEN: [mask, leave],
            RegionState.LEFT: [again, mask],
            RegionState.MASKED: [],
        }
        for part in (mask, leave, again):
            part.setVisible(part in offered[region.state])
        return offered[region.state]

    def _close(self, body: QWidget) -> Button:
        close = Button(_("Back"), Kind.QUIET, key="Esc", tall="card-button", parent=body)
        close.clicked.connect(self.closed)
        return close

    def ask_reason(self) -> None:
        """Asks in place why the part may stay visible."""
        if self._looked is None:
            return
        body, column = self._fresh()
        column.setSpacing(theme.px(6))
        column.addWidget(Words(_("Why may it stay visible?"), "strong", parent=body))
        for number, reason in enumerate(REASONS, 1):
            choice = Button(_(reason), Kind.SECONDARY, key=str(number), tall="card-button", parent=body)
            choice.clicked.connect(partial(self._leave, _(reason)))
            column.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)
            self._choices.append(choice)
        self.entry = Entry(placeholder=_("Another reason"), parent=body)
        self.entry.setAccessibleName(_("Another reason"))
        self.entry.returnPressed.connect(lambda: self._leave(self.entry.text()))
        column.addWidget(self.entry)
        body.show()
        self._first = self._choices[0]
        self.take_focus()

    def take_focus(self) -> None:
        """Where the keys go first."""
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._first is not self:
            self.take_focus()

    def _leave(self, reason: str, _on: bool = False) -> None:
        if reason.strip():
            self.left.emit(reason.strip())

    def _step(self, step: int, _on: bool = False) -> None:
        self.stepped.emit(step)

    def _fresh(self) -> tuple[QWidget, QVBoxLayout]:
        if self._body is not None:
            self._column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = QWidget(self)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        self._column.insertWidget(0, self._body)
        return self._body, column

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that no button or field has taken; none goes on to the findings behind."""
        event.accept()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or self._looked is None:
            event.ignore()
            return
        key, (ground, editable) = Qt.Key(event.key()), self._may
        number = key - Qt.Key.Key_0
        if key == Qt.Key.Key_Escape and self.asking:
            self.show_region(self._looked, ground, editable)
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif self.asking and self.entry.hasFocus():
            return
        elif self.asking and 1 <= number <= len(self._choices):
            self._choices[number - 1].click()
        elif self.asking and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(key == Qt.Key.Key_Down)
        elif not editable or self.asking:
            return
        elif 1 <= number <= 9:
            self.masked.emit(number)
        elif key == Qt.Key.Key_Backspace and self._looked.region.open:
            self.ask_reason()
        elif key == Qt.Key.Key_Delete and self._looked.region.state is RegionState.LEFT:
            self.reopened.emit()


def asked(kind: RegionKind) -> str:
    """What a person is asked about a region."""
    if kind is RegionKind.UNSEEN:
        return _("It lies in the file and on none of its pages, and leaves as it stands here. Anything to protect?")
    if kind is RegionKind.LATE:
        return _("The words in it could not be read in the time there was, so none is proposed. Anything to protect?")
    if kind in (RegionKind.FACE, RegionKind.SIGNATURE):
        return _("The program only guesses what this is. Look at it: mask the area, or leave it visible for a reason.")
    return _("No program could read this. Look at the page: is there anything to protect?")


def next_open(regions: Sequence[PageRegion], after: PageRegion | None, step: int = 1) -> PageRegion | None:
    """The next region (or with -1 the one before) that nobody has judged, all round; any where all are judged."""
    if not regions:
        return None
    ids = [region.id for region in regions]
    here = ids.index(after.id) if after is not None and after.id in ids else (-1 if step > 0 else len(ids))
    ways = [regions[(here + step * n) % len(ids)] for n in range(1, len(ids) + 1)]
    return next((region for region in ways if region.open), ways[0])
