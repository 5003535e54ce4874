"""What every test can rely on: no screen, nobody's real workspace, and a PostgreSQL where one is asked for."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for _name in [name for name in os.environ if name.startswith("UTLAMNA_") and name != "UTLAMNA_VENV"]:
    del os.environ[_name]  # a test never touches the office's workspace or database
os.environ["UTLAMNA_LIBREOFFICE"] = "no"  # takes a second for each document: the tests of it ask for it
os.environ["UTLAMNA_FAULTS"] = tempfile.mkdtemp(prefix="utlamna-faults-")  # nor the user's log of faults

from tests import keys, postgres  # noqa: E402

keys.give()  # nor anybody's keyring

hypothesis.settings.register_profile("house", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("house")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.PostgresServer]:
    """One PostgreSQL for the run (with pytest-xdist: for each worker)."""
    try:
        with postgres.running_server() as server:
            yield server
    except postgres.PostgresMissing as missing:
        if postgres.must_be_there():
            pytest.fail(str(missing))
        pytest.skip(str(missing))


@pytest.fixture
def postgres_url(postgres_server: postgres.PostgresServer) -> Iterator[str]:
    """The URL of an empty PostgreSQL database of this test's own."""
    name = postgres_server.new_database()
    yield postgres_server.url(name)
    postgres_server.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database; a test that asks for it runs on SQLite and on PostgreSQL."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres_url"))
    return f"sqlite:///{(tmp_path / 'store.sqlite').as_posix()}"


def pytest_unconfigure(config: pytest.Config) -> None:
    """Removes the log of faults; says in the run's very last line that PostgreSQL's tests were left out, and how to get
    them."""
    shutil.rmtree(os.environ["UTLAMNA_FAULTS"], ignore_errors=True)
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if any(postgres.HOW_TO_GET_IT in str(report.longrepr) for report in skipped):
        print(postgres.HOW_TO_GET_IT)
