"""What leaves the program as files of its own: Word letters and packages."""

from __future__ import annotations

from pathlib import Path

from redaction.content import Document


def write_word(paper: Document, target: Path) -> None:
    """Writes a paper as a Word file, as ``docx_letter.write``; the library of Word files is loaded when first used."""
    from . import docx_letter

    docx_letter.write(paper, target)
