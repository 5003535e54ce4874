"""The review page: pages with marks beside the findings; keys, the delivered copy, and the way about."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from app import long_work
from app.domain.ids import DocumentId
from app.texts import _
from redaction.marks import MarkState
from redaction.report import proof_from_json

from ...parts.keys import KeyTable, bind
from ...viewer.tools import Tool
from .bars import BESIDE, DELIVERED, WORK
from .equal import EqualPage

Key = Qt.Key
SEEING = (Key.Key_Space, Key.Key_M, Key.Key_Left, Key.Key_Right)
"""The keys that work in the copy as handed out."""


class ReviewScreen(EqualPage):
    """One document under review. ``open(document_id=..., mark_id=...)`` shows it."""

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self._join()
        self._bind_keys()

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
        self.tools.whole_page.clicked.connect(view.fit_page)
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
        card.asked_person.connect(self.show_person)
        card.masked_equal.connect(self._mask_equal)
        card.removed.connect(self.remove)
        card.closed.connect(self._close_question)
        card.resized.connect(found.card_changed)
        self.panel.next_wanted.connect(self.next)
        self.popup.masked.connect(self.mask_current)
        self.popup.listed.connect(self.watch)
        self.popup.sought.connect(self.open_search)
        self.popup.equal.connect(self.show_equal)
        self.tools.searched.connect(self.open_search)
        self.notice.acted.connect(self.act_on_notice)
        self.deeds.done.connect(self._echo)
        self.deeds.refused.connect(self._refuse)
        self.deeds.kept.connect(self._kept_here)
        self.trouble.unlocked.connect(self._read)
        self.trouble.tried.connect(lambda: self._read(None))
        self.work.progressed.connect(lambda d, t, words, s: self.trouble.show_work(True, d, t, words, s))
        self.work.refused.connect(self._refuse)
        self.work.ended.connect(self.look)
        view.keys = self.copy_view.keys = found.keys = self.seen.list.keys = self._key

    def _bind_keys(self) -> None:
        """Keys that work wherever the focus is on the page; single letters work on page and findings alone."""
        bind(self, "Ctrl+Z", _("Undo"), self.undo)
        bind(self, ("Ctrl+Y", "Ctrl+Shift+Z"), _("Redo"), self.redo)
        bind(self, "Ctrl+Return", _("Say that the document is done, or open it again"), self.finish)
        bind(self, "Ctrl+PgUp", _("Go to the document before"), partial(self.step_document, -1))
        bind(self, "Ctrl+PgDown", _("Go to the next document"), partial(self.step_document, 1))
        bind(self, "Ctrl++", _("Larger"), partial(self.page_view.step_zoom, 1))
        bind(self, "Ctrl+-", _("Smaller"), partial(self.page_view.step_zoom, -1))
        bind(self, "Ctrl+0", _("Fit the width"), self.page_view.fit_width)
        bind(self, "Ctrl+9", _("Fit the page"), self.page_view.fit_page)
        bind(self, "Ctrl+F", _("Search in the documents"), self.open_search)
        self._keys = keys = KeyTable(_("on page and findings"), self)
        keys.on((Key.Key_Return, Key.Key_Enter), _("Mask with the ground shown"), self.mask_current)
        keys.digits(_("Mask at once with the ground of that number"), self._mask_numbered)
        keys.on(Key.Key_0, _("Choose a ground in the whole catalogue"), self.open_catalogue)
        keys.on(Key.Key_Backspace, _("Leave visible, with a reason"), self.leave)
        keys.on(Key.Key_Delete, _("Take away the mark"), self.remove)
        keys.on(Key.Key_N, _("Go to the next proposal"), self.next)
        keys.on(Key.Key_P, _("Go to the proposal before"), partial(self.next, -1))
        keys.on(Key.Key_A, _("Show all equal, to mask them together"), self.show_equal)
        keys.on(Key.Key_G, _("Decide on the person and all that is theirs"), self.show_person)
        keys.on(Key.Key_E, _("Choose what stands instead of the words"), self.replace_current)
        keys.on(Key.Key_V, _("Take the tool for selecting text"), partial(self.set_tool, Tool.SELECT))
        keys.on(Key.Key_R, _("Take the tool that masks text at once"), partial(self.set_tool, Tool.MASK_TEXT))
        keys.on(Key.Key_Y, _("Take the tool that masks areas"), partial(self.set_tool, Tool.AREA))
        keys.on(Key.Key_T, _("Take the tool that masks rows"), partial(self.set_tool, Tool.ROW))
        keys.on(Key.Key_C, _("Take the tool that masks columns"), partial(self.set_tool, Tool.COLUMN))
        keys.on(Key.Key_I, _("Take the tool that keeps only what is drawn"), partial(self.set_tool, Tool.KEEP))
        keys.on(Key.Key_U, _("Mask the place of the area on every page"), self.on_every_page)
        keys.on(Key.Key_H, _("Mask the whole page"), self.mask_page)
        keys.on(Key.Key_K, _("Comment, or answer a comment"), self.comment_current)
        keys.on(Key.Key_F, _("Settle the comment"), self.settle_current)
        keys.on(Key.Key_S, _("Search for the words selected"), self.open_search)
        keys.on(Key.Key_L, _("Watch the words selected in all documents of the request"), self.watch)
        keys.on(Key.Key_X, _("Never propose these words again"), self.never)
        keys.on(Key.Key_B, _("Always propose these words"), self.always)
        keys.on(Key.Key_D, _("Show what is new since the last look, or everything"), self.toggle_news)
        keys.on(Key.Key_J, _("Compare with an earlier set of marks"), self.open_compare)
        keys.on(Key.Key_O, _("Show what was seen and is not proposed, or the findings"), self.toggle_seen)
        keys.on(Key.Key_Space, _("Flip between the page and its copy as handed out"), self.flip)
        keys.on(Key.Key_M, _("Show the page and its copy side by side, or the page alone"), self.flip_beside)
        keys.on(Key.Key_Left, _("Go to the page"), self._to_page)
        keys.on(Key.Key_Right, _("Go to the findings"), self._to_findings)
        keys.on(Key.Key_Escape, _("Put away the tool, the question or the selection"), self.let_go)
        self._on_page = page = KeyTable(_("on the page"), self)
        page.on(Key.Key_Up, _("Go to the mark before"), partial(self._neighbour, -1))
        page.on(Key.Key_Down, _("Go to the next mark"), partial(self._neighbour, 1))

    # -- the delivered copy ------------------------------------------------------------------------------------

    def flip(self) -> None:
        """Space: between the working view and the file that is handed out, at the same place."""
        self._flip_to(WORK if self._delivered else DELIVERED)

    def flip_beside(self) -> None:
        """M: the copy beside the working view, or the working view alone."""
        self._flip_to(WORK if self.shows_copy else BESIDE)

    def _flip_to(self, name: str) -> None:
        if self.view is None:
            return
        document, copy = self.view.row.document, self.view.row.copy
        if name == DELIVERED and copy is None:
            self.top.segments.choose(BESIDE if self.shows_copy else WORK)
            told = _("No copy has been made yet; it is made when the delivery is signed. M shows a preview beside.")
            self._refuse(told)
            return
        self._delivered = name == DELIVERED
        self.top.segments.choose(name)
        sha256 = copy.sha256 if self._delivered and copy is not None else document.working_sha256
        path = self.workspace.vault.file(sha256)
        if self._delivered and copy is not None:
            text = self.workspace.vault.file(copy.proof_sha256).read_text(encoding="utf-8")
            self.proof.show_proof(proof_from_json(text), self._used())
        kept = self.current()
        self.page_view.show_other_file(path)
        self.thumbnails.show_document(path, self.thumbnails.pages_model.boxes)
        self.set_tool(Tool.SELECT)
        self._show_marks()
        if kept is not None and not self._delivered:
            self.page_view.choose(kept.id, reveal=False)
        self._say_mode()
        self.show_copy(name == BESIDE)
        self.page_view.setFocus()

    def _show_pages(self) -> None:
        self.top.segments.choose(BESIDE if self.shows_copy else WORK)
        super()._show_pages()

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
        self.page_view.activateWindow()

    def _to_findings(self) -> None:
        side = self.proof if self._delivered else self.panel.list
        side.setFocus(Qt.FocusReason.OtherFocusReason)
        side.activateWindow()

    # -- locked and failed documents ---------------------------------------------------------------------------

    def _read(self, password: str | None) -> None:
        document_id = self.deeds.document_id
        if self.work.start(lambda progress: self._read_and_find(document_id, password, progress), self.job()):
            self.trouble.show_work(True)

    def _read_and_find(self, document_id: DocumentId, password: str | None, progress: Any) -> None:
        document = long_work.read(self.workspace, document_id, password, progress)
        if not long_work.unreadable(document):
            long_work.find(self.workspace, document_id, progress)

    # -- keys and words ----------------------------------------------------------------------------------------

    def _mask_numbered(self, number: int) -> None:
        self.mask_with(self.palette_row.provision_of(number))

    def _key(self, event: QKeyEvent) -> bool:
        """A key on the page or the findings; True when it was one of ours. Never while something is written."""
        if _writing(QApplication.focusWidget()) or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key = Key(event.key())
        deed = self._on_page.deed(key) if self.page_view.hasFocus() else None
        deed = deed or self._keys.deed(key)
        if self._delivered and key not in SEEING:
            return False
        if deed is not None:
            deed()
        return deed is not None


def _writing(focus: QWidget | None) -> bool:
    return isinstance(focus, QLineEdit | QPlainTextEdit | QComboBox)
