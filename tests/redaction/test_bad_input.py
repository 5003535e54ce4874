"""Broken files, and files made to exhaust a program: a copy, or a refusal that names page and cause."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name

from redaction import mask
from redaction.burning import bounds
from redaction.errors import Damaged, DocumentError, TooLarge
from redaction.plan import RedactionPlan
from redaction.streams import streams

from .adversary import attacker
from .adversary.sheet import SECRET, Case, Sheet, text

PLAN = RedactionPlan("", (), (SECRET,), label="1")


def deflated(byte: bytes, count: int) -> bytes:
    """So many times a byte, packed, without ever holding them all."""
    pack, out = zlib.compressobj(9), io.BytesIO()
    for _ in range(count // 100_000):
        out.write(pack.compress(byte * 100_000))
    out.write(pack.flush())
    return out.getvalue()


def on_second_page() -> Sheet:
    """Two pages; the name stands on the second, which is the one that gets spoilt."""
    return Sheet(pages=2).add(text(SECRET, 60, 600), page=1)


def _painted(sheet: Sheet, thing: object, name: str = "/X1") -> Sheet:
    return sheet.resource("/XObject", name, thing, page=1).add(b"q 90 0 0 90 60 300 cm " + name.encode() + b" Do Q", 1)


def _long_contents() -> Sheet:
    sheet = on_second_page()
    spare = sheet.stream(deflated(b" ", 3_000_000), Filter=Name.FlateDecode)
    sheet.leaves[1].Contents = Array([sheet.leaves[1].Contents, spare])
    return sheet


def _long_contents_packed_twice() -> Sheet:
    sheet = on_second_page()
    body = zlib.compress(deflated(b" ", 3_000_000), 9)
    spare = sheet.stream(body, Filter=Array([Name.FlateDecode, Name.FlateDecode]))
    sheet.leaves[1].Contents = Array([sheet.leaves[1].Contents, spare])
    return sheet


def _large_picture() -> Sheet:
    sheet = on_second_page()
    picture = sheet.stream(
        zlib.compress(b"x"), Type=Name.XObject, Subtype=Name.Image, Width=50_000, Height=50_000, BitsPerComponent=8,
        ColorSpace=Name.DeviceRGB, Filter=Name.FlateDecode,
    )  # fmt: skip
    return _painted(sheet, picture)


def _forms_in_forms() -> Sheet:
    sheet = on_second_page()
    form = sheet.form(b"0 0 1 1 re f")
    for _ in range(8):
        form = sheet.form(b"/X Do " * 12, Resources=Dictionary(XObject=Dictionary(X=form)))
    return _painted(sheet, form)


@pytest.mark.parametrize(
    ("made", "what"),
    [
        (_long_contents, "stream"),
        (_long_contents_packed_twice, "stream"),
        (_large_picture, "picture"),
        (_forms_in_forms, "operators"),
    ],
)
def test_a_bomb_is_refused_before_it_goes_off(
    made: Callable[[], Sheet], what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What would unpack or paint beyond all measure is refused with its page, and no file is left."""
    monkeypatch.setattr(bounds, "MOST_UNPACKED", 1_000_000)
    monkeypatch.setattr(streams, "MOST_STEPS", 1_000_000)
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(made().bytes())
    with pytest.raises(TooLarge) as refusal:
        mask.mask(source, PLAN, target)
    assert (refusal.value.parameters["what"], refusal.value.parameters["page"]) == (what, 1)
    assert [p.name for p in tmp_path.iterdir()] == ["in.pdf"]


def test_graphics_states_without_end_are_refused_by_page(tmp_path: Path) -> None:
    """A page that no engine can follow is named."""
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(on_second_page().add(b"q " * 20_000 + text(SECRET, 60, 500), page=1).bytes())
    with pytest.raises(Damaged) as refusal:
        mask.mask(source, PLAN, target)
    assert refusal.value.parameters["page"] == 1
    assert [p.name for p in tmp_path.iterdir()] == ["in.pdf"]


# -- broken, and masked all the same

BROKEN = {
    "/DCTDecode": b"\xff\xd8\xff\xe0junk", "/JPXDecode": b"junk", "/JBIG2Decode": b"junkjunk", "/FlateDecode": b"junk",
    "/CCITTFaxDecode": b"\x00\x01", "/LZWDecode": b"\xff\xff\xff", "/RunLengthDecode": b"\x05a",
    "/ASCII85Decode": b'zzz"', "/Unknown": b"x",
}  # fmt: skip


def _broken_pictures() -> Sheet:
    sheet = on_second_page()
    for i, (coding, raw) in enumerate(BROKEN.items()):
        picture = sheet.stream(
            raw, Type=Name.XObject, Subtype=Name.Image, Width=10, Height=10, ColorSpace=Name.DeviceGray,
            BitsPerComponent=8, Filter=Name(coding),
        )  # fmt: skip
        _painted(sheet, picture, f"/X{i}")
    return sheet


def _tree_of_names_in_a_circle() -> Sheet:
    sheet = on_second_page()
    tree = sheet.pdf.make_indirect(Dictionary())
    tree.Kids = Array([tree, tree])
    sheet.pdf.Root.Names = Dictionary(EmbeddedFiles=tree, JavaScript=tree)
    return sheet


def _map_told_over_and_over() -> Sheet:
    sheet = on_second_page()
    head = b"1 begincodespacerange <00> <ff> endcodespacerange\n"
    sheet.font.ToUnicode = sheet.stream(head + b"1 beginbfrange <0000> <ffff> <0041> endbfrange\n" * 4000)
    return sheet


def _tile_that_fills_itself() -> Sheet:
    sheet = on_second_page()
    tile = sheet.stream(
        b"/Pattern cs /P scn 0 0 9 9 re f", Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1, XStep=10,
        YStep=10, BBox=Array([0, 0, 10, 10]),
    )  # fmt: skip
    tile.Resources = Dictionary(Pattern=Dictionary(P=tile))
    sheet.resource("/Pattern", "/P", tile, page=1)
    return sheet.add(b"q /Pattern cs /P scn 60 300 90 90 re f Q", page=1)


def _field_that_is_its_own_parent() -> Sheet:
    sheet = on_second_page()
    made = sheet.field("Tx")
    made.Kids, made.Parent = Array([made]), made
    return sheet


@pytest.mark.parametrize(
    "made",
    [_broken_pictures, _tree_of_names_in_a_circle, _map_told_over_and_over, _tile_that_fills_itself,
     _field_that_is_its_own_parent],
)  # fmt: skip
def test_what_is_broken_beside_the_text_does_not_keep_a_file_from_being_masked(
    made: Callable[[], Sheet], tmp_path: Path
) -> None:
    """Readers pass over such faults; so do we, and the name is gone."""
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(made().bytes())
    try:
        proof = mask.mask(source, PLAN, target)
    except DocumentError as error:  # the test's name says what was promised
        pytest.fail(f"{error.code} {error.parameters}")
    assert proof.passed
    assert attacker.leaks(Case(target, ""), target) == []
