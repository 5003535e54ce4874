"""Files into a request and what is done with its documents: taken in, dropped, read again, renamed, taken out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from app import messages, purging
from app.domain.errors import Refused
from app.domain.requests import Document, DocumentState
from app.services.cases import classified, intake
from app.services.delivering import delivery
from app.texts import N_, _

from ...intake import Piece
from ...parts.notices import Tone
from .. import losing
from . import removal, stamped
from .coming_in import KINDS
from .page import RequestPage

ECHOES: dict[Any, str] = {
    intake.rename: N_("The title is changed. Change it again to have the old one."),
    intake.mark_done: N_("The document is done. Its menu opens it again."),
    intake.reopen: N_("The document is open again."),
    intake.remove: N_("The document is out. Take its file in again to have it back."),
    delivery.choose: N_("The choice is changed. The same tick takes it back."),
}
"""What the status bar says after a change: what was done, and how it is undone."""


class TakingPage(RequestPage):
    """A request that takes documents."""

    # -- documents -----------------------------------------------------------------------------------------------------

    def choose_files(self) -> None:
        """Asks which files to take in."""
        if self.take.blockers():
            self.tell(Tone.WARN, self.take.blockers()[0])
            return
        kinds = _("Documents ({kinds})").format(kinds=KINDS) + ";;" + _("All files (*)")
        names, _kind = QFileDialog.getOpenFileNames(self, _("Take in documents"), "", kinds)
        self.take_in([Path(name) for name in names])

    def choose_pages(self, document: Document) -> None:
        """Asks for the PDF that a person printed from the document, and puts its pages in."""
        words = _("A PDF printed from {title}").format(title=document.title)
        name, _kind = QFileDialog.getOpenFileName(self, words, "", _("Documents ({kinds})").format(kinds="*.pdf"))
        if name:
            self.intake.put_in_pages(self.request_id, document.id, document.title, Path(name))

    def take_in(self, files: list[Path]) -> None:
        """Takes files into the request."""
        if not files:
            return
        if self.workspace.ask(classified.is_asked, self.request_id):
            asked = classified.question()
            words = f"{asked.text} {asked.help}"
            deed = partial(self._take_unclassified, files)
            self.asking.ask(words, _("No, take them in"), deed, otherwise=(_("Yes, or unsure"), self._keep_out))
            return
        self.keeping(_("Take in"), lambda: self.done(lambda: self.intake.take(self.request_id, files)))

    def paste(self) -> None:
        """Takes in what is on the clipboard: files, a picture or words."""
        given = QGuiApplication.clipboard().mimeData()
        if self.take.blockers():
            self.tell(Tone.WARN, self.take.blockers()[0])
        elif not self.coming.wanted(given):
            self.tell(Tone.INFO, _("Nothing on the clipboard can be taken in. Copy files, a picture or words first."))
        else:
            self.take_in(self.coming.files(given))

    def _take_unclassified(self, files: list[Path], _written: str) -> None:
        if self.done(lambda: self.workspace.do(classified.none_is, self.request_id)):
            self.take_in(files)

    def _keep_out(self) -> None:
        if self.done(lambda: self.workspace.do(classified.one_is, self.request_id)):
            self.tell(Tone.STOP, classified.question().kept_out)

    def _not_taken(self, request_id: int, sentence: str) -> None:
        if request_id == self.request_id:
            self.tell(Tone.STOP, sentence)

    def _stamped(self, piece: Piece, error: Refused, sentence: str) -> None:
        if piece.request_id == self.request_id:
            stamped.tell(self, piece, error, sentence)

    def on_document(self, name: str, document: Document) -> None:
        """Does with a document what its menu or its line asks."""
        ask, do = self.asking.ask, self.workspace.do
        read = partial(self.intake.read, self.request_id, document.id, document.title)
        if self.ordering.follow(name, document):
            return
        if name == "describe":
            self.frame.show_screen("describing", document_id=document.id)
        elif name == "open" and document.pages and document.words_sha256 is None:
            self._tell_gone()
        elif name == "open":
            self.frame.show_screen("review", document_id=document.id)
        elif name == "stop":
            self.intake.stop()
        elif name == "read" and document.state is DocumentState.LOCKED:
            ask(_("Password of {title}").format(title=document.title), _("Read in"), read, "", True)
        elif name in ("read", "seek"):
            read()
        elif name == "pages":
            self.keeping(_("Put in pages"), partial(self.choose_pages, document))
        elif name == "official":
            self._ask_official(document)
        elif name == "rename":
            words = _("What letters shall call the document")
            told = " ".join((words, self.lost())).strip()
            ask(told, _("Change"), lambda said: self._change(do, intake.rename, document.id, said), document.title)
        elif name == "done":
            self._change(do, intake.mark_done, document.id)
        elif name == "reopen":
            self.keeping(_("Open it again"), partial(self._change, do, intake.reopen, document.id))
        elif name == "classified":
            stamped.ask(self, document, self.lost())
        elif name == "remove":
            self._ask_removal(document)

    def _tell_gone(self) -> None:
        """Where the request was opened again, the file is where working copies are made again."""
        there = self.workspace.ask(purging.missing, self.request_id)
        way: tuple[Any, ...] = (_("The file"), self.show_file) if there else ("", None)
        self.tell(Tone.INFO, messages.sentence("working-gone"), "", *way)

    def _ask_official(self, document: Document | None) -> None:
        """Asks of a document, else of the first that nobody has tried."""
        assert self.view is not None
        rows = self.view.current.documents
        untried = [row.document for row in rows if row.trial is None]
        unofficial = [row.document for row in rows if row.trial is not None and not row.trial.goes_on]
        chosen = document or next(iter((*untried, *unofficial)), None)
        if chosen is not None:
            self.asking.leave()
            self.official.ask(chosen, untried)

    def _ask_removal(self, document: Document) -> None:
        assert self.view is not None
        row = next(row for row in self.view.current.documents if row.document.id == document.id)
        members = self.workspace.ask(intake.members, document.id)
        out = partial(self._change, self.workspace.do, intake.remove, document.id)
        removal.ask(self.asking, row, len(members), out, self.lost())

    def _change(self, do: Any, command: Any, *what: Any, **more: Any) -> None:
        self.done(lambda: do(command, *what, **more), _(ECHOES[command]))
        self.refresh()

    def lost(self) -> str:
        """What a change of the delivery takes with it, "" where nothing falls."""
        return losing.lost(self.workspace, self.view.current) if self.view is not None else ""

    def keeping(self, verb: str, deed: Callable[[], object]) -> None:
        """Does the deed, or first asks where something signed or made falls with it."""
        assert self.view is not None
        losing.ask_first(self.asking, self.workspace, self.view.current, verb, deed)

    # -- dropping --------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Files may be dropped anywhere on the window while this page is shown."""
        if watched is not self.frame or self.window_shows() is not self:
            return False
        if event.type() == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            if event.mimeData().hasUrls() and not self.take.blockers():
                event.acceptProposedAction()
                self.drop.set_over(True)
                return True
        elif event.type() == QEvent.Type.DragLeave:
            self.drop.set_over(False)
        elif event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            self.drop.set_over(False)
            event.acceptProposedAction()
            self.take_in(self.coming.files(event.mimeData()))
            return True
        return False

    def window_shows(self) -> object:
        """The screen that the window shows now."""
        frame: Any = self.frame
        return frame.current()
