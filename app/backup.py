"""A backup of the whole workspace in one file, and the way back from it.

The database is copied as it stands at one moment while work goes on, then the vault file by file: those never change,
and each is named by what it holds. A backup counts only when it has been opened and read again to its end.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from app import bootstrap, writing
from app.domain.errors import Refused
from app.domain.people import Right
from app.progress import Progress, quiet
from app.services.keeping import backups
from app.store import audit_log
from app.store.engine import Store, sqlite_url
from app.vault import Vault
from app.workspace import Workspace

FORMAT = "utlamna-backup-1"
ABOUT, DATABASE, FILES = "about.json", bootstrap.DATABASE, f"{bootstrap.VAULT}/"
PIECE = 1 << 20
_FILE = re.compile(rf"{FILES}[0-9a-f]{{2}}/[0-9a-f]{{62}}")
_TROUBLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError)


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup was found to hold: files of the vault, rows of the log, and its head ("number:hash")."""

    files: int
    rows: int
    head: str


def write(workspace: Workspace, target: Path, progress: Progress = quiet) -> Backup:
    """Writes the backup to a new file, reads it back, and only then gives it its name; the log says that it was made.

    Raises Refused where the person may not (ADMINISTER), the target is there or cannot be written, the database is on
    a server (``backup-server``), or what was written is not whole (``backup-broken``).
    """
    if not workspace.signed_in.may(Right.ADMINISTER):
        raise Refused("right-missing", right=Right.ADMINISTER.value)
    if target.exists():
        raise Refused("file-there", file=target.name)
    part = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
    try:
        with workspace.vault.workspace() as folder:
            database = folder / DATABASE
            workspace.store.copy(database)
            _pack(part, database, workspace.vault, progress)
            found = check(part, folder / "read")
        part.replace(target)
    except OSError as error:
        raise writing.refusal(error, target.parent) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    workspace.do(backups.made, found.files)
    return found


def check(source: Path, place: Path) -> Backup:
    """Reads a backup to its end: every file holds what its name says, the database opens, the log's chain is whole,
    and nothing that a document, copy or paper rests on is missing.

    The database is unpacked in ``place``, a folder of the caller's where personal data may lie, and left there.
    Raises Refused ``backup-broken``, ``store-newer`` where a newer program made it.
    """
    with _opened(source) as archive:
        there = {_sha256(name) for name in archive.namelist() if name.startswith(FILES)}
        if any(_digest(archive, name) != _sha256(name) for name in archive.namelist() if name.startswith(FILES)):
            raise Refused("backup-broken", file=source.name)
        archive.extract(DATABASE, place)
        store = Store.open(sqlite_url(place / DATABASE))
        try:
            with store.read() as reader:
                verdict, missing = audit_log.verify(reader.connection), backups.wanted(reader) - there
        finally:
            store.close()
    if not verdict.whole or missing:
        raise Refused("backup-broken", file=source.name)
    return Backup(len(there), verdict.rows, str(verdict.head))


def restore(source: Path, folder: Path) -> Backup:
    """Makes a workspace of a backup in a new or empty folder, whole or not at all.

    Raises Refused as ``check`` does, and where the folder holds anything or cannot be written.
    """
    if folder.exists() and (folder.is_file() or any(folder.iterdir())):
        raise Refused("folder-not-empty", folder=str(folder))
    part = folder.with_name(f"{folder.name}.{secrets.token_hex(4)}.part")
    try:
        found = check(source, part)
        with _opened(source) as archive:
            archive.extractall(part, [name for name in archive.namelist() if name.startswith(FILES)])
        if folder.exists():
            folder.rmdir()
        part.rename(folder)
    except OSError as error:
        raise writing.refusal(error, folder.parent) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return found


def _pack(target: Path, database: Path, vault: Vault, progress: Progress) -> None:
    files = sorted(vault.folder.glob("[0-9a-f][0-9a-f]/*"))
    with zipfile.ZipFile(target, "x", zipfile.ZIP_STORED) as archive:
        archive.writestr(ABOUT, json.dumps({"format": FORMAT}))
        archive.write(database, DATABASE, zipfile.ZIP_DEFLATED)
        for number, file in enumerate(files):
            progress(number, len(files), "backup")
            with suppress(FileNotFoundError):  # a purge took it meanwhile; what is missed is told when it is read back
                archive.write(file, f"{FILES}{file.parent.name}/{file.name}")
    progress(len(files), len(files), "backup")


@contextmanager
def _opened(source: Path) -> Iterator[zipfile.ZipFile]:
    """A backup opened for reading; its names lead nowhere else. Raises Refused ``backup-broken`` for any other file."""
    try:
        with zipfile.ZipFile(source) as archive:
            names = archive.namelist()
            known = [name for name in names if name in (ABOUT, DATABASE) or _FILE.fullmatch(name)]
            whole = known == names and len(set(names)) == len(names) and {ABOUT, DATABASE} <= set(names)
            if not whole or json.loads(archive.read(ABOUT)) != {"format": FORMAT}:
                raise Refused("backup-broken", file=source.name)
            yield archive
    except _TROUBLE as error:
        raise Refused("backup-broken", file=source.name) from error


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    """What a file of a backup holds, read piece by piece."""
    made = hashlib.sha256()
    with archive.open(name) as stream:
        while piece := stream.read(PIECE):
            made.update(piece)
    return made.hexdigest()


def _sha256(name: str) -> str:
    """What a file of the vault holds, by its name in the backup."""
    return name.removeprefix(FILES).replace("/", "")
