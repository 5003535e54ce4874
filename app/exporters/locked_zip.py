"""A package as a ZIP under a password: AES with 256 bits, as 7-Zip, WinZip and Windows 11 open it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyzipper

from .package import Piece

BITS = 256


def write(pieces: Sequence[Piece], target: Path, password: str) -> None:
    """Writes the pieces under the password. Their names can be read without it."""
    with pyzipper.AESZipFile(target, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(password.encode("ascii"))
        archive.setencryption(pyzipper.WZ_AES, nbits=BITS)
        for piece in pieces:
            archive.writestr(piece.name, piece.source.read_bytes())
