"""An upgrade that ends itself: ``python -m tests.app.store.killed_upgrade URL VAULT PHASE DONE``.

PHASE is one of the progress, or ``after``: everything is done, and nothing is committed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from app import upgrade
from app.store.engine import Store
from app.store.unit import Unit
from app.store.upgrading import Older
from app.vault import Vault
from app.workspace import utc_now


class Murderous(upgrade.Keeping):
    """Keeps the older database, and ends the process at the end of its own part."""

    def after(self, older: Older, unit: Unit) -> None:
        """Where the phase says so."""
        super().after(older, unit)
        kill(1, 1, "after")


def kill(done: int, _total: int, phase: str) -> None:
    """Ends the process, without a word, where it was told to."""
    if phase == sys.argv[3] and done >= int(sys.argv[4]):
        os.kill(os.getpid(), 9)


if __name__ == "__main__":
    Store.open(sys.argv[1], Murderous(Vault(Path(sys.argv[2])), utc_now, kill)).close()
