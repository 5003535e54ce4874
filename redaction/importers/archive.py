"""ZIP archives: a page that lists what is in them, and every file in them as a member."""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pyzipper

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

_TROUBLE = (zipfile.BadZipFile, pyzipper.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError,
            NotImplementedError)  # fmt: skip
_RESIDUE = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
"""What programs leave behind for themselves; listed and not taken out."""
_CHUNK = 1 << 20
_AES = 99
"""The method that stands for the encryption of WinZip (AES); the standard library does not open it."""
_LOCKED = 1
_STRONG = 64
"""Flags: locked, and locked in a way of PKWARE's that nobody else opens."""
_WRITTEN = ("utf-8", "cp1252", "cp850", "cp437")
"""How programs write a password that has other letters than English ones."""


class ZipImporter:
    """Opens both encryptions in use with the password of the job.

    ``hidden`` counts members that are residue of programs, damaged, or locked in a way that cannot be opened.
    """

    kind = "zip"

    def make(self, job: Job) -> WorkingPdf:
        """See ``Importer``. Raises PasswordNeeded, WrongPassword, TooLarge for a bomb, Empty, Damaged."""
        job.progress(0, 3, "open")
        try:
            archive: Any = zipfile.ZipFile(job.source)
            if any(entry.compress_type == _AES for entry in archive.infolist()):
                archive.close()
                archive = pyzipper.AESZipFile(job.source)
        except _TROUBLE as error:
            raise Damaged() from error
        with archive:
            return _Opened(job, archive).make()


class _Unreadable(Exception):
    """A member whose content cannot be read."""


class _Opened:
    """An open archive whose members go to the job."""

    def __init__(self, job: Job, archive: Any) -> None:
        self._job = job
        self._archive = archive
        self._hidden: Counter[str] = Counter()
        self._key = b""

    def make(self) -> WorkingPdf:
        entries = [entry for entry in self._archive.infolist() if not entry.is_dir()]
        if not entries:
            raise Empty()
        self._bound(entries)
        locked = [entry for entry in entries if entry.flag_bits & _LOCKED and not entry.flag_bits & _STRONG]
        if locked and not self._job.password:
            raise PasswordNeeded()
        if locked:
            self._key = self._opens(min(locked, key=lambda entry: entry.file_size))
        rows = tuple(self._row(entry) for entry in entries)
        if not self._job.members.found:
            raise Damaged()
        told = Facts((("Arkiv", "ZIP"), ("Filer", str(len(rows)))))
        table = Table(("Fil", "Storlek", "Ändrad"), rows, (5, 2, 2), (Align.LEFT, Align.RIGHT, Align.LEFT))
        self._hidden["attachment"] = len(rows)
        self._hidden["comment"] = bool(self._archive.comment) + sum(bool(entry.comment) for entry in entries)
        return laid_out.make(self._job, "zip", (told, table), self._hidden)

    def _bound(self, entries: list[Any]) -> None:
        unpacked = sum(entry.file_size for entry in entries)
        if len(entries) > MOST:
            raise TooLarge(what="parts", limit=MOST)
        if unpacked > MOST_BYTES:
            raise TooLarge(what="unpacked", limit=MOST_BYTES)
        if unpacked > SMALL and unpacked > self._job.source.stat().st_size * MOST_RATIO:
            raise TooLarge(what="ratio", limit=MOST_RATIO)

    def _row(self, entry: Any) -> tuple[str, str, str]:
        """Takes a member out, and what the list says of it."""
        path = plain(_path(entry).replace("\\", "/"))
        year, month, day = entry.date_time[:3]
        return path, self._taken(entry, path) or size_words(entry.file_size), f"{year}-{month:02}-{day:02}"

    def _taken(self, entry: Any, path: str) -> str:
        """Why the member is no document; "" where it is one."""
        if any(path.startswith(name) or base_name(path) == name for name in _RESIDUE):
            self._hidden["residue"] += 1
            return "ett programs egen fil"
        if entry.file_size == 0:
            return "tom"
        if entry.flag_bits & _STRONG:
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

    def _content(self, entry: Any) -> Iterator[bytes]:
        password = self._key if entry.flag_bits & _LOCKED else None
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


    def _opens(self, entry: Any) -> bytes:
        """The password as it opens a member to its end: a wrong one may pass the first look. Raises WrongPassword."""
        written = dict.fromkeys((self._job.password or "").encode(page, "replace") for page in _WRITTEN)
        for key in written:
            try:
                with self._archive.open(entry, pwd=key) as part:
                    while part.read(_CHUNK):
                        self._job.progress(0, 3, "open")
            except (*_TROUBLE, RuntimeError):
                continue
            return key
        raise WrongPassword()


def _path(entry: Any) -> str:
    """The member's path; names that are UTF-8 without saying so are read as that."""
    named = str(entry.filename)
    if entry.flag_bits & 0x800:
        return named
    try:
        return named.encode("cp437").decode("utf-8")
    except UnicodeError:
        return named
