"""Closing and purging to the end: the rows go in one transaction, then the files that nothing points to any more.

A stop in between leaves the files on a list; the next start, closing or purge takes them. A request that is opened
again, as when an appeal comes in late, gets its working copies back.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from app.domain.errors import Refused
from app.domain.ids import PurgeId, RequestId
from app.domain.requests import MADE_ELSEWHERE, Document
from app.jobs import process, reading, tasks
from app.progress import Progress, quiet
from app.services.cases import intake, registration, stamped
from app.services.keeping import retention
from app.store import belongings
from app.store.unit import Reader, Unit
from app.workspace import Workspace


def close(workspace: Workspace, request_id: RequestId) -> None:
    """Closes an answered request, and lets its working files leave the vault. Raises Blocked."""
    workspace.do(registration.close, request_id)
    sweep(workspace)


def purge(workspace: Workspace, request_id: RequestId) -> PurgeId:
    """Purges a closed request by the plan, files and all. Raises Blocked, Refused."""
    made = workspace.do(retention.purge, request_id)
    sweep(workspace)
    return made


def missing(reader: Reader, request_id: RequestId) -> tuple[Document, ...]:
    """The documents of a request that was opened again whose working copies left with the closing."""
    if reader.requests.get(request_id).closed_at is not None:
        return ()
    rows = reader.documents.where(request_id=request_id)
    return tuple(d for d in rows if d.working_sha256 is not None and d.words_sha256 is None)


def restore(
    workspace: Workspace, request_id: RequestId, progress: Progress = quiet, password: str | None = None
) -> int:
    """Makes the working copies again from the originals; gives how many. They are the same byte by byte.

    Of one that stayed the words alone are read again.
    ``password`` opens those originals that are locked; nothing keeps it, and what was made before stands where one
    fails. Raises Refused (``working-differs``) where one is not the same, DocumentError where an original cannot be
    read.
    """
    rows = workspace.ask(missing, request_id)
    for document in rows:
        with workspace.vault.workspace() as folder:
            working, words = _made(workspace, document, folder, password, progress)
        workspace.do(intake.was_made_again, document.id, working, words)
    return len(rows)


def _made(
    workspace: Workspace, document: Document, folder: Path, password: str | None, progress: Progress
) -> tuple[str, str]:
    """The working PDF and its words, both in the vault again."""
    vault, stayed = workspace.vault, document.working_sha256 or ""
    if vault.check(stayed):
        known = (vault.lay_open(stayed, folder), document.pages, folder, document.importer)
        name = process.run(tasks.read_words, *known, progress=progress)
        return stayed, vault.keep(folder / name)[0]
    original = vault.lay_open(document.source_sha256, folder)
    stamps = workspace.ask(stamped.said, document.id)
    given = (original, document.file_name, folder, password, True, stamps)
    made = reading.document(*given, progress=progress, avoid=frozenset(MADE_ELSEWHERE))
    return vault.keep(folder / made.pdf)[0], vault.keep(folder / made.words)[0]


def sweep(workspace: Workspace) -> int:
    """Takes the files out of the vault that are on their way out; gives how many went.

    A vault that cannot be reached keeps them on the list.
    """
    with workspace.store.read() as reader:
        if not retention.leaving(reader):
            return 0
    with suppress(Refused):
        return workspace.do(_take_out, workspace.vault.remove)
    return 0


def _take_out(unit: Unit, remove: Callable[[str], None]) -> int:
    """Under the write lock nobody points to a file anew while it goes."""
    gone = 0
    for file in unit.leaving_files.where():
        if not belongings.pointed_to(unit.connection, file.sha256):
            remove(file.sha256)
            gone += 1
        unit.leaving_files.remove(sha256=file.sha256)
    return gone
