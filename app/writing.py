"""Files that a person asked for, in a folder of their own: all of them whole, or none."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from app.domain.errors import Refused
from redaction.sealed import File

CHUNK = 1 << 20
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def refusal(error: OSError, folder: Path) -> Refused:
    """What a failed write in this folder says to the person: disk-full or folder-read-only."""
    return Refused("disk-full") if error.errno in _FULL else Refused("folder-read-only", folder=str(folder))


def put(pieces: Sequence[tuple[Path, File | str]]) -> None:
    """Writes each target from a file or a text, under other names first.

    Raises Refused where one of them cannot be written; then none of them is there.
    """
    parts = [target.with_name(target.name + ".part") for target, _content in pieces]
    placed: list[Path] = []
    folder = Path()
    try:
        for part, (target, content) in zip(parts, pieces, strict=True):
            folder = target.parent
            if isinstance(content, str):
                part.write_text(content, encoding="utf-8", newline="\n")
                continue
            with content.open("rb") as source, part.open("wb") as target_part:
                shutil.copyfileobj(source, target_part)
        for part, (target, _content) in zip(parts, pieces, strict=True):
            folder = target.parent
            part.replace(target)
            placed.append(target)
    except OSError as error:
        for left in (*parts, *placed):
            with suppress(OSError):
                left.unlink(missing_ok=True)
        raise refusal(error, folder) from error


def distinct(sources: Sequence[Path], targets: Sequence[Path | None]) -> None:
    """Raises Refused where a target lies over a source or over another target."""
    seen = {source.resolve() for source in sources}
    for target in targets:
        if target is not None:
            if target.resolve() in seen:
                raise Refused("same-file")
            seen.add(target.resolve())


def beside(target: Path, source: Path) -> Path:
    """The target, or one with a number in its name where it is the source itself: an original is never changed."""
    number, free = 1, target
    while free.resolve() == source.resolve() or (number > 1 and free.exists()):
        number += 1
        free = target.with_name(f"{target.stem} ({number}){target.suffix}")
    return free


def probe(folder: Path) -> None:
    """Makes the folder and tries whether it can be written. Raises Refused where it cannot."""
    trial = folder / f"{secrets.token_hex(8)}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        trial.write_bytes(b"")
        trial.unlink()
    except OSError as error:
        raise refusal(error, folder) from error


def copied(source: File, target: Path) -> str:
    """Copies a file to a new one and has the disk write it; gives the SHA-256 of what was read. Raises OSError."""
    digest = hashlib.sha256()
    with source.open("rb") as read, target.open("xb") as written:
        while chunk := read.read(CHUNK):
            digest.update(chunk)
            written.write(chunk)
        written.flush()
        os.fsync(written.fileno())
    return digest.hexdigest()


def sha256(file: File, *, anew: bool = False) -> str:
    """The SHA-256 of a file; ``anew``: from the disk, where the system lets go of what it has in memory."""
    with file.open("rb") as stream:
        if anew and isinstance(file, Path) and hasattr(os, "posix_fadvise"):
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return hashlib.file_digest(stream, "sha256").hexdigest()
