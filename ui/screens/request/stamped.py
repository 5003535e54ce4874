"""What is said and offered where a class stamp was read on a file, and how a person shuts out a classified document."""

from __future__ import annotations

from dataclasses import replace

from app import long_work, messages
from app.domain.errors import Refused
from app.domain.requests import SAID_CLASSIFIED, Document
from app.services.cases import stamped
from app.texts import _
from redaction.class_stamps import Degree

from ...intake import Piece
from ...parts.notices import Tone
from .page import RequestPage


def tell(page: RequestPage, piece: Piece, error: Refused, sentence: str) -> None:
    """Says what was read and whom to call; who may say that it is no class gets the verb for it."""
    degree = Degree(str(error.parameters["degree"]))
    may = piece.source is not None and page.person.may(stamped.NEEDS[degree])
    verb = _("It is not classified …") if may else ""
    page.tell(Tone.STOP, sentence, "", verb, (lambda: _ask_why(page, piece)) if may else None)


def _ask_why(page: RequestPage, piece: Piece) -> None:
    words = _("Why is {title} not classified, and who has told you? Your name and the reason are kept.")

    def said(reason: str) -> object:
        if not reason.strip():
            page.tell(Tone.WARN, messages.sentence("not-classified-reason"))
            _ask_why(page, piece)
            return False
        again = replace(piece, not_classified=reason, document_id=None, instead=piece.document_id)
        return page.done(lambda: page.intake.take_again(again))

    page.asking.ask(words.format(title=piece.name), _("Take it in"), said, "")


def ask(page: RequestPage, document: Document, lost: str) -> None:
    """Asks before a document is shut out as classified: nothing brings back what goes, and ``lost`` falls with it."""
    words = _(
        "Shut {title} out as classified? Its copies, words, findings and marks are removed from the program and cannot "
        "be brought back. Tell the head of protective security: the computer may have to be handled too."
    ).format(title=document.title)

    def deed(_written: str) -> None:
        went = page.done(lambda: long_work.shut_out(page.workspace, document.id))
        page.refresh()
        if went:
            page.tell(Tone.STOP, messages.sentence(SAID_CLASSIFIED))

    page.asking.ask(f"{words} {lost}".strip(), _("Shut it out"), deed)
