"""A request's page: the procedure at the left, the documents in the middle, its words and facts at the right."""

from __future__ import annotations

from typing import Any

from app import long_work
from app.domain.events import RequestEvent
from app.domain.ids import DocumentId, RequestId
from app.services.cases import answering, registration
from app.services.cases.questions import NewQuestion
from app.services.delivering import delivery
from app.texts import _

from ...parts.keys import WINDOW, bind
from ...parts.notices import Tone
from ...sending import Sending
from ...watched import Watched
from .forms import FORMS, QuestionForm
from .own_data_forms import AnswerForm, ExtendForm
from .steps import next_move
from .taking import TakingPage


class RequestScreen(TakingPage):
    """One request. ``follow`` goes where a step, a blocker or the main button points."""

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self.sending = Sending(frame, self)
        self._bind()
        self.listen_to(RequestEvent)

    def _bind(self) -> None:
        self.main.clicked.connect(self._go_on)
        self.main.refused.connect(lambda reason: self.tell(Tone.WARN, reason))
        self.file.clicked.connect(self.show_file)
        self.letters.clicked.connect(lambda: self.frame.show_screen("letters", request_id=self.request_id))
        self.log.clicked.connect(lambda: self.frame.show_screen("log", request_id=self.request_id))
        self.sums.clicked.connect(lambda: self.follow("sums"))
        self.sending.sent.connect(self._sent)
        self.sending.held.connect(self._held)
        self.sending.refused.connect(lambda sentence: self.tell(Tone.STOP, sentence))
        self.list_pages.clicked.connect(self.print_pages)
        self.take.clicked.connect(self.choose_files)
        self.take.refused.connect(lambda reason: self.tell(Tone.WARN, reason))
        self.steps.followed.connect(self.follow)
        self.steps.acted.connect(self.follow)
        self.steps.refused.connect(lambda reason: self.tell(Tone.WARN, reason))
        self.table.asked.connect(self.on_document)
        self.facts.chosen.connect(self.choose)
        self.facts.decided.connect(lambda which: self.frame.show_screen("decision", delivery_id=which))
        self.facts.asked.connect(self.follow)
        self.facts.opened.connect(lambda which: self.frame.show_screen("delivery", delivery_id=which))
        self.intake.changed.connect(self._show_documents)
        self.intake.refused.connect(self._not_taken)
        self.watched.wanted.connect(self.take_in)
        self.intake.taken.connect(Watched.of(self.frame).seen_to)
        self.intake.stamped.connect(self._stamped)
        bind(self, "Ctrl+O", _("Take in documents"), self.choose_files, WINDOW)
        bind(self, "Ctrl+V", _("Take in the files that were copied"), self.paste, WINDOW)
        bind(self, "Ctrl+Return", _("Do what the filled button says"), self._go_on, WINDOW)
        self.frame.setAcceptDrops(True)
        self.frame.installEventFilter(self)

    def print_pages(self) -> None:
        """Prints where something is masked, left visible or not judged."""
        workspace, request_id = self.workspace, self.request_id
        self.printout.start(_("List of pages"), lambda place: long_work.write_page_list(workspace, request_id, place))

    # -- going on ------------------------------------------------------------------------------------------------------

    def _go_on(self) -> None:
        move = next_move(self.view) if self.view else None
        if move is not None and not move.reasons:
            self.follow(move.name)

    def ask_this(self, new: NewQuestion) -> None:
        """Opens the form for a question to the requester with what is known of it."""
        assert self.view is not None
        form = QuestionForm(self.workspace, self.view)
        form.start(new)
        self.forms.ask(form)

    def follow(self, name: str) -> None:
        """Does or shows what a step, a blocker or the main button names."""
        view = self.view
        assert view is not None
        place, _colon, number = name.partition(":")
        delivery_id = view.current.delivery.id
        if place in FORMS:
            self.forms.ask(FORMS[place](self.workspace, view))
            return
        deeds = {
            "review": lambda: self.frame.show_screen("review", document_id=DocumentId(int(number))),
            "assessment": lambda: self.frame.show_screen("assessment", delivery_id=delivery_id),
            "delivery": lambda: self.frame.show_screen("delivery", delivery_id=delivery_id),
            "traces": lambda: self.frame.show_screen("traces", delivery_id=delivery_id),
            "fee": lambda: self.frame.show_screen("fee", delivery_id=delivery_id),
            "decision": lambda: self.frame.show_screen("decision", delivery_id=delivery_id),
            "sums": lambda: self.frame.show_screen("sums", delivery_id=delivery_id),
            "documents": self.table.setFocus,
            "own-data": self.own.go_to,
            "extend": lambda: self.forms.ask(ExtendForm(self.workspace, view)),
            "answer": lambda: self.forms.ask(AnswerForm(self.workspace, view, number)),
            "official": lambda: self._ask_official(None),
            "choose-files": self.choose_files,
            "start-search": lambda: self.done(lambda: self.workspace.do(registration.start_search, self.request_id)),
            "resume": lambda: self.done(lambda: self.workspace.do(answering.take_back, self.request_id)),
            "letter": lambda: self.frame.show_screen("letters", request_id=self.request_id, letter=number),
            "request": lambda: self.frame.show_screen("request", request_id=RequestId(int(number))),
            "submit": self._submit,
            "close": self.show_file,
            "next-delivery": lambda: self.done(lambda: self.workspace.do(registration.next_delivery, self.request_id)),
        }
        deeds[place]()

    def _submit(self) -> None:
        assert self.view is not None
        self.hush()
        self.sending.send(self.view.current.delivery.id)

    def _sent(self) -> None:
        if self.frame.current() is self:
            self.refresh()
            self.tell(Tone.OK, _("Sent to review."), _("Someone else reads and signs it."))

    def _held(self) -> None:
        if self.frame.current() is self and self.view is not None:
            self.frame.show_screen("traces", delivery_id=self.view.current.delivery.id)

    def choose(self, name: str, on: bool) -> None:
        """Sets a choice of the delivery; where something signed or made falls with it, asks first."""
        assert self.view is not None
        delivery_id = self.view.current.delivery.id
        choice = {"final": not on} if name == "more" else {name: on}
        self.refresh()  # shows the choice as it is until it is made
        self.keeping(_("Change it"), lambda: self._change(self.workspace.do, delivery.choose, delivery_id, **choice))
