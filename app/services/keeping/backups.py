"""Backups of the whole workspace: that one was made, and what one has to hold."""

from __future__ import annotations

from app.domain.events import BackupMade
from app.domain.people import Right
from app.store.unit import Reader, Unit


def made(unit: Unit, files: int) -> None:
    """A backup of so many files of the vault was written and read back."""
    unit.require(Right.ADMINISTER)
    unit.record(BackupMade(files))


def wanted(reader: Reader) -> frozenset[str]:
    """The files (SHA-256) that documents, copies and papers rest on; what is on its way out is not one of them."""
    going = {row.sha256 for row in reader.leaving_files.where()}
    documents, copies, papers = reader.documents.where(), reader.copies.where(), reader.papers.where()
    held = {*(d.source_sha256 for d in documents), *(c.sha256 for c in copies), *(c.proof_sha256 for c in copies)}
    return frozenset(held | {p.sha256 for p in papers}) - going
