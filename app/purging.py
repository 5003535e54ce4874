"""Closing and purging to the end: the rows go in one transaction, then the files that nothing points to any more.

A stop in between leaves the files on a list; the next start, closing or purge takes them.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from app.domain.errors import Refused
from app.domain.ids import PurgeId, RequestId
from app.services import registration, retention
from app.store import belongings
from app.store.unit import Unit
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
