"""A private PostgreSQL for the tests: made in a temporary folder, on a free port of 127.0.0.1, gone with the run."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

SERVER_USER = "postgres"
HOW_TO_GET_IT = (
    "PostgreSQL is not installed, so the tests on it did not run; "
    + ("install it from its Windows installer" if sys.platform == "win32"
       else "type: sudo apt-get install --no-install-recommends postgresql")
)
# Nothing here has to outlive the run, so nothing is synced; the checks of the pages stay as they are.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "max_connections": "50",
    "autovacuum": "off",
}

LASTING = {"synchronous_commit": "on"}
"""What is committed outlives a server that is stopped at once."""
AS_DELIVERED = LASTING | {"fsync": "on", "full_page_writes": "on", "autovacuum": "on", "max_connections": "100"}
"""As an office has it: what is committed is on the disk."""

CLEARER = """
import ast, shutil, subprocess, sys
user, pg_ctl, cluster, folder = sys.argv[1:]
sys.stdin.buffer.read()
subprocess.run([pg_ctl, "--pgdata", cluster, "--mode", "immediate", "--wait", "stop"], check=False,
               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **ast.literal_eval(user))
shutil.rmtree(folder)
"""


class PostgresMissing(Exception):
    """No PostgreSQL server is installed on this machine."""


def must_be_there() -> bool:
    """Whether the lack of PostgreSQL is a failure: on Debian as root, where run.py installs it."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("dpkg-query") is not None


def programs() -> Path:
    """The folder with initdb and pg_ctl, the newest where there are several. Raises PostgresMissing."""
    places = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("C:/Program Files/PostgreSQL").glob("*/bin")]
    suffix = ".exe" if sys.platform == "win32" else ""
    whole = [place for place in places if (place / f"initdb{suffix}").exists() and (place / f"pg_ctl{suffix}").exists()]
    if whole:
        return max(whole, key=lambda place: [int(part) for part in place.parent.name.split(".") if part.isdigit()])
    found = shutil.which("initdb")
    if found is None or shutil.which("pg_ctl") is None:
        raise PostgresMissing(HOW_TO_GET_IT)
    return Path(found).parent


def is_open_to_all(folder: Path) -> bool:
    """Whether every user may walk into this folder: the server's own user has to."""
    return all(step.stat().st_mode & 0o001 for step in (folder, *folder.parents))


def new_folder() -> Path:
    """An empty folder that the server's user can reach (a temporary folder of root's own often cannot be)."""
    places = [Path(tempfile.gettempdir()), Path("/var/tmp"), Path("/dev/shm")]
    if sys.platform == "win32" or os.geteuid() != 0:
        return Path(tempfile.mkdtemp(prefix="utlamna-pg-"))
    place = next(place for place in places if place.is_dir() and is_open_to_all(place))
    folder = Path(tempfile.mkdtemp(prefix="utlamna-pg-", dir=place))
    shutil.chown(folder, SERVER_USER, SERVER_USER)
    return folder


def free_port() -> int:
    """A TCP port of 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(slots=True)
class PostgresServer:
    """One running server; `new_database` gives each test an empty one of its own."""

    folder: Path
    port: int
    _names: Iterator[int] = field(default_factory=count)

    def url(self, database: str) -> str:
        """The address of a database, as UTLAMNA_DATABASE_URL takes it."""
        return f"postgresql+psycopg://{SERVER_USER}@127.0.0.1:{self.port}/{database}"

    def new_database(self, template: str = "template0") -> str:
        """Creates a database from a template and returns its name."""
        name = f"test_{next(self._names)}"
        self._run(sql.SQL("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8'"), name, template)
        return name

    def drop(self, database: str) -> None:
        """Removes a database, also one that a killed process still seems to use."""
        self._run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"), database)

    def stop(self) -> None:
        """Stops it at once, as if it had died; what was committed is there again after ``start``."""
        call(programs() / "pg_ctl", "--pgdata", self.folder / "cluster", "--mode", "immediate", "--wait", "stop")

    def start(self) -> None:
        """Starts it again, on the same port."""
        call(programs() / "pg_ctl", "--pgdata", self.folder / "cluster", "--log", self.folder / "log",
             "--options", f"-p {self.port}", "--wait", "start")

    def _run(self, statement: sql.SQL, *names: str) -> None:
        with psycopg.connect(host="127.0.0.1", port=self.port, user=SERVER_USER, dbname="postgres",
                             autocommit=True) as connection:
            connection.execute(statement.format(*map(sql.Identifier, names)))


def as_server_user() -> dict[str, Any]:
    """How subprocess starts a program of PostgreSQL: as its own user where we are root (it refuses to run as root)."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return {}
    return {"user": SERVER_USER, "group": SERVER_USER, "extra_groups": []}


def call(*words: str | Path) -> None:
    """Runs a program of PostgreSQL; what it says is in the error."""
    with tempfile.TemporaryFile() as output:  # a pipe would stay open in the server that pg_ctl leaves behind
        done = subprocess.run([str(word) for word in words], stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                              cwd=Path(words[0]).anchor, check=False, **as_server_user())
        output.seek(0)
        if done.returncode:
            raise RuntimeError(f"{Path(words[0]).name} failed: {output.read().decode(errors='replace')[-2000:]}")


@contextmanager
def running_server(**others: str) -> Iterator[PostgresServer]:
    """A server from its making to its end; nothing of it is left. Raises PostgresMissing where none is installed.

    ``others`` are settings in place of those above, as LASTING or AS_DELIVERED.
    """
    where = programs()
    folder = new_folder()
    cluster, log = folder / "cluster", folder / "log"
    with _cleared_away(where, folder, cluster):
        call(where / "initdb", "--pgdata", cluster, "--username", SERVER_USER, "--auth", "trust", "--encoding", "UTF8",
             "--locale", "C", "--no-sync", "--no-instructions")
        with (cluster / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.writelines(f"{name} = '{value}'\n" for name, value in (SETTINGS | others).items())
        yield PostgresServer(folder, _start(where, cluster, log))


@contextmanager
def _cleared_away(where: Path, folder: Path, cluster: Path) -> Iterator[None]:
    """Stops the server and removes its folder at the end, also when this process is killed.

    A small process of its own waits for the end of a pipe, which comes however we go, and clears away then.
    """
    words = ["-I", "-c", CLEARER, repr(as_server_user()), str(where / "pg_ctl"), str(cluster), str(folder)]
    with subprocess.Popen([sys.executable, *words], stdin=subprocess.PIPE, cwd=folder.anchor,
                          start_new_session=True) as clearer:  # a session of its own: Ctrl-C spares it
        yield
    if clearer.returncode:
        raise RuntimeError(f"the PostgreSQL in {folder} could not be cleared away")


def _start(where: Path, cluster: Path, log: Path, tries: int = 3) -> int:
    """Starts the server and returns its port; tries again where another process took the port in between."""
    for left in reversed(range(tries)):
        port = free_port()
        try:
            call(where / "pg_ctl", "--pgdata", cluster, "--log", log, "--options", f"-p {port}", "--wait", "start")
        except RuntimeError:
            if not left:
                raise
        else:
            return port
    raise AssertionError("unreachable")
