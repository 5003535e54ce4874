"""The command line's words that take documents in and look for personal data in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app import folders, long_work, messages
from app.domain import family
from app.domain.errors import Refused
from app.domain.requests import Document, DocumentState
from app.services.cases import classified, intake, registration
from app.store.unit import Unit
from app.texts import _
from app.workspace import Workspace

from .console import Passwords, ProgressLine, say
from .on_request import document_of, on_request, request_id_of


def add_words(steps: Any) -> None:
    """Adds ``case add``, ``case read``, ``case pages-in``, ``case remove`` and ``case find``."""
    add = on_request(steps, "add", _add, _("take documents in"))
    add.add_argument("files", nargs="+", type=Path, metavar=_("FILE"))
    add.add_argument("--classified", action="store_true", help=_("one of them is, or may be, classified: keep it out"))
    add.add_argument(
        "--not-classified", default="", metavar=_("REASON"), help=_("a class stamp on them means no class, and why")
    )
    add.add_argument("--title", default="", help=_("what letters call it (one file only)"))
    add.add_argument(
        "--password-stdin", action="store_true", help=_("the document's password is the next line of stdin")
    )
    read = on_request(steps, "read", _read, _("read a document in again that is locked, waits or failed"))
    read.add_argument("document", type=int, metavar=_("DOCUMENT"))
    read.add_argument(
        "--password-stdin", action="store_true", help=_("the document's password is the next line of stdin")
    )
    shut = on_request(steps, "classified", _shut_out, _("shut a document out that is classified, with all kept of it"))
    shut.add_argument("document", type=int, metavar=_("DOCUMENT"))
    told = _("put in pages of your own for a document: a PDF that its own program printed")
    printed = on_request(steps, "pages-in", _pages_in, told)
    printed.add_argument("document", type=int, metavar=_("DOCUMENT"))
    printed.add_argument("pdf", type=Path, metavar="PDF")
    remove = on_request(steps, "remove", _remove, _("take a document out of the request"))
    remove.add_argument("document", type=int, metavar=_("DOCUMENT"))
    remove.add_argument("--with-members", action="store_true", help=_("and all that came in it"))
    find = on_request(steps, "find", _find, _("look for personal data in the request's documents"))
    find.add_argument(
        "--term", nargs=2, action="append", default=[], metavar=(_("TEXT"), _("CATEGORY")), help=_("also look for this")
    )
    find.add_argument("--document", type=int, help=_("only in this document"))


def _add(workspace: Workspace, passwords: Passwords, arguments: Any) -> int:
    request_id = request_id_of(workspace, arguments.number)
    if arguments.classified:
        workspace.do(classified.one_is, request_id)
        say(classified.question().kept_out)
        return 1
    password = passwords.next(_("The document's password")) if arguments.password_stdin else None
    failed = 0
    for file in folders.files(arguments.files):
        title = arguments.title or file.title
        try:
            with ProgressLine(file.path.name) as line:
                given = (file.path, title, password, line, arguments.not_classified)
                document = long_work.take_in(workspace, request_id, *given)
        except Refused as error:
            if error.code != "turned-away":
                raise
            say(f"{file.path.name}: {messages.of(error)}")
            failed = 1
            continue
        failed |= _tell(workspace, document)
    return failed


def _tell(workspace: Workspace, document: Document) -> int:
    """Prints the document and all that came in it, a line each; 1 where it could not be read itself."""
    rows = long_work.family(workspace, document.id)
    for row, depth in family.ordered(rows):
        if long_work.unreadable(row):
            say(f"{row.file_name}: {messages.failure(row.failure)}")
        print(f"{row.number}\t{row.state.value}\t{row.pages}\t{'  ' * depth}{row.title}")
    return int(long_work.unreadable(document))


def _read(workspace: Workspace, passwords: Passwords, arguments: Any) -> int:
    document = document_of(workspace, request_id_of(workspace, arguments.number), arguments.document)
    password = passwords.next(_("The document's password")) if arguments.password_stdin else None
    with ProgressLine(document.title) as line:
        return _tell(workspace, long_work.read(workspace, document.id, password, line))


def _shut_out(workspace: Workspace, _passwords: Passwords, arguments: Any) -> int:
    document = document_of(workspace, request_id_of(workspace, arguments.number), arguments.document)
    left = long_work.shut_out(workspace, document.id)
    return _tell(workspace, workspace.ask(lambda reader: reader.documents.get(left)))


def _pages_in(workspace: Workspace, _passwords: Passwords, arguments: Any) -> int:
    document = document_of(workspace, request_id_of(workspace, arguments.number), arguments.document)
    with ProgressLine(document.title) as line:
        return _tell(workspace, long_work.put_in_pages(workspace, document.id, arguments.pdf, line))


def _remove(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    document = document_of(workspace, request_id_of(workspace, arguments.number), arguments.document)
    workspace.do(intake.remove, document.id, arguments.with_members)


def _find(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    request_id = request_id_of(workspace, arguments.number)
    if arguments.document is not None:
        rows: tuple[Document, ...] = (document_of(workspace, request_id, arguments.document),)
    else:
        rows = workspace.ask(lambda reader: reader.documents.where(request_id=request_id))

    def watch(unit: Unit) -> None:
        for text, category in arguments.term:
            registration.watch(unit, request_id, text, category)

    if arguments.term:
        workspace.do(watch)
    for document in rows:
        if document.state is DocumentState.REVIEW or arguments.document is not None:
            with ProgressLine(document.title) as line:
                proposed = long_work.find(workspace, document.id, line)
            print(f"{document.number}\t{proposed}\t{document.title}")
