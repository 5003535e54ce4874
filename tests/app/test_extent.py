"""How large the workspace is, on both databases."""

from __future__ import annotations

from pathlib import Path

from app.services import queries
from app.store.migrations import HEAD
from tests.builders import an_office


def test_the_extent_is_in_figures_and_codes(tmp_path: Path, database_url: str) -> None:
    """Kind and version of the database, its schema, its size and its rows; of settings only those that are plain."""
    office = an_office(tmp_path / "office", database_url, tmp_path / "vault")
    office.request()
    extent = office.workspace.ask(queries.extent)
    office.workspace.close()
    assert extent.database.split()[0] == database_url.partition("+")[0].partition(":")[0]
    assert extent.database.split()[1][0].isdigit()
    assert extent.revision == HEAD
    assert extent.size > 10_000
    assert extent.rows["request"] == 1
    assert extent.rows["person"] == 3
    assert set(extent.settings) == {"second-person", "diary-private-names", "smallest-group"}
