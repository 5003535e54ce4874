"""Where the office key lies: in the administrator's file, in the system's keyring, or in a file of the user's own.

It is named by the store's id, so that a machine may hold the keys of several. What the environment names is a file:
a key in the environment itself would be handed to every process that is started.
"""

from __future__ import annotations

import binascii
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

from app.domain.errors import Refused

from .ring import KEY_BYTES

SERVICE = "utlamna"
KEY_FILE = "UTLAMNA_KEY_FILE"
"""The variable that names the administrator's key file."""
HEADING = "utlamna-key-1 "
"""How a key file begins; the key follows in hexadecimal."""


NEXT = "-next"
"""What the name of a key ends in that is about to open its store: it lies safe before the store rests on it."""


class Place(StrEnum):
    """Where the office key of a store was found."""

    ADMINISTRATOR = "administrator"
    KEYRING = "keyring"
    FILE = "file"


def find(store_id: str) -> Iterator[tuple[Place, bytes]]:
    """The keys that this machine has for a store, the administrator's first, one that was about to be used last.

    Raises Refused ``key-file-unreadable`` where the administrator's file cannot be read.
    """
    given = os.environ.get(KEY_FILE)
    if given:
        yield Place.ADMINISTRATOR, read_file(Path(given).expanduser())
    ring = _keyring()
    for name in (store_id, store_id + NEXT):
        if ring is not None:
            with suppress(Exception):  # a keyring that is locked or gone holds nothing for us
                kept = ring.get_password(SERVICE, name)
                if kept is not None:
                    yield Place.KEYRING, _bytes(kept)
        file = _own_file(name)
        if file.is_file():
            yield Place.FILE, read_file(file)


def given() -> bytes | None:
    """The administrator's key; None where none is given. Raises Refused ``key-file-unreadable``."""
    named = os.environ.get(KEY_FILE)
    return read_file(Path(named).expanduser()) if named else None


def keep(store_id: str, key: bytes) -> Place:
    """Keeps the office key of a store in the keyring, or where none answers in a file that only the user may read."""
    ring = _keyring()
    if ring is not None:
        with suppress(Exception):
            ring.set_password(SERVICE, store_id, _text(key))
            if ring.get_password(SERVICE, store_id) == _text(key):
                _forget_file(store_id)
                return Place.KEYRING
    write_file(_own_file(store_id), key, over=True)
    return Place.FILE


def forget_next(store_id: str) -> None:
    """Removes the key that was about to be used; it lies under the store's own name now, or was never needed."""
    _forget_file(store_id + NEXT)
    ring = _keyring()
    if ring is not None:
        with suppress(Exception):  # none is there
            ring.delete_password(SERVICE, store_id + NEXT)


def read_file(file: Path) -> bytes:
    """The key in a key file. Raises Refused ``key-file-unreadable``."""
    try:
        return _bytes(file.read_text(encoding="ascii").strip().removeprefix(HEADING))
    except (OSError, ValueError) as error:
        raise Refused("key-file-unreadable", file=str(file)) from error


def write_file(file: Path, key: bytes, *, over: bool = False) -> None:
    """Writes a key file that only its owner may read. Raises Refused where one is there, or it cannot be written."""
    part = file.with_name(f"{file.name}.part")
    try:
        if file.exists() and not over:
            raise Refused("file-there", file=file.name)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR)
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write(f"{HEADING}{_text(key)}\n")
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(file)
    except OSError as error:
        raise Refused("folder-read-only", folder=str(file.parent)) from error


def readable_by_others(file: Path) -> bool:
    """Whether others of this machine may read a key file; on Windows its folder is the user's own."""
    return sys.platform != "win32" and bool(file.stat().st_mode & 0o077)


def _own_file(store_id: str) -> Path:
    return user_config_path(SERVICE, appauthor=False) / "keys" / f"{store_id}.key"


def _forget_file(store_id: str) -> None:
    with suppress(OSError):
        _own_file(store_id).unlink(missing_ok=True)


def _keyring() -> Any:
    """The system's keyring; None where none answers, or only one that keeps nothing."""
    try:
        import keyring

        ring = keyring.get_keyring()
        return ring if ring.priority > 0 else None
    except Exception:  # a backend that fails while it is looked for is no backend
        return None


def _text(key: bytes) -> str:
    return binascii.hexlify(key).decode("ascii")


def _bytes(text: str) -> bytes:
    key = binascii.unhexlify(text)
    if len(key) != KEY_BYTES:
        raise ValueError("no key")
    return key
