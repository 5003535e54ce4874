"""Opening a store, its transactions, and what the world can do to a database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.domain.errors import Refused
from app.domain.events import PasswordChanged
from app.store import audit_log, drives, engine, trouble
from app.store.engine import Store, sqlite_url

from .worlds import MADE, NOW, a_case, written


@contextmanager
def refusal(code: str) -> Iterator[None]:
    """What is done inside is refused with this code."""
    with pytest.raises(Refused) as caught:
        yield
    assert caught.value.code == code


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits long for a lock."""
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.1)


def test_all_or_nothing(store: Store) -> None:
    """A command that raises leaves no row and no log row; one that ends leaves both."""
    with pytest.raises(ZeroDivisionError), store.begin(None, NOW) as unit:  # noqa: PT012
        a_case(unit)
        unit.record(MADE)
        raise ZeroDivisionError
    with store.read() as reader:
        assert reader.people.count() == 0
        assert reader.log_head().seq == 0
    with store.begin(None, NOW) as unit:
        a_case(unit)
        unit.record(MADE)
    with store.read() as reader:
        assert reader.people.count() == 1
        assert reader.log_head().seq == 1


def test_read_sees_one_moment(store: Store) -> None:
    """What is committed during a read is not seen in it, and the writer does not wait for the reader."""
    with store.read() as reader:
        assert reader.people.count() == 0
        with store.begin(None, NOW) as unit:
            a_case(unit)
        assert reader.people.count() == 0
    with store.read() as reader:
        assert reader.people.count() == 1


def test_read_writes_nothing(store: Store) -> None:
    """A write through a reader is refused by the database."""
    with refusal("read-only"), store.read() as reader:
        reader.connection.execute(text("INSERT INTO setting VALUES ('a', 'b')"))


def test_open_again(database_url: str) -> None:
    """A closed store opens again with everything in it."""
    for turn in range(3):
        store = Store.open(database_url)
        written(store, PasswordChanged(turn))
        with store.read() as reader:
            assert reader.log_head().seq == turn + 1
        store.close()


def test_opened_by_many_at_once(database_url: str) -> None:
    """Eight threads that open one new store together all get it, made once."""
    with ThreadPoolExecutor(8) as pool:
        stores = list(pool.map(lambda _: Store.open(database_url), range(8)))
    for store in stores:
        written(store, MADE)
    with stores[0].read() as reader:
        assert audit_log.verify(reader.connection).rows == 8
    for store in stores:
        store.close()


def test_sqlite_is_safe(tmp_path: Path) -> None:
    """SQLite runs with a write-ahead log, foreign keys, and a full sync at every commit."""
    store = Store.open(sqlite_url(tmp_path / "registry.db"))
    for opened in (store.begin(None, NOW), store.read()):
        with opened as unit:
            pragmas = [
                unit.connection.execute(text(f"PRAGMA {name}")).scalar()
                for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
            ]
            assert pragmas == ["wal", 1, 2, 10_000]
    store.close()


def test_foreign_keys(store: Store) -> None:
    """No row can point to one that is not there; that is a fault of ours, and not explained away."""
    with pytest.raises(IntegrityError), store.begin(None, NOW) as unit:
        unit.connection.execute(text("INSERT INTO wording VALUES (99, 'x')"))


def test_newer_schema(database_url: str) -> None:
    """A program that does not know the schema leaves it alone."""
    store = Store.open(database_url)
    with store.begin(None, NOW) as unit:
        unit.connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    with refusal("store-newer"):
        Store.open(database_url)


@pytest.mark.usefixtures("impatient")
def test_busy(database_url: str) -> None:
    """A command that waits too long for another is refused as busy, and readers never wait."""
    first, second = Store.open(database_url), Store.open(database_url)
    with first.begin(None, NOW) as unit:
        unit.record(MADE)
        with refusal("database-busy"), second.begin(None, NOW):
            raise AssertionError("two commands at once")
        with second.read() as reader:
            assert reader.log_head().seq == 0
    written(second, MADE)
    first.close()
    second.close()


@pytest.mark.usefixtures("impatient")
def test_open_during_a_command(database_url: str) -> None:
    """A program can be started while another one is in the middle of a command."""
    first = Store.open(database_url)
    with first.begin(None, NOW) as unit:
        unit.record(MADE)
        second = Store.open(database_url)
    written(second, MADE)
    first.close()
    second.close()


def test_disk_full(tmp_path: Path) -> None:
    """A full disk is told, and what was committed before is all there."""
    store = Store.open(sqlite_url(tmp_path / "registry.db"))
    written(store, MADE)
    with refusal("disk-full"), store.begin(None, NOW) as unit:
        pages = unit.connection.execute(text("PRAGMA page_count")).scalar()
        unit.connection.execute(text(f"PRAGMA max_page_count = {pages}"))
        unit.set_setting("big", "x" * 1_000_000)
    with store.read() as reader:
        assert audit_log.verify(reader.connection).rows == 1
    store.close()


def test_server_lost(postgres_url: str) -> None:
    """A connection that breaks is told, nothing of the command stays, and the next command works."""
    store = Store.open(postgres_url)
    with refusal("database-lost"), store.begin(None, NOW) as unit:
        unit.record(MADE)
        pid = unit.connection.execute(text("SELECT pg_backend_pid()")).scalar()
        with store.read() as reader:
            reader.connection.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
        unit.record(MADE)
    written(store, MADE)
    with store.read() as reader:
        assert reader.log_head().seq == 1
    store.close()


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("registry.db", "database-url"),
        ("mysql://localhost/x", "database-url"),
        ("sqlite://", "database-url"),
        ("sqlite:///:memory:", "database-url"),
        ("postgresql://nobody@127.0.0.1:1/x", "database-lost"),
    ],
)
def test_wrong_addresses(url: str, code: str) -> None:
    """An address that leads nowhere is told as such."""
    with refusal(code):
        Store.open(url)


def test_no_such_database(postgres_url: str) -> None:
    """A database that the server does not have is told apart from a server that is not reached."""
    with refusal("database-login"):
        Store.open(postgres_url + "_not_there")


def test_not_a_database(tmp_path: Path) -> None:
    """A file that is something else is not touched, and told."""
    file = tmp_path / "registry.db"
    file.write_bytes(b"%PDF-1.7 " * 500)
    with refusal("database-damaged"):
        Store.open(sqlite_url(file))
    assert file.read_bytes() == b"%PDF-1.7 " * 500


def test_no_such_folder(tmp_path: Path) -> None:
    """A folder that is not there is told."""
    with refusal("database-lost"):
        Store.open(sqlite_url(tmp_path / "gone" / "registry.db"))


def test_network_drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite is not opened on a network drive, and no file is made there."""
    monkeypatch.setattr(drives, "on_network", lambda folder: True)
    with refusal("network-drive"):
        Store.open(sqlite_url(tmp_path / "registry.db"))
    assert list(tmp_path.iterdir()) == []


def test_odd_folder_names(tmp_path: Path) -> None:
    """Any folder name will do: percent signs, blanks, question marks, Swedish letters."""
    folder = tmp_path / "100 % säkert? #1"
    folder.mkdir()
    store = Store.open(sqlite_url(folder / "diariet å.db"))
    written(store, MADE)
    store.close()
    assert [file.name for file in folder.iterdir()] == ["diariet å.db"]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (sqlite3.SQLITE_FULL, "disk-full"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "read-only"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "database-busy"),
        (sqlite3.SQLITE_IOERR_WRITE, "database-lost"),
        (sqlite3.SQLITE_CANTOPEN, "database-lost"),
        (sqlite3.SQLITE_CORRUPT, "database-damaged"),
        (sqlite3.SQLITE_CONSTRAINT_CHECK, None),
        (sqlite3.SQLITE_ERROR, None),
    ],
)
def test_sqlite_codes(number: int, code: str | None) -> None:
    """What the world does to a file has a code; a wrong statement is ours."""
    error = sqlite3.OperationalError("x")
    error.sqlite_errorcode = number
    assert trouble.code_of(error) == code


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("53100", "disk-full"),
        ("25006", "read-only"),
        ("55P03", "database-busy"),
        ("40P01", "database-busy"),
        ("57P01", "database-lost"),
        ("08006", "database-lost"),
        ("28P01", "database-login"),
        ("XX001", "database-damaged"),
        ("23514", None),
        ("42601", None),
    ],
)
def test_postgresql_codes(state: str, code: str | None) -> None:
    """What the world does to a server has a code; a wrong statement is ours."""
    error = type("OperationalError", (Exception,), {"sqlstate": state})()
    assert trouble.code_of(error) == code


def test_database_locked_by_another_program(tmp_path: Path, impatient: None) -> None:
    """A file that another program holds alone is told as busy already at opening."""
    file = tmp_path / "registry.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("CREATE TABLE x (y)")
        other.execute("BEGIN EXCLUSIVE")
        with refusal("database-busy"):
            Store.open(sqlite_url(file))
