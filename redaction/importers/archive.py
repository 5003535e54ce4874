"""ZIP archives: a page that lists what is in them, and every file in them as a member."""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator

from redaction.content import Align, Facts, Table
from redaction.errors import Damaged, Empty, PasswordNeeded, TooLarge, WrongPassword
from redaction.files import WorkingPdf

from . import laid_out
from .base import Job
from .mail import size_words
from .members import MOST, MOST_BYTES, base_name, plain, stem

MOST_RATIO = 200
SMALL = 20_000_000
"""Below so many bytes the ratio of packed to unpacked does not matter."""

_TROUBLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, NotImplementedError)
_RESIDUE = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
"""What programs leave behind for themselves; listed and not taken out."""
_CHUNK = 1 << 20
_STRANGE = 99
"""The method that stands for an encryption which cannot be opened here (AES)."""


class ZipImporter:
    """``hidden`` counts members that are residue of programs, damaged, or locked in a way that cannot be opened."""

    kind = "zip"

    def make(self, job: Job) -> WorkingPdf:
        """See ``Importer``. Raises PasswordNeeded, WrongPassword, TooLarge for a bomb, Empty, Damaged."""
        job.progress(0, 3, "open")
        try:
            archive = zipfile.ZipFile(job.source)
        except _TROUBLE as error:
            raise Damaged() from error
        with archive:
            return _Opened(job, archive).make()


class _Unreadable(Exception):
    """A member whose content cannot be read."""


class _Opened:
    """An open archive whose members go to the job."""

    def __init__(self, job: Job, archive: zipfile.ZipFile) -> None:
        self._job = job
        self._archive = archive
        self._hidden: Counter[str] = Counter()

    def make(self) -> WorkingPdf:
        entries = [entry for entry in self._archive.infolist() if not entry.is_dir()]
        if not entries:
            raise Empty()
        self._bound(entries)
        if any(entry.flag_bits & 1 and entry.compress_type != _STRANGE for entry in entries) and not self._job.password:
            raise PasswordNeeded()
        rows = tuple(self._row(entry) for entry in entries)
        if not self._job.members.found:
            raise Damaged()
        told = Facts((("Arkiv", "ZIP"), ("Filer", str(len(rows)))))
        table = Table(("Fil", "Storlek", "Ändrad"), rows, (5, 2, 2), (Align.LEFT, Align.RIGHT, Align.LEFT))
        self._hidden["attachment"] = len(rows)
        self._hidden["comment"] = bool(self._archive.comment) + sum(bool(entry.comment) for entry in entries)
        return laid_out.make(self._job, "zip", (told, table), self._hidden)

    def _bound(self, entries: list[zipfile.ZipInfo]) -> None:
        unpacked = sum(entry.file_size for entry in entries)
        if len(entries) > MOST:
            raise TooLarge(what="parts", limit=MOST)
        if unpacked > MOST_BYTES:
            raise TooLarge(what="unpacked", limit=MOST_BYTES)
        if unpacked > SMALL and unpacked > self._job.source.stat().st_size * MOST_RATIO:
            raise TooLarge(what="ratio", limit=MOST_RATIO)

    def _row(self, entry: zipfile.ZipInfo) -> tuple[str, str, str]:
        """Takes a member out, and what the list says of it."""
        path = plain(_path(entry).replace("\\", "/"))
        year, month, day = entry.date_time[:3]
        return path, self._taken(entry, path) or size_words(entry.file_size), f"{year}-{month:02}-{day:02}"

    def _taken(self, entry: zipfile.ZipInfo, path: str) -> str:
        """Why the member is no document; "" where it is one."""
        if any(path.startswith(name) or base_name(path) == name for name in _RESIDUE):
            self._hidden["residue"] += 1
            return "ett programs egen fil"
        if entry.file_size == 0:
            return "tom"
        if entry.compress_type == _STRANGE:
            self._hidden["locked-member"] += 1
            return "krypterad, kan inte öppnas"
        before, size = len(self._job.members.found), self._job.members.size
        try:
            self._job.members.add(path, self._content(entry), stem(path.strip("./ ")))
        except _Unreadable:
            self._job.members.drop(before, size)
            self._hidden["damaged-member"] += 1
            return "skadad, kan inte läsas"
        return ""

    def _content(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        password = self._job.password.encode("utf-8") if entry.flag_bits & 1 and self._job.password else None
        done, part = 0, None
        while True:
            try:
                part = part or self._archive.open(entry, pwd=password)
                chunk = part.read(_CHUNK)
            except _TROUBLE as error:
                raise _Unreadable from error
            except RuntimeError as error:  # what the library raises for a password alone
                raise WrongPassword() from error
            if not chunk:
                return
            done += len(chunk)
            self._job.progress(done, max(done, entry.file_size), "open")
            yield chunk


def _path(entry: zipfile.ZipInfo) -> str:
    """The member's path; names that are UTF-8 without saying so are read as that."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename
