"""Areas beyond one drawing on the review page: all but a part of a page, and the same place on every page."""

from __future__ import annotations

from redaction.geometry import Rect

from .comparing import ComparingPage


class AreasPage(ComparingPage):
    """The review page with the inverse mark (I), and an area on every page (U)."""

    def _build(self) -> None:
        super()._build()
        self.page_view.drew_kept.connect(self._drew_kept)
        self.panel.card.asked_every.connect(self.on_every_page)

    def _drew_kept(self, page: int, kept: Rect) -> None:
        if self._may_edit():
            box = self.page_view.box(page)
            self._added(self.deeds.keep_only(page, box, kept, self.ground) if self.ground else self._no_ground())

    def on_every_page(self) -> None:
        """Masks the place of the current area on the other pages too."""
        row = self.current()
        if row is None or not self._may_edit():
            return
        boxes = {page: self.page_view.box(page) for page in range(self.page_view.pages)}
        if self.deeds.on_every_page(row.id, boxes):
            self.look()
            self.choose(row.id)
