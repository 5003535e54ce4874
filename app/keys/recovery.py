"""The recovery key: 160 bits on paper, in groups of four letters and figures, that open the office key.

It is written in Crockford's base 32, which has no I, L, O or U; the last group is a checksum, so that a slip of the pen
is told before anything is tried.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from app.domain.errors import Refused

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP = 4
SECRET = 32
"""Letters that are drawn by lot, five bits each; the checksum's group comes after them."""

_ALIKE = str.maketrans("OIL", "011")
_FOR_OFFICE_KEY = b"utlamna recovery\x00\x01"


def new() -> str:
    """A recovery key drawn by lot, as it is printed."""
    return shown("".join(secrets.choice(LETTERS) for _ in range(SECRET)))


def shown(secret: str) -> str:
    """The letters in groups with their checksum."""
    whole = secret + _checksum(secret)
    return "-".join(whole[at : at + GROUP] for at in range(0, len(whole), GROUP))


def read(typed: str) -> str:
    """The letters of a recovery key as somebody typed it: small or large, with or without the hyphens.

    Raises Refused ``recovery-key-mistyped``.
    """
    letters = "".join(c for c in typed.upper().translate(_ALIKE) if c.isalnum())
    secret = letters[:SECRET]
    if len(letters) != SECRET + GROUP or _checksum(secret) != letters[SECRET:] or set(letters) - set(LETTERS):
        raise Refused("recovery-key-mistyped")
    return secret


def key(typed: str) -> bytes:
    """The key that a recovery key stands for. Raises Refused ``recovery-key-mistyped``."""
    return hmac.digest(read(typed).encode(), _FOR_OFFICE_KEY, "sha256")


def _checksum(secret: str) -> str:
    number = int.from_bytes(hashlib.sha256(secret.encode()).digest()[:3], "big")
    return "".join(LETTERS[number >> 5 * at & 31] for at in range(GROUP))
