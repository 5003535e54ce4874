"""Classified documents: turned away with nothing kept, shut out with everything removed, or declared not to be so."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

import resources
from app import gathering, long_work, messages
from app.domain.errors import Refused
from app.domain.ids import DocumentId, RequestId
from app.domain.requests import GONE, Document, DocumentState
from app.services import queries
from app.services.cases import classified, intake, stamped
from app.store.schema import columns
from redaction.class_stamps import Degree
from tests.builders import KARIN, Office, an_office

MARKING = "BEGRÄNSAT HEMLIG"
SECRET = "Fördelningsstation Korpklinten"
PERSON = "Torsten Ekblad"
TEXT = f"{MARKING}\n\n{SECRET} matas från öster.\nKund: {PERSON}, 810107-9294.\n"


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files of the program and its children go."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


@pytest.fixture
def office(tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An office whose every file lies in one folder, its texts unsealed: what is searched for could be seen."""
    monkeypatch.setattr(columns, "ring_of", lambda _dialect: None)
    made = an_office(tmp_path / "office")
    yield made
    made.workspace.close()


def a_file(tmp_path: Path, text: str = TEXT, name: str = "korpklinten-plan.txt") -> Path:
    """A file of the clerk's, outside the program."""
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


def kept(*folders: Path) -> list[str]:
    """The files below the folders that hold a word of the document's, in any of the encodings of a database or PDF."""
    words = (SECRET, PERSON, MARKING, "korpklinten-plan", "Korpklinten")
    needles = [word.encode(encoding) for word in words for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp1252")]
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    found = [file for file in files if any(needle in file.read_bytes() for needle in needles)]
    named = [file for folder in folders for file in folder.rglob("*korpklinten*")]
    return sorted(str(file) for file in (*found, *named))


def vault(office: Office) -> set[str]:
    """The names of the vault's files."""
    return {file.name for file in office.workspace.vault.folder.rglob("*") if file.is_file()}


def rows(office: Office, request_id: RequestId) -> tuple[Document, ...]:
    """The documents of the request."""
    return office.workspace.ask(lambda reader: reader.documents.where(request_id=request_id))


def events(office: Office) -> list[str]:
    """The codes of the log's rows."""
    return [row.event for row in office.workspace.ask(lambda reader: reader.log_after(0, 500))]


def test_a_file_with_a_marking_is_turned_away_and_no_byte_of_it_is_anywhere(
    office: Office, temporary: Path, tmp_path: Path
) -> None:
    """Neither bytes nor words nor its name: every file of the office and of the temporary folder is searched.

    The log says that a document was turned away and verifies; the question is asked again before the next file.
    """
    request_id = office.request()
    before = vault(office)
    file = a_file(tmp_path)
    with pytest.raises(Refused) as refused:
        long_work.take_in(office.workspace, request_id, file)
    assert refused.value.code == "turned-away"
    assert messages.of(refused.value) == messages.sentence("turned-away")
    assert rows(office, request_id) == ()
    assert vault(office) == before
    assert kept(tmp_path / "office", temporary) == []
    assert events(office)[-1] == "classified-kept-out"
    assert office.workspace.ask(classified.is_asked, request_id)
    assert office.workspace.ask(queries.verify_log).whole
    assert file.read_text(encoding="utf-8") == TEXT, "the clerk's own file is not touched"


def test_a_file_changed_after_it_was_looked_at_is_not_taken_in(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was looked at is what comes in."""
    file, before = a_file(tmp_path, "Kabelväg"), vault(office)
    looked = long_work.reading._at_the_door

    def then_changed(*given: object) -> object:
        answer = looked(*given)  # type: ignore[arg-type]
        file.write_text(TEXT, encoding="utf-8")
        return answer

    monkeypatch.setattr(long_work.reading, "_at_the_door", then_changed)
    with pytest.raises(Refused) as refused:
        long_work.take_in(office.workspace, office.request(), file)
    assert refused.value.code == "file-changed"
    assert vault(office) == before


def test_who_may_says_with_a_reason_that_it_is_not_classified(office: Office, tmp_path: Path) -> None:
    """A stamp that may be other secrecy: whoever prepares; the marking of a class: a reviewer. The work goes on."""
    request_id = office.request()
    sure, unclear = a_file(tmp_path), a_file(tmp_path, "HEMLIG\n\nKabelväg öster om byn.", "b.txt")
    for file, reason, code in ((unclear, " ", "not-classified-reason"), (sure, "Gammal stämpel.", "right-missing")):
        with pytest.raises(Refused) as refused:
            long_work.take_in(office.workspace, request_id, file, not_classified=reason)
        assert refused.value.code == code
    document = long_work.take_in(office.workspace, request_id, unclear, not_classified="Säkerhetschefen: affärshemlig.")
    assert document.state is DocumentState.REVIEW
    assert events(office).count("said-not-classified") == 1
    office.as_(KARIN)
    document = long_work.take_in(office.workspace, request_id, sure, not_classified="Hävd 2024, enligt beslut.")
    assert document.state is DocumentState.REVIEW
    assert office.workspace.ask(stamped.said, document.id) == set(Degree)
    (row,) = office.workspace.ask(lambda reader: reader.not_classified.where(document_id=document.id))
    assert (row.reason, row.degree) == ("Hävd 2024, enligt beslut.", Degree.CLASS)


def a_scan(tmp_path: Path) -> Path:
    """A picture of a page with the marking, which only the reading of pictures finds."""
    picture = Image.new("L", (1240, 900), 255)
    face = ImageFont.truetype(str(resources.path("look", "fonts") / "LiberationSans-Bold.ttf"), 48)
    draw = ImageDraw.Draw(picture)
    draw.text((380, 60), MARKING, font=face, fill=0)
    for number in range(6):
        draw.text((120, 240 + 80 * number), f"{SECRET} rad {number}", font=face, fill=0)
    picture.save(tmp_path / "korpklinten-plan.png", dpi=(150, 150))
    return tmp_path / "korpklinten-plan.png"


def test_a_marking_found_when_pictures_are_read_removes_all_that_was_copied(
    office: Office, temporary: Path, tmp_path: Path
) -> None:
    """Archive, scan and words go; a number stays, which holds the delivery and says whom to call.

    The log verifies and says it without content.
    """
    request_id = office.request()
    before = vault(office)
    with zipfile.ZipFile(tmp_path / "korpklinten-plan.zip", "w") as archive:
        archive.write(a_scan(tmp_path), "plan.png")
        archive.writestr("ofarlig.txt", "Kabelväg")
    left = long_work.take_in(office.workspace, request_id, tmp_path / "korpklinten-plan.zip")
    assert (left.failure, left.source_sha256, left.title) == ("stamped degree=class", GONE, "Handling 1")
    assert rows(office, request_id) == (left,)
    assert left.outside
    assert messages.failure(left.failure) == messages.sentence("stamped")
    assert vault(office) == before
    assert kept(tmp_path / "office", temporary) == []
    assert events(office)[-1] == "document-shut-out"
    assert office.workspace.ask(queries.verify_log).whole
    with pytest.raises(Refused) as refused:
        long_work.read(office.workspace, left.id)
    assert refused.value.code == "shut-out"
    office.workspace.do(intake.remove, left.id)
    assert rows(office, request_id) == ()


def worked_on(office: Office, request_id: RequestId, file: Path) -> DocumentId:
    """A document that was read, searched, gathered and masked."""
    document = long_work.take_in(office.workspace, request_id, file)
    long_work.find(office.workspace, document.id)
    gathering.gather(office.workspace, request_id)
    office.area(document.id, None)
    return document.id


def test_a_person_shuts_out_what_was_worked_on_everywhere(office: Office, temporary: Path, tmp_path: Path) -> None:
    """Findings, marks, persons, words and copies of it go, and of the same file in another request; the rest stays."""
    file = a_file(tmp_path, TEXT.replace(MARKING, "Driftplan"))
    one, two = office.request(), office.request("Begäran om driftplan")
    other = long_work.take_in(office.workspace, one, a_file(tmp_path, "Lovisa Granberg, 19990602-2397.", "annat.txt"))
    before = vault(office)
    first, second = worked_on(office, one, file), worked_on(office, two, file)
    assert kept(tmp_path / "office"), "as long as it is here its words are in the database"
    left = long_work.shut_out(office.workspace, first)
    assert vault(office) == before
    assert kept(tmp_path / "office", temporary) == []
    assert [row.failure for row in rows(office, two)] == ["said-classified"]
    assert [(row.id, row.failure) for row in rows(office, one)] == [(other.id, ""), (left, "said-classified")]
    assert not office.workspace.ask(lambda reader: reader.documents.where(id=second))
    assert office.workspace.ask(queries.verify_log).whole
