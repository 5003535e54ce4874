"""Masked copies with their proofs, and the papers that go with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from app import letter_work, residual_check
from app.domain.errors import Refused
from app.domain.ids import DeliveryId, DocumentId, RequestId
from app.domain.local_time import local_day
from app.domain.requests import Delivery, DeliveryState, Document
from app.domain.workflow import DeliveryStep
from app.exporters import write_word
from app.exporters.package import safe_name
from app.jobs import process, tasks
from app.progress import Progress, quiet
from app.services.delivering import compilations, disclosure, own_data_export
from app.services.delivering import delivery as deliveries
from app.services.writing import delivery_letters, letters, papers
from app.store.unit import Reader
from app.texts import _
from app.workspace import Workspace
from redaction import content
from redaction.errors import StillReadable
from redaction.plan import RedactionPlan
from redaction.report import Proof, proof_from_json

PROOF = "proof-"
"""The kind of paper that a proof is, followed by its document's number."""


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
        proof = process.run(tasks.burn, workspace.vault.lay_open(plan.working_sha256, folder), plan, copy)
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
        write_word(letter, folder / "letter.docx")
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
        _paper(workspace, prepared, f"{PROOF}{document.number}", f"{proof_name(document)}.pdf", sheet, now)


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
    return proof_from_json(workspace.vault.file(copy.proof_sha256).read_text(encoding="utf-8"))


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


def proof_name(document: Document) -> str:
    """The name of a document's proof in a package, without what tells its kind."""
    return _("Proofs") + f"/{document.number:02d}"
