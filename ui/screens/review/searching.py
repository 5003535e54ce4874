"""Searching from the review page: the panel opens beside the pages, hits are shown where they stand and masked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from app import long_work
from app.domain.ids import DocumentId, RequestId
from app.services.marking import search
from app.services.marking.search import Places
from app.texts import _
from redaction.geometry import Rect
from redaction.sought import Hit, Listed, Query, Sought

from ...viewer.words_under import Stretch
from ...work import Work
from .marking import MarkingPage
from .search import SearchPanel

LOOSE = " .,;:!?()[]”\"'"
"""What stands at the ends of selected words and is not looked for."""


class SearchingPage(MarkingPage):
    """The review page with its search panel in place of the findings while it is open."""

    def _build(self) -> None:
        super()._build()
        self.search = SearchPanel(self)
        self.seeking = Work(self)
        self._sought: Sought | None = None
        self._to_mask = False
        self._sought_in = RequestId(0)
        self._side.addWidget(self.search)
        self.search.sought.connect(self.seek)
        self.search.masked.connect(self._mask_hits)
        self.search.closed.connect(self.close_search)
        self.search.hits.went.connect(self._go_to_hit)
        self.search.hits.numbered.connect(lambda key: self._set_ground(self.palette_row.provision_of(key)))
        self.search.progress.stopped.connect(self.seeking.stop)
        self.seeking.progressed.connect(lambda d, t, words, s: self.search.show_work(True, d, t, words, s))
        self.seeking.finished.connect(self._found)
        self.seeking.refused.connect(lambda words: self.search.say(words, fault=True))
        self.seeking.stopped.connect(lambda: self.search.say(_("The search was stopped.")))
        self.seeking.ended.connect(lambda: self.search.show_work(False))

    def open_search(self) -> None:
        """Opens the panel; words that are selected on the page are looked for."""
        if self.view is None or self._delivered:
            return
        found = self.page_view.selection
        self._searching = True
        self._side.setCurrentWidget(self.search)
        self.search.set_ground(self.ground, self._number_of)
        self.search.begin(found.text.strip(LOOSE) if found is not None else "")
        if found is not None:
            self.page_view.let_go()
            self.search.ask()

    def show_equal(self) -> None:
        """What is equal to the selection is looked for in the whole request, ticked, and masked by Return."""
        if self.page_view.selection is None:
            super().show_equal()
        elif self._may_edit():
            self.search.everywhere.setChecked(True)
            self._to_mask = True
            self.open_search()

    def close_search(self) -> None:
        """Back to the findings."""
        self._searching = False
        self._side.setCurrentWidget(self._beside())
        self.page_view.let_go()
        self.panel.list.setFocus()

    def seek(self, wanted: Query | Path, everywhere: bool) -> None:
        """Begins a search in a child; what was found before stays until it ends."""
        if self.view is None:
            return
        request_id = RequestId(self.view.request.id)
        only = None if everywhere else self.deeds.document_id
        self._sought_in = request_id
        if self.seeking.start(lambda progress: self._seek(request_id, wanted, only, progress), self.job()):
            self.search.say("")
            self.search.show_work(True)

    def _seek(self, request_id: RequestId, wanted: Query | Path, only: DocumentId | None, progress: Any) -> Sought:
        """In the thread of long work."""
        query = Listed(long_work.read_list(self.workspace, wanted, progress)) if isinstance(wanted, Path) else wanted
        return long_work.seek(self.workspace, request_id, query, only, progress)

    def _found(self, sought: Sought) -> None:
        self._sought = sought
        self.search.show_found(self._places())
        if sought.hits:
            (self.search.mask_button if self._to_mask else self.search.hits).setFocus()
            self.search.hits.choose(0)
        self._to_mask = False

    def _places(self) -> Places:
        assert self._sought is not None
        found: Places = self.workspace.ask(search.places, self._sought)
        return found

    def go_to_words(self, page: int, start: int, end: int, rects: tuple[Rect, ...], words: str) -> None:
        """Shows words of the document as selected, where they stand."""
        self.page_view.select_words(Stretch(page, start, end, rects, words))
        self.popup.hide()

    def _go_to_hit(self, number: int) -> None:
        """Shows the hit where it stands, in its document; the focus stays in the list."""
        if self.search.found is None:
            return
        hit = self.search.found.rows[number].hit
        if hit.document != self.deeds.document_id:
            self.open(document_id=hit.document)
        words = " ".join(hit.text.split())
        self.when_there(lambda: self.go_to_words(hit.page, hit.start, hit.end, hit.rects, words))

    def _mask_hits(self, hits: list[Hit]) -> None:
        if self.view is None or not self.deeds.mask_hits(self.view.request.id, hits, self.ground):
            return
        self.page_view.let_go()
        self.look()
        self.search.hits.setFocus()

    def _show_marks(self) -> None:
        assert self.view is not None
        if self.view.request.id != self._sought_in and self._sought is not None:
            self._sought = None  # what was found belongs to its request alone
            self.search.show_found(None)
        super()._show_marks()
        if self._searching and self._sought is not None:
            self.search.show_found(self._places(), self.search.hits.marked)
            self.search.set_ground(self.ground, self._number_of)

    def _set_ground(self, provision: str) -> None:
        super()._set_ground(provision)
        self.search.set_ground(provision, self._number_of)

    def _number_of(self, provision: str) -> int:
        return self.view.numbers.get(provision, 0) if self.view is not None else 0

    def _beside(self) -> QWidget:
        return self.search if self._searching and not self._delivered else super()._beside()
