"""The file that a backup is: the database, the vault's files as they lie there, and the sum of each.

What the vault's files hold is the vault's affair (they may be encrypted): they are carried as they are, and read back
against the sums. Nothing is ever held whole in memory.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from app import writing
from app.domain.errors import Refused
from app.progress import Progress, quiet
from app.services.keeping import backups
from app.store import audit_log
from app.store.engine import Store, sqlite_url
from app.vault import Vault

FORMAT = "utlamna-backup-2"
FIRST_FORMAT = "utlamna-backup-1"
"""The form of before, without sums: each file of the vault held what its name says."""
ABOUT, DATABASE, SUMS, FILES = "about.json", "utlamna.sqlite", "sums.txt", "vault/"
PIECE = 1 << 20
_FILE = re.compile(rf"{FILES}[0-9a-f]{{2}}/[0-9a-f]{{62}}")
_SUM = re.compile(r"([0-9a-f]{64})  (\S+)")
_TROUBLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError)


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup was found to hold: files of the vault, rows of the log, and its head ("number:hash").

    ``vault`` is False where it holds the database alone, as one from before an upgrade does.
    """

    files: int
    rows: int
    head: str
    vault: bool = True


def whole(target: Path, database: Path, vault: Vault | None, place: Path, progress: Progress = quiet) -> Backup:
    """Packs a backup under another name, reads it back in ``place``, and gives it its name.

    Raises Refused as ``pack`` and ``check`` do, and where the target's folder cannot be written.
    """
    part = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
    try:
        pack(part, database, vault, progress)
        found = check(part, place, progress)
        part.replace(target)
    except OSError as error:
        raise writing.refusal(error, target.parent) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return found


def pack(target: Path, database: Path, vault: Vault | None, progress: Progress = quiet) -> None:
    """Writes a new file and has the disk keep it; without ``vault`` it holds the database alone.

    Raises Refused ``vault-damaged`` where a file of the vault does not hold what its name says, OSError.
    """
    files = sorted(vault.folder.glob("[0-9a-f][0-9a-f]/*")) if vault else []
    count = _Count(progress, "backup", database.stat().st_size + sum(file.stat().st_size for file in files))
    sums: dict[str, str] = {}
    damaged = 0
    with target.open("xb") as raw:
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as archive:
            sums[DATABASE] = _add(archive, DATABASE, database, count, zipfile.ZIP_DEFLATED)
            for file in files:
                name = f"{FILES}{file.parent.name}/{file.name}"
                try:
                    sums[name] = _add(archive, name, file, count)
                except FileNotFoundError:  # a purge took it meanwhile; what is missed is told when it is read back
                    continue
                held = _sha256(name)
                damaged += sums[name] != held and vault is not None and not vault.check(held)
            archive.writestr(SUMS, "".join(f"{its}  {name}\n" for name, its in sums.items()))
            archive.writestr(ABOUT, json.dumps({"format": FORMAT, "vault": vault is not None}))
        raw.flush()
        os.fsync(raw.fileno())
    if damaged:
        raise Refused("vault-damaged", count=damaged)


def check(
    source: Path, place: Path, progress: Progress = quiet, vault: Vault | None = None, *, keep: bool = False
) -> Backup:
    """Reads a backup to its end: every file holds what its sum says, the database opens, the log's chain is whole,
    and nothing that a row rests on is missing (where the backup holds the database alone: missing in ``vault``).

    The database is unpacked in ``place``, a folder of the caller's where personal data may lie, and left there at this
    program's schema; so are the vault's files where they are to be kept. Raises Refused ``backup-broken``,
    ``store-newer`` where a newer program made it.
    """
    with _opened(source) as (archive, sums, alone):
        members = [name for name in sums if name.startswith(FILES)]
        count = _Count(progress, "backup-check", sum(archive.getinfo(name).file_size for name in sums))
        for name, its in sums.items():
            if _read(archive, name, place if keep or name == DATABASE else None, count) != its:
                raise Refused("backup-broken", file=source.name)
        if DATABASE not in sums:
            archive.extract(DATABASE, place)
    there = {_sha256(name) for name in members}
    store = Store.open(sqlite_url(place / DATABASE), locked=True)
    try:
        with store.read() as reader:
            verdict, missing = audit_log.verify(reader.connection), backups.wanted(reader) - there
    finally:
        store.close()
    if alone:
        missing = frozenset(sha256 for sha256 in missing if vault is not None and not vault.holds(sha256))
    if not verdict.whole or missing:
        raise Refused("backup-broken", file=source.name)
    return Backup(len(there), verdict.rows, str(verdict.head), not alone)


class _Count:
    """Bytes so far, told as progress; where the listener raises, the work ends."""

    def __init__(self, progress: Progress, phase: str, total: int) -> None:
        self._progress, self._phase, self._total, self._done = progress, phase, total, 0
        progress(0, total, phase)

    def more(self, size: int) -> None:
        """So many bytes more."""
        self._done += size
        self._progress(self._done, max(self._done, self._total), self._phase)


def _add(archive: zipfile.ZipFile, name: str, file: Path, count: _Count, packing: int = zipfile.ZIP_STORED) -> str:
    """Puts a file in; gives the SHA-256 of its bytes."""
    info = zipfile.ZipInfo.from_file(file, name, strict_timestamps=False)
    info.compress_type = packing
    with file.open("rb") as source, archive.open(info, "w") as target:
        return _carry(source, target, count)


def _read(archive: zipfile.ZipFile, name: str, place: Path | None, count: _Count) -> str:
    """Reads a file of the backup, into the place where one is given; gives the SHA-256 of its bytes."""
    with archive.open(name) as source:
        if place is None:
            return _carry(source, None, count)
        file = place / name
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as target:
            return _carry(source, target, count)


def _carry(source: IO[bytes], target: IO[bytes] | None, count: _Count) -> str:
    made = hashlib.sha256()
    while piece := source.read(PIECE):
        made.update(piece)
        if target is not None:
            target.write(piece)
        count.more(len(piece))
    return made.hexdigest()


@contextmanager
def _opened(source: Path) -> Iterator[tuple[zipfile.ZipFile, Mapping[str, str], bool]]:
    """A backup opened for reading, the sums of what is in it, and whether that is the database alone.

    Its names lead nowhere else.

    Raises Refused ``backup-broken`` for any other file.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            names = archive.namelist()
            known = [name for name in names if name in (ABOUT, DATABASE, SUMS) or _FILE.fullmatch(name)]
            whole = known == names and len(set(names)) == len(names) and {ABOUT, DATABASE} <= set(names)
            about = json.loads(archive.read(ABOUT)) if whole else {}
            sums = _sums(archive, names, about.get("format"))
            if sums is None:
                raise Refused("backup-broken", file=source.name)
            yield archive, sums, not about.get("vault", True)
    except _TROUBLE as error:
        raise Refused("backup-broken", file=source.name) from error


def _sums(archive: zipfile.ZipFile, names: list[str], form: str | None) -> Mapping[str, str] | None:
    """What each file shall hold by its name in the backup; None where that is not said of every one."""
    if form == FIRST_FORMAT:
        return {name: _sha256(name) for name in names if name.startswith(FILES)}
    if form != FORMAT or SUMS not in names:
        return None
    lines = [_SUM.fullmatch(line) for line in archive.read(SUMS).decode("ascii").splitlines()]
    sums = {line[2]: line[1] for line in lines if line}
    return sums if sums.keys() == set(names) - {ABOUT, SUMS} else None


def _sha256(name: str) -> str:
    """What a file of the vault holds, by its name in the backup."""
    return name.removeprefix(FILES).replace("/", "")
