"""Masked copies for the archive: PDF/A-2b where that holds, never claimed where it does not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pikepdf.pdfa
import pytest
from pikepdf import Name

from redaction import mask, verify, write
from redaction.burning import archive
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


@pytest.mark.parametrize("claim", ["2b", ""])
def test_a_claim_that_file_and_proof_do_not_share_fails(claim: str, tmp_path: Path) -> None:
    """A proof edited to claim more, or a file that claims what its proof does not, is no PDF/A."""
    source, target = tmp_path / "in.pdf", tmp_path / "a.pdf"
    if claim:
        source.write_bytes(Sheet().add(text(SECRET, 60, 600)).bytes())
    else:
        write.pdf(DOCUMENT, source, "2026-11-23T08:00:00Z")
    proof = mask.mask(source, RedactionPlan("", (), (SECRET,)), target)
    assert all(check.passed for check in verify.against(target, proof))
    edited = replace(proof, pdfa=claim)
    assert [c.name for c in verify.against(target, edited) if not c.passed] == ["archive-claim"]


def test_a_false_claim_in_the_file_fails(tmp_path: Path) -> None:
    """Both say PDF/A, and the validator does not."""
    source, target = tmp_path / "in.pdf", tmp_path / "a.pdf"
    source.write_bytes(Sheet().add(text(SECRET, 60, 600)).bytes())
    proof = mask.mask(source, RedactionPlan("", (), (SECRET,)), target)
    with pikepdf.open(target, allow_overwriting_input=True) as pdf:
        told = pdf.Root.Metadata.read_bytes().replace(b"</rdf:RDF>", archive.DECLARED + b"</rdf:RDF>")
        pdf.Root.Metadata = pdf.make_stream(told, Type=Name.Metadata, Subtype=Name.XML)
        pdf.save(target)
    failed = {c.name for c in verify.against(target, replace(proof, pdfa="2b")) if not c.passed}
    assert failed == {"archive-claim", "hash"}
