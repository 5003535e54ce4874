"""The rows of the log, fetched in pages as they are scrolled to, with the chain painted down their left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QObject, QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from app.domain.local_time import local
from app.services.queries import LogLine
from app.services.writing.times import parse
from app.texts import NN_, _, ngettext, pgettext

from ... import texts, theme
from ...parts import paint
from ...parts.columns import NOWHERE, Column, Index, RowsModel

PAGE = 200
"""Rows fetched at a time."""

STRONG = ("delivery-signed", "delivery-released")
"""Events whose knot is filled."""

COUNTS = {
    "masks": NN_("{count} mask", "{count} masks"),
    "marks": NN_("{count} mark", "{count} marks"),
    "findings": NN_("{count} finding", "{count} findings"),
    "proposed": NN_("{count} proposal", "{count} proposals"),
    "pages": NN_("{count} page", "{count} pages"),
    "copies": NN_("{count} copy", "{count} copies"),
}
"""What a row counts, in words."""
CODES = ("provision", "failure")
"""What a row tells as it stands."""

Fetch = Callable[[int | None], Sequence[LogLine]]
"""The rows older than a number (None: the newest ones), at most a page."""


class LogModel(RowsModel):
    """Asks for the next page when the view comes to the end of the last."""

    def __init__(self, fetch: Fetch, titles: Mapping[int, str], parent: QObject | None = None) -> None:
        super().__init__(columns(titles), lambda line: line.row.seq, parent)
        self._fetch = fetch
        self._more = False

    def begin(self) -> None:
        """Shows the newest page."""
        rows = self._fetch(None)
        self._more = len(rows) == PAGE
        self.set_rows(rows)

    def canFetchMore(self, parent: Index = NOWHERE) -> bool:
        return self._more

    def fetchMore(self, parent: Index = NOWHERE) -> None:
        last = self.row_at(self.rowCount() - 1)
        rows = self._fetch(last.row.seq) if last is not None else ()
        self._more = len(rows) == PAGE
        if rows:
            self.beginInsertRows(QModelIndex(), self.rowCount(), self.rowCount() + len(rows) - 1)
            self._shown += rows
            self.endInsertRows()


def _knot(painter: QPainter, rect: QRectF, line: LogLine, ink: str) -> None:
    """The chain: a line all the way, and a knot: square for the program, filled for a signature or a release."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    tint = theme.colour(ink or "accent")
    x, y = rect.left() + theme.px(12), rect.center().y()
    side = theme.px(11)
    painter.fillRect(QRectF(x - 0.75, rect.top(), 1.5, rect.height() + 1), tint)
    painter.setPen(QPen(tint, 1.5))
    painter.setBrush(tint if line.row.event in STRONG else theme.colour("content"))
    knot = QRectF(x - side / 2, y - side / 2, side, side)
    if line.row.actor_id is None:
        painter.drawRect(knot)
    else:
        painter.drawEllipse(QPointF(x, y), side / 2, side / 2)


def when(line: LogLine) -> str:
    """Day and time of a row on the office's clock."""
    at = local(parse(line.row.at))
    return f"{texts.day(at.date(), at.date())} {at.strftime('%H.%M.%S')}"


def what(line: LogLine, titles: Mapping[int, str]) -> str:
    """The document, counts and codes that a row tells, in short; ``titles`` are those of documents by id."""
    told = line.row.payload
    document = titles.get(told.get("document_id", 0), "")
    counts = [
        ngettext(*pair, told[name]).format(count=texts.number(told[name]))
        for name, pair in COUNTS.items()
        if told.get(name) is not None
    ]
    return ", ".join(part for part in (document, *counts, *(told.get(name) for name in CODES)) if part)


def columns(titles: Mapping[int, str]) -> list[Column]:
    """The columns of the log."""
    return [
        Column("", lambda r: "", width=44, paint=_knot),
        Column(_("Row"), lambda r: str(r.row.seq), paint.RIGHT, 56, tone=lambda r: "ink2"),
        Column(_("Time"), when, width=140, tone=lambda r: "ink2"),
        Column(_("Who"), lambda r: r.person or _("The program"), width=120),
        Column(_("Event"), lambda r: r.words, strong=lambda r: True),
        Column(_("What"), lambda r: what(r, titles), width=136),
        Column(pgettext("log", "Request"), lambda r: r.registry_number, width=112, tone=lambda r: "ink2"),
        Column(_("Checksum"), lambda r: r.row.hash[:8], width=92, hash=True),
    ]
