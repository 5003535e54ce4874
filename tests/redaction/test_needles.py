"""Masked words in bytes: found wherever they stand in a stream however large."""

from __future__ import annotations

import pytest

from redaction.matching import terms
from redaction.verify import needles


@pytest.mark.parametrize("at", range(9))
def test_a_word_over_the_border_of_two_pieces_is_found(at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Large streams are looked through piece by piece, wherever the border falls and whatever lies between letters."""
    monkeypatch.setattr(needles, "PIECE", 8)
    wanted = needles.Needles(terms(["Testsson"]))
    spelt = b"\0".join(bytes([c]) for c in b"Testsson")
    assert wanted.hits(b"x" * at + spelt + b"x" * 20) > 0
    assert wanted.hits(b"x" * at + spelt[:-1] + b"x" * 20) == 0
