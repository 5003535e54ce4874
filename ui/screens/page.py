"""What most screens are: a top bar, a banner that tells of refusals, a body that looks again when things happen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import messages
from app.domain.errors import ChangedMeanwhile, Refused
from app.domain.events import Event
from app.domain.ids import RequestId
from app.domain.people import Person
from app.reach import LOST
from app.texts import _

from ..bridge import Post, listen
from ..drafting import Kept
from ..parts import aloud
from ..parts.bars import TopBar
from ..parts.inplace import InPlace
from ..parts.notices import Banner, Tone
from ..work import Latest
from .base import Screen
from .clash import Clash

R = TypeVar("R")

MANY = 30
"""Where the office has more requests, what is asked about all of them is asked in a thread."""


class Page(Screen):
    """A screen over the open workspace. Subclasses write ``refresh``; ``listen_to`` has it called after events."""

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self.top = TopBar(parent=self)
        self.top.went_back.connect(self.go_back)
        self.banner = Banner(Tone.STOP, "", parent=self)
        self.banner.hide()
        self.banner.acted.connect(self._act)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.top)
        self.column.addWidget(self.banner)
        self.clash = Clash(self)
        self.column.addWidget(self.clash)
        self.seen: int | None = None
        self._deed: Callable[[], object] | None = None
        self._post = Post(self)
        self._latest = Latest(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._look)

    # -- the workspace -------------------------------------------------------------------------------------------

    @property
    def workspace(self) -> Any:
        """The open workspace."""
        return self.frame.workspace

    @property
    def person(self) -> Person:
        """Who is signed in."""
        person: Person = self.workspace.signed_in
        return person

    @property
    def now(self) -> datetime:
        """The workspace's time, in UTC."""
        now: datetime = self.workspace.clock()
        return now

    def attempt(self, call: Callable[[], R]) -> R | None:
        """What the call gives; where it is refused the banner says why, and None comes back."""
        try:
            with self.workspace.seeing(self.seen):
                answer = call()
        except ChangedMeanwhile as changed:
            self.clash.ask(changed, self._look, partial(self._anyhow, changed.seq, call))
            return None
        except Refused as refusal:
            self._not_done(refusal)
            return None
        self.hush()
        return answer

    def done(self, call: Callable[[], object], echo: str = "") -> bool:
        """Whether the call went through; where it is refused the banner says why.

        ``echo`` is what the status bar then says: what was done, and how it is undone.
        """
        try:
            with self.workspace.seeing(self.seen):
                call()
        except ChangedMeanwhile as changed:
            self.clash.ask(changed, self._look, partial(self._anyhow, changed.seq, call, echo))
            return False
        except Refused as refusal:
            self._not_done(refusal)
            return False
        self.hush()
        if echo:
            self.frame.status.say(echo)
        return True

    def _anyhow(self, seq: int, call: Callable[[], object], echo: str = "") -> None:
        """Does what was asked, over what a colleague has said up to the log's row that was told."""
        self.seen = seq
        if self.done(call, echo):
            self._look_soon()

    def looked(self) -> None:
        """What is shown is as it stands now; while a form is open it is what stood there when it was opened."""
        if not any(form.isVisible() for form in self.findChildren(InPlace)):
            self.seen = self.workspace.heard_to

    def draft(self, request_id: RequestId, what: str) -> Kept:
        """Where what is begun on this screen lies, with its request."""
        return Kept(self.workspace, request_id, what)

    def ask_beside(self, question: Callable[[], R], show: Callable[[R], object]) -> None:
        """Shows the answer to a question about all requests: at once, or in a while where the office has many.

        Not shown any more where somebody else has signed in meanwhile.
        """
        person = self.person
        if self.workspace.ask(lambda reader: reader.requests.count()) <= MANY:
            show(question())
        else:
            self._latest.ask(question, lambda answer: show(answer) if self.workspace.person is person else None)

    # -- what the screen says --------------------------------------------------------------------------------------

    def tell(
        self, tone: Tone, strong: str, text: str = "", verb: str = "", deed: Callable[[], object] | None = None
    ) -> None:
        """Says something over the body; ``deed`` is done when its verb is pressed, without one it can be closed."""
        self._deed = deed
        self.banner.tell(tone, strong, text, verb or _("Close"))
        self.banner.show()
        aloud.say(self.banner, self.banner.accessibleName(), urgent=tone is Tone.STOP)

    def _not_done(self, refusal: Refused) -> None:
        """Says why not; that the server is lost is said by the window in its own line, and no box at each press."""
        if refusal.code == LOST and self.workspace.reach.looks:
            self.frame.status.say(_("Not done: the server does not answer."))
        else:
            self.tell(Tone.STOP, messages.of(refusal))

    def hush(self) -> None:
        """Takes the banner away."""
        self.banner.hide()

    def _act(self) -> None:
        deed = self._deed
        self.hush()
        if deed is not None:
            deed()

    def go_back(self, where: str) -> None:
        """A crumb was pressed."""
        self.frame.show_screen(where)

    # -- looking again ---------------------------------------------------------------------------------------------

    def listen_to(self, *kinds: type[Event]) -> None:
        """Looks again, once for many, after events of these kinds."""
        for kind in kinds:
            listen(self, self.workspace.bus, kind, self._heard)

    def concerns(self, event: Event) -> bool:
        """Whether what happened changes what this screen shows."""
        return True

    def refresh(self) -> None:
        """Asks the workspace again and shows what is so."""

    def look_again(self) -> None:
        self._look_soon()

    def _heard(self, event: Event) -> None:
        if self.concerns(event):
            self._post(self._look_soon)

    def _look_soon(self) -> None:
        if not self._soon.isActive():
            self._soon.start(0)

    def _look(self) -> None:
        if self.frame.current() is not self or self.workspace is None or self.workspace.person is None:
            return
        self.looked()
        try:
            self.refresh()
        except Refused as refusal:  # a colleague may have removed what is shown
            if refusal.code == LOST:  # which the window says in its own line
                return
            self.tell(Tone.STOP, messages.of(refusal), "", _("Requests"), lambda: self.frame.show_screen("requests"))


def holder(layout: Any, parent: QWidget | None = None) -> QWidget:
    """A bare widget around a layout."""
    made = QWidget(parent)
    layout.setContentsMargins(0, 0, 0, 0)
    made.setLayout(layout)
    return made
