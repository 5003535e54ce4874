"""Backups of the whole workspace: that one was made and when, how often there shall be one, what one has to hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.errors import Refused
from app.domain.events import BackupDaysSet, BackupMade, WorkspaceUpgraded
from app.domain.people import Right
from app.store import belongings
from app.store.unit import Reader, Unit

MADE, DAYS = "backup-made", "backup-days"
USUAL, MOST = 7, 365
"""Days after which a new one is asked for where the office has set nothing, and the most that it can set."""


@dataclass(frozen=True, slots=True)
class Standing:
    """When the last backup was made (UTC, None: never) and how many whole days ago, after how many days a new one is
    due, and whether it is: where there never was one, as long after the workspace was made."""

    made: datetime | None
    age: int
    days: int
    due: bool


def made(unit: Unit, files: int) -> None:
    """A backup of so many files of the vault was written and read back."""
    unit.require(Right.ADMINISTER)
    unit.set_setting(MADE, unit.now.isoformat())
    unit.record(BackupMade(files))


def set_days(unit: Unit, days: int) -> None:
    """Sets after how many days a new backup is asked for. Raises Refused outside its bounds."""
    unit.require(Right.ADMINISTER)
    if not 1 <= days <= MOST:
        raise Refused("backup-days", most=MOST)
    unit.set_setting(DAYS, str(days))
    unit.record(BackupDaysSet(days))


def standing(reader: Reader) -> Standing:
    """How it stands with the backups."""
    text, days = reader.setting(MADE), int(reader.setting(DAYS, str(USUAL)))
    first = reader.log_after(0, 1)
    since = datetime.fromisoformat(text or first[0].at) if text or first else reader.now
    age = (reader.now - since).days
    return Standing(since if text else None, age, days, age >= days)


def identity(reader: Reader) -> str:
    """Tells this workspace's backups from those of others in a folder: by the log's first row, as long as it stands."""
    return reader.log_after(0, 1)[0].hash[:8]


def upgraded(unit: Unit, before: int, after: int, sha256: str) -> None:
    """The program brought the workspace to its schema; the database of before lies in a backup with this hash."""
    unit.record(WorkspaceUpgraded(before, after, sha256))


def wanted(reader: Reader) -> frozenset[str]:
    """The files (SHA-256) that rows rest on; what is on its way out is not one of them."""
    return belongings.kept(reader.connection) - {row.sha256 for row in reader.leaving_files.where()}
