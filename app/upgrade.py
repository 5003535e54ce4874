"""What is done around an upgrade: the older database lies in a backup, read back, before anything is changed.

The backup holds the database alone, since an upgrade touches no file of the vault; it lies in the vault's folder, which
all machines reach. Reading it back opens it with this program: the upgrade is tried on a copy first.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from app import backup_file, writing
from app.domain.errors import Refused
from app.domain.local_time import local
from app.progress import Progress
from app.services.keeping import backups
from app.store.migrations import HEAD
from app.store.unit import Unit
from app.store.upgrading import Older
from app.vault import Vault

PLACE = "before-upgrade"
MOST, LONGEST = 3, timedelta(days=30)
"""How many such backups are kept, and for how long: they hold personal data that may have been purged since."""
LEFT = timedelta(days=1)
"""After so long nobody is writing a backup any more that has no name yet."""


class Keeping:
    """Keeps an older workspace's database before it is upgraded. ``kept`` is where it lies, once it does."""

    def __init__(self, vault: Vault, clock: Callable[[], datetime], progress: Progress) -> None:
        self._vault, self.clock, self.progress = vault, clock, progress
        self.kept: Path | None = None

    def before(self, older: Older) -> None:
        """Backs the database up and reads it back. Raises Refused where that cannot be done: disk-full, upgrade-failed
        where the copy could not be upgraded, and others; nothing has been changed then."""
        self.progress(0, 0, "upgrade-backup")
        place = self._vault.folder / PLACE
        target = place / f"utlamna-{older.revision}-{local(self.clock()):%Y-%m-%d-%H%M%S}.zip"
        try:
            place.mkdir(exist_ok=True)
        except OSError as error:
            raise writing.refusal(error, place) from error
        with self._vault.workspace() as folder:
            database = folder / backup_file.DATABASE
            older.copy(database)
            if not target.exists():  # another machine's try in the same second
                backup_file.whole(target, database, None, folder / "read", self.progress)
        self.kept = target

    def after(self, older: Older, unit: Unit) -> None:
        """Has the log tell of the upgrade, in the same transaction."""
        if self.kept is None:
            raise Refused("upgrade-failed", fault="no backup")
        with self.kept.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        backups.upgraded(unit, int(older.revision), int(HEAD), sha256)


def sweep(vault: Vault) -> None:
    """Removes such backups that are too old or too many, and what a killed one left."""
    place = vault.folder / PLACE
    whole = sorted(place.glob("utlamna-*.zip"), key=_age, reverse=True)
    gone = [*whole[:-MOST], *(file for file in whole if _age(file) > LONGEST)]
    for file in {*gone, *(part for part in place.glob("*.part") if _age(part) > LEFT)}:
        with suppress(OSError):
            file.unlink()


def _age(file: Path) -> timedelta:
    """How long ago it was written, by the computer's clock."""
    try:
        return timedelta(seconds=time.time() - file.stat().st_mtime)
    except OSError:  # another machine has removed it
        return timedelta.max
