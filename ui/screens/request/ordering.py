"""The order of a request's documents from their table: moved by keys and menu, sorted, and put back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from app.domain.requests import Document
from app.services.cases import describing
from app.services.queries import RequestView
from app.texts import N_, _

from ...parts.keys import bind

DEEDS = {
    "up": N_("Move up\tAlt+Up"),
    "down": N_("Move down\tAlt+Down"),
    "by-date": N_("Put all in order by date"),
    "by-sender": N_("Put all in order by sender"),
    "by-title": N_("Put all in order by title"),
}
"""What the menu offers, by the name of the deed."""


class Ordering(QObject):
    """Moves documents for the page they are shown on, and remembers the orders before while the page is open."""

    def __init__(self, page: Any, table: Any) -> None:
        super().__init__(page)
        self._page, self._table = page, table
        self._before: list[tuple[int, list[int]]] = []
        where = _("among the documents")
        for keys, name in (("Alt+Up", "up"), ("Alt+Down", "down")):
            words = _("Move the document up") if name == "up" else _("Move the document down")
            bind(table, keys, words, partial(self._key, name), area=where)
        bind(table, "Ctrl+Z", _("Put the documents back in the order before"), self.undo, area=where)

    def _key(self, name: str) -> None:
        line = self._table.current()
        if line is not None and line.document is not None:
            self.follow(name, line.document)

    def follow(self, name: str, document: Document) -> bool:
        """Does what was asked, where it is about the order; where something falls with it, asks first."""
        if name not in DEEDS:
            return False
        do = self._page.workspace.do
        if name in ("up", "down"):
            step = -1 if name == "up" else 1
            self._arrange(lambda: do(describing.move, document.id, step))
        else:
            self._arrange(lambda: do(describing.sort, document.delivery_id, name.partition("-")[2]))
        return True

    def _arrange(self, deed: Callable[[], object]) -> None:
        view: RequestView | None = self._page.view
        assert view is not None
        rows = sorted((row.document for row in view.current.documents), key=lambda document: document.number)
        before = (int(view.current.delivery.id), [int(document.id) for document in rows])

        def act() -> None:
            echo = _("The documents have another order and their numbers with it. Ctrl+Z puts them back.")
            if self._page.done(deed, echo):
                self._before.append(before)
            self._page.refresh()
            self._table.setFocus()

        self._page.keeping(_("Change the order"), act)

    def undo(self) -> None:
        """Puts the documents back in the order before the last change made here."""
        if not self._before:
            self._page.frame.status.set_mode(_("Documents"), _("Nothing was moved here that could be put back."))
            return
        delivery_id, order = self._before.pop()
        do = self._page.workspace.do
        self._page.done(lambda: do(describing.arrange, delivery_id, order), _("The order is back."))
        self._page.refresh()
        self._table.setFocus()
