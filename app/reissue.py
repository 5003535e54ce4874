"""Making a copy again, years later, and holding it against the one that left.

Original, plan and program give the same bytes. The plan with the masked words stays in the house; what comes out is
compared and thrown away.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from app import long_work
from app.domain.errors import Refused
from app.domain.requests import MADE_ELSEWHERE, Document
from app.jobs import process, reading, tasks
from app.services.delivering import delivery as deliveries
from app.store.unit import Reader
from app.workspace import Workspace
from redaction.plan import RedactionPlan
from redaction.report import Difference, Proof

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Reissued:
    """How a copy that was made again stands beside the one that left.

    ``engines`` are those whose versions differ: name, version then, version now ("" where it was not at work).
    ``differences`` is empty where the copies are the same byte by byte.
    """

    engines: tuple[tuple[str, str, str], ...]
    differences: tuple[Difference, ...]
    sha256: str


def of_files(
    source: Path,
    plan: RedactionPlan,
    against: Path,
    proof: Proof | None,
    password: str | None = None,
    progress: Progress | None = None,
    place: Path | None = None,
) -> Reissued:
    """Makes the copy of a file again, in a folder that goes with it, in ``place`` where it is given, and compares.

    Args:
        plan: as it was; its date is taken from ``proof`` where there is one.
        against: the copy that left.

    Raises:
        DocumentError: the copy cannot be made (again).
    """
    wanted = replace(plan, made_at=proof.made_at) if proof and proof.made_at else plan
    with tempfile.TemporaryDirectory(prefix="utlamna-", dir=place, ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "copy.pdf"
        made: Proof = process.run(tasks.burn, source, wanted, copy, password, progress=progress)
        found: tuple[Difference, ...] = process.run(tasks.differences, copy, against)
    told = tuple(_of_proofs(proof, made)) if proof and found else ()
    return Reissued(_engines(proof, made) if proof else (), (*told, *found), made.output_sha256)


def of_document(workspace: Workspace, document: Document, progress: Progress | None = None) -> Reissued:
    """Makes the copy of a document in the workspace again and holds it against the one in the vault.

    Raises:
        Refused: there is no copy, or what the plan rests on is no longer as it was.
        DocumentError: the copy cannot be made.
    """

    def asked(reader: Reader) -> tuple[RedactionPlan, str]:
        copy = reader.copies.first(document_id=document.id)
        if copy is None or document.delivery_id is None:
            raise Refused("proofs-missing", count=1)
        plan = deliveries.plan(reader, document, reader.deliveries.get(document.delivery_id), copy.made_at)
        if plan.hash() != copy.plan_hash:
            raise Refused("plan-changed")
        return plan, copy.sha256

    plan, sha256 = workspace.ask(asked)
    proof = long_work.proof_of(workspace, document.id)
    with workspace.vault.workspace() as folder:
        source = _working(workspace, document, plan.working_sha256, folder, progress)
        against = workspace.vault.lay_open(sha256, folder)
        return of_files(source, plan, against, proof, progress=progress, place=folder)


def _working(
    workspace: Workspace, document: Document, sha256: str, folder: Path, progress: Progress | None
) -> Path:
    """The working PDF, laid open in the folder.

    Where it left with the closing it is made from the original again, and must be the same.

    Raises Refused ``working-differs`` where it is not, DocumentError where the original cannot be read.
    """
    if workspace.vault.check(sha256):
        return workspace.vault.lay_open(sha256, folder)
    original = workspace.vault.lay_open(document.source_sha256, folder)
    avoid = frozenset(MADE_ELSEWHERE)  # a copy that such a route made never left
    made = reading.document(original, document.file_name, folder, None, progress=progress, avoid=avoid)
    if made.working.sha256 != sha256:
        raise Refused("working-differs", number=document.number)
    return Path(folder / made.pdf)


def _engines(then: Proof, now: Proof) -> tuple[tuple[str, str, str], ...]:
    names = sorted(then.engines.keys() | now.engines.keys())
    pairs = ((name, then.engines.get(name, ""), now.engines.get(name, "")) for name in names)
    return tuple(pair for pair in pairs if pair[1] != pair[2])


def _of_proofs(then: Proof, now: Proof) -> Iterator[Difference]:
    """Whether it is another original, or else another plan, that the proof speaks of."""
    if then.source_sha256 != now.source_sha256:
        yield Difference("source")
    elif then.plan_hash != now.plan_hash:
        yield Difference("plan")
