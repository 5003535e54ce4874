"""A delivery on its way out: the second person's signature, then copies, proofs and handing out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from app import long_work
from app.domain.events import Event, RequestEvent
from app.domain.ids import DeliveryId, DocumentId
from app.domain.people import Right
from app.domain.requests import DeliveryState
from app.domain.workflow import DeliveryStep
from app.services import queries
from app.services.delivering import sign_off
from app.services.marking import reviewing, stops
from app.services.queries import DeliveryView, RequestView
from app.texts import N_, _

from ... import legal
from ...drafting import Kept
from ...jobs import Job
from ...papers import Reading, open_path
from ...parts.buttons import Button, Kind
from ...parts.notices import Tone
from ...viewer.pictures import pictures_of
from ...work import Work, beside
from ..asking import Asking
from ..page import Page
from .checks import proofs
from .recipient import RecipientBar
from .release import ReleasePane
from .sign import PAGES, Now, SignPane
from .stops import StopsBanner, open_stops

ECHOES: dict[Callable[..., object], str] = {
    reviewing.unmask: N_("The mask is off. Until you sign it can be put back."),
    reviewing.mask_again: N_("The masks are back."),
    reviewing.comment: N_("The comment is written."),
    stops.take_stand: N_("The stand is taken."),
}
"""What the status bar says after a reviewer's deed."""


class DeliveryScreen(Page):
    """One delivery. Handing out has no key and its button is never the one that Return presses by itself."""

    place = "requests"
    keeps = ("delivery_id",)

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self.delivery_id = DeliveryId(0)
        self.view: RequestView | None = None
        self.part: DeliveryView | None = None
        self.released: long_work.Released | None = None
        self._exporting = False
        self._planned: DocumentId | None = None
        self.reading = Reading(self)
        self.work = Work(self)
        self.back = Button(_("Return to the handler …"), Kind.QUIET, "return", parent=self)
        self.more = Button(_("Can more be handed out?"), Kind.QUIET, "visible", parent=self)
        self.more.clicked.connect(lambda: self.frame.show_screen("more", delivery_id=self.delivery_id))
        legal.carry(self.more, "more")
        self.over = Button(_("Hand over …"), Kind.QUIET, "folder", parent=self)
        self.over.clicked.connect(lambda: self.frame.show_screen("handover", delivery_id=self.delivery_id))
        self.top.add(self.more, self.back, self.over)
        self.asking = Asking(self)
        self.stops = StopsBanner()
        self.column.addWidget(self.stops)
        self.column.addWidget(self.asking)
        self.recipient = RecipientBar(self)
        self.column.addWidget(self.recipient)
        self.sign = SignPane(pictures_of(self.frame), self)
        self.release = ReleasePane(self)
        self.panes = QStackedWidget(self)
        for pane in (self.sign, self.release):
            self.panes.addWidget(pane)
        self.column.addWidget(self.panes, 1)
        self._bind()
        self.listen_to(RequestEvent)

    def _bind(self) -> None:
        self.back.clicked.connect(self._ask_why)
        self.stops.acted.connect(self._ask_stand)
        self.sign.signed.connect(self._sign)
        self.sign.returned.connect(self._send_back)
        self.sign.opened.connect(lambda which: self.frame.show_screen("review", document_id=which))
        self.sign.planned.connect(self._show_plan)
        self.sign.settled.connect(lambda which: self._review(reviewing.settle, which))
        self.sign.plan.unmasked.connect(self._ask_unmask)
        self.sign.plan.commented.connect(self._ask_comment)
        self.sign.plan.taken_back.connect(self._mask_again)
        self.sign.plan.compared.connect(self._compare)
        self.sign.sign.refused.connect(lambda _reason: self.tell(Tone.WARN, " ".join(self.sign.sign.blockers())))
        self.release.acted.connect(self._far)
        self.release.act.refused.connect(lambda _reason: self.tell(Tone.WARN, " ".join(self.release.act.blockers())))
        self.release.followed.connect(self._follow)
        self.release.paper.connect(lambda paper: self.reading.show_paper(self.workspace, paper))
        self.release.progress.stopped.connect(self.work.stop)
        self.release.table.opened.connect(self._show_document)
        self.work.progressed.connect(self.release.show_progress)
        self.work.refused.connect(lambda sentence: self.tell(Tone.STOP, sentence))
        self.work.stopped.connect(lambda: self.tell(Tone.INFO, _("Stopped. What was finished is kept.")))
        self.work.finished.connect(self._finished)
        self.work.ended.connect(self._ended)

    # -- showing -----------------------------------------------------------------------------------------------------

    def title(self) -> str:
        return self.view.request.registry_number if self.view else ""

    def open(self, **arguments: Any) -> None:
        """Shows the delivery ``delivery_id``, or again the one it showed."""
        asked = DeliveryId(arguments.get("delivery_id", self.delivery_id))
        if asked != self.delivery_id:
            self.hush()
            self.sign.forget()
            self.asking.leave()
            self.released = None
        fresh, self.delivery_id = asked != self.delivery_id, asked
        self.refresh()
        if fresh:
            self.sign.begin(self._kept("return"))
        self.titled.emit()

    def concerns(self, event: Event) -> bool:
        return isinstance(event, RequestEvent) and self.view is not None and event.request_id == self.view.request.id

    def refresh(self) -> None:
        part = self.workspace.ask(queries.delivery, self.delivery_id, self.person)
        view = self.workspace.ask(queries.request, part.delivery.request_id, self.person, self.now)
        self.part, self.view = part, view
        signing = part.delivery.state is DeliveryState.LEGAL_REVIEW
        self.top.set_crumbs([("requests", _("Requests")), ("request", view.request.registry_number)])
        self.top.set_title(_("Signing") if signing else _("Handing out"))
        self.panes.setCurrentWidget(self.sign if signing else self.release)
        self.stops.show_stops(part, self.person.may(Right.REVIEW))
        self.recipient.show_view(part)
        self.over.setVisible(part.delivery.state is DeliveryState.RELEASED)
        self.back.setVisible(not signing and part.steps.get(DeliveryStep.RETURN) == ())
        if signing:
            said = self.workspace.ask(queries.assessments, self.delivery_id, self.person)
            who = ", ".join(part_ for part_ in (self.person.name, self.person.title) if part_)
            self.sign.show_view(view, part, said, who, self._looks())
            hint = _("In the pages: N next mask, Backspace takes it off, K comments. Signing asks for the password.")
            self.frame.status.set_mode(_("Signing"), hint)
        else:
            self.release.show_view(view, part, proofs(self.workspace, part), self.now)
            self.frame.status.set_mode(_("Handing out"), _("Handing out has no shortcut key."))

    def go_back(self, where: str) -> None:
        if where == "request" and self.view is not None:
            self.frame.show_screen("request", request_id=self.view.request.id)
        else:
            self.frame.show_screen(where)

    # -- signing -----------------------------------------------------------------------------------------------------

    def _sign(self, password: str) -> None:
        assert self.part is not None
        seen = self.part.plan_hash
        if self.done(lambda: beside(lambda: self.workspace.do(sign_off.sign, self.delivery_id, seen, password))):
            self.refresh()
            self.tell(Tone.OK, _("Signed."), _("The handler can make the copies now."))
        else:
            self.sign.focus_refused()

    def _looks(self) -> Now:
        ask = self.workspace.ask
        changed = ask(reviewing.difference, self.delivery_id, self.person.id)
        return Now(self.now, changed, ask(reviewing.comments, self.delivery_id))

    def may_leave(self) -> bool:
        """Always; what was seen now is what the next look is held against."""
        if self.part is not None and self.panes.currentWidget() is self.sign:
            self.workspace.do(reviewing.looked, self.delivery_id)
        return True

    def _show_plan(self, document_id: int, mark_id: int) -> None:
        assert self.part is not None
        row = next(row for row in self.part.documents if row.document.id == document_id)
        if row.document.working_sha256 is None:
            return
        if self.sign.segments.current() != PAGES:
            self.sign.documents.choose(row.document.id)
            self.sign.show_part(PAGES)
        view = self.workspace.ask(queries.review, document_id, self.person)
        path = self.workspace.vault.file(row.document.working_sha256)
        box = long_work.page_text(self.workspace, row.document, 0).box
        open_now = self.part.steps.get(DeliveryStep.UNMASK) == ()
        self.sign.plan.show_plan(view, path, box, open_now)
        if mark_id:
            self.sign.plan.choose(mark_id)
        self._planned = DocumentId(document_id)

    def _review(self, deed: Callable[..., object], *what: object) -> bool:
        went = self.done(lambda: self.workspace.do(deed, *what), _(ECHOES[deed]) if deed in ECHOES else "")
        self.refresh()
        return went

    def _kept(self, what: str) -> Kept:
        """Where what is begun for this delivery lies."""
        assert self.view is not None
        return self.draft(self.view.request.id, f"{what}/{self.delivery_id}")

    def _ask_unmask(self, mark_id: int) -> None:
        words, kept = _("Why can it be shown?"), self._kept(f"unmask/{mark_id}")
        deed = partial(self._review, reviewing.unmask, [mark_id])
        self.asking.ask(words, _("Take it off"), deed, "", draft=kept)

    def _ask_comment(self, mark_id: int) -> None:
        words = _("Comment on the mask. It may become an official document.")
        deed = partial(self._review, reviewing.comment, mark_id)
        self.asking.ask(words, _("Comment"), deed, "", draft=self._kept(f"comment/{mark_id}"))

    def _mask_again(self) -> None:
        if self._planned is not None:
            self._review(reviewing.mask_again, self._planned)

    def _compare(self) -> None:
        """Sets of marks are compared on the document's own page."""
        if self._planned is not None:
            self.frame.show_screen("review", document_id=self._planned, compare=True)

    def _ask_why(self) -> None:
        kept = self._kept("return")
        self.asking.ask(_("What should be changed"), _("Return"), self._send_back, "", draft=kept)

    def _send_back(self, comment: str) -> bool:
        went = self.done(lambda: self.workspace.do(sign_off.send_back, self.delivery_id, comment))
        if went:
            self.sign.begun.sent()
            self.sign.forget()
            self.go_back("request")
        return went

    def _ask_stand(self) -> None:
        kept = self._kept("stand")
        self.asking.ask(_("How was the stop met?"), _("Take a stand"), self._take_stand, "", draft=kept)

    def _take_stand(self, reason: str) -> bool:
        assert self.part is not None
        ids = [stop.id for stop in open_stops(self.part)]
        return self._review(stops.take_stand, ids, reason)

    # -- copies and release --------------------------------------------------------------------------------------------

    def _far(self, deed: str) -> None:
        self.hush()
        workspace, delivery_id = self.workspace, self.delivery_id
        self._exporting = deed == "open-folder"
        if deed == "make-copies":
            job = self._job(_("Copies, proofs and letter are made."))
            self.work.start(lambda progress: long_work.make_copies(workspace, delivery_id, progress), job)
            self.release.show_progress(0, 0, _("Masked copies"), -1)
        elif deed == "release":
            way = self.release.way.currentText()
            job = self._job(_("The package is written."))
            self.work.start(lambda progress: long_work.release(workspace, delivery_id, way, None, progress), job)
            self.release.show_progress(0, 0, _("Packing"), -1)
        elif self.released is not None and self.released.package.is_dir():
            open_path(self.released.package.parent)
        else:
            self.work.start(lambda _progress: long_work.export(workspace, delivery_id), self._job())
            self.release.show_progress(0, 0, _("Packing"), -1)

    def _job(self, done: str = "") -> Job:
        assert self.view is not None
        number = self.view.request.registry_number
        return Job(number, f"{number}: {done}" if done else "", "delivery", {"delivery_id": int(self.delivery_id)})

    def _finished(self, answer: object) -> None:
        if isinstance(answer, long_work.Released):
            self.released = answer
            words = _("The package is written.")
            self.tell(Tone.OK, words, str(answer.package), _("Open the folder"), self._open_folder)
            if self._exporting:
                self._open_folder()
        else:
            self.tell(Tone.OK, _("Copies, proofs and letter are made."), _("Read the letter before you hand out."))

    def _open_folder(self) -> None:
        if self.released is not None:
            open_path(Path(self.released.package))

    def _ended(self) -> None:
        self.release.end_progress()
        if self.frame.current() is self:
            self.refresh()

    def _follow(self, place: str) -> None:
        assert self.part is not None
        if place == "letter":
            letter = next((paper for paper in self.part.papers if paper.kind == "letter"), None)
            if letter is not None:
                self.reading.show_paper(self.workspace, letter)
        elif place == "assessment":
            self.frame.show_screen("assessment", delivery_id=self.delivery_id)
        else:
            self.go_back("request")

    def _show_document(self, proven: Any) -> None:
        self.frame.show_screen("review", document_id=proven.row.document.id)

    def areas(self) -> list[QWidget]:
        if self.panes.currentWidget() is self.sign:
            return [self.top, self.sign.documents, self.sign.middle, self.sign.password]
        return [self.top, self.release.table, self.release.act]

    def start_focus(self) -> None:
        if self.panes.currentWidget() is self.sign:
            self.sign.documents.setFocus()
        else:
            self.release.table.setFocus()
