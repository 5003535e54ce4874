"""Blanks inside a masked phrase go with it: what stays does not tell where a name ends and the next begins."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest

from redaction import mask
from redaction.plan import RedactionPlan

from .sheet import Sheet, text


def _kerned(words: str) -> bytes:
    """The words in one array with a shift at every letter."""
    letters = " 3 ".join(f"({c})" for c in words)
    return f"BT /F1 12 Tf 60 560 Td [{letters}] TJ ET\n".encode("cp1252")


def _drawn(name: str, folder: Path, kerned: bool) -> tuple[bytes, list[float]]:
    """The page's drawing without its numbers, and the numbers."""
    words = f"Enligt {name} ska det ske."
    line = _kerned(words) if kerned else text(words, 60, 560)
    (folder / "in.pdf").write_bytes(Sheet().add(line).bytes())
    mask.mask(folder / "in.pdf", RedactionPlan("", (), (name,)), folder / "out.pdf")
    with pikepdf.open(folder / "out.pdf") as pdf:
        body = pdf.pages[0].Contents.read_bytes()
    number = re.compile(rb"-?\d+\.\d+")
    return number.sub(b"#", body), [float(n) for n in number.findall(body)]


@pytest.mark.parametrize("kerned", [False, True])
def test_the_place_of_a_blank_inside_a_name_is_not_told(kerned: bool, tmp_path: Path) -> None:
    """The drawing of the page is the same wherever the blank stood."""
    one, other = (_drawn(name, tmp_path, kerned) for name in ("Anna Bergman", "AnnaB ergman"))
    assert one[0] == other[0]
    assert one[1] == pytest.approx(other[1], abs=0.01)
