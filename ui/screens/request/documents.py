"""The documents of a request as a table: how each stands, what is left in it, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QPainter
from PySide6.QtWidgets import QMenu, QWidget

from app import messages
from app.domain.ids import RequestId
from app.domain.official import OFFICIAL
from app.domain.requests import Document, DocumentState
from app.domain.workflow import DocumentStep
from app.services.cases import printed
from app.services.queries import DocumentRow
from app.texts import _, ngettext

from ... import icons, texts, wording
from ...intake import AtWork, Intake
from ...parts import paint
from ...parts.columns import Column
from ...parts.rows import RowsView
from ...parts.states import State
from .blockers import UNREAD
from .ordering import DEEDS

ICONS = {
    "pdf": "pdf", "sheet": "table", "excel": "table", "message": "mail", "outlook": "mail", "zip": "package",
    "image": "image", "plain": "text", "word": "docx", "document": "docx", "rtf": "docx",
}  # fmt: skip
"""Part of a media type -> icon; the first that fits."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: a document, or a file that stands in line; ``depth`` is how deep it lies in others.

    ``words`` say how it stands, or as a ``link`` what can be done about it; ``told`` why, on a smaller line.
    """

    key: tuple[str, int | str]
    title: str
    second: str
    icon: str
    state: State | None
    words: str
    share: float | None = None
    link: bool = False
    row: DocumentRow | None = None
    depth: int = 0
    told: str = ""

    @property
    def document(self) -> Document | None:
        """The document, None while its file stands in line."""
        return self.row.document if self.row is not None else None


def icon_of(document: Document) -> str:
    """The icon of a document's kind."""
    return next((icon for part, icon in ICONS.items() if part in document.media_type), "page")


def lines(rows: Sequence[DocumentRow], intake: Intake, request_id: RequestId) -> list[Line]:
    """The documents, those that are being read with their progress, and the files that stand in line."""
    line = intake.waiting(request_id)
    waiting = {p.document_id for p in line if p.document_id}
    at_work = {at.document_id: at for at in intake.at_work(request_id) if at.document_id}
    shown = []
    for row in rows:
        at = at_work.get(row.document.id)
        shown.append(_working(row, at) if at is not None else _standing(row, row.document.id in waiting))
    known = {row.document.id for row in rows}
    for at in intake.at_work(request_id):
        if at.piece is not None and at.piece.source and at.document_id not in known:
            key = ("file", f"{at.number} {at.piece.name}")
            words, doing = _how_far(at)
            shown.append(Line(key, at.piece.name, doing, "page", State.WORKING, words, at.share))
    for number, later in enumerate(p for p in line if p.source):
        key = ("file", f"+{number} {later.name}")
        shown.append(Line(key, later.name, "", "page", State.RESTING, _("Stands in line")))
    return shown


def _how_far(at: AtWork) -> tuple[str, str]:
    """The time left, and what is being done on the smaller line; that alone while nothing is known of the time."""
    words = at.phase or _("Reading")
    return (words, "") if at.seconds_left is None else (texts.time_left(at.seconds_left), words)


def _working(row: DocumentRow, at: AtWork) -> Line:
    document, key = row.document, ("document", row.document.id)
    words, doing = _how_far(at)
    icon = icon_of(document)
    return Line(key, document.title, doing, icon, State.WORKING, words, at.share, row=row, depth=row.depth)


def _standing(row: DocumentRow, waiting: bool) -> Line:
    document = row.document
    state, words = wording.DOCUMENT_STATES[document.state]
    said, link, told = _(words), document.state is DocumentState.LOCKED, ""
    if waiting:
        state, said, link = State.RESTING, _("Stands in line"), False
    elif document.state is DocumentState.FAILED:
        said = _("Take it out, judge it outside") if document.outside else _("Read it in again")
        link, told = True, messages.failure(document.failure)
    elif document.unsought:
        state, said, link = State.WARNING, _("Look through it"), True
    elif document.state is DocumentState.REVIEW and not row.left:
        state, said = State.WARNING, _("Mark it as done")
    pages = wording.pages(document.pages) if document.pages else ""
    again = messages.alike(row.alike) if row.alike is not None else ""
    day, *more = _particulars(row)
    parts = (pages, day, again, _new(row.news), _said(row.comments), *more)
    second = ", ".join(part for part in parts if part)
    key, icon = ("document", document.id), icon_of(document)
    return Line(key, document.title, second, icon, state, said, None, link, row, row.depth, told)


def _particulars(row: DocumentRow) -> tuple[str, ...]:
    """Day, kind, sender and reference, "" for what is not known."""
    said = row.said
    return (str(said.dated or ""), said.kind, said.sender, said.reference) if said is not None else ("",)


def _deed(document: Document) -> str:
    """What comes first to be done with a document: opened, read in again, or taken out where no reading helps."""
    if document.state not in UNREAD:
        return "open"
    return "remove" if document.outside else "read"


def _new(count: int) -> str:
    return ngettext("{count} new", "{count} new ones", count).format(count=texts.number(count)) if count else ""


def _said(count: int) -> str:
    told = ngettext("{count} comment", "{count} comments", count)
    return told.format(count=texts.number(count)) if count else ""


def _more(painter: QPainter, rect: QRectF, line: Line, ink: str) -> None:
    working = line.state is State.WORKING
    icons.draw(painter, "stop" if working else "more", rect, ink or "ink2", 18)


def _count(of: Callable[[DocumentRow], int]) -> Callable[[Line], str]:
    def told(line: Line) -> str:
        read = line.document is not None and line.document.state in (DocumentState.REVIEW, DocumentState.DONE)
        return texts.number(of(line.row)) if read and line.row is not None else "–"

    return told


def _has_left(line: Line) -> bool:
    return line.row is not None and bool(line.row.left)


def official_words(line: Line) -> str:
    """By which paragraph a document is official, or not; that nobody has said it."""
    found = line.row.trial if line.row is not None else None
    if found is None:
        return _("Not yet said") if line.row is not None else ""
    return found.source if found.verdict == OFFICIAL else _("No, {paragraph}").format(paragraph=found.source)


def _depth(line: Line) -> int:
    return line.depth


def columns() -> list[Column]:
    """The columns of the table."""
    return [
        Column(_("Document"), lambda r: r.title, second=lambda r: r.second, icon=lambda r: r.icon, indent=_depth),
        Column(
            _("State"),
            lambda r: r.words,
            width=188,
            second=lambda r: r.told,
            state=lambda r: r.state,
            share=lambda r: r.share,
            link=lambda r: r.link,
        ),
        Column(_("Official?"), official_words, width=92, link=lambda r: r.row is not None and r.row.trial is None),
        Column(_("Findings"), _count(lambda r: r.tally.findings), paint.RIGHT, 58),
        Column(_("Masks"), _count(lambda r: r.tally.accepted), paint.RIGHT, 70),
        Column(_("Unjudged"), _count(lambda r: r.left), paint.RIGHT, 92, strong=_has_left),
        Column("", lambda r: _("More"), width=40, paint=_more),
    ]


class DocumentsTable(RowsView):
    """The table. ``asked`` tells what shall be done with which document: open, official, rename, read, pages, done,
    reopen, classified, remove."""

    asked = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(columns(), _("Documents"), key=lambda line: line.key, tall="document", parent=parent)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu_at)
        self.clicked.connect(self._clicked)
        self.opened.connect(lambda line: self._open_line(line))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_lines(self, shown: Sequence[Line]) -> None:
        """Shows these and takes the height they need."""
        self.set_rows(shown)
        self.fit()

    def _open_line(self, line: Line) -> None:
        if line.document is not None and line.state is not State.WORKING:
            self.asked.emit(_deed(line.document), line.document)

    def _clicked(self, index: QModelIndex) -> None:
        line = self.row_of(index)
        if line is None:
            return
        last = len(self.rows.columns) - 1
        if index.column() == last and line.state is State.WORKING:
            self.asked.emit("stop", line.document)
        elif index.column() == last:
            self._menu_at(self.visualRect(index).bottomLeft())
        elif index.column() == 1 and line.link and line.document is not None:
            self.asked.emit("seek" if line.document.unsought else _deed(line.document), line.document)
        elif index.column() == 2 and line.row is not None:
            self.asked.emit("official", line.document)

    def menu_for(self, line: Line) -> QMenu:
        """What can be done with a document now; a step that is closed is shown with its reason."""
        menu = QMenu(self)
        document, row = line.document, line.row
        if document is None or row is None:
            return menu
        if line.state is State.WORKING:
            menu.addAction(_("Stop")).triggered.connect(lambda: self.asked.emit("stop", document))
            return menu
        other = {"open", "read"} - {_deed(document)}
        offers: list[tuple[str, str, DocumentStep | None]] = [
            ("open", _("Open"), None),
            ("seek", _("Look through it"), None),
            ("read", _("Read it in again …"), DocumentStep.READ),
            ("pages", _("Put in pages of your own …"), None),
            ("official", _("Is it an official document? …"), None),
            ("rename", _("Change the title …"), None),
            ("describe", _("Date, sender, kind …"), None),
            *((name, _(words), None) for name, words in DEEDS.items()),
            ("done", _("Mark as done"), DocumentStep.MARK_DONE),
            ("reopen", _("Open for judging again"), DocumentStep.REOPEN),
            ("classified", _("It is classified …"), None),
            ("remove", _("Take out of the request …"), DocumentStep.REMOVE),
        ]
        if document.shut_out:
            offers = [offer for offer in offers if offer[0] in ("official", "remove")]
        for name, words, step in offers:
            if (name == "pages" and not printed.takes_pages(document)) or (name == "seek" and not document.unsought):
                continue
            if name in other or (step is not None and step not in row.steps):
                continue
            held = row.steps[step] if step is not None else ()
            said = f"{words} ({messages.blocker(held[0])})" if held else words
            action = QAction(said, menu)
            action.setEnabled(not held)
            action.triggered.connect(lambda _on=False, which=name: self.asked.emit(which, document))
            menu.addAction(action)
        return menu

    def _menu_at(self, place: QPoint) -> None:
        line = self.row_of(self.indexAt(place)) or self.current()
        if line is not None and line.document is not None:
            menu = self.menu_for(line)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.viewport().mapToGlobal(place))
