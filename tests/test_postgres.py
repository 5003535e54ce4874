"""The private PostgreSQL of the tests: it starts, keeps tests apart, and leaves nothing behind."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests import postgres


def rows(server: postgres.PostgresServer, database: str, statement: str) -> list[tuple[object, ...]]:
    """What a statement answers in a database of the server."""
    with psycopg.connect(server.url(database).replace("+psycopg", "")) as connection:
        return connection.execute(statement.encode()).fetchall()


def test_each_test_has_a_database_of_its_own(postgres_server):
    """What one test writes, another never sees."""
    first, second = postgres_server.new_database(), postgres_server.new_database()
    with psycopg.connect(postgres_server.url(first).replace("+psycopg", "")) as connection:
        connection.execute("CREATE TABLE note (id integer)")
    query = "SELECT count(*) FROM pg_tables WHERE tablename = 'note'"
    assert rows(postgres_server, first, query) == [(1,)]
    assert rows(postgres_server, second, query) == [(0,)]
    postgres_server.drop(first)
    postgres_server.drop(second)


def test_a_database_can_be_made_from_another(postgres_server):
    """A migrated database serves as a template, so that a test need not migrate."""
    template = postgres_server.new_database()
    with psycopg.connect(postgres_server.url(template).replace("+psycopg", "")) as connection:
        connection.execute("CREATE TABLE note (id integer)")
    copy = postgres_server.new_database(template)
    assert rows(postgres_server, copy, "SELECT count(*) FROM note") == [(0,)]


def test_the_server_listens_on_this_machine_alone(postgres_server, postgres_url):
    """No other machine can reach the tests' database."""
    assert "@127.0.0.1:" in postgres_url
    assert rows(postgres_server, "postgres", "SHOW listen_addresses") == [("127.0.0.1",)]


def test_nothing_is_left_when_the_work_inside_fails(postgres_server):
    """The server stops and its folder goes, also when a test breaks."""
    with pytest.raises(ZeroDivisionError), postgres.running_server() as server:  # noqa: PT012
        folder, port = server.folder, server.port
        raise ZeroDivisionError
    assert not folder.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(host="127.0.0.1", port=port, user="postgres", dbname="postgres", connect_timeout=2).close()


def test_nothing_is_left_when_the_run_is_killed(postgres_server):
    """A run that is killed leaves no server and no folder on the machine."""
    script = ("import sys; sys.path.insert(0, sys.argv[1])\nfrom tests import postgres\n"
              "with postgres.running_server() as server:\n"
              "    print(server.folder, flush=True); sys.stdin.read()")
    root = Path(__file__).resolve().parents[1]
    with subprocess.Popen([sys.executable, "-c", script, root], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          text=True) as run:
        assert run.stdout is not None
        folder = Path(run.stdout.readline().strip())
        assert (folder / "cluster" / "postmaster.pid").exists()
        run.kill()
        run.stdout.read()  # ends when the clearing process, which shares it, has ended
    assert not folder.exists()


def test_absence_is_told_with_the_way_to_get_it(monkeypatch):
    """Where no server is installed, the reason names what to do."""
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(Path, "glob", lambda self, pattern: iter(()))
    with pytest.raises(postgres.PostgresMissing, match=r"not installed.*"):
        postgres.programs()
