"""A request's page: the procedure at the left, the documents in the middle, its words and facts at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from app import messages, purging
from app.domain.events import Event, RequestEvent
from app.domain.ids import DocumentId, RequestId
from app.domain.official import Path as Answers
from app.domain.requests import Document, DocumentState
from app.domain.workflow import RequestStep
from app.services import queries
from app.services.cases import answering, classified, intake, official, registration
from app.services.cases.questions import NewQuestion
from app.services.delivering import delivery
from app.services.queries import RequestView
from app.services.writing import times
from app.store.unit import Unit
from app.texts import _

from ... import theme, wording
from ...intake import Intake
from ...parts.area import Area
from ...parts.buttons import Button, Kind, PrimaryButton, SecondaryButton
from ...parts.keys import WINDOW, bind
from ...parts.notices import Tone
from ...parts.steps import StepsRail
from ...parts.swap import empty
from ...parts.words import Card, Surface, Words, line
from ...sending import Sending
from ..asking import Asking
from ..page import Page
from . import removal
from .coming_in import KINDS, ComingIn, DropZone
from .documents import DocumentsTable, lines
from .facts import FactsPanel
from .forms import FORMS, QuestionForm
from .official import OfficialPanel
from .own_data import OwnDataCard
from .own_data_forms import AnswerForm, ExtendForm
from .panel import FormPanel
from .steps import next_move, reasons, short, steps

RECENT = 6
"""Rows of the log shown at the foot; the same deed done many times in a row is one."""
LOOKED_AT = 200
"""How many rows of the log are looked at for them."""


class RequestScreen(Page):
    """One request. ``follow`` goes where a step, a blocker or the main button points."""

    place = "requests"
    keeps = ("request_id",)

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self.sending = Sending(frame, self)
        self.request_id = RequestId(0)
        self.view: RequestView | None = None
        self.intake = Intake.of(frame)
        self.coming = ComingIn(self)
        self.main = PrimaryButton("", parent=self)
        self.log = Button(_("The request's log"), Kind.QUIET, "log", parent=self)
        self.sums = Button(_("Sums in place of rows"), Kind.QUIET, "table", parent=self)
        self.file = Button(_("The file"), Kind.QUIET, "list", parent=self)
        self.letters = Button(_("Letters"), Kind.QUIET, "letter", parent=self)
        self.top.add(self.file, self.letters, self.sums, self.log, self.main)
        self.steps = StepsRail(self)
        self.subject = Words("", "heading", wrap=True, parent=self)
        self.count = Words("", "body", "ink2", parent=self)
        self.take = SecondaryButton(_("Take in documents"), "take-in", "Ctrl+O", parent=self)
        self.table = DocumentsTable(self)
        self.asking = Asking(self)
        self.official = OfficialPanel(self._say_official, self)
        self.forms = FormPanel(self._write, self)
        self.own = OwnDataCard(self)
        self.drop = DropZone(self)
        self.facts = FactsPanel(self)
        self.recent = QGridLayout()
        self._lay_out()
        self._bind()
        self.listen_to(RequestEvent)

    def _lay_out(self) -> None:
        left = Surface("panel", "right", self)
        rail = Area(parent=left)
        rail.setWidget(self.steps)
        _whole(left, rail, 1)
        right = Surface("panel", "left", self)
        _whole(right, self.facts, 0)
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.split.setHandleWidth(1)
        shares = ((left, 0, 240), (self._middle(), 1, 480), (right, 0, 264))
        for at, (part, stretch, least) in enumerate(shares):
            self.split.addWidget(part)
            self.split.setStretchFactor(at, stretch)
            part.setMinimumWidth(least)  # in px: larger with the text, the three would not fit at 150 %
            self.split.setCollapsible(at, False)
        self.split.setSizes([280, 768, 320])
        self.column.addWidget(self.split, 1)

    def _middle(self) -> QWidget:
        body = Surface("content")
        column = QVBoxLayout(body)
        column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        column.setSpacing(theme.px(12))
        head = line(Words(_("Documents"), "section"), self.count)
        head.addStretch(1)
        head.addWidget(self.take)
        self.card = Card(parent=body)
        self.card.add_row(self.table, (0, 0, 0, 0))
        self.recent.setHorizontalSpacing(theme.px(20))
        self.recent.setVerticalSpacing(theme.px(8))
        self.recent.setColumnStretch(2, 1)
        column.addWidget(self.subject)
        column.addWidget(self.forms)
        column.addWidget(self.own)
        column.addLayout(head)
        column.addWidget(self.asking)
        column.addWidget(self.official)
        column.addWidget(self.card)
        column.addWidget(self.drop)
        column.addSpacing(theme.px(6))
        column.addWidget(Words(_("Latest in the request"), "section"))
        column.addLayout(self.recent)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        self.middle = area
        return area

    def _bind(self) -> None:
        self.main.clicked.connect(self._go_on)
        self.main.refused.connect(lambda reason: self.tell(Tone.WARN, reason))
        self.file.clicked.connect(lambda: self.frame.show_screen("register", request_id=self.request_id))
        self.letters.clicked.connect(lambda: self.frame.show_screen("letters", request_id=self.request_id))
        self.log.clicked.connect(lambda: self.frame.show_screen("log", request_id=self.request_id))
        self.sums.clicked.connect(lambda: self.follow("sums"))
        self.sending.sent.connect(self._sent)
        self.sending.held.connect(self._held)
        self.sending.refused.connect(lambda sentence: self.tell(Tone.STOP, sentence))
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
        bind(self, "Ctrl+O", _("Take in documents"), self.choose_files, WINDOW)
        bind(self, "Ctrl+V", _("Take in the files that were copied"), self.paste, WINDOW)
        bind(self, "Ctrl+Return", _("Do what the filled button says"), self._go_on, WINDOW)
        self.frame.setAcceptDrops(True)
        self.frame.installEventFilter(self)

    # -- showing -----------------------------------------------------------------------------------------------------

    def title(self) -> str:
        return self.view.request.registry_number if self.view else ""

    def open(self, **arguments: Any) -> None:
        """Shows the request ``request_id``, or again the one it showed."""
        asked = RequestId(arguments.get("request_id", self.request_id))
        if asked != self.request_id:
            self.hush()
            self.asking.leave()
            self.official.leave()
            self.forms.leave()
        self.request_id = asked
        self.refresh()
        self.titled.emit()

    def concerns(self, event: Event) -> bool:
        return isinstance(event, RequestEvent) and event.request_id == self.request_id

    def refresh(self) -> None:
        self.view = view = self.workspace.ask(queries.request, self.request_id, self.person, self.now)
        self.top.set_crumbs([("requests", _("Requests"))])
        self.top.set_title(view.request.registry_number)
        self.subject.setText(wording.subject(view.request.subject))
        self.steps.set_steps(steps(view, self.now))
        self.facts.show_view(view, self.now)
        self.own.show_view(view, self.now)
        self._show_main(view)
        self._show_documents()
        self._show_recent()
        state = _(wording.REQUEST_STATES[view.state])
        self.frame.status.set_mode(state, _("F6 changes area. Return opens the document. Ctrl+O takes in files."))

    def _show_main(self, view: RequestView) -> None:
        move = next_move(view)
        self.main.setVisible(move is not None)
        if move is not None:
            self.main.become(move.words, move.icon)
            self.main.set_blockers(move.reasons, short(move))
        held = view.steps.get(RequestStep.ADD_DOCUMENT)
        self.take.set_blockers(reasons(held) if held is not None else (_("The request is closed"),))
        self.drop.setVisible(held == ())

    def _show_documents(self) -> None:
        if self.view is None:
            return
        shown = lines(self.view.current.documents, self.intake, self.request_id)
        self.count.setText(str(len(shown)) if shown else "")
        self.table.set_lines(shown)
        self.card.setVisible(bool(shown))
        if self.table.current() is None and shown:
            self.table.selectRow(0)

    def _show_recent(self) -> None:
        empty(self.recent)
        rows = self.workspace.ask(queries.steps_taken, self.request_id, LOOKED_AT)
        folded = [list(same) for _key, same in groupby(rows, lambda row: (row.person, row.words))]
        for at, same in enumerate(folded[:RECENT]):
            newest = same[0]
            often = _(" ({count} times)").format(count=len(same)) if len(same) > 1 else ""
            told = (wording.moment(times.parse(newest.row.at), self.now), newest.person or _("The program"))
            for column, words in enumerate((*told, newest.words + often)):
                self.recent.addWidget(Words(words, tone="ink" if column else "ink2", wrap=True), at, column)

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
            "close": lambda: self.frame.show_screen("register", request_id=self.request_id),
            "next-delivery": lambda: self.done(lambda: self.workspace.do(registration.next_delivery, self.request_id)),
        }
        deeds[place]()

    def _write(self, deed: Callable[[Unit], None]) -> bool:
        """Does what a form says; where it is refused the banner says why and the form stays."""
        went = self.done(lambda: self.workspace.do(deed))
        if went:
            self.refresh()
        return went

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
        """Sets a choice of the delivery; what is signed or made falls, as the log tells."""
        assert self.view is not None
        delivery_id = self.view.current.delivery.id
        choice = {"final": not on} if name == "more" else {name: on}
        self.done(lambda: self.workspace.do(delivery.choose, delivery_id, **choice))
        self.refresh()

    # -- documents -----------------------------------------------------------------------------------------------------

    def choose_files(self) -> None:
        """Asks which files to take in."""
        if self.take.blockers():
            self.tell(Tone.WARN, self.take.blockers()[0])
            return
        kinds = _("Documents ({kinds})").format(kinds=KINDS) + ";;" + _("All files (*)")
        names, _kind = QFileDialog.getOpenFileNames(self, _("Take in documents"), "", kinds)
        self.take_in([Path(name) for name in names])

    def take_in(self, files: list[Path]) -> None:
        """Takes files into the request, one after the other."""
        if not files:
            return
        if self.workspace.ask(classified.is_asked, self.request_id):
            asked = classified.question()
            words = f"{asked.text} {asked.help}"
            deed = partial(self._take_unclassified, files)
            self.asking.ask(words, _("No, take them in"), deed, otherwise=(_("Yes, or unsure"), self._keep_out))
            return
        self.done(lambda: self.intake.take(self.request_id, files))

    def paste(self) -> None:
        """Takes in what is on the clipboard: files, a picture or words."""
        given = QGuiApplication.clipboard().mimeData()
        if self.take.blockers():
            self.tell(Tone.WARN, self.take.blockers()[0])
        elif not self.coming.wanted(given):
            self.tell(Tone.INFO, _("Nothing on the clipboard can be taken in. Copy files, a picture or words first."))
        else:
            self.take_in(self.coming.files(given))

    def _take_unclassified(self, files: list[Path], _written: str) -> None:
        if self.done(lambda: self.workspace.do(classified.none_is, self.request_id)):
            self.take_in(files)

    def _keep_out(self) -> None:
        if self.done(lambda: self.workspace.do(classified.one_is, self.request_id)):
            self.tell(Tone.STOP, classified.question().kept_out)

    def _not_taken(self, request_id: int, sentence: str) -> None:
        if request_id == self.request_id:
            self.tell(Tone.STOP, sentence)

    def on_document(self, name: str, document: Document) -> None:
        """Does with a document what its menu or its line asks."""
        ask, do = self.asking.ask, self.workspace.do
        read = partial(self.intake.read, self.request_id, document.id, document.title)
        if name == "open" and document.pages and document.words_sha256 is None:
            self._tell_gone()
        elif name == "open":
            self.frame.show_screen("review", document_id=document.id)
        elif name == "stop":
            self.intake.stop()
        elif name == "read" and document.state is DocumentState.LOCKED:
            ask(_("Password of {title}").format(title=document.title), _("Read in"), read, "", True)
        elif name == "read":
            read()
        elif name == "official":
            self._ask_official(document)
        elif name == "rename":
            words = _("What letters shall call the document")
            ask(words, _("Change"), lambda said: self._change(do, intake.rename, document.id, said), document.title)
        elif name == "done":
            self._change(do, intake.mark_done, document.id)
        elif name == "reopen":
            self._change(do, intake.reopen, document.id)
        elif name == "remove":
            self._ask_removal(document)

    def _tell_gone(self) -> None:
        """Where the request was opened again, the file is where working copies are made again."""
        there = self.workspace.ask(purging.missing, self.request_id)
        way: tuple[Any, ...] = (_("The file"), lambda: self.follow("close")) if there else ("", None)
        self.tell(Tone.INFO, messages.sentence("working-gone"), "", *way)

    def _ask_official(self, document: Document | None) -> None:
        """Asks of a document, else of the first that nobody has tried."""
        assert self.view is not None
        rows = self.view.current.documents
        untried = [row.document for row in rows if row.trial is None]
        unofficial = [row.document for row in rows if row.trial is not None and not row.trial.goes_on]
        chosen = document or next(iter((*untried, *unofficial)), None)
        if chosen is not None:
            self.asking.leave()
            self.official.ask(chosen, untried)

    def _say_official(self, documents: Sequence[Document], path: Answers, ground: str) -> None:
        ids = [document.id for document in documents]
        if self.done(lambda: self.workspace.do(official.answer, ids, path)) and ground:
            self.done(lambda: self.workspace.do(official.hand_out_voluntarily, ids[0], ground))
        self.refresh()

    def _ask_removal(self, document: Document) -> None:
        assert self.view is not None
        row = next(row for row in self.view.current.documents if row.document.id == document.id)
        members = self.workspace.ask(intake.members, document.id)
        removal.ask(
            self.asking, row, len(members), partial(self._change, self.workspace.do, intake.remove, document.id)
        )

    def _change(self, do: Any, *what: Any) -> None:
        self.done(lambda: do(*what))
        self.refresh()

    # -- dropping --------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Files may be dropped anywhere on the window while this page is shown."""
        if watched is not self.frame or self.window_shows() is not self:
            return False
        if event.type() == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            if event.mimeData().hasUrls() and not self.take.blockers():
                event.acceptProposedAction()
                self.drop.set_over(True)
                return True
        elif event.type() == QEvent.Type.DragLeave:
            self.drop.set_over(False)
        elif event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            self.drop.set_over(False)
            event.acceptProposedAction()
            self.take_in(self.coming.files(event.mimeData()))
            return True
        return False

    def window_shows(self) -> object:
        """The screen that the window shows now."""
        frame: Any = self.frame
        return frame.current()

    def areas(self) -> list[QWidget]:
        own = [self.own] if self.own.isVisible() else []
        return [self.top, self.steps, *own, self.table if self.card.isVisible() else self.take, self.facts]

    def start_focus(self) -> None:
        (self.table if self.table.rows.rowCount() else self.main).setFocus()


def _whole(surface: Surface, inner: QWidget, right: int) -> None:
    layout = QHBoxLayout(surface)
    layout.setContentsMargins(1 - right, 0, right, 0)
    layout.addWidget(inner)
