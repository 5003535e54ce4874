"""The review page: pages with marks beside the findings; each decision is one key and is saved at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app import long_work, messages
from app.domain.events import DeliveryEvent, DocumentEvent
from app.domain.ids import DocumentId, MarkId
from app.domain.requests import DeliveryState, DocumentState
from app.domain.workflow import DocumentStep
from app.services import organisation, queries
from app.services.queries import ReviewView
from app.texts import _, ngettext
from redaction.geometry import PageBox, Rect
from redaction.marks import MarkState
from redaction.report import proof_from_json
from redaction.words import PageText

from .. import theme
from ..bridge import listen
from ..parts.notices import Banner, Tone
from ..parts.words import Surface
from ..texts import clock
from ..viewer.marking_view import MarkingView
from ..viewer.pictures import pictures_of
from ..viewer.popup import SelectionPopup
from ..viewer.thumbnails import Thumbnails
from ..viewer.tools import Tool
from ..viewer.words_under import Stretch
from ..work import Work
from .base import Screen
from .review_bars import DELIVERED, WORK, DocumentBar, ToolBar
from .review_deeds import Deeds
from .review_palette import Catalogue, Palette
from .review_panel import FindingsPanel
from .review_proof import ProofPanel
from .review_trouble import Trouble
from .review_words import FindingRow, page_words, rows

THUMBNAILS, FINDINGS, SMALL_THUMBNAILS, SMALL_FINDINGS = 136, 344, 112, 320
SMALL = 1400
"""Narrower windows get the smaller side panels, in px."""

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier


class ReviewScreen(Screen):
    """One document under review. ``open(document_id=..., mark_id=...)`` shows it."""

    place = "requests"

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self.workspace = frame.workspace
        self.pictures = pictures_of(frame)
        self.deeds = Deeds(self.workspace, self)
        self.work = Work(self)
        self.view: ReviewView | None = None
        self.ground = ""
        self._rows: tuple[FindingRow, ...] = ()
        self._delivered = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.look)
        self._build()
        self._join()
        self._bind_keys()
        listen(self, self.workspace.bus, DocumentEvent, self._heard)
        listen(self, self.workspace.bus, DeliveryEvent, self._heard)

    # -- building ----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.top = DocumentBar(self)
        self.banner = Banner(Tone.WARN, "", organisation.catalogue_banner(), full_width=True, parent=self)
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
        self._left = Surface("panel", parent=self)
        held = QVBoxLayout(self._left)
        held.setContentsMargins(0, 0, 1, 0)
        held.addWidget(self.thumbnails)
        self.split = QSplitter(self)
        self.split.setHandleWidth(1)
        for at, pane in enumerate((self._left, middle, self._side)):
            self.split.addWidget(pane)
            self.split.setStretchFactor(at, int(pane is middle))
            self.split.setCollapsible(at, False)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.split)
        self._stack.addWidget(self.trouble)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for bar in (self.top, self.banner):
            whole.addWidget(bar)
        whole.addWidget(self._stack, 1)
        self.banner.setVisible(bool(organisation.catalogue_banner()))
        self.notice.hide()

    def _join(self) -> None:
        view, found, card = self.page_view, self.panel.list, self.panel.card
        view.chose.connect(self._page_chose)
        found.chose.connect(self._list_chose)
        view.hovered.connect(found.hover)
        found.hovered.connect(view.hover)
        view.turned.connect(self._turned)
        view.zoomed.connect(self.tools.show_zoom)
        view.scrolled.connect(self._place_popup)
        view.selected.connect(self._selected)
        view.masked_text.connect(self._mask_words)
        view.drew_area.connect(self._drew)
        view.reshaped.connect(self._reshaped)
        self.pictures.sized.connect(self._sized)
        self.thumbnails.chose.connect(view.go_to)
        self.tools.tool.connect(self.set_tool)
        self.tools.page_masked.connect(self.mask_page)
        self.tools.undone.connect(self.undo)
        self.tools.redone.connect(self.redo)
        self.tools.zoomed.connect(view.step_zoom)
        self.tools.fitted.connect(view.fit_width)
        self.tools.turned.connect(self._go_to_page)
        self.top.went_back.connect(self._back)
        self.top.stepped.connect(self.step_document)
        self.top.flipped.connect(self._flip_to)
        self.top.finished.connect(self.finish)
        self.top.done.refused.connect(self._refuse)
        self.palette_row.chose.connect(self._set_ground)
        self.palette_row.opened.connect(self.open_catalogue)
        self.catalogue.chose.connect(self._took)
        self.catalogue.closed.connect(self._close_question)
        card.masked.connect(self.mask_current)
        card.left.connect(self._leave_for)
        card.asked_equal.connect(self.show_equal)
        card.masked_equal.connect(self._mask_equal)
        card.removed.connect(self.remove)
        card.closed.connect(self._close_question)
        card.resized.connect(found.card_changed)
        self.panel.next_wanted.connect(self.next)
        self.popup.masked.connect(self.mask_current)
        self.popup.listed.connect(self.watch)
        self.notice.acted.connect(self.reopen)
        self.deeds.done.connect(self._echo)
        self.deeds.refused.connect(self._refuse)
        self.trouble.unlocked.connect(self._read)
        self.trouble.tried.connect(lambda: self._read(None))
        self.work.progressed.connect(lambda d, t, words, s: self.trouble.show_work(True, d, t, words, s))
        self.work.refused.connect(self._refuse)
        self.work.ended.connect(self.look)
        view.keys = found.keys = self._key

    def _bind_keys(self) -> None:
        """Keys that work wherever the focus is on the page; single letters work on page and findings alone."""
        bound: dict[str, Callable[[], object]] = {
            "Ctrl+Z": self.undo,
            "Ctrl+Y": self.redo,
            "Ctrl+Shift+Z": self.redo,
            "Ctrl+Return": self.finish,
            "Ctrl+PgUp": partial(self.step_document, -1),
            "Ctrl+PgDown": partial(self.step_document, 1),
            "Ctrl++": partial(self.page_view.step_zoom, 1),
            "Ctrl+-": partial(self.page_view.step_zoom, -1),
            "Ctrl+0": self.page_view.fit_width,
        }
        for keys, deed in bound.items():
            QShortcut(QKeySequence(keys), self, deed, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._keys: dict[Key, Callable[[], object]] = {
            Key.Key_Return: self.mask_current,
            Key.Key_Enter: self.mask_current,
            Key.Key_Backspace: self.leave,
            Key.Key_Delete: self.remove,
            Key.Key_A: self.show_equal,
            Key.Key_N: self.next,
            Key.Key_P: partial(self.next, -1),
            Key.Key_V: partial(self.set_tool, Tool.SELECT),
            Key.Key_R: partial(self.set_tool, Tool.MASK_TEXT),
            Key.Key_Y: partial(self.set_tool, Tool.AREA),
            Key.Key_H: self.mask_page,
            Key.Key_L: self.watch,
            Key.Key_0: self.open_catalogue,
            Key.Key_Space: self.flip,
            Key.Key_Escape: self.let_go,
            Key.Key_Left: self._to_page,
            Key.Key_Right: self._to_findings,
        }

    # -- showing -----------------------------------------------------------------------------------------------

    def open(self, document_id: int = 0, mark_id: int = 0, **arguments: Any) -> None:
        """Shows a document, at a mark or at its first proposal."""
        wanted = DocumentId(document_id or self.deeds.document_id)
        if wanted == self.deeds.document_id and self.view is not None:
            self.look()
        else:
            self.deeds.document_id = wanted
            self._delivered = False
            self.panel.show_all()
            self.look(fresh=True)
        if mark_id:
            self.choose(mark_id)
        self._say_mode()

    def look(self, fresh: bool = False) -> None:
        """Asks again and shows what there is; ``fresh`` when another document is shown."""
        self._soon.stop()
        if not self.deeds.document_id:
            return
        was = self.view
        self.view = view = self.workspace.ask(queries.review, self.deeds.document_id, self.workspace.signed_in)
        document = view.row.document
        self.deeds.numbers = view.numbers
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
        if anew and not self._delivered:
            self.choose(self._first_open())
        self.titled.emit()

    def title(self) -> str:
        return self.view.request.registry_number if self.view is not None else ""

    def areas(self) -> list[QWidget]:
        if self._stack.currentWidget() is self.trouble:
            return [self.top, self.trouble]
        side: QWidget = self.proof if self._delivered else self.panel.list
        return [self.top, self.tools, self.thumbnails, self.page_view, self.palette_row, side, self.frame.status]

    def start_focus(self) -> None:
        if self._stack.currentWidget() is self.trouble:
            (self.trouble.password if self.trouble.password.isVisible() else self.trouble.button).setFocus()
        else:
            (self.page_view if self._delivered else self.panel.list).setFocus()

    def _show_pages(self) -> None:
        assert self.view is not None
        document = self.view.row.document
        assert document.working_sha256 is not None
        path = self.workspace.vault.path(document.working_sha256)
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
        self._rows = rows(view)
        marks = [row.mark for row in self._rows]
        seen = self._delivered
        self.page_view.editable = view.editable and not seen
        self.page_view.set_marks([] if seen else marks)
        self.thumbnails.pages_model.delivered = seen
        self.thumbnails.pages_model.set_marks(marks)
        self.panel.show_rows(self._rows)
        self.palette_row.set_numbers(view.numbers)
        self.palette_row.choose(self.ground)
        self.palette_row.setVisible(view.editable and not seen)
        self.tools.set_read_only(not view.editable or seen)
        self.tools.read_only.setText(_("Read-only view of the saved file") if seen else _("Closed for marks"))
        self.tools.set_history(view.can_undo, view.can_redo)
        self._side.setCurrentWidget(self.proof if seen else self.panel)
        self._show_notice()
        self._show_card()

    def _show_card(self) -> None:
        row = self.panel.list.current_row()
        if row is None or self.view is None:
            return
        ground = self._ground_for(row)
        words = row.mark.text.casefold()
        same = sum(r.mark.open and bool(words) and r.mark.text.casefold() == words for r in self._rows)
        why = (_("The document is done. Open it again to change marks."),)
        self.panel.card.show_finding(row, self.view.numbers.get(ground, 0), same, self.view.editable, why)

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
        left = self.view.row.tally.proposed
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
        words = messages.sentence(document.failure) if document.failure else _("The document has not been read yet.")
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
            self._soon.start()

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
        return next((row.id for row in self._rows if row.mark.open), 0)

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

    # -- deciding ----------------------------------------------------------------------------------------------

    def mask_current(self) -> None:
        """Masks the selection, else the current finding, with the ground shown."""
        if self.page_view.selection is not None:
            self._mask_words(self.page_view.selection)
            return
        row = self.current()
        if row is not None:
            self._mask_row(row, self._ground_for(row))

    def mask_with(self, provision: str) -> None:
        """Masks the selection, else the current finding, with this ground, which becomes the one shown."""
        row = self.current()
        self._set_ground(provision)
        if self.page_view.selection is not None:
            self._mask_words(self.page_view.selection)
        elif row is not None:
            self._mask_row(row, provision)

    def _mask_row(self, row: FindingRow, provision: str) -> None:
        if not self._may_edit():
            return
        if not provision:
            self._refuse(_("Choose a ground with 1–9, or 0 for the whole catalogue."))
        elif self.deeds.mask([row.id], provision, row.words):
            self._after(row)

    def leave(self) -> None:
        """Asks in the card why the current finding is left visible."""
        if self.current() is not None and self._may_edit():
            self.panel.card.ask_reason()

    def _leave_for(self, reason: str) -> None:
        row = self.current()
        if row is not None and self.deeds.leave([row.id], reason, row.words):
            self._after(row)

    def show_equal(self) -> None:
        """Lists what has the same words in the request, with ticks, before it is masked together."""
        row = self.current()
        if row is None or not row.mark.open or not self._may_edit():
            return
        provision = self._ground_for(row)
        if not provision:
            self._refuse(_("Choose a ground with 1–9, or 0 for the whole catalogue."))
            return
        same = self.workspace.ask(queries.equal_marks, MarkId(row.id))
        listed = [(m.id, m.text, f"{d.title}, {page_words(m.page)}") for d, m in same]
        assert self.view is not None
        self.panel.card.show_equal(listed, self.view.numbers.get(provision, 0))

    def _mask_equal(self, ids: list[int]) -> None:
        row = self.current()
        if row is not None and self.deeds.mask(ids, self._ground_for(row), row.words):
            self._after(row)

    def remove(self) -> None:
        """Takes back the current mark, if a person made it."""
        row = self.current()
        if row is not None and self._may_edit() and self.deeds.remove(row.id):
            self.look()
            self.panel.list.setFocus()

    def mask_page(self) -> None:
        """Masks the whole page in view."""
        page = self.page_view.page
        if self._may_edit():
            box = self.page_view.box(page)
            self._added(self.deeds.add_page(page, box, self.ground) if self.ground else self._no_ground())

    def undo(self) -> None:
        """Takes back the last change in the document."""
        if self._may_edit() and self.deeds.undo():
            self.look()

    def redo(self) -> None:
        """Does again what was undone."""
        if self._may_edit() and self.deeds.redo():
            self.look()

    def finish(self) -> None:
        """The document is done; or, where it is done, it is opened again."""
        if self.view is None:
            return
        if self.view.row.document.state is DocumentState.DONE:
            self.reopen()
        elif self.top.done.blockers():
            self._refuse(". ".join(self.top.done.blockers()) + ".")
            self.next()
        elif self.deeds.finish():
            self.look()

    def reopen(self) -> None:
        """Opens the document for marks again."""
        if self.deeds.reopen():
            self.look()
            self.panel.list.setFocus()

    def watch(self) -> None:
        """Adds the selection, else the current finding's words, to the request's list and looks for them here."""
        found, row = self.page_view.selection, self.current()
        text = found.text if found is not None else row.mark.text if row is not None else ""
        if not text or not self._may_edit() or self.view is None or self.work.busy:
            return
        if self.deeds.watch(self.view.request.id, text, self.ground):
            self.page_view.let_go()
            document_id = self.deeds.document_id
            self.work.start(lambda progress: long_work.find(self.workspace, document_id, progress))

    def _after(self, row: FindingRow) -> None:
        """After a decision: looks again and goes on to the next open finding in reading order."""
        order = [r.id for r in self._rows]
        here = order.index(row.id)
        self.look()
        if not any(r.mark.open and r.mark.page == row.mark.page for r in self._rows):
            done = _("Page {page} is done.").format(page=row.mark.page + 1)
            self.frame.status.say(f"{self.frame.status.echo.text()} {done}")
        if not self.page_view.hasFocus():
            self.panel.list.setFocus()
        if not self._go_on_from(here):
            self.choose(row.id)

    # -- marking by hand ---------------------------------------------------------------------------------------

    def set_tool(self, tool: Tool) -> None:
        """Takes another tool into the hand."""
        if tool is not Tool.SELECT and not self._may_edit():
            return
        self.page_view.set_tool(tool)
        self.tools.show_tool(self.page_view.tool)
        self._say_mode()

    def let_go(self) -> None:
        """Escape: forgets what is selected, then goes back to selecting."""
        if not self.page_view.let_go() and self.page_view.tool is not Tool.SELECT:
            self.set_tool(Tool.SELECT)

    def _mask_words(self, found: Stretch) -> None:
        if self._may_edit():
            self._added(self.deeds.add_text(found, self.ground))

    def _drew(self, page: int, rect: Rect) -> None:
        if self._may_edit():
            self._added(self.deeds.add_area(page, rect, self.ground))

    def _reshaped(self, mark_id: int, rect: Rect) -> None:
        if self._may_edit():
            self._added(self.deeds.reshape(mark_id, rect))

    def _added(self, mark_id: int) -> None:
        self.page_view.let_go()
        if mark_id:
            self.look()
            self.choose(mark_id)

    def _selected(self, found: Stretch | None) -> None:
        self._place_popup()

    def _place_popup(self) -> None:
        found = self.page_view.selection
        if found is None or self.view is None or not self.page_view.editable:
            self.popup.hide()
            return
        rect = self.page_view.on_view(found.page, found.rects[0])
        for other in found.rects[1:]:
            rect = rect.united(self.page_view.on_view(found.page, other))
        self.popup.stand_under(rect, self.view.numbers.get(self.ground, 0))

    # -- grounds -----------------------------------------------------------------------------------------------

    def open_catalogue(self) -> None:
        """Key 0: the whole catalogue, as a list with a search."""
        if self._may_edit():
            self.catalogue.open_over(self.palette_row)

    def _took(self, provision: str) -> None:
        self.panel.list.setFocus()
        self.mask_with(provision)

    def _set_ground(self, provision: str) -> None:
        self.ground = provision
        self.palette_row.choose(provision)
        self._show_card()
        self._place_popup()

    def _ground_for(self, row: FindingRow) -> str:
        """What Enter masks this finding with: what was proposed with it, else the ground chosen last."""
        return row.provision if row.mark.open and row.provision else self.ground

    def _suggest_ground(self) -> None:
        """A document that has masks goes on with the ground of the last one; none is ever chosen from nothing."""
        assert self.view is not None
        used = [mark.provision for mark in self.view.marks if mark.state is MarkState.ACCEPTED and mark.provision]
        if not self.ground and used:
            self.ground = used[-1]

    def _no_ground(self) -> int:
        self._refuse(_("Choose a ground with 1–9, or 0 for the whole catalogue."))
        return 0

    # -- the delivered copy ------------------------------------------------------------------------------------

    def flip(self) -> None:
        """Space: between the working view and the file that is handed out, at the same place."""
        self._flip_to(WORK if self._delivered else DELIVERED)

    def _flip_to(self, name: str) -> None:
        if self.view is None:
            return
        document, copy = self.view.row.document, self.view.row.copy
        if name == DELIVERED and copy is None:
            self.top.segments.choose(WORK)
            self._refuse(_("No copy has been made yet. Copies are made when the delivery is signed."))
            return
        self._delivered = name == DELIVERED
        self.top.segments.choose(name)
        sha256 = copy.sha256 if self._delivered and copy is not None else document.working_sha256
        path = self.workspace.vault.path(sha256)
        if self._delivered and copy is not None:
            text = self.workspace.vault.path(copy.proof_sha256).read_text(encoding="utf-8")
            self.proof.show_proof(proof_from_json(text), self._used())
        kept = self.current()
        self.page_view.show_other_file(path)
        self.thumbnails.show_document(path, self.thumbnails.pages_model.boxes)
        self.set_tool(Tool.SELECT)
        self._show_marks()
        if kept is not None and not self._delivered:
            self.page_view.choose(kept.id, reveal=False)
        self._say_mode()
        self.page_view.setFocus()

    def _used(self) -> list[tuple[int, str, int]]:
        counts: dict[tuple[int, str], int] = {}
        for row in self._rows:
            if row.mark.state is MarkState.ACCEPTED:
                key = (row.mark.number, row.provision)
                counts[key] = counts.get(key, 0) + 1
        return [(number, provision, count) for (number, provision), count in sorted(counts.items())]

    # -- going about -------------------------------------------------------------------------------------------

    def step_document(self, step: int) -> None:
        """The document before (-1) or after (1) in the delivery."""
        if self.view is None:
            return
        at = self.view.neighbours.index(self.deeds.document_id) + step
        if 0 <= at < len(self.view.neighbours):
            self.open(document_id=self.view.neighbours[at])
            self.start_focus()

    def _back(self, _name: str) -> None:
        if self.view is not None:
            self.frame.show_screen("request", request_id=self.view.request.id)

    def _turned(self, page: int) -> None:
        self.tools.show_page(page, self.page_view.pages)
        self.thumbnails.set_page(page)

    def _go_to_page(self, page: int) -> None:
        self.page_view.go_to(page)
        self.page_view.setFocus()

    def _to_page(self) -> None:
        self.page_view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_findings(self) -> None:
        (self.proof if self._delivered else self.panel.list).setFocus(Qt.FocusReason.OtherFocusReason)

    # -- locked and failed documents ---------------------------------------------------------------------------

    def _read(self, password: str | None) -> None:
        document_id = self.deeds.document_id
        if self.work.start(lambda progress: self._read_and_find(document_id, password, progress)):
            self.trouble.show_work(True)

    def _read_and_find(self, document_id: DocumentId, password: str | None, progress: Any) -> None:
        document = long_work.read(self.workspace, document_id, password, progress)
        if not long_work.unreadable(document):
            long_work.find(self.workspace, document_id, progress)

    # -- keys and words ----------------------------------------------------------------------------------------

    def _key(self, event: QKeyEvent) -> bool:
        """A key on the page or the findings; True when it was one of ours. Never while something is written."""
        if _writing(QApplication.focusWidget()) or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key = Key(event.key())
        if self._delivered:
            deed = self._keys.get(key) if key in (Key.Key_Space, Key.Key_Left, Key.Key_Right) else None
        elif Key.Key_1 <= key <= Key.Key_9:
            deed = partial(self.mask_with, self.palette_row.provision_of(key - Key.Key_0))
        elif key in (Key.Key_Up, Key.Key_Down) and self.page_view.hasFocus():
            deed = partial(self._neighbour, 1 if key == Key.Key_Down else -1)
        else:
            deed = self._keys.get(key)
        if deed is not None:
            deed()
        return deed is not None

    def _may_edit(self) -> bool:
        if self.view is None or self._delivered:
            return False
        if not self.view.editable:
            self._refuse(_("The document is done. Open it again to change marks."))
        return self.view.editable

    def _close_question(self) -> None:
        self._show_card()
        self.panel.list.setFocus()

    def _echo(self, words: str) -> None:
        self.frame.status.say(words)
        self.frame.status.set_saved(clock(datetime.now().astimezone()))

    def _refuse(self, words: str) -> None:
        self.frame.status.say(words)

    def _say_mode(self) -> None:
        modes = {
            Tool.SELECT: (_("Select text"), _("Enter masks, 1–9 mask with that ground, Backspace leaves visible.")),
            Tool.MASK_TEXT: (_("Mask text"), _("Words you drag over are masked at once. Esc puts the tool away.")),
            Tool.AREA: (_("Area"), _("Areas you draw are masked at once. Esc puts the tool away.")),
        }
        delivered = (_("As handed out"), _("Space goes back to the working view at the same place."))
        self.frame.status.set_mode(*(delivered if self._delivered else modes[self.page_view.tool]))

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        small = self.width() < theme.px(SMALL) - theme.RAIL_WIDTH
        left, right = (SMALL_THUMBNAILS, SMALL_FINDINGS) if small else (THUMBNAILS, FINDINGS)
        rest = self.width() - theme.px(left) - theme.px(right)
        self.split.setSizes([theme.px(left), max(rest, 200), theme.px(right)])


def _writing(focus: QWidget | None) -> bool:
    return isinstance(focus, QLineEdit | QPlainTextEdit | QComboBox)
