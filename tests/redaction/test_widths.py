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
PER_PAGE = 20
FEW = NAMES[:: len(NAMES) // 60][:60]

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


def page(pdf: pikepdf.Pdf, case: str, names: Sequence[str]) -> None:
    """Adds a page with each name on a line of its kind, between lines that name nobody."""
    setting, font, words = CASES[case]
    face = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/" + font), Encoding=Name.WinAnsiEncoding)
    sheet = pdf.add_blank_page(page_size=(595, 842)).obj
    sheet.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(face)))
    lines = (line(AROUND[k % 2], y + 15) + setting(words.format(name), font, y) for k, name, y in placed(names))
    sheet.Contents = pdf.make_stream(b"".join(lines) + line(AROUND[0], 40))


def placed(names: Sequence[str]) -> list[tuple[int, str, float]]:
    """Number, name and base line of each name on a page."""
    return [(k, name, 780.0 - 36 * k) for k, name in enumerate(names)]


def sheets(names: Sequence[str]) -> list[Sequence[str]]:
    """The names by page."""
    return [names[start : start + PER_PAGE] for start in range(0, len(names), PER_PAGE)]


def written(folder: Path, case: str, names: Sequence[str]) -> Path:
    """A file with all the names, each on a line of that kind."""
    with pikepdf.new() as pdf:
        for some in sheets(names):
            page(pdf, case, some)
        pdf.save(folder / "in.pdf")
    return folder / "in.pdf"


def masked(folder: Path, case: str, names: Sequence[str]) -> tuple[Proof, Path]:
    """One file with all the names, each of them masked with lengths hidden."""
    source, target = written(folder, case, names), folder / "out.pdf"
    return mask.mask(source, RedactionPlan("", _marks(source, names), hide_lengths=True), target), target


def _marks(source: Path, names: Sequence[str]) -> tuple[PlannedMark, ...]:
    marks: list[PlannedMark] = []
    for number, (layer, some) in enumerate(zip(text_layer.read(source), sheets(names), strict=True)):
        end = 0
        for name in some:
            start = layer.text.index(name, end)
            end = start + len(name)
            marks.append(PlannedMark(len(marks) + 1, number, layer.rects(start, end), MarkKind.TEXT, "21"))
    return tuple(marks)


def seen(target: Path, proof: Proof, names: Sequence[str]) -> list[Hashable]:
    """Of each name's line all that can be measured: every letter's place as pdfium gives it, and the boxes."""
    found: list[Hashable] = []
    boxes = Counter[tuple[float, ...]]()
    for mark in proof.marks:
        boxes.update((mark.page, *(round(v, 3) for v in rect)) for rect in mark.rects)
    with pypdfium2.PdfDocument(target) as shown:
        for number, (drawn, some) in enumerate(zip(shown, sheets(names), strict=True)):
            text = drawn.get_textpage()
            letters = [(text.get_text_range(i, 1), *text.get_charbox(i)) for i in range(text.count_chars())]
            text.close()
            for _, _, base in placed(some):
                row = [
                    (c, x0, y0, x1, y1)
                    for c, x0, y0, x1, y1 in letters
                    if c.strip() and base - 5 < (y0 + y1) / 2 < base + 10
                ]
                places = (
                    (c, round(x0, 2), round(y0 - base, 2), round(x1, 2), round(y1 - base, 2))
                    for c, x0, y0, x1, y1 in row
                )
                mine = (
                    (round(box[1], 2), round(box[3], 2))
                    for box in boxes
                    if box[0] == number and base - 5 < 842 - (box[2] + box[4]) / 2 < base + 10
                )
                found.append((*sorted(places), *sorted(mine)))
    return found


def contents(target: Path) -> set[bytes]:
    """What the pages are drawn with, each way once."""
    with pikepdf.open(target) as pdf:
        for opened in pdf.pages:
            opened.contents_coalesce()
        return {opened.obj.Contents.read_bytes() for opened in pdf.pages}


def bits(views: Iterable[Hashable]) -> float:
    """Mutual information of name and view, each name as likely as any: the entropy of the views."""
    counts = Counter(views)
    total = counts.total()
    return sum(n / total * math.log2(total / n) for n in counts.values())


@pytest.mark.parametrize("case", CASES)
def test_sixty_names_leave_the_same_line(case: str, tmp_path: Path) -> None:
    """Whatever the name, the masked line is the same to the last operand, and its other words are still there."""
    proof, target = masked(tmp_path, case, FEW)
    views = seen(target, proof, FEW)
    assert all(views)
    assert bits(views) == 0
    assert len(contents(target)) == 1
    assert proof.raster_pages == ()
    assert all(mark.reset for mark in proof.marks)
    kept = CASES[case][2].replace("{}", "").split()
    assert all(word in text for text in reading.pages(target) for word in (*kept, *AROUND[0].split()))


def test_without_the_switch_a_line_tells_the_name(tmp_path: Path) -> None:
    """The measure measures: with lengths shown, sixty names give more than four bits."""
    source, target = written(tmp_path, "proportional", FEW), tmp_path / "out.pdf"
    plain = mask.mask(source, RedactionPlan("", _marks(source, FEW)), target)
    assert bits(seen(target, plain, FEW)) > 4


def under(words: str, font: str, y: float) -> bytes:
    """With a line drawn under the name."""
    return line(words, y) + f"0.8 w {LEFT + 40} {y - 2} m {LEFT + advance(words, font)} {y - 2} l S\n".encode()


def coloured(words: str, font: str, y: float) -> bytes:
    """On a coloured field."""
    field = f"1 1 0 rg {LEFT} {y - 3} {advance(words, font):.2f} 13 re f 0 g\n".encode()
    return field + line(words, y)


def at_a_tab(words: str, font: str, y: float) -> bytes:
    """Ending at the right edge, after another column whose border nothing shows."""
    return line("Sökande", y) + line(words, y, RIGHT - advance(words, font))


ELSE: dict[str, tuple[Setting, str, str]] = {
    "underlined": (under, HELVETICA, "Enligt {} ska"),
    "coloured": (coloured, HELVETICA, "Enligt {} ska"),
    "column": (at_a_tab, HELVETICA, "{} (ägare)"),
}


@pytest.mark.parametrize("case", ELSE)
def test_what_cannot_be_set_anew_is_masked_whole(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a line cannot be written again all of it goes, with what is drawn about it; the proof counts it."""
    monkeypatch.setitem(CASES, case, ELSE[case])
    drawn = set()
    for name in ("Bo Ek", "Maximilian Hammarskjöld"):
        source, target = written(tmp_path, case, [name]), tmp_path / "out.pdf"
        proof = mask.mask(source, RedactionPlan("", (), (name,), hide_lengths=True), target)
        assert proof.dropped[mask.LINES_WHOLE] == 1
        assert not any(mark.reset for mark in proof.marks)
        assert AROUND[0] in reading.pages(target)[0]
        drawn |= contents(target)
    assert len(drawn) == 1


def turned_page(pdf: pikepdf.Pdf, name: str, rotation: int, way: tuple[int, int]) -> None:
    """Adds a page displayed turned, with a name on a line between others; all text runs in that direction."""
    face = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    sheet = pdf.add_blank_page(page_size=(842, 595) if way[1] else (595, 842)).obj
    sheet.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(face)))
    sheet.Rotate = rotation
    (a, b), (width, height) = way, (842, 595) if way[1] else (595, 842)
    corner = {(1, 0): (0, 0), (0, 1): (width, 0), (-1, 0): (width, height), (0, -1): (0, height)}[way]
    lines = b"".join(
        line(words, y) for words, y in ((AROUND[0], 500), (f"Enligt {name} ska det.", 485), (AROUND[1], 470))
    )
    sheet.Contents = pdf.make_stream(f"q {a} {b} {-b} {a} {corner[0]} {corner[1]} cm\n".encode() + lines + b"Q")


TURNED = {(0, (1, 0)), (90, (0, 1)), (180, (-1, 0)), (270, (0, -1)), (0, (0, 1)), (0, (-1, 0)), (90, (1, 0))}
"""Rotations of a page and directions of its text: read upright, and read with the head turned."""


@pytest.mark.parametrize(("rotation", "way"), sorted(TURNED))
def test_lines_on_turned_pages_are_set_anew(rotation: int, way: tuple[int, int], tmp_path: Path) -> None:
    """Whatever the name, the page is drawn the same, its other words on their line, in their direction."""
    source, target, drawn = tmp_path / "in.pdf", tmp_path / "out.pdf", set()
    for name in ("Bo Ek", "Maximilian Hammarskjöld", "Siv Li"):
        with pikepdf.new() as pdf:
            turned_page(pdf, name, rotation, way)
            pdf.save(source)
        proof = mask.mask(source, RedactionPlan("", (), (name,), hide_lengths=True), target)
        assert proof.raster_pages == ()
        assert all(mark.reset for mark in proof.marks)
        drawn |= contents(target)
        assert {"Enligt", "ska", "det."} <= set(reading.pages(target)[0].split())
    assert len(drawn) == 1


def main(folder: Path) -> None:
    """Prints for each case what a line tells of a name, of how many names."""
    for case in CASES:
        proof, target = masked(folder, case, NAMES)
        told, whole = bits(seen(target, proof, NAMES)), proof.dropped.get(mask.LINES_WHOLE, 0)
        ways = len(contents(target))
        print(f"{case:14} {len(NAMES)} names, {told:.3f} bits, {whole} lines whole, {ways} ways to draw", flush=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as where:
        main(Path(sys.argv[1] if len(sys.argv) > 1 else where))
