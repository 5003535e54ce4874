"""The decisions of the review page: masked, left visible, marked by hand, taken back; and what comes next."""

from __future__ import annotations

from app import long_work
from app.domain.ids import MarkId
from app.domain.requests import DocumentState
from app.services import queries
from app.texts import _
from redaction.geometry import Rect

from ...viewer.tools import Tool
from ...viewer.words_under import Stretch
from .page import ReviewPage
from .words import FindingRow, page_words


class MarkingPage(ReviewPage):
    """The review page with its decisions; each is saved at once and followed by the next open finding."""

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
        if self.page_view.selection is not None:
            self._set_ground(provision)
            self._mask_words(self.page_view.selection)
            return
        with self.on_the_way():
            self._set_ground(provision)
        if row is not None and not self._mask_row(row, provision):
            self._show_card()

    def _mask_row(self, row: FindingRow, provision: str) -> bool:
        """Masks a finding and goes on; False where it was refused."""
        if not self._may_edit():
            return False
        if not provision:
            self._refuse(_("Choose a ground with 1–9, or 0 for the whole catalogue."))
            return False
        masked = self.deeds.mask([row.id], provision, row.words)
        if masked:
            self._after(row)
        return masked

    def leave(self) -> None:
        """Asks in the card why the current finding is left visible."""
        if self.current() is not None and self._may_edit():
            self.panel.card.ask_reason()

    def _leave_for(self, reason: str) -> None:
        row = self.current()
        if row is not None and self.deeds.leave([row.id], reason, row.words):
            self._after(row)

    def show_equal(self) -> None:
        """Lists what has the same words in the request, with ticks, before it is masked or left visible together."""
        row = self.current()
        if row is None or not row.mark.open or not self._may_edit():
            return
        provision = self._ground_for(row)
        same = self.workspace.ask(queries.equal_marks, MarkId(row.id))
        listed = [(m.id, m.text, f"{d.title}, {page_words(m.page)}") for d, m in same]
        assert self.view is not None
        self.panel.card.show_equal(listed, self.view.numbers.get(provision, 0), bool(provision))

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

    def act_on_notice(self) -> None:
        """Does what the strip over the pages offers."""
        self.reopen()

    def watch(self) -> None:
        """Adds the selection, else the current finding's words, to the request's list and looks for them here."""
        found, row = self.page_view.selection, self.current()
        text = found.text if found is not None else row.mark.text if row is not None else ""
        if not text or not self._may_edit() or self.view is None or self.work.busy:
            return
        if self.deeds.watch(self.view.request.id, text, self.ground):
            self.page_view.let_go()
            document_id = self.deeds.document_id
            self.work.start(lambda progress: long_work.find(self.workspace, document_id, progress), self.job())

    def _after(self, row: FindingRow) -> None:
        """After a decision: looks again and goes on to the next open finding in reading order."""
        order = [r.id for r in self._rows]
        here = order.index(row.id)
        with self.on_the_way():
            self.look()
        if not self._left_on(row.mark.page):
            done = _("Page {page} is done.").format(page=row.mark.page + 1)
            self.frame.status.say(f"{self.frame.status.echo.text()} {done}")
        if not self.page_view.hasFocus():
            self.panel.list.setFocus()
        if not self._go_on_from(here):
            self.choose(row.id)

    def _left_on(self, page: int) -> bool:
        return any(row.mark.open and row.mark.page == page for row in self._rows)

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
            assert self.view is not None
            self.catalogue.open_over(self.palette_row, self.view.provisions.values())

    def _took(self, provision: str) -> None:
        self.panel.list.setFocus()
        self.mask_with(provision)

    def _set_ground(self, provision: str) -> None:
        self.ground = provision
        self.palette_row.choose(provision)
        self._show_card()
        self._place_popup()

    def _no_ground(self) -> int:
        self._refuse(_("Choose a ground with 1–9, or 0 for the whole catalogue."))
        return 0

    def _close_question(self) -> None:
        self._show_card()
        self.panel.list.setFocus()
