"""The secret of every adversarial file is gone from the masked copy, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from redaction import mask
from redaction.plan import RedactionPlan

from . import reading
from .corpus import CASES, KEPT, SECRET


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_secret_is_nowhere_in_the_masked_copy(name: str, tmp_path: Path) -> None:
    """Whatever the hiding place, no reader gets the term back, and the other words stay."""
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(CASES[name]())
    proof = mask.mask(source, RedactionPlan("", (), (SECRET,), label="1"), target)
    assert reading.bare(SECRET) not in reading.everything(target)
    assert reading.bare("Testsson") not in reading.everything(target)
    assert KEPT in reading.pages(target)[0].replace("\u00a0", " ")
    assert proof.passed
