"""Pages that the office printed take the place of the working copy while nothing on that is judged."""

from __future__ import annotations

import hashlib
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from app import long_work, messages
from app.cli import main
from app.domain.errors import Refused
from app.domain.ids import MarkId
from app.domain.requests import Document, DocumentState
from app.services import queries
from app.services.cases import printed
from app.services.marking import review
from app.services.office import people
from redaction.errors import DocumentError
from tests.builders import MAJA, PASSWORD, Office, an_office
from tests.redaction.test_printed import pages
from tests.redaction.word_files import deleted, paragraph, word_file

TEXT = "Lovisa Granberg, personnummer 19810107-9294"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An office that the command line finds by the environment."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(people, "_hasher", lambda: quick)
    monkeypatch.setenv("UTLAMNA_WORKSPACE", str(tmp_path / "office"))
    made = an_office(tmp_path / "office")
    yield made
    made.workspace.close()


@pytest.fixture
def letter(office: Office, tmp_path: Path) -> Document:
    """A Word file that was taken in and searched."""
    source = word_file(tmp_path / "brev.docx", paragraph(TEXT) + deleted("borta"))
    document = long_work.take_in(office.workspace, office.request(), source)
    assert long_work.find(office.workspace, document.id)
    return document


def test_printed_pages_take_the_place(office: Office, letter: Document, tmp_path: Path) -> None:
    """With the original's words; what was proposed on the old pages goes, the log tells, what it hides is judged."""
    given = pages(tmp_path / "brev.pdf", TEXT, "kvar står")
    after = long_work.put_in_pages(office.workspace, letter.id, given)
    assert (after.importer, after.coverage, after.found) == ("printed", 1.0, False)
    assert (after.source_sha256, after.state) == (letter.source_sha256, DocumentState.REVIEW)
    assert after.working_sha256 != letter.working_sha256
    assert office.workspace.vault.check(after.working_sha256 or "")
    assert office.workspace.ask(lambda reader: reader.marks.of(letter.id)) == ()
    assert "borta" in long_work.page_text(office.workspace, after, after.pages - 1).text
    line = office.workspace.ask(queries.log, None, 1)[0].row
    assert line.event == "pages-put-in"
    assert hashlib.sha256(given.read_bytes()).hexdigest() in str(line)
    assert long_work.find(office.workspace, after.id) >= 1


def test_pages_of_another_text_are_refused(office: Office, letter: Document, tmp_path: Path) -> None:
    """The sentence tells what is missing, and nothing is changed."""
    with pytest.raises(Refused, match="pages-lack") as refused:
        long_work.put_in_pages(office.workspace, letter.id, pages(tmp_path / "b.pdf", "Lovisa Granberg, personnummer"))
    assert "19810107" in messages.of(refused.value)
    for given in (tmp_path / "gone.pdf", tmp_path / "brev.docx"):
        with pytest.raises((Refused, DocumentError)):
            long_work.put_in_pages(office.workspace, letter.id, given)
    assert office.workspace.ask(lambda reader: reader.documents.get(letter.id).importer) == "dxpdf"


def test_not_over_what_somebody_has_judged(office: Office, letter: Document, tmp_path: Path) -> None:
    """A mask stands on the old pages, so they stay; the sentence says what to do."""
    first = office.workspace.ask(lambda reader: reader.marks.of(letter.id))[0]
    office.workspace.do(review.accept, [MarkId(first.id)], "OSL 21:7")
    with pytest.raises(Refused, match="pages-judged"):
        long_work.put_in_pages(office.workspace, letter.id, pages(tmp_path / "b.pdf", TEXT, "kvar står"))


def test_on_the_command_line(
    office: Office,
    letter: Document,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """As in the window."""
    given = pages(tmp_path / "brev.pdf", TEXT, "kvar står")
    number = office.workspace.ask(lambda reader: reader.requests.get(letter.request_id)).registry_number
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{PASSWORD}\n".encode()), encoding="utf-8"))
    assert main(["case", "pages-in", "--user", MAJA, number, "1", str(given)]) == 0
    assert "brev" in capsys.readouterr().out
    assert office.workspace.ask(lambda reader: reader.documents.get(letter.id)).importer == "printed"


def test_who_may_have_pages_of_its_own(letter: Document) -> None:
    """What has no pages until a program lays it out, and what could not be read."""
    assert printed.takes_pages(letter)
