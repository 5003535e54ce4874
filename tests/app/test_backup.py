"""A backup is the whole office in one file, and a new folder made of it is the same office (restore drill)."""

from __future__ import annotations

import errno
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from app import backup, bootstrap
from app.domain.errors import Refused
from app.domain.people import Role
from app.jobs.reports import JobCancelled
from app.services.keeping import backups
from app.services.marking import review
from app.services.office import people
from app.services.office.people import NewPerson
from app.store import audit_log
from app.store.schema import metadata
from app.vault import Vault
from app.workspace import Workspace
from tests.builders import A4, MAJA, PASSWORD, SVEN, Office, an_office
from tests.postgres import PostgresServer

from .store import older


@pytest.fixture
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are hashed in no time."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(people, "_hasher", lambda: quick)


@pytest.fixture
def office(tmp_path: Path, _quick: None) -> Iterator[Office]:
    """An office with an administrator signed in."""
    made = an_office(tmp_path / "office")
    yield made.as_(SVEN)
    made.workspace.close()


@pytest.fixture
def either(made_url: str, tmp_path: Path, _quick: None) -> Iterator[Office]:
    """The same on each of the two databases, with a mask of its own in a document."""
    made = an_office(tmp_path / "office", made_url, tmp_path / "office" / "vault")
    made.masked()
    yield made.as_(SVEN)
    made.workspace.close()


def everything(workspace: Workspace) -> older.Rows:
    """Every row of the database, with times as both databases can tell them."""
    with workspace.store.read() as reader:
        found = older.rows(reader.connection)
    return {name: [{c: _plain(v) for c, v in row.items()} for row in its] for name, its in found.items()}


def _plain(value: object) -> object:
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


def head(office: Office) -> str:
    """The log's head."""
    return office.workspace.ask(lambda reader: str(reader.log_head()))


def test_a_workspace_made_of_a_backup_is_the_same(either: Office, tmp_path: Path) -> None:
    """Every row and every file: work goes on in it where it stood, by the same persons with the same passwords."""
    before, rows = head(either), everything(either.workspace)
    made = backup.write(either.workspace, tmp_path / "kopia.zip")
    assert made.head == before
    found = backup.restore(tmp_path / "kopia.zip", tmp_path / "ny")
    assert found == made
    again = bootstrap.open_workspace(tmp_path / "ny")
    try:
        assert everything(again) == rows
        again.sign_in(MAJA, PASSWORD)
        assert all(again.vault.check(sha256) for sha256 in again.ask(backups.wanted))
        with again.store.read() as reader:
            assert audit_log.verify(reader.connection).whole
    finally:
        again.close()


def test_a_backup_of_either_database_fills_an_empty_server(
    either: Office, tmp_path: Path, postgres_server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows are the same, a number that was given is not given again, and a server that is in use is left alone."""
    new = NewPerson("Ny", "vikarie", frozenset({Role.REVIEWER}), PASSWORD)
    gone = either.workspace.do(people.add, new)
    either.workspace.do(lambda unit: unit.people.remove(id=gone))
    rows = everything(either.workspace)
    backup.write(either.workspace, tmp_path / "kopia.zip")
    name = postgres_server.new_database()
    monkeypatch.setenv("UTLAMNA_DATABASE_URL", postgres_server.url(name))
    monkeypatch.setenv("UTLAMNA_VAULT", str(tmp_path / "ny" / "vault"))
    backup.restore(tmp_path / "kopia.zip", tmp_path / "ny", server=postgres_server.url(name))
    assert [entry.name for entry in (tmp_path / "ny").iterdir()] == ["vault"]
    again = Office(bootstrap.open_workspace(tmp_path / "annan", clock=either.clock), either.clock)
    try:
        kept = everything(again.workspace)
        for other in (kept, rows):
            del other["log_row"], other["setting"]  # the backup itself is told there
        assert kept == rows
        assert again.as_(SVEN).workspace.do(people.add, new) == gone + 1
        assert all(again.workspace.vault.check(sha256) for sha256 in again.workspace.ask(backups.wanted))
    finally:
        again.workspace.close()
    with pytest.raises(Refused, match="database-not-empty"):
        backup.restore(tmp_path / "kopia.zip", tmp_path / "tredje", server=postgres_server.url(name))
    assert not (tmp_path / "tredje").exists()
    postgres_server.drop(name)


def test_work_goes_on_while_a_backup_is_made(either: Office, tmp_path: Path) -> None:
    """What is done after the moment of the copy is not in it, and is not held up; the log says that one was made."""
    document = either.as_(MAJA).document(either.request())
    before = head(either.as_(SVEN))

    def busy(done: int, total: int, phase: str) -> None:
        if total and not done and phase == "backup":
            either.as_(MAJA)
            either.workspace.do(review.add_page, document, 0, A4, "OSL 21:7")
            either.as_(SVEN)

    made = backup.write(either.workspace, tmp_path / "kopia", busy)
    assert made.head == before
    assert head(either) != before
    last = either.workspace.ask(lambda r: audit_log.page(r.connection, limit=1))[0]
    assert (last.event, last.payload["files"]) == ("backup-made", made.files)


@pytest.mark.parametrize("phase", ["backup", "backup-check"])
@pytest.mark.parametrize("trouble", [JobCancelled(), OSError(errno.ENOSPC, "full")], ids=["stopped", "full"])
def test_what_stops_a_backup_leaves_nothing(office: Office, tmp_path: Path, phase: str, trouble: Exception) -> None:
    """Stopped by the person or by a full disk, while it is written or read back: no file, and no word of one."""

    def stop(done: int, _total: int, now: str) -> None:
        if done and now == phase:
            raise trouble

    with pytest.raises((JobCancelled, Refused)) as caught:
        backup.write(office.workspace, tmp_path / "kopia", stop)
    assert getattr(caught.value, "code", "disk-full") == "disk-full"
    assert [entry.name for entry in tmp_path.iterdir()] == ["office"]
    assert not office.workspace.ask(backups.standing).made


def test_a_killed_backup_leaves_nothing_that_looks_whole(office: Office, tmp_path: Path) -> None:
    """The power goes while it is read back: its name is not there, and the next backup is made."""
    words = "import os, sys; from pathlib import Path; from app import backup_file; from app.store.engine import *;"
    words += "from app.vault import Vault; place = Path(sys.argv[1]);"
    words += "ring = Store.open(sqlite_url(place / 'office' / 'utlamna.sqlite')).keys.ring;"
    words += "kill = lambda done, _total, phase: phase == 'backup-check' and done and os.kill(os.getpid(), 9);"
    words += "vault = Vault(place / 'office' / 'vault', ring);"
    words += "backup_file.whole(place / 'kopia', place / 'db', vault, place / 'read', kill)"
    office.workspace.store.copy(tmp_path / "db")
    ended = subprocess.run([sys.executable, "-c", words, str(tmp_path)], capture_output=True, check=False)
    assert ended.returncode not in (0, 1), ended.stderr
    assert not (tmp_path / "kopia").exists()
    backup.write(office.workspace, tmp_path / "kopia")


def test_a_changed_file_of_the_vault_is_told(office: Office, tmp_path: Path) -> None:
    """What is wrong already is not carried along as if it were well."""
    office.as_(MAJA).masked()
    file = next(path for path in (tmp_path / "office" / "vault").glob("??/*"))
    file.chmod(0o600)
    file.write_bytes(b"annat")
    with pytest.raises(Refused, match="vault-damaged"):
        backup.write(office.as_(SVEN).workspace, tmp_path / "kopia")
    assert not (tmp_path / "kopia").exists()


def test_what_the_vault_can_read_is_carried_as_it_lies(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file whose bytes are not its name's (they may be encrypted) and that the vault vouches for comes back alike."""
    office.as_(MAJA).masked()
    file = next(path for path in (tmp_path / "office" / "vault").glob("??/*"))
    file.chmod(0o600)
    file.write_bytes(b"dolt")
    monkeypatch.setattr(Vault, "check", lambda _vault, _sha256: True)
    backup.write(office.as_(SVEN).workspace, tmp_path / "kopia")
    backup.restore(tmp_path / "kopia", tmp_path / "ny")
    assert (tmp_path / "ny" / file.relative_to(tmp_path / "office")).read_bytes() == b"dolt"


def test_a_backup_of_the_first_form_is_still_read(office: Office, tmp_path: Path) -> None:
    """It had no sums, and nothing in it lay sealed: each file holds what its name says."""
    office.as_(MAJA).masked()
    made = backup.write(office.as_(SVEN).workspace, tmp_path / "kopia")
    with zipfile.ZipFile(tmp_path / "kopia") as whole, zipfile.ZipFile(tmp_path / "annan", "w") as other:
        for name in whole.namelist():
            if name != "sums.txt":
                content = b'{"format": "utlamna-backup-1"}' if name == "about.json" else whole.read(name)
                if name.startswith("vault/"):
                    content = office.workspace.vault.file(name[6:].replace("/", "")).read_bytes()
                other.writestr(name, content)
    assert backup.restore(tmp_path / "annan", tmp_path / "ny") == made


def test_only_the_newest_of_its_own_are_kept(office: Office, tmp_path: Path) -> None:
    """What others have put in the folder stays, also another office's backup."""
    folder = tmp_path / "kopior"
    folder.mkdir()
    other = folder / "utlamna-0123abcd-2020-01-01-000000.zip"
    other.write_bytes(b"x")
    made = []
    for _turn in range(3):
        office.clock.now += timedelta(days=1)
        made.append(backup.write_to(office.workspace, folder, keep=2)[0])
    assert sorted(folder.iterdir()) == sorted([other, *made[1:]])
    with pytest.raises(Refused, match="backups-kept"):
        backup.write_to(office.workspace, folder, keep=0)


def test_a_new_one_is_asked_for_after_the_offices_days(office: Office, tmp_path: Path) -> None:
    """A week after the last one, or after the workspace was made, or after as many days as an administrator has set."""
    assert not office.workspace.ask(backups.standing).due
    office.clock.now += timedelta(days=7)
    assert office.workspace.ask(backups.standing).due
    backup.write(office.workspace, tmp_path / "kopia")
    assert not office.workspace.ask(backups.standing).due
    office.clock.now += timedelta(days=3)
    assert not office.workspace.ask(backups.standing).due
    office.workspace.do(backups.set_days, 2)
    assert office.workspace.ask(backups.standing).due
    with pytest.raises(Refused, match="backup-days"):
        office.workspace.do(backups.set_days, 0)


def test_every_hash_in_the_tables_is_known_as_a_file_or_as_none() -> None:
    """Who adds one says whether a backup must hold what it points to (``belongings``), and adds it here."""
    columns = [column for table in metadata.sorted_tables for column in table.c if "sha256" in column.name]
    pointing = {f"{column.table.name}.{column.name}" for column in columns}
    told = {"register_entry.sha256", "purge.sha256s", "leaving_file.sha256"}
    texts = {"catalogue_edition.sha256", "unaccepted.text_sha256"}
    files = {"document.source_sha256", "document.working_sha256", "document.words_sha256", "delivery.package_sha256"}
    files |= {"copy.sha256", "copy.proof_sha256", "paper.sha256", "letter_template.sha256"}
    assert pointing == told | texts | files | {"letter.sha256", "letter.word_sha256"}


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
