"""The data keys of a store, and texts under them: what lies in the database's columns.

A text is kept as ``s1.NUMBER.`` and, in base64, a nonce of 12 bytes with what AES-256-GCM made of the text and its tag.
It is bound to the place where it lies, so that it cannot be read in another column. An empty text stays empty.
"""

from __future__ import annotations

import binascii
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from redaction.sealed import cipher

KEY_BYTES = 32
NONCE_BYTES = 12
MARK = "s1."
"""How a sealed text begins."""


class TextBroken(Exception):
    """A text in the database is not what was written there; carries no word of it."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


class Ring:
    """The data keys by number; what is written is written under the newest one.

    Args:
        keys: at least one.
        more: asks the store for the keys again: a colleague's program may have made a new one.
    """

    def __init__(self, keys: Mapping[int, bytes], more: Callable[[], Mapping[int, bytes]] = dict) -> None:
        self._keys: dict[int, bytes] = {}
        self._ciphers: dict[int, Any] = {}
        self._more = more
        self.add(keys)

    def add(self, keys: Mapping[int, bytes]) -> None:
        """Takes keys in; the one with the highest number is the newest."""
        self._keys |= keys
        self._ciphers |= {number: cipher(key) for number, key in keys.items()}
        self.current = max(self._keys)
        self._prefix, self._newest = f"{MARK}{self.current}.", self._ciphers[self.current]

    def key(self, number: int) -> bytes:
        """The data key of this number. Raises KeyError where the store has none of it."""
        if number not in self._keys:
            self.add(self._more() or {})
        return self._keys[number]

    def seal(self, text: str, place: str) -> str:
        """The text as it is kept at a place ("table.column")."""
        if not text:
            return text
        nonce = secrets.token_bytes(NONCE_BYTES)
        made = self._newest.encrypt(nonce, text.encode("utf-8"), place.encode())
        return f"{self._prefix}{binascii.b2a_base64(nonce + made, newline=False).decode('ascii')}"

    def read(self, kept: str, place: str) -> str:
        """The text of what is kept at a place. Raises TextBroken where it was not written there under a key of ours."""
        if not kept:
            return kept
        try:
            # Ten thousand texts are read when a long document is opened: the newest key is taken without asking.
            if kept.startswith(self._prefix):
                opener, body = self._newest, kept[len(self._prefix) :]
            else:
                _mark, number, body = kept.split(".")
                self.key(int(number))
                opener = self._ciphers[int(number)]
            raw = binascii.a2b_base64(body)
            text: str = opener.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], place.encode()).decode("utf-8")
        except Exception as error:  # InvalidTag, ValueError, KeyError: the text is not ours, whatever it is
            raise TextBroken(place) from error
        return text

    def is_sealed(self, kept: str, place: str) -> bool:
        """Whether this is a sealed text of this place; a plain one may begin alike."""
        if not kept.startswith(MARK):
            return False
        try:
            self.read(kept, place)
        except TextBroken:
            return False
        return True

    def is_current(self, kept: str) -> bool:
        """Whether a sealed text lies under the newest key."""
        return kept.startswith(self._prefix)


def new_key() -> bytes:
    """A key drawn by lot."""
    return secrets.token_bytes(KEY_BYTES)


def wrapped(key: bytes, under: bytes, purpose: str) -> str:
    """A key locked in by another one, as text that may lie in the open."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    made = nonce + cipher(under).encrypt(nonce, key, purpose.encode())
    return binascii.b2a_base64(made, newline=False).decode("ascii")


def unwrapped(kept: str, under: bytes, purpose: str) -> bytes | None:
    """The key that was locked in; None where it was not by this one."""
    try:
        raw = binascii.a2b_base64(kept, strict_mode=True)
        key: bytes = cipher(under).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], purpose.encode())
    except Exception:  # InvalidTag, or no base64 at all
        return None
    return key
