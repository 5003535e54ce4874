"""Handing out: the package that leaves, and the inner file that stays."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app import writing
from app.domain.errors import Refused
from app.domain.ids import DeliveryId, RequestId
from app.domain.requests import Delivery, DeliveryState
from app.exporters.package import Piece, safe_name, unpack, write_zip
from app.progress import Progress, quiet
from app.services.delivering import compilations, disclosure, own_data_export
from app.services.delivering import delivery as deliveries
from app.store.unit import Reader
from app.texts import _
from app.workspace import Workspace

from .copies import PROOF, document_name, proof_name
from .logs import write_log

PACKAGES = "packages"
ENCLOSED = (PROOF, compilations.KIND, own_data_export.KIND)
"""Beginnings of the kinds of papers that lie in a package beside its letter and its list of masks."""


def _pieces(reader: Reader, delivery_id: DeliveryId, workspace: Workspace) -> list[Piece]:
    """What goes in the package, each file held against its hash. Raises Refused where one was changed."""
    delivery = reader.deliveries.get(delivery_id)
    pieces = []
    for paper in reader.papers.where(delivery_id=delivery_id):
        if paper.kind in ("letter", "schedule") or paper.kind.startswith(ENCLOSED):
            if not workspace.vault.check(paper.sha256):
                raise Refused("vault-paper-changed")
            pieces.append(Piece(paper.name, workspace.vault.file(paper.sha256)))
    for document in () if delivery.refused else deliveries.documents(reader, delivery_id):
        copy = reader.copies.first(document_id=document.id)
        if copy is None:
            raise Refused("proofs-missing", count=1)
        if not workspace.vault.check(copy.sha256) or not workspace.vault.check(copy.proof_sha256):
            raise Refused("vault-file-changed", number=document.number)
        pieces.append(Piece(document_name(document), workspace.vault.file(copy.sha256)))
        pieces.append(Piece(f"{proof_name(document)}.json", workspace.vault.file(copy.proof_sha256)))
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
    """Writes a released delivery's package and its ZIP to a folder; the inner file with log and records stays here.

    Where no folder is named all of it lies with the workspace's packages; the inner file never leaves them.
    """

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
    inner = _packages(workspace, None) / _("{number} inner file").format(number=name)
    source = workspace.vault.file(delivery.package_sha256)
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
            (inner / paper.name).write_bytes(workspace.vault.file(paper.sha256).read_bytes())
    write_log(workspace, RequestId(delivery.request_id), inner)
