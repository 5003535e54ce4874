"""What is equal, left visible together: ticked in the card, for one reason, as one decision."""

from __future__ import annotations

from .side_by_side import SideBySidePage


class EqualPage(SideBySidePage):
    """The review page with a reason for all that is equal."""

    def _build(self) -> None:
        super()._build()
        self._equal: tuple[int, ...] = ()
        self.panel.card.left_equal.connect(self._ask_for_equal)

    def _ask_for_equal(self, ids: list[int]) -> None:
        self._equal = tuple(ids)
        self.panel.card.ask_reason()

    def leave(self) -> None:
        self._equal = ()
        super().leave()

    def _close_question(self) -> None:
        self._equal = ()
        super()._close_question()

    def _leave_for(self, reason: str) -> None:
        ids, row = self._equal, self.current()
        self._equal = ()
        if not ids:
            super()._leave_for(reason)
        elif row is not None and self.deeds.leave(ids, reason, row.words):
            self._after(row)
