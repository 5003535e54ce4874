"""Masked copies for the archive: PDF/A-2b where that holds, never claimed where it does not."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pikepdf.pdfa
import pytest

from redaction import mask, write
from redaction.content import Document, Paragraph, Run
from redaction.plan import RedactionPlan

from .sheet import SECRET, Sheet, text

DOCUMENT = Document(
    "Ärende", (Paragraph((Run(f"Enligt {SECRET} ska frågan avgöras."),)), Paragraph((Run("Kvar står detta."),)))
)


def claims(path: Path) -> bool:
    """Whether the file says that it is PDF/A."""
    with pikepdf.open(path) as pdf:
        return b"pdfaid" in pdf.Root.Metadata.read_bytes()


def masked(source: Path, target: Path) -> str:
    """Masks the secret; what the proof says of PDF/A."""
    plan = RedactionPlan("", (), (SECRET,), label="21", made_at="2026-11-23T08:00:00Z")
    return mask.mask(source, plan, target).pdfa


def test_a_copy_with_all_its_fonts_is_an_archive_file(tmp_path: Path) -> None:
    """What validates is saved as PDF/A-2b, says so in its description and in the proof, the same bytes each time."""
    source = tmp_path / "in.pdf"
    write.pdf(DOCUMENT, source, "2026-11-23T08:00:00Z")
    for name in ("a.pdf", "b.pdf"):
        assert masked(source, tmp_path / name) == "2b"
    assert claims(tmp_path / "a.pdf")
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert pikepdf.pdfa.check(pdf, "2b").passed
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_copy_without_its_fonts_claims_nothing(tmp_path: Path) -> None:
    """A font that the reader has to find makes no archive file, and none is claimed."""
    source = tmp_path / "in.pdf"
    source.write_bytes(Sheet().add(text(SECRET, 60, 600)).bytes())
    assert masked(source, tmp_path / "a.pdf") == ""
    assert not claims(tmp_path / "a.pdf")


@pytest.mark.parametrize("kind", ["own", "foreign"])
def test_every_copy_has_a_language_and_a_title_without_names(kind: str, tmp_path: Path) -> None:
    """A reader that speaks knows the language; the title names nobody."""
    source = tmp_path / "in.pdf"
    if kind == "own":
        write.pdf(DOCUMENT, source, "2026-11-23T08:00:00Z")
    else:
        source.write_bytes(Sheet().add(text(SECRET, 60, 600)).bytes())
    masked(source, tmp_path / "a.pdf")
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert pdf.Root.Lang == "sv-SE"
        assert "Maskerad kopia" in pdf.Root.Metadata.read_bytes().decode()
