"""A purge with a murderer in it: ``python -m tests.app.killed_purge FOLDER POINT`` kills itself at the point told.

Points are before and after every commit and every file that leaves the vault. Point 0 kills nowhere and prints how many
there are.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from argon2 import PasswordHasher

from app import bootstrap, purging
from app.services.office import people
from app.vault import Vault
from tests.app.killed import Murderer
from tests.builders import PASSWORD, SVEN, Clock

YEARS_LATER = datetime(2040, 1, 2, 9, 0, tzinfo=UTC)


def purge(folder: Path, ready: Callable[[], None] = lambda: None) -> None:
    """Opens the workspace years later and purges its closed request unless it is gone, after ``ready``."""
    workspace = bootstrap.open_workspace(folder, clock=Clock(YEARS_LATER))
    workspace.sign_in(SVEN, PASSWORD)
    (request,) = workspace.ask(lambda reader: reader.requests.where())
    ready()
    if not workspace.ask(lambda reader: reader.purges.count()):
        purging.purge(workspace, request.id)
    workspace.close()


def main(folder: Path, point: int) -> None:
    """Purges with the murderer around."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    people._hasher = lambda: quick  # type: ignore[assignment]
    murderer = Murderer(point)

    def hired() -> None:
        murderer.around_commits()
        murderer.around(Vault, "remove")

    purge(folder, hired)
    sys.stdout.write(f"{murderer.passed}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
