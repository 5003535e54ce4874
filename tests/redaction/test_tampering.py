"""A delivered file that somebody changed: the check of that place says so, with nothing but file and proof."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image, ImageDraw

from redaction import mask, verify
from redaction.geometry import Rect
from redaction.marks import MarkKind
from redaction.plan import PlannedMark, RedactionPlan
from redaction.report import Proof, proof_from_json

from .sheet import SECRET, Sheet, jpeg, picture, text

BOX = Rect(98, 230, 250, 246)
"""The mark, in page space; in PDF space its lower edge is at y = 596."""

LETTER = b" 0.5 g 120 600 m 124 610 l 128 600 l 126 600 l 124 606 l 122 600 l h f "
"""An A of lines, drawn in the box."""


@pytest.fixture
def proven(tmp_path: Path) -> tuple[Path, Proof]:
    """A page with one drawn box, with a scan below and a rule beside it, and the proof of it."""
    sheet = Sheet().add(text(SECRET, 100, 600) + b" 60 590 m 500 590 l S")
    sheet.resource("/XObject", "/I1", jpeg(sheet.pdf, Image.new("L", (600, 400), 200)))
    sheet.add(b"q 300 0 0 200 100 300 cm /I1 Do Q")
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(sheet.bytes())
    mark = PlannedMark(1, 0, (BOX,), MarkKind.AREA, "1", "name", "OSL 21:1", "[Maskerat: namn, OSL 21:1]")
    return target, mask.mask(source, RedactionPlan("", (mark,)), target)


def content(before: bytes = b"", after: bytes = b"") -> Callable[[pikepdf.Pdf], None]:
    """Puts operators before or after what the page paints."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        page.Contents = pdf.make_stream(before + b"\n" + page.Contents.read_bytes() + b"\n" + after)

    return change


def _words(grey: int, ground: int) -> Image.Image:
    drawn = Image.new("L", (304, 32), ground)
    ImageDraw.Draw(drawn).text((10, 8), SECRET, fill=grey)
    return drawn


def _image(image: Image.Image, under: bool) -> Callable[[pikepdf.Pdf], None]:
    place = b"q 152 0 0 16 98 596 cm /XX Do Q"

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        page.Resources.XObject.XX = picture(pdf, image)
        content(place if under else b"", b"" if under else place)(pdf)

    return change


def _form(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    body = Stream(pdf, LETTER, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 595, 842]))
    page.Resources.XObject.XF = pdf.make_indirect(body)
    content(b"/XF Do")(pdf)


def _inline(pdf: pikepdf.Pdf) -> None:
    raw = bytes(255 if (x // 3 + y) % 2 else 0 for y in range(4) for x in range(32))
    body = b"q 100 0 0 12 110 598 cm BI /W 32 /H 4 /BPC 8 /CS /G ID " + raw + b" EI Q"
    content(body)(pdf)


def _uncover(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    page.Contents = pdf.make_stream(page.Contents.read_bytes().replace(b"0.06667 g", b"1 g"))


def _attach(pdf: pikepdf.Pdf) -> None:
    held = Dictionary(Type=Name.Filespec, F=pikepdf.String("x.txt"), EF=Dictionary(F=pdf.make_stream(SECRET.encode())))
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([pikepdf.String("x.txt"), held])))


def _annotate(pdf: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([10, 10, 30, 30]), Contents=pikepdf.String(SECRET))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])


def _turn(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Rotate = 90


CHANGES: dict[str, tuple[str, Callable[[pikepdf.Pdf], None]]] = {
    "text under the box": ("text-under-marks", content(text("x1 hemligt", 101, 600, size=8))),
    "invisible text over the box": ("text-under-marks", content(after=text("x1 hemligt", 101, 600, before="3 Tr"))),
    "a letter drawn under the box": ("nothing-under-marks", content(LETTER)),
    "a letter drawn over the box in its own grey": ("nothing-under-marks", content(after=b"0.06667 g" + LETTER[6:])),
    "a letter as a clip": ("nothing-under-marks", content(b"q" + LETTER.replace(b"h f", b"h W n") + b"Q")),
    "a rule under the box": ("nothing-under-marks", content(b"60 603 m 200 603 l S")),
    "a letter in a form": ("nothing-under-marks", _form),
    "a picture under the box": ("nothing-under-marks", _image(_words(0, 255), under=True)),
    "a dark picture over the box": ("nothing-under-marks", _image(_words(0, 40), under=False)),
    "a picture in the stream": ("nothing-under-marks", _inline),
    "the box made white": ("marks-filled", _uncover),
    "the box painted over": ("marks-filled", content(after=b"1 g 98 596 152 16 re f")),
    "a note": ("carriers", _annotate),
    "an attachment": ("carriers", _attach),
    "a key of one's own": ("carriers", lambda pdf: setattr(pdf.Root, "Egen", 1)),
    "a page turned": ("marks-filled", _turn),
}
"""What is changed in the delivered file, and the check that must say so."""


def failed(target: Path, proof: Proof) -> set[str]:
    """The names of the checks that do not pass."""
    return {check.name for check in verify.against(target, proof) if not check.passed}


@pytest.mark.parametrize("change", CHANGES)
def test_each_change_is_named_by_the_check_of_its_place(change: str, proven: tuple[Path, Proof]) -> None:
    """Beside the hash, which any change breaks, the check that looks at the place says so."""
    target, proof = proven
    assert failed(target, proof) == set()
    check, tamper = CHANGES[change]
    with pikepdf.open(target, allow_overwriting_input=True) as pdf:
        tamper(pdf)
        pdf.save(target)
    assert {check, "hash"} <= failed(target, proof)


def test_a_file_of_two_revisions_is_refused(proven: tuple[Path, Proof]) -> None:
    """Something appended to the file is seen, though every reader shows the same page."""
    target, proof = proven
    with target.open("ab") as file:
        file.write(b"\n% " + SECRET.encode() + b"\nstartxref\n0\n%%EOF\n")
    assert {"one-revision", "hash"} <= failed(target, proof)


def edited(proof: Proof, **changes: object) -> Proof:
    """The proof's JSON with keys changed, read back."""
    return proof_from_json(json.dumps(json.loads(proof.to_json()) | changes))


def test_a_proof_that_was_edited_is_no_proof(proven: tuple[Path, Proof]) -> None:
    """``passed`` is not believed; a check that is missing, or that did not pass, is a failure."""
    target, proof = proven
    checks = json.loads(proof.to_json())["checks"]
    assert failed(target, edited(proof, checks=[c for c in checks if c["name"] != "read-at-marks"])) == {"proof"}
    assert failed(target, edited(proof, checks=[])) == {"proof"}
    assert failed(target, edited(proof, checks=[c | {"passed": False} for c in checks])) == {"proof"}
    assert failed(target, edited(proof, output_sha256="0" * 64)) == {"hash"}


def test_a_mark_that_was_moved_in_the_proof_finds_no_box(proven: tuple[Path, Proof]) -> None:
    """The areas of the proof are looked at in the file."""
    target, proof = proven
    moved = replace(proof, marks=(replace(proof.marks[0], rects=(BOX._replace(x0=300, x1=452),)),))
    assert "marks-filled" in failed(target, moved)


def test_a_blank_part_of_a_picture_is_no_picture(tmp_path: Path) -> None:
    """A scan whose pixels went under the mark passes, in every coding that the engine writes."""
    for name, make in (("jpeg", jpeg), ("raw", picture)):
        sheet = Sheet()
        drawn = Image.new("L", (600, 400), 255)
        ImageDraw.Draw(drawn).text((20, 20), "Bilden visar annat och " + SECRET, fill=0)
        sheet.resource("/XObject", "/I1", make(sheet.pdf, drawn)).add(b"q 300 0 0 200 100 300 cm /I1 Do Q")
        source, target = tmp_path / f"{name}.pdf", tmp_path / "out.pdf"
        source.write_bytes(sheet.bytes())
        mark = PlannedMark(1, 0, (Rect(130, 345, 300, 362),), MarkKind.AREA, "1")
        proof = mask.mask(source, RedactionPlan("", (mark,)), target)
        assert proof.raster_pages == ()
        assert failed(target, proof) == set()


def test_a_picture_that_nobody_can_decode_is_not_known_to_be_blank(proven: tuple[Path, Proof]) -> None:
    """Fail closed: what cannot be looked at counts as something."""
    target, proof = proven

    def broken(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        page.Resources.XObject.XX = picture(pdf, Image.new("L", (8, 8)))
        page.Resources.XObject.XX.write(b"no pixels")
        content(b"q 152 0 0 16 98 596 cm /XX Do Q")(pdf)

    with pikepdf.open(target, allow_overwriting_input=True) as pdf:
        broken(pdf)
        out = io.BytesIO()
        pdf.save(out)
    target.write_bytes(out.getvalue())
    assert "nothing-under-marks" in failed(target, proof)
