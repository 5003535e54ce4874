"""At rest nothing lies open: no word of a request can be read in any file of the workspace, whatever its state."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from app import bootstrap
from app.domain.errors import Refused
from app.domain.ids import MarkId
from app.keys import places
from app.keys.ring import new_key
from app.services.cases import drafts, notes
from app.services.marking import review
from app.store.engine import Store, sqlite_url
from app.store.schema import Secret, metadata
from app.store.schema.columns import Json
from tests.builders import KARIN, MAJA, PASSWORD, Office, an_office

PLANTED = (
    "Planttorp", "grannfejden", "8101079294", "070-1740605", "hemlig anteckning", "halvt skrivet", "Grannens brev",
    MAJA, KARIN,
)  # fmt: skip


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office with words planted wherever people write and the program reads; the database is open."""
    made = an_office(tmp_path / "office")
    do = made.workspace.do
    request_id = made.request("Begäran om grannfejden")
    lines = ("Ture Planttorp, 8101079294", "070-1740605")
    document_id = made.paper(request_id, lines, {"8101079294": "PERSONNUMMER"}, "Grannens brev")
    do(review.accept, [MarkId(m.id) for m in made.workspace.ask(lambda r: r.marks.of(document_id))], "OSL 21:7")
    do(notes.delayed, request_id, "hemlig anteckning")
    do(drafts.keep, request_id, "comment", "halvt skrivet")
    made.workspace.vault.put_bytes(" ".join(PLANTED).encode())
    yield made
    made.workspace.close()


def everything(folder: Path) -> bytes:
    """Every byte of every file, and every name."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert any(path.name.endswith("-wal") for path in files)
    return b"".join(path.read_bytes() + str(path).encode() for path in files)


def test_no_planted_word_can_be_read_in_any_file(office: Office, tmp_path: Path) -> None:
    """Database, its journal, vault and cached words, while the program is open and after."""
    raw = everything(tmp_path / "office")
    assert [word for word in PLANTED if word.encode() in raw] == []
    with office.workspace.store.read() as reader:
        assert any("grannfejden" in request.subject for request in reader.requests.where())


def test_a_workspace_whose_key_is_lost_tells_the_way(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without its key, and with another one's, nothing is opened and nothing is lost; with it all is there again."""
    office.workspace.close()
    given = tmp_path / "other.key"
    places.write_file(given, new_key())
    with monkeypatch.context() as patched:
        patched.setenv(places.KEY_FILE, str(given))
        with pytest.raises(Refused, match="key-other"):
            bootstrap.open_workspace(tmp_path / "office")
        patched.delenv(places.KEY_FILE)
        patched.setattr(places, "user_config_path", lambda *_args, **_named: tmp_path / "settings")
        with pytest.raises(Refused, match="key-missing"):
            bootstrap.open_workspace(tmp_path / "office")
    again = bootstrap.open_workspace(tmp_path / "office")
    assert again.sign_in(MAJA, PASSWORD).name == MAJA
    again.close()


def test_a_text_that_was_moved_is_not_read(office: Office, tmp_path: Path) -> None:
    """Whoever puts one column's text in another is told of as a damaged database."""
    office.workspace.close()
    engine = create_engine(sqlite_url(tmp_path / "office" / bootstrap.DATABASE))
    with engine.begin() as connection:
        connection.execute(text("UPDATE request SET subject = (SELECT text FROM wording)"))
    engine.dispose()
    store = Store.open(sqlite_url(tmp_path / "office" / bootstrap.DATABASE))
    with pytest.raises(Refused, match="database-damaged"), store.read() as reader:
        reader.requests.where()
    store.close()


def test_the_database_is_never_asked_to_compare_words(office: Office) -> None:
    """It would find nothing, and nobody would see why; so asking is a fault."""
    with office.workspace.store.read() as reader:
        with pytest.raises(TypeError):
            reader.wordings.where(text="x")
        with pytest.raises(TypeError):
            metadata.tables["wording"].c.text.like("%x%")


def test_what_lies_open_is_listed() -> None:
    """Every column of free text is sealed; a new one that is not must say here why it may lie open."""
    sealed = {c.type.place for table in metadata.tables.values() for c in table.c if isinstance(c.type, Secret)}
    assert {"wording.text", "requester.name", "mark.text", "finding.text", "draft.text", "person.name"} <= sealed
    assert all(place.count(".") == 1 for place in sealed)
    free = {
        f"{table.name}.{c.name}"
        for table in metadata.tables.values()
        for c in table.c
        if not isinstance(c.type, Secret | Json) and str(c.type) == "TEXT"
    }
    assert free == {"password.hash", "office_key.by_recovery", "data_key.wrapped"}
