"""Letters as files: PDF/A of every kind, read back by another engine, and no file where it tells what is masked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app import letter_work
from app.domain.errors import Refused
from app.services import letter_samples, letters
from redaction import content, readback, write
from tests.builders import Office, an_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office."""
    made = an_office(tmp_path)
    yield made
    made.workspace.close()


def test_every_letter_is_a_pdf_whose_pages_say_it_all(office: Office, tmp_path: Path) -> None:
    """With samples in every field and every case; what the blocks say stands on the pages."""
    for code in letters.kinds():
        paper = office.workspace.ask(letter_samples.preview, code, office.clock())
        target = tmp_path / f"{code}.pdf"
        assert write.pdf(paper, target, "2026-03-11T08:12:00Z") <= 3
        printed = "".join(readback.printed(target).split())
        for block in paper.blocks:
            for said in content.texts(block):
                assert "".join(said.split()) in printed, (code, said)


def test_a_letter_that_tells_what_is_masked_leaves_no_file(office: Office, tmp_path: Path) -> None:
    """Wherever it stands on the page, in the foot too; the requester's own words may stand."""
    request_id, delivery_id, _document = office.masked()
    values = {"handläggare": "Maja Sundin", "fråga": "Vilket avbrott gäller det?"}
    paper = office.workspace.ask(letters.compose, "precision", request_id, office.clock(), values)
    target = tmp_path / "brev.pdf"
    letter_work.write_pdf(office.workspace, paper, target, request_id, delivery_id)
    assert target.is_file()
    target.unlink()
    with pytest.raises(Refused) as held:
        letter_work.write_pdf(office.workspace, replace(paper, footer="19810107 9294"), target, request_id)
    assert held.value.code == "paper-tells"
    assert not target.exists()
    letter_work.write_pdf(office.workspace, replace(paper, addressee=("19810107-9294",)), target, request_id)
    assert target.is_file()
