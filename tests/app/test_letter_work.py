"""Letters as files: PDF/A of every kind, read back by another engine, and no file where it tells what is masked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from app import letter_work
from app.domain.errors import Refused
from app.services.writing import letter_samples, letters
from redaction import content, readback, word_content, write
from tests.builders import SVEN, Office, an_office


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


@pytest.mark.parametrize("field", ["mottagare", "begäran"])
def test_nobody_types_the_requesters_own_words_into_their_letter(office: Office, tmp_path: Path, field: str) -> None:
    """Those are not held against what is masked, so they come from the request alone."""
    request_id, _delivery, _document = office.masked()
    code = next(k.code for k in letters.kinds().values() if k.alone and not k.asked and k.to == "requester")
    values = {field: "19810107-9294"}
    with pytest.raises(Refused) as held:
        letter_work.write(office.workspace, request_id, code, values, folder=tmp_path / "out")
    assert held.value.code in ("letter-field-own", "letter-field-unknown")
    assert not (tmp_path / "out").exists()


def test_a_template_goes_to_word_and_back(office: Office, tmp_path: Path) -> None:
    """Every letter: exported, opened, saved by us as it is, taken in; then the very file is given out again."""
    office.as_(SVEN)
    for code, template in letters.all_shipped().items():
        letter_work.export(office.workspace, code, tmp_path / f"{code}.docx")
        assert word_content.read(tmp_path / f"{code}.docx") == (template, ())
    assert letter_work.use(office.workspace, "precision", tmp_path / "precision.docx") == 1
    letter_work.export(office.workspace, "precision", tmp_path / "again.docx")
    assert (tmp_path / "again.docx").read_bytes() == (tmp_path / "precision.docx").read_bytes()
    with pytest.raises(Refused) as held:
        letter_work.export(office.workspace, "precision", tmp_path / "again.docx")
    assert held.value.code == "file-there"


def test_what_is_wrong_with_a_file_is_told_in_sentences(office: Office, tmp_path: Path) -> None:
    """The field, the place and its first words; nothing is kept."""
    word = docx.Document()
    word.add_paragraph("Fråga", style="Title")
    word.add_paragraph("Hej {namn}, hur mår du?")
    word.add_table(1, 1)
    word.save(str(tmp_path / "a.docx"))
    with pytest.raises(Refused) as held:
        letter_work.use(office.as_(SVEN).workspace, "precision", tmp_path / "a.docx")
    told = str(held.value.parameters["what"])
    for words in ("tabell", "Stycke 2 (”Hej {namn}, hur mår du?”)", "”namn”"):
        assert words in told
    assert office.workspace.ask(letters.own_template, "precision") is None


def test_a_preview_of_a_file_before_it_is_used(office: Office, tmp_path: Path) -> None:
    """The file's words with invented values; only the case asked for."""
    letter_work.export(office.workspace, "decision", tmp_path / "a.docx")
    letter_work.preview(office.workspace, "decision", tmp_path / "a.pdf", tmp_path / "a.docx", ["avslag"])
    said = readback.printed(tmp_path / "a.pdf")
    assert "avslår din begäran" in said
    assert "utom de uppgifter som är maskade" not in said
    assert "Så överklagar du beslutet" in said


def test_a_letter_is_kept_with_what_it_was_made_from(office: Office, tmp_path: Path) -> None:
    """Both files in the vault and in the folder; a trial keeps nothing; what is wrong leaves nothing."""
    request_id, _delivery, _document = office.masked()

    def write(folder: str, values: Mapping[str, str] = {}, keep: bool = True) -> int:
        given = {"orsak": "det är många handlingar", "nytt svar": "den 17 mars 2026"} | dict(values)
        target, cases = tmp_path / folder, ["klara bifogas"]
        paths = letter_work.write(office.workspace, request_id, "delay", given, cases, keep, target)
        assert [path.suffix for path in paths] == [".pdf", ".docx"]
        assert "det är många handlingar" in readback.printed(paths[0])
        assert "Klagomål" in readback.printed(paths[0])
        return len(office.workspace.ask(lambda reader: reader.letters.where()))

    assert write("a", keep=False) == 0
    assert write("b") == 1
    (row,) = office.workspace.ask(lambda reader: reader.letters.where())
    assert row.template.startswith("delay 0 ")
    assert office.workspace.vault.check(row.sha256)
    assert office.workspace.vault.check(row.word_sha256)
    for wrong in ({"orsak": ""}, {"orsak": "av 19810107-9294"}, {"handlingar": "inga"}, {"kod": "1"}):
        with pytest.raises(Refused):
            write("c", wrong)
    with pytest.raises(Refused):
        write("b")
    assert not list((tmp_path / "c").glob("*"))
    assert len(office.workspace.ask(lambda reader: reader.letters.where())) == 1
