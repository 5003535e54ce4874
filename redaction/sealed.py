"""Files that are kept encrypted: AES-256-GCM in frames, so that a part is read alone and no change is unseen.

A file begins with a head of 32 bytes: what it is (8 bytes), the number of the data key (4, little endian) and a salt
(20), from which with the data key a key of this file alone is made: whoever reads one file is given no more. Then come
frames of 64 KiB, each followed by its tag of 16 bytes; the last one, which may be empty, is marked as the last and
bound to the file's name. So nothing can be cut off, added, moved or put under another name without being seen.
"""

from __future__ import annotations

import errno
import hmac
import io
import os
import secrets
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Literal

FRAME = 1 << 16
"""Bytes of content in a frame."""
TAG = 16
MAGIC = b"UTLSEAL1"

_HEAD = struct.Struct("<8sI20s")
_NONCE = struct.Struct("<Q3x?")
_FOR_FILES = b"utlamna file\x00"


class SealBroken(OSError):
    """A sealed file is not what was written under its name, or its key is another one."""

    def __init__(self) -> None:
        super().__init__(errno.EIO, "a sealed file does not hold what was written")


@dataclass(frozen=True, slots=True)
class Head:
    """What a sealed file says in the open: the number of its data key, and its salt."""

    number: int
    salt: bytes

    @property
    def raw(self) -> bytes:
        """As it stands in the file."""
        return _HEAD.pack(MAGIC, self.number, self.salt)

    def key(self, data_key: bytes) -> bytes:
        """The key of this one file."""
        return hmac.digest(data_key, _FOR_FILES + self.salt + b"\x01", "sha256")  # HKDF-Expand, one block


def head_of(path: Path) -> Head | None:
    """The head of a sealed file; None for a file that is not sealed. Raises OSError."""
    with path.open("rb") as stream:
        return _head(stream.read(_HEAD.size))


def _head(raw: bytes) -> Head | None:
    if len(raw) != _HEAD.size or not raw.startswith(MAGIC):
        return None
    _magic, number, salt = _HEAD.unpack(raw)
    return Head(number, salt)


def sealed_size(size: int) -> int:
    """How many bytes a file of so many takes when it is sealed."""
    return _HEAD.size + size + TAG * max(1, -(-size // FRAME))


def cipher(key: bytes) -> Any:
    """AES-256-GCM with this key."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key)


class Sealing:
    """Writes one sealed file to a stream, piece by piece; ``finish`` gives it its name."""

    def __init__(self, target: BinaryIO, number: int, data_key: bytes) -> None:
        self._target = target
        self._head = Head(number, secrets.token_bytes(20))
        self._cipher = cipher(self._head.key(data_key))
        self._open = bytearray()
        self._frame = 0
        target.write(self._head.raw)

    def write(self, piece: bytes) -> None:
        """Takes the next bytes of the content."""
        self._open += piece
        at = 0
        while len(self._open) - at > FRAME:  # what fills the last frame stays until it is known to be the last
            self._put(bytes(memoryview(self._open)[at : at + FRAME]), self._head.raw, last=False)
            at += FRAME
        if at:
            del self._open[:at]

    def finish(self, name: str) -> None:
        """Writes the last frame; ``name`` is that under which the file will be asked for."""
        self._put(bytes(self._open), self._head.raw + name.encode(), last=True)

    def _put(self, frame: bytes, bound_to: bytes, *, last: bool) -> None:
        self._target.write(self._cipher.encrypt(_NONCE.pack(self._frame, last), frame, bound_to))
        self._frame += 1


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed file with the key to it, read as if it lay open; can be sent to a child, and nothing is written."""

    path: Path
    name: str
    key: bytes = field(repr=False)

    def open(self, mode: Literal["rb"] = "rb") -> io.BufferedReader:
        """The content from its beginning, to be read and sought in. Raises OSError, SealBroken among them."""
        return io.BufferedReader(_Reader(self), FRAME)

    def read_bytes(self) -> bytes:
        """The whole content. Raises OSError."""
        with _Reader(self) as reader:
            return b"".join(reader.frame(number) for number in range(reader.frames))

    def read_text(self, encoding: str = "utf-8") -> str:
        """The whole content as text. Raises OSError."""
        return self.read_bytes().decode(encoding)


File = Path | Sealed
"""A file that is only read: one that lies open, or a sealed one."""


class _Reader(io.RawIOBase):
    """The content of a sealed file, a frame in memory at a time; the last frame is proven first."""

    def __init__(self, sealed: Sealed) -> None:
        self._file = sealed.path.open("rb", buffering=0)
        try:
            head = _head(self._file.read(_HEAD.size))
            if head is None:
                raise SealBroken
            self._bound_to, self._name = head.raw, sealed.name.encode()
            self._cipher = cipher(sealed.key)
            body = os.fstat(self._file.fileno()).st_size - _HEAD.size
            self.frames = max(1, -(-body // (FRAME + TAG)))
            self._size = body - TAG * self.frames
            if self._size < 0:
                raise SealBroken
            self._at, self._held = 0, -1
            self._content = b""
            self._take(self.frames - 1)
        except BaseException:
            self._file.close()
            raise

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Moves to another place, counted in bytes of the content."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if base + offset < 0:
            raise ValueError("before the beginning of a file")
        self._at = base + offset
        return self._at

    def readinto(self, buffer: Any) -> int:
        """Reads up to the end of a frame."""
        if self._at >= self._size:
            return 0
        number, start = divmod(self._at, FRAME)
        piece = self.frame(number)[start : start + len(buffer)]
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def close(self) -> None:
        """Lets the file go."""
        self._file.close()
        super().close()

    def frame(self, number: int) -> bytes:
        """The content of a frame (from 0). Raises SealBroken."""
        if number != self._held:
            self._take(number)
        return self._content

    def _take(self, number: int) -> None:
        from cryptography.exceptions import InvalidTag

        last = number == self.frames - 1
        self._file.seek(_HEAD.size + number * (FRAME + TAG))
        raw = _all_of(self._file, min(FRAME, self._size - number * FRAME) + TAG)
        try:
            nonce = _NONCE.pack(number, last)
            self._content = self._cipher.decrypt(nonce, raw, self._bound_to + (self._name if last else b""))
        except InvalidTag:
            raise SealBroken from None
        self._held = number


def _all_of(file: io.RawIOBase | Any, size: int) -> bytes:
    """So many bytes of an unbuffered file, which may give fewer at a time."""
    raw: bytes = file.read(size)
    while len(raw) < size:
        piece = file.read(size - len(raw))
        if not piece:
            raise SealBroken
        raw += piece
    return raw
