"""Fonts of a masked copy list only what its pages show: each kind of program is cut, and the check notices if not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.misc import eexec
from fontTools.misc.psCharStrings import T1CharString
from pikepdf import Array, Name

from redaction import mask
from redaction.errors import StillReadable
from redaction.fonts import cff, font_programs, renumber, type1
from redaction.fonts.encodings import Kept
from redaction.fonts.fonts import table
from redaction.plan import RedactionPlan
from redaction.report import Proof
from redaction.streams.text_runs import Unsafe
from redaction.verify import Evidence, fonts

from . import reading
from .adversary import CASES, programs
from .adversary.fonts import LETTERS, cmap, coded, wide
from .adversary.sheet import SECRET, Sheet

KINDS = (
    "type1_in_order_of_name", "type1_with_its_own_codes", "cff_in_order_of_name", "opentype_in_order_of_name",
    "cff_by_cid", "cff_by_number", "opentype_by_number", "glyph_names_in_order_of_name", "subset_in_order_of_name",
    "embedded_code_table",
)  # fmt: skip
"""Cases of the corpus, one for each kind of program and each way to it."""

SHOWN = Kept(False, codes=frozenset(b"slut"), base="/WinAnsiEncoding")


def masked(source: Path, target: Path) -> Proof:
    """A copy with the name masked."""
    return mask.mask(source, RedactionPlan("", (), (SECRET,)), target)


@pytest.mark.parametrize("kind", KINDS)
def test_a_program_that_is_not_cut_does_not_leave_the_house(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Were programs left as they are, the check would find their letters."""
    case = CASES[kind](tmp_path)
    assert masked(case.path, tmp_path / "cut.pdf").raster_pages == ()
    monkeypatch.setattr(mask, "ROUNDS", 1)  # no second try with the page as a picture
    monkeypatch.setattr(font_programs, "cut", lambda *_: None)
    with pytest.raises(StillReadable) as refused:
        masked(case.path, tmp_path / "uncut.pdf")
    assert refused.value.parameters["check"] == "fonts"


def _font(pdf: pikepdf.Pdf, kind: Name) -> Any:
    return next(t for t in pdf.objects if isinstance(t, pikepdf.Dictionary) and t.get("/Subtype") == kind)


def _embedded(pdf: pikepdf.Pdf) -> Any:
    return next(t for t in pdf.objects if isinstance(t, pikepdf.Dictionary) and "/Widths" in t)


def _width(pdf: pikepdf.Pdf) -> None:
    _embedded(pdf).Widths.append(556)


def _name(pdf: pikepdf.Pdf) -> None:
    _embedded(pdf).Encoding = pikepdf.Dictionary(Differences=Array([1, Name.V]))


def _letter(pdf: pikepdf.Pdf) -> None:
    _font(pdf, Name.Type0).ToUnicode = pdf.make_stream(cmap([(86, "V")]))


def _wide_width(pdf: pikepdf.Pdf) -> None:
    _font(pdf, Name.CIDFontType2).W.extend([86, Array([600])])


def _glyph_number(pdf: pikepdf.Pdf) -> None:
    _font(pdf, Name.CIDFontType2).CIDToGIDMap = pdf.make_stream(bytes(2 * 86) + b"\0\1")


LISTS: dict[str, tuple[str, Callable[[pikepdf.Pdf], None]]] = {
    "width": ("type1_in_order_of_name", _width),
    "name": ("cff_in_order_of_name", _name),
    "letter": ("subset_in_order_of_name", _letter),
    "wide width": ("subset_in_order_of_name", _wide_width),
    "glyph number": ("subset_in_order_of_name", _glyph_number),
}
"""Lists of a font, a case that has such, and what adds one entry too many."""


@pytest.mark.parametrize("kind", LISTS)
def test_one_entry_too_many_fails_the_check(kind: str, tmp_path: Path) -> None:
    """A single width, name, letter or number of a code that no page shows is found, and the page is named."""
    name, spoil = LISTS[kind]
    case = CASES[name](tmp_path)
    masked(case.path, tmp_path / "a.pdf")
    assert fonts.pruned(Evidence(tmp_path / "a.pdf", ())).passed
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        spoil(pdf)
        pdf.save(tmp_path / "b.pdf")
    found = fonts.pruned(Evidence(tmp_path / "b.pdf", ()))
    assert not found.passed
    assert found.pages == (0,)


def _unreadable(words: str) -> Sheet:
    """A page in a font whose program no library reads, and a line in another font."""
    sheet = Sheet()
    codes = wide(sheet, LETTERS + "u", None)
    descriptor = sheet.page.Resources.Font.F2.DescendantFonts[0].FontDescriptor
    descriptor.FontFile2 = sheet.stream(b"\0\1\0\0" + LETTERS.encode() * 9)
    return sheet.add(coded(words, codes) + coded("slut", codes, 560))


def test_a_program_that_cannot_be_cut_makes_its_page_a_picture(tmp_path: Path) -> None:
    """It may still hold letters that only the masked words used; the proof tells which check found it."""
    (tmp_path / "in.pdf").write_bytes(_unreadable(SECRET).bytes())
    proof = masked(tmp_path / "in.pdf", tmp_path / "out.pdf")
    assert proof.raster_pages == (0,)
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert LETTERS.encode() not in b"".join(t.read_bytes() for t in pdf.objects if isinstance(t, pikepdf.Stream))


def test_a_program_that_cannot_be_cut_stays_where_nothing_was_taken_from_it(tmp_path: Path) -> None:
    """Where all its letters are still shown, its page stays text."""
    (tmp_path / "in.pdf").write_bytes(_unreadable("slut").bytes())
    assert masked(tmp_path / "in.pdf", tmp_path / "out.pdf").raster_pages == ()


def test_a_program_that_pages_share_is_cut_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many pages use it."""
    sheet = Sheet(pages=4)
    codes = wide(sheet, LETTERS + "u", None)
    for number in range(1, 4):
        sheet.resource("/Font", "/F2", sheet.page.Resources.Font.F2, page=number)
        sheet.add(coded("slut", codes), page=number)
    (tmp_path / "in.pdf").write_bytes(sheet.add(coded(SECRET, codes)).bytes())
    done: list[int] = []
    real = font_programs.cut

    def counted(*given: Any) -> None:
        done.append(1)
        real(*given)

    monkeypatch.setattr(font_programs, "cut", counted)
    assert masked(tmp_path / "in.pdf", tmp_path / "out.pdf").raster_pages == ()
    assert len(done) == 1


def _drawing(*steps: object) -> bytes:
    made = T1CharString(program=list(steps))
    made.compile()
    return bytes(eexec.encrypt(b"0000" + made.bytecode, 4330)[0])


def test_parts_of_letters_and_called_subroutines_stay_in_a_type_1_program() -> None:
    """A letter put together from two keeps both; a subroutine that nothing calls is empty, its number stays."""
    clear, hidden, end = programs.type1("aV")
    plain = bytes(eexec.decrypt(hidden, 55665)[0])
    accented = _drawing(0, 500, "hsbw", 0, 0, 0, 97, 193, "seac", "endchar")
    letter = _drawing(0, 500, "hsbw", 5, "callsubr", "endchar")
    line, spare = _drawing(10, "hlineto", "return"), _drawing(20, "hlineto", "return")
    more = b"".join(
        f"dup {n} {len(body)} RD ".encode() + body + b" NP\n" for n, body in ((4, spare), (5, line), (6, spare))
    )
    plain = plain.replace(b"/Subrs 4 array", b"/Subrs 7 array").replace(b"NP\nND\n", b"NP\n" + more + b"ND\n")
    drawn = b"".join(
        f"/{name} {len(body)} RD ".encode() + body + b" ND\n"
        for name, body in (("agrave", accented), ("grave", letter), ("b", letter))
    )
    plain = plain.replace(b"ND\nend\nend", b"ND\n" + drawn + b"end\nend")
    whole = clear + bytes(eexec.encrypt(plain, 55665)[0]) + end
    assert len(type1.read(whole).subroutines) == 7
    made = type1.read(b"".join(type1.cut(whole, [Kept(False, codes=frozenset({0xE0}), base="/WinAnsiEncoding")])))
    assert sorted(made.drawings) == [".notdef", "a", "agrave", "grave"]
    assert made.subroutines[5] == line
    assert len(made.subroutines[4]) < len(spare)
    assert 6 not in made.subroutines


def test_a_type_1_program_keeps_numbers_and_no_words() -> None:
    """How glyphs are fitted to pixels stays; notices and names go."""
    made = b"".join(type1.cut(b"".join(programs.type1(LETTERS + "u")), [SHOWN]))
    assert type1.read(made).settings == {"BlueValues": "[-12 0 700 712]"}
    assert b"Notice" not in made
    assert b"Prov" not in made


def test_a_cff_program_keeps_no_words_and_no_order_of_use() -> None:
    """Names of the maker go; glyphs stand by their names, not as they were first used."""
    _, font = cff.opened(cff.cut(programs.cff("utlsV"), [SHOWN]))
    assert font.charset == [".notdef", "l", "s", "t", "u"]
    assert "FullName" not in font.rawDict
    assert b"Prov" not in cff.cut(programs.cff("utlsV"), [SHOWN])


@pytest.mark.parametrize(
    ("codes", "is_by_use"),
    [
        ({1: "V", 2: "i", 3: "l", 4: "d"}, True),
        ({1: "V", 2: "i", 9: "d"}, True),
        ({1: "d", 2: "i", 3: "l"}, False),
        ({57: "V", 76: "i", 111: "d"}, False),
        ({}, False),
    ],
    ids=["first use", "with gaps", "alphabet", "the font's own numbers", "none"],
)
def test_codes_in_the_order_of_use_are_known(codes: dict[int, str], is_by_use: bool) -> None:
    """Dense, and not in the order of the alphabet; the numbers that a font always had stay."""
    assert renumber.by_use(set(codes), codes) is is_by_use


@pytest.mark.parametrize("kind", ["all_letters_used_again", "all_letters_of_cff_used_again"])
def test_codes_do_not_tell_which_letter_was_used_first(kind: str, tmp_path: Path) -> None:
    """Their order in the map is that of the alphabet, without gaps; the page shows and says the same words."""
    case = CASES[kind](tmp_path)
    assert masked(case.path, tmp_path / "out.pdf").raster_pages == ()
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        told = table(_font(pdf, Name.Type0).ToUnicode.read_bytes())
    assert list(told) == list(range(1, len(told) + 1))
    assert list(told.values()) == sorted(told.values())
    assert case.stay[1] in reading.pages(tmp_path / "out.pdf")[0]


def test_a_stream_that_cannot_be_recoded_leaves_all_codes_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Content and fonts change together or not at all."""

    def unsafe(*_: Any) -> bytes:
        raise Unsafe

    case = CASES["all_letters_used_again"](tmp_path)
    monkeypatch.setattr(renumber, "_recoded", unsafe)
    assert masked(case.path, tmp_path / "out.pdf").raster_pages == ()
    assert case.stay[1] in reading.pages(tmp_path / "out.pdf")[0]
