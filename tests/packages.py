"""A delivery that has left with a small package, made without burning anything: for tests of what comes after."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.domain.assessments import Copy
from app.domain.ids import DeliveryId
from app.domain.requests import DeliveryState
from app.exporters import write_word
from app.exporters.package import Piece, write_zip
from app.store.records import Paper
from app.store.unit import Unit
from redaction import content, write
from tests.builders import Office

COPY, PROOF = "01 Klagomål.pdf", "Proofs/01.json"
ORIGINAL = b"det omaskade originalet"


def released_package(office: Office, made: Path) -> DeliveryId:
    """A released delivery: a copy, a letter and a proof in its package, the original in the vault.

    ``made`` is a new or empty folder in which the files of the package stay: copy.pdf, letter.pdf, proof.json.
    """
    _request, delivery_id, document_id = office.masked()
    made.mkdir(exist_ok=True)
    words = content.Document("Brev", (content.paragraph("Hej, här är det du bad om."),))
    for name in ("copy.pdf", "letter.pdf"):
        write.pdf(words, made / name, "2026-01-01T00:00:00Z")
    (made / "proof.json").write_text("{}", encoding="utf-8")
    write_word(words, made / "letter.docx")
    named = {COPY: "copy.pdf", "Letter.pdf": "letter.pdf", PROOF: "proof.json"}
    write_zip([Piece(name, made / file) for name, file in named.items()], made / "package.zip")
    vault = office.workspace.vault
    package, letter = (vault.put_bytes((made / name).read_bytes()) for name in ("package.zip", "letter.docx"))
    original = vault.put_bytes(ORIGINAL)

    def let_go(unit: Unit) -> None:
        row, document = unit.deliveries.get(delivery_id), unit.documents.get(document_id)
        unit.copies.put(Copy(document_id, "0" * 64, "1" * 64, "2" * 64, True, "2026-01-01T00:00:00Z", 1, 1, 0))
        unit.documents.save(replace(document, source_sha256=original, size=len(ORIGINAL)))
        unit.papers.put(Paper(delivery_id, "letter-docx", "Letter.docx", letter))
        left = replace(row, state=DeliveryState.RELEASED, package_sha256=package)
        unit.deliveries.save(replace(left, released_at=unit.now, released_by=unit.actor.id))

    office.workspace.do(let_go)
    return delivery_id
