"""A PDF under a password, for the way to its reader; the pages are those of the file that was proven."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Final

import pikepdf

from .errors import Damaged

AES_256: Final = 6
"""The revision of the standard security handler that encrypts with AES-256 (ISO 32000-2, 7.6.4)."""


def lock(source: Path, target: Path, password: str) -> None:
    """Writes the PDF so that it opens with the password alone; reads it back under it.

    Raises:
        Damaged: what was written does not open, or has other pages.
    """
    rules = pikepdf.Encryption(user=password, owner=secrets.token_hex(32), R=AES_256, aes=True, metadata=True)
    with pikepdf.open(source) as pdf:
        pages = len(pdf.pages)
        pdf.save(target, encryption=rules)
    try:
        with pikepdf.open(target, password=password) as read:
            whole = read.encryption.R == AES_256 and len(read.pages) == pages
    except pikepdf.PdfError as error:
        raise Damaged() from error
    if not whole:
        raise Damaged()
