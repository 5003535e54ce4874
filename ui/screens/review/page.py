"""What the review page shows: document, pages, marks, findings, and which of them is current."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app import long_work, messages
from app.domain.errors import Gone
from app.domain.events import DeliveryEvent, DocumentEvent
from app.domain.ids import DocumentId, MarkId
from app.domain.requests import DeliveryState, DocumentState
from app.domain.workflow import DocumentStep
from app.services import queries
from app.services.office import organisation
from app.services.queries import ReviewView
from app.texts import _, ngettext
from redaction.geometry import PageBox
from redaction.marks import MarkState
from redaction.words import PageText

from ...bridge import Post, listen
from ...jobs import Job
from ...parts.notices import Banner, Tone
from ...parts.split import Panel, Split
from ...parts.words import Surface
from ...texts import clock
from ...viewer.marking_view import MarkingView
from ...viewer.pictures import pictures_of
from ...viewer.popup import SelectionPopup
from ...viewer.thumbnails import Thumbnails
from ...work import Work
from ..base import Screen
from .bars import DocumentBar, ToolBar
from .deeds import Deeds
from .fetching import Fetched, fetch, is_long
from .modes import mode_words
from .palette import Catalogue, Palette
from .panel import FindingsPanel
from .proof import ProofPanel
from .trouble import Trouble
from .words import FindingRow, Known, Shown, rows

THUMBNAILS, FINDINGS, SMALL_THUMBNAILS, SMALL_FINDINGS, LEAST_PAGE = 136, 344, 112, 320, 430
"""Narrower windows get the smaller side panels, in px."""


class ReviewPage(Screen):
    """One document under review, shown; deeds are added by those who build on it."""

    place = "requests"

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self.workspace = frame.workspace
        self.pictures = pictures_of(frame)
        self.deeds = Deeds(self.workspace, self)
        self.work, self.fetching = Work(self), Work(self)
        self.fetching.finished.connect(self._fetched)
        self.fetching.refused.connect(self._refuse)
        self._arrivals: list[Callable[[], object]] = []
        self.view: ReviewView | None = None
        self.ground = ""
        self._rows: tuple[FindingRow, ...] = ()
        self._known: Known = {}
        self._shown: Shown | None = None
        self._delivered = self._on_the_way = False
        self._searching = False
        self._post = Post(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.look)
        self._build()
        listen(self, self.workspace.bus, DocumentEvent, self._heard)
        listen(self, self.workspace.bus, DeliveryEvent, self._heard)

    # -- building ----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.top = DocumentBar(self)
        self.banner = Banner(Tone.WARN, "", full_width=True, parent=self)
        self.tools = ToolBar(self)
        self.notice = Banner(Tone.INFO, "", full_width=True, parent=self)
        self.page_view = MarkingView(self.pictures, self)
        self.thumbnails = Thumbnails(self.pictures, self)
        self.palette_row = Palette(self)
        self.catalogue = Catalogue(self)
        self.panel = FindingsPanel(self)
        self.proof = ProofPanel(self)
        self.trouble = Trouble(self)
        self.popup = SelectionPopup(self.page_view.viewport())
        middle = Surface("canvas", parent=self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        column.addWidget(self.notice)
        column.addWidget(self.page_view, 1)
        column.addWidget(self.palette_row)
        self._side = QStackedWidget(self)
        self._side.addWidget(self.panel)
        self._side.addWidget(self.proof)
        self._place = QWidget(self)  # where that stands, unless it has a window of its own
        self._held = QVBoxLayout(self._place)
        self._held.setContentsMargins(0, 0, 0, 0)
        self._held.addWidget(self._side)
        self._left = Surface("panel", parent=self)
        held = QVBoxLayout(self._left)
        held.setContentsMargins(0, 0, 1, 0)
        held.addWidget(self.thumbnails)
        panels = (
            Panel(self._left, _("Pages"), THUMBNAILS, SMALL_THUMBNAILS),
            Panel(middle, _("Document"), 0, LEAST_PAGE),
            Panel(self._place, _("Findings"), FINDINGS, SMALL_FINDINGS, front=True),
        )
        self.split = Split("review", panels, self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.split)
        self._stack.addWidget(self.trouble)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for bar in (self.top, self.banner):
            whole.addWidget(bar)
        whole.addWidget(self._stack, 1)
        self.banner.hide()
        self.banner.acted.connect(lambda: self.frame.show_screen("catalogue"))
        self.notice.hide()

    # -- showing -----------------------------------------------------------------------------------------------

    def job(self, done: str = "") -> Job:
        """Long work on this document, as it is told elsewhere."""
        title = self.view.row.document.title if self.view is not None else ""
        return Job(title, done, "review", {"document_id": int(self.deeds.document_id)})

    def left_at(self) -> dict[str, int] | None:
        """The document, its page (from 0) and the zoom in thousandths of px per unit (0: the width fills the view)."""
        view = self.page_view
        zoom = 0 if view.fits else round(view.scale_now * 1000)
        return {"document_id": self.deeds.document_id, "page": view.page, "zoom": zoom} if self.view else None

    def open(self, document_id: int = 0, mark_id: int = 0, page: int = -1, zoom: int = 0, **arguments: Any) -> None:
        """Shows a document, at a mark, at a page with a zoom (see ``left_at``), or at its first proposal."""
        wanted = DocumentId(document_id or self.deeds.document_id)
        if wanted == self.deeds.document_id and self.view is not None:
            self.look()
        else:
            self.deeds.document_id = wanted
            self._delivered = False
            self._known, self._shown = {}, None
            self.panel.show_all()
            self._fetch()
        self.when_there(partial(self._arrive, mark_id, page, zoom))

    def when_there(self, deed: Callable[[], object]) -> None:
        """Does something as soon as the document that was asked for is shown: now, or when it has been fetched."""
        if self.fetching.busy:
            self._arrivals.append(deed)
        else:
            deed()

    def _arrive(self, mark_id: int, page: int, zoom: int) -> None:
        if mark_id:
            self.choose(mark_id)
        elif 0 <= page < self.page_view.pages:
            self._stand(page, zoom)
        self._say_mode()

    def _fetch(self) -> None:
        """Shows a document anew: at once, or fetched beside where that would be felt."""
        document_id, person = self.deeds.document_id, self.workspace.person
        self._arrivals = []
        if person is None or not is_long(self.workspace, document_id):
            self.look(fresh=True)
            return
        self.view = None
        self.trouble.show_trouble(_("The document is being opened"), "", False)
        self.trouble.show_work(True, words=_("Reading"))
        self._stack.setCurrentWidget(self.trouble)
        self.fetching.start(lambda _progress: fetch(self.workspace, document_id, person))

    def _fetched(self, fetched: Fetched) -> None:
        view = fetched.view
        if view.row.document.id != self.deeds.document_id:  # another one was asked for meanwhile
            self._fetch()
            return
        self._known = fetched.known
        self._show(view, None, fresh=True)
        then, self._arrivals = self._arrivals, []
        for deed in then:
            deed()
        if self.frame.current() is self:
            self.start_focus()

    def _stand(self, page: int, zoom: int) -> None:
        """Goes to a page; its first open finding is chosen, else its first, else none."""
        if zoom:
            self.page_view.set_zoom(zoom / 1000)
        there = [row for row in self._rows if row.mark.page == page]
        first = next((row for row in there if row.mark.open), there[0] if there else None)
        self.choose(first.id if first is not None else 0)
        if first is None:
            self.page_view.go_to(page)

    def look(self, fresh: bool = False) -> None:
        """Asks again and shows what there is; ``fresh`` when another document is shown."""
        self._soon.stop()
        if not self.deeds.document_id or self.workspace.person is None or self.fetching.busy:
            return
        was, ask = self.view, self.workspace.ask
        try:
            view = ask(queries.review, self.deeds.document_id, self.workspace.signed_in, None if fresh else was)
        except Gone:
            if fresh or was is None:
                raise
            self._left_alone(was)
            return
        self._show(view, was, fresh)

    def _show(self, view: ReviewView, was: ReviewView | None, fresh: bool) -> None:
        """Shows a document as it stands; ``was`` is how it was shown before."""
        self.view = view
        self.banner.say(self.workspace.ask(organisation.catalogue_banner), _("Open the catalogue"))
        document = view.row.document
        self.deeds.numbers = view.numbers
        self.deeds.seen = {MarkId(mark.id): mark.version for mark in view.marks}
        self.deeds.seen_at = self.workspace.heard_to
        place = view.neighbours.index(document.id) if document.id in view.neighbours else 0
        number, count = view.request.registry_number, len(view.neighbours)
        self.top.show_document(number, document.title, document.media_type, place, count)
        self._show_done()
        if document.working_sha256 is None or document.state in (DocumentState.LOCKED, DocumentState.FAILED):
            self._show_trouble()
            return
        self._stack.setCurrentWidget(self.split)
        self.trouble.show_work(False)
        anew = fresh or was is None or was.row.document.working_sha256 != document.working_sha256
        if anew:
            self._show_pages()
        self._show_marks()
        if (anew or self.current() is None) and not self._delivered:
            self.choose(self._first_open())
        self.titled.emit()

    def _left_alone(self, was: ReviewView) -> None:
        """The document was taken out meanwhile: its request is shown where this page was."""
        self.deeds.document_id, self.view = DocumentId(0), None
        if self.frame.current() is self:
            self.frame.show_screen("request", request_id=was.request.id)

    def let_go_of_all(self) -> None:
        self.view, self._shown, self._rows, self._known, self.deeds.seen = None, None, (), {}, {}
        self.page_view.set_marks(())
        self.thumbnails.pages_model.set_marks(())
        self.panel.show_rows(())

    def title(self) -> str:
        return self.view.request.registry_number if self.view is not None else ""

    def areas(self) -> list[QWidget]:
        if self._stack.currentWidget() is self.trouble:
            return [self.top, self.trouble]
        side = self._beside()
        side = self.panel.list if side is self.panel else side
        return [self.top, self.tools, self.thumbnails, self.page_view, self.palette_row, side, self.frame.status]

    def start_focus(self) -> None:
        if self._stack.currentWidget() is self.trouble:
            (self.trouble.password if self.trouble.password.isVisible() else self.trouble.button).setFocus()
        else:
            hidden = self._delivered or self.split.waits(self.panel.list)
            (self.page_view if hidden else self.panel.list).setFocus()

    def _show_pages(self) -> None:
        assert self.view is not None
        document = self.view.row.document
        assert document.working_sha256 is not None
        path = self.workspace.vault.file(document.working_sha256)
        words = self._words_of(0)
        box = words.box if words is not None else PageBox(595.0, 842.0)
        self.page_view.show_document(path, document.pages, box, self._words_of)
        self.thumbnails.show_document(path, (box,) * document.pages)
        self.tools.show_zoom(self.page_view.scale_now)
        self.tools.show_page(0, document.pages)
        self._suggest_ground()

    def _words_of(self, page: int) -> PageText | None:
        if self.view is None or self.view.row.document.words_sha256 is None:
            return None
        return long_work.page_text(self.workspace, self.view.row.document, page)

    def _show_marks(self) -> None:
        assert self.view is not None
        view = self.view
        self._rows = rows(view, self._known, self._shown)
        self._shown = view, self._rows
        marks = [row.mark for row in self._rows]
        seen = self._delivered
        self.page_view.editable = view.editable and not seen
        self.page_view.set_marks([] if seen else marks)
        self.thumbnails.pages_model.delivered = seen
        self.thumbnails.pages_model.set_marks(marks)
        self.panel.show_rows(self._rows)
        self.palette_row.set_numbers(view.numbers, view.provisions)
        self.palette_row.choose(self.ground)
        self.palette_row.setVisible(view.editable and not seen)
        self.tools.set_read_only(not view.editable or seen)
        self.tools.read_only.setText(_("Read-only view of the saved file") if seen else _("Closed for marks"))
        self.tools.set_history(view.can_undo, view.can_redo)
        self._side.setCurrentWidget(self._beside())
        self._show_notice()
        self._show_card()

    def _beside(self) -> QWidget:
        """What stands beside the pages."""
        return self.proof if self._delivered else self.panel

    @contextmanager
    def on_the_way(self) -> Iterator[None]:
        """Meanwhile the card waits: what is current changes once more in the same breath."""
        self._on_the_way = True
        try:
            yield
        finally:
            self._on_the_way = False

    def _show_card(self) -> None:
        row = self.panel.list.current_row()
        if row is None or self.view is None or self._on_the_way:
            return
        ground = self._ground_for(row)
        words = row.mark.text.casefold()
        alike = (one.mark for one in self._rows if one.mark.state is MarkState.PROPOSED and one.mark.text)
        same = sum(mark.text.casefold() == words for mark in alike if len(mark.text) == len(row.mark.text))
        why = (_("The document is done. Open it again to change marks."),)
        number, who = self.view.numbers.get(ground, 0), self._who(row)
        self.panel.card.show_finding(row, number, same, self.view.editable, why, who)

    def _who(self, row: FindingRow) -> str:
        """Whose the last change of a mark is, and when; "" for nobody's."""
        return ""

    def _show_done(self) -> None:
        assert self.view is not None
        state, steps = self.view.row.document.state, self.view.row.steps
        button = self.top.done
        if state is DocumentState.DONE:
            button.setText(_("Open again"))
            held = steps.get(DocumentStep.REOPEN, ())
        else:
            button.setText(_("Done"))
            held = steps.get(DocumentStep.MARK_DONE, ())
        words = tuple(messages.blocker(blocker) for blocker in held)
        left = self.view.row.left
        short = ngettext("{count} left", "{count} left", left).format(count=left) if left else ""
        button.setAccessibleName(button.text())
        button.set_blockers(words, short)

    def _show_notice(self) -> None:
        """The strip over the pages: a proven copy, or why the marks are closed."""
        assert self.view is not None
        view = self.view
        self.notice.setVisible(True)
        if self._delivered and view.row.copy is not None:
            count = view.row.copy.marks
            told = ngettext("The text under {count} mask is gone.", "The text under {count} masks is gone.", count)
            self.notice.tell(Tone.OK, _("The check has passed"), told.format(count=count))
        elif view.row.document.state is DocumentState.DONE:
            self.notice.tell(Tone.INFO, _("The document is done"), self._cost_of_opening(), _("Open again"))
        else:
            self.notice.setVisible(False)

    def _cost_of_opening(self) -> str:
        assert self.view is not None
        if self.view.delivery.state is DeliveryState.PREPARING:
            return _("Open it again to change marks.")
        return _("Opening it again voids the signature and the copies of the delivery.")

    def _show_trouble(self) -> None:
        assert self.view is not None
        document = self.view.row.document
        locked = document.state is DocumentState.LOCKED
        titles = {
            DocumentState.LOCKED: _("The document is locked"),
            DocumentState.FAILED: _("The document could not be read"),
        }
        words = messages.failure(document.failure) or _("The document has not been read yet.")
        if not self.work.busy:
            self.trouble.show_trouble(titles.get(document.state, _("The document waits")), words, locked)
        self._stack.setCurrentWidget(self.trouble)

    def _sized(self, path: object, boxes: tuple[PageBox, ...]) -> None:
        shown = self.page_view.path
        if shown is not None and path == shown:
            self.thumbnails.show_document(shown, boxes)

    def _heard(self, event: Any) -> None:
        """Something happened to this document or its delivery: looks again, once for many."""
        if self.view is None:
            return
        mine = getattr(event, "document_id", 0) == self.deeds.document_id
        if mine or getattr(event, "delivery_id", 0) == self.view.delivery.id:
            self._post(self._soon.start)

    # -- choosing ----------------------------------------------------------------------------------------------

    def choose(self, mark_id: int) -> None:
        """Makes a finding current on the page and in the panel; 0 for none."""
        self.panel.list.choose(mark_id)
        self.page_view.choose(mark_id)
        self._show_card()

    def current(self) -> FindingRow | None:
        """The current finding."""
        return self.panel.list.current_row()

    def _page_chose(self, mark_id: int) -> None:
        self.panel.list.choose(mark_id)
        self._show_card()

    def _list_chose(self, mark_id: int) -> None:
        self.page_view.choose(mark_id)
        self._show_card()

    def _first_open(self) -> int:
        first = self._rows[0].id if self._rows else 0
        said = next((row.id for row in self._rows if row.commented), first)
        return next((row.id for row in self._rows if row.mark.open), said)

    def next(self, step: int = 1) -> None:
        """Goes to the next (or with -1 the one before) finding that nobody has judged, in reading order."""
        current = self.current()
        ids = [row.id for row in self._rows]
        here = ids.index(current.id) if current is not None and current.id in ids else -1 if step > 0 else len(ids)
        self._go_on_from(here, step)

    def _go_on_from(self, here: int, step: int = 1) -> bool:
        order = list(range(here + step, len(self._rows) if step > 0 else -1, step))
        order += list(range(0 if step > 0 else len(self._rows) - 1, here, step))
        for at in order:
            if 0 <= at < len(self._rows) and self._rows[at].mark.open:
                self.choose(self._rows[at].id)
                return True
        return False

    def _neighbour(self, step: int) -> None:
        """The next mark on the page, judged or not."""
        ids = [row.id for row in self._rows]
        current = self.current()
        at = ids.index(current.id) + step if current is not None else 0 if step > 0 else len(ids) - 1
        if 0 <= at < len(ids):
            self.choose(ids[at])

    def _ground_for(self, row: FindingRow) -> str:
        """What Enter masks this finding with: what was proposed with it, else the ground chosen last."""
        return row.provision if row.mark.open and row.provision else self.ground

    def _suggest_ground(self) -> None:
        """A document that has masks goes on with the ground of the last one; none is ever chosen from nothing."""
        assert self.view is not None
        used = [mark.provision for mark in self.view.marks if mark.state is MarkState.ACCEPTED and mark.provision]
        if not self.ground and used:
            self.ground = used[-1]

    def _may_edit(self) -> bool:
        if self.view is None or self._delivered:
            return False
        if not self.view.editable:
            self._refuse(_("The document is done. Open it again to change marks."))
        return self.view.editable

    def _echo(self, words: str) -> None:
        self.frame.status.say(words)
        self.frame.status.set_saved(clock(datetime.now().astimezone()))

    def _refuse(self, words: str) -> None:
        self.frame.status.say(words)

    def _kept_here(self, deed: str) -> None:
        self.frame.status.say(_("Kept on this computer: {deed}").format(deed=deed))

    def _say_mode(self) -> None:
        delivered = (_("As handed out"), _("Space goes back to the working view at the same place."))
        self.frame.status.set_mode(*(delivered if self._delivered else mode_words(self.page_view.tool)))

