"""What a proof tells, and what it never tells: the masked words, a digest of them, their length."""

from __future__ import annotations

import binascii
import hashlib
import json
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from redaction import mask, matching
from redaction.burning import burn
from redaction.geometry import Rect
from redaction.marks import MarkKind
from redaction.plan import PlannedMark, RedactionPlan
from redaction.report import Proof, proof_from_json

from .sheet import SECRET, Sheet, annotation, field, text
from .test_raster import _stuck

NUMBER = "19810107-9294"
LONG, BRIEF = "Hemlige Testsson Efternamnsson", "Bo Ek"


def proof_of(folder: Path, words: str, plan: RedactionPlan) -> Proof:
    """The proof of a page that says the words between others."""
    source = folder / "in.pdf"
    source.write_bytes(Sheet().add(text("Anmälan av", 100, 600) + text(words, 100, 580)).bytes())
    return mask.mask(source, plan, folder / "out.pdf")


def spellings(words: str) -> set[str]:
    """How masked words might be written before a digest is taken of them."""
    digits = "".join(c for c in words if c.isdigit())
    folded = matching.term(words).text
    parts = words.replace("-", " ").split()
    return {words, words.casefold(), words.upper(), folded, "".join(words.split()), *parts, digits, digits[2:]} - {""}


def digests(words: str) -> set[str]:
    """Digests of all spellings by every algorithm at hand, in hex and in Base64, and their first twelve signs."""
    found: set[str] = set()
    for raw in (s.encode(code, "ignore") for s in spellings(words) for code in ("utf-8", "latin-1", "utf-16-le")):
        for name in sorted(hashlib.algorithms_guaranteed - {"shake_128", "shake_256"}):
            made = hashlib.new(name, raw).digest()
            found |= {made.hex(), made.hex()[:12], binascii.b2a_base64(made).decode().strip().rstrip("=")}
        found |= {f"{binascii.crc32(raw):08x}", str(binascii.crc32(raw))}
    return found


@pytest.mark.parametrize("words", [SECRET, NUMBER])
def test_a_proof_holds_neither_the_words_nor_a_digest_of_them(words: str, tmp_path: Path) -> None:
    """A hashed personal identity number is the number given away: there are not many of them."""
    mark = PlannedMark(1, 0, (Rect(98, 250, 250, 266),), MarkKind.TEXT, "1", "name", "OSL 21:1", "[Maskerat]", words)
    for plan in (RedactionPlan("", (), (words,)), RedactionPlan("", (mark,))):
        said = proof_of(tmp_path, words, plan).to_json()
        told = said.casefold()
        assert not [s for s in spellings(words) if len(s) > 3 and s.casefold() in told]
        assert not [d for d in digests(words) if d.casefold() in told]


@pytest.mark.parametrize("hide_lengths", [True, False])
def test_a_proof_is_the_same_whatever_the_box_hides(hide_lengths: bool, tmp_path: Path) -> None:
    """Two files with other words under the same area: only the hashes of the files tell their proofs apart.

    So neither a count of letters nor a length can be in it.
    """
    area = PlannedMark(1, 0, (Rect(98, 250, 320, 266),), MarkKind.AREA, "1", text="")
    told = []
    for words in (LONG, BRIEF):
        mark = RedactionPlan("", (area,), hide_lengths=hide_lengths)
        body = json.loads(proof_of(tmp_path, words, mark).to_json())
        told.append({key: value for key, value in body.items() if key not in ("source_sha256", "output_sha256")})
    assert told[0] == told[1]


def test_with_hidden_lengths_a_term_of_any_length_has_the_same_proof(tmp_path: Path) -> None:
    """The box that the proof names has one width for all."""
    told = []
    for words in (LONG, BRIEF):
        proof = proof_of(tmp_path, words, RedactionPlan("", (), (words,), hide_lengths=True))
        told.append((proof.marks, proof.dropped, proof.checks, proof.plan_hash))
    assert told[0] == told[1]


def test_what_was_left_behind_is_named(tmp_path: Path) -> None:
    """Signature, XFA form, attachment, note and metadata are gone, and the proof has a code and a count for each."""
    sheet = Sheet()
    field(sheet, "Sig", V=sheet.pdf.make_indirect(Dictionary({"/Type": Name.Sig, "/Name": String(SECRET)})))
    annotation(sheet, "Text", Contents=String(SECRET))
    sheet.pdf.Root.AcroForm.XFA = sheet.pdf.make_stream(b"<xdp/>")
    held = Dictionary(Type=Name.Filespec, F=String("x.txt"), EF=Dictionary(F=sheet.pdf.make_stream(b"x")))
    sheet.pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("x.txt"), held])))
    sheet.pdf.docinfo["/Author"] = SECRET
    source = tmp_path / "in.pdf"
    source.write_bytes(sheet.bytes())
    proof = mask.mask(source, RedactionPlan("", ()), tmp_path / "out.pdf")
    assert {"signatures", "xfa", "attachments", "metadata", "annotations"} <= set(proof.dropped)
    with pikepdf.open(tmp_path / "out.pdf") as made:
        assert set(made.Root.keys()) <= {"/Type", "/Pages", "/Metadata", "/Lang", "/OutputIntents", "/StructTreeRoot",
                                         "/MarkInfo", "/ViewerPreferences"}  # fmt: skip


def test_a_page_that_became_a_picture_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not only the number: the reason is a code, one for each such page."""
    monkeypatch.setattr(burn, "apply", _stuck)
    proof = proof_of(tmp_path, SECRET, RedactionPlan("", (), (SECRET,)))
    assert (proof.raster_pages, proof.raster_why) == ((0,), (mask.STUCK,))


def test_a_page_that_a_check_stopped_names_the_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What verification still finds makes the page a picture, and is the reason."""
    monkeypatch.setattr(burn, "_remove", lambda *_, **__: None)
    proof = proof_of(tmp_path, SECRET, RedactionPlan("", (), (SECRET,)))
    assert proof.raster_pages == (0,)
    assert proof.raster_why[0] in {check.name for check in proof.checks}


def test_a_proof_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    """Nothing is lost on the way through JSON."""
    proof = proof_of(tmp_path, SECRET, RedactionPlan("", (), (SECRET,)))
    assert proof_from_json(proof.to_json()) == proof
    assert {"utlamna", "PyMuPDF", "pdfium", "qpdf", "Tesseract"} <= set(proof.engines)


def test_the_proof_claims_pdfa_only_of_a_file_that_validates(tmp_path: Path) -> None:
    """Where fonts are not embedded there is no claim, neither in the proof nor in the file."""
    proof = proof_of(tmp_path, SECRET, RedactionPlan("", (), (SECRET,)))
    assert proof.pdfa == ""
    assert b"pdfaid" not in (tmp_path / "out.pdf").read_bytes()
    with pikepdf.open(tmp_path / "out.pdf") as made:
        assert b"pdfaid" not in made.Root.Metadata.read_bytes()
