"""The review page with the parts that no program can read: drawn on the page, counted, and judged one by one by F8."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app import long_work, messages
from app.domain.regions import PageRegion
from app.domain.requests import DocumentState
from app.services.marking import regions
from app.texts import _
from redaction.words import RegionKind

from ...parts.keys import bind
from ...viewer.shown import ShownRegion
from .carousel import Carousel, Looked, next_open
from .commenting import CommentingPage


def shown(region: PageRegion) -> ShownRegion:
    """A region as the page view draws it."""
    plated = region.open and region.kind is not RegionKind.UNSEEN  # those stand close, under words of their own
    words = _("{what}, not judged").format(what=messages.region(region.kind)) if plated else ""
    return ShownRegion(region.id, region.page, region.rects[0], words, region.open)


class UnreadPage(CommentingPage):
    """The review page with unread parts. A document that has an open one is not done."""

    def _build(self) -> None:
        super()._build()
        self.carousel = Carousel(self.panel)
        self._gone_through: set[int] = set()
        self._seen_regions: tuple[PageRegion, ...] = ()
        self.panel.add_below(self.carousel)
        self.page_view.asked.connect(self.look_at)
        self.panel.unread.clicked.connect(self.next_unread)
        self.carousel.masked.connect(self._mask_region)
        self.carousel.left.connect(self._leave_region)
        self.carousel.reopened.connect(self._reopen_region)
        self.carousel.stepped.connect(self.step_unread)
        self.carousel.closed.connect(self.close_unread)
        bind(self, "F8", _("Go to the next part that no program can read"), self.next_unread)
        bind(self, "Shift+F8", _("Go to the one before that"), lambda: self.next_unread(-1))

    def areas(self) -> list[QWidget]:
        asking = self.carousel.looked is not None
        return [self.carousel if asking and part is self.panel.list else part for part in super().areas()]

    def start_focus(self) -> None:
        super().start_focus()
        if self.carousel.looked is not None:
            self.carousel.take_focus()

    def unread(self) -> tuple[PageRegion, ...]:
        """The document's unread parts as they stand."""
        return self.view.regions if self.view is not None else ()

    def next_unread(self, step: int = 1) -> None:
        """Goes to the next unread part that nobody has judged; where all are judged, round all of them."""
        if self._delivered:
            return
        found = next_open(self.unread(), self.carousel.looked, step or 1)
        if found is None:
            self._refuse(_("Every part of the document could be read."))
        else:
            self.look_at(found.id)

    def step_unread(self, step: int) -> None:
        """The unread part before (-1) or after (1), judged or not."""
        ids, looked = [region.id for region in self.unread()], self.carousel.looked
        if looked is not None and ids:
            self.look_at(ids[(ids.index(looked.id) + step) % len(ids)])

    def look_at(self, region_id: int) -> None:
        """Shows an unread part where it stands, and asks how it is judged."""
        rows = self.unread()
        place = next((at for at, region in enumerate(rows) if region.id == region_id), -1)
        if place < 0 or self.view is None:
            return
        if self._searching:
            self.close_search()
        alike = len(self.workspace.ask(regions.alike, rows[place]))
        looked = Looked(rows[place], place, len(rows), alike)
        self.panel.give_room(True)
        self.carousel.show_region(looked, self.view.numbers.get(self.ground, 0), self.view.editable)
        self.page_view.choose(0)
        self.page_view.show_region(region_id)

    def close_unread(self) -> None:
        """Back to the findings."""
        self._hide_carousel()
        self.page_view.show_region(0)
        current = self.current()
        if current is not None:
            self.page_view.choose(current.id)
        self.panel.list.setFocus()

    def _hide_carousel(self) -> None:
        self.carousel.hide()
        self.panel.give_room(False)

    def finish(self) -> None:
        super().finish()
        held = self.view is not None and self.view.row.document.state is not DocumentState.DONE
        if held and self.view is not None and not self.view.row.tally.proposed and self.view.row.regions:
            self.next_unread()

    def _mask_region(self, key: int) -> None:
        if key:
            self._set_ground(self.palette_row.provision_of(key))
        looked = self.carousel.looked
        if looked is None or not self._may_edit():
            return
        if not self.ground:
            self._no_ground()
        elif self.deeds.mask_region(looked.id, self.ground, messages.region(looked.kind)):
            self._judged_region(looked)

    def _leave_region(self, reason: str) -> None:
        looked = self.carousel.looked
        if looked is None or not self._may_edit():
            return
        if self.deeds.leave_region(looked.id, reason, messages.region(looked.kind)):
            self._judged_region(looked)

    def _reopen_region(self) -> None:
        looked = self.carousel.looked
        if looked is not None and self._may_edit() and self.deeds.reopen_region(looked.id):
            self.look()
            self.look_at(looked.id)

    def _judged_region(self, looked: PageRegion) -> None:
        """After a judgment: the next open one, or back to the findings when there is none."""
        self.look()
        following = next_open(self.unread(), looked)
        if following is not None and following.open:
            self.look_at(following.id)
        else:
            self.close_unread()
            told = _("Every unread part is judged.")
            self.frame.status.say(f"{self.frame.status.echo.text()} {told}")

    def _go_through(self) -> None:
        """A document that an older program read is gone through for unread parts, once, while one works on."""
        assert self.view is not None
        document = self.view.row.document
        if document.regions_known or not self.view.editable or document.id in self._gone_through or self.work.busy:
            return
        self._gone_through.add(document.id)
        self.work.start(lambda progress: long_work.find_regions(self.workspace, document.id, progress), self.job())

    def _left_on(self, page: int) -> bool:
        return super()._left_on(page) or any(region.open and region.page == page for region in self.unread())

    def _show_marks(self) -> None:
        super()._show_marks()
        self._go_through()
        seen = () if self._delivered else self.unread()
        if seen != self._seen_regions:
            self._seen_regions = seen
            parts = [shown(region) for region in seen]
            self.page_view.set_regions(parts)
            self.thumbnails.pages_model.set_regions(parts)
        rows = self.unread()
        self.panel.show_unread(sum(region.open for region in rows), len(rows))
        looked = self.carousel.looked
        if looked is not None and (self._delivered or looked.id not in [region.id for region in rows]):
            self._hide_carousel()
            self.page_view.show_region(0)
