"""What a command reads: files that are there and are what they should be, and the document's password."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.domain.errors import Refused
from app.texts import _
from redaction.report import Proof, proof_from_json

from .console import Passwords


def existing(path: Path) -> Path:
    """The path, where a file lies there. Raises Refused."""
    if not path.is_file():
        raise Refused("file-vanished")
    return path


def proof(path: Path) -> Proof:
    """The proof in a file. Raises Refused."""
    try:
        return proof_from_json(existing(path).read_text(encoding="utf-8"))
    except (ValueError, UnicodeDecodeError) as error:
        raise Refused("not-a-proof") from error


def password(arguments: Any) -> str | None:
    """The document's password, where ``--password-stdin`` was said."""
    return Passwords().next(_("The document's password")) if arguments.password_stdin else None
