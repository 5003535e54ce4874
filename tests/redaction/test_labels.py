"""What a box says: its ground in print where it fits, words for a reader's ear, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from redaction import mask, verify
from redaction.geometry import Rect
from redaction.marks import MarkKind
from redaction.plan import PlannedMark, RedactionPlan
from redaction.report import Proof

from . import reading
from .sheet import SECRET, Sheet, text

SPOKEN = "[Maskerat: Namn på person, OSL 21:1]"


def marked(folder: Path, width: float, height: float, label: str, spoken: str = SPOKEN) -> tuple[Path, Proof]:
    """A copy with one drawn box of this size over a page's words."""
    source, target = folder / "in.pdf", folder / "out.pdf"
    source.write_bytes(Sheet().add(text(SECRET, 100, 600, size=8)).bytes())
    mark = PlannedMark(7, 0, (Rect(98, 234, 98 + width, 234 + height),), MarkKind.AREA, label, spoken=spoken)
    return target, mask.mask(source, RedactionPlan("", (mark,)), target)


@pytest.mark.parametrize(
    ("width", "height", "label", "printed"),
    [
        (80, 12, "3", "3"),
        (80, 12, "OSL 21:1", "OSL 21:1"),
        (14, 12, "OSL 21:1", "7"),
        (80, 6, "3", ""),
        (4, 12, "12", ""),
        (80, 12, "", ""),
    ],
)
def test_a_label_is_printed_where_six_points_fit(
    width: float, height: float, label: str, printed: str, tmp_path: Path
) -> None:
    """Else a code gives way to the mark's number, and a number to nothing: the schedule has it."""
    target, proof = marked(tmp_path, width, height, label, spoken="")
    words = reading.pages(target)[0].split()
    assert [w for w in words if w == "OSL" or any(c.isdigit() for c in w)] == printed.split()
    assert proof.passed


def test_a_reader_hears_what_is_masked_and_why(tmp_path: Path) -> None:
    """The words stand in the text layer in place of the printed number, in a font that lies in the file."""
    target, proof = marked(tmp_path, 80, 12, "3")
    assert SPOKEN in reading.pages(target)[0]
    assert proof.marks[0].says == ("3", "".join(SPOKEN.split()))
    with pikepdf.open(target) as pdf:
        faces = [f for name, f in pdf.pages[0].obj.Resources.Font.items() if name.startswith("/U")]
        assert faces
        assert all("/FontFile2" in face.DescendantFonts[0].FontDescriptor for face in faces)


def _added(words: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        page.Contents = pdf.make_stream(text(words, 101, 601, size=8) + b" " + page.Contents.read_bytes())

    return change


@pytest.mark.parametrize("words", ["33", "3", "21", "333 3"])
def test_text_made_of_labels_is_no_label(words: str, tmp_path: Path) -> None:
    """A number that is spelt with the digits of the grounds does not pass for one of them: each is said once."""
    target, proof = marked(tmp_path, 80, 12, "3", spoken="")
    with pikepdf.open(target, allow_overwriting_input=True) as pdf:
        _added(words)(pdf)
        pdf.save(target)
    failed = {check.name for check in verify.against(target, proof) if not check.passed}
    assert "text-under-marks" in failed
