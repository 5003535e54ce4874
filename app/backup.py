"""A backup of the whole workspace in one file, and the way back from it, on either database.

The database is copied as it stands at one moment while work goes on, then the vault file by file: those never change.
A backup counts only when it has been opened and read again to its end.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

from app import bootstrap, writing
from app.backup_file import DATABASE, Backup, check, whole
from app.domain.errors import Refused
from app.domain.local_time import local
from app.domain.people import Right
from app.progress import Progress, quiet
from app.services.keeping import backups
from app.store.engine import Store, sqlite_url
from app.vault import Vault
from app.workspace import Workspace

_OURS = re.compile(r"utlamna-([0-9a-f]{8})-\d{4}-\d\d-\d\d-\d{6}\.zip")


def write(workspace: Workspace, target: Path, progress: Progress = quiet) -> Backup:
    """Writes the backup to a new file, reads it back, and only then gives it its name; the log says that it was made.

    What stops it, the person (whom ``progress`` may raise for) or a kill, leaves no file that looks whole. Raises
    Refused where the person may not (ADMINISTER), the target is there or cannot be written, a file of the vault has
    been changed (``vault-damaged``), or what was written is not whole (``backup-broken``).
    """
    if not workspace.signed_in.may(Right.ADMINISTER):
        raise Refused("right-missing", right=Right.ADMINISTER.value)
    if target.exists():
        raise Refused("file-there", file=target.name)
    progress(0, 0, "backup")
    with workspace.vault.workspace() as folder:
        database = folder / DATABASE
        workspace.store.copy(database)
        found = whole(target, database, workspace.vault, folder / "read", progress)
    workspace.do(backups.made, found.files)
    return found


def write_to(
    workspace: Workspace, folder: Path, keep: int | None = None, progress: Progress = quiet
) -> tuple[Path, Backup]:
    """Writes a backup named by the workspace and the time; then only the ``keep`` newest of its own are left there.

    Raises Refused as ``write`` does.
    """
    if keep is not None and keep < 1:
        raise Refused("backups-kept")
    own = workspace.ask(backups.identity)
    target = folder / f"utlamna-{own}-{local(workspace.clock()):%Y-%m-%d-%H%M%S}.zip"
    found = write(workspace, target, progress)
    if keep is not None:
        names = (entry.name for entry in folder.iterdir())
        mine = sorted(name for name in names if (known := _OURS.fullmatch(name)) and known[1] == own)
        for name in mine[:-keep]:
            with suppress(OSError):
                (folder / name).unlink()
    return target, found


def restore(
    source: Path, folder: Path, progress: Progress = quiet, server: str | None = None, vault: Path | None = None
) -> Backup:
    """Makes a workspace of a backup in a new or empty folder, whole or not at all.

    ``server`` is the URL of an empty database into which the rows go, and the folder then holds the vault. ``vault``
    is where the files lie of a backup that holds the database alone, as one from before an upgrade does. Raises
    Refused as ``check`` does, and where the folder or the database holds anything or cannot be written.
    """
    if folder.exists() and (folder.is_file() or any(folder.iterdir())):
        raise Refused("folder-not-empty", folder=str(folder))
    part = folder.with_name(f"{folder.name}.{secrets.token_hex(4)}.part")
    files = Vault(vault) if vault else None
    try:
        found = check(source, part, progress, files, keep=True)
        if files is None and not found.vault:
            raise Refused("backup-vault", file=source.name)
        if files is not None and not found.vault:
            _bring_along(part / DATABASE, files, part / bootstrap.VAULT)
        if hasattr(os, "sync"):
            os.sync()
        if folder.exists():
            folder.rmdir()
        part.rename(folder)
        if server is not None:
            _move_rows(folder, part, server)
    except OSError as error:
        raise writing.refusal(error, folder.parent) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return found


def _bring_along(database: Path, files: Vault, target: Path) -> None:
    """Copies what the rows rest on out of a vault that lies elsewhere."""
    store = Store.open(sqlite_url(database), locked=True)
    try:
        with store.read() as reader:
            wanted = backups.wanted(reader)
    finally:
        store.close()
    for sha256 in wanted:
        place = target / sha256[:2] / sha256[2:]
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(files.place(sha256), place)


def _move_rows(folder: Path, part: Path, server: str) -> None:
    """The rows come last and at once: until then the database is empty, whatever happens."""
    database = folder / DATABASE
    store = Store.open(sqlite_url(database), locked=True)
    try:
        store.pour(server)
    except BaseException:
        store.close()
        folder.rename(part)
        raise
    store.close()
    database.unlink()
