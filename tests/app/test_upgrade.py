"""An older workspace is kept before it is upgraded, and is as it was where the upgrade does not come to its end."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from app import backup, backup_file, bootstrap, upgrade
from app.cli import main
from app.domain.errors import Refused
from app.services.keeping import backups
from app.store import audit_log, engine
from app.store.engine import Store, sqlite_url
from app.store.migrations import HEAD, REVISIONS
from app.store.upgrading import Older
from app.vault import Vault
from app.workspace import Workspace
from tests.builders import Clock
from tests.postgres import PostgresServer

from .store import older

LAST = REVISIONS[-2]
"""The schema from which one step is left."""


@pytest.fixture(scope="module")
def server_with_last(postgres_server: PostgresServer) -> str:
    """The name of a PostgreSQL database of the schema before the newest, from which others are copied."""
    name = postgres_server.new_database()
    _restored(postgres_server.url(name), LAST)
    return name


@pytest.fixture(scope="module")
def file_with_last(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database of that schema, to be copied."""
    file = tmp_path_factory.mktemp("last") / "old.sqlite"
    _restored(sqlite_url(file), LAST)
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def last_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an office's database that still has the schema before the newest."""
    if request.param == "sqlite":
        yield sqlite_url(Path(shutil.copy(request.getfixturevalue("file_with_last"), tmp_path / bootstrap.DATABASE)))
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    name = server.new_database(request.getfixturevalue("server_with_last"))
    yield server.url(name)
    server.drop(name)


def _restored(url: str, revision: str) -> None:
    made = older.engine(url)
    with made.begin() as connection:
        older.restore(connection, revision)
    made.dispose()


def standing(url: str) -> tuple[str, older.Rows]:
    """The revision and every row."""
    made = older.engine(url)
    with made.connect() as connection:
        revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        found = older.rows(connection)
    made.dispose()
    return str(revision), found


def keeping(tmp_path: Path, told: Callable[[int, int, str], None] = lambda *_step: None) -> upgrade.Keeping:
    """Who keeps the older database in a vault of its own."""
    (tmp_path / "vault").mkdir(exist_ok=True)
    return upgrade.Keeping(Vault(tmp_path / "vault"), Clock(datetime(2026, 6, 1, 9, 0, tzinfo=UTC)), told)


def kept(tmp_path: Path) -> list[Path]:
    """The backups from before upgrades, and what may lie beside them."""
    return sorted((tmp_path / "vault" / upgrade.PLACE).glob("*"))


def test_an_upgrade_keeps_the_database_of_before(last_url: str, tmp_path: Path) -> None:
    """In a backup that was read back; the log tells of it with its hash; how far it has come is told on the way."""
    _revision, before = standing(last_url)
    steps: list[str] = []
    keeper = keeping(tmp_path, lambda _done, _total, phase: steps.append(phase))
    with closing(Store.open(last_url, keeper)) as store, store.read() as reader:
        assert audit_log.verify(reader.connection).whole
        last = audit_log.page(reader.connection, limit=1)[0]
    assert (last.event, last.payload["before"], last.payload["after"]) == ("workspace-upgraded", int(LAST), int(HEAD))
    assert [*dict.fromkeys(steps)] == ["upgrade-backup", "backup", "backup-check", "upgrade"]
    (file,) = kept(tmp_path)
    assert file == keeper.kept
    found = backup_file.check(file, tmp_path / "read")
    assert (found.vault, found.rows) == (False, len(before["log_row"]))


def test_the_way_back_is_a_restore_with_the_vaults_files(file_with_last: Path, tmp_path: Path) -> None:
    """The files lie in the vault, where an upgrade leaves them; without them nothing is made."""
    shutil.copy(file_with_last, tmp_path / "old.sqlite")
    keeper = keeping(tmp_path)
    with closing(Store.open(sqlite_url(tmp_path / "old.sqlite"), keeper)) as store, store.read() as reader:
        wanted = backups.wanted(reader)
    assert keeper.kept is not None
    with pytest.raises(Refused, match="backup-vault"):
        backup.restore(keeper.kept, tmp_path / "ny")
    with pytest.raises(Refused, match="backup-broken"):
        backup.restore(keeper.kept, tmp_path / "ny", vault=tmp_path / "vault")
    for sha256 in wanted:
        place = tmp_path / "vault" / sha256[:2] / sha256[2:]
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(b"x")
    backup.restore(keeper.kept, tmp_path / "ny", vault=tmp_path / "vault")
    assert {path.parent.name + path.name for path in (tmp_path / "ny" / "vault").glob("??/*")} == wanted


POINTS = (("backup-check", 1), ("upgrade", 1), ("after", 1))
"""The copy is packed and being read back; the step is taken; all is done and nothing committed."""


def test_a_killed_upgrade_leaves_the_old_database(last_url: str, tmp_path: Path) -> None:
    """Whatever moment the power goes; the next start upgrades it, and clears away what the killed ones left."""
    before = standing(last_url)
    keeping(tmp_path)
    for phase, done in POINTS:
        words = ["-m", "tests.app.store.killed_upgrade", last_url, str(tmp_path / "vault"), phase, str(done)]
        ended = subprocess.run([sys.executable, *words], capture_output=True, check=False)
        assert ended.returncode not in (0, 1), ended.stderr.decode()
        assert standing(last_url) == before, phase
    assert [file.suffix for file in kept(tmp_path)].count(".part") == 1
    Store.open(last_url, keeping(tmp_path)).close()
    assert standing(last_url)[0] == HEAD


def test_a_killed_upgrade_of_many_steps_leaves_the_old_database(tmp_path: Path) -> None:
    """In the middle of the way from the first schema, after tables were made anew and columns went."""
    url = sqlite_url(tmp_path / "old.sqlite")
    _restored(url, REVISIONS[0])
    before = standing(url)
    keeping(tmp_path)
    words = ["-m", "tests.app.store.killed_upgrade", url, str(tmp_path / "vault"), "upgrade", str(len(REVISIONS) - 3)]
    ended = subprocess.run([sys.executable, *words], capture_output=True, check=False)
    assert ended.returncode not in (0, 1), ended.stderr.decode()
    assert standing(url) == before


def test_a_step_that_fails_leaves_the_old_database(database_url: str, tmp_path: Path) -> None:
    """What was done before it is taken back, and the person is told to go on with the version before."""
    _restored(database_url, "0028")
    made = older.engine(database_url)
    with made.begin() as connection:  # what no program of ours does: the third step will find it in its way
        connection.exec_driver_sql("CREATE TABLE region (id INTEGER)")
    made.dispose()
    before = standing(database_url)
    for keeper in (None, keeping(tmp_path)):
        with pytest.raises(Refused) as caught:
            Store.open(database_url, keeper)
        assert caught.value.code == "upgrade-failed"
        assert standing(database_url) == before


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EACCES])
def test_what_cannot_be_kept_is_not_upgraded(
    last_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    """A full disk, or a folder that cannot be written, is told; the database is not touched and no half file stays."""
    before = standing(last_url)

    def fail(_handle: int) -> None:
        raise OSError(error, "x")

    keeper = keeping(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        with pytest.raises(Refused) as caught:
            Store.open(last_url, keeper)
    assert caught.value.code == {errno.ENOSPC: "disk-full", errno.EACCES: "folder-read-only"}[error]
    assert standing(last_url) == before
    assert kept(tmp_path) == []


def test_two_machines_never_upgrade_at_once(last_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second waits, and is told of the first where that takes long."""
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.1)
    told = []

    class Meanwhile(upgrade.Keeping):
        def before(self, older: Older) -> None:
            with pytest.raises(Refused) as caught:
                Store.open(last_url, keeping(tmp_path))
            told.append(caught.value.code)
            super().before(older)

    first = keeping(tmp_path)
    Store.open(last_url, Meanwhile(first._vault, first.clock, first.progress)).close()
    assert told == ["upgrade-elsewhere"]
    assert standing(last_url)[0] == HEAD


def test_a_program_that_was_open_changes_nothing_in_a_newer_workspace(made_url: str) -> None:
    """A colleague's newer program has changed the schema meanwhile."""
    with closing(Store.open(made_url)) as store:
        with store.begin(None, Clock()()) as unit:
            unit.connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        with pytest.raises(Refused, match="store-newer"), store.begin(None, Clock()()):
            raise AssertionError("a change in a schema that is not known")


def test_such_backups_are_few_and_do_not_stay(tmp_path: Path) -> None:
    """They hold personal data: three at most, none older than thirty days."""
    keeping(tmp_path)
    place = tmp_path / "vault" / upgrade.PLACE
    place.mkdir()
    now = time.time()
    for name, days in {"a.zip": 40, "b.zip": 4, "c.zip": 3, "d.zip": 2, "e.zip": 1, "f.zip.0.part": 2}.items():
        (place / f"utlamna-{name}").write_bytes(b"")
        os.utime(place / f"utlamna-{name}", (now - days * 86400, now - days * 86400))
    upgrade.sweep(Vault(tmp_path / "vault"))
    assert [file.name for file in kept(tmp_path)] == ["utlamna-c.zip", "utlamna-d.zip", "utlamna-e.zip"]


def test_the_command_line_tells_of_an_upgrade(
    file_with_last: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Once: where the database of before lies. A database of a newer program is refused with what to do."""
    monkeypatch.setenv("UTLAMNA_LANGUAGE", "en")
    shutil.copy(file_with_last, tmp_path / bootstrap.DATABASE)
    words = ["log", "verify", "--workspace", str(tmp_path)]
    assert main(words) == 0
    (file,) = kept(tmp_path)
    assert f"Its database of before lies in {file}" in capsys.readouterr().err
    assert main(words) == 0
    assert capsys.readouterr().err == ""
    made = older.engine(sqlite_url(tmp_path / bootstrap.DATABASE))
    with made.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    made.dispose()
    assert main(words) == 1
    assert "newer version. Install that version." in capsys.readouterr().err


def test_opening_tells_of_an_upgrade(file_with_last: Path, tmp_path: Path) -> None:
    """Its progress on the way, and where the database of before lies."""
    shutil.copy(file_with_last, tmp_path / bootstrap.DATABASE)
    phases: list[str] = []
    opened: Workspace = bootstrap.open_workspace(tmp_path, progress=lambda _d, _t, phase: phases.append(phase))
    assert phases[-1] == "upgrade"
    assert opened.kept is not None
    opened.close()
