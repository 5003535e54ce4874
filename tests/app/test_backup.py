"""A backup is the whole office in one file, and a new folder made of it is the same office (restore drill)."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app import backup, bootstrap
from app.domain.errors import Refused
from app.services.delivering import delivery
from app.services.keeping import backups
from app.services.marking import review
from app.store import audit_log
from tests.builders import A4, MAJA, PASSWORD, SVEN, Office, an_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office with an administrator signed in."""
    made = an_office(tmp_path / "office")
    yield made.as_(SVEN)
    made.workspace.close()


def head(office: Office) -> str:
    """The log's head."""
    return office.workspace.ask(lambda reader: str(reader.log_head()))


def test_a_workspace_made_of_a_backup_is_the_same(office: Office, tmp_path: Path) -> None:
    """Marks, log and every file: work goes on in it where it stood, by the same persons with the same passwords."""
    office.as_(MAJA)
    _request, delivery_id, document_id = office.masked()
    before = head(office.as_(SVEN))
    made = backup.write(office.workspace, tmp_path / "kopia.utlamna")
    assert made.head == before
    found = backup.restore(tmp_path / "kopia.utlamna", tmp_path / "ny")
    assert found == made
    again = bootstrap.open_workspace(tmp_path / "ny")
    try:
        again.sign_in(MAJA, PASSWORD)
        assert [m.text for m in again.ask(lambda r: r.marks.of(document_id))]
        assert again.ask(delivery.plan_hash, delivery_id) == office.workspace.ask(delivery.plan_hash, delivery_id)
        assert all(again.vault.check(sha256) for sha256 in again.ask(backups.wanted))
        with again.store.read() as reader:
            assert audit_log.verify(reader.connection).whole
    finally:
        again.close()


def test_work_goes_on_while_a_backup_is_made(office: Office, tmp_path: Path) -> None:
    """What is done after the moment of the copy is not in it, and is not held up; the log says that one was made."""
    document = office.as_(MAJA).document(office.request())
    before = head(office.as_(SVEN))

    def busy(done: int, _total: int, _phase: str) -> None:
        if not done:
            office.as_(MAJA)
            office.workspace.do(review.add_page, document, 0, A4, "OSL 21:7")
            office.as_(SVEN)

    made = backup.write(office.workspace, tmp_path / "kopia", busy)
    assert made.head == before
    assert head(office) != before
    last = office.workspace.ask(lambda r: audit_log.page(r.connection, limit=1))[0]
    assert (last.event, last.payload["files"]) == ("backup-made", made.files)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda name, content: content[:-1] + bytes([content[-1] ^ 1]) if name.startswith("vault/") else content,
        lambda name, content: b"SQLite format 3" if name.endswith(".sqlite") else content,
        lambda name, content: None if name.startswith("vault/") else content,
        lambda name, content: b"{}" if name == "about.json" else content,
    ],
    ids=["a-file-was-changed", "the-database-is-none", "files-are-missing", "made-by-something-else"],
)
def test_what_is_not_whole_is_no_backup(
    office: Office, tmp_path: Path, spoil: Callable[[str, bytes], bytes | None]
) -> None:
    """It is told, and no folder is made of it."""
    office.as_(MAJA).masked()
    backup.write(office.as_(SVEN).workspace, tmp_path / "kopia")
    with zipfile.ZipFile(tmp_path / "kopia") as whole, zipfile.ZipFile(tmp_path / "annan", "w") as other:
        for name in whole.namelist():
            content = spoil(name, whole.read(name))
            if content is not None:
                other.writestr(name, content)
    with pytest.raises(Refused):
        backup.restore(tmp_path / "annan", tmp_path / "ny")
    assert not (tmp_path / "ny").exists()
    assert not list(tmp_path.glob("*.part"))


def test_nothing_is_unpacked_outside_the_vault_and_the_new_folder(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database holds names: the system's folder for temporary files is not for it."""
    monkeypatch.setattr(tempfile, "mkdtemp", lambda *_words, **_more: pytest.fail("a temporary folder elsewhere"))
    backup.write(office.workspace, tmp_path / "kopia")
    backup.restore(tmp_path / "kopia", tmp_path / "ny")
    assert {file.name for file in tmp_path.iterdir()} == {"office", "kopia", "ny"}
    assert not list((tmp_path / "office" / "vault" / ".part").iterdir())


def test_names_in_a_backup_lead_nowhere_else(office: Office, tmp_path: Path) -> None:
    """A file with a way out of the folder is no backup of ours."""
    backup.write(office.workspace, tmp_path / "kopia")
    with zipfile.ZipFile(tmp_path / "kopia", "a") as archive:
        archive.writestr("../ute.txt", b"x")
    with pytest.raises(Refused, match="backup-broken"):
        backup.restore(tmp_path / "kopia", tmp_path / "ny")
    assert not (tmp_path / "ute.txt").exists()


def test_only_an_administrator_takes_one_and_nothing_is_written_over(office: Office, tmp_path: Path) -> None:
    """Nor is a folder that holds anything made a workspace."""
    with pytest.raises(Refused, match="right-missing"):
        backup.write(office.as_(MAJA).workspace, tmp_path / "kopia")
    (tmp_path / "kopia").write_text("mitt")
    with pytest.raises(Refused, match="file-there"):
        backup.write(office.as_(SVEN).workspace, tmp_path / "kopia")
    backup.write(office.workspace, tmp_path / "andra")
    with pytest.raises(Refused, match="folder-not-empty"):
        backup.restore(tmp_path / "andra", tmp_path / "office")
