"""The files of the office by SHA-256: an original is never changed, a result never overwritten, nothing lies open.

A file is encrypted while it is written under another name in ``.part``, synced and renamed into place, so that a reader
never sees a half-written file and a killed program leaves nothing but a folder that ``sweep`` removes. Only
renames are needed: the folder may be a share that several machines reach. The name is the hash of the content as it was
before it was encrypted.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import re
import secrets
import shutil
import socket
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from app.domain.errors import Refused
from app.keys.ring import Ring
from redaction.sealed import SealBroken, Sealed, Sealing, head_of, sealed_size

Progress = Callable[[int, int, str], None]
"""Called with what is done, the total (bytes here), and a phase code."""

CHUNK = 1 << 20
PART = ".part"
LEFT_ALONE_SECONDS = 24 * 3600.0
"""How old a folder in ``.part`` must be to be taken for left over when its maker cannot be asked."""

_SHA256 = re.compile(r"[0-9a-f]{64}")
_HOST = hashlib.sha256(socket.gethostname().encode("utf-8")).hexdigest()[:8]
_LIFE = secrets.token_hex(4)  # tells this process from an earlier one that had the same number

_NO_SIZE = -1  # what lies there is to be replaced, whatever its size

_WRITE_CODES = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EFBIG: "disk-full",
    errno.EROFS: "folder-read-only",
    errno.EACCES: "folder-read-only",
    errno.EPERM: "folder-read-only",
}


class Vault:
    """A folder of files named by what they hold: ``ab/cdef...`` for SHA-256 ``abcdef...``, sealed by a store's keys."""

    def __init__(self, folder: Path, ring: Ring | None = None) -> None:
        self.folder = folder
        self._keys = ring

    @property
    def _ring(self) -> Ring:
        if self._keys is None:
            raise Refused("key-missing")
        return self._keys

    def take_in(self, source: Path, progress: Progress | None = None, expected: str = "") -> tuple[str, int]:
        """Copies a file into the vault, reading it once; gives its SHA-256 and its size in bytes.

        Args:
            expected: the SHA-256 that it had when it was looked at; another one is taken for a change.

        Raises:
            Refused: ``file-vanished``, ``file-unreadable`` or ``file-changed`` for the source; ``disk-full``,
                ``folder-read-only`` or ``vault-unreachable`` for the vault. Nothing is left behind then.
        """
        with _reading():
            stream = source.open("rb")
        with stream:
            with _reading():
                before = os.fstat(stream.fileno())
            if not stat.S_ISREG(before.st_mode):
                raise Refused("file-unreadable")
            with self.workspace() as folder:
                part = folder / "part"
                sha256, size = self._seal(stream, part, before.st_size, progress)
                with _reading():
                    after = os.fstat(stream.fileno())
                if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or size != after.st_size:
                    raise Refused("file-changed")
                if expected and sha256 != expected:
                    raise Refused("file-changed")
                self._move(part, sha256, size)
        return sha256, size

    def put_bytes(self, content: bytes) -> str:
        """Stores what is in memory; gives its SHA-256. Raises Refused as ``take_in`` does for the vault."""
        with self.workspace() as folder:
            part = folder / "part"
            sha256, size = self._seal(io.BytesIO(content), part, len(content), None)
            self._move(part, sha256, size)
        return sha256

    def keep(self, made: Path) -> tuple[str, int]:
        """Takes a file made in a ``workspace()`` in and removes it there; gives its SHA-256 and size in bytes.

        Raises:
            Refused: ``vault-file-missing`` where there is no such file, else as ``take_in`` for the vault.
        """
        if not made.is_file():
            raise Refused("vault-file-missing")
        part = made.with_name(f"{made.name}.sealed")
        with _writing(), made.open("rb") as stream:
            sha256, size = self._seal(stream, part, 0, None)
        self._move(part, sha256, size)
        with _writing():
            _unlink(made)
        return sha256, size

    def file(self, sha256: str) -> Sealed:
        """The file, to be read only; it lies open nowhere.

        Raises Refused ``vault-file-missing`` where it is not, ``vault-file-broken`` where it is none of ours.
        """
        place = self._place(sha256)
        try:
            head = head_of(place)
            if head is None:
                raise Refused("vault-file-broken")
            return Sealed(place, sha256, head.key(self._ring.key(head.number)))
        except FileNotFoundError:
            raise Refused("vault-file-missing") from None
        except KeyError:
            raise Refused("vault-file-broken") from None
        except OSError:
            raise Refused("vault-unreachable") from None

    def lay_open(self, sha256: str, folder: Path) -> Path:
        """Writes the file, open, into a ``workspace()``, for a child that reads it by its path; gives where.

        Raises Refused as ``file`` does, and as when writing.
        """
        sealed, target = self.file(sha256), folder / sha256
        if target.exists():
            return target
        with _writing(), target.open("xb") as open_copy:
            try:
                with sealed.open() as stream:
                    shutil.copyfileobj(stream, open_copy, CHUNK)
            except SealBroken:
                raise Refused("vault-file-broken") from None
        return target

    def place(self, sha256: str) -> Path:
        """Where the file lies, sealed. Raises Refused ``vault-file-missing`` where it does not."""
        place = self._place(sha256)
        if not place.is_file():
            raise Refused("vault-file-missing")
        return place

    def holds(self, sha256: str) -> bool:
        """Whether a file of this name is there; what it holds is not read."""
        return self._place(sha256).is_file()

    def check(self, sha256: str) -> bool:
        """Whether the file is there and still holds what its name says."""
        try:
            with self.file(sha256).open() as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest() == sha256
        except (OSError, Refused):
            return False

    def remove(self, sha256: str) -> None:
        """Forgets a file (retention); one that is not there is no error. Raises Refused as when writing."""
        place = self._place(sha256)
        with _writing(), suppress(FileNotFoundError):
            _unlink(place)
            _sync_folder(place.parent)

    def renew(self, progress: Progress | None = None) -> int:
        """Seals every file that lies open, as an older program left it, or under an older key; gives how many.

        A file that does not hold what its name says is left as it is. What was done before a stop is not done again.
        """
        files = sorted(self.folder.glob("[0-9a-f][0-9a-f]/*"))
        done = 0
        with self.workspace() as folder:
            for number, file in enumerate(files):
                if progress is not None:
                    progress(number, len(files), "seal")
                head = head_of(file)
                if (head is None or head.number != self._ring.current) and self._seal_anew(file, folder / "part"):
                    done += 1
        return done

    def _seal_anew(self, place: Path, part: Path) -> bool:
        sha256 = place.parent.name + place.name
        with _writing():
            part.unlink(missing_ok=True)
            with place.open("rb") if head_of(place) is None else self.file(sha256).open() as stream:
                try:
                    made, _size = self._seal(stream, part, 0, None)
                except Refused as error:
                    if error.code == "file-unreadable":  # a broken seal
                        return False
                    raise
            if made != sha256:
                return False
            _protect(part)
            if sys.platform == "win32":
                place.chmod(stat.S_IWRITE)
            _rename(part, place, _NO_SIZE)
            _sync_folder(place.parent)
        return True

    @contextmanager
    def workspace(self) -> Iterator[Path]:
        """A new folder on the vault's own disk, for what is being made; it is gone at the end."""
        name = f"{_HOST}-{os.getpid()}-{_LIFE}-{secrets.token_hex(8)}"
        folder = self.folder / PART / name
        with _writing():
            folder.mkdir(parents=True)
        try:
            yield folder
        finally:
            _remove_folder(folder)

    def sweep(self) -> int:
        """Removes what dead processes left half-written; gives how many folders were removed."""
        try:
            left = [entry for entry in (self.folder / PART).iterdir() if _left_over(entry)]
        except OSError:
            return 0
        for entry in left:
            _remove_folder(entry)
        return len(left)

    def _place(self, sha256: str) -> Path:
        if not _SHA256.fullmatch(sha256):
            raise ValueError("not a SHA-256 in lower case hexadecimal")
        return self.folder / sha256[:2] / sha256[2:]

    def _seal(self, stream: BinaryIO, target: Path, total: int, progress: Progress | None) -> tuple[str, int]:
        """Writes what a stream holds to a new sealed file, synced; gives its SHA-256 and its size in bytes."""
        digest, size = hashlib.sha256(), 0
        with _writing():
            part = target.open("xb")
        try:
            with _writing():
                sealing = Sealing(part, self._ring.current, self._ring.key(self._ring.current))
            while True:
                with _reading():
                    chunk = stream.read(CHUNK)
                if not chunk:
                    break
                digest.update(chunk)
                with _writing():
                    _write(sealing, chunk)
                size += len(chunk)
                if progress is not None:
                    progress(size, max(size, total), "copy")
            with _writing():
                sealing.finish(digest.hexdigest())
                part.flush()
                os.fsync(part.fileno())
        finally:
            with _writing():
                part.close()
        return digest.hexdigest(), size

    def _move(self, part: Path, sha256: str, size: int) -> None:
        """Gives a whole, synced file its name; the one that is there already is kept."""
        place = self._place(sha256)
        with _writing():
            if _size(place) == sealed_size(size):
                _unlink(part)
                return
            new = not place.parent.is_dir()
            place.parent.mkdir(parents=True, exist_ok=True)
            _protect(part)
            _rename(part, place, sealed_size(size))
            _sync_folder(place.parent)
            if new:
                _sync_folder(self.folder)


def _write(sealing: Sealing, chunk: bytes) -> None:
    sealing.write(chunk)


@contextmanager
def _reading() -> Iterator[None]:
    """What goes wrong inside is the source's."""
    try:
        yield
    except FileNotFoundError:
        raise Refused("file-vanished") from None
    except OSError:
        raise Refused("file-unreadable") from None


@contextmanager
def _writing() -> Iterator[None]:
    """What goes wrong inside is the vault's. The error itself is dropped: its text holds a path."""
    try:
        yield
    except OSError as error:
        raise Refused(_WRITE_CODES.get(error.errno or 0, "vault-unreachable")) from None


def _size(file: Path) -> int | None:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return None


def _rename(part: Path, place: Path, size: int) -> None:
    """Renames; on Windows a scanner or a reader may hold either name for a moment, so it is tried again."""
    for wait in (0.02, 0.05, 0.1, 0.2, 0.4, None):
        try:
            part.replace(place)
            return
        except PermissionError:
            if _size(place) == size:  # somebody else stored the same file in between
                _unlink(part)
                return
            if wait is None or sys.platform != "win32":
                raise
            time.sleep(wait)


def _protect(file: Path) -> None:
    with suppress(OSError):  # a share may not know of modes
        file.chmod(stat.S_IMODE(file.stat().st_mode) & ~0o222)


def _unlink(file: Path) -> None:
    if sys.platform == "win32":
        file.chmod(stat.S_IWRITE)
    file.unlink()


def _sync_folder(folder: Path) -> None:
    """Makes a rename last through a power cut, where the system lets a folder be synced."""
    if sys.platform == "win32":
        return
    with suppress(OSError):  # some shares refuse it
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _remove_folder(folder: Path) -> None:
    if sys.platform == "win32":
        for file in folder.rglob("*"):
            with suppress(OSError):
                file.chmod(stat.S_IWRITE)
    shutil.rmtree(folder, ignore_errors=True)


def _left_over(entry: Path) -> bool:
    """Whether nobody writes there any more: its maker is dead, or cannot be asked and it is a day old."""
    host, pid, life = [*entry.name.split("-"), "", "", ""][:3]
    if host == _HOST and life == _LIFE and pid == str(os.getpid()):
        return False
    if host == _HOST and pid.isdecimal() and (int(pid) == os.getpid() or not _alive(int(pid))):
        return True
    try:
        return time.time() - entry.stat().st_mtime > LEFT_ALONE_SECONDS
    except OSError:
        return False


if sys.platform == "win32":
    import ctypes

    def _alive(pid: int) -> bool:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = ctypes.c_void_p
        handle = kernel.OpenProcess(0x00100000, False, pid)  # SYNCHRONIZE
        if not handle:
            return ctypes.get_last_error() == 5  # access denied: it lives and is another user's
        try:
            return bool(kernel.WaitForSingleObject(ctypes.c_void_p(handle), 0) == 0x102)  # WAIT_TIMEOUT
        finally:
            kernel.CloseHandle(ctypes.c_void_p(handle))

else:

    def _alive(pid: int) -> bool:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True
