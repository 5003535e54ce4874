"""Hidden lengths: what a masked line looks like does not depend on the name that stood there.

By hand, over some 6,000 names: ``python -m tests.redaction.test_widths`` prints the bits that a line gives away.
"""

from __future__ import annotations

import math
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Dictionary, Name

from redaction import mask, text_layer
from redaction.marks import MarkKind
from redaction.plan import PlannedMark, RedactionPlan
from redaction.report import Proof
from redaction.typeface import Style, width

from . import reading
from .sheet import raw

_FIRST = (
    "Ann Bo Eva Per Ida Jan Åke Lisa Nils Karin Erik Maria Lars Anders Johan Kerstin Gunnar Birgitta Margareta "
    "Christoffer Elisabeth Mikael Peter Sofia Emma Oskar Elin Linnéa Gustav Astrid Maximilian Wilhelmina Ali Li "
    "Mohammed Fatima Zlatan Ingegerd Hjalmar Siv Tuva Ebba Olle Alexander Josefin Viktoria Hans Ulf Björn Östen "
    "Gun Roger Annika Malin Tobias Rut Mats Jessica Ronja Pär"
)
_LAST = (
    "Ek Berg Lind Ask Dal Holm Alm Ek-Lind Åberg Öst Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson "
    "Persson Svensson Gustafsson Pettersson Jonsson Jansson Hansson Bengtsson Jönsson Lindberg Jakobsson Magnusson "
    "Lindström Olofsson Lindqvist Lindgren Bergström Axelsson Lundberg Lundgren Mattsson Berglund Fredriksson "
    "Sandberg Henriksson Forsberg Sjöberg Wallin Engström Danielsson Lundin Håkansson Eklund Bergman Björk Fransson "
    "Wikström Isaksson Nyström Arvidsson Holmberg Löfgren Söderberg Nyberg Blomqvist Claesson Nordström Mårtensson "
    "Gunnarsson Lundqvist Björklund Eliasson Berggren Sandström Nordin Ström Åkesson Falk Hermansson Holmström Ali "
    "Dahlberg Hellström Sundberg Martinsson Månsson Hedlund Lundström Strömberg Abrahamsson Sjögren Blom Ekström "
    "Öberg Jonasson Åström Norberg Lindholm Sundström Dahl Ahmed Hassan Mohamed Stenbock-Fermor Ro Wennerström "
    "Lagerkvist Ytterholm Quist Zetterlund Grip Mo Natt Hammarskjöld Gyllenhammar Silfverskiöld Iversen Illiers Li"
)
NAMES = tuple(f"{first} {last}" for first in _FIRST.split() for last in _LAST.split())
FEW = NAMES[:: len(NAMES) // 60]
BATCH = 500
"""Names to a file in the full measure."""

HELVETICA, COURIER = "Helvetica", "Courier"
LEFT, RIGHT, SIZE = 72.0, 523.0, 12.0
AROUND = ("Ärendet kom in i maj och gäller tillgång till", "lokaler i kvarteret. Beslut ska fattas senast i juni.")


def advance(words: str, font: str) -> float:
    """Width of the words in 12 point Helvetica or Courier."""
    return width(words, Style.MONO if font == COURIER else Style.PLAIN, SIZE)


def line(words: str, y: float, x: float = LEFT, spread: float = 0.0) -> bytes:
    """A line of text, with ``spread`` more units at every space."""
    return f"BT /F1 {SIZE} Tf {spread:.4f} Tw 1 0 0 1 {x:.4f} {y} Tm ".encode() + raw(words) + b" Tj 0 Tw ET\n"


def flush(words: str, font: str, y: float) -> bytes:
    """From the left edge."""
    return line(words, y)


def justified(words: str, font: str, y: float) -> bytes:
    """Stretched or narrowed to the full measure at its spaces."""
    return line(words, y, spread=(RIGHT - LEFT - advance(words, font)) / max(1, words.count(" ")))


def centred(words: str, font: str, y: float) -> bytes:
    """About the middle of the column."""
    return line(words, y, (LEFT + RIGHT - advance(words, font)) / 2)


def to_the_right(words: str, font: str, y: float) -> bytes:
    """Ending at the right edge."""
    return line(words, y, RIGHT - advance(words, font))


def shifted(words: str, font: str, y: float) -> bytes:
    """Every letter moved by a trace that depends on the whole line, as some word processors do."""
    trace = sum(ord(c) for c in words) % 40 - 20
    letters = b"".join(raw(c) + f" {trace + 3} ".encode() for c in words)
    return f"BT /F1 {SIZE} Tf 1 0 0 1 {LEFT} {y} Tm [".encode() + letters + b"] TJ ET\n"


def in_a_cell(words: str, font: str, y: float) -> bytes:
    """Centred in a ruled cell between two others."""
    rules = " ".join(f"{x} {y - 5} m {x} {y + 13} l S" for x in (LEFT, 150, 450, RIGHT))
    middle = line(words, y, (150 + 450 - advance(words, font)) / 2)
    return f"0.5 w {rules}\n".encode() + line("Sökande", y, LEFT + 4) + middle + line("ja", y, 456)


Setting = Callable[[str, str, float], bytes]
CASES: dict[str, tuple[Setting, str, str]] = {
    "proportional": (flush, HELVETICA, "Enligt {} ska frågan avgöras."),
    "monospaced": (flush, COURIER, "Enligt {} ska frågan avgöras."),
    "justified": (justified, HELVETICA, "Enligt uppgift har {}, som bor i huset, klagat."),
    "letter shifts": (shifted, HELVETICA, "Enligt {} ska frågan avgöras."),
    "centred": (centred, HELVETICA, "till {} i huset"),
    "right": (to_the_right, HELVETICA, "Vår handläggare: {}"),
    "cell": (in_a_cell, HELVETICA, "{} (ägare)"),
}


def page(pdf: pikepdf.Pdf, case: str, name: str) -> None:
    """Adds a page with the name on a line of its kind, between lines that name nobody."""
    setting, font, words = CASES[case]
    face = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/" + font), Encoding=Name.WinAnsiEncoding)
    sheet = pdf.add_blank_page(page_size=(595, 842)).obj
    sheet.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(face)))
    above = b"".join(line(w, 700 - 15 * k) for k, w in enumerate(AROUND))
    below = b"".join(line(w, 640 - 15 * k) for k, w in enumerate(AROUND))
    sheet.Contents = pdf.make_stream(above + setting(words.format(name), font, 663) + below)


def masked(folder: Path, case: str, names: Sequence[str]) -> tuple[Proof, Path]:
    """One file with a page for each name, all of them masked with lengths hidden."""
    source, target = folder / "in.pdf", folder / "out.pdf"
    with pikepdf.new() as pdf:
        for name in names:
            page(pdf, case, name)
        pdf.save(source)
    marks = tuple(
        PlannedMark(number + 1, number, layer.rects(start, start + len(name)), MarkKind.TEXT, "21")
        for number, (layer, name) in enumerate(zip(text_layer.read(source), names, strict=True))
        if (start := layer.text.index(name)) >= 0
    )
    return mask.mask(source, RedactionPlan("", marks, hide_lengths=True), target), target


def seen(target: Path) -> list[Hashable]:
    """Of each page all that can be measured: every letter's place as pdfium gives it, and the content itself."""
    found: list[Hashable] = []
    with pypdfium2.PdfDocument(target) as shown, pikepdf.open(target) as pdf:
        for drawn, opened in zip(shown, pdf.pages, strict=True):
            text = drawn.get_textpage()
            places = tuple(
                (text.get_text_range(i, 1), *(round(v, 3) for v in text.get_charbox(i)))
                for i in range(text.count_chars())
            )
            opened.contents_coalesce()
            found.append((places, opened.obj.Contents.read_bytes()))
            text.close()
    return found


def bits(names: Iterable[str], views: Iterable[Hashable]) -> float:
    """Mutual information of name and view, each name as likely as any: the entropy of the views."""
    counts = Counter(view for _, view in zip(names, views, strict=True))
    total = counts.total()
    return sum(n / total * math.log2(total / n) for n in counts.values())


@pytest.mark.parametrize("case", CASES)
def test_sixty_names_leave_the_same_page(case: str, tmp_path: Path) -> None:
    """Whatever the name, the masked page is the same to the last operand, and its other words are still there."""
    proof, target = masked(tmp_path, case, FEW)
    assert bits(FEW, seen(target)) == 0
    assert proof.raster_pages == ()
    assert all(mark.reset for mark in proof.marks)
    assert len({mark.rects[0].width for mark in proof.marks}) == 1
    kept = CASES[case][2].replace("{}", "").split()
    assert all(word in text for text in reading.pages(target) for word in (*kept, *AROUND[0].split()))


def main(folder: Path) -> None:
    """Prints for each case what a line tells of a name, of how many names."""
    for case in CASES:
        views: list[Hashable] = []
        reset = whole = 0
        for start in range(0, len(NAMES), BATCH):
            proof, target = masked(folder, case, NAMES[start : start + BATCH])
            views += seen(target)
            reset += sum(mark.reset for mark in proof.marks)
            whole += proof.dropped.get(mask.LINES_WHOLE, 0)
        told = bits(NAMES, views)
        print(f"{case:14} {len(NAMES)} names {told:.3f} bits, {reset} set anew, {whole} whole", flush=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as where:
        main(Path(sys.argv[1] if len(sys.argv) > 1 else where))
