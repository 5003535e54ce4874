"""Documents in: taken in, read, and looked through for personal data and words."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from app import messages, purging
from app.domain.errors import Refused
from app.domain.ids import DocumentId, MarkId, RequestId
from app.domain.requests import Document, DocumentState
from app.jobs import process, reading, tasks
from app.jobs.results import PagesLack
from app.progress import Progress, quiet
from app.services.cases import classified, intake, stamped
from app.services.cases import printed as printed_pages
from app.services.cases.intake import NewDocument
from app.services.marking import carrying, office_lists, regions, search, term_lists
from app.services.marking.term_lists import TermFile
from app.services.office import organisation
from app.store.unit import Reader, Unit
from app.workspace import Workspace
from redaction import words_file
from redaction.class_stamps import Degree
from redaction.detectors import AllowList, Term, learned
from redaction.errors import DocumentError, Stamped
from redaction.files import MailSaid
from redaction.findings import Finding
from redaction.sought import Query, Sought
from redaction.words import PageText

InTurn = Callable[[Callable[[], DocumentId]], DocumentId]
"""Has a file copied and given its number when the files before it have theirs."""


def take_in(
    workspace: Workspace,
    request_id: RequestId,
    source: Path,
    title: str = "",
    password: str | None = None,
    progress: Progress = quiet,
    not_classified: str = "",
    in_turn: InTurn = lambda number: number(),
) -> Document:
    """Takes a file into the request, reads it, and gives the document as it stands then.

    A document that cannot be read is kept, with its reason. One that carries the stamp of a class is turned away before
    anything of it is copied, unless the person signed in says why it is ``not_classified``. ``in_turn`` keeps files
    that are taken in beside each other in order. Raises Refused where the file is turned away (``turned-away``), cannot
    be copied, or that may not be said.
    """
    workspace.ask(intake.may_take_in, request_id, workspace.signed_in)
    looked, stamp = _at_the_door(workspace, request_id, source, password, progress, not_classified)

    def taken(unit: Unit, new: NewDocument) -> DocumentId:
        document_id = intake.take_in(unit, request_id, new)
        if not_classified:
            stamped.say_not_classified(unit, document_id, not_classified, stamp)
        return document_id

    def number() -> DocumentId:
        sha256, size = workspace.vault.take_in(source, expected=looked)
        document_id = workspace.do(taken, NewDocument(title.strip() or source.stem, source.name, sha256, size))
        if not workspace.vault.holds(sha256):  # a purge took the same file out before the row pointed to it
            workspace.vault.take_in(source, expected=looked)
        return document_id

    return read(workspace, in_turn(number), password, progress)


def _at_the_door(
    workspace: Workspace, request_id: RequestId, source: Path, password: str | None, progress: Progress, said: str
) -> tuple[str, Degree | None]:
    """SHA-256 of the file and the class stamp that somebody says means no class.

    What cannot be looked at ("" for its SHA-256) is not read either, or is looked at when it is. Raises Refused.
    """
    looked, code = "", ""
    if source.is_file():
        with suppress(DocumentError):
            looked, code = reading.at_the_door(source, source.name, password, progress)
    stamp = Degree(code) if code else None
    if said:
        workspace.ask(stamped.may_say, workspace.signed_in, stamp or Degree.UNCLEAR, said)
    elif stamp is not None:
        workspace.do(classified.one_is, request_id)
        raise Refused("turned-away", degree=stamp.value)
    return looked, stamp


def shut_out(workspace: Workspace, document_id: DocumentId, degree: Degree | None = None) -> DocumentId:
    """Shuts a document out as classified and takes its files away; gives what is left of it. Raises Refused."""
    left = workspace.do(stamped.shut_out, document_id, degree)
    purging.sweep(workspace)
    workspace.store.forget()
    return left


def read(
    workspace: Workspace, document_id: DocumentId, password: str | None = None, progress: Progress = quiet
) -> Document:
    """Makes the working PDF and the words of a document that waits, is locked or has failed, then of what came in it.

    A stop in between leaves those that were not read yet waiting. Where one of them carries the stamp of a class all of
    them are shut out, and what is left of it is given.
    """
    key, waiting = password, [document_id]
    while waiting:
        try:
            waiting[:1] = _read_one(workspace, waiting[0], key, progress)
        except Stamped as error:
            document_id, waiting = shut_out(workspace, waiting[0], Degree(str(error.parameters["degree"]))), []
        key = None
    return workspace.ask(lambda reader: reader.documents.get(document_id))


def _read_one(
    workspace: Workspace, document_id: DocumentId, password: str | None, progress: Progress
) -> tuple[DocumentId, ...]:
    """Reads one document, or stores why it cannot be read; gives the documents that came in it."""
    document = workspace.ask(intake.may_read, document_id, workspace.signed_in)
    known = workspace.ask(stamped.said, document_id)
    with workspace.vault.workspace() as folder:
        try:
            source = workspace.vault.lay_open(document.source_sha256, folder)
            given = (source, document.file_name, folder, password, True, known)
            result = reading.document(*given, progress=progress)
            workspace.ask(intake.check_members, document_id, len(result.members))
        except Stamped:
            raise
        except DocumentError as error:
            workspace.do(intake.could_not_be_read, document_id, messages.packed(error))
            return ()
        workspace.vault.keep(folder / result.pdf)
        words, _size = workspace.vault.keep(folder / result.words)
        members = [
            NewDocument(member.title, member.name, *workspace.vault.keep(folder / member.file))
            for member in result.members
        ]
        read = (result.working, words, result.media_type, members, result.unread, result.known_by, result.about)
        return workspace.do(intake.was_read, document_id, *read)


def put_in_pages(
    workspace: Workspace, document_id: DocumentId, printed: Path, progress: Progress = quiet
) -> Document:
    """Puts pages that a person printed (a PDF) in the place of a document's working copy.

    Raises Refused where they lack words of the original (``pages-lack``), something is judged on the old pages or the
    file cannot be read; Blocked, DocumentError.
    """
    document = workspace.ask(printed_pages.may_put_in, document_id, workspace.signed_in)
    known = workspace.ask(stamped.said, document_id)
    with workspace.vault.workspace() as folder:
        given = folder / "given"
        try:
            given.write_bytes(printed.read_bytes())
        except OSError as error:
            raise Refused("file-vanished" if not printed.is_file() else "file-unreadable") from error
        source = workspace.vault.lay_open(document.source_sha256, folder)
        try:
            result = process.run(tasks.read_printed, source, given, folder, known, progress=progress)
        except Stamped as error:
            left = shut_out(workspace, document_id, Degree(str(error.parameters["degree"])))
            return workspace.ask(lambda reader: reader.documents.get(left))
        if isinstance(result, PagesLack):
            kept, lacking = int(result.kept * 100), " ".join(result.words)
            raise Refused("pages-lack", kept=kept, number=document.number, words=lacking)
        given_sha256 = process.run(tasks.digest, given)
        workspace.vault.keep(folder / result.pdf)
        words, _size = workspace.vault.keep(folder / result.words)
        made = (given_sha256, result.working, words, result.media_type, result.unread, result.known_by)
        workspace.do(printed_pages.put_in, document_id, *made)
    return workspace.ask(lambda reader: reader.documents.get(document_id))


def family(workspace: Workspace, document_id: DocumentId) -> tuple[Document, ...]:
    """A document and all that came in it, as they are shown."""

    def asked(reader: Reader) -> tuple[Document, ...]:
        return (reader.documents.get(document_id), *intake.members(reader, document_id))

    return workspace.ask(asked)


def unreadable(document: Document) -> bool:
    """Whether the document could not be read and waits for a password or another file."""
    return document.state in (DocumentState.LOCKED, DocumentState.FAILED)


def find(workspace: Workspace, document_id: DocumentId, progress: Progress = quiet) -> int:
    """Looks for personal data and watched terms in a document; gives how many marks were proposed.

    Raises Refused where the document has not been read, DocumentError where the search fails.
    """

    def asked(reader: Reader) -> tuple[Document, tuple[Term, ...], AllowList]:
        document = reader.documents.get(document_id)
        watched = reader.terms.where(request_id=document.request_id)
        terms = tuple(Term(t.text, t.category, t.provision, bool(t.inside_words)) for t in watched)
        request_id = RequestId(document.request_id)
        allow = replace(organisation.allow_list(reader), never=office_lists.never(reader, request_id))
        return document, terms + office_lists.always(reader, request_id), allow

    document, terms, allow = workspace.ask(asked)
    if document.words_sha256 is None:
        raise Refused("document-unread", number=document.number)
    words = workspace.vault.file(document.words_sha256)
    findings = process.run(tasks.find, words, terms, allow, progress=progress)
    return workspace.do(intake.store_findings, document_id, findings)


def find_regions(workspace: Workspace, document_id: DocumentId, progress: Progress = quiet) -> int:
    """Goes through a document that an older program read for parts that no program can read; gives how many there are.

    Raises Refused where the document has not been read.
    """
    document = workspace.ask(lambda reader: reader.documents.get(document_id))
    if document.working_sha256 is None:
        raise Refused("document-unread", number=document.number)
    found = process.run(tasks.regions, workspace.vault.file(document.working_sha256), progress=progress)
    workspace.do(regions.store, document_id, found)
    return len(found)


def seek(
    workspace: Workspace,
    request_id: RequestId,
    query: Query,
    only: DocumentId | None = None,
    progress: Progress = quiet,
) -> Sought:
    """Looks through the words of a request's documents, or of one of them, in a child; no document is opened.

    Raises Refused where there is nothing to look for, DocumentError where an expression cannot be read.
    """
    search.check(query)
    rows = workspace.ask(search.documents, request_id, only)
    words = [(d.id, workspace.vault.file(d.words_sha256)) for d in rows if d.words_sha256 is not None]
    sought: Sought = process.run(tasks.seek, words, query, progress=progress)
    return sought


def read_mail(workspace: Workspace, source: Path, progress: Progress = quiet) -> MailSaid:
    """What a mail says, for registering what it asks for. Raises Refused where the file is gone, DocumentError."""
    if not source.is_file():
        raise Refused("file-vanished")
    with workspace.vault.workspace() as folder:
        said: MailSaid = process.run(tasks.mail_said, source, folder, progress=progress)
    return said


def read_terms(workspace: Workspace, file: Path, progress: Progress = quiet) -> TermFile:
    """The terms of a list in CSV or XLSX, and the rows that cannot be used. Raises Refused, DocumentError."""
    if not file.is_file():
        raise Refused("file-vanished")
    rows = process.run(tasks.read_terms, file, progress=progress)
    return term_lists.understood(rows, workspace.ask(organisation.provisions).values())


def read_list(workspace: Workspace, file: Path, progress: Progress = quiet) -> tuple[Term, ...]:
    """The terms of a list that holds in every row. Raises Refused with the first row that does not."""
    listed = read_terms(workspace, file, progress)
    if listed.faults:
        first = listed.faults[0]
        raise Refused("list-row", row=first.row, count=len(listed.faults), what=messages.sentence(first.code))
    return listed.terms


def neighbours(workspace: Workspace, mark_id: MarkId) -> tuple[str, str]:
    """The words before and after what a detector's mark stands on, as "never here" is learned with.

    Raises Refused where a person made the mark.
    """

    def asked(reader: Reader) -> tuple[Document, Finding]:
        document_id, mark = reader.marks.get(mark_id)
        found = dict(reader.findings.of(document_id)).get(mark.finding_id or 0)
        if found is None:
            raise Refused("entry-no-finding")
        return reader.documents.get(document_id), found

    document, finding = workspace.ask(asked)
    page = page_text(workspace, document, finding.page)
    return learned.around(page.text, finding.start, finding.end)


def carry(
    workspace: Workspace, document_id: DocumentId, other_id: DocumentId, progress: Progress = quiet
) -> int:
    """Holds the marks of another document that says the same against this one's, as a set; gives the set's number.

    Raises Refused where the other is not alike, nothing in it is judged or no mark has a place here.
    """
    found = workspace.ask(carrying.source, document_id, other_id)
    carried = carrying.NOTHING
    if found.here is not None and found.there is not None:
        files = workspace.vault.file(found.there), workspace.vault.file(found.here)
        carried = process.run(tasks.carry, *files, found.on_words, progress=progress)
    return workspace.do(carrying.keep, document_id, found, carried)


def page_text(workspace: Workspace, document: Document, page: int) -> PageText:
    """The words of one page (from 0) of a document that has been read."""
    if document.words_sha256 is None:
        raise Refused("document-unread", number=document.number)
    return words_file.load(workspace.vault.file(document.words_sha256), page)
