"""Long work from end to end: documents in, findings, masked copies with proofs, papers, package.

Each piece runs in a child process and is committed when it is whole, so a stop at any moment loses at most
the piece in hand and a rerun goes on from there. Callers run these in a thread of their own.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from app import letter_work, messages, residual_check, writing
from app.domain.errors import Refused
from app.domain.ids import DecisionId, DeliveryId, DocumentId, MarkId, RequestId
from app.domain.local_time import local_day
from app.domain.requests import Delivery, DeliveryState, Document, DocumentState
from app.domain.workflow import DeliveryStep
from app.exporters import docx_letter
from app.exporters.package import Piece, safe_name, unpack, write_zip
from app.jobs import process, tasks
from app.progress import Progress, quiet
from app.services.cases import intake
from app.services.cases.intake import NewDocument
from app.services.deciding import decision_papers as decision_paper
from app.services.delivering import compilations, disclosure, own_data_export
from app.services.delivering import delivery as deliveries
from app.services.marking import office_lists, search, term_lists
from app.services.marking.term_lists import TermFile
from app.services.office import organisation
from app.services.writing import delivery_letters, letters, papers
from app.store import audit_log
from app.store.unit import Reader
from app.texts import _
from app.workspace import Workspace
from redaction import content, words_file
from redaction.detectors import AllowList, Term, learned
from redaction.errors import DocumentError, StillReadable
from redaction.findings import Finding
from redaction.plan import RedactionPlan
from redaction.report import Proof, proof_from_json
from redaction.sought import Query, Sought
from redaction.words import PageText

PACKAGES = "packages"

PROOF = "proof-"
"""The kind of paper that a proof is, followed by its document's number."""
ENCLOSED = (PROOF, compilations.KIND, own_data_export.KIND)
"""Beginnings of the kinds of papers that lie in a package beside its letter and its list of masks."""


def take_in(
    workspace: Workspace,
    request_id: RequestId,
    source: Path,
    title: str = "",
    password: str | None = None,
    progress: Progress = quiet,
) -> Document:
    """Takes a file into the request, reads it, and gives the document as it stands then.

    A document that cannot be read is kept, with its reason. Raises Refused where the file cannot be copied.
    """
    workspace.ask(intake.may_take_in, request_id, workspace.signed_in)
    sha256, size = workspace.vault.take_in(source)
    new = NewDocument(title.strip() or source.stem, source.name, sha256, size)
    document_id = workspace.do(intake.take_in, request_id, new)
    if not workspace.vault.holds(sha256):  # a purge took the same file out before the row pointed to it
        workspace.vault.take_in(source)
    return read(workspace, document_id, password, progress)


def read(
    workspace: Workspace, document_id: DocumentId, password: str | None = None, progress: Progress = quiet
) -> Document:
    """Makes the working PDF and the words of a document that waits, is locked or has failed."""
    document = workspace.ask(intake.may_read, document_id, workspace.signed_in)
    with workspace.vault.workspace() as folder:
        try:
            source = workspace.vault.path(document.source_sha256)
            result = process.run(tasks.read_document, source, document.file_name, folder, password, progress=progress)
        except DocumentError as error:
            workspace.do(intake.could_not_be_read, document_id, messages.packed(error))
        else:
            workspace.vault.keep(folder / result.pdf)
            words, _size = workspace.vault.keep(folder / result.words)
            workspace.do(intake.was_read, document_id, result.working, words, result.media_type)
    return workspace.ask(lambda reader: reader.documents.get(document_id))


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
    words = workspace.vault.path(document.words_sha256)
    findings = process.run(tasks.find, words, terms, allow, progress=progress)
    return workspace.do(intake.store_findings, document_id, findings)


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
    words = [(d.id, workspace.vault.path(d.words_sha256)) for d in rows if d.words_sha256 is not None]
    sought: Sought = process.run(tasks.seek, words, query, progress=progress)
    return sought


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


def page_text(workspace: Workspace, document: Document, page: int) -> PageText:
    """The words of one page (from 0) of a document that has been read."""
    if document.words_sha256 is None:
        raise Refused("document-unread", number=document.number)
    return words_file.load(workspace.vault.path(document.words_sha256), page)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What making copies starts from."""

    delivery: Delivery
    documents: tuple[Document, ...]
    plans: tuple[RedactionPlan, ...]
    proven: frozenset[int]
    handler: str
    plan_hash: str


def _prepared(reader: Reader, delivery_id: DeliveryId, actor_id: int, now: datetime) -> Prepared:
    delivery = reader.deliveries.get(delivery_id)
    if delivery.state is DeliveryState.READY:
        raise Refused("copies-made")
    disclosure.may_make_copies(reader, delivery_id, actor_id)
    documents = () if delivery.refused else deliveries.documents(reader, delivery_id)
    stamp = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    plans = tuple(deliveries.plan(reader, d, delivery, stamp) for d in documents)
    copies = {c.document_id: c for c in (reader.copies.first(document_id=d.id) for d in documents) if c is not None}
    proven = frozenset(
        d.id for d, p in zip(documents, plans, strict=True) if d.id in copies and copies[d.id].plan_hash == p.hash()
    )
    handler = reader.people.get(delivery.prepared_by or actor_id).name
    return Prepared(delivery, documents, plans, proven, handler, deliveries.plan_hash(reader, delivery_id))


def make_copies(workspace: Workspace, delivery_id: DeliveryId, progress: Progress = quiet) -> None:
    """Makes the masked copies with their proofs, and the papers; ends with the delivery ready.

    Raises Blocked where a step before is missing, DocumentError where a copy cannot be proven clean: then
    there is no file. What was made before is kept and not made again.
    """
    now = workspace.clock()
    prepared = workspace.ask(_prepared, delivery_id, workspace.signed_in.id, now)
    residual_check.require(workspace, delivery_id, DeliveryStep.MAKE_COPIES, progress)
    total = len(prepared.documents) + 1
    for done, (document, plan) in enumerate(zip(prepared.documents, prepared.plans, strict=True)):
        progress(done, total, "burn")
        if document.id in prepared.proven:
            continue
        try:
            _make_copy(workspace, document, plan)
        except StillReadable as error:
            page = int(error.parameters.get("page", -1)) + 1
            code = "still-readable-on-page" if page else "still-readable-somewhere"
            raise Refused(code, number=document.number, page=page) from error
    progress(total - 1, total, "papers")
    _make_papers(workspace, prepared, now)
    workspace.do(disclosure.ready, delivery_id)
    progress(total, total, "papers")


def _make_copy(workspace: Workspace, document: Document, plan: RedactionPlan) -> None:
    with workspace.vault.workspace() as folder:
        copy = folder / "copy.pdf"
        proof = process.run(tasks.burn, workspace.vault.path(plan.working_sha256), plan, copy)
        process.run(tasks.confirm, copy, proof)  # another child, which sees only the file and the proof
        sha256, _size = workspace.vault.keep(copy)
        proof_sha256 = workspace.vault.put_bytes(proof.to_json().encode("utf-8"))
    workspace.do(disclosure.copy_made, document.id, plan, sha256, proof, proof_sha256)


def _make_papers(workspace: Workspace, prepared: Prepared, now: datetime) -> None:
    delivery_id = prepared.delivery.id
    letter = workspace.ask(delivery_letters.letter, delivery_id, prepared.handler, now)
    made_from = workspace.ask(lambda reader: letters.made_from(reader, delivery_letters.kind(reader, delivery_id)))
    _paper(workspace, prepared, "letter", _("Letter") + ".pdf", letter, now, made_from)
    with workspace.vault.workspace() as folder:
        docx_letter.write(letter, folder / "letter.docx")
        sha256, _size = workspace.vault.keep(folder / "letter.docx")
    name = _("Letter") + ".docx"
    workspace.do(disclosure.paper_made, delivery_id, prepared.plan_hash, "letter-docx", name, sha256, made_from)
    head = workspace.ask(lambda reader: reader.log_head())
    schedule = workspace.ask(papers.schedule, delivery_id, now, head)
    _paper(workspace, prepared, "schedule", _("List of masks") + ".pdf", schedule, now)
    _make_compilations(workspace, prepared, now)
    _make_own_data(workspace, prepared, now)
    record = workspace.ask(papers.record, delivery_id, now)
    _paper(workspace, prepared, "record", _("Record of assessments") + ".pdf", record, now)
    for document in prepared.documents:
        proven = proof_of(workspace, document.id)
        sheet = workspace.ask(papers.proof, document, proven, document_name(document), now)
        _paper(workspace, prepared, f"{PROOF}{document.number}", f"{_proof_name(document)}.pdf", sheet, now)


def _make_compilations(workspace: Workspace, prepared: Prepared, now: datetime) -> None:
    """Each compilation of the delivery as PDF/A and as CSV."""
    delivery_id = prepared.delivery.id
    for row in workspace.ask(compilations.of, delivery_id):
        kind, name = f"{compilations.KIND}{row.number}", compilations.name(row)
        _paper(workspace, prepared, kind, f"{name}.pdf", workspace.ask(compilations.paper, row, now), now)
        sha256 = workspace.vault.put_bytes(compilations.csv_text(row).encode("utf-8-sig"))
        workspace.do(disclosure.paper_made, delivery_id, prepared.plan_hash, f"{kind}-csv", f"{name}.csv", sha256)


def _make_own_data(workspace: Workspace, prepared: Prepared, now: datetime) -> None:
    """The person's own data out of the copies, in the forms that a machine reads, where they are owed."""
    request_id = RequestId(prepared.delivery.request_id)
    if not prepared.documents or not workspace.ask(own_data_export.is_due, request_id):
        return
    documents = [document.id for document in prepared.documents]
    for form in own_data_export.FORMS:
        text = workspace.ask(own_data_export.written, request_id, form, local_day(now), documents)
        sha256 = workspace.vault.put_bytes(text.encode(own_data_export.ENCODINGS[form]))
        kind, name = f"{own_data_export.KIND}{form}", _("My data") + f".{form}"
        workspace.do(disclosure.paper_made, prepared.delivery.id, prepared.plan_hash, kind, name, sha256)


def proof_of(workspace: Workspace, document_id: DocumentId) -> Proof:
    """The proof of a document's copy. Raises Refused where there is none."""
    copy = workspace.ask(lambda reader: reader.copies.first(document_id=document_id))
    if copy is None:
        raise Refused("proofs-missing", count=1)
    return proof_from_json(workspace.vault.path(copy.proof_sha256).read_text(encoding="utf-8"))


def _paper(
    workspace: Workspace, prepared: Prepared, kind: str, name: str, paper: content.Document, now: datetime,
    made_from: str = "",
) -> None:  # fmt: skip
    """Writes a paper and keeps it; one that was made from templates is a letter, and read back."""
    with workspace.vault.workspace() as folder:
        target = folder / "paper.pdf"
        if made_from:
            letter_work.write_pdf(workspace, paper, target, prepared.delivery.request_id, prepared.delivery.id)
        else:
            process.run(tasks.write_pdf, paper, target, now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
        sha256, _size = workspace.vault.keep(target)
    workspace.do(disclosure.paper_made, prepared.delivery.id, prepared.plan_hash, kind, name, sha256, made_from)


def document_name(document: Document) -> str:
    """The file name of a document's copy in a package."""
    return f"{document.number:02d} {safe_name(document.title)}.pdf"


def _proof_name(document: Document) -> str:
    """The name of a document's proof in a package, without what tells its kind."""
    return _("Proofs") + f"/{document.number:02d}"


def _pieces(reader: Reader, delivery_id: DeliveryId, workspace: Workspace) -> list[Piece]:
    """What goes in the package, each file held against its hash. Raises Refused where one was changed."""
    delivery = reader.deliveries.get(delivery_id)
    pieces = []
    for paper in reader.papers.where(delivery_id=delivery_id):
        if paper.kind in ("letter", "schedule") or paper.kind.startswith(ENCLOSED):
            if not workspace.vault.check(paper.sha256):
                raise Refused("vault-paper-changed")
            pieces.append(Piece(paper.name, workspace.vault.path(paper.sha256)))
    for document in () if delivery.refused else deliveries.documents(reader, delivery_id):
        copy = reader.copies.first(document_id=document.id)
        if copy is None:
            raise Refused("proofs-missing", count=1)
        if not workspace.vault.check(copy.sha256) or not workspace.vault.check(copy.proof_sha256):
            raise Refused("vault-file-changed", number=document.number)
        pieces.append(Piece(document_name(document), workspace.vault.path(copy.sha256)))
        pieces.append(Piece(f"{_proof_name(document)}.json", workspace.vault.path(copy.proof_sha256)))
    return sorted(pieces, key=lambda piece: piece.name)


@dataclass(frozen=True, slots=True)
class Released:
    """Where the package of a released delivery lies, and what stays in the house."""

    package: Path
    archive: Path
    inner: Path


def release(
    workspace: Workspace,
    delivery_id: DeliveryId,
    way: str = "",
    folder: Path | None = None,
    progress: Progress = quiet,
) -> Released:
    """Hands the delivery out: builds the package, commits the release, writes package and inner file.

    A delivery that has been handed out already is only written again. ``folder`` is where packages are
    written (else the workspace's own). Raises Blocked, Refused.
    """
    delivery = workspace.ask(lambda reader: reader.deliveries.get(delivery_id))
    if delivery.state is not DeliveryState.RELEASED:
        workspace.ask(disclosure.may_release, delivery_id, workspace.signed_in.id)
        writing.probe(_packages(workspace, folder))
        with workspace.vault.workspace() as temporary:
            write_zip(workspace.ask(_pieces, delivery_id, workspace), temporary / "package.zip")
            sha256, _size = workspace.vault.keep(temporary / "package.zip")
        workspace.do(disclosure.release, delivery_id, sha256, way)
    progress(1, 2, "package")
    written = export(workspace, delivery_id, folder)
    progress(2, 2, "package")
    return written


def _packages(workspace: Workspace, folder: Path | None) -> Path:
    return (folder or workspace.folder / PACKAGES).absolute()


def export(workspace: Workspace, delivery_id: DeliveryId, folder: Path | None = None) -> Released:
    """Writes a released delivery's package, its ZIP, and the inner file with log and records, to a folder."""

    def asked(reader: Reader) -> tuple[Delivery, str]:
        delivery = reader.deliveries.get(delivery_id)
        return delivery, reader.requests.get(delivery.request_id).registry_number

    delivery, number = workspace.ask(asked)
    if delivery.package_sha256 is None:
        raise Refused("not-released")
    name = safe_name(f"{number}-{delivery.number}")
    if not workspace.vault.check(delivery.package_sha256):
        raise Refused("vault-paper-changed")
    base = _packages(workspace, folder)
    place, archive = base / name, base / f"{name}.zip"
    inner = base / _("{number} inner file").format(number=name)
    source = workspace.vault.path(delivery.package_sha256)
    try:
        unpack(source, place)
        part = archive.with_name(archive.name + ".part")
        part.write_bytes(source.read_bytes())
        part.replace(archive)
        inner.mkdir(parents=True, exist_ok=True)
        _write_inner(workspace, delivery, inner)
    except OSError as error:
        raise writing.refusal(error, base) from error
    return Released(place, archive, inner)


def _write_inner(workspace: Workspace, delivery: Delivery, inner: Path) -> None:
    for paper in workspace.ask(lambda reader: reader.papers.where(delivery_id=delivery.id)):
        if paper.kind in ("letter-docx", "record"):
            (inner / paper.name).write_bytes(workspace.vault.path(paper.sha256).read_bytes())
    write_log(workspace, RequestId(delivery.request_id), inner)


def write_log(workspace: Workspace, request_id: RequestId, folder: Path) -> tuple[Path, Path]:
    """Writes the request's log as PDF and JSON into a folder."""
    now = workspace.clock()

    def asked(reader: Reader) -> tuple[content.Document, str]:
        rows, head = tuple(audit_log.rows(reader.connection, request_id)), reader.log_head()
        raw = [
            {
                "seq": r.seq,
                "at": r.at,
                "actor": r.actor_id,
                "event": r.event,
                "payload": r.payload,
                "previous_hash": r.previous_hash,
                "hash": r.hash,
            }
            for r in rows
        ]
        body = {"format": "utlamna-log-1", "request": request_id, "head": str(head), "rows": raw}
        return papers.log(reader, request_id, rows, now, head), json.dumps(body, ensure_ascii=False, indent=1)

    paper, text = workspace.ask(asked)
    pdf, plain = folder / (_("Log") + ".pdf"), folder / (_("Log") + ".json")
    process.run(tasks.write_pdf, paper, pdf, now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    plain.write_text(text, encoding="utf-8")
    return pdf, plain


def decision_papers(workspace: Workspace, decision_id: DecisionId, folder: Path) -> tuple[Path, ...]:
    """Writes and keeps the company's decision, as PDF/A and as Word; where it was appealed the letter to the court, or
    the decision that the appeal came too late.

    Raises Refused before it is made, where a paper would tell what is masked, or where a file of the name is there.
    """
    now = workspace.clock()
    row = workspace.ask(lambda reader: reader.decisions.get(decision_id))
    names = {"missive": _("Appeal handed over"), "too-late": _("Appeal rejected")}
    found = workspace.ask(decision_paper.kinds, decision_id)
    made = [(code, workspace.ask(decision_paper.MAKERS[code], decision_id, now)) for code in found]
    targets = [folder / names.get(code, _("Decision")) for code, _paper in made]
    written = [target.with_suffix(suffix) for target in targets for suffix in (".pdf", ".docx")]
    there = next((path for path in written if path.exists()), None)
    if there is not None:
        raise Refused("file-there", file=there.name)
    folder.mkdir(parents=True, exist_ok=True)
    for target, (code, paper) in zip(targets, made, strict=True):
        letter_work.finish(workspace, row.request_id, code, paper, target, row.delivery_id)
    return tuple(written)


def export_log_year(workspace: Workspace, year: int, target: Path) -> int:
    """Writes a year of the log as JSON lines to a new file; gives how many rows. Raises Refused."""
    part = target.with_name(target.name + ".part")

    def asked(reader: Reader) -> int:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            return sum(file.write(line + "\n") > 0 for line in audit_log.export_segment(reader.connection, year))

    try:
        count = workspace.ask(asked)
        part.replace(target)
    except OSError as error:
        raise writing.refusal(error, target.parent) from error
    return count


def unreadable(document: Document) -> bool:
    """Whether the document could not be read and waits for a password or another file."""
    return document.state in (DocumentState.LOCKED, DocumentState.FAILED)
