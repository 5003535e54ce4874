"""Marks over time on the review page: what is new since one left it, who changed a mark last, drafts, and collisions.

A colleague's change is shown as it comes, and neither the current mark nor a question that is being answered is taken
from under one's hands. Whoever decides over a colleague is told who changed what and when, and chooses.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.domain.errors import MarkChanged, Refused
from app.domain.ids import MarkId
from app.services.marking import looks, touched
from app.texts import _

from ... import wording
from ...drafting import Keeper, Kept
from ..asking import Asking
from .news import NewsBar
from .unread import UnreadPage
from .words import FindingRow, state_words


class OverTimePage(UnreadPage):
    """The review page with what others do to it, and what one has begun to write."""

    def _build(self) -> None:
        super()._build()
        self.news = NewsBar(self.panel)
        self.collision = Asking(self)
        self.panel.put_over_list(self.news)
        self.layout().insertWidget(self.layout().indexOf(self._stack), self.collision)  # type: ignore[union-attr]
        self._looking = False
        self._drafted: Keeper | None = None
        self.news.filtered.connect(self._filter_news)
        self.news.seen.connect(self._seen)
        self.deeds.collided.connect(self._collided)

    # -- looks -------------------------------------------------------------------------------------------------

    def open(self, document_id: int = 0, mark_id: int = 0, page: int = -1, zoom: int = 0, **arguments: Any) -> None:
        if document_id and document_id != self.deeds.document_id:
            self._leave_look()
            self.collision.leave()
        super().open(document_id, mark_id, page, zoom, **arguments)

    def may_leave(self) -> bool:
        self._leave_look()
        return super().may_leave()

    def _leave_look(self) -> None:
        """What stands on the page now is what the next look is held against."""
        if self.view is None or self.workspace is None or self.workspace.person is None:
            return
        try:
            self.workspace.do(looks.looked, self.deeds.document_id)
        except Refused:
            return  # the next look then tells more than it must, never less

    def _seen(self) -> None:
        self._leave_look()
        self.look()
        self.panel.list.setFocus()

    def toggle_news(self) -> None:
        """Shows only what is new, or all again."""
        if self.news.isVisible() and self.news.chip.isEnabled():
            self.news.chip.toggle()
        else:
            self._refuse(_("Nothing is new since you last looked."))

    def _filter_news(self, alone: bool) -> None:
        """The filter goes on: the current mark is one of the new ones, else the first of them becomes it."""
        row = self.current()
        if alone and (row is None or not row.news):
            self.choose(next((row.id for row in self._rows if row.news), 0))
        self.panel.list.findings.set_news_alone(alone)

    # -- showing -----------------------------------------------------------------------------------------------

    def _show_marks(self) -> None:
        assert self.view is not None
        self.news.show_since(self.view.since, self.workspace.clock())
        self._looking = True
        super()._show_marks()
        self._looking = False

    def _show_card(self) -> None:
        row, card = self.panel.list.current_row(), self.panel.card
        if self._looking and card.asking and row is not None and row.id == card.shown_id:
            return  # a question is being answered: what came from elsewhere waits
        super()._show_card()

    def _who(self, row: FindingRow) -> str:
        if row.mark.open and not row.mark.own:
            return ""
        name, at = self.workspace.ask(touched.last, MarkId(row.id))
        return f"{name}, {wording.moment(at, self.workspace.clock())}" if at is not None else ""

    # -- two at one mark ---------------------------------------------------------------------------------------

    def _collided(self, error: MarkChanged, wanted: str, again: Callable[[], Any]) -> None:
        """Somebody else was quicker: tells who and what, and leaves the choice; theirs is the one at hand."""
        self.look()
        row = next((row for row in self._rows if row.id == error.mark_id), None)
        if row is None or self.view is None:
            self._refuse(_("{who} has taken the mark away ({when}).").format(**error.parameters))
            return
        self.choose(row.id)
        stands = state_words(row.mark.state, row.provision, self.view.numbers)
        words = _("{who} changed ”{words}” {when}. Theirs: {stands}. Yours: {wanted}")
        told = words.format(words=row.words, stands=stands, wanted=wanted, **error.parameters)
        theirs = (_("Keep theirs"), self._back_to_list)
        self.collision.ask(told, _("Do mine"), lambda _said: self._mine(again), otherwise=theirs)

    def _mine(self, again: Callable[[], Any]) -> None:
        if again() is not False:
            self.look()
        self._back_to_list()

    def _back_to_list(self) -> None:
        self._close_question()

    # -- drafts ------------------------------------------------------------------------------------------------

    def leave(self) -> None:
        super().leave()
        self._draft_of("reason")

    def _leave_for(self, reason: str) -> None:
        keeper, before = self._drafted, self.panel.card.asking
        super()._leave_for(reason)
        if before and keeper is not None and not self.panel.card.asking:
            keeper.sent()

    def comment_current(self) -> None:
        super().comment_current()
        self._draft_of("comment")

    def _comment(self, mark_id: int, text: str) -> None:
        keeper = self._drafted
        super()._comment(mark_id, text)
        if keeper is not None and not self.panel.card.asking:
            keeper.sent()

    def _draft_of(self, what: str) -> None:
        """What is begun in the card's field is kept for this mark."""
        row, entry = self.current(), self.panel.card.entry
        if row is None or self.view is None or entry is None:
            self._drafted = None
            return
        kept = Kept(self.workspace, self.view.request.id, f"{what}/{row.id}")
        self._drafted = Keeper(entry, kept)
        if entry.text():
            entry.setFocus()
