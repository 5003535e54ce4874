"""The bars of the window: where one is (top, with bread crumbs) and what just happened (status)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.texts import _

from .. import icons, theme
from . import aloud, paint
from .buttons import Button, Pressable, PrimaryButton
from .choices import SegmentedControl
from .inputs import SearchField
from .narrow import make_room
from .progress import ProgressRow
from .words import Elided, Surface, Words

ECHO_MS = 10_000
"""How long the last key's echo stands, in milliseconds; it may name what was marked, so it does not stay."""


class _Crumb(Pressable):
    """A step back up, followed by its arrow."""

    def sizeHint(self) -> QSize:
        return QSize(round(paint.width(self.text(), theme.font())) + theme.px(22), theme.px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme.px(64)), theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = "accent" if self.lit() else "ink2"
        taken = paint.text(painter, QRectF(self.rect()).adjusted(0, 0, -theme.px(20), 0), self.text(), ink)
        icons.draw(painter, "right", QRectF(taken + theme.px(4), 0, theme.px(14), self.height()), "ink2", 14)


class TopBar(Surface):
    """A heading or bread crumbs at the left, the screen's actions at the right; ``went_back`` tells a crumb."""

    went_back = Signal(str)

    def __init__(self, title: str = "", detail: str = "", parent: QWidget | None = None) -> None:
        super().__init__("content", "bottom", parent)
        self.setFixedHeight(theme.height("top"))
        self.setAccessibleName(_("Top bar"))
        self._crumbs: list[QWidget] = []
        self._way: list[tuple[str, str]] = []
        self._giving: list[Button | SegmentedControl] = []
        self._cut: list[QWidget] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(theme.px(16), 0, theme.px(16), 1)
        self._layout.setSpacing(theme.px(12))
        self._trail = QHBoxLayout()
        self._trail.setSpacing(theme.px(6))
        self._layout.addLayout(self._trail)
        self.title = Words(title, "heading", parent=self, cut=True)
        self.detail = Words(detail, tone="ink2", parent=self)
        self._layout.addWidget(self.title)
        self._layout.addWidget(self.detail)
        self._layout.addStretch(1)
        self._cut.append(self.title)

    def set_title(self, title: str, detail: str = "") -> None:
        """The heading and the small text beside it."""
        self.title.setText(title)
        self.detail.setText(detail)

    def set_crumbs(self, crumbs: Sequence[tuple[str, str]]) -> None:
        """The way here as (name, words); the title then stands as the last, in bold.

        Crumbs that are there already stay, with the keyboard if it is on one.
        """
        if list(crumbs) == self._way:
            return
        self._way = list(crumbs)
        for old in self._crumbs:
            self._trail.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._crumbs = []
        for name, words in crumbs:
            crumb = _Crumb(words, self)
            crumb.clicked.connect(lambda _on=False, where=name: self.went_back.emit(where))
            self._trail.addWidget(crumb)
            self._crumbs.append(crumb)
        self.title.set_step("strong" if crumbs else "heading")

    def add(self, *parts: QWidget) -> None:
        """Actions at the right, in order; where room ends their words give way, but never those of the filled one."""
        for part in parts:
            self._layout.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
            if isinstance(part, SearchField | PrimaryButton):
                self._cut.append(part)
            elif isinstance(part, Button | SegmentedControl):
                self._giving.append(part)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            make_room(self._layout, self.width(), self._giving, self._cut)
        return super().event(event)


class StatusBar(Surface):
    """Mode in bold, what the last key did; at the right who and where, when it was saved, and the running job."""

    job_stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("frame", "top", parent)
        self.setFixedHeight(theme.height("status"))
        self.setAccessibleName(_("Status bar"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.mode = Words("", "small-strong", parent=self)
        self.echo = Elided("", "small", "ink2", self)
        self.here = Words("", "small", "ink2", parent=self)
        self.here.hide()
        self.who = Words("", "small", "ink2", parent=self)
        self.saved = Words("", "small", "ink2", parent=self)
        self.who.hide()
        self.saved.hide()
        self.job = ProgressRow(parent=self)
        self.job.stop.setFixedSize(theme.px(24), theme.px(24))
        self.job.stopped.connect(self.job_stopped)
        self.job.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(14), 1, theme.px(14), 0)
        layout.setSpacing(theme.px(14))
        layout.addWidget(self.mode)
        layout.addWidget(self.echo, 1)
        for part in (self.here, self.who, self.saved, self.job):
            layout.addWidget(part)
        self._standing = ""
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.timeout.connect(self._forget)

    def set_mode(self, mode: str, hint: str = "") -> None:
        """What the hands are doing now, and the hint while nothing is echoed; another mode ends the echo."""
        echoing = mode == self.mode.text() and self._fade.isActive()
        self.mode.setText(mode)
        self._standing = hint
        if not echoing:
            self._forget()

    def say(self, echo: str) -> None:
        """What the last key did and how to undo it; gone after ten seconds, never logged."""
        self.echo.set_text(echo)
        self._fade.start(ECHO_MS)
        aloud.say(self, echo)

    def set_here(self, words: str) -> None:
        """Which colleagues are where one is."""
        self.here.setText(words)
        self.here.setVisible(bool(words))

    def set_who(self, words: str) -> None:
        """Company and person signed in."""
        self.who.setText(words)
        self.who.setVisible(bool(words))

    def set_saved(self, clock: str) -> None:
        """When the last change reached the disk, as 10.42; empty for nothing yet."""
        self.saved.setText(_("Saved {clock}").format(clock=clock) if clock else "")
        self.saved.setVisible(bool(clock))

    def show_job(self, what: str, done: int, total: int, seconds_left: float | None = None) -> None:
        """The running job; ``end_job`` takes it away."""
        self.job.show_progress(done, total, seconds_left, what)
        self.job.setMinimumWidth(theme.px(320))
        self.job.show()

    def end_job(self) -> None:
        """No job is running."""
        self.job.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            paint.box(QPainter(self), QRectF(self.rect()).adjusted(2, 3, -2, -2), border="accent", width=theme.RING)

    def _forget(self) -> None:
        self._fade.stop()
        self.echo.set_text(self._standing)
