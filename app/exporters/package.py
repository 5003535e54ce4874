"""The package that is handed over, as a folder and as a ZIP, and the file that stays in the house."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from redaction.sealed import File

LONGEST_NAME = 80
"""Characters of a file name, so that the whole path stays under the 260 of older Windows programs."""

_PORTS = (f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³")
_RESERVED = {"con", "conin$", "conout$", "prn", "aux", "nul", *_PORTS}
"""Names of devices of Windows, with any ending: https://learn.microsoft.com/windows/win32/fileio/naming-a-file"""


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of a package: its name there (with folders, "/"), and where its content lies."""

    name: str
    source: File


def safe_name(text: str) -> str:
    """A file name that every system takes, made of the words given."""
    seen = "".join(" " if unicodedata.category(c) == "Cc" else c for c in text if unicodedata.category(c) != "Cf")
    clean = re.sub(r'[<>:"/\\|?*]+', " ", seen)
    clean = " ".join(clean.split()).strip(" .")[:LONGEST_NAME].strip(" .")
    return f"{clean} _" if clean.casefold().partition(".")[0].strip() in _RESERVED else clean or "handling"


def write_zip(pieces: Sequence[Piece], target: Path) -> None:
    """Writes the pieces as a ZIP; the same pieces give the same bytes (no times, fixed order)."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for piece in pieces:
            entry = zipfile.ZipInfo(piece.name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = 3  # the same bytes from every system
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            with piece.source.open("rb") as source, archive.open(entry, "w") as into:
                while chunk := source.read(1 << 20):
                    into.write(chunk)


def unpack(archive: File, folder: Path) -> tuple[Path, ...]:
    """Unpacks one of our own packages into a folder (made where missing), file by file under other names first."""
    written = []
    with archive.open("rb") as content, zipfile.ZipFile(content) as package:
        for entry in package.infolist():
            target = folder / entry.filename
            if not target.resolve().is_relative_to(folder.resolve()):
                raise ValueError("a package that writes outside its folder")
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_name(target.name + ".part")
            part.write_bytes(package.read(entry))
            part.replace(target)
            written.append(target)
    return tuple(written)
